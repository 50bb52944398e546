"""The conversation with one contractor: a pure state machine."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import (
    StatusAnswer,
    StatusKnown,
    StatusUnavailable,
    template_key_for,
)
from jarvis_domain.answering.drafts import ComplaintDraft, Lack
from jarvis_domain.answering.filing import Complaining, Heard, Next, begin, go_on
from jarvis_domain.answering.messages import MediaKind
from jarvis_domain.answering.says import (
    MAX_CONTRACTS,
    AskConfirmation,
    AskNumber,
    ComplaintDropped,
    GiveStatus,
    HandedOver,
    Help,
    MediaUnread,
    NotOnList,
    Say,
    TooMany,
    within_cap,
)
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.understanding.complaint_status import asks_complaint_status
from jarvis_domain.understanding.contracts import ContractNumber, FoundContract, How
from jarvis_domain.understanding.reading import Intent, Reading

QUIET = timedelta(minutes=30)
NOTICE_WINDOW = timedelta(minutes=1)
TURNED_AWAY_WINDOW = timedelta(hours=24)
_MAX_OWED = 100


class Idle(msgspec.Struct, frozen=True, tag="idle"):
    """Nothing is awaited."""


class AwaitingNumber(msgspec.Struct, frozen=True, tag="awaiting_number"):
    """The number for a status check was asked for once."""


class WithHuman(msgspec.Struct, frozen=True, kw_only=True, tag="with_human"):
    """A BO member has the conversation; the bot is silent until `until` (aware UTC)."""

    until: datetime


State = Idle | AwaitingNumber | Complaining | WithHuman


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """Where the talk with one contractor stands.

    State, last contracts and `helped` are forgotten after 30 minutes of quiet (a human's hold is not).
    `last_contracts` is what "the same one" means. `helped`: the help text was the last thing said.
    `owed`: contracts told to be unavailable whose answer is still to come, so that it is told only once.
    `turned_away_at`: when one who is not on the list was last told so.
    """

    state: State = Idle()
    last_contracts: tuple[ContractNumber, ...] = ()
    helped: bool = False
    touched_at: datetime | None = None
    limit_told_at: datetime | None = None
    owed: tuple[ContractNumber, ...] = ()
    turned_away_at: datetime | None = None

    def at(self, now: datetime) -> "Conversation":
        """The conversation as it counts at this moment: what has run out is gone."""
        match self.state:
            case WithHuman(until=until) if now < until:
                return self
            case WithHuman():
                return self._anew()
        if self.touched_at is not None and now - self.touched_at > QUIET:
            return self._anew()
        return self

    def _anew(self) -> "Conversation":
        return Conversation(owed=self.owed, turned_away_at=self.turned_away_at)


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One burst of a contractor, read as one text.

    `reading` is None when there was no `text` at all. `media`: a file without a caption was among it (of
    several, the first). `limited`: some of the burst was over the rate limit and is not in the reading.
    `message`: the one of the burst that stands for it.
    """

    message: UUID | None = None
    text: str = ""
    reading: Reading | None = None
    media: MediaKind | None = None
    limited: bool = False


class Silence(StrEnum):
    """Why nothing is said."""

    SPAM = "spam"
    HUMAN = "human"
    NOTHING = "nothing"
    LIMITED = "limited"
    NOT_ON_LIST = "not on the list"


class Flag(StrEnum):
    """Why the BO should see the message."""

    COMPLAINT = "complaint"
    UNKNOWN_STATUS = "unknown_status"
    GAVE_UP = "gave_up"
    SPAM = "spam"
    RATE_LIMITED = "rate_limited"
    MEDIA_UNREAD = "media_unread"
    NOT_UNDERSTOOD = "not_understood"
    NOT_REGISTERED = "not_registered"
    MANY_NUMBERS = "many_numbers"
    DISSATISFIED = "dissatisfied"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from a turn: `silence` is None exactly when there is something to say, file or tell.

    `look_up` are the contracts of the statuses to give, each once, at most ten. `file`: complaints that were
    confirmed just now, to be noted to the contractor; `tell_complaints`: how his complaints stand is to be
    told, before everything in `say`.
    """

    conversation: Conversation
    say: tuple[Say, ...] = ()
    file: tuple[ComplaintDraft, ...] = ()
    tell_complaints: bool = False
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
    if turn.reading is None and turn.media is None and not turn.limited:
        return Decision(conversation=talk, silence=Silence.NOTHING)
    decision = _unread_media(_answer(talk, turn), turn)
    if turn.limited:
        decision = _limit_notice(decision, now, notice_window)
    return _finished(decision, now)


def turn_away(conversation: Conversation, now: datetime) -> Decision:
    """For one who is not on the list: told so once a day, whatever was written; a human's hold stands."""
    talk = conversation.at(now)
    if isinstance(talk.state, WithHuman):
        return Decision(conversation=talk, silence=Silence.HUMAN)
    told_at = talk.turned_away_at
    if told_at is not None and now - told_at < TURNED_AWAY_WINDOW:
        return Decision(conversation=talk, flags=(Flag.NOT_REGISTERED,), silence=Silence.NOT_ON_LIST)
    told = msgspec.structs.replace(talk, turned_away_at=now)
    return Decision(conversation=told, say=(NotOnList(),), flags=(Flag.NOT_REGISTERED,))


def without(decision: Decision, refused: frozenset[ContractNumber]) -> Decision:
    """The decision for one who asked for too many contracts: the statuses of these are not given."""
    if refused.isdisjoint(decision.look_up):
        return decision
    kept = (s for s in decision.say if not (isinstance(s, GiveStatus) and s.contract.number in refused))
    return msgspec.structs.replace(
        decision,
        say=tuple(dict.fromkeys((*kept, TooMany(of_contracts=True)))),
        look_up=tuple(number for number in decision.look_up if number not in refused),
        flags=(*decision.flags, Flag.MANY_NUMBERS),
    )


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


def _answer(talk: Conversation, turn: Turn) -> Decision:
    reading = turn.reading
    if reading is None:
        return Decision(conversation=talk)
    heard = Heard(reading=reading, text=turn.text, gives=_gives(talk, reading), message=turn.message)
    if isinstance(talk.state, Complaining):
        return _complaint(talk, heard, go_on(talk.state, heard))
    if asks_complaint_status(turn.text):
        return _tell_complaints(talk, heard)
    if reading.intent is Intent.COMPLAINT:
        return _complaint(talk, heard, _begun(talk, heard))
    return _answer_question(talk, heard)


def _answer_question(talk: Conversation, heard: Heard) -> Decision:
    reading = heard.reading
    if heard.gives:
        return _give(talk, heard)
    if reading.closing:
        return Decision(conversation=talk)
    if isinstance(talk.state, AwaitingNumber):
        idle = msgspec.structs.replace(talk, state=Idle())
        return Decision(conversation=idle, say=(HandedOver(),), flags=(Flag.GAVE_UP,))
    if reading.intent is not Intent.OTHER or reading.incomplete or reading.same_contract:
        asked = msgspec.structs.replace(talk, state=AwaitingNumber())
        return Decision(conversation=asked, say=(AskNumber(seen=reading.incomplete),))
    return _small_talk(talk, reading)


def _gives(talk: Conversation, reading: Reading) -> tuple[GiveStatus, ...]:
    if reading.contracts:
        return tuple(GiveStatus(contract=found) for found in reading.contracts)
    return tuple(status_of(n) for n in talk.last_contracts) if reading.same_contract else ()


def _give(talk: Conversation, heard: Heard) -> Decision:
    seen = heard.reading.incomplete
    unread = (AskNumber(seen=seen),) if seen else ()
    return Decision(
        conversation=_spoken_of(msgspec.structs.replace(talk, state=Idle()), heard),
        say=within_cap((*heard.gives, *unread)),
    )


def _spoken_of(talk: Conversation, heard: Heard) -> Conversation:
    """What "the same one" means from now on."""
    numbers = _each_once(give.contract.number for give in heard.gives)
    return msgspec.structs.replace(talk, last_contracts=numbers[:MAX_CONTRACTS] or talk.last_contracts)


def _begun(talk: Conversation, heard: Heard) -> Next:
    """A new complaint; a number asked for before, for a status, counts as asked for."""
    begun = begin(heard)
    state = begun.state
    if not isinstance(talk.state, AwaitingNumber) or state is None or state.draft.lacks is not Lack.NUMBER:
        return begun
    return msgspec.structs.replace(begun, state=msgspec.structs.replace(state, asked=2))


def _complaint(talk: Conversation, heard: Heard, following: Next) -> Decision:
    state = following.state or Idle()
    gave_up = (Flag.GAVE_UP,) if following.gave_up else ()
    return Decision(
        conversation=_spoken_of(msgspec.structs.replace(talk, state=state), heard),
        say=within_cap(following.say),
        file=following.file,
        tell_complaints=following.standings,
        flags=(*gave_up, Flag.COMPLAINT) if following.told else gave_up,
    )


def _tell_complaints(talk: Conversation, heard: Heard) -> Decision:
    """How the complaints stand; a problem named beside the question is for the BO to see."""
    return Decision(
        conversation=_spoken_of(msgspec.structs.replace(talk, state=Idle()), heard),
        say=within_cap(heard.gives),
        tell_complaints=True,
        flags=() if heard.named is None else (Flag.COMPLAINT,),
    )


def _small_talk(talk: Conversation, reading: Reading) -> Decision:
    """Help once in a row; words that nobody understood are also for the BO to see."""
    return Decision(
        conversation=talk,
        say=() if talk.helped else (Help(),),
        flags=() if reading.wants_help else (Flag.NOT_UNDERSTOOD,),
    )


def _unread_media(decision: Decision, turn: Turn) -> Decision:
    """Says that a file was not read, unless its text was answered; a sticker says nothing to read."""
    if turn.media is None or turn.media is MediaKind.STICKER:
        return decision
    said = any(
        isinstance(s, GiveStatus | HandedOver | AskConfirmation | ComplaintDropped) for s in decision.say
    )
    answered = said or decision.file or decision.tell_complaints
    unread = () if answered else (MediaUnread(kind=turn.media),)
    return msgspec.structs.replace(
        decision, say=(*decision.say, *unread), flags=(*decision.flags, Flag.MEDIA_UNREAD)
    )


def _limit_notice(decision: Decision, now: datetime, window: timedelta) -> Decision:
    told_at = decision.conversation.limit_told_at
    if told_at is not None and now - told_at < window:
        return decision if _answers(decision) else msgspec.structs.replace(decision, silence=Silence.LIMITED)
    return msgspec.structs.replace(
        decision,
        conversation=msgspec.structs.replace(decision.conversation, limit_told_at=now),
        say=(*decision.say, TooMany()),
        flags=(*decision.flags, Flag.RATE_LIMITED),
    )


def _finished(decision: Decision, now: datetime) -> Decision:
    """Draws from what is said: what to look up, the silence, and what the next turn must know."""
    said, talk, answers = decision.say, decision.conversation, _answers(decision)
    helped = any(isinstance(s, Help) for s in said) or (talk.helped and not answers)
    nothing_said = None if answers else decision.silence or Silence.NOTHING
    return msgspec.structs.replace(
        decision,
        conversation=msgspec.structs.replace(talk, helped=helped, touched_at=now),
        look_up=_each_once(s.contract.number for s in said if isinstance(s, GiveStatus)),
        silence=nothing_said,
    )


def _answers(decision: Decision) -> bool:
    return bool(decision.say or decision.file or decision.tell_complaints)


def _is_unforeseen(answer: StatusAnswer) -> bool:
    return isinstance(answer, StatusKnown) and template_key_for(answer.snapshot) is TemplateKey.STATUT_AUTRE


def _each_once(numbers: Iterable[ContractNumber]) -> tuple[ContractNumber, ...]:
    return tuple(dict.fromkeys(numbers))
