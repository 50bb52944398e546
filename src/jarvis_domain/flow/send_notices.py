"""Send notices: the mails that an escalation owes to Orange and to the back office leave, each once."""

from dataclasses import dataclass

from jarvis_domain.ports.mail import Mailer
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.runtime import Clock, Events
from jarvis_domain.ports.sheets import Workbooks


@dataclass(frozen=True, slots=True)
class SendNotices:
    """A chore: what is due is sent, what fails waits and is tried again, what cannot be sent is shown."""

    store: Store
    mailer: Mailer
    workbooks: Workbooks
    events: Events
    clock: Clock
    mailing: bool = True
    """False while no mail service is set up: then everything waits, untried."""

    async def __call__(self) -> None:
        """Until nothing is due."""
