"""Whole exports of a record: the file, its manifest, and nothing in between."""

import csv
import io
import json
from hashlib import sha256

import openpyxl
import pytest
from pyarrow import parquet

from countermove.record.errors import FilterError
from countermove.record.exporting import export as exporting
from countermove.record.exporting.errors import ExportError, ExportUsageError
from countermove.record.exporting.export import (
    BINARY_FORMATS,
    FORMATS,
    TABLE_FORMATS,
    TABLES,
    Wanted,
    export_file,
    export_stream,
)
from countermove.record.exporting.formulas import restored
from countermove.record.exporting.settings import ExportSettings
from countermove.record.filters import Filters
from countermove.record.record import RecordFile
from tests.record.building import raid, rows, store, tell_raid
from tests.record.exporting.values import HOSTILE


def exported(record, path, form, what="events", **filters):
    manifest = record.export(path, format=form, what=what, filters=Filters.of(**filters))
    assert json.loads((path.parent / f"{path.name}.manifest.json").read_bytes()) == json.loads(manifest.to_json())
    return manifest


def rows_in(path, form):
    """How many rows an independent reader finds."""
    data = path.read_bytes()
    match form:
        case "parquet":
            return parquet.read_table(path).num_rows
        case "xlsx":
            return openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active.max_row - 1
        case "csv" | "acled":
            return len(list(csv.reader(io.StringIO(data.decode(), newline="")))) - 1
        case "geojson":
            return len(json.loads(data)["features"])
        case "schema.org":
            return len(json.loads(data)["@graph"])
        case "polecat" | "icews":
            return len(data.splitlines()) - 1
        case _:
            return len(data.split(b"\n")) - 1


@pytest.mark.parametrize("form", FORMATS)
def test_the_manifest_tells_what_the_file_holds(told, tmp_path, form):
    for what in TABLES if form in TABLE_FORMATS else ["events"]:
        path = tmp_path / f"{what}.out"
        manifest = exported(told, path, form, what)
        assert manifest.rows == rows_in(path, form) > 0
        assert manifest.sha256 == sha256(path.read_bytes()).hexdigest()
        assert manifest.size == path.stat().st_size
        assert manifest.read_by == [{"countermove": "0", "model": "m", "lexicon": "l"}]
        assert "GeoNames" in manifest.licence


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_gives_the_same_bytes(told, tmp_path, form):
    files = []
    for path in (tmp_path / "one", tmp_path / "two"):
        exported(told, path, form)
        files.append((path.read_bytes(), path.with_name(f"{path.name}.manifest.json").read_bytes()))
    assert files[0] == files[1]


def test_rows_do_not_stand_in_the_order_of_arrival(tmp_path, quick_knowledge):
    drafts = [tell_raid(raid(1)), raid(2, "Two.", published="2024-11-03"), tell_raid(raid(3, published="2024-11-02"))]
    found = []
    for number, order in enumerate((drafts, drafts[::-1])):
        with RecordFile(tmp_path / f"{number}.duckdb") as record:
            store(record, *order)
            articles = values(record, tmp_path, "jsonl", "articles")
            found.append(([row["given_id"] for row in articles], values(record, tmp_path, "jsonl", "entities")))
    assert found[0] == found[1]
    assert found[0][0] == ["raid1", "raid3", "raid2"]


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx", "jsonl"])
def test_spans_point_at_the_same_words(told, tmp_path, form):
    reports = values(told, tmp_path, form, "reports")
    texts = {row["article_id"]: row["text"] for row in values(told, tmp_path, form, "articles")}
    assert len(reports) == 4
    for report in reports:
        start, end = int(report["sentence_start"]), int(report["sentence_end"])
        assert texts[report["article_id"]][start:end] == report["sentence"]
        assert report["sentence"].startswith("Norway ")
    (number,) = values(told, tmp_path, form, "numbers")
    assert texts[number["article_id"]][int(number["start_char"]) : int(number["end_char"])] == "40 boats"
    (claim,) = values(told, tmp_path, form, "claims")
    assert texts[claim["best_article_id"]][int(claim["start_char"]) : int(claim["end_char"])] == claim["content"]


def values(record, folder, form, what):
    """The rows of a table, read back."""
    path = folder / f"{what}.{form}"
    exported(record, path, form, what)
    match form:
        case "parquet":
            return parquet.read_table(path).to_pylist()
        case "jsonl":
            return [json.loads(line) for line in path.read_bytes().splitlines()]
        case "csv":
            with path.open(encoding="utf-8", newline="") as stream:
                return [{name: restored(cell) for name, cell in row.items()} for row in csv.DictReader(stream)]
        case _:
            header, *found = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).active.iter_rows(values_only=True)
            return [
                {k: restored(v) if isinstance(v, str) else v for k, v in zip(header, row, strict=True)} for row in found
            ]


@pytest.mark.parametrize("form", ["parquet", "csv", "xlsx", "jsonl"])
def test_hostile_headlines_survive(told, tmp_path, form):
    assert HOSTILE in {row["title"] for row in values(told, tmp_path, form, "articles")}


