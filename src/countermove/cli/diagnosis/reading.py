"""Does the reader read: the model, what it knows, and how fast it is here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from countermove.cli.diagnosis.finding import Finding
from countermove.schema import Article, Reading

SENTENCE = "Kenya condemned the attack on its embassy on Monday."
PUBLISHED = "2024-11-01"
EXPECTED = ("ACCUSE", "KEN", "2024-10-28")
_TOWN, _COUNTRY = "Mombasa", "KEN"


def find_reading(model: str = "") -> Iterator[Finding]:
    """Load a model and the lexicon, read a sentence whose reading is known, then the example's articles for their time.

    Args:
        model: the file; by default that of the package.

    Raises:
        ModelError: the file is no reader model.
        LexiconError: a file of the lexicon is damaged.
    """
    from countermove.coding.pipeline import Pipeline
    from countermove.reader.model import MODEL_PATH

    path = Path(model) if model else MODEL_PATH
    pipeline = Pipeline.load(path)
    name = pipeline.reader.model_name
    size = path.stat().st_size
    yield Finding(
        "works", "model", "ok", f"{name} is loaded, {size / 1e6:.0f} MB", None, {"model": name, "bytes": size}
    )
    reading = pipeline.read(Article(id="doctor", text=SENTENCE, published=PUBLISHED))
    codes = {entity.id: entity.country for entity in reading.entities}
    found = [
        (event.event_type, *(codes.get(one) for one in event.actor), event.time and event.time.value)
        for event in reading.events
    ]
    if EXPECTED in found:
        detail = f"a sentence as expected: {EXPECTED[0]} by {EXPECTED[1]} on {EXPECTED[2]}"
        yield Finding("works", "reading", "ok", detail)
    else:
        detail = f"a sentence is read as {found}, not with {EXPECTED}"
        yield Finding("works", "reading", "fails", detail, "install countermove and onnxruntime again")
    yield _speed(pipeline.read)


def _speed(read: Callable[[Article], Reading]) -> Finding:
    from countermove.record.readings_file import article_of
    from countermove.server.example import example_readings

    articles = [article_of(reading) for reading in example_readings()]
    words = sum(len(article.text.split()) for article in articles)
    start = time.perf_counter()
    for article in articles:
        read(article)
    rate = round(words / (time.perf_counter() - start))
    detail = f"about {rate:,} words a second in one process, measured now"
    return Finding("speed", "reading", "ok", detail, None, {"words_per_second": rate})


def find_places() -> Iterator[Finding]:
    """Load the gazetteer and look a town up.

    Raises:
        LexiconError: a file is missing or damaged.
    """
    from countermove.ontology.gazetteer import fold_name, load_gazetteer
    from countermove.ontology.lexicon import DATA

    gazetteer = load_gazetteer(DATA / "places")
    countries = {entry.country for entry in gazetteer.lookup(fold_name(_TOWN))}
    if _COUNTRY in countries:
        yield Finding("works", "gazetteer", "ok", f"knows {len(gazetteer.countries)} countries, and where {_TOWN} is")
    else:
        yield Finding("works", "gazetteer", "fails", f"doesn't know {_TOWN}", "install countermove again")
