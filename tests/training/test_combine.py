"""The logistic fit and the search for thresholds, on data whose answer is known."""

import numpy as np
import pytest

pytest.importorskip("torch")

from countermove.ontology.combination import EVENT_FEATURES, load_combination
from countermove.ontology.lexicon import DATA
from training.combine import best_choice, best_thresholds, fit, write_combination
from training.evidence import Examples, Gathered


def examples(weight: float, count: int = 4000) -> Examples:
    source = np.random.default_rng(1)
    found = Examples()
    for value in source.normal(size=count):
        found.add({"prior": float(value)}, bool(source.random() < 1 / (1 + np.exp(-weight * value))))
    return found


def test_a_known_weight_is_found_again_and_unused_features_weigh_nothing():
    weights = fit(examples(1.5), EVENT_FEATURES, EVENT_FEATURES)
    assert weights["prior"] == pytest.approx(1.5, abs=0.15)
    assert fit(examples(1.5), EVENT_FEATURES, {"bias"})["prior"] == 0.0


def test_the_threshold_parts_right_from_wrong():
    gathered = Gathered(gold=50)
    for number in range(100):
        gathered.events.add({"head_type": 3.0 if number < 50 else -3.0}, number < 50)
        gathered.words.append((0, number, "AID"))
    least, framed, score = best_thresholds(gathered, {"bias": 0.0, "head_type": 1.0, "head_any": 0.0})
    assert score == 1.0
    assert least >= framed >= 0.05


def test_frames_alone_report_nothing_that_no_frame_fits():
    gathered = Gathered(gold=50)
    for number in range(100):
        features = {"head_type": 6.0} if number < 50 else {"frame": 1.0, "prior": 2.0, "without_politics": 0.0}
        gathered.events.add(features, right=True)
        gathered.words.append((0, number, "AID"))
    weights = {"bias": 0.0, "frame": 1.0, "prior": 1.0, "head_type": 0.0, "head_any": 0.0, "without_politics": 0.0}
    least, framed, score = best_thresholds(gathered, weights)
    assert least > 1
    assert (framed, score) == (0.7, 1.0)


def test_rules_count_as_much_as_they_are_worth():
    heads = {"CT+": 0.6, "CT-": 0.4}
    assert best_choice([(heads, "CT-", "CT-")] * 9 + [(heads, "CT+", "CT+")])[1] == 1.0


def test_what_is_written_is_read_back(tmp_path):
    shipped = load_combination(DATA / "combination.yaml")
    write_combination(shipped, tmp_path / "combination.yaml")
    assert load_combination(tmp_path / "combination.yaml") == shipped
