"""Logical subjects and objects through passives, relative clauses, participles, control and coordination."""

import pytest

from countermove.coding.arguments import clauses, is_passive, object_of, phrases, subject_of, support_verb
from tests.coding.event_trees import tree, word

ACTIVE = """
Chad Chad PROPN NNP 2 nsubj
freed free VERB VBD 0 root
hostages hostage NOUN NNS 2 obj
"""
PASSIVE = """
Hostages hostage NOUN NNS 3 nsubj:pass
were be AUX VBD 3 aux:pass
freed free VERB VBN 0 root
by by ADP IN 5 case
Chad Chad PROPN NNP 3 obl:agent
"""
PARTICIPLE = """
Hostages hostage NOUN NNS 5 nsubj
freed free VERB VBN 1 acl
by by ADP IN 4 case
Chad Chad PROPN NNP 2 obl:agent
slept sleep VERB VBD 0 root
"""
RELATIVE_SUBJECT = """
Chad Chad PROPN NNP 5 nsubj
which which PRON WDT 3 nsubj
freed free VERB VBD 1 acl:relcl
hostages hostage NOUN NNS 3 obj
rejoiced rejoice VERB VBD 0 root
"""
RELATIVE_OBJECT = """
Hostages hostage NOUN NNS 4 nsubj
Chad Chad PROPN NNP 3 nsubj
freed free VERB VBD 1 acl:relcl
slept sleep VERB VBD 0 root
"""
CONTROL = """
Chad Chad PROPN NNP 2 nsubj
promised promise VERB VBD 0 root
to to PART TO 4 mark
free free VERB VB 2 xcomp
hostages hostage NOUN NNS 4 obj
"""
OBJECT_CONTROL = """
Niger Niger PROPN NNP 2 nsubj
urged urge VERB VBD 0 root
Chad Chad PROPN NNP 2 obj
to to PART TO 5 mark
free free VERB VB 2 xcomp
hostages hostage NOUN NNS 5 obj
"""
SHARED = """
Chad Chad PROPN NNP 2 nsubj
met meet VERB VBD 0 root
Niger Niger PROPN NNP 2 obj
and and CCONJ CC 5 cc
freed free VERB VBD 2 conj
hostages hostage NOUN NNS 5 obj
"""


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        (ACTIVE, "freed"),
        (PASSIVE, "freed"),
        (PARTICIPLE, "freed"),
        (RELATIVE_SUBJECT, "freed"),
        (RELATIVE_OBJECT, "freed"),
        (CONTROL, "free"),
        (OBJECT_CONTROL, "free"),
        (SHARED, "freed"),
    ],
)
def test_who_freed_whom_is_the_same_in_every_construction(sentence: str, verb: str) -> None:
    parse = tree(sentence)
    subject, freed = subject_of(word(parse, verb)), object_of(word(parse, verb))
    assert subject is not None and subject.text == "Chad"
    assert freed is not None and freed.lower == "hostages"


def test_agentless_passive_has_no_subject() -> None:
    parse = tree("Hostages hostage NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nfreed free VERB VBN 0 root")
    assert is_passive(word(parse, "freed"))
    assert subject_of(word(parse, "freed")) is None


def test_a_past_tense_verb_is_not_passive_whatever_its_subject_is_labelled() -> None:
    parse = tree("Chad Chad PROPN NNP 2 nsubj:pass\nretaliated retaliate VERB VBD 0 root")
    subject = subject_of(word(parse, "retaliated"))
    assert subject is not None and subject.text == "Chad"


def test_gerund_after_of_is_done_by_the_accused() -> None:
    parse = tree(
        """
        Niger Niger PROPN NNP 2 nsubj
        accused accuse VERB VBD 0 root
        Chad Chad PROPN NNP 2 obj
        of of SCONJ IN 5 mark
        lying lie VERB VBG 2 advcl
        """
    )
    subject = subject_of(word(parse, "lying"))
    assert subject is not None and subject.text == "Chad"
    assert [item.text for item in phrases(word(parse, "accused"), "of")] == ["lying"]


def test_complement_clauses_include_coordinated_ones() -> None:
    parse = tree(
        """
        Chad Chad PROPN NNP 2 nsubj
        promised promise VERB VBD 0 root
        to to PART TO 4 mark
        stop stop VERB VB 2 xcomp
        and and CCONJ CC 6 cc
        leave leave VERB VB 4 conj
        """
    )
    assert [item.text for item in clauses(word(parse, "promised"))] == ["stop", "leave"]


def test_support_verb_of_a_noun_in_the_passive() -> None:
    parse = tree("Talks talk NOUN NNS 3 nsubj:pass\nwere be AUX VBD 3 aux:pass\nheld hold VERB VBN 0 root")
    verb = support_verb(word(parse, "Talks"))
    assert verb is not None and verb.text == "held"
