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
    """Join drafts that tell the same event; the first keeps its place and gains the others' triggers and parties.

    Drafts that can only be further mentions join an event of their type or are dropped.
    """
    kept: list[EventDraft] = []
    waiting: list[EventDraft] = []
    for draft in drafts:
        if draft.further_only:
            refers = _is_anaphoric(parse.words[draft.predicate])
            host = next((other for other in reversed(kept[-_REACH:]) if _may_host(other, draft, refers)), None)
            if host is None:
                waiting.append(draft)
            else:
                _join(parse, host, draft, entities)
            continue
        host = _earlier(parse, kept, draft, parse.words[draft.predicate], entities)
        if host is None:
            kept.append(draft)
        else:
            _join(parse, host, draft, entities)
    for draft in waiting:
        refers = _is_anaphoric(parse.words[draft.predicate])
        later = (other for other in kept if other.predicate > draft.predicate and _may_host(other, draft, refers))
        host = next(later, None)
        if host is not None:
            _join(parse, host, draft, entities)
    return kept


def _may_host(event: EventDraft, weak: EventDraft, refers: bool) -> bool:
    """Whether a noun without parties may tell this event again; a mode of its own needs a definite article."""
    same_mode = not weak.mode or event.mode == weak.mode or (refers and not event.mode)
    return event.event_type == weak.event_type and same_mode


def _join(parse: Parse, host: EventDraft, draft: EventDraft, entities: EntityTable) -> None:
    word = parse.words[draft.predicate]
    host.mentions.extend(span for span in draft.mentions if span not in host.mentions)
    if not host.actors:
        host.actors = draft.actors
    if not host.recipients and not _shared(host.actors, draft.recipients, entities):
        host.recipients = draft.recipients
    host.mode = host.mode or draft.mode
    host.notes.append(f"“{word.text}” at {word.start} is a further mention ({draft.rule})")


def _earlier(
    parse: Parse, kept: list[EventDraft], draft: EventDraft, word: Word, entities: EntityTable
) -> EventDraft | None:
    nominal = word.upos == "NOUN"
    definite = nominal and _is_anaphoric(word)
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


def _is_anaphoric(noun: Word) -> bool:
    """Whether a noun refers back: definite, and without a phrase of its own that would tell it anew."""
    relations = {child.deprel: child.lower for child in noun.children}
    return "nmod" not in relations and (relations.get("det") in _DEFINITE or relations.get("nmod:poss") in _DEFINITE)


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
