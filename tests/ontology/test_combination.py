import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.ontology.combination import EVENT_FEATURES, LARGEST_ODDS, load_combination, log_odds, weigh
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA


def test_the_shipped_weights_load_and_frames_and_heads_both_count_for_an_event():
    weights = load_combination(DATA / "combination.yaml")
    assert weights.event["head_type"] > 0
    assert 0 < weights.least_event < 1
    assert set(weights.event) == set(EVENT_FEATURES)


def test_a_missing_feature_is_told_with_file_and_line(tmp_path):
    path = tmp_path / "combination.yaml"
    path.write_text((DATA / "combination.yaml").read_text(encoding="utf-8").replace("rival:", "rivals:"), "utf-8")
    with pytest.raises(LexiconError, match=r"combination\.yaml:\d+: event must give bias"):
        load_combination(path)


@given(st.floats(0, 1))
def test_log_odds_are_cut_and_keep_the_order(probability):
    odds = log_odds(probability)
    assert -LARGEST_ODDS <= odds <= LARGEST_ODDS
    assert odds <= log_odds(min(1.0, probability + 0.1))


def test_a_logistic_model_adds_its_features():
    assert weigh({"bias": 0.0, "frame": 1.0}, {}) == 0.5
    assert weigh({"bias": 0.0, "frame": 1.0}, {"frame": 2.0}) == pytest.approx(1 / (1 + math.exp(-2)))
