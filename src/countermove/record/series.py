"""Numbers about the same thing form one series: told by whom, on what day, how many."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.identity import content_id
from countermove.record.numbers import Numbers
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
    connection: DuckDBPyConnection, numbers: Numbers, article_no: int, story_id: str, story_no: int
) -> None:
    """Put the numbers of an article into the series of another story; series are begun where there are none."""
    for series_no, unit, casualty, noun, whose in connection.execute(
        "select distinct s.series_no, s.unit, s.casualty, s.noun, s.whose from quantities q "
        "join quantity_series s using (series_no) where q.article_no = ? order by s.series_no",
        [article_no],
    ).fetchall():
        identifier = Counted(noun, casualty, whose).series_id(story_id)
        number, new = numbers.give(identifier)
        if new:
            connection.execute(
                "insert into quantity_series values (?, ?, ?, ?, ?, ?, ?)",
                [number, identifier, story_no, unit, casualty, noun, whose],
            )
        connection.execute(
            "update quantities set series_no = ? where article_no = ? and series_no = ?",
            [number, article_no, series_no],
        )
