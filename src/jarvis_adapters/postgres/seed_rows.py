"""The rows of an imagined past: contractors, their messages, the replies, and the cases that came of them."""

import struct
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

import msgspec

from jarvis_adapters.postgres.seed_texts import AT, STAND_IN, Draft, complaint_drafts, drafts
from jarvis_domain.answering.messages import Delivery
from jarvis_domain.desk.figures import AN_HOUR
from jarvis_domain.understanding.search import phone_terms, search_terms
from jarvis_domain.understanding.text import fold_words

INSTANCE = "seed"
_REGIONS = ("Casablanca", "Rabat", "Fès", "Marrakech", "Tanger", "Agadir", "Oujda", "Meknès", "")
_FIRST = ("Saïd", "Karim", "Nadia", "Youssef", "Hicham", "Fatima", "Omar", "Samira", "محمد", "خديجة")
_LAST = (
    "Alaoui",
    "Bennani",
    "El Idrissi",
    "Tazi",
    "Chraïbi",
    "Amrani",
    "Berrada",
    "بناني",
    "Ouazzani",
    "Filali",
)
# Of a day in Casablanca, by the hour: the street works from eight to eight.
_HOURS = (1, 1, 1, 1, 1, 2, 4, 10, 30, 50, 60, 60, 45, 35, 45, 55, 60, 50, 40, 25, 15, 8, 4, 2)
_DELIVERIES = (
    [Delivery.READ] * 70 + [Delivery.DELIVERED] * 26 + [Delivery.SERVER_ACK] * 2 + [Delivery.FAILED] * 2
)
_ANSWERED_SECONDS = (0.4, 0.8, 1.2, 1.8, 2.5, 3.5, 6.0, 14.0, 40.0)
_FALLBACK, _RULES = 0.03, 0.2
_NUMBERS = 10_000_000
_HALF = (1 << 64) - 1
_STRIDE = 7_919  # coprime with the numbers: every step gives another one
_PLACES = tuple((term, str(STAND_IN).lower().index(term)) for term in search_terms(str(STAND_IN)))

Row = tuple[object, ...]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted: so much, in the days before `until`. The same plan gives the same rows."""

    messages: int
    complaints: int
    days: int
    seed: int
    until: datetime

    @property
    def contractors(self) -> int:
        return max(20, self.messages // 400)


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    phone: str
    name: str
    region: str
    terms: frozenset[bytes]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A message, by whom, about which contract, and the ids of what was made of it."""

    message: UUID
    reply: UUID
    writer: Writer
    contract: str
    draft: Draft
    text: str
    at: datetime
    settled_at: datetime

    @property
    def whatsapp_id(self) -> str:
        return f"3EB0{self.message.int & _HALF:016X}"


class Batch(msgspec.Struct, kw_only=True):
    """Rows by table, in the order their tables need."""

    replies: list[Row] = []
    messages: list[Row] = []
    words: list[Row] = []
    contracts: list[Row] = []
    statuses: list[Row] = []
    told: list[Told] = []
    """Those that open a complaint."""


REPLY_COLUMNS = (
    "id", "contractor_id", "instance", "recipient", "quoted_id", "quoted_text", "fr", "ar", "text",
    "delivery", "attempts", "whatsapp_id", "queued_at", "done_at", "accepted_at", "delivered_at",
    "seen_at",
)  # fmt: skip
MESSAGE_COLUMNS = (
    "id", "contractor_id", "instance", "whatsapp_id", "sender", "name", "content", "sent_at",
    "received_at", "attempts", "reading", "reading_detail", "read_at", "outcome", "reply_id",
    "settled_at", "flags", "answers", "unreached",
)  # fmt: skip
WORD_COLUMNS = ("message_id", "at", "words")
CONTRACT_COLUMNS = ("message_id", "number", "at")
STATUS_COLUMNS = ("number", "read_at", "etat", "sous_etat", "sous_etat_2", "date_created")
CONTRACTOR_COLUMNS = (
    "id", "phone", "name", "registered", "region", "created_at", "sort_name", "words",
)  # fmt: skip
ADDRESS_COLUMNS = ("address", "contractor_id")


