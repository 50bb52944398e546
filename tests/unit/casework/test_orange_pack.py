"""The pack for Orange: complete, in French, and silent about customers."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain.answering.contract_status import ContractSnapshot
from jarvis_domain.casework.changes import NotAllowed
from jarvis_domain.casework.discretion import MAX_CHARACTERS, discreet
from jarvis_domain.casework.orange_pack import Moment, compose_pack
from jarvis_domain.casework.priority import Priority
from jarvis_domain.understanding.reading import ComplaintType
from support.casework import DAY, LEILA, ONG, changes, opened
from support.talk import NOON, number, pieces

STATUS = ContractSnapshot(
    number=number(),
    etat="En cours",
    sous_etat="BO fixe",
    date_created="02/11/2026 10:30",
    read_at=NOON,
)
LATER = {"by": LEILA, "at": NOON + DAY}


def pack_of(complaint, status=STATUS, name="Hassan B."):
    return compose_pack(complaint, ONG, contractor_name=name, status=status, now=NOON)


def worked():
    complaint = opened(details="dossier bloqué, client au 06 12 34 56 78")
    complaint = complaint.add_note("le chef est fâché", **LATER).complaint
    complaint = complaint.add_contact("مازال بلوكي", priority=Priority.HIGH, **LATER).complaint
    return complaint.escalate(ONG, **LATER).complaint


def test_the_subject_names_ticket_contract_kind_and_priority():
    assert pack_of(worked()).subject == f"[{ONG}] F0000001D : dossier bloqué, priorité haute"


def test_nobody_waits_for_a_contract_that_is_closed():
    closed = msgspec.structs.replace(STATUS, etat="Fermé", sous_etat="")

    assert "Attente" not in pack_of(worked(), closed).text


def test_the_mail_reads_as_a_letter():
    assert pack_of(worked()).text == (
        "Bonjour,\n"
        "\n"
        "Nous vous transmettons le contrat F0000001D pour traitement.\n"
        "\n"
        "Ticket TKTM : ONG-7K3FQ9\n"
        "Contrat : F0000001D\n"
        "Motif : dossier bloqué\n"
        "Priorité : haute\n"
        "Prestataire : Hassan B.\n"
        "Réclamation ouverte le : 22/11/2026 13:00\n"
        "Nombre de contacts : 2\n"
        "Attente (jours) : 20\n"
        "État portail : En cours\n"
        "Sous-état : BO fixe\n"
        "Contrat créé le : 02/11/2026 10:30\n"
        "Portail relevé le : 22/11/2026 13:00\n"
        "\n"
        "Historique :\n"
        "- 22/11/2026 13:00 : Réclamation ouverte\n"
        "  > dossier bloqué, client au [téléphone]\n"
        "- 23/11/2026 13:00 : Relance du prestataire\n"
        "  > مازال بلوكي\n"
        "- 23/11/2026 13:00 : Transmis à Orange (ONG-7K3FQ9)\n"
        "\n"
        "Merci de garder la référence ONG-7K3FQ9 dans l'objet de votre réponse.\n"
        "Merci aussi de nous communiquer votre numéro de ticket.\n"
        "\n"
        "Cordialement,\n"
        "Le back-office TKTM"
    )


def test_the_sheets_hold_the_same_as_values():
    case, history = pack_of(worked()).sheets

    row = dict(zip(case.columns, case.rows[0], strict=True))
    assert (row["Contrat"], row["Nombre de contacts"], row["Attente (jours)"]) == ("F0000001D", 2, 20)
    assert (row["Portail relevé le"], row["Sous-état 2"]) == (Moment(NOON), None)
    assert [line[1] for line in history.rows] == [
        "Réclamation ouverte",
        "Relance du prestataire",
        "Transmis à Orange (ONG-7K3FQ9)",
    ]


def test_what_the_portal_never_showed_is_left_out():
    pack = pack_of(worked(), status=None)

    assert "portail" not in pack.text.lower()


def test_notes_stay_at_home():
    assert "fâché" not in msgspec.json.encode(pack_of(worked())).decode()


def test_a_wrong_phone_is_named_where_the_phone_is_the_problem():
    wrong = opened(kind=ComplaintType.CONTACT_ERRONE, details="le bon numéro : 06 12 34 56 78")

    assert "06 12 34 56 78" in pack_of(wrong).text


@given(st.lists(changes, max_size=10), st.none() | st.just(STATUS), pieces)
def test_any_complaint_has_a_pack_whose_rows_fit_their_columns(tried, status, name):
    complaint = opened()
    for step, (change, args, fields) in enumerate(tried):
        done = getattr(complaint, change)(*args, by=LEILA, at=NOON + timedelta(hours=step), **fields)
        complaint = complaint if isinstance(done, NotAllowed) else done.complaint

    pack = pack_of(complaint, status, name)

    assert "\n" not in pack.subject
    assert all(len(row) == len(sheet.columns) for sheet in pack.sheets for row in sheet.rows)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("appelez 0612345678.", "appelez [téléphone]."),
        ("+212 6-12-34-56-78", "[téléphone]"),
        ("00212612345678", "[téléphone]"),
        ("06\u200e12345678", "[téléphone]"),
        ("٠٦١٢٣٤٥٦٧٨ الزبون", "[téléphone] الزبون"),
        ("+33 6 12 34 56 78", "[téléphone]"),
        ("cin AB123456 ok", "[CIN] ok"),
        ("son CIN : BK 54321", "son [CIN]"),
        ("rib 007 780 0001234567890123 45", "rib [compte]"),
        ("a.b@exemple.ma", "[e-mail]"),
        ("F1234567D le 02/11/2026 à 10:30, de 25000 dh", "F1234567D le 02/11/2026 à 10:30, de 25000 dh"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_identifies_a_customer_is_hidden(text, shown):
    assert discreet(text) == shown


@given(st.text(max_size=300))
def test_no_text_breaks_discretion_and_nothing_invisible_is_left(text):
    assert not set(discreet(text)) & set("\u200b\u200e\u200f\u202e\x00\ufeff")


def test_a_long_text_is_cut():
    assert discreet("é" * 5000) == "é" * MAX_CHARACTERS + "…"
