"""The benchmark of forecasts runs on files of an invented world and tells malformed ones in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.forecast import main
from benchmarks.forecast_plot import write_calibration
from tests.response.ranking.world import ACTORS, ACTS, events


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = [f"actor {number}\t{number}" for number in range(ACTORS)]
    (tmp_path / "entity2id.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    acts = [f"act {number}\t{number}" for number in range(ACTS)]
    (tmp_path / "relation2id.txt").write_text("\n".join(acts) + "\n", encoding="utf-8")
    for name, first, last in (("train", 0, 20), ("valid", 20, 24), ("test", 24, 27)):
        rows = ["\t".join(map(str, row)) + "\t0" for row in events(last, first, last).tolist()]
        (tmp_path / f"{name}.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("mode", ["single", "multi"])
@pytest.mark.parametrize("test", [False, True])
def test_tables_json_and_plot(folder: Path, mode: str, test: bool, capsys: pytest.CaptureFixture[str]) -> None:
    out, plot = folder / "out.json", folder / "plot.svg"
    arguments = ["--data", str(folder), "--mode", mode, "--parts", "ranking", "--json", str(out), "--plot", str(plot)]
    assert main(arguments + (["--test", str(folder / "test.txt")] if test else [])) == 0
    found = json.loads(out.read_text(encoding="utf-8"))["ranking"]
    assert (found["events known"], found["events scored"]) == ((288, 36) if test else (240, 48))
    steps = [of_step["both"]["mrr"] for of_step in found["steps"].values()]
    # Three others in reach, five acts: about 1/2 can be reached, chance among 30 gives 0.13.
    assert steps[-1] > 0.4
    assert steps[1] > steps[0]  # the pair tells more than the act
    assert plot.read_text(encoding="utf-8").startswith("<svg")
    printed = capsys.readouterr()
    assert "learned ranker" in printed.out
    assert "scoring day" in printed.err


def test_a_malformed_file_is_told_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "valid.txt").write_text("1\t2\n", encoding="utf-8")
    assert main(["--data", str(folder), "--parts", "ranking"]) == 1
    told = capsys.readouterr().err
    assert "valid.txt:1: must be four numbers" in told
    assert told.count("\n") == 1


def test_names_in_a_plot_are_escaped(tmp_path: Path) -> None:
    write_calibration(tmp_path / "plot.svg", {"<b> & more": [(0.1, 0.2), (0.5, 0.4)]})
    assert "&lt;b&gt; &amp; more" in (tmp_path / "plot.svg").read_text(encoding="utf-8")
