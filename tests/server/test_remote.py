"""Commands while a server holds the record: the same bytes as without one."""

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from countermove.cli.opening import open_record
from countermove.record.record import RecordFile
from countermove.server.example import make_example
from countermove.server.remote.protocol import pack, unpack
from countermove.server.remote.state_file import ServerNote, note_path, read_note, write_note
from tests.cli.conftest import command, pipeline  # noqa: F401  (fixtures)
from tests.cli.running import ARTICLE, OTHERS, Command, Run
from tests.cli.test_watch import Watch, site
from tests.intake.event_data.composing import gdelt

CODE = "from countermove.cli.main import main; main()"


class Both:
    """A command, on a record that is closed and on one that a server holds."""

    def __init__(self, runner: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        self._command, self._patch = runner, monkeypatch

    def __call__(self, *arguments: object, record: Path) -> Run:
        self._patch.setenv("COUNTERMOVE_RECORD", str(record))
        return self._command(*arguments)


@pytest.fixture
def run(
    command: Command,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> Both:
    return Both(command, monkeypatch)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("remote") / "example.duckdb"
    make_example(path)
    return path


@pytest.fixture(scope="module")
def served(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the record that a server holds."""
    path = tmp_path_factory.mktemp("served") / "example.duckdb"
    shutil.copy(example, path)
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "serve", str(path), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert b"http://127.0.0.1:" in process.stdout.readline()
    yield path
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, b"")
    assert not note_path(path).exists()


def event_ids(record: Path) -> list[str]:
    with RecordFile(record, read_only=True) as file:
        rows = file.connection.execute("select event_id from events where reports > 1 order by event_no").fetchall()
    return [str(row[0]) for row in rows]


def test_the_same_bytes(run: Both, example: Path, served: Path) -> None:
    first = event_ids(example)[0]
    for arguments in (
        ["events", "--format", "jsonl"],
        ["events", first],
        ["claims", "--format", "csv"],
        ["board", first, "--format", "json"],
        ["query", "select event_id, first_day, score from events order by event_no", "--format", "csv"],
        ["query", "drop table events"],
        ["query", "select no_such_column from events"],
        ["sitrep", "--format", "markdown"],
        ["sources", "--reliability", "--format", "json"],
        ["events", "none"],
    ):
        alone, through = run(*arguments, record=example), run(*arguments, record=served)
        assert through == alone


def test_an_export(run: Both, example: Path, served: Path, tmp_path: Path) -> None:
    for number, record in enumerate((example, served)):
        done = run("export", "--format", "parquet", "--output", tmp_path / f"{number}.parquet", record=record)
        assert done.status == 0, done.err
    assert (tmp_path / "0.parquet").read_bytes() == (tmp_path / "1.parquet").read_bytes()


def test_changes(run: Both, served: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.jsonl"
    line = {
        "id": "new",
        "text": "Kenya condemned the attack on its embassy in Oslo on Monday.",
        "published": "2034-03-01",
    }
    article.write_text(json.dumps(line), encoding="utf-8")
    assert run("add", article, record=served).out == b"1 added\n"
    assert run("add", article, record=served).out == b"1 known\n"
    events = json.loads(run("events", "--format", "json", record=served).out)["events"]
    done = run("merge", events[0]["event_id"], events[1]["event_id"], record=served)
    assert done.status == 0 and done.out.decode().strip() in (events[0]["event_id"], events[1]["event_id"])
    after = json.loads(run("events", "--format", "json", record=served).out)
    assert after["total"] == len(events) - 1
    assert run("check", record=served).out == b"no problem found\n"


def test_datasets_are_imported_by_the_server(run: Both, example: Path, served: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.duckdb"
    shutil.copy(example, alone)
    folder = tmp_path / "gdelt"
    folder.mkdir()
    rows = [gdelt(1), "cut off", *(gdelt(number, code="---") for number in range(10, 18)), gdelt(2)]
    (folder / "20150218.export.CSV").write_text("\n".join(rows))
    (folder / "notes.txt").write_text("no event data")
    other = tmp_path / "letter.csv"
    other.write_text("Dear Sir,\n")
    malformed = tmp_path / "malformed.tsv"
    for arguments in (
        ["history", "import", folder, "--problems", malformed],
        ["history", "import", folder],
        ["history", "import", other],
        ["history", "import", tmp_path / "missing.csv"],
        ["history", "list", "--format", "json"],
        ["check"],
        ["history", "remove", "gdelt2"],
    ):
        found = []
        for record in (alone, served):
            done = run(*arguments, record=record)
            found.append((done, malformed.read_bytes()))
            malformed.write_bytes(b"")
        assert found[0] == found[1]


def test_files_are_told_as_they_were_named(
    run: Both, served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server runs in another folder."""
    (tmp_path / "20150219.export.CSV").write_text("\n".join([gdelt(3), "cut off"]))
    monkeypatch.chdir(tmp_path)
    done = run("history", "import", "20150219.export.CSV", record=served)
    assert done.out == b"20150219.export.CSV: 2 rows into gdelt2: 1 new, 1 malformed\n"
    assert done.err.startswith("countermove: 20150219.export.CSV:2: ")
    assert run("history", "remove", "gdelt2", record=served).status == 0


def test_feeds_are_watched_through_the_server(
    command: Command,  # noqa: F811
    served: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    with site() as news:
        watch = Watch(served, news, capsysbinary)
        news.publish(one=ARTICLE)
        assert watch.run() == (0, "1 added\n", "")
        news.publish(one=ARTICLE, two=OTHERS[0])
        assert watch.run(after=90_000) == (0, "1 added\n", "")
        assert news.asked.count("/one") == 1
    with open_record(served, read_only=True) as file:
        sql = "select state, count(*), count(distinct url) from feed_items group by state"
        assert file.connection.execute(sql).fetchall() == [("added", 2, 2)]


def test_a_note_that_was_left_behind_is_taken_away(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    record = tmp_path / "r.duckdb"
    write_note(record, ServerNote(ended.pid, "http://127.0.0.1:1/", 1, "x"))
    assert stat.S_IMODE(note_path(record).stat().st_mode) == 0o600
    assert read_note(record) is None and not note_path(record).exists()


def test_values_keep_their_types() -> None:
    row = (
        1, 2**70, -1.5, None, True, "ü", b"\x00", date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5, 6), time(1, 2),
        timedelta(1, 2, 3), Decimal("1.20"), UUID(int=5), [1, date(2024, 1, 1)], {"a": (1,), 2: None},
    )  # fmt: skip
    assert unpack(pack(row)) == row
    assert [type(one) for one in unpack(pack(row))] == [type(one) for one in row]
