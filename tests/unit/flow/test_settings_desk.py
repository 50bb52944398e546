"""Templates are published and rolled back, preferences set, each with its audit row."""

import asyncio

from msgspec.structs import replace

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.desk.preferences import Digest
from jarvis_domain.desk.staff import Role
from jarvis_domain.flow.outcomes import Missing
from jarvis_domain.flow.settings_desk import PreferencesOutdated
from support.back_office import ORANGE, BackOffice

AIDE = DEFAULT_CATALOGUE[TemplateKey.AIDE]
OURS, WORSE = replace(AIDE, fr="Bonjour !"), replace(AIDE, fr="Salut !")


async def sent_now(office):
    async with office.store.begin() as work:
        return (await work.catalogue())[TemplateKey.AIDE]


def test_a_template_is_published_and_rolled_back_as_a_new_version():
    async def story():
        office = BackOffice()
        admin = await office.colleague("admin", Role.ADMIN)
        assert await office.settings.publish(OURS, version=0, who=admin) == 1
        assert await office.settings.publish(WORSE, version=1, who=admin) == 2
        stale = await office.settings.publish(OURS, version=1, who=admin)
        assert stale.current.template == WORSE
        assert await office.settings.roll_back(TemplateKey.AIDE, 1, version=2, who=admin) == 3
        assert await sent_now(office) == OURS
        assert await office.settings.roll_back(TemplateKey.AIDE, 0, version=3, who=admin) == 4
        assert await sent_now(office) == AIDE
        assert await office.settings.roll_back(TemplateKey.AIDE, 9, version=4, who=admin) == Missing()

        rows = await office.audit("template:aide")
        assert [row.changes["fr"] for row in rows] == [OURS.fr, WORSE.fr, OURS.fr, AIDE.fr]
        assert [row.before["fr"] for row in rows] == [AIDE.fr, OURS.fr, WORSE.fr, OURS.fr]
        assert {(row.action, row.ip) for row in rows} == {("template_changed", "192.0.2.7")}
        assert office.heard.of("settings") == ["template:aide"] * 4

    asyncio.run(story())


def test_preferences_are_set_by_who_saw_the_last_ones():
    async def story():
        office = BackOffice()
        admin = await office.colleague("admin", Role.ADMIN)
        async with office.store.begin() as work:
            seen = await work.desk.preferences()
        wanted = replace(seen, orange_addresses=ORANGE, digest=Digest.DAILY)
        kept = await office.settings.set(wanted, who=admin)
        again = await office.settings.set(replace(seen, digest=Digest.OFF), who=admin)

        assert (kept.version, kept.digest) == (1, Digest.DAILY)
        assert again == PreferencesOutdated(current=kept)
        (entry,) = await office.audit("preferences")
        addresses = ", ".join(map(str, ORANGE))
        assert entry.changes == {"orange_addresses": addresses, "digest": "daily"}
        assert entry.before == {"orange_addresses": "", "digest": "at_once"}

    asyncio.run(story())
