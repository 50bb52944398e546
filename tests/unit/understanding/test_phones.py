"""Phones and WhatsApp addresses: every writing of one phone is one value."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarvis_domain import Lid, PhoneNumber, parse_address, parse_phone
from jarvis_domain.errors import InvalidPhone
from jarvis_domain.understanding.phones import jid_of, mask

LOCAL = st.tuples(st.sampled_from("567"), st.text(string.digits, min_size=8, max_size=8)).map("".join)
PREFIX = st.sampled_from(["0", "+212", "00212", "212", "+212 ", "+212 (0)", "00 212 "])
BETWEEN = st.sampled_from(["", "", " ", ".", "-", "/", "\u00a0", "\u200e"])


@given(LOCAL, PREFIX, st.data())
def test_every_moroccan_writing_of_a_phone_is_the_same_phone(local, prefix, data):
    written = prefix + "".join(digit + data.draw(BETWEEN) for digit in local)
    assert parse_phone(written) == PhoneNumber(f"+212{local}")


@given(LOCAL)
def test_an_address_survives_the_way_to_whatsapp_and_back(local):
    phone = parse_phone(f"0{local}")
    assert parse_address(jid_of(phone)) == phone


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("212612345678@s.whatsapp.net", PhoneNumber("+212612345678")),
        ("212612345678:12@s.whatsapp.net", PhoneNumber("+212612345678")),
        ("33612345678@s.whatsapp.net", PhoneNumber("+33612345678")),
        ("+33 6 12 34 56 78", PhoneNumber("+33612345678")),
        ("0033612345678", PhoneNumber("+33612345678")),
        ("33612345678", PhoneNumber("+33612345678")),
        ("0612345678", PhoneNumber("+212612345678")),
        ("٠٦١٢٣٤٥٦٧٨", PhoneNumber("+212612345678")),
        ("190120240360480@lid", Lid("190120240360480@lid")),
        ("190120240360480:3@lid", Lid("190120240360480@lid")),
    ],
)
def test_an_address_is_a_phone_or_a_lid(written, expected):
    assert parse_address(written) == expected


def test_a_lid_is_sent_to_as_it_is():
    assert jid_of(Lid("190120240360480@lid")) == "190120240360480@lid"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "bonjour",
        "061234567",
        "06123456789",
        "0912345678",
        "+212312345678",
        "120363000000000000@g.us",
        "status@broadcast",
        "abc@lid",
    ],
)
def test_anything_else_is_refused(written):
    with pytest.raises(InvalidPhone):
        parse_address(written)


def test_a_refusal_never_shows_the_whole_number():
    with pytest.raises(InvalidPhone) as refusal:
        parse_phone("06123456789")
    assert "06123456789" not in str(refusal.value)


@given(LOCAL)
def test_a_masked_phone_hides_its_middle(local):
    assert local[1:6] not in mask(f"+212{local}")
