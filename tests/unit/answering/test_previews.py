"""What the back office sees of a template before it is sent."""

from datetime import UTC, datetime, timedelta

import pytest

from jarvis_domain.answering.catalogue import DEFAULT_CATALOGUE
from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.answering.previews import preview
from jarvis_domain.answering.templates import TEMPLATE_VARIABLES, Template, TemplateKey
from jarvis_domain.understanding.contracts import ContractNumber

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
REAL = ContractSnapshot(
    number=ContractNumber("F7654321D"),
    etat="En cours",
    sous_etat="BO fixe",
    date_created="01/10/2026",
    read_at=NOW - timedelta(hours=3),
)


def naming_everything(key):
    """A template that uses every variable its key allows."""
    known = TEMPLATE_VARIABLES[key]
    names = " ".join(f"{{{name}}}" for name in sorted(known.required | known.optional))
    return Template(key=key, fr=f"Essai {names}", ar=f"تجربة {names}")


@pytest.mark.parametrize("key", TemplateKey)
def test_every_variable_a_template_may_name_has_a_value_when_it_is_sent(key):
    reply = preview(naming_everything(key), DEFAULT_CATALOGUE, NOW)

    assert "Essai" in reply.fr
    assert "تجربة" in reply.ar
    assert "{" not in reply.text


@pytest.mark.parametrize("key", TemplateKey)
def test_a_preview_takes_the_number_of_a_real_contract(key):
    reply = preview(naming_everything(key), DEFAULT_CATALOGUE, NOW, status=REAL)

    assert "Essai" in reply.fr
    named = {"numero", "numeros"} & (TEMPLATE_VARIABLES[key].required | TEMPLATE_VARIABLES[key].optional)
    assert ("F7654321D" in reply.fr) == bool(named) or key is TemplateKey.CORRECTION


def test_a_status_that_another_template_answers_lends_its_dates_only():
    template = naming_everything(TemplateKey.FERME)
    reply = preview(template, DEFAULT_CATALOGUE, NOW, status=REAL)

    assert "Fermé" in reply.fr
    assert "BO fixe" not in reply.fr
    assert "01/10/2026" in reply.fr
    assert "relevé à 10:00" in reply.fr
