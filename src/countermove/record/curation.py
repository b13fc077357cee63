"""What people decide about a record: events taken apart or joined, articles retracted; each kept with its author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.intake.canonical import normal_url
from countermove.record.decisions import keep_decision
from countermove.record.errors import FilterError
from countermove.record.identity import content_id, mention_id
from countermove.record.pending import aggregate, claims_on, join_events, recount, touched_by
from countermove.record.rows import numbers_in
from countermove.record.transactions import transaction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, and why."""

    author: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    identifier: str


@dataclass(frozen=True, slots=True)
class _Mention:
    identifier: str
    article_no: int
    item: str
    counted: bool


def split_event(connection: DuckDBPyConnection, event_id: str, mentions: Sequence[str], decision: Decision) -> str:
    """Take mentions out of an event: together they are an event of their own from now on.

    Args:
        connection: the open record.
        event_id: the event.
        mentions: some of its reports, each as ``article_id/item``.
        decision: who decides, and why.

    Returns:
        The id of the event that the mentions form: the one they were before they were merged, or a new one.

    Raises:
        FilterError: there is no such event or mention, or nothing would be left of the event.
    """
    event = _event(connection, event_id)
    members = _members(connection, event)
    known = {member.identifier: member for member in members}
    wanted = list(dict.fromkeys(mentions))
    strangers = [mention for mention in wanted if mention not in known]
    if strangers:
        raise FilterError(f"{strangers[0]}: is no report of {event.identifier}; its reports are: {_some([*known])}")
    if not wanted:
        raise FilterError(f"{event.identifier}: name the reports to take out, as article_id/item")
    staying = [member for member in members if member.identifier not in wanted]
    if not any(member.counted for member in staying):
        raise FilterError(f"{event.identifier}: has no other reports in current articles; nothing would be left of it")
    moving = [member for member in members if member.identifier in wanted]
    with transaction(connection):
        claims = claims_on(connection, {event.number})
        into = _own_event(connection, event, moving)
        _move(connection, moving, into.number, decision)
        sides = [[member.identifier for member in side] for side in (moving, staying)]
        keep_decision(connection, decision.author, "split", sides, decision.reason)
        aggregate(connection, {event.number, into.number}, claims, set())
    return into.identifier


def merge_events(connection: DuckDBPyConnection, event_ids: Sequence[str], decision: Decision) -> str:
    """Join events: they are one from now on, under the id of the earliest.

    Raises:
        FilterError: there is no such event, or there are not two.
    """
    events = sorted({_event(connection, event_id) for event_id in event_ids}, key=lambda event: event.number)
    if len(events) < 2:
        raise FilterError("name two events or more; these are one already" if event_ids else "name two events or more")
    kept = events[0]
    with transaction(connection):
        for gone in events[1:]:
            sides = [[member.identifier for member in _members(connection, event)] for event in (kept, gone)]
            _move(connection, _members(connection, gone), kept.number, decision)
            join_events(connection, gone.number, kept.number)
            keep_decision(connection, decision.author, "merge", sides, decision.reason)
        aggregate(connection, {event.number for event in events}, set(), set())
    return kept.identifier


def retract(connection: DuckDBPyConnection, article: str, decision: Decision) -> list[str]:
    """Mark articles as retracted: what they report counts no longer. Nothing is deleted.

    Args:
        connection: the open record.
        article: an article's id, or the address of a page: then its current version.
        decision: who decides, and why.

    Returns:
        The ids of the articles.

    Raises:
        FilterError: there is no such article, or it is retracted already.
    """
    found = _articles(connection, article)
    chosen = {number: name for number, name, status in found if status != "retracted"}
    if article not in chosen.values():  # an address: earlier versions stay superseded
        chosen = {number: name for number, name, status in found if status == "current"}
    if not chosen:
        raise FilterError(f"{article}: is retracted already")
    with transaction(connection):
        connection.execute(
            f"update articles set status = 'retracted', status_reason = ? where article_no in ({numbers_in(chosen)})",
            [decision.reason],
        )
        _count_anew(connection, set(chosen))
        keep_decision(connection, decision.author, "retract", [*chosen.values()], decision.reason)
    return [*chosen.values()]


