"""The exchange formats of the field over the record: one event however many articles tell it, with the record's ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from countermove.exports import acled, gdelt, icews, polecat
from countermove.exports.formats import make_export
from countermove.exports.selection import happened
from countermove.record.exporting.merged_events import MergedView, merged_views
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.tables import Written
from countermove.record.filters import Filters
from countermove.schema import Event

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COLUMNS: dict[str, tuple[str, ...]] = {
    "plover": (),
    "polecat": polecat.COLUMNS,
    "icews": icews.COLUMNS,
    "gdelt": gdelt.COLUMNS,
    "acled": acled.COLUMNS,
}
"""Columns of each format; PLOVER JSON has fields instead, which depend on the event."""
NOT_HAPPENED = "events not told as having happened"
NO_CODE = "events without a CAMEO code"
NOT_COVERED = "events that ACLED doesn't cover"
NO_REPORT = "events whose best report is not in its reading"
_TELL_HAPPENED = ("icews", "gdelt", "acled")
_NEED_CODE = ("icews", "gdelt")


def write_events(
    connection: DuckDBPyConnection, form: str, filters: Filters, stream: BinaryIO, settings: ExportSettings
) -> Written:
    """Write the events that the filters keep; what a format has no row for is counted.

    Args:
        connection: the record.
        form: one of ``COLUMNS``.
        filters: what is asked for.
        stream: where it goes.
        settings: how much is in memory at a time.
    """
    written = Written(parts={"events": 0})
    export = make_export(form)
    stream.write(export.head)
    for view in merged_views(connection, filters, settings):
        events = view.events
        lines = export.encode(view, events)
        stream.write(lines)
        rows = lines.count(b"\n")  # no format has line breaks inside a row
        written.rows += rows
        _account(written, form, view, events, rows)
    return written


def _account(written: Written, form: str, view: MergedView, events: list[Event], rows: int) -> None:
    """Count what was asked for, and why some of it isn't there."""
    told = [event for event in events if form not in _TELL_HAPPENED or happened(event)]
    coded = [event for event in told if form not in _NEED_CODE or event.cameo is not None]
    there = rows if form == "acled" else len(coded)
    written.parts["events"] += there
    written.leave_out(NO_REPORT, view.expected - len(events))
    written.leave_out(NOT_HAPPENED, len(events) - len(told))
    written.leave_out(NO_CODE, len(told) - len(coded))
    written.leave_out(NOT_COVERED, len(coded) - there)
