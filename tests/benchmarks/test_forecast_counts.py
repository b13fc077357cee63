"""The benchmark of counts runs on files of an invented world, on a test file too, one step and many ahead."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.count_simulation import simulate
from benchmarks.forecast import main
from benchmarks.forecast_counts import run
from countermove.response.counts.daily_counts import CLASSES, DailyCounts

RELATIONS = ("Make statement", "Provide aid", "Threaten", "Use conventional military force")
"""One of each class."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("counts")
    counts = simulate(5, 30, 130, mean=0.05).counts
    actors = [f"actor {number}\t{number}" for number in range(60)]
    (path / "entity2id.txt").write_text("\n".join(actors) + "\n", encoding="utf-8")
    names = [f"{name}\t{number}" for number, name in enumerate(RELATIONS)]
    (path / "relation2id.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    for name, first, last in (("train", 0, 80), ("valid", 80, 90), ("test", 90, 130), ("short", 90, 95)):
        (path / f"{name}.txt").write_text(_lines(counts, first, last), encoding="utf-8")
    return path


def _lines(counts: DailyCounts, first: int, last: int) -> str:
    rows = np.flatnonzero((counts.day >= first) & (counts.day < last))
    columns = (counts.initiator, counts.series % CLASSES, counts.target, counts.day)
    return "".join("\t".join(str(column[row]) for column in columns) + "\t0\n" for row in rows)


@pytest.mark.parametrize("mode", ["single", "multi"])
def test_a_test_file_is_scored_after_both_others(folder: Path, mode: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    arguments = ["--data", str(folder), "--test", str(folder / "test.txt"), "--mode", mode, "--parts", "counts"]
    assert main([*arguments, "--json", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))["counts"]
    scored = len((folder / "test.txt").read_text(encoding="utf-8").splitlines())
    assert found["acts_scored"] == scored
    assert [row["level"] for row in found["ladder"]] == ["constant", "own", "partner", "third_party"]
    assert set(found["any_act"]) == {"1", "7", "30"}
    if mode == "single":
        assert found["ladder"][1]["gain"]["low"] > 0, "acts excite acts in these data"
        assert set(found["answers"]) == {"1", "7", "30"}
    else:
        assert found["placebo"] is None
        assert "answers" not in found
    assert all(0 <= row["raw"]["ece"] <= 1 for row in found["any_act"].values())


@pytest.mark.parametrize("mode", ["single", "multi"])
def test_no_horizon_looks_beyond_the_last_day(folder: Path, mode: str) -> None:
    found = run(folder, folder / "short.txt", mode)
    assert set(found["any_act"]) == {"1"}
    assert set(found.get("answers", {"1": None})) == {"1"}


def test_a_relation_of_no_class_is_told_in_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("entity2id.txt", "train.txt", "valid.txt"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    text = (folder / "relation2id.txt").read_text(encoding="utf-8").replace("Threaten", "Hum a tune")
    (tmp_path / "relation2id.txt").write_text(text, encoding="utf-8")
    assert main(["--data", str(tmp_path), "--parts", "counts"]) == 1
    told = capsys.readouterr().err
    assert "'Hum a tune' starts like no CAMEO name" in told
    assert told.count("\n") == 1
