"""Which words can tell one happening: a family ("killing", "killed"), or words of like meaning ("kill", "slay").

Families and senses are WordNet's (Fellbaum 1998), cut down to verbs and to nouns that can name a happening; the table
is ``data/record/word_families.tsv``, made by ``tools/build_word_families.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from countermove.ontology.tables import read_table
from countermove.reader.verb_forms import load_irregular_forms

_COLUMNS = ("word", "family", "senses", "above")
_TAGS = ("VBD", "VBN", "VERB", "NOUN", "ADJ")
_ITSELF = "-"


@dataclass(frozen=True, slots=True)
class Senses:
    """What a word can mean: its first senses and those right above them, as numbers of WordNet."""

    own: frozenset[str]
    above: frozenset[str]


class WordFamilies:
    """Base forms, families and senses of words.

    Args:
        families: the verb or noun a family is named after, by base form.
        senses: by base form.
        irregular: base forms of irregular forms.
    """

    def __init__(self, families: Mapping[str, str], senses: Mapping[str, Senses], irregular: Mapping[str, str]) -> None:
        self._families = dict(families)
        self._senses = dict(senses)
        self._irregular = dict(irregular)

    def base(self, word: str) -> str:
        """The base form of a word, whatever its part of speech; a word that isn't known loses no ending but -s."""
        lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
        irregular = self._irregular.get(lower)
        if irregular is not None:
            return irregular
        for candidate in _bases(lower):
            if candidate in self._families:
                return candidate
        return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") and len(lower) > 3 else lower

    def family(self, word: str) -> str:
        """The word that a word's family is named after."""
        base = self.base(word)
        return self._families.get(base, base)

    def senses(self, base: str) -> Senses | None:
        """What a base form can mean, or None where that isn't known."""
        return self._senses.get(base)

    def likeness(self, left: str, right: str) -> float:
        """How near two base forms are: 1 of one family or sense, 0.5 where one's sense is right above the other's.

        0.25 where both have the same sense right above them, else 0.
        """
        if self._families.get(left, left) == self._families.get(right, right):
            return 1.0
        one, other = self._senses.get(left), self._senses.get(right)
        if one is None or other is None:
            return 0.0
        if not one.own.isdisjoint(other.own):
            return 1.0
        if not one.own.isdisjoint(other.above) or not one.above.isdisjoint(other.own):
            return 0.5
        return 0.0 if one.above.isdisjoint(other.above) else 0.25


def load_word_families(path: Path | None = None) -> WordFamilies:
    """Read the table of families; without a path, the one that is shipped.

    Raises:
        LexiconError: a word stands twice, or a family is no word of the table; file and line are named.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "word_families.tsv"
    table = read_table(path, _COLUMNS)
    families: dict[str, str] = {}
    senses: dict[str, Senses] = {}
    for line, (word, family, own, above) in table.rows:
        if word in families:
            raise table.error(line, f"{word!r} stands twice")
        families[word] = word if family == _ITSELF else family
        senses[word] = Senses(frozenset(own.split()), frozenset(above.split()))
    for line, (word, _, _, _) in table.rows:
        if families[word] not in families:
            raise table.error(line, f"{word!r}: the family {families[word]!r} is no word of the table")
    return WordFamilies(families, senses, dict(_irregular_bases()))


def _irregular_bases() -> Iterator[tuple[str, str]]:
    forms = load_irregular_forms()
    for tag in reversed(_TAGS):
        for (form, own_tag), lemma in forms.items():
            if own_tag == tag:
                yield form, lemma


def _bases(word: str) -> Iterator[str]:
    """What may be the base form of a regular form, likelier ones first."""
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
    yield word
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
