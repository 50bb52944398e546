"""Settings from JARVIS_* variables: one frozen tree, read once in main, all faults named at once."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from jarvis_app.exposed import faults_when_exposed
from jarvis_domain.desk.personal_data import KEPT_FOR, Ageing
from jarvis_domain.desk.staff import parse_email
from jarvis_domain.errors import InvalidEmail, JarvisError
from jarvis_domain.flow.read import When

PREFIX = "JARVIS_"
Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Count = Annotated[int, Meta(ge=1)]
Days = Annotated[int, Meta(ge=1, le=3650)]


class SettingsInvalid(JarvisError):
    """Some variables cannot be used; the text has a line for each, with the mend."""


class Secret(msgspec.Struct, frozen=True):
    """A text that never shows itself in a log or a traceback."""

    value: str

    def __repr__(self) -> str:
        return "Secret(****)"

    def __bool__(self) -> bool:
        return bool(self.value)


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Each field is the variable JARVIS_<FIELD>; None means the embedded default, or off."""

    database_url: str | None = None
    redis_url: str | None = None

    evolution_url: str | None = None
    evolution_instance: tuple[str, ...] = ("jarvis",)
    evolution_api_key: Secret = Secret("")
    evolution_webhook_secret: tuple[Secret, ...] = ()

    lm_url: str | None = None
    lm_model: str = "google/gemma-3-12b"
    lm_api_key: Secret = Secret("")
    lm_seconds: Seconds = 10.0
    lm_parallel: Count = 4
    lm_when: When = When.ALWAYS

    portal_url: str | None = None
    portal_username: str = ""
    portal_password: Secret = Secret("")
    portal_profile: Path | None = None
    portal_seconds: Seconds = 50.0
    portal_pages: Count = 4
    portal_mode: Literal["browser", "http"] = "browser"
    browser: str | None = None

    resend_api_key: Secret = Secret("")
    resend_url: str = "https://api.resend.com"
    resend_webhook_secret: Secret = Secret("")
    mail_from: str = ""
    first_admin: str = ""
    link_hours: Annotated[float, Meta(ge=1 / 6, le=24)] = 24.0

    base_url: str = "http://127.0.0.1:8000"
    secret_key: Secret = Secret("")
    data_dir: Path = Path(".jarvis")
    backup_dir: Path | None = None
    cors_origins: tuple[str, ...] = ()

    burst_seconds: Seconds = 2.0
    burst_max_seconds: Seconds = 6.0
    cache_seconds: Seconds = 300.0
    messages_per_minute: Count = 10
    contracts_per_hour: Count = 60
    sends_per_second: Annotated[float, Meta(ge=0, le=1000)] = 2.0
    human_minutes: Annotated[float, Meta(gt=0)] = 30.0
    worker_concurrency: Count = 20
    unconfirmed_minutes: Annotated[float, Meta(gt=0, le=1440)] = 15.0
    silent_hours: Annotated[float, Meta(ge=0, le=12)] = 3.0

    keep_messages_days: Days = KEPT_FOR[Ageing.MESSAGES].days
    keep_webhook_events_days: Days = KEPT_FOR[Ageing.WEBHOOK_EVENTS].days
    keep_contract_statuses_days: Days = KEPT_FOR[Ageing.CONTRACT_STATUSES].days
    keep_receipts_days: Days = KEPT_FOR[Ageing.RECEIPTS].days
    keep_failed_jobs_days: Days = KEPT_FOR[Ageing.FAILED_JOBS].days
    keep_mails_days: Days = KEPT_FOR[Ageing.MAILS].days

    log_format: Literal["auto", "json", "console"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    sentry_dsn: Secret = Secret("")


_URLS = {
    "database_url": ("postgresql",),
    "redis_url": ("redis", "rediss", "unix"),
    "evolution_url": ("http", "https"),
    "lm_url": ("http", "https"),
    "portal_url": ("http", "https"),
    "base_url": ("http", "https"),
    "resend_url": ("http", "https"),
}
_TOGETHER = (
    ("evolution_url", "evolution_api_key"),
    ("evolution_url", "evolution_webhook_secret"),
    ("resend_api_key", "mail_from"),
)
_SHORTEST_SECRET = 8
_SLOWEST_PACE = 0.01
_SHORTEST_KEY = 32


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Parses the JARVIS_* variables; empty counts as unset. Raises SettingsInvalid with every fault."""
    environment = os.environ if environment is None else environment
    given = {k.removeprefix(PREFIX).lower(): v for k, v in environment.items() if k.startswith(PREFIX) and v}
    faults = [fault for name in given if (fault := _misspelt(name))]
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        if field.name in given:
            _take(field, given[field.name], values, faults)
    settings = Settings(**values)
    faults += _wrong_urls(settings) + _weak_secrets(settings) + _missing_partners(settings)
    faults += _weak_key(settings) + _wrong_admin(settings) + _contradictions(settings)
    faults += faults_when_exposed(settings)
    if faults:
        raise SettingsInvalid("\n".join(faults))
    return settings


def _take(field: msgspec.structs.FieldInfo, text: str, values: dict[str, Any], faults: list[str]) -> None:
    try:
        values[field.name] = msgspec.convert(
            _shape(field.type, text), field.type, strict=False, dec_hook=_hook
        )
    except msgspec.ValidationError as wrong:
        shown = "****" if "secret" in field.name or "key" in field.name else repr(text)
        faults.append(f"{_variable(field.name)}: {wrong} (it is {shown}); see .env.example for its form.")


def _shape(wanted: Any, text: str) -> Any:
    """Commas part a list; a struct around one text is filled with it."""
    if get_origin(wanted) is tuple:
        return [_shape(get_args(wanted)[0], part.strip()) for part in text.split(",") if part.strip()]
    return {"value": text} if wanted is Secret else text


def _hook(wanted: type, value: Any) -> Any:
    return wanted(value)


def _wrong_urls(settings: Settings) -> list[str]:
    given = ((name, schemes, getattr(settings, name)) for name, schemes in _URLS.items())
    return [
        f"{_variable(name)}: write a whole URL that begins with {' or '.join(schemes)}://."
        for name, schemes, value in given
        if value is not None and not _is_url(value, schemes)
    ]


def _is_url(value: str, schemes: tuple[str, ...]) -> bool:
    """Databases and sockets may do without a host; pages and APIs may not."""
    try:
        parts = urlsplit(value)
        hosted = parts.hostname or parts.scheme not in {"http", "https"}
        return parts.scheme.split("+")[0] in schemes and bool(hosted) and (parts.port or 1) > 0
    except ValueError:
        return False


def _contradictions(settings: Settings) -> list[str]:
    faults = []
    if settings.burst_max_seconds < settings.burst_seconds:
        faults.append(f"{_variable('burst_max_seconds')}: must not be below {_variable('burst_seconds')}.")
    if not settings.evolution_instance:
        faults.append(f"{_variable('evolution_instance')}: name at least one instance.")
    if 0 < settings.sends_per_second < _SLOWEST_PACE:
        faults.append(f"{_variable('sends_per_second')}: at least {_SLOWEST_PACE}, or 0 for no pace.")
    if settings.portal_profile is not None and not settings.portal_profile.is_file():
        faults.append(f"{_variable('portal_profile')}: there is no file {settings.portal_profile}.")
    return faults


def _weak_secrets(settings: Settings) -> list[str]:
    return [
        f"{_variable('evolution_webhook_secret')}: each secret needs at least {_SHORTEST_SECRET} characters."
        for secret in settings.evolution_webhook_secret
        if len(secret.value) < _SHORTEST_SECRET
    ]


def _weak_key(settings: Settings) -> list[str]:
    if not settings.secret_key or len(settings.secret_key.value) >= _SHORTEST_KEY:
        return []
    name = _variable("secret_key")
    return [f"{name}: needs at least {_SHORTEST_KEY} characters, for example from `openssl rand -hex 32`."]


def _wrong_admin(settings: Settings) -> list[str]:
    try:
        if settings.first_admin:
            parse_email(settings.first_admin)
    except InvalidEmail as fault:
        return [f"{_variable('first_admin')}: {fault}."]
    return []


def _missing_partners(settings: Settings) -> list[str]:
    return [
        f"{_variable(needed)} is missing: {_variable(given)} is set and needs it."
        for given, needed in _TOGETHER
        if getattr(settings, given) and not getattr(settings, needed)
    ]


def _misspelt(name: str) -> str:
    """A fault for a name that nearly is one of ours: left alone it would be a setting without effect."""
    known = Settings.__struct_fields__
    near = () if name in known else get_close_matches(name, known, n=1, cutoff=0.8)
    return f"{_variable(name)} is not a setting; did you mean {_variable(near[0])}?" if near else ""


def _variable(field: str) -> str:
    return PREFIX + field.upper()


def explain(settings: Settings) -> tuple[str, ...]:
    """What each unset part is replaced by, a sentence each, for the start-up log."""
    sentences = {
        "database_url": f"PostgreSQL: embedded, data under {settings.data_dir}",
        "redis_url": "Redis: off, cache and limits in memory of this process (set it to share them)",
        "evolution_url": "WhatsApp: off, replies wait in the outbox",
        "lm_url": "Language model: off, the rules read alone",
        "portal_url": "D2D portal: off, no status can be looked up",
    }
    unset = [f"{_variable(n)} unset. {s}" for n, s in sentences.items() if getattr(settings, n) is None]
    if not settings.evolution_webhook_secret:
        unset.append(f"{_variable('evolution_webhook_secret')} unset. Webhooks are refused")
    if not settings.resend_api_key:
        unset.append(f"{_variable('resend_api_key')} unset. Mail: off, `jarvis users link` lets people in")
    return tuple(unset)
