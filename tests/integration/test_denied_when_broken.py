"""What decides who is let in is broken: then nobody is."""

import asyncio

import asyncpg
import pytest
from dishka import Provider, Scope, provide
from structlog.testing import capture_logs

from jarvis_domain.desk.staff import Role
from jarvis_domain.ports.messaging import WebhookReader
from support.signing_in import ME, office
from support.webhooks import signed, upsert

BOSS = "boss@tktm.ma"
READS = (
    "/api/complaints",
    "/api/dashboard/messages",
    "/api/users",
    "/api/audit",
    "/api/exports/complaints",
)


def told(dsn, story, *instead):
    async def run():
        async with office(dsn, *instead) as place:
            return await story(place)

    return asyncio.run(run())


async def run_sql(dsn, statement):
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("table", ["sessions", "staff"])
def test_while_sessions_or_roles_cannot_be_read_nobody_sees_or_changes_anything(database, table):
    async def story(place):
        boss = await place.signed_in(BOSS, Role.ADMIN)
        assert (await boss.get("/api/users")).status_code == 200
        await run_sql(database, f'alter table "{table}" rename to "{table}_away"')
        with capture_logs():  # a traceback for each is slow to print
            seen = [await boss.get(path) for path in (ME, *READS)]
            seen.append(await boss.send("POST", "/api/users", {"email": "x@tktm.ma", "role": "admin"}))
        assert {answer.status_code for answer in seen} <= {500, 503}
        assert not any(BOSS in answer.text for answer in seen)
        await run_sql(database, f'alter table "{table}_away" rename to "{table}"')
        emails = [person["email"] for person in (await boss.get("/api/users")).json()]
        assert emails == [BOSS]

    told(database, story)


class LostSecrets(Provider):
    """A reader of webhooks whose secrets cannot be read any more."""

    scope = Scope.APP

    @provide
    def reader(self) -> WebhookReader:
        class Broken:
            def authentic(self, *_):
                raise RuntimeError("the keys of the house are lost")

        return Broken()


def test_while_a_proof_cannot_be_checked_no_webhook_is_believed(database):
    async def story(place):
        raw = upsert("212600111222", "F1234567D", wa_id="3EB0A1", at=1795343624)
        with capture_logs():
            answer = await place.web.post(raw, signed(raw))
        assert answer.status_code == 500
        assert "keys" not in answer.text
        assert await place.web.counts() == {}

    told(database, story, LostSecrets())
