"""Who acts and who is acted on: the frame's parties, and for what it leaves empty those of the argument head.

A role that the frame fills stays as the frame has it. For an empty one every mention in the trigger's sentence, and
nouns that the heads point at though no list of actors knows them, are candidates; a logistic model decides.
An entity takes the role that is likelier for it; a noun that is chosen becomes an entity of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.coding.arguments import antecedent, modifiers
from countermove.coding.draft import EntityDraft, EntityTable, EventDraft, MentionDraft
from countermove.coding.noun_phrases import case_of, core_start, first_conjunct, is_plural
from countermove.coding.parties import is_political
from countermove.ontology.combination import Combination, log_odds, weigh
from countermove.reader.parse import Parse, Report, Word

ROLES = ("actor", "recipient")
_UNSEEN = 0.01
_POINTED_AT = 0.2
"""Nouns that are no known mentions are candidates from this probability of a role on."""

_LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "from", "to"})

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(slots=True)
class PartyCandidate:
    """A mention (number of its head word) of an entity that may play a role, with the evidence for it.

    ``entity`` is None for a noun that is no known mention.
    """

    head: int
    entity: int | None
    role: str
    features: dict[str, float]


def party_candidates(
    trigger: Word, draft: EventDraft | None, report: Report, entities: EntityTable
) -> Iterator[PartyCandidate]:
    """All candidates for the roles that the frame leaves empty: of each entity the mention that is likeliest.

    ``draft`` is the frame's, None where only the heads saw the event.
    """
    framed: dict[str, tuple[int, ...]] = {
        "actor": draft.actors if draft else (),
        "recipient": draft.recipients if draft else (),
    }
    numbers = {role: {entities.by_head.get(head) for head in heads} for role, heads in framed.items()}
    words = {word.n: word for word in trigger.sentence.words}
    mentions = _mentions(trigger, (*framed["actor"], *framed["recipient"]), report, entities)
    for entity, heads in mentions.items():
        for role, other in (ROLES, ROLES[::-1]):
            if framed[role] or (role == "actor" and _is_scene([words[n] for n in heads if n in words], entities)):
                continue
            head = max(heads, key=lambda n: report.roles.get(n, {}).get(role, _UNSEEN))
            said = report.roles.get(head, {})
            features = {
                "other_frame": float(entity in numbers[other]),
                "head": log_odds(said.get(role, _UNSEEN)),
                "head_other": log_odds(said.get(other, _UNSEEN)),
                "no_frame": float(draft is None),
                "thing": float(entity >= 0 and not is_political(entities.entities[entity])),
                "unnamed": float(entity < 0),
                "inside": float(head in words and _inside(words[head], framed[other])),
            }
            yield PartyCandidate(head, entity if entity >= 0 else None, role, features)


def _mentions(trigger: Word, framed: Sequence[int], report: Report, entities: EntityTable) -> dict[int, list[int]]:
    """Head words by entity: the frame's, those in the trigger's sentence, and (below zero) nouns that no list knows."""
    mentions: dict[int, list[int]] = {}
    for head in dict.fromkeys((*framed, *(word.n for word in trigger.sentence.words))):
        entity = entities.by_head.get(head)
        if entity is not None and head != trigger.n:
            mentions.setdefault(entity, []).append(head)
    for word in trigger.sentence.words:
        pointed = any(report.roles.get(word.n, {}).get(role, 0.0) >= _POINTED_AT for role in ROLES)
        if not pointed or word is trigger or word.n in entities.by_head:
            continue
        known = entities.by_head.get(antecedent(word).n)
        if known is not None:
            mentions.setdefault(known, []).append(word.n)
        elif word.upos in _NOMINAL:
            mentions[-1 - word.n] = [word.n]
    return mentions


def _is_scene(words: Sequence[Word], entities: EntityTable) -> bool:
    """Whether mentions tell where something happens, not who does it: places or names of nobody known after "in"."""

    def located(word: Word) -> bool:
        entity = entities.at(word)
        somewhere = entity is None or entity.kind == "place" or not is_political(entity)
        return somewhere and case_of(first_conjunct(word)) in _LOCATIVE

    return bool(words) and all(map(located, words))


def _inside(word: Word, heads: Sequence[int]) -> bool:
    """Whether a word stands in a noun phrase that one of these words heads."""
    above = word.head
    while above is not None and above.upos in _NOMINAL:
        if above.n in heads:
            return True
        above = above.head
    return False


def choose_parties(
    parse: Parse, draft: EventDraft, report: Report, by_frame: bool, entities: EntityTable, weights: Combination
) -> None:
    """Fill the roles that a draft's frame leaves empty with those that reach the least probability, in text order."""
    best: dict[int, tuple[float, PartyCandidate]] = {}
    models = {"actor": weights.actor, "recipient": weights.recipient}
    trigger = parse.words[draft.predicate]
    for candidate in party_candidates(trigger, draft if by_frame else None, report, entities):
        probability = weigh(models[candidate.role], candidate.features)
        key = -1 - candidate.head if candidate.entity is None else candidate.entity
        if key not in best or probability > best[key][0]:
            best[key] = (probability, candidate)
    for role in ROLES:
        if by_frame and (draft.actors if role == "actor" else draft.recipients):
            continue
        chosen = [(p, c) for p, c in best.values() if c.role == role and p >= weights.least_party]
        heads = tuple(sorted(_mention(parse, candidate, entities) for _, candidate in chosen))
        said = ", ".join(f"“{parse.words[c.head].text}” {p:.2f}" for p, c in chosen)
        if said:
            draft.notes.append(f"{role} by the heads: {said}")
        if role == "actor":
            draft.actors = heads
        else:
            draft.recipients = heads


def _mention(parse: Parse, candidate: PartyCandidate, entities: EntityTable) -> int:
    """The head word of the mention that fills a role; a noun without an entity gets one."""
    word = parse.words[candidate.head]
    if candidate.entity is not None:
        return candidate.head if candidate.head in entities.by_head else antecedent(word).n
    first = core_start(word)
    number = len(entities.entities)
    owner = next((found for item in modifiers(word) if (found := entities.at(item)) and found.country), None)
    mention = MentionDraft(first.n, word.n, word.n, first.start, word.end, "nominal")
    name = parse.text[first.start : word.end]
    many = word.lemma.lower() in entities.many and is_plural(word)
    country = owner.country if owner else None if many else entities.main_country
    entities.entities.append(EntityDraft(number, name, "bloc" if many else "group", country, (), None, [mention]))
    entities.by_head[word.n] = number
    return word.n
