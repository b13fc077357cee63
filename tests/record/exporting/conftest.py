"""A record of one raid that three papers tell, and of what two of them say besides."""

from collections.abc import Iterator

import pytest

from countermove.exports import formats
from tests.record.building import raid, store, tell_raid
from tests.record.exporting.values import HOSTILE


@pytest.fixture(scope="session", autouse=True)
def quick_frames() -> Iterator[None]:
    """The frames are loaded once: they take most of the time of a small export."""
    mutual = formats._mutual(formats.NO_ADDITIONS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "_mutual", lambda additions: mutual)
        yield


@pytest.fixture
def told(record):
    """The record: three reports of one event, a claim with a number, and a planned event of no known place."""
    first = tell_raid(raid(1, title=HOSTILE, url="https://one.example/raid", document="one"))
    second = raid(2, "Olaf Berg said 40 boats sank.", published="2024-11-02T08:00:00+01:00")
    olaf = second.entity("Olaf Berg", kind="person")
    second.says(olaf, "said", "40 boats sank")
    second.number("40 boats", 40, 40, "boats")
    tell_raid(second)
    third = tell_raid(raid(3, "Norway will warn Iceland."))
    third.event(
        "warn", ["n1"], ["n2"], event_type="THREATEN", cameo="13", quad="verbal_conflict", auxiliary=("future",)
    )
    store(record, first, second, third)
    return record
