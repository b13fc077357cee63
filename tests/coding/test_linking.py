"""Which time, place and number belong to which event."""

from types import SimpleNamespace

from countermove.coding.linking import Links
from tests.coding.entity_trees import tree


def links(rows, predicate, time=None, place=None, cues=()):
    """Links of one event; words are named by their text."""
    parse = tree(rows)
    number = {word.text: word.n for word in parse.words}
    times = [SimpleNamespace(first=number[time], last=number[time])] if time else []
    places = [SimpleNamespace(head=number[place], last=number[place])] if place else []
    events = [SimpleNamespace(predicate=number[one]) for one in predicate.split()]
    return Links(parse, events, times, places, [], frozenset(number[cue] for cue in cues))


ATTACKED = """Norway Norway PROPN 2 nsubj
attacked attack VERB 0 root
Iceland Iceland PROPN 2 obj
on on ADP 5 case
Monday Monday PROPN 2 obl
in in ADP 7 case
Oslo Oslo PROPN 2 obl"""


def test_adjuncts_of_the_verb_are_the_events():
    found = links(ATTACKED, "attacked", "Monday", "Oslo")
    assert (found.times, found.places) == ({0: [0]}, {0: [0]})


def test_a_party_is_no_place():
    assert links(ATTACKED, "attacked", place="Norway").places == {}
    assert links(ATTACKED, "attacked", place="Iceland").places == {}


def test_the_time_of_saying_is_not_that_of_the_event():
    rows = """Officials official NOUN 2 nsubj
    said say VERB 0 root
    Monday Monday PROPN 2 obl
    Norway Norway PROPN 5 nsubj
    attacked attack VERB 2 ccomp"""
    assert links(rows, "attacked", "Monday", cues=["said"]).times == {}


def test_an_act_named_by_a_noun_takes_the_adjuncts_of_its_verb():
    rows = """Norway Norway PROPN 2 nsubj
    launched launch VERB 0 root
    attacks attack NOUN 2 obj
    on on ADP 5 case
    Monday Monday PROPN 2 obl
    near near ADP 7 case
    Oslo Oslo PROPN 2 obl"""
    found = links(rows, "attacks", "Monday", "Oslo")
    assert (found.times, found.places) == ({0: [0]}, {0: [0]})


def test_a_number_belongs_to_the_event_that_its_noun_takes_part_in():
    parse = tree("Norway Norway PROPN 2 nsubj\nsent send VERB 0 root\n40 40 NUM 4 nummod\nships ship NOUN 2 obj")
    number = SimpleNamespace(last=3, counted=3)
    assert Links(parse, [SimpleNamespace(predicate=1)], [], [], [number], frozenset()).quantities == {0: [0]}


def test_the_day_of_a_relative_clause_is_not_that_of_the_clause_around_it():
    rows = """Norway Norway PROPN 6 nsubj
    which which PRON 3 nsubj
    ruled rule VERB 1 acl:relcl
    until until ADP 5 case
    1961 1961 NUM 3 obl
    condemned condemn VERB 0 root
    Iceland Iceland PROPN 6 obj"""
    assert links(rows, "condemned", "1961").times == {}
    assert links(rows, "ruled", "1961").times == {0: [0]}


JOINED = """Rioters rioter NOUN 2 nsubj
burnt burn VERB 0 root
cars car NOUN 2 obj
and and CCONJ 5 cc
stormed storm VERB 2 conj
offices office NOUN 5 obj
Monday Monday PROPN 5 obl"""


def test_verbs_joined_under_one_subject_share_the_day_after_them():
    assert links(JOINED, "burnt stormed", "Monday").times == {0: [0], 1: [0]}
    own_subject = JOINED.replace("offices office NOUN 5 obj", "police police NOUN 5 nsubj")
    assert links(own_subject, "burnt stormed", "Monday").times == {1: [0]}


def test_a_day_between_joined_verbs_belongs_to_the_first():
    rows = """Rioters rioter NOUN 2 nsubj
    burnt burn VERB 0 root
    Monday Monday PROPN 2 obl
    and and CCONJ 5 cc
    stormed storm VERB 2 conj"""
    assert links(rows, "burnt stormed", "Monday").times == {0: [0]}
