"""What a person may ask of us about their data: `jarvis contractor export | erase PHONE`."""

import sys
from collections.abc import Mapping
from typing import assert_never

import msgspec
from dishka import AsyncContainer

from jarvis_app.commands_desk import with_parts
from jarvis_app.settings import Settings
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.personal_data import Erased, StillOpen
from jarvis_domain.flow.keep_personal_data import EraseContractor, ExportContractor
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.understanding.phones import PhoneNumber, mask, parse_phone

_CONSOLE = Actor(id="console")


def export_contractor(settings: Settings, text: str) -> int:
    """Prints everything on record about the contractor as JSON; 1 when nobody has this phone."""
    phone = parse_phone(text)

    async def export(container: AsyncContainer) -> int:
        found = await (await container.get(ExportContractor))(phone, who=_CONSOLE)
        if isinstance(found, Missing):
            return _nobody(phone)
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
        return 0

    return with_parts(settings, export)


def erase_contractor(settings: Settings, text: str) -> int:
    """Erases everything that names or quotes the contractor; 1 when nobody has the phone, or work is left."""
    phone = parse_phone(text)

    async def erase(container: AsyncContainer) -> int:
        erased = await (await container.get(EraseContractor))(phone, who=_CONSOLE)
        match erased:
            case Missing():
                return _nobody(phone)
            case StillOpen():
                return _unfinished(erased)
            case Erased(rows=rows):
                return _erased(rows)
            case _:
                assert_never(erased)

    return with_parts(settings, erase)


def _nobody(phone: PhoneNumber) -> int:
    print(f"jarvis: nobody on record has the phone {mask(str(phone))}", file=sys.stderr)
    return 1


def _unfinished(left: StillOpen) -> int:
    print(
        f"jarvis: not yet: {left.complaints} complaints are not resolved, {left.messages} messages not"
        f" settled, {left.replies} replies not sent; end these first",
        file=sys.stderr,
    )
    return 1


def _erased(rows: Mapping[str, int]) -> int:
    print("erased: " + ", ".join(f"{count} {table}" for table, count in rows.items() if count))
    return 0
