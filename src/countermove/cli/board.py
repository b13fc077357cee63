"""``countermove board``: who answered a move, how fast, how strongly, and who is silent in which sense."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from countermove.cli.opening import open_record
from countermove.cli.options import output_option
from countermove.cli.output import open_output
from countermove.cli.record_options import record_option
from countermove.cli.showing import document_bytes, json_bytes, report_format_option
from countermove.response.board_settings import SNAPSHOT_DAYS, BoardSettings

_MOST_DAYS = 3650


def _days(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        days = sorted({int(part) for part in value.split(",")})
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no list of whole numbers such as 1,3,7,30") from error
    if days[0] < 0 or days[-1] > _MOST_DAYS:
        raise click.BadParameter(f"days must lie between 0 and {_MOST_DAYS}")
    return tuple(days)


@click.command()
@click.argument("event_id")
@record_option
@click.option(
    "--days",
    default=",".join(map(str, SNAPSHOT_DAYS)),
    show_default=True,
    metavar="DAYS",
    callback=_days,
    help="Days after the move on which the board is looked at.",
)
@click.option(
    "--window",
    type=click.IntRange(0, _MOST_DAYS),
    default=BoardSettings().window_days,
    show_default=True,
    metavar="NUMBER",
    help="Days after the move in which answers count.",
)
@click.option(
    "--least-probability",
    type=click.FloatRange(0, 1),
    default=BoardSettings().least_probability,
    show_default=True,
    metavar="NUMBER",
    help="How likely a link must be, 0 to 1.",
)
@click.option(
    "--expect", multiple=True, metavar="WHO", help="Somebody who is expected to answer: a code (EGY), a key, or a name."
)
@click.option(
    "--expected",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Lists of your own of those who are expected to answer (YAML).",
)
@report_format_option
@output_option
def board(
    event_id: str,
    record: Path,
    days: tuple[int, ...],
    window: int,
    least_probability: float,
    expect: tuple[str, ...],
    expected: tuple[Path, ...],
    form: str,
    output: str | None,
) -> None:
    """Show who answered a move: what they did, how fast, how strongly, for or against, on whose word; who is silent,
    and in which of three senses; how things stood after 1, 3, 7 and 30 days; how earlier moves like it were answered.

    EVENT_ID is the id of an event; `countermove events` shows ids.

    \b
    Example:
      countermove board e43fd2473c09744a1
      countermove board e43fd2473c09744a1 --expect Egypt --days 1,2,5 --format html --output board.html
    """
    from countermove.response.board import BoardKnowledge, Wanted, make_board
    from countermove.response.board_document import board_document
    from countermove.response.own_lists import own_lists

    settings = BoardSettings(days=days, window_days=window, least_probability=least_probability)
    knowledge = BoardKnowledge.load()
    wanted = Wanted(expect, own_lists(expected, knowledge.registry))
    with open_record(record, read_only=True) as file:
        found = make_board(file.connection, event_id, settings, wanted, knowledge)
    to_terminal = output is None and sys.stdout.isatty()
    with open_output(output) as stream:
        stream.write(json_bytes(found) if form == "json" else document_bytes(board_document(found), form, to_terminal))
