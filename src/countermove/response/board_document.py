"""A board as a document: tables of who did what by when, then every answer and silence with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from countermove.record.views.layouts.words import SURENESS, counted, note, status_run
from countermove.record.views.wording import day_text
from countermove.report.document import Citation, Document, Grid, Line, Run, Section, SourceLine, line
from countermove.response.answer import Act, Answer, Evidence, Party, Silence
from countermove.response.board import Board, BoardRow
from countermove.response.board_words import (
    DIRECTIONS,
    act_words,
    comparison_lines,
    delay_words,
    form_words,
    imported_lines,
    party_words,
    scope_words,
    silence_cell,
    standing_words,
    strength_words,
)
from countermove.response.coverage import NAMED
from countermove.response.passages import Passages, SourceArticle

_MOST_GROUNDS = 3
_MOST_REPLIES = 2
_READING = (
    "An answer is an act that the texts tie to the move, or that is aimed at whoever made it and about the same thing; "
    "p is the probability that it answers, below {likely:g} it is only possible. Silent, reported: a text says so. "
    "Silent, observed: expected, named in the record since the move, no answer found. Not observed: expected, but the "
    "record can't tell."
)


def board_document(board: Board) -> Document:
    """Tables first, then the sentences they rest on, then what the figures can't tell, then numbered sources."""
    sections = [Section("The move", tuple(_move(board)))]
    answered = [row for row in board.rows if row.answers]
    if answered:
        sections.append(Section("Who answered", (), _answers_grid(board, answered)))
    days = _days_grid(board)
    if days.rows and board.snapshots:
        sections.append(Section("Day by day", (), days))
    if answered:
        sections.append(Section("Answers", tuple(_row(board, row) for row in answered)))
    else:
        sections.append(Section("Answers", (line("No answer found in the record."),)))
    silent = tuple(_silent(board))
    if silent:
        sections.append(Section("Silence", silent))
    compared = (
        *comparison_lines(board.comparable, board.settings),
        *imported_lines(board.imported, board.settings),
    )
    if compared:
        sections.append(Section("Beside earlier moves", compared))
    sections.append(Section("What this rests on", tuple(_basis(board))))
    reading = _READING.format(likely=board.settings.likely)
    return Document(_title(board.move), (reading, *board.notes), tuple(sections), tuple(_sources(board.passages)))


def _title(move: Act) -> str:
    day = f", {day_text(move.day)}" if move.day else ""
    return f"Answers to {act_words(move)}{day}"


def _move(board: Board) -> Iterator[Line]:
    move = board.move
    sureness = f"happened: {SURENESS[move.factuality]}; by whom: {SURENESS[move.authorship]}"
    facts = [
        f"PLOVER score {move.score:g}" if move.score is not None else None,
        "announced" if move.announced else None,
    ]
    yield line(
        Run(act_words(move), "strong"),
        f", {move.day.isoformat()}" if move.day else ", day unknown",
        ": ",
        *_quoted(board.passages, move.evidence),
        below=[
            line(
                status_run(board.status),
                note(f" · {sureness}", counted(move.origins, "independent origin"), *facts, move.act_id),
            )
        ],
    )


def _answers_grid(board: Board, rows: list[BoardRow]) -> Grid:
    header = ("Who", "After", "What", "Strength", "Side", "Origins", "Silent")
    cells = tuple(
        (
            _name(row),
            delay_words(row.first_delay),
            form_words(row.answers),
            strength_words(row.strongest),
            ", ".join(DIRECTIONS[one] for one in row.directions),
            str(row.origins),
            silence_cell(row.silences),
        )
        for row in rows
    )
    return Grid(header, cells, words=(2, 4, 6))


def _days_grid(board: Board) -> Grid:
    header = tuple(f"day {one.days}{' (end)' if one.cut else ''}" for one in board.snapshots)
    kept = [row for row in board.rows if row.answers or any(one.kind != "not_observed" for one in row.silences)]
    rows = tuple(
        (
            _name(row),
            *(
                standing_words(next((one for one in shot.standings if one.party.key == row.party.key), None))
                for shot in board.snapshots
            ),
        )
        for row in kept
    )
    return Grid(("Who", *header), rows, words=tuple(range(1, len(header) + 1)))


def _name(row: BoardRow) -> str:
    mark = "†" if row.party.overlaps and row.party.kind in ("states", "bloc") else ""
    possible = " (possible)" if row.possible else ""
    return f"{'– ' if row.voice_of else ''}{row.party.name}{mark}{possible}"


