"""What is asked for, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.record_dump import dump
from countermove.record.errors import FilterError
from countermove.record.filters import Filters
from countermove.record.record import RecordFile
from tests.record.building import Draft, column, own_words, raid, rows, store, tell_raid


@pytest.fixture(scope="module")
def filled(tmp_path_factory, quick_knowledge) -> Iterator[RecordFile]:
    """Norway bombs Brackmouth in Iceland (three papers, October); the IMF aids Peru (one paper, March)."""
    with RecordFile(tmp_path_factory.mktemp("filled") / "record.duckdb") as record:
        _fill(record)
        yield record


def _fill(record: RecordFile) -> None:
    store(record, *(tell_raid(raid(paper)) for paper in range(3)))
    aid = Draft(
        f"The IMF sent grain to Peru, to St. John’s. {own_words(9)}", "aid", publisher="P", published="2025-03-06"
    )
    aid.entity("IMF", kind="organization", country="IGO", sectors=("BUS",))
    aid.state("Peru", "PER")
    aid.place("St. John’s", "PER", 7)
    said = aid.says("n1", "sent", "sent grain to Peru")
    aid.event(
        "sent", ["n1"], ["n2"], "2025-03-05", "p1", event_type="AID", quad="material_cooperation", attributions=(said,)
    )
    store(record, aid)


RAID, AID = "ASSAULT", "AID"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [AID, RAID]),
        ({"actor": "NOR"}, [RAID]),
        ({"actor": "Norway"}, [RAID]),
        ({"actor": "norway"}, [RAID]),
        ({"recipient": "NOR"}, []),
        ({"recipient": ["ISL", "PER"]}, [AID, RAID]),
        ({"actor": "NOR", "recipient": "ISL"}, [RAID]),
        ({"actor": "IGO"}, [AID]),
        ({"actor": "IMF"}, [AID]),
        ({"actor": "the imf"}, [AID]),
        ({"actor": "Nor"}, []),
        ({"actor": "!"}, []),
        ({"type": "assault"}, [RAID]),
        ({"type": ["ASSAULT", "AID"]}, [AID, RAID]),
        ({"since": "2024-10-31"}, [AID]),
        ({"since": "2024-10-30", "until": "2024-10-30"}, [RAID]),
        ({"since": datetime(2024, 10, 30, 18)}, [RAID, AID]),
        ({"until": date(2024, 11, 4)}, [RAID]),
        ({"place": "brackmouth"}, [RAID]),
        ({"place": "ISL"}, [RAID]),
        ({"place": "Iceland"}, [RAID]),
        ({"place": "Brack"}, []),
        ({"place": "!!"}, []),
        ({"place": "st. john’s"}, [AID]),
        ({"place": "John"}, [AID]),
        ({"min_origins": 2}, [RAID]),
        ({"min_origins": 10**40}, []),
        ({"status": "corroborated"}, [RAID]),
        ({"status": ["single-origin", "corroborated"]}, [RAID, AID]),
        ({"status": "withdrawn"}, []),
        ({"topic": "HARBOUR"}, [RAID]),
        ({"topic": ["harbour", "grain"]}, []),
        ({"story": "t0"}, []),
        ({"actor": None, "since": None}, [RAID, AID]),
    ],
)
def test_filters_keep_what_is_asked_for(filled, wanted, found):
    assert sorted(row["event_type"] for row in filled.events(Filters.of(**wanted))) == sorted(found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, 1),
        ({"actor": "IMF"}, 1),
        ({"actor": "IGO"}, 1),
        ({"actor": "PER"}, 0),
        ({"recipient": "PER"}, 1),
        ({"recipient": "ISL"}, 0),
        ({"type": "AID"}, 1),
        ({"place": "PER", "type": "ASSAULT"}, 0),
        ({"since": "2025-03-06", "until": "2025-03-06"}, 1),
        ({"since": "2025-03-07"}, 0),
        ({"min_origins": 2}, 0),
        ({"status": "single-origin"}, 1),
        ({"status": "denial"}, 0),
        ({"topic": "grain"}, 1),
        ({"topic": "harbour"}, 0),
    ],
)
def test_claims_take_the_same_filters(filled, wanted, found):
    assert filled.claims(Filters.of(**wanted)).count() == found


def test_a_story_is_asked_for_by_its_id(filled):
    (story,) = column(filled, "select story_id from stories where last_day > '2025-01-01'")
    assert [row["event_type"] for row in filled.events(Filters.of(story=story))] == [AID]


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"actors": "NOR"}, "no filter 'actors'; filters are: actor, recipient, type, since"),
        ({"since": "yesterday"}, "since: 'yesterday' is no date such as 2024-11-01"),
        ({"since": "2024-11-01 or so"}, "is no date"),
        ({"since": "2024-11-02", "until": "2024-11-01"}, "since: 2024-11-02 is after until, 2024-11-01"),
        ({"type": "WAR"}, "type: no event type 'WAR'; types are: AGREE,"),
        ({"status": "sure"}, "status: no status 'sure'; they are: single-origin,"),
        ({"min_origins": "many"}, "min_origins: 'many' is no whole number"),
        ({"min_origins": float("inf")}, "is no whole number"),
        ({"min_origins": -1}, "must not be negative"),
        ({"actor": " "}, "actor: must not be empty"),
        ({"actor": 7}, "actor: 7 is no text"),
        ({"topic": "\ud800"}, "is no text in UTF-8"),
    ],
)
def test_what_is_no_filter_is_told(wanted, complaint):
    with pytest.raises(FilterError) as error:
        Filters.of(**wanted)
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


HOSTILE = [
    "'); drop table events; --",
    "' or 1=1 --",
    '" or ""="',
    "x') union select text from articles --",
    "$1",
    "?",
    "\\",
    ".*",
    "(((((",
    "[a",
    "%",
    "\x00",
    "NOR'",
    "a" * 10_000,
    "\u202e\n\r",
]
NAMES = ["actor", "recipient", "place", "topic", "story"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_never_a_part_of_the_query(filled, text):
    before = dump(filled.connection)
    for name in NAMES:
        filters = Filters.of(**{name: text})
        assert filled.events(filters).rows() == []
        assert filled.claims(filters).rows() == []
    assert dump(filled.connection) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "type", "status", "since", "until", "min_origins", "other"]),
        st.text(st.characters() | st.sampled_from("\ud800'\"\\%.*()[]"), max_size=8),
        max_size=2,
    )
)
def test_any_text_is_a_filter_or_a_filter_error(record, wanted):
    try:
        filters = Filters.of(**wanted)
    except FilterError:
        return
    assert record.events(filters).rows() == []
    assert record.claims(filters).rows() == []


def test_withdrawn_events_are_shown_only_when_asked_for(record):
    url = "https://news.example/1"
    store(record, tell_raid(raid(1, url=url, document=url)), raid(1, "Corrected.", url=url, document=url))
    assert rows(record, "select status from events") == [("withdrawn",)]
    assert record.events(Filters.of()).count() == 0
    assert record.events(Filters.of(status="withdrawn")).count() == 1
