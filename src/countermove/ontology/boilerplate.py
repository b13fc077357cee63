"""Cues that mark a sentence as boilerplate (``data/cues/boilerplate.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

_LISTS = ("whole", "begins", "begins_fragment", "contains", "contains_fragment", "ends_fragment", "counted", "agency")


@dataclass(frozen=True, slots=True)
class BoilerplateCues:
    """Lower-case cues, by the place in a sentence where they count; ``strip`` is removed at both ends first.

    The fields ending in ``fragment`` count only in a sentence without a grammatical subject. ``counted`` are nouns that
    make a whole sentence with a number before them, ``agency`` words that stand beside a person's name in a byline.
    """

    strip: str
    whole: frozenset[str]
    begins: tuple[str, ...]
    begins_fragment: tuple[str, ...]
    contains: tuple[str, ...]
    contains_fragment: tuple[str, ...]
    ends_fragment: tuple[str, ...]
    counted: frozenset[str]
    agency: frozenset[str]


def load_boilerplate_cues(path: Path) -> BoilerplateCues:
    """Read the boilerplate cues from ``boilerplate.yaml``.

    Raises:
        LexiconError: a list is missing, unknown or holds something that isn't a lower-case, non-empty text.
    """
    data = load_yaml(path)
    if not isinstance(data, dict):
        raise LexiconError(path, 1, "a mapping of lists is expected")
    unknown = sorted(set(data) - {*_LISTS, "strip"})
    if unknown:
        raise LexiconError(path, getattr(data, "line", None), f"unknown keys: {', '.join(unknown)}")
    strip = data.get("strip")
    if not isinstance(strip, str):
        raise LexiconError(path, getattr(data, "line", None), "strip must be a text of characters")
    lists = {name: _cues(path, data, name) for name in _LISTS}
    return BoilerplateCues(
        strip=strip,
        whole=frozenset(lists["whole"]),
        begins=lists["begins"],
        begins_fragment=lists["begins_fragment"],
        contains=lists["contains"],
        contains_fragment=lists["contains_fragment"],
        ends_fragment=lists["ends_fragment"],
        counted=frozenset(lists["counted"]),
        agency=frozenset(lists["agency"]),
    )


def _cues(path: Path, data: dict[str, Any], name: str) -> tuple[str, ...]:
    line = getattr(data, "line", None)
    entries = data.get(name)
    if not isinstance(entries, list):
        raise LexiconError(path, line, f"{name} must be a list of cues")
    for entry in entries:
        if not isinstance(entry, str) or not entry.strip():
            raise LexiconError(path, line, f"{name}: {entry!r} is not a text")
        if entry != entry.lower():
            raise LexiconError(path, line, f"{name}: {entry!r} must be lower case")
    return tuple(entries)
