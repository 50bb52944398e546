"""Set up: what administrators publish and set while JARVIS runs, with its row in the audit log."""

from dataclasses import dataclass

import msgspec

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.templates import Template, TemplateKey
from jarvis_domain.desk.actors import Actor
from jarvis_domain.desk.preferences import Preferences
from jarvis_domain.errors import Conflict
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.ports.persistence import Store, TemplateVersion, UnitOfWork
from jarvis_domain.ports.runtime import Clock, Event, Events

PREFERENCES = "preferences"
"""What the audit log calls them."""


class PreferencesOutdated(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody set them first."""

    current: Preferences


class TemplateOutdated(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody published first; `current` is None while only the default text is sent."""

    current: TemplateVersion | None


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """Templates are published, never changed: to roll back is to publish an old one's text again.

    `version` is the one that was looked at, 0 for the text JARVIS came with.
    """

    store: Store
    events: Events
    clock: Clock

    async def publish(self, template: Template, *, version: int, who: Actor) -> int | TemplateOutdated:
        """The new version's number; it is sent from now on."""
        try:
            async with self.store.begin() as work:
                published = await self._publish(work, template, version, who)
        except Conflict:
            return await self._outdated(template.key)
        await self._told(template.key)
        return published

    async def roll_back(
        self, key: TemplateKey, to: int, *, version: int, who: Actor
    ) -> int | Missing | TemplateOutdated:
        """Publishes the text of version `to` again, as a new version: its number."""
        async with self.store.begin() as work:
            template = await _version_of(work, key, to)
        return Missing() if template is None else await self.publish(template, version=version, who=who)

    async def set(self, preferences: Preferences, *, who: Actor) -> Preferences | PreferencesOutdated:
        """`preferences.version` is the version that was looked at; gives them as they are kept."""
        try:
            async with self.store.begin() as work:
                before = await work.desk.preferences()
                await work.desk.save_preferences(preferences)
                after = await work.desk.preferences()
                await self._record_set(work, before, after, who)
        except Conflict:
            async with self.store.begin() as work:
                return PreferencesOutdated(current=await work.desk.preferences())
        await self.events.publish(Event(kind="settings", id=PREFERENCES))
        return after

    async def _outdated(self, key: TemplateKey) -> TemplateOutdated:
        async with self.store.begin() as work:
            kept = await work.template_versions(key)
        return TemplateOutdated(current=kept[0] if kept else None)

    async def _publish(self, work: UnitOfWork, template: Template, looked_at: int, who: Actor) -> int:
        before = (await work.catalogue())[template.key]
        version = await work.publish_template(template, by=who.id)
        if version != looked_at + 1:
            raise Conflict(f"{template.key} has another version than {looked_at}")
        entry = who.entry(
            "template_changed",
            f"template:{template.key}",
            at=self.clock.now(),
            changes={"version": str(version), "fr": template.fr, "ar": template.ar},
            before={"fr": before.fr, "ar": before.ar},
        )
        await work.record(entry)
        return version

    async def _record_set(
        self, work: UnitOfWork, before: Preferences, after: Preferences, who: Actor
    ) -> None:
        old, new = _facts(before), _facts(after)
        changed = {name: value for name, value in new.items() if old[name] != value}
        entry = who.entry(
            "settings_changed",
            PREFERENCES,
            at=self.clock.now(),
            changes=changed,
            before={name: old[name] for name in changed},
        )
        await work.record(entry)

    async def _told(self, key: TemplateKey) -> None:
        await self.events.publish(Event(kind="settings", id=f"template:{key}"))


async def _version_of(work: UnitOfWork, key: TemplateKey, version: int) -> Template | None:
    if version == 0:
        return DEFAULT_CATALOGUE[key]
    kept = await work.template_versions(key)
    return next((one.template for one in kept if one.version == version), None)


def _facts(preferences: Preferences) -> dict[str, str]:
    return {
        "orange_addresses": ", ".join(map(str, preferences.orange_addresses)),
        "back_office_addresses": ", ".join(map(str, preferences.back_office_addresses)),
        "digest": preferences.digest.value,
        "admission": preferences.admission.value,
        "ask_satisfaction": str(preferences.ask_satisfaction).lower(),
    }
