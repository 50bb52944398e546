"""Try a template: a colleague looks at it on a phone, as contractors would get it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import msgspec

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.messages import DueReply
from jarvis_domain.answering.previews import preview
from jarvis_domain.answering.templates import Template
from jarvis_domain.desk.actors import Actor
from jarvis_domain.flow.case_record import cut
from jarvis_domain.ports.persistence import Store, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Ids, Limiter
from jarvis_domain.understanding.phones import PhoneNumber, mask

TRIALS, AN_HOUR = 10, timedelta(hours=1)
"""So many of one person in an hour."""


class TooOften(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing was sent; come again after `wait`."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class TryTemplate:
    """A trial leaves by the outbox, once like every reply, yet is part of no conversation and no figure.

    `instance` sends it to who never wrote; others get it from the number they write to.
    """

    store: Store
    limiter: Limiter
    clock: Clock
    ids: Ids
    instance: str

    async def __call__(
        self, template: Template, to: PhoneNumber, *, status: ContractSnapshot | None, who: Actor
    ) -> DueReply | TooOften:
        """`status` lends its data; without it they are made up. The template need not be published."""
        id_ = self.ids.new()
        if not await self.limiter.allow(f"trials:{who.id}", id_.hex, limit=TRIALS, window=AN_HOUR):
            return TooOften(wait=AN_HOUR)
        now = self.clock.now()
        async with self.store.begin() as work:
            reply = preview(template, await work.catalogue(), now, status=status)
            contractor = await work.contractors.enrol(to)
            due = DueReply(
                id=id_,
                contractor=contractor,
                instance=await self._instance(work, contractor),
                to=to,
                quoted_id="",
                quoted_text="",
                reply=reply,
                by=who.id,
                trial=True,
            )
            await work.queue_reply(due)
            facts = {"reply": str(due.id), "to": mask(to), "text": cut(reply.text)}
            entry = who.entry("template_tried", f"template:{template.key}", at=now, changes=facts)
            await work.record(entry)
        return due

    async def _instance(self, work: UnitOfWork, contractor: UUID) -> str:
        last = await work.contractors.last_message(contractor)
        return self.instance if last is None else last.inbound.instance
