"""Check the annotated articles and count them: `python -m corpus.check [FOLDER…] [--counts]`.

Exit status 1 on a mistake.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.articles import EVENTS, GoldArticle, load_article, ontology
from corpus.repeats import MOST_REPEATED, repeated
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES

MOST_EVENTS_IN_NEGATIVE = 1


def load(folders: Sequence[Path]) -> tuple[list[GoldArticle], list[str]]:
    """Load what can be loaded; return it with one line for every article that can't."""
    articles: list[GoldArticle] = []
    problems: list[str] = []
    for path in sorted({path for folder in folders for path in folder.rglob("*.yaml")}):
        try:
            article = load_article(path)
        except LexiconError as error:
            problems.append(str(error))
            continue
        if article.kind == "negative" and len(article.events) > MOST_EVENTS_IN_NEGATIVE:
            problems.append(f"{path}: {len(article.events)} events in an article of the negative set")
        articles.append(article)
    ids = Counter(article.id for article in articles)
    problems += [f"{name}: {count} articles have this name" for name, count in ids.items() if count > 1]
    return articles, problems


def counts(articles: Sequence[GoldArticle]) -> list[str]:
    """Lines that say what the articles hold, types and modes with the fewest first."""
    events = [event for article in articles for event in article.events]
    types = Counter(event.event_type for event in events)
    modes = Counter((event.event_type, event.mode) for event in events)
    slots = [(kind, mode) for kind in EVENT_TYPES for mode in ontology().modes[kind]]
    words = sum(len(article.text.split()) for article in articles)
    negative = sum(article.kind == "negative" for article in articles)
    lines = [
        f"{len(articles)} articles ({negative} negative), {words} words, {len(events)} events, "
        f"{sum(len(article.attributions) for article in articles)} attributions, "
        f"{sum(len(article.quantities) for article in articles)} quantities, "
        f"{sum(len(article.silences) for article in articles)} silences",
        "splits: " + ", ".join(f"{k} {v}" for k, v in sorted(Counter(article.split for article in articles).items())),
        "types: " + ", ".join(f"{kind} {types[kind]}" for kind in sorted(EVENT_TYPES, key=lambda k: types[k])),
        "modes: " + ", ".join(f"{k} {m} {modes[k, m]}" for k, m in sorted(slots, key=lambda s: (modes[s], s))),
    ]
    for title, values in (
        ("factuality", Counter(event.factuality for event in events)),
        ("tense", Counter(event.tense for event in events)),
        ("registers", Counter(article.register for article in articles)),
        ("regions", Counter(article.region for article in articles)),
        ("decades", Counter(f"{article.published[:3]}0s" for article in articles)),
    ):
        lines.append(f"{title}: " + ", ".join(f"{key} {value}" for key, value in values.most_common()))
    return lines


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[EVENTS], help="folders with articles")
    parser.add_argument("--counts", action="store_true", help="say what the articles hold")
    arguments = parser.parse_args()
    articles, problems = load(arguments.folders)
    share, most = repeated(articles)
    if share > MOST_REPEATED:
        worst = ", ".join(f"{name} {100 * own:.1f} %" for name, own in most)
        problems.append(
            f"{100 * share:.2f} % of six-word sequences repeat, the limit is {100 * MOST_REPEATED} %: {worst}"
        )
    if arguments.counts:
        print("\n".join(counts(articles)))
        print(f"repeated six-word sequences: {100 * share:.2f} %")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(articles)} articles are right, {len(problems)} mistakes")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
