"""Where texts say that somebody has not answered a move, and in what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.ontology.silence_scopes import SilenceScopes, shipped_silence_scopes
from countermove.record.rows import numbers_in
from countermove.record.views.rows import named_rows
from countermove.response.answer import Answer, Evidence
from countermove.response.parties import Parties, PartyKnowledge
from countermove.response.silence import SilenceReport
from countermove.response.silence_targets import SilenceTargets

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SAID = """
select r.entity_no, r.to_item, r.published_day as day, a.article_no, a.article_id, a.url, b.name as publisher,
    w.start_char, w.end_char, substr(a.text, w.start_char + 1, w.end_char - w.start_char) as words,
    substr(a.text, w.start_char + 1, w.end_char - w.start_char + 60) as told, m.event_no as to_event,
    a.article_no in ({telling}) as tells
from non_responses r join articles a on a.article_no = r.article_no
join mentions w on w.article_no = r.article_no and w.item = r.item and w.kind = 'non_response'
left join event_mentions m on m.article_no = r.article_no and m.item = r.to_item and m.counted
left join sources b on b.source_no = a.source_no
where r.counted and r.entity_no is not null and a.copy_of is null and {near}
order by r.published_day nulls last, a.article_no, w.start_char, r.entity_no
"""
_NOT_DONE = """
with triggers as (select article_no, item, min_by(start_char, rowid) as start_char, min_by(end_char, rowid) as end_char
    from mentions where article_no in (select article_no from articles a where {near}) and kind = 'event'
    and part = 'trigger' group by all)
select p.entity_no, m.published_day as day, a.article_no, a.article_id, a.url, b.name as publisher, m.event_type,
    m.mode,
    t.start_char, t.end_char, substr(a.text, t.start_char + 1, t.end_char - t.start_char) as words,
    substr(a.text, m.sentence_start + 1, t.start_char - m.sentence_start) as before
from event_mentions m join articles a on a.article_no = m.article_no
join event_parties p on p.article_no = m.article_no and p.item = m.item and p.role = 'actor'
join triggers t on t.article_no = m.article_no and t.item = m.item
left join sources b on b.source_no = a.source_no
where m.counted and m.polarity = 'denied' and m.event_type in ({types}) and m.speaker_no is null
    and a.copy_of is null and {near}
order by m.published_day nulls last, a.article_no, t.start_char, p.entity_no
"""


def silence_reports(
    connection: DuckDBPyConnection,
    event_no: int,
    movers: Mapping[int, str],
    first: date | None,
    last: date | None,
    knowledge: PartyKnowledge,
    scopes: SilenceScopes | None = None,
) -> list[SilenceReport]:
    """Silences that texts report towards a move, and deeds that they say somebody has not done.

    They stand in articles of the window that tell the move, belong to its stories or name its mover, and name no other
    event as the one that is not answered.

    Args:
        connection: an open record.
        event_no: number of the move.
        movers: keys of those who make the move, by the numbers of their entities; what they are said not to have done
            answers nothing.
        first: first day of the window; None: no bound.
        last: last day of the window.
        knowledge: what parties are told by.
        scopes: which words mean which scope; the package's own by default.
    """
    scopes = scopes or shipped_silence_scopes()
    telling = _telling(connection, event_no)
    near = _near(telling, movers, first, last)
    said = named_rows(connection, _SAID.format(telling=numbers_in(telling), near=near))
    about = SilenceTargets(connection, event_no, {int(row["article_no"]) for row in said}, scopes)
    said = [row for row in said if about.concerns(row)]
    not_done = named_rows(connection, _NOT_DONE.format(near=near, types=_DEEDS))
    not_done = [row for row in not_done if scopes.negated(str(row["before"])[-_REACH:])]
    rows = [*said, *not_done]
    entities = {int(row["entity_no"]) for row in rows}
    parties = Parties(connection, entities, {int(row["article_no"]) for row in rows}, knowledge)
    found = [
        report
        for row in said
        if (report := _report(row, parties, _scope_of_words(str(row["words"]), scopes), "says so"))
    ]
    making = frozenset(movers.values())
    for row in not_done:
        scope = f"{row['event_type']} {row['mode']}" if row["mode"] else str(row["event_type"])
        report = _report(row, parties, scope, "told as not done")
        if report is not None and report.party.key not in making and report.party.country not in making:
            found.append(report)
    return found


def _telling(connection: DuckDBPyConnection, event_no: int) -> list[int]:
    """Numbers of the articles that tell the move."""
    rows = connection.execute(
        "select distinct article_no from event_mentions where event_no = ? and counted", [event_no]
    ).fetchall()
    return [int(row[0]) for row in rows]


def refused_deeds(answers: Iterable[Answer], scopes: SilenceScopes | None = None) -> list[SilenceReport]:
    """Refusals that are also silence in the deed refused: "declined to join the sanctions".

    Args:
        answers: answers to the move; those coded REJECT whose words refuse to do something are taken.
        scopes: which words mean which deed; the package's own by default.
    """
    scopes = scopes or shipped_silence_scopes()
    found = []
    for answer in answers:
        if answer.act.event_type != "REJECT":
            continue
        for evidence in (answer.act.evidence, *answer.evidence):
            scope = scopes.refused_deed(evidence.words)
            if scope is not None:
                found.append(SilenceReport(answer.party, scope, answer.act.day, evidence))
                break
    return found


_REACH = 60
_DEEDS = ", ".join(
    f"'{one}'" for one in "SUPPORT ACCUSE COOPERATE AID RETREAT PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
"""What not doing tells something about: a demand or a talk that didn't happen is hardly news of silence."""


def _scope_of_words(words: str, scopes: SilenceScopes) -> str:
    return scopes.of(words) or "words"


def _near(telling: Sequence[int], movers: Iterable[int], first: date | None, last: date | None) -> str:
    """Articles of the window that tell the move, are of their stories or name the mover, as a condition on ``a``."""
    stories = f"select story_no from articles where article_no in ({numbers_in(telling)}) and story_no is not null"
    days = "".join(
        f" and a.published_day {sign} date '{day.isoformat()}'"
        for sign, day in ((">=", first), ("<=", last))
        if day is not None
    )
    named = f"select article_no from entity_mentions where entity_no in ({numbers_in(movers)})"
    return (
        f"a.status = 'current' and (a.article_no in ({numbers_in(telling)}) or a.story_no in ({stories}) "
        f"or a.article_no in ({named})){days}"
    )


def _report(row: dict[str, Any], parties: Parties, scope: str, reason: str) -> SilenceReport | None:
    party = parties.of(int(row["entity_no"]))
    if party is None or party.kind == "states" or (parties.narrates(int(row["entity_no"])) and party.kind == "voice"):
        return None
    evidence = Evidence(
        article_id=str(row["article_id"]),
        start=int(row["start_char"]),
        end=int(row["end_char"]),
        words=str(row["words"]),
        reason=reason,
        publisher=row["publisher"],
        url=row["url"],
    )
    return SilenceReport(party, scope, row["day"], evidence)
