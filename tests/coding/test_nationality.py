"""Which country an actor is of, on hand-made trees with the shipped actor registry's facts."""

from pathlib import Path

import pytest

import countermove
from countermove.coding.entities import find_entities
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


def test_police_are_of_the_country_of_the_town_that_the_text_is_at(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Iran      Iran   PROPN 2 nsubj Name=B-place
        denied    deny   VERB  0 root
        Iranian   iranian ADJ  4 amod Name=B-norp
        guilt     guilt  NOUN  2 obj
        """,
        """
        He        he      PRON 2 nsubj
        fell      fall    VERB 0 root
        in        in      ADP  4 case
        Aarhus    Aarhus  PROPN 2 obl Name=B-place
        """,
        """
        Police police NOUN 2 nsubj Number=Plur
        came   come   VERB 0 root
        """,
    )
    towns = {"Aarhus": "DNK"}.get
    table = find_entities(parse, [False] * 3, None, registry, country_of_place=towns)
    police = at(parse, table, "Police")
    assert police is not None
    assert police.country == "DNK"


@pytest.mark.parametrize(("owner", "country"), [("Orrend", None), ("Mombasa", "ESP")])
def test_what_belongs_to_an_unknown_place_is_of_no_real_state(
    registry: ActorRegistry, owner: str, country: str | None
) -> None:
    parse = tree(
        f"""
        {owner}   {owner}   PROPN 3 nmod:poss Name=B-place
        's        's        PART  1 case
        minister  minister  NOUN  4 nsubj
        met       meet      VERB  0 root
        Spanish   Spanish   ADJ   6 amod Name=B-norp
        tourists  tourist   NOUN  4 obj Number=Plur
        """
    )
    table = find_entities(parse, [False], None, registry, country_of_place={"Mombasa": "ESP"}.get)
    minister = at(parse, table, "minister")
    assert minister is not None
    assert minister.country == country


@pytest.mark.parametrize(("state", "known"), [("Russia", True), ("Kenya", False)])
def test_a_leader_is_known_by_surname_where_his_country_is_spoken_of(
    registry: ActorRegistry, state: str, known: bool
) -> None:
    filler = """
        Rain  rain NOUN 2 nsubj
        fell  fall VERB 0 root
        """
    parse = tree(
        f"""
        {state} {state} PROPN 2 nsubj Name=B-place
        waited  wait    VERB  0 root
        """,
        filler,
        filler,
        """
        Putin Putin PROPN 2 nsubj Name=B-person
        spoke speak VERB  0 root
        """,
    )
    putin = at(parse, find_entities(parse, [False] * 4, "2024-11-01", registry), "Putin")
    assert putin is not None
    assert (putin.country == "RUS") is known


CHAD_FREED = """
Chad     Chad     PROPN 2 nsubj Name=B-place
freed    free     VERB  0 root
Chad     Chad     PROPN 4 nmod:poss Name=B-place
soldiers soldier  NOUN  2 obj Number=Plur
"""


def test_a_minister_in_a_sentence_that_begins_in_a_capital_is_of_its_country(registry: ActorRegistry) -> None:
    said = """
    In       in       ADP   2 case
    Nairobi  Nairobi  PROPN 6 obl Name=B-place <
    ,        ,        PUNCT 6 punct
    Minister Minister PROPN 5 nmod:desc Number=Sing
    Odhiambo Odhiambo PROPN 6 nsubj Name=B-person
    laughed  laugh    VERB  0 root
    """
    parse = tree(CHAD_FREED, said)
    minister = at(parse, entities_of(parse, registry), "Odhiambo")
    assert minister is not None and minister.country == "KEN"
    later = said.replace("In       in       ADP   2 case", "Then     then     ADV   2 case")
    parse = tree(CHAD_FREED, later)
    minister = at(parse, entities_of(parse, registry), "Odhiambo")
    assert minister is not None and minister.country == "TCD"


def test_people_joined_before_one_origin_share_it(registry: ActorRegistry) -> None:
    parse = tree(
        CHAD_FREED,
        """
        Doctors  doctor   NOUN  6 nsubj Number=Plur
        and      and      CCONJ 3 cc
        soldiers soldier  NOUN  1 conj Number=Plur
        from     from     ADP   5 case
        Kenya    Kenya    PROPN 3 nmod Name=B-place
        came     come     VERB  0 root
        """,
    )
    table = entities_of(parse, registry)
    doctors, soldiers = at(parse, table, "Doctors"), at(parse, table, "soldiers", 2)
    assert doctors is not None and soldiers is not None
    assert (doctors.country, soldiers.country) == ("KEN", "KEN")


def test_a_former_office_says_last_whose_somebody_is(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Kenya    Kenya    PROPN 2 nsubj Name=B-place
        acted    act      VERB  0 root
        """,
        """
        Its      its      PRON  2 nmod:poss PronType=Prs
        envoy    envoy    NOUN  9 nsubj Number=Sing <
        ,        ,        PUNCT 2 punct
        the      the      DET   7 det
        former   former   ADJ   7 amod
        Ghanaian Ghanaian ADJ   7 amod
        judge    judge    NOUN  8 nmod:desc Number=Sing
        Adomako  Adomako  PROPN 2 appos Name=B-person
        landed   land     VERB  0 root
        """,
    )
    envoy = at(parse, entities_of(parse, registry), "Adomako")
    assert envoy is not None and envoy.country == "KEN"


def test_the_foreign_ministry_in_a_capital_is_of_its_country(registry: ActorRegistry) -> None:
    parse = tree(
        CHAD_FREED,
        """
        The      the      DET   3 det
        Foreign  foreign  ADJ   3 amod Name=B-organization
        Ministry Ministry PROPN 6 nsubj Name=I-organization
        in       in       ADP   5 case
        Nairobi  Nairobi  PROPN 3 nmod Name=B-place
        objected object   VERB  0 root
        """,
    )
    ministry = at(parse, entities_of(parse, registry), "Ministry")
    assert ministry is not None and ministry.country == "KEN"
