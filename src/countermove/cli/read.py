"""``countermove read``: articles in, readings out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import click
import msgspec
from rich.console import Console

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
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import Additions
from countermove.report.markdown import markdown_report
from countermove.report.page import html_report
from countermove.report.summary import summarize
from countermove.report.terminal import print_summary
from countermove.scale.local import read_articles
from countermove.schema import Reading

_FORMATS = ["text", "markdown", "html", "json", "jsonl"]
_WIDTH = 110


@click.command()
@inputs_argument
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="What to write.")
@output_option
@published_option
@click.option("--evidence", is_flag=True, help="Show the sentence behind each item (text, markdown, html).")
@jobs_option
@additions_options
@input_options
@limit_option
def read(
    inputs: tuple[str, ...],
    form: str,
    output: str | None,
    published: str | None,
    evidence: bool,
    jobs: int,
    limits: Limits,
    options: InputOptions,
    additions: Additions,
) -> int:
    """Read articles: files, folders of files, addresses, or - for standard input.

    Files may be text, HTML, JSON Lines, CSV or TSV tables, web archives (WARC), feeds (RSS, Atom, JSON Feed), lists of
    feeds (OPML) and sitemaps, each also packed with gzip. An address may lead to a page, feed, list or sitemap.

    \b
    Example:
      countermove read article.txt --published 2024-11-01
      countermove read articles.jsonl --format jsonl --output readings.jsonl --jobs 2
      countermove read archive.csv --column text=Body --column published=Datum --format jsonl
    """
    articles = with_progress(read_inputs(inputs, limits, published, options), show=are_many(inputs))
    status = 0
    write = _writer(form, evidence, to_terminal=output is None and sys.stdout.isatty())
    with open_output(output) as stream:
        for number, result in enumerate(read_articles(articles, jobs, additions=additions)):
            if isinstance(result, Problem):
                click.echo(f"countermove: {result}", err=True)
                status = 1
            else:
                stream.write(write(result, number == 0))
                if output is None:
                    stream.flush()
    return status


def _writer(form: str, evidence: bool, to_terminal: bool) -> Callable[[Reading, bool], bytes]:
    """Return the function that lays out one reading; its second argument says whether it is the first."""

    def text(reading: Reading, first: bool) -> bytes:
        buffer = io.StringIO()
        console = Console(
            file=buffer, force_terminal=to_terminal, width=None if to_terminal else _WIDTH, highlight=False
        )
        if to_terminal:
            console.width = Console().width
        print_summary(summarize(reading), console, evidence)
        return (("" if first else "\n") + buffer.getvalue()).encode()

    def markdown(reading: Reading, first: bool) -> bytes:
        return (("" if first else "\n") + markdown_report(summarize(reading), evidence)).encode()

    def html(reading: Reading, first: bool) -> bytes:
        return html_report(reading, summarize(reading), evidence).encode()

    def json(reading: Reading, first: bool) -> bytes:
        return msgspec.json.format(reading.to_json(), indent=2) + b"\n"

    def jsonl(reading: Reading, first: bool) -> bytes:
        return reading.to_json() + b"\n"

    return {"text": text, "markdown": markdown, "html": html, "json": json, "jsonl": jsonl}[form]
