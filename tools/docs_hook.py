"""Adds to the site of the documentation the page that lists all frames; mkdocs calls it.

The list is made when the site is built and isn't kept: it follows ``src/countermove/data/frames`` by itself.
"""

from __future__ import annotations

from typing import Any

from mkdocs.structure.files import File, Files

from countermove.ontology.frames import Frame
from countermove.ontology.lexicon import load_lexicon
from countermove.ontology.plover import EVENT_TYPES

FRAMES = "frames.md"
INTRODUCTION = """\
# Frames

A frame says: this word, in this construction, reports an event of this type. These are all that are shipped; they stand
in `src/countermove/data/frames`, whose README describes the keys. How to add some of your own:
[How events are coded](events.md#frames-and-actors-of-your-own).
"""


def frames_page(frames: tuple[Frame, ...]) -> str:
    """The page, a section for each type."""
    parts = [INTRODUCTION]
    for name in EVENT_TYPES:
        mine = sorted((frame for frame in frames if frame.event_type == name), key=lambda frame: frame.id)
        rows = [
            f"| `{frame.id}` | {frame.mode or ''} | {frame.part_of_speech}: {', '.join(frame.lemmas)} "
            f"| {frame.examples[0].replace('|', ' ')} |"
            for frame in mine
        ]
        head = [f"## {name}", "", f"{len(mine)} frames.", "", "| Frame | Mode | Words | Example |"]
        parts.append("\n".join([*head, "| --- | --- | --- | --- |", *rows, ""]))
    return "\n".join(parts)


def on_files(files: Files, config: Any) -> Files:
    """Called by mkdocs with the files of the site."""
    files.append(File.generated(config, FRAMES, content=frames_page(load_lexicon().frames.frames)))
    return files
