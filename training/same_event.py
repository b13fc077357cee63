"""Learn which reports tell one event, from our composed stories, and say how well that goes.

    python -m training.same_event --cache FOLDER --encoded FILE.npz [--write]

The topics are dealt into folds; every figure is of topics that neither the model nor the word vectors have seen. Each
article is learnt from twice, with its date and without, so that undated articles are no surprise. ``--write`` trains on
all topics and writes ``data/record/same_event.yaml``, calibrated on the held-out probabilities.
"""

from __future__ import annotations

import argparse
import itertools
import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.marked_reports import CachedReader, ReadArticle, marked_reports
from benchmarks.same_event import cluster, report_line
from corpus.stories import StoryArticle, load_topics
from countermove.record.pair_features import PAIR_FEATURES, pair_features, prepare
from countermove.record.pair_model import PairModel, load_pair_model
from countermove.record.pair_score import PairScorer
from countermove.record.reports import Report, WordTables, day_of
from countermove.record.stories import StoryIndex
from countermove.record.vectors import article_vector
from countermove.record.word_vectors import WordVectors
from countermove.schema import Article
from training.word_vectors import DATA, Mentioned, learn, load_encoded

FOLDS = 3
NEGATIVES_KEPT = 3
"""One in so many pairs that are not of one event nor share a word is learnt from, and counts for all."""
SAME_WORD_COUNTS = 6.0
"""How much a pair of one event with one word counts, beside one with different words: our writers were asked to vary
their words, outlets that copy from agencies do so less."""
TREES, LEAVES, RATE, SMALLEST_LEAF, RIDGE = 120, 8, 0.1, 80, 5.0
SUPPORTS = frozenset(
    "same_word same_family likeness meaning meaning_any other_words same_type same_mode words names article same_story "
    "actor recipient country same_day place number".split()
)
"""Features that can only make it likelier that two reports tell one event."""
OPPOSES = frozenset(
    "other_type no_common_name other_story other_actor other_recipient other_country days_apart times_apart "
    "other_place other_number other_status denied".split()
)
HEADER = """# How likely two reports tell one event: decision trees over the features of record/pair_features.py.
# A tree is [feature, threshold, tree where it is at most that, tree where it is above]; a number is what it adds to the
# log odds. Written by `python -m training.same_event --write`.
"""


@dataclass(frozen=True)
class Example:
    """A marked mention: its report, and the words by which the vectors are learnt."""

    topic: str
    report: Report
    word: Mentioned


@dataclass(frozen=True)
class Pairs:
    """Features of pairs, whether they tell one event, how much they count, and the fold of their topic."""

    rows: NDArray[np.float64]
    same: NDArray[np.bool_]
    counts: NDArray[np.float64]
    folds: NDArray[np.int64]


def fold_of(topic: str) -> int:
    """The fold of a topic, by the checksum of its name."""
    return zlib.crc32(topic.encode()) % FOLDS


def load_examples(cache: Path | None, tables: WordTables, dated: bool = True) -> list[Example]:
    """All marked mentions of our stories, articles in the order of publication, stories as the product groups them."""
    pairs = [(topic, article) for topic in load_topics() for article in topic.articles]
    pairs.sort(key=lambda pair: (pair[1].published, pair[1].id))
    read = list(CachedReader(cache).read([_article(article) for _, article in pairs]))
    stories = _stories(read, dated)
    examples = []
    for (topic, article), item in zip(pairs, read, strict=True):
        marked = marked_reports(item, [mention.span for mention in article.mentions], tables, stories[article.id])
        for mention, found in zip(article.mentions, marked, strict=True):
            report = found.report if dated else undated(found.report)
            word = Mentioned(report.triggers[0] if report.triggers else "", mention.event, article.story)
            examples.append(Example(topic.id, report, word))
    return examples


def load_mentions(cache: Path | None) -> list[Example]:
    """All marked mentions, for the word vectors."""
    return load_examples(cache, WordTables.load())


def undated(report: Report) -> Report:
    """The report as it would be of an article without a date."""
    return msgspec.structs.replace(report, published=None, first_day=None, last_day=None, time_inferred=True)


def _article(article: StoryArticle) -> Article:
    return Article(
        id=article.id,
        text=article.text,
        title=article.title,
        published=article.published,
        publisher=article.publisher,
    )


def _stories(read: Sequence[ReadArticle], dated: bool) -> dict[str, str]:
    index, found = StoryIndex(), {}
    for item in read:
        vector, day = article_vector(item.reading), day_of(item.reading.published) if dated else None
        choice = index.assign(item.reading.id, vector, day)
        index.add(item.reading.id, choice.story_id, vector, day, choice.moves)
        found[item.reading.id] = choice.story_id
        found.update({move.article_id: move.to_story for move in choice.moves})
    return found


