"""``countermove add``: articles into the record."""

import json

import pytest

from countermove.record.record import RecordFile
from tests.cli.running import ARTICLE, OTHERS

pytestmark = pytest.mark.usefixtures("quick_knowledge")


def lines(*texts: str, **fields: str) -> str:
    return "".join(json.dumps({"id": f"a{number}", "text": text, **fields}) + "\n" for number, text in enumerate(texts))


@pytest.fixture
def articles(tmp_path):
    file = tmp_path / "articles.jsonl"
    file.write_text(lines(ARTICLE, *OTHERS, published="2024-11-01", publisher="The Fjord"), encoding="utf-8")
    return file


def count(path, table="articles") -> int:
    with RecordFile(path, read_only=True) as record:
        return record.connection.execute(f"select count(*) from {table}").fetchall()[0][0]


def test_articles_are_added_once(command, articles, tmp_path):
    record = tmp_path / "war.duckdb"
    run = command("add", articles, "--record", record)
    assert (run.status, run.out, run.err) == (0, b"4 added\n", "")
    assert count(record, "events") > 0
    assert command("add", articles, articles, "--record", record).out == b"8 known\n"
    assert count(record) == 4


def test_figures_as_json_and_each_article_as_a_line(command, articles, tmp_path):
    record = tmp_path / "war.duckdb"
    run = command("add", articles, "--record", record, "--format", "jsonl")
    told = [json.loads(line) for line in run.out.splitlines()]
    assert [(one["id"].rsplit(":", 1)[-1], one["state"], one["version"]) for one in told] == [
        (f"a{number}", "added", 1) for number in range(4)
    ]
    with RecordFile(record, read_only=True) as file:
        stored = file.connection.execute("select article_id from articles order by article_no").fetchall()
    assert [(one["article_id"],) for one in told] == stored
    run = command("add", articles, "--record", record, "--format", "json")
    assert json.loads(run.out) == {"added": 0, "newer_versions": 0, "known": 4, "skipped": 0}


def test_a_corrected_article_is_a_newer_version(command, articles, tmp_path):
    record = tmp_path / "war.duckdb"
    command("add", articles, "--record", record)
    corrected = lines(ARTICLE.replace("12 people", "14 people"), published="2024-11-01", publisher="The Fjord")
    articles.write_text(corrected, encoding="utf-8")
    assert command("add", articles, "--record", record).out == b"1 newer versions\n"


def test_what_is_skipped_is_told_and_the_exit_status_says_so(command, articles, tmp_path):
    record = tmp_path / "war.duckdb"
    with articles.open("a", encoding="utf-8") as file:
        file.write(
            "not json\n"
            + json.dumps(
                {"id": "french", "text": "Le ministre des affaires étrangères a condamné lundi l'attaque. " * 5}
            )
        )
    run = command("add", tmp_path / "none.txt", articles, "--record", record)
    assert run.status == 1
    assert run.out == b"4 added, 3 skipped\n"
    assert len(run.err.splitlines()) == 3
    assert "none.txt: no such file" in run.err
    assert "french" in run.err
    assert all(line.startswith("countermove: ") for line in run.err.splitlines())
    assert count(record) == 4


def test_readings_made_before_are_stored_without_reading(command, articles, tmp_path):
    run = command("read", articles, "--format", "jsonl")
    readings = tmp_path / "readings.jsonl"
    readings.write_bytes(run.out + b"nothing\n")
    run = command("add", "--readings", readings, "--record", tmp_path / "r.duckdb")
    assert (run.status, run.out) == (1, b"4 added, 1 skipped\n")
    assert "readings.jsonl line 5: is not a reading" in run.err
    command("add", articles, "--record", tmp_path / "a.duckdb")
    for table in ("events", "claims", "entities", "quantities", "stories"):
        assert count(tmp_path / "r.duckdb", table) == count(tmp_path / "a.duckdb", table)


def test_the_record_is_named_by_the_variable_or_lies_in_this_folder(command, articles, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERMOVE_RECORD", str(tmp_path / "named.duckdb"))
    command("add", articles)
    monkeypatch.delenv("COUNTERMOVE_RECORD")
    command("add", articles)
    assert count(tmp_path / "named.duckdb") == count(tmp_path / "countermove.duckdb") == 4


def test_a_date_is_given_to_articles_without_one(command, article, tmp_path):
    record = tmp_path / "r.duckdb"
    command("add", article, "--published", "2024-11-04", "--record", record)
    with RecordFile(record, read_only=True) as file:
        assert file.connection.execute("select published, published_from from articles").fetchall() == [
            ("2024-11-04", "given")
        ]


def test_what_is_no_record_is_told_in_one_line(command, article, tmp_path):
    (tmp_path / "text.duckdb").write_text("not a record " * 2000, encoding="utf-8")
    for record, reason in (
        (tmp_path / "text.duckdb", "is not a record file"),
        (tmp_path / "none" / "r.duckdb", "there is no folder"),
    ):
        run = command("add", article, "--record", record)
        assert (run.status, run.out) == (1, b"")
        assert reason in run.err
        assert len(run.err.splitlines()) == 1
    run = command("add", article, "--record", tmp_path)
    assert run.status == 2


def test_nothing_to_add_is_said(command, tmp_path):
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    run = command("add", tmp_path / "empty.jsonl", "--record", tmp_path / "r.duckdb")
    assert run.out in (b"nothing to add\n", b"1 skipped\n")


def test_a_file_whose_name_is_no_unicode_is_added(command, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    with open(bytes(folder) + b"/bad\xff.txt", "w", encoding="utf-8") as file:
        file.write(ARTICLE)
    assert command("add", folder, "--record", tmp_path / "r.duckdb").out == b"1 added\n"
