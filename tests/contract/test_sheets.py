"""The contract of spreadsheets: text stays text, long lists stream, only small plain files are read."""

import asyncio
import io
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarvis_adapters.excel.workbooks import ExcelWorkbooks
from jarvis_domain.casework.orange_pack import Moment, Sheet
from jarvis_domain.ports.sheets import Column, SheetUnreadable
from support.sheets import NASTY, corpus, opened, packed, repacked, sheet_of

AT = datetime(2026, 7, 14, 9, 30, tzinfo=UTC)


def streamed(rows, titles=("A",), **more):
    async def story():
        async def given_rows():
            for row in rows:
                yield row

        columns = [title if isinstance(title, Column) else Column(title=title) for title in titles]
        pieces = ExcelWorkbooks().stream("Liste", columns, given_rows(), **more)
        return b"".join([piece async for piece in pieces])

    return asyncio.run(story())


def values(raw):
    return [[cell.value for cell in row] for row in opened(raw).iter_rows()]


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_a_formula_is_written_as_text(text):
    for raw in (
        streamed([(text,)]),
        ExcelWorkbooks().attach([Sheet(title="L", columns=("A",), rows=((text,),))]),
    ):
        cell = opened(raw)["A2"]
        assert (cell.value, cell.data_type) == (text.replace("\r", "\n"), "s")
        assert cell.quotePrefix, "or a person who edits the cell makes a formula of it"


def test_a_phone_is_text_that_can_be_read():
    cell = opened(streamed([("+212600111222",)]))["A2"]

    assert (cell.value, cell.data_type) == ("+212600111222", "s")


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(codec=None)), min_size=1, max_size=5))
def test_no_text_becomes_anything_else_or_breaks_the_file(texts):
    raw = streamed([(text,) for text in texts])

    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert b"<f" not in package.read("xl/worksheets/sheet1.xml").replace(b"<f:", b"")
    assert all(
        cell.data_type in {"s", "n"} for row in opened(raw).iter_rows(min_row=2) for cell in row if cell.value
    )


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    for long in ("é" * 40_000, "🙂" * 20_000):
        value = opened(streamed([(long,)]))["A2"].value
        assert value.endswith("…")
        assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_a_time_is_a_date_by_the_clock_of_casablanca():
    raw = streamed([(Moment(AT), 3, None)], titles=("Quand", "Combien", "Rien"))
    when, count, nothing = opened(raw)[2]

    assert when.is_date
    assert when.value == datetime(2026, 7, 14, 10, 30)  # noqa: DTZ001 Excel keeps no zone
    assert when.number_format == "dd/mm/yyyy hh:mm"
    assert (count.value, count.data_type, nothing.value) == (3, "n", None)


def test_headings_stay_in_sight_and_arabic_reads_from_the_right():
    columns = [Column(title="Texte", width=40, right_to_left=True), Column(title="Tél.")]
    raw = streamed([("فين وصل الملف", "+212600111222")], columns, right_to_left=True)
    sheet = opened(raw)

    assert sheet.freeze_panes == "A2"
    assert sheet.sheet_view.rightToLeft
    assert sheet.column_dimensions["A"].width == 40
    assert sheet["A1"].font.bold
    assert sheet["A2"].alignment.readingOrder == 2
    assert sheet["B2"].alignment.readingOrder == 1
    assert sheet.auto_filter.ref == "A1:B2"


def test_a_list_without_rows_is_a_file_with_headings():
    assert values(streamed([], titles=("A", "B"))) == [["A", "B"]]


def test_a_client_that_goes_away_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    async def story():
        async def rows():
            for number in range(60_000):
                yield (str(number) * 3,)

        pieces = ExcelWorkbooks().stream("L", [Column(title="A")], rows())
        await anext(pieces)
        await pieces.aclose()

    asyncio.run(story())
    assert list(tmp_path.iterdir()) == []


