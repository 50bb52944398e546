"""Contract numbers: found under every disguise, asked for when doubtful, never seen in a decoy."""

import string
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jarvis_domain import ContractNumber, How, find_contracts, scan_contracts

SEVEN = st.text(string.digits, min_size=7, max_size=7)
LETTERS = string.ascii_letters + "éàç'" + "ابتثجحخدرسشصضطعغفقكلمنهوي "
INVISIBLE = [
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u2066",
    "\u2069",
    "\u200b",
    "\ufeff",
    "\u00ad",
]
SEPARATORS = [" ", ".", "-", "/", "_", "\u00a0", "\u202f", "\n", "\u2011", " - "]
SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]
LOOK_ALIKES = {"0": "Oo", "1": "Il|", "5": "Ss", "8": "B", "2": "Zz"}


def numbers(text):
    return [str(found.number) for found in find_contracts(text)]


@st.composite
def disguised(draw):
    """A number and one writing of it: any chain of separators, marks, scripts, case and one look-alike."""
    digits = draw(SEVEN)
    script = draw(st.sampled_from(SCRIPTS))
    places = [script[int(digit)] for digit in digits]
    mimics = [i for i, digit in enumerate(digits[:6]) if digit in LOOK_ALIKES]  # "F123456 bd" is a boulevard
    if mimics and draw(st.booleans()):
        place = draw(st.sampled_from(mimics))
        places[place] = draw(st.sampled_from(LOOK_ALIKES[digits[place]]))
    pieces = [draw(st.sampled_from("Ff")), *places, draw(st.sampled_from("Dd"))]
    gaps = st.sampled_from(["", "", "", *SEPARATORS, *INVISIBLE])
    return f"F{digits}D", "".join(piece + draw(gaps) for piece in pieces[:-1]) + pieces[-1]


@given(disguised())
@example(("F0000000D", "F - O - 000000D"))
@example(("F1034567D", "F 1 - O - 34567D"))
def test_any_disguise_of_a_number_is_found_again(case):
    number, written = case
    assert numbers(written) == [number]


@given(disguised(), st.sampled_from(["salam wach ", "contrat:", "n°", "(", "* ", "و", "العقد ", ""]))
def test_words_and_signs_around_a_number_change_nothing(case, before):
    number, written = case
    assert numbers(f"{before}{written} svp merci 2 fois") == [number]


@given(SEVEN, st.sampled_from(["F{}", "{}D", "f{}", "{}d"]))
def test_one_missing_end_letter_is_corrected(digits, shape):
    (found,) = find_contracts(f"contrat {shape.format(digits)}, merci")
    assert str(found.number) == f"F{digits}D"
    assert found.how is How.CORRECTED


@given(
    st.lists(SEVEN, min_size=1, max_size=5, unique=True),
    st.sampled_from([" et ", " w ", " و ", ", ", " - ", "/", "\n"]),
)
def test_all_numbers_of_a_message_are_found_in_order_each_once(many, joint):
    text = joint.join(f"F{digits}D" for digits in [*many, many[0]])
    assert numbers(text) == [f"F{digits}D" for digits in many]


@given(
    st.text(LETTERS + string.digits.replace("7", ""), max_size=80).filter(lambda t: not set("fFdDف") & set(t))
)
def test_a_text_without_a_frame_never_yields_a_number(text):
    assert numbers(text) == []


@given(st.text(max_size=400))
def test_no_text_whatever_makes_the_reader_fail(text):
    scan = scan_contracts(text)
    assert all(isinstance(found.number, ContractNumber) for found in scan.found)
    assert all(found.seen in text for found in scan.found)
    assert all(piece in text for piece in scan.incomplete)


