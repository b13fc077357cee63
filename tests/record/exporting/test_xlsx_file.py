"""XLSX, read back by openpyxl."""

import io
import re
import tempfile
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils.escape import unescape

from countermove.record.exporting.errors import ExportError
from countermove.record.exporting.formulas import restored
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.xlsx_file import write_xlsx
from tests.record.exporting.values import ROWS, SCHEMA, day, long_table, table


def write(rows, **limits):
    stream = io.BytesIO()
    source = table(rows) if rows and isinstance(rows[0], tuple) else long_table(rows)
    return stream, write_xlsx(source, stream, ExportSettings(**limits))


def cells(stream):
    sheet = openpyxl.load_workbook(stream).active
    return [list(row) for row in sheet.iter_rows()]


def value(cell):
    """What was written: openpyxl leaves the format's own escapes as they are."""
    if isinstance(cell.value, datetime):
        return cell.value.date()
    return restored(unescape(cell.value)) if isinstance(cell.value, str) else cell.value


def row(found):
    name, words, whole, number, first, truth = map(value, found)
    return name, words, whole, number, day(first) if isinstance(first, str) else first, truth


@settings(deadline=None, max_examples=60)
@given(ROWS.filter(bool))
def test_everything_comes_back(rows):
    header, *found = cells(write(rows)[0])
    assert [value(cell) for cell in header] == SCHEMA.names
    # A sheet has no rows at its end that hold nothing.
    missing = [(None,) * len(SCHEMA)] * (len(rows) - len(found))
    assert [row(one) for one in found] + missing == rows


@settings(deadline=None, max_examples=60)
@given(ROWS.filter(bool))
def test_no_cell_is_a_formula(rows):
    for line in cells(write(rows)[0]):
        for cell in line:
            assert cell.data_type != "f"
            assert not isinstance(cell.value, str) or not re.match("[=+@＝＋－＠-]", cell.value)


def test_the_same_rows_give_the_same_bytes():
    rows = [("a", "b", 1, 0.1, date(2024, 2, 29), True)]
    assert write(rows)[0].getvalue() == write(rows)[0].getvalue()


def test_dates_that_excel_does_not_know_are_text():
    rows = [(None, None, None, None, when, None) for when in (date(1815, 6, 18), date(1900, 2, 28), date(1900, 3, 1))]
    found = [line[4].value for line in cells(write(rows)[0])[1:]]
    assert found == ["1815-06-18", "1900-02-28", datetime(1900, 3, 1)]


def test_a_long_cell_is_cut_and_named():
    long = "word " * 8000
    stream, written = write(["short", long, "x" * 32_767, long])
    assert written.cut_cells == 2
    assert [(cell.row, cell.column, cell.characters) for cell in written.cut] == [
        (2, "words", 40_000),
        (4, "words", 40_000),
    ]
    assert [len(line[0].value) for line in cells(stream)[1:]] == [5, 32_767, 32_767, 32_767]


def test_length_counts_as_the_format_does_and_no_character_is_halved():
    stream, written = write(["a" + "😀" * 16_383, "😀" * 16_384])
    assert [cell.row for cell in written.cut] == [2]
    assert [line[0].value for line in cells(stream)[1:]] == ["a" + "😀" * 16_383, "😀" * 16_383]


def test_all_cut_cells_are_counted_and_the_first_named():
    written = write(["word " * 9] * 5, cell_units=20, listed_cells=3)[1]
    assert (written.cut_cells, [cell.row for cell in written.cut]) == (5, [1, 2, 3])


def test_more_rows_than_a_sheet_has_are_refused(capfd, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    write(["a"] * 9, sheet_rows=10)
    with pytest.raises(ExportError, match="an XLSX sheet has 10 rows"):
        write(["a"] * 10, sheet_rows=10)
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


def test_text_that_looks_like_markup_is_text():
    hostile = "<r><t>red</t></r><c><f>1+1</f></c></r>"
    stream, _ = write([hostile])
    assert b"<f>" not in zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml")
    assert value(cells(stream)[1][0]) == hostile
