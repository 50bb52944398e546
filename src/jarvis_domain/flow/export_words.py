"""What exported sheets call the values of a list, in French and in Arabic."""

from collections.abc import Mapping
from enum import StrEnum

from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.answering.wording import COMPLAINT_TYPES, Wording
from jarvis_domain.casework.complaints import ComplaintStatus
from jarvis_domain.casework.priority import Priority
from jarvis_domain.casework.tickets import TicketStatus
from jarvis_domain.understanding.reading import Intent, Language, ReadBy

PRIORITY = {
    Priority.LOW: Wording("basse", "منخفضة"),
    Priority.MEDIUM: Wording("moyenne", "متوسطة"),
    Priority.HIGH: Wording("haute", "عالية"),
}
COMPLAINT_STATUS = {
    ComplaintStatus.OPEN: Wording("ouverte", "مفتوحة"),
    ComplaintStatus.ASSIGNED: Wording("assignée", "مسندة"),
    ComplaintStatus.ESCALATED: Wording("chez Orange", "لدى أورنج"),
    ComplaintStatus.RESOLVED: Wording("résolue", "محلولة"),
}
TICKET_STATUS = {
    TicketStatus.OPEN: Wording("ouvert", "مفتوحة"),
    TicketStatus.IN_PROGRESS: Wording("en cours", "قيد المعالجة"),
    TicketStatus.RESOLVED: Wording("résolu", "محلولة"),
    TicketStatus.CLOSED: Wording("clos", "مغلقة"),
}
LANGUAGE = {
    Language.FR: Wording("français", "الفرنسية"),
    Language.AR: Wording("arabe", "العربية"),
    Language.DARIJA: Wording("darija", "الدارجة"),
    Language.EN: Wording("anglais", "الإنجليزية"),
}
INTENT = {
    Intent.STATUS_CHECK: Wording("suivi de contrat", "تتبع عقد"),
    Intent.COMPLAINT: Wording("réclamation", "شكاية"),
    Intent.OTHER: Wording("autre", "آخر"),
}
READ_BY = {ReadBy.MODEL: Wording("modèle", "النموذج"), ReadBy.RULES: Wording("règles", "القواعد")}
OUTCOME = {
    Outcome.ANSWERED: Wording("répondu", "تم الرد"),
    Outcome.IGNORED: Wording("sans suite", "دون رد"),
    Outcome.LIMITED: Wording("limite atteinte", "تم بلوغ الحد"),
    Outcome.WITH_HUMAN: Wording("chez un collègue", "لدى زميل"),
    Outcome.PARKED: Wording("en attente du portail", "في انتظار البوابة"),
    Outcome.FAILED: Wording("échec", "فشل"),
}
WAITING = Wording("en attente", "في الانتظار")
DELIVERY = {
    Delivery.QUEUED: Wording("à envoyer", "في انتظار الإرسال"),
    Delivery.ACCEPTED: Wording("envoyée", "أرسلت"),
    Delivery.SERVER_ACK: Wording("chez WhatsApp", "لدى واتساب"),
    Delivery.FAILED: Wording("échec", "فشل"),
    Delivery.DELIVERED: Wording("remise", "وصلت"),
    Delivery.READ: Wording("lue", "قرئت"),
}
FLAG = {
    Flag.COMPLAINT: Wording("réclamation", "شكاية"),
    Flag.UNKNOWN_STATUS: Wording("statut inconnu", "حالة غير معروفة"),
    Flag.GAVE_UP: Wording("abandon", "تخل"),
    Flag.SPAM: Wording("indésirable", "غير مرغوب فيه"),
    Flag.RATE_LIMITED: Wording("limite atteinte", "تم بلوغ الحد"),
    Flag.MEDIA_UNREAD: Wording("média non lu", "ملف غير مقروء"),
    Flag.NOT_UNDERSTOOD: Wording("non compris", "غير مفهوم"),
    Flag.DISSATISFIED: Wording("insatisfait", "غير راض"),
    Flag.NOT_REGISTERED: Wording("non inscrit", "غير مسجل"),
    Flag.MANY_NUMBERS: Wording("trop de contrats", "عقود كثيرة"),
}
YES, NO = Wording("oui", "نعم"), Wording("non", "لا")
JARVIS = Wording("JARVIS", "JARVIS")

_WORDS: Mapping[tuple[type[StrEnum], str], Wording] = {
    (type(value), value): wording
    for words in (
        *(PRIORITY, COMPLAINT_STATUS, TICKET_STATUS, COMPLAINT_TYPES),
        *(LANGUAGE, INTENT, READ_BY, OUTCOME, DELIVERY, FLAG),
    )
    for value, wording in words.items()
}
# By the kind of value too: two kinds may use one name.


def worded(value: StrEnum) -> Wording:
    """What a value is called; one that has no name yet is called what it is."""
    return _WORDS.get((type(value), value.value), Wording(value.value, value.value))
