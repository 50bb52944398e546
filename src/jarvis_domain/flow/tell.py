"""Telling a contractor something they did not just ask: on WhatsApp, quoting what they wrote last."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from jarvis_domain.answering.messages import Reply, reply_to
from jarvis_domain.answering.replies import compose_reply
from jarvis_domain.answering.says import Say
from jarvis_domain.ports.persistence import UnitOfWork
from jarvis_domain.ports.runtime import Ids


async def tell(
    work: UnitOfWork, contractor: UUID, says: Sequence[Say], *, now: datetime, ids: Ids
) -> UUID | None:
    """The reply that was queued; None when nothing is to be said, or they never wrote to us."""
    if not says:
        return None
    reply = compose_reply(says, {}, await work.catalogue(), now)
    return await tell_in_words(work, contractor, reply, ids)


async def tell_in_words(work: UnitOfWork, contractor: UUID, reply: Reply, ids: Ids) -> UUID | None:
    """As `tell`, of a reply that has its words already."""
    last = await work.contractors.last_message(contractor)
    if last is None:
        return None
    due = reply_to(last, reply, ids.new())
    await work.queue_reply(due)
    return due.id
