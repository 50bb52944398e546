"""The calls that send: `sendText`, `sendPresence`, `markMessageAsRead`, `whatsappNumbers`."""

import asyncio
from typing import Any

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency

from jarvis_adapters.simulators.evolution import wire
from jarvis_adapters.simulators.evolution.answers import (
    EvolutionRequest,
    Fault,
    answered,
    bad_gateway,
    cut,
    json_of,
    rate_limited,
)
from jarvis_adapters.simulators.evolution.faults import SendFault
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.ledger import Presence, Refusal, now
from jarvis_adapters.simulators.evolution.people import Person, Stranger
from jarvis_adapters.simulators.evolution.whatsapp import WhatsApp

_Instance = NamedDependency[Instance]
_WhatsApp = NamedDependency[WhatsApp]
_SLICE_SECONDS = 20


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A sendText that passed the schema."""

    number: str
    text: str
    delay: int
    quoted_id: str | None
    quoted: dict[str, Any] | None


@post("/message/sendText/{name:str}")
async def send_text(request: EvolutionRequest, instance: _Instance, whatsapp: _WhatsApp) -> Response[bytes]:
    """Checks the schema first, then the connection, then the number; a fault may stand in for any answer."""
    fault = whatsapp.faults.next_send()
    wanted = _wanted(await json_of(request))
    try:
        return await _send(instance, whatsapp, wanted, fault)
    except Fault as refusal:
        if fault is not SendFault.TIMED_OUT_SENT:
            _note_refusal(instance, whatsapp, wanted, str(refusal.message))
        raise


async def _send(instance: Instance, whatsapp: WhatsApp, wanted: Wanted, fault: SendFault) -> Response[bytes]:
    match fault:
        case SendFault.RATE_LIMITED:
            _note_refusal(instance, whatsapp, wanted, "429")
            return rate_limited(whatsapp.faults.now.retry_after)
        case SendFault.GATEWAY:
            _note_refusal(instance, whatsapp, wanted, "502")
            return bad_gateway()
        case SendFault.CUT_UNSENT:
            _note_refusal(instance, whatsapp, wanted, "cut")
            return cut()
        case _:
            return await _accept(instance, whatsapp, wanted, fault)


async def _accept(
    instance: Instance, whatsapp: WhatsApp, wanted: Wanted, fault: SendFault
) -> Response[bytes]:
    person = _reached(instance, whatsapp, wanted.number, fault)
    await asyncio.sleep(wanted.delay / 1_000)
    if fault is SendFault.TIMED_OUT_UNSENT:
        raise Fault(400, ["Error: Timed Out"])
    row = whatsapp.accept(
        instance, person, wanted.text, wanted.quoted_id, wanted.quoted, by_lid=wanted.number.endswith("@lid")
    )
    whatsapp.echo(instance, row, fails=fault is SendFault.ERROR_LATER)
    if fault is SendFault.TIMED_OUT_SENT:
        raise Fault(400, ["Error: Timed Out"])
    return cut() if fault is SendFault.CUT_SENT else answered(wire.send_answer(row, instance.name), 201)


def _reached(instance: Instance, whatsapp: WhatsApp, number: str, fault: SendFault) -> Person:
    """Who is behind the number; not connected, the words differ by whether Evolution would have asked."""
    reached = whatsapp.people.addressed(number)
    if fault is SendFault.OFFLINE or instance.state != "open":
        asks = (
            isinstance(reached, Person)
            and not number.endswith("@lid")
            and reached.jid not in instance.checked
        )
        raise Fault(500, "Connection Closed") if asks else Fault(400, ["Error: Connection Closed"])
    if isinstance(reached, Stranger):
        raise Fault(400, [{"jid": reached.jid, "exists": False, "number": reached.number}])
    return reached


def _wanted(body: dict[str, Any]) -> Wanted:
    """Refuses with a list of lists, as the schema does; a blank text with a plain list."""
    faults = [f'instance requires property "{name}"' for name in ("number", "text") if name not in body]
    if not faults and not (isinstance(body["number"], str) and isinstance(body["text"], str)):
        faults = ["Invalid format"]
    delay = body.get("delay", 0)
    if not faults and (not isinstance(delay, int) or isinstance(delay, bool)):
        faults = ["Enter a value in milliseconds"]
    if faults:
        raise Fault(400, [faults])
    if not body["text"].strip():
        raise Fault(400, ["Text is required"])
    quoted = body.get("quoted") or {}
    return Wanted(
        number=body["number"],
        text=body["text"],
        delay=delay,
        quoted_id=quoted.get("key", {}).get("id"),
        quoted=quoted.get("message"),
    )


def _note_refusal(instance: Instance, whatsapp: WhatsApp, wanted: Wanted, why: str) -> None:
    whatsapp.ledger.refused.append(Refusal(instance=instance.name, to=wanted.number, why=why, at=now()))


@post("/chat/sendPresence/{name:str}")
async def send_presence(
    request: EvolutionRequest, instance: _Instance, whatsapp: _WhatsApp
) -> Response[bytes]:
    """Holds the request open for `delay` ms while the presence is shown."""
    body = await json_of(request)
    missing = [name for name in ("number", "delay", "presence") if name not in body]
    if missing:
        raise Fault(400, [[f'instance requires property "{name}"' for name in missing]])
    if whatsapp.faults.now.offline or instance.state != "open":
        raise Fault(400, ["Error: Connection Closed"])
    seconds = min(float(body["delay"]) / 1_000, _SLICE_SECONDS)
    reached = whatsapp.people.addressed(str(body["number"]))
    whatsapp.ledger.presences.append(
        Presence(instance=instance.name, to=reached.number, presence=str(body["presence"]), at=now())
    )
    if body["presence"] in ("composing", "recording"):
        instance.chat(reached.number).type_for(seconds)
    await asyncio.sleep(seconds)
    return answered({"presence": body["presence"]}, 201)


@post("/chat/markMessageAsRead/{name:str}")
async def mark_as_read(
    request: EvolutionRequest, instance: _Instance, whatsapp: _WhatsApp
) -> Response[bytes]:
    """A LID is passed over in silence, and the answer is the same."""
    for entry in (await json_of(request)).get("readMessages", []):
        jid = str(entry.get("remoteJid", ""))
        person = None if jid.endswith("@lid") else whatsapp.people.known(jid)
        if person is not None:
            instance.chat(person.number).read_all()
    return answered({"message": "Read messages", "read": "success"}, 201)


@post("/chat/whatsappNumbers/{name:str}")
async def whatsapp_numbers(
    request: EvolutionRequest, instance: _Instance, whatsapp: _WhatsApp
) -> Response[bytes]:
    """Not connected, it answers with the raw error object and no envelope."""
    if whatsapp.faults.now.offline or instance.state != "open":
        payload = {"statusCode": 428, "error": "Precondition Required", "message": "Connection Closed"}
        output = {"statusCode": 428, "payload": payload, "headers": {}}
        return answered({"data": None, "isBoom": True, "isServer": False, "output": output}, 400)
    numbers = [str(number) for number in (await json_of(request)).get("numbers", [])]
    reached = [whatsapp.people.addressed(number) for number in numbers]
    return answered([{"jid": r.jid, "exists": isinstance(r, Person), "number": r.number} for r in reached])
