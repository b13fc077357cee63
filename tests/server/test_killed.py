"""A server that is killed while articles are added: nothing that was told as stored is lost, nothing is doubled."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from countermove.cli.opening import open_record
from countermove.record.errors import RecordError
from countermove.record.readings_file import article_of
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.server.example import example_readings
from countermove.server.remote.state_file import note_path
from tests.server.test_remote import CODE

TABLES = ("articles", "reports", "events", "claims", "stories", "entities", "quantities")


@contextmanager
def serving(record: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "serve", str(record), "--port", "0"], stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None and b"http://127.0.0.1:" in process.stdout.readline()
        yield process
    finally:
        process.terminate()
        process.wait(20)


def counts(record: Path) -> dict[str, int]:
    with RecordFile(record, read_only=True) as file:
        assert list(file.problems()) == []
        return {table: file.connection.execute(f"select count(*) from {table}").fetchall()[0][0] for table in TABLES}


def test_a_server_killed_while_articles_are_added(tmp_path: Path) -> None:
    readings = [(article_of(reading), reading) for reading in example_readings()[:8]]
    whole, killed = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    settings = RecordSettings(batch_articles=2)
    with RecordFile(whole, settings=settings) as file:
        list(file.store_readings(readings))
    told = []
    with serving(killed) as process:
        try:
            with open_record(killed, settings=settings) as file:
                for stored in file.store_readings(readings):
                    told.append(stored.article_id)
                    if len(told) == 4:
                        process.send_signal(signal.SIGKILL)
        except RecordError as error:
            assert "what was told as added is stored" in str(error)
    assert 4 <= len(told) < len(readings) and note_path(killed).exists()
    with serving(killed), open_record(killed, settings=settings) as file:
        again = list(file.store_readings(readings))
    assert [one.article_id for one in again][: len(told)] == told
    assert all(one.known for one in again[: len(told)]) and not again[-1].known
    assert counts(killed) == counts(whole)
