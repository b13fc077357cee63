"""Composed situations as records: their articles read and stored, and where the marked words stand in the record."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from corpus.situations import Situation, SituationMove
from countermove.coding.pipeline import Pipeline
from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.ontology.lexicon import DATA
from countermove.record.entities import folded
from countermove.record.record import RecordFile
from countermove.response.acts import ActMaker, ResponseKnowledge
from countermove.response.answer import Party
from countermove.schema import Article, Reading, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PACKAGE = DATA.parent
_READS = ("coding", "reader", "ontology", "data/frames", "data/cues", "data/actors", "data/reader", "data/models")
_CROWD = frozenset(
    "crowd people protester resident demonstrator student exile men women marcher worker villager".split()
)
_SMALL = frozenset("the a an of in on at for and to from its their former".split())


class CachedReadings:
    """Reads articles, and keeps readings in a folder as long as what reads them stays the same.

    Args:
        cache: the folder; None keeps nothing.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._pipeline: Pipeline | None = None
        self._version = _version() if cache is not None else ""

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        key = blake2b(self._version.encode() + msgspec.json.encode(article), digest_size=12).hexdigest()
        path = self._cache / f"{key}.json" if self._cache else None
        if path is not None and path.exists():
            return Reading.from_json(path.read_bytes())
        if self._pipeline is None:
            self._pipeline = Pipeline.load()
        reading = self._pipeline.read(article)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(reading.to_json())
        return reading


@dataclass(slots=True)
class SituationRecord:
    """A situation with its record; ``articles`` are the ids in the record by the situation's own."""

    situation: Situation
    connection: DuckDBPyConnection
    articles: dict[str, str]
    _spans: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)

    def marks(self, identifier: str) -> list[tuple[str, Span]]:
        """Where the texts tell a move, an answer or a silence: ids of articles in the record, and characters."""
        if not self._spans:
            for article in self.situation.articles:
                for mark in article.marks:
                    if mark.part == "text":
                        for one in mark.ids:
                            self._spans.setdefault(one, []).append((self.articles[article.id], mark.span))
        return self._spans.get(identifier, [])

    def event_at(self, move: SituationMove, knowledge: ResponseKnowledge) -> str | None:
        """The event told at the marked words that is most like the move, as an analyst would pick it from a list.

        That is by type, then by actor, then by how often it is told at the marked words, then by day.
        """
        votes: Counter[int] = Counter()
        for article, (start, end) in self.marks(move.id):
            rows = self.connection.execute(
                "select distinct t.event_no from articles a join mentions m on m.article_no = a.article_no "
                "join event_mentions t on t.article_no = a.article_no and t.item = m.item where a.article_id = ? "
                "and m.kind = 'event' and m.part = 'trigger' and m.start_char < ? and m.end_char > ? and t.counted",
                [article, end, start],
            ).fetchall()
            votes.update(int(row[0]) for row in rows)
        found = ActMaker(self.connection, knowledge, list(votes)).events() if votes else []
        best = max(
            found,
            key=lambda one: (
                one.act.event_type == move.event_type,
                actors_of(move.actors, one.act.parties),
                votes[one.number],
                -(one.act.day or date.max).toordinal(),
                one.act.act_id,
            ),
            default=None,
        )
        return best.act.act_id if best is not None else None

    def acts_at(self, identifier: str) -> set[str]:
        """Ids of events told at the marked words, and of claims with their cue or content there."""
        found: set[str] = set()
        for article, (start, end) in self.marks(identifier):
            for kind, part, table, number, name in (
                ("event", "trigger", "event_mentions", "event_no", "event_id"),
                ("attribution", "cue", "claim_mentions", "claim_no", "claim_id"),
                ("attribution", "content", "claim_mentions", "claim_no", "claim_id"),
            ):
                rows = self.connection.execute(
                    f"select distinct e.{name} from articles a join mentions m on m.article_no = a.article_no "
                    f"join {table} t on t.article_no = a.article_no and t.item = m.item "
                    f"join {table.split('_')[0]}s e on e.{number} = t.{number} where a.article_id = ? "
                    "and m.kind = ? and m.part = ? and m.start_char < ? and m.end_char > ? and t.counted",
                    [article, kind, part, end, start],
                ).fetchall()
                found.update(str(row[0]) for row in rows)
        return found


@contextmanager
def situation_record(situation: Situation, readings: CachedReadings) -> Iterator[SituationRecord]:
    """Read a situation's articles, in the order of their days, into a fresh record."""
    articles = sorted(situation.articles, key=lambda one: one.published)
    pairs = []
    for one in articles:
        article = Article(
            id=one.id,
            text=one.text,
            title=one.title,
            published=one.published.isoformat(),
            publisher=one.publisher,
            language="en",
        )
        pairs.append((article, readings.read(article)))
    with TemporaryDirectory() as folder, RecordFile(Path(folder) / "situation.duckdb") as record:
        ids = {}
        for (article, _), stored in zip(pairs, record.store_readings(pairs), strict=True):
            if not hasattr(stored, "article_id"):
                print(f"{situation.id}: {stored}", file=sys.stderr)
                continue
            ids[article.id] = stored.article_id
        yield SituationRecord(situation, record.connection, ids)


@cache
def registry() -> ActorRegistry:
    """The shipped actors."""
    return load_actors(DATA / "actors")


def same_party(name: str, party: Party) -> bool:
    """Whether a party of a board is the one that a situation calls so."""
    known = registry().lookup(name)
    if known is not None and known.kind == "state":
        return party.kind == "state" and party.key == known.country
    if known is not None and known.ref == party.key:
        return True
    if known is not None and known.ref == "united-nations" and party.kind == "organization":
        organ = registry().lookup(party.name)
        if organ is not None and organ.country == "UNO":
            return True
    left, right = _words(name), _words(party.name)
    if party.kind == "voice" and left & _CROWD and right & _CROWD:
        return True
    if party.kind == "state":
        return folded(name) == folded(party.name)
    return bool(left and right) and (
        left <= right or right <= left or 2 * len(left & right) > min(len(left), len(right))
    )


def _words(name: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"\w+", folded(name)) if word not in _SMALL}


def _version() -> str:
    """A checksum of all that a reading depends on."""
    digest = blake2b(digest_size=12)
    for folder in _READS:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(_PACKAGE).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def actors_of(actors: Sequence[str], parties: Sequence[Party]) -> bool:
    """Whether any of the parties is one of these actors."""
    return any(same_party(name, party) for name in actors for party in parties)
