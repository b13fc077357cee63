"""A query can read the record and nothing else."""

import time
from dataclasses import replace

import pytest

from countermove.record.errors import FilterError, RecordError
from countermove.record.query_process import Order, answer
from countermove.record.record import RecordFile
from countermove.record.sandbox import ask, size_in_bytes
from countermove.record.settings import RecordSettings

LIMITS = replace(RecordSettings(), query_seconds=1.0, query_memory="150MB")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("sandbox") / "x.duckdb"
    RecordFile(path).close()
    (path.parent / "secret.csv").write_text("word\nplatypus\n")
    (path.parent / "other.duckdb").write_bytes(path.read_bytes())
    return path


def rows(record, sql, **options):
    return list(ask(record, sql, LIMITS, **options).rows)


def rows_here(record, sql):
    """The same without a process of its own, which most tests don't need."""
    frames = list(answer(Order(str(record), sql, seconds=5.0, memory=150 * 10**6, threads=1, most=None)))
    if frames[-1].end:
        raise FilterError(frames[-1].end)
    return [row for frame in frames for row in frame.rows or ()]


@pytest.mark.parametrize(
    "sql",
    [
        "select name from record_versions",
        "from record_versions select name",
        "with x as (select name from record_versions) select * from x",
        "select 1 /* ; select 2 */ -- ; select 3",
        "values (1)",
        "describe articles",
        "show tables",
        "summarize record_versions",
        "explain select 1",
        "/* why */ explain analyze select 1",
    ],
)
def test_what_reads_is_answered(record, sql):
    assert rows_here(record, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('{folder}/secret.csv')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/proc/self/environ')",
        "select * from read_json('{folder}/secret.csv')",
        "select * from parquet_scan('{folder}/secret.csv')",
        "select * from read_duckdb('{folder}/other.duckdb', table_name='articles')",
        "select * from sniff_csv('{folder}/secret.csv')",
        "select * from glob('{folder}/*')",
        "select * from '{folder}/secret.csv'",
        "select * from '/etc/passwd'",
        "select * from 'https://example.org/x.csv'",
        "select * from query('select * from ''{folder}/secret.csv''')",
        "select * from query_table('{folder}/secret.csv')",
        "select * from json_execute_serialized_sql("
        "json_serialize_sql('select * from read_text(''{folder}/secret.csv'')'))",
        "describe select * from read_csv('{folder}/secret.csv')",
        "explain analyze select * from read_csv('{folder}/secret.csv')",
        "select getenv('HOME')",
        "select * from order",
        "select * from sys",
        "select * from duckdb_extensions()",
        "select * from sqlite_scan('{folder}/x', 'y')",
    ],
)
def test_files_network_environment_and_variables_are_out_of_reach(record, sql):
    with pytest.raises(FilterError) as trouble:
        rows_here(record, sql.format(folder=record.parent))
    assert "platypus" not in str(trouble.value) and "\n" not in str(trouble.value)


