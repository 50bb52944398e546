"""Mails to Orange and the back office, of escalations and lost numbers: in French, as HTML and plain text."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import msgspec

from jarvis_domain.answering.wording import CASABLANCA
from jarvis_domain.casework.escalation import MailBackOffice
from jarvis_domain.casework.orange_pack import OrangePack

_FONT = "font-family:Arial,'Segoe UI',Tahoma,sans-serif"
_QUOTED, _LISTED, _NAMED = "  > ", "- ", " : "


class NoticeMail(msgspec.Struct, frozen=True, kw_only=True):
    subject: str
    html: str
    text: str


def orange_mail(pack: OrangePack) -> NoticeMail:
    """The pack's own words, the facts as a table; the same pack gives the same bytes."""
    return _mail(pack.subject, pack.ticket.value, pack.text)


def back_office_mail(mails: Sequence[MailBackOffice]) -> NoticeMail:
    """One escalation as it is, several gathered in their order; raises ValueError for none."""
    if not mails:
        raise ValueError("a mail of no escalation")
    if len(mails) == 1:
        return _mail(mails[0].subject, "Escalade à Orange", mails[0].text)
    title = f"{len(mails)} escalades à Orange"
    return _mail(title, title, "\n\n".join(mail.text for mail in mails))


def number_lost_mail(instance: str, lost_at: datetime) -> NoticeMail:
    """A number of ours is not connected; the same loss gives the same bytes."""
    since = f"{lost_at.astimezone(CASABLANCA):%d/%m/%Y à %H:%M}"
    text = (
        f"Le numéro WhatsApp « {instance} » n'est plus connecté."
        f" Constaté le {since}, heure de Casablanca.\n\n"
        "Aucun message n'est perdu : les réponses attendent et partiront dès son retour. Ce qui est écrit"
        " entre-temps sera lu ensuite.\n\n"
        "Ouvrez le gestionnaire d'Evolution et scannez-y le code QR avec le téléphone de ce numéro.\n\n"
        "Un seul e-mail part par coupure ; le retour du numéro se voit sur la page d'accueil."
    )
    return _mail(f"JARVIS : le numéro WhatsApp {instance} est déconnecté", "Numéro WhatsApp déconnecté", text)


def _mail(subject: str, title: str, text: str) -> NoticeMail:
    return NoticeMail(subject=subject, html=_html(title, text), text=text)


def _html(title: str, text: str) -> str:
    """Tables and inline styles for mail programs; no image, no script, no link, nothing from elsewhere."""
    body = "\n".join(_block(block.splitlines()) for block in text.split("\n\n") if block.strip())
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{escape(title)}</title></head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px">
<tr><td style="padding:0 0 12px;border-bottom:3px solid #c2410c;{_FONT};font-size:20px;font-weight:bold">\
{escape(title)}</td></tr>
<tr><td style="padding:16px 0;{_FONT};font-size:15px;line-height:1.5">
{body}
</td></tr></table></td></tr></table></body></html>"""


def _block(lines: Sequence[str]) -> str:
    if all(_NAMED in line and not line.startswith((_LISTED, _QUOTED)) for line in lines):
        rows = "\n".join(_row(*line.split(_NAMED, 1)) for line in lines)
        return f"""<table cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">
{rows}
</table>"""
    return f'<div style="margin:0 0 16px">{"".join(map(_line, lines))}</div>'


def _row(name: str, value: str) -> str:
    cell = f"padding:4px 0;border-bottom:1px solid #d4d4d8;{_FONT};font-size:15px"
    return (
        f'<tr><td style="{cell};padding-right:16px;color:#71717a">{escape(name)}</td>'
        f'<td dir="auto" style="{cell}"><strong>{escape(value)}</strong></td></tr>'
    )


def _line(line: str) -> str:
    if line.startswith(_QUOTED):
        words = escape(line[len(_QUOTED) :])
        style = "margin:4px 0 8px 16px;padding:2px 12px;border-left:3px solid #c2410c"
        return f'<div dir="auto" style="{style}">{words}</div>'
    return f"<div>{escape(line)}</div>"
