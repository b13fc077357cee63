"""Cells of a row by the names of its header, however the header is spelt and the row is padded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from countermove.intake.event_data.rows import RowError

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def column_name(cell: str) -> str:
    """A name as it is compared: lower case, other characters as one underscore, no quotes or byte order mark."""
    return _NOT_WORD.sub("_", cell.casefold()).strip("_")


def column_names(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of a header; empty cells after the last name (excess tabs) are left out."""
    names = [column_name(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


class Columns:
    """Where the cells that are needed stand.

    Args:
        header: names, as :func:`column_names` gives them.
        wanted: each cell that is asked for, by the names it may have, the newest first.
        spare: a column that some headers name though their rows don't have it.

    Raises:
        RowError: the header lacks a column that is needed.
    """

    def __init__(self, header: Sequence[str], wanted: Sequence[tuple[str, ...]], spare: str | None = None) -> None:
        self._width = len(header)
        self._places = _places(header, wanted)
        self._spare = header.index(spare) if spare is not None and spare in header else None

    def cells(self, fields: list[str]) -> list[str]:
        """The cells that are wanted, in that order, without the quotes around them; "" where there is no such column.

        Raises:
            RowError: the row has too many or too few cells. Empty ones at its end are forgiven.
        """
        width, spare = self._width, None
        excess = len(fields) - width
        if excess:
            if excess == -1 and self._spare is not None:
                spare = self._spare
            elif excess < 0 or any(cell.strip() for cell in fields[width:]):
                raise RowError(f"the row hasn't {width} cells", str(len(fields)))
        return [_unquoted(fields, place, spare) for place in self._places]


def _unquoted(fields: list[str], place: int, spare: int | None) -> str:
    if place < 0 or place == spare:
        return ""
    cell = fields[place if spare is None or place < spare else place - 1].strip()
    return cell[1:-1].strip() if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell


def _places(header: Sequence[str], wanted: Sequence[tuple[str, ...]]) -> list[int]:
    places = []
    for names in wanted:
        needed = names[-1] != ""
        found = next((header.index(name) for name in names if name in header), -1)
        if found < 0 and needed:
            raise RowError("the header lacks a column", names[0])
        places.append(found)
    return places
