"""Which country an actor is of, on hand-made trees with the shipped actor registry's facts."""

from pathlib import Path

import pytest

import countermove
from countermove.ontology.actors import ActorRegistry, load_actors
from tests.coding.entity_trees import at, entities_of, tree


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return load_actors(Path(countermove.__file__).parent / "data" / "actors")


def test_police_are_of_the_state_the_article_is_about(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Kenya     Kenya   PROPN 3 nmod:poss Name=B-place <
        's        's      PART  1 case
        capital   capital NOUN  4 nsubj
        erupted   erupt   VERB  0 root <
        .         .       PUNCT 4 punct
        """,
        """
        Police    police  NOUN 2 nsubj Number=Plur
        fired     fire    VERB 0 root
        on        on      ADP  4 case
        thousands thousand NOUN 2 obl Number=Plur
        of        of      ADP  6 case
        students  student NOUN 4 nmod Number=Plur <
        .         .       PUNCT 2 punct
        """,
    )
    table = entities_of(parse, registry)
    police = at(parse, table, "Police")
    assert police is not None
    assert (police.country, police.sectors) == ("KEN", ("COP",))
    assert at(parse, table, "thousands") is at(parse, table, "students")


def test_two_nationalities_are_two_actors(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Kenyan    Kenyan   ADJ   4 amod Name=B-norp
        and       and      CCONJ 3 cc
        Haitian   Haitian  ADJ   1 conj Name=B-norp
        officials official NOUN  5 nsubj Number=Plur
        met       meet     VERB  0 root <
        .         .        PUNCT 5 punct
        """
    )
    table = entities_of(parse, registry)
    assert at(parse, table, "officials") is None
    assert [entity.country for entity in table.entities] == ["KEN", "HTI"]


def test_a_people_within_a_state_is_of_that_state(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Bosnian Bosnian ADJ   2 amod  Name=B-norp
        Serbs   Serb    PROPN 3 nsubj Name=B-norp Number=Plur
        met     meet    VERB  0 root
        Serbs   Serb    PROPN 3 obj   Name=B-norp Number=Plur
        """
    )
    table = entities_of(parse, registry)
    assert table.at(parse.words[1]).country == "BIH"


@pytest.mark.parametrize(("acting", "country"), [("Spain", "ESP"), ("Veltava", None)])
def test_police_are_of_no_real_state_where_an_unknown_one_acts(
    registry: ActorRegistry, acting: str, country: str | None
) -> None:
    parse = tree(
        f"""
        {acting} {acting} PROPN 2 nsubj Name=B-place
        warned   warn     VERB  0 root
        Spain    Spain    PROPN 2 obj   Name=B-place
        """,
        f"""
        {acting} {acting} PROPN 2 nsubj Name=B-place
        waited   wait     VERB  0 root
        """,
        """
        Police police NOUN 2 nsubj Number=Plur
        left   leave  VERB 0 root
        """,
    )
    table = entities_of(parse, registry)
    assert table.at(parse.words[5]).country == country
