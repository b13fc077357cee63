"""The splitter's lists: abbreviations, contractions, prefixes, units (``data/reader/words.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import load_yaml

_DATA = Path(__file__).resolve().parent.parent / "data" / "reader" / "words.yaml"


@dataclass(frozen=True, slots=True)
class WordLists:
    """The validated contents of ``words.yaml``; contractions map the written word to the lengths of its parts."""

    leading_abbreviations: frozenset[str]
    number_abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    names_follow: frozenset[str]
    contractions: dict[str, tuple[int, ...]]
    clitics: frozenset[str]
    apostrophe_words: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    units: frozenset[str]
    dotted_endings: frozenset[str]
    emoticons: frozenset[str]
    whole: frozenset[str]

    def is_abbreviation(self, word: str) -> bool:
        """Whether a word without its full stop is known as an abbreviation of any kind."""
        lower = word.lower()
        return lower in self.leading_abbreviations or lower in self.closing_abbreviations


def load_word_lists(path: Path) -> WordLists:
    """Read and check the splitter's lists.

    Raises:
        LexiconError: a list is missing or holds something that isn't text.
    """
    data: Any = load_yaml(path)
    if not isinstance(data, dict):
        raise LexiconError(path, 1, "should be a mapping of lists")
    lists: dict[str, frozenset[str]] = {}
    for key in WordLists.__slots__:
        entries = data.get(key)
        if not isinstance(entries, list) or not all(isinstance(entry, str) and entry for entry in entries):
            raise LexiconError(path, None, f"{key} should be a list of words")
        lists[key] = frozenset(entries)
    contractions = {}
    for entry in sorted(lists.pop("contractions")):
        parts = entry.split("|")
        contractions["".join(parts)] = tuple(len(part) for part in parts)
    return WordLists(contractions=contractions, **lists)


@cache
def default_word_lists() -> WordLists:
    """The lists that come with the package."""
    return load_word_lists(_DATA)
