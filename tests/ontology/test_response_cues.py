"""The response cues: what loads, and how mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.response_cues import load_response_cues

SHIPPED = DATA / "cues" / "response.yaml"


def test_the_shipped_cues_load() -> None:
    cues = load_response_cues(SHIPPED)
    assert "retaliate" in cues.verbs
    assert "THREATEN" in cues.anaphors["ultimatum"]


@pytest.mark.parametrize(
    ("line", "wrong", "message"),
    [
        ("about: [ACCUSE, SUPPORT, PROTEST]", "about: [ACCUSED]", "ACCUSED is no PLOVER event type"),
        ("causes: [over,", "causes: [1, over,", "causes must be a list of words"),
        ("needs:\n  hit: [back]", "needs: [hit]\nother:\n  hit: [back]", "needs must be a mapping"),
        ("  REJECT: [REQUEST, AGREE", "  REFUSE: [REQUEST, AGREE", "REFUSE is no PLOVER event type"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, line: str, wrong: str, message: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert line in text
    file = tmp_path / "response.yaml"
    file.write_text(text.replace(line, wrong), encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as error:
        load_response_cues(file)
    assert "response.yaml" in str(error.value)
