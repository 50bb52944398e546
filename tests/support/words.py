"""The dashboard's own words, as its locale files have them: tests follow a sentence that was made better."""

import json
import re
from functools import cache
from pathlib import Path

_SOURCES = Path(__file__).parents[2] / "frontend/src"
_PLACES = {"ui": "components", "domain": "domain", "shell": "shell"}


@cache
def _words(namespace, language):
    folder = _PLACES.get(namespace, f"features/{namespace}")
    return json.loads((_SOURCES / folder / "locales" / f"{language}.json").read_text())


def words(language):
    """`say("messages:takeOver")`; what stands in `{{...}}` is given by name."""

    def say(key, **values):
        namespace, path = key.split(":")
        found = _words(namespace, language)
        for part in path.split("."):
            found = found[part]
        return re.sub(r"\{\{(\w+)[^}]*\}\}", lambda hole: str(values[hole[1]]), found)

    return say
