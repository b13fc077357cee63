"""Earlier moves like this one in the record, and how they were answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any, Literal

from countermove.record.views.rows import named_rows, parts
from countermove.response.acts import ResponseKnowledge
from countermove.response.answer import Act, Answer, Form, Party
from countermove.response.board_settings import BoardSettings
from countermove.response.expected import EarlierAnswers
from countermove.response.links import find_answers
from countermove.response.settings import ResponseSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Likeness = Literal["type and mode", "type"]
_FOLLOWED_DAYS = 7
"""The record must go on so long after an earlier move for its answers to count."""


@dataclass(frozen=True, slots=True)
class EarlierMove:
    """An earlier move and its first answer (None: none was found): who gave it, how many days later, in which form."""

    event_id: str
    day: date
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    answers: int
    first_by: str | None
    first_delay: int | None
    first_form: Form | None


@dataclass(frozen=True, slots=True)
class ComparableMoves:
    """Earlier moves that are alike in type and mode (or type only), of one mover or of anybody.

    ``enough`` is whether there are as many as the setting asks for; the figures are told only then. ``found`` is how
    many there are in all, ``moves`` the latest of them, which the figures rest on. ``median_days`` is that of the first
    answers, where there were any; ``within`` are pairs of days and the share of moves answered within them; ``forms``
    are pairs of a form and how many first answers had it.
    """

    mover: str | None
    event_type: str
    mode: str | None
    likeness: Likeness
    enough: bool
    found: int
    moves: tuple[EarlierMove, ...]
    median_days: float | None
    within: tuple[tuple[int, float], ...]
    forms: tuple[tuple[Form, int], ...]
    parties: tuple[EarlierAnswers, ...]


def comparable_moves(
    connection: DuckDBPyConnection,
    number: int,
    move: Act,
    settings: BoardSettings,
    knowledge: ResponseKnowledge,
) -> tuple[ComparableMoves, ...]:
    """Earlier moves of the same mover, and of anybody, as like this one as there are enough of.

    Args:
        connection: an open record.
        number: number of the move among the events.
        move: the move; without a type or a day nothing is comparable.
        settings: limits.
        knowledge: what answers are told by.
    """
    if move.event_type is None or move.day is None:
        return ()
    cache: dict[str, tuple[EarlierMove, tuple[Party, ...]]] = {}
    found = []
    mover = move.parties[0] if move.parties else None
    for one in dict.fromkeys((mover, None)):
        rows, likeness = _alike(connection, number, move, one, settings)
        chosen = rows[: settings.comparable_most]
        answered = [_answered(connection, row, settings, knowledge, cache) for row in chosen]
        found.append(_summary(move, one, likeness, len(rows), answered, settings))
    return tuple(found)


def earlier_answers(comparable: Sequence[ComparableMoves]) -> tuple[EarlierAnswers, ...]:
    """Who answered how many of the earlier moves, from all comparisons that rest on enough."""
    return tuple(answers for one in comparable if one.enough for answers in one.parties)


def earlier_limits(settings: BoardSettings) -> ResponseSettings:
    """The limits for moves that are looked at beside the one of the board: fewer articles and acts for each."""
    return ResponseSettings(
        days_before=0,
        days_before_undated=0,
        days_after=settings.window_days,
        least_probability=max(settings.least_probability, settings.likely),
        most_articles=settings.earlier_articles,
        most_acts=settings.earlier_acts,
    )


def _alike(
    connection: DuckDBPyConnection, number: int, move: Act, mover: Party | None, settings: BoardSettings
) -> tuple[list[dict[str, Any]], Likeness]:
    """The latest earlier moves first; of the same mode too where there are enough of these."""
    assert move.day is not None
    condition, values = "true", []
    if mover is not None:
        condition = (
            "exists (select 1 from event_parties p join entities n on n.entity_no = p.entity_no where "
            "p.event_no = e.event_no and p.role = 'actor' and (n.entity_id = ? or n.country = ?))"
        )
        values = [mover.key, mover.key if mover.kind == "state" else "-"]
    told = connection.execute("select max(published_day) from articles where status = 'current'").fetchone()
    last = told[0] if told and told[0] is not None else move.day
    rows = named_rows(
        connection,
        "select event_id, first_day, mode, actors, recipients from events e where event_type = ? and first_day < ? "
        "and first_day <= ? and event_no <> ? and merged_into is null and reports > 0 and factuality in ('CT+', 'PR+') "
        f"and {condition} order by first_day desc, event_id",
        [move.event_type, move.day, last - timedelta(_FOLLOWED_DAYS), number, *values],
    )
    same_mode = [row for row in rows if row["mode"] == move.mode]
    if move.mode is None or len(same_mode) >= settings.comparable_least or len(same_mode) == len(rows):
        return same_mode if move.mode is not None else rows, "type and mode" if move.mode is not None else "type"
    return rows, "type"


def _answered(
    connection: DuckDBPyConnection,
    row: dict[str, Any],
    settings: BoardSettings,
    knowledge: ResponseKnowledge,
    cache: dict[str, tuple[EarlierMove, tuple[Party, ...]]],
) -> tuple[EarlierMove, tuple[Party, ...]]:
    event_id = str(row["event_id"])
    if event_id not in cache:
        found = find_answers(connection, event_id, earlier_limits(settings), knowledge)
        answers = [one for one in found.answers if _later(one)]
        first = min(answers, key=_by_delay, default=None)
        move = EarlierMove(
            event_id=event_id,
            day=row["first_day"],
            actors=parts(row["actors"]),
            recipients=parts(row["recipients"]),
            answers=len(answers),
            first_by=first.party.name if first else None,
            first_delay=first.delay_days if first else None,
            first_form=first.act.form if first else None,
        )
        parties = {one.party.key: one.party for one in answers if one.party.kind != "states"}
        cache[event_id] = move, tuple(parties[key] for key in sorted(parties))
    return cache[event_id]


def _later(answer: Answer) -> bool:
    return answer.delay_days is not None and answer.delay_days >= 0


def _by_delay(answer: Answer) -> tuple[int, str, str]:
    return answer.delay_days or 0, answer.party.name, answer.act.act_id


def _summary(
    move: Act,
    mover: Party | None,
    likeness: Likeness,
    total: int,
    answered: Sequence[tuple[EarlierMove, tuple[Party, ...]]],
    settings: BoardSettings,
) -> ComparableMoves:
    assert move.event_type is not None
    moves = tuple(one for one, _ in answered)
    delays = [one.first_delay for one in moves if one.first_delay is not None]
    enough = len(moves) >= settings.comparable_least
    forms: dict[Form, int] = {}
    for one in moves:
        if one.first_form is not None:
            forms[one.first_form] = forms.get(one.first_form, 0) + 1
    whose = f"{mover.name}'s earlier moves like it" if mover else "earlier moves like it"
    return ComparableMoves(
        mover=mover.name if mover else None,
        event_type=move.event_type,
        mode=move.mode if likeness == "type and mode" else None,
        likeness=likeness,
        enough=enough,
        found=total,
        moves=moves,
        median_days=float(median(delays)) if enough and delays else None,
        within=tuple((days, _share(delays, days, len(moves))) for days in settings.days) if enough else (),
        forms=tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0]))) if enough else (),
        parties=_parties(answered, whose) if enough else (),
    )


def _parties(answered: Sequence[tuple[EarlierMove, tuple[Party, ...]]], whose: str) -> tuple[EarlierAnswers, ...]:
    counts: dict[str, int] = {}
    known: dict[str, Party] = {}
    for _, parties in answered:
        for party in parties:
            counts[party.key] = counts.get(party.key, 0) + 1
            known.setdefault(party.key, Party(party.key, party.name, party.kind, party.country))
    return tuple(
        EarlierAnswers(known[key], counts[key], len(answered), whose)
        for key in sorted(counts, key=lambda key: (-counts[key], key))
    )


def _share(delays: Sequence[int], days: int, moves: int) -> float:
    return round(sum(delay <= days for delay in delays) / moves, 4)
