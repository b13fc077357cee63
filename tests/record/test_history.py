"""Imported event data: nothing twice, nothing lost, whatever ends a run and however files overlap."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.intake.event_data.finding import NoEventDataError
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.problem import Problem
from countermove.record.errors import RecordError
from countermove.record.history import import_history
from countermove.record.history_datasets import list_datasets, malformed_rows, remove_dataset
from countermove.record.integrity import problems
from countermove.record.record import RecordFile
from tests.intake.event_data.composing import ACLED, ICEWS, POLECAT, acled, gdelt, headed, icews, polecat
from tests.record.building import rows

EVENTS = (
    "select h.* exclude (dataset_no, file_no), d.dataset from history_events h "
    "join history_datasets d using (dataset_no) "
    "order by dataset, row_id, part"
)
CSV = ",".join(ACLED) + "\n"


class Killed(BaseException):
    """What ends a run in these tests."""


def run(record, *paths, **options):
    return list(import_history(record.connection, paths, **options))


def imported(record, *paths, **options):
    done = run(record, *paths, **options)
    assert not any(isinstance(one, Problem) for one in done), done
    assert list(problems(record.connection)) == []
    return done


def counts(one):
    return (one.counts.new, one.counts.changed, one.counts.known, one.counts.malformed)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_every_format_goes_into_a_dataset_of_its_name(record, tmp_path):
    folder = tmp_path / "events"
    folder.mkdir()
    write(folder / "1", headed(ICEWS, icews()))
    write(folder / "2", headed(POLECAT, polecat(actor_name="A;B", actor_country="NOR;FIN")))
    write(folder / "3", gdelt(width=58) + "\n")
    write(folder / "4", gdelt() + "\n")
    write(folder / "5", CSV + acled() + "\n")
    done = imported(record, folder)
    assert [(one.name, one.dataset, counts(one)) for one in done] == [
        (str(number), dataset, (1, 0, 0, 0))
        for number, dataset in enumerate(("icews", "polecat", "gdelt1", "gdelt2", "acled"), 1)
    ]
    assert rows(record, "select dataset, count(*) from all_acts group by 1 order by 1") == [
        ("acled", 1), ("gdelt1", 1), ("gdelt2", 1), ("icews", 1), ("polecat", 2),
    ]  # fmt: skip


def test_the_same_file_again_adds_nothing_under_any_name(record, tmp_path):
    path = write(tmp_path / "a.csv", gdelt() + "\ncut off\n")
    imported(record, path)
    before = rows(record, EVENTS)
    again = imported(record, path, Path(shutil.copy(path, tmp_path / "b.csv")))
    assert [one.known for one in again] == [True, True] and rows(record, EVENTS) == before
    assert rows(record, "select count(*) from history_files") == [(1,)]


def test_a_row_in_two_files_counts_once(record, tmp_path):
    a = write(tmp_path / "a.csv", "".join(gdelt(number) + "\n" for number in range(1, 6)))
    b = write(tmp_path / "b.csv", "".join(gdelt(number) + "\n" for number in range(4, 9)))
    assert [counts(one) for one in imported(record, a, b)] == [(5, 0, 0, 0), (3, 0, 2, 0)]


def test_one_icews_id_on_two_days_is_two_rows(record, tmp_path):
    path = write(tmp_path / "a", headed(ICEWS, icews(), icews(event_date="2014-02-04"), icews()))
    assert counts(imported(record, path)[0]) == (2, 0, 1, 0)


@pytest.mark.parametrize("in_one_file", [True, False])
@pytest.mark.parametrize("later_first", [True, False])
def test_the_version_with_the_later_timestamp_counts(record, tmp_path, in_one_file, later_first):
    versions = [acled(timestamp=1, location="Old"), acled(timestamp=2, location="New")]
    first, second = reversed(versions) if later_first else versions
    if in_one_file:
        imported(record, write(tmp_path / "a", CSV + first + "\n" + second + "\n"))
    else:
        one, two = imported(record, write(tmp_path / "a", CSV + first), write(tmp_path / "b", CSV + second))
        assert counts(two) == ((0, 0, 1, 0) if later_first else (0, 1, 0, 0)) and counts(one) == (1, 0, 0, 0)
    assert rows(record, "select place from history_events") == [("New",)]


def test_a_row_of_gdelt_that_is_imported_again_changed_counts(record, tmp_path):
    imported(record, write(tmp_path / "a", gdelt(code="112")))
    done = imported(record, write(tmp_path / "b", gdelt(code="190")))
    assert counts(done[0]) == (0, 1, 0, 0)
    assert rows(record, "select cameo from history_events") == [("190",)]


def test_a_later_version_with_fewer_acts_leaves_none_of_the_earlier(record, tmp_path):
    imported(record, write(tmp_path / "a", headed(POLECAT, polecat(actor_name="A;B;C", actor_country=""))))
    imported(record, write(tmp_path / "b", headed(POLECAT, polecat(actor_name="A", actor_country=""))))
    assert rows(record, "select part, actor from history_events") == [(0, "A")]


def test_malformed_rows_are_kept_with_their_reasons(record, tmp_path):
    path = write(tmp_path / "a.csv", "\n".join([gdelt(1), "x", gdelt(2, code="---"), gdelt(3, code="X")]))
    one = imported(record, path)[0]
    assert counts(one) == (1, 0, 0, 3)
    assert one.kinds == (("the CAMEO code is unknown", 2), ("the row hasn't 61 cells", 1))
    assert [str(problem) for problem in one.problems][1] == f"{path}:3: the CAMEO code is unknown: '---'"
    assert [row.line for row in malformed_rows(record.connection, one.file_no)] == [2, 3, 4]


def test_files_that_break_off_are_told_and_go_on_later(record, tmp_path):
    import gzip

    whole = gzip.compress("".join(gdelt(number) + "\n" for number in range(1, 10_001)).encode())
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[:-20])
    file, problem = run(record, path, limits=HistoryLimits(chunk_rows=1, block_bytes=500_000))
    assert "broken or cut off" in problem.reason and file.counts.new > 0
    assert list_datasets(record.connection)[0].files[0].complete is False
    path.write_bytes(whole)
    run(record, path)
    assert rows(record, "select count(*), count(distinct row_id) from history_events") == [(10_000, 10_000)]
    assert list(problems(record.connection)) == []


def test_a_dataset_holds_one_format_and_names_are_checked(record, tmp_path):
    a, b = write(tmp_path / "a", gdelt()), write(tmp_path / "b", headed(ICEWS, icews()))
    imported(record, a, dataset="mine")
    for name, paths in (("mine", [b]), ("record", [a]), ("", [a]), ("a\nb", [a])):
        with pytest.raises(RecordError) as trouble:
            run(record, *paths, dataset=name)
        assert "--dataset" in str(trouble.value) and "\n" not in str(trouble.value)
    with pytest.raises(RecordError):
        run(record, a, b, dataset="both")
    assert [one.dataset for one in list_datasets(record.connection)] == ["mine"]


def test_nothing_is_stored_if_a_file_that_was_named_is_none(record, tmp_path):
    with pytest.raises(NoEventDataError):
        run(record, write(tmp_path / "a", gdelt()), write(tmp_path / "b", "Dear editor,\n"))
    assert rows(record, EVENTS) == []


def test_removing_takes_a_dataset_out_and_nothing_else(record, tmp_path):
    path = write(tmp_path / "a", gdelt() + "\nx\n")
    imported(record, path, dataset="one")
    imported(record, path, dataset="two")
    assert remove_dataset(record.connection, "one") == 1
    assert [(one.dataset, one.rows, len(one.files)) for one in list_datasets(record.connection)] == [("two", 1, 1)]
    assert list(problems(record.connection)) == []
    assert counts(imported(record, path, dataset="one")[0]) == (1, 0, 0, 1)
    with pytest.raises(RecordError, match="there is: one, two"):
        remove_dataset(record.connection, "three")


def test_what_is_wrong_with_the_tables_is_found(record, tmp_path):
    imported(record, write(tmp_path / "a", gdelt() + "\nx\n"))
    for damage, told in (
        ("insert into history_events from history_events", "history_events: 2 rows with"),
        ("update history_files set rows_new = 2", "rows"),
        ("delete from history_problems", "malformed rows"),
        ("update history_events set file_no = 9", "file_no 9"),
        ("delete from history_datasets", "is not in history_datasets"),
    ):
        record.connection.begin()
        record.connection.execute(damage)
        assert any(told in line for line in problems(record.connection)), damage
        record.connection.rollback()


ONE_ROW = st.one_of(
    st.builds(
        lambda event, code, added: gdelt(event, code=code, added=f"2015021800000{added}"),
        st.integers(1, 6), st.sampled_from(["112", "190", "---"]), st.integers(0, 2),
    ),
    st.sampled_from(["", "x\ty", gdelt(3)[:70]]),
)  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory, empty_file):
    """One record for many examples, each of which takes its datasets out again."""
    with RecordFile(Path(shutil.copy(empty_file, tmp_path_factory.mktemp("history") / "x"))) as record:
        yield record


def _taken_out(record, name):
    found = rows(record, f"select * exclude (dataset) from ({EVENTS}) where dataset = '{name}' order by row_id, part")
    bad = rows(record, "select line, reason from history_problems order by 1")
    told = rows(record, "select sum(rows_new), sum(rows_read) from history_files")
    remove_dataset(record.connection, name)
    return found, bad, told


@settings(max_examples=20, deadline=None)
@given(st.lists(ONE_ROW, max_size=14), st.integers(1, 5), st.integers(1, 3_000), st.sets(st.integers(0, 8)))
def test_chunks_and_kills_make_no_difference(shared, lines, chunk_rows, block_bytes, kills):
    """However a file is cut into chunks, and after whichever of them the run is killed, the table is the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "a.csv", gdelt(100) + "\n" + "\n".join(lines))
        run(shared, path, dataset="whole")
        whole = _taken_out(shared, "whole")
        _run_with_kills(shared, path, HistoryLimits(chunk_rows=chunk_rows, block_bytes=block_bytes), kills)
        assert _taken_out(shared, "cut") == whole


