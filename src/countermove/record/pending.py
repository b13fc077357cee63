"""What one transaction will write: new rows by table, changes to old ones, and what must be worked out anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from countermove.record.numbers import Numbers
from countermove.record.rows import Row, Rows, numbers_in
from countermove.record.series import move_numbers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_COUNTED = ("event_mentions", "claim_mentions", "quantities", "non_responses")
"""Tables whose rows count only while their article is current."""


class Pending:
    """Rows and changes, collected and then written in one go."""

    def __init__(self) -> None:
        self.rows: defaultdict[str, list[Row]] = defaultdict(list)
        self.superseded: dict[int, int] = {}
        """Number of the later version by that of the earlier."""
        self.copied_agencies: dict[int, int] = {}
        """The agency behind a group of copies, by the number of the group's first article."""
        self.merged_events: dict[int, int] = {}
        """Number of the event kept by that of the event which is the same."""
        self.moved: dict[str, tuple[str, int]] = {}
        """Id and number of the story that an article moved to, by the id of the article."""
        self.dirty_events: set[int] = set()
        self.dirty_claims: set[int] = set()
        self.dirty_stories: set[int] = set()

    def add(self, table: str, *row: object) -> None:
        """Collect a row, with its values in the order of the table's columns."""
        self.rows[table].append(row)

    def merge_events(self, gone: int, kept: int) -> None:
        """Two events turned out to be one."""
        for earlier, into in self.merged_events.items():
            if into == gone:
                self.merged_events[earlier] = kept
        self.merged_events[gone] = kept

    def write(self, connection: DuckDBPyConnection, rows: Rows, series: Numbers) -> None:
        """Write everything, inside a transaction that is open; ``series`` gives new series of numbers theirs."""
        for table, collected in self.rows.items():
            rows.append(table, collected)
        self._move(connection, rows, series)
        self._supersede(connection, rows)
        self._credit_agencies(connection)
        for gone, kept in self.merged_events.items():
            join_events(connection, gone, kept)
            self.dirty_events |= {gone, kept}
        aggregate(connection, self.dirty_events, self.dirty_claims, self.dirty_stories)

    def _move(self, connection: DuckDBPyConnection, rows: Rows, series: Numbers) -> None:
        """Articles that belong to another story take along what hangs on the story: their events, claims, numbers."""
        if not self.moved:
            return
        rows.update(
            "articles", ["article_id"], ["story_no"], [(one, no) for one, (_, no) in sorted(self.moved.items())]
        )
        stories = {
            int(article_no): self.moved[article_id]
            for article_id, article_no in connection.execute(
                "select article_id, article_no from articles where article_id in (select unnest(?::varchar[]))",
                [sorted(self.moved)],
            ).fetchall()
        }
        move_numbers(connection, rows, series, stories)
        self._touch(connection, set(stories))

    def _supersede(self, connection: DuckDBPyConnection, rows: Rows) -> None:
        if self.superseded:
            changes = [(old, "superseded", new) for old, new in sorted(self.superseded.items())]
            rows.update("articles", ["article_no"], ["status", "superseded_by"], changes)
            uncount(connection, set(self.superseded))
            self._touch(connection, set(self.superseded))

    def _touch(self, connection: DuckDBPyConnection, articles: set[int]) -> None:
        events, claims, stories = touched_by(connection, articles)
        self.dirty_events |= events
        self.dirty_claims |= claims
        self.dirty_stories |= stories

    def _credit_agencies(self, connection: DuckDBPyConnection) -> None:
        """An agency's own copy came after those who carried it: what they tell is the agency's word."""
        for first, agency in self.copied_agencies.items():
            group = (
                "a.article_no = m.article_no and (a.article_no = $1 or a.copy_of = $1) and a.origin_from <> 'credit'"
            )
            for table in ("event_mentions", "claim_mentions", "quantities"):
                connection.execute(
                    f"update {table} m set origin_no = $2 from articles a where {group} and m.origin_no = a.origin_no",
                    [first, agency],
                )
            changed = connection.execute(
                "update articles set origin_no = $2, origin_from = 'copy' where (article_no = $1 or copy_of = $1) "
                "and origin_from <> 'credit' and origin_no <> $2 returning article_no",
                [first, agency],
            ).fetchall()
            self._touch(connection, {int(row[0]) for row in changed})


