"""PLOVER's tables."""

from pathlib import Path

import pytest

import countermove
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES, load_plover

PATH = Path(countermove.__file__).parent / "data" / "plover.yaml"
PLOVER = load_plover(PATH)


def test_all_sixteen_types_have_score_and_quad_of_the_same_sign() -> None:
    for event_type in EVENT_TYPES:
        score = PLOVER.score(event_type, None)
        assert score is not None
        assert (score > 0) == PLOVER.quad(event_type).endswith("cooperation") or (event_type, score) == ("REQUEST", 0)


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [("ACCUSE", None, -3), ("ASSAULT", "unconventional", -10), ("AID", None, 10), ("PROTEST", "vandalize", -5)],
)
def test_scores(event_type: str, mode: str | None, score: float) -> None:
    assert PLOVER.score(event_type, mode) == score


def test_modes_belong_to_their_type() -> None:
    assert PLOVER.allows("CONSULT", "visit")
    assert not PLOVER.allows("AID", "visit")
    assert len(PLOVER.contexts) == 37


def test_a_missing_type_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "plover.yaml"
    path.write_text(PATH.read_text(encoding="utf-8").replace("  AID:\n", "  HELP:\n"), encoding="utf-8")
    with pytest.raises(LexiconError, match="'HELP' is not a PLOVER event type"):
        load_plover(path)