def restore(connection: DuckDBPyConnection, article: str, decision: Decision) -> list[str]:
    """Undo the retraction of articles; one of which a later version is current becomes superseded by that.

    Raises:
        FilterError: there is no such article, or it is not retracted.
    """
    found = _articles(connection, article)
    chosen = {number: name for number, name, status in found if status == "retracted"}
    if not chosen:
        raise FilterError(f"{article}: is not retracted")
    with transaction(connection):
        for number in sorted(chosen, reverse=True):  # the latest version first: it supersedes the others
            row = connection.execute(
                "select max(other.article_no) from articles this join articles other using (document_id) "
                "where this.article_no = ? and other.status = 'current'",
                [number],
            ).fetchall()
            later = row[0][0]
            connection.execute(
                "update articles set status = ?, status_reason = null, superseded_by = ? where article_no = ?",
                ["current" if later is None else "superseded", later, number],
            )
        _count_anew(connection, set(chosen))
        keep_decision(connection, decision.author, "restore", [*chosen.values()], decision.reason)
    return [*chosen.values()]


def _count_anew(connection: DuckDBPyConnection, articles: set[int]) -> None:
    recount(connection, articles)
    aggregate(connection, *touched_by(connection, articles))


def _event(connection: DuckDBPyConnection, event_id: str) -> _Event:
    """The event with this id, or the one that it became part of."""
    rows = connection.execute(
        "select coalesce(kept.event_no, e.event_no), coalesce(kept.event_id, e.event_id) from events e "
        "left join events kept on kept.event_no = e.merged_into where e.event_id = ?",
        [event_id],
    ).fetchall()
    if not rows:
        raise FilterError(f"{event_id}: there is no such event")
    return _Event(int(rows[0][0]), str(rows[0][1]))


def _members(connection: DuckDBPyConnection, event: _Event) -> list[_Mention]:
    rows = connection.execute(
        "select a.article_id, m.article_no, m.item, m.counted from event_mentions m join articles a using (article_no) "
        "where m.event_no = ? order by m.article_no, m.item",
        [event.number],
    ).fetchall()
    return [_Mention(mention_id(article, item), int(number), item, counted) for article, number, item, counted in rows]


def _move(connection: DuckDBPyConnection, mentions: Sequence[_Mention], event_no: int, decision: Decision) -> None:
    for mention in mentions:
        where = [mention.article_no, mention.item]
        connection.execute(
            "update event_mentions set event_no = ?, score = 1.0, reason = ?, decided_by = ? "
            "where article_no = ? and item = ?",
            [event_no, decision.reason or "decided by a person", decision.author, *where],
        )
        connection.execute(
            "update event_parties set event_no = ? where article_no = ? and item = ?", [event_no, *where]
        )


def _own_event(connection: DuckDBPyConnection, event: _Event, mentions: Sequence[_Mention]) -> _Event:
    """The event that mentions were before they were merged into this one, else a new one."""
    former = [content_id("e", mention.identifier) for mention in mentions]
    rows = connection.execute(
        "select event_no, event_id from events where merged_into = ? and event_id in (select unnest(?::varchar[])) "
        "order by event_no limit 1",
        [event.number, former],
    ).fetchall()
    if rows:
        connection.execute("update events set merged_into = null where event_no = ?", [rows[0][0]])
        return _Event(int(rows[0][0]), str(rows[0][1]))
    turn = 0
    identifier = former[0]
    while connection.execute("select 1 from events where event_id = ?", [identifier]).fetchall():
        turn += 1
        identifier = content_id("e", *(mention.identifier for mention in mentions), "split", str(turn))
    number = connection.execute("select coalesce(max(event_no), 0) + 1 from events").fetchall()[0][0]
    connection.execute(
        "insert into events by name select * replace (? as event_no, ? as event_id, null::integer as merged_into) "
        "from events where event_no = ?",
        [number, identifier, event.number],
    )
    return _Event(int(number), identifier)


def _articles(connection: DuckDBPyConnection, article: str) -> list[tuple[int, str, str]]:
    """Number, id and status of the article with this id, or of all versions at this address."""
    rows = connection.execute(
        "select article_no, article_id, status from articles where article_id = $1 or url = $1 or url = $2 "
        "order by article_no",
        [article, normal_url(article)],
    ).fetchall()
    if not rows:
        raise FilterError(f"{article}: there is no article with this id or address")
    return [(int(number), str(name), str(status)) for number, name, status in rows]


def _some(names: Sequence[str], most: int = 10) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
