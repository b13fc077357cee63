"""From an argument to the parties it stands for: the entities named, those coordinated, or the owner of a thing."""

from __future__ import annotations

from countermove.coding.arguments import antecedent, modifiers, phrases
from countermove.coding.draft import EntityDraft, EntityTable
from countermove.reader.parse import Word

_GROUP_KINDS = frozenset({"state", "organization", "group", "bloc"})
_TRANSPARENT = frozenset(
    {"group", "number", "dozen", "hundred", "thousand", "million", "member", "part", "score", "handful", "crowd", "majority",
     "couple", "team", "series", "lot", "some", "many", "one", "several", "two", "three", "four", "five", "six", "ten", "all", "most",
     "both", "half", "people", "wave", "delegation", "variety", "range", "remains", "body", "remnant", "rest", "each"}
)  # fmt: skip
_OWNERS = ("of", "by", "from", "in", "at", "near", "against", "with")
_DEPTH = 3


def is_political(entity: EntityDraft) -> bool:
    """Whether an entity may take part in a political event by what is known of it."""
    return entity.country is not None or bool(entity.sectors) or entity.kind in _GROUP_KINDS


def parties_of(word: Word, table: EntityTable, *, owner: bool = True) -> list[Word]:
    """The words heading the mentions of the parties that an argument stands for, in text order.

    Args:
        word: head of the argument.
        table: the article's entities.
        owner: whether a thing ("the base") may stand for the party that it belongs to.
    """
    found: list[Word] = []
    for item in antecedent(word).conjuncts():
        if item.upos in ("VERB", "AUX") and item is not word:
            continue
        found.extend(_single(item, table, _DEPTH if owner else 1))
    return found


def _single(word: Word, table: EntityTable, depth: int) -> list[Word]:
    word = antecedent(word)
    entity = table.at(word)
    transparent = word.lemma.lower() in _TRANSPARENT or word.upos == "NUM"
    if entity is not None and not (transparent and entity.country is None):
        if is_political(entity) or entity.kind == "person":
            return [word]
        return _owner(word, table, depth) or [word]
    if transparent:
        for inner in phrases(word, "of") + phrases(word, "from"):
            found = parties_of(inner, table, owner=depth > 1)
            if found:
                return found
    found = _owner(word, table, depth)
    return found or ([word] if entity is not None else [])


def _owner(word: Word, table: EntityTable, depth: int) -> list[Word]:
    """Whose thing it is: possessor, nationality, *of*-phrase, place."""
    if depth <= 1:
        return []
    holder = word.child("nmod:poss")
    if holder is not None:
        found = _single(holder, table, depth - 1)
        if found:
            return found
    found = adjectives(word, table)
    if found:
        return found
    for name in _OWNERS:
        for inner in phrases(word, name):
            found = [item for part in inner.conjuncts() for item in _single(part, table, depth - 1)]
            if found:
                return found
    for child in word.children:
        if child.deprel == "appos":
            found = _single(child, table, 1)
            if found:
                return found
    return []


def adjectives(noun: Word, table: EntityTable) -> list[Word]:
    """Nationalities and names that modify the noun ("Russian airstrike", "U.S. sanctions") and head a mention."""
    found: list[Word] = []
    for child in modifiers(noun):
        for item in child.conjuncts():
            entity = table.at(item)
            if entity is not None and is_political(entity):
                found.append(item)
                continue
            nested = [
                inner for inner in modifiers(item) if (known := table.at(inner)) is not None and is_political(known)
            ]
            found.extend(nested)
    return found


def distinct(words: list[Word], table: EntityTable) -> list[Word]:
    """One word for each entity, the first, in the order given."""
    seen: set[int] = set()
    kept = []
    for word in words:
        number = table.by_head.get(word.n)
        if number is None or number in seen:
            continue
        seen.add(number)
        kept.append(word)
    return kept
