"""``countermove add``: articles into the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
import msgspec

from countermove.cli.opening import open_record
from countermove.cli.options import (
    additions_options,
    input_options,
    inputs_argument,
    jobs_option,
    limit_option,
    published_option,
)
from countermove.cli.progress import are_many, with_progress
from countermove.cli.record_options import record_option
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import Additions
from countermove.record.integration import Stored
from countermove.record.readings_file import read_readings
from countermove.scale.local import read_articles


@click.command()
@inputs_argument
@record_option
@click.option("--readings", is_flag=True, help="The inputs hold readings, as read --format jsonl writes them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="Tell the figures, or (jsonl) each article once it is stored.",
)
@published_option
@jobs_option
@additions_options
@input_options
@limit_option
def add(
    inputs: tuple[str, ...],
    record: Path,
    readings: bool,
    form: str,
    published: str | None,
    jobs: int,
    limits: Limits,
    options: InputOptions,
    additions: Additions,
) -> int:
    """Read articles into the record, which is made where there is none.

    An article that is there already changes nothing; a corrected one becomes the next version of its document. A run
    that was cut off goes on where it was when it is started again.

    \b
    Example:
      countermove add articles.jsonl --record war.duckdb --jobs 2
      countermove add feed.xml https://news.example/article.html
    """
    with open_record(record) as file:
        if readings:
            outcomes: Iterator[Stored | Problem] = file.store_readings(read_readings(inputs, limits))
        else:
            articles = with_progress(read_inputs(inputs, limits, published, options), show=are_many(inputs))
            outcomes = file.store_articles(articles, partial(read_articles, jobs=jobs, additions=additions))
        return tell_outcomes(outcomes, form)


def tell_outcomes(outcomes: Iterable[Stored | Problem], form: str) -> int:
    """Say what became of each article; returns the exit status."""
    counts = {"added": 0, "newer_versions": 0, "known": 0, "skipped": 0}
    try:
        _tell_each(outcomes, form, counts)
    except BrokenPipeError:
        told = "the output was closed; what was not told may not be added: add it again, what is known changes nothing"
        with suppress(OSError):
            click.echo(f"countermove: {told}", err=True)
        raise
    if form == "json":
        click.echo(json.dumps(counts))
    elif form == "text":
        told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items() if number)
        click.echo(told or "nothing to add")
    return 1 if counts["skipped"] else 0


def _tell_each(outcomes: Iterable[Stored | Problem], form: str, counts: dict[str, int]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Problem):
            click.echo(f"countermove: {outcome}", err=True)
            counts["skipped"] += 1
            continue
        counts[outcome.state] += 1
        if form == "jsonl":
            line = {
                "id": outcome.name,
                "article_id": outcome.article_id,
                "version": outcome.version,
                "state": outcome.state,
            }
            click.echo(msgspec.json.encode(line))
