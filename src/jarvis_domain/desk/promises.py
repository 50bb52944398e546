"""What JARVIS promises, as it can be measured while it runs: each with its figure, or why there is none."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import msgspec

from jarvis_domain.answering.contract_status import Source
from jarvis_domain.answering.messages import Delivery, Outcome
from jarvis_domain.desk.figures import Counted, Figures

_CACHE_HITS = 0.8


class PromiseKey(StrEnum):
    DELIVERY = "delivery"
    END_TO_END = "end_to_end"
    DETECTION = "detection"
    BILINGUAL = "bilingual"
    NOTHING_LOST = "nothing_lost"
    SIGN_IN_MAIL = "sign_in_mail"
    MODEL = "model"
    CACHE = "cache"
    THROUGHPUT = "throughput"
    SATISFACTION = "satisfaction"
    ESCALATION = "escalation"


class Unit(StrEnum):
    """`share` is 0 to 1."""

    SHARE = "share"
    SECONDS = "seconds"
    PER_MINUTE = "per_minute"


class Comparison(StrEnum):
    AT_LEAST = ">="
    ABOVE = ">"
    BELOW = "<"

    def holds(self, value: float, target: float) -> bool:
        match self:
            case Comparison.AT_LEAST:
                return value >= target
            case Comparison.ABOVE:
                return value > target
            case Comparison.BELOW:
                return value < target


class Standing(StrEnum):
    """`unknown`: nothing was measured, or nothing that decides it."""

    KEPT = "kept"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Sentence(msgspec.Struct, frozen=True):
    fr: str
    en: str
    ar: str


class Sample(msgspec.Struct, frozen=True):
    """A measured value and how many cases it stands for; `proves` is False where it decides nothing."""

    value: float | None
    size: int
    proves: bool = True


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """`counted` says what the figure is made of, `missing` what it cannot see."""

    key: PromiseKey
    unit: Unit
    comparison: Comparison
    target: float
    counted: Sentence
    missing: Sentence


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A promise over a period; `value` is None when nothing was measured, `sample` how many cases were."""

    promise: Promise
    value: float | None
    sample: int
    standing: Standing


def measure(figures: Figures) -> tuple[Measured, ...]:
    """Every promise over the same figures."""
    return tuple(_measured(promise, _SAMPLES[promise.key](figures)) for promise in PROMISES)


def _measured(promise: Promise, sample: Sample) -> Measured:
    standing = Standing.UNKNOWN
    if sample.value is not None and sample.proves:
        kept = promise.comparison.holds(sample.value, promise.target)
        standing = Standing.KEPT if kept else Standing.BROKEN
    return Measured(promise=promise, value=sample.value, sample=sample.size, standing=standing)


def _share(good: int, size: int) -> Sample:
    return Sample(good / size if size else None, size)


def _delivery(figures: Figures) -> Sample:
    left = figures.of(Counted.REPLIES) - figures.of(Counted.REPLIES, Delivery.QUEUED)
    return _share(figures.of(Counted.REPLIES, Delivery.DELIVERED, Delivery.READ), left)


def _end_to_end(figures: Figures) -> Sample:
    p95 = figures.quantile(Counted.END_TO_END, 0.95)
    return Sample(None if p95 is None else p95.ms / 1000, figures.of(Counted.END_TO_END))


def _detection(figures: Figures) -> Sample:
    return _share(figures.of(Counted.NUMBERS, "clear"), figures.of(Counted.NUMBERS))


def _bilingual(figures: Figures) -> Sample:
    return _share(figures.of(Counted.BILINGUAL, "yes"), figures.of(Counted.BILINGUAL))


def _nothing_lost(figures: Figures) -> Sample:
    """What has just come in, or is owed an answer by the portal, is neither lost nor ended yet."""
    size = figures.of(Counted.MESSAGES) - figures.of(Counted.MESSAGES, "waiting", Outcome.PARKED)
    return _share(size - figures.of(Counted.MESSAGES, "overdue"), size)


def _sign_in_mail(figures: Figures) -> Sample:
    arrived = figures.of(Counted.SIGN_IN_MAILS, "delivered", "complained")
    lost = figures.of(Counted.SIGN_IN_MAILS, "failed", "suppressed", "bounced")
    return _share(arrived, arrived + lost)


def _model(figures: Figures) -> Sample:
    return _share(figures.of(Counted.READINGS, "fallback"), figures.of(Counted.READINGS, "fallback", "model"))


def _cache(figures: Figures) -> Sample:
    """Promised for the load test: where everybody asks for another contract, nothing can be in the cache."""
    hits = _share(figures.of(Counted.LOOK_UPS, Source.CACHE), figures.of(Counted.LOOK_UPS))
    return Sample(hits.value, hits.size, proves=hits.value is not None and hits.value > _CACHE_HITS)


