"""Everything in a record says what it is."""

from __future__ import annotations

from pathlib import Path

from countermove.record.filters import STATUSES
from tests.record.building import column, rows

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "record.md").read_text(encoding="utf-8")


def test_every_table_view_and_column_is_commented(record):
    for kind in ("tables", "views", "columns"):
        name = "table_name || '.' || column_name" if kind == "columns" else f"{kind[:-1]}_name"
        assert (
            column(record, f"select {name} from duckdb_{kind}() where not internal and coalesce(comment, '') = ''")
            == []
        )


def test_comments_are_sentences(record):
    for name, comment in rows(
        record, "select table_name || '.' || column_name, comment from duckdb_columns() where not internal"
    ):
        assert comment.endswith("."), name
        assert "\n" not in comment, name


def test_views_show_ids_and_no_numbers_but_those_that_filters_need(record):
    shown = rows(
        record,
        "select c.table_name, c.column_name from duckdb_columns() c "
        "join duckdb_views() v on v.view_name = c.table_name "
        "where not v.internal and c.column_name like '%\\_no' escape '\\' order by 1",
    )
    assert {name for _, name in shown} == {"event_no", "claim_no"}
    assert len(shown) == len({view for view, _ in shown})


def test_the_guide_names_every_status_and_view(record):
    views = column(record, "select view_name from duckdb_views() where not internal")
    for name in (*STATUSES, *views):
        assert f"`{name}`" in GUIDE, name


def test_the_rule_of_the_guide_gives_statuses_in_the_order_of_the_code():
    """The rule is a table whose first row that holds decides, as the case expression in aggregates/events.sql."""
    from importlib.resources import files

    sql = (files("countermove.record") / "aggregates" / "events.sql").read_text(encoding="utf-8")
    code = sql[sql.index("case\n") : sql.index("end as status")]
    told = GUIDE[GUIDE.index("## How well an event is confirmed") :]
    in_code = sorted(
        (status for status in STATUSES if f"'{status}'" in code), key=lambda status: code.index(f"'{status}'")
    )
    in_guide = sorted(in_code, key=lambda status: told.index(f"| `{status}`"))
    assert in_guide == in_code
