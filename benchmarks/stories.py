"""How well articles are grouped into stories: B-cubed of the product's own grouping, beside simple ones.

    python -m benchmarks.stories GOLD.jsonl [--readings FILE.jsonl] [--shuffles N]

GOLD holds one article a line: ``id``, ``text``, ``story``, and where known ``title``, ``topic``, ``published``.
Articles are read with countermove and given to its story index one after the other, in file order and in other orders.
``--readings`` keeps the readings between runs: the file is read where it exists, and written where it doesn't.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, pstdev

import numpy as np
from numpy.typing import NDArray

from benchmarks.clustering_scores import Score, b_cubed
from countermove.api import read
from countermove.record.reports import day_of
from countermove.record.stories import StoryIndex
from countermove.record.story_settings import StorySettings
from countermove.record.vectors import UNIT, ArticleVectors, VectorSettings
from countermove.schema import Reading


@dataclass(frozen=True)
class GoldArticle:
    """An article's vector and day, and the story and topic that it belongs to."""

    id: str
    story: str
    topic: str
    vector: dict[int, int]
    day: int | None


def read_gold(gold: Path, cache: Path | None) -> list[tuple[dict[str, str], Reading]]:
    """The lines of the gold file with their readings.

    Raises:
        ValueError: the cached readings are of other articles.
    """
    return read_gold_lines([json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line], cache)


def read_gold_lines(lines: Sequence[dict[str, str]], cache: Path | None) -> list[tuple[dict[str, str], Reading]]:
    """The same for lines that are in memory.

    Raises:
        ValueError: the cached readings are of other articles.
    """
    if cache is not None and cache.exists():
        readings = [Reading.from_json(line) for line in cache.read_bytes().splitlines()]
        if [reading.id for reading in readings] != [line["id"] for line in lines]:
            raise ValueError(f"{cache}: these are readings of other articles; delete the file to read them again")
        return list(zip(lines, readings, strict=True))
    readings = [
        read(line["text"], id=line["id"], title=line.get("title"), published=line.get("published")) for line in lines
    ]
    if cache is not None:
        cache.write_bytes(b"".join(reading.to_json() + b"\n" for reading in readings))
    return list(zip(lines, readings, strict=True))


def gold_articles(
    read_lines: Sequence[tuple[dict[str, str], Reading]], vectors: ArticleVectors | None = None
) -> list[GoldArticle]:
    """What the story index is given of each article, and where it belongs."""
    vectors = vectors or ArticleVectors()
    return [
        GoldArticle(
            line["id"],
            line["story"],
            line.get("topic", ""),
            vectors.vector(reading),
            day_of(line.get("published")),
        )
        for line, reading in read_lines
    ]


def grouped(articles: Sequence[GoldArticle], settings: StorySettings | None = None) -> dict[str, str]:
    """The story of each article as the product chooses it, articles coming in this order."""
    index, stories = StoryIndex(settings=settings), dict[str, str]()
    for article in articles:
        choice = index.assign(article.id, article.vector, article.day)
        index.add(article.id, choice.story_id, article.vector, article.day, choice.moves)
        stories[article.id] = choice.story_id
        stories.update({move.article_id: move.to_story for move in choice.moves})
    return stories


def cosines(articles: Sequence[GoldArticle]) -> NDArray[np.float64]:
    """The cosine of every two articles."""
    columns = {term: number for number, term in enumerate(sorted({term for one in articles for term in one.vector}))}
    table = np.zeros((len(articles), len(columns)))
    for row, article in enumerate(articles):
        for term, weight in article.vector.items():
            table[row, columns[term]] = weight / UNIT
    return np.asarray(table @ table.T)


def by_threshold(articles: Sequence[GoldArticle], similar: NDArray[np.float64], least: float) -> dict[str, int]:
    """One pass: an article joins the story to which its mean cosine is highest, if that reaches ``least``."""
    stories: list[list[int]] = []
    for row in range(len(articles)):
        means = [float(similar[row, members].mean()) for members in stories]
        best = int(np.argmax(means)) if means else -1
        if best >= 0 and means[best] >= least:
            stories[best].append(row)
        else:
            stories.append([row])
    return {articles[row].id: number for number, members in enumerate(stories) for row in members}


def show(name: str, score: Score, stories: int) -> None:
    print(f"{name:<58} {score}  {stories:4d} stories")


def baselines(articles: Sequence[GoldArticle], words: Sequence[GoldArticle]) -> None:
    """Print what simple groupings reach; the threshold is the best for this very file."""
    gold = {article.id: article.story for article in articles}
    similar = cosines(words)
    thresholds = [step / 50 for step in range(1, 30)]
    results = [(b_cubed(gold, by_threshold(words, similar, least)), least) for least in thresholds]
    score, least = max(results, key=lambda result: result[0].f1)
    count = len(set(by_threshold(words, similar, least).values()))
    show(f"TF-IDF of words, one pass, best threshold here ({least:.2f})", score, count)
    show("one story a topic", b_cubed(gold, {one.id: one.topic for one in articles}), len({a.topic for a in articles}))
    show("every article alone", b_cubed(gold, {one.id: one.id for one in articles}), len(articles))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--readings", type=Path, help="keep the readings in this file between runs")
    parser.add_argument("--shuffles", type=int, default=5, help="other orders to try")
    options = parser.parse_args()
    try:
        lines = read_gold(options.gold, options.readings)
    except (OSError, ValueError, KeyError) as error:
        print(f"stories.py: {error}", file=sys.stderr)
        return 1
    articles = gold_articles(lines)
    gold = {article.id: article.story for article in articles}
    dated = sum(article.day is not None for article in articles)
    print(f"{len(articles)} articles, {len(set(gold.values()))} stories, {dated} articles with a date")
    start = time.perf_counter()
    found = grouped(articles)
    pace = (time.perf_counter() - start) / len(articles)
    show("countermove, file order", b_cubed(gold, found), len(set(found.values())))
    scores = []
    for seed in range(options.shuffles):
        shuffled = list(articles)
        random.Random(seed).shuffle(shuffled)
        scores.append(100 * b_cubed(gold, grouped(shuffled)).f1)
    if scores:
        print(f"  in {len(scores)} other orders: F1 {mean(scores):.1f}, spread {pstdev(scores):.1f}, "
              f"from {min(scores):.1f} to {max(scores):.1f}")  # fmt: skip
    baselines(articles, gold_articles(lines, ArticleVectors(VectorSettings(name=0, place=0))))
    print(f"{1000 * pace:.1f} ms an article to choose its story and store it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
