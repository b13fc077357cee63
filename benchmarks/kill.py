"""kill -9 at random moments of adding: the record opens, is whole, has all that was acknowledged, and nothing twice.

The articles and their readings are synthetic, with corrected versions and agency copies among them. A run that was
killed is started again until all is in; the tables are then those of a run that nobody disturbed, row by row.

    python -m benchmarks.kill --mode add --articles 5000 --kills 200
    python -m benchmarks.kill --mode watch --articles 5000 --kills 200
    python -m benchmarks.kill --mode command --articles 1000 --kills 30

``add`` and ``watch`` fork a process that has the word lists loaded, so that most kills strike while it writes;
``command`` starts ``countermove add --readings``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from benchmarks.record_dump import dump
from benchmarks.synthetic import synthetic_readings
from countermove.intake.feed_state import FeedStatus, StoredItem
from countermove.intake.problem import Problem
from countermove.record.feed_tables import RecordFeedState
from countermove.record.integration import Stored
from countermove.record.integrity import problems
from countermove.record.knowledge import Knowledge
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.schema import Article, Reading

Item = tuple[Article, Reading]
FEED = "https://feed.example/all.xml"
POLLED = 25
"""Items that one poll of the feed brings, in mode watch."""


@dataclass(slots=True)
class Outcome:
    """What the kills did: how many struck, after how many acknowledged articles each, and every promise broken."""

    kills: int = 0
    runs: int = 0
    acknowledged: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


def items_with_corrections(articles: int, seed: int) -> list[Item]:
    """So many articles in all; every ninth corrects an earlier one, every thirteenth is an agency's copy of one."""
    found: list[Item] = []
    for number, item in enumerate(synthetic_readings(articles, seed=seed, days=max(2, articles // 14))):
        found.append(item)
        if number % 9 == 4:
            found.append(_changed(found[-3], " The figure was corrected."))
        if number % 13 == 5:
            found.append(_changed(found[-2], "\n(Reuters)", publisher=f"Copy {number % 3}", place=f"/{number % 3}"))
    return found[:articles]


def _changed(item: Item, after: str, publisher: str | None = None, place: str = "") -> Item:
    article, reading = item
    url = f"{article.url}{place}"
    shared = {"text": article.text + after, "url": url, "publisher": publisher or article.publisher}
    return (
        msgspec.structs.replace(article, document=url, **shared),
        msgspec.structs.replace(reading, **shared),
    )


def add(path: Path, items: Sequence[Item], batch: int) -> Iterator[Stored | Problem]:
    """As ``countermove add`` adds."""
    with RecordFile(path, settings=RecordSettings(batch_articles=batch)) as file:
        yield from file.store_readings(items)


def watch(path: Path, items: Sequence[Item], batch: int) -> Iterator[Stored | Problem]:
    """As ``countermove watch`` adds: items wait in the record, and are marked in the transaction of their article."""
    with RecordFile(path, settings=RecordSettings(batch_articles=batch)) as file:
        state = RecordFeedState(file.connection)
        for start in range(0, len(items), POLLED):
            here = range(start, min(start + POLLED, len(items)))
            known = state.items(FEED, [str(number) for number in here])
            new = [
                StoredItem(FEED, str(number), first_seen=float(number)) for number in here if str(number) not in known
            ]
            state.save_poll(FeedStatus(FEED, etag=str(start)), new)
            waiting = state.waiting([FEED], time.time(), POLLED)
            by_article = {id(items[int(item.key)][0]): item for item in waiting}
            readings = {id(items[int(item.key)][0]): items[int(item.key)][1] for item in waiting}

            def read(
                articles: Iterable[Article | Problem], found: dict[int, Reading] = readings
            ) -> Iterator[Reading | Problem]:
                return (one if isinstance(one, Problem) else found[id(one)] for one in articles)

            def settle(article: Article, outcome: object, found: dict[int, StoredItem] = by_article) -> None:
                state.mark_added(found[id(article)])

            yield from file.store_articles([items[int(item.key)][0] for item in waiting], read, settle)


Adding = Callable[[Path, Sequence[Item], int], Iterator[Stored | Problem]]
MODES: dict[str, Adding] = {"add": add, "watch": watch}


def start(mode: str, path: Path, items: Sequence[Item], batch: int, readings: Path | None) -> tuple[int, int]:
    """Start adding in another process; returns its number and where it tells what is stored, an id a line."""
    reading_end, writing_end = os.pipe()
    if mode == "command":
        command = ["-c", "from countermove.cli.main import main; main()", "add", str(readings), "--readings"]
        process = subprocess.Popen(
            [sys.executable, *command, "--format", "jsonl", "--record", str(path)], stdout=writing_end
        )
        os.close(writing_end)
        return process.pid, reading_end
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.close(reading_end)
            for outcome in MODES[mode](path, items, batch):
                assert isinstance(outcome, Stored)
                line = {"article_id": outcome.article_id, "state": "known" if outcome.known else "added"}
                os.write(writing_end, json.dumps(line).encode() + b"\n")
            status = 0
        finally:
            os._exit(status)
    os.close(writing_end)
    return number, reading_end


def run_until_killed(number: int, told: int, wait_lines: int, wait_seconds: float) -> tuple[list[str], bool]:
    """Wait for so many new articles, then a moment, then kill; returns all that are told, and whether it struck."""
    os.set_blocking(told, False)
    data = b""
    ended = False
    deadline: float | None = None
    while not ended and (deadline is None or time.monotonic() < deadline):
        try:
            piece = os.read(told, 65536)
            ended = piece == b""
            data += piece
        except BlockingIOError:
            time.sleep(0.002)
        if deadline is None and data.count(b"\n") - data.count(b'"known"') >= wait_lines:
            deadline = time.monotonic() + wait_seconds
    os.kill(number, signal.SIGKILL)
    os.set_blocking(told, True)
    while piece := os.read(told, 65536):
        data += piece
    os.close(told)
    _, status = os.waitpid(number, 0)
    lines = data.decode().split("\n")[:-1]  # a line that was cut was not acknowledged
    return [json.loads(line)["article_id"] for line in lines], os.WIFSIGNALED(status)


def in_a_process_of_its_own(job: Callable[[], list[str]]) -> list[str]:
    """What a job returns; so this process never has a database open when it forks."""
    reading_end, writing_end = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(reading_end)
        try:
            lines = job()
        except BaseException as error:
            traceback.print_exc()
            lines = [f"{type(error).__name__}: {error}"]
        with os.fdopen(writing_end, "wb") as stream:
            stream.write(json.dumps(lines).encode())
        os._exit(0)
    os.close(writing_end)
    with os.fdopen(reading_end, "rb") as stream:
        answer = stream.read()
    os.waitpid(number, 0)
    return list(json.loads(answer))


def broken_promises(path: Path, acknowledged: set[str], quick: bool) -> list[str]:
    """Open the file as it was left, and say what is wrong with it."""
    with RecordFile(path) as file:
        broken = list(problems(file.connection, quick=quick))
        there = {row[0] for row in file.connection.execute("select article_id from articles").fetchall()}
    return broken + [f"lost: {one}" for one in sorted(acknowledged - there)]


def kill_again_and_again(
    mode: str, path: Path, items: Sequence[Item], kills: int, batch: int, seed: int, moment: float = 1.0
) -> Outcome:
    """Add, kill within a moment (seconds) of something being stored, check, until all is in."""
    rng = random.Random(seed)
    outcome = Outcome()
    readings = path.with_suffix(".jsonl")
    readings.write_bytes(b"".join(reading.to_json() + b"\n" for _, reading in items))
    begun, ended = time.monotonic(), False
    while not ended:
        lines = rng.choice((0, 1, batch, 2 * batch)) if outcome.kills < kills else len(items) + 1
        number, told = start(mode, path, items, batch, readings)
        seconds = rng.random() * moment
        stored, struck = run_until_killed(number, told, lines, seconds)
        outcome.runs += 1
        outcome.kills += struck
        outcome.acknowledged.update(stored)
        ended = not struck
        whole = ended or outcome.runs % 20 == 0
        if path.exists():
            outcome.broken += in_a_process_of_its_own(
                lambda whole=whole: broken_promises(path, outcome.acknowledged, not whole)  # type: ignore[misc]
            )
        if outcome.runs % 20 == 0:
            print(
                f"{outcome.kills} kills, {len(outcome.acknowledged)} articles acknowledged, {len(outcome.broken)} "
                f"promises broken, {time.monotonic() - begun:.0f} s",
                flush=True,
            )
    return outcome


def compare(mode: str, path: Path, items: Sequence[Item], batch: int) -> list[str]:
    """Say how the record differs from one that was made without being disturbed."""
    calm = path.with_name("calm.duckdb")

    def make() -> list[str]:
        for _ in MODES.get(mode, add)(calm, items, batch):
            pass
        return []

    def differences() -> list[str]:
        with RecordFile(path, read_only=True) as one, RecordFile(calm, read_only=True) as other:
            left, right = set(dump(one.connection).splitlines()), set(dump(other.connection).splitlines())
        return [f"{len(left ^ right)} rows differ, such as {min(left ^ right)[:200]}"] if left != right else []

    return in_a_process_of_its_own(make) + in_a_process_of_its_own(differences)


def main() -> int:
    """Run and report; exit status 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=[*MODES, "command"], default="add")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--batch", type=int, default=20, help="articles in one transaction; command has its own")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    knowledge = Knowledge.load()
    Knowledge.load = classmethod(lambda cls: knowledge)  # type: ignore[method-assign, assignment]
    items = items_with_corrections(options.articles, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "killed.duckdb"
        moment = 4.0 if options.mode == "command" else 1.0  # it has to start first
        outcome = kill_again_and_again(options.mode, path, items, options.kills, options.batch, options.seed, moment)
        broken = outcome.broken + compare(options.mode, path, items, options.batch)
    print(f"{outcome.kills} kills over {len(items)} articles ({options.mode}): {len(broken)} promises broken")
    for line in broken[:50]:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
