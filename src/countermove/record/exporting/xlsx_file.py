"""One sheet of an XLSX workbook, written a row at a time; formulas are neutralized as in CSV.

Dates are dates from 1900-03-01 on, and ISO 8601 text before that: Excel knows no earlier ones, and counts a
1900-02-29. Text that XML can't hold has the escapes of ECMA-376, part 1, 22.9.2.19 (``_x0000_``), which spreadsheets
undo themselves.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isfinite
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from countermove.record.exporting.errors import ExportError
from countermove.record.exporting.formulas import neutralized
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.tables import CutCell, Table, Value, Written

_CREATED = datetime(2000, 1, 1)
"""Written into every file, so that the same rows give the same bytes."""
_FIRST_DATE = date(1900, 3, 1)
_LITERAL_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|\\A<(?=r>)")
"""Characters that XML doesn't have, or changes; and what XlsxWriter takes for its own markup of coloured text."""


def write_xlsx(table: Table, stream: BinaryIO, settings: ExportSettings) -> Written:
    """Write all rows, after a header that stays in sight.

    Cells longer than the format allows are cut, and named in the result.

    Raises:
        ExportError: there are more rows than a sheet has.
    """
    with TemporaryDirectory() as folder:  # XlsxWriter would leave its files there when something goes wrong
        return _write(table, stream, settings, folder)


def _write(table: Table, stream: BinaryIO, settings: ExportSettings, folder: str) -> Written:
    from xlsxwriter import Workbook

    written = Written()
    options = {"constant_memory": True, "tmpdir": folder, "default_date_format": "yyyy-mm-dd"}
    workbook = Workbook(stream, options)
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet("countermove", worksheet_class=_sheet_class())
    sheet.freeze_panes(1, 0)
    writer = _Cells(sheet, table.schema.names, settings, written)
    writer.header(workbook.add_format({"bold": True}))
    for row in table.rows():
        written.rows += 1
        if written.rows >= settings.sheet_rows:
            raise too_many_rows(settings)
        writer.row(row)
    workbook.close()
    return written


def too_many_rows(settings: ExportSettings, rows: int | None = None) -> ExportError:
    """The refusal, as one line."""
    found = f"{rows:,} rows" if rows is not None else "the rows"
    return ExportError(
        f"{found} don't fit: an XLSX sheet has {settings.sheet_rows:,} rows, the header among them; "
        "filter, or take parquet or csv"
    )


class _Cells:
    """Writes the cells of one sheet."""

    def __init__(self, sheet: Any, names: list[str], settings: ExportSettings, written: Written) -> None:
        self._sheet, self._names, self._settings, self._written = sheet, names, settings, written

    def header(self, bold: Any) -> None:
        """The names of the columns."""
        for column, name in enumerate(self._names):
            self._sheet.write_string(0, column, neutralized(name), bold)

    def row(self, values: tuple[Value, ...]) -> None:
        """One row, under the last one."""
        for column, value in enumerate(values):
            if value is not None:
                self._cell(column, value)

    def _cell(self, column: int, value: Value) -> None:
        row = self._written.rows
        if isinstance(value, bool):
            self._sheet.write_boolean(row, column, value)
        elif isinstance(value, int | float) and isfinite(value):
            self._sheet.write_number(row, column, _Exact(value) if isinstance(value, float) else value)
        elif isinstance(value, date) and value >= _FIRST_DATE:
            self._sheet.write_datetime(row, column, value)
        else:
            self._text(row, column, str(value))

    def _text(self, row: int, column: int, text: str) -> None:
        safe = neutralized(text)
        if len(safe) * 2 > self._settings.cell_units and _units(safe) > self._settings.cell_units:
            safe = _cut(safe, self._settings.cell_units)
            self._written.cut_cells += 1
            if len(self._written.cut) < self._settings.listed_cells:
                self._written.cut.append(CutCell(row, self._names[column], len(text)))
        self._sheet.write_string(row, column, safe)


class _Exact(float):
    """A float that is written with all its digits: XlsxWriter writes 16, and some numbers need 17."""

    def __format__(self, specification: str) -> str:
        return repr(float(self))


def _sheet_class() -> Any:
    from xlsxwriter.worksheet import Worksheet

    class Sheet(Worksheet):  # type: ignore[misc]
        """A sheet whose text comes back as it was: XlsxWriter's own escapes miss two that share an underscore."""

        @staticmethod
        def _escape_control_characters(data: Any) -> Any:
            return escaped(data) if isinstance(data, str) else data

    return Sheet


def escaped(text: str) -> str:
    """The text as the format holds it, where XML can't hold it as it is."""
    text = _LITERAL_ESCAPE.sub("_x005F_", text)
    return _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _units(text: str) -> int:
    """Length in UTF-16 units, as the format counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def _cut(text: str, units: int) -> str:
    """The beginning of the text, without half a character at its end."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