def _run_with_kills(record, path, limits, kills):
    chunks = iter(range(1_000))

    def end(source, counts):
        if next(chunks) in kills:
            raise Killed

    while True:
        try:
            run(record, path, dataset="cut", limits=limits, progress=end)
            return
        except Killed:
            continue


@settings(max_examples=12, deadline=None)
@given(st.permutations([(number, stamp) for number in (1, 2, 3) for stamp in (1, 2)]), st.integers(0, 6))
def test_the_order_of_versions_and_their_files_makes_no_difference(shared, versions, cut):
    with tempfile.TemporaryDirectory() as folder:
        texts = [acled(event_id_cnty=f"K{one}", timestamp=stamp, location=f"at {stamp}") for one, stamp in versions]
        for name, part in (("a", texts[:cut]), ("b", texts[cut:])):
            write(Path(folder) / name, CSV + "".join(text + "\n" for text in part))
        run(shared, Path(folder) / "b", Path(folder) / "a")
        assert rows(shared, "select row_id, place from history_events order by 1") == [
            (f"K{number}", "at 2") for number in (1, 2, 3)
        ]
        remove_dataset(shared.connection, "acled")


def test_a_kill_inside_a_transaction_leaves_nothing_of_it(record, tmp_path, monkeypatch):
    from countermove.record import history

    path = write(tmp_path / "a", "".join(gdelt(number) + "\n" for number in range(1, 10)))
    limits = HistoryLimits(chunk_rows=3, block_bytes=1_200)
    stored = history.store_chunk
    calls = iter(range(100))

    def store(*arguments):
        result = stored(*arguments)
        if next(calls) == 1:
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(history, "store_chunk", store)
    with pytest.raises(KeyboardInterrupt):
        run(record, path, limits=limits)
    assert rows(record, "select count(*) from history_events") == rows(record, "select rows_new from history_files")
    done = imported(record, path, limits=limits)
    assert done[0].resumed and counts(done[0]) == (9, 0, 0, 0)
