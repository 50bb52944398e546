"""The sheet of counts: hour by hour or day by day, what was counted, which of it, and how often."""

from collections.abc import AsyncIterator, Iterable, Mapping
from enum import StrEnum

from jarvis_domain.answering.contract_status import Source
from jarvis_domain.answering.conversation import Flag
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.answering.wording import Wording
from jarvis_domain.casework.orange_pack import Moment
from jarvis_domain.casework.priority import Priority
from jarvis_domain.desk.figures import BOUNDS, OVER, Counted, Tally
from jarvis_domain.flow.export_sheets import Field, Table, Value
from jarvis_domain.understanding.reading import ComplaintType, Intent, Language

_COUNTED: Mapping[Counted, Wording] = {
    Counted.MESSAGES: Wording("Messages", "الرسائل"),
    Counted.LANGUAGES: Wording("Langues", "اللغات"),
    Counted.INTENTS: Wording("Intentions", "المقاصد"),
    Counted.COMPLAINT_TYPES: Wording("Types de réclamation lus", "أنواع الشكايات المقروءة"),
    Counted.READINGS: Wording("Lectures", "القراءات"),
    Counted.NUMBERS: Wording("Numéros de contrat", "أرقام العقود"),
    Counted.CONTRACTS: Wording("Contrats demandés", "العقود المطلوبة"),
    Counted.LOOK_UPS: Wording("Consultations", "عمليات البحث"),
    Counted.FLAGS: Wording("Signalements", "تنبيهات"),
    Counted.ANSWERED_IN: Wording("Délai de traitement", "مدة المعالجة"),
    Counted.END_TO_END: Wording("Délai de bout en bout", "المدة من البداية إلى النهاية"),
    Counted.REPLIES: Wording("Réponses", "الردود"),
    Counted.WRITTEN_BY: Wording("Réponses par auteur", "الردود حسب كاتبها"),
    Counted.BILINGUAL: Wording("Réponses bilingues", "الردود بلغتين"),
    Counted.OPENED: Wording("Réclamations ouvertes", "الشكايات المفتوحة"),
    Counted.PRIORITIES: Wording("Réclamations par priorité", "الشكايات حسب الأولوية"),
    Counted.REGIONS: Wording("Réclamations par région", "الشكايات حسب الجهة"),
    Counted.RESOLVED: Wording("Réclamations résolues", "الشكايات المحلولة"),
    Counted.RESOLVED_IN: Wording("Délai de résolution", "مدة الحل"),
    Counted.ESCALATIONS: Wording("Escalades", "التصعيدات"),
    Counted.ASKED: Wording("Questions de satisfaction", "أسئلة الرضا"),
    Counted.SCORES: Wording("Réponses de satisfaction", "أجوبة الرضا"),
    Counted.SIGN_IN_MAILS: Wording("E-mails de connexion", "رسائل الدخول"),
}
_KINDS: Mapping[Counted, type[StrEnum]] = {
    Counted.MESSAGES: Outcome,
    Counted.LANGUAGES: Language,
    Counted.INTENTS: Intent,
    Counted.COMPLAINT_TYPES: ComplaintType,
    Counted.FLAGS: Flag,
    Counted.REPLIES: Delivery,
    Counted.OPENED: ComplaintType,
    Counted.PRIORITIES: Priority,
    Counted.RESOLVED: ComplaintType,
}
_WORDS: Mapping[tuple[Counted, str], Wording] = {
    (Counted.MESSAGES, "waiting"): Wording("en attente", "في الانتظار"),
    (Counted.MESSAGES, "overdue"): Wording("en retard", "متأخرة"),
    (Counted.LANGUAGES, "none"): Wording("aucune", "بلا لغة"),
    (Counted.READINGS, "model"): Wording("modèle", "النموذج"),
    (Counted.READINGS, "rules"): Wording("règles", "القواعد"),
    (Counted.READINGS, "fallback"): Wording("règles faute de modèle", "القواعد لغياب النموذج"),
    (Counted.NUMBERS, "clear"): Wording("clair", "واضح"),
    (Counted.NUMBERS, "doubtful"): Wording("douteux", "مشكوك فيه"),
    (Counted.LOOK_UPS, Source.PORTAL): Wording("portail", "البوابة"),
    (Counted.LOOK_UPS, Source.CACHE): Wording("cache", "الذاكرة المؤقتة"),
    (Counted.LOOK_UPS, Source.STALE): Wording("dernier statut connu", "آخر حالة معروفة"),
    (Counted.LOOK_UPS, "not_found"): Wording("introuvable", "غير موجود"),
    (Counted.LOOK_UPS, "unavailable"): Wording("indisponible", "غير متاح"),
    (Counted.WRITTEN_BY, "person"): Wording("une personne", "شخص"),
    (Counted.BILINGUAL, "yes"): Wording("oui", "نعم"),
    (Counted.BILINGUAL, "no"): Wording("non", "لا"),
    (Counted.REGIONS, "unknown"): Wording("inconnue", "غير معروفة"),
    (Counted.ESCALATIONS, "on_time"): Wording("à temps", "في الوقت"),
    (Counted.ESCALATIONS, "late"): Wording("en retard", "متأخرة"),
    (Counted.ESCALATIONS, "waiting"): Wording("en cours", "جارية"),
    (Counted.SCORES, "1"): Wording("oui", "نعم"),
    (Counted.SCORES, "2"): Wording("moyennement", "إلى حد ما"),
    (Counted.SCORES, "3"): Wording("non", "لا"),
}
_AN_HOUR_MS = 3_600_000


def figures_table() -> Table[Tally]:
    """One row for each hour or day and each value that was counted in it."""
    return Table(
        "chiffres",
        Wording("Chiffres", "الأرقام"),
        (
            Field(Wording("Début", "البداية"), 17, lambda row: Moment(row.at)),
            Field(Wording("Mesure", "المقياس"), 28, lambda row: _COUNTED[Counted(row.name)]),
            Field(Wording("Valeur", "القيمة"), 28, _value),
            Field(Wording("Nombre", "العدد"), 10, lambda row: row.count),
        ),
    )


async def rows_of(tallies: Iterable[Tally], what: tuple[Counted, ...]) -> AsyncIterator[Tally]:
    """Those of what is asked for, or of everything, in the order of time."""
    wanted = frozenset(what or Counted)
    for tally in sorted(tallies, key=lambda one: (one.at, one.name, one.value)):
        if tally.name in wanted:
            yield tally


def _value(row: Tally) -> Value:
    what = Counted(row.name)
    if said := _WORDS.get((what, row.value)):
        return said
    if what in BOUNDS:
        return _duration(row.value, BOUNDS[what][-1])
    kind = _KINDS.get(what)
    return kind(row.value) if kind and row.value in frozenset(kind) else row.value


def _duration(bound: str, last: int) -> str:
    """As "< 30 s" or "< 24 h" says it; beyond the last bound ">= 720 h"."""
    ms = last if bound == OVER else int(bound)
    size, unit = (_AN_HOUR_MS, "h") if ms >= _AN_HOUR_MS else (1_000, "s")
    return f"{'>=' if bound == OVER else '<'} {ms / size:g} {unit}"
