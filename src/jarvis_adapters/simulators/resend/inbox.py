"""The inbox page of the simulated Resend: every mail it took, readable as a mail program shows it."""

from html import escape

from jarvis_adapters.simulators.resend.state import TakenMail

_STYLE = """body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#f3f4f6;color:#1f2937}
header{background:#111827;color:#fff;padding:.9rem 1.5rem}header a{color:#fff;text-decoration:none}
main{max-width:52rem;margin:1.5rem auto;padding:0 1rem}
li,article{background:#fff;border:1px solid #e5e7eb;border-radius:8px;margin:.6rem 0;padding:.8rem 1rem}
ul{list-style:none;padding:0}li a{font-weight:600;color:#111827}small{color:#4b5563;display:block}
iframe{width:100%;height:36rem;border:1px solid #e5e7eb;border-radius:8px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#fff;padding:1rem;border:1px solid #e5e7eb}
@media(prefers-color-scheme:dark){body{background:#0b1220;color:#e5e7eb}li,article,pre{background:#111827;
border-color:#374151}li a{color:#fff}small{color:#9ca3af}}"""

CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'"


def list_page(folder: str, mails: list[TakenMail]) -> str:
    """Newest first; it looks for new mail by itself every five seconds."""
    rows = "".join(_row(folder, mail) for mail in reversed(mails))
    shown = f"<ul>{rows}</ul>" if rows else "<p>Aucun message pour l'instant.</p>"
    refresh = '<meta http-equiv="refresh" content="5">'
    return _page(folder, "Boîte de réception (simulée)", shown, refresh)


def mail_page(folder: str, mail: TakenMail) -> str:
    """The HTML part in a frame without scripts, and the text part below."""
    inside = escape(f'<base target="_blank">{mail.html}')
    return _page(
        folder,
        escape(mail.subject),
        f"""<article>{_facts(mail)}{_files(folder, mail)}</article>
<iframe title="Le message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="{inside}"></iframe>
<h2>Version texte</h2><pre dir="auto">{escape(mail.text)}</pre>""",
    )


def missing_page(folder: str) -> str:
    return _page(folder, "Message introuvable", "<p>Ce message n'existe pas, ou plus.</p>")


def _row(folder: str, mail: TakenMail) -> str:
    return f'<li><a href="{escape(folder)}/{mail.id}">{escape(mail.subject)}</a>{_facts(mail)}</li>'


def _facts(mail: TakenMail) -> str:
    at = f"{mail.at:%d/%m/%Y %H:%M:%S} UTC"
    return f"<small>De {escape(mail.sender)}, à {escape(', '.join(mail.to))}, le {at}</small>"


def _files(folder: str, mail: TakenMail) -> str:
    links = (
        f'<a href="{escape(folder)}/{mail.id}/{number}">{escape(file.filename)}</a> '
        f"({max(1, len(file.content) // 1024)} Kio)"
        for number, file in enumerate(mail.attachments)
    )
    return f"<p>📎 {' · '.join(links)}</p>" if mail.attachments else ""


def _page(folder: str, title: str, body: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">{head}
<meta name="color-scheme" content="light dark"><title>{title}</title><style>{_STYLE}</style></head><body>
<header><a href="{escape(folder)}">Courrier simulé de JARVIS</a></header>
<main><h1>{title}</h1>{body}</main></body></html>"""
