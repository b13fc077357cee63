"""Contexts by cue words."""

from pathlib import Path

import pytest

import countermove
from countermove.coding.contexts import contexts_of
from countermove.ontology.contexts import load_context_cues
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import load_plover
from tests.coding.event_trees import tree

DATA = Path(countermove.__file__).parent / "data"
KNOWN = load_plover(DATA / "plover.yaml").contexts


def test_single_words_and_phrases_are_found_in_file_order() -> None:
    parse = tree(
        """
        Judges judge NOUN NNS 2 nsubj
        met meet VERB VBD 0 root
        the the DET DT 5 det
        security security NOUN NN 5 compound
        council council NOUN NN 2 obj
        """
    )
    cues = load_context_cues(DATA / "cues" / "contexts.yaml", KNOWN)
    assert contexts_of(parse.sentences[0], cues) == ("legal", "diplomatic")


def test_unknown_context_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "contexts.yaml"
    path.write_text("weather: [rain]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="weather"):
        load_context_cues(path, KNOWN)
