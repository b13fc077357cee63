"""CSV, read back by Python's reader."""

import csv
import io

from hypothesis import given

from countermove.record.exporting.csv_file import write_csv
from countermove.record.exporting.formulas import restored
from tests.record.exporting.values import ROWS, SCHEMA, day, table

TRUTH = {"": None, "true": True, "false": False}


def written(rows, **options):
    stream = io.BytesIO()
    done = write_csv(table(rows), stream, **{"bom": False, **options})
    assert done.rows == len(rows)
    return stream.getvalue()


def read(data: bytes):
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    assert [restored(name) for name in header] == SCHEMA.names
    return [
        (
            restored(name) or None,
            restored(words) or None,
            int(whole) if whole else None,
            float(number) if number else None,
            day(first),
            TRUTH[truth],
        )
        for name, words, whole, number, first, truth in rows
    ]


@given(ROWS)
def test_everything_comes_back(rows):
    assert read(written(rows)) == rows


@given(ROWS)
def test_the_same_rows_give_the_same_bytes(rows):
    assert written(rows) == written(rows)


def test_a_byte_order_mark_is_written_when_asked_for():
    plain = written([("a", "ü", 1, 0.1, None, True)])
    assert written([("a", "ü", 1, 0.1, None, True)], bom=True) == b"\xef\xbb\xbf" + plain
    assert plain == "'=name,words,whole,number,day,truth\na,ü,1,0.1,,true\n".encode()


def test_cells_with_separators_of_any_country_are_quoted():
    line = written([("a;b", 'say "so"', None, -1.5, None, None)]).split(b"\n")[1]
    assert line == b'"a;b","say ""so""",,-1.5,,'
