from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.stories import GoldArticle, by_threshold, cosines, grouped, read_gold
from tests.readings import make_reading

ARTICLES = [
    GoldArticle("a", "s1", "t", {1: 707, 2: 707}, None),
    GoldArticle("b", "s1", "t", {1: 707, 2: 707}, None),
    GoldArticle("c", "s2", "t", {1: 100, 3: 995}, None),
]


def test_cosines_are_those_of_the_vectors() -> None:
    assert cosines(ARTICLES)[0].round(2).tolist() == [1.0, 1.0, 0.07]


@pytest.mark.parametrize(("least", "stories"), [(0.05, 1), (0.5, 2), (1.1, 3)])
def test_the_baseline_joins_what_reaches_the_threshold(least: float, stories: int) -> None:
    assert len(set(by_threshold(ARTICLES, cosines(ARTICLES), least).values())) == stories


def test_the_products_own_index_groups() -> None:
    stories = grouped(ARTICLES)
    assert stories["a"] == stories["b"] != stories["c"]


def test_kept_readings_must_be_of_the_same_articles(tmp_path: Path) -> None:
    gold, cache = tmp_path / "gold.jsonl", tmp_path / "readings.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": "One.", "story": "s"}) + "\n")
    cache.write_bytes(make_reading("One.", id="a").to_json() + b"\n")
    assert [reading.id for _, reading in read_gold(gold, cache)] == ["a"]
    cache.write_bytes(make_reading("One.", id="b").to_json() + b"\n")
    with pytest.raises(ValueError, match="readings of other articles"):
        read_gold(gold, cache)
