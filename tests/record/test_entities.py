"""Who is who across articles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.entities import best_alias, entity_keys, folded, takes_part
from tests.readings import full_reading
from tests.record.building import Draft, column, own_words, rows, store

pieces = st.sampled_from(["the ", "The ", "a ", "an ", "'s", "’s", "'", " ", "x", "İ", "ﬁ", "é", "-"]) | st.characters()


@given(st.lists(pieces, max_size=8).map("".join))
def test_folding_twice_changes_nothing(name):
    assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The  United\nNations", "united nations"),
        ("Zelenskyy’s", "zelenskyy"),
        ("the workers'", "workers"),
        ("Erdoğan", "erdogan"),
        ("Al-Shabaab", "al-shabaab"),
        ("A. N. Other", "n other"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_possessive_and_article(name, plain):
    assert folded(name) == plain


def paper(number: int, text: str, **fields) -> Draft:
    return Draft(f"{text} {own_words(number)}", f"a{number}", publisher=f"Paper {number}", **fields)


def people(record, *mentioned: tuple[str, dict]) -> list[int]:
    """Let each article mention one name, and give the entities of the record that these are."""
    for number, (name, fields) in enumerate(mentioned, 1):
        draft = paper(number, f"So {name} spoke.", published=None)
        draft.entity(name, **{"kind": "person", **fields})
        store(record, draft)
    return column(record, "select entity_no from entity_mentions order by article_no")


ANN, BODY = {"kind": "person"}, {"kind": "organization"}


@pytest.mark.parametrize(
    ("mentioned", "same"),
    [
        ([("Ann Example", {}), ("Ann Example", {})], True),
        ([("Ann Example", {}), ("ANN EXAMPLE", {"country": "NOR"})], True),
        ([("Ann Example", {"country": "ISL"}), ("Ann Example", {"country": "NOR"})], False),
        ([("Ann Example", {}), ("Ann Other", {})], False),
        ([("Ann Example", {}), ("Ann Example", BODY)], False),
        ([("Harbour Union", BODY), ("the Harbour Union", {"kind": "group"})], True),
        ([("Union", BODY), ("Union", BODY)], True),
        ([("Union", BODY | {"ref": "HARBOUR"}), ("Dockers", BODY | {"ref": "HARBOUR"})], True),
        ([("Union", BODY | {"ref": "HARBOUR"}), ("Union", BODY)], True),
    ],
)
def test_the_same_name_is_the_same_where_nothing_speaks_against_it(record, mentioned, same):
    first, second = people(record, *mentioned)
    assert (first == second) == same


def test_namesakes_stay_apart_and_no_id_is_given_twice(record):
    countries = ["NOR", "ISL", None, "NOR", None, "ISL"]
    numbers = people(record, *(("Ann Example", {"country": code}) for code in countries))
    assert numbers == [1, 2, 3, 1, 3, 2]
    assert column(record, "select count(*) - count(distinct entity_id) from entities") == [0]


def test_each_link_tells_its_name_and_reason(record):
    people(record, ("Ann Example", {}), ("ANN EXAMPLE", {}))
    assert rows(record, "select alias, form, score, reason, decided_by from entity_mentions order by article_no") == [
        ("Ann Example", "name", 1.0, "first mention", "model"),
        ("ANN EXAMPLE", "name", 0.95, "same name: ann example", "model"),
    ]
    assert rows(record, "select distinct alias, reason from names order by 1") == [
        ("ANN EXAMPLE", "same name: ann example"),
        ("Ann Example", "first mention"),
    ]


def keys_of(name: str, form: str = "name", story: str | None = "t1", **fields) -> list[tuple[str, float]]:
    draft = paper(1, f"So {name} spoke.")
    draft.entity(name, form=form, **fields)
    return [(key.text, key.score) for key in entity_keys(draft.entities[0], draft.pair()[1], story)]


def test_the_surest_key_comes_first():
    assert keys_of("Ann Example", kind="person", ref="ANN") == [
        ("ref ANN", 1.0),
        ("name person ann example", 0.95),
        ("surname t1 example", 0.8),
        ("bare surname t1 example", 0.8),
    ]
    assert keys_of("police", "nominal", kind="group", country="NOR", sectors=("COP",)) == [
        ("words body NOR COP police", 0.7)
    ]
    assert keys_of("police", "nominal", kind="group") == [("words t1 police", 0.6)]
    assert keys_of("police", "nominal", None, kind="group") == []


def test_a_bare_surname_is_the_one_who_bears_it_in_the_story_unless_two_do(record):
    draft = tell = Draft(f"Ann Example bombed Norway. {own_words(1)}", "a1", publisher="A")
    draft.entity("Ann Example", kind="person")
    draft.event("bombed", ["n1"])
    bare = Draft(tell.text.replace("Ann Example", "So Example"), "a2", publisher="B")  # a copy: the same story
    bare.entity("Example", kind="person")
    store(record, draft, bare)
    assert column(record, "select count(distinct story_no) from articles") == [1]
    assert column(record, "select entity_no from entity_mentions order by article_no") == [1, 1]


def test_those_who_only_stand_in_the_text_are_left_out():
    reading = full_reading()
    draft = paper(1, "Somebody saw them. Norway bombed it.")
    draft.entity("Somebody", form="nominal", kind="person")
    draft.entity("Norway")
    assert takes_part(draft.pair()[1]) == {"n2"}
    assert takes_part(reading) == {"n1", "n2", "n3"}


def test_the_fullest_name_is_the_alias():
    draft = paper(1, "Example, Ann Example, she spoke.")
    draft.entity("Example", "Ann Example", kind="person")
    assert best_alias(draft.entities[0], draft.pair()[1]) == ("Ann Example", "name")
    draft.entity("she", kind="person", form="pronoun")
    assert best_alias(draft.entities[1], draft.pair()[1]) == ("she", "pronoun")