def _throughput(figures: Figures) -> Sample:
    """How many come in is the contractors' affair: it shows what was needed, not what was possible."""
    return Sample(None, figures.of(Counted.MESSAGES))


def _satisfaction(figures: Figures) -> Sample:
    """1 is "yes" in the question."""
    return _share(figures.of(Counted.SCORES, "1"), figures.of(Counted.SCORES))


def _escalation(figures: Figures) -> Sample:
    decided = figures.of(Counted.ESCALATIONS, "on_time", "late")
    return _share(figures.of(Counted.ESCALATIONS, "on_time"), decided)


_SAMPLES: Mapping[PromiseKey, Callable[[Figures], Sample]] = {
    PromiseKey.DELIVERY: _delivery,
    PromiseKey.END_TO_END: _end_to_end,
    PromiseKey.DETECTION: _detection,
    PromiseKey.BILINGUAL: _bilingual,
    PromiseKey.NOTHING_LOST: _nothing_lost,
    PromiseKey.SIGN_IN_MAIL: _sign_in_mail,
    PromiseKey.MODEL: _model,
    PromiseKey.CACHE: _cache,
    PromiseKey.THROUGHPUT: _throughput,
    PromiseKey.SATISFACTION: _satisfaction,
    PromiseKey.ESCALATION: _escalation,
}


def _promise(
    key: PromiseKey, how: str, *, unit: Unit = Unit.SHARE, counted: Sentence, missing: Sentence
) -> Promise:
    comparison, target = how.split()
    return Promise(
        key=key,
        unit=unit,
        comparison=Comparison(comparison),
        target=float(target),
        counted=counted,
        missing=missing,
    )


