"""The bundled example: a small situation between invented states, read already, so that it opens at once."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

from countermove.record.readings_file import article_of
from countermove.record.record import RecordFile
from countermove.schema import Reading

EXAMPLE_NAME = "countermove-example.duckdb"
_READINGS = "example/readings.jsonl.gz"


def example_readings() -> list[Reading]:
    """The readings of the example, in order of publication."""
    data = (files("countermove.data") / _READINGS).read_bytes()
    return [Reading.from_json(line) for line in gzip.decompress(data).splitlines()]


def make_example(path: Path) -> None:
    """Make a record of the example; one that is there stays as it is.

    Raises:
        RecordError: the file can't be written.
    """
    if path.exists():
        return
    with RecordFile(path) as file:
        for _ in file.store_readings((article_of(reading), reading) for reading in example_readings()):
            pass
