"""The mail that carries a magic link: French on top, Arabic below, as HTML and as plain text."""

from datetime import timedelta
from html import escape

import msgspec

from jarvis_domain.desk.sign_in import LinkToken

SUBJECT = "Votre lien de connexion à JARVIS · رابط الدخول إلى JARVIS"


class LinkMail(msgspec.Struct, frozen=True, kw_only=True):
    subject: str
    html: str
    text: str


def link_url(base_url: str, token: LinkToken) -> str:
    """The token stands in the fragment: no server, proxy or referrer sees it."""
    return f"{base_url.rstrip('/')}/login/verify#t={token.value}"


def compose_link_mail(url: str, lifetime: timedelta) -> LinkMail:
    """What a person who asked for a link receives; its bytes depend on nothing else."""
    fr, ar = _french(lifetime), _arabic(lifetime)
    return LinkMail(subject=SUBJECT, html=_html(url, fr, ar), text=_text(url, fr, ar))


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    hello: str
    use: str
    button: str
    valid: str
    ignore: str


def _french(lifetime: timedelta) -> _Words:
    return _Words(
        hello="Bonjour,",
        use="Voici votre lien pour vous connecter à JARVIS, l'outil du back-office TKTM.",
        button="Me connecter",
        valid=f"Ce lien est valable {_span_fr(lifetime)} et ne sert qu'une fois.",
        ignore="Si vous n'avez rien demandé, ignorez ce message : sans ce lien, personne n'entre.",
    )


def _arabic(lifetime: timedelta) -> _Words:
    return _Words(
        hello="السلام عليكم،",
        use="هذا رابطكم للدخول إلى \u2066JARVIS\u2069، أداة فريق المتابعة لدى \u2066TKTM\u2069.",
        button="الدخول",
        valid=f"هذا الرابط صالح لمدة {_span_ar(lifetime)} ويُستعمل مرة واحدة فقط.",
        ignore="إذا لم تطلبوا شيئًا فتجاهلوا هذه الرسالة: لا يمكن لأحد الدخول دون الرابط.",
    )


def _minutes(lifetime: timedelta) -> int:
    return round(lifetime / timedelta(minutes=1))


def _span_fr(lifetime: timedelta) -> str:
    hours, minutes = divmod(_minutes(lifetime), 60)
    if minutes:
        return f"{_minutes(lifetime)} minutes"
    return f"{hours} heure{'s' if hours > 1 else ''}"


def _span_ar(lifetime: timedelta) -> str:
    hours, minutes = divmod(_minutes(lifetime), 60)
    if minutes:
        return _counted_ar(_minutes(lifetime), "دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة")
    return _counted_ar(hours, "ساعة واحدة", "ساعتين", "ساعات", "ساعة")


def _counted_ar(number: int, one: str, two: str, few: str, many: str) -> str:
    """Arabic counts in four ways."""
    match number:
        case 1:
            return one
        case 2:
            return two
        case _:
            return f"\u2066{number}\u2069 {few if 3 <= number % 100 <= 10 else many}"


def _text(url: str, fr: _Words, ar: _Words) -> str:
    french = f"{fr.hello}\n\n{fr.use}\n\n{url}\n\n{fr.valid}\n{fr.ignore}"
    return f"{french}\n\n--\n\n{ar.hello}\n\n{ar.use}\n\n{url}\n\n{ar.valid}\n{ar.ignore}\n"


def _html(url: str, fr: _Words, ar: _Words) -> str:
    """Tables and inline styles for mail programs; no image, no script, nothing from elsewhere."""
    french, arabic = _block(url, fr, "ltr", "fr"), _block(url, ar, "rtl", "ar")
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>{escape(SUBJECT)}</title></head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:520px">
{french}
<tr><td style="padding:8px 0;border-top:1px solid #8a8f98;font-size:0;line-height:0">&nbsp;</td></tr>
{arabic}
</table></td></tr></table></body></html>"""


def _block(url: str, words: _Words, direction: str, language: str) -> str:
    align = "right" if direction == "rtl" else "left"
    font = "font-family:Arial,'Segoe UI',Tahoma,sans-serif"
    link = escape(url, quote=True)
    return f"""<tr><td dir="{direction}" lang="{language}" align="{align}" style="padding:12px 0;
{font};font-size:16px;line-height:1.6;text-align:{align}">
<p style="margin:0 0 12px">{escape(words.hello)}</p>
<p style="margin:0 0 20px">{escape(words.use)}</p>
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>
<td bgcolor="#c2410c" style="border-radius:6px"><a href="{link}" style="display:inline-block;
padding:13px 26px;{font};font-size:16px;font-weight:bold;color:#ffffff;text-decoration:none">\
{escape(words.button)}</a></td></tr></table>
<p style="margin:20px 0 8px;font-size:14px">{escape(words.valid)}</p>
<p style="margin:0 0 8px;font-size:14px">{escape(words.ignore)}</p>
<p dir="ltr" style="margin:0;font-size:12px;text-align:left;word-break:break-all">\
<a href="{link}" style="color:inherit">{link}</a></p>
</td></tr>"""
