"""Whose admission counts as a confirmation."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.interests import INTERESTS_FILE, load_interests
from countermove.ontology.lexicon import DATA

GOOD = (DATA / INTERESTS_FILE).read_text(encoding="utf-8")


def test_a_state_that_says_it_struck_speaks_against_its_interest():
    interests = load_interests(DATA / INTERESTS_FILE)
    assert {"ASSAULT", "RETREAT"} <= interests.actor
    assert not {"ACCUSE", "CONSULT"} & interests.actor
    assert "ASSAULT" not in interests.recipient
    assert not interests.media & interests.official


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("ASSAULT, COERCE, RETREAT", "WAR, COERCE, RETREAT", "actor: 'WAR' is no PLOVER event type"),
        ("  recipient: []\n", "", "against_interest must give actor and recipient, no more"),
        ("media: [MED, JRN]\n", "", "must give against_interest, official, media, no more"),
        ("media: [MED, JRN]", "media: [MED, JRN]\nchurch: [REL]", "must give against_interest, official"),
        ("media: [MED, JRN]", "media: MED", "media must be a list of PLOVER sectors"),
        ("media: [MED, JRN]", "media: [MED, press]", "media: 'press' is no PLOVER sector"),
        ("recipient: []", "recipient: ASSAULT", "recipient must be a list of PLOVER event types"),
        ("against_interest:", "against_interest: 7\nother:", "must give against_interest"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path, old, new, reason):
    assert old in GOOD
    file = tmp_path / "interests.yaml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_interests(file)
    assert str(file) in str(error.value)
    assert any(char.isdigit() for char in str(error.value).removeprefix(str(file)))
    assert reason in str(error.value)
