"""The CSS selectors of a profile where there is no browser to understand them: as XPath."""

import re

_TEST = r"""\#[\w-]+ | \.[\w-]+ | \[\s*[\w-]+\s*(?:[~^$*]?=\s*(?:"[^"'\]]*"|'[^"'\]]*'|[\w-]+)\s*)?\]"""
_TESTS = re.compile(_TEST, re.VERBOSE)
_PART = re.compile(
    rf"(?P<sign>\s*[>,]\s*|\s+|^)(?P<name>\*|[A-Za-z][\w-]*)?(?P<tests>(?:{_TEST})*)", re.VERBOSE
)
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:([~^$*]?=)\s*[\"']?(.*?)[\"']?\s*)?\]")
_SIGNS = {"": "//", ">": "/", ",": " | //"}
_SMALL = "translate({0}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_HOW = {
    "=": "{0} = '{1}'",
    "^=": "starts-with({0}, '{1}')",
    "*=": "contains({0}, '{1}')",
    "~=": "contains(concat(' ', normalize-space({0}), ' '), ' {1} ')",
    "$=": "substring({0}, string-length({0}) - string-length('{1}') + 1) = '{1}'",
}


class SelectorNotKnown(ValueError):
    """A selector that means more than is understood here; the text says what is."""


def as_xpath(selector: str) -> str:
    """An XPath that finds what the selector finds; raises SelectorNotKnown.

    Understood are names, `#id`, `.class` and `[attribute]` with a value or without, side by side or parted
    by a blank, `>` or a comma.
    """
    text, place, path = selector.strip(), 0, ""
    while place < len(text) or not path:
        part = _PART.match(text, place)
        if part is None or not (part["name"] or part["tests"]) or (part["sign"] and not path):
            raise SelectorNotKnown(
                f"{selector!r}: only names, #id, .class, [attribute=value], blanks, > and , are understood"
            )
        tests = "".join(f"[{_condition(test)}]" for test in _TESTS.findall(part["tests"]))
        path += _SIGNS[part["sign"].strip()] + (part["name"] or "*").lower() + tests
        place = part.end()
    return path


def _condition(test: str) -> str:
    if test.startswith("#"):
        return f"@id = '{test[1:]}'"
    if test.startswith("."):
        return _HOW["~="].format("@class", test[1:])
    key, how, value = _ATTRIBUTE.findall(test)[0]
    held = f"@{key.lower()}"
    if held == "@type":  # the one such attribute a profile asks for whose case HTML does not mind
        held, value = _SMALL.format(held), value.lower()
    return _HOW[how].format(held, value) if how else held
