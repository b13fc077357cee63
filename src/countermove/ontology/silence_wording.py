"""Ways of saying that somebody has not answered (``responders/silence_wording.yaml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.silence_scopes import GENERAL_SCOPES
from countermove.ontology.yaml_lines import LineDict, load_yaml

WORDING_FILE = "responders/silence_wording.yaml"


@dataclass(frozen=True, slots=True)
class SilenceWording:
    """Patterns with their scopes (None: what the words after them name): those after whose name the silence is told,
    and those before it ("nothing was heard from")."""

    after: tuple[tuple[re.Pattern[str], str | None], ...]
    before: tuple[tuple[re.Pattern[str], str | None], ...]


def load_silence_wording(path: Path, plover: Plover) -> SilenceWording:
    """Load the patterns.

    Raises:
        LexiconError: a scope is unknown or a phrase is none; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"after", "before"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give after and before, no more")
    return SilenceWording(_patterns(path, data, "after", plover), _patterns(path, data, "before", plover))


def _patterns(path: Path, data: LineDict, name: str, plover: Plover) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    found: list[tuple[re.Pattern[str], str | None]] = []
    if not isinstance(data[name], list):
        raise LexiconError(path, data.line, f"{name} must be a list of scopes with phrases")
    for entry in data[name]:
        if not isinstance(entry, LineDict) or set(entry) != {"scope", "phrases"}:
            raise LexiconError(path, getattr(entry, "line", data.line), "an entry must give scope and phrases, no more")
        scope = str(entry["scope"])
        if scope not in (*GENERAL_SCOPES, "named") and scope not in plover.quads:
            raise LexiconError(path, entry.line, f"{scope!r} is none of {', '.join(GENERAL_SCOPES)}, named, no type")
        for phrase in entry["phrases"]:
            if not isinstance(phrase, str) or not phrase or phrase != phrase.lower():
                raise LexiconError(path, entry.line, f"{phrase!r} is no phrase in lower case")
        longest_first = sorted(entry["phrases"], key=lambda phrase: (-len(phrase), phrase))
        any_of = "|".join(re.escape(one).replace(r"\ ", r"\s+").replace(r"\*", r"[\w'-]*") for one in longest_first)
        found.append((re.compile(rf"(?<![\w-])(?:{any_of})(?![\w-])"), None if scope == "named" else scope))
    return tuple(found)


@cache
def shipped_silence_wording() -> SilenceWording:
    """The package's own patterns."""
    return load_silence_wording(DATA / WORDING_FILE, load_plover(DATA / "plover.yaml"))
