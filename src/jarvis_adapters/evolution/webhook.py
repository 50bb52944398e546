"""The reader of Evolution's webhooks: proof, decoding and redaction behind one port."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import structlog

from jarvis_adapters.evolution.authenticate import Authentic, Authenticator, Forged
from jarvis_adapters.evolution.decode import Undecodable, decode, redact
from jarvis_domain.ports.messaging import MessageArrived, NotForUs, WebhookEvent, WebhookReader


class EvolutionWebhookReader(WebhookReader):
    """Without a secret nothing is authentic: every webhook is refused.

    Events of other instances than ours are kept and not acted upon: nobody could answer there.
    """

    def __init__(self, secrets: Sequence[str], instances: Collection[str]) -> None:
        self._instances = frozenset(instances)
        self._authenticator = Authenticator(secrets) if secrets else None
        self._log = structlog.get_logger(__name__)

    def authentic(self, headers: Mapping[str, str], raw: bytes, now: datetime) -> bool:
        if self._authenticator is None:
            self._log.warning("webhook_without_secret", mend="set JARVIS_EVOLUTION_WEBHOOK_SECRET")
            return False
        match self._authenticator.authentic(headers, raw, now):
            case Authentic():
                return True
            case Forged(why=why):
                self._log.warning("webhook_forged", why=why)
                return False

    def decode(self, raw: bytes, now: datetime) -> WebhookEvent:
        match decode(raw, now):
            case Undecodable(why=why):
                return NotForUs(instance="", event="undecodable", why=why)
            case event if self._instance_of(event) in self._instances:
                return event
            case event:
                self._log.warning("webhook_of_unknown_instance", mend="add it to JARVIS_EVOLUTION_INSTANCE")
                return NotForUs(instance=self._instance_of(event), event="foreign", why="not one of ours")

    def _instance_of(self, event: WebhookEvent) -> str:
        return event.message.instance if isinstance(event, MessageArrived) else event.instance

    def redact(self, raw: bytes) -> bytes:
        return redact(raw)