def test_rows_that_fail_half_way_fail_the_file_and_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    async def rows():
        yield ("one",)
        raise ConnectionError("the database went away")

    async def story():
        return [piece async for piece in ExcelWorkbooks().stream("L", [Column(title="A")], rows())]

    with pytest.raises(ConnectionError):
        asyncio.run(story())
    assert list(tmp_path.iterdir()) == []


def test_a_client_that_goes_away_while_the_file_is_written_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    async def story():
        written = asyncio.Event()

        async def rows():
            for number in range(5_000):
                if number == 3_000:
                    written.set()
                    await asyncio.Event().wait()
                yield (str(number),)

        pieces = ExcelWorkbooks().stream("L", [Column(title="A")], rows())
        reading = asyncio.ensure_future(anext(pieces))
        await written.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(story())
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_to_attach_has_every_sheet():
    pack = [
        Sheet(title="Dossier", columns=("Contrat", "Le"), rows=(("F1234567D", Moment(AT)),)),
        Sheet(title="Historique", columns=("Message",), rows=(("=2+2",), ("ligne 1\nligne 2",))),
    ]
    book = openpyxl.load_workbook(io.BytesIO(ExcelWorkbooks().attach(pack)))

    assert book.sheetnames == ["Dossier", "Historique"]
    assert book["Dossier"]["A2"].value == "F1234567D"
    assert [row[0].value for row in book["Historique"].iter_rows(min_row=2)] == ["=2+2", "ligne 1\nligne 2"]


def test_a_workbook_to_attach_does_not_tell_when_it_was_written():
    raw = ExcelWorkbooks().attach([Sheet(title="Dossier", columns=("Le",), rows=((Moment(AT),),))])
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        written = package.read("docProps/core.xml")

    assert written.count(b"1980-01-01T00:00:00Z") == written.count(b"W3CDTF") == 2


# reading


def test_a_list_is_read_as_trimmed_texts_without_its_empty_end():
    raw = packed(
        [["Téléphone", "Nom "], ["0612345678", "  Salma "], [None, None], [612345678, 2.0, None], [None]]
    )

    assert ExcelWorkbooks().read(raw) == (
        ("Téléphone", "Nom"),
        ("0612345678", "Salma"),
        (),
        ("612345678", "2"),
    )


def test_what_was_written_is_read_back():
    raw = streamed([("+212600111222", "سلمى"), ("=1+1", "-x")], titles=("téléphone", "nom"))

    assert ExcelWorkbooks().read(raw) == (
        ("téléphone", "nom"),
        ("+212600111222", "سلمى"),
        ("=1+1", "-x"),
    )


@pytest.mark.parametrize(("name", "raw", "word"), corpus(), ids=lambda value: str(value)[:24])
def test_what_is_no_small_plain_workbook_is_refused_in_french(name, raw, word):
    refused = ExcelWorkbooks().read(raw)

    assert isinstance(refused, SheetUnreadable), name
    assert word in refused.reason


def test_no_more_rows_are_read_than_a_list_of_people_has():
    sheet = sheet_of(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in (1, 900_000))
    refused = ExcelWorkbooks().read(repacked(packed([["a"]]), {"xl/worksheets/sheet1.xml": sheet}))

    assert "plus de 20000 lignes" in refused.reason


def test_a_row_cannot_be_wider_than_a_list():
    sheet = sheet_of(['<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'])

    assert ExcelWorkbooks().read(repacked(packed([["a"]]), {"xl/worksheets/sheet1.xml": sheet})) == (("1",),)


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_a_failure(data):
    good = packed([["téléphone", "nom"], ["0612345678", "Salma"]])
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        name = data.draw(st.sampled_from(sorted(package.namelist())))
        part = bytearray(package.read(name))
    at = data.draw(st.integers(0, len(part) - 1))
    part[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))

    read = ExcelWorkbooks().read(repacked(good, {name: bytes(part)}))
    assert isinstance(read, tuple | SheetUnreadable)
