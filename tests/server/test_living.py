"""What happens while a server lives: answers are kept and made anew, events are told as they come, feeds are read."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from countermove.record.record import RecordFile
from countermove.server.api.calls import FILTERS, Call
from countermove.server.api.stream import EventStreams
from countermove.server.app import create_app
from countermove.server.errors import BusyError, TooSlowError
from countermove.server.server import Server
from countermove.server.settings import ServerSettings
from tests.record.building import raid, store, tell_raid


@pytest.fixture
def server(tmp_path: Path, quick_knowledge: None) -> Iterator[Server]:
    settings = ServerSettings(patience_seconds=0.05, stream_pause=0.01, waiting=3, readers=2, query_seconds=0.5)
    with RecordFile(tmp_path / "r.duckdb") as file:
        store(file, tell_raid(raid(1)))
        found: Server = create_app(file, settings).state.server
        yield found
        found.close()


def count(connection: Any) -> int:
    return int(connection.execute("select count(*) from articles").fetchone()[0])


def test_an_answer_is_made_once_for_all_who_ask(server: Server) -> None:
    made: list[int] = []

    def view(connection: Any) -> int:
        made.append(1)
        return count(connection)

    async def ask() -> list[int]:
        return list(await asyncio.gather(*(server.look("n", view) for _ in range(20))))

    assert asyncio.run(ask()) == [1] * 20 and len(made) == 1


def test_answers_follow_the_record(server: Server) -> None:
    async def ask() -> list[int]:
        before = await server.look("n", count)
        await server.owner.write(lambda file: store(file, tell_raid(raid(2))))
        return [before, await server.look("n", count)]

    assert asyncio.run(ask()) == [1, 2]


def test_a_slow_new_answer_is_not_waited_for_but_after_a_decision(server: Server) -> None:
    slow = threading.Event()

    def view(connection: Any) -> int:
        if slow.is_set():
            threading.Event().wait(0.2)
        return count(connection)

    async def ask() -> list[int]:
        found = [await server.look("n", view)]
        slow.set()
        await server.owner.write(lambda file: store(file, tell_raid(raid(2))))
        found.append(await server.look("n", view))
        found.append(await server.look("n", view, fresh=True))
        await server.owner.write(lambda file: store(file, tell_raid(raid(3))), hard=True)
        found.append(await server.look("n", view))
        return found

    assert asyncio.run(ask()) == [1, 1, 2, 3]


def test_what_takes_too_long_is_stopped(server: Server) -> None:
    def endless(connection: Any) -> int:
        sql = "select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3"
        return int(connection.execute(sql).fetchone()[0])

    with pytest.raises(TooSlowError):
        asyncio.run(server.owner.read(endless))
    assert asyncio.run(server.owner.read(count)) == 1


def test_too_many_at_once_are_told_so(server: Server) -> None:
    def slow(connection: Any) -> int:
        threading.Event().wait(0.1)
        return 1

    async def ask() -> list[Any]:
        return list(await asyncio.gather(*(server.owner.read(slow) for _ in range(6)), return_exceptions=True))

    found = asyncio.run(ask())
    assert found.count(1) == 3 and sum(isinstance(one, BusyError) for one in found) == 3


def test_readers_can_not_write_or_reach_files(server: Server, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    for sql in ("delete from articles", f"select * from read_csv('{other}')", f"copy articles to '{tmp_path}/x.csv'"):
        with pytest.raises(Exception, match=r"read-only|disabled"):
            asyncio.run(server.owner.read(lambda connection, sql=sql: connection.execute(sql)))


def test_new_events_are_told_as_they_come(server: Server) -> None:
    class Request:
        def __init__(self) -> None:
            self.headers: dict[str, str] = {}

        async def is_disconnected(self) -> bool:
            return False

    async def listen() -> list[str]:
        call = Call({one.name: () if one.many else None for one in FILTERS})
        answer: Any = await EventStreams().answer(server, call, Request())  # type: ignore[arg-type]
        stream = answer.body_iterator
        lines = [bytes(await anext(stream)).decode()]
        other = raid(7, "Days later.", published="2024-12-20")
        other.event("bombed", ["n2"], ["n1"], "2024-12-19", "p1", event_type="ASSAULT")
        await server.owner.write(lambda file: store(file, other))
        lines.append(bytes(await asyncio.wait_for(anext(stream), 5)).decode())
        await stream.aclose()
        return lines

    hello, told = asyncio.run(listen())
    assert hello.startswith(": ")
    name, kind, data = told.strip().split("\n")[:3]
    event = json.loads(data.removeprefix("data: "))
    assert kind == "event: event" and name == f"id: {event['event_id']}" and event["first_day"] == "2024-12-19"


def test_what_is_made_of_older_answers_is_made_anew_after_them(server: Server) -> None:
    """A page is made of answers; one that was made while they were behind may not pass for the latest."""
    slow = threading.Event()

    def view(connection: Any) -> int:
        if slow.is_set():
            threading.Event().wait(0.1)
        return count(connection)

    async def whole() -> int:
        return await server.look("part", view)

    async def ask() -> list[int]:
        async def page() -> int:
            return await server.cache.get("whole", whole)

        found = [await page()]
        slow.set()
        await server.owner.write(lambda file: store(file, tell_raid(raid(2))))
        found.append(await page())
        for _ in range(100):
            await asyncio.sleep(0.05)
            if (last := await page()) != 1:
                break
        return [*found, last]

    assert asyncio.run(ask()) == [1, 1, 2]


def test_how_long_an_answer_has_been_out_of_date(server: Server) -> None:
    owner = server.owner
    first = owner.changes
    assert owner.behind(first) == 0.0
    owner.changed()
    second = owner.changes
    threading.Event().wait(0.02)
    owner.changed()
    assert owner.behind(first) > owner.behind(second) + 0.01 > 0.01 and owner.behind(owner.changes) == 0.0
