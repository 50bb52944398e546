"""The tour of the domain runs as it is printed."""

import ast
import sys
from pathlib import Path

import nbformat

from support.notebooks import executed

TOUR = Path(__file__).parents[2] / "docs" / "notebooks" / "domain_tour.ipynb"


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_tour_runs_from_top_to_bottom_and_shows_what_is_stored_in_it():
    stored = code_cells(nbformat.read(TOUR, as_version=4))
    run = code_cells(executed(TOUR))

    shows = [bool(cell.outputs) for cell in run]
    assert shows == [bool(cell.outputs) for cell in stored]
    assert sum(shows) >= 6


def test_the_tour_needs_the_domain_alone():
    source = "\n".join(cell.source for cell in code_cells(nbformat.read(TOUR, as_version=4)))
    nodes = list(ast.walk(ast.parse(source)))
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}

    assert {module.split(".")[0] for module in modules} <= {"jarvis_domain", *sys.stdlib_module_names}
