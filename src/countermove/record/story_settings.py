"""How articles are grouped into stories, from ``data/record/stories.yaml``; fitted by ``training.stories``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml


@dataclass(frozen=True, slots=True)
class StorySettings:
    """What joins articles into a story."""

    window: int
    """Days between an article and the articles that it is compared with, earlier or later."""
    compared: int
    """At most so many of the most similar articles are looked at together."""
    least_similar: float
    """Articles less similar than this (cosine) are never neighbours."""
    neighbours: int
    """Neighbours that tell what is usual for an article (:func:`~countermove.record.linkage.scale_locally`)."""
    floor: float
    """Least of what is taken for usual."""
    join: float
    """Least mean similarity, over what is usual, of two groups that are one story."""
    join_undated: float
    """The same where an article has no date."""
    half_life: float
    """Days after which being apart in time has taken half of its effect."""
    apart: float
    """That effect: the share of a similarity lost by articles far apart in time."""
    keep: float
    """A story goes on under its name where at least this share of its compared articles stay together."""
    undated: int
    """So many of the last articles without a date are compared."""

    def nearness(self) -> list[int]:
        """What a similarity counts in thousandths, by the days between the two articles from 0 to ``window``."""
        return [round(1000 * (1 - self.apart * (1 - 0.5 ** (gap / self.half_life)))) for gap in range(self.window + 1)]


_WHOLE = {"window": (0, 3660), "compared": (2, 500), "neighbours": (1, 100), "undated": (0, 1_000_000)}
_SHARES = ("least_similar", "floor", "apart", "keep")


def load_story_settings(path: Path | None = None) -> StorySettings:
    """Read the settings; without a path, those that are shipped.

    Raises:
        LexiconError: a setting is missing, unknown, no number or out of range; file and line are named.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "stories.yaml"
    data: Any = load_yaml(path)
    names = [field.name for field in fields(StorySettings)]
    if not isinstance(data, dict) or set(data) != set(names):
        raise LexiconError(path, getattr(data, "line", 1), f"must give {', '.join(names)}, no more")
    for name, value in data.items():
        problem = _problem(name, value)
        if problem:
            raise LexiconError(path, getattr(data, "line", 1), f"{name}: {value!r} {problem}")
    return StorySettings(**data)


def _problem(name: str, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "is no number"
    if name in _WHOLE:
        low, high = _WHOLE[name]
        return None if isinstance(value, int) and low <= value <= high else f"isn't a whole number from {low} to {high}"
    if name in _SHARES and not 0 <= value <= 1:
        return "isn't between 0 and 1"
    return None if value > 0 or name in _SHARES else "isn't above 0"
