"""Readings that were made elsewhere, as ``countermove read --format jsonl`` writes them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import BinaryIO

import msgspec

from countermove.intake.given import document_name
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.record.mention_rows import mention_rows
from countermove.schema import Article, Reading

_READING_SIZE = 20
"""A line with a reading may be as many times longer than the largest input: it holds all that is said of the text."""
_LARGEST_ID, _LARGEST = 2**31, 10**300


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
    return Article(
        id=reading.id,
        text=reading.text,
        title=reading.title,
        published=reading.published,
        url=reading.url,
        publisher=reading.publisher,
        language=reading.language,
        published_from="text" if reading.published_inferred else "given" if reading.published else None,
        document=document_name("", reading.url, reading.publisher, reading.id),
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
                check_reading(reading)
            except (msgspec.DecodeError, ValueError, RecursionError) as error:
                yield Problem(where, f"is not a reading: {error}")
            else:
                yield article_of(reading), reading


def check_reading(reading: Reading) -> None:
    """Make sure that every span lies in the text, that no two things share an id, and that numbers can be stored.

    Raises:
        ValueError: the message names the first thing that is wrong.
    """
    if not reading.text.strip():
        raise ValueError("its text is empty")
    spans = [(f"sentence {number}", sentence.span) for number, sentence in enumerate(reading.sentences, 1)]
    spans += [(str(row[1]), (row[4], row[5])) for row in mention_rows(0, reading)]
    for name, (start, end) in spans:
        if not 0 <= start <= end <= len(reading.text):
            raise ValueError(f"{name} is said to be at characters {start} to {end} of {len(reading.text)}")
    parts = (reading.entities, reading.events, reading.non_responses, reading.attributions, reading.quantities)
    ids = Counter(item.id for part in (*parts, reading.times, reading.places) for item in part)
    twice = next((name for name, times in ids.items() if times > 1), None)
    if twice is not None:
        raise ValueError(f"two things have the id {twice}")
    for place in reading.places:
        if place.geonames is not None and not 0 <= place.geonames < _LARGEST_ID:
            raise ValueError(f"{place.id} has the GeoNames id {place.geonames}")
    for quantity in reading.quantities:
        if any(isinstance(value, int) and abs(value) > _LARGEST for value in (quantity.low, quantity.high)):
            raise ValueError(f"{quantity.id} is larger than 1e300")
