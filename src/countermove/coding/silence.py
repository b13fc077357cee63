"""Reported silence: "declined to comment", "no measures have been announced", "its lack of response"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from countermove.coding.attribution_spans import below
from countermove.coding.claim import negated
from countermove.coding.draft import EntityTable, EventDraft, SilenceDraft
from countermove.coding.silence_fragments import broken, elliptic, fragment
from countermove.coding.silence_wordings import Silent, echoed, from_phrase, worded
from countermove.coding.subjects import agent_of, is_passive
from countermove.ontology.silence_cues import SilenceCues
from countermove.reader.parse import Parse, SentenceParse, Word

_HELPERS = frozenset({"aux", "aux:pass", "advmod", "det", "amod", "cop"})
_LINKS = frozenset({"when", "where", "why", "how", "so", "then", "meanwhile", "however"})
_LONGEST = 160
_NEVER_SILENT = frozenset({"i", "you"})


def find_silence(
    parse: Parse, skip: Sequence[bool], entities: EntityTable, events: Sequence[EventDraft], cues: SilenceCues
) -> list[SilenceDraft]:
    """All reported absences of response, in text order; ``to`` is the place in ``events`` of what is not answered."""
    found: list[SilenceDraft] = []
    at_word = {draft.predicate: number for number, draft in enumerate(events)}
    for sentence in parse.sentences:
        if skip[sentence.number]:
            continue
        taken = 0
        again = echoed(sentence)
        if again is not None and _follows_silence(parse, sentence, found, events):
            draft = _draft(again.head, again.response, again.actor, entities, at_word, cues)
            if draft is not None and draft.actors:
                found.append(replace(draft, to=found[-1].to if found else None))
                continue
        for word in sentence.words:
            draft = _silence_at(word, parse, entities, at_word, cues)
            if draft is not None and draft.start >= taken:
                found.append(draft)
                taken = draft.end
    return found


def _follows_silence(
    parse: Parse, sentence: SentenceParse, found: Sequence[SilenceDraft], events: Sequence[EventDraft]
) -> bool:
    """Whether the sentence before says that somebody did not do something."""
    before = sentence.number - 1
    silent = bool(found) and parse.words[found[-1].predicate].sentence.number == before
    return silent or any(
        draft.factuality == "CT-" and parse.words[draft.predicate].sentence.number == before for draft in events
    )


def _silence_at(
    word: Word, parse: Parse, entities: EntityTable, events: dict[int, int], cues: SilenceCues
) -> SilenceDraft | None:
    found: SilenceDraft | None = None
    other: Silent | None = None
    if word.upos in ("VERB", "AUX"):
        found = _verb(word, entities, events, cues)
        if found is None and not _unreal(word):
            other = worded(word, cues) or elliptic(word, parse, events)
    elif word.upos == "ADJ":
        found = _state(word, entities, events, cues)
    elif word.upos in ("NOUN", "PRON"):
        found = _noun(word, entities, events, cues) if word.upos == "NOUN" else None
        other = fragment(word, cues) or broken(word, cues)
    if found is not None or other is None:
        return found
    return _draft(other.head, other.response, other.actor, entities, events, cues)


def _verb(verb: Word, entities: EntityTable, events: dict[int, int], cues: SilenceCues) -> SilenceDraft | None:
    if verb.lemma in cues.refusals:
        response = next(
            (child for child in verb.children if child.deprel in ("xcomp", "ccomp") and child.lemma in cues.refused),
            None,
        )
        if (
            response is not None
            and not (negated(verb) and verb.lemma != "fail")
            and (response.lemma != "take" or _has_object(response, cues))
        ):
            return _draft(verb, response, agent_of(verb), entities, events, cues)
        return None
    if verb.lemma in cues.unreachable and is_passive(verb) and negated(verb):
        return _draft(verb, verb, verb.child("nsubj:pass"), entities, events, cues)
    if verb.lemma not in cues.verbs or not negated(verb) or is_passive(verb) or _unreal(verb):
        return None
    if not _has_object(verb, cues):
        return None
    if verb.lemma in cues.needs_preposition and not _complements(verb, cues.verbs[verb.lemma]):
        return None
    return _draft(verb, verb, agent_of(verb), entities, events, cues)


def _has_object(verb: Word, cues: SilenceCues) -> bool:
    """Whether a verb that is silence only with certain objects has one of them."""
    objects = cues.needs_object.get(verb.lemma)
    particles = ("obj", "compound:prt", "advmod")
    return objects is None or any(child.deprel in particles and child.lower in objects for child in verb.children)


def _unreal(verb: Word) -> bool:
    """Whether the silence is only asked for or supposed: "should not respond", "to not comment", "don't answer"."""
    if verb.xpos == "VB" and not any(child.deprel == "aux" and child.lemma == "do" for child in verb.children):
        return not any(child.deprel == "aux" and child.lemma in ("will", "would", "could") for child in verb.children)
    return verb.deprel == "advcl" and any(
        child.deprel == "mark" and child.lower in ("if", "unless") for child in verb.children
    )


def _state(adjective: Word, entities: EntityTable, events: dict[int, int], cues: SilenceCues) -> SilenceDraft | None:
    prepositions = cues.states.get(adjective.lower)
    if prepositions is None:
        return None
    verb = adjective if adjective.child("cop") is not None else adjective.head
    if verb is None:
        return None
    if verb is not adjective and not (
        verb.lemma in cues.state_verbs and adjective.deprel in ("xcomp", "advcl", "obj", "advmod")
    ):
        return None
    if negated(verb) or negated(adjective) or (verb.child("obj") is not None and verb.lemma == "keep"):
        return None
    # "The room was quiet" is no refusal to respond: the vaguer words need to say about what.
    if (
        adjective.lower in ("quiet", "unavailable")
        and verb is adjective
        and not _complements(adjective, prepositions | {"for"}, cues.days)
    ):
        return None
    actor = agent_of(verb)
    if actor is None or actor.lower in _NEVER_SILENT:
        return None
    return _draft(verb, adjective, actor, entities, events, cues)


def _noun(noun: Word, entities: EntityTable, events: dict[int, int], cues: SilenceCues) -> SilenceDraft | None:
    lower = noun.lower
    if lower in cues.absences and lower not in cues.nouns:
        missing = next(
            (
                c
                for c in noun.children
                if c.deprel == "nmod" and c.lower in cues.nouns and _case(c) in cues.absence_prepositions
            ),
            None,
        )
        if missing is None:
            return None
        return _draft(noun, missing, _respondent(missing, None) or _respondent(noun, missing), entities, events, cues)
    modified = any(c.deprel == "amod" and c.lower in cues.response_adjectives for c in noun.children)
    if lower not in cues.nouns and not (lower in cues.response_measures and modified):
        return None
    if lower == "silence":
        actor = noun.child("nmod:poss")
        return None if actor is None else _draft(noun, noun, actor, entities, events, cues)
    if not any(
        c.lower in cues.negative_words and c.deprel in ("det", "amod", "case", "nummod") and c.lower != "any"
        for c in noun.children
    ):
        return None
    if any(c.deprel == "det" and c.lower == "a" for c in noun.children):
        return None
    verb = noun.head if noun.deprel in ("obj", "nsubj:pass", "nsubj") else None
    if noun.deprel == "nsubj" and (verb is None or verb.lemma == "be" or verb.lemma not in cues.arriving):
        verb = None
    if verb is None or verb.upos not in ("VERB", "AUX"):
        return _draft(noun, noun, _respondent(noun, None), entities, events, cues)
    actor = _respondent(noun, None) or (from_phrase(verb) if verb.lemma in cues.arriving else None)
    if actor is None:
        actor = agent_of(verb) if noun.deprel == "obj" else _announcer(verb)
    if actor is noun or (actor is not None and actor.lower in ("there", "it")):
        actor = None
    return _draft(verb, noun, actor, entities, events, cues)


def _announcer(verb: Word) -> Word | None:
    """Who would have announced what was not announced: the agent, or the subject of the clause before "but"."""
    if verb.deprel == "conj" and verb.head is not None:
        return agent_of(verb) or agent_of(verb.head)
    return agent_of(verb)


def _respondent(noun: Word, without: Word | None) -> Word | None:
    """Who should have responded: "comment *from the ministry*", "its response"."""
    possessor = noun.child("nmod:poss")
    if possessor is not None:
        return possessor
    return next(
        (c for c in noun.children if c.deprel == "nmod" and c is not without and _case(c) in ("from", "by", "in")), None
    )


def _draft(
    head: Word, response: Word, actor: Word | None, entities: EntityTable, events: dict[int, int], cues: SilenceCues
) -> SilenceDraft | None:
    if actor is not None and actor.lower in _NEVER_SILENT:
        return None
    actors = (
        ()
        if actor is None
        else tuple(member.n for member in actor.conjuncts() if member.upos in ("NOUN", "PROPN", "PRON"))
    )
    known = tuple(n for n in actors if n in entities.by_head)
    start, end = _span(head, response)
    to = _answered(response, events)
    return SilenceDraft(actors=known or actors, predicate=head.n, start=start, end=end, to=to)


def _span(head: Word, response: Word) -> tuple[int, int]:
    """The words that say it, from the first helper ("has not") to the end of what is not answered."""
    words = [word for word in below(head) if word.i >= min(head.i, response.i) - 4]
    start = min(head.start, response.start)
    subject = head.child("nsubj", "nsubj:pass")
    leading = subject is not None and subject is not response and subject.i < head.i
    after = subject.end if subject is not None and leading else 0  # "So far it has adopted none"
    for child in (*head.children, *response.children):
        if child.deprel in _HELPERS and start - child.end < 25 and child.lower not in _LINKS and child.start >= after:
            start = min(start, child.start)
    end = max(head.end, response.end)
    for word in words:
        if (
            word.i > max(head.i, response.i)
            and word.upos != "PUNCT"
            and word.end - start <= _LONGEST
            and word.end > end
        ):
            if word.sentence.words[word.i - 1].upos == "PUNCT" or word.deprel in (
                "conj",
                "cc",
                "parataxis",
                "acl:relcl",
            ):
                break
            end = word.end
    return start, end


def _answered(response: Word, events: dict[int, int]) -> int | None:
    """The event below the silence's words that it leaves unanswered: "did not respond to the accusation"."""
    for word in below(response):
        if word is not response and word.n in events and word.deprel in ("obl", "nmod", "obj", "advcl", "ccomp"):
            return events[word.n]
    return None


def _complements(word: Word, prepositions: frozenset[str], days: frozenset[str] = frozenset()) -> bool:
    return any(_case(child) in prepositions and child.lower not in days for child in word.children)


def _case(word: Word) -> str | None:
    return next((child.lower for child in word.children if child.deprel in ("case", "mark") and child.i < word.i), None)