PROMISES: tuple[Promise, ...] = (
    _promise(
        PromiseKey.DELIVERY,
        ">= 0.99",
        counted=Sentence(
            "Réponses dont WhatsApp a confirmé la remise ou la lecture, parmi celles qui sont parties.",
            "Replies that WhatsApp confirmed as delivered or read, among those that left.",
            "أجوبة أكد واتساب وصولها أو قراءتها، من بين التي أُرسلت.",
        ),
        missing=Sentence(
            "Une réponse sans accusé compte comme non remise, même si le téléphone est seulement éteint.",
            "A reply without a receipt counts as not delivered, even if the phone is only switched off.",
            "الجواب بلا تأكيد يُحسب غير واصل، ولو كان الهاتف مطفأ فقط.",
        ),
    ),
    _promise(
        PromiseKey.END_TO_END,
        "< 70",
        unit=Unit.SECONDS,
        counted=Sentence(
            "Temps que 95 % des messages n'ont pas dépassé, de leur réception à l'envoi de leur réponse.",
            "The time that 95 % of the messages stayed below, from their receipt to their reply's sending.",
            "المدة التي لم تتجاوزها 95% من الرسائل، من استلامها إلى إرسال جوابها.",
        ),
        missing=Sentence(
            "Le trajet entre le téléphone et WhatsApp, et les messages qui n'ont pas reçu de réponse.",
            "The way between phone and WhatsApp, and messages that got no reply.",
            "الطريق بين الهاتف وواتساب، والرسائل التي لم تتلق جوابا.",
        ),
    ),
    _promise(
        PromiseKey.DETECTION,
        ">= 0.95",
        counted=Sentence(
            "Messages dont le numéro a été compris sans question, parmi ceux qui en montraient un.",
            "Messages whose contract number was understood without a question, among those that showed one.",
            "رسائل فُهم رقم عقدها دون سؤال، من بين التي ظهر فيها رقم.",
        ),
        missing=Sentence(
            "Un numéro que JARVIS n'a pas vu du tout : seul un jeu de messages annotés le mesure"
            " (jarvis evaluate).",
            "A number that JARVIS did not see at all: only annotated messages can tell (jarvis evaluate).",
            "رقم لم يره JARVIS أبدا: لا تكشفه إلا رسائل مصنفة يدويا (jarvis evaluate).",
        ),
    ),
    _promise(
        PromiseKey.BILINGUAL,
        ">= 1",
        counted=Sentence(
            "Réponses de JARVIS avec un texte français et un texte arabe.",
            "Replies of JARVIS with a French and an Arabic text.",
            "أجوبة JARVIS التي فيها نص فرنسي ونص عربي.",
        ),
        missing=Sentence(
            "Les réponses écrites par une personne, dans la langue de son choix.",
            "Replies written by a person, in the language they chose.",
            "الأجوبة التي كتبها شخص، باللغة التي اختارها.",
        ),
    ),
    _promise(
        PromiseKey.NOTHING_LOST,
        ">= 1",
        counted=Sentence(
            "Messages menés à leur terme, parmi ceux reçus depuis plus de dix minutes.",
            "Messages that came to an end, among those received more than ten minutes ago.",
            "رسائل وصلت إلى نهايتها، من بين المستلمة منذ أكثر من عشر دقائق.",
        ),
        missing=Sentence(
            "Les questions en attente du portail, et ce qu'Evolution n'a jamais transmis.",
            "Questions that wait for the portal, and what Evolution never passed on.",
            "الأسئلة التي تنتظر البوابة، وما لم تنقله Evolution قط.",
        ),
    ),
    _promise(
        PromiseKey.SIGN_IN_MAIL,
        "> 0.99",
        counted=Sentence(
            "E-mails de connexion remis, parmi ceux dont le sort est connu.",
            "Sign-in mails delivered, among those whose fate is known.",
            "رسائل الدخول التي وصلت، من بين التي عُرف مصيرها.",
        ),
        missing=Sentence(
            "Ceux que Resend n'a pas acceptés ou dont il n'a encore rien dit.",
            "Those that Resend did not accept, or has said nothing of yet.",
            "التي لم تقبلها Resend، أو لم تقل عنها شيئا بعد.",
        ),
    ),
    _promise(
        PromiseKey.MODEL,
        "< 0.05",
        counted=Sentence(
            "Messages lus par les règles faute de réponse du modèle, parmi ceux qui lui revenaient.",
            "Messages read by the rules because the model could not help, among those meant for it.",
            "رسائل قرأتها القواعد لأن النموذج لم يجب، من بين الموجهة إليه.",
        ),
        missing=Sentence(
            "Les messages que les règles lisent d'elles-mêmes : modèle éteint, ou rien à lui demander.",
            "Messages that are the rules' own: no model configured, or nothing to ask it.",
            "الرسائل التي تقرؤها القواعد أصلا: لا نموذج مهيأ، أو لا شيء يُسأل عنه.",
        ),
    ),
    _promise(
        PromiseKey.CACHE,
        f"> {_CACHE_HITS}",
        counted=Sentence(
            "Statuts servis par le cache, parmi toutes les consultations.",
            "Statuses that came from the cache, among all look-ups.",
            "حالات جاءت من الذاكرة المؤقتة، من بين كل عمليات البحث.",
        ),
        missing=Sentence(
            "La promesse vaut pour le test de charge : une part plus basse n'est pas un manquement.",
            "It is promised for the load test: a lower share breaks nothing.",
            "هذا الالتزام خاص باختبار الحمل: نسبة أقل ليست إخلالا.",
        ),
    ),
    _promise(
        PromiseKey.THROUGHPUT,
        ">= 100",
        unit=Unit.PER_MINUTE,
        counted=Sentence(
            "Messages reçus.",
            "Messages received.",
            "الرسائل الواردة.",
        ),
        missing=Sentence(
            "Ce que JARVIS peut traiter par minute : seul le test de charge le montre (docs/benchmarks.md).",
            "What JARVIS could handle in a minute: only the load test shows it (docs/benchmarks.md).",
            "ما يستطيع JARVIS معالجته في الدقيقة: لا يبينه إلا اختبار الحمل (docs/benchmarks.md).",
        ),
    ),
    _promise(
        PromiseKey.SATISFACTION,
        "> 0.9",
        counted=Sentence(
            "Réponses « oui » à la question posée après une résolution.",
            "Answers of “yes” to the question asked after a resolution.",
            "أجوبة «نعم» عن السؤال المطروح بعد الحل.",
        ),
        missing=Sentence(
            "Les contractants qui n'ont pas répondu.",
            "Contractors who did not answer.",
            "المتعاقدون الذين لم يجيبوا.",
        ),
    ),
    _promise(
        PromiseKey.ESCALATION,
        ">= 1",
        counted=Sentence(
            "Escalades dont l'e-mail à Orange est parti moins de cinq minutes après la décision.",
            "Escalations whose mail to Orange left within five minutes of the decision.",
            "تصعيدات أُرسل بريدها إلى Orange في أقل من خمس دقائق بعد القرار.",
        ),
        missing=Sentence(
            "Celles décidées il y a moins de cinq minutes, et le temps qu'Orange met à lire.",
            "Those decided less than five minutes ago, and the time Orange takes to read.",
            "التي تقررت قبل أقل من خمس دقائق، والوقت الذي تحتاجه Orange للقراءة.",
        ),
    ),
)
