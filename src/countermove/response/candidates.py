"""Which events and claims may answer a move, chosen in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from countermove.record.rows import among, numbers_in
from countermove.record.story_groups import unpack_vector
from countermove.record.vectors import UNIT, dot
from countermove.response.answer import Party
from countermove.response.settings import ResponseSettings
from countermove.response.told import Told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_MOST_COMPARED = 10
"""Articles that tell a move which others are compared with, at most."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days in which answers are looked for, inclusive; None where the move has no day."""

    first: date | None
    last: date | None

    def holds(self, column: str) -> str:
        """The condition that a day lies in the window, as SQL."""
        if self.first is None or self.last is None:
            return "true"
        return f"{column} between date '{self.first.isoformat()}' and date '{self.last.isoformat()}'"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Numbers of events and claims, and of the articles looked through, with how alike they are to the move's.

    ``first_day`` is that of the earliest article of the move's stories.
    """

    events: tuple[int, ...]
    claims: tuple[int, ...]
    articles: Mapping[int, float]
    first_day: date | None


def window_after(move: Told, settings: ResponseSettings) -> Window:
    """The days in which an act may answer a move."""
    day = move.act.day
    if day is None:
        return Window(None, None)
    before = settings.days_before_undated if move.act.day_inferred else settings.days_before
    return Window(day - timedelta(before), day + timedelta(settings.days_after))


def candidate_acts(connection: DuckDBPyConnection, move: Told, settings: ResponseSettings) -> Candidates:
    """What is told in the move's articles and stories, or where mover and target are named, or is aimed at the mover.

    Acts in articles that tell the move come first, then those of its stories.
    """
    window = window_after(move, settings)
    articles = _articles(connection, move, window, settings)
    nearest = {report.article_no for report in move.reports}
    inside = among("article_no", articles)
    codes = sorted(party.key for party in move.act.parties if party.kind == "state" and party.country == party.key)
    aimed = " or ".join(f"list_contains(string_split(e.recipient_codes, ' '), '{code}')" for code in codes) or "false"
    events = connection.execute(
        "with told as (select event_no, bool_or(article_no in ({near})) as near from event_mentions "
        "where {inside} and counted group by event_no) "
        "select e.event_no from events e left join told t on t.event_no = e.event_no "
        "where e.merged_into is null and e.reports > 0 and e.status <> 'denied' and {day} "
        "and (t.event_no is not null or {aimed}) and e.event_no <> {move} "
        "order by t.near desc nulls last, t.event_no is null, e.origins desc, e.event_no limit {most}".format(
            near=numbers_in(nearest),
            inside=inside,
            day=window.holds("coalesce(e.first_day, e.first_reported)"),
            aimed=aimed,
            move=move.number,
            most=settings.most_acts,
        )
    ).fetchall()
    claims = connection.execute(
        "select c.claim_no, bool_or(m.article_no in ({near})) as near from claim_mentions m "
        "join claims c on c.claim_no = m.claim_no where {inside} and m.counted "
        "and c.speaker_no is not null and {day} group by c.claim_no "
        "order by near desc, c.claim_no limit {most}".format(
            near=numbers_in(nearest),
            inside=among("m.article_no", articles),
            day=window.holds("c.first_day"),
            most=settings.most_acts,
        )
    ).fetchall()
    return Candidates(
        tuple(sorted(int(row[0]) for row in events)),
        tuple(sorted(int(row[0]) for row in claims)),
        articles,
        _begin(connection, move),
    )


def _articles(
    connection: DuckDBPyConnection, move: Told, window: Window, settings: ResponseSettings
) -> dict[int, float]:
    """Articles that tell the move, then of its stories, then those that name its sides, with how alike they are.

    How alike an article is to the most alike of those that tell the move: cosine of their vectors, 0 to 1. Articles
    of other stories that are hardly alike are left out.
    """
    near = sorted({report.article_no for report in move.reports})
    named = _naming(connection, (move.act.parties, move.act.recipients), _reach(connection, window))
    sides = [f"article_no in (select article_no from {name})" for name in named]
    there = "select article_no, story_no, published_day from articles where status = 'current' and "
    rows = connection.execute(
        "with there as ({there}{day} union {there}{told}){named} "
        "select article_no, article_no in ({near}) or coalesce(story_no in ({stories}), false) as own from there "
        "where article_no in ({near}) or story_no in ({stories}) or {sides} "
        "order by article_no not in ({near}), own desc, {both} desc, published_day, article_no limit {most}".format(
            there=there,
            day=window.holds("published_day"),
            told=among("article_no", near),
            named="".join(f", {name} as materialized ({query})" for name, query in named.items()),
            near=numbers_in(near),
            stories=numbers_in(move.stories),
            sides=" or ".join(sides) or "true",
            both=" and ".join(sides) or "own",
            most=settings.most_articles,
        )
    ).fetchall()
    alike = _likeness(connection, near, [int(row[0]) for row in rows])
    return {
        int(number): alike.get(int(number), 0.0)
        for number, own in rows
        if own or alike.get(int(number), 0.0) >= settings.least_alike
    }


def _begin(connection: DuckDBPyConnection, move: Told) -> date | None:
    row = connection.execute(
        f"select min(published_day) from articles where story_no in ({numbers_in(move.stories)}) and status = 'current'"
    ).fetchone()
    return row[0] if row else None


def _reach(connection: DuckDBPyConnection, window: Window) -> tuple[int, int]:
    """The least and largest number of the articles of a window: rows lie by number, so that little is read."""
    row = connection.execute(
        f"select min(article_no), max(article_no) from articles where {window.holds('published_day')}"
    ).fetchone()
    return (int(row[0]), int(row[1])) if row and row[0] is not None else (0, 0)


def _naming(
    connection: DuckDBPyConnection, sides: Sequence[Collection[Party]], reach: tuple[int, int]
) -> dict[str, str]:
    """Queries by name for the articles that name a side, or somebody of its states; none for one that nobody knows."""
    found = {}
    for number, parties in enumerate(sides):
        keys = {party.key for party in parties} | {party.country for party in parties if party.country}
        values = ", ".join("'{}'".format(key.replace("'", "''")) for key in sorted(keys)) or "null"
        known = f"from entities where entity_id in ({values}) or country in ({values})"
        if connection.execute(f"select 1 {known} limit 1").fetchone() is not None:
            found[f"side_{number}"] = (
                f"select distinct article_no from entity_mentions where article_no between {reach[0]} and {reach[1]} "
                f"and entity_no in (select entity_no {known})"
            )
    return found


def _likeness(connection: DuckDBPyConnection, near: Collection[int], articles: Collection[int]) -> dict[int, float]:
    rows = connection.execute(
        f"select article_no, vector from vectors where {among('article_no', {*near, *articles})}"
    ).fetchall()
    vectors = {int(number): unpack_vector(blob) for number, blob in rows}
    own = [vectors[number] for number in near if number in vectors][:_MOST_COMPARED]
    return {number: max((dot(vector, one) / UNIT**2 for one in own), default=0.0) for number, vector in vectors.items()}