def pairs_of(examples: Sequence[Example], tables: Callable[[int], WordTables]) -> Pairs:
    """Pairs of one topic, and some of different topics that share a word; ``tables`` gives those of a fold."""
    prepared = [prepare(example.report, tables(fold_of(example.topic))) for example in examples]
    rows, same, counts, folds = [], [], [], []

    def keep(i: int, j: int, count: float) -> None:
        fold = fold_of(examples[i].topic)
        left = prepared[i] if fold_of(examples[j].topic) == fold else prepare(examples[i].report, tables(fold))
        right = prepared[j] if fold_of(examples[j].topic) == fold else prepare(examples[j].report, tables(fold))
        rows.append(pair_features(left, right, tables(fold)))
        same.append(examples[i].word.event == examples[j].word.event)
        counts.append(count)
        folds.append(fold)

    topics: defaultdict[str, list[int]] = defaultdict(list)
    families: defaultdict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        topics[example.topic].append(number)
        families[prepared[number].family].append(number)
    for members in topics.values():
        for i, j in itertools.combinations(members, 2):
            one_event = examples[i].word.event == examples[j].word.event
            one_family = prepared[i].family == prepared[j].family
            if one_event or one_family:
                keep(i, j, SAME_WORD_COUNTS if one_event and one_family else 1.0)
            elif zlib.crc32(f"{i} {j}".encode()) % NEGATIVES_KEPT == 0:
                keep(i, j, NEGATIVES_KEPT)
    chance = random.Random(0)
    for members in families.values():
        for i in members:
            for j in chance.sample(members, min(3, len(members))):
                if examples[i].topic != examples[j].topic:
                    keep(i, j, 1.0)
    return Pairs(np.array(rows), np.array(same), np.array(counts), np.array(folds))


def train(pairs: Pairs, chosen: NDArray[np.bool_], only: Iterable[str] = PAIR_FEATURES) -> Any:
    """Boosted trees (Friedman 2001) on the chosen pairs; ``only`` are the features they may use."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    used = set(only)
    rows = np.where(np.array([name in used for name in PAIR_FEATURES]), pairs.rows, 0.0)
    signs = [int(name in SUPPORTS) - int(name in OPPOSES) for name in PAIR_FEATURES]
    model = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=RATE,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=SMALLEST_LEAF,
        l2_regularization=RIDGE,
        monotonic_cst=signs,
        early_stopping=False,
    )
    return model.fit(rows[chosen], pairs.same[chosen], sample_weight=pairs.counts[chosen])


def exported(model: Any, slope: float = 1.0, offset: float = 0.0) -> str:
    """The model as the text of ``same_event.yaml``."""
    lines = [
        f"bias: {float(model._baseline_prediction[0, 0]):.6g}",
        f"calibration: {{slope: {slope:.6g}, offset: {offset:.6g}}}",
    ]
    lines.append("trees:")
    for (predictor,) in model._predictors:
        lines.append(f"- {_tree(predictor.nodes, 0)}")
    return HEADER + "\n".join(lines) + "\n"


def _tree(nodes: Any, at: int) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{float(node['value']):.5g}"
    name, threshold = PAIR_FEATURES[int(node["feature_idx"])], float(node["num_threshold"])
    return f"[{name}, {threshold:.6g}, {_tree(nodes, int(node['left']))}, {_tree(nodes, int(node['right']))}]"


def as_pair_model(model: Any, folder: Path, slope: float = 1.0, offset: float = 0.0) -> PairModel:
    """The model as the product loads it."""
    path = folder / "same_event.trial.yaml"
    path.write_text(exported(model, slope, offset), encoding="utf-8")
    return load_pair_model(path)


def calibrate(odds: NDArray[np.float64], pairs: Pairs) -> tuple[float, float]:
    """Slope and offset (Platt 1999) that make held-out log odds true to how often pairs are of one event."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1e6).fit(odds[:, None], pairs.same, sample_weight=pairs.counts)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def reliability(probabilities: NDArray[np.float64], pairs: Pairs) -> list[str]:
    """Lines that say of what was given a probability in each tenth how much was of one event."""
    lines = []
    for low in range(10):
        chosen = (probabilities >= low / 10) & (probabilities < (low + 1) / 10 + (low == 9))
        weights = pairs.counts[chosen]
        if weights.sum() > 0:
            said, true = (np.average(v[chosen], weights=weights) for v in (probabilities, pairs.same.astype(float)))
            lines.append(f"{low / 10:.1f}-{(low + 1) / 10:.1f}: said {said:.3f}, was {true:.3f} ({chosen.sum()} pairs)")
    return lines


