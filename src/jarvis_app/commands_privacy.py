"""What a person may ask of us about their data: `jarvis contractor export | erase PHONE`."""

import sys

import msgspec
from dishka import AsyncContainer

from jarvis_adapters.postgres.personal import Erased, StillNeeded
from jarvis_adapters.postgres.store import PostgresStore
from jarvis_app.commands_desk import with_parts
from jarvis_app.settings import Settings
from jarvis_domain.desk.actors import Actor
from jarvis_domain.ports.runtime import Clock, Event, Events
from jarvis_domain.understanding.phones import PhoneNumber, mask, parse_phone

_CONSOLE = Actor(id="console")


def export_contractor(settings: Settings, text: str) -> int:
    """Prints everything on record about the contractor as JSON; 1 when nobody has this phone."""
    phone = parse_phone(text)

    async def export(container: AsyncContainer) -> int:
        store, clock = await container.get(PostgresStore), await container.get(Clock)
        async with store.begin() as work:
            ids = await work.personal.find(phone)
            if not ids:
                return _nobody(phone)
            found = await work.personal.export(ids)
            await work.record(_CONSOLE.entry("contractor_exported", f"contractor:{ids[0]}", at=clock.now()))
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
        return 0

    return with_parts(settings, export)


def erase_contractor(settings: Settings, text: str) -> int:
    """Erases everything that names or quotes the contractor; 1 when nobody has the phone, or work is left."""
    phone = parse_phone(text)

    async def erase(container: AsyncContainer) -> int:
        store, clock = await container.get(PostgresStore), await container.get(Clock)
        async with store.begin() as work:
            ids = await work.personal.find(phone)
            if not ids:
                return _nobody(phone)
            erased = await work.personal.erase(ids)
            if isinstance(erased, Erased):
                facts = {table: str(count) for table, count in erased.rows.items() if count}
                resource = f"contractor:{ids[0]}"
                await work.record(
                    _CONSOLE.entry("contractor_erased", resource, at=clock.now(), changes=facts)
                )
        if isinstance(erased, StillNeeded):
            return _unfinished(erased)
        events: Events = await container.get(Events)
        await events.publish(Event(kind="contractor", id=str(ids[0])))
        print("erased: " + ", ".join(f"{count} {table}" for table, count in facts.items()))
        return 0

    return with_parts(settings, erase)


def _nobody(phone: PhoneNumber) -> int:
    print(f"jarvis: nobody on record has the phone {mask(str(phone))}", file=sys.stderr)
    return 1


def _unfinished(needed: StillNeeded) -> int:
    print(
        f"jarvis: not yet: {needed.complaints} complaints are not resolved, {needed.messages} messages not"
        f" settled, {needed.replies} replies not sent; end these first",
        file=sys.stderr,
    )
    return 1
