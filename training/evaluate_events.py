"""Measure the events of the whole product on our annotated articles: `python -m training.evaluate_events`.

With ``--ablation`` it fits the combination on the development part with frames alone, with heads alone and with
both, and measures all three. The negative articles are counted apart: how many events are found in them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.articles import GoldArticle, load_articles
from corpus.compare import coded_by_hand, coded_by_product, compare, figures
from countermove.coding.pipeline import Pipeline
from countermove.schema import Article
from training.combine import Evidence, articles_to_fit, fit_combination, with_combination
from training.evidence import gather, gather_implicit


def measure(pipeline: Pipeline, articles: Iterable[GoldArticle]) -> dict[str, float]:
    """Figures over articles, and the events found in each negative article."""
    counts: Counter[str] = Counter()
    negative, spurious = 0, 0
    for article in articles:
        source = Article(id=article.id, text=article.text, title=article.title, published=article.published)
        found = coded_by_product(pipeline.read(source))
        if article.kind == "negative":
            negative += 1
            spurious += len(found)
        compare(coded_by_hand(article), found, counts)
    return figures(counts) | {"events per negative article": round(spurious / max(1, negative), 2)}


def ablation(pipeline: Pipeline, articles: Sequence[GoldArticle]) -> dict[str, dict[str, float]]:
    """Figures with frames alone, heads alone and both, each fitted for itself."""
    gathered = gather(pipeline, articles_to_fit())
    gather_implicit(pipeline, load_articles(split="train"), gathered)
    kinds: tuple[Evidence, ...] = ("frames", "heads", "both")
    return {kind: measure(with_combination(pipeline, fit_combination(gathered, kind)), articles) for kind in kinds}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model file; default is the one in the package")
    parser.add_argument("--split", choices=("train", "dev", "test"), default="test")
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    pipeline = Pipeline.load(arguments.model)
    articles = list(load_articles(split=arguments.split))
    result = ablation(pipeline, articles) if arguments.ablation else {"shipped": measure(pipeline, articles)}
    for name, values in result.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
