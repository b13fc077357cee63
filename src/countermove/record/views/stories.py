"""Stories as a list, and one story in full: articles, events, claims, numbers over time, silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.errors import FilterError
from countermove.record.filters import Condition, Filters, bounds_condition, event_condition
from countermove.record.rows import numbers_in
from countermove.record.views.claims import ClaimRow, list_claims
from countermove.record.views.events import EventRow, list_events
from countermove.record.views.numbers import NumberSeries, number_series
from countermove.record.views.rows import Listing, filled, limited, named_rows, one_value, parts
from countermove.record.views.silences import SilenceRow, list_silences

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OLDEST_FIRST = "first_day nulls last, last_day, event_no"
_OLDEST_CLAIM_FIRST = "first_day nulls last, claim_no"


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Articles about one happening; days are those of publication. ``place`` is where most of its events happened."""

    story_id: str
    headline: str | None
    first_day: date | None
    last_day: date | None
    articles: int
    publishers: int
    origins: int
    events: int
    actors: tuple[str, ...]
    place: str | None
    place_country: str | None


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One article of a story.

    ``copy_of`` is the article that it copies nearly word by word, ``copy_score`` the share of words in common.
    ``origin`` is the newsroom behind it, ``origin_from`` how that was known. ``story_score`` and ``story_reason`` tell
    why it is in the story.
    """

    article_id: str
    version: int
    published: str | None
    publisher: str | None
    origin: str
    origin_from: str
    title: str | None
    url: str | None
    copy_of: str | None
    copy_score: float | None
    story_score: float | None
    story_reason: str | None


@dataclass(frozen=True, slots=True)
class StoryInFull:
    """One story: its articles, events and claims, earliest first, its numbers and reported silences."""

    story: StoryRow
    articles: Listing[StoryArticle]
    events: Listing[EventRow]
    claims: Listing[ClaimRow]
    numbers: Listing[NumberSeries]
    silences: Listing[SilenceRow]


def list_stories(connection: DuckDBPyConnection, filters: Filters, most: int | None = None) -> Listing[StoryRow]:
    """The first stories that a filter keeps, latest first, and how many it keeps.

    Args:
        connection: an open record.
        filters: what is asked for; days are those of publication, and who acts where is asked of the story's events.
        most: how many at most; None or 0: all.
    """
    condition = story_rows_condition(connection, filters)
    total = int(one_value(connection, f"select count(*) from stories where {condition.sql()}", condition.values))
    chosen = connection.execute(
        f"select story_no from stories where {condition.sql()} "
        f"order by last_day desc nulls last, articles desc, story_no desc{limited(most)}",
        condition.values,
    ).fetchall()
    return Listing(total, tuple(story_rows(connection, [int(row[0]) for row in chosen])))


def story_rows_condition(connection: DuckDBPyConnection, filters: Filters) -> Condition:
    """Conditions on the table ``stories``."""
    found = Condition()
    found.add("articles > 0")
    bounds_condition(found, filters)
    events = replace(filters, since=None, until=None, min_origins=0)
    if events != Filters():
        inner = event_condition(connection, events)
        found.add(f"story_no in (select story_no from events where {inner.sql()})", *inner.values)
    return found


def story_rows(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[StoryRow]:
    """Stories by their numbers, in that order."""
    if not numbers:
        return []
    wanted = numbers_in(numbers)
    rows = named_rows(
        connection,
        "select s.*, p.name as place, p.country as place_country, coalesce(e.events, 0) as events from stories s "
        "left join places p on p.place_no = s.place_no "
        "left join (select story_no, count(*) as events from events "
        f"where story_no in ({wanted}) and merged_into is null and reports > 0 group by story_no) e "
        f"on e.story_no = s.story_no where s.story_no in ({wanted})",
    )
    found = {int(row["story_no"]): filled(StoryRow, row, actors=parts(row["actors"])) for row in rows}
    return [found[number] for number in numbers if number in found]


def story_in_full(connection: DuckDBPyConnection, story_id: str, most: int | None = None) -> StoryInFull:
    """One story.

    Args:
        connection: an open record.
        story_id: its id.
        most: how many articles, events, claims, series and silences at most; None or 0: all.

    Raises:
        FilterError: there is no such story.
    """
    number = one_value(connection, "select story_no from stories where story_id = ?", [story_id])
    if number is None:
        raise FilterError(f"no story {story_id}; ids are shown by: countermove story")
    number = int(number)
    filters = Filters(story=(story_id,))
    [story] = story_rows(connection, [number])
    return StoryInFull(
        story=story,
        articles=_articles(connection, number, most),
        events=list_events(connection, filters, most, _OLDEST_FIRST),
        claims=list_claims(connection, filters, most, _OLDEST_CLAIM_FIRST),
        numbers=_first(number_series(connection, "s.story_no = ?", [number]), most),
        silences=_first(list_silences(connection, "a.story_no = ?", [number]), most),
    )


def _first(items: Sequence[NumberSeries] | Sequence[SilenceRow], most: int | None) -> Listing:  # type: ignore[type-arg]
    return Listing(len(items), tuple(items[: most or len(items)]))


def _articles(connection: DuckDBPyConnection, number: int, most: int | None) -> Listing[StoryArticle]:
    where = "a.story_no = ? and a.status = 'current'"
    rows = named_rows(
        connection,
        "select a.*, b.name as publisher, o.name as origin, c.article_id as copied from articles a "
        "left join sources b on b.source_no = a.source_no left join sources o on o.source_no = a.origin_no "
        f"left join articles c on c.article_no = a.copy_of where {where} "
        f"order by a.published_day nulls last, a.article_no{limited(most)}",
        [number],
    )
    total = int(one_value(connection, f"select count(*) from articles a where {where}", [number]))
    return Listing(total, tuple(filled(StoryArticle, row, copy_of=row["copied"]) for row in rows))
