"""Articles about one happening, grouped as they arrive.

Each article is compared with those of the days around it. Its nearest neighbours and it are grouped afresh, see
:mod:`countermove.record.linkage`, and the group in which it falls is its story. So an article that came before it could
be told that there are two stories (two deaths in prison, two ferries) is moved when the second story takes shape, and
two halves of one story are joined when an article tells both.

Memory holds the days that were touched; a loader brings them in. What is chosen depends only on the articles within
reach and the order in which they came, never on batches or on where an article came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.record.identity import content_id
from countermove.record.linkage import average_linkage, scale_locally
from countermove.record.postings import Postings
from countermove.record.story_settings import StorySettings, load_story_settings
from countermove.record.vectors import UNIT

_FEW = 1000  # so many rows left behind are never worth tidying

Day = int | None
"""Days since 1970-01-01; None for an article without a date."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article with its story. A ``pinned`` one was put there by a person and is never moved."""

    article_id: str
    story_id: str
    day: Day
    vector: Mapping[int, int]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An article that turned out to belong to another story."""

    article_id: str
    from_story: str
    to_story: str


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """The story of an article.

    ``score``: mean similarity to the articles of the story beside it, over what is usual among them (about 1); 0 for a
    new story. ``reason`` says the same in words. ``moves``: articles that change their story because of this one.
    """

    story_id: str
    is_new: bool
    score: float
    reason: str
    moves: tuple[Move, ...] = ()


def story_id_of(article_id: str) -> str:
    """The id of the story that an article opens."""
    return content_id("t", article_id)


class StoryIndex:
    """The articles within reach, and the choice of a story for the next one.

    Args:
        load_day: gives the stored articles of a day (None: those without a date), in the order in which they came;
            called once for each day when it is first needed.
        settings: by default those that are shipped.
    """

    def __init__(
        self,
        load_day: Callable[[Day], Iterable[StoredArticle]] | None = None,
        settings: StorySettings | None = None,
    ) -> None:
        self._settings = settings or load_story_settings()
        self._load_day = load_day or (lambda day: ())
        self._dated, self._undated = _Pool(), _Pool()
        self._loaded: set[Day] = set()
        self._nearness = np.array(self._settings.nearness(), dtype=np.int64)

    def assign(self, article_id: str, vector: Mapping[int, int], day: Day) -> StoryChoice:
        """Choose the story of an article; nothing is changed until :meth:`add`."""
        pool = self._reach(day)
        rows = self._neighbours(pool, article_id, vector, day)
        if not rows:
            return StoryChoice(story_id_of(article_id), True, 0.0, "no similar article within reach")
        scaled = self._similarities(pool, rows, vector, day)
        join = self._settings.join_undated if day is None else self._settings.join
        group = next(group for group in average_linkage(scaled, join) if group[-1] == len(rows))
        return self._choice(pool, article_id, rows, group[:-1], scaled[-1])

    def add(
        self,
        article_id: str,
        story_id: str,
        vector: Mapping[int, int],
        day: Day,
        moves: Iterable[Move] = (),
        pinned: bool = False,
    ) -> None:
        """Take an article into the index under its story, and carry out the moves that were chosen with it."""
        self._load(day)
        pool = self._pool(day)
        pool.add(StoredArticle(article_id, story_id, day, vector, pinned))
        for move in moves:
            pool.move(move.article_id, move.to_story)
        if day is None and len(pool) > 2 * max(self._settings.undated, self._settings.compared):
            old = set(pool.articles_in_order()[: len(pool) - max(self._settings.undated, self._settings.compared)])
            pool.drop(lambda article: article.article_id in old)

    def move(self, article_id: str, story_id: str, pinned: bool = False) -> None:
        """Put an article that is in the index into another story, as a person decided; unknown articles are ignored."""
        for pool in (self._dated, self._undated):
            pool.move(article_id, story_id, pinned)

    def remove(self, article_id: str) -> None:
        """Forget an article that was retracted or replaced; unknown articles are ignored."""
        for pool in (self._dated, self._undated):
            pool.drop(lambda article: article.article_id == article_id)

    def keep(self, days: Iterable[Day]) -> None:
        """Drop all other days from memory; they are loaded again when they are needed. Articles without a date stay."""
        kept = {None, *days}
        self._loaded &= kept
        self._dated.drop(lambda article: article.day not in kept)

    def __len__(self) -> int:
        """Number of articles in memory."""
        return len(self._dated) + len(self._undated)

    def _pool(self, day: Day) -> _Pool:
        return self._undated if day is None else self._dated

    def _reach(self, day: Day) -> _Pool:
        if day is None:
            self._load(None)
        else:
            for near in range(day - self._settings.window, day + self._settings.window + 1):
                self._load(near)
        return self._pool(day)

    def _load(self, day: Day) -> None:
        if day not in self._loaded:
            self._loaded.add(day)
            for article in self._load_day(day):
                self._pool(day).add(article)

    def _neighbours(self, pool: _Pool, article_id: str, vector: Mapping[int, int], day: Day) -> list[int]:
        """Rows of the most similar articles within reach, the most similar first."""
        nearness = pool.nearness(day, self._nearness, self._settings.undated)
        if article_id in pool.rows:
            nearness[pool.rows[article_id]] = 0
        products = pool.postings.products(vector) * nearness
        least = round(self._settings.least_similar * UNIT * UNIT * 1000)
        near = np.flatnonzero(products >= max(1, least))
        limit = self._settings.compared
        if len(near) > limit:
            last = np.partition(products[near], len(near) - limit)[len(near) - limit]
            near = near[products[near] >= last]
        ordered = sorted((-int(products[row]), pool.articles[row].article_id, int(row)) for row in near)
        rows = [row for _, _, row in ordered[:limit]]
        return rows + self._companions(pool, rows, nearness)

    def _companions(self, pool: _Pool, rows: list[int], nearness: NDArray[np.int64]) -> list[int]:
        """Other articles of the same stories within reach: whether a story holds together is seen in all of it."""
        seen, companions = set(rows), list[int]()
        room, days = max(0, self._settings.compared - len(rows)), pool.days
        for story in dict.fromkeys(pool.articles[row].story_id for row in rows):
            if len(companions) >= room:
                break
            others = [row for row in pool.stories[story] if nearness[row] and row not in seen]
            companions += sorted(others, key=lambda row: (-days[row], pool.articles[row].article_id))
        return companions[:room]

    def _similarities(self, pool: _Pool, rows: list[int], vector: Mapping[int, int], day: Day) -> NDArray[np.float64]:
        """Of the rows and the article, which comes last: cosines by nearness in time, over what is usual."""
        products = pool.postings.table(rows, vector)
        if day is not None:
            days = np.array([*pool.days[rows], day])
            gaps = np.abs(days[:, None] - days[None, :])
            # Two neighbours may be further from one another than either is from the article.
            products = products * self._nearness[np.minimum(gaps, self._settings.window)]
        else:
            products = products * 1000
        cosines = products / float(1000 * UNIT * UNIT)
        return scale_locally(cosines, self._settings.neighbours, self._settings.floor)

    def _choice(
        self, pool: _Pool, article_id: str, rows: list[int], group: list[int], similar: NDArray[np.float64]
    ) -> StoryChoice:
        if not group:
            score = float(similar[: len(rows)].max())
            return StoryChoice(
                story_id_of(article_id), True, 0.0, f"the nearest article is at {score:.2f} of what is usual"
            )
        members = [pool.articles[rows[place]] for place in group]
        compared = Counter(pool.articles[row].story_id for row in rows)
        story = _continued(members, compared, self._settings.keep) or story_id_of(article_id)
        moves = tuple(
            Move(member.article_id, member.story_id, story)
            for member in sorted(members, key=lambda member: member.article_id)
            if member.story_id != story and not member.pinned
        )
        score = float(similar[group].mean())
        is_new = all(member.story_id != story for member in members)
        noun = "article" if len(group) == 1 else "articles"
        reason = f"{len(group)} {noun} at {score:.2f} of what is usual among them"
        return StoryChoice(story, is_new, round(score, 4), reason, moves)


def _continued(members: list[StoredArticle], compared: Mapping[str, int], keep: float) -> str | None:
    """The story that a group of articles continues; None if it is split off from one that goes on without it.

    A story in which a person put an article of the group is continued in any case.
    """
    counts = Counter(member.story_id for member in members)
    pinned = Counter(member.story_id for member in members if member.pinned)
    story, count = min((pinned or counts).items(), key=lambda item: (-item[1], item[0]))
    return story if pinned or count >= keep * compared[story] else None


class _Pool:
    """Articles that are compared with one another.

    Dropped articles leave their rows behind, out of reach, until they are more than those kept.
    """

    def __init__(self) -> None:
        self.postings = Postings()
        self.articles: list[StoredArticle] = []
        self.rows: dict[str, int] = {}
        self.stories: dict[str, set[int]] = {}
        self._days: NDArray[np.int64] = np.zeros(64, dtype=np.int64)
        self._kept: NDArray[np.bool_] = np.zeros(64, dtype=np.bool_)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def days(self) -> NDArray[np.int64]:
        """The day of each row."""
        return self._days[: len(self.articles)]

    def add(self, article: StoredArticle) -> None:
        """Add an article at the end; one that is there already is put into its story."""
        if article.article_id in self.rows:
            self.move(article.article_id, article.story_id, article.pinned)
            return
        row = self.postings.add(article.vector)
        if row >= len(self._days):
            self._days = np.concatenate([self._days, np.zeros_like(self._days)])
            self._kept = np.concatenate([self._kept, np.zeros_like(self._kept)])
        self._days[row], self._kept[row] = article.day or 0, True
        self.rows[article.article_id] = row
        self.stories.setdefault(article.story_id, set()).add(row)
        # The postings hold the vector; a second copy as a dict would be most of the memory.
        self.articles.append(StoredArticle(article.article_id, article.story_id, article.day, {}, article.pinned))

    def move(self, article_id: str, story_id: str, pinned: bool = False) -> None:
        """Put an article into a story."""
        row = self.rows.get(article_id)
        if row is not None:
            old = self.articles[row]
            self._leave(old.story_id, row)
            self.stories.setdefault(story_id, set()).add(row)
            self.articles[row] = StoredArticle(article_id, story_id, old.day, old.vector, pinned or old.pinned)

    def drop(self, unwanted: Callable[[StoredArticle], bool]) -> None:
        """Remove articles; the others keep their order."""
        for row in [row for row in self.rows.values() if unwanted(self.articles[row])]:
            self._kept[row] = False
            self._leave(self.articles[row].story_id, row)
            del self.rows[self.articles[row].article_id]
        if len(self.articles) > 2 * len(self.rows) + _FEW:
            self._tidy()

    def nearness(self, day: Day, by_gap: NDArray[np.int64], undated: int) -> NDArray[np.int64]:
        """What a similarity counts, in thousandths, for each row seen from a day; 0 out of reach."""
        kept = self._kept[: len(self.articles)]
        if day is None:
            return np.where(kept & (np.cumsum(kept) > len(self.rows) - undated), 1000, 0)
        gaps = np.abs(self.days - day)
        within = kept & (gaps < len(by_gap))
        return np.where(within, by_gap[np.where(within, gaps, 0)], 0)

    def articles_in_order(self) -> list[str]:
        """Ids of the articles, in the order in which they came."""
        return sorted(self.rows, key=self.rows.__getitem__)

    def _leave(self, story_id: str, row: int) -> None:
        rows = self.stories[story_id]
        rows.discard(row)
        if not rows:
            del self.stories[story_id]

    def _tidy(self) -> None:
        kept = sorted(self.rows.values())
        articles = [self.articles[row] for row in kept]
        numbers = {row: number for number, row in enumerate(kept)}
        self.postings = self.postings.only(kept)
        self._days = np.concatenate([self._days[kept], np.zeros(64, dtype=np.int64)])
        self._kept = np.arange(len(self._days)) < len(kept)
        self.articles = articles
        self.rows = {article.article_id: number for number, article in enumerate(articles)}
        self.stories = {story: {numbers[row] for row in rows} for story, rows in self.stories.items()}
