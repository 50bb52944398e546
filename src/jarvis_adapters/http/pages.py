"""The dashboard's page and its files, as the front end's build left them."""

import mimetypes
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
_FOR_EVER = "public, max-age=31536000, immutable"
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_PACKED = (("br", ".br"), ("gzip", ".gz"))
"""The build packs its files once, best first; nothing is packed while somebody waits."""

_NOT_BUILT = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>JARVIS</title>
<h1>La page n'a pas été construite</h1>
<p>L'API répond, mais cette installation n'a pas d'interface. Dans le dépôt, avec Node 20 ou plus récent :</p>
<pre>make setup</pre>
<p lang="en">The API is up, but no front end was built: run <code>make setup</code> with Node 20 or newer.</p>
</html>"""


def page_routes(built: Path) -> Sequence[HTTPRouteHandler]:
    """The page for every address people see, and `/assets`; `built` is the build's folder, if it is there."""

    @get(
        ["/", "/login", "/login/verify", "/app", "/app/{rest:path}"],
        include_in_schema=False,
        media_type=MediaType.HTML,
        sync_to_thread=False,
    )
    def page(rest: FromPath[str] = "") -> Response[bytes]:  # noqa: ARG001 the page reads its own address
        index = built / "index.html"
        if not index.is_file():
            return Response(_NOT_BUILT.encode(), status_code=503, media_type=MediaType.HTML)
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": PAGE_POLICY}
        return Response(index.read_bytes(), media_type=MediaType.HTML, headers=headers)

    @get("/assets/{name:str}", include_in_schema=False, exclude_from_csrf=True, sync_to_thread=False)
    def asset(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
        file = built / "assets" / name
        if not _NAME.fullmatch(name) or not file.is_file():
            raise NotFoundException("no such file")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        packed, headers = _packed(file, request.headers.get("accept-encoding", ""))
        return Response(packed.read_bytes(), media_type=kind, headers=headers)

    return (page, asset)


def _packed(file: Path, accepted: str) -> tuple[Path, dict[str, str]]:
    headers = {"Cache-Control": _FOR_EVER, "Vary": "Accept-Encoding"}
    wanted = {coding.partition(";")[0].strip() for coding in accepted.split(",")}
    for coding, ending in _PACKED:
        packed = file.with_name(file.name + ending)
        if coding in wanted and packed.is_file():
            return packed, headers | {"Content-Encoding": coding}
    return file, headers
