"""What everybody looks at first is ready before they ask."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.settings import ServerSettings
from countermove.server.warming import FIRST_LOOKED_AT, Warmer
from tests.record.building import raid, store, tell_raid
from tests.server.conftest import Asking


@pytest.fixture
def asking(tmp_path: Path, quick_knowledge: None) -> Iterator[Asking]:
    with RecordFile(tmp_path / "r.duckdb") as file:
        store(file, tell_raid(raid(1)))
        found = Asking(create_app(file, ServerSettings()))
        yield found
        found.app.state.server.close()


def looks_of(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with every look into the record."""
    owner, found = asking.app.state.server.owner, []
    read = owner.read

    async def counted(*given: Any, **named: Any) -> Any:
        found.append(1)
        return await read(*given, **named)

    monkeypatch.setattr(owner, "read", counted)
    return found


def test_the_first_pages_need_no_look_into_the_record(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(Warmer(asking.app).round())
    looks = looks_of(asking, monkeypatch)
    for path in FIRST_LOOKED_AT:
        assert asking.get(path).status_code == 200
    assert not looks
    assert asking.get("/?actor=NOR").status_code == 200
    assert looks
    assert 'countermove_requests_total{route="/",method="GET",status="200"} 2' in asking.get("/metrics").text


def test_after_additions_they_are_made_anew(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("countermove.server.warming._LOOK_SECONDS", 0.01)
    owner = asking.app.state.server.owner
    warmer = Warmer(asking.app, ["/events"])

    async def live() -> str:
        monkeypatch.setattr(warmer, "round", counted := Rounds())
        task = asyncio.ensure_future(warmer.run())
        await counted.reached(1)
        await asyncio.sleep(0.05)
        assert counted.number == 1  # nothing has changed
        owner.changed()
        await counted.reached(2)
        task.cancel()
        return "done"

    assert asyncio.run(asyncio.wait_for(live(), 5)) == "done"


class Rounds:
    """Counts rounds instead of making them."""

    def __init__(self) -> None:
        self.number = 0

    async def __call__(self) -> float:
        self.number += 1
        return 0.0

    async def reached(self, number: int) -> None:
        while self.number < number:
            await asyncio.sleep(0.005)
