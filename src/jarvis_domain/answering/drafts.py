"""A complaint as it is being told: what is known of it, and what is still to be asked."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import msgspec

from jarvis_domain.answering.says import (
    MAX_CONTRACTS,
    AskConfirmation,
    AskDetails,
    AskKind,
    AskNumber,
    Say,
)
from jarvis_domain.understanding import lexicon
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phrases import phrases
from jarvis_domain.understanding.reading import ComplaintType, Reading
from jarvis_domain.understanding.text import fold_words

ENOUGH_WORDS = 4
"""So many words of the contractor's own describe a problem; with fewer he is asked for details."""
LONGEST_DETAILS = 2000
"""Characters kept of what is told; more is no help to whoever reads it."""

_GREETINGS = phrases(lexicon.GREETINGS + "السلام سلام عليكم مرحبا شكرا خويا عافاك صباح مساء الخير")

# Who says only this has said that he complains, not of what.
_ANNOUNCING = phrases("""
    je j ai un une le la de du à pour me moi c est il y a veux voudrais souhaite aimerais besoin peux faire
    fais déposer envoyer signaler ouvrir plaindre plainte réclamation réclamations nouvelle problème souci
    i want would like to make file open have a complaint problem
    bghit bghina baghi ndir nsift nhet nchki wahed wahd chi l chikaya chikayat 3ndi 3andi mochkil mochkila
    mouchkil m3a contrat client
    اريد بغيت باغي ندير نسيفط تقديم شكاية شكايه شكوى عندي لدي مشكل مشكلة مشكله واحد شي مع
""")


class Lack(StrEnum):
    """What is to be asked next, in the order it is asked."""

    KIND = "kind"
    NUMBER = "number"
    DETAILS = "details"
    CONFIRMATION = "confirmation"


class ComplaintDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A confirmed complaint about one contract, to be filed; `messages` told it, the first began it."""

    kind: ComplaintType
    contract: ContractNumber
    details: str
    messages: tuple[UUID, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was told so far; `described`: the details are enough, or were asked for and given.

    `messages` told it, the first began it; what only answers a question is not among them.
    """

    kind: ComplaintType | None = None
    contracts: tuple[ContractNumber, ...] = ()
    details: str = ""
    described: bool = False
    messages: tuple[UUID, ...] = ()

    @property
    def lacks(self) -> Lack:
        if self.kind is None:
            return Lack.KIND
        if not self.contracts:
            return Lack.NUMBER
        return Lack.CONFIRMATION if self.described else Lack.DETAILS

    def about(self, kind: ComplaintType | None) -> "Draft":
        """Of this kind; to name none, or `autre`, takes nothing back."""
        if kind is None or (kind is ComplaintType.AUTRE and self.kind is not None):
            return self
        return msgspec.structs.replace(self, kind=kind)

    def with_contracts(self, numbers: Iterable[ContractNumber]) -> "Draft":
        together = tuple(dict.fromkeys((*self.contracts, *numbers)))
        return msgspec.structs.replace(self, contracts=together[:MAX_CONTRACTS])

    def told(self, text: str, *, enough: bool) -> "Draft":
        """With these words too, where they are new; `enough`: they describe the problem."""
        said = text.strip()
        known = not said or said in self.details
        details = self.details if known else "\n".join(filter(None, (self.details, said)))[:LONGEST_DETAILS]
        return msgspec.structs.replace(self, details=details, described=self.described or enough)

    def told_in(self, message: UUID | None) -> "Draft":
        if message is None or message in self.messages:
            return self
        return msgspec.structs.replace(self, messages=(*self.messages, message))

    def question(self, seen: tuple[str, ...] = ()) -> Say:
        """What to ask next; `seen` are the pieces that looked like a number."""
        kind = self.kind or ComplaintType.AUTRE
        match self.lacks:
            case Lack.KIND:
                return AskKind()
            case Lack.NUMBER:
                return AskNumber(seen=seen, complaint=True)
            case Lack.DETAILS:
                return AskDetails(about=kind)
            case Lack.CONFIRMATION:
                return AskConfirmation(about=kind, contracts=self.contracts, details=self.details)

    def complaints(self) -> tuple[ComplaintDraft, ...]:
        """One for each contract; none while something lacks."""
        if self.kind is None or self.lacks is not Lack.CONFIRMATION:
            return ()
        return tuple(
            ComplaintDraft(kind=self.kind, contract=contract, details=self.details, messages=self.messages)
            for contract in self.contracts
        )


def words_of(text: str, reading: Reading) -> list[str]:
    """The folded words of a text besides its contract numbers."""
    for piece in (*(found.seen for found in reading.contracts), *reading.incomplete):
        text = text.replace(piece, " ")
    return fold_words(text).split()


def own_words(words: Iterable[str]) -> list[str]:
    """Those that tell something: no numbers, no greetings, and not only that there is a complaint."""
    own = [word for word in words if word not in _GREETINGS and not word.isdigit()]
    return [] if _ANNOUNCING.issuperset(own) else own
