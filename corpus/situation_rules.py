"""What the entries of a situation must say of one another and of its texts (``corpus/situations/README.md``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from corpus.situations import Situation, SituationAnswer, SituationMove, SituationSilence

    Entry: TypeAlias = SituationMove | SituationAnswer | SituationSilence

Mistake = tuple[int, str]
"""The line of a file, and what is wrong there."""

_FEWEST_ARTICLES, _MOST_ARTICLES = 5, 12
_FEWEST_WORDS, _MOST_WORDS, _MOST_WORDS_IN_MARK = 80, 250, 6
_MATERIAL = ("material_cooperation", "material_conflict")


def text_mistakes(situation: Situation) -> Iterator[Mistake]:
    """Numbers of articles and words; marks without entry; entries without mark; acts told twice under two ids."""
    if not _FEWEST_ARTICLES <= len(situation.articles) <= _MOST_ARTICLES:
        yield 1, f"{len(situation.articles)} articles; should be {_FEWEST_ARTICLES} to {_MOST_ARTICLES}"
    entries: list[Entry] = [*situation.moves, *situation.answers, *(one for one in situation.silences if one.id)]
    known = {entry.id for entry in entries}
    marked: Counter[str] = Counter()
    for article in situation.articles:
        words = len(article.text.split())
        if not _FEWEST_WORDS <= words <= _MOST_WORDS:
            yield article.line, f"{words} words; should be {_FEWEST_WORDS} to {_MOST_WORDS}"
        for mark in article.marks:
            marked.update(mark.ids)
            words = len((article.title if mark.part == "title" else article.text)[slice(*mark.span)].split())
            if words > _MOST_WORDS_IN_MARK:
                yield mark.line, f"{words} words in a mark; should be at most {_MOST_WORDS_IN_MARK}"
            for unknown in sorted(set(mark.ids) - known):
                yield mark.line, f"{unknown} is marked but has no entry"
    for entry in entries:
        if not marked[str(entry.id)]:
            yield entry.line, f"{entry.id} is marked nowhere"
    yield from _one_act_two_ids(situation)
    for silence in situation.silences:
        if silence.kind == "not_observed":
            for article in situation.articles:
                if silence.actor in f"{article.title}\n{article.text}":
                    yield article.line, f"names {silence.actor}, which is said to be not observed"


def _one_act_two_ids(situation: Situation) -> Iterator[Mistake]:
    """A move that is an answer has both ids wherever it is told."""
    for move in situation.moves:
        for answer in situation.answers:
            same = (move.event_type, move.mode, move.day) == (answer.event_type, answer.mode, answer.day)
            if not same or set(move.actors) != set(answer.actors):
                continue
            both = {move.id, answer.id}
            marks = [mark for article in situation.articles for mark in article.marks if both & set(mark.ids)]
            if any(both <= set(mark.ids) for mark in marks):
                for mark in marks:
                    if not both <= set(mark.ids):
                        yield mark.line, f"{move.id} and {answer.id} are one act: mark both ids ({move.id} {answer.id})"


def entry_mistakes(situation: Situation) -> Iterator[Mistake]:
    """Ids used and defined, days in order, expected parties accounted for."""
    if not situation.moves:
        yield 1, "there is no move"
        return
    entries: list[Entry] = [*situation.moves, *situation.answers, *situation.silences]
    times = Counter(entry.id for entry in entries if entry.id)
    yield from ((entry.line, f"{entry.id} stands twice") for entry in entries if entry.id and times[entry.id] > 1)
    for answer in situation.answers:
        yield from _answer_mistakes(situation, answer)
    for silence in situation.silences:
        yield from _silence_mistakes(situation, silence)
    yield from _expected_mistakes(situation)


def _answer_mistakes(situation: Situation, answer: SituationAnswer) -> Iterator[Mistake]:
    moves = {move.id for move in situation.moves}
    answers = {one.id: one for one in situation.answers}
    for unknown in (identifier for identifier in answer.to if identifier not in moves):
        yield answer.line, f"{answer.id}: to {unknown}, which is no move"
    if answer.carries_out:
        announced = answers.get(answer.carries_out)
        if announced is None or announced is answer:
            yield answer.line, f"{answer.id}: carries out {answer.carries_out}, which is no other answer"
        elif announced.day > answer.day or not set(announced.actors) & set(answer.actors):
            yield answer.line, f"{answer.id}: carries out {announced.id}, which is later or somebody else's"
    actors = {actor for one in situation.answers if one is not answer for actor in one.actors}
    for name in answer.overlaps:
        if name not in actors:
            yield answer.line, f"{answer.id}: overlaps {name}, which no other answer names"


def _silence_mistakes(situation: Situation, silence: SituationSilence) -> Iterator[Mistake]:
    name = silence.id or f"{silence.kind} silence of {silence.actor}"
    if silence.to not in {move.id for move in situation.moves}:
        yield silence.line, f"{name}: to {silence.to}, which is no move"
    if silence.kind != "reported" and silence.to != situation.moves[0].id:
        yield silence.line, f"{name}: only the first move has expected parties"
    if silence.kind != "reported" and silence.actor not in situation.expected:
        yield silence.line, f"{name}: it isn't among the expected"
    if silence.since and silence.until and silence.until < silence.since:
        yield silence.line, f"{name}: ends before it begins"
    if (silence.until is None) != (silence.ended_by is None):
        yield silence.line, f"{name}: until and ended_by go together"
    if silence.ended_by:
        ends = [answer for answer in situation.answers if answer.id == silence.ended_by]
        if not ends or silence.actor not in ends[0].actors or silence.to not in ends[0].to:
            yield silence.line, f"{name}: ended by {silence.ended_by}, which is no answer of {silence.actor} to it"
        elif ends[0].day != silence.until:
            yield silence.line, f"{name}: until {silence.until}, but {silence.ended_by} was on {ends[0].day}"
    for answer in _answers_of(situation, silence.actor, silence.to):
        if silence.kind == "reported" and silence.ended_by is None and _covers(silence.scope, answer):
            yield silence.line, f"{name}: {silence.scope}, without end, though {answer.id} answers {silence.to}"


def _answers_of(situation: Situation, actor: str, move_id: str) -> list[SituationAnswer]:
    return [answer for answer in situation.answers if actor in answer.actors and move_id in answer.to]


def _covers(scope: str, answer: SituationAnswer) -> bool:
    """Whether an answer is of the kind that the silence denies."""
    if scope == "words":
        return answer.form not in _MATERIAL
    if scope == "deeds":
        return answer.form in _MATERIAL
    event_type, _, mode = scope.partition(" ")
    return scope == "any" or (answer.event_type == event_type and mode in ("", answer.mode))


def _expected_mistakes(situation: Situation) -> Iterator[Mistake]:
    first = situation.moves[0]
    for name in situation.expected:
        silences = [one for one in situation.silences if one.actor == name and one.to == first.id]
        if name in first.actors:
            yield first.line, f"{name} made the move and isn't expected to answer it"
        if _answers_of(situation, name, first.id):
            for silence in silences:
                if silence.kind != "reported":
                    yield silence.line, f"{name} answers {first.id} and is said to be silent ({silence.kind})"
        elif len(silences) != 1:
            line = silences[0].line if silences else first.line
            yield line, f"{name} is expected, doesn't answer {first.id} and has {len(silences)} silence entries, not 1"
