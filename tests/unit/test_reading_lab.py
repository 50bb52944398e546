"""The reading lab runs as it is printed, and its page can be measured anew."""

import re
from pathlib import Path

import nbformat

from support.notebooks import executed
from support.reading_tables import MODELS, PAGE, main

LAB = Path(__file__).parents[2] / "docs" / "notebooks" / "reading_lab.ipynb"


def shown(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[output.get("text") or output.get("data") for output in cell.outputs] for cell in cells]


def test_the_lab_runs_from_top_to_bottom_and_shows_scores_reasons_and_differences():
    stored, run = shown(nbformat.read(LAB, as_version=4)), shown(executed(LAB))

    assert [bool(outputs) for outputs in run] == [bool(outputs) for outputs in stored]
    printed = str(run)
    assert "numbers and ask flag both right" in printed
    assert "confidence" in printed
    assert "put right" in printed
    assert "['F1234567D'], True, False" in printed


def test_the_page_of_reading_can_be_measured_anew_and_holds_every_set(tmp_path):
    page = tmp_path / "reading.md"
    page.write_text(re.sub(r"(?m)^\| (?:dev|good) .*\n", "", PAGE.read_text()))
    main(page)

    measured = page.read_text()
    assert all(f"| {name} | intent |" in measured for name in ("dev", "second"))
    assert all(f"\n| {model} | +0 -0 | +0 -0 |" in measured for model in MODELS)  # numbers are never touched
