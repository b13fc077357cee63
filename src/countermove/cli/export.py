"""``countermove export``: the record as files that other programs read."""

from __future__ import annotations

from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.output import open_output
from countermove.cli.record_options import filter_options, record_option
from countermove.record.exporting.errors import ExportUsageError
from countermove.record.exporting.export import FORMATS, TABLES, Wanted, export_file, export_stream
from countermove.record.exporting.manifest import Manifest
from countermove.record.exporting.target import is_stream
from countermove.record.filters import Filters
from countermove.record.record import RecordFile


@click.command()
@record_option
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option(
    "--what",
    type=click.Choice(TABLES),
    default="events",
    show_default=True,
    help="Which table, for parquet, csv, xlsx and jsonl.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, so that Excel reads it as UTF-8.")
@click.option("--output", "-o", metavar="FILE", required=True, help="Where to; - is standard output (text formats).")
@filter_options
def export(record: Path, form: str, what: str, bom: bool, output: str, filters: Filters) -> int:
    """Write events, claims or what else the record holds into a file, and FILE.manifest.json beside it.

    The manifest says what the file holds: rows, columns, filters, versions, checksum, licence. Events are merged: one
    however many articles tell it. icews, gdelt and acled hold only events that happened; geojson those with a place on
    the map; how many were left out is told, and in the manifest.

    \b
    Example:
      countermove export --format xlsx --what claims --actor RUS --output claims.xlsx
      countermove export --format parquet --since 2024-10-01 --min-origins 2 --output events.parquet
      countermove export --format gdelt --place Kursk --output - | gzip > kursk.tsv.gz
    """
    try:
        wanted = Wanted(form, what, filters, bom)
        with open_record(record, read_only=True) as file:
            return _export(file, wanted, output)
    except ExportUsageError as error:
        raise click.UsageError(str(error)) from error


def _export(file: RecordFile, wanted: Wanted, output: str) -> int:
    path = Path(output)
    if output != "-" and not is_stream(path):
        manifest = export_file(file.connection, path, wanted)
        return _tell(manifest.rows, manifest.left_out) or _tell_cuts(manifest, output)
    with open_output(output) as stream:
        written = export_stream(file.connection, stream, wanted)
    return _tell(written.rows, written.left_out)


def _tell(rows: int, left_out: dict[str, int]) -> int:
    """Say on standard error what was written and what the format has no row for."""
    left = "".join(f"; left out: {count:,} {reason}" for reason, count in left_out.items())
    click.echo(f"countermove: {rows:,} rows written{left}", err=True)
    return 0


def _tell_cuts(manifest: Manifest, output: str) -> int:
    """Say which cells the format couldn't hold; returns the exit status."""
    if not manifest.cut_cells:
        return 0
    first = manifest.cut[0]
    click.echo(
        f"countermove: {output}: {manifest.cut_cells:,} cells longer than XLSX allows were cut, the first in row "
        f"{first['row']:,}, column {first['column']} (the manifest names them); csv and parquet hold them whole",
        err=True,
    )
    return 1
