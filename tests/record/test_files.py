"""Whatever is wrong with the file or the disk is one line with exit status 1, never a trace, and harms nothing."""

import os
import shutil
import subprocess
import sys
import time

import pytest

from benchmarks.record_dump import dump
from benchmarks.synthetic import synthetic_readings
from countermove.record.connection import migrations, open_file
from countermove.record.errors import HeldError, RecordError, VersionError
from countermove.record.integrity import problems
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from tests.cli.running import start
from tests.record.synthetic_record import store

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def path(tmp_path, empty_file):
    shutil.copy(empty_file, tmp_path / "x.duckdb")
    return tmp_path / "x.duckdb"


@pytest.fixture
def readings(tmp_path):
    file = tmp_path / "readings.jsonl"
    file.write_bytes(b"".join(reading.to_json() + b"\n" for _, reading in synthetic_readings(40, days=4)))
    return file


def refused(path, kind=RecordError, **options):
    with pytest.raises(kind) as trouble:
        RecordFile(path, **options).close()
    assert str(path) in str(trouble.value) and "\n" not in str(trouble.value)
    return str(trouble.value)


def run(*arguments, before=None):
    """The command in a process of its own, with something done in it first."""
    code = f"{before or ''}\nfrom countermove.cli.main import main; main()"
    return subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True)


def one_line(result):
    assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    assert len(result.stderr.splitlines()) == 1, result.stderr
    return result.stderr


def test_not_a_record(tmp_path):
    path = tmp_path / "x.duckdb"
    for content in (b"hello", b"\0" * 20_000, b"SQLite format 3\0" + bytes(5000)):
        path.write_bytes(content)
        assert "not a record" in refused(path)
        assert "not a record" in refused(path, read_only=True)
        assert path.read_bytes() == content


def test_another_database_is_not_taken_for_a_record(tmp_path):
    import duckdb

    path = tmp_path / "x.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table mine (i integer)")
    before = path.read_bytes()
    assert "not a record" in refused(path) and "not a record" in refused(path, read_only=True)
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_folder(tmp_path):
    refused(tmp_path)
    assert "make it first" in refused(tmp_path / "none" / "x.duckdb")
    assert "no such record" in refused(tmp_path / "x.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_truncated_file(path, quick_knowledge, share):
    store(path, list(synthetic_readings(5, days=1)))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    for command in (["check"], ["info"], ["retract", "https://a.example/"]):
        result = run(*command, "--record", path)
        assert result.returncode in (1, 2) and "Traceback" not in result.stderr, result.stderr
        assert len(result.stderr.splitlines()) == 1, result.stderr


def test_a_newer_version_names_who_wrote_it(path):
    with RecordFile(path) as file:
        file.connection.execute("insert into record_versions values (99, '0099_later', '7.0.0', now()::timestamp)")
    for read_only in (False, True):
        message = refused(path, VersionError, read_only=read_only)
        assert "99" in message and "7.0.0" in message and "update countermove" in message


@pytest.mark.skipif(AS_ROOT, reason="root may write everywhere")
def test_a_file_or_a_folder_that_must_not_be_written(path, tmp_path):
    path.chmod(0o444)
    assert "permission" in refused(path)
    RecordFile(path, read_only=True).close()
    tmp_path.chmod(0o555)
    try:
        refused(tmp_path / "new.duckdb")
    finally:
        tmp_path.chmod(0o755)


def test_a_second_writer_and_a_reader_are_told_who_holds_it(path, tmp_path):
    code = (
        "import sys, time; from countermove.record.record import RecordFile\n"
        f"file = RecordFile({str(path)!r}); print('open', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == b"open\n"
        for options in ({}, {"read_only": True}):
            message = refused(path, HeldError, **options)
            assert f"process {holder.pid} (" in message and " since 20" in message and "wait" in message
        for command in (
            ["info"],
            ["check"],
            ["query", "select 1"],
            ["retract", "a0"],
            ["add", "x.jsonl", "--readings"],
        ):
            assert f"process {holder.pid}" in one_line(run(*command, "--record", path))
    finally:
        holder.kill()
        holder.wait()
    holder.stdout.close()
    RecordFile(path).close()


def test_many_may_read(path):
    with RecordFile(path, read_only=True):
        assert run("info", "--record", path).returncode == 0
        assert run("query", "select 1", "--record", path).returncode == 0


def test_a_writer_is_told_that_others_read(path):
    code = (
        "import sys, time; from countermove.record.record import RecordFile\n"
        f"file = RecordFile({str(path)!r}, read_only=True); print('open', flush=True); time.sleep(60)"
    )
    reader = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert reader.stdout is not None and reader.stdout.readline() == b"open\n"
        assert f"process {reader.pid}" in refused(path, HeldError)
    finally:
        reader.kill()
        reader.wait()
        reader.stdout.close()


ADD_LITTLE = """
import resource, signal, sys
from countermove.record.errors import RecordError
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from benchmarks.synthetic import synthetic_readings
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, resource.RLIM_INFINITY))
try:
    with RecordFile({path!r}, settings=RecordSettings(batch_articles=4)) as file:
        for stored in file.store_readings(synthetic_readings(40, days=4)):
            print(stored.article_id, flush=True)
except RecordError as error:
    sys.exit(f"countermove: {{error}}")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("room", [20_000, 300_000])
def test_a_full_disk_is_told_and_what_was_acknowledged_stays(path, quick_knowledge, room):
    script = ADD_LITTLE.format(room=room, path=str(path))
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "can't be written" in one_line(result) or "can't go on" in one_line(result)
    acknowledged = result.stdout.split()
    assert len(acknowledged) < 40
    with RecordFile(path, read_only=True) as file:
        assert list(problems(file.connection)) == []
        there = {row[0] for row in file.connection.execute("select article_id from articles").fetchall()}
    assert set(acknowledged) <= there and len(acknowledged) == len(set(acknowledged))
    store(path, list(synthetic_readings(40, days=4)))
    with RecordFile(path, read_only=True) as file:
        assert list(problems(file.connection)) == []
        assert file.connection.execute("select count(*) from articles").fetchone() == (40,)


def test_every_earlier_version_opens_and_a_failing_migration_changes_nothing(tmp_path):
    steps = migrations()
    for version in range(1, len(steps) + 1):
        path = tmp_path / f"{version}.duckdb"
        open_file(path, RecordSettings(), steps=steps[:version]).close()
        with RecordFile(path) as file:
            assert list(problems(file.connection)) == []
            before = dump(file.connection)
        wrong = [*steps, ("9999_wrong", "create table half (i integer); insert into half values (1); select nothing")]
        with pytest.raises(Exception, match="nothing"):
            open_file(path, RecordSettings(), steps=wrong)
        with RecordFile(path) as file:
            assert dump(file.connection) == before
    names = [name for name, _ in steps]
    assert names == sorted(names) and [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_a_read_only_command_brings_an_older_file_up_to_date(tmp_path):
    path = tmp_path / "x.duckdb"
    open_file(path, RecordSettings(), steps=migrations()[:1]).close()
    assert run("info", "--record", path).returncode == 0


def test_an_interrupted_run_is_told_and_keeps_what_it_told(path, readings):
    process = start("add", readings, "--readings", "--record", path)
    time.sleep(1.0)
    process.send_signal(2)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err and process.returncode in (0, 130)
    with RecordFile(path) as file:
        assert list(problems(file.connection)) == []
