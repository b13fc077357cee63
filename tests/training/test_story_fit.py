from __future__ import annotations

from benchmarks.stories import GoldArticle
from countermove.schema import Time
from countermove.tables import Items
from tests.readings import make_reading
from training.stories import APART, busy, in_order, moved, undated


def line(story: str, published: str) -> dict[str, str]:
    return {"id": f"{story}/{published}", "text": "x", "story": story, "topic": "ferries", "published": published}


def test_look_alikes_are_moved_to_the_same_weeks_with_the_days_they_speak_of() -> None:
    time = Time(id="t1", span=(0, 1), type="DATE", value="2012-08-10", start="2012-08-10", end="2012-08-10")
    early = (line("ferries/a", "2012-08-11"), make_reading("x", times=Items([time])))
    follow = (line("ferries/a", "2012-08-18"), make_reading("x"))
    late = (line("ferries/b", "2012-12-22"), make_reading("x"))
    (first, reading), (second, _), (third, _) = busy([early, follow, late])
    days = [one["published"] for one in (first, second, third)]
    assert days[1] == moved_by(days[0], 7)
    assert days[2] == moved_by(days[0], APART)
    assert reading.times[0].start == moved_by(days[0], -1)


def moved_by(day: str, days: int) -> str:
    from datetime import timedelta

    return moved(day, timedelta(days=days))


def test_what_is_no_date_stays() -> None:
    assert moved_by("PXT", 3) == "PXT"


def test_orders() -> None:
    articles = [GoldArticle(name, "s", "t", {}, day) for name, day in (("a", 3), ("b", 1), ("c", 2))]
    assert [one.id for one in in_order(articles)] == ["b", "c", "a"]
    assert undated(articles, 1) == undated(articles, 1)
    assert {one.day for one in undated(articles, 1)} == {None}
