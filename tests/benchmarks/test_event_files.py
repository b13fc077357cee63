"""Files of events: what is read, and what one line says of a file that can't be."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.event_files import read_events, read_vocabulary
from countermove.response.ranking.errors import RankingError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "entity2id.txt").write_text("Norland\t0\nPolice (Norland)\t1\nOla Berg\t2\n", encoding="utf-8")
    (tmp_path / "relation2id.txt").write_text("Consult\t0\nSign_formal_agreement\t1\n", encoding="utf-8")
    (tmp_path / "train.txt").write_text("0\t0\t1\t24\n2\t1\t0\t0\t7\n\n", encoding="utf-8")
    return tmp_path


def test_events_are_put_in_order_and_hours_made_days(folder: Path) -> None:
    (found,) = read_events([folder / "train.txt"], read_vocabulary(folder))
    assert found.rows().tolist() == [[2, 1, 0, 0], [0, 0, 1, 1]]


def test_names_tell_places_roles_and_groups(folder: Path) -> None:
    vocabulary = read_vocabulary(folder, {"Sign formal agreement": (4, 1)})
    assert vocabulary.places == (0, 0, -1)
    assert vocabulary.roles == (0, 1, -1)
    assert vocabulary.groups == (5, 4)
    assert vocabulary.quads == (0, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0\t0\t1\n", "train.txt:1: must be four numbers between tabs"),
        ("0\t0\t1\t0\n0 0 1 0\n", "train.txt:2: must be four numbers between tabs"),
        ("0\tx\t1\t0\n", "train.txt:1: must be four numbers between tabs"),
        ("0\t0\t3\t0\n", "train.txt:1: object 3 is out of range"),
        ("0\t2\t1\t0\n", "train.txt:1: relation 2 is out of range"),
        ("0\t0\t1\t-1\n", "train.txt:1: time -1 is out of range"),
        ("0\t0\t1\t99999999999999999999999\n", "train.txt:1: time 99999999999999999999999 is out of range"),
        ("\n", "train.txt: holds no events"),
    ],
)
def test_a_malformed_file_is_told_in_one_line(folder: Path, text: str, told: str) -> None:
    (folder / "train.txt").write_text(text, encoding="utf-8")
    with pytest.raises(RankingError) as problem:
        read_events([folder / "train.txt"], read_vocabulary(folder))
    assert told in str(problem.value)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norland\n", "entity2id.txt:1: must be a name, a tab and a number"),
        ("Norland\t0\nSudland\t0\n", "entity2id.txt:2: number 0 is given twice"),
        ("Norland\t0\nSudland\t2\n", "must run from 0 to 1 without gaps"),
        ("", "must run from 0"),
    ],
)
def test_malformed_names_are_told_in_one_line(folder: Path, text: str, told: str) -> None:
    (folder / "entity2id.txt").write_text(text, encoding="utf-8")
    with pytest.raises(RankingError, match="entity2id"):
        read_vocabulary(folder)
    with pytest.raises(RankingError) as problem:
        read_vocabulary(folder)
    assert told in str(problem.value)


def test_missing_and_unreadable_files_are_told(folder: Path) -> None:
    with pytest.raises(RankingError, match=r"valid.txt: can't be read"):
        read_events([folder / "valid.txt"], read_vocabulary(folder))
    (folder / "valid.txt").write_bytes(b"\xff\xfe0\t0")
    with pytest.raises(RankingError, match="isn't UTF-8"):
        read_events([folder / "valid.txt"], read_vocabulary(folder))
