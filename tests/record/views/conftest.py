"""One small record for all tests of what is seen in it."""

import shutil
from collections.abc import Iterator

import pytest

from countermove.record.knowledge import Knowledge
from countermove.record.record import RecordFile
from tests.record.views.small_war import small_war


@pytest.fixture(scope="session")
def war_file(tmp_path_factory, empty_file, knowledge):
    path = tmp_path_factory.mktemp("war") / "war.duckdb"
    shutil.copy(empty_file, path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Knowledge, "load", lambda: knowledge)
        with RecordFile(path) as record:
            small_war(record)
    return path


@pytest.fixture
def war(war_file) -> Iterator[RecordFile]:
    with RecordFile(war_file, read_only=True) as record:
        yield record
