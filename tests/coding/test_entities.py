"""Entities found in hand-made trees, with the shipped actor registry's facts about states and common nouns."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import countermove
from countermove.coding.draft import EntityDraft
from countermove.coding.entities import find_entities
from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.reader.parse import Parse
from tests.coding.entity_trees import at, entities_of, tree

THE_ACCUSATION = """
Ruritanian  Ruritanian ADJ   2 amod
President   President  PROPN 3 nmod:desc Number=Sing
Anna        Anna       PROPN 5 nsubj Name=B-person
Karsk       Karsk      PROPN 3 flat  Name=I-person
accused     accuse     VERB  0 root
Moscow      Moscow     PROPN 5 obj   Name=B-place
of          of         SCONJ 8 mark
arming      arm        VERB  5 advcl
Syrian      Syrian     ADJ   10 amod Name=B-norp
rebels      rebel      NOUN  8 obj   Number=Plur <
.           .          PUNCT 5 punct
"""
THE_ANSWER = """
Karsk       Karsk      PROPN 2 nsubj Name=B-person
said        say        VERB  0 root
the         the        DET   4 det
rebels      rebel      NOUN  11 nsubj Number=Plur
,           ,          PUNCT 4 punct
who         who        PRON  8 nsubj PronType=Rel
had         have       AUX   8 aux
left        leave      VERB  4 acl:relcl
Syria       Syria      PROPN 8 obj   Name=B-place
,           ,          PUNCT 4 punct
met         meet       VERB  2 ccomp
her         she        PRON  11 obj  <
.           .          PUNCT 2 punct
"""


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return load_actors(Path(countermove.__file__).parent / "data" / "actors")


def spans(parse: Parse, entity: EntityDraft | None, form: str) -> list[str]:
    assert entity is not None
    return [parse.text[mention.start : mention.end] for mention in entity.mentions if mention.form == form]


def test_a_capital_that_is_accused_is_the_state(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION)
    russia = at(parse, entities_of(parse, registry), "Moscow")
    assert russia is not None
    assert (russia.name, russia.kind, russia.country, russia.sectors) == ("Russia", "state", "RUS", ("GOV",))


def test_a_capital_where_something_happens_is_a_place(registry: ActorRegistry) -> None:
    parse = tree(
        """
        They  they    PRON  2 nsubj
        met   meet    VERB  0 root
        in    in      ADP   4 case
        Kyiv  Kyiv    PROPN 2 obl Name=B-place <
        .     .       PUNCT 2 punct
        """
    )
    kyiv = at(parse, entities_of(parse, registry), "Kyiv")
    assert kyiv is not None
    assert (kyiv.name, kyiv.kind, kyiv.country, kyiv.sectors) == ("Kyiv", "place", "UKR", ())


def test_nationality_and_sector_of_a_description(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION)
    rebels = at(parse, entities_of(parse, registry), "rebels")
    assert rebels is not None
    assert (rebels.name, rebels.country, rebels.sectors[0]) == ("Syrian rebels", "SYR", "REB")


def test_the_same_words_later_are_the_same_actor(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION, THE_ANSWER)
    table = entities_of(parse, registry)
    assert at(parse, table, "rebels", 1) is at(parse, table, "rebels", 2)


def test_a_relative_pronoun_is_what_its_clause_describes(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION, THE_ANSWER)
    table = entities_of(parse, registry)
    assert at(parse, table, "who") is at(parse, table, "rebels", 2)


def test_a_surname_later_and_the_title_before_are_the_person(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION, THE_ANSWER)
    table = entities_of(parse, registry)
    karsk = at(parse, table, "Anna")
    assert karsk is at(parse, table, "Karsk", 2)
    assert spans(parse, karsk, "name") == ["Anna Karsk", "Karsk"]
    assert spans(parse, karsk, "title") == ["Ruritanian President"]
    assert karsk is not None
    assert (karsk.name, karsk.kind, karsk.sectors) == ("Anna Karsk", "person", ("GOV",))


def test_a_plain_pronoun_is_not_the_subject_of_its_own_verb(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION, THE_ANSWER)
    table = entities_of(parse, registry)
    assert at(parse, table, "her") is at(parse, table, "Anna")


def test_possessive_pronoun_hands_on_the_country(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Syria     Syria    PROPN 2 nsubj Name=B-place
        says      say      VERB  0 root
        it        it       PRON  5 nsubj
        will      will     AUX   5 aux
        withdraw  withdraw VERB  2 ccomp
        its       its      PRON  7 nmod:poss Poss=Yes
        troops    troops   NOUN  5 obj Number=Plur
        from      from     ADP   9 case
        Lebanon   Lebanon  PROPN 5 obl Name=B-place <
        .         .        PUNCT 2 punct
        """
    )
    table = entities_of(parse, registry)
    troops, syria = at(parse, table, "troops"), at(parse, table, "Syria")
    assert at(parse, table, "it") is syria
    assert at(parse, table, "its") is syria
    assert troops is not None
    assert (troops.country, troops.sectors) == ("SYR", ("MIL",))


