"""Event data in chunks: the acts, the malformed rows, and how far in the file they reach, to go on there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, Protocol

from countermove.intake.csv_rows import BadRow as BadCsvRow
from countermove.intake.csv_rows import Row as CsvRow
from countermove.intake.csv_rows import guess_delimiter, numbered_lines
from countermove.intake.csv_rows import read_rows as read_csv_rows
from countermove.intake.event_data.acled import AcledRows
from countermove.intake.event_data.columns import column_name, column_names
from countermove.intake.event_data.detect import Format
from countermove.intake.event_data.gdelt import GdeltRows
from countermove.intake.event_data.gdelt_blocks import GdeltBlocks
from countermove.intake.event_data.icews import IcewsRows
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.polecat import PolecatRows
from countermove.intake.event_data.rows import BadRow, HistoryRow, RowError
from countermove.intake.event_data.streams import Source, open_source
from countermove.intake.event_data.tables import table_of
from countermove.intake.event_data.values import decoded
from countermove.intake.problem import InputError
from countermove.ontology.history_codes import HistoryCodes

if TYPE_CHECKING:
    import pyarrow

_GDELT_HEADER = "globaleventid"
_NUL = "\0"
_CSV_ROWS = 500


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """How far a file was read: lines, and (where rows are lines) bytes of what it unpacks to."""

    line: int = 0
    offset: int = 0


@dataclass(slots=True)
class Chunk:
    """Rows that are stored together, and where the file stands after them. ``rows`` counts them, malformed ones too."""

    reached: Position
    rows: int = 0
    tables: list[pyarrow.Table] = field(default_factory=list)
    malformed: list[BadRow] = field(default_factory=list)


class Rows(Protocol):
    """What reads the rows of one format."""

    def acts(self, line: int, fields: list[str]) -> list[HistoryRow]:
        """The acts of a row; RowError if it is malformed."""
        ...


_HEADED: dict[str, Callable[[tuple[str, ...], HistoryCodes, HistoryLimits], Rows]] = {
    "icews": IcewsRows,
    "polecat": PolecatRows,
    "acled": AcledRows,
}


Line = tuple[int, list[str] | RowError]
"""The number of a line, and its cells or what is wrong."""


def read_chunks(
    source: Source, form: Format, codes: HistoryCodes, limits: HistoryLimits, start: Position
) -> Iterator[Chunk]:
    """Yield what stands after ``start``, in order; the last chunk may be empty.

    Raises:
        InputError: the packing is broken, the file grows beyond a limit, or its header lacks a column; what stands
            before was yielded.
    """
    chunk = Chunk(start)
    begun = start.offset
    try:
        with open_source(source, limits) as stream:
            blocks = _csv_blocks if form == "acled" else _tab_blocks
            for block in blocks(stream, form, codes, limits, start):
                _join(chunk, block)
                if chunk.rows >= limits.chunk_rows or chunk.reached.offset - begun >= limits.chunk_bytes:
                    yield chunk
                    chunk, begun = Chunk(chunk.reached), chunk.reached.offset
    except InputError:
        yield chunk
        raise
    yield chunk


def _join(chunk: Chunk, block: Chunk) -> None:
    chunk.reached = block.reached
    chunk.rows += block.rows
    chunk.tables += block.tables
    chunk.malformed += block.malformed


def _read(rows: Rows, lines: Iterable[Line], reached: Position) -> Chunk:
    """Row by row."""
    chunk = Chunk(reached)
    acts: list[HistoryRow] = []
    for line, cells in lines:
        chunk.rows += 1
        try:
            if isinstance(cells, RowError):
                raise cells
            acts += rows.acts(line, cells)
        except RowError as error:
            chunk.malformed.append(BadRow(line, error.kind, error.reason))
    chunk.tables.append(table_of(acts))
    return chunk


def _headed(header: list[str], form: Format, codes: HistoryCodes, limits: HistoryLimits) -> Rows:
    try:
        return _HEADED[form](column_names(header), codes, limits)
    except RowError as error:
        raise InputError(f"is no whole {form.upper()} file: {error.reason}") from error


def _tab_blocks(
    stream: BinaryIO, form: Format, codes: HistoryCodes, limits: HistoryLimits, start: Position
) -> Iterator[Chunk]:
    """Rows split at tabs; quotes are characters like others."""
    head = stream.readline(limits.max_line)
    cells = _cells(head)
    line, offset = 1, len(head)
    fast = None
    if form in ("gdelt1", "gdelt2"):
        gdelt = GdeltRows(form, codes, limits)
        rows: Rows = gdelt
        fast = GdeltBlocks(gdelt, limits)
        if not (isinstance(cells, list) and column_name(cells[0]) == _GDELT_HEADER):  # some people put one on top
            line = offset = 0
    elif not isinstance(cells, list) or not head.endswith(b"\n"):
        raise InputError("has no rows after its header" if isinstance(cells, list) else "has no header")
    else:
        rows = _headed(cells, form, codes, limits)
    reached = max(start, Position(line, offset))
    blocks = _blocks(stream, head, reached, limits)
    for block, end in blocks:
        first = reached.line + 1
        reached = Position(reached.line + block.count(b"\n") + (not block.endswith(b"\n")), end)
        table = fast.table(block, first) if fast else None
        if table is None:
            yield _read(rows, _lines(block, first, limits.max_line), reached)
        else:
            yield Chunk(reached, table.num_rows, [table])


def _blocks(stream: BinaryIO, head: bytes, start: Position, limits: HistoryLimits) -> Iterator[tuple[bytes, int]]:
    """Whole lines after ``start``, and the offset that they reach; of a line that is too long the beginning is kept."""
    offset = start.offset
    rest = _go_to(stream, head, offset, limits.block_bytes)
    while block := rest + stream.read(max(1, limits.block_bytes - len(rest))):
        rest = b""
        if not block.endswith(b"\n"):
            block += stream.readline(limits.max_line + 1)
        offset += len(block)
        if not block.endswith(b"\n"):
            while more := stream.readline(limits.block_bytes):
                offset += len(more)
                if more.endswith(b"\n"):
                    break
        yield block, offset


def _go_to(stream: BinaryIO, head: bytes, offset: int, step: int) -> bytes:
    """Go there; returns what was read already of what follows."""
    if offset <= len(head):
        return head[offset:]
    if _is_plain(stream):
        stream.seek(offset)
        return b""
    left = offset - len(head)
    while left and (passed := stream.read(min(left, step))):
        left -= len(passed)
    return b""


def _is_plain(stream: BinaryIO) -> bool:
    return isinstance(getattr(stream, "raw", None), io.FileIO)


def _lines(block: bytes, first: int, longest: int) -> Iterator[Line]:
    for number, raw in enumerate(block.split(b"\n") if not block.endswith(b"\n") else block[:-1].split(b"\n"), first):
        if len(raw) > longest:
            yield number, RowError(f"the row is longer than {longest:,} bytes (limit max_line)")
            continue
        cells = _cells(raw)
        if cells is not None:
            yield number, cells


def _cells(raw: bytes) -> list[str] | RowError | None:
    """The cells of a line; None for a blank one."""
    text = decoded(raw).rstrip("\r\n")
    if not text or text.isspace():
        return None
    if _NUL in text:
        return RowError("the row holds a NUL character")
    return text.split("\t")


def _csv_blocks(
    stream: BinaryIO, form: Format, codes: HistoryCodes, limits: HistoryLimits, start: Position
) -> Iterator[Chunk]:
    """Rows of CSV, which may go over several lines: to go on later means to pass over what was read."""
    lines = numbered_lines(stream, limits.max_line)
    first = next(lines, None)
    if first is None or first[1] is None:
        raise InputError("has no header")
    found = read_csv_rows(chain([first], lines), guess_delimiter(first[1]), limits.max_line)
    header = next(found, None)
    if header is None or isinstance(header, BadCsvRow):
        raise InputError("has no header")
    rows = _headed(header.fields, form, codes, limits)
    later = (_csv_line(row) for row in found if row.line > start.line)
    while some := list(islice(later, min(_CSV_ROWS, limits.chunk_rows))):
        yield _read(rows, some, Position(some[-1][0]))


def _csv_line(row: CsvRow | BadCsvRow) -> Line:
    if isinstance(row, BadCsvRow):
        return row.line, RowError(f"the row: {row.reason}".replace("max_field", "max_line"))
    if any(_NUL in cell for cell in row.fields):
        return row.line, RowError("the row holds a NUL character")
    return row.line, row.fields
