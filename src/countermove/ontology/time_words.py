"""Words of time expressions, from ``data/cues/times.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.number_words import NumberWords, load_number_words, number_table
from countermove.ontology.yaml_lines import load_yaml

_LISTS = (
    "before",
    "this",
    "after",
    "each",
    "early",
    "middle",
    "late",
    "ago",
    "later",
    "approximate",
    "zones",
    "not_dates_before",
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Time words by what they do in an expression; see the data file for their meaning."""

    numbers: NumberWords
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    parts_of_day: Mapping[str, str]
    days: Mapping[str, int]
    references: Mapping[str, str]
    sets: Mapping[str, str]
    holidays: Mapping[str, str]
    before: frozenset[str]
    this: frozenset[str]
    after: frozenset[str]
    each: frozenset[str]
    early: frozenset[str]
    middle: frozenset[str]
    late: frozenset[str]
    ago: frozenset[str]
    later: frozenset[str]
    approximate: frozenset[str]
    zones: frozenset[str]
    not_dates_before: frozenset[str]


def load_time_words(path: Path) -> TimeWords:
    """Load the time words and, from the file beside them, the number words.

    Raises:
        LexiconError: a table or list is missing or holds something else; file and line are named.
    """
    data: Any = load_yaml(path)

    def texts(key: str) -> Mapping[str, str]:
        table = data.get(key) if isinstance(data, dict) else None
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise LexiconError(path, getattr(table, "line", None), f"needs a table of words {key!r}")
        return MappingProxyType(dict(table))

    def words(key: str) -> frozenset[str]:
        items = data.get(key) if isinstance(data, dict) else None
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise LexiconError(path, getattr(data, "line", None), f"needs a list of words {key!r}")
        return frozenset(items)

    references = {}
    for value, phrases in (data.get("references") or {}).items():
        references.update({phrase: value for phrase in phrases})
    return TimeWords(
        numbers=load_number_words(path.with_name("numbers.yaml")),
        months=number_table(path, data, "months"),
        weekdays=number_table(path, data, "weekdays"),
        units=texts("units"),
        seasons=texts("seasons"),
        parts_of_day=texts("parts_of_day"),
        days=number_table(path, data, "days"),
        references=MappingProxyType(references),
        sets=texts("sets"),
        holidays=texts("holidays"),
        **{key: words(key) for key in _LISTS},
    )