@pytest.mark.parametrize(
    "sql",
    [
        "insert into record_versions values (9, '', '', now())",
        "update articles set title = ''",
        "delete from articles",
        "drop table articles",
        "create table x (i integer)",
        "create temp table x as select 1",
        "create macro f() as 1",
        "alter table articles rename to x",
        "merge into articles using record_versions on true when matched then delete",
        "with x as (insert into record_versions values (9, '', '', now()) returning *) select * from x",
        "truncate articles",
        "explain analyze delete from articles",
        "explain analyze create temp table x as select 1",
        "explain copy articles to '{folder}/out'",
        "copy articles to '{folder}/out'",
        "copy (select 1) to '/dev/stdout'",
        "copy articles from '{folder}/secret.csv'",
        "export database '{folder}/out'",
        "attach '{folder}/other.duckdb'",
        "attach ':memory:' as m",
        "detach x",
        "use memory",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '100GB'",
        "set enable_external_access = true",
        "reset memory_limit",
        "pragma memory_limit = '100GB'",
        "pragma version",
        "call pragma_version()",
        "call enable_logging()",
        "select * from enable_logging()",
        "checkpoint",
        "vacuum",
        "analyze",
        "begin",
        "prepare p as select 1",
        "execute p",
        "set variable x = 1",
        "create secret s (type s3)",
        "comment on table articles is 'x'",
        "pivot articles on language",
        "select 1; select 2",
        "select 1; drop table articles",
        "select 1 -- harmless\n; drop table articles",
        "select 1 /* */; /* */ drop table articles",
        "",
        " ; ",
        "-- nothing",
        "selec 1",
        "select nothing",
        "select \x00",
        "select * from (",
    ],
)
def test_what_does_not_read_is_refused_in_one_line(record, sql):
    before = record.read_bytes()
    with pytest.raises(FilterError) as trouble:
        rows_here(record, sql.format(folder=record.parent))
    assert str(trouble.value) and "\n" not in str(trouble.value)
    assert record.read_bytes() == before
    assert {file.name for file in record.parent.iterdir()} == {"x.duckdb", "secret.csv", "other.duckdb"}


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive r(n) as (select 1 union all select n + 1 from r) select count(*) from r",
        "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = 7",
        "select * from range(1000000000)",
        "select sleep_ms(60000)",
    ],
)
def test_a_query_without_end_is_ended(record, sql):
    began = time.monotonic()
    with pytest.raises(FilterError, match="took longer than 1 seconds"):
        for _ in ask(record, sql, LIMITS).rows:
            pass
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "sql",
    [
        "select list(a.range) from range(1000000000) a",
        "select repeat('a', 2000000000)",
        "select repeat('a', 1000000000) from range(3000)",
        "select string_agg(repeat('x', 1000000), '') from range(100000)",
    ],
)
def test_a_query_that_eats_memory_is_ended(record, sql):
    with pytest.raises(FilterError, match="needs more than 150 MB of memory"):
        rows(record, sql)


def test_a_process_of_its_own_has_the_same_walls(record):
    for sql in ("select * from '/etc/passwd'", "drop table articles", "select 1; select 2"):
        with pytest.raises(FilterError):
            rows(record, sql)


def test_deep_nesting_is_refused_in_one_line(record):
    with pytest.raises(FilterError, match="depth"):
        rows(record, "select " + "(" * 50_000 + "1" + ")" * 50_000)


def test_a_limit_says_whether_there_is_more(record):
    answer = ask(record, "select * from range(5)", LIMITS, most=3)
    assert list(answer.rows) == [[0], [1], [2]] and answer.more
    answer = ask(record, "select * from range(3)", LIMITS, most=3)
    assert list(answer.rows) == [[0], [1], [2]] and not answer.more
    assert list(ask(record, "select 1 as x", LIMITS, most=0).rows) == []


def test_values_are_plain(record):
    sql = """select null, true, 1, 170141183460469231731687303715884105727, 0.5, 'nan'::double, date '2024-11-01',
        timestamp '2024-11-01 10:00:00', 'ä', 'x'::blob, [1, 2], {'a': date '2024-11-01'}, -1.50::decimal(9, 2)"""
    assert rows(record, sql) == [
        [
            *(None, True, 1, "170141183460469231731687303715884105727"),
            *(0.5, "nan", "2024-11-01", "2024-11-01T10:00:00", "ä", "78", [1, 2], {"a": "2024-11-01"}, -1.5),
        ]
    ]


def test_what_is_not_a_record_is_told(tmp_path):
    with pytest.raises(RecordError, match="no such record"):
        ask(tmp_path / "none.duckdb", "select 1", LIMITS)
    (tmp_path / "text").write_text("no record" * 1000)
    with pytest.raises(RecordError, match="not a record"):
        ask(tmp_path / "text", "select 1", LIMITS)


def test_sizes():
    assert size_in_bytes("1GB") == 10**9 and size_in_bytes("512 MiB") == 512 * 2**20
    with pytest.raises(ValueError, match="no size"):
        size_in_bytes("much")
