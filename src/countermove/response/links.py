"""Which later acts answer a move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.record.errors import FilterError
from countermove.record.views.rows import one_value
from countermove.response.acts import ActMaker, ResponseKnowledge
from countermove.response.answer import Act, Answer, Direction, Party
from countermove.response.candidates import Candidates, candidate_acts, window_after
from countermove.response.carrying_out import announcements
from countermove.response.directions import direction, supported
from countermove.response.link_features import Link, LinkContext, MoveView, Rivals, link_features
from countermove.response.party_words import PartyWords
from countermove.response.retelling import with_counterparts, with_retellings
from countermove.response.settings import ResponseSettings
from countermove.response.told import Told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_VERBAL = ("verbal_cooperation", "verbal_conflict")


@dataclass(frozen=True, slots=True)
class MoveAnswers:
    """A move and what answers it.

    ``answers`` are by day and then party; ``considered`` are all acts of the window that were compared with the move,
    its own mover's among them; ``first_day`` and ``last_day`` bound the window, None where the move has no day.
    """

    move: Act
    answers: tuple[Answer, ...]
    considered: tuple[Act, ...]
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Pair:
    """One act as a possible answer to one move."""

    move: Told
    act: Told
    link: Link
    probability: float


def find_answers(
    connection: DuckDBPyConnection,
    event_id: str,
    settings: ResponseSettings | None = None,
    knowledge: ResponseKnowledge | None = None,
) -> MoveAnswers:
    """The later acts that answer an event of the record.

    Args:
        connection: an open record.
        event_id: the move, or an event that became part of it.
        settings: window and limits.
        knowledge: loaded before, where many moves are asked for.

    Raises:
        FilterError: there is no such event.
    """
    settings, knowledge = settings or ResponseSettings(), knowledge or ResponseKnowledge.load()
    pairs, acts, move = possible_answers(connection, event_number(connection, event_id), settings, knowledge)
    chosen = _without_echoes([pair for pair in pairs if pair.probability >= settings.least_probability])
    earlier = announcements(
        [pair.act for pair in chosen],
        [one for one in acts if one.number != move.number or one.act.is_claim],
        knowledge.forms,
    )
    answers = [answer for pair in chosen for answer in _answers(pair, knowledge, earlier.get(pair.act.act.act_id))]
    window = window_after(move, settings)
    return MoveAnswers(
        _with_overlaps(move.act, {}),
        tuple(sorted(_overlapping(answers), key=_order)),
        tuple(sorted((one.act for one in acts if one is not move), key=lambda act: (act.day or date.max, act.act_id))),
        window.first,
        window.last,
    )


def possible_answers(
    connection: DuckDBPyConnection, number: int, settings: ResponseSettings, knowledge: ResponseKnowledge
) -> tuple[list[Pair], list[Told], Told]:
    """Every act that a text or an aim ties to a move, with its probability; all acts looked at; the move.

    What the mover does itself answers nothing, but that it denies the move.
    """
    [move] = ActMaker(connection, knowledge, [number], most_reports=settings.most_articles).events()
    found, acts, maker = _looked_at(connection, move, settings, knowledge)
    retold, again = with_retellings(move, acts)
    if retold.act.day != move.act.day:
        move = retold
        found, acts, maker = _looked_at(connection, move, settings, knowledge)
        retold, again = with_retellings(move, acts)
    retold = with_counterparts(retold, maker.parties)
    others = [act for act in acts if act.act.act_id not in again]
    return _scored(retold, others, knowledge, maker, found), acts, move


def _without_echoes(pairs: list[Pair]) -> list[Pair]:
    """The pairs but for replies of those who do a verbal act on the same day: words that come with it."""
    spoken = {
        (key, pair.act.act.day)
        for pair in pairs
        if not pair.act.act.is_claim and pair.act.act.form in _VERBAL
        for key in pair.act.actor_keys
    }
    return [
        pair
        for pair in pairs
        if not pair.act.act.is_claim
        or any((key, pair.act.act.day) not in spoken for key in pair.act.actor_keys)
        or pair.act.cue_class == "deny"
    ]


def _looked_at(
    connection: DuckDBPyConnection, move: Told, settings: ResponseSettings, knowledge: ResponseKnowledge
) -> tuple[Candidates, list[Told], ActMaker]:
    found = candidate_acts(connection, move, settings)
    maker = ActMaker(connection, knowledge, found.events, found.claims)
    return found, [*maker.events(), *maker.replies()], maker


def event_number(connection: DuckDBPyConnection, event_id: str) -> int:
    """The number of an event, or of the one it became part of.

    Raises:
        FilterError: there is no such event.
    """
    number = one_value(connection, "select event_no from events where event_id = ?", [event_id])
    if number is None:
        raise FilterError(f"no event {event_id}; ids are shown by: countermove events")
    while (into := one_value(connection, "select merged_into from events where event_no = ?", [number])) is not None:
        number = into
    return int(number)


def _scored(
    move: Told, acts: Sequence[Told], knowledge: ResponseKnowledge, maker: ActMaker, found: Candidates
) -> list[Pair]:
    """The acts that a text or an aim ties to the move."""
    known = knowledge.parties
    names = PartyWords(known.countries, known.bodies, maker.parties.invented)
    context = LinkContext(
        articles=maker.texts,
        readings=maker.readings,
        texts=knowledge.texts,
        words=knowledge.answer_words,
        alike=found.articles,
        rivals=Rivals(acts),
        names=names,
        begin=found.first_day,
    )
    view = MoveView.of(move, context)
    pairs = []
    for act in acts:
        if act.act.act_id == move.act.act_id or not _may_answer(move, act):
            continue
        link = link_features(view, act, context)
        if link.possible:
            pairs.append(Pair(move, act, link, knowledge.model.probability(link.features)))
    return pairs


def _may_answer(move: Told, act: Told) -> bool:
    """Whether the act is somebody else's, or the mover denies the move."""
    others = act.actor_keys - move.actor_keys
    return bool(others) or (bool(act.actor_keys) and act.cue_class == "deny")