@pytest.mark.parametrize(
    ("text", "how", "seen"),
    [
        ("F1234567D", How.EXACT, "F1234567D"),
        ("svp f1234567d", How.EXACT, "f1234567d"),
        ("contratF1234567Dmerci", How.EXACT, "F1234567D"),
        ("*F1234567D*", How.EXACT, "F1234567D"),
        ("\u202bF1234567D\u202c", How.EXACT, "F1234567D"),
        ("le F 123 45 67 D svp", How.CORRECTED, "F 123 45 67 D"),
        ("F-1234567-D", How.CORRECTED, "F-1234567-D"),
        ("F١٢٣٤٥٦٧D", How.CORRECTED, "F١٢٣٤٥٦٧D"),
        ("F1Z34567D", How.CORRECTED, "F1Z34567D"),
        ("FI234567D", How.CORRECTED, "FI234567D"),
        ("F|234567D", How.CORRECTED, "F|234567D"),
        ("F-I-2-3-4-5-6-7-D", How.CORRECTED, "F-I-2-3-4-5-6-7-D"),
        ("F123\n4567D", How.CORRECTED, "F123\n4567D"),
        ("F1234567 depuis hier", How.CORRECTED, "F1234567"),
        ("F1234567 bd Zerktouni", How.CORRECTED, "F1234567"),
        ("F1234567 d'accord", How.CORRECTED, "F1234567"),
        ("F1234567 D2D", How.CORRECTED, "F1234567"),
        ("tel F1234567 0612345678", How.CORRECTED, "F1234567"),
        ("depuis 15 jours 1234567D", How.CORRECTED, "1234567D"),
    ],
)
def test_a_found_number_says_how_and_where_it_was_read(text, how, seen):
    (found,) = find_contracts(text)
    assert (str(found.number), found.how, found.seen) == ("F1234567D", how, seen)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("contrat 1234567 svp", "1234567"),
        ("1234567 contrat bloqué", "1234567"),
        ("1234567 349 dh", "1234567"),
        ("0612345678 1234567", "1234567"),
        ("1234567", "1234567"),
        ("12345", "12345"),
        ("F123456D", "F123456D"),
        ("F12345678D", "F12345678D"),
        ("F 123 456 D", "F 123 456 D"),
        ("F123456 svp", "F123456"),
        ("F123456 2 jours", "F123456"),
        ("F123456 bd Zerktouni", "F123456"),
        ("F123456 l dossier", "F123456"),
        ("F12OO567D", "F12OO567D"),
        ("F12A4567D", "F12A4567D"),
        ("contrat n° 12345678", "12345678"),
        ("1234567 d lclient", "1234567 d"),
        ("F1234567-8", "F1234567"),
        ("D1234567F", "D1234567F"),
    ],
)
def test_a_doubtful_number_is_asked_for_and_never_guessed(text, piece):
    scan = scan_contracts(text)
    assert (scan.found, scan.incomplete) == ((), (piece,))


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "tel: +212 6 12 34 56 78",
        "00212612345678",
        "f 0612345678 d lclient",
        "٠٦١٢٣٤٥٦٧٨",
        "CIN F123456",
        "cin: AB123456",
        "carte nationale n° 1234567",
        "RIB 007 780 0001234567890123 45",
        "MA64 0077 8000 0123 4567 8901 2345",
        "1234567 DH",
        "1234567dhs",
        "1.234.567,00 dh",
        "1234567 درهم",
        "le 15/03/2025 à 14h30",
        "f 15/03/2025 d lclient",
        "33.5731104, -7.5898434",
        "ONG-123456",
        "ONG-F12345",
        "CMD-1234567",
        "commande n° 1234567",
        "ticket 1234567",
        "code client 12345678",
        "le client 12345678 attend",
        "https://portail.example/contrat/F1234567D",
        "www.exemple.ma/F1234567D",
        "karim1234567@example.ma",
        "f1234567d@example.ma",
        "a3f1234567d9e0b1",
        "ZTEGC1234567",
        "routeur F680L",
        "F4:8E:92:11:22:33",
        "",
        "bonjour",
    ],
)
def test_what_only_resembles_a_number_is_neither_found_nor_asked(text):
    scan = scan_contracts(text)
    assert (scan.found, scan.incomplete) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F1234567-7654321D", ["F1234567D", "F7654321D"]),
        ("F1234567D/F7654321D", ["F1234567D", "F7654321D"]),
        ("F1234567DF7654321D", ["F1234567D", "F7654321D"]),
        ("F1234567 و F7654321", ["F1234567D", "F7654321D"]),
        ("F1234567D, 7654321D", ["F1234567D", "F7654321D"]),
        ("0612345678 F1234567D 0698765432", ["F1234567D"]),
        ("F1234567 349 dh", ["F1234567D"]),
        ("F1234567 15/03/2025", ["F1234567D"]),
        ("15/03/2025 1234567D", ["F1234567D"]),
        ("06 12 34 56 78 1234567D", ["F1234567D"]),
        ("1234567D w 7654321D", ["F1234567D", "F7654321D"]),
        ("F1234567D:0612345678", ["F1234567D"]),
        ("CIN AB123456 contrat F1234567D tel 0612345678 1500 dh", ["F1234567D"]),
        ("voir https://x.example/F7654321D pour F1234567D", ["F1234567D"]),
    ],
)
def test_numbers_among_other_figures_are_told_apart(text, expected):
    assert numbers(text) == expected


def test_a_bare_repetition_of_a_found_number_is_not_asked_for():
    assert scan_contracts("F1234567D je répète 1234567").incomplete == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "F",
        "F1",
        "F1O",
        "F1234",
        "F12345 ",
        "F1234567 ",
        "F 1 2 3 4 5 6 7 ",
        "1234567D",
        "a@",
        "a.",
        "ONG-",
        "n° ",
        "\u200b",
    ],
)
def test_the_time_grows_no_faster_than_the_text(unit):
    def seconds(size):
        text = (unit * size)[:size]
        return min(_timed(text) for _ in range(5))

    assert seconds(65536) < 30 * max(seconds(8192), 0.0005)


def _timed(text):
    begin = time.process_time()
    scan_contracts(text)
    return time.process_time() - begin
