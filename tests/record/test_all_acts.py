"""The view of who did what to whom, of this record and of imported datasets."""

from __future__ import annotations

import shutil

import pytest

from countermove.record.record import RecordFile
from tests.record.building import rows

TABLES = {
    "entities": "(1, 'NOR', 'Norway', 'state', 'NOR', 'GOV', null), "
    "(2, 'n2', 'Norwegian Army', 'organization', 'NOR', 'MIL', null), "
    "(3, 'RUS', 'Russia', 'state', 'RUS', 'GOV', null), (4, 'n4', 'Harbour Front', 'group', null, 'REB', null)",
    "event_parties": "(1, 1, 'e1', 'actor', 1), (1, 1, 'e1', 'actor', 2), (1, 1, 'e1', 'recipient', 3), "
    "(1, 1, 'e1', 'recipient', 4), (2, 1, 'e2', 'actor', 1), (2, 1, 'e2', 'actor', 3), (3, 1, 'e3', 'actor', 4), "
    "(4, 1, 'e4', 'actor', 1)",
}


def event(number, event_type, status, recipients):
    return (
        f"({number}, 'event{number}', '{event_type}', null, null, '111', -2.0, 'verbal_conflict', "
        f"date '2024-01-0{number}', date '2024-01-09', false, '', '', 'x', '{recipients}', null, 'CT+', 0.9, "
        f"1, 1, 1, 1, 0, 0, '{status}', null, null, null, 1, 'e{number}', null)"
    )


@pytest.fixture
def record(tmp_path, empty_file):
    path = shutil.copy(empty_file, tmp_path / "x.duckdb")
    with RecordFile(path) as file:
        for table, values in TABLES.items():
            file.connection.execute(f"insert into {table} values {values}")
        events = [
            event(1, "ACCUSE", "disputed", "Russia"),
            event(2, "CONSULT", "corroborated", ""),
            event(3, "ASSAULT", "single-origin", ""),
            event(4, "THREATEN", "open", ""),
        ]
        file.connection.execute(f"insert into events values {', '.join(events)}")
        file.connection.execute("insert into history_datasets values (1, 'old', 'icews')")
        columns = "dataset_no, file_no, line, row_id, part, revision, day, actor, event_type, directed"
        file.connection.execute(
            f"insert into history_events ({columns}) values "
            "(1, 1, 2, '7', 0, 0, date '1999-01-01', 'Peru', 'AID', true), "
            "(1, 1, 3, '8', 0, 0, date '1999-01-01', 'Peru', null, true)"
        )
        yield file


def pairs(record, event_id):
    return rows(
        record, f"select actor_code, recipient_code, recipient from all_acts where event_id = '{event_id}' order by all"
    )


def test_an_event_has_one_row_for_each_pair_of_countries(record):
    assert pairs(record, "event1") == [("NOR", "RUS", "Russia"), ("NOR", None, "Harbour Front")]


def test_those_who_talk_with_one_another_do_so_in_both_directions(record):
    assert pairs(record, "event2") == [("NOR", "RUS", "Russia"), ("RUS", "NOR", "Norway")]


def test_who_acts_towards_nobody_stands_alone(record):
    assert pairs(record, "event3") == [(None, None, None)]


def test_what_is_only_planned_is_no_act(record):
    assert pairs(record, "event4") == []


def test_imported_acts_have_the_name_of_their_dataset_and_a_type(record):
    assert rows(record, "select dataset, event_id from all_acts where dataset <> 'record'") == [("old", "7")]
