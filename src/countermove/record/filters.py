"""The same filters everywhere: what a person asks for, as conditions on the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from countermove.record.entities import FAMILIES, folded, plain_name
from countermove.record.errors import FilterError
from countermove.schema import EventType

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STATUSES = ("single-origin", "corroborated", "confirmed", "disputed", "denied", "denial", "open", "withdrawn")
"""Those of events and of claims; only a claim is a ``denial``, what it denies is a ``denied`` event."""
_MOST_ORIGINS = 1_000_000_000
_LISTED = "(select unnest(?::integer[]))"
_CODE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; of several values of one filter any may hold, of several filters all must.

    ``actor`` and ``recipient`` are country or PLOVER codes (``UKR``, ``NGO``), registry keys, or names. ``event_type``
    holds PLOVER types. ``since`` and ``until`` bound the day of the event, both inclusive. ``place`` names a place, a
    province or a country. ``topic`` is a word or phrase that an article of the event's story must have.
    ``min_origins`` is the least number of independent origins, ``status`` one of :data:`STATUSES`, ``story`` a story
    id.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    place: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    min_origins: int = 0
    status: tuple[str, ...] = ()
    story: tuple[str, ...] = ()

    @classmethod
    def of(cls, **wanted: Any) -> Filters:
        """Filters from plain values: text or a list of texts, ISO 8601 dates, numbers; ``type`` stands for event types.

        Raises:
            FilterError: a name isn't a filter, or a value can't be one.
        """
        if "type" in wanted:
            wanted["event_type"] = wanted.pop("type")
        unknown = sorted(set(wanted) - set(cls.__slots__))
        if unknown:
            names = ", ".join(name.replace("event_type", "type") for name in cls.__slots__)
            raise FilterError(f"no filter {unknown[0]!r}; filters are: {names}")
        values: dict[str, Any] = {}
        for name, value in wanted.items():
            if value is None:
                continue
            if name in ("since", "until"):
                values[name] = _day(name, value)
            elif name == "min_origins":
                values[name] = _number(name, value)
            else:
                texts = tuple(value) if isinstance(value, (list, tuple, set, frozenset)) else (value,)
                values[name] = tuple(_text(name, text) for text in texts)
        since, until = values.get("since"), values.get("until")
        if since and until and since > until:
            raise FilterError(f"since: {since} is after until, {until}")
        return cls(**values)


def _day(name: str, value: Any) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError as error:
        raise FilterError(f"{name}: {value!r} is no date such as 2024-11-01") from error


def _number(name: str, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise FilterError(f"{name}: {value!r} is no whole number") from error
    if number < 0:
        raise FilterError(f"{name}: must not be negative")
    return min(number, _MOST_ORIGINS)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FilterError(f"{name}: {value!r} is no text")
    text = value.strip()
    if not text:
        raise FilterError(f"{name}: must not be empty")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise FilterError(f"{name}: {value!r} is no text in UTF-8")
    if name == "event_type":
        text = text.upper()
        if text not in get_args(EventType):
            raise FilterError(f"type: no event type {value!r}; types are: {', '.join(get_args(EventType))}")
    if name == "status" and text not in STATUSES:
        raise FilterError(f"status: no status {value!r}; they are: {', '.join(STATUSES)}")
    return text


@dataclass(slots=True)
class Condition:
    """SQL conditions that all must hold, and the values of their parameters."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> None:
        """One more."""
        self.parts.append(sql)
        self.values += values

    def sql(self) -> str:
        """All of them."""
        return " and ".join(self.parts) or "true"


def event_condition(connection: DuckDBPyConnection, filters: Filters) -> Condition:
    """Conditions on the table ``events``."""
    found = Condition()
    found.add("merged_into is null")
    if "withdrawn" not in filters.status:
        found.add("reports > 0")
    for role, wanted in (("actor", filters.actor), ("recipient", filters.recipient)):
        if wanted:
            _party(found, connection, role, wanted)
    if filters.event_type:
        found.add(f"event_type in ({_marks(filters.event_type)})", *filters.event_type)
    if filters.place:
        found.add(f"place_no in {_LISTED}", sorted(_places(connection, filters.place)))
    _of_both(found, filters)
    return found


def claim_condition(connection: DuckDBPyConnection, filters: Filters) -> Condition:
    """Conditions on the table ``claims``: the actor is who speaks, the recipient somebody the claim is about.

    Raises:
        FilterError: a filter that claims don't have.
    """
    found = Condition()
    if "withdrawn" not in filters.status:
        found.add("reports > 0")
    if filters.actor:
        found.add(f"speaker_no in {_LISTED}", sorted(_entities(connection, filters.actor)))
    if filters.recipient or filters.event_type or filters.place:
        about = Filters(recipient=filters.recipient, event_type=filters.event_type, place=filters.place)
        inner = event_condition(connection, about)
        found.add(
            "claim_no in (select m.claim_no from claim_mentions m join claim_events c using (article_no, item) "
            "join event_mentions e on e.article_no = c.article_no and e.item = c.event_item "
            f"where e.event_no in (select event_no from events where {inner.sql()}))",
            *inner.values,
        )
    _of_both(found, filters)
    return found


