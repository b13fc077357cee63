"""Records of a few composed readings, made quickly."""

import shutil
from collections.abc import Iterator

import pytest

from countermove.record.record import RecordFile
from countermove.response.acts import ResponseKnowledge
from tests.response.frigates import tell_frigates


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("response") / "empty.duckdb"
    RecordFile(path).close()
    return path


@pytest.fixture
def record(tmp_path, empty_file, quick_knowledge) -> Iterator[RecordFile]:
    """An empty record."""
    path = tmp_path / "record.duckdb"
    shutil.copy(empty_file, path)
    with RecordFile(path) as file:
        yield file


@pytest.fixture(scope="session")
def response_knowledge() -> ResponseKnowledge:
    return ResponseKnowledge.load()


@pytest.fixture(scope="session")
def frigates_file(tmp_path_factory, empty_file, quick_knowledge):
    path = tmp_path_factory.mktemp("frigates") / "frigates.duckdb"
    shutil.copy(empty_file, path)
    with RecordFile(path) as file:
        tell_frigates(file)
    return path


@pytest.fixture
def frigates(frigates_file) -> Iterator[RecordFile]:
    """A record of one move and what others do and say about it."""
    with RecordFile(frigates_file, read_only=True) as file:
        yield file
