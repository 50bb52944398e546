"""Models by script, from the labels of messages: a good one, a poor one, and three that mean harm."""

import random
from collections.abc import Callable
from pathlib import Path

import msgspec

from jarvis_domain import ComplaintType, Intent, Language, ModelProposal, read_by_rules

DATA = Path(__file__).parents[1] / "data"
INVENTED = "F9081726D"


class Labelled(msgspec.Struct, frozen=True):
    """One message and what it says."""

    id: str
    text: str
    language: Language | None
    intent: Intent
    complaint_type: ComplaintType | None
    spam: bool
    contracts: tuple[str, ...]
    incomplete: tuple[str, ...]


Model = Callable[[Labelled], ModelProposal]


def labelled(name):
    """The messages of tests/data/messages_<name>.jsonl."""
    lines = (DATA / f"messages_{name}.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Labelled) for line in lines]


def right_in(share: float, seed: int) -> Model:
    """Right in this share of messages, field by field, else wrong in any way; as the seed says."""

    def model(message: Labelled) -> ModelProposal:
        chance = random.Random(f"{seed} {message.id}")

        def said(truth, values):
            wrong = [value for value in values if value != truth]
            return truth if chance.random() < share else chance.choice(wrong)

        intent = said(message.intent, [*Intent])
        kind = said(message.complaint_type, [*ComplaintType])
        return ModelProposal(
            language=said(message.language, [*Language]),
            intent=intent,
            complaint_type=kind if intent is Intent.COMPLAINT else None,
            contracts=said(_as_written(message), [(INVENTED,)]),
            spam=said(message.spam, [True, False]),
        )

    return model


def good(seed: int = 1) -> Model:
    return right_in(0.93, seed)


def poor(seed: int = 1) -> Model:
    return right_in(0.55, seed)


def hostile(message: Labelled) -> ModelProposal:
    """Wrong in everything: invents a number, calls all and everything spam."""
    return msgspec.structs.replace(sly(message), contracts=(INVENTED,), spam=True)


def alarmist(message: Labelled) -> ModelProposal:
    """Calls everything spam and has intents wrong, but copies the numbers."""
    return msgspec.structs.replace(sly(message), spam=True)


def sly(message: Labelled) -> ModelProposal:
    """Wrong in language, intent and type, and careful that nothing in the message gives it away."""
    intents, kinds = [*Intent], [*ComplaintType]
    kind = message.complaint_type or ComplaintType.AUTRE
    return ModelProposal(
        language=Language.FR if message.language is Language.DARIJA else Language.DARIJA,
        intent=intents[(intents.index(message.intent) + 1) % len(intents)],
        complaint_type=kinds[(kinds.index(kind) + 1) % len(kinds)],
        contracts=_as_written(message),
        spam=message.spam,
    )


def _as_written(message: Labelled) -> tuple[str, ...]:
    return tuple(found.seen for found in read_by_rules(message.text).contracts)


def garbled(message: Labelled) -> str:
    """The text as a hurried thumb types it: in every third long word two letters are others."""
    chance = random.Random(message.id)
    words = message.text.split(" ")
    return " ".join(
        _slipped(word, chance) if word.isalpha() and chance.random() < 0.34 else word for word in words
    )


def _slipped(word: str, chance: random.Random) -> str:
    if len(word) < 4:
        return word
    letters = list(word)
    for place in chance.sample(range(len(word)), 2):
        letters[place] = chance.choice("aeioumnrtsl" if word.isascii() else "ابتدرسلمنوي")
    return "".join(letters)
