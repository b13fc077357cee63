"""Our composed situations (``corpus/situations/*.yaml``): a move, how others answer it, and who stays silent.

One file a situation, format in ``corpus/situations/README.md``; ``[[words|id]]`` marks the words that tell a move, an
answer or a reported silence. The check:

    python -m corpus.situations --check [FILE or FOLDER…]     # exit status 1 on a mistake, each named by file and line
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, cast, get_args

from corpus.situation_rules import entry_mistakes, text_mistakes
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import Span

SITUATIONS = Path(__file__).resolve().parent / "situations"
World = Literal["real", "invented"]
Form = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "reply"]
Link = Literal["explicit", "implicit"]
Direction = Literal["for", "against", "neutral"]
SilenceKind = Literal["reported", "observed", "not_observed"]
Authorship = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]

_MARKED = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
_ID = re.compile(r"[mas][0-9]+")
_KEYS = {"situation", "world", "moves", "expected", "articles", "answers", "silence"}
_ARTICLE_KEYS = {"publisher", "published", "origin", "title", "text"}
_MOVE_KEYS = {"id", "actor", "recipient", "type", "day"}
_ANSWER_KEYS = {"id", "actor", "form", "day", "to", "link", "direction"}
_SILENCE_KEYS = {"actor", "kind", "to", "scope"}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the title or the text that tell the moves, answers or silences of these ids."""

    part: Literal["title", "text"]
    span: Span
    ids: tuple[str, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SituationArticle:
    """One article, title and text without marks; ``origin`` is ``own``, or whose wire it prints."""

    id: str
    publisher: str
    published: date
    origin: str
    title: str
    text: str
    marks: tuple[Mark, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SituationMove:
    """What is answered. ``authorship`` is the FactBank value of who did it, where the texts leave that open."""

    id: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    event_type: str
    mode: str | None
    day: date
    authorship: Authorship
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SituationAnswer:
    """An act that answers the moves ``to``; a reply has neither type nor mode.

    ``carries_out`` is the answer that announced it; ``overlaps`` names parties that a description by number includes.
    """

    id: str
    actors: tuple[str, ...]
    form: Form
    event_type: str | None
    mode: str | None
    day: date
    to: tuple[str, ...]
    link: Link
    direction: Direction
    supports: str | None
    carries_out: str | None
    overlaps: tuple[str, ...]
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class SituationSilence:
    """A party without an answer; ``scope`` is words, deeds, any, or a PLOVER type with or without mode.

    Only a reported silence has an ``id`` (and marks), days and, where an answer ended it, ``ended_by``.
    """

    id: str | None
    actor: str
    kind: SilenceKind
    to: str
    scope: str
    since: date | None
    until: date | None
    ended_by: str | None
    line: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Situation:
    """One file. ``expected`` are those who are expected to answer the first move."""

    id: str
    name: str
    world: World
    moves: tuple[SituationMove, ...]
    expected: tuple[str, ...]
    articles: tuple[SituationArticle, ...]
    answers: tuple[SituationAnswer, ...]
    silences: tuple[SituationSilence, ...]


def load_situations(prefixes: Collection[str] = (), folder: Path = SITUATIONS) -> list[Situation]:
    """The situations of some writers (``{"a", "b"}``: files ``a-*`` and ``b-*``), or all, by file name.

    Raises:
        LexiconError: a mistake in a file; file and line are named.
    """
    return [
        load_situation(path)
        for path in sorted(folder.glob("*.yaml"))
        if not prefixes or path.name.split("-")[0] in prefixes
    ]


def load_situation(path: Path) -> Situation:
    """One situation.

    Raises:
        LexiconError: see :func:`load_situations`.
    """
    situation, mistakes = read_situation(path)
    if mistakes:
        raise mistakes[0]
    assert situation is not None
    return situation


def read_situation(path: Path) -> tuple[Situation | None, list[LexiconError]]:
    """One situation, None where it can't be read as one, and all mistakes in it."""
    try:
        data = load_yaml(path)
    except LexiconError as error:
        return None, [error]
    if not isinstance(data, LineDict) or set(data) != _KEYS:
        return None, [LexiconError(path, getattr(data, "line", 1), f"must give {', '.join(sorted(_KEYS))}, no more")]
    reader = _Reader(path, load_plover(DATA / "plover.yaml"))
    situation = Situation(
        path.stem,
        str(data["situation"]),
        cast("World", reader.one_of(data, "world", get_args(World))),
        tuple(move for entry in reader.entries(data, "moves") if (move := reader.move(entry))),
        reader.names(data, "expected"),
        tuple(
            article
            for number, entry in enumerate(reader.entries(data, "articles"), 1)
            if (article := reader.article(entry, f"{path.stem}/{number}"))
        ),
        tuple(answer for entry in reader.entries(data, "answers") if (answer := reader.answer(entry))),
        tuple(silence for entry in reader.entries(data, "silence") if (silence := reader.silence(entry))),
    )
    if not reader.mistakes:  # what entries say of one another is judged where each is right in itself
        found = [*entry_mistakes(situation), *text_mistakes(situation)]
        reader.mistakes = [LexiconError(path, line, message) for line, message in sorted(found)]
    return situation, reader.mistakes


class _Reader:
    """Reads entries one by one and keeps every mistake."""

    def __init__(self, path: Path, plover: Plover) -> None:
        self.path = path
        self.plover = plover
        self.mistakes: list[LexiconError] = []
        self.lines = path.read_text(encoding="utf-8").splitlines()

    def wrong(self, line: int, message: str) -> None:
        self.mistakes.append(LexiconError(self.path, line, message))

    def entries(self, data: LineDict, key: str) -> list[LineDict]:
        listed = data[key] or []
        if not isinstance(listed, list) or not all(isinstance(entry, LineDict) for entry in listed):
            self.wrong(getattr(listed, "line", data.line), f"{key} must be a list of entries")
            return []
        return cast("list[LineDict]", listed)

    def keys(self, entry: LineDict, needed: set[str], allowed: set[str]) -> bool:
        if missing := sorted(needed - set(entry)):
            self.wrong(entry.line, f"{entry.get('id', 'entry')}: gives no {', '.join(missing)}")
        if unknown := sorted(set(entry) - needed - allowed):
            self.wrong(entry.line, f"{entry.get('id', 'entry')}: unknown: {', '.join(unknown)}")
        return not missing and not unknown

    def identifier(self, entry: LineDict, letter: str) -> str:
        identifier = str(entry["id"])
        if not _ID.fullmatch(identifier) or identifier[0] != letter:
            self.wrong(entry.line, f"id {identifier!r} should be {letter} and a number")
        return identifier

    def names(self, entry: LineDict, key: str, *, empty: bool = False) -> tuple[str, ...]:
        names = entry[key]
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            self.wrong(entry.line, f"{key} must be a list of names, not {names!r}")
            return ()
        if not names and not empty:
            self.wrong(entry.line, f"{key} names nobody")
        if len(set(names)) < len(names):
            self.wrong(getattr(names, "line", entry.line), f"{key} names somebody twice")
        return tuple(names)

    def one_of(self, entry: LineDict, key: str, values: Sequence[str], default: str = "") -> str:
        value = entry.get(key, default)
        if value not in values:
            self.wrong(entry.line, f"{key} {value!r} is none of {', '.join(values)}")
            return values[0]
        return str(value)

    def day(self, entry: LineDict, key: str) -> date:
        try:
            return date.fromisoformat(str(entry[key]))
        except ValueError:
            self.wrong(entry.line, f"{key} {entry[key]!r} is no day (YYYY-MM-DD)")
            return date.min

    def type_and_mode(self, entry: LineDict) -> tuple[str, str | None]:
        event_type, mode = str(entry["type"]), entry.get("mode")
        if event_type not in self.plover.quads:
            self.wrong(entry.line, f"{event_type!r} is not a PLOVER event type")
        elif not self.plover.allows(event_type, mode):
            modes = ", ".join(sorted(self.plover.modes[event_type])) or "none"
            self.wrong(entry.line, f"{event_type} has no mode {mode!r}, only: {modes}")
        return event_type, mode

    def move(self, entry: LineDict) -> SituationMove | None:
        if not self.keys(entry, _MOVE_KEYS, {"mode", "authorship"}):
            return None
        event_type, mode = self.type_and_mode(entry)
        authorship = cast("Authorship", self.one_of(entry, "authorship", get_args(Authorship), "CT+"))
        return SituationMove(
            self.identifier(entry, "m"), self.names(entry, "actor", empty=authorship != "CT+"),
            self.names(entry, "recipient", empty=True), event_type, mode, self.day(entry, "day"), authorship,
            entry.line,
        )  # fmt: skip

    def answer(self, entry: LineDict) -> SituationAnswer | None:
        if not self.keys(entry, _ANSWER_KEYS, {"type", "mode", "supports", "carries_out", "overlaps"}):
            return None
        form = self.one_of(entry, "form", get_args(Form))
        event_type, mode = (None, None) if "type" not in entry else self.type_and_mode(entry)
        if form == "reply":
            if "type" in entry or "mode" in entry:
                self.wrong(entry.line, f"{entry['id']}: a reply has neither type nor mode")
        elif event_type is None:
            self.wrong(entry.line, f"{entry['id']}: gives no type, and its form isn't reply")
        elif event_type is not None and (quad := self.plover.quads.get(event_type, form)) != form:
            self.wrong(entry.line, f"{entry['id']}: {event_type} is {quad}, not {form}")
        return SituationAnswer(
            self.identifier(entry, "a"), self.names(entry, "actor"), cast("Form", form), event_type, mode,
            self.day(entry, "day"), self.names(entry, "to"),
            cast("Link", self.one_of(entry, "link", get_args(Link))),
            cast("Direction", self.one_of(entry, "direction", get_args(Direction))),
            entry.get("supports"), entry.get("carries_out"),
            self.names(entry, "overlaps") if "overlaps" in entry else (), entry.line,
        )  # fmt: skip

    def silence(self, entry: LineDict) -> SituationSilence | None:
        if not self.keys(entry, _SILENCE_KEYS, {"id", "since", "until", "ended_by"}):
            return None
        kind = self.one_of(entry, "kind", get_args(SilenceKind))
        if kind == "reported" and "id" not in entry:
            self.wrong(entry.line, "a reported silence needs an id, and words that are marked with it")
        if kind != "reported" and (extra := sorted(set(entry) - _SILENCE_KEYS)):
            self.wrong(entry.line, f"{', '.join(extra)}: only for a reported silence")
        event_type, _, mode = str(entry["scope"]).partition(" ")
        if entry["scope"] not in ("words", "deeds", "any") and not (
            event_type in self.plover.quads and self.plover.allows(event_type, mode or None)
        ):
            self.wrong(entry.line, f"scope {entry['scope']!r} is not words, deeds, any, or a PLOVER type (and mode)")
        if not isinstance(entry["actor"], str) or not isinstance(entry["to"], str):
            self.wrong(entry.line, "actor and to of a silence are one name and one id, not lists")
        return SituationSilence(
            self.identifier(entry, "s") if "id" in entry else None, str(entry["actor"]), cast("SilenceKind", kind),
            str(entry["to"]), str(entry["scope"]), self.day(entry, "since") if "since" in entry else None,
            self.day(entry, "until") if "until" in entry else None, entry.get("ended_by"), entry.line,
        )  # fmt: skip

    def article(self, entry: LineDict, identifier: str) -> SituationArticle | None:
        if not self.keys(entry, _ARTICLE_KEYS, set()):
            return None
        for key in sorted(_ARTICLE_KEYS):
            if not isinstance(entry[key], str) or not entry[key].strip():
                self.wrong(entry.line, f"{key} must be words, not {entry[key]!r}")
                return None
        title, title_marks = self.unmarked(entry, "title")
        text, text_marks = self.unmarked(entry, "text")
        return SituationArticle(
            identifier, entry["publisher"], self.day(entry, "published"), entry["origin"], title, text,
            (*title_marks, *text_marks), entry.line,
        )  # fmt: skip

    def unmarked(self, entry: LineDict, part: Literal["title", "text"]) -> tuple[str, list[Mark]]:
        """Title or text without marks, and what was marked."""
        text, marks, at = "", [], 0
        marked = entry[part].rstrip("\n")
        for match in _MARKED.finditer(marked):
            words, ids = match[1], tuple(match[2].split(" "))
            line = self.line(match[0].split("\n")[0], entry)
            if words != words.strip() or not all(_ID.fullmatch(identifier) for identifier in ids):
                self.wrong(line, f"{match[0]}: should be words|id, or words|id id")
            text += marked[at : match.start()]
            marks.append(Mark(part, (len(text), len(text) + len(words)), ids, line))
            text += words
            at = match.end()
        text += marked[at:]
        for bracket in ("[[", "]]"):
            if bracket in text:
                near = text[max(0, text.index(bracket) - 20) : text.index(bracket) + 30].split("\n")[0]
                self.wrong(self.line(near[-20:], entry), f"brackets that don't match near: {near}")
        return text, marks

    def line(self, words: str, article: LineDict) -> int:
        """The line where words stand, at or after the article's first; the article's where they aren't found."""
        found = (number for number, line in enumerate(self.lines, 1) if number >= article.line and words in line)
        return next(found, article.line)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[SITUATIONS])
    parser.add_argument("--check", action="store_true", help="say only what is wrong and the counts (the default)")
    arguments = parser.parse_args()
    paths = [file for path in arguments.paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    read = [read_situation(path) for path in paths]
    mistakes = [str(mistake) for _, found in read for mistake in found]
    print(*mistakes, sep="\n", file=sys.stderr) if mistakes else None
    situations = [situation for situation, _ in read if situation]
    articles = [article for situation in situations for article in situation.articles]
    kinds = Counter(silence.kind for situation in situations for silence in situation.silences)
    print(
        f"{len(situations)} situations ({sum(one.world == 'invented' for one in situations)} in invented states), "
        f"{len(articles)} articles ({sum(one.origin != 'own' for one in articles)} of wires), "
        f"{sum(len(one.text.split()) for one in articles)} words, {sum(len(one.marks) for one in articles)} marks, "
        f"{sum(len(one.moves) for one in situations)} moves, {sum(len(one.answers) for one in situations)} answers, "
        f"silences: {', '.join(f'{kinds[kind]} {kind}' for kind in get_args(SilenceKind))}; {len(mistakes)} mistakes"
    )
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
