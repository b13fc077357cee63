"""CSV and TSV to rows, with what is broken told by its line: quotes never closed, lines without end, odd encodings.

Python's :mod:`csv` splits the fields (RFC 4180 and Excel's habits). Here stands what it lacks: a quote that is never
closed would swallow all rows after it; such a row is reported and reading goes on with the line after its first.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from countermove.intake.jsonl import Lines

_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one row and the line (from 1) it starts on."""

    line: int
    fields: list[str]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can't be used: the line (from 1) it starts on and why."""

    line: int
    reason: str


class _TooLongError(Exception):
    pass


class _NeverClosedError(Exception):
    pass


class _Feeder:
    """Hands lines to the csv reader and remembers those of the row in progress, to go back to the second of them."""

    def __init__(self, lines: Iterable[tuple[int, str | None]], most: int) -> None:
        self._lines = iter(lines)
        self._again: deque[tuple[int, str | None]] = deque()
        self.row: list[tuple[int, str | None]] = []
        self._most, self._size = most, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        item = self._again.popleft() if self._again else next(self._lines, None)
        if item is None:
            if self.row:
                raise _NeverClosedError
            raise StopIteration
        self.row.append(item)
        if item[1] is None:
            raise _TooLongError
        self._size += len(item[1])
        if self._size > self._most:
            raise _NeverClosedError if len(self.row) > 1 else _TooLongError
        return item[1]

    def finish_row(self) -> int:
        """Forget the row in progress; return the line it started on."""
        line = self.row[0][0]
        self.row, self._size = [], 0
        return line

    def go_back(self) -> int:
        """Read the row in progress again from its second line; return the line it started on."""
        self._again.extendleft(reversed(self.row[1:]))
        return self.finish_row()


def read_rows(lines: Iterable[tuple[int, str | None]], delimiter: str, most: int) -> Iterator[Row | BadRow]:
    """Yield the rows of numbered lines; blank lines are left out.

    Args:
        lines: line number and text with its line end; None stands for a line that was too long.
        delimiter: one character.
        most: longest row, in characters.
    """
    feeder = _Feeder(lines, most)
    width = 0
    while True:
        before = csv.field_size_limit(most)  # one setting for the whole process: put back at once
        try:
            fields = next(csv.reader(feeder, delimiter=delimiter, strict=True), None)
        except (_TooLongError, _NeverClosedError, csv.Error) as error:
            row = _told(feeder, error, delimiter, width, most)
        else:
            if fields is None:
                return
            row = _whole(feeder, fields, width)
        finally:
            csv.field_size_limit(before)
        if isinstance(row, BadRow) or any(row.fields):
            width = width or (len(row.fields) if isinstance(row, Row) else 0)
            yield row


def _whole(feeder: _Feeder, fields: list[str], width: int) -> Row | BadRow:
    if width and len(fields) != width and len(feeder.row) > 1:  # one quote opened, another one's opening closed it
        return BadRow(feeder.go_back(), "a quote is opened and not closed in its row")
    return Row(feeder.finish_row(), fields)


def _told(feeder: _Feeder, error: Exception, delimiter: str, width: int, most: int) -> Row | BadRow:
    """What is wrong with a row; a stray quote within one line is forgiven if the number of fields is right."""
    if isinstance(error, _NeverClosedError):
        return BadRow(feeder.go_back(), "a quote is opened and never closed")
    if len(feeder.row) > 1:
        return BadRow(feeder.go_back(), "a quote is opened and not closed in its row")
    text = feeder.row[0][1]
    if isinstance(error, _TooLongError) or text is None or len(text) > most:
        return BadRow(feeder.finish_row(), f"is longer than {most:,} characters (limit max_field)")
    try:
        fields = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as second:
        return BadRow(feeder.finish_row(), str(second).partition(" - ")[0])
    if len(fields) != width:
        return BadRow(feeder.finish_row(), f"its quotes can't be told ({error})")
    return Row(feeder.finish_row(), fields)


def numbered_lines(stream: Lines, most: int) -> Iterator[tuple[int, str | None]]:
    """Yield line number and text; None for a line of more than ``most`` characters, which is passed over unread.

    Each line is decoded by itself: UTF-8, else Windows-1252, as tables put together from several sources need it. A
    byte order mark of UTF-16 at the start holds for the whole stream.
    """
    number, wide = 0, b""
    most_bytes = 4 * most
    while line := stream.readline(most_bytes + 1):
        number += 1
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            wide = line[:2]
        if len(line) > most_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(most_bytes)
            yield number, None
            continue
        if wide:
            line = _whole_units(line, stream, wide)
            yield number, line.removeprefix(wide).decode("utf-16-le" if wide == b"\xff\xfe" else "utf-16-be", "replace")
        else:
            yield number, _decoded(line).removeprefix("\ufeff")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _whole_units(line: bytes, stream: Lines, mark: bytes) -> bytes:
    """In UTF-16 a line end is two bytes, and the byte of a line end may be half of another character."""
    end = b"\n\0" if mark == b"\xff\xfe" else b"\0\n"
    while True:
        if mark == b"\xff\xfe" and len(line) % 2:
            line += stream.readline(1)
        if len(line) % 2 == 0 and line.endswith(end):
            return line
        more = stream.readline(65_536)
        if not more:
            return line
        line += more


def guess_delimiter(header: str) -> str:
    """The delimiter that stands most often in a header line outside quotes; a comma where none does."""
    outside = "".join(header.split('"')[::2])
    return max(_DELIMITERS, key=lambda mark: (outside.count(mark), -_DELIMITERS.index(mark)))