def _of_both(found: Condition, filters: Filters) -> None:
    """Conditions on columns that events and claims have alike."""
    bounds_condition(found, filters)
    if filters.status:
        found.add(f"status in ({_marks(filters.status)})", *filters.status)
    story_condition(found, filters)


def bounds_condition(found: Condition, filters: Filters) -> None:
    """Conditions on any table with days and origins."""
    if filters.since is not None:
        found.add("last_day >= ?", filters.since)
    if filters.until is not None:
        found.add("first_day <= ?", filters.until)
    if filters.min_origins:
        found.add("origins >= ?", filters.min_origins)


def story_condition(found: Condition, filters: Filters) -> None:
    """Conditions on any table with a ``story_no``: the stories asked for, or those that tell of a topic."""
    if filters.story:
        found.add(
            f"story_no in (select story_no from stories where story_id in ({_marks(filters.story)}))", *filters.story
        )
    for topic in filters.topic:
        found.add(
            "story_no in (select story_no from articles where status = 'current' and "
            "(contains(lower(text), ?) or contains(lower(title), ?)))",
            topic.lower(),
            topic.lower(),
        )


def _party(found: Condition, connection: DuckDBPyConnection, role: str, wanted: Sequence[str]) -> None:
    """Codes are looked for in the event's row, names among the parties of its reports."""
    either = Condition()
    for one in wanted:
        code = _code(connection, one)
        if code is not None:
            either.add(f"contains({role}_codes, ?)", code)
    numbers = {number for one in wanted for number in _named(connection, one)}
    if numbers or not either.parts:
        either.add(
            f"event_no in (select event_no from event_parties where role = '{role}' and entity_no in {_LISTED})",
            sorted(numbers),
        )
    found.add("(" + " or ".join(either.parts) + ")", *either.values)


def _code(connection: DuckDBPyConnection, name: str) -> str | None:
    """A country or PLOVER code, or that of a state where the name is that of one."""
    if _CODE.match(name):
        return name
    row = connection.execute(
        "select n.country from entity_keys k join entities n using (entity_no) where k.key = ? and n.kind = 'state'",
        [f"name state {folded(name)}"],
    ).fetchone()
    return str(row[0]) if row and row[0] else None


def _entities(connection: DuckDBPyConnection, wanted: Sequence[str]) -> set[int]:
    """The numbers of the entities with these codes, keys or names."""
    numbers: set[int] = set()
    for one in wanted:
        code = _code(connection, one)
        rows = connection.execute("select entity_no from entities where country = ?", [code]).fetchall()
        numbers |= {int(row[0]) for row in rows} | _named(connection, one)
    return numbers


def _named(connection: DuckDBPyConnection, wanted: str) -> set[int]:
    """The numbers of the entities with this key or name; three capitals (``UKR``, ``IMF``) are no part of a name."""
    name = folded(wanted)
    if not name:
        return set()
    if _CODE.match(wanted):
        rows = connection.execute(
            "select entity_no from entity_keys join entities using (entity_no) "
            "where key in (select unnest(?::varchar[])) and country is distinct from ?",  # by the code they are found
            [[f"name {family} {name}" for family in FAMILIES], wanted],
        ).fetchall()
        return {int(row[0]) for row in rows}
    if _code(connection, wanted) is not None:
        return set()  # all of a state are found by its code
    pattern = f"name ({'|'.join(FAMILIES)}) (.* )?{re.escape(name)}( .*)?"
    rows = connection.execute(
        "select entity_no from entities where entity_id = ? or lower(strip_accents(name)) = ? "
        "union select entity_no from entity_keys where contains(key, ?) and regexp_full_match(key, ?)",
        [wanted, name, name, pattern],
    ).fetchall()
    return {int(row[0]) for row in rows}


def _places(connection: DuckDBPyConnection, wanted: Sequence[str]) -> set[int]:
    """The numbers of the places with these names, or in provinces or countries with these names or codes."""
    numbers: set[int] = set()
    for one in wanted:
        name = plain_name(one)
        if not any(char.isalnum() for char in name):
            continue
        whole_words = rf"(^|[^\pL\pN]){re.escape(name)}($|[^\pL\pN])"
        rows = connection.execute(
            "select place_no from places where country = ? or lower(strip_accents(admin1)) = ? "
            "or regexp_matches(lower(strip_accents(name)), ?)",
            [_code(connection, one), name, whole_words],
        ).fetchall()
        numbers |= {int(row[0]) for row in rows}
    return numbers


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
