"""Records that are closed, as an assistant finds them."""

from pathlib import Path

import pytest

from countermove.record.record import RecordFile
from countermove.server.example import make_example
from tests.record.building import raid, store, tell_raid
from tests.server.pages.hostile import store_hostile


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, quick_knowledge: None) -> Path:
    """The bundled example."""
    path = tmp_path_factory.mktemp("mcp") / "example.duckdb"
    make_example(path)
    return path


@pytest.fixture(scope="session")
def raids(tmp_path_factory: pytest.TempPathFactory, quick_knowledge: None) -> Path:
    """One raid that three papers tell."""
    path = tmp_path_factory.mktemp("mcp") / "raids.duckdb"
    with RecordFile(path) as file:
        store(file, *(tell_raid(raid(paper)) for paper in (1, 2, 3)))
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, quick_knowledge: None) -> Path:
    """Payloads in every field that comes from the world."""
    path = tmp_path_factory.mktemp("mcp") / "hostile.duckdb"
    with RecordFile(path) as file:
        store_hostile(file)
    return path
