"""The control of the simulator: the contractor's phone, the ledger, the faults, the connection."""

from typing import Literal

import msgspec
from litestar import Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException, ValidationException
from litestar.params import FromPath, FromQuery, JSONBody

from jarvis_adapters.simulators.evolution import wire
from jarvis_adapters.simulators.evolution.chats import ChatView
from jarvis_adapters.simulators.evolution.faults import Faults
from jarvis_adapters.simulators.evolution.instances import Instance
from jarvis_adapters.simulators.evolution.ledger import Ledger
from jarvis_adapters.simulators.evolution.people import Person
from jarvis_adapters.simulators.evolution.whatsapp import PhoneMessage, WhatsApp

_WhatsApp = NamedDependency[WhatsApp]
_CLOSED_FOR_GOOD = 401


class Written(msgspec.Struct, frozen=True):
    """The id the message has in WhatsApp."""

    id: str


class Edit(msgspec.Struct, frozen=True):
    text: str


class ConnectionTurn(msgspec.Struct, frozen=True, kw_only=True):
    """The state an instance goes to, told `times` times; `close` means logged out by the phone."""

    state: Literal["open", "connecting", "close"]
    times: int = 1


@post("/_phone/{number:str}/messages", sync_to_thread=False)
def write(number: FromPath[str], data: JSONBody[PhoneMessage], whatsapp: _WhatsApp) -> Written:
    """The contractor with this number writes."""
    data.instance = _instance(whatsapp, data.instance).name
    if data.kind not in wire.KINDS:
        raise ValidationException(f"kind is one of {', '.join(wire.KINDS)}")
    if data.kind == "reaction" and data.quoted_id not in _instance(whatsapp, data.instance).by_id:
        raise ValidationException("a reaction is to a message that is there: quoted_id")
    return Written(whatsapp.write(_person(whatsapp, number), data)[0].id)


@patch("/_phone/{number:str}/messages/{message_id:str}", status_code=204, sync_to_thread=False)
def edit(
    number: FromPath[str],
    message_id: FromPath[str],
    data: JSONBody[Edit],
    whatsapp: _WhatsApp,
    instance: FromQuery[str] = "",
) -> None:
    """The contractor corrects a message."""
    written = _instance(whatsapp, instance)
    row = _row(written, message_id)
    row.message = {"conversation": data.text}
    written.chat(_person(whatsapp, number).number).edit(message_id, data.text)
    whatsapp.events.emit(written, "messages.update", wire.edit_data(row, data.text, written.name), message_id)


@delete("/_phone/{number:str}/messages/{message_id:str}", sync_to_thread=False)
def take_back(
    number: FromPath[str], message_id: FromPath[str], whatsapp: _WhatsApp, instance: FromQuery[str] = ""
) -> None:
    """The contractor deletes a message for everyone."""
    written = _instance(whatsapp, instance)
    row = _row(written, message_id)
    written.chat(_person(whatsapp, number).number).delete(message_id)
    whatsapp.events.emit(written, "messages.delete", wire.deletion_data(row), message_id)


@get("/_phone/{number:str}/chat", sync_to_thread=False)
def chat(
    number: FromPath[str],
    whatsapp: _WhatsApp,
    instance: FromQuery[str] = "",
    version: FromQuery[int] = -1,
) -> Response[ChatView | None]:
    """What is on this phone's screen; 204 while it is still `version`."""
    view = _instance(whatsapp, instance).chat(_person(whatsapp, number).number).view()
    headers = {"Cache-Control": "no-store"}
    if view.version == version:
        return Response(None, status_code=204, headers=headers)
    return Response(view, headers=headers)


@get("/_ledger", sync_to_thread=False)
def ledger(whatsapp: _WhatsApp) -> Ledger:
    return whatsapp.ledger


@get("/_ledger/{part:str}", sync_to_thread=False)
def ledger_part(part: FromPath[str], whatsapp: _WhatsApp, after: FromQuery[int] = 0) -> list[object]:
    """One list of the ledger without its first `after` entries: for those who read on and on."""
    if part not in Ledger.__struct_fields__:
        raise NotFoundException(f"the ledger has {', '.join(Ledger.__struct_fields__)}")
    entries: list[object] = getattr(whatsapp.ledger, part)
    return entries[max(after, 0) :]


@get("/_subscriptions", sync_to_thread=False)
def subscriptions(whatsapp: _WhatsApp) -> dict[str, str]:
    """Where each instance posts its messages; "" while nobody has asked for them."""
    return {instance.name: _posts_to(instance) for instance in whatsapp.instances.values()}


def _posts_to(instance: Instance) -> str:
    webhook = instance.webhook or {}
    return str(webhook.get("url", "")) if webhook.get("enabled") else ""


@delete("/_ledger", sync_to_thread=False)
def clear_ledger(whatsapp: _WhatsApp) -> None:
    whatsapp.ledger.clear()


@get("/_faults", sync_to_thread=False)
def faults(whatsapp: _WhatsApp) -> Faults:
    return whatsapp.faults.now


@put("/_faults", sync_to_thread=False)
def set_faults(data: JSONBody[Faults], whatsapp: _WhatsApp) -> Faults:
    whatsapp.faults.set(data)
    return data


@post("/_restart", status_code=204, sync_to_thread=False)
def restart(whatsapp: _WhatsApp) -> None:
    """Evolution restarts: every webhook and receipt under way is forgotten."""
    whatsapp.engine.forget()


@put("/_connection/{name:str}", status_code=204, sync_to_thread=False)
def turn_connection(name: FromPath[str], data: JSONBody[ConnectionTurn], whatsapp: _WhatsApp) -> None:
    """Only a close for good is told, after `status.instance`; other drops just connect again."""
    instance = _instance(whatsapp, name)
    instance.state = data.state
    status = _CLOSED_FOR_GOOD if data.state == "close" else 200
    if data.state == "close":
        told = {"instance": name, "status": "closed", "disconnectionReasonCode": status}
        whatsapp.events.emit(instance, "status.instance", told)
    who = {"wuid": instance.own_jid, "profileName": "Jarvis"} if data.state == "open" else {}
    told = {"instance": name, **who, "state": data.state, "statusReason": status}
    for _ in range(data.times):
        whatsapp.events.emit(instance, "connection.update", told)


def _instance(whatsapp: WhatsApp, name: str) -> Instance:
    """By name; the first one when none is named."""
    found = whatsapp.instances.get(name or next(iter(whatsapp.instances)))
    if found is None:
        raise NotFoundException("no such instance")
    return found


def _person(whatsapp: WhatsApp, number: str) -> Person:
    person = whatsapp.people.known(number)
    if person is None:
        raise ValidationException("a phone number in international form is needed, 212600111222")
    return person


def _row(instance: Instance, message_id: str) -> wire.Row:
    row = instance.by_id.get(message_id)
    if row is None:
        raise NotFoundException("no such message")
    return row
