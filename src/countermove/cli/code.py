"""``countermove code``: articles in, events out, in the exchange formats of the field."""

from __future__ import annotations

import click

from countermove.cli.options import (
    additions_options,
    input_options,
    inputs_argument,
    jobs_option,
    limit_option,
    output_option,
    published_option,
)
from countermove.cli.output import open_output
from countermove.cli.progress import are_many, with_progress
from countermove.exports.formats import FORMATS, make_export
from countermove.exports.selection import Selection
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import Additions
from countermove.scale.local import read_articles


@click.command()
@inputs_argument
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="plover", show_default=True, help="What to write."
)
@output_option
@published_option
@click.option("--real", is_flag=True, help="Only events told as certain or probable (factuality CT+, PR+).")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Only events of at least this confidence, 0 to 1.",
)
@additions_options
@jobs_option
@input_options
@limit_option
def code(
    inputs: tuple[str, ...],
    form: str,
    output: str | None,
    published: str | None,
    real: bool,
    min_confidence: float,
    jobs: int,
    limits: Limits,
    options: InputOptions,
    additions: Additions,
) -> int:
    """Read articles and write their events only: PLOVER JSON, or a table as POLECAT, ICEWS, GDELT or ACLED have it.

    icews, gdelt and acled have no field for what did not happen, may happen or is yet to come: they hold only events
    that happened, as if --real were given. acled holds only events that ACLED covers. icews and gdelt have one row for
    each actor with each recipient.

    \b
    Example:
      countermove code articles.jsonl --format polecat --output events.tsv
      countermove code article.txt --format acled --min-confidence 0.6
    """
    export = make_export(form, Selection(real, min_confidence), additions)
    articles = with_progress(read_inputs(inputs, limits, published, options), show=are_many(inputs))
    status = 0
    with open_output(output) as stream:
        stream.write(export.head)
        for result in read_articles(articles, jobs, additions=additions):
            if isinstance(result, Problem):
                click.echo(f"countermove: {result}", err=True)
                status = 1
            else:
                stream.write(export.lines(result))
                if output is None:
                    stream.flush()
    return status
