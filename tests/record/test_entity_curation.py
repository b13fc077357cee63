"""Who is who, decided by people."""

import pytest

from countermove.record.curation import Decision
from countermove.record.errors import FilterError
from countermove.record.integrity import problems
from tests.record.building import Draft

BY = Decision("ana", "same man")


def article(name, speaker, number):
    text = f"{speaker} said that Norway warned Iceland about {number} boats."
    draft = Draft(text, name, publisher=f"Paper {number}")
    draft.entity(speaker, kind="person", country="NOR")
    return draft


def add(record, *drafts):
    pairs = [draft.pair() if hasattr(draft, "pair") else (draft.article, draft.reading()) for draft in drafts]
    return list(record.store_readings(pairs))


@pytest.fixture
def two(record):
    add(record, article("a", "Jon Lund", 1), article("b", "John Lundh", 2), article("c", "Jon Lund", 3))
    return record


def entities(record):
    return record.connection.execute(
        "select entity_id, list(alias order by article_no) from entity_mentions join entities using (entity_no) "
        "group by 1 order by min(article_no)"
    ).fetchall()


def mention_in(record, article_no):
    sql = "select article_id || '/' || item from entity_mentions join articles using (article_no) where article_no = ?"
    return record.connection.execute(sql, [article_no]).fetchone()[0]


def test_merged_entities_stay_one_for_what_comes_later(two):
    (first, _), (second, _) = entities(two)
    assert two.merge([second, first], BY) == first
    add(two, article("d", "John Lundh", 4))
    assert entities(two) == [(first, ["Jon Lund", "John Lundh", "Jon Lund", "John Lundh"])]
    assert list(problems(two.connection)) == []


def test_a_split_takes_mentions_out_and_a_merge_gives_them_back(two):
    first = entities(two)[0][0]
    mention = mention_in(two, 3)
    other = two.split(first, [mention], BY)
    assert [names for entity, names in entities(two) if entity in (first, other)] == [["Jon Lund"], ["Jon Lund"]]
    assert list(problems(two.connection)) == []
    assert two.merge([other, first], BY) == first
    assert entities(two)[0] == (first, ["Jon Lund", "Jon Lund"])


def test_wrong_entities_are_told(two):
    (first, _), (second, _) = entities(two)
    for wrong in (
        lambda: two.merge([first], BY),
        lambda: two.merge([first, "n0"], BY),
        lambda: two.split(first, ["a0/n1"], BY),
        lambda: two.split(second, [mention_in(two, 2)], BY),
    ):
        with pytest.raises(FilterError):
            wrong()
