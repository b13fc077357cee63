"""Many clients at one server while articles are added: times and errors.

Run from the repository: ``python benchmarks/server_load.py RECORD [--clients 100] [--seconds 30] [--add 2]``. RECORD is
copied first; without one a small synthetic record is made. The server is a process of its own; the clients are tasks of
this one, each asking for the next of a fixed list of addresses as soon as it has an answer (a closed loop), over
connections that stay open: lists and single things of the API, and pages. Articles are added at a steady pace through
POST /articles. The clients share the processors with the server, as do others; the load average is told.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.synthetic import synthetic_readings
from countermove.record.record import RecordFile

V1 = "/api/v1"
PAGES = ("/", "/?actor=UKR", "/?type=ASSAULT", "/events", "/claims", "/stories", "/actors", "/charts/timeline.svg")
FIXED = (
    f"{V1}/events", f"{V1}/events?actor=UKR", f"{V1}/events?type=ASSAULT&limit=20", f"{V1}/claims", f"{V1}/stories",
    f"{V1}/articles", f"{V1}/places?limit=100", f"{V1}/actors", f"{V1}/sources", f"{V1}/timeline?limit=5",
    f"{V1}/situation?limit=5",
)  # fmt: skip


async def load(address: str, clients: int, seconds: float, add: float) -> dict[str, object]:
    """Ask for a while; returns the figures."""
    limits = httpx.Limits(max_connections=clients + 5, max_keepalive_connections=clients + 5)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120) as session:
        began = time.perf_counter()
        for path in (paths := [*FIXED, *PAGES, *await ids(session)]):  # a server that people use has been asked before
            (await session.get(path)).raise_for_status()
        warm = time.perf_counter() - began
        errors: list[str] = []
        await add_one(session, 0, errors)  # and has added one
        times: list[tuple[float, str]] = []
        end = time.perf_counter() + seconds
        tasks = [client(address, number, paths, end, times, errors) for number in range(clients)]
        added = asyncio.ensure_future(adding(session, end, add, errors))
        await asyncio.gather(*tasks)
        return figures(times, errors, seconds, await added, warm)


async def ids(session: httpx.AsyncClient) -> list[str]:
    """Addresses of single things that the lists show."""
    found = []
    for kind, name in (
        ("events", "event_id"),
        ("stories", "story_id"),
        ("articles", "article_id"),
        ("actors", "entity_id"),
    ):
        items = (await session.get(f"{V1}/{kind}?limit=5")).json()["items"]
        found += [f"{V1}/{kind}/{item[name]}" for item in items]
        found += [f"/{kind}/{items[0][name]}"]
    return found


async def client(
    address: str, number: int, paths: list[str], end: float, times: list[tuple[float, str]], errors: list[str]
) -> None:
    """One client in a closed loop, over a bare connection: a client library would take more time than the server."""
    choose = random.Random(number)
    where = httpx.URL(address)
    reader, writer = await asyncio.open_connection(where.host, where.port)
    while time.perf_counter() < end:
        path = choose.choice(paths)
        began = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc.decode()}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))
        if " 200 " not in head.partition("\r\n")[0]:
            errors.append(f"{head.partition(chr(13))[0]} {path}")
        times.append((time.perf_counter() - began, kind_of(path)))
    writer.close()


def kind_of(path: str) -> str:
    """An address without what it asks for."""
    parts = path.partition("?")[0].split("/")
    names = 4 if path.startswith(V1) else 2
    return "/".join(parts[:names]) + ("/{id}" if len(parts) > names else "")


async def adding(session: httpx.AsyncClient, end: float, pace: float, errors: list[str]) -> list[float]:
    """Add an article every so many seconds; returns how long each took."""
    tasks: list[asyncio.Task[float]] = []
    while pace and time.perf_counter() < end:
        tasks.append(asyncio.ensure_future(add_one(session, len(tasks) + 1, errors)))
        await asyncio.sleep(pace)
    return list(await asyncio.gather(*tasks))


async def add_one(session: httpx.AsyncClient, number: int, errors: list[str]) -> float:
    """Add an article; how long that took."""
    began = time.perf_counter()
    text = f"Kenya condemned the attack on its embassy in Oslo on Monday, the {number}th since {time.time_ns()}."
    body = {"text": text, "id": f"load-{number}-{time.time_ns()}", "published": "2024-11-28"}
    answer = await session.post(f"{V1}/articles", json=body, headers={"X-Countermove": "1"})
    if answer.status_code != 200:
        errors.append(f"{answer.status_code} adding {answer.text[:100]}")
    return time.perf_counter() - began


def figures(
    times: list[tuple[float, str]], errors: list[str], seconds: float, added: list[float], warm: float
) -> dict[str, object]:
    """Percentiles in milliseconds, in all and of each kind of address."""
    kinds: dict[str, list[float]] = {}
    for took, path in times:
        kinds.setdefault(path, []).append(took)
    return {
        "requests": len(times),
        "per_second": round(len(times) / seconds, 1),
        "errors": len(errors),
        "first_errors": errors[:3],
        "added": len(added),
        "longest_adding_seconds": round(max(added, default=0.0), 1),
        "load_average": round(os.getloadavg()[0], 1),
        "first_asking_seconds": round(warm, 1),
        **percentiles([took for took, _ in times]),
        "kinds": {kind: percentiles(found) for kind, found in sorted(kinds.items())},
    }


def percentiles(times: list[float]) -> dict[str, float]:
    """Median, 95th and 99th, and the longest."""
    ordered = sorted(times)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {
        name: round(1000 * ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)
        for name, share in shares.items()
    }


def main() -> None:
    """Start a server, load it, write the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("record", nargs="?", type=Path)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--add", type=float, default=2.0, help="seconds between two added articles; 0: none")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.duckdb"
        if given.record is None:
            with RecordFile(record) as file:
                list(file.store_readings(synthetic_readings(500)))
        else:
            shutil.copy(given.record, record)
        command = [sys.executable, "-m", "countermove.cli.main", "serve", str(record), "--port", "0"]
        code = "from countermove.cli.main import main; main()"
        process = subprocess.Popen([command[0], "-c", code, *command[3:]], stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split(": ")[1].strip()
            print(json.dumps(asyncio.run(load(address, given.clients, given.seconds, given.add)), indent=2))
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
