"""Articles put to stories, the rows of new stories, and articles that move when a story takes shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from countermove.record.numbers import Numbers
from countermove.record.pending import Pending
from countermove.record.stories import Move, StoredArticle, StoryIndex

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class StoryLink:
    """The story of an article, how well it fits, and why; ``moves`` gives other articles that go to another story."""

    story_no: int
    story_id: str
    score: float
    reason: str
    moves: tuple[Move, ...]


class StoryGroups:
    """Gives each article its story."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._numbers = Numbers(connection, "stories", "story_id", "story_no")
        self._index = StoryIndex(self._load_day)
        self._replaced: set[str] = set()

    def assign(self, article_id: str, vector: dict[int, int], day: int | None, pending: Pending) -> StoryLink:
        """The story of an article; a new one is begun where none fits."""
        choice = self._index.assign(article_id, vector, day)
        self._index.add(article_id, choice.story_id, vector, day, choice.moves)
        number = self._new(choice.story_id, pending) if choice.is_new else self._number(choice.story_id, pending)
        for move in choice.moves:
            pending.moved[move.article_id] = (move.to_story, number)
            pending.dirty_stories.add(self._number(move.from_story, pending))
        return StoryLink(number, choice.story_id, choice.score, choice.reason, choice.moves)

    def remove(self, article_id: str) -> None:
        """Forget an article that was replaced."""
        self._replaced.add(article_id)  # its row says so only when the transaction is written
        self._index.remove(article_id)

    def keep(self, first: int, last: int) -> None:
        """Forget the days outside these two."""
        self._index.keep(range(first, last + 1))

    def _new(self, story_id: str, pending: Pending) -> int:
        """The number of a story that this article begins; its id is made from the article and can't be there."""
        number = self._numbers.new(story_id)
        pending.add("stories", number, story_id, *[None] * 6, 0, 0, 0)
        pending.dirty_stories.add(number)
        return number

    def _number(self, story_id: str, pending: Pending) -> int:
        number = self._numbers.find(story_id)
        assert number is not None
        pending.dirty_stories.add(number)
        return number

    def _load_day(self, day: int | None) -> Iterable[StoredArticle]:
        for article_id, story_id, number, packed in self._connection.execute(
            "select a.article_id, s.story_id, s.story_no, v.vector from vectors v "
            "join articles a using (article_no) join stories s using (story_no) "
            "where v.day is not distinct from ? and a.status = 'current' order by v.article_no",
            [day],
        ).fetchall():
            self._numbers.learn(story_id, int(number))
            if article_id in self._replaced:
                continue
            yield StoredArticle(article_id, story_id, day, unpack_vector(packed))


def pack_vector(vector: dict[int, int]) -> bytes:
    """A vector as it is stored."""
    return msgspec.msgpack.encode(vector)


def unpack_vector(packed: bytes) -> dict[int, int]:
    """A vector as it was stored."""
    return msgspec.msgpack.decode(packed, type=dict[int, int])
