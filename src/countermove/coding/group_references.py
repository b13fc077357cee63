"""Parties named only as a pair: "both sides", "the two countries" and "the neighbours" dealt with each other before.

A plural noun for sides, states or leaders with "both", "the two", "neither" and the like, or a bare "both", refers to
the two parties of the nearest event before it; where none fits, to the two states that the article has named most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.noun_phrases import MODIFIER_RELATIONS, is_plural
from countermove.coding.parties import is_political
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Parse, Word

_COUNT = 2
_TWO = "two"
_DEFINITE = frozenset({"the", "these", "those"})
_PHRASES = frozenset({"nmod", "appos", "acl:relcl"})
"""A noun that has one of these says itself who is meant."""


def expand_groups(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable, cues: ReferenceCues) -> None:
    """Replace pair references among the parties of drafts by the two parties they stand for, in place."""
    pairs = {
        entity.number: word
        for entity in entities.entities
        for mention in entity.mentions[:1]
        if _is_pair(word := parse.words[mention.head], cues)
    }
    groups = _Groups(parse, drafts, entities, cues, pairs)
    for place, draft in enumerate(drafts if pairs else ()):
        draft.actors = groups.expanded(place, draft.actors)
        draft.recipients = groups.expanded(place, draft.recipients)


def _is_pair(word: Word, cues: ReferenceCues) -> bool:
    """Whether a noun phrase means two parties named elsewhere."""
    if any(child.deprel in _PHRASES and child.i > word.i for child in word.children):
        return False
    before = [child for child in word.children if child.i < word.i and child.deprel not in ("case", "cc", "punct")]
    words = {child.lower for child in before}
    if any(child.deprel in MODIFIER_RELATIONS and child.lower not in cues.pairing for child in before):
        return False
    if any(child.deprel == "nummod" and child.lower != _TWO for child in before):
        return False
    defined = not words.isdisjoint(_DEFINITE if _TWO in words else cues.pairing)
    if word.lower in cues.pairing:
        return word.upos in ("DET", "PRON", "NUM") and (word.lower != _TWO or "the" in words)
    lemma = word.lemma.lower()
    if lemma in cues.opposed:
        return defined or (is_plural(word) and "the" in words)
    return lemma in cues.partners and defined


@dataclass(frozen=True, slots=True)
class _Groups:
    """The pair references of an article: the first head word of each by the number of its entity."""

    parse: Parse
    drafts: Sequence[EventDraft]
    entities: EntityTable
    cues: ReferenceCues
    pairs: Mapping[int, Word]

    def expanded(self, place: int, heads: tuple[int, ...]) -> tuple[int, ...]:
        """Parties of the draft at a place, with those that a pair reference stands for in its stead."""
        draft = self.drafts[place]
        found: list[int] = []
        for head in heads:
            number = self.entities.by_head.get(head)
            pair = self.pairs.get(number) if number is not None else None
            members = () if pair is None else self._members(place, pair)
            if members:
                named = ", ".join(f"“{self.entities.entities[member].name}”" for member in members)
                draft.notes.append(f"“{self.parse.words[head].text}” stands for {named}")
            found.extend(self.entities.nearest_mention(member, draft.predicate) for member in members)
            found.extend(() if members else (head,))
        return tuple(sorted(dict.fromkeys(found)))

    def _members(self, place: int, pair: Word) -> tuple[int, ...]:
        """The two entities that are meant, or nobody."""
        entities = self.entities.entities
        of_states = pair.lemma.lower() in self.cues.partners
        others = [number for number in range(len(self.drafts)) if number != place]
        for number in sorted(others, key=lambda other: (other > place, abs(other - place))):
            heads = (*self.drafts[number].actors, *self.drafts[number].recipients)
            known = {n for head in heads if (n := self.entities.by_head.get(head)) is not None}
            members = tuple(sorted(n for n in known if n not in self.pairs and is_political(entities[n])))
            countries = {entities[n].country or str(n) for n in members}
            governing = all("GOV" in entities[n].sectors for n in members)
            if len(members) == _COUNT and (not of_states or (governing and len(countries) == _COUNT)):
                return members
        named = Counter(
            entity.number
            for entity in entities
            if entity.kind == "state"
            for mention in entity.mentions
            if mention.head < pair.n
        )
        ranked = sorted(named, key=lambda number: (-named[number], number))
        return tuple(sorted(ranked[:_COUNT])) if len(ranked) >= _COUNT else ()
