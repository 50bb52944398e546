"""Workbooks good and bad: opened, packed by hand, and a corpus of what must be refused."""

import io
import zipfile

import openpyxl

NASTY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1",
    '"=1+1"',
    "'=1+1",
    "#N/A",
    "#REF!",
    "=",
    "|calc",
    "%0A=1",
)
_HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHEET = "xl/worksheets/sheet1.xml"


def opened(raw):
    return openpyxl.load_workbook(io.BytesIO(raw)).active


def packed(rows):
    """A workbook as a spreadsheet program would send it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet_of(rows):
    return f"{_HEAD}<sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


def repacked(raw, changed):
    """The same package with these parts replaced or added; None takes one out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()} | changed
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return file.getvalue()


def _understated(raw):
    """A part that unpacks to far more than the file says."""
    bomb = repacked(raw, {SHEET: sheet_of([" " * 30_000_000])})
    # The size stands in the local header and in the directory, as four bytes each.
    return bomb.replace((30_000_000 + len(sheet_of([]))).to_bytes(4, "little"), (900).to_bytes(4, "little"))


def corpus():
    """What must be refused: a name, the bytes, and a word of the reason."""
    good = packed([["téléphone", "nom"], ["0612345678", "Salma"]])
    types = zipfile.ZipFile(io.BytesIO(good)).read("[Content_Types].xml")
    macro_types = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet", b"ms-excel.sheet.macroEnabled"
    )
    entity = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    laughs = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    sheet = sheet_of(['<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'])
    return [
        ("nothing", b"", "classeur"),
        ("a text", "téléphone;nom\n0612345678;Salma".encode(), "classeur"),
        ("an old workbook", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "classeur"),
        ("another package", repacked(good, {"[Content_Types].xml": None}), "classeur"),
        ("cut short", good[: len(good) // 2], "classeur"),
        ("a bomb", repacked(good, {SHEET: sheet_of([" " * 60_000_000])}), "trop grand"),
        ("a dense part", repacked(good, {SHEET: sheet_of([" " * 20_000_000])}), "trop grand"),
        ("an understated bomb", _understated(good), ""),
        ("too many parts", repacked(good, {f"xl/x{n}.xml": b"<a/>" for n in range(300)}), "trop grand"),
        ("too large", good + bytes(6 * 2**20), "trop grand"),
        ("macros", repacked(good, {"xl/vbaProject.bin": b"x"}), "macros"),
        ("a renamed macro file", repacked(good, {"[Content_Types].xml": macro_types}), "macros"),
        ("links", repacked(good, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "liaisons"),
        ("climbing", repacked(good, {"../../evil.xml": b"<a/>"}), "tableur"),
        ("climbing on Windows", repacked(good, {"..\\evil.xml": b"<a/>"}), "tableur"),
        ("absolute", repacked(good, {"/etc/evil.xml": b"<a/>"}), "tableur"),
        ("an entity", repacked(good, {SHEET: entity + sheet[21:]}), "tableur"),
        ("many laughs", repacked(good, {"xl/workbook.xml": laughs + b"<w>&b;</w>"}), "tableur"),
        ("no XML", repacked(good, {SHEET: b"\x00\x01 not xml"}), "classeur"),
        ("a formula", packed([["téléphone"], ['=HYPERLINK("http://x.example","a")']]), "formule"),
    ]
