"""GDELT rows of both versions, row by row and many at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.intake.event_data.gdelt import GdeltRows
from countermove.intake.event_data.gdelt_blocks import GdeltBlocks
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.rows import RowError
from countermove.intake.event_data.tables import table_of
from tests.intake.event_data.composing import gdelt, history_codes, one, read

LIMITS = HistoryLimits()


def gdelt_rows(version: str = "gdelt2") -> GdeltRows:
    return GdeltRows(version, history_codes(), LIMITS)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_all_versions(tmp_path, width):
    path = tmp_path / "events.CSV"
    path.write_text(gdelt(width=width) + "\n")
    act = one(path)
    assert (act["row_id"], act["revision"], act["day"]) == ("7", 20150218000000, date(2015, 2, 18))
    assert (act["actor"], act["actor_code"], act["actor_sectors"]) == ("KENYA", "KEN", "GOV")
    assert (act["event_type"], act["mode"], act["cameo"], act["own_score"]) == ("ACCUSE", "allege", "112", -2.0)
    assert (act["country"], act["lat"], act["lon"]) == ("KEN", -1.28, 36.8)
    assert act["place"] == "Nairobi, Nairobi Area, Kenya"
    assert act["source"] == (None if width == 57 else "https://p.example/7")


@pytest.mark.parametrize(
    ("cells", "code", "sectors"),
    [
        ({"actor": "ROM"}, "ROU", "GOV"),
        ({"actor": "AFR"}, None, "GOV"),
        ({"actor": "", "role": "IGO", "group": "UNO"}, "UNO", None),
        ({"actor": "", "role": "IGO", "group": "EEC"}, "EUR", None),
        ({"actor": "", "role": "NGO"}, "NGO", None),
        ({"role": "MED"}, "KEN", "JRN"),
    ],
)
def test_codes_of_actors(tmp_path, cells, code, sectors):
    path = tmp_path / "events.CSV"
    path.write_text(gdelt(**cells) + "\n")
    act = one(path)
    assert (act["actor_code"], act["actor_sectors"]) == (code, sectors)


def test_a_header_that_somebody_put_on_top_is_no_row(tmp_path):
    path = tmp_path / "events.CSV"
    path.write_text("\t".join(["GLOBALEVENTID", *("x" * 60)]) + "\n" + gdelt() + "\n")
    assert one(path)["line"] == 2


def test_a_malformed_row_does_not_take_its_block_with_it(tmp_path):
    path = tmp_path / "events.CSV"
    bad = [
        gdelt(2, code="---"),
        gdelt(3, lat="north"),
        gdelt(4)[:50],
        gdelt(5, day="20150230"),
        gdelt(6) + "\t",
        "a\0b",
    ]
    path.write_text("\n".join([gdelt(1), *bad, "", gdelt("0009")]))
    table, malformed = read(path)
    assert table["row_id"].to_pylist() == ["1", "9"] and table["line"].to_pylist() == [1, 9]
    assert [row.line for row in malformed] == [2, 3, 4, 5, 6, 7]


def test_rows_without_trouble_are_read_many_at_once(tmp_path):
    blocks = GdeltBlocks(gdelt_rows(), LIMITS)
    assert blocks.table(f"{gdelt(1)}\r\n{gdelt(2)}\r\n".encode(), 5)["line"].to_pylist() == [5, 6]
    assert blocks.table(f"{gdelt(1)}\n{gdelt(2, code='---')}\n".encode(), 1) is None
    assert blocks.table(f"{gdelt(1)}\n\n".encode(), 1) is None
    mixed = gdelt(1, place="Tromsø").encode("latin-1") + b"\n" + gdelt(2, url="https://p.example/ø\u3000").encode()
    assert blocks.table(mixed, 1)["place"].to_pylist()[0] == "Tromsø"
    assert blocks.table(mixed, 1)["source"].to_pylist()[1] == "https://p.example/ø"
    assert blocks.table(gdelt(1, url="https://p.example/" + "x" * LIMITS.max_line).encode(), 1) is None


CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "12", "-1.5", "nan", "1e400", "20150219", "042", "x" * 501, "\x1c", "\u00a0a", '"', "'q\"", "ÿ"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\n\r\t\0"), max_size=12),
)
ROWS = st.lists(
    st.tuples(st.integers(0, 60), CELLS, st.integers(1, 10**9)).map(
        lambda change: "\t".join(
            change[1] if place == change[0] else cell for place, cell in enumerate(gdelt(change[2]).split("\t"))
        )
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_many_at_once_is_the_same_as_row_by_row(lines):
    rows = gdelt_rows()
    together = GdeltBlocks(rows, LIMITS).table(("\n".join(lines) + "\n").encode("utf-8"), 1)
    if together is None:
        return
    acts = []
    for number, line in enumerate(lines, 1):
        try:
            acts += rows.acts(number, line.split("\t"))
        except RowError as error:
            raise AssertionError(f"row by row it is malformed: {error.reason}") from error
    assert together.equals(table_of(acts))
