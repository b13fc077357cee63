"""What works, and how it is told where it doesn't."""

import shutil

import pytest

from countermove.cli.diagnosis import pages, reading
from countermove.cli.diagnosis.apart import Check, attempt
from countermove.cli.diagnosis.drawing import find_drawing
from countermove.cli.diagnosis.pages import find_pages
from countermove.cli.diagnosis.reading import find_places, find_reading
from countermove.cli.diagnosis.settings import DiagnosisSettings
from countermove.cli.diagnosis.storing import find_folder, find_round_trip
from countermove.ontology import lexicon
from countermove.server.pages import drawing

MODEL = Check("works", "model", "countermove.cli.diagnosis.reading", "find_reading")


def test_the_model_reads_a_sentence_as_expected():
    lines = list(find_reading())
    assert [(one.name, one.state) for one in lines] == [("model", "ok"), ("reading", "ok"), ("reading", "ok")]
    assert lines[-1].group == "speed" and lines[-1].figures["words_per_second"] > 0


def test_another_reading_than_expected_fails(monkeypatch):
    monkeypatch.setattr(reading, "EXPECTED", ("ACCUSE", "UGA", "2024-10-28"))
    line = list(find_reading())[1]
    assert line.state == "fails" and "KEN" in line.detail and "UGA" in line.detail


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 500])
def test_a_broken_model_file_is_named(tmp_path, content):
    path = tmp_path / "reader.onnx"
    if content is not None:
        path.write_bytes(content)
    [line] = attempt(Check("works", "model", MODEL.module, MODEL.function, (str(path),)))
    assert line.state == "fails" and str(path) in line.detail and "\n" not in line.detail


def test_the_gazetteer(monkeypatch, tmp_path):
    assert [one.state for one in find_places()] == ["ok"]
    shutil.copytree(lexicon.DATA / "places", tmp_path / "places")
    (tmp_path / "places" / "cities.tsv.gz").write_bytes(b"\x1f\x8b cut off")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)
    [line] = attempt(Check("works", "gazetteer", MODEL.module, "find_places"))
    assert line.state == "fails" and "cities.tsv.gz" in line.detail
    monkeypatch.setattr(lexicon, "DATA", lexicon.Path(reading.__file__).parents[2] / "data")
    monkeypatch.setattr(reading, "_TOWN", "Nowhereville-on-Sea")
    assert [one.state for one in find_places()] == ["fails"]


def test_pages_and_feeds(monkeypatch):
    assert [one.state for one in find_pages()] == ["ok"]
    monkeypatch.setattr(pages, "_FEED", "<rss version='2.0'><channel><title>None</title></channel></rss>")
    [line] = find_pages()
    assert (line.state, line.detail) == ("fails", "a feed isn't read")


def test_charts(monkeypatch):
    assert [one.state for one in find_drawing()] == ["ok"]
    monkeypatch.setattr(drawing, "draw", lambda chart: "<svg></svg>")
    assert [one.state for one in find_drawing()] == ["fails"]


def test_a_folder_with_room(tmp_path):
    [line] = find_folder(str(tmp_path), DiagnosisSettings(least_disk=0, little_disk=0))
    assert line.state == "ok" and line.figures["free_bytes"] > 0 and not list(tmp_path.iterdir())


def test_a_small_disk(tmp_path):
    [line] = find_folder(str(tmp_path), DiagnosisSettings(little_disk=10**18))
    assert line.state == "note" and "GB free" in line.detail
    [line] = find_folder(str(tmp_path), DiagnosisSettings(least_disk=10**18))
    assert line.state == "fails" and "too little for a record" in line.detail


def test_folders_where_no_file_can_be_made(tmp_path):
    for place in (tmp_path / "none", "/proc"):
        [line] = find_folder(str(place))
        assert line.state == "fails" and str(place) in line.detail and line.advice


@pytest.mark.parametrize("writable", [True, False])
def test_a_record_goes_round_and_leaves_nothing(tmp_path, writable):
    folder = tmp_path if writable else tmp_path / "none"
    assert [one.state for one in find_round_trip(str(folder))] == ["ok"]
    assert not list(tmp_path.iterdir())