def _row(board: Board, row: BoardRow) -> Line:
    about = party_words(row.party, row.voice_of)
    return line(
        Run(row.party.name, "strong"),
        note(f" · {about}" if about else None),
        below=_answers(board, row.answers),
    )


def _answers(board: Board, answers: Sequence[Answer]) -> list[Line]:
    """Each kind of act once, with the others of its kind, and the likeliest of what was only said beside them."""
    replies = sorted((one for one in answers if one.act.form == "reply"), key=lambda one: -one.probability)
    kinds: dict[tuple[str | None, str | None, bool], list[Answer]] = {}
    for one in answers:
        if one.act.form != "reply":
            kinds.setdefault((one.act.event_type, one.act.mode, one.act.announced), []).append(one)
    groups = [sorted(group, key=_best_told) for group in kinds.values()] + [[one] for one in replies[:_MOST_REPLIES]]
    groups.sort(key=lambda group: (group[0].act.day or date.max, group[0].act.act_id))
    lines = [_answer(board, group[0], group[1:]) for group in groups]
    left_out = replies[_MOST_REPLIES:]
    if left_out:
        more = counted(len(left_out), "more reply", "more replies")
        lines.append(line(note(f"{more}: {', '.join(one.act.act_id for one in left_out)}")))
    return lines


def _best_told(answer: Answer) -> tuple[bool, int, float, str]:
    """The one with a day of its own, the most origins, the likeliest link first."""
    return (
        answer.act.day_inferred or answer.act.day is None,
        -answer.act.origins,
        -answer.probability,
        answer.act.act_id,
    )


def _day(act: Act) -> str:
    return f"{act.day.isoformat() if act.day else 'day unknown'}{'?' if act.day_inferred else ''}"


def _answer(board: Board, answer: Answer, likewise: Sequence[Answer] = ()) -> Line:
    act = answer.act
    sure = SURENESS[act.factuality] if act.factuality != "CT+" else None
    carried = next((one for row in board.rows for one in row.answers if one.act.act_id == answer.carries_out), None)
    below = [
        line(
            note(
                f"{DIRECTIONS[answer.direction]}",
                f"score {answer.strength:g}" if answer.strength is not None else None,
                f"{answer.proportion:g} times the move" if answer.proportion is not None else None,
                f"{answer.link} link, p {answer.probability:.2f}",
                counted(act.origins, "origin"),
                f"ICB {answer.response}, MID {answer.hostility}",
                sure,
                act.act_id + (" (answered itself)" if act.act_id in board.answered_acts else ""),
            )
        )
    ]
    if answer.supports is not None:
        below.append(line(note(f"in support of {answer.supports.name}")))
    if answer.carries_out is not None:
        said = f" (“{carried.act.words}”)" if carried is not None else ""
        below.append(line(note(f"carries out what was announced: {answer.carries_out}{said}")))
    below += [
        line(f"{one.reason}: ", *_quoted(board.passages, one))
        for one in answer.evidence
        if one != act.evidence and not _same_sentence(board.passages, one, act.evidence)
    ]
    if likewise:
        others = "; ".join(f"{_day(one.act)} “{' '.join(one.act.words.split())}” {one.act.act_id}" for one in likewise)
        below.append(line(note(f"of this kind too, or the same told otherwise: {others}")))
    return line(
        Run(f"{_day(act)}  ", "note"),
        f"{act_words(act)}{' (announced)' if act.announced else ''}",
        ": ",
        *_quoted(board.passages, act.evidence),
        below=below,
    )


def _silent(board: Board) -> Iterator[Line]:
    for row in board.rows:
        for silence in row.silences:
            if silence.kind != "not_observed":
                yield _silence(board, row.party, silence)
    unseen = [row for row in board.rows for one in row.silences if one.kind == "not_observed"]
    for row in unseen:
        doubts = _doubts(row)
        if doubts:
            by_sentence = {board.passages.of(one) or one: one for one in reversed(doubts)}
            quotes = [line(f"{one.reason}: ", *_quoted(board.passages, one)) for one in reversed(by_sentence.values())]
            yield line(Run(row.party.name, "strong"), ": not observed, since it may have answered", below=quotes)
    names = [f"{row.party.name} ({row.coverage or 0:,})" for row in unseen if not _doubts(row)]
    if names:
        yield line("Not observed, with the articles that name them: ", "; ".join(names))


