"""Reading events in the form of the field's benchmarks: ``subject relation object time`` in numbers, and their names.

As RE-NET (Jin et al. 2020) and its successors exchange them: ``entity2id.txt`` and ``relation2id.txt`` have a name and
its number on a line, ``train.txt`` and its like four numbers or more; all tab-separated. Times that are all multiples
of one number (hours that mean days) are divided by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.actor_names import places_and_roles
from countermove.response.ranking.errors import RankingError
from countermove.response.ranking.quadruples import Integers, Quadruples, Vocabulary

_COLUMNS = 4
_LATEST = 10**12


def read_vocabulary(folder: Path, groups: Mapping[str, tuple[int, int]] | None = None) -> Vocabulary:
    """Read ``entity2id.txt`` and ``relation2id.txt``.

    Args:
        folder: where they are.
        groups: group and class of relations, by name; relations without stay classes of their own.

    Raises:
        RankingError: a file is missing or a line can't be used; the message names both.
    """
    entities, relations = read_names(folder / "entity2id.txt"), read_names(folder / "relation2id.txt")
    places, roles = places_and_roles(entities)
    known = groups or {}
    highest = max((group for group, _ in known.values()), default=-1) + 1
    told = [known.get(relation.replace("_", " "), (highest + i, 0)) for i, relation in enumerate(relations)]
    return Vocabulary(
        tuple(entities),
        tuple(relations),
        places,
        roles,
        tuple(group for group, _ in told),
        tuple(quad for _, quad in told),
    )


def read_names(path: Path) -> list[str]:
    """Names in order of their numbers, which must run from 0.

    Raises:
        RankingError: the file is missing or a line can't be used.
    """
    names: dict[int, str] = {}
    for line, text in _lines(path):
        name, _, number = text.partition("\t")
        first = number.split("\t")[0].strip()
        if not (first.isascii() and first.isdigit()):
            raise RankingError(f"{path}:{line}: must be a name, a tab and a number, not {text[:80]!r}")
        if int(first) in names:
            raise RankingError(f"{path}:{line}: number {int(first)} is given twice")
        names[int(first)] = name
    if not names or sorted(names) != list(range(len(names))):
        raise RankingError(
            f"{path}: the numbers of {len(names)} names must run from 0 to {len(names) - 1} without gaps"
        )
    return [names[number] for number in range(len(names))]


def read_events(paths: Sequence[Path], vocabulary: Vocabulary) -> list[Quadruples]:
    """Read files of events, whose times are on one scale.

    Raises:
        RankingError: a file is missing or empty, or a line can't be used.
    """
    tables = [_table(path, vocabulary) for path in paths]
    step = int(np.gcd.reduce(np.concatenate([table[:, 3] for table in tables])))
    for table in tables:
        table[:, 3] //= max(1, step)
    return [Quadruples.of(table, vocabulary) for table in tables]


def _table(path: Path, vocabulary: Vocabulary) -> Integers:
    rows: list[list[int]] = []
    limits = (len(vocabulary.entities), len(vocabulary.relations), len(vocabulary.entities), _LATEST)
    for line, text in _lines(path):
        try:
            row = [int(part) for part in text.split("\t")[:_COLUMNS]]
        except ValueError:
            row = []
        if len(row) != _COLUMNS:
            raise RankingError(f"{path}:{line}: must be four numbers between tabs, not {text[:80]!r}")
        for value, limit, what in zip(row, limits, ("subject", "relation", "object", "time"), strict=True):
            if not 0 <= value < limit:
                raise RankingError(f"{path}:{line}: {what} {value} is out of range")
        rows.append(row)
    if not rows:
        raise RankingError(f"{path}: holds no events")
    return np.array(rows, np.int64)


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise RankingError(f"{path}: can't be read ({problem.strerror})") from None
    except UnicodeDecodeError as problem:
        raise RankingError(f"{path}: isn't UTF-8 (byte {problem.start})") from None
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
