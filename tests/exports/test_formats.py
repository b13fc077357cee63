"""All formats: whole rows whatever the text, the same bytes for the same readings."""

import csv
import io
import json

import pytest
from hypothesis import given, settings

from countermove.exports import acled, gdelt, icews, polecat
from countermove.exports.formats import FORMATS, make_export
from countermove.exports.selection import Selection
from countermove.tables import Items
from tests.exports.building import hostile_readings, table
from tests.readings import full_reading, make_reading

TABLES = {
    "polecat": (polecat.COLUMNS, "\t"),
    "icews": (icews.COLUMNS, "\t"),
    "gdelt": (gdelt.COLUMNS, "\t"),
    "acled": (acled.COLUMNS, ","),
}
EXPORTS = {name: make_export(name) for name in FORMATS}


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(hostile_readings())
def test_every_row_is_whole_and_safe_whatever_the_text(reading):
    for name, (columns, delimiter) in TABLES.items():
        data = EXPORTS[name].lines(reading)
        rows = table(data, delimiter)
        assert all(len(row) == len(columns) for row in rows)
        assert len(rows) == len(data.decode().splitlines())
        assert not any(cell[:1] in "=+-@＝＋－＠" and cell and not is_number(cell) for row in rows for cell in row)
        if delimiter == "\t":
            assert rows == list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


@settings(max_examples=100, deadline=None)
@given(hostile_readings())
def test_every_line_of_plover_is_json_whatever_the_text(reading):
    lines = EXPORTS["plover"].lines(reading).decode().split("\n")
    assert lines[-1] == ""
    [record] = [json.loads(line) for line in lines[:-1]]
    assert record["event"] == [reading.events[0].event_type]


@settings(max_examples=50, deadline=None)
@given(hostile_readings())
def test_cells_come_back_as_they_were_written(reading):
    columns, delimiter = TABLES["polecat"]
    [row] = table(EXPORTS["polecat"].lines(reading), delimiter)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(row)
    assert next(csv.reader(io.StringIO(buffer.getvalue()), delimiter=delimiter)) == row
    assert dict(zip(columns, row, strict=True))["Event Type"] == reading.events[0].event_type


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_readings_give_the_same_bytes(name):
    first, second = make_export(name), make_export(name)
    readings = [full_reading(), make_reading("x"), full_reading()]
    assert [first.lines(reading) for reading in readings] == [second.lines(reading) for reading in readings]


@pytest.mark.parametrize("name", FORMATS)
def test_a_reading_without_events_gives_nothing(name):
    assert make_export(name).lines(make_reading("x")) == b""


@pytest.mark.parametrize("name", FORMATS)
def test_the_selection_holds_in_every_format(name):
    assert make_export(name, Selection(min_confidence=0.95)).lines(full_reading()) == b""


def test_an_event_that_names_what_is_not_there_costs_nothing():
    event = full_reading().events[0]
    bare = make_reading("x" * 100, events=Items([event]))
    rows = {name: make_export(name).lines(bare) for name in FORMATS}
    assert json.loads(rows["plover"])["actor"] == []
    assert all(entity.name.encode() not in rows[name] for name in FORMATS for entity in full_reading().entities)


def test_an_unknown_format_is_an_error():
    with pytest.raises(KeyError, match="xml"):
        make_export("xml")
