"""What the framework finds wrong with a value, said in French beside the field it is about."""

import re
from collections.abc import Mapping
from typing import Any

_ROOT = "data"
_INSIDE = re.compile(r"Object (?:missing required|contains unknown) field `([^`]+)`")
_SENTENCES = [
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"Object missing required field", "Ce champ est obligatoire."),
        (r"Object contains unknown field", "Ce champ n'est pas connu ici."),
        (r"Expected `str` of length >= 1\b", "Écrivez ce texte."),
        (r"Expected `str` of length >= ([0-9]+)", r"\1 caractères au moins."),
        (r"Expected `str` of length <= ([0-9]+)", r"\1 caractères au plus."),
        (r"Expected `array` of length <= ([0-9]+)", r"\1 valeurs au plus."),
        (r"Expected `(?:int|float)` >= ([0-9.]+)", r"\1 au moins."),
        (r"Expected `(?:int|float)` <= ([0-9.]+)", r"\1 au plus."),
        (r"Invalid enum value", "Cette valeur n'est pas dans la liste."),
        (r"Expected `[^`]+`, got", "Cette valeur n'est pas du bon type."),
    )
]
_OTHERWISE = "Cette valeur ne convient pas."


def in_french(fault: Mapping[str, Any]) -> Mapping[str, Any]:
    """`key` is the field itself, within another after a dot; `detail` the framework's own words.

    What our own checks say has its field and its French sentence already: only the framework names a source.
    """
    if "source" not in fault:
        return fault
    said = str(fault.get("message", ""))
    return {
        **fault,
        "key": _field(str(fault.get("key", _ROOT)), said),
        "message": _told(said),
        "detail": said,
    }


def _field(key: str, said: str) -> str:
    found = _INSIDE.match(said)
    if found is None:
        return key
    return found[1] if key == _ROOT else f"{key}.{found[1]}"


def _told(said: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.match(said):
            return found.expand(sentence)
    return _OTHERWISE