def held_out(
    examples: Sequence[Sequence[Example]], tables: Callable[[int], WordTables], only: Sequence[str] = PAIR_FEATURES
) -> tuple[Pairs, NDArray[np.float64], list[Any]]:
    """Pairs of all examples, the log odds that models of the other folds give them, and those models."""
    parts = [pairs_of(part, tables) for part in examples]
    pairs = Pairs(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("rows", "same", "counts", "folds"))
    )
    return pairs, *odds_of(pairs, only)


def odds_of(pairs: Pairs, only: Sequence[str] = PAIR_FEATURES) -> tuple[NDArray[np.float64], list[Any]]:
    """Held-out log odds, and the models that gave them, one a fold."""
    rows = np.where(np.array([name in set(only) for name in PAIR_FEATURES]), pairs.rows, 0.0)
    odds, models = np.zeros(len(pairs.same)), []
    for fold in range(FOLDS):
        model = train(pairs, pairs.folds != fold, only)
        odds[pairs.folds == fold] = model.decision_function(rows[pairs.folds == fold])
        models.append(model)
    return odds, models


def cluster_lines(
    examples: Sequence[Example], models: Sequence[Any], tables: Callable[[int], WordTables], folder: Path
) -> Iterable[str]:
    """Lines of figures: held-out topics, each fold with the model that hasn't seen it, beside the baseline."""
    gold, system, lemma = {}, {}, {}
    for fold, model in enumerate(models):
        part = [example for example in examples if fold_of(example.topic) == fold]
        scorer = PairScorer(as_pair_model(model, folder), tables(fold))
        gold.update({example.report.mention_id: example.word.event for example in part})
        system.update(cluster([example.report for example in part], scorer))
        lemma.update({e.report.mention_id: f"{e.word.word} {e.report.story_id}" for e in part})
    yield report_line("same word, own stories", gold, lemma)
    yield report_line("trees", gold, system)


def main() -> None:
    """Command line."""
    from sklearn.metrics import average_precision_score

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, required=True, help="folder that keeps readings, and the trial model")
    parser.add_argument("--encoded", type=Path, required=True, help="what training.word_vectors keeps")
    parser.add_argument("--write", action="store_true", help="write the model to the package's data")
    parser.add_argument("--ablate", action="store_true", help="say what each group of features brings")
    arguments = parser.parse_args()
    shipped = WordTables.load()
    dated, bare = (load_examples(arguments.cache, shipped, dated) for dated in (True, False))
    words, encoded = load_encoded(None, arguments.encoded)
    by_fold = [
        replace_vectors(shipped, learn(words, encoded, [e.word for e in dated if fold_of(e.topic) != fold]))
        for fold in range(FOLDS)
    ]
    pairs, odds, models = held_out([dated, bare], by_fold.__getitem__)
    slope, offset = calibrate(odds, pairs)
    probabilities = 1.0 / (1.0 + np.exp(-(slope * odds + offset)))
    print(f"{len(pairs.same)} pairs, average precision held out "
          f"{average_precision_score(pairs.same, odds, sample_weight=pairs.counts):.3f}")  # fmt: skip
    print("\n".join(reliability(probabilities, pairs)))
    for name, examples in (("with dates", dated), ("without dates", bare)):
        print(name, *cluster_lines(examples, models, by_fold.__getitem__, arguments.cache), sep="\n")
    if arguments.ablate:
        for name, gone in GROUPS.items():
            left_odds, _ = odds_of(pairs, [feature for feature in PAIR_FEATURES if feature not in gone])
            value = average_precision_score(pairs.same, left_odds, sample_weight=pairs.counts)
            print(f"without {name}: average precision {value:.3f}")
    if arguments.write:
        model = train(pairs, np.ones(len(pairs.same), dtype=bool))
        (DATA / "same_event.yaml").write_text(exported(model, slope, offset), encoding="utf-8")


def replace_vectors(tables: WordTables, vectors: WordVectors) -> WordTables:
    """The same tables with other vectors."""
    return WordTables(tables.families, vectors, tables.stems, tables.frequencies)


GROUPS = {
    "meaning of words": ("meaning", "meaning_any"),
    "senses": ("likeness",),
    "PLOVER types": ("same_type", "other_type", "same_mode"),
    "parties": ("actor", "other_actor", "recipient", "other_recipient", "crossed", "country", "other_country"),
    "the sentence": ("words", "names", "no_common_name"),
    "article and story": ("article", "same_story", "other_story"),
    "time": ("same_day", "days_apart", "times_apart", "undated"),
    "place": ("place", "other_place"),
    "numbers": ("number", "other_number"),
}
"""What ``--ablate`` leaves out, one at a time."""


if __name__ == "__main__":
    main()
