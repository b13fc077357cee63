"""``countermove doctor``: what is installed, what works, what would make it faster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from countermove.cli.diagnosis.examine import examine
from countermove.cli.diagnosis.finding import GROUPS, Examination
from countermove.report.showing import shown


@click.command()
@click.argument("record", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write the findings as JSON, with figures.")
def doctor(record: Path | None, as_json: bool) -> int:
    """Tell what is installed, what works, what would make it faster, and, with RECORD, how that is.

    Each check runs on its own: one that fails, or breaks down, is one line. Nothing is fetched, and nothing is changed
    but for temporary files that are taken away again. Exit status 1 if something that is needed doesn't work; optional
    packages that are missing are none of that.

    \b
    Example:
      countermove doctor
      countermove doctor war.duckdb --json
    """
    found = examine(record)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        click.echo("\n".join(_lines(found)))
    return 0 if found.works else 1


def _lines(examination: Examination) -> Iterator[str]:
    width = max(len(one.name) for one in examination.findings) + 2
    for group, title in GROUPS.items():
        found = [one for one in examination.findings if one.group == group]
        if not found:
            continue
        yield title
        for one in found:
            advice = f" → {one.advice}" if one.advice else ""
            yield f"  {one.state:<9}{one.name:<{width}}{shown(one.detail + advice)}"
        yield ""
    failing = sum(one.state == "fails" for one in examination.findings)
    yield f"{failing} of {len(examination.findings)} checks fail" if failing else "all that is needed works"
