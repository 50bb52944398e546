"""Pages read without a browser: the answer is right, or nothing is believed."""

import re
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.d2d_portal.read_html import HtmlReader, NotForUs, RawPage, open_page
from jarvis_adapters.d2d_portal.reading import Cell, PageView, SignedOut, parse_contract_page
from jarvis_adapters.simulators.portal.records import STATUSES, contract_of
from jarvis_adapters.simulators.portal.state import Mode
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber
from support.spoilt_pages import contract_html, modes, numbers, other_html, spoilings, spoilt, statuses

PROFILE = load_profile(None)
READER = HtmlReader(PROFILE)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NUMBER = ContractNumber("F1234567D")


def raw(html, *, content_type="text/html; charset=utf-8", charset="utf-8"):
    return RawPage("http://portal/contrat", content_type, html.encode(charset))


def read(html, number=NUMBER, **how):
    try:
        view = READER.view(open_page(raw(html, **how)))
    except NotForUs as why:
        view = PageView(flaw=str(why))
    return parse_contract_page(view, PROFILE, number, NOW)


def truth_of(number, status):
    created = contract_of(number.value, status).date_created
    return ContractSnapshot(
        number=number, date_created=created, read_at=NOW, **msgspec.structs.asdict(status)
    )


@given(numbers, statuses)
def test_a_whole_page_is_read_as_it_stands(number, status):
    assert read(contract_html(number, status), number) == truth_of(number, status)


@pytest.mark.parametrize("stray", ["-->", '"', "&lt;", "<"])
def test_what_is_left_of_markup_in_a_value_is_not_believed(stray):
    html = contract_html(NUMBER, STATUSES[0]).replace(
        "</td></tr><tr><th>Sous-état<", f"{stray}</td></tr><tr><th>Sous-état<"
    )

    assert f"{stray}</td>" in html
    assert isinstance(read(html), CrmPageChanged)


@given(numbers, statuses, modes, spoilings)
def test_a_spoilt_page_is_read_right_or_not_at_all(number, status, mode, changes):
    # That page shows two fields twice: without both of the true rows it is false, and nothing tells.
    assume(mode is not Mode.EXTRA_ROWS or len(changes) == 1)
    answer = read(spoilt(contract_html(number, status, mode), changes), number)
    assume(not isinstance(answer, ContractSnapshot) or not shows_another_field(answer, status))

    assert answer == truth_of(number, status) or not isinstance(answer, ContractSnapshot)


def shows_another_field(answer, status):
    """A value in the place of another, and nothing tells: what is not ours is never taken from the page."""
    contract = contract_of(answer.number.value, status)
    others = {contract.client, contract.phone, "Fibre 100 Mb/s"}
    return not others.isdisjoint({answer.etat, answer.sous_etat, answer.sous_etat_2})


def test_a_new_value_alone_is_believed():
    html = re.sub(r"(<th>État</th><td>)[^<]*", r"\g<1>Suspendu", contract_html(NUMBER, STATUSES[0]))

    assert read(html).etat == "Suspendu"


@given(numbers, st.data(), spoilings)
def test_no_other_page_ever_shows_a_contract(number, data, changes):
    page = data.draw(st.sampled_from(other_html(number)))

    assert not isinstance(read(spoilt(page, changes), number), ContractSnapshot)


@pytest.mark.parametrize(
    ("page", "outcome"),
    [(0, SignedOut), (1, SignedOut), (2, CrmPageChanged), (5, ContractUnknown), (6, CrmUnavailable)],
)
def test_each_other_page_is_what_it_is(page, outcome):
    assert isinstance(read(other_html(NUMBER)[page]), outcome)


@pytest.mark.parametrize("inside", ["template", "noscript", "svg", "iframe", "object"])
def test_a_table_where_browsers_may_not_see_it_is_not_believed(inside):
    page = contract_html(NUMBER, STATUSES[1])
    hidden = page.replace("<table", f"<{inside}><table").replace("</table>", f"</table></{inside}>")

    assert isinstance(read(hidden), CrmPageChanged)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("<td>En cours</td>", "<td>x</td><td>En cours</td>"),
        ("<td>En cours</td>", "<td>En cours</td><td>x</td>"),
        ("<td>En cours</td>", "<b>x</b><td>En cours</td>"),
        ("<td>En cours</td>", "<td>En cours"),
        ("<tr><th>État", "<tr><td>x</td><tr><th>État"),
        ('<table class="fiche">', '<table class="fiche"><div>'),
        ('<table class="fiche">', '<table class="fiche"><table>'),
        ('<table class="fiche">', '<select><table class="fiche">'),
        ("</th><td>En cours", "<th>Sous-état</th><td>En cours"),
    ],
)
def test_a_cell_that_is_not_surely_its_labels_is_right_or_not_believed(written, instead):
    page = contract_html(NUMBER, STATUSES[0])
    answer = read(page.replace(written, instead))

    assert answer == truth_of(NUMBER, STATUSES[0]) or isinstance(answer, CrmPageChanged)


@pytest.mark.parametrize(
    "table", ["<div>{}</div>", "<form>{}</form>", "<table>{}</table>", "<tbody><b>{}</b></tbody>"]
)
def test_tables_that_browsers_mend_are_left_to_them(table):
    page = contract_html(NUMBER, STATUSES[0])
    start, _, rest = page.partition('<table class="fiche">')
    rows, _, end = rest.partition("</table>")

    answer = read(f'{start}<table class="fiche">{table.format(rows)}</table>{end}')

    assert isinstance(answer, CrmPageChanged)


def test_a_page_too_deep_to_be_read_whole_is_not_believed():
    page = contract_html(NUMBER, STATUSES[1]).replace("</main>", "<i>" * 5000 + "</i>" * 5000 + "</main>")

    assert isinstance(read(page), CrmPageChanged)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('TEXT/HTML;charset="ISO-8859-1"', "cp1252"),
        ("text/html", "utf-8"),  # as the page itself says
    ],
)
def test_characters_are_those_the_portal_names(content_type, charset):
    page = contract_html(NUMBER, STATUSES[1]).replace("–", "-")

    assert read(page, content_type=content_type, charset=charset) == truth_of(NUMBER, STATUSES[1])


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-16", "application/json", "text/plain", ""])
def test_what_is_not_html_in_known_characters_is_not_believed(content_type):
    page = contract_html(NUMBER, STATUSES[1])

    assert isinstance(read(page, content_type=content_type), CrmPageChanged)


def test_bytes_that_are_not_the_characters_named_are_not_believed():
    assert isinstance(read(contract_html(NUMBER, STATUSES[1]), charset="cp1252"), CrmPageChanged)


def test_labels_above_their_values_are_read_with_layout_below():
    below = msgspec.structs.replace(PROFILE.contract, layout="below")
    reader = HtmlReader(msgspec.structs.replace(PROFILE, contract=below))
    page = """<table class=fiche><tr><th>N° contrat</th><th>Client</th><th>État</th></tr>
        <tr><td>F1000001D</td><td>BENALI</td><td>Fermé</td></tr></table>"""

    cells = reader.view(open_page(raw(page))).cells

    assert cells == (Cell("N° contrat", "F1000001D"), Cell("Client", None), Cell("État", "Fermé"))


def test_what_the_page_says_about_the_customer_is_not_taken():
    contract = contract_of(NUMBER.value)

    taken = repr(READER.view(open_page(raw(contract_html(NUMBER, contract.status)))))

    assert contract.date_created in taken
    assert contract.client not in taken
    assert contract.phone not in taken
