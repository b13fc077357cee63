"""``countermove check-frames``: are frames of one's own well-formed, and are their examples coded?"""

from __future__ import annotations

from pathlib import Path

import click

from countermove.coding.frame_check import check_frames


@click.command("check-frames")
@click.argument("places", nargs=-1, required=True, metavar="PLACE...", type=click.Path(exists=True, path_type=Path))
def check_frames_command(places: tuple[Path, ...]) -> int:
    """Check event frames of your own: folders or YAML files.

    Every mistake is reported with file and line; every example sentence is read, and must be coded by its frame.

    \b
    Example:
      countermove check-frames my-frames/
    """
    frames, examples, failures = check_frames(places)
    for failure in failures:
        click.echo(f"countermove: {failure}", err=True)
    click.echo(f"{frames} frames, {examples - len(failures)} of {examples} examples are coded as they say")
    return 1 if failures else 0