def test_backing_is_not_nationality(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Turkish  Turkish ADJ   3 obl   Name=B-norp <
        -        -       PUNCT 3 punct <
        backed   back    VERB  4 amod
        rebels   rebel   NOUN  7 nsubj Number=Plur
        in       in      ADP   6 case
        Syria    Syria   PROPN 4 nmod Name=B-place
        advanced advance VERB  0 root <
        .        .       PUNCT 7 punct
        """
    )
    rebels = at(parse, entities_of(parse, registry), "rebels")
    assert rebels is not None
    assert (rebels.country, rebels.sectors[0]) == ("SYR", "REB")


def test_leaders_of_a_region_get_no_country_by_default(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Western   western  ADJ   2 amod Name=B-norp
        leaders   leader   NOUN  3 nsubj Number=Plur
        praised   praise   VERB  0 root
        France    France   PROPN 3 obj Name=B-place <
        .         .        PUNCT 3 punct
        """
    )
    leaders = at(parse, entities_of(parse, registry), "leaders")
    assert leaders is not None
    assert (leaders.kind, leaders.country) == ("bloc", None)


def test_boilerplate_yields_nothing(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION)
    assert find_entities(parse, [True], "2024-11-01", registry).entities == []


def test_every_head_leads_to_an_entity_that_has_a_mention_there(registry: ActorRegistry) -> None:
    parse = tree(THE_ACCUSATION, THE_ANSWER)
    table = entities_of(parse, registry)
    for head, number in table.by_head.items():
        assert head in [mention.head for mention in table.entities[number].mentions]
    starts = [entity.mentions[0].start for entity in table.entities]
    assert starts == sorted(starts)
    assert [entity.number for entity in table.entities] == list(range(len(starts)))


