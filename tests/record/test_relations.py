"""Answers that are fetched when asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import pytest

from countermove.record.errors import RecordError
from countermove.record.filters import Filters
from countermove.record.record import RecordFile
from tests.record.building import Draft, own_words, store

DAYS = [f"2024-0{month}-15" for month in (3, 1, 5)]


@pytest.fixture(scope="module")
def three(tmp_path_factory, quick_knowledge) -> Iterator[RecordFile]:
    """Four events, three of them months apart, one undated."""
    with RecordFile(tmp_path_factory.mktemp("three") / "record.duckdb") as record:
        _fill(record)
        yield record


def _fill(record: RecordFile) -> None:
    for number, day in enumerate([*DAYS, None]):
        draft = Draft(f"Norway bombed Iceland. {own_words(number)}", f"d{number}", published=day, title=f"T{number}")
        draft.state("Norway", "NOR")
        said = draft.says("n1", "bombed", "bombed Iceland")
        draft.event("bombed", ["n1"], attributions=(said,))
        store(record, draft)


def test_the_newest_come_first_and_the_undated_last(three):
    days = [row["first_day"] for row in three.events(Filters())]
    assert days == [date(2024, 5, 15), date(2024, 3, 15), date(2024, 1, 15), None]
    assert [row["first_day"] for row in three.claims(Filters())] == days


def test_a_limit_keeps_the_first_rows(three):
    relation = three.events(Filters())
    assert [row["title"] for row in relation.limit(2)] == ["T2", "T0"]
    assert (len(relation), len(relation.limit(2)), len(relation.limit(9)), relation.limit(2).count()) == (4, 2, 4, 4)
    assert relation.limit(2).limit(None).rows() == relation.rows()


def test_rows_frames_and_arrow_hold_the_same(three):
    relation = three.events(Filters.of(actor="NOR"))
    assert relation.arrow().to_pylist() == relation.rows()
    assert relation.pl().to_dicts() == relation.rows()
    assert relation.arrow().column_names == relation.columns == list(relation.rows()[0])
    assert "event_no" not in relation.columns


def test_ids_are_text_and_numbers_inside_the_file_are_not_shown(three):
    for relation in (three.events(Filters()), three.claims(Filters())):
        assert not [name for name in relation.columns if name.endswith("_no")]
        assert relation.rows()[0][relation.columns[0]][0] in "ec"


def test_no_rows_keep_their_columns(three):
    nothing = three.events(Filters.of(actor="PER"))
    assert (nothing.rows(), len(nothing), nothing.pl().columns) == ([], 0, three.events(Filters()).columns)


def test_two_answers_can_be_read_at_once(three):
    relation = three.events(Filters())
    pairs = [(left["title"], right["title"]) for left, right in zip(relation, relation, strict=True)]
    assert pairs == [(title, title) for title in ("T2", "T0", "T1", "T3")]


@pytest.mark.parametrize(("method", "module"), [("df", "pandas"), ("pl", "polars")])
def test_a_library_that_is_missing_is_named_with_what_to_do(three, monkeypatch, method, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(RecordError, match=f"{module} is not installed; install it with: pip install {module}"):
        getattr(three.events(Filters()), method)()
