"""Filters as options of the command line, so that what a report counts can be listed."""

from __future__ import annotations

import shlex

from countermove.record.filters import Filters

_OPTIONS = (
    ("actor", "--actor"),
    ("recipient", "--recipient"),
    ("event_type", "--type"),
    ("place", "--place"),
    ("topic", "--topic"),
    ("status", "--status"),
    ("story", "--story"),
)


def filter_options(filters: Filters) -> str:
    """All filters as options, such as ``--actor UKR --since 2024-10-01``."""
    found = [f"{option} {shlex.quote(value)}" for name, option in _OPTIONS for value in getattr(filters, name)]
    if filters.min_origins:
        found.append(f"--min-origins {filters.min_origins}")
    for option, day in (("--since", filters.since), ("--until", filters.until)):
        if day is not None:
            found.append(f"{option} {day.isoformat()}")
    return " ".join(found)


def filter_words(filters: Filters) -> str:
    """What is asked for beside days, in words: "actor UKR or RUS; place Kursk"."""
    names = {"event_type": "type"}
    found = []
    for name, _ in _OPTIONS:
        if values := getattr(filters, name):
            found.append(f"{names.get(name, name)} {' or '.join(values)}")
    if filters.min_origins:
        found.append(f"at least {filters.min_origins} independent origins")
    return "; ".join(found)
