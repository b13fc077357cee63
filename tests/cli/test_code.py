"""``countermove code``: events in the exchange formats."""

import json

import pytest

from countermove.exports.acled import COLUMNS as ACLED
from countermove.exports.formats import FORMATS
from countermove.exports.icews import COLUMNS as ICEWS
from countermove.schema import Reading
from tests.cli.running import ARTICLE, OTHERS, start
from tests.exports.building import table

DATED = ("--published", "2024-11-01")


def events(command, article):
    return Reading.from_json(command("read", article, *DATED, "--format", "jsonl").out).events


def test_plover_is_the_default(command, article):
    run = command("code", article, *DATED)
    assert (run.status, run.err) == (0, "")
    records = [json.loads(line) for line in run.out.splitlines()]
    assert [record["event"] for record in records] == [[event.event_type] for event in events(command, article)]
    assert all("text" not in record for record in records)


@pytest.mark.parametrize(("form", "header"), [("icews", "\t".join(ICEWS)), ("acled", ",".join(ACLED))])
def test_a_table_has_one_header(command, article, form, header):
    run = command("code", article, article, *DATED, "--format", form)
    assert run.status == 0
    assert run.out.decode().splitlines()[0] == header
    assert run.out.decode().count(header) == 1


def test_real_and_confident_events_only(command, article):
    found = events(command, article)
    real = command("code", article, *DATED, "--real")
    assert len(real.out.splitlines()) == sum(event.factuality in ("CT+", "PR+") for event in found)
    sure = command("code", article, *DATED, "--min-confidence", "0.6")
    assert len(sure.out.splitlines()) == sum(event.confidence >= 0.6 for event in found)


def test_bad_input_is_one_line_and_its_neighbours_are_coded(command, article, tmp_path):
    good = command("code", article, *DATED, "--format", "polecat")
    run = command("code", tmp_path / "missing.txt", article, *DATED, "--format", "polecat")
    assert run.status == 1
    assert run.err == f"countermove: {tmp_path / 'missing.txt'}: no such file\n"
    assert run.out == good.out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--format", "xml"], "'xml' is not one of"),
        (["--min-confidence", "2"], "--min-confidence"),
        (["--published", "soon"], "not an ISO 8601 date"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(command, article, arguments, reason):
    run = command("code", article, *arguments)
    assert (run.status, run.out) == (2, b"")
    assert reason in run.err


def test_an_output_file_is_whole(command, article, tmp_path):
    target = tmp_path / "events.tsv"
    run = command("code", article, *DATED, "--format", "icews", "--output", target)
    assert (run.status, run.out) == (0, b"")
    assert target.read_bytes() == command("code", article, *DATED, "--format", "icews").out
    assert sorted(target.parent.iterdir()) == sorted([target, article])


def test_the_same_bytes_whatever_the_jobs(command, tmp_path):
    file = tmp_path / "news.jsonl"
    texts = [ARTICLE, *OTHERS, ARTICLE]
    file.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
    process = start("code", file, *DATED, "--format", "icews", "--jobs", "2", PYTHONHASHSEED="2")
    out, err = process.communicate(timeout=120)
    alone = command("code", file, *DATED, "--format", "icews")
    assert (process.returncode, err) == (0, b"")
    assert out == alone.out
    ids = [row[0] for row in table(out)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_reads_every_article(command, tmp_path, form):
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in [ARTICLE, *OTHERS]), encoding="utf-8")
    run = command("code", file, *DATED, "--format", form)
    assert (run.status, run.err) == (0, "")
    assert run.out
