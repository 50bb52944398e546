"""Filing a complaint: kind, contract, details, confirmation, each asked for where it was not told."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from jarvis_domain.answering.drafts import (
    ENOUGH_WORDS,
    ComplaintDraft,
    Draft,
    Lack,
    own_words,
    words_of,
)
from jarvis_domain.answering.says import AskNumber, ComplaintDropped, GiveStatus, HandedOver, Say
from jarvis_domain.understanding.complaint_status import asks_complaint_status
from jarvis_domain.understanding.phrases import phrases
from jarvis_domain.understanding.reading import ComplaintType, Intent, Reading
from jarvis_domain.understanding.short_answers import ShortAnswer, short_answer

MAX_ASKED = 2
"""How often one thing is asked for before a colleague takes over."""

_KINDS = tuple(ComplaintType)
# What people type instead of the menu's number, where it is no complaint by itself.
_MENU_WORDS = {
    phrase: kind
    for kind, listed in {
        ComplaintType.CONTACT_ERRONE: "contact contact_erroné numéro téléphone الاتصال رقم_الاتصال",
        ComplaintType.ADRESSE_ERRONEE: "adresse l_adresse adresse_erronée العنوان عنوان",
        ComplaintType.ANNULATION_CONTRAT: "annulation annulation_du_contrat",
        ComplaintType.AUTRE: "autre autres autre_chose autre_demande haja_khra other اخر طلب_اخر حاجة_اخرى",
    }.items()
    for phrase in phrases(listed)
}


class Complaining(msgspec.Struct, frozen=True, kw_only=True, tag="complaining"):
    """A complaint is being told; what its draft lacks was asked for `asked` times."""

    draft: Draft
    asked: int = 1


class Next(msgspec.Struct, frozen=True, kw_only=True):
    """How the telling goes on: `state` is None when it is over.

    `file`: confirmed just now. `told`: words of the complaint, which nobody may lose. `standings`: how the
    contractor's complaints stand is to be said.
    """

    state: Complaining | None
    say: tuple[Say, ...] = ()
    file: tuple[ComplaintDraft, ...] = ()
    told: bool = False
    gave_up: bool = False
    standings: bool = False


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """One burst as it is heard in the middle of a complaint; `gives` are the contracts it points at."""

    reading: Reading
    text: str
    gives: tuple[GiveStatus, ...]
    message: UUID | None = None

    @property
    def words(self) -> list[str]:
        return words_of(self.text, self.reading)

    @property
    def complains(self) -> bool:
        return self.reading.intent is Intent.COMPLAINT

    @property
    def named(self) -> ComplaintType | None:
        """The kind the text names; `autre` names none."""
        kind = self.reading.complaint_type if self.complains else None
        return None if kind is ComplaintType.AUTRE else kind

    @property
    def chosen(self) -> ComplaintType | None:
        """The kind picked from the menu, by its number or its name; "oui" picks nothing."""
        words = self.words
        if self.reading.choice is not None and any(word.isdigit() for word in words):
            return _KINDS[self.reading.choice - 1]
        return _MENU_WORDS.get(" ".join(words))


def begin(heard: Heard, *, asked: int = 1) -> Next:
    """A complaint that nothing was asked of yet; its first question is asked for the `asked`-th time."""
    words = own_words(heard.words)
    draft = Draft().about(heard.named).with_contracts(give.contract.number for give in heard.gives)
    if words:
        draft = draft.told(heard.text, enough=len(words) >= ENOUGH_WORDS)
    draft = draft.told_in(heard.message)
    return Next(state=Complaining(draft=draft, asked=asked), say=_say(heard, draft), told=True)


def go_on(state: Complaining, heard: Heard) -> Next:
    """What a burst does to the complaint that is being told.

    It leaves it, confirms it, adds to it, or asks something else: that is answered, and the draft is kept
    with its question. Whoever answers a question twice with something else is handed to a colleague.
    """
    draft = state.draft
    if _leaves(draft, heard):
        return Next(state=None, say=(ComplaintDropped(),))
    if _confirms(draft, heard):
        return Next(state=None, file=draft.complaints())
    if asks_complaint_status(heard.text):
        return _aside(state, heard, standings=True)
    if _asks_of_a_contract(draft, heard):
        return _aside(state, heard)
    if _is_another_complaint(draft, heard):
        return begin(heard)
    more = _with_what_was_said(draft, heard)
    if more == draft and heard.reading.closing and draft.lacks is not Lack.CONFIRMATION:
        return Next(state=state)
    return _ask(state, more, heard)


def _leaves(draft: Draft, heard: Heard) -> bool:
    answer = short_answer(heard.text)
    refused = answer is ShortAnswer.NO and draft.lacks is Lack.CONFIRMATION
    return answer is ShortAnswer.LEAVE or refused


def _confirms(draft: Draft, heard: Heard) -> bool:
    """A yes to what was shown, not to another contract."""
    if draft.lacks is not Lack.CONFIRMATION or not _all_in(draft, heard):
        return False
    return heard.reading.choice == 1 or short_answer(heard.text) is ShortAnswer.YES


def _asks_of_a_contract(draft: Draft, heard: Heard) -> bool:
    """A contract beside a draft that has one is a question for its status, unless it is described there."""
    if heard.complains or not heard.reading.contracts or not draft.contracts:
        return False
    if draft.lacks is Lack.KIND and heard.chosen is not None:
        return False
    described = draft.lacks is Lack.DETAILS and len(own_words(heard.words)) >= ENOUGH_WORDS
    return not (described and _all_in(draft, heard))


def _is_another_complaint(draft: Draft, heard: Heard) -> bool:
    """Another kind about other contracts: the BO has the flag of the one begun before."""
    known = {found.number for found in heard.reading.contracts} & set(draft.contracts)
    both = bool(heard.reading.contracts and draft.contracts and draft.kind and heard.named)
    return both and not known and heard.named is not draft.kind


def _all_in(draft: Draft, heard: Heard) -> bool:
    return all(found.number in draft.contracts for found in heard.reading.contracts)


def _aside(state: Complaining, heard: Heard, *, standings: bool = False) -> Next:
    """Something else is answered; the question comes again with it, if it may be asked again."""
    if state.asked >= MAX_ASKED:
        return Next(state=state, say=heard.gives, standings=standings, told=heard.named is not None)
    again = Complaining(draft=state.draft, asked=state.asked + 1)
    say = (*heard.gives, state.draft.question())
    return Next(state=again, say=say, standings=standings, told=heard.named is not None)


def _with_what_was_said(draft: Draft, heard: Heard) -> Draft:
    """The kind named last counts until it is shown: from then on it stays, and words are details of it."""
    lacks, words = draft.lacks, own_words(heard.words)
    kind = heard.chosen if lacks is Lack.KIND and heard.chosen else heard.named
    settled = lacks in {Lack.DETAILS, Lack.CONFIRMATION} and draft.kind is not ComplaintType.AUTRE
    more = draft if settled else draft.about(kind)
    if heard.complains or not draft.contracts:
        more = more.with_contracts(give.contract.number for give in heard.gives)
    if _tells(lacks, heard, words):
        enough = lacks is Lack.DETAILS or len(words) >= ENOUGH_WORDS
        more = more.told(heard.text, enough=enough)
    return more


def _tells(lacks: Lack, heard: Heard, words: Sequence[str]) -> bool:
    """Whether the words belong to the complaint's details: few words do where details were asked for."""
    if not words or heard.reading.closing or short_answer(heard.text) is not None:
        return False
    if heard.complains or lacks is Lack.DETAILS:
        return True
    return heard.reading.intent is Intent.OTHER and len(words) >= ENOUGH_WORDS


def _ask(state: Complaining, draft: Draft, heard: Heard) -> Next:
    """The next question; what changes a complaint that is complete is confirmed anew."""
    confirmed_anew = draft.lacks is Lack.CONFIRMATION and draft != state.draft
    same = draft.lacks is state.draft.lacks and not confirmed_anew
    told = draft.details != state.draft.details
    if same and state.asked >= MAX_ASKED:
        return Next(state=None, say=(*heard.gives, HandedOver()), told=True, gave_up=True)
    asked = state.asked + 1 if same else 1
    draft = draft.told_in(heard.message) if told else draft
    return Next(state=Complaining(draft=draft, asked=asked), say=_say(heard, draft), told=told)


def _say(heard: Heard, draft: Draft) -> tuple[Say, ...]:
    """The statuses, what was no whole number, and the question."""
    seen = heard.reading.incomplete
    question = draft.question(seen)
    unread = (AskNumber(seen=seen),) if seen and draft.contracts else ()
    return (*heard.gives, *unread, question)