def test_what_is_sent_is_of_the_sender(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Kenya     Kenya    PROPN 3 nsubj Name=B-place
        may       may      AUX   3 aux
        send      send     VERB  0 root
        soldiers  soldier  NOUN  3 obj Number=Plur
        to        to       ADP   6 case
        Haiti     Haiti    PROPN 3 obl Name=B-place <
        .         .        PUNCT 3 punct
        """
    )
    soldiers = at(parse, entities_of(parse, registry), "soldiers")
    assert soldiers is not None
    assert (soldiers.country, soldiers.sectors) == ("KEN", ("MIL",))


def test_a_person_of_a_country_is_of_it(registry: ActorRegistry) -> None:
    parse = tree(
        """
        King      King     PROPN 2 nmod:desc
        Oskar     Oskar    PROPN 5 nsubj Name=B-person
        of        of       ADP   4 case
        Norway    Norway   PROPN 2 nmod Name=B-place
        thanked   thank    VERB  0 root
        Kenya     Kenya    PROPN 5 obj Name=B-place
        and       and      CCONJ 8 cc
        Kenyans   Kenyan   PROPN 6 conj Name=B-norp Number=Plur <
        .         .        PUNCT 5 punct
        """
    )
    table = entities_of(parse, registry)
    king = at(parse, table, "Oskar")
    assert king is not None
    assert (king.country, king.sectors) == ("NOR", ("GOV",))
    people = at(parse, table, "Kenyans")
    assert people is not None
    assert (people.kind, people.country) == ("group", "KEN")


VOCABULARY = (
    "the",
    "President",
    "police",
    "Moscow",
    "Kenyan",
    "he",
    "its",
    "who",
    "Smith",
    "of",
    "said",
    "(",
    "two",
    "\u202e",
)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_tree_gives_a_sound_table(data: st.DataObject, registry: ActorRegistry) -> None:
    lines = []
    size = data.draw(st.integers(1, 9))
    for i in range(size):
        form = data.draw(st.sampled_from(VOCABULARY))
        upos = data.draw(st.sampled_from(("NOUN", "PROPN", "PRON", "VERB", "ADJ", "ADP", "PUNCT")))
        relation = data.draw(
            st.sampled_from(("nsubj", "obj", "nmod", "nmod:poss", "amod", "appos", "conj", "acl:relcl"))
        )
        name = data.draw(
            st.sampled_from(("", "", "Name=B-person", "Name=B-place", "Name=B-organization", "Name=B-norp"))
        )
        head = data.draw(st.integers(1, i)) if i else 0
        lines.append(f"{form} {form.lower()} {upos} {head} {relation if i else 'root'} {name}")
    parse = tree("\n".join(lines))
    table = entities_of(parse, registry)
    assert table == entities_of(parse, registry)
    mentions = [mention for entity in table.entities for mention in entity.mentions]
    assert sorted(table.by_head) == sorted({mention.head for mention in mentions})
    for mention in mentions:
        assert 0 <= mention.first <= mention.last < len(parse.words)
        assert (mention.start, mention.end) == (parse.words[mention.first].start, parse.words[mention.last].end)


def test_acronyms_lead_to_the_long_form(registry: ActorRegistry) -> None:
    parse = tree(
        """
        The         the      DET   4 det
        Ruritanian  Ruritanian ADJ 4 amod Name=B-organization
        People's    People's PROPN 4 compound Name=I-organization
        Front       Front    PROPN 8 nsubj Name=I-organization
        (           (        PUNCT 6 punct <
        RPF         RPF      PROPN 4 appos Name=B-organization <
        )           )        PUNCT 6 punct
        split       split    VERB  0 root <
        .           .        PUNCT 8 punct
        """
    )
    table = entities_of(parse, registry)
    front = at(parse, table, "Front")
    assert front is at(parse, table, "RPF")
    assert front is not None
    assert (front.name, front.country) == ("Ruritanian People's Front", None)


def test_a_name_of_nothing_but_marks_breaks_nothing() -> None:
    import countermove

    text = "Officials said .” — “' met ''' and ’s — Mr . on Monday, and the police of the town agreed with it."
    assert countermove.read(text, language="en").text == text


def test_forces_of_another_kind_are_others(registry: ActorRegistry) -> None:
    parse = tree(
        """
        The    the    DET  2 det
        rebel  rebel  NOUN 3 compound
        forces force  NOUN 4 nsubj Number=Plur
        left   leave  VERB 0 root
        """,
        """
        The        the        DET  3 det
        government government NOUN 3 compound
        forces     force      NOUN 4 nsubj Number=Plur
        stayed     stay       VERB 0 root
        """,
        """
        The    the    DET  2 det
        forces force  NOUN 3 nsubj Number=Plur
        fought fight  VERB 0 root
        """,
    )
    table = entities_of(parse, registry)
    rebels, government, again = (table.at(parse.words[n]) for n in (2, 6, 9))
    assert rebels is not government
    assert again is government


def test_a_place_takes_the_country_where_it_was_found(registry: ActorRegistry) -> None:
    parse = tree("Idlib Idlib PROPN 2 nsubj Name=B-place\nfell fall VERB 0 root")
    table = entities_of(parse, registry)
    table.take_countries([(0, "SYR"), (1, "IRQ")])
    assert table.at(parse.words[0]).country == "SYR"
    table.take_countries([(0, "IRQ")])
    assert table.at(parse.words[0]).country == "SYR"


def test_a_town_is_no_body_whose_acronym_has_the_same_letters(registry: ActorRegistry) -> None:
    rows = "Ships ship NOUN 2 nsubj\nreached reach VERB 0 root\n{name} {name} PROPN 2 obj Name=B-place"
    parse = tree(rows.format(name="Ilo"))
    town = at(parse, entities_of(parse, registry), "Ilo")
    assert town is not None and (town.kind, town.country) == ("place", None)
    parse = tree(rows.format(name="ILO"))
    body = at(parse, entities_of(parse, registry), "ILO")
    assert body is not None and (body.kind, body.country) == ("organization", "UNO")


def test_a_supposed_body_that_holds_an_office_is_a_person(registry: ActorRegistry) -> None:
    parse = tree(
        """
        Brenn    Brenn    PROPN 6 nsubj Name=B-organization <
        ,        ,        PUNCT 5 punct
        Kenya    Kenya    PROPN 5 nmod:poss Name=B-place
        's       's       PART  3 case
        minister minister NOUN  1 appos Number=Sing
        spoke    speak    VERB  0 root
        """
    )
    table = entities_of(parse, registry)
    minister = at(parse, table, "Brenn")
    assert minister is not None and minister is at(parse, table, "minister")
    assert (minister.kind, minister.country) == ("person", "KEN")
