"""Every frame's example sentence is coded as the frame's type by the real reader."""

from functools import cache
from pathlib import Path

import pytest

import countermove
from countermove.coding.entities import find_entities
from countermove.coding.events import find_events
from countermove.ontology.actors import load_actors
from countermove.ontology.frames import Frame, load_frames
from countermove.ontology.plover import load_plover
from countermove.reader import Reader
from countermove.reader.model import MODEL_PATH

DATA = Path(countermove.__file__).parent / "data"
LEXICON = load_frames(DATA / "frames", load_plover(DATA / "plover.yaml"))


@cache
def tools():
    return Reader(), load_actors(DATA / "actors")


def types_of(sentence: str) -> set[str]:
    reader, actors = tools()
    parse = reader.parse(sentence)
    skip = [False] * len(parse.sentences)
    entities = find_entities(parse, skip, None, actors, None)
    return {event.event_type for event in find_events(parse, skip, entities, LEXICON, []).drafts}


@pytest.mark.skipif(not MODEL_PATH.exists(), reason="the model file isn't there")
@pytest.mark.parametrize("frame", LEXICON.frames, ids=lambda frame: frame.id)
def test_example_is_coded(frame: Frame) -> None:
    for sentence in frame.examples:
        assert frame.event_type in types_of(sentence), sentence
