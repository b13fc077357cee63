"""Which event of an article explicitly answers which other: "in response to", "condemned the raid", "retaliated".

The text has to say so: by a noun or verb of answering, by naming the other act as object or cause, or by a word that
stands for it ("condemned the move"). That one act only comes after another links nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countermove.coding.arguments import object_of, preposition
from countermove.coding.claim import negated
from countermove.coding.draft import EntityTable, EventDraft
from countermove.ontology.response_cues import ResponseCues
from countermove.reader.parse import Parse, Word

_PHRASES = frozenset({"obl", "nmod", "advcl", "acl", "obl:agent", "xcomp", "ccomp"})
_BELOW = frozenset({"nmod", "acl", "obl", "advcl", "nmod:poss"})
_GOVERNED = frozenset({"advcl", "xcomp", "obl", "conj", "nmod"})
_REACH = 8
"""How many events back a word of answering, or one that stands for an act, may refer."""

_SENTENCES = 1
"""How many sentences back an act may stand that a word refers to and whose parties don't fit."""

_ANY: frozenset[str] = frozenset()
_AIMED = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST", "THREATEN", "SANCTION"})
"""Types of answers that are aimed at whoever did the act."""

_DENIED = frozenset({"CT-", "PR-", "PS-"})
"""What did not happen answers nothing: that is silence."""

_NO_MOVES = frozenset({"CONSULT"})
"""Talks are not what "the move" means, nor what is retaliated for."""


def link_responses(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable, cues: ResponseCues) -> None:
    """Set ``responds_to`` of every draft that the text says answers another, in place; ``notes`` say by which words."""
    links = _Links(parse, drafts, entities, cues)
    for place, draft in enumerate(drafts):
        found = None if draft.factuality in _DENIED else links.answered(place)
        if found is not None and drafts[found.place].responds_to != place:
            draft.responds_to = found.place
            draft.notes.append(f"answers “{parse.words[drafts[found.place].predicate].text}”: {found.reason}")


def fill_answered(parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable) -> None:
    """Aim, in place, what answers an act and names nobody at those who did the act: "condemned the killings"."""
    for draft in drafts:
        if draft.responds_to is None or draft.recipients or draft.symmetric or draft.event_type not in _AIMED:
            continue
        own = {entities.by_head.get(head) for head in draft.actors}
        answered = drafts[draft.responds_to].actors
        draft.recipients = tuple(head for head in answered if entities.by_head.get(head) not in own)
        if draft.recipients:
            who = ", ".join(f"“{parse.words[head].text}”" for head in draft.recipients)
            draft.notes.append(f"recipient {who}: did what is answered")


@dataclass(frozen=True, slots=True)
class _Found:
    place: int
    reason: str


