"""The conversation with one contractor: a pure state machine."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from jarvis_domain.answering.contract_status import (
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
    template_key_for,
)
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    MAX_CONTRACTS,
    AskNumber,
    ComplaintNoted,
    GiveStatus,
    HandedOver,
    Help,
    MediaUnread,
    Say,
    TooMany,
    within_cap,
)
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract, How
from jarvis_domain.understanding.reading import ComplaintType, Intent, Reading

QUIET = timedelta(minutes=30)
NOTICE_WINDOW = timedelta(minutes=1)
_MAX_OWED = 100


class Idle(msgspec.Struct, frozen=True, tag="idle"):
    """Nothing is awaited."""


class AwaitingNumber(msgspec.Struct, frozen=True, kw_only=True, tag="awaiting_number"):
    """The number was asked for once; it will serve a complaint of this type, or else a status check."""

    complaint: ComplaintType | None = None


class WithHuman(msgspec.Struct, frozen=True, kw_only=True, tag="with_human"):
    """A BO member has the conversation; the bot is silent until `until` (aware UTC)."""

    until: datetime


State = Idle | AwaitingNumber | WithHuman


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """Where the talk with one contractor stands.

    State, last contracts and `helped` are forgotten after 30 minutes of quiet (a human's hold is not).
    `last_contracts` is what "the same one" means. `helped`: the help text was the last thing said.
    `owed`: contracts told to be unavailable whose answer is still to come, so that it is told only once.
    """

    state: State = Idle()
    last_contracts: tuple[ContractNumber, ...] = ()
    helped: bool = False
    touched_at: datetime | None = None
    limit_told_at: datetime | None = None
    owed: tuple[ContractNumber, ...] = ()

    def at(self, now: datetime) -> "Conversation":
        """The conversation as it counts at this moment: what has run out is gone."""
        match self.state:
            case WithHuman(until=until) if now < until:
                return self
            case WithHuman():
                return Conversation(owed=self.owed)
        if self.touched_at is not None and now - self.touched_at > QUIET:
            return Conversation(owed=self.owed)
        return self


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One burst of a contractor, read as one text.

    `reading` is None when there was no text at all. `media`: a file without a caption was among it (of
    several, the first). `limited`: some of the burst was over the rate limit and is not in the reading.
    """

    reading: Reading | None = None
    media: MediaKind | None = None
    limited: bool = False


class Silence(StrEnum):
    """Why nothing is said."""

    SPAM = "spam"
    HUMAN = "human"
    NOTHING = "nothing"
    LIMITED = "limited"


class Flag(StrEnum):
    """Why the BO should see the message."""

    COMPLAINT = "complaint"
    UNKNOWN_STATUS = "unknown_status"
    GAVE_UP = "gave_up"
    SPAM = "spam"
    RATE_LIMITED = "rate_limited"
    MEDIA_UNREAD = "media_unread"
    NOT_UNDERSTOOD = "not_understood"
    DISSATISFIED = "dissatisfied"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from a turn: `silence` is None exactly when something is said.

    `look_up` are the contracts of the statuses to give, each once, at most ten.
    """

    conversation: Conversation
    say: tuple[Say, ...] = ()
    look_up: tuple[ContractNumber, ...] = ()
    flags: tuple[Flag, ...] = ()
    silence: Silence | None = None


class LookedUp(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from the look-ups: `say` without the outages told before, so it may be empty.

    `owed` are the contracts the portal could not say now: to be parked and answered when it is back.
    """

    conversation: Conversation
    say: tuple[Say, ...]
    owed: tuple[ContractNumber, ...] = ()
    flags: tuple[Flag, ...] = ()


def take_turn(
    conversation: Conversation, turn: Turn, now: datetime, *, notice_window: timedelta = NOTICE_WINDOW
) -> Decision:
    """What to say to a burst, what to look up for it and what to show the BO; never raises.

    `now` is aware UTC. A rate-limit notice is said once per `notice_window`.
    """
    talk = conversation.at(now)
    if isinstance(talk.state, WithHuman):
        return Decision(conversation=talk, silence=Silence.HUMAN)
    if turn.reading is not None and turn.reading.spam:
        return Decision(conversation=talk, flags=(Flag.SPAM,), silence=Silence.SPAM)
    if turn == Turn():
        return Decision(conversation=talk, silence=Silence.NOTHING)
    decision = _unread_media(_answer(talk, turn.reading), turn)
    if turn.limited:
        decision = _limit_notice(decision, now, notice_window)
    return _finished(decision, now)


def after_look_up(
    conversation: Conversation, say: Iterable[Say], statuses: Mapping[ContractNumber, StatusAnswer]
) -> LookedUp:
    """Keeps an outage from being told twice for one contract, and notices statuses nobody foresaw.

    `conversation` and `say` are a Decision's (or `status_of` a parked contract); `statuses` answer its
    `look_up`.
    """
    down = tuple(n for n, answer in statuses.items() if isinstance(answer, StatusUnavailable))
    told_before = frozenset(conversation.owed).intersection(down)
    still_owed = (n for n in conversation.owed if n not in statuses or n in told_before)
    owed = _each_once((*still_owed, *down))[-_MAX_OWED:]
    unforeseen = any(_is_unforeseen(answer) for answer in statuses.values())
    return LookedUp(
        conversation=msgspec.structs.replace(conversation, owed=owed),
        say=tuple(s for s in say if not (isinstance(s, GiveStatus) and s.contract.number in told_before)),
        owed=down,
        flags=(Flag.UNKNOWN_STATUS,) if unforeseen else (),
    )


def status_of(number: ContractNumber) -> GiveStatus:
    """The status of a contract known from before, where no text was read for it."""
    return GiveStatus(contract=FoundContract(number=number, how=How.EXACT, seen=number.value))


def take_over(conversation: Conversation, until: datetime) -> Conversation:
    """A human has the conversation until then, or longer if somebody held it longer already."""
    match conversation.state:
        case WithHuman(until=held):
            until = max(until, held)
    return msgspec.structs.replace(conversation, state=WithHuman(until=until))


def hand_back(conversation: Conversation) -> Conversation:
    """The bot answers again; what it had asked before is forgotten, what is owed is not."""
    if not isinstance(conversation.state, WithHuman):
        return conversation
    return msgspec.structs.replace(conversation, state=Idle())


def _answer(talk: Conversation, reading: Reading | None) -> Decision:
    if reading is None:
        return Decision(conversation=talk)
    gives = _gives(talk, reading)
    if gives:
        return _give(talk, reading, gives)
    if reading.closing:
        return Decision(conversation=talk)
    if isinstance(talk.state, AwaitingNumber):
        return _give_up(talk, reading)
    if reading.intent is not Intent.OTHER or reading.incomplete or reading.same_contract:
        return _ask(talk, reading)
    return _small_talk(talk, reading)


def _gives(talk: Conversation, reading: Reading) -> tuple[GiveStatus, ...]:
    if reading.contracts:
        return tuple(GiveStatus(contract=found) for found in reading.contracts)
    return tuple(status_of(n) for n in talk.last_contracts) if reading.same_contract else ()


def _give(talk: Conversation, reading: Reading, gives: tuple[GiveStatus, ...]) -> Decision:
    complaint = _complaint(talk, reading)
    numbers = _each_once(give.contract.number for give in gives)
    say: list[Say] = list(gives)
    if reading.incomplete:
        say.append(AskNumber(seen=reading.incomplete))
    if complaint is not None:
        say.append(ComplaintNoted(about=complaint, contracts=numbers[:MAX_CONTRACTS]))
    return Decision(
        conversation=msgspec.structs.replace(talk, state=Idle(), last_contracts=numbers[:MAX_CONTRACTS]),
        say=within_cap(say),
        flags=_complaint_flag(complaint),
    )


def _ask(talk: Conversation, reading: Reading) -> Decision:
    complaint = _complaint(talk, reading)
    return Decision(
        conversation=msgspec.structs.replace(talk, state=AwaitingNumber(complaint=complaint)),
        say=(AskNumber(seen=reading.incomplete, complaint=complaint is not None),),
        flags=_complaint_flag(complaint),
    )


def _give_up(talk: Conversation, reading: Reading) -> Decision:
    return Decision(
        conversation=msgspec.structs.replace(talk, state=Idle()),
        say=(HandedOver(),),
        flags=(Flag.GAVE_UP, *_complaint_flag(_complaint(talk, reading))),
    )


def _small_talk(talk: Conversation, reading: Reading) -> Decision:
    """Help once in a row; words that nobody understood are also for the BO to see."""
    return Decision(
        conversation=talk,
        say=() if talk.helped else (Help(),),
        flags=() if reading.wants_help else (Flag.NOT_UNDERSTOOD,),
    )


def _complaint(talk: Conversation, reading: Reading) -> ComplaintType | None:
    """What is complained of: now, or before the number was asked for; a named type beats `autre`."""
    before = talk.state.complaint if isinstance(talk.state, AwaitingNumber) else None
    if reading.intent is not Intent.COMPLAINT:
        return before
    if reading.complaint_type in (None, ComplaintType.AUTRE):
        return before or ComplaintType.AUTRE
    return reading.complaint_type


def _complaint_flag(complaint: ComplaintType | None) -> tuple[Flag, ...]:
    return () if complaint is None else (Flag.COMPLAINT,)


def _unread_media(decision: Decision, turn: Turn) -> Decision:
    """Says that a file was not read, unless its text was answered; a sticker says nothing to read."""
    if turn.media is None or turn.media is MediaKind.STICKER:
        return decision
    answered = any(isinstance(s, GiveStatus | HandedOver) for s in decision.say)
    unread = () if answered else (MediaUnread(kind=turn.media),)
    return msgspec.structs.replace(
        decision, say=(*decision.say, *unread), flags=(*decision.flags, Flag.MEDIA_UNREAD)
    )


def _limit_notice(decision: Decision, now: datetime, window: timedelta) -> Decision:
    told_at = decision.conversation.limit_told_at
    if told_at is not None and now - told_at < window:
        return decision if decision.say else msgspec.structs.replace(decision, silence=Silence.LIMITED)
    return msgspec.structs.replace(
        decision,
        conversation=msgspec.structs.replace(decision.conversation, limit_told_at=now),
        say=(*decision.say, TooMany()),
        flags=(*decision.flags, Flag.RATE_LIMITED),
    )


def _finished(decision: Decision, now: datetime) -> Decision:
    """Draws from what is said: what to look up, the silence, and what the next turn must know."""
    said, talk = decision.say, decision.conversation
    helped = any(isinstance(s, Help) for s in said) or (talk.helped and not said)
    nothing_said = None if said else decision.silence or Silence.NOTHING
    return msgspec.structs.replace(
        decision,
        conversation=msgspec.structs.replace(talk, helped=helped, touched_at=now),
        look_up=_each_once(s.contract.number for s in said if isinstance(s, GiveStatus)),
        silence=nothing_said,
    )


def _is_unforeseen(answer: StatusAnswer) -> bool:
    return isinstance(answer, StatusKnown) and template_key_for(answer.snapshot) is TemplateKey.STATUT_AUTRE


def _each_once(numbers: Iterable[ContractNumber]) -> tuple[ContractNumber, ...]:
    return tuple(dict.fromkeys(numbers))
