from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import countermove
from countermove.coding.draft import EntityDraft, EntityTable, PlaceDraft
from countermove.coding.places import find_places
from countermove.ontology.gazetteer import load_gazetteer
from countermove.reader.parse import Name, NameKind, Parse, SentenceParse, Word

GAZETTEER = load_gazetteer(Path(countermove.__file__).parent / "data" / "places")
KINDS: dict[str, NameKind] = {"[": "place", "{": "organization", "<": "person", "(": "norp"}
TOKEN = re.compile(r"'s|[\w.\-]+|[^\w\s]")


def marked(text: str) -> Parse:
    """A flat parse of one sentence: places in [], organisations in {}, persons in <>; last words head names."""
    plain, spans = "", []
    for part in re.split(r"(\[[^]]*\]|\{[^}]*\}|<[^>]*>)", text):
        kind = KINDS.get(part[:1]) if len(part) > 1 and part[-1] in "]}>" else None
        content = part[1:-1] if kind else part
        if kind:
            spans.append((len(plain), len(plain) + len(content), kind))
        plain += content
    sentence = SentenceParse(0, 0, len(plain), [])
    for n, match in enumerate(TOKEN.finditer(plain)):
        word = match.group()
        sentence.words.append(
            Word(n, n, match.start(), match.end(), word, word.lower(), word, "X", "X", "_", "dep", sentence)
        )
    names = []
    for start, end, kind in spans:
        inside = [word for word in sentence.words if start <= word.start and word.end <= end]
        for word in inside[:-1]:
            word.head = inside[-1]
        names.append(Name(inside[0].n, inside[-1].n, start, end, kind, 0.9))
    return Parse(plain, [sentence], sentence.words, names)


def places(text: str, skip: bool = False, entities: EntityTable | None = None) -> list[PlaceDraft]:
    return find_places(marked(text), [skip], entities or EntityTable(), GAZETTEER)


def where(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(draft.name, draft.country, draft.admin1, draft.kind) for draft in places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained in [Paris] .", ("Paris", "FRA", "city")),
        ("It rained in [Paris] , [Texas] .", ("Paris", "USA", "city")),
        ("It rained in [Paris, Texas] .", ("Paris", "USA", "city")),
        ("It rained in [Paris] , [Tex.] .", ("Paris", "USA", "city")),
        ("It rained in [Springfield] , [IL] .", ("Springfield", "USA", "city")),
        ("They left [Kursk] region .", ("Kursk Oblast", "RUS", "admin1")),
        ("They left [Russia] 's [Kursk region] .", ("Russia", "RUS", "country")),
        ("They fought in eastern [Ukraine] .", ("Ukraine", "UKR", "country")),
        ("They fought in [eastern Ukraine] .", ("Ukraine", "UKR", "country")),
        ("They fought in [South Sudan] .", ("South Sudan", "SSD", "country")),
        ("He flew to [Washington] .", ("Washington", "USA", "city")),
        ("{Iran} was silent .", ("Iran", "IRN", "country")),
        ("A ship sank in the [South China Sea] .", ("South China Sea", None, "feature")),
    ],
)
def test_the_first_place(text: str, expected: tuple[str, str | None, str]) -> None:
    name, country, _, kind = where(text)[0]
    assert (name, country, kind) == expected


def test_a_region_after_its_country() -> None:
    region = places("Troops entered [Russia] 's [Kursk region] .")[1]
    assert (region.name, region.country, region.admin1, region.kind) == ("Kursk Oblast", "RUS", "Kursk", "admin1")
    assert region.lat == pytest.approx(51.75, abs=0.5)
    assert region.lon == pytest.approx(36.19, abs=0.7)


def test_other_places_decide_between_namesakes() -> None:
    american = where("Police in [Athens] called [Atlanta] , [Macon] and [Savannah] in [Georgia] .")
    assert american[0][:3] == ("Athens", "USA", "Georgia")
    assert american[-1][1] == "USA"
    greek = where("Police in [Athens] called [Thessaloniki] and [Patras] .")
    assert greek[0][1] == "GRC"
    caucasian = where("[Russia] and [Georgia] met in [Tbilisi] .")
    assert caucasian[1] == ("Georgia", "GEO", None, "country")


