"""Sends WhatsApp messages through Evolution API, and looks up what was sent."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import httpx
import structlog

from jarvis_adapters.evolution.addresses import jid_for, number_for
from jarvis_adapters.evolution.answers import body_of, failure_of, outcome_of
from jarvis_adapters.evolution.content import text_of
from jarvis_adapters.evolution.decode import decode_row
from jarvis_adapters.evolution.leniency import ID_LIMIT, clean, dig, whole
from jarvis_adapters.evolution.subscription import (
    AlreadySubscribed,
    NotSubscribed,
    Subscribed,
    Subscription,
    differences,
    wanted_webhook,
)
from jarvis_domain.answering.messages import DueReply, InboundMessage
from jarvis_domain.ports.messaging import (
    Absent,
    Connection,
    Found,
    LookUpFailed,
    MessageArrived,
    Messaging,
    PerhapsSent,
    Received,
    ReceivedLookUp,
    SendOutcome,
    SentLookUp,
)
from jarvis_domain.ports.runtime import Clock
from jarvis_domain.understanding.phones import Address, mask

# The whole send, so that a worker's lease outlives it; within it no connection is waited for so long.
SEND_SECONDS = 10
TIMEOUT = httpx.Timeout(SEND_SECONDS, connect=5, pool=5)
TYPING = timedelta(milliseconds=1_000)
# A reply is tried for a day; WhatsApp's clock and ours may differ by some minutes.
_LOOK_BACK = timedelta(hours=26)
_LOOK_AHEAD = timedelta(hours=1)
_ISO = "%Y-%m-%dT%H:%M:%SZ"
_PAGE = 100
# One chat of a day fits in; of all chats together only the latest are read, for rows kept under a LID.
_PAGES_OF_CHAT = 20
_PAGES_OF_ALL = 5
# 100,000 messages: more than a span of the record holds, unless Evolution has stopped to heed it.
_PAGES_OF_SPAN = 1_000
_STATES = {"open": Connection.OPEN, "connecting": Connection.CONNECTING}


class EvolutionGateway(Messaging):
    """Evolution API 2.3 at `url`, with the global key or one instance's token.

    The client is the caller's to close.
    """

    def __init__(self, http: httpx.AsyncClient, url: str, api_key: str, clock: Clock) -> None:
        self._url = url.rstrip("/")
        self._http = http
        self._headers = {"apikey": api_key}
        self._clock = clock
        self._log = structlog.get_logger(__name__)

    async def send(self, due: DueReply) -> SendOutcome:
        body: dict[str, object] = {"number": number_for(due.to), "text": due.reply.text, "linkPreview": False}
        if due.quoted_id:
            # With an id alone Evolution looks the message up, and sends unquoted when it has lost it.
            body["quoted"] = {"key": {"id": due.quoted_id}, "message": {"conversation": due.quoted_text}}
        try:
            async with asyncio.timeout(SEND_SECONDS):
                answer = await self._call("POST", "/message/sendText", due.instance, body)
        except httpx.RequestError as error:
            return failure_of(error)
        except TimeoutError:
            return PerhapsSent(detail=f"no answer within {SEND_SECONDS} s")
        return outcome_of(answer, self._clock.now())

    async def find_sent(self, due: DueReply) -> SentLookUp:
        chat = {"remoteJid": jid_for(due.to)}
        try:
            found = await self._look_up(due, chat, _PAGES_OF_CHAT)
            if found is None and due.quoted_id:  # unquoted, only the chat tells whose message it is
                found = await self._look_up(due, {}, _PAGES_OF_ALL)
        except _Unreadable as error:
            return LookUpFailed(detail=str(error))
        return Found(whatsapp_id=found) if found else Absent()

    async def find_received(self, instance: str, since: datetime, until: datetime) -> ReceivedLookUp:
        since, until = since.replace(microsecond=0), until.replace(microsecond=0)
        found: dict[str, InboundMessage] = {}
        try:
            async for row in self._rows(
                instance, {"messageTimestamp": _window(since, until)}, _PAGES_OF_SPAN
            ):
                event = decode_row(row, instance, self._clock.now())
                # Looked at again: Evolution returns its whole past when the window is not to its liking.
                if isinstance(event, MessageArrived) and since <= event.message.sent_at <= until:
                    found[event.message.whatsapp_id] = event.message
        except _Unreadable as error:
            return LookUpFailed(detail=str(error))
        # Of one second, what Evolution stored first counts as written first.
        oldest_first = tuple(reversed(found.values()))
        return Received(messages=tuple(sorted(oldest_first, key=lambda one: one.sent_at)))

    async def show_typing(self, instance: str, to: Address) -> None:
        """Takes as long as the typing is shown, about a second: Evolution holds the request open."""
        delay = int(TYPING / timedelta(milliseconds=1))
        body = {"number": number_for(to), "delay": delay, "presence": "composing"}
        try:
            answer = await self._call("POST", "/chat/sendPresence", instance, body)
        except httpx.RequestError as error:
            self._log.info("typing_not_shown", instance=instance, to=mask(to), reason=type(error).__name__)
            return
        if not answer.is_success:
            self._log.info("typing_not_shown", instance=instance, to=mask(to), status=answer.status_code)

    async def connection(self, instance: str) -> Connection:
        try:
            answer = await self._call("GET", "/instance/connectionState", instance)
        except httpx.RequestError as error:
            self._log.warning("connection_unknown", instance=instance, reason=type(error).__name__)
            return Connection.CLOSED
        state = dig(body_of(answer), "instance", "state")
        return _STATES.get(clean(state, ID_LIMIT), Connection.CLOSED)

    async def ensure_subscribed(self, instance: str, url: str, secret: str) -> Subscription:
        """Makes `instance` post our events to `url` with a token minted from `secret`.

        A repeat is harmless; never raises for a gateway that misbehaves.
        """
        wanted = wanted_webhook(url, secret)
        try:
            row = await self._call("GET", "/webhook/find", instance)
            differed = differences(body_of(row), wanted)
            if not differed:
                return AlreadySubscribed()
            answer = await self._call("POST", "/webhook/set", instance, {"webhook": wanted})
        except httpx.RequestError as error:
            return NotSubscribed(detail=type(error).__name__)
        if not answer.is_success:
            return NotSubscribed(detail=f"webhook/set answered {answer.status_code}")
        return Subscribed(differed=differed)

    async def webhook_differs(self, instance: str, url: str, secret: str) -> tuple[str, ...] | NotSubscribed:
        """What `ensure_subscribed` would mend; changes nothing, and raises nothing either."""
        try:
            row = await self._call("GET", "/webhook/find", instance)
        except httpx.RequestError as error:
            return NotSubscribed(detail=type(error).__name__)
        if not row.is_success:
            return NotSubscribed(detail=f"webhook/find answered {row.status_code}")
        return differences(body_of(row), wanted_webhook(url, secret))

    async def _look_up(self, due: DueReply, key: Mapping[str, object], pages: int) -> str | None:
        """The reply's id among our own rows of the last day, newest first, at most so many pages of them."""
        now = self._clock.now()
        where = {
            "messageTimestamp": _window(now - _LOOK_BACK, now + _LOOK_AHEAD),
            "key": {**key, "fromMe": True},
        }
        async for row in self._rows(due.instance, where, pages):
            if _is_reply(row, due):
                return _id_of(row)
        return None

    async def _rows(self, instance: str, where: Mapping[str, object], pages: int) -> AsyncIterator[object]:
        """Newest first; ends with the record, or after so many pages."""
        for page in range(1, pages + 1):
            found = await self._page(instance, {"where": where, "page": page, "offset": _PAGE})
            records = found.get("records")
            for row in records if isinstance(records, list) else ():
                yield row
            if page >= (whole(found.get("pages")) or 0):
                return

    async def _page(self, instance: str, query: Mapping[str, object]) -> Mapping[str, object]:
        try:
            answer = await self._call("POST", "/chat/findMessages", instance, query)
        except httpx.RequestError as error:
            raise _Unreadable(type(error).__name__) from error
        messages = dig(body_of(answer), "messages")
        if not answer.is_success or not isinstance(messages, dict):
            raise _Unreadable(f"status {answer.status_code}")
        return messages

    async def _call(
        self, method: str, action: str, instance: str, body: Mapping[str, object] | None = None
    ) -> httpx.Response:
        url = f"{self._url}{action}/{quote(instance, safe='')}"
        return await self._http.request(method, url, json=body, headers=self._headers, timeout=TIMEOUT)


class _Unreadable(Exception):
    """Evolution's record could not be read."""


def _window(since: datetime, until: datetime) -> Mapping[str, str]:
    """Both ends: with one alone Evolution ignores the time. It ignores `fromMe: false`, too."""
    return {"gte": f"{since.astimezone(UTC):{_ISO}}", "lte": f"{until.astimezone(UTC):{_ISO}}"}


def _is_reply(row: object, due: DueReply) -> bool:
    """Same quoted message and same text: one question may get two replies, told apart by what they say."""
    quoted = dig(row, "contextInfo", "stanzaId") or dig(
        row, "message", "extendedTextMessage", "contextInfo", "stanzaId"
    )
    ours = dig(row, "key", "fromMe") is True and bool(_id_of(row))
    return ours and (quoted or "") == due.quoted_id and text_of(dig(row, "message")) == due.reply.text


def _id_of(row: object) -> str:
    return clean(dig(row, "key", "id"), ID_LIMIT)
