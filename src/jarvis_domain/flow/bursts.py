"""Bursts: which messages are answered together, and which of them the reply quotes."""

from collections.abc import Sequence
from datetime import timedelta

from jarvis_domain.answering.messages import Media, MediaKind, StoredMessage
from jarvis_domain.understanding.contracts import find_contracts

LATE_AFTER = timedelta(minutes=10)
"""A message this old on arrival is part of a backlog: it is answered with the others, not one by one."""

Burst = tuple[StoredMessage, ...]


def bursts_of(messages: Sequence[StoredMessage], *, grouped: bool) -> tuple[Burst, ...]:
    """What is answered together, in the given order.

    Grouped: everything said and not answered. Otherwise each message by itself, but a late backlog together.
    A message whose answering was begun before is alone, so that one that cannot be answered takes no others
    with it.
    """
    bursts: list[Burst] = []
    for message in messages:
        if bursts and _belong_together(bursts[-1][-1], message, grouped=grouped):
            bursts[-1] = (*bursts[-1], message)
        else:
            bursts.append((message,))
    return tuple(bursts)


def text_of(burst: Burst) -> str:
    """Everything that was typed, a message a line."""
    return "\n".join(message.text for message in burst if message.text)


def media_of(burst: Burst) -> MediaKind | None:
    """The first file that came without a word, if any."""
    for message in burst:
        match message.inbound.content:
            case Media(kind=kind, caption=""):
                return kind
    return None


def quoted_of(burst: Burst) -> StoredMessage:
    """The message to quote: the last that names a contract, else the last."""
    naming = (message for message in reversed(burst) if find_contracts(message.text))
    return next(naming, burst[-1])


def _belong_together(previous: StoredMessage, message: StoredMessage, *, grouped: bool) -> bool:
    first_try = not previous.attempts and not message.attempts
    return first_try and (grouped or (_is_late(previous) and _is_late(message)))


def _is_late(message: StoredMessage) -> bool:
    return message.received_at - message.inbound.sent_at > LATE_AFTER
