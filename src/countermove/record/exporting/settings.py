"""Every limit and default of an export, by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """Settings of one export."""

    batch_rows: int = 10_000
    """Rows in memory at a time; in Parquet also the rows of a row group, at most."""
    batch_events: int = 500
    """Events whose articles are in memory at a time, for the formats that are made from readings."""
    sheet_rows: int = 1_048_576
    """Rows of an XLSX sheet, the header among them: a limit of the format."""
    cell_units: int = 32_767
    """Length of an XLSX cell in UTF-16 units: a limit of the format."""
    listed_cells: int = 1000
    """Cells that are named one by one in the manifest when they were cut; all are counted."""
