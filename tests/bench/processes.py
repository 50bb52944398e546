"""`python -m bench.processes webhook|answers|worker`: JARVIS's own process with what a measurement needs beside it."""

import argparse
from collections.abc import AsyncIterator
from contextlib import ExitStack

import asyncpg
from dishka import Provider, Scope, provide
from dishka.integrations.litestar import FromDishka, inject
from litestar import Request, post

from jarvis_adapters.memory.clock import SystemClock
from jarvis_adapters.memory.language_model import MemoryLanguageModel
from jarvis_adapters.postgres.connections import STATEMENTS_AT_ONCE
from jarvis_app.container import Dsn
from jarvis_app.logs import configure_logs
from jarvis_app.processes import bind, database, run_in_loop, serve
from jarvis_app.settings import load_settings
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.ports.crm import Crm
from jarvis_domain.ports.language_model import LanguageModel
from jarvis_domain.understanding.reading import ModelProposal

_TABLE = "create table if not exists bench_rows (id bigserial primary key, body text not null)"


class BarePool(Provider):
    """A pool of the bare route's own, as large as the store's."""

    scope = Scope.APP

    @provide
    async def pool(self, dsn: Dsn) -> AsyncIterator[asyncpg.Pool]:
        async with asyncpg.create_pool(dsn, min_size=STATEMENTS_AT_ONCE, max_size=STATEMENTS_AT_ONCE) as pool:
            await pool.execute(_TABLE)
            yield pool


@post("/api/webhook/bare-insert", status_code=200)
@inject
async def bare_insert(request: Request, pool: FromDishka[asyncpg.Pool]) -> dict[str, str]:
    """What one row costs in the same server: read the body, insert it, answer."""
    body = await request.body()
    await pool.execute("insert into bench_rows (body) values ($1)", body.decode())
    return {"outcome": "stored"}


class AtOnce(Provider):
    """A portal and a model that answer without delay: what is left is our own."""

    scope = Scope.APP

    @provide(override=True)
    def crm(self) -> Crm:
        return InstantPortal()

    @provide(override=True)
    def model(self) -> LanguageModel:
        return MemoryLanguageModel(lambda _: ModelProposal())


class InstantPortal(Crm):
    async def look_up(self, number):
        now = SystemClock().now()
        return ContractSnapshot(number=number, etat="En cours", sous_etat="BO fixe", read_at=now)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["webhook", "answers", "worker"])
    parser.add_argument("--port", type=int)
    call = parser.parse_args()
    settings = load_settings()
    configure_logs(settings)
    webhook = call.what == "webhook"
    with ExitStack() as open_:
        listening = None if call.what == "worker" else open_.enter_context(bind("127.0.0.1", call.port))
        run_in_loop(
            serve(
                settings,
                open_.enter_context(database(settings)),
                listening=listening,
                worker=not webhook,
                extra=[bare_insert] if webhook else [],
                instead=[BarePool()] if webhook else [AtOnce()],
            )
        )


if __name__ == "__main__":
    main()
