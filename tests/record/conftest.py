"""Records made quickly: an empty file is copied."""

import shutil
from collections.abc import Iterator

import pytest

from countermove.record.record import RecordFile


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "empty.duckdb"
    RecordFile(path).close()
    return path


@pytest.fixture
def record(tmp_path, empty_file, quick_knowledge) -> Iterator[RecordFile]:
    """An empty record."""
    path = tmp_path / "record.duckdb"
    shutil.copy(empty_file, path)
    with RecordFile(path) as file:
        yield file
