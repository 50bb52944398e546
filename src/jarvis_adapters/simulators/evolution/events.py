"""The events that leave the simulated Evolution, as its webhook settings and the faults will have it."""

import asyncio
from collections.abc import Callable

import httpx

from jarvis_adapters.simulators.evolution import wire
from jarvis_adapters.simulators.evolution.faults import FaultSwitch
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.ledger import Ledger, Receipt, Webhook, now
from jarvis_adapters.simulators.evolution.webhooks import Letter, WebhookEngine, custom_headers
from jarvis_adapters.simulators.evolution.wire import Row


class Events:
    """Puts events into envelopes and hands them to the engine; receipts come `ack_seconds` apart."""

    def __init__(
        self,
        engine: WebhookEngine,
        faults: FaultSwitch,
        ledger: Ledger,
        *,
        ack_seconds: float,
        gateway_secret: str,
    ) -> None:
        self._engine = engine
        self._faults = faults
        self._ledger = ledger
        self._ack_seconds = ack_seconds
        self._gateway_secret = gateway_secret
        self.server_url = "http://127.0.0.1"

    def emit(
        self,
        instance: Instance,
        event: str,
        data: object,
        message_id: str = "",
        *,
        after: float = 0,
        taken: Callable[[], None] | None = None,
    ) -> None:
        """Posts an event to the instance's webhook, if it is subscribed, as often as the faults say."""
        url = _url_for(instance, event)
        if url is None or self._faults.now.mute:
            return
        body = wire.envelope(
            event, instance.name, data, (instance.webhook or {})["url"], instance.own_jid, self.server_url
        )
        headers = custom_headers((instance.webhook or {}).get("headers") or {}, body, self._gateway_secret)
        for _ in range(self._faults.now.copies):
            entry = Webhook(event=event, instance=instance.name, message_id=message_id, at=now())
            self._ledger.webhooks.append(entry)
            letter = Letter(url=url, headers=headers, body=body, entry=entry)
            self._send_off(letter, after + self._faults.jumble_seconds(), taken)

    def acknowledge(self, instance: Instance, row: Row, statuses: tuple[str, ...]) -> None:
        """Reports these statuses of a message of ours, one after the other, each an event of its own."""

        async def work(_: httpx.AsyncClient) -> None:
            for status in statuses:
                await asyncio.sleep(self._ack_seconds)
                row.statuses.append(status)
                self._ledger.receipts.append(Receipt(id=row.id, status=status, at=now()))
                self.emit(instance, "messages.update", wire.ack_data(row, status, instance.name), row.id)

        self._engine.begin(work)

    def _send_off(self, letter: Letter, wait: float, taken: Callable[[], None] | None) -> None:
        async def work(http: httpx.AsyncClient) -> None:
            await asyncio.sleep(wait)
            attempts = {"attempts": 1} if self._faults.now.forget_retries else {}
            if await self._engine.deliver(http, letter, **attempts) and taken is not None:
                taken()

        self._engine.begin(work)


def _url_for(instance: Instance, event: str) -> str | None:
    """Where the event goes; None when nobody subscribed to it. Only http(s) is ever called."""
    webhook = instance.webhook or {}
    url, subscribed = str(webhook.get("url", "")), webhook.get("events", [])
    if not webhook.get("enabled") or event.upper().replace(".", "_") not in subscribed:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return f"{url}/{event.replace('.', '-')}" if webhook.get("webhookByEvents") else url
