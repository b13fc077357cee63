"""From an argument to the parties it stands for: the entities named, those coordinated, or the owner of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from countermove.coding.arguments import antecedent, modifiers, phrases
from countermove.coding.draft import EntityDraft, EntityTable
from countermove.reader.parse import Word

_GROUP_KINDS = frozenset({"state", "organization", "group", "bloc"})
_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "IMG"})
_OFFICIAL_SECTORS = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "REB", "PTY", "COP", "SPY", "OPP", "ELI", "PRE", "PRM", "UAF"}
)
_OWNERS = ("of", "by", "from")
_PLACES = ("in", "at", "near", "against", "outside", "on")
_DEPTH = 3
"""How many nouns deep the owner of a thing is looked for."""


def is_political(entity: EntityDraft) -> bool:
    """Whether an entity may take part in a political event by what is known of it."""
    return known_of(entity) or entity.kind in _GROUP_KINDS


def known_of(entity: EntityDraft) -> bool:
    """Whether a country or a sector of an entity is known."""
    return entity.country is not None or bool(entity.sectors)


def is_official(entity: EntityDraft) -> bool:
    """Whether an entity is a state, an international body, or somebody of government, arms, courts or politics."""
    return (
        entity.kind in ("state", "bloc")
        or entity.country in _INTERNATIONAL
        or not _OFFICIAL_SECTORS.isdisjoint(entity.sectors)
    )


@dataclass(frozen=True, slots=True)
class Parties:
    """Finds parties in one article.

    ``counting`` are lemmas that only count or group ("thousands of", "members of"); ``nominals`` are the article's
    common nouns for officials and armed groups with the first word that names each: "police fire" finds the police.
    """

    table: EntityTable
    counting: frozenset[str]
    nominals: Mapping[str, Word]

    @classmethod
    def of_article(cls, words: Iterable[Word], table: EntityTable, counting: frozenset[str]) -> Parties:
        """Index the nominals of an article."""
        nominals: dict[str, Word] = {}
        for word in words:
            entity = table.at(word) if word.upos == "NOUN" else None
            if entity is not None and not _OFFICIAL_SECTORS.isdisjoint(entity.sectors):
                nominals.setdefault(word.lemma.lower(), word)
        return cls(table, counting, nominals)

    def of(self, word: Word, *, owner: bool = True, place: bool = False) -> list[Word]:
        """The words heading the mentions of the parties that an argument stands for, in text order.

        Args:
            word: head of the argument.
            owner: whether a thing ("the base") may stand for the party that it belongs to.
            place: whether it may also stand for the country or town that it lies in.
        """
        found: list[Word] = []
        for item in antecedent(word).conjuncts():
            if item.upos in ("VERB", "AUX") and item is not word:
                continue
            found.extend(self._single(item, _DEPTH if owner else 1, place))
        return found

    def political(self, word: Word) -> bool:
        """Whether the word heads a mention of a political party."""
        entity = self.table.at(word)
        return entity is not None and is_political(entity)

    def official(self, word: Word) -> bool:
        """Whether the word heads a mention of a state or of somebody in office, arms or politics."""
        entity = self.table.at(word)
        return entity is not None and is_official(entity)

    def modifying(self, noun: Word) -> list[Word]:
        """Nationalities and names that modify the noun ("Russian airstrike", "U.S. sanctions") and head a mention."""
        found: list[Word] = []
        for child in modifiers(noun):
            for item in child.conjuncts():
                if self._owning(item):
                    found.append(item)
                elif item.upos != "VERB":
                    found.extend(inner for inner in modifiers(item) if self._owning(inner))
        if not found:
            nouns = [child for child in modifiers(noun) if child.upos == "NOUN" and child.n not in self.table.by_head]
            found = [self.nominals[child.lemma.lower()] for child in nouns if child.lemma.lower() in self.nominals]
        named = [item for item in found if item.upos != "NOUN"]
        return named or found

    def _owning(self, word: Word) -> bool:
        """Whether a modifier names whose thing it is; a faith or a people without a state only says of what kind."""
        entity = self.table.at(word)
        return entity is not None and is_political(entity) and (entity.kind != "group" or known_of(entity))

    def distinct(self, words: Iterable[Word]) -> list[Word]:
        """One word for each entity, the first, in the order given; words that head no mention are left out."""
        seen: set[int] = set()
        kept = []
        for word in words:
            number = self.table.by_head.get(word.n)
            if number is not None and number not in seen:
                seen.add(number)
                kept.append(word)
        return kept

    def _single(self, word: Word, depth: int, place: bool) -> list[Word]:
        word = antecedent(word)
        listed = self._listed(word)
        if listed:
            return listed
        entity = self.table.at(word)
        counts = word.lemma.lower() in self.counting or word.upos == "NUM"
        if entity is not None and not (counts and entity.country is None):
            if is_political(entity) or entity.kind == "person":
                return [word]
            return self._owner(word, depth, place) or [word]
        if counts:
            for inner in phrases(word, "of") + phrases(word, "from"):
                found = self.of(inner, owner=depth > 1, place=place)
                if found:
                    return found
        return self._owner(word, depth, place) or ([word] if entity is not None else [])

    def _listed(self, word: Word) -> list[Word]:
        """The members of "four countries - Austria, Slovakia, Cyprus and Greece"."""
        if word.upos != "NOUN":
            return []
        for child in word.all_children("appos"):
            members = [item for item in child.conjuncts() if self.political(item)]
            if len(members) > 1:
                return members
        return []

    def _owner(self, word: Word, depth: int, place: bool) -> list[Word]:
        """Whose thing it is: possessor, nationality, *of*-phrase, place, apposition."""
        if depth <= 1:
            return []
        holder = word.child("nmod:poss")
        found = self._single(holder, depth - 1, place) if holder is not None else []
        found = found or self.modifying(word)
        if found:
            return found
        for name in (*_OWNERS, *_PLACES) if place else _OWNERS:
            for inner in phrases(word, name):
                found = [item for part in inner.conjuncts() for item in self._single(part, depth - 1, place)]
                if found:
                    return found
        for child in word.all_children("appos"):
            found = self._single(child, 1, place)
            if found:
                return found
        return []
