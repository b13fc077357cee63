"""Numbers about the same thing form one series: told by whom, on what day, how many."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.identity import content_id
from countermove.record.numbers import Numbers
from countermove.record.rows import Rows, numbers_in
from countermove.record.words import Stems
from countermove.schema import Entity, Quantity

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Counted:
    """What makes numbers of one story be about the same thing: the noun, the fate, and whose they are."""

    noun: str
    casualty: str | None
    whose: str | None

    def series_id(self, scope: str) -> str:
        """The id of their series in a story, or in an article that belongs to none."""
        return content_id("q", scope, self.casualty, self.noun, self.whose)


def counted_by(quantity: Quantity, counted: Entity | None, stems: Stems) -> Counted:
    """What a number counts.

    "8,000 North Korean troops" and "up to 12,000 troops from the North" are of one series, as far as the reading knows
    whose they are; soldiers killed and attackers killed are two.
    """
    words = _WORD.findall(quantity.unit)
    noun = stems.stem(words[-1]) if words else quantity.unit
    return Counted(noun, quantity.casualty, (counted.country or counted.ref) if counted else None)


def move_numbers(
    connection: DuckDBPyConnection, rows: Rows, numbers: Numbers, stories: Mapping[int, tuple[str, int]]
) -> None:
    """Put the numbers of articles into the series of other stories; series are begun where there are none.

    Args:
        connection: the open record.
        rows: writes its rows.
        numbers: gives new series theirs.
        stories: id and number of the new story, by number of the article.
    """
    moving = []
    for article_no, item, unit, casualty, noun, whose in connection.execute(
        "select q.article_no, q.item, s.unit, s.casualty, s.noun, s.whose from quantities q "
        f"join quantity_series s using (series_no) where q.article_no in ({numbers_in(stories)}) "
        "order by q.article_no, q.item"
    ).fetchall():
        story_id, story_no = stories[article_no]
        identifier = Counted(noun, casualty, whose).series_id(story_id)
        moving.append((article_no, item, identifier, (story_no, unit, casualty, noun, whose)))
    numbers.prefetch(identifier for _, _, identifier, _ in moving)
    begun, changes = [], []
    for article_no, item, identifier, columns in moving:
        number, new = numbers.give(identifier)
        changes.append((article_no, item, number))
        if new:
            begun.append((number, identifier, *columns))
    rows.append("quantity_series", begun)
    rows.update("quantities", ["article_no", "item"], ["series_no"], changes)
