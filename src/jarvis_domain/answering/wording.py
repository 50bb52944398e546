"""The words that are no templates: times, ages, kinds of complaint and of media, in both languages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.understanding.reading import ComplaintType

CASABLANCA = ZoneInfo("Africa/Casablanca")


class Wording(msgspec.Struct, frozen=True):
    """One thing said in French and in Arabic."""

    fr: str
    ar: str


COMPLAINT_TYPES: Mapping[ComplaintType, Wording] = {
    ComplaintType.RETARD_INSTALLATION: Wording("retard d'installation", "تأخر التركيب"),
    ComplaintType.ANNULATION_CONTRAT: Wording("annulation du contrat", "إلغاء العقد"),
    ComplaintType.CONTACT_ERRONE: Wording("contact erroné", "رقم اتصال خاطئ"),
    ComplaintType.ADRESSE_ERRONEE: Wording("adresse erronée", "عنوان خاطئ"),
    ComplaintType.CAS_BLOQUE: Wording("dossier bloqué", "ملف متوقف"),
    ComplaintType.DEUXIEME_CONTRAT: Wording("deuxième contrat", "عقد ثان"),
    ComplaintType.PRISE_DE_RDV: Wording("prise de rendez-vous", "تحديد موعد"),
    ComplaintType.AUTRE: Wording("autre demande", "طلب آخر"),
}

COMPLAINT_STATES: Mapping[str, Wording] = {
    "open": Wording("enregistrée, bientôt prise en charge", "مسجلة، ستعالج قريبا"),
    "assigned": Wording("un collègue s'en occupe", "أحد الزملاء يتكلف بها"),
    "escalated": Wording("transmise à Orange", "أحيلت على أورنج"),
    "resolved": Wording("résolue", "تم حلها"),
}
"""By the name of the state (casework's ComplaintStatus)."""

MEDIA_KINDS: Mapping[MediaKind, Wording] = {
    MediaKind.IMAGE: Wording("les photos", "الصور"),
    MediaKind.AUDIO: Wording("les messages vocaux", "الرسائل الصوتية"),
    MediaKind.VIDEO: Wording("les vidéos", "الفيديوهات"),
    MediaKind.DOCUMENT: Wording("les documents", "الوثائق"),
    MediaKind.STICKER: Wording("les stickers", "الملصقات"),
    MediaKind.LOCATION: Wording("les positions", "المواقع"),
    MediaKind.CONTACT: Wording("les fiches de contact", "بطاقات الاتصال"),
    MediaKind.OTHER: Wording("ce type de message", "هذا النوع من الرسائل"),
}

A_MINUTE = Wording("une minute", "دقيقة")
AN_HOUR = Wording("une heure", "ساعة")


def read_at(moment: datetime, now: datetime, zone: ZoneInfo) -> Wording:
    """When a status was read, by the clock of `zone`; the date is named when it is not today's."""
    local = moment.astimezone(zone)
    hour = f"{local:%H:%M}"
    if local.date() == now.astimezone(zone).date():
        return Wording(f"relevé à {hour}", f"تم التحقق على الساعة {hour}")
    date = day(moment, now, zone)
    return Wording(f"relevé le {date} à {hour}", f"تم التحقق يوم {date} على الساعة {hour}")


def day(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Day and month by the clock of `zone`, with the year when it is not this one."""
    local = moment.astimezone(zone)
    return f"{local:%d/%m}" if local.year == now.astimezone(zone).year else f"{local:%d/%m/%Y}"


def menu() -> Wording:
    """The kinds of complaint, one a line, each behind its number."""
    kinds = [COMPLAINT_TYPES[kind] for kind in ComplaintType]
    return Wording(
        "\n".join(f"{place}. {kind.fr}" for place, kind in enumerate(kinds, start=1)),
        "\n".join(f"{place}. {kind.ar}" for place, kind in enumerate(kinds, start=1)),
    )


def complaint_state(status: str, ticket: str | None) -> Wording:
    """How a complaint stands, with our ticket at Orange if it has one."""
    state = COMPLAINT_STATES.get(status, Wording(status, status))
    if ticket is None:
        return state
    return Wording(f"{state.fr} (ticket {ticket})", f"{state.ar} (التذكرة {ticket})")


def age(span: timedelta) -> Wording:
    """How long ago, in the largest whole unit: minutes, hours or days; a negative span counts as none."""
    minutes = max(span, timedelta()) // timedelta(minutes=1)
    if minutes < 1:
        return Wording("moins d'une minute", "أقل من دقيقة")
    if minutes < 60:
        return Wording(f"{minutes} min", _counted(minutes, "دقيقة", "دقيقتين", "دقائق", "دقيقة"))
    hours = minutes // 60
    if hours < 48:
        return Wording(f"{hours} h", _counted(hours, "ساعة", "ساعتين", "ساعات", "ساعة"))
    days = hours // 24
    return Wording(f"{days} jours", _counted(days, "يوم", "يومين", "أيام", "يوما"))


def _counted(count: int, one: str, two: str, few: str, many: str) -> str:
    """Arabic counts by form: one and two are in the word itself, 3 to 10 take the plural, the rest do not."""
    if count in (1, 2):
        return one if count == 1 else two
    form = few if 3 <= count % 100 <= 10 else many if count % 100 > 10 else one
    return f"{count} {form}"
