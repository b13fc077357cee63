"""CAMEO roots and quad classes of relations, by the names that benchmark files use."""

from __future__ import annotations

import csv
from pathlib import Path


def relation_groups(data: Path) -> dict[str, tuple[int, int]]:
    """Root and class by name, from ``cameo_goldstein.csv`` in the folder or the one above; empty without it."""
    for path in (data / "cameo_goldstein.csv", data.parent / "cameo_goldstein.csv"):
        if path.exists():
            with path.open(encoding="utf-8", newline="") as rows:
                return {row["name"]: (int(row["code"][:2]) - 1, int(row["quad"]) - 1) for row in csv.DictReader(rows)}
    return {}
