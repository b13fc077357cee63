"""Reports made by hand."""

from __future__ import annotations

from typing import Any

from countermove.record.reports import Report


def report(mention: str, **changes: Any) -> Report:
    """A report of an attack, with changes."""
    fields: dict[str, Any] = {
        "mention_id": mention,
        "article_id": mention.split("/")[0],
        "story_id": "harbour",
        "event_type": "ASSAULT",
        "mode": None,
        "status": "happened",
        "published": 100,
        "first_day": 100,
        "last_day": 100,
        "time_inferred": False,
        "triggers": ("attack",),
        "shown": "attacked",
        "actors": ("k:group", "n:morvane"),
        "recipients": ("k:place", "n:ellery"),
        "place": None,
        "quantities": (),
        "names": ("n:ellery", "n:morvane"),
        "words": {"depot": 500, "night": 300, "quay": 600},
        "sentence": 0,
        "repeats": 2,
        "article": {1: 700, 2: 600, 3: 400},
    }
    return Report(**{**fields, **changes})
