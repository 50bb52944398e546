"""TKTM's list of contractors over HTTP: an Excel file in, a report line by line out."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, MultipartBody

from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.refusals import UNTAKEN, documented
from jarvis_adapters.http.typed import refused
from jarvis_domain.casework.orange_pack import Sheet
from jarvis_domain.desk.contractor_list import HEADINGS, ColumnsMissing, LineRefused
from jarvis_domain.desk.staff import Permission
from jarvis_domain.flow.import_contractors import ImportContractors, Imported
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.sheets import SheetUnreadable, Workbooks
from jarvis_domain.understanding.phones import mask

_TAGS = ["contractors"]
_SETTINGS = [requires(Permission.SETTINGS)]
_LARGEST = 6 * 2**20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LineOutcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ListFile(msgspec.Struct):
    """An Excel file (.xlsx) with a column of phones, and columns of names and regions where there are."""

    file: UploadFile


class LineOut(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the sheet, counted from 1; `reason` says in French why it was refused."""

    line: int
    phone: str = ""
    name: str = ""
    outcome: LineOutcome
    reason: str = ""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """`saved` is false for a trial; phones are masked, the line says which one it is."""

    saved: bool
    counts: dict[LineOutcome, int]
    lines: tuple[LineOut, ...]


@post(
    "/api/contractors/import",
    status_code=200,
    guards=_SETTINGS,
    request_max_body_size=_LARGEST,
    responses=UNTAKEN | documented(413, "The file is too large."),
    operation_id="importContractors",
    tags=_TAGS,
)
@inject
async def import_contractors(
    request: Request[Any, SignedIn, Any],
    data: MultipartBody[ListFile],
    import_: FromDishka[ImportContractors],
    workbooks: FromDishka[Workbooks],
    *,
    dry_run: FromQuery[bool] = False,
) -> ImportReport:
    """Imports TKTM's list of contractors, or shows with `dry_run` what that would change."""
    rows = await asyncio.to_thread(workbooks.read, await data.file.read())
    if isinstance(rows, SheetUnreadable):
        raise refused("file", rows.reason)
    found = await import_(rows, who=actor_of(request), dry_run=dry_run)
    if isinstance(found, ColumnsMissing):
        raise refused("file", found.reason)
    return _report(found, saved=not dry_run)


@get(
    "/api/contractors/import/template",
    guards=_SETTINGS,
    responses={200: ResponseSpec(bytes, False, "The Excel file.", _XLSX)},
    operation_id="readImportTemplate",
    tags=_TAGS,
)
@inject
async def read_template(workbooks: FromDishka[Workbooks]) -> Response[bytes]:
    """Gives an empty Excel file for the import.

    It has the headings, and one line to show how, which is refused when left in.
    """
    example = ("06XXXXXXXX", "Nom du prestataire", "Casablanca-Settat")
    sheet = Sheet(title="Prestataires", columns=HEADINGS, rows=(example,))
    headers = {"Content-Disposition": 'attachment; filename="jarvis-prestataires.xlsx"'}
    return Response(workbooks.attach([sheet]), media_type=_XLSX, headers=headers)


def _report(found: Sequence[Imported | LineRefused], *, saved: bool) -> ImportReport:
    lines = tuple(map(_line, found))
    counted = Counter(line.outcome for line in lines)
    return ImportReport(saved=saved, counts={o: counted[o] for o in LineOutcome}, lines=lines)


def _line(one: Imported | LineRefused) -> LineOut:
    match one:
        case LineRefused(line=line, reason=reason):
            return LineOut(line=line, outcome=LineOutcome.REFUSED, reason=reason)
        case Imported(line=listed, outcome=outcome):
            phone = mask(listed.phone)
            return LineOut(line=listed.line, phone=phone, name=listed.name, outcome=LineOutcome(outcome))


IMPORT_ROUTES = (import_contractors, read_template)
