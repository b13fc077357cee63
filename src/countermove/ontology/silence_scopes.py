"""What a reported silence is about: words, deeds, or a kind of deed (``responders/silence_scopes.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.yaml_lines import LineDict, LineList, load_yaml

SCOPES_FILE = "responders/silence_scopes.yaml"
GENERAL_SCOPES = ("words", "deeds", "any")
"""Scopes that are no PLOVER type."""


@dataclass(frozen=True, slots=True)
class SilenceScopes:
    """Patterns with their scopes, the longest phrase first."""

    patterns: tuple[tuple[re.Pattern[str], str], ...]

    def of(self, words: str) -> str | None:
        """The scope that words name; None where they name none."""
        plain = " ".join(words.lower().split())
        return next((scope for pattern, scope in self.patterns if pattern.search(plain)), None)

    def deed(self, words: str) -> str | None:
        """The kind of deed that words name, deeds in general left out."""
        plain = " ".join(words.lower().split())
        return next(
            (scope for pattern, scope in self.patterns if scope not in GENERAL_SCOPES and pattern.search(plain)), None
        )


def load_silence_scopes(path: Path, plover: Plover) -> SilenceScopes:
    """Load the phrases.

    Raises:
        LexiconError: a scope is unknown or a phrase is no text; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineList):
        raise LexiconError(path, 1, "must be a list of scopes with phrases")
    found: list[tuple[int, str, str]] = []
    for entry in data:
        if not isinstance(entry, LineDict) or set(entry) != {"scope", "phrases"}:
            raise LexiconError(path, getattr(entry, "line", data.line), "an entry must give scope and phrases, no more")
        scope = entry["scope"]
        event_type, _, mode = str(scope).partition(" ")
        if scope not in GENERAL_SCOPES and (
            event_type not in plover.quads or not plover.allows(event_type, mode or None)
        ):
            raise LexiconError(path, entry.line, f"{scope!r} is none of {', '.join(GENERAL_SCOPES)}, no type, no mode")
        for phrase in entry["phrases"]:
            if not isinstance(phrase, str) or not phrase or phrase != phrase.lower():
                raise LexiconError(path, entry.line, f"{phrase!r} is no phrase in lower case")
            found.append((-len(phrase.split()), phrase, str(scope)))
    ordered = sorted(enumerate(found), key=lambda one: (one[1][0], one[0]))
    return SilenceScopes(tuple((_pattern(phrase), scope) for _, (_, phrase, scope) in ordered))


def _pattern(phrase: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"[\w'-]*") for word in phrase.split()]
    return re.compile(r"(?<![\w-])" + " ".join(words) + r"(?![\w-])")


@cache
def shipped_silence_scopes() -> SilenceScopes:
    """The package's own phrases."""
    return load_silence_scopes(DATA / SCOPES_FILE, load_plover(DATA / "plover.yaml"))
