"""The file of ACLED rules: what it must hold, and how mistakes are told."""

import pytest

from countermove.exports.acled_rules import load_acled_rules
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover

PATH = DATA / "exports" / "acled.yaml"
PLOVER = load_plover(DATA / "plover.yaml")
SUB_EVENTS = 25


def test_the_shipped_rules():
    rules = load_acled_rules(PATH, PLOVER)
    assert sorted(category.number for category in rules.categories.values()) == list(range(1, 9))
    assert {rule.event_type for rule in rules.rules} == {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"}
    assert {rule.sub_event.event_type for rule in rules.rules} == {
        "Battles",
        "Explosions/Remote violence",
        "Violence against civilians",
        "Protests",
        "Riots",
        "Strategic developments",
    }


def test_all_sub_events_of_acled_are_there():
    text = PATH.read_text(encoding="utf-8")
    section = text[text.index("\nsub_events:\n") : text.index("\ngroups:\n")]
    assert section.count("{type: ") == SUB_EVENTS


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("modes: [riot, vandalize]", "modes: [riot, party]", "PROTEST hasn't all of these modes"),
        ("event: Peaceful protest}", "event: Party}", "'Party' is none of the sub_events"),
        ("{type: MOBILIZE,", "{type: PARADE,", "'PARADE' is not a PLOVER event type"),
        ("{type: MOBILIZE,", "{type: MOBILIZE, when: x,", "unknown key when"),
        ("actor: [armed], contexts: [territory]", "actor: [navy]", "actor: unknown category or group"),
        ("contexts: [territory]", "contexts: [weather]", "unknown context"),
        ("killed: yes", "killed: no", "killed can only be yes"),
        ("first: recipient", "first: actor", "first can only be recipient"),
        ("sectors: [REB]", "sectors: [REB, MIL]", "sectors: one is listed for two categories"),
        ("sectors: [REB]", "sectors: [RBL]", "Rebel group: unknown sector"),
        ("targeting: civilians}", "targeting: maybe}", "targeting 'maybe' is unknown"),
        ("armed: [State forces,", "armed: [Navy,", "group armed holds an unknown category"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, reason):
    text = PATH.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "acled.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"acled\.yaml:\d+: .*{reason}"):
        load_acled_rules(path, PLOVER)