def test_a_name_has_one_sense_in_an_article() -> None:
    found = where("[Cambridge] is quiet . In [Cambridge] , [Massachusetts] , and around [Cambridge] it snowed .")
    assert {item[2] for item in found if item[0] == "Cambridge"} == {"Massachusetts"}


def test_stated_containers_part_namesakes() -> None:
    found = where("Police in [Birmingham] , [England] , called [Birmingham] , [Ala.] .")
    assert [item[:3] for item in found if item[0] == "Birmingham"] == [
        ("Birmingham", "GBR", "England"),
        ("Birmingham", "USA", "Alabama"),
    ]


def test_a_bare_name_means_the_town_and_not_its_province() -> None:
    assert where("Shells hit [Aleppo] .")[0] == ("Aleppo", "SYR", "Aleppo", "city")
    assert where("Shells hit [Aleppo] province .")[0][3] == "admin1"
    assert where("He lives in [New York] .")[0][3] == "city"
    assert where("He lives in [Albany] , [New York] .")[1][3] == "admin1"


def test_a_capital_lies_in_its_own_district() -> None:
    assert where("He flew to [Washington] .")[0][2] == "District of Columbia"
    assert where("He flew to [Washington, D.C.] .")[0][2] == "District of Columbia"


def test_countries_of_entities_are_context() -> None:
    table = EntityTable([EntityDraft(i, "x", "organization", "GBR", (), None) for i in range(6)])
    assert places("A man from [Mansfield] spoke .", entities=table)[0].country == "GBR"


def test_persons_and_words_for_directions_are_no_places() -> None:
    assert where("<Paris Hilton> went [north] .") == []


def test_streets_are_left_out_and_unknown_places_have_no_point() -> None:
    assert where("He lives on [Elm Street] .") == []
    (draft,) = places("He lives in [Xyzzyville] .")
    assert (draft.lat, draft.lon, draft.country, draft.kind) == (None, None, None, "feature")
    assert draft.name == "Xyzzyville"


def test_a_place_in_the_name_of_an_institution() -> None:
    (draft,) = places("The {Texas Fire Department} came .")
    assert (draft.name, draft.start, draft.end) == ("Texas", 4, 9)
    assert where("The {Liberty Insurance Company} came .") == []
    assert where("The {Justice} said so .") == []


def test_skipped_sentences_have_no_places() -> None:
    assert places("It rained in [Paris] .", skip=True) == []


def test_the_span_is_the_name_and_the_head_governs_it() -> None:
    (draft,) = places("It rained in [New York City] .")
    assert (draft.start, draft.end) == (13, 26)
    assert (draft.first, draft.last, draft.head) == (3, 5, 5)


NAMES = st.sampled_from(
    ["Paris", "Texas", "U.S.", "Georgia", "Springfield", "Nowhereton", "Kursk region", "Lake Erie", "."]
)


@given(st.lists(st.tuples(st.sampled_from("[{<"), NAMES), max_size=12), st.sampled_from([" , ", " in ", " 's ", " "]))
def test_any_names_give_ordered_places_inside_the_text(items: list[tuple[str, str]], between: str) -> None:
    closing = {"[": "]", "{": "}", "<": ">"}
    text = between.join(opening + name + closing[opening] for opening, name in items)
    parse = marked(text or "x")
    found = find_places(parse, [False], EntityTable(), GAZETTEER)
    assert found == find_places(parse, [False], EntityTable(), GAZETTEER)
    assert [draft.start for draft in found] == sorted(draft.start for draft in found)
    for draft in found:
        assert 0 <= draft.start < draft.end <= len(parse.text)
        assert draft.first <= draft.head <= draft.last
        assert (draft.lat is None) == (draft.lon is None)
