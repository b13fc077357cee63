"""Parties named only as a pair: "both sides", "the two countries" and "the neighbours" dealt with each other before.

A plural noun for sides, states or leaders with "both", "the two", "neither" and the like, or a bare "both", refers to
the two parties of the nearest event before it; where none fits, to the two states that the article has named most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

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
    groups = {
        entity.number: word
        for entity in entities.entities
        for mention in entity.mentions[:1]
        if _is_pair(word := parse.words[mention.head], cues)
    }
    if not groups:
        return
    for place, draft in enumerate(drafts):
        draft.actors = _expanded(parse, draft, draft.actors, drafts, place, groups, entities, cues)
        draft.recipients = _expanded(parse, draft, draft.recipients, drafts, place, groups, entities, cues)


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
    defined = not words.isdisjoint(cues.pairing - {_TWO} if _TWO not in words else _DEFINITE)
    if word.lower in cues.pairing:
        return word.upos in ("DET", "PRON", "NUM") and (word.lower != _TWO or "the" in words)
    lemma = word.lemma.lower()
    if lemma in cues.opposed:
        return defined or (is_plural(word) and "the" in words)
    return lemma in cues.partners and defined


def _expanded(
    parse: Parse,
    draft: EventDraft,
    heads: tuple[int, ...],
    drafts: Sequence[EventDraft],
    place: int,
    groups: Mapping[int, Word],
    entities: EntityTable,
    cues: ReferenceCues,
) -> tuple[int, ...]:
    found: list[int] = []
    for head in heads:
        number = entities.by_head.get(head)
        group = groups.get(number) if number is not None else None
        members = () if group is None else _members(parse, group, drafts, place, groups, entities, cues)
        if members:
            named = ", ".join(f"“{entities.entities[member].name}”" for member in members)
            draft.notes.append(f"“{parse.words[head].text}” stands for {named}")
            found.extend(_nearest_mention(entities, member, draft.predicate) for member in members)
        else:
            found.append(head)
    return tuple(sorted(dict.fromkeys(found)))


def _members(
    parse: Parse,
    group: Word,
    drafts: Sequence[EventDraft],
    place: int,
    groups: Mapping[int, Word],
    entities: EntityTable,
    cues: ReferenceCues,
) -> tuple[int, ...]:
    states = group.lemma.lower() in cues.partners
    order = sorted((n for n in range(len(drafts)) if n != place), key=lambda n: (n > place, abs(n - place)))
    for number in order:
        other = drafts[number]
        parties = [n for head in (*other.actors, *other.recipients) if (n := entities.by_head.get(head)) is not None]
        pair = tuple(sorted({n for n in parties if n not in groups and is_political(entities.entities[n])}))
        countries = {entities.entities[n].country or str(n) for n in pair}
        governing = all("GOV" in entities.entities[n].sectors for n in pair)
        if len(pair) == _COUNT and (not states or (governing and len(countries) == _COUNT)):
            return pair
    named = Counter(
        entity.number
        for entity in entities.entities
        if entity.kind == "state"
        for mention in entity.mentions
        if mention.head < group.n
    )
    ranked = sorted(named, key=lambda number: (-named[number], number))
    return tuple(sorted(ranked[:_COUNT])) if len(ranked) >= _COUNT else ()


def _nearest_mention(entities: EntityTable, number: int, predicate: int) -> int:
    heads = [mention.head for mention in entities.entities[number].mentions]
    return max((head for head in heads if head < predicate), default=heads[0])
