"""The calibration of forecasts as a drawing: what was told against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

SIZE, MARGIN = 420, 56
COLOURS = ("#0b5fa5", "#b3501b", "#3b7a2a", "#6f4aa0", "#8a6d00", "#a0325e")


def write_calibration(path: Path, curves: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Write an SVG with a curve for each name: points of told and happened shares, 0 to 1; the diagonal is perfect."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE + 20 * len(curves)}" '
        'font-family="sans-serif" font-size="12" role="img" aria-label="Calibration of forecasts">',
        f'<rect width="{SIZE}" height="{SIZE + 20 * len(curves)}" fill="white"/>',
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" stroke="black" fill="none"/>',
        f'<text x="{SIZE / 2}" y="{SIZE - 14}" text-anchor="middle">probability told</text>',
        f'<text x="14" y="{SIZE / 2}" text-anchor="middle" transform="rotate(-90 14 {SIZE / 2})">'
        "share that happened</text>",
    ]
    for tick in range(0, 11, 2):
        share = tick / 10
        parts.append(f'<text x="{_x(share)}" y="{_y(0) + 16}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{_x(0) - 6}" y="{_y(share) + 4}" text-anchor="end">{share:g}</text>')
    for number, (name, points) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{_x(told)},{_y(happened)}" for told, happened in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [f'<circle cx="{_x(a)}" cy="{_y(b)}" r="3" fill="{colour}"/>' for a, b in points]
        parts.append(f'<text x="{MARGIN}" y="{SIZE + 10 + 20 * number}" fill="{colour}">{escape(name)}</text>')
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _x(share: float) -> float:
    return round(MARGIN + share * (SIZE - 2 * MARGIN), 2)


def _y(share: float) -> float:
    return round(SIZE - MARGIN - share * (SIZE - 2 * MARGIN), 2)


def curves_of(found: Mapping[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """The curves in what the parts of the benchmark found; of recalibrated probabilities where there are such."""
    curves: dict[str, list[tuple[float, float]]] = {}
    if "ranking" in found:
        curves["who and whom"] = [(row["told"], row["happened"]) for row in found["ranking"]["calibration"]]
    for key, name in (("answers", "an answer"), ("any_act", "any act")):
        for days, row in found.get("counts", {}).get(key, {}).items():
            table = row.get("recalibrated", row.get("raw"))["table"]
            curves[f"{name} within {days} days"] = [(one["mean_probability"], one["observed"]) for one in table]
    return curves
