"""Learn which articles are without politics: `python -m training.topics`. Writes ``data/apolitical.yaml``.

Logistic regression with a ridge over the words that an article has, each counted once, and every topic list's share of
them, on the training parts of our annotated articles and of the plain articles of ``corpus/background``. Paragraphs are
examples too, so that a short text doesn't count as surely as a long one.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.articles import load_articles
from corpus.background import load_background
from countermove.coding.boilerplate import find_boilerplate
from countermove.coding.pipeline import Pipeline
from countermove.coding.topics import log_odds_of, telling_words, topic_shares, word_scale
from countermove.ontology.lexicon import DATA
from countermove.ontology.topics import MODEL_FILE, TopicModel, TopicWords

RIDGE = 1.0
LEAST_ARTICLES = 3
"""Words of fewer articles are left out."""

LEAST_WEIGHT = 0.02
STEPS = 400
HEADER = """# How much each word tells that an article is without politics (positive) or with (negative), and each topic
# list's share of the words. Written by `python -m training.topics`.
"""

Example = tuple[list[str], bool, float]
"""Words, whether without politics, and how much it counts."""

Floats = NDArray[np.float64]


def examples(pipeline: Pipeline, texts: Iterable[tuple[str, bool]]) -> list[Example]:
    """Articles and their paragraphs as words."""
    found: list[Example] = []
    for text, apolitical in texts:
        paragraphs = [part for part in text.split("\n\n") if part.strip()]
        parse = pipeline.reader.parse(text)
        skip = find_boilerplate(parse, pipeline.lexicon.boilerplate)
        found.append((telling_words(parse, skip), apolitical, 1.0))
        for paragraph in paragraphs if len(paragraphs) > 1 else []:
            parse = pipeline.reader.parse(paragraph)
            words = telling_words(parse, [False] * len(parse.sentences))
            found.append((words, apolitical, 1.0 / len(paragraphs)))
    return found


def fit(chosen: Sequence[Example], topics: TopicWords) -> TopicModel:
    """The model with the least ridge loss."""
    counts = Counter(word for words, _, weight in chosen if weight == 1.0 for word in set(words))
    vocabulary = sorted(
        word for word, count in counts.items() if count >= LEAST_ARTICLES and word not in topics.topic_of
    )
    lists = sorted(set(topics.topic_of.values()))
    lists_at = {name: len(vocabulary) + at for at, name in enumerate(lists)}
    place = {word: at for at, word in enumerate(vocabulary)}
    rows = np.zeros((len(chosen), len(vocabulary) + len(lists) + 1))
    rows[:, -1] = 1.0
    for at, (words, _, _) in enumerate(chosen):
        distinct = set(words)
        for word in distinct & place.keys():
            rows[at, place[word]] = word_scale(sorted(distinct))
        for name, share in topic_shares(words, topics).items():
            rows[at, lists_at[name]] = share
    truth = np.array([float(apolitical) for _, apolitical, _ in chosen])
    worth = np.array([weight for _, _, weight in chosen])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 1e-3
    weights = _least_loss(rows, truth, worth, ridge)
    rounded = [round(float(weight), 3) for weight in weights]
    return TopicModel(
        bias=rounded[-1],
        lists={name: rounded[at] for name, at in lists_at.items()},
        words={word: rounded[at] for word, at in place.items() if abs(rounded[at]) >= LEAST_WEIGHT},
    )


def _least_loss(rows: Floats, truth: Floats, worth: Floats, ridge: Floats) -> Floats:
    """Newton's method on the coefficients of the rows: there are fewer rows than words."""
    kernel = (rows / ridge) @ rows.T
    dual = np.zeros(len(rows))
    for _ in range(STEPS):
        scores = kernel @ dual
        odds = 1 / (1 + np.exp(-scores))
        curvature = worth * odds * (1 - odds) + 1e-9
        target = scores + worth * (truth - odds) / curvature
        step = np.linalg.solve(kernel + np.diag(1 / curvature), target) - dual
        dual += step
        if np.abs(step).max() < 1e-8:
            break
    result: Floats = rows.T @ dual / ridge
    return result


def write_model(model: TopicModel, path: Path) -> None:
    """Write the knowledge file that :func:`load_topic_model` reads."""
    lines = [f"bias: {model.bias}", "lists:", *(f"  {name}: {value}" for name, value in model.lists.items()), "words:"]
    lines += [f"  {json.dumps(word, ensure_ascii=False)}: {value}" for word, value in sorted(model.words.items())]
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


def texts_of(split: str) -> list[tuple[str, bool]]:
    """The texts of a part of both corpora, and whether each is without politics."""
    annotated = [(article.text, article.kind == "negative") for article in load_articles(split=split)]
    return annotated + [(article.text, True) for article in load_background(split)]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA / MODEL_FILE)
    arguments = parser.parse_args()
    pipeline = Pipeline.load()
    topics = pipeline.lexicon.topics
    model = fit(examples(pipeline, texts_of("train")), topics)
    write_model(model, arguments.out)
    for part in ("dev", "test"):
        right: Counter[tuple[bool, bool]] = Counter()
        loss = 0.0
        for words, apolitical, weight in examples(pipeline, texts_of(part)):
            if weight < 1.0:
                continue
            odds = log_odds_of(words, topics, model)
            right[apolitical, odds > 0] += 1
            loss += math.log1p(math.exp(-odds if apolitical else odds))
        print(f"{part}: {right[True, True]} of {right[True, True] + right[True, False]} without politics found, "
              f"{right[False, True]} of {right[False, True] + right[False, False]} others taken for it, "
              f"loss {loss / max(1, sum(right.values())):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
