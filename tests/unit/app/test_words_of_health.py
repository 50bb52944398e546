"""The home page says how each part of JARVIS is, in every language, those added later too."""

import re
from pathlib import Path

import pytest

from support.words import words

SOURCES = Path(__file__).parents[3] / "src"
NAMED = re.compile(r'_?[Pp]art\(\s*(?:name=)?"([^"]+)"')
LOOKED_AT = [*SOURCES.glob("jarvis_app/health*.py"), *SOURCES.glob("jarvis_adapters/lm_studio/*.py")]
PARTS = sorted({name for file in LOOKED_AT for name in NAMED.findall(file.read_text())})


def test_the_parts_are_found_where_they_are_looked_at():
    assert {"database", "worker", "disk", "backups", "language model", "audit log"} <= set(PARTS)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("name", PARTS)
def test_the_dashboard_says_how_each_part_is_in_every_language(name, language):
    say = words(language)
    key = name.split()[-1]
    assert all(say(f"home:health.{key}.{what}") for what in ("name", "ok", "off", "ill", "todo"))
