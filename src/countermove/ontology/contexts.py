"""Words that say which PLOVER contexts an event has, from ``data/cues/contexts.yaml``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

LONGEST = 4
"""Words in the longest cue."""


@dataclass(frozen=True, slots=True)
class ContextCues:
    """Cues by their first word: the remaining words and the contexts they mean."""

    by_first: MappingProxyType[str, tuple[tuple[tuple[str, ...], str], ...]]
    order: tuple[str, ...]


def load_context_cues(path: Path, known: Collection[str]) -> ContextCues:
    """Load the cues; ``known`` are PLOVER's contexts.

    Raises:
        LexiconError: a context that PLOVER doesn't have, or a cue that is no text or too long.
    """
    data: Any = load_yaml(path)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, cues in data.items():
        if context not in known:
            raise LexiconError(path, data.line, f"{context!r} is not a PLOVER context")
        for cue in cues:
            words = str(cue).lower().split()
            if not isinstance(cue, str) or not 0 < len(words) <= LONGEST:
                raise LexiconError(path, data.line, f"{context}: cue {cue!r} must be one to {LONGEST} words")
            index.setdefault(words[0], []).append((tuple(words[1:]), context))
    return ContextCues(MappingProxyType({word: tuple(rest) for word, rest in index.items()}), tuple(data))
