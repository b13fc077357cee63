"""The index of stories, with small vectors made by hand: a term is what an article says, by its number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.record.stories import Day, StoredArticle, StoryChoice, StoryIndex, story_id_of
from countermove.record.story_settings import load_story_settings

SETTINGS = load_story_settings()


@dataclass(frozen=True)
class Told:
    """An article for the index."""

    id: str
    day: Day
    vector: dict[int, int]


def told(identifier: str, day: Day, *terms: int) -> Told:
    """An article that says these things with equal weight."""
    return Told(identifier, day, dict.fromkeys(terms, round(1000 / math.sqrt(len(terms)))) if terms else {})


class Stored:
    """A database in the small: what was stored, in the order of arrival, and a fresh index over it at will."""

    def __init__(self, **changes: float) -> None:
        self.settings = replace(SETTINGS, **changes)  # type: ignore[arg-type]
        self.articles: dict[str, tuple[Told, str]] = {}
        self.loads: list[Day] = []
        self.index = StoryIndex(self.load, self.settings)

    def load(self, day: Day) -> Iterable[StoredArticle]:
        self.loads.append(day)
        return [
            StoredArticle(one.id, story, day, one.vector) for one, story in self.articles.values() if one.day == day
        ]

    def reopen(self) -> None:
        self.index = StoryIndex(self.load, self.settings)

    def tell(self, article: Told) -> StoryChoice:
        choice = self.index.assign(article.id, article.vector, article.day)
        self.index.add(article.id, choice.story_id, article.vector, article.day, choice.moves)
        self.articles[article.id] = (article, choice.story_id)
        for move in choice.moves:
            assert self.articles[move.article_id][1] == move.from_story
            self.articles[move.article_id] = (self.articles[move.article_id][0], move.to_story)
        return choice

    def tell_all(self, articles: Iterable[Told]) -> dict[str, str]:
        for article in articles:
            self.tell(article)
        return self.stories()

    def stories(self) -> dict[str, str]:
        return {identifier: story for identifier, (_, story) in self.articles.items()}


def groups(stories: dict[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for identifier, story in stories.items():
        found.setdefault(story, []).append(identifier)
    return sorted(sorted(group) for group in found.values())


FERRY = [told("ferry-1", 10, 1, 2, 3, 4), told("ferry-2", 11, 1, 2, 3, 5), told("ferry-3", 11, 1, 2, 3, 6)]
SIEGE = [told("siege-1", 10, 21, 22, 23, 24), told("siege-2", 12, 21, 22, 23, 25)]


def test_articles_that_say_the_same_are_one_story_named_by_its_first() -> None:
    stories = Stored().tell_all([*FERRY[:1], *SIEGE, *FERRY[1:]])
    assert groups(stories) == [["ferry-1", "ferry-2", "ferry-3"], ["siege-1", "siege-2"]]
    assert stories["ferry-3"] == story_id_of("ferry-1")
    assert stories["siege-2"] == story_id_of("siege-1")


def test_a_choice_says_how_and_why() -> None:
    stored = Stored()
    first, second = stored.tell(FERRY[0]), stored.tell(FERRY[1])
    assert (first.is_new, first.score, first.reason) == (True, 0.0, "no similar article within reach")
    assert not second.is_new
    assert second.score > 0.6
    assert second.reason.startswith("1 article at ")


def test_assigning_changes_nothing() -> None:
    index = StoryIndex(settings=SETTINGS)
    assert index.assign("a", FERRY[0].vector, 10) == index.assign("a", FERRY[0].vector, 10)
    assert len(index) == 0


@pytest.mark.parametrize(("gap", "joined"), [(0, True), (SETTINGS.window, True), (SETTINGS.window + 1, False)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_story_is_open_for_a_window_of_days_both_ways(gap: int, joined: bool, sign: int) -> None:
    later = replace(FERRY[0], id="ferry-later", day=10 + sign * gap)
    assert Stored().tell_all([FERRY[0], later])["ferry-later"] == story_id_of("ferry-1" if joined else "ferry-later")


def test_articles_without_a_date_are_compared_with_one_another_alone() -> None:
    stored = Stored()
    stored.tell(FERRY[0])
    bare = [replace(FERRY[0], id="bare-1", day=None), replace(FERRY[1], id="bare-2", day=None)]
    assert groups(stored.tell_all(bare)) == [["bare-1", "bare-2"], ["ferry-1"]]


def test_only_the_last_articles_without_a_date_are_compared() -> None:
    stored = Stored(undated=2, compared=2)
    stored.tell(told("old", None, 1, 2, 3))
    stored.tell_all(told(f"other-{number}", None, 100 + 2 * number, 101 + 2 * number) for number in range(8))
    assert stored.tell(told("same", None, 1, 2, 3)).is_new
    assert len(stored.index) <= 4


def test_a_look_alike_is_told_apart_once_it_takes_shape() -> None:
    """Both happenings share 1 and 2; the second one's first article is put with the first, and moved later."""
    first = [told(f"one-{number}", 10, 1, 2, 3, 4, 5, 6, 30 + number) for number in range(4)]
    second = [told(f"two-{number}", 11, 1, 2, 3, 13, 14, 15, 40 + number) for number in range(4)]
    stored = Stored()
    stored.tell_all([*first, second[0]])
    assert stored.stories()["two-0"] == story_id_of("one-0")
    stored.tell_all(second[1:])
    assert groups(stored.stories()) == [[one.id for one in first], [one.id for one in second]]


