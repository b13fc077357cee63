"""Common nouns, titles and modifiers that tell which sector somebody belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from countermove.ontology.actor_names import name_key, plural_forms
from countermove.ontology.actor_types import SECTORS, Gender, SectorWord
from countermove.ontology.tables import Table, read_table, split_values
from countermove.schema import EntityKind

WORD_COLUMNS = ("words", "sectors", "kind", "role", "gender")
TITLE_COLUMNS = ("words", "means", "gender")
MODIFIER_COLUMNS = ("words", "sectors", "former")

_KINDS = frozenset(get_args(EntityKind))
_ROLES = frozenset({"title", "inherits"})
_LINKS = frozenset({"of", "in", "for", "at", "on", "to", "without"})


@dataclass(frozen=True, slots=True)
class SectorWords:
    """All sector words by phrase (lower case, singular and regular plural), titles by key, and modifiers by word."""

    by_phrase: dict[str, SectorWord]
    longest_from: dict[str, int]
    titles: dict[str, SectorWord]
    modifiers: dict[str, tuple[str, ...]]
    former: frozenset[str]

    def sector_of(self, phrase: str) -> SectorWord | None:
        """The word or phrase, in any case, singular or plural."""
        found = self.by_phrase.get(phrase)
        return found if found is not None else self.by_phrase.get(phrase.lower())

    def longest_at(self, lemmas: Sequence[str], start: int) -> tuple[int, SectorWord] | None:
        """The longest phrase that begins at ``start``: how many lemmas it takes, and the entry."""
        if start >= len(lemmas):
            return None
        length = min(self.longest_from.get(lemmas[start].lower(), 0), len(lemmas) - start)
        while length > 0:
            phrase = lemmas[start] if length == 1 else " ".join(lemmas[start : start + length])
            found = self.sector_of(phrase)
            if found is not None:
                return length, found
            length -= 1
        return None

    def longest_around(self, lemmas: Sequence[str], head: int) -> tuple[int, int, SectorWord] | None:
        """The longest phrase that takes in the lemma at ``head``: its first place, its length and the entry."""
        best: tuple[int, int, SectorWord] | None = None
        for start in range(max(0, head - 4), head + 1):
            found = self.longest_at(lemmas, start)
            if found is not None and start + found[0] > head and (best is None or found[0] > best[1]):
                best = (start, found[0], found[1])
        return best


def load_sector_words(directory: Path, extra: Sequence[Table] = ()) -> SectorWords:
    """Read ``sectors/`` under the actors' directory: every table of words, then titles and modifiers.

    Raises:
        LexiconError: an unknown sector, kind or role, a phrase listed twice, or a title that means no known word.
    """
    by_phrase: dict[str, SectorWord] = {}
    sector_directory = directory / "sectors"
    for path in sorted(sector_directory.glob("*.tsv")):
        if path.name not in {"titles.tsv", "modifiers.tsv"}:
            _read_words(read_table(path, WORD_COLUMNS), by_phrase, replace=False)
    for table in extra:
        _read_words(table, by_phrase, replace=True)
    singular = list(by_phrase.values())
    for word in singular:
        for plural in _plurals(word.phrase):
            by_phrase.setdefault(plural, word)
    longest_from: dict[str, int] = {}
    for phrase in by_phrase:
        first, *rest = phrase.split(" ")
        longest_from[first] = max(longest_from.get(first, 0), 1 + len(rest))
    modifiers, former = _read_modifiers(read_table(sector_directory / "modifiers.tsv", MODIFIER_COLUMNS))
    titles = _read_titles(read_table(sector_directory / "titles.tsv", TITLE_COLUMNS), by_phrase, singular)
    return SectorWords(by_phrase, longest_from, titles, modifiers, former)


def _read_words(table: Table, by_phrase: dict[str, SectorWord], *, replace: bool) -> None:
    first_line: dict[str, int] = {}
    for line, (phrases, codes, kind, role, gender) in table.rows:
        sectors = read_sectors(table, line, codes)
        roles = {part.strip() for part in role.split(",") if part.strip()}
        if kind not in _KINDS:
            raise table.error(line, f"unknown kind {kind!r}")
        if roles - _ROLES:
            raise table.error(line, f"unknown role {', '.join(sorted(roles - _ROLES))!r}")
        known = read_gender(table, line, gender)
        for phrase in split_values(phrases.lower()):
            if phrase in first_line or (phrase in by_phrase and not replace):
                raise table.error(line, f"{phrase!r} is listed already")
            first_line[phrase] = line
            by_phrase[phrase] = SectorWord(
                phrase, sectors, cast(EntityKind, kind), "title" in roles, "inherits" in roles, known
            )


def _read_titles(
    table: Table, by_phrase: dict[str, SectorWord], singular: Sequence[SectorWord]
) -> dict[str, SectorWord]:
    titles = {name_key(word.phrase): word for word in singular if word.is_title}
    for line, (words, means, gender) in table.rows:
        known = read_gender(table, line, gender)
        target = by_phrase.get(means)
        if means and target is None:
            raise table.error(line, f"{means!r} is no word of the other tables")
        for word in split_values(words):
            if target is None:
                titles.setdefault(name_key(word), SectorWord(word.lower(), (), "person", True, False, known))
            else:
                own = SectorWord(target.phrase, target.sectors, "person", True, target.inherits, known or target.gender)
                titles[name_key(word)] = own
    return titles


def _read_modifiers(table: Table) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    modifiers: dict[str, tuple[str, ...]] = {}
    former: set[str] = set()
    for line, (words, codes, is_former) in table.rows:
        sectors = read_sectors(table, line, codes)
        if is_former not in {"", "yes"}:
            raise table.error(line, f"former is {is_former!r}; it must be yes or empty")
        for word in split_values(words.lower()):
            if word in modifiers:
                raise table.error(line, f"{word!r} is listed already")
            modifiers[word] = sectors
            if is_former:
                former.add(word)
    return modifiers, frozenset(former)


def read_sectors(table: Table, line: int, field: str) -> tuple[str, ...]:
    """PLOVER sector codes separated by blanks; raises :class:`LexiconError` for one that doesn't exist."""
    sectors = tuple(field.split())
    for code in sectors:
        if code not in SECTORS:
            raise table.error(line, f"unknown sector {code!r}")
    return sectors


def read_gender(table: Table, line: int, field: str) -> Gender | None:
    """``f``, ``m`` or nothing; raises :class:`LexiconError` for anything else."""
    if field == "f":
        return "f"
    if field == "m":
        return "m"
    if field:
        raise table.error(line, f"gender is {field!r}; it must be f, m or empty")
    return None


def _plurals(phrase: str) -> tuple[str, ...]:
    """The phrase with its head noun in the plural: the word before "of" and the like, else the last one."""
    words = phrase.split(" ")
    head = next((place - 1 for place, word in enumerate(words) if word in _LINKS and place), len(words) - 1)
    return tuple(" ".join([*words[:head], plural, *words[head + 1 :]]) for plural in plural_forms(words[head]))
