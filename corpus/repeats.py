"""How much the articles repeat one another: the share of six-word sequences that another article has too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.articles import GoldArticle
from corpus.background import BackgroundArticle

LENGTH = 6
MOST_REPEATED = 0.02
"""More than this share of repeated sequences would mean templates."""

_WORD = re.compile(r"\w+")


def sequences(text: str) -> set[tuple[str, ...]]:
    """The six-word sequences of a text, lower-cased, without punctuation."""
    words = _WORD.findall(text.lower())
    return {tuple(words[i : i + LENGTH]) for i in range(len(words) - LENGTH + 1)}


def repeated(articles: Sequence[GoldArticle] | Sequence[BackgroundArticle]) -> tuple[float, list[tuple[str, float]]]:
    """The share over all articles, and the articles that repeat most with their own share."""
    each = {article.id: sequences(article.text) for article in articles}
    counts = Counter(sequence for found in each.values() for sequence in found)
    own = {name: sum(counts[item] > 1 for item in found) / len(found) for name, found in each.items() if found}
    total = sum(map(len, each.values()))
    share = sum(counts[item] > 1 for found in each.values() for item in found) / total if total else 0.0
    return share, sorted(own.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
