"""Parts that are not set up: they answer at once that they are off, and what to set."""

from datetime import datetime

from jarvis_domain.answering.messages import DueReply
from jarvis_domain.ports.crm import Crm, CrmAnswer, CrmUnavailable
from jarvis_domain.ports.mail import Mail, Mailer, MailFailed, MailOutcome
from jarvis_domain.ports.messaging import (
    Connection,
    LookUpFailed,
    Messaging,
    Misconfigured,
    ReceivedLookUp,
    SendOutcome,
    SentLookUp,
)
from jarvis_domain.understanding.contracts import ContractNumber
from jarvis_domain.understanding.phones import Address


class NoCrm(Crm):
    async def look_up(self, number: ContractNumber) -> CrmAnswer:
        return CrmUnavailable(detail=f"{number} not asked: the portal is off, set JARVIS_PORTAL_URL")

    async def warm_up(self) -> None:
        pass

    async def close(self) -> None:
        pass


class NoMessaging(Messaging):
    """Replies wait in the outbox until a gateway is set up."""

    async def send(self, due: DueReply) -> SendOutcome:
        return Misconfigured(detail=f"reply {due.id} waits: WhatsApp is off, set JARVIS_EVOLUTION_URL")

    async def find_sent(self, due: DueReply) -> SentLookUp:
        return LookUpFailed(detail=f"reply {due.id} not looked up: WhatsApp is off")

    async def find_received(self, instance: str, since: datetime, until: datetime) -> ReceivedLookUp:  # noqa: ARG002 nothing to look up in
        return LookUpFailed(detail=f"{instance} not looked up: WhatsApp is off")

    async def show_typing(self, instance: str, to: Address) -> None:
        pass

    async def connection(self, instance: str) -> Connection:  # noqa: ARG002 no instance is connected
        return Connection.CLOSED


class NoMailer(Mailer):
    async def send(self, mail: Mail) -> MailOutcome:
        return MailFailed(
            detail=f"{mail.idempotency_key}: mail is off, set JARVIS_RESEND_API_KEY", permanent=True
        )
