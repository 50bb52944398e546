"""A search form of the portal, filled in and sent as a browser would, tokens it carries included."""

from urllib.parse import urlencode, urljoin

from lxml import etree

from jarvis_adapters.d2d_portal.fetching import Asking
from jarvis_adapters.d2d_portal.read_html import Element, HtmlPage, NotForUs, selecting
from jarvis_domain.understanding.contracts import ContractNumber


class SearchForm:
    """The search page's form, by the selectors of its field and button; raises SelectorError."""

    def __init__(self, field: str, submit: str) -> None:
        self._field = selecting(field)
        self._submit = selecting(submit)

    def asking(self, page: HtmlPage, number: ContractNumber) -> Asking:
        """The request for `number`; raises NotForUs where only a browser knows what would be sent."""
        field, button = _one(self._field, page), _one(self._submit, page)
        form = next(field.iterancestors("form"), None)
        if form is None or form not in button.iterancestors("form"):
            raise NotForUs("the search field and its button are not in one form")
        _only_plain(page, form, field, button)
        field.value = number.value
        fields = list(form.form_values())
        if name := button.get("name"):
            fields.append((name, button.get("value", "")))
        address = urljoin(page.address, (form.get("action") or page.address).strip())
        if form.get("method", "get").strip().lower() == "post":
            return Asking("POST", address, urlencode(fields).encode())
        return Asking("GET", f"{address.partition('#')[0].partition('?')[0]}?{urlencode(fields)}")


def _one(path: etree.XPath, page: HtmlPage) -> Element:
    found = path(page.root)
    if len(found) != 1:
        raise NotForUs(f"the search page has {len(found)} places for what stands there once")
    return found[0]


def _only_plain(page: HtmlPage, form: Element, *parts: Element) -> None:
    elsewhere = [name for part in parts for name in ("form", "formaction", "formmethod") if part.get(name)]
    odd = form.get("enctype", "application/x-www-form-urlencoded") != "application/x-www-form-urlencoded"
    if elsewhere or odd or page.root.find(".//base") is not None:
        raise NotForUs("the search form is sent in a way that takes a browser")