class Imagined:
    """The rows of one plan, from the oldest on."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._random = Random(plan.seed)
        self._drafts, self._complaints = [*map(_Prepared, drafts())], [*map(_Prepared, complaint_drafts())]
        self._weights = [prepared.draft.weight for prepared in self._drafts]
        self._clock = _Clock(plan)
        self.writers = [self._writer(place) for place in range(plan.contractors)]

    def contractor_rows(self) -> Iterator[Row]:
        begin = self._clock.begin
        for writer in self.writers:
            sort_name, terms = fold_words(writer.name), lexemes(writer.terms)
            yield writer.id, writer.phone, writer.name, True, writer.region, begin, sort_name, terms

    def address_rows(self) -> Iterator[Row]:
        return ((writer.phone, writer.id) for writer in self.writers)

    def batches(self, size: int) -> Iterator[Batch]:
        for start in range(0, self._plan.messages, size):
            batch = Batch()
            places = range(start, min(start + size, self._plan.messages))
            chosen = self._random.choices(self._drafts, self._weights, k=len(places))
            for place, prepared in zip(places, chosen, strict=True):
                self._tell(batch, place, prepared)
            yield batch

    def new_id(self, at: datetime) -> UUID:
        """A version 7 id of that time."""
        random = self._random.getrandbits(74)
        high = int(at.timestamp() * 1000) << 80 | 0x7 << 76 | (random >> 62) << 64
        return UUID(int=high | 0b10 << 62 | random & (1 << 62) - 1)

    def _writer(self, place: int) -> Writer:
        phone = f"+2126{(self._plan.seed * 1_000_003 + place * _STRIDE) % 100_000_000:08d}"
        name = f"{_FIRST[place % len(_FIRST)]} {_LAST[place // len(_FIRST) % len(_LAST)]}"
        terms = frozenset(term.encode() for term in search_terms(name) | phone_terms(phone))
        region = _REGIONS[place % len(_REGIONS)]
        return Writer(id=self.new_id(self._clock.begin), phone=phone, name=name, region=region, terms=terms)

    def _tell(self, batch: Batch, place: int, prepared: "_Prepared") -> None:
        opens = self._opens(place)
        if opens is not None:
            prepared = self._complaints[opens % len(self._complaints)]
            number = f"F{opens * _STRIDE % _NUMBERS:07d}D"
        else:
            number = f"F{int(self._random.random() * max(self._plan.messages // 3, 10)):07d}D"
        told = self._told(prepared, number, self._clock.at(place))
        self._write(batch, prepared, told)
        if opens is not None:
            batch.told.append(told)

    def _opens(self, place: int) -> int | None:
        """Which complaint this message opens, if one: they are spread evenly."""
        before, after = (n * self._plan.complaints // self._plan.messages for n in (place, place + 1))
        return before if after > before else None

    def _told(self, prepared: "_Prepared", number: str, at: datetime) -> Told:
        """By somebody: a few write often, many now and then."""
        random = self._random.random
        took = timedelta(seconds=_ANSWERED_SECONDS[int(random() * 9)] * (0.5 + random()))
        return Told(
            message=self.new_id(at),
            reply=self.new_id(at),
            writer=self.writers[int(random() ** 2 * len(self.writers))],
            contract=number,
            draft=prepared.draft,
            text=prepared.text(number),
            at=at,
            settled_at=at + took,
        )

    def _write(self, batch: Batch, prepared: "_Prepared", told: Told) -> None:
        draft, number, at = told.draft, told.contract, told.at
        delivery = None if draft.reply is None else _DELIVERIES[int(self._random.random() * 100)]
        if delivery is not None:
            batch.replies.append(_reply_row(told, prepared.texts(number), delivery))
        reading = prepared.reading(number, self._random.random())
        unreached = delivery is Delivery.FAILED
        batch.messages.append((*_message_row(told, reading, prepared.answers(number, at)), unreached))
        batch.words.append((told.message, at, lexemes(prepared.terms(number) | told.writer.terms)))
        if draft.names_contract:
            batch.contracts.append((told.message, number, at))
        if draft.known is not None:
            shown = draft.known
            batch.statuses.append((number, at, shown.etat, shown.sous_etat, "", shown.date_created))


def _message_row(told: Told, reading: tuple[str, str], answers: str) -> Row:
    draft, writer, at = told.draft, told.writer, told.at
    content = msgspec.json.encode({"type": "text", "text": told.text}).decode()
    read_at = at + (told.settled_at - at) / 2
    reply = None if draft.reply is None else told.reply
    return (
        told.message, writer.id, INSTANCE, told.whatsapp_id, writer.phone, writer.name, content, at, at, 1,
        *reading, read_at, draft.outcome, reply, told.settled_at, draft.flags, answers,
    )  # fmt: skip


def _reply_row(told: Told, texts: Iterable[str], delivery: Delivery) -> Row:
    whatsapp_id = f"3EB1{told.reply.int & _HALF:016X}"
    return (
        told.reply, told.writer.id, INSTANCE, told.writer.phone, told.whatsapp_id, told.text, *texts,
        delivery, 1, whatsapp_id, told.settled_at, *_sent(told.settled_at, delivery),
    )  # fmt: skip


def _sent(at: datetime, delivery: Delivery) -> Row:
    """Done, accepted, delivered, seen: as far as it got."""
    if delivery is Delivery.FAILED:
        return at, None, None, None
    accepted, delivered = at + timedelta(milliseconds=300), at + timedelta(seconds=3)
    known = delivery in (Delivery.DELIVERED, Delivery.READ)
    seen = at + timedelta(seconds=50) if delivery is Delivery.READ else None
    return accepted, accepted, delivered if known else None, seen


def lexemes(terms: Iterable[bytes]) -> bytes:
    """A tsvector as PostgreSQL takes it in binary: each lexeme without places."""
    listed = tuple(terms)
    return struct.pack("!i", len(listed)) + b"".join(term + b"\0\0\0" for term in listed)


class _Prepared:
    """A draft with what does not depend on the contract done once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        reply = draft.reply
        self._texts = () if reply is None else (reply.fr, reply.ar, reply.text)
        self._by_rules, self._by_model = draft.reading, draft.reading.replace('"by":"rules"', '"by":"model"')
        of_number = {term for term, _ in _PLACES} if draft.names_contract else set()
        self._terms = frozenset(term.encode() for term in draft.terms - of_number)
        self._at = msgspec.json.encode(AT).decode()

    def text(self, number: str) -> str:
        return self.draft.text.replace(STAND_IN.value, number)

    def texts(self, number: str) -> Iterator[str]:
        """The reply's."""
        return (text.replace(STAND_IN.value, number) for text in self._texts)

    def reading(self, number: str, chance: float) -> tuple[str, str]:
        """As JSON, and why the model did not help."""
        by_rules, detail = chance < _RULES, "timeout" if chance < _FALLBACK else ""
        read = self._by_rules if by_rules else self._by_model
        return read.replace(STAND_IN.value, number), detail

    def answers(self, number: str, at: datetime) -> str:
        if self.draft.answers == "[]":
            return "[]"
        read_at = f'"{at.isoformat()}"'
        return self.draft.answers.replace(STAND_IN.value, number).replace(self._at, read_at)

    def terms(self, number: str) -> frozenset[bytes]:
        """The draft's search terms, those of its number being the same pieces of the new one."""
        if not self.draft.names_contract:
            return self._terms
        typed = number.lower().encode()
        return self._terms.union(typed[start : start + len(term)] for term, start in _PLACES)


class _Clock:
    """Spreads the messages over the days of the plan, by the hours people work."""

    def __init__(self, plan: Plan) -> None:
        self._messages, self._days = plan.messages, plan.days
        self.begin = plan.until - timedelta(days=plan.days)
        total, so_far = sum(_HOURS), 0
        self._starts: list[tuple[float, float]] = []
        for weight in _HOURS:
            self._starts.append((so_far / total, weight / total))
            so_far += weight
        self._hour_at = [self._hour(step / 1000) for step in range(1000)]

    def at(self, place: int) -> datetime:
        day, share = divmod((place + 0.5) / self._messages * self._days, 1)
        hour = self._hour_at[int(share * 1000)]
        while hour < 23 and self._starts[hour + 1][0] <= share:
            hour += 1
        start, width = self._starts[hour]
        return self.begin + timedelta(days=day) + (hour + (share - start) / width) * AN_HOUR

    def _hour(self, share: float) -> int:
        return max(hour for hour, (start, _) in enumerate(self._starts) if start <= share)
