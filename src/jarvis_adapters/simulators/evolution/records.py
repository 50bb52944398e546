"""The calls that read and set up: look-ups, webhook settings, connection."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency

from jarvis_adapters.simulators.evolution import wire
from jarvis_adapters.simulators.evolution.answers import EvolutionRequest, Fault, answered, json_of
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.whatsapp import WhatsApp
from jarvis_adapters.simulators.evolution.wire import Json, Row

_Instance = NamedDependency[Instance]
_WhatsApp = NamedDependency[WhatsApp]
_PAGE = 50
_EVENTS = [
    "APPLICATION_STARTUP",
    "QRCODE_UPDATED",
    "MESSAGES_SET",
    "MESSAGES_UPSERT",
    "MESSAGES_EDITED",
    "MESSAGES_UPDATE",
    "MESSAGES_DELETE",
    "SEND_MESSAGE",
    "SEND_MESSAGE_UPDATE",
    "CONTACTS_SET",
    "CONTACTS_UPSERT",
    "CONTACTS_UPDATE",
    "PRESENCE_UPDATE",
    "CHATS_SET",
    "CHATS_UPSERT",
    "CHATS_UPDATE",
    "CHATS_DELETE",
    "GROUPS_UPSERT",
    "GROUP_UPDATE",
    "GROUP_PARTICIPANTS_UPDATE",
    "CONNECTION_UPDATE",
    "LABELS_EDIT",
    "LABELS_ASSOCIATION",
    "CALL",
    "TYPEBOT_START",
    "TYPEBOT_CHANGE_STATUS",
    "REMOVE_INSTANCE",
    "LOGOUT_INSTANCE",
    "INSTANCE_CREATE",
    "INSTANCE_DELETE",
    "STATUS_INSTANCE",
]


@post("/chat/findMessages/{name:str}")
async def find_messages(request: EvolutionRequest, instance: _Instance) -> Response[bytes]:
    """Newest first; `offset` is the size of a page."""
    body = await json_of(request)
    found = sorted(
        _matching(instance, body.get("where") or {}), key=lambda r: (r.timestamp, r.seq), reverse=True
    )
    page, size = max(int(body.get("page", 1)), 1), max(int(body.get("offset", _PAGE)), 1)
    records = [wire.stored_row(row, instance.name) for row in found[(page - 1) * size : page * size]]
    pages = -(-len(found) // size)
    return answered(
        {"messages": {"total": len(found), "pages": pages, "currentPage": page, "records": records}}
    )


def _matching(instance: Instance, where: Json) -> Iterator[Row]:
    """With Evolution's quirks: one end of the time alone is ignored, and so is `fromMe: false`."""
    key, times = where.get("key") or {}, where.get("messageTimestamp") or {}
    window = _window(times)
    seen = time.monotonic()
    for row in instance.rows:
        if row.found_from > seen or (window and not window[0] <= row.timestamp <= window[1]):
            continue
        if key.get("id") not in (None, row.id) or (key.get("fromMe") and not row.key["fromMe"]):
            continue
        if key.get("remoteJid") in (None, row.key["remoteJid"]):
            yield row


def _window(times: Json) -> tuple[float, float] | None:
    if not (times.get("gte") and times.get("lte")):
        return None
    try:
        first, last = (datetime.fromisoformat(str(times[end])).timestamp() for end in ("gte", "lte"))
    except ValueError as error:
        raise Fault(500, "Invalid time value") from error
    return first, last


@post("/chat/findStatusMessage/{name:str}")
async def find_status(request: EvolutionRequest, instance: _Instance) -> Response[bytes]:
    """One entry for each receipt."""
    where = (await json_of(request)).get("where") or {}
    row = instance.by_id.get(str(where.get("id")))
    statuses = row.statuses if row else []
    return answered([wire.ack_data(row, status, instance.name) for status in statuses if row])


@post("/webhook/set/{name:str}")
async def set_webhook(request: EvolutionRequest, instance: _Instance) -> Response[bytes]:
    """`events: []` means all of them; without `events` Evolution falls over its own feet."""
    wanted = (await json_of(request)).get("webhook") or {}
    events = wanted.get("events")
    if not isinstance(events, list):
        raise Fault(500, "Cannot read properties of undefined (reading 'length')")
    known = ",".join(_EVENTS)
    faults = [
        f"webhook.events[{place}] is not one of enum values: {known}"
        for place, event in enumerate(events)
        if event not in _EVENTS
    ]
    if faults:
        raise Fault(400, [faults])
    instance.webhook = _webhook_row(instance, wanted, events or _EVENTS)
    return answered(instance.webhook, 201)


def _webhook_row(instance: Instance, wanted: dict[str, Any], events: list[str]) -> Json:
    now = datetime.now().astimezone().isoformat(timespec="milliseconds")
    return {
        "id": (instance.webhook or {}).get("id", wire.new_row_id()),
        "url": str(wanted.get("url", "")),
        "headers": wanted.get("headers") or {},
        "enabled": bool(wanted.get("enabled")),
        "events": list(events),
        "webhookByEvents": bool(wanted.get("byEvents")),
        "webhookBase64": bool(wanted.get("base64")),
        "createdAt": (instance.webhook or {}).get("createdAt", now),
        "updatedAt": now,
        "instanceId": wire.instance_id(instance.name),
    }


@get("/webhook/find/{name:str}", sync_to_thread=False)
def find_webhook(instance: _Instance) -> Response[bytes]:
    return answered(instance.webhook)


@get("/instance/connectionState/{name:str}", sync_to_thread=False)
def connection_state(instance: _Instance, whatsapp: _WhatsApp) -> Response[bytes]:
    state = "connecting" if whatsapp.faults.now.offline else instance.state
    return answered({"instance": {"instanceName": instance.name, "state": state}})


@get("/instance/connect/{name:str}", sync_to_thread=False)
def connect(instance: _Instance) -> Response[bytes]:
    """The state when open, else a code to scan."""
    if instance.state == "open":
        return answered({"instance": {"instanceName": instance.name, "state": "open"}})
    return answered(
        {"pairingCode": None, "code": "2@simulated", "base64": "data:image/png;base64,", "count": 1}
    )
