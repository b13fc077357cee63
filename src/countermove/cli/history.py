"""``countermove history``: other datasets' events into the record, so that forecasts have decades behind them."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
import msgspec

from countermove.cli.opening import open_record
from countermove.cli.options import set_limits
from countermove.cli.output import open_output
from countermove.cli.record_options import record_option
from countermove.intake.event_data.detect import CHOICES
from countermove.intake.event_data.finding import NoEventDataError
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.streams import Source
from countermove.intake.problem import Problem
from countermove.record.history import ImportedFile, Progress
from countermove.record.history_chunks import Counts
from countermove.record.history_datasets import HistoryDataset, MalformedRow, list_datasets
from countermove.record.record import RecordFile
from countermove.report.rows import on_one_line

_JSON_LINES = (".jsonl", ".ndjson")


@click.group()
def history() -> None:
    """Import events that others coded (ICEWS, POLECAT, GDELT, ACLED), list what was imported, take it out again."""


@history.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@record_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", *CHOICES]),
    default="auto",
    show_default=True,
    help="What the files are; by default their first lines tell.",
)
@click.option(
    "--dataset", metavar="NAME", help="Name to store them under. Default: icews, polecat, gdelt1, gdelt2 or acled."
)
@click.option("--problems", metavar="FILE", help="Write every malformed row there: TSV, or JSON Lines by its name.")
@click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=partial(set_limits, HistoryLimits()),
    metavar="NAME=VALUE",
    help=f"Change a limit: {', '.join(HistoryLimits.__dataclass_fields__)}.",
)
def import_command(
    files: tuple[Path, ...], record: Path, form: str, dataset: str | None, problems: str | None, limits: HistoryLimits
) -> int:
    """Import files of event data, also gzip and zip files and whole folders, in the order of their names.

    Malformed rows are told and left out; the others go in. A file or row that is there already changes nothing, a
    later version of a row takes its place. A run that was cut off goes on where it was when it is started again.

    \b
    Example:
      countermove history import 20240101.export.CSV.zip --record war.duckdb
      countermove history import icews/ --problems malformed.tsv
    """
    with open_record(record) as file, _progress() as progress:
        imported: list[ImportedFile] = []
        troubles = 0
        try:
            for outcome in file.import_history(files, format=form, dataset=dataset, limits=limits, progress=progress):
                if isinstance(outcome, Problem):
                    click.echo(f"countermove: {outcome}", err=True)
                    troubles += 1
                else:
                    imported.append(outcome)
                    troubles += _tell(outcome)
        except NoEventDataError as error:
            click.echo(f"countermove: {error}", err=True)
            return 2
        if problems is not None:
            with open_output(problems) as stream:
                for part in _problem_lines(file, imported, problems.lower().endswith(_JSON_LINES)):
                    stream.write(part)
    return 1 if troubles else 0


def _tell(one: ImportedFile) -> int:
    """Say what became of a file; returns 1 if rows of it were malformed now."""
    name = on_one_line(one.name)
    if one.known:
        click.echo(f"{name}: is in {one.dataset} already")
        return 0
    words = ("new", "changed", "known", "malformed")
    told = [f"{number:,} {word}" for word in words if (number := getattr(one.counts, word))]
    state = " (went on where it was cut off)" if one.resumed else ""
    click.echo(f"{name}: {one.counts.read:,} rows into {one.dataset}: {', '.join(told) or 'nothing'}{state}")
    for problem in one.problems:
        click.echo(f"countermove: {problem}", err=True)
    if one.counts.malformed > len(one.problems):
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in one.kinds)
        click.echo(f"countermove: {name}: {one.counts.malformed:,} malformed rows: {kinds}", err=True)
    return int(bool(one.counts.malformed))


def _problem_lines(file: RecordFile, imported: list[ImportedFile], as_json: bool) -> Iterator[bytes]:
    if not as_json:
        yield _tsv(MalformedRow.__struct_fields__)
    for one in imported:
        for row in file.malformed_history(one):
            yield msgspec.json.encode(row) + b"\n" if as_json else _tsv(msgspec.structs.astuple(row))


def _tsv(cells: tuple[object, ...]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "surrogateescape")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """Rows so far on the terminal; nothing where standard error isn't one."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def show(source: Source, counts: Counts) -> None:
            bar.update(task, description=f"{on_one_line(source.name)}: {counts.read:,} rows")

        yield show


@history.command("list")
@record_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How.")
def list_command(record: Path, form: str) -> int:
    """List the imported datasets: rows, days, files, and what was malformed.

    \b
    Example:
      countermove history list
    """
    with open_record(record, read_only=True) as file:
        datasets = list_datasets(file.connection)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(datasets), indent=2))
        return 0
    if not datasets:
        click.echo("nothing was imported")
    for one in datasets:
        _show(one)
    return 0


def _show(one: HistoryDataset) -> None:
    days = f", {one.first_day} to {one.last_day}" if one.first_day else ""
    acts = f" ({one.acts:,} acts)" if one.acts != one.rows else ""
    click.echo(f"{one.dataset}: {one.rows:,} rows{acts}{days}")
    for file in one.files:
        malformed = f", {file.malformed:,} malformed" if file.malformed else ""
        state = "" if file.complete else ", cut off: import it again to go on"
        click.echo(f"  {on_one_line(file.name)}: {file.rows:,} rows read{malformed}{state}")


@history.command("remove")
@click.argument("dataset", metavar="DATASET")
@record_option
def remove_command(dataset: str, record: Path) -> int:
    """Take a dataset out of the record, with all its files.

    \b
    Example:
      countermove history remove gdelt2
    """
    with open_record(record) as file:
        rows = file.remove_dataset(dataset)
    click.echo(f"{dataset}: {rows:,} rows removed")
    return 0
