"""A progress line on the terminal for runs over many articles; nothing where standard error isn't one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from countermove.intake.problem import Problem
from countermove.schema import Article

_HOLD_MANY = (".jsonl", ".ndjson", ".csv", ".tsv", ".tab", ".warc", ".xml", ".rss", ".atom", ".opml")


def are_many(inputs: Sequence[str]) -> bool:
    """Whether these inputs may hold more than one article, so that progress is worth showing."""
    return len(inputs) > 1 or any(
        name.lower().removesuffix(".gz").endswith(_HOLD_MANY) or os.path.isdir(name) for name in inputs
    )


def with_progress(items: Iterable[Article | Problem], show: bool) -> Iterator[Article | Problem]:
    """Pass the items through, counting articles and words on standard error."""
    if not show or not sys.stderr.isatty():
        yield from items
        return
    words = 0
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("articles", total=None)
        for item in items:
            if isinstance(item, Article):
                words += item.text.count(" ") + 1
            progress.update(task, advance=1, description=f"articles, {words:,} words")
            yield item
