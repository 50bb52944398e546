"""Pages of the portal, right and spoilt: the answer is right, or nothing is believed."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jarvis_adapters.d2d_portal.profile import load_profile
from jarvis_adapters.d2d_portal.reading import Cell, PageView, SignedOut, parse_contract_page
from jarvis_adapters.simulators.portal.records import STATUSES, UNKNOWN_LABEL, contract_of
from jarvis_domain.answering.contract_status import ContractSnapshot, ContractUnknown
from jarvis_domain.ports.crm import CrmPageChanged, CrmUnavailable
from jarvis_domain.understanding.contracts import ContractNumber

PROFILE = load_profile(None)
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NUMBER = ContractNumber("F1234567D")

numbers = st.integers(1_000_000, 9_999_999).map(lambda digits: ContractNumber(f"F{digits}D"))
statuses = st.sampled_from([*STATUSES, UNKNOWN_LABEL])


def cells_of(number, status):
    contract = contract_of(number.value, status)
    shown = {
        "N° contrat": contract.number,
        "Client": None,
        "État": status.etat,
        "Sous-état": status.sous_etat or "–",
        "Sous-état 2": status.sous_etat_2 or "–",
        "Date de création": contract.date_created,
    }
    return [Cell(label, value) for label, value in shown.items()]


def truth_of(number, status):
    created = contract_of(number.value, status).date_created
    return ContractSnapshot(
        number=number, date_created=created, read_at=NOW, **msgspec.structs.asdict(status)
    )


def parse(cells=(), number=NUMBER, profile=PROFILE, **view):
    return parse_contract_page(PageView(cells=tuple(cells), **view), profile, number, NOW)


def with_value(cells, place, value):
    return [*cells[:place], Cell(cells[place].label, value), *cells[place + 1 :]]


def drop(cells, one, _other):
    return cells[:one] + cells[one + 1 :]


# The sign for nothing is not multiplied: in the place of a value it makes a page that may well be true.
def double(cells, one, other):
    return cells if cells[one].value == "–" else [*cells[:other], cells[one], *cells[other:]]


def swap_values(cells, one, other):
    swapped = with_value(cells, one, cells[other].value)
    return with_value(swapped, other, cells[one].value)


def swap_rows(cells, one, other):
    cells = list(cells)
    cells[one], cells[other] = cells[other], cells[one]
    return cells


def copy_value(cells, one, other):
    return cells if cells[one].value == "–" else with_value(cells, other, cells[one].value)


def blank(cells, one, _other):
    return with_value(cells, one, "")


def lose(cells, one, _other):
    return with_value(cells, one, None)


def rename(cells, one, _other):
    return [*cells[:one], Cell("Situation", cells[one].value), *cells[one + 1 :]]


MUTATIONS = [drop, double, swap_values, swap_rows, copy_value, blank, lose, rename]


@given(numbers, statuses)
def test_a_whole_page_is_read_as_it_stands(number, status):
    assert parse(cells_of(number, status), number) == truth_of(number, status)


@given(
    numbers,
    statuses,
    st.lists(
        st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4
    ),
)
@example(NUMBER, UNKNOWN_LABEL, [(swap_values, 3, 4)])
@example(NUMBER, STATUSES[1], [(swap_values, 2, 3)])
def test_a_spoilt_page_is_read_right_or_not_at_all(number, status, spoilings):
    cells = cells_of(number, status)
    for spoil, one, other in spoilings:
        places = max(len(cells), 1)
        cells = spoil(cells, one % places, other % places) if cells else cells

    answer = parse(cells, number)

    assert answer == truth_of(number, status) or isinstance(answer, CrmPageChanged)


@given(numbers, numbers, statuses)
def test_another_contracts_page_is_never_believed(asked, shown, status):
    answer = parse(cells_of(shown, status), asked)

    assert isinstance(answer, CrmPageChanged) == (asked != shown)


@pytest.mark.parametrize("spelling", ["ETAT", "  état : ", "Status", "État  du\u00a0contrat"])
def test_labels_are_known_in_every_spelling(spelling):
    cells = cells_of(NUMBER, STATUSES[0])
    cells[2] = Cell(spelling, "En cours")

    assert parse(cells) == truth_of(NUMBER, STATUSES[0])


def test_an_unknown_status_is_kept_raw():
    cells = with_value(cells_of(NUMBER, STATUSES[1]), 2, "Suspendu  (litige)")

    assert parse(cells).etat == "Suspendu (litige)"


@pytest.mark.parametrize("etat", ["12/01/2026 10:00", "0612345678", "F1234567D", "a@b.ma", "x" * 61])
def test_a_status_that_looks_like_something_else_is_not_believed(etat):
    assert isinstance(parse(with_value(cells_of(NUMBER, STATUSES[1]), 2, etat)), CrmPageChanged)


def test_a_message_that_names_the_number_means_not_found():
    said = ("Aucun contrat trouvé pour le numéro F1234567D.",)

    assert parse(not_found=said) == ContractUnknown(number=NUMBER)


@pytest.mark.parametrize("said", ["Aucun contrat trouvé.", "Aucun contrat trouvé pour F7654321D."])
def test_not_found_for_no_number_or_another_is_not_believed(said):
    assert isinstance(parse(not_found=(said,)), CrmPageChanged)


def test_a_page_that_is_both_found_and_not_found_is_not_believed():
    said = ("Aucun contrat trouvé pour le numéro F1234567D.",)

    assert isinstance(parse(cells_of(NUMBER, STATUSES[0]), not_found=said), CrmPageChanged)


def test_maintenance_is_unavailable_and_a_mere_announcement_of_it_is_not():
    said = ("Maintenance prévue ce soir à 22 h",)

    assert isinstance(parse(maintenance=said), CrmUnavailable)
    assert parse(cells_of(NUMBER, STATUSES[0]), maintenance=said) == truth_of(NUMBER, STATUSES[0])


def test_a_sign_in_page_is_never_not_found():
    said = ("Aucun contrat trouvé pour le numéro F1234567D.",)

    assert parse(signed_out=True, not_found=said) == SignedOut()


def test_a_page_without_anything_known_is_a_changed_page():
    assert isinstance(parse(), CrmPageChanged)


def test_a_page_of_many_megabytes_is_unavailable():
    assert isinstance(parse(cells_of(NUMBER, STATUSES[0]), size=50_000_000), CrmUnavailable)


def test_a_selector_that_cannot_be_used_is_a_changed_page():
    assert parse(flaw="a selector") == CrmPageChanged(detail="a selector")
