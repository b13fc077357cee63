"""What the filters keep of each table, as conditions on the columns it is chosen by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from countermove.record.filters import Condition, Filters, claim_condition, event_condition, story_condition

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def chosen(connection: DuckDBPyConnection, what: str, key: str, filters: Filters) -> Condition:
    """The condition on the rows of a table.

    Events and claims are those that the filters keep, reports are of such events. Articles are current ones, by their
    day of publication and their story; other filters keep those that tell such an event. Numbers are those in such
    articles. Entities are those that take part in such events.

    Args:
        connection: the record.
        what: the table's name.
        key: the column it is chosen by.
        filters: what is asked for.

    Raises:
        FilterError: a filter that can't be understood.
    """
    return _RULES[what](connection, key, filters)


def _events(connection: DuckDBPyConnection, key: str, filters: Filters) -> Condition:
    return _among(key, "select event_no from events", event_condition(connection, filters))


def _claims(connection: DuckDBPyConnection, key: str, filters: Filters) -> Condition:
    return _among(key, "select claim_no from claims", claim_condition(connection, filters))


def _reports(connection: DuckDBPyConnection, key: str, filters: Filters) -> Condition:
    found = _events(connection, key, filters)
    found.add("m.counted")
    return found


def _articles(connection: DuckDBPyConnection, key: str, filters: Filters) -> Condition:
    own = Condition()
    own.add("status = 'current'")
    if filters.since is not None:
        own.add("published_day >= ?", filters.since)
    if filters.until is not None:
        own.add("published_day <= ?", filters.until)
    story_condition(own, filters)
    rest = replace(filters, since=None, until=None, topic=(), story=())
    if rest != Filters():
        events = _events(connection, "event_no", rest)
        own.add(
            f"article_no in (select article_no from event_mentions where counted and {events.sql()})", *events.values
        )
    return _among(key, "select article_no from articles", own)


def _entities(connection: DuckDBPyConnection, key: str, filters: Filters) -> Condition:
    if filters == Filters():
        return Condition()
    return _among(key, "select entity_no from event_parties", _events(connection, "event_no", filters))


def _among(key: str, select: str, condition: Condition) -> Condition:
    found = Condition()
    found.add(f"{key} in ({select} where {condition.sql()})", *condition.values)
    return found


_RULES: dict[str, Callable[[DuckDBPyConnection, str, Filters], Condition]] = {
    "events": _events,
    "claims": _claims,
    "reports": _reports,
    "numbers": _articles,
    "articles": _articles,
    "entities": _entities,
}
