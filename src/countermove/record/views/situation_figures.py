"""Headline figures of a situation report, beside those of the window before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.filters import Filters, event_condition
from countermove.record.views.citations import Citations, Statement
from countermove.record.views.rows import one_value
from countermove.record.views.situation_scope import Scope
from countermove.record.views.wording import capitalised, count_text, days_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HAPPENED = ("single-origin", "corroborated", "confirmed", "disputed")
_QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
_LABELS = {
    "events": "Events told as having happened",
    **{quad: capitalised(quad.replace("_", " ")) for quad in _QUADS},
    "mean_score": "Mean conflict–cooperation score (−10 to 10)",
    "well_founded": "Corroborated or confirmed",
    "single_origin": "On a single origin",
    "disputed": "Disputed",
    "denied": "Denied, told by nobody",
    "open": "Open: planned, asked for or possible",
    "articles": "Articles that tell them",
    "publishers": "Publishers of these",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in the window and in the one before; ``before`` is None where that can't be compared."""

    key: str
    label: str
    now: int | float | None
    before: int | float | None


def figures(connection: DuckDBPyConnection, scope: Scope) -> tuple[tuple[Figure, ...], bool]:
    """All figures, and whether the window before holds any article, so that there is something to compare with."""
    now = _counts(connection, scope.now)
    articles = one_value(
        connection,
        "select count(*) from articles where status = 'current' and published_day between ? and ?",
        [scope.before_since, scope.before_until],
    )
    before = _counts(connection, scope.before) if articles else {}
    return tuple(Figure(key, label, now[key], before.get(key)) for key, label in _LABELS.items()), bool(articles)


def figure_statements(counted: tuple[Figure, ...], scope: Scope, citations: Citations) -> Iterator[Statement]:
    """The figures that matter most, in sentences."""
    by_key = {figure.key: figure for figure in counted}
    now = {key: int(figure.now or 0) for key, figure in by_key.items() if key != "mean_score"}
    command = scope.command("events")
    span = days_text(scope.since, scope.until)
    events = count_text(now["events"], "event")
    articles = f", in {count_text(now['articles'], 'article')}" if now["articles"] else ""
    yield citations.figure(f"{capitalised(events)} told as having happened, {span}{articles}.", command)
    before = by_key["events"].before
    earlier = days_text(scope.before_since, scope.before_until)
    if before is None:
        text = f"The record holds no article of {earlier}, so there is nothing to compare with."
    else:
        text = f"The window before, {earlier}, has {int(before):,}."
    yield citations.figure(text, command)
    if not now["events"]:
        return
    conflict = now["verbal_conflict"] + now["material_conflict"]
    yield citations.figure(
        f"Conflict: {conflict:,} ({now['verbal_conflict']:,} verbal, {now['material_conflict']:,} material); "
        f"cooperation: {now['events'] - conflict:,} ({now['verbal_cooperation']:,} verbal, "
        f"{now['material_cooperation']:,} material).",
        command,
    )
    yield citations.figure(
        f"Corroborated or confirmed: {now['well_founded']:,}; on a single origin: {now['single_origin']:,}; "
        f"disputed: {now['disputed']:,}.",
        command,
    )


def _counts(connection: DuckDBPyConnection, filters: Filters) -> dict[str, int | float | None]:
    condition = event_condition(connection, filters)
    rows = connection.execute(
        f"select quad, status, count(*), sum(score), count(score) from events where {condition.sql()} group by all",
        condition.values,
    ).fetchall()
    happened = [row for row in rows if row[1] in _HAPPENED]

    def of(*statuses: str) -> int:
        return sum(int(row[2]) for row in rows if row[1] in statuses)

    scored = sum(int(row[4]) for row in happened)
    found: dict[str, int | float | None] = {"events": sum(int(row[2]) for row in happened)}
    found |= {quad: sum(int(row[2]) for row in happened if row[0] == quad) for quad in _QUADS}
    found["mean_score"] = round(sum(row[3] or 0.0 for row in happened) / scored, 2) if scored else None
    found["well_founded"] = of("corroborated", "confirmed")
    found |= {status.replace("-", "_"): of(status) for status in ("single-origin", "disputed", "denied", "open")}
    articles, publishers = _told_by(connection, filters)
    return {**found, "articles": articles, "publishers": publishers}


def _told_by(connection: DuckDBPyConnection, filters: Filters) -> tuple[int, int]:
    condition = event_condition(connection, filters)
    marks = ", ".join(f"'{status}'" for status in _HAPPENED)
    row = connection.execute(
        "select count(distinct article_no), count(distinct publisher_no) from event_mentions where counted and "
        f"event_no in (select event_no from events where {condition.sql()} and status in ({marks}))",
        condition.values,
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
