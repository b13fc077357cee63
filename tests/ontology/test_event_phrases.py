"""Phrases for events."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.event_phrases import EVENT_PHRASES_FILE, load_event_phrases
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover

SHIPPED = DATA / EVENT_PHRASES_FILE


def test_every_type_and_mode_has_a_phrase():
    phrases = load_event_phrases(SHIPPED)
    modes = load_plover(DATA / "plover.yaml").modes
    known = {(name, mode) for name, of_type in modes.items() for mode in ("", *of_type)}
    assert set(phrases.events) == known
    assert all(phrase.noun.startswith(("a ", "an ")) for phrase in phrases.events.values())


def test_a_mode_takes_the_rest_from_its_type():
    phrases = load_event_phrases(SHIPPED)
    assert phrases.event("THREATEN", "violence").to == phrases.event("THREATEN", None).to == "against"
    assert phrases.event("AID", "no such mode") == phrases.event("AID", None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  AID:", "  AIDE:", "'AIDE' is not a PLOVER event type"),
        ("    noun: an act of aid\n", "", "AID must give verb, act, noun, to"),
        ("  doubt: voiced a doubt\n", "", "speaking must give"),
        ("speaking:", "talking:", "must give types, speaking, the"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, old, new, message):
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "phrases.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"phrases.yaml:\d+.*{message}"):
        load_event_phrases(file)
