"""Processor time for choosing a story when days are busy: synthetic articles, day by day, older days dropped.

    python -m benchmarks.story_speed [--days 45] [--articles-a-day 1000]

An article has 60 terms: half from the 40 that its story is about, half from a background with the frequencies of words
in news (Zipf). Stories last a few days, with sizes as in news: most are told once or twice, a few by a hundred.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import time
from collections.abc import Iterator

from countermove.record.stories import StoryIndex

BACKGROUND = 30_000
KEPT = 60


class Newsroom:
    """Draws articles."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._stories: list[tuple[list[int], int]] = []
        self._next = BACKGROUND

    def day(self, count: int, day: int) -> Iterator[dict[int, int]]:
        """The vectors of a day's articles."""
        self._stories = [story for story in self._stories if story[1] >= day]
        for _ in range(count):
            # A new story for every third article; else a story that runs, those begun early being told most.
            if not self._stories or self._random.random() < 1 / 3:
                self._stories.append(([self._word() for _ in range(20)], day + self._random.randint(0, 6)))
                self._stories[-1][0].extend(range(self._next, self._next + 20))
                self._next += 20
                about = self._stories[-1][0]
            else:
                about = self._stories[int(len(self._stories) * self._random.random() ** 4)][0]
            terms = {*self._random.sample(about, KEPT // 2), *(self._word() for _ in range(KEPT // 2))}
            yield dict.fromkeys(terms, round(1000 / math.sqrt(len(terms))))

    def _word(self) -> int:
        """A background word; ranks 100 to BACKGROUND by Zipf's law, as the commonest words are no terms."""
        return int(100 * (BACKGROUND / 100) ** self._random.random())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--days", type=int, default=45)
    parser.add_argument("--articles-a-day", type=int, default=1000)
    options = parser.parse_args()
    index, newsroom = StoryIndex(), Newsroom(7)
    for day in range(options.days):
        times, stories = list[float](), set[str]()
        for number, vector in enumerate(newsroom.day(options.articles_a_day, day)):
            start = time.process_time()
            choice = index.assign(f"{day}-{number}", vector, day)
            index.add(f"{day}-{number}", choice.story_id, vector, day, choice.moves)
            times.append(time.process_time() - start)
            stories.add(choice.story_id)
        start = time.process_time()
        index.keep(range(day - 30, day + 1))
        dropping = time.process_time() - start
        if day % 5 == 4:
            times.sort()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"day {day + 1}: {len(index)} articles in memory, {1000 * sum(times) / len(times):.2f} ms an article "
                f"(95 % under {1000 * times[len(times) * 95 // 100]:.2f}), {len(stories)} stories, "
                f"dropping a day {dropping:.2f} s, {memory:.0f} MiB",
                flush=True,
            )


if __name__ == "__main__":
    main()