def join_events(connection: DuckDBPyConnection, gone: int, kept: int) -> None:
    """One event becomes part of another, and its row says no more than that."""
    for table in ("event_mentions", "event_parties"):
        connection.execute(f"update {table} set event_no = ? where event_no = ?", [kept, gone])
    connection.execute("update events set merged_into = $2 where event_no = $1 or merged_into = $1", [gone, kept])
    connection.execute((files("countermove.record") / "aggregates" / "merged.sql").read_text(encoding="utf-8"), [gone])


def uncount(connection: DuckDBPyConnection, articles: set[int]) -> None:
    """What these articles report counts no longer."""
    for table in _COUNTED:
        connection.execute(f"update {table} set counted = false where article_no in ({numbers_in(articles)})")


def recount(connection: DuckDBPyConnection, articles: set[int]) -> None:
    """What these articles report counts if they are current, and doesn't if they aren't."""
    for table in _COUNTED:
        connection.execute(
            f"update {table} set counted = (a.status = 'current') from articles a "
            f"where a.article_no = {table}.article_no and a.article_no in ({numbers_in(articles)})"
        )


def touched_by(connection: DuckDBPyConnection, articles: set[int]) -> tuple[set[int], set[int], set[int]]:
    """The events, claims and stories that these articles report."""
    found = []
    for column, table in (
        ("event_no", "event_mentions"),
        ("claim_no", "claim_mentions"),
        ("story_no", "articles"),
    ):
        rows = connection.execute(
            f"select distinct {column} from {table} "
            f"where article_no in ({numbers_in(articles)}) and {column} is not null"
        ).fetchall()
        found.append({int(row[0]) for row in rows})
    return found[0], found[1], found[2]


def aggregate(connection: DuckDBPyConnection, events: set[int], claims: set[int], stories: set[int]) -> None:
    """Work out the rows of these events, claims and stories from their mentions; rows of new ones must be there."""
    _work_out(connection, "events", "event", events)
    _work_out(connection, "claims", "claim", claims | claims_on(connection, events))
    _work_out(connection, "stories", "story", stories)


def claims_on(connection: DuckDBPyConnection, events: set[int]) -> set[int]:
    """Claims that tell these events: a denial of the event disputes them."""
    rows = connection.execute(
        "select distinct c.claim_no from event_mentions m "
        "join claim_events e on e.article_no = m.article_no and e.event_item = m.item "
        "join claim_mentions c on c.article_no = e.article_no and c.item = e.item "
        f"where m.event_no in (select event_no from event_mentions where event_no in ({numbers_in(events)}) "
        "and stance = 'denies')"
    ).fetchall()
    return {int(row[0]) for row in rows}


def _work_out(connection: DuckDBPyConnection, table: str, one: str, numbers: set[int]) -> None:
    if not numbers:
        return
    columns = work_out_values(connection, table, one, numbers)
    changes = ", ".join(f"{name} = v.{name}" for name in columns)
    connection.execute(f"update {table} set {changes} from {one}_values v where v.{one}_no = {table}.{one}_no")


def work_out_values(connection: DuckDBPyConnection, table: str, one: str, numbers: Iterable[int]) -> list[str]:
    """Work out rows into the temporary table ``<one>_values``, and write nothing; returns the columns of values."""
    sql = (files("countermove.record") / "aggregates" / f"{table}.sql").read_text(encoding="utf-8")
    connection.execute(
        f"create or replace temp table dirty_{table} as select unnest([{numbers_in(numbers)}])::integer as {one}_no"
    )
    connection.execute(sql)
    return [str(row[0]) for row in connection.execute(f"describe {one}_values").fetchall() if row[0] != f"{one}_no"]
