"""Readings that were made elsewhere, as ``countermove read --format jsonl`` writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import BinaryIO

import msgspec

from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article, Reading

_READING_SIZE = 20
"""A line with a reading may be as many times longer than the largest input: it holds all that is said of the text."""


def read_readings(inputs: Iterable[str], limits: Limits) -> Iterator[tuple[Article, Reading] | Problem]:
    """Yield the readings of files (``-``: standard input) with their articles, or a problem for each bad line."""
    for source in inputs:
        try:
            with nullcontext(sys.stdin.buffer) if source == "-" else open(source, "rb") as stream:
                yield from _lines(stream, source, limits)
        except OSError as error:
            yield Problem(source, error.strerror or str(error))


def article_of(reading: Reading) -> Article:
    """The article that a reading was made of, as far as the reading tells."""
    name = f"{reading.publisher}:{reading.id}" if reading.publisher else reading.id
    return Article(
        id=reading.id,
        text=reading.text,
        title=reading.title,
        published=reading.published,
        url=reading.url,
        publisher=reading.publisher,
        language=reading.language,
        published_from="text" if reading.published_inferred else "given" if reading.published else None,
        document=reading.url or name,
    )


def _lines(stream: BinaryIO, source: str, limits: Limits) -> Iterator[tuple[Article, Reading] | Problem]:
    longest = limits.max_bytes * _READING_SIZE
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        where = f"{source} line {number}"
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield Problem(where, f"is longer than {longest:,} bytes (limit max_bytes)")
        elif line.strip():
            try:
                reading = Reading.from_json(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield Problem(where, f"is not a reading: {error}")
            else:
                yield article_of(reading), reading
