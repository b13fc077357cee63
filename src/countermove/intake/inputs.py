"""What a person names on the command line, to articles: files, addresses, standard input, JSON Lines."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from countermove.intake.check import check_article
from countermove.intake.decode import decode, without_surrogates
from countermove.intake.fetch import fetch
from countermove.intake.html import looks_like_html, read_page
from countermove.intake.jsonl import read_jsonl
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError, Problem
from countermove.schema import Article

_JSON_LINES = (".jsonl", ".ndjson")
_HTML = (".html", ".htm", ".xhtml")


def read_inputs(inputs: Iterable[str], limits: Limits, published: str | None = None) -> Iterator[Article | Problem]:
    """Yield articles and problems in the order of the inputs.

    Args:
        inputs: paths, ``http(s)`` addresses, or ``-`` for standard input (text, HTML or JSON Lines).
        limits: sizes and times.
        published: ISO 8601 date for articles that carry none themselves.
    """
    for source in inputs:
        for item in _read_input(source, limits):
            yield check_article(item, limits, published) if isinstance(item, Article) else item


def _read_input(source: str, limits: Limits) -> Iterator[Article | Problem]:
    try:
        if source == "-":
            yield from _read_stream(sys.stdin.buffer, "standard input", "-", limits)
        elif source.lower().startswith(("http://", "https://")):
            yield _read_address(source, limits)
        else:
            yield from _read_file(Path(source), limits)
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
        IsADirectoryError: "is a directory; name the files in it",
    }
    return next((text for kind, text in reasons.items() if isinstance(error, kind)), error.strerror or str(error))


def _read_file(path: Path, limits: Limits) -> Iterator[Article | Problem]:
    with path.open("rb") as stream:
        yield from _read_stream(stream, str(path), path.name, limits)


def _read_stream(stream: BinaryIO, source: str, name: str, limits: Limits) -> Iterator[Article | Problem]:
    if name.lower().endswith(_JSON_LINES):
        yield from read_jsonl(stream, source, limits)
        return
    data = stream.read(65_536)
    if name == "-" and data.lstrip().startswith(b"{"):
        yield from read_jsonl(_Rejoined(data, stream), source, limits)
        return
    data += stream.read(limits.max_bytes + 1 - len(data))
    if len(data) > limits.max_bytes:
        raise InputError(f"is larger than {limits.max_bytes:,} bytes (limit max_bytes)")
    yield _document(data, name, html=name.lower().endswith(_HTML), url=None)


class _Rejoined:
    """A stream of which the start was already read, whole again."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = io.BytesIO(start), rest

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line, over the seam if need be."""
        line = self._start.readline(size)
        if line.endswith(b"\n") or 0 <= size <= len(line):
            return line
        return line + self._rest.readline(size if size < 0 else size - len(line))


def _read_address(url: str, limits: Limits) -> Article:
    fetched = fetch(url, limits)
    return _document(fetched.body, fetched.url, html="html" in fetched.media_type, url=fetched.url)


def _document(data: bytes, name: str, *, html: bool, url: str | None) -> Article:
    if not data.strip():
        raise InputError("is empty")
    if html and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_page(data, name, url)
    text = decode(data)
    if looks_like_html(text):
        return _from_page(text, name, url)
    return Article(id=name, text=without_surrogates(text), url=url)


def _from_page(data: str | bytes, name: str, url: str | None) -> Article:
    page = read_page(data, url)
    return Article(
        id=name, text=page.text, title=page.title, published=page.date, url=page.url or url, publisher=page.publisher
    )
