"""Logs: structlog, JSON or console, phones masked; Sentry when it is asked for."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from jarvis_app.settings import Settings
from jarvis_domain.understanding.phones import mask

_PHONE = re.compile(r"(?<![\w@-])(?:\+|00)?[1-9][0-9]{9,14}(?=@|\b)|(?<![\w@-])0[5-7][0-9]{8}\b")

_ROW = re.compile(r"(DETAIL:|\[parameters:).*")
"""What a database says of the row it refused: the whole of it, texts and all."""

_LINK_TOKEN = re.compile(r"(?<=magic-link/)[0-9a-f]{16,}|(?<=#t=)[0-9a-f]{16,}")


def configure_logs(settings: Settings) -> None:
    """One handler on standard error for us and for the libraries; repeated calls replace each other."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,  # a logger made before may be configured again
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(as_json=as_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for chatty in (
        "httpx",
        "httpcore",
        "uvicorn.access",
        "uvicorn.error",
        "procrastinate",
        "psycopg.pool",
        "asyncio",
        "alembic",
    ):
        logging.getLogger(chatty).setLevel("WARNING")
    _start_sentry(settings)


def _renderers(*, as_json: bool) -> list[Any]:
    """Tracebacks become text first, so that the mask sees them too; local values are never shown."""
    rendered: list[Any] = [structlog.processors.format_exc_info, _mask]
    if as_json:
        return [*rendered, structlog.processors.JSONRenderer(ensure_ascii=False)]
    plain = structlog.dev.plain_traceback
    return [*rendered, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def _mask(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last net under every log line, lists and tracebacks included."""
    for key, value in line.items():
        if key not in {"timestamp", "level"}:
            line[key] = _masked(value)
    return line


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _ROW.sub(r"\1 ****", mask_phones(value))
    if isinstance(value, Mapping):
        return {name: _masked(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_masked(part) for part in value]
    return value


def mask_phones(text: str) -> str:
    """The text with every phone number masked: "+212600111222" becomes "+2126****22"; and sign-in links."""
    return _PHONE.sub(lambda found: mask(found.group()), _LINK_TOKEN.sub("****", text))


def _start_sentry(settings: Settings) -> None:
    if not settings.sentry_dsn:
        return
    try:
        import sentry_sdk  # noqa: PLC0415 optional: the extra "sentry" brings it
    except ImportError:
        structlog.get_logger(__name__).warning(
            "sentry_missing",
            mend='JARVIS_SENTRY_DSN is set: install the extra with pip install "jarvis[sentry]"',
        )
        return
    sentry_sdk.init(
        dsn=settings.sentry_dsn.value,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
    )