def test_two_halves_of_a_story_are_joined_by_an_article_that_tells_both() -> None:
    halves = [told("fire-1", 10, 1, 2, 3, 4), told("trial-1", 10, 5, 6, 7, 8)]
    stored = Stored()
    assert len(groups(stored.tell_all(halves))) == 2
    bridges = [told(f"both-{number}", 10, 1, 2, 3, 4, 5, 6, 7, 8) for number in range(3)]
    assert groups(stored.tell_all(bridges)) == [["both-0", "both-1", "both-2", "fire-1", "trial-1"]]


def test_an_article_put_somewhere_by_a_person_stays() -> None:
    index = StoryIndex(settings=SETTINGS)
    index.add("pinned", "by-hand", FERRY[0].vector, 10, pinned=True)
    index.add("free", "elsewhere", FERRY[1].vector, 10)
    index.add("free-too", "elsewhere", FERRY[1].vector, 10)
    choice = index.assign("new", FERRY[0].vector, 10)
    assert choice.story_id == "by-hand"
    assert "pinned" not in {move.article_id for move in choice.moves}


def test_moving_by_hand_is_followed() -> None:
    stored = Stored()
    stored.tell(FERRY[0])
    stored.index.move("ferry-1", "by-hand", pinned=True)
    stored.index.move("never-heard-of", "by-hand")
    assert stored.index.assign("ferry-2", FERRY[1].vector, 11).story_id == "by-hand"


def test_a_removed_article_counts_no_more() -> None:
    stored = Stored()
    stored.tell_all(FERRY[:1])
    stored.index.remove("ferry-1")
    stored.index.remove("never-heard-of")
    assert stored.index.assign("ferry-2", FERRY[1].vector, 11).is_new


def test_an_article_is_not_compared_with_itself() -> None:
    stored = Stored()
    stored.tell(FERRY[0])
    assert stored.index.assign("ferry-1", FERRY[0].vector, 10).is_new


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    stored = Stored()
    assert stored.tell(told("empty", 10)).is_new
    assert stored.tell(told("empty-too", 10)).is_new


def test_each_day_is_loaded_once_and_again_after_it_was_dropped() -> None:
    stored = Stored(window=1)
    stored.tell_all(FERRY)
    assert sorted(day for day in stored.loads if day is not None) == [9, 10, 11, 12]
    stored.index.keep(range(11, 13))
    assert len(stored.index) == 2
    stored.tell(told("ferry-4", 11, 1, 2, 3))
    assert stored.loads.count(10) == 2
    assert stored.loads.count(11) == 1
    assert stored.articles["ferry-4"][1] == story_id_of("ferry-1")


def test_what_is_kept_of_many_days_stays_as_it_was() -> None:
    index = StoryIndex(settings=SETTINGS)
    for number in range(1200):
        index.add(f"past-{number}", f"story-{number}", {100 + number: 1000}, 1)
    for one in FERRY:
        index.add(one.id, "ferry", one.vector, 10)
    index.keep([10])
    assert len(index) == len(FERRY)
    index.move("ferry-2", "other")
    index.add("ferry-5", "ferry", FERRY[0].vector, 10)
    choice = index.assign("ferry-4", FERRY[0].vector, 10)
    assert (choice.story_id, [move.article_id for move in choice.moves]) == ("ferry", ["ferry-2"])
    assert index.assign("again", {105: 1000}, 1).is_new


articles = st.lists(
    st.tuples(st.sampled_from([None, 0, 1, 2, 9, 20, 30]), st.sets(st.integers(0, 9), max_size=6)), max_size=14
)


def as_articles(drawn: Sequence[tuple[Day, set[int]]]) -> list[Told]:
    return [told(f"a{number}", day, *sorted(terms)) for number, (day, terms) in enumerate(drawn)]


@settings(deadline=None)
@given(articles, st.sets(st.integers(0, 13)), st.sets(st.integers(0, 13)))
def test_stories_depend_on_the_order_of_articles_alone(
    drawn: list[tuple[Day, set[int]]], reopened: set[int], dropped: set[int]
) -> None:
    """Whether an article comes from the loader or was added a moment ago, and what was dropped, changes nothing."""
    straight, broken = Stored(), Stored()
    for number, article in enumerate(as_articles(drawn)):
        if number in reopened:
            broken.reopen()
        if number in dropped:
            broken.index.keep([article.day])
        assert straight.tell(article) == broken.tell(article)
    assert straight.stories() == broken.stories()


@settings(deadline=None)
@given(articles)
def test_every_article_has_one_story_and_moves_name_what_was(drawn: list[tuple[Day, set[int]]]) -> None:
    stored = Stored()
    stories = stored.tell_all(as_articles(drawn))  # tell() checks each move against the story before
    assert len(stories) == len(drawn)
    days = {identifier: one.day for identifier, (one, _) in stored.articles.items()}
    for group in groups(stories):
        assert len({days[identifier] is None for identifier in group}) == 1