def _answers(pair: Pair, knowledge: ResponseKnowledge, carries_out: str | None) -> Iterable[Answer]:
    move, act, link = pair.move, pair.act, pair.link
    kind = knowledge.forms.kind(act.act.event_type, act.act.mode)
    facing: Direction = direction(move, act, knowledge.forms)
    delay = None if move.act.day is None or act.act.day is None else (act.act.day - move.act.day).days
    parties = [party for party in act.act.parties if party.key not in move.actor_keys] or list(act.act.parties)
    for party in parties:
        yield Answer(
            move_id=move.act.act_id,
            party=party,
            act=act.act,
            link="explicit" if link.explicit else "implicit",
            probability=round(pair.probability, 4),
            evidence=tuple(link.evidence) or (act.act.evidence,),
            delay_days=delay,
            response=knowledge.forms.response(act.act.event_type, act.act.mode, act.contexts),
            hostility=kind.hostility,
            direction=facing,
            strength=act.act.score,
            proportion=_proportion(act.act.score, move.act.score),
            supports=supported(move, act, facing),
            carries_out=carries_out,
        )


def _proportion(score: float | None, move: float | None) -> float | None:
    """The size of an answer over that of the move."""
    return round(abs(score) / abs(move), 3) if score is not None and move else None


def _overlapping(answers: Sequence[Answer]) -> list[Answer]:
    """The answers, with the parties that states known by number only may include."""
    overlaps: dict[str, tuple[str, ...]] = {}
    wide = {answer.party.key for answer in answers if answer.party.kind in ("states", "bloc")}
    named = sorted({answer.party.key for answer in answers if answer.party.kind == "state"})
    for key in wide:
        overlaps[key] = (*named, *sorted(wide - {key}))
    for key in named:
        overlaps[key] = tuple(sorted(wide))
    return [
        replace(answer, party=_marked(answer.party, overlaps), act=_with_overlaps(answer.act, overlaps))
        for answer in answers
    ]


def _with_overlaps(act: Act, overlaps: dict[str, tuple[str, ...]]) -> Act:
    return replace(act, parties=tuple(_marked(party, overlaps) for party in act.parties)) if overlaps else act


def _marked(party: Party, overlaps: dict[str, tuple[str, ...]]) -> Party:
    return replace(party, overlaps=overlaps[party.key]) if overlaps.get(party.key) else party


def _order(answer: Answer) -> tuple[date, str, str, str]:
    return (answer.act.day or date.max, answer.party.name, answer.party.key, answer.act.act_id)