class _Links:
    """The events of one article by the words that tell them."""

    def __init__(self, parse: Parse, drafts: Sequence[EventDraft], entities: EntityTable, cues: ResponseCues) -> None:
        self._words, self._drafts, self._entities, self._cues = parse.words, drafts, entities, cues
        at = {word.start: word.n for word in reversed(parse.words)}
        self._told: dict[int, int] = {}
        for place, draft in enumerate(drafts):
            for start in (parse.words[draft.predicate].start, *(start for start, _ in draft.mentions)):
                if start in at:
                    self._told.setdefault(at[start], place)

    def answered(self, place: int) -> _Found | None:
        """What the event at a place answers, by the plainest of the words that say so."""
        word = self._words[self._drafts[place].predicate]
        phrases = list(self._phrases(word))
        return (
            self._in_response(place, phrases)
            or self._named(place, word, phrases)
            or self._stands_for(place, word, phrases)
            or self._cued(place, word)
        )

    def _in_response(self, place: int, phrases: Sequence[Word]) -> _Found | None:
        """ "In response to the raid": the act below the noun, or the nearest fitting one where none is named."""
        for phrase in phrases:
            if phrase.lemma.lower() not in self._cues.nouns or phrase.deprel == "advcl":
                continue
            reason = f"“{phrase.text}”"
            for below in phrase.children:
                if below.deprel in _BELOW:
                    for item in (below, *below.children):
                        told = self._other(place, item)
                        if told is not None:
                            return _Found(told, reason)
            told = self._nearest(place, _ANY, None, fitting=True)
            if told is not None:
                return _Found(told, reason)
        return None

    def _named(self, place: int, word: Word, phrases: Sequence[Word]) -> _Found | None:
        """The act that is the event's object, or that a preposition of cause introduces."""
        kind = self._drafts[place].event_type
        target = object_of(word)
        if target is not None and kind in self._cues.about:
            for item in target.conjuncts():
                told = self._other(place, item)
                if told is not None:
                    return _Found(told, "its object")
        answerable = self._cues.refusals.get(kind)
        if target is not None and answerable is not None:
            told = self._other(place, target)
            if told is not None and self._drafts[told].event_type in answerable:
                return _Found(told, "its object")
        if kind in self._cues.caused:
            for phrase in phrases:
                mark = self._mark(phrase)
                told = self._other(place, phrase)
                if told is not None and self._is_cause(place, told, mark):
                    return _Found(told, f"“{mark.replace('_', ' ')}”")
        return None

    def _is_cause(self, place: int, told: int, mark: str) -> bool:
        if mark in self._cues.sequence:
            return self._turned(place, told)
        return mark in self._cues.causes and (mark != "of" or self._drafts[place].event_type == "ACCUSE")

    def _stands_for(self, place: int, word: Word, phrases: Sequence[Word]) -> _Found | None:
        """ "Condemned the move": the nearest act before it that the noun can mean and that fits."""
        kind = self._drafts[place].event_type
        named = []
        target = object_of(word)
        if target is not None and (kind in self._cues.about or kind == "REJECT"):
            named.append(target)
        if kind in self._cues.caused:
            named += [phrase for phrase in phrases if self._mark(phrase) in self._cues.causes]
        for noun in named:
            types = self._cues.anaphors.get(noun.lemma.lower())
            if types is None or noun.n in self._told or not _is_definite(noun):
                continue
            owner = noun.child("nmod:poss")
            told = self._nearest(place, types, owner, fitting=True)
            if told is None:
                told = self._nearest(place, types, owner, fitting=False)
            if told is not None:
                return _Found(self._behind(told), f"“{noun.text}”")
        return None

    def _behind(self, place: int) -> int:
        """The act that a mere word on it is about: after "Russia condemned the raid" the decision is the raid."""
        draft = self._drafts[place]
        about = draft.responds_to
        return place if about is None or draft.event_type not in self._cues.about else about

    def _cued(self, place: int, word: Word) -> _Found | None:
        """A verb or adjective of answering on the event or above it, and the nearest act before that fits."""
        cue = self._cue(word)
        told = self._nearest(place, _ANY, None, fitting=True) if cue is not None else None
        return None if cue is None or told is None else _Found(told, f"“{cue.text}”")

    def _cue(self, word: Word) -> Word | None:
        governed = [word] if word.head is None or word.deprel not in _GOVERNED else [word, word.head]
        for verb in governed:
            if negated(verb):
                continue
            if verb.lemma in self._cues.verbs and verb.upos in ("VERB", "NOUN"):
                return verb
            wanted = self._cues.needs.get(verb.lemma)
            if wanted is not None and any(child.lower in wanted for child in verb.children):
                return verb
        target = object_of(word) if word.upos == "VERB" else None
        for noun in (word, target) if target is not None else (word,):
            if any(child.deprel == "det" and child.lower == "no" for child in noun.children):
                continue
            for child in noun.children:
                if child.lower in self._cues.adjectives and child.deprel in ("amod", "compound"):
                    return child
        return None

    def _phrases(self, word: Word) -> Iterator[Word]:
        """Prepositional phrases and clauses of the event's word and of its object, with what is joined to them."""
        target = object_of(word)
        for child in (*word.children, *(target.children if target is not None and target.i > word.i else ())):
            if child.deprel in _PHRASES and child is not target:
                yield from child.conjuncts()

    def _mark(self, phrase: Word) -> str:
        mark = preposition(phrase) or next((c.lower for c in phrase.children if c.deprel == "mark"), "")
        return mark.replace(" ", "_")

    def _other(self, place: int, word: Word) -> int | None:
        """The event that a word tells, where it isn't this one or by the same actor."""
        told = self._told.get(word.n)
        return told if told is not None and told != place and not self._same_actor(place, told) else None

    def _nearest(self, place: int, types: frozenset[str], owner: Word | None, *, fitting: bool) -> int | None:
        """The nearest act before, by another actor or by the owner named.

        Args:
            place: of the answer.
            types: of which type it may be; none given: any but talks.
            owner: whose act the text says it is.
            fitting: whether it is between the same parties, the other way round; else it stands near.
        """
        here = self._words[self._drafts[place].predicate].sentence.number
        owners = set() if owner is None else self._keys((owner.n,))
        for other in range(place - 1, max(-1, place - 1 - _REACH), -1):
            draft = self._drafts[other]
            there = self._words[draft.predicate].sentence.number
            if self._same_actor(place, other) or not draft.actors or (owners and not owners & self._keys(draft.actors)):
                continue
            if (types and draft.event_type not in types) or (not types and draft.event_type in _NO_MOVES):
                continue
            if self._turned(place, other) if fitting else here - there <= _SENTENCES:
                return other
        return None

    def _turned(self, place: int, other: int) -> bool:
        answer, move = self._drafts[place], self._drafts[other]
        return bool(
            self._keys(answer.recipients) & self._keys(move.actors)
            or self._keys(answer.actors) & self._keys(move.recipients)
        )

    def _same_actor(self, place: int, other: int) -> bool:
        return bool(self._numbers(self._drafts[place].actors) & self._numbers(self._drafts[other].actors))

    def _numbers(self, heads: Sequence[int]) -> set[int | str]:
        return {number for head in heads if (number := self._entities.by_head.get(head)) is not None}

    def _keys(self, heads: Sequence[int]) -> set[int | str]:
        """The entities that words head, and their countries: Ankara answers for a Turkish minister."""
        numbers = self._numbers(heads)
        countries = {self._entities.entities[int(number)].country for number in numbers}
        return numbers | {country for country in countries if country is not None}


def _is_definite(noun: Word) -> bool:
    return noun.upos == "PRON" or any(
        child.deprel == "nmod:poss" or (child.deprel == "det" and child.lower in ("the", "this", "that", "these"))
        for child in noun.children
    )
