"""Fit the settings by which articles are grouped into stories, on our composed stories.

    python -m training.stories [--readings FILE.jsonl] [--write]

The articles of ``corpus/stories`` come in three ways: with their dates; as if all topics fell into the same two weeks,
look-alike stories two days apart, dates in the texts moved along; and without dates, in several orders. Each setting is
varied in turn, and the value with the highest mean B-cubed F1 over the training topics is kept, the present one unless
another is better by ``GAIN``. The figures of the topics held out are printed beside. ``--write`` writes
``data/record/stories.yaml``.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from statistics import mean

import msgspec

from benchmarks.clustering_scores import b_cubed
from benchmarks.stories import GoldArticle, gold_articles, grouped, read_gold_lines
from corpus.stories import Split, load_topics
from countermove.record.story_settings import StorySettings, load_story_settings
from countermove.schema import Reading
from countermove.tables import Items

Line = tuple[dict[str, str], Reading]
OUTPUT = Path(__file__).resolve().parent.parent / "src" / "countermove" / "data" / "record" / "stories.yaml"
HEADER = """\
# How articles are grouped into stories; record/story_settings.py says what each setting means.
# Fitted on corpus/stories by `python -m training.stories`.
"""
GAIN = 0.003
ROUNDS = 2
ORDERS = 3
APART = 2
BEGIN = 14
START = date(2015, 3, 1)
DATED: dict[str, tuple[float, ...]] = {
    "join": (0.45, 0.5, 0.55, 0.6, 0.65, 0.7),
    "half_life": (2, 3, 5, 8),
    "apart": (0.0, 0.2, 0.3, 0.4, 0.5, 0.6),
}
UNDATED: dict[str, tuple[float, ...]] = {"join_undated": (0.5, 0.55, 0.6, 0.65, 0.7)}
BOTH: dict[str, tuple[float, ...]] = {
    "neighbours": (2, 3, 4, 5),
    "floor": (0.1, 0.15, 0.2, 0.25, 0.3),
    "keep": (0.34, 0.5, 0.67),
}


def corpus_lines(split: Split) -> list[dict[str, str]]:
    """The articles of a part as lines of a gold file."""
    return [
        {
            "id": article.id,
            "text": article.text,
            "title": article.title,
            "published": article.published,
            "topic": topic.id,
            "story": f"{topic.id}/{article.story}",
        }
        for topic in load_topics(split)
        for article in topic.articles
    ]


def in_order(articles: Sequence[GoldArticle]) -> list[GoldArticle]:
    """By day."""
    return sorted(articles, key=lambda article: (article.day or 0, article.id))


def busy(lines: Sequence[Line]) -> list[Line]:
    """All stories in the same weeks: topics begin on one of ``BEGIN`` days, their stories ``APART`` days apart."""
    firsts: dict[str, str] = {}
    for line, _ in lines:
        firsts[line["story"]] = min(line["published"], firsts.get(line["story"], line["published"]))
    topics: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for story, first in firsts.items():
        topics[story.split("/")[0]].append((first, story))
    shifts = {
        story: START - date.fromisoformat(first) + timedelta(zlib.crc32(topic.encode()) % BEGIN + APART * number)
        for topic, stories in topics.items()
        for number, (first, story) in enumerate(sorted(stories))
    }
    return [
        ({**line, "published": moved(line["published"], shifts[line["story"]])}, moved_reading(reading, shift))
        for line, reading in lines
        for shift in (shifts[line["story"]],)
    ]


def moved(day: str, shift: timedelta) -> str:
    """An ISO 8601 date moved; anything else as it is."""
    try:
        return (date.fromisoformat(day[:10]) + shift).isoformat()
    except (ValueError, OverflowError):
        return day


def moved_reading(reading: Reading, shift: timedelta) -> Reading:
    """A reading whose text speaks of other days."""
    times = [
        msgspec.structs.replace(
            time, start=time.start and moved(time.start, shift), end=time.end and moved(time.end, shift)
        )
        for time in reading.times
    ]
    return msgspec.structs.replace(reading, times=Items(times))


def undated(articles: Sequence[GoldArticle], seed: int) -> list[GoldArticle]:
    """Without dates, in an order drawn by the seed."""
    shuffled = [replace(article, day=None) for article in articles]
    random.Random(seed).shuffle(shuffled)
    return shuffled


def ways(lines: Sequence[Line]) -> dict[str, list[list[GoldArticle]]]:
    """The orders in which the articles come, by the name of the way."""
    articles = gold_articles(lines)
    return {
        "dated": [in_order(articles)],
        "busy": [in_order(gold_articles(busy(lines)))],
        "undated": [undated(articles, seed) for seed in range(ORDERS)],
    }


def figures(orders: dict[str, list[list[GoldArticle]]], settings: StorySettings) -> dict[str, float]:
    """B-cubed F1 of each way."""
    gold = {article.id: article.story for article in orders["dated"][0]}
    return {name: mean(b_cubed(gold, grouped(one, settings)).f1 for one in many) for name, many in orders.items()}


def fit(orders: dict[str, list[list[GoldArticle]]], settings: StorySettings) -> StorySettings:
    """Vary each setting in turn."""
    best = mean(figures(orders, settings).values())
    for _ in range(ROUNDS):
        for name, values in (DATED | UNDATED | BOTH).items():
            for value in values:
                candidate = replace(settings, **{name: value})  # type: ignore[arg-type]
                found = mean(figures(orders, candidate).values())
                if found > best + GAIN:
                    best, settings = found, candidate
            print(f"{name}: {getattr(settings, name)}, mean F1 {100 * best:.1f}", flush=True)
    return settings


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--readings", type=Path, help="keep the readings in this file between runs")
    parser.add_argument("--write", action="store_true", help="write the settings")
    options = parser.parse_args()
    parts: dict[Split, dict[str, list[list[GoldArticle]]]] = {}
    for split in ("train", "dev"):
        cache = options.readings and options.readings.with_suffix(f".{split}.jsonl")
        parts[split] = ways(read_gold_lines(corpus_lines(split), cache))
    settings = fit(parts["train"], load_story_settings())
    for split, orders in parts.items():
        articles = orders["dated"][0]
        shown = "  ".join(f"{name} {100 * f1:.1f}" for name, f1 in figures(orders, settings).items())
        print(f"{split}: {len(articles)} articles, {len({one.story for one in articles})} stories: {shown}")
    if options.write:
        lines = (f"{name}: {value:g}\n" for name, value in asdict(settings).items())
        OUTPUT.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
