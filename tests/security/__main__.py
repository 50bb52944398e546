"""`make security`: every attack and audit, then one table; exit code 1 when something failed."""

import argparse
import os
import re
import sys
import time

from rich.console import Console
from rich.table import Table

from security import supply
from security.outcomes import State, failed, ok, run
from support.supply import ROOT

STYLES = {State.OK: "green", State.FAILED: "bold red", State.NOT_RUN: "bold yellow"}
WALLS = """
    tests/architecture/test_attack_rules.py tests/architecture/test_supply.py
    tests/unit/evolution/test_authenticate.py tests/integration/test_on_the_wire.py
    tests/integration/test_webhook.py tests/integration/test_security_walls.py
    tests/integration/test_sign_in.py tests/integration/test_denied_when_broken.py
    tests/unit/app/test_logs.py tests/integration/test_nothing_is_fetched.py
    tests/integration/test_portal_walls.py tests/contract/test_limiter.py
"""
MODEL = "tests/integration/test_hostile_model.py tests/unit/understanding/test_grounding.py"
FILES = (
    "tests/contract/test_sheets.py tests/integration/test_import_api.py tests/integration/test_exports_api.py"
)
PARSERS = """
    tests/unit/understanding tests/unit/evolution
    tests/unit/d2d_portal tests/unit/lm_studio/test_answer.py
    tests/unit/desk/test_contractor_list.py tests/unit/http/test_lists.py
    tests/unit/answering/test_templates.py
"""


def tests(names, **environment):
    """These tests, as `make test` runs them but for what the environment changes."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--timeout=3600",
        *names.split(),
    ]
    code, told, errors = run(command, cwd=ROOT, env=os.environ | environment)
    last = (told.strip().splitlines() or errors.strip().splitlines() or ["nothing was said"])[-1]
    wrong = re.findall(r"^(?:FAILED|ERROR) (\S+)", told, re.MULTILINE)
    if code == 0:
        return ok(last)
    (supply.REPORTS / "failed.txt").write_text(told + errors)
    return failed("; ".join([last, *wrong[:3], "see .security/failed.txt"]))


def parsers(minutes):
    """The readers' properties with other examples each time, until the time is over."""
    until, rounds = time.monotonic() + 60 * minutes, 0
    while True:
        outcome = tests(PARSERS, HYPOTHESIS_PROFILE="night")
        rounds += 1
        if outcome.state is State.FAILED or time.monotonic() > until:
            told = f"{rounds} rounds of 1000 examples a property; {outcome.note}"
            return failed(told) if outcome.state is State.FAILED else ok(told)


def checks(call):
    """Each check: its ids in docs/checks.md, what it is, and how it is done."""
    return [
        ("D35", "vulnerabilities, Python", supply.python_vulnerabilities),
        ("D35", "vulnerabilities, npm", supply.npm_vulnerabilities),
        ("D35", "bill of materials, Python", supply.python_materials),
        ("D35", "bill of materials, npm", supply.npm_materials),
        ("D35", "secrets in tracked files", supply.secrets),
        ("D35", "hashes in the lock", supply.hashes),
        ("D35", "Bandit's rules", supply.rules),
        ("", "licences", supply.licences),
        ("D1-D14 D17 D18 D20 D21 D28-D32", "walls", lambda: tests(WALLS)),
        ("D15", "each route with each role", lambda: tests("tests/integration/test_who_may_call_what.py")),
        ("D22 D23", "hostile texts and models", lambda: tests(MODEL)),
        ("D24 D25", "hostile files", lambda: tests(FILES)),
        ("D37 D38", "retention, export, erasure", lambda: tests("tests/integration/test_personal_data.py")),
        (
            "D19 D27",
            "markup in a browser, canaries",
            lambda: tests("tests/e2e/test_hostile_texts_and_canaries.py"),
        ),
        (
            "D33",
            "API fuzzing",
            lambda: tests("tests/integration/test_api_fuzz.py", FUZZ_EXAMPLES=str(call.examples)),
        ),
        ("D34", "parser fuzzing", lambda: parsers(call.minutes)),
    ]


def main():
    parser = argparse.ArgumentParser(prog="make security")
    parser.add_argument("--minutes", type=float, default=10, help="of parser fuzzing (10)")
    parser.add_argument("--examples", type=int, default=100, help="calls of each route when fuzzing (100)")
    parser.add_argument("--only", default="", help="checks whose name has this word")
    call = parser.parse_args()
    supply.REPORTS.mkdir(exist_ok=True)
    console, table = Console(), Table("check", "what", "state", "took", "note")
    states = []
    for ids, name, check in checks(call):
        if call.only not in name:
            continue
        console.print(f"… {name}")
        began = time.monotonic()
        outcome = check()
        states.append(outcome.state)
        state = f"[{STYLES[outcome.state]}]{outcome.state}[/]"
        console.print(f"  {state}: {outcome.note}")
        table.add_row(ids, name, state, f"{time.monotonic() - began:.0f} s", outcome.note)
    console.print(table)
    missing = states.count(State.NOT_RUN)
    if missing:
        console.print(
            f"[bold yellow]{missing} of {len(states)} checks were NOT RUN: nothing is proved by them.[/]"
        )
    return 1 if State.FAILED in states else 0


if __name__ == "__main__":
    sys.exit(main())
