"""How fast articles are read: the bare forward pass, the reader, and the whole pipeline, side by side in one run.

    python benchmarks/read.py [--articles FILE.jsonl] [--count N] [--rounds R] [--soak N]

Prints words per second on one core and with two worker processes, peak memory, and the share of the time per room.
Rounds interleave what is compared, so that a noisy machine disturbs all alike; the best round of each counts.
``--soak N`` reads N articles of a paragraph each instead and prints memory as it goes: it must stay flat.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from countermove.coding.pipeline import Pipeline
from countermove.reader import Reader
from countermove.scale.local import read_articles
from countermove.schema import Article

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "harbour.txt"


class Stopwatch:
    """Adds up the time of each room."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._room, self._since = "", 0.0

    def enter(self, room: str) -> None:
        now = time.perf_counter()
        if self._room:
            self.seconds[self._room] = self.seconds.get(self._room, 0.0) + now - self._since
        self._room, self._since = room, now


class TimedSession:
    """An onnxruntime session that adds up the time of its forward passes."""

    def __init__(self, session: Any) -> None:
        self._session, self.seconds, self.feeds = session, 0.0, []

    def run(self, outputs: Any, feeds: Any) -> Any:
        start = time.perf_counter()
        result = self._session.run(outputs, feeds)
        self.seconds += time.perf_counter() - start
        self.feeds.append((outputs, feeds))
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def load(path: Path | None, count: int) -> list[Article]:
    if path is None:
        return [
            Article(id=f"a{n}", text=EXAMPLE.read_text(encoding="utf-8"), published="2025-03-14") for n in range(count)
        ]
    lines = (json.loads(line) for line in path.open(encoding="utf-8"))
    return [
        Article(
            id=str(item["id"]),
            text=item["text"],
            published=(item.get("published") or item.get("date") or "")[:10] or None,
        )
        for item in islice(lines, count)
    ]


def words_of(articles: list[Article]) -> int:
    return sum(len(article.text.split()) for article in articles)


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_feeds: list[Any] = []
_session: Any = None


def _load_bare(feeds: list[Any]) -> None:
    global _feeds, _session
    _feeds = feeds
    _session = Reader()._model._session
    _session.run(*feeds[0])


def _bare(_: int) -> float:
    start = time.perf_counter()
    for outputs, feed in _feeds:
        _session.run(outputs, feed)
    return time.perf_counter() - start


def compare(articles: list[Article], rounds: int) -> None:
    words = words_of(articles)
    watch = Stopwatch()
    pipeline = Pipeline.load()
    pipeline.read(articles[0])
    model = pipeline.reader._model
    timed = TimedSession(model._session)
    model._session = timed
    for article in articles:
        pipeline.reader.parse(article.text)
    feeds = timed.feeds
    model._session = timed._session
    best: dict[str, float] = {}

    def note(name: str, seconds: float) -> None:
        best[name] = min(best.get(name, float("inf")), seconds)

    timed_pipeline = Pipeline(pipeline.reader, pipeline.lexicon, watch)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=_load_bare, initargs=(feeds,)) as bare_workers:
        list(bare_workers.map(_bare, range(2)))
        for _ in range(rounds):
            start = time.perf_counter()
            for outputs, feed in feeds:
                timed._session.run(outputs, feed)
            note("bare forward pass, 1 core", time.perf_counter() - start)
            start = time.perf_counter()
            for article in articles:
                pipeline.reader.parse(article.text)
            note("reader, 1 core", time.perf_counter() - start)
            start = time.perf_counter()
            for _result in read_articles(articles, 1, timed_pipeline):
                watch.enter("")
            note("read_many, 1 core", time.perf_counter() - start)
            start = time.perf_counter()
            list(bare_workers.map(_bare, range(2)))
            note("bare forward pass, 2 processes", (time.perf_counter() - start) / 2)
            note("once", in_two_processes(articles))
            note("thrice", in_two_processes(articles * 3))
    # Three times as many less once: the start of the workers cancels out.
    best["read_many, 2 processes"] = (best.pop("thrice") - best.pop("once")) / 2
    one, two = best["bare forward pass, 1 core"], best["bare forward pass, 2 processes"]
    for name, seconds in best.items():
        bare = two if "2 processes" in name else one
        print(f"{name:<34}{words / seconds:>9,.0f} words/s  {100 * bare / seconds:5.0f} % of the bare forward pass")
    print(f"\npeak memory of this process {peak_megabytes():,.0f} MB")
    total = sum(watch.seconds.values())
    print("share of the time per room of read_many on one core:")
    for room, seconds in sorted(watch.seconds.items(), key=lambda pair: -pair[1]):
        print(f"  {room:<14}{100 * seconds / total:5.1f} %")
    print(f"  of which the model itself {100 * one * rounds / total:5.1f} %")


def in_two_processes(articles: list[Article]) -> float:
    """Seconds that two workers take for the articles, their start included."""
    start = time.perf_counter()
    for _result in read_articles(articles, 2):
        pass
    return time.perf_counter() - start


def soak(articles: list[Article], count: int) -> None:
    paragraphs = [part for article in articles[:50] for part in article.text.split("\n") if part.strip()]

    def stream() -> Iterator[Article]:
        for number, text in enumerate(islice(cycle(paragraphs), count)):
            yield Article(id=str(number), text=text, published="2025-03-14")

    for number, _result in enumerate(read_articles(stream(), 1), 1):
        if number in (100, 1000) or number % 10_000 == 0:
            print(f"{number:>8,} articles, peak memory {peak_megabytes():,.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--articles", type=Path, help="JSON Lines with id and text; by default the repository's example"
    )
    parser.add_argument("--count", type=int, default=200, help="articles read")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--soak", type=int, help="read that many articles and watch memory")
    arguments = parser.parse_args()
    articles = load(arguments.articles, arguments.count)
    if arguments.soak:
        soak(articles, arguments.soak)
    else:
        print(f"{len(articles)} articles, {words_of(articles):,} words, Python {sys.version.split()[0]}\n")
        compare(articles, arguments.rounds)


if __name__ == "__main__":
    main()
