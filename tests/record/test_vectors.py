from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.vectors import UNIT, ArticleVectors, TermKind, VectorSettings, article_vector, dot, term_kind
from countermove.schema import Entity, Mention, Place, Reading, Sentence, Span
from countermove.tables import Items
from tests.readings import make_reading, span

VECTORS = ArticleVectors()
HARBOUR = "Dockers in Brackmouth walked out. Grain ships wait outside Brackmouth. Cranes stand idle."
TALKS = "Dockers in Brackmouth go back to work. Grain ships may dock after talks."


def sentences(text: str, boilerplate: tuple[int, ...] = ()) -> Items[Sentence]:
    """One sentence for each full stop."""
    result, start = list[Sentence](), 0
    for number, part in enumerate(text.split(". ")):
        end = min(start + len(part) + 1, len(text))
        result.append(Sentence(span=(start, end), boilerplate=number in boilerplate))
        start = end + 1
    return Items(result)


def reading(text: str, **changes: object) -> Reading:
    return make_reading(text, **{"sentences": sentences(text), **changes})


def person(name: str, at: Span, form: str = "name", ref: str | None = None) -> Entity:
    mention = Mention(span=at, form=form)  # type: ignore[arg-type]
    return Entity(id="n1", name=name, kind="person", country=None, sectors=(), ref=ref, mentions=(mention,))


def terms_of_kind(vector: dict[int, int], kind: TermKind) -> set[int]:
    return {term for term in vector if term_kind(term) is kind}


def test_one_happening_is_nearer_than_another() -> None:
    other = reading("A comet passed the observatory. Astronomers cheered.")
    harbour = VECTORS.vector(reading(HARBOUR))
    assert dot(harbour, VECTORS.vector(reading(TALKS))) > dot(harbour, VECTORS.vector(other))


@given(st.lists(st.sampled_from((HARBOUR + " " + TALKS).replace(".", "").split()), min_size=1, max_size=80))
def test_length_is_the_unit_and_weights_are_whole(words: list[str]) -> None:
    vector = VECTORS.vector(reading(" ".join(words)))
    assert all(isinstance(weight, int) and 0 < weight <= UNIT for weight in vector.values())
    if vector:
        assert math.sqrt(dot(vector, vector)) == pytest.approx(UNIT, rel=0.01)


def test_only_the_strongest_terms_are_kept() -> None:
    full = VECTORS.vector(reading(HARBOUR))
    few = ArticleVectors(VectorSettings(terms=3)).vector(reading(HARBOUR))
    assert list(few) == list(full)[:3]


def test_boilerplate_counts_nothing() -> None:
    with_byline = HARBOUR + " Subscribe to our newsletter."
    marked = reading(with_byline, sentences=sentences(with_byline, boilerplate=(3,)))
    assert VECTORS.vector(marked) == VECTORS.vector(reading(HARBOUR))


def test_a_title_counts_once_wherever_it_stands() -> None:
    apart = VECTORS.vector(reading(HARBOUR, title="Crane drivers join walkout"))
    inside = VECTORS.vector(reading("Crane drivers join walkout. " + HARBOUR, title="Crane drivers join walkout"))
    assert dot(apart, inside) > 0.95 * UNIT * UNIT


def test_a_person_is_known_by_the_last_name_or_the_registry() -> None:
    long = reading("Jana Okoro spoke.", entities=Items([person("Jana Okoro", (0, 10))]))
    short = reading("Okoro spoke.", entities=Items([person("Okoro", (0, 5))]))
    assert terms_of_kind(VECTORS.vector(long), TermKind.NAME) == terms_of_kind(VECTORS.vector(short), TermKind.NAME)
    known = reading("Okoro spoke.", entities=Items([person("Okoro", (0, 5), ref="NGA-okoro")]))
    assert terms_of_kind(VECTORS.vector(known), TermKind.NAME) != terms_of_kind(VECTORS.vector(short), TermKind.NAME)


def test_somebody_without_a_name_is_no_name() -> None:
    described = reading("A docker spoke.", entities=Items([person("docker", (2, 8), form="nominal")]))
    assert not terms_of_kind(VECTORS.vector(described), TermKind.NAME)


def test_one_place_under_two_names_is_one_term() -> None:
    def at(text: str, name: str) -> Reading:
        place = Place(
            id="p1", span=span(text, name), name=name, country="UKR", admin1=None, lat=50.4, lon=30.5,
            geonames=703448, kind="city",
        )  # fmt: skip
        return reading(text, places=Items([place]))

    left, right = VECTORS.vector(at("Shelling near Kyiv.", "Kyiv")), VECTORS.vector(at("Shelling near Kiev.", "Kiev"))
    assert terms_of_kind(left, TermKind.PLACE) == terms_of_kind(right, TermKind.PLACE) != set()


@pytest.mark.parametrize("text", ["", " ", "…", "\x00", "x" * 100_000, "\u202eabc", "12 12 12"])
def test_odd_texts_give_a_vector(text: str) -> None:
    assert isinstance(article_vector(make_reading(text)), dict)


def test_a_reading_without_sentences_still_counts() -> None:
    assert VECTORS.vector(make_reading(HARBOUR, sentences=Items()))
