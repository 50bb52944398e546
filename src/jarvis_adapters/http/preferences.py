"""Settings over HTTP: what administrators set while JARVIS runs, and what its operator has set."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, get, put
from litestar.params import JSONBody

from jarvis_adapters.http.guards import actor_of, requires
from jarvis_adapters.http.problems import Refused
from jarvis_adapters.http.refusals import UNTAKEN, OutdatedProblem, documented
from jarvis_adapters.http.shown import EventOut
from jarvis_adapters.http.typed import field
from jarvis_domain.desk.preferences import Admission, Digest, Preferences
from jarvis_domain.desk.staff import EmailAddress, Permission, parse_email
from jarvis_domain.flow.settings_desk import PREFERENCES, PreferencesOutdated, SettingsDesk
from jarvis_domain.flow.sign_in import SignedIn
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.views import Views

_TAGS = ["settings"]
_Signed = Request[Any, SignedIn, Any]

Address = Annotated[str, msgspec.Meta(max_length=320, examples=["backoffice@tktm.ma"])]
Addresses = Annotated[list[Address], msgspec.Meta(max_length=20)]


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator has set in JARVIS_* variables, read when JARVIS was started; times in seconds."""

    whatsapp_numbers: tuple[str, ...]
    messages_per_minute: int
    sends_per_second: float
    burst_seconds: float
    burst_max_seconds: float
    cache_seconds: float
    model: str
    model_seconds: float
    portal_seconds: float
    human_minutes: float
    link_hours: float
    session_hours: float
    parts: dict[str, bool]


class PreferencesOut(msgspec.Struct, frozen=True, kw_only=True):
    """What administrators have set; version 0 is what JARVIS came with."""

    orange_addresses: tuple[str, ...]
    back_office_addresses: tuple[str, ...]
    digest: Digest
    admission: Admission
    ask_satisfaction: bool
    version: int


class SettingsOut(msgspec.Struct, frozen=True, kw_only=True):
    """`in_force` is changed where JARVIS is started; of its `parts`, those that are off are not set up."""

    preferences: PreferencesOut
    in_force: InForce


class PreferencesIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of them; `version` is the one that was looked at."""

    orange_addresses: Addresses
    back_office_addresses: Addresses
    digest: Digest
    admission: Admission
    ask_satisfaction: bool
    version: Annotated[int, msgspec.Meta(ge=0, le=2**31 - 2)]


@get("/api/settings", guards=[requires(Permission.READ)], operation_id="readSettings", tags=_TAGS)
@inject
async def read_settings(store: FromDishka[Store], in_force: FromDishka[InForce]) -> SettingsOut:
    """Reads what administrators have set, and what else is in force."""
    async with store.begin() as work:
        preferences = await work.desk.preferences()
    return SettingsOut(preferences=_shown(preferences), in_force=in_force)


@put(
    "/api/settings",
    guards=[requires(Permission.SETTINGS)],
    responses=UNTAKEN
    | documented(409, "Somebody set them first (`outdated`).", OutdatedProblem[PreferencesOut]),
    operation_id="changeSettings",
    tags=_TAGS,
)
@inject
async def change_settings(
    request: _Signed,
    data: JSONBody[PreferencesIn],
    settings: FromDishka[SettingsDesk],
    in_force: FromDishka[InForce],
    store: FromDishka[Store],
    views: FromDishka[Views],
) -> SettingsOut:
    """Changes the settings, which count at once, in every process."""
    kept = await settings.set(_parsed(data), who=actor_of(request))
    if isinstance(kept, PreferencesOutdated):
        raise await _outdated(kept.current, data.version, store, views)
    return SettingsOut(preferences=_shown(kept), in_force=in_force)


async def _outdated(current: Preferences, looked_at: int, store: Store, views: Views) -> Refused:
    async with store.begin() as work:
        entries = await work.audit_of(PREFERENCES)
    newer = entries[-max(current.version - looked_at, 1) :]
    people = await views.people(sorted({entry.actor for entry in newer}))
    changes = tuple(
        EventOut(at=entry.at, by=people.get(entry.actor), what=entry.action, facts={**entry.changes})
        for entry in newer
    )
    title = "Quelqu'un d'autre vient de changer ces réglages : relisez-les avant de continuer."
    return Refused(
        OutdatedProblem(
            type="urn:jarvis:outdated", title=title, status=409, current=_shown(current), changes=changes
        )
    )


def _parsed(data: PreferencesIn) -> Preferences:
    return Preferences(
        orange_addresses=_addresses(data.orange_addresses, "orange_addresses"),
        back_office_addresses=_addresses(data.back_office_addresses, "back_office_addresses"),
        digest=data.digest,
        admission=data.admission,
        ask_satisfaction=data.ask_satisfaction,
        version=data.version,
    )


def _addresses(typed: Sequence[str], name: str) -> tuple[EmailAddress, ...]:
    """In the order they were typed, each once."""
    with field(name):
        return tuple(dict.fromkeys(map(parse_email, typed)))


def _shown(preferences: Preferences) -> PreferencesOut:
    return PreferencesOut(
        orange_addresses=tuple(map(str, preferences.orange_addresses)),
        back_office_addresses=tuple(map(str, preferences.back_office_addresses)),
        digest=preferences.digest,
        admission=preferences.admission,
        ask_satisfaction=preferences.ask_satisfaction,
        version=preferences.version,
    )


SETTINGS_ROUTES = (read_settings, change_settings)
