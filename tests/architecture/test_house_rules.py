"""The rules of the house that no linter knows."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
MAX_LINES = 400
FORBIDDEN_NAMES = {"utils", "base", "common", "helpers", "misc"}


def modules_of(package: str) -> list[Path]:
    return [path for path in SOURCES if package in path.parts]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add((node.module or "").split(".")[0])
    return names


def test_the_domain_imports_the_standard_library_and_msgspec_only():
    allowed = sys.stdlib_module_names | {"msgspec", "jarvis_domain"}
    strangers = {str(path): imported_by(path) - allowed for path in modules_of("jarvis_domain")}

    assert {path: names for path, names in strangers.items() if names} == {}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_module_opens_with_one_sentence(path):
    docstring = ast.get_docstring(tree_of(path))

    assert docstring, f"{path} has no docstring"
    assert docstring.splitlines()[0].rstrip().endswith((".", ":")), f"{path}: one sentence, then the rest"


def test_no_file_is_longer_than_a_reader_can_hold():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in SOURCES}

    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []


def test_no_handler_swallows_every_exception():
    silent = []
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler) and (node.type is None or _names_exception(node.type)):
                only_pass = all(isinstance(line, ast.Pass) for line in node.body)
                if node.type is None or only_pass:
                    silent.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert silent == []


def _names_exception(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"Exception", "BaseException"}


def test_digests_and_secrets_are_never_compared_with_equals():
    """A comparison that ends early tells an attacker how far he is right."""
    telling = []
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
                names = {
                    n.attr if isinstance(n, ast.Attribute) else getattr(n, "id", "") for n in ast.walk(node)
                }
                if names & {"hexdigest", "digest", "signature", "compare_digest"}:
                    telling.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert telling == []


PORT_SUITES = {
    "language_model": "test_language_model",
    "crm": "test_crm",
    "messaging": "test_messaging",
    "persistence": "test_persistence",
    "desk": "test_desk",
    "cases": "test_cases test_cases_notices",
    "contractors": "test_contractors",
    "mail": "test_mail",
    "views": "test_views",
    "sheets": "test_sheets",
    "runtime": "test_cache test_limiter test_events test_worker",
}


@pytest.mark.parametrize("port", sorted(PORT_SUITES))
def test_every_port_that_is_served_has_a_contract_suite(port):
    assert (ROOT / "src/jarvis_domain/ports" / f"{port}.py").exists()
    for suite in PORT_SUITES[port].split():
        assert (ROOT / "tests/contract" / f"{suite}.py").exists(), f"{port} has no tests/contract/{suite}.py"


def test_injected_handlers_are_decorated_in_the_order_that_works():
    """`@inject` forgotten or above the route makes Litestar ask the caller for our own parts."""
    wrong = []
    for path in modules_of("http"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.AsyncFunctionDef) and "FromDishka" in ast.unparse(node.args):
                decorators = [ast.unparse(d).split("(")[0] for d in node.decorator_list]
                if not decorators or decorators[-1] != "inject":
                    wrong.append(f"{path.name}:{node.name}")

    assert wrong == []
