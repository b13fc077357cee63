"""Parquet, read back by pyarrow and polars."""

import io

import polars
from hypothesis import given, settings
from pyarrow import parquet

from countermove.record.exporting.parquet_file import write_parquet
from tests.record.exporting.values import ROWS, SCHEMA, table


def written(rows):
    stream = io.BytesIO()
    assert write_parquet(table(rows), stream).rows == len(rows)
    return stream


@settings(deadline=None)
@given(ROWS)
def test_everything_comes_back(rows):
    stream = written(rows)
    back = parquet.read_table(stream)
    assert back.schema.equals(SCHEMA)
    assert [tuple(row.values()) for row in back.to_pylist()] == rows
    stream.seek(0)
    assert polars.read_parquet(stream).rows() == rows


def test_columns_are_described_and_batches_become_row_groups():
    found = parquet.ParquetFile(written([("a", "b", 1, 0.5, None, True)] * 5))
    assert found.schema_arrow.field("day").metadata[b"description"] == b"A day."
    assert found.num_row_groups == 3


def test_the_same_rows_give_the_same_bytes():
    rows = [("a", None, 1, 0.5, None, True)] * 3
    assert written(rows).getvalue() == written(rows).getvalue()
