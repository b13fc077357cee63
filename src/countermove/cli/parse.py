"""``countermove parse``: the reader's trees as CoNLL-U."""

from __future__ import annotations

import click

from countermove.cli.options import input_options, inputs_argument, limit_option, output_option
from countermove.cli.output import open_output
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.reader import Reader
from countermove.reader.conllu import to_conllu


@click.command()
@inputs_argument
@output_option
@input_options
@limit_option
def parse(inputs: tuple[str, ...], output: str | None, limits: Limits, options: InputOptions) -> int:
    """Write sentences, words, trees and names as CoNLL-U (Universal Dependencies).

    \b
    Example:
      countermove parse article.txt --output article.conllu
    """
    reader = Reader()
    status = 0
    with open_output(output) as stream:
        for article in read_inputs(inputs, limits, options=options):
            if isinstance(article, Problem):
                click.echo(f"countermove: {article}", err=True)
                status = 1
                continue
            name = "_".join(article.id.split())
            stream.write(to_conllu(reader.parse(article.text), name).encode())
    return status
