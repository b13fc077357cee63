"""Words by which texts tell that somebody answers something (``responders/reactions.yaml``)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.yaml_lines import LineDict, load_yaml

REACTIONS_FILE = "responders/reactions.yaml"


def load_reactions(path: Path) -> re.Pattern[str]:
    """A pattern that finds the words in text in lower case.

    Raises:
        LexiconError: the file can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"reactions"} or not isinstance(data["reactions"], list):
        raise LexiconError(path, getattr(data, "line", 1), "must give reactions, a list of words, no more")
    for word in data["reactions"]:
        if not isinstance(word, str) or not re.fullmatch(r"[a-z-]+\*?", word):
            raise LexiconError(path, data.line, f"{word!r} is no word in lower case, with or without *")
    words = "|".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in sorted(data["reactions"]))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


@cache
def shipped_reactions() -> re.Pattern[str]:
    """The package's own words."""
    return load_reactions(DATA / REACTIONS_FILE)
