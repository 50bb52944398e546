"""Selectors of a profile as XPath: what they find, and which take a browser."""

import pytest
from lxml import html

from jarvis_adapters.d2d_portal.css import SelectorNotKnown, as_xpath

PAGE = html.document_fromstring("""<html><body id=top><div class="fiche wide"><p class=one id=a>
<b id=b class=one data-x="two words">x</b></p></div><p id=c>y<input id=d TYPE=Password name=mot></p></body>
</html>""")


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("p", "ac"),
        ("P.one", "a"),
        (".one", "ab"),
        ("#c", "c"),
        ("div.fiche p", "a"),
        ("div.fiche.wide > p > b", "b"),
        ("div > b", ""),
        ("body > p", "c"),
        ("b, #c , input", "bcd"),
        ("[name]", "d"),
        ("input[type=password]", "d"),
        ("b[data-x='two words']", "b"),
        ('b[data-x~="words"]', "b"),
        ("[data-x^=two]", "b"),
        ("[data-x$='words']", "b"),
        ("[data-x*='o w']", "b"),
        ("[data-x=two]", ""),
        ("* > .one", "ab"),
    ],
)
def test_a_selector_finds_what_it_finds_in_a_browser(selector, found):
    assert "".join(element.get("id") for element in PAGE.xpath(as_xpath(selector))) == found


@pytest.mark.parametrize("selector", ["", "a:hover", "a + b", "> a", "a >", "a,", "[x]a", "a[x", "a[x='\"']"])
def test_a_selector_that_means_more_is_refused_by_name(selector):
    with pytest.raises(SelectorNotKnown, match="understood"):
        as_xpath(selector)
