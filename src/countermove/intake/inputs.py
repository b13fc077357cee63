"""What a person names on the command line, to articles: files and folders, addresses, standard input.

Files that hold many articles (JSON Lines, tables, web archives) are read as streams; everything else is read whole, up
to the limit, and told by its content (:mod:`countermove.intake.documents`). Gzip is unpacked wherever it stands.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from countermove.intake.check import check_article
from countermove.intake.documents import Documents, Origin
from countermove.intake.folders import walk
from countermove.intake.gzip_files import BROKEN, GZIP_MAGIC, open_gzip
from countermove.intake.json_feed import looks_like_json_feed
from countermove.intake.jsonl import read_jsonl
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import InputError, Problem
from countermove.intake.table import read_table
from countermove.intake.warc import read_warc
from countermove.schema import Article

_JSON_LINES = (".jsonl", ".ndjson")
_HTML = (".html", ".htm", ".xhtml")
_TABLES = (".csv", ".tsv", ".tab")
_WARC = b"WARC/"
_HEAD = 65_536


def read_inputs(
    inputs: Iterable[str],
    limits: Limits,
    published: str | None = None,
    options: InputOptions | None = None,
) -> Iterator[Article | Problem]:
    """Yield articles and problems in the order of the inputs.

    Args:
        inputs: paths of files or folders, ``http(s)`` addresses, or ``-`` for standard input.
        limits: sizes and times.
        published: ISO 8601 date for articles that carry none themselves.
        options: columns of tables, what is fetched, how text is found in pages.
    """
    documents = Documents(limits, options or InputOptions())
    for source in inputs:
        empty = True
        for item in _read_input(source, documents):
            empty = False
            yield check_article(item, limits, published) if isinstance(item, Article) else item
        if empty:
            yield Problem(source, "holds no articles")


def _read_input(source: str, documents: Documents) -> Iterator[Article | Problem]:
    try:
        if source == "-":
            yield from _read_stream(sys.stdin.buffer, Origin("standard input", "-"), documents)
        elif source.lower().startswith(("http://", "https://")):
            yield from documents.read_address(source)
        elif Path(source).is_dir():
            yield from _read_folder(Path(source), documents)
        else:
            yield from _read_file(Path(source), documents)
    except InputError as error:
        yield Problem(source, error.reason)
    except OSError as error:
        yield Problem(source, _plain(error))
    except ValueError as error:  # a path with a NUL character
        yield Problem(source, str(error))


def _plain(error: OSError) -> str:
    reasons: dict[type[OSError], str] = {
        FileNotFoundError: "no such file",
        PermissionError: "no permission to read it",
    }
    return next((text for kind, text in reasons.items() if isinstance(error, kind)), error.strerror or str(error))


def _read_folder(folder: Path, documents: Documents) -> Iterator[Article | Problem]:
    found = False
    for path in walk(folder):
        found = True
        if isinstance(path, Problem):
            yield path
            continue
        try:
            yield from _read_file(path, documents, in_folder=True)
        except InputError as error:
            yield Problem(str(path), error.reason)
        except OSError as error:
            yield Problem(str(path), _plain(error))
    if not found:
        raise InputError("the folder holds no files")


def _read_file(path: Path, documents: Documents, in_folder: bool = False) -> Iterator[Article | Problem]:
    with path.open("rb") as stream:
        yield from _read_stream(stream, Origin(str(path), path.name, in_folder=in_folder), documents)


def _read_stream(stream: BinaryIO, origin: Origin, documents: Documents) -> Iterator[Article | Problem]:
    head = _head(stream, nameless=origin.name == "-")
    if head.startswith(GZIP_MAGIC) and not _start_of_gzip(head).startswith(_WARC):
        try:
            with open_gzip(_rejoined(head, stream)) as unpacked:
                yield from _read_content(unpacked.read(_HEAD), unpacked, origin, documents)
        except BROKEN as error:
            raise InputError("its gzip packing is broken or cut off; what stands before that was read") from error
        return
    yield from _read_content(head, stream, origin, documents)


def _read_content(head: bytes, stream: BinaryIO, origin: Origin, documents: Documents) -> Iterator[Article | Problem]:
    limits, options, source = documents.limits, documents.options, origin.source
    name = origin.name.lower().removesuffix(".gz")
    nameless = origin.name == "-"
    if head.startswith((_WARC, GZIP_MAGIC)) or name.endswith(".warc"):
        yield from read_warc(_rejoined(head, stream), source, limits, options)
    elif name.endswith(_JSON_LINES) or (nameless and head.lstrip().startswith(b"{") and not looks_like_json_feed(head)):
        yield from read_jsonl(_rejoined(head, stream), source, limits, origin.name)
    elif name.endswith(_TABLES) or (nameless and options.columns):
        yield from read_table(_rejoined(head, stream), source, origin.name, limits, options.columns)
    else:
        data = head + stream.read(limits.max_bytes + 1 - len(head))
        if len(data) > limits.max_bytes:
            raise InputError(f"is larger than {limits.max_bytes:,} bytes (limit max_bytes)")
        kind = "text/html" if name.endswith(_HTML) else ""
        yield from documents.read(data, Origin(source, origin.name, None, None, kind, origin.in_folder))


def _head(stream: BinaryIO, nameless: bool) -> bytes:
    """Enough of a stream to know its kind by.

    JSON Lines that come through a pipe are known by the first one: what writes them may take its time with the next.
    """
    if not nameless:
        return stream.read(_HEAD)
    line = stream.readline(_HEAD)
    whole = line.lstrip().startswith(b"{") and line.rstrip().endswith(b"}")
    return line if whole else line + stream.read(_HEAD - len(line))


def _start_of_gzip(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 100)
    except zlib.error:
        return b""


def _rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    """A stream of which the start was already read, whole again."""
    if stream.seekable():
        stream.seek(stream.tell() - len(head))  # not to 0: a shell may have read from it before
        return stream
    return io.BufferedReader(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """The bytes that were read, then the rest."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = io.BytesIO(start)
        self._read: Callable[[int], bytes] = getattr(rest, "read1", rest.read)  # what is there now, if it can tell

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something to read."""
        data = self._start.read(len(buffer)) or self._read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
