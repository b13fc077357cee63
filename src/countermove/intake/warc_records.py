"""The records of a WARC file (ISO 28500), one by one, each by itself: a broken one costs nothing but itself.

The file is cut into records here, so that after a broken gzip member or a lying Content-Length reading goes on with the
next record; what is inside a record is left to fastwarc.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from countermove.intake.gzip_files import GZIP_MAGIC

_PIECE = 65_536
_LONGEST_HEADER = 65_536
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?=\r?\n)", re.IGNORECASE)
_TYPE = re.compile(rb"\r?\nwarc-type:[ \t]*([A-Za-z]+)", re.IGNORECASE)
_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"\n\r?\n(?=WARC/[01]\.\d{1,2}\r?\n)")
_START_LENGTH = len(b"WARC/1.10\r\n")
_AHEAD = 24  # enough to see how the next record begins
_MOST_BROKEN = 100
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as it stands: number (from 1), place in bytes (of the packed file), kind, all its bytes."""

    number: int
    offset: int
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that can't be read: number (from 1), place in bytes, and why."""

    number: int
    offset: int
    reason: str


class _Source:
    """A stream of bytes with a look ahead, unpacked if it is gzip, that can go on after a broken gzip member."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._raw = b""
        self._read = 0  # bytes of the file taken in
        self._member: zlib._Decompress | None = None
        self.buffer = bytearray()
        self.starts: list[int] = []  # places in the buffer at which gzip members begin
        self.broken = False  # the gzip member at ``offset`` can't be unpacked further
        self._fill()
        self.packed = self._raw.startswith(GZIP_MAGIC)
        self.offset = 0  # of the gzip member, or of the buffer's start in a plain file

    def _fill(self) -> bool:
        piece = self._stream.read(_PIECE)
        self._read += len(piece)
        self._raw += piece
        return bool(piece)

    def more(self) -> bool:
        """Take more bytes into the buffer; False at the end, or where the packing is broken."""
        if self.broken:
            return False
        ended = not self._raw and not self._fill()
        if not self.packed:
            self.buffer += self._raw
            self._raw = b""
            return not ended
        if self._member is None or self._member.eof:
            if ended:
                return False
            self._begin_member()
        return self._unpack(ended)

    def _begin_member(self) -> None:
        if len(self._raw) < len(GZIP_MAGIC):
            self._fill()
        self.offset = self._read - len(self._raw)
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.starts.append(len(self.buffer))

    def _unpack(self, ended: bool) -> bool:
        assert self._member is not None
        try:
            part = self._member.decompress(self._raw, _PIECE * 4)
        except zlib.error:
            self.broken = True
            return False
        self.buffer += part
        self._raw = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self.broken = ended and not part and not self._member.eof  # cut off
        return not self.broken

    def next_member(self) -> None:
        """After a broken member: drop what is buffered and look for the start of another one."""
        self._member, self.broken = None, False
        self.buffer.clear()
        self.starts.clear()
        if self._stream.seekable():  # the broken member may have run over the start of the next
            self._stream.seek(self.offset + 1)
            self._read, self._raw = self.offset + 1, b""
            self._fill()
        else:
            self._raw = self._raw[1:]
        while (place := self._raw.find(GZIP_MAGIC)) < 0:
            self._raw = self._raw[-2:]
            if not self._fill():
                self._raw = b""
                return
        self._raw = self._raw[place:]

    def next_record(self, after: int) -> int | None:
        """Where the buffer's next record begins: after a blank line, or with a gzip member; None if it isn't there."""
        found = _NEXT.search(self.buffer, after)
        places = [place for place in self.starts if place > after and _START.match(self.buffer, place)]
        return min([*places, *([found.end()] if found else [])], default=None)

    def drop(self, count: int) -> None:
        """Leave the first bytes of the buffer behind."""
        del self.buffer[:count]
        self.starts = [place - count for place in self.starts if place >= count]
        if not self.packed:
            self.offset += count


def read_records(stream: BinaryIO, most: int) -> Iterator[RawRecord | BadRecord]:
    """Yield the records of a WARC file, packed record by record, as a whole, or not at all.

    Args:
        stream: the file; where it can seek, a broken gzip member never costs the one after it.
        most: largest record held, in bytes, unpacked; larger ones are reported and passed over.
    """
    source = _Source(stream)
    number = broken = 0
    while True:
        begins = _to_start(source)
        if not begins and not source.buffer and not source.broken:
            return
        number += 1
        if begins:
            record: RawRecord | BadRecord = _record(source, number, most)
        else:
            record = BadRecord(number, source.offset, "no WARC record begins here")
            _skip_to_next(source)
        broken = broken + 1 if source.broken and isinstance(record, BadRecord) else 0
        if source.broken and isinstance(record, BadRecord):
            record = BadRecord(number, source.offset, "its gzip packing is broken or cut off")
            source.next_member()
        yield record
        if broken >= _MOST_BROKEN:  # each try may run to the end of the file
            yield BadRecord(number + 1, source.offset, f"{broken} broken gzip members in a row; the rest is left out")
            return


def _to_start(source: _Source) -> bool:
    """Pass over blank lines; True where a record begins."""
    while True:
        blank = 0
        while source.buffer[blank : blank + 1] and source.buffer[blank] in b"\r\n":
            blank += 1
        source.drop(blank)
        if len(source.buffer) >= _START_LENGTH or not source.more():
            return bool(_START.match(source.buffer))


def _skip_to_next(source: _Source) -> None:
    """Pass over bytes up to the start of the next record, or to the end."""
    while True:
        found = source.next_record(1)
        if found is not None:
            source.drop(found)
            return
        source.drop(max(0, len(source.buffer) - _AHEAD))
        if not source.more():
            source.drop(len(source.buffer))
            return


def _record(source: _Source, number: int, most: int) -> RawRecord | BadRecord:
    offset = source.offset
    while not (end := _HEADER_END.search(source.buffer)) and len(source.buffer) < _LONGEST_HEADER:
        if not source.more():
            break
    header = bytes(source.buffer[: end.end()]) if end else b""
    length, kind = _LENGTH.search(header), _TYPE.search(header)
    if not length or not kind:
        _skip_to_next(source)
        return BadRecord(number, offset, "its header has no end, no length or no type")
    total = len(header) + int(length.group(1))
    if total > most:
        _pass_over(source, total)
        return BadRecord(number, offset, f"is larger than {most:,} bytes (limit max_bytes)")
    while len(source.buffer) < total + _AHEAD and source.more():
        pass
    if not _ends_right(source, total):
        found = source.next_record(len(header))
        if found is not None:
            source.drop(found)
        else:
            _skip_to_next(source)
        return BadRecord(number, offset, "its Content-Length is wrong, or the file is cut off")
    data = bytes(source.buffer[:total])
    source.drop(total)
    return RawRecord(number, offset, kind.group(1).decode().lower(), data)


def _ends_right(source: _Source, total: int) -> bool:
    """Whether another record follows where this one should end, or nothing, or what can no longer be unpacked."""
    rest = bytes(source.buffer[total : total + _AHEAD]).lstrip(b"\r\n")
    inside = (place for place in source.starts if 0 < place < total)
    if len(source.buffer) < total or any(_START.match(source.buffer, place) for place in inside):
        return False
    if any(not source.buffer[total:place].strip(b"\r\n") for place in source.starts if place >= total):
        return True
    return not rest or bool(_START.match(rest)) or (source.broken and b"WARC/".startswith(rest[:5]))


def _pass_over(source: _Source, total: int) -> None:
    """Leave a record behind without holding it; a lying length must not swallow the records after it."""
    left = total
    while left > 0:
        found = source.next_record(0)
        if found is not None and found <= left:
            source.drop(found)
            return
        step = min(left, max(0, len(source.buffer) - _AHEAD))
        source.drop(step)
        left -= step
        if left <= _AHEAD and len(source.buffer) >= left:
            source.drop(left)
            return
        if not source.more():
            source.drop(len(source.buffer))
            return


def record_stream(record: RawRecord) -> io.BytesIO:
    """A record as a file of its own."""
    return io.BytesIO(record.data)
