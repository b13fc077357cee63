"""JSON Lines and GeoJSON, read back by Python's reader."""

import io
import json

import pyarrow
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.exporting.geojson_file import NO_PLACE, write_geojson
from countermove.record.exporting.jsonl_file import write_jsonl
from countermove.record.exporting.tables import Table
from tests.record.exporting.values import ROWS, SCHEMA, TEXT, day, table


@given(ROWS)
def test_everything_comes_back(rows):
    stream = io.BytesIO()
    assert write_jsonl(table(rows), stream).rows == len(rows)
    lines = stream.getvalue().decode().split("\n")
    assert lines.pop() == ""
    found = [json.loads(line) for line in lines]
    assert all(list(one) == SCHEMA.names for one in found)
    assert [tuple((one | {"day": day(one["day"] or "")}).values()) for one in found] == rows


POINTS = st.lists(
    st.tuples(TEXT, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180), st.none() | st.dates()),
    max_size=5,
)


@given(POINTS)
def test_features_are_the_rows_with_a_place(rows):
    kinds = [
        ("id", pyarrow.string()),
        ("lat", pyarrow.float64()),
        ("lon", pyarrow.float64()),
        ("day", pyarrow.date32()),
    ]
    source = pyarrow.Table.from_pylist(
        [dict(zip(("id", "lat", "lon", "day"), row, strict=True)) for row in rows], pyarrow.schema(kinds)
    )
    stream = io.BytesIO()
    written = write_geojson(Table(source.schema, iter(source.to_batches())), stream, identifier="id")
    collection = json.loads(stream.getvalue())
    assert collection["type"] == "FeatureCollection"
    placed = [row for row in rows if row[1] is not None and row[2] is not None]
    assert [
        (one["id"], *reversed(one["geometry"]["coordinates"]), day(one["properties"]["day"] or ""))
        for one in collection["features"]
    ] == placed
    assert written.rows == len(placed)
    assert written.left_out.get(NO_PLACE, 0) == len(rows) - len(placed)
