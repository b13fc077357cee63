"""What an export holds and where it comes from, as a file beside it; no clock time, so that it can be compared."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from countermove import __version__
from countermove.record.exporting.tables import Written
from countermove.record.filters import Filters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMA = "countermove.export/1"
LICENCE = (
    "Texts, headlines and quotations of articles belong to their publishers; check your rights before passing them on. "
    "Places are from GeoNames (https://www.geonames.org), CC BY 4.0: name GeoNames where you show them. "
    "The coding is yours to use."
)
_TYPES = (
    ("is_boolean", "true or false"),
    ("is_integer", "whole number"),
    ("is_floating", "number"),
    ("is_date", "date"),
    ("is_string", "text"),
)


class ManifestColumn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column: its name, the type of its values and what it says, where the format has types and descriptions."""

    name: str
    type: str | None = None
    about: str | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest of one file.

    ``rows`` are data rows: lines without the header, features, or nodes of a graph. ``parts`` counts them by kind, or
    the events behind them, where that differs. ``left_out`` counts what the filters keep and the format has no row
    for, by reason. ``cut_cells`` counts cells longer than the format allows; ``cut`` names the first of them. ``size``
    is in bytes, ``sha256`` the checksum of the file.
    """

    schema: str = SCHEMA
    format: str
    what: str
    rows: int
    parts: dict[str, int]
    left_out: dict[str, int]
    cut_cells: int
    cut: list[dict[str, Any]]
    columns: list[ManifestColumn]
    filters: dict[str, Any]
    byte_order_mark: bool
    record_version: int
    countermove: str
    read_by: list[dict[str, str]]
    size: int
    sha256: str
    licence: str = LICENCE

    def to_json(self) -> bytes:
        """The manifest as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"


def make_manifest(
    connection: DuckDBPyConnection,
    written: Written,
    columns: list[ManifestColumn],
    filters: Filters,
    **about: Any,
) -> Manifest:
    """The manifest of a file.

    Args:
        connection: the record.
        written: what went into the file.
        columns: its columns.
        filters: what was asked for.
        about: the other fields: ``format``, ``what``, ``byte_order_mark``, ``size`` (in bytes), ``sha256``.
    """
    return Manifest(
        rows=written.rows,
        parts=written.parts,
        left_out=written.left_out,
        cut_cells=written.cut_cells,
        cut=[asdict(cell) for cell in written.cut],
        columns=columns,
        filters=_plain(filters),
        record_version=_record_version(connection),
        countermove=__version__,
        read_by=_readers(connection),
        **about,
    )


def described_columns(schema: Any) -> list[ManifestColumn]:
    """The columns of a ``pyarrow.Schema`` whose fields hold descriptions."""
    return [
        ManifestColumn(name=field.name, type=_type_name(field.type), about=field.metadata[b"description"].decode())
        for field in schema
    ]


def _type_name(kind: Any) -> str:
    from pyarrow import types

    return next((name for check, name in _TYPES if getattr(types, check)(kind)), str(kind))


def _plain(filters: Filters) -> dict[str, Any]:
    """The filters that were set, under the names that people use."""
    found = {}
    for item in fields(filters):
        value = getattr(filters, item.name)
        if value != item.default:
            name = item.name.removeprefix("event_")
            found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def _record_version(connection: DuckDBPyConnection) -> int:
    row = connection.cursor().execute("select max(version) from record_versions").fetchone()
    assert row is not None
    return int(row[0])


def _readers(connection: DuckDBPyConnection) -> list[dict[str, str]]:
    """Versions of all that read articles of the record."""
    rows = connection.cursor().execute("select distinct countermove, model, lexicon from readings order by all")
    return [dict(zip(("countermove", "model", "lexicon"), map(str, row), strict=True)) for row in rows.fetchall()]
