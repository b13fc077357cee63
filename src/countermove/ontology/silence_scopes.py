"""What a reported silence is about: words, deeds, or a kind of deed (``responders/silence_scopes.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.yaml_lines import LineDict, load_yaml

SCOPES_FILE = "responders/silence_scopes.yaml"
GENERAL_SCOPES = ("words", "deeds", "any")
"""Scopes that are no PLOVER type."""


@dataclass(frozen=True, slots=True)
class SilenceScopes:
    """Phrases with their scopes, the longest first; what goes before a deed that is refused, or told as not done; how a
    silence names the latest act of its article."""

    phrases: tuple[tuple[re.Pattern[str], str], ...]
    refusals: re.Pattern[str]
    negations: re.Pattern[str]
    latest: re.Pattern[str]

    def of(self, words: str) -> str | None:
        """The scope that words name; None where they name none."""
        plain = _plain(words)
        return next((scope for pattern, scope in self.phrases if pattern.search(plain)), None)

    def refused_deed(self, words: str) -> str | None:
        """The kind of deed that words refuse ("declined to join the sanctions"); None where they refuse none."""
        plain = _plain(words)
        refusal = self.refusals.search(plain)
        if refusal is None:
            return None
        rest = plain[refusal.end() :]
        return next(
            (scope for pattern, scope in self.phrases if scope not in GENERAL_SCOPES and pattern.search(rest)), None
        )

    def names_latest(self, words: str) -> bool:
        """Whether a silence is about the latest act that its article tells ("on the decision")."""
        return self.latest.search(_plain(words)) is not None

    def negated(self, words: str) -> bool:
        """Whether words hold a negation."""
        return self.negations.search(_plain(words)) is not None


def load_silence_scopes(path: Path, plover: Plover) -> SilenceScopes:
    """Load the phrases.

    Raises:
        LexiconError: a scope is unknown or a phrase is no text; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"refusals", "negations", "latest", "scopes"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give refusals, negations, latest, scopes, no more")
    found: list[tuple[int, str, str]] = []
    for entry in data["scopes"]:
        if not isinstance(entry, LineDict) or set(entry) != {"scope", "phrases"}:
            raise LexiconError(path, getattr(entry, "line", data.line), "an entry must give scope and phrases, no more")
        scope = entry["scope"]
        event_type, _, mode = str(scope).partition(" ")
        if scope not in GENERAL_SCOPES and (
            event_type not in plover.quads or not plover.allows(event_type, mode or None)
        ):
            raise LexiconError(path, entry.line, f"{scope!r} is none of {', '.join(GENERAL_SCOPES)}, no type, no mode")
        found += [(-len(phrase.split()), phrase, str(scope)) for phrase in _phrases(path, entry, "phrases")]
    ordered = sorted(enumerate(found), key=lambda one: (one[1][0], one[0]))
    return SilenceScopes(
        tuple((_pattern([phrase]), scope) for _, (_, phrase, scope) in ordered),
        _pattern(_phrases(path, data, "refusals")),
        _pattern(_phrases(path, data, "negations")),
        _pattern(_phrases(path, data, "latest")),
    )


def _phrases(path: Path, entry: LineDict, name: str) -> list[str]:
    phrases = entry[name]
    if not isinstance(phrases, list) or not phrases:
        raise LexiconError(path, entry.line, f"{name} must be a list of phrases")
    for phrase in phrases:
        if not isinstance(phrase, str) or not phrase or phrase != phrase.lower():
            raise LexiconError(path, entry.line, f"{phrase!r} is no phrase in lower case")
    return phrases


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    """Any of some phrases as whole words; ``*`` stands for the rest of a word."""
    any_of = "|".join(
        " ".join(re.escape(word).replace(r"\*", r"[\w'-]*") for word in phrase.split())
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )
    return re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])")


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


@cache
def shipped_silence_scopes() -> SilenceScopes:
    """The package's own phrases."""
    return load_silence_scopes(DATA / SCOPES_FILE, load_plover(DATA / "plover.yaml"))
