"""Specifications of charts and their data."""

import csv
import io
import json
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from countermove.record.filters import Filters
from countermove.record.record import RecordFile
from countermove.record.views.numbers import NumberSeries, NumberTold
from countermove.schema import EventTime
from countermove.server.pages.charts import numbers_chart, table_csv, timeline_chart
from countermove.server.pages.drawing import draw
from countermove.server.views.counts import DayCount, DayCounts, Unit, day_counts, matrix
from tests.record.building import Draft, own_words, store


def counts(unit: Unit, *days: str) -> DayCounts:
    rows = tuple(DayCount(date.fromisoformat(day), "ASSAULT", "material_conflict", 2) for day in days)
    return DayCounts(unit, rows, 0)


def test_days_without_events_keep_their_place_on_the_axis() -> None:
    found = counts("day", "2024-02-27", "2024-03-02").bins()
    assert [one.isoformat() for one in found] == [
        "2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02",
    ]  # fmt: skip


def test_months_and_years_follow_the_calendar() -> None:
    assert [one.isoformat() for one in counts("month", "2023-11-01", "2024-01-01").bins()] == [
        "2023-11-01", "2023-12-01", "2024-01-01",
    ]  # fmt: skip
    assert [one.year for one in counts("year", "2020-01-01", "2023-01-01").bins()] == [2020, 2021, 2022, 2023]


def test_a_chart_says_in_words_what_it_shows() -> None:
    chart = timeline_chart(counts("day", "2024-02-27", "2024-02-28"))
    assert chart.description.startswith("4 events from 2024-02-27 to 2024-02-28")
    assert chart.rows == (
        ("2024-02-27", "Assault", "material conflict", 2),
        ("2024-02-28", "Assault", "material conflict", 2),
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0")), min_size=1))
def test_no_cell_of_csv_is_a_formula(cells: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(table_csv(["a"] * len(cells), [cells]))))
    if rows[1:]:
        assert all(cell[:1] not in ("=", "+", "-", "@", "\t") for cell in rows[1])


@given(st.integers(0, 5_000_000))
def test_counts_have_whole_and_round_ticks_few_of_them(highest: int) -> None:
    rows = (DayCount(date(2024, 2, 27), "ASSAULT", "material_conflict", highest),)
    bars = timeline_chart(DayCounts("day", rows, 0)).spec["vconcat"][0]
    ticks = bars["encoding"]["y"]["axis"]["values"]
    assert ticks[0] == 0 and len(ticks) <= 7 and ticks[-1] >= highest
    steps = {after - before for before, after in pairwise(ticks)}
    assert all(str(step).rstrip("0") in ("1", "2", "5") for step in steps)


def test_days_on_the_axis_are_told_in_words_and_few_days_have_no_wall_of_a_bar() -> None:
    drawn = draw(timeline_chart(counts("day", "2024-02-27", "2024-03-02")))
    assert "27 Feb 2024" in drawn and "2024-02-27<" not in drawn
    few = timeline_chart(counts("day", "2024-02-27", "2024-02-28")).spec["vconcat"][0]["mark"]
    many = timeline_chart(counts("day", "2024-02-01", "2024-03-20")).spec["vconcat"][0]["mark"]
    assert few["width"] < 60 and "width" not in many
    assert ">Feb 2024<" in draw(timeline_chart(counts("month", "2024-02-01", "2024-03-01")))


def test_of_many_voices_the_most_frequent_have_colours_and_the_table_names_all() -> None:
    told = [
        NumberTold(date(2024, 2, day), 3.0, 3.0, "three", None, f"Paper {paper}", "a", "q1", None, None, None)
        for paper in range(1, 31)
        for day in range(1, 3 if paper in (7, 11) else 2)
    ]
    chart = numbers_chart(NumberSeries("q1", "t1", "sailors", "killed", None, None, tuple(told), tuple(told[:1])))
    [scale] = {json.dumps(layer["encoding"]["color"]["scale"]) for layer in chart.spec["layer"]}
    named = json.loads(scale)["domain"]
    assert len(named) == 6 and {"Paper 7", "Paper 11"} < set(named) and named[-1] == "all others"
    assert {row["voice"] for row in chart.spec["data"]["values"]} == set(named)
    assert len({row[3] for row in chart.rows}) == 30
    few = numbers_chart(NumberSeries("q1", "t1", "sailors", None, None, None, tuple(told[:3]), ()))
    assert few.spec["layer"][0]["encoding"]["color"]["scale"]["domain"] == ["Paper 1", "Paper 2", "Paper 3"]


def test_the_chart_begins_with_the_days_asked_for(tmp_path: Path, quick_knowledge: None) -> None:
    with RecordFile(tmp_path / "span.duckdb") as file:
        for number, (day, last) in enumerate([("2024-10-01", "2024-10-30"), ("2024-10-29", "2024-10-29")]):
            draft = Draft(f"Norway bombed the harbour. {own_words(number)}", name=f"a{number}", publisher="Paper")
            norway = draft.state("Norway", "NOR")
            when = EventTime(value=f"{day}/{last}", start=day, end=last, span=None, inferred=False)
            draft.event("bombed", [norway], [], time=when)
            store(file, draft)
        everything = day_counts(file.connection, Filters())
        since = day_counts(file.connection, Filters(since=date(2024, 10, 20)))
    assert (everything.total, everything.earlier) == (2, 0)
    assert (since.total, since.earlier) == (1, 1)
    assert since.bins() == [date(2024, 10, 29)]


def test_sides_of_one_name_are_told_apart(tmp_path: Path, quick_knowledge: None) -> None:
    with RecordFile(tmp_path / "names.duckdb") as file:
        for number, kind in enumerate(("group", "person")):
            draft = Draft(f"The Lions bombed Norway. {own_words(number)}", name=f"a{number}", publisher="Paper")
            lions = draft.entity("The Lions", kind=kind)
            draft.event("bombed", [lions], [draft.state("Norway", "NOR")], f"2024-10-{10 + number}")
            store(file, draft)
        found = matrix(file.connection, Filters())
    assert [(one.name, one.more) for one in found.recipients] == [("Norway", "")]
    assert sorted((one.name, one.more) for one in found.actors) == [("The Lions", "group"), ("The Lions", "person")]
