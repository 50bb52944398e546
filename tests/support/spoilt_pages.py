"""The portal's pages as HTML, and ways to spoil them: cells dropped, swapped, doubled; tags lost, strayed."""

import re

from hypothesis import strategies as st

from jarvis_adapters.simulators.portal import pages
from jarvis_adapters.simulators.portal.records import STATUSES, UNKNOWN_LABEL, contract_of
from jarvis_adapters.simulators.portal.state import Faults, Mode
from jarvis_domain.understanding.contracts import ContractNumber

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_CELL = re.compile(r"<t([hd])>[^<]*</t\1>")
_ROW = re.compile(r"<tr>.*?</tr>")
# No "&": one more in a value may well be true.
_STRAYS = (
    *("<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<tbody>", "<td>x</td>"),
    *("<tr><th>État</th><td>Fermé</td></tr>", "<!--", "-->", "<script>", "</script>", "<style>", "<svg>"),
    *("<template>", "</template>", "<noscript>", "</noscript>", "<textarea>", "</textarea>", "<select>"),
    *(
        "<option>",
        "<iframe>",
        "<title>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<form>",
        "</form>",
        "<b>",
        "</b>",
    ),
    *(
        "<a>",
        "<br>",
        "<button>",
        "&lt;",
        "<",
        '"',
        "<input type=PASSWORD>",
        "<p class=alerte>maintenance",
    ),
    *(
        "<plaintext>",
        "<math>",
        "<frameset>",
        "<caption>",
        "<col>",
        "<thead>",
        "<li>",
        "<dd>",
        "<h1>",
        "</body>",
    ),
)

numbers = st.integers(1_000_001, 9_999_999).map(lambda digits: ContractNumber(f"F{digits}D"))
statuses = st.sampled_from([*STATUSES, UNKNOWN_LABEL])
modes = st.sampled_from(
    [Mode.NORMAL, Mode.COLUMNS_SWAPPED, Mode.LABELS_RENAMED, Mode.WRONG_CONTRACT, Mode.EXTRA_ROWS]
)


def contract_html(number, status, mode=Mode.NORMAL):
    """The page the simulator shows of a contract."""
    return pages.contract_page(contract_of(number.value, status), Faults(mode=mode))


def other_html(number):
    """Every page of the simulator that shows no contract."""
    quiet = Faults()
    return (
        pages.sign_in_page("token", quiet, "Votre session a expiré."),
        pages.sign_in_page("token", Faults(mode=Mode.LOGIN_LOOP)),
        pages.home_page(quiet),
        pages.search_page(quiet),
        pages.careful_search_page("token", quiet),
        pages.not_found_page(number.value, quiet),
        pages.maintenance_page(quiet),
    )


def _swapped(parts, one, other):
    parts[one], parts[other] = parts[other], parts[one]


def _dropped(parts, one, _other):
    parts[one] = ""


# The sign for nothing is not multiplied: in the place of a value it makes a page that may well be true.
def _doubled(parts, one, other):
    parts[other] += "" if "–" in parts[one] else parts[one]


def _in_place_of(parts, one, other):
    parts[other] = parts[other] if "–" in parts[one] else parts[one]


_CHANGES = st.sampled_from([_swapped, _dropped, _doubled, _in_place_of])


def _changed(html, pattern, change, one, other):
    """The page with one change to the parts the pattern finds."""
    places = list(pattern.finditer(html))
    if not places:
        return html
    parts = [place[0] for place in places]
    change(parts, one % len(parts), other % len(parts))
    for place, part in zip(reversed(places), reversed(parts), strict=True):
        html = html[: place.start()] + part + html[place.end() :]
    return html


def _strayed(html, stray, where):
    tokens = _TOKEN.findall(html)
    tokens.insert(where % (len(tokens) + 1), stray)
    return "".join(tokens)


_places = st.integers(0, 200)
_cells = st.builds(
    lambda *how: lambda html: _changed(html, *how), st.sampled_from([_CELL, _ROW]), _CHANGES, _places, _places
)
_tags = st.builds(
    lambda *how: lambda html: _changed(html, re.compile(r"<[^>]*>"), *how), _CHANGES, _places, _places
)
_strays = st.builds(lambda *how: lambda html: _strayed(html, *how), st.sampled_from(_STRAYS), _places)
spoilings = st.lists(_cells | _tags | _strays, min_size=1, max_size=4)


def spoilt(html, changes):
    for change in changes:
        html = change(html)
    return html
