"""The notebooks: stored bare, run from top to bottom, and showing what they promise."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.program import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PROMISED = {
    "1_from_page_to_series": ("text/html", 'class="entity"'),
    "2_one_province_through_time": ("image/png", ""),
    "3_two_provinces_side_by_side": ("image/png", ""),
}
LARGEST_BYTES = 12_000


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def test_there_are_three_stories() -> None:
    assert [path.stem for path in NOTEBOOKS] == sorted(PROMISED)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_small_and_without_outputs(path: Path) -> None:
    assert path.stat().st_size < LARGEST_BYTES
    nbformat.validate(read(path))
    for cell in read(path).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.notebook
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_what_it_promises(path: Path) -> None:
    notebook = read(path)
    where = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=where).execute()
    kind, content = PROMISED[path.stem]
    shown = (out.get("data", {}) for cell in notebook.cells for out in cell.get("outputs", []))
    assert any(kind in data and content in data[kind] for data in shown)
