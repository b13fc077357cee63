"""The board of a move: who did what about it, how fast, how strongly, for or against; who is silent in which sense."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.ontology.lexicon import DATA
from countermove.ontology.responders import RESPONDERS, ResponderList, Responders, load_responders
from countermove.record.errors import FilterError
from countermove.record.views.rows import named_rows
from countermove.response.acts import ResponseKnowledge
from countermove.response.answer import Act, Answer, Direction, Evidence, Party, Silence
from countermove.response.asked import asked_parties
from countermove.response.board_settings import BoardSettings
from countermove.response.comparable import ComparableMoves, comparable_moves, earlier_answers, earlier_limits
from countermove.response.coverage import Coverage, RecordWindow, coverage, entities_of, record_window
from countermove.response.expected import ExpectedParties, expected_parties
from countermove.response.imported import ImportedMoves, imported_moves
from countermove.response.links import MoveAnswers, event_number, find_answers
from countermove.response.parties import PartyKnowledge
from countermove.response.passages import Passages, passages
from countermove.response.settings import ResponseSettings
from countermove.response.silence import reported_silences, unreported_silences
from countermove.response.silence_reports import refused_deeds, silence_reports
from countermove.response.snapshots import Snapshot, snapshots
from countermove.response.unread import (
    Doubt,
    named_before,
    near_articles,
    near_numbers,
    older_than_told,
    unread_answers,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class BoardKnowledge:
    """What boards are made with, loaded once."""

    responses: ResponseKnowledge
    registry: ActorRegistry
    responders: Responders

    @classmethod
    def load(cls) -> BoardKnowledge:
        """Load the shipped files.

        Raises:
            LexiconError: a file is missing or wrong.
        """
        registry = load_actors(DATA / "actors")
        return cls(ResponseKnowledge.load(), registry, load_responders(DATA / RESPONDERS, registry))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the analyst adds: names of parties that are expected, and lists of expected parties."""

    parties: tuple[str, ...] = ()
    lists: tuple[ResponderList, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One party: what it did, and its silence.

    ``voice_of`` is the key of the state whose voice it is (it doesn't speak for it). ``possible`` says that none of its
    answers is likely. ``first_delay`` are the days from the move to its first likely answer (or possible one, where
    none is likely), None where no day is known; of the same answers ``strongest`` is the PLOVER score farthest from 0,
    ``directions`` are all that they have, ``origins`` those of the best reported one. ``coverage`` counts articles of
    the window that name it, where it was expected.
    """

    party: Party
    voice_of: str | None
    answers: tuple[Answer, ...]
    silences: tuple[Silence, ...]
    expected_because: tuple[str, ...]
    coverage: int | None
    possible: bool
    first_delay: int | None
    strongest: float | None
    directions: tuple[Direction, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Board:
    """Everything about one move.

    ``status`` is that of the event in the record (confirmed, disputed...). ``rows`` are those who answered, by speed,
    each state followed by its own voices; then those who are silent. ``answered_acts`` are ids of answers that were
    answered themselves: each has a board of its own. ``passages`` are the sentences that the evidence stands in, and
    the articles with their numbers. ``notes`` say what the numbers can't tell.
    """

    move: Act
    status: str
    story_id: str | None
    window: RecordWindow | None
    rows: tuple[BoardRow, ...]
    snapshots: tuple[Snapshot, ...]
    expected: ExpectedParties
    answered_acts: tuple[str, ...]
    comparable: tuple[ComparableMoves, ...]
    imported: tuple[ImportedMoves, ...]
    passages: Passages
    notes: tuple[str, ...]
    settings: BoardSettings


def make_board(
    connection: DuckDBPyConnection,
    event_id: str,
    settings: BoardSettings | None = None,
    wanted: Wanted | None = None,
    knowledge: BoardKnowledge | None = None,
) -> Board:
    """The board of an event of the record.

    Args:
        connection: an open record.
        event_id: the move, or an event that became part of it.
        settings: days, window, limits.
        wanted: expected parties of the analyst's own.
        knowledge: loaded before, where many boards are made.

    Raises:
        FilterError: there is no such event, no current article tells it, or nobody knows a name that is asked for.
    """
    settings, wanted = settings or BoardSettings(), wanted or Wanted()
    knowledge = knowledge or BoardKnowledge.load()
    for text in (event_id, *wanted.parties):
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise FilterError(f"{text!r} is no text in UTF-8")
    number = event_number(connection, event_id)
    event = _event(connection, number)
    if not event.articles:
        raise FilterError(f"{event_id} is withdrawn: no current article tells it")
    found = _answers(connection, event_id, settings, knowledge)
    day = min((one for one in (found.move.day, event.first_reported) if one is not None), default=None)
    window = None if day is None else record_window(connection, day, day + timedelta(settings.window_days))
    comparable = comparable_moves(connection, number, found.move, settings, knowledge.responses)
    asked = asked_parties(connection, wanted.parties, knowledge.registry, knowledge.responses.parties, event.articles)
    expected = expected_parties(
        found.move,
        day,
        knowledge.responders,
        knowledge.registry,
        earlier=earlier_answers(comparable),
        asked=asked,
        declared=wanted.lists,
        settings=settings,
    )
    return _assembled(connection, number, event, found, window, expected, comparable, settings, knowledge)


@dataclass(frozen=True, slots=True)
class _Event:
    """What the record says on the move beside its act."""

    status: str
    story_id: str | None
    first_reported: date | None
    articles: tuple[int, ...]


def _event(connection: DuckDBPyConnection, number: int) -> _Event:
    [row] = named_rows(
        connection,
        "select e.status, s.story_id, e.first_reported from events e left join stories s on s.story_no = e.story_no "
        "where e.event_no = ?",
        [number],
    )
    articles = connection.execute(
        "select distinct article_no from event_mentions where event_no = ? and counted order by article_no", [number]
    ).fetchall()
    return _Event(row["status"], row["story_id"], row["first_reported"], tuple(int(one[0]) for one in articles))


def _answers(
    connection: DuckDBPyConnection, event_id: str, settings: BoardSettings, knowledge: BoardKnowledge
) -> MoveAnswers:
    """All links above the floor, not only those that are shown."""
    least = min(settings.silence_floor, settings.least_probability)
    wide = ResponseSettings(days_after=settings.window_days, least_probability=least)
    return find_answers(connection, event_id, wide, knowledge.responses)


def _assembled(
    connection: DuckDBPyConnection,
    number: int,
    event: _Event,
    found: MoveAnswers,
    window: RecordWindow | None,
    expected: ExpectedParties,
    comparable: tuple[ComparableMoves, ...],
    settings: BoardSettings,
    knowledge: BoardKnowledge,
) -> Board:
    move = found.move
    shown = tuple(one for one in found.answers if one.probability >= settings.least_probability)
    silences: tuple[Silence, ...] = ()
    covered: dict[str, Coverage] = {}
    unread: dict[str, tuple[Doubt, ...]] = {}
    if window is not None:
        people = knowledge.responses.parties
        silences, covered, unread = _silences(connection, number, event, found, window, expected, settings, people)
    rows = board_rows(shown, silences, expected, covered, settings.likely)
    return Board(
        move=move,
        status=event.status,
        story_id=event.story_id,
        window=window,
        rows=rows,
        snapshots=snapshots(found.answers, silences, expected, covered, window, settings, unread) if window else (),
        expected=expected,
        answered_acts=_answered_acts(connection, shown, settings, knowledge),
        comparable=comparable,
        imported=imported_moves(connection, move, settings),
        passages=passages(connection, _evidence(move, rows)),
        notes=_notes(move, rows, window, expected),
        settings=settings,
    )


def _silences(
    connection: DuckDBPyConnection,
    number: int,
    event: _Event,
    found: MoveAnswers,
    window: RecordWindow,
    expected: ExpectedParties,
    settings: BoardSettings,
    people: PartyKnowledge,
) -> tuple[tuple[Silence, ...], dict[str, Coverage], dict[str, tuple[Doubt, ...]]]:
    """Silence of every kind, the coverage of the expected parties, and what may be their answers."""
    move = found.move
    shown = [one for one in found.answers if one.probability >= settings.least_probability]
    awaited = [one.party for one in expected.parties]
    entities = entities_of(connection, awaited, event.articles, people, window)
    covered = coverage(connection, entities, window, settings.examples)
    movers = entities_of(connection, move.parties, event.articles, people)
    own = {**movers, **entities_of(connection, move.recipients, event.articles, people)}
    near = near_articles(connection, near_numbers(connection, number, entities, own, window), entities)
    reports = silence_reports(connection, number, movers, window.first, window.last, people)
    by_key = {one.party.key: one for one in expected.parties}
    told = reported_silences(move.act_id, [*reports, *refused_deeds(shown)], shown, by_key, covered)
    unread = unread_answers(near, entities, own)
    if move.day_inferred or older_than_told(connection, number, own, window.first):
        earlier = named_before(connection, number, entities, own, window.first)
        unread = {key: (*earlier.get(key, ()), *unread.get(key, ())) for key in sorted({*unread, *earlier})}
    parties = expected.parties
    if not own:  # a move of nobody towards nobody: any act may answer it
        parties, unread = (), {party.key: (Doubt(None, move.evidence),) for party in awaited}
    doubts = {key: tuple(one.evidence for one in some) for key, some in unread.items()}
    rest = unreported_silences(move.act_id, parties, found.answers, told, covered, window, settings, doubts)
    return (*told, *rest), covered, unread


def _answered_acts(
    connection: DuckDBPyConnection, answers: Sequence[Answer], settings: BoardSettings, knowledge: BoardKnowledge
) -> tuple[str, ...]:
    """Ids of answers that others answered, the likeliest answers looked at first."""
    limits = earlier_limits(settings)
    likely = sorted(
        (one for one in answers if not one.act.is_claim), key=lambda one: (-one.probability, one.act.act_id)
    )
    acts = list(dict.fromkeys(one.act.act_id for one in likely))[: settings.most_followed]
    return tuple(sorted(act for act in acts if find_answers(connection, act, limits, knowledge.responses).answers))


def board_rows(
    answers: Sequence[Answer],
    silences: Sequence[Silence],
    expected: ExpectedParties,
    covered: dict[str, Coverage],
    likely: float,
) -> tuple[BoardRow, ...]:
    """The rows: those who answered by speed, then those reported or observed silent, then those not observed."""
    expectations = {one.party.key: one for one in expected.parties}
    parties: dict[str, Party] = {}
    for party in [*(one.party for one in answers), *(one.party for one in silences)]:
        parties.setdefault(party.key, party)
    rows = []
    for key, party in parties.items():
        own = tuple(one for one in answers if one.party.key == key)
        sure = [one for one in own if one.probability >= likely]
        best = sure or own
        delays = [one.delay_days for one in best if one.delay_days is not None]
        scores = [one.strength for one in best if one.strength is not None]
        one_expected = expectations.get(key)
        rows.append(
            BoardRow(
                party=party,
                voice_of=party.country if party.kind == "voice" else None,
                answers=own,
                silences=tuple(one for one in silences if one.party.key == key),
                expected_because=one_expected.because if one_expected else (),
                coverage=covered[key].articles if key in covered else (0 if one_expected else None),
                possible=bool(own) and not sure,
                first_delay=min(delays, default=None),
                strongest=max(scores, key=lambda score: (abs(score), score), default=None),
                directions=tuple(sorted({one.direction for one in best})),
                origins=max((one.act.origins for one in best), default=0),
            )
        )
    return _with_voices(sorted(rows, key=_row_order))


def _with_voices(rows: list[BoardRow]) -> tuple[BoardRow, ...]:
    """Voices after the state that they belong to, where it has a row."""
    states = {row.party.key for row in rows if row.voice_of is None}
    ordered = []
    for row in rows:
        if row.voice_of in states:
            continue
        ordered.append(row)
        ordered += [voice for voice in rows if voice.voice_of == row.party.key and row.voice_of is None]
    return tuple(ordered)


def _row_order(row: BoardRow) -> tuple[int, int, float, str, str]:
    if row.answers:
        late = row.first_delay if row.first_delay is not None else 10**6
        return 0, late, -abs(row.strongest or 0.0), row.party.name, row.party.key
    kinds = {one.kind for one in row.silences}
    rank = 1 if "reported" in kinds else 2 if "observed" in kinds else 3
    return rank, 0, 0.0, row.party.name, row.party.key


def _evidence(move: Act, rows: Iterable[BoardRow]) -> list[Evidence]:
    found = [move.evidence]
    for row in rows:
        for answer in row.answers:
            found += [answer.act.evidence, *answer.evidence]
        for silence in row.silences:
            found += silence.evidence
    return found


def _notes(
    move: Act, rows: Sequence[BoardRow], window: RecordWindow | None, expected: ExpectedParties
) -> tuple[str, ...]:
    notes = []
    if window is None:
        notes.append("The day of the move isn't known, so nobody is called silent and no delay is told.")
    elif window.told_until is None:
        notes.append("The record holds no article from the day of the move on, so nobody is called silent.")
    elif not window.passed:
        notes.append(
            f"The record ends on {window.told_until.isoformat()}, before the window does ({window.last.isoformat()}): "
            "silence is told as of that day."
        )
    if not move.parties and not move.recipients:
        notes.append("Neither who made the move nor at whom it was aimed is known, so nobody is called silent.")
    if move.day is not None and move.day_inferred:
        notes.append("The day of the move is that of its first publication.")
    if move.authorship != move.factuality:
        notes.append("That it happened and who did it are of different certainty.")
    wide = sorted({row.party.name for row in rows if row.party.kind in ("states", "bloc") and row.party.overlaps})
    if wide:
        notes.append(f"{'; '.join(wide)}: may include parties named beside them; never add them up.")
    return (*notes, *expected.notes)
