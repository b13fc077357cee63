"""JSON Lines to articles: one article per line, a bad line reported with its number, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import msgspec

from countermove.intake.decode import without_surrogates
from countermove.intake.given import given_article
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article


class Lines(Protocol):
    """A stream of bytes that can be read line by line."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line, or its first ``size`` bytes."""
        ...


class _Line(msgspec.Struct):
    """What a line may hold; other fields are left alone."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


_decoder = msgspec.json.Decoder(_Line)


def read_jsonl(stream: Lines, source: str, limits: Limits, name: str = "-") -> Iterator[Article | Problem]:
    """Yield an article or a problem for each line that isn't blank, in order, without holding the file in memory.

    Args:
        stream: the file.
        source: how problems name the file.
        limits: ``max_bytes`` is the longest line.
        name: the file's name without folder, which goes into the names of documents.
    """
    number = 0
    while line := stream.readline(limits.max_bytes + 1):
        number += 1
        where = f"{source} line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.max_bytes)
            yield Problem(where, f"is longer than {limits.max_bytes:,} bytes (limit max_bytes)")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _article(line, where, number, name)


def _article(line: bytes, where: str, number: int, name: str) -> Article | Problem:
    try:
        data = _decoder.decode(line)
    except msgspec.ValidationError as error:
        return Problem(where, f"is not an article: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Problem(where, f"is not JSON: {error}")
    except RecursionError:
        return Problem(where, "is not an article: it is nested too deeply")
    clean = {
        name: None if value is None else without_surrogates(str(value))
        for name, value in msgspec.structs.asdict(data).items()
    }
    text, identifier = clean.pop("text") or "", clean.pop("id") or None
    return given_article(name, identifier, f"line-{number}", text=text, **clean)
