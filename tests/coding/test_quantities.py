"""Numbers with what they count, on trees made by hand."""

import pytest

from countermove.coding.quantities import find_quantities
from countermove.coding.times import find_times
from countermove.ontology.lexicon import DATA
from countermove.ontology.quantity_words import load_quantity_words
from countermove.ontology.time_words import load_time_words
from tests.coding.entity_trees import tree

WORDS = load_quantity_words(DATA / "cues" / "quantities.yaml")
TIMES = load_time_words(DATA / "cues" / "times.yaml")


def quantities(rows: str):
    parse = tree(rows)
    times = find_times(parse, [False], "2024-11-01", TIMES)
    return parse, find_quantities(parse, [False], times, WORDS)


def one(rows: str):
    """Words, bounds, unit and casualty of the only quantity of a sentence."""
    parse, [item] = quantities(rows)
    return parse.text[item.start : item.end], item.low, item.high, item.unit, item.casualty


DIED = "died die VERB 0 root\n"


def test_a_plain_count_with_what_happened_to_those_counted():
    assert one("Fifty fifty NUM 2 nummod\npeople people NOUN 3 nsubj\n" + DIED) == (
        "Fifty people",
        50,
        50,
        "people",
        "killed",
    )


@pytest.mark.parametrize(
    ("before", "low", "high"),
    [("more than", 50, None), ("at least", 50, None), ("up to", None, 50), ("fewer than", None, 50), ("about", 50, 50)],
)
def test_bounds_before_the_number(before, low, high):
    words = before.split()
    count = len(words)
    rows = "".join(f"{word} {word} ADV {count + 1} advmod\n" for word in words)
    rows += f"50 50 NUM {count + 2} nummod\npeople people NOUN {count + 3} nsubj\n" + DIED
    assert one(rows) == (f"{before} 50 people", low, high, "people", "killed")


def test_between_two_numbers():
    rows = """between between ADP 2 advmod
    10 10 NUM 5 nummod
    and and CCONJ 4 cc
    12 12 NUM 2 conj
    boats boat NOUN 6 nsubj
    sank sink VERB 0 root"""
    assert one(rows) == ("between 10 and 12 boats", 10, 12, "boats", None)


def test_a_range_takes_the_scale_of_its_end():
    rows = """10 10 NUM 4 nummod
    to to ADP 4 case
    12 12 NUM 4 compound
    million million NUM 1 nmod
    voters voter NOUN 6 nsubj
    came come VERB 0 root"""
    _, low, high, _, _ = one(rows.replace("10 10 NUM 4 nummod", "10 10 NUM 5 nummod"))
    assert (low, high) == (10_000_000, 12_000_000)


def test_money():
    rows = """They they PRON 2 nsubj
    have have VERB 0 root
    $ $ SYM 2 obj <
    1.5 1.5 NUM 5 compound
    billion billion NUM 3 nummod"""
    parse, [item] = quantities(rows)
    assert (parse.text[item.start : item.end], item.low, item.high, item.unit) == ("$1.5 billion", 1.5e9, 1.5e9, "USD")


def test_money_in_words():
    rows = """They they PRON 2 nsubj
    have have VERB 0 root
    300 300 NUM 4 nummod
    euros euro NOUN 2 obj"""
    assert one(rows) == ("300 euros", 300, 300, "EUR", None)


def test_percent():
    rows = """Prices price NOUN 2 nsubj
    rose rise VERB 0 root
    4.2 4.2 NUM 4 nummod <
    % % SYM 2 obl"""
    assert one(rows) == ("4.2%", 4.2, 4.2, "percent", None)


def test_open_plurals_count_from_below():
    rows = """Thousands thousand NOUN 4 nsubj
    of of ADP 3 case
    villagers villager NOUN 1 nmod
    fled flee VERB 0 root"""
    assert one(rows) == ("Thousands of villagers", 2000, None, "villagers", "displaced")


def test_the_wounded_after_a_passive():
    rows = """12 12 NUM 2 nummod
    soldiers soldier NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    wounded wound VERB 0 root"""
    assert one(rows) == ("12 soldiers", 12, 12, "soldiers", "wounded")


def test_those_who_wound_are_not_the_wounded():
    rows = """12 12 NUM 2 nummod
    soldiers soldier NOUN 3 nsubj
    killed kill VERB 0 root
    him he PRON 3 obj"""
    assert one(rows)[-1] is None


def test_a_number_without_a_noun_counts_people_where_they_are_harmed():
    rows = """Bombs bomb NOUN 2 nsubj
    killed kill VERB 0 root
    17 17 NUM 2 obj"""
    assert one(rows) == ("17", 17, 17, "people", "killed")


@pytest.mark.parametrize(
    "rows",
    [
        "One one NUM 5 nsubj\nin in ADP 4 case\nfive five NUM 4 nummod\ncats cat NOUN 1 nmod\nslept sleep VERB 0 root",
        "a a DET 6 det\n30 30 NUM 6 nummod\n- - PUNCT 6 punct\nyear year NOUN 6 compound\n- - PUNCT 6 punct\nman man NOUN 7 nsubj\n" + DIED,  # noqa: E501
        "the the DET 3 det\nthird third ADJ 3 amod\nman man NOUN 4 nsubj\n" + DIED,
        "They they PRON 2 nsubj\nwon win VERB 0 root\n3 3 NUM 2 obj\n- - PUNCT 5 punct\n1 1 NUM 3 nmod",
        "They they PRON 2 nsubj\ncited cite VERB 0 root\nArticle article NOUN 2 obj\n5 5 NUM 3 nummod",
        "They they PRON 2 nsubj\nmet meet VERB 0 root\non on ADP 4 case\nOctober October PROPN 2 obl\n13 13 NUM 4 nummod",  # noqa: E501
        "They they PRON 2 nsubj\nmet meet VERB 0 root\nin in ADP 4 case\n1998 1998 NUM 2 obl",
        "They they PRON 2 nsubj\nstayed stay VERB 0 root\nthree three NUM 4 nummod\nweeks week NOUN 2 obl",
        "call call VERB 0 root\n020 020 NUM 1 obj\n555 555 NUM 2 flat",
        "Kim Kim PROPN 5 nsubj\n, , PUNCT 3 punct\n54 54 NUM 1 appos\n, , PUNCT 3 punct\n" + DIED,
    ],
    ids=["share", "age", "ordinal", "score", "article", "date", "year", "duration", "phone", "age in apposition"],
)  # fmt: skip
def test_ages_ordinals_scores_labels_dates_and_phones_are_no_quantities(rows):
    assert quantities(rows)[1] == []


def test_numbers_on_both_sides_of_in_may_both_count():
    rows = """They they PRON 2 nsubj
    killed kill VERB 0 root
    5 5 NUM 2 obj
    in in ADP 6 case
    3 3 NUM 6 nummod
    attacks attack NOUN 2 obl"""
    parse, found = quantities(rows)
    assert [parse.text[item.start : item.end] for item in found] == ["5", "3 attacks"]


def test_boilerplate_is_left_out():
    parse = tree("Fifty fifty NUM 2 nummod\npeople people NOUN 3 nsubj\n" + DIED)
    assert find_quantities(parse, [True], [], WORDS) == []
