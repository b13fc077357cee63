"""``countermove explain``: why an event was coded."""

from __future__ import annotations

import click

from countermove.cli.options import additions_options, input_options, limit_option, published_option
from countermove.coding.explain import explain_event
from countermove.coding.pipeline import Pipeline
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import Additions


@click.command()
@click.argument("file")
@click.argument("event_id")
@published_option
@additions_options
@input_options
@limit_option
def explain(
    file: str, event_id: str, published: str | None, limits: Limits, options: InputOptions, additions: Additions
) -> int:
    """Show why an event was coded: its words, the frame or head that fired, each argument and its rule, the scores.

    EVENT_ID is the id that the report and the reading show, such as e3.

    \b
    Example:
      countermove explain article.txt e1
    """
    article = next(iter(read_inputs([file], limits, published, options)))
    if isinstance(article, Problem):
        click.echo(f"countermove: {article}", err=True)
        return 1
    pipeline = Pipeline.load(additions=additions)
    try:
        lines = explain_event(pipeline, article, event_id)
    except KeyError as error:
        click.echo(f"countermove: {file}: {error.args[0]}", err=True)
        return 1
    click.echo("\n".join(lines))
    return 0
