"""Near-copies: what is found, what is not, and the same whether it comes from the file or was just added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.copies import Copy, CopyIndex, runs, shared_share, signature
from tests.record.building import own_words

STORY = own_words(1, 80)
OTHER = own_words(2, 80)

words = st.lists(st.sampled_from("a b c d e f g".split()), max_size=30).map(" ".join)


@given(words, words)
def test_the_shared_share_is_symmetric_and_between_none_and_all(left, right):
    share = shared_share(runs(left), runs(right))
    assert share == shared_share(runs(right), runs(left))
    assert 0.0 <= share <= 1.0
    assert shared_share(runs(left), runs(left)) == (1.0 if left else 0.0)


@given(st.text())
def test_every_text_has_runs_and_a_signature_of_one_length(text):
    assert len(signature(runs(text))) == 256
    assert signature(runs(text)) == signature(frozenset(reversed(sorted(runs(text)))))


def test_a_text_inside_a_longer_one_is_shared_whole():
    assert shared_share(runs(STORY), runs(OTHER + " " + STORY)) == 1.0
    assert shared_share(runs(STORY), runs(OTHER)) == 0.0


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "„{}“", "``{}''"])
def test_quotations_are_left_out(marks):
    assert runs(marks.format("We shall not yield one inch of ground")) == frozenset()


class Shelf:
    """Articles by number, with their days."""

    def __init__(self, **texts: str) -> None:
        self.texts = {int(name[1:]): text for name, text in texts.items()}
        self.loaded: list[int | None] = []

    def load(self, day):
        self.loaded.append(day)
        return [(number, signature(runs(text))) for number, text in self.texts.items()] if day == 100 else []

    def find(self, text: str, day: int | None = 100, apart=()) -> Copy | None:
        return CopyIndex(self.load, self.texts.__getitem__).find(text, signature(runs(text)), day, apart)


def test_a_copy_names_the_first_of_those_it_is_most_like():
    cut = " ".join(STORY.split()[:60])
    assert Shelf(a1=OTHER, a2=STORY, a3=STORY).find(STORY) == Copy(2, 1.0)
    assert Shelf(a1=STORY + " " + OTHER, a3=OTHER).find(cut) == Copy(1, 1.0)
    assert Shelf(a1=OTHER).find(STORY) is None


def test_of_equals_the_first_is_named_even_where_the_share_is_rounded():
    third = " ".join(STORY.split()[:30]) + " " + own_words(3, 54)
    found = Shelf(a4=third, a5=third).find(STORY)
    assert found is not None
    assert found.article_no == 4
    assert found.score not in (0.0, 1.0)


def test_an_article_is_no_copy_of_its_own_earlier_versions():
    assert Shelf(a1=STORY, a2=STORY).find(STORY, apart={1}) == Copy(2, 1.0)


@pytest.mark.parametrize(("day", "found"), [(107, True), (93, True), (108, False), (92, False), (None, False)])
def test_only_days_nearby_are_compared(day, found):
    assert (Shelf(a1=STORY).find(STORY, day) is not None) == found


def test_a_text_too_short_to_tell_copies_nothing():
    short = own_words(1, 29)
    assert Shelf(a1=short).find(short) is None


def test_what_was_added_is_found_as_what_was_loaded_is():
    shelf = Shelf()
    index = CopyIndex(shelf.load, {n: STORY for n in range(1, 20)}.__getitem__)
    for number in range(1, 20):
        index.add(number, signature(runs(STORY)), 101)
    assert index.find(STORY, signature(runs(STORY)), 100) == Copy(1, 1.0)
    index.keep(0, 50)  # nothing of these days is left; the shelf knows of none
    assert index.find(STORY, signature(runs(STORY)), 100) is None


def test_a_day_is_loaded_once_until_it_is_forgotten():
    shelf = Shelf(a1=STORY)
    index = CopyIndex(shelf.load, shelf.texts.__getitem__)
    for _ in range(3):
        index.find(STORY, signature(runs(STORY)), 100)
    assert len(shelf.loaded) == len(set(shelf.loaded)) == 15
    index.keep(100, 100)
    index.find(STORY, signature(runs(STORY)), 100)
    assert shelf.loaded.count(100) == 1
    assert shelf.loaded.count(99) == 2
