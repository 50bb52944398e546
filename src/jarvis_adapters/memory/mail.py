"""Mail in memory: keeps what was sent, and fails as it was told to."""

from collections import deque

from jarvis_domain.ports.mail import Mail, MailAccepted, Mailer, MailFailed, MailOutcome


class MemoryMailer(Mailer):
    """Accepts what no scripted failure stops; `sent` is its ledger, in order."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self._ids: dict[str, str] = {}
        self._script: deque[tuple[MailFailed, bool]] = deque()

    def fail_next(self, outcome: MailFailed, *, after_sending: bool = False) -> None:
        """The next send not yet scripted ends like this; `after_sending`: it arrived all the same."""
        self._script.append((outcome, after_sending))

    async def send(self, mail: Mail) -> MailOutcome:
        outcome, arrives = self._script.popleft() if self._script else (None, True)
        if arrives and mail.idempotency_key not in self._ids:
            self._ids[mail.idempotency_key] = f"mail-{len(self._ids) + 1}"
            self.sent.append(mail)
        return outcome or MailAccepted(mail_id=self._ids[mail.idempotency_key])