def test_events_are_merged_and_dated(told, tmp_path):
    (raided,) = [row for row in values(told, tmp_path, "parquet", "events") if row["event_type"] == "ASSAULT"]
    assert (raided["reports"], raided["articles"], raided["publishers"]) == (3, 3, 3)
    assert str(raided["first_day"]) == "2024-10-30"
    assert (raided["place"], raided["lat"], raided["lon"]) == ("Brackmouth", 1.0, 2.0)


def test_filters_choose_and_are_in_the_manifest(told, tmp_path):
    path = tmp_path / "x"
    manifest = exported(told, path, "jsonl", type="THREATEN", since="2024-01-01")
    assert manifest.rows == 1
    assert manifest.filters == {"type": ("THREATEN",), "since": "2024-01-01"}
    assert exported(told, path, "jsonl", "reports", type="THREATEN").rows == 1
    assert exported(told, path, "jsonl", "articles", type="THREATEN").rows == 1
    assert exported(told, path, "jsonl", "articles", since="2024-11-02").rows == 1
    assert exported(told, path, "jsonl", "articles", until="2024-10-30").rows == 0
    assert exported(told, path, "jsonl", "numbers", since="2024-11-02").rows == 1
    assert exported(told, path, "jsonl", "numbers", type="THREATEN").rows == 0
    assert exported(told, path, "jsonl", "entities", type="THREATEN").rows == 2
    assert exported(told, path, "jsonl", "entities").rows == 3
    assert exported(told, path, "jsonl", "claims", actor="Olaf Berg").rows == 1


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_chosen_is_a_whole_file_too(told, tmp_path, form):
    path = tmp_path / "x"
    assert exported(told, path, form, until="1900-01-01").rows == 0
    assert rows_in(path, form) == 0


def test_what_has_no_row_is_counted(told, tmp_path):
    raided = {"type": "ASSAULT"}
    assert exported(told, tmp_path / "x", "geojson").left_out == {"events without a place on the map": 1}
    assert exported(told, tmp_path / "x", "gdelt").left_out == {"events not told as having happened": 1}
    assert exported(told, tmp_path / "x", "gdelt", **raided).left_out == {}


@pytest.mark.parametrize("form", FORMATS)
def test_an_interrupted_export_leaves_things_as_they_were(told, tmp_path, form, monkeypatch):
    path = tmp_path / "out" / "x"
    path.parent.mkdir()
    exported(told, path, form)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    def interrupt(*arguments, **named):
        raise KeyboardInterrupt

    monkeypatch.setattr(exporting, "make_manifest", interrupt)
    with pytest.raises(KeyboardInterrupt):
        exported(told, path, form, type="THREATEN")
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_full_disk_is_an_error_of_the_file(told):
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(OSError, match="No space"):
        export_stream(told.connection, full, Wanted("csv"))


def test_a_folder_that_is_not_there_is_named(told, tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        told.export(tmp_path / "nowhere" / "x", format="csv")
    with pytest.raises(IsADirectoryError):
        told.export(tmp_path, format="csv")


def test_too_many_rows_for_a_sheet_are_refused_before_anything_is_written(told, tmp_path):
    path = tmp_path / "x.xlsx"
    with pytest.raises(ExportError, match=r"4 rows don't fit: an XLSX sheet has 4 rows"):
        export_file(told.connection, path, Wanted("xlsx", "reports"), ExportSettings(sheet_rows=4))
    assert not path.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"form": "pdf"}, "no format 'pdf'"),
        ({"form": "csv", "what": "silence"}, "no table 'silence'"),
        ({"form": "gdelt", "what": "claims"}, "gdelt holds no claims"),
        ({"form": "parquet", "bom": True}, "byte order mark"),
    ],
)
def test_wrong_usage_is_one_line(wrong, words):
    with pytest.raises(ExportUsageError, match=words):
        Wanted(**wrong)


@pytest.mark.parametrize("form", BINARY_FORMATS)
def test_binary_formats_are_for_files(told, form):
    with pytest.raises(ExportUsageError, match="--output"):
        export_stream(told.connection, io.BytesIO(), Wanted(form))


def test_a_stream_gets_what_a_file_gets(told, tmp_path):
    stream = io.BytesIO()
    written = export_stream(told.connection, stream, Wanted("polecat"))
    manifest = exported(told, tmp_path / "x", "polecat")
    assert stream.getvalue() == (tmp_path / "x").read_bytes()
    assert written.rows == manifest.rows == 2


def test_a_wrong_filter_is_an_error(told, tmp_path):
    with pytest.raises(FilterError):
        told.export(tmp_path / "x", format="csv", filters=Filters.of(type="NONSENSE"))


def test_superseded_versions_are_left_out(told, tmp_path):
    store(told, tell_raid(raid(1, "Corrected.", title="Corrected", document="one")))
    assert len(rows(told, "select 1 from articles")) == 4
    titles = [row["title"] for row in values(told, tmp_path, "jsonl", "articles")]
    assert len(titles) == 3
    assert "Corrected" in titles
