from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.ontology.errors import LexiconError
from countermove.record.pair_features import PAIR_FEATURES, pair_features, prepare
from countermove.record.pair_model import load_pair_model
from countermove.record.reports import WordTables
from tests.record.reports_building import report

MODEL = "bias: -1\ncalibration: {slope: 2, offset: 0.5}\ntrees:\n- [words, 0.5, -1, [article, 0.2, 0, 3]]\n- 0.25\n"


def row(**values: float) -> list[float]:
    return [values.get(name, 0.0) for name in PAIR_FEATURES]


def test_trees_are_added_up_and_calibrated(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    model = load_pair_model(tmp_path / "model.yaml")
    found = model.probabilities(np.array([row(), row(words=0.6), row(words=0.6, article=0.3), row(words=0.5)]))
    odds = 2 * np.array([-1.75, -0.75, 2.25, -1.75]) + 0.5
    assert found == pytest.approx(1 / (1 + np.exp(-odds)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (MODEL.replace("words", "wordz"), "tree 1.*wordz"),
        (MODEL.replace("0.25", "[1, 2]"), "tree 2"),
        (MODEL.replace("slope: 2, ", ""), "calibration"),
        (MODEL.replace("bias: -1\n", ""), "must give bias"),
        (MODEL.replace("bias: -1", "bias: low"), "numbers"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, wrong: str, said: str) -> None:
    (tmp_path / "model.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(LexiconError, match=said):
        load_pair_model(tmp_path / "model.yaml")


TABLES = WordTables.load()
_KEYS = st.lists(st.sampled_from(["r:UGA", "n:morvane", "c:UGA", "w:soldier", "k:person"]), max_size=3).map(tuple)
_REPORTS = st.builds(
    lambda trigger, actors, recipients, names, day: report(
        "a/e1", triggers=trigger, actors=actors, recipients=recipients, names=names, first_day=day, last_day=day
    ),
    st.lists(st.sampled_from(["attack", "raid", "kill", "xyzzy"]), max_size=2).map(tuple),
    _KEYS,
    _KEYS,
    _KEYS,
    st.one_of(st.none(), st.integers(100, 110)),
)


@given(_REPORTS, _REPORTS)
def test_features_are_the_same_both_ways_and_within_bounds(left: object, right: object) -> None:
    one, other = prepare(left, TABLES), prepare(right, TABLES)  # type: ignore[arg-type]
    found = pair_features(one, other, TABLES)
    assert found == pytest.approx(pair_features(other, one, TABLES))
    assert len(found) == len(PAIR_FEATURES) and all(0 <= value <= 1 + 1e-6 for value in found)


def test_the_shipped_model_prefers_what_is_alike() -> None:
    model = load_pair_model()
    rows = np.array([
        pair_features(prepare(report("a/e1"), TABLES), prepare(other, TABLES), TABLES)
        for other in (report("b/e1"), report("b/e1", triggers=("sing",), names=(), actors=(), story_id="x", words={}))
    ])  # fmt: skip
    same, different = model.probabilities(rows)
    assert same > 0.8 and different < 0.1
