"""The simulated Resend's webhooks: what becomes of a mail is decided by its address, and told signed."""

import asyncio
import base64
import hashlib
import hmac
import time
from datetime import UTC, datetime
from uuid import uuid4

import httpx
import msgspec

from jarvis_adapters.simulators.resend.state import ResendState, Sent, Subscription, TakenMail

_WAITS = (0.0, 0.2, 1.0)
"""Seconds before each attempt: Resend's table begins with 0, 5 s and 5 min."""

_ENDS = {
    "bounced": ("email.bounced", {"bounce": {"type": "Permanent", "message": "Cette boîte n'existe pas."}}),
    "suppressed": ("email.suppressed", {"suppressed": {"message": "Cette adresse a déjà refusé."}}),
    "complained": ("email.complained", {}),
    "failed": ("email.failed", {"failed": {"reason": "reached_daily_quota"}}),
}


class Hooks:
    """Tells the subscriber about each mail, beside the requests; ends with the loop."""

    def __init__(self, state: ResendState) -> None:
        self._state = state
        self._under_way: set[asyncio.Task[None]] = set()

    def tell_about(self, mail: TakenMail) -> None:
        """`bounced@…`, `suppressed@…`, `complained@…` and `failed@…` end like that, the rest arrives."""
        subscription = self._state.subscription
        if subscription is None or self._state.faults.mute:
            return
        task = asyncio.get_running_loop().create_task(self._tell(subscription, mail))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _tell(self, subscription: Subscription, mail: TakenMail) -> None:
        end, more = _ENDS.get(mail.to[0].partition("@")[0], ("email.delivered", {}))
        async with httpx.AsyncClient(timeout=10) as http:
            for kind, facts in (("email.sent", {}), (end, more)):
                sent = Sent(id=f"msg_{uuid4().hex}", type=kind, mail_id=mail.id)
                self._state.ledger.webhooks.append(sent)
                body = _body(kind, mail, facts)
                for _ in range(self._state.faults.copies):
                    await _deliver(http, subscription, sent, body)


async def _deliver(http: httpx.AsyncClient, to: Subscription, sent: Sent, body: bytes) -> None:
    for wait in _WAITS:
        await asyncio.sleep(wait)
        headers = signed_headers(to.secret, sent.id, int(time.time()), body)
        try:
            status = (await http.post(to.url, content=body, headers=headers)).status_code
        except httpx.RequestError:
            status = 0
        sent.statuses.append(status)
        if 200 <= status < 300:
            return


def signed_headers(secret: str, id_: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of one attempt, as Svix signs it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = hmac.new(key, f"{id_}.{at}.".encode() + body, hashlib.sha256).digest()
    return {
        "content-type": "application/json",
        "svix-id": id_,
        "svix-timestamp": str(at),
        "svix-signature": "v1," + base64.b64encode(signature).decode(),
    }


def _body(kind: str, mail: TakenMail, facts: dict[str, dict[str, str]]) -> bytes:
    now = datetime.now(UTC)
    data = {
        "created_at": mail.at,
        "email_id": mail.id,
        "message_id": f"<{mail.id}@resend.example>",
        "from": mail.sender,
        "to": mail.to,
        "subject": mail.subject,
        "tags": mail.tags,
        **facts,
    }
    return msgspec.json.encode({"type": kind, "created_at": now, "data": data})
