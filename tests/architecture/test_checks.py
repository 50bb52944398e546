"""docs/checks.md: every check is there once, and every test it names exists."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs/checks.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^- \*\*([A-E]\d+)\*\* (.*?)(?=^- \*\*|^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`([\w/]+\.py)?(?:::(test_\w+))?`")
HOW_MANY = {"A": 18, "B": 27, "C": 10, "D": 39, "E": 7}


def named_tests():
    for check, row in ROWS:
        file = ""
        for path, name in NAMED.findall(row):
            if path or name:
                file = path or file
                yield check, file, name


def test_every_check_has_one_row_and_says_how_it_stands():
    wanted = [f"{letter}{n}" for letter, last in HOW_MANY.items() for n in range(1, last + 1)]
    assert [check for check, _ in ROWS] == wanted
    states = [re.findall(r"\*(Proved|Partly|Not run)\*", row) for _, row in ROWS]
    assert all(len(state) == 1 for state in states)
    told = re.search(r"Of (\d+): (\d+) proved, (\d+) partly, (\d+) not run", PAGE)
    counted = [sum(state == [kind] for state in states) for kind in ("Proved", "Partly", "Not run")]
    assert [int(number) for number in told.groups()] == [len(ROWS), *counted]


def test_every_test_that_is_named_exists():
    missing = set()
    for check, file, name in named_tests():
        path = TESTS / file
        if not path.is_file() or (name and f"def {name}(" not in path.read_text(encoding="utf-8")):
            missing.add((check, file, name))
    assert missing == set()


def test_what_counts_as_proved_names_its_test():
    proved = {check for check, row in ROWS if "*Proved*" in row}
    assert proved - {check for check, _, _ in named_tests()} == set()