def _doubts(row: BoardRow) -> list[Evidence]:
    return [one for silence in row.silences for one in silence.evidence if one.reason != NAMED]


def _silence(board: Board, party: Party, silence: Silence) -> Line:
    days = _silence_days(silence)
    head = [
        Run(party.name, "strong"),
        Run(f" silent {scope_words(silence.scope)}", "doubtful"),
        Run(f", {silence.kind}{days}"),
    ]
    below = [line(note("; ".join(silence.expected_because)))] if silence.expected_because else []
    if silence.kind == "observed":
        below.append(line(note(f"named in {counted(silence.coverage, 'article')} since the move, such as:")))
    below += [line(*_quoted(board.passages, one)) for one in silence.evidence[: board.settings.examples]]
    return line(*head, below=below)


def _silence_days(silence: Silence) -> str:
    if silence.since is None:
        return ""
    if silence.until is None:
        return (
            f" on {silence.since.isoformat()}" if silence.kind == "reported" else f" since {silence.since.isoformat()}"
        )
    if silence.until <= silence.since:
        return f" on {silence.since.isoformat()}, though it had answered ({silence.ended_by})"
    return f" from {silence.since.isoformat()} until {silence.until.isoformat()} ({silence.ended_by})"


def _basis(board: Board) -> Iterator[Line]:
    if board.window is not None:
        window = board.window
        until = f", and goes on until {window.told_until.isoformat()}" if window.told_until else ""
        yield line(
            f"The record holds {counted(window.articles, 'article')} of "
            f"{counted(window.origins, 'independent origin')} from {window.first.isoformat()} to "
            f"{window.last.isoformat()}, copies not counted{until}."
        )
    unnamed: dict[str, list[str]] = {}
    for one in board.expected.parties:
        row = next((row for row in board.rows if row.party.key == one.party.key), None)
        if row is not None and (row.answers or row.coverage or any(s.kind == "reported" for s in row.silences)):
            why = "; ".join(one.because[:_MOST_GROUNDS])
            seen = counted(row.coverage or 0, "article")
            yield line(Run("Expected: ", "note"), Run(one.party.name, "strong"), f" ({why}), named in {seen}")
        else:
            unnamed.setdefault(one.because[0], []).append(one.party.name)
    for because, names in unnamed.items():
        yield line(Run("Expected, but named in no article: ", "note"), f"{'; '.join(names)} ({because})")
    if board.expected.left_out:
        yield line(f"{counted(board.expected.left_out, 'less relevant party', 'less relevant parties')} left out.")


def _quoted(found: Passages, evidence: Evidence) -> list[Run | Citation]:
    """The sentence with the words marked, and its source."""
    number = found.number(evidence)
    passage = found.of(evidence)
    runs: list[Run | Citation] = []
    if passage is None:
        runs.append(Run(" ".join(evidence.words.split()), "quotation"))
    else:
        start, end = evidence.start - passage.start, evidence.end - passage.start
        sentence = passage.sentence
        runs += [
            Run(_flat("“" + sentence[:start]), "quotation"),
            Run(_flat(sentence[start:end]), "strong"),
            Run(_flat(sentence[end:] + "”"), "quotation"),
        ]
    return [*runs, Citation((number,))] if number is not None else runs


def _flat(text: str) -> str:
    """Text on one line, blanks at its ends kept as one."""
    inner = " ".join(text.split())
    before = " " if text[:1].isspace() and inner else ""
    after = " " if text[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}"


def _same_sentence(found: Passages, one: Evidence, other: Evidence) -> bool:
    return found.of(one) is not None and found.of(one) == found.of(other)


def _sources(found: Passages) -> Iterator[SourceLine]:
    for source in found.sources:
        yield SourceLine(source.number, tuple(_source(source)))


def _source(source: SourceArticle) -> list[Run | Citation]:
    runs: list[Run | Citation] = [Run(source.publisher or "Publisher unknown", "strong")]
    if source.title:
        runs += [Run(", "), Run(f"“{' '.join(source.title.split())}”", "plain", source.url)]
    if source.published_day:
        runs.append(Run(f", {day_text(source.published_day)}"))
    if source.origin not in (source.publisher, source.article_id):
        runs.append(Run(f"; origin: {source.origin}"))
    if source.copy_of:
        runs.append(Run(f"; copies {source.copy_of}"))
    runs.append(Run(f" · {source.article_id}", "note"))
    return runs
