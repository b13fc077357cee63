"""The words by which pages tell their publication date: ``data/pages/publication.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from countermove.intake.knowledge import PAGES, load_mapping, word_list

Label = Literal["published", "updated", "other"]


@dataclass(frozen=True, slots=True)
class PublicationWords:
    """Names and words, all in lower case; see the head of the file for what they mean."""

    article_types: frozenset[str]
    page_types: frozenset[str]
    meta: tuple[str, ...]
    weak_meta: tuple[str, ...]
    date_places: re.Pattern[str]
    elsewhere: re.Pattern[str]
    labels: re.Pattern[str]
    label_kinds: dict[str, Label]
    day_first_locales: frozenset[str]
    month_first_locales: frozenset[str]

    def label_before(self, text: str) -> Label | None:
        """What the last label in the text before a date says the date is; None without one."""
        found = None
        for match in self.labels.finditer(text):
            found = match
        return self.label_kinds[found.group().lower()] if found else None


def load_publication_words(path: Path = PAGES / "publication.yaml") -> PublicationWords:
    """Read the words of publication dates.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_mapping(path)

    def words(key: str) -> tuple[str, ...]:
        return tuple(word.lower() for word in word_list(path, data, key))

    kinds: dict[str, Label] = {word: "published" for word in words("published")}
    kinds |= {word: "other" for word in words("other")}
    kinds |= {word: "updated" for word in words("updated")}
    labels = "|".join(re.escape(word) for word in sorted(kinds, key=lambda word: (-len(word), word)))
    return PublicationWords(
        article_types=frozenset(words("article_types")),
        page_types=frozenset(words("page_types")),
        meta=words("meta"),
        weak_meta=words("weak_meta"),
        date_places=_any_of(words("date_places")),
        elsewhere=_any_of(words("elsewhere")),
        labels=re.compile(rf"(?<!\w)(?:{labels})(?!\w)", re.IGNORECASE),
        label_kinds=kinds,
        day_first_locales=frozenset(words("day_first_locales")),
        month_first_locales=frozenset(words("month_first_locales")),
    )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of parts; those written ``=word`` must stand alone between hyphens or spaces."""
    parts = [
        rf"(?<![a-z]){re.escape(word[1:])}(?![a-z])" if word.startswith("=") else re.escape(word) for word in words
    ]
    return re.compile("|".join(parts))


@cache
def publication_words() -> PublicationWords:
    """The shipped words, loaded once."""
    return load_publication_words()
