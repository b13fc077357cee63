"""From the record to a file: the formats by name, and the file with its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from countermove.record.errors import RecordError
from countermove.record.exporting.csv_file import write_csv
from countermove.record.exporting.datasets import DATASETS
from countermove.record.exporting.errors import ExportError, ExportUsageError
from countermove.record.exporting.event_formats import COLUMNS, write_events
from countermove.record.exporting.fetching import count, fetch
from countermove.record.exporting.geojson_file import write_geojson
from countermove.record.exporting.jsonl_file import write_jsonl
from countermove.record.exporting.linked_data import write_linked_data
from countermove.record.exporting.manifest import Manifest, ManifestColumn, described_columns, make_manifest
from countermove.record.exporting.parquet_file import write_parquet
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.tables import Table, Written
from countermove.record.exporting.target import checksum, is_stream, put_in_place, unfinished
from countermove.record.exporting.xlsx_file import too_many_rows, write_xlsx
from countermove.record.filters import Filters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLE_FORMATS = ("parquet", "csv", "xlsx", "jsonl")
"""These hold any of the tables; the others are made of events, or of all."""
FORMATS = (*TABLE_FORMATS, "geojson", *COLUMNS, "schema.org")
BINARY_FORMATS = ("parquet", "xlsx")
TABLES = tuple(DATASETS)
_LINKED = "schema.org"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: the format, the table, which rows, and whether CSV begins with a byte order mark.

    Raises:
        ExportUsageError: no such format or table, or they don't go together.
    """

    form: str
    what: str = "events"
    filters: Filters = field(default_factory=Filters)
    bom: bool = False

    def __post_init__(self) -> None:
        if self.form not in FORMATS:
            raise ExportUsageError(f"no format {self.form!r}; formats are: {', '.join(FORMATS)}")
        if self.what not in TABLES:
            raise ExportUsageError(f"no table {self.what!r}; tables are: {', '.join(TABLES)}")
        if self.what != "events" and self.form not in TABLE_FORMATS:
            raise ExportUsageError(f"{self.form} holds no {self.what}; take one of: {', '.join(TABLE_FORMATS)}")
        if self.bom and self.form != "csv":
            raise ExportUsageError(f"a byte order mark is for csv only, not for {self.form}")


def export_file(
    connection: DuckDBPyConnection, path: Path, wanted: Wanted, settings: ExportSettings | None = None
) -> Manifest:
    """Write a file and its manifest, ``PATH.manifest.json``; both are whole, or as they were before.

    Args:
        connection: the record.
        path: the file; one that is there is replaced.
        wanted: what goes into it.
        settings: limits.

    Raises:
        FilterError: a filter that can't be understood, or that the table doesn't have.
        ExportError: the format can't hold it, or the record can't be read.
        OSError: the file can't be written.
    """
    if is_stream(path):
        raise ExportError(f"{path}: is no ordinary file; a manifest can't go beside it")
    with unfinished(path) as (part, stream):
        written, columns = _write(connection, stream, wanted, settings or ExportSettings())
        digest = checksum(stream)
        manifest = make_manifest(
            connection,
            written,
            columns,
            wanted.filters,
            format=wanted.form,
            what="all" if wanted.form == _LINKED else wanted.what,
            byte_order_mark=wanted.bom,
            size=part.stat().st_size,
            sha256=digest,
        )
        put_in_place(part, stream, path, manifest.to_json())
    return manifest


def export_stream(
    connection: DuckDBPyConnection, stream: BinaryIO, wanted: Wanted, settings: ExportSettings | None = None
) -> Written:
    """Write to a stream, such as standard output; there is no manifest.

    Raises:
        ExportUsageError: the format is for files only.
        FilterError: a filter that can't be understood, or that the table doesn't have.
        ExportError: the record can't be read.
    """
    if wanted.form in BINARY_FORMATS:
        raise ExportUsageError(f"{wanted.form} is for files; name one with --output")
    return _write(connection, stream, wanted, settings or ExportSettings())[0]


def _write(
    connection: DuckDBPyConnection, stream: BinaryIO, wanted: Wanted, settings: ExportSettings
) -> tuple[Written, list[ManifestColumn]]:
    with _reading():
        if wanted.form in COLUMNS:
            columns = [ManifestColumn(name=name) for name in COLUMNS[wanted.form]]
            return write_events(connection, wanted.form, wanted.filters, stream, settings), columns
        if wanted.form == _LINKED:
            return write_linked_data(connection, wanted.filters, stream, settings), []
        if wanted.form == "xlsx":
            rows = count(connection, wanted.what, wanted.filters)
            if rows >= settings.sheet_rows:
                raise too_many_rows(settings, rows)
        table = fetch(connection, wanted.what, wanted.filters, settings)
        return _write_table(table, stream, wanted, settings), described_columns(table.schema)


def _write_table(table: Table, stream: BinaryIO, wanted: Wanted, settings: ExportSettings) -> Written:
    match wanted.form:
        case "parquet":
            return write_parquet(table, stream)
        case "csv":
            return write_csv(table, stream, bom=wanted.bom)
        case "xlsx":
            return write_xlsx(table, stream, settings)
        case "jsonl":
            return write_jsonl(table, stream)
        case _:
            return write_geojson(table, stream, identifier="event_id")


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever the database can't do is one line.

    Raises:
        ExportError: it can't.
    """
    import duckdb

    try:
        yield
    except RecordError:
        raise
    except duckdb.Error as error:
        raise ExportError(f"the record can't be read: {' '.join(str(error).split())}") from error
