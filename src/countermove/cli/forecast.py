"""``countermove forecast``: which kinds of act are likely next, by whom, towards whom, and the track record so far."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.options import output_option
from countermove.cli.output import open_output
from countermove.cli.record_options import record_option
from countermove.cli.showing import document_bytes, json_bytes, report_format_option
from countermove.response.forecasting.settings import HORIZONS, ForecastSettings

_MOST_DAYS = 365
_MOST_HORIZONS = 10
_MOST_SHOWN = 200
_WIDTH = 100


def _days(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        days = sorted({int(part) for part in value.split(",")})
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no list of whole numbers such as 1,7,30") from error
    if days[0] < 1 or days[-1] > _MOST_DAYS or len(days) > _MOST_HORIZONS:
        raise click.BadParameter(f"at most {_MOST_HORIZONS} numbers of days between 1 and {_MOST_DAYS}")
    return tuple(days)


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date such as 2024-11-01") from error


@click.command()
@click.argument("event_id", required=False, metavar="[EVENT_ID]")
@record_option
@click.option("--actor", metavar="WHO", help="Who acts: a code (UKR), a registry key, or a name.")
@click.option("--recipient", metavar="WHO", help="Whom it is done to.")
@click.option(
    "--days",
    default=",".join(map(str, HORIZONS)),
    show_default=True,
    metavar="DAYS",
    callback=_days,
    help="Days after the last known one within which acts count.",
)
@click.option("--as-of", metavar="DATE", callback=_day, help="Last day that may be known. Default: the record's last.")
@click.option(
    "--without", multiple=True, metavar="EVENT_ID", help="The forecast had this event not happened, by the model."
)
@click.option(
    "--most",
    type=click.IntRange(1, _MOST_SHOWN),
    default=ForecastSettings().most_shown,
    show_default=True,
    metavar="NUMBER",
    help="Pairs of parties at most.",
)
@click.option("--dataset", multiple=True, metavar="NAME", help="Only acts of this dataset; record: of the articles.")
@report_format_option
@output_option
def forecast(
    event_id: str | None,
    record: Path,
    actor: str | None,
    recipient: str | None,
    days: tuple[int, ...],
    as_of: date | None,
    without: tuple[str, ...],
    most: int,
    dataset: tuple[str, ...],
    form: str,
    output: str | None,
) -> None:
    """Show what is likely next: which kinds of act, by whom, towards whom, within 1, 7 and 30 days, with intervals; the
    past acts that each number rests on; and how such forecasts have done on the same data so far.

    Ask about a move (EVENT_ID: what its target, third parties and the mover may do), about a pair (--actor and
    --recipient, both directions), or about one side (--actor: towards whom; --recipient: by whom). Acts of imported
    datasets count beside those of the articles: see `countermove history import`.

    \b
    Example:
      countermove forecast --actor RUS --recipient UKR
      countermove forecast --actor IRN --days 7,30 --as-of 2024-10-01 --format html --output iran.html
      countermove forecast e43fd2473c09744a1 --without e43fd2473c09744a1
    """
    from countermove.response.forecasting.document import forecast_document
    from countermove.response.forecasting.make import Wanted, make_forecast

    if (event_id is None) == (actor is None and recipient is None):
        raise click.UsageError("ask about an EVENT_ID, or give --actor, --recipient or both")
    wanted = Wanted(event_id, actor, recipient, as_of, without, dataset)
    with open_record(record, read_only=True) as file:
        found = make_forecast(file.connection, wanted, ForecastSettings(days=days, most_shown=most))
    to_terminal = output is None and sys.stdout.isatty()
    with open_output(output) as stream:
        if form == "json":
            stream.write(json_bytes(found))
        else:
            stream.write(document_bytes(forecast_document(found), form, to_terminal, _WIDTH))
    if found.without is not None and found.without.refused is not None:
        click.echo(f"countermove: without: {found.without.refused}", err=True)
        sys.exit(1)
