"""What an attacker would look for in the source: guessable comparisons, SQL put together, doors left open."""

import ast
import asyncio
import os
import re
from pathlib import Path

import pytest

from jarvis_adapters.d2d_portal.browser import launch

ROOT = Path(__file__).parents[2]
SOURCES = [path for path in sorted((ROOT / "src").rglob("*.py")) if "simulators" not in path.parts]
"""The simulators stand for services of others, on loopback."""

PROOFS = re.compile(r"digest|signature|hmac|secret|password|(^|_)(token|nonce)(_hash)?$")
"""Names of what somebody shows to be let in."""

RUNS_SQL = {"text", "execute", "executemany", "fetch", "fetchrow", "fetchval", "exec_driver_sql"}
IDENTIFIERS = {
    "seed.py": "tables and indexes out of the schema itself",
    "grants.py": "a role, quoted by the server",
    "embedded.py": "a constant of the module",
}
"""Where a name stands in a statement that no parameter can stand for, and where the name comes from."""


def tree_of(source):
    return ast.parse(source if isinstance(source, str) else source.read_text())


def compared_proofs(source):
    """Lines on which a proof is compared in a way that takes longer the nearer one is."""
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.Compare) and any(_tells(op) for op in node.ops):
            sides = (node.left, *node.comparators)
            if any(PROOFS.search(_name(side)) for side in sides) and not any(map(_is_plain, sides)):
                yield node.lineno


def _tells(op):
    return isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn)


def _name(node):
    while isinstance(node, ast.Call | ast.Await | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_plain(node):
    """A literal; or a column (`table.c.name`), which the database compares by its index."""
    return isinstance(node, ast.Constant) or (
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "c"
    )


def built_statements(source):
    """Lines on which a statement is put together and run."""
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in RUNS_SQL:
            first = node.args[0]
            joined = isinstance(first, ast.JoinedStr | ast.BinOp)
            if joined or (isinstance(first, ast.Call) and _name(first.func) in {"format", "join", "replace"}):
                yield node.lineno


def keywords_of(source, *names):
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.keyword) and node.arg in names:
            yield node.arg, ast.unparse(node.value)


def found_in_the_source(look):
    found = {path: list(look(path)) for path in SOURCES}
    return {path.name for path, lines in found.items() if lines}


def test_proofs_are_compared_in_constant_time_and_in_no_other_way():
    assert found_in_the_source(compared_proofs) == set()


@pytest.mark.parametrize(
    "careless",
    [
        "signature == offered",
        "told.token_hash != digest_of(token)",
        "hmac.new(key, raw).hexdigest() == told",
        "headers['x'] in self.secrets",
        "secret == given",
    ],
)
def test_the_look_at_comparisons_sees_careless_ones(careless):
    assert list(compared_proofs(careless)) == [1]


def test_no_statement_is_put_together_but_for_names_that_cannot_be_bound():
    assert found_in_the_source(built_statements) == set(IDENTIFIERS)


@pytest.mark.parametrize(
    "careless",
    ["sa.text(f'select {x}')", "link.execute('select ' + x)", "link.fetch('select {}'.format(x))"],
)
def test_the_look_at_statements_sees_careless_ones(careless):
    assert list(built_statements(careless)) == [1]


def test_no_client_follows_a_redirect_or_leaves_certificates_unchecked():
    doors = {
        (path.name, *told)
        for path in SOURCES
        for told in keywords_of(path, "follow_redirects", "verify", "check_hostname")
        if told[1] != "False" or told[0] != "follow_redirects"
    }
    assert doors == set()


class Started(Exception):
    """What Playwright was asked to start."""


class Recorder:
    """Stands where Playwright does, and starts nothing."""

    @property
    def chromium(self):
        return self

    async def launch(self, **options):
        raise Started(options)


@pytest.mark.parametrize(("uid", "sandboxed"), [(1000, True), (0, False)])
def test_the_browser_is_started_in_its_sandbox_and_may_reach_the_portal_alone(monkeypatch, uid, sandboxed):
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    with pytest.raises(Started) as started:
        asyncio.run(launch(Recorder(), "/bin/true", {"portal.example"}))
    (options,) = started.value.args

    assert options["chromium_sandbox"] is sandboxed
    assert "--host-resolver-rules=MAP * ~NOTFOUND,EXCLUDE portal.example" in options["args"]
    assert not any(
        "no-sandbox" in argument or "disable-web-security" in argument for argument in options["args"]
    )


def test_every_test_the_threats_name_is_there():
    named = set(re.findall(r"`(test_\w+\.py)|[`:](test_\w+)(?:…)?`", (ROOT / "docs/threats.md").read_text()))
    files = {path.name: path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}
    everything = "\n".join(files.values())

    assert len(named) > 20
    assert [file for file, _ in named if file and file not in files] == []
    assert [name for _, name in named if name and f"def {name}" not in everything] == []
