"""The same event told twice: later mentions join the first one.

A nominal with a definite article ("the attack") joins the last event of its type whose parties don't contradict; other
predicates join only where type, mode, trigger lemma and both parties are the same.
"""

from __future__ import annotations

from countermove.coding.draft import EntityTable, EventDraft
from countermove.reader.parse import Parse, Word

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her"})
_REACH = 12
"""How many events back a nominal may refer."""


def merge_mentions(parse: Parse, drafts: list[EventDraft], entities: EntityTable) -> list[EventDraft]:
    """Join drafts that tell the same event; the first keeps its place and gains the others' triggers and parties."""
    kept: list[EventDraft] = []
    for draft in drafts:
        word = parse.words[draft.predicate]
        earlier = _earlier(parse, kept, draft, word, entities)
        if earlier is None:
            kept.append(draft)
            continue
        earlier.mentions.extend(span for span in draft.mentions if span not in earlier.mentions)
        if not earlier.actors:
            earlier.actors = draft.actors
        if not earlier.recipients and not _shared(earlier.actors, draft.recipients, entities):
            earlier.recipients = draft.recipients
        earlier.mode = earlier.mode or draft.mode
        earlier.notes.append(f"“{word.text}” at {word.start} is a further mention ({draft.rule})")
    return kept


def _earlier(
    parse: Parse, kept: list[EventDraft], draft: EventDraft, word: Word, entities: EntityTable
) -> EventDraft | None:
    nominal = word.upos == "NOUN"
    definite = nominal and any(
        child.lower in _DEFINITE for child in word.children if child.deprel in ("det", "nmod:poss")
    )
    for other in reversed(kept[-_REACH:]):
        if other.event_type != draft.event_type or (other.mode and draft.mode and other.mode != draft.mode):
            continue
        same_word = parse.words[other.predicate].lemma == word.lemma
        actors = _agree(other.actors, draft.actors, entities)
        recipients = _agree(other.recipients, draft.recipients, entities)
        if (definite or same_word) and nominal and actors and recipients:
            return other
        if same_word and _equal(other, draft, entities):
            return other
    return None


def _numbers(heads: tuple[int, ...], entities: EntityTable) -> set[int]:
    return {number for head in heads if (number := entities.by_head.get(head)) is not None}


def _agree(left: tuple[int, ...], right: tuple[int, ...], entities: EntityTable) -> bool:
    """Whether one side is silent or both name somebody in common."""
    first, second = _numbers(left, entities), _numbers(right, entities)
    return not first or not second or bool(first & second)


def _shared(left: tuple[int, ...], right: tuple[int, ...], entities: EntityTable) -> bool:
    return bool(_numbers(left, entities) & _numbers(right, entities))


def _equal(left: EventDraft, right: EventDraft, entities: EntityTable) -> bool:
    actors = _numbers(left.actors, entities)
    return (
        bool(actors)
        and actors == _numbers(right.actors, entities)
        and _numbers(left.recipients, entities) == _numbers(right.recipients, entities)
        and bool(left.recipients or len(actors) > 1)
    )
