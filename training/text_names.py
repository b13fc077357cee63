"""Measure names on raw texts with gold character spans, by kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from countermove.reader.reader import Reader

GOLD_KINDS = {
    "Person": "person",
    "PER": "person",
    "Organization": "organization",
    "ORG": "organization",
    "Location": "place",
    "LOC": "place",
    "Facility": "place",
    "NORP": "norp",
}
MEASURED = ("person", "organization", "place")


def found_names(reader: Reader, text: str) -> dict[tuple[int, int], str]:
    """Return the names the reader finds, by character span."""
    return {(name.start, name.end): name.kind for name in reader.parse(text).names}


def evaluate_names(reader: Reader, path: Path, part: int) -> dict[str, float]:
    """Measure person, organization and place on texts with `entities` (start, end, label); exact spans.

    Predictions on spans that the gold gives another kind of label are not counted, as that kind is not measured.
    """
    counts: Counter[str] = Counter()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if number % part:
            continue
        record = json.loads(line)
        gold = {(e["start"], e["end"]): GOLD_KINDS.get(e["label"], "") for e in record["entities"]}
        found = {s: k for s, k in found_names(reader, record["text"]).items() if k in MEASURED}
        wanted = {span: kind for span, kind in gold.items() if kind in MEASURED}
        found = {span: kind for span, kind in found.items() if span not in gold or span in wanted}
        counts["gold"] += len(wanted)
        counts["found"] += len(found)
        counts["spans"] += len(wanted.keys() & found.keys())
        for span, kind in found.items():
            counts[f"found {kind}"] += 1
            counts[f"right {kind}"] += wanted.get(span) == kind
        for kind in wanted.values():
            counts[f"gold {kind}"] += 1
    right = sum(counts[f"right {kind}"] for kind in MEASURED)
    figures = {"f1": _f1(right, counts["found"], counts["gold"])}
    figures["span_f1"] = _f1(counts["spans"], counts["found"], counts["gold"])
    figures["precision"] = round(100 * right / max(1, counts["found"]), 1)
    figures["recall"] = round(100 * right / max(1, counts["gold"]), 1)
    for kind in MEASURED:
        figures[kind] = _f1(counts[f"right {kind}"], counts[f"found {kind}"], counts[f"gold {kind}"])
    return figures | {"n": counts["gold"]}


def _f1(right: int, found: int, gold: int) -> float:
    return round(200 * right / max(1, found + gold), 1)
