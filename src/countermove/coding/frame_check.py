"""Are frames that a user wrote well-formed, and do their examples give the events that they promise?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from countermove.coding.pipeline import Pipeline
from countermove.ontology.lexicon import Additions
from countermove.schema import Article


def check_frames(places: Sequence[Path]) -> tuple[int, int, list[str]]:
    """Load frames and read their examples.

    Returns:
        Numbers of frames and of example sentences, and a line for each example that its frame doesn't code.

    Raises:
        LexiconError: a frame is not well-formed; file and line are named.
    """
    pipeline = Pipeline.load(additions=Additions(frames=tuple(places)))
    own = [frame for frame in pipeline.lexicon.frames.frames if frame.own]
    failures: list[str] = []
    for frame in own:
        for sentence in frame.examples:
            found = pipeline.read(Article(id="example", text=sentence)).events
            if not any(event.because == f"frame:{frame.id}" for event in found):
                coded = ", ".join(f"{event.event_type} by {event.because}" for event in found) or "no event"
                failures.append(f"frame {frame.id} (line {frame.line}): “{sentence}” gives {coded}")
    return len(own), sum(len(frame.examples) for frame in own), failures
