"""Takes from a page's HTML what read_page.js takes in the browser, or says why only a browser can."""

import re
from typing import Any

import msgspec
from cssselect import HTMLTranslator
from lxml import etree, html

from jarvis_adapters.d2d_portal.profile import PortalProfile, fold
from jarvis_adapters.d2d_portal.reading import Cell, PageView

Element = Any
"""An element of lxml, which has no types."""

_CSS = HTMLTranslator()
_MOST_LABELS, _MOST_SAID = 300, 20
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*"?([\w-]+)""", re.IGNORECASE)
_LATIN = dict.fromkeys(("", "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"), "cp1252")
_CODECS = {
    **_LATIN,
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1256": "cp1256",
    "iso-8859-15": "iso-8859-15",
}

# A browser puts these elsewhere than they are written, or leaves them out: who reads whom is then unsure.
_ODD_TABLES = etree.XPath(
    """boolean(//*[self::td or self::th][not(parent::tr)]
    | //tr[not(parent::table or parent::thead or parent::tbody or parent::tfoot)]
    | //*[self::thead or self::tbody or self::tfoot][not(parent::table)]
    | //tr/*[not(self::td or self::th or self::script or self::style or self::template)]
    | //*[self::thead or self::tbody or self::tfoot]/*[not(self::tr or self::script or self::style)]
    | //table/*[not(self::caption or self::colgroup or self::col or self::thead or self::tbody or self::tfoot
      or self::tr or self::script or self::style)]
    | //select//*[not(self::option or self::optgroup)])"""
)
_UNSEEN = etree.XPath(
    """boolean(ancestor::*[self::template or self::noscript or self::svg or self::math or self::iframe
    or self::noembed or self::noframes or self::object or self::select or self::xmp])"""
)
_TEXT = etree.XPath("string()")
_ROWS = etree.XPath("tr | thead/tr | tbody/tr | tfoot/tr")


class NotForUs(Exception):
    """Why this page is for a browser."""


class RawPage(msgspec.Struct, frozen=True):
    """A page as it came, read to its end."""

    address: str
    content_type: str
    body: bytes


class HtmlPage(msgspec.Struct, frozen=True):
    """A page and its tree."""

    address: str
    size: int
    root: Element


def open_page(raw: RawPage) -> HtmlPage:
    """The page as a tree; raises NotForUs for anything a browser might build another tree of."""
    if raw.content_type.partition(";")[0].strip().lower() != "text/html":
        raise NotForUs(f"not HTML but {raw.content_type[:60]!r}")
    text = _decoded(raw.body, raw.content_type)
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.LxmlError as error:
        raise NotForUs(f"no tree: {str(error)[:120]}") from error
    if root is None or len(parser.error_log):
        raise NotForUs("the page is written with faults that browsers mend in their own way")
    if _ODD_TABLES(root):
        raise NotForUs("the page has tables that browsers mend in their own way")
    return HtmlPage(raw.address, len(raw.body), root)


def _decoded(body: bytes, content_type: str) -> str:
    named = _HEADER.search(content_type)
    meta = _META.search(body[:1024])
    name = named[1] if named else meta[1].decode() if meta else ""
    codec = "utf-8" if body.startswith(b"\xef\xbb\xbf") else _CODECS.get(name.lower())
    if codec is None or b"\0" in body:
        raise NotForUs(f"characters that are not known here: {name[:40]!r}")
    try:
        return body.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise NotForUs(f"characters that are not {codec}") from error


def selecting(selector: str) -> etree.XPath:
    """What a selector of a profile finds below an element; raises cssselect's SelectorError."""
    return etree.XPath(_CSS.css_to_xpath(selector))


class HtmlReader:
    """One profile's way to read pages; raises cssselect's SelectorError if that takes a browser."""

    def __init__(self, profile: PortalProfile) -> None:
        self._below = profile.contract.layout == "below"
        self._wanted = frozenset(profile.contract.fields.by_label())
        self._label = selecting(profile.contract.label)
        self._value = selecting(profile.contract.value)
        self._password = selecting(profile.sign_in.password)
        self._proof = selecting(profile.sign_in.proof)
        self._not_found = selecting(profile.not_found.selector)
        self._maintenance = selecting(profile.maintenance.selector)

    def view(self, page: HtmlPage) -> PageView:
        """What stands on the page; raises NotForUs. `refused` stays empty: only a browser signs in."""
        return PageView(
            address=page.address,
            size=page.size,
            signed_out=bool(_seen(self._password, page)),
            signed_in=bool(_seen(self._proof, page)),
            cells=self._cells(page),
            not_found=_said(self._not_found, page),
            maintenance=_said(self._maintenance, page),
        )

    def _cells(self, page: HtmlPage) -> tuple[Cell, ...]:
        labels = _seen(self._label, page)
        if len(labels) > _MOST_LABELS:
            raise NotForUs(f"{len(labels)} labels on the page")
        values = set(self._value(page.root)) if labels else set()
        return tuple(self._cell(label, values) for label in labels)

    def _cell(self, label: Element, values: set[Element]) -> Cell:
        text = str(_TEXT(label))[:200]
        if fold(text) not in self._wanted:
            return Cell(text, None)
        value = _below(label, values) if self._below else _beside(label, values)
        return Cell(text, None if value is None else str(_TEXT(value))[:500])


def _seen(path: Any, page: HtmlPage) -> list[Element]:
    """The elements; raises NotForUs if one stands where a browser may not see it."""
    found: list[Element] = path(page.root)
    if any(_UNSEEN(element) for element in found):
        raise NotForUs("something known stands where browsers differ on whether it is there")
    return found


def _said(path: Any, page: HtmlPage) -> tuple[str, ...]:
    return tuple(str(_TEXT(element))[:500] for element in _seen(path, page)[:_MOST_SAID])


def _beside(label: Element, values: set[Element]) -> Element | None:
    value = next(label.itersiblings(tag=etree.Element), None)
    if value is None or value not in values:
        return None
    return None if next(value.itersiblings(tag=etree.Element), None) in values else value


def _below(label: Element, values: set[Element]) -> Element | None:
    row = label.getparent()
    table = next(label.iterancestors("table"), None)
    if label.tag not in {"td", "th"} or table is None:
        raise NotForUs("a label above its value stands in no cell")
    others = [other for other in _ROWS(table) if other is not row]
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(others) != 1:
        return None
    below = [cell for cell in others[0] if cell.tag in {"td", "th"}]
    value = below[cells.index(label)] if len(below) == len(cells) else None
    return value if value in values else None
