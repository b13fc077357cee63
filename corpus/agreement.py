"""How far two annotators agree: `python -m corpus.agreement [FOLDER]`.

The folder holds second annotations of articles of the corpus, made from the text alone, in files of the same names.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from corpus.articles import EVENTS, load_article, load_articles
from corpus.compare import coded_by_hand, compare, figures

SECOND = EVENTS.parent / "second"


def agreement(folder: Path) -> tuple[int, dict[str, float]]:
    """The number of articles that were annotated twice, and the figures of the second against the first."""
    first = {article.id: article for article in load_articles()}
    counts: Counter[str] = Counter()
    paths = sorted(folder.rglob("*.yaml"))
    for path in paths:
        second = load_article(path)
        if second.text != first[second.id].text:
            raise ValueError(f"{path}: its text isn't that of the first annotation")
        compare(coded_by_hand(first[second.id]), coded_by_hand(second), counts)
    return len(paths), figures(counts)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SECOND)
    arguments = parser.parse_args()
    number, result = agreement(arguments.folder)
    print(f"{number} articles annotated twice: " + ", ".join(f"{name} {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
