"""The example notebooks run from the first cell to the last, and are stored without outputs."""

import ast
import re
import shutil
import warnings
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="notebooks are validated by the package nbformat")

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
NOTEBOOKS = sorted((EXAMPLES / "notebooks").glob("*.ipynb"))


def code_cells(path):
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def run_cell(source, names, label):
    """Run a cell as Jupyter does; returns what it would show of the last expression, None where there is none."""
    tree = ast.parse(source, label)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, label, "exec"), names)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), label, "eval"), names)
    if value is None:
        return None
    shown = [getattr(value, name)() for name in ("_repr_html_", "_repr_svg_") if hasattr(value, name)]
    return (shown or [repr(value)])[0]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs a notebook in a copy of the examples; returns what its cells show and print."""
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))

    def run(name):
        monkeypatch.chdir(tmp_path / "examples" / "notebooks")
        before = sorted(tmp_path.rglob("*"))
        names = {"__name__": "__main__"}
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            cells = enumerate(code_cells(EXAMPLES / "notebooks" / name), 1)
            shown = [run_cell(source, names, f"{name}, code cell {number}") for number, source in cells]
        assert sorted(tmp_path.rglob("*")) == before
        return [one for one in shown if one], capsys.readouterr().out

    return run


def test_read_an_article(run):
    shown, printed = run("read-an-article.ipynb")
    assert shown[0].count("<mark") > 20 and "SANCTION" in shown[1]
    assert "Norway → SANCTION “suspended”" in printed and "(Foreign Ministry)" in printed
    assert "NATO" in shown[2] and shown[3] == "True"


def test_from_articles_to_a_record(run):
    shown, printed = run("from-articles-to-a-record.ipynb")
    assert "added=10" in shown[0] and shown[1] == "10"
    assert "corroborated" in shown[2] and "Russia" in shown[3]
    assert shown[4].startswith("<svg") and "COERCE" in shown[4]
    assert "independent origins: 3" in printed and "event_id" in printed


def test_board_and_forecast(run):
    shown, printed = run("board-and-forecast.ipynb")
    assert "Norway: material_conflict “suspended”, days later: 3" in printed
    assert "'answered'" in shown[1] and "'reported'" in shown[1] and "malformed=0" in shown[2]
    assert len(re.findall(r"within +\d+ days: +\d+%", printed)) == 12 and "constant rate" in printed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_valid_and_stored_without_outputs(path):
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert text == nbformat.writes(notebook) + "\n"
    for cell in notebook.cells:
        assert not cell.metadata
        assert cell.cell_type == "markdown" or (not cell.outputs and cell.execution_count is None)


def test_every_notebook_is_listed():
    for page in (EXAMPLES / "README.md", ROOT / "docs" / "notebooks.md"):
        text = page.read_text(encoding="utf-8")
        assert all(path.name in text for path in NOTEBOOKS)
    assert len(NOTEBOOKS) == 3
