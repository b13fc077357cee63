"""Events by frames over the tree: which predicates report a PLOVER event, of which type, between whom.

Method: every word that may trigger a frame is held against the frames of its lemma; light verbs take their noun with
them; what is requested, promised, refused or threatened belongs to that speech act and is no second event.
"""

from __future__ import annotations

from collections.abc import Sequence

from countermove.coding.arguments import hyphenated, phrases, subject_of
from countermove.coding.combining import RuleEvidence
from countermove.coding.contexts import contexts_of
from countermove.coding.draft import AttributionDraft, EntityTable, EventDraft
from countermove.coding.match import Match
from countermove.coding.matching import best_match
from countermove.coding.parties import Parties
from countermove.ontology.frames import FrameLexicon
from countermove.reader.parse import Parse, SentenceParse, Word
from countermove.schema import Span

LEAST_CONFIDENCE = 0.35
"""Matches below this are not reported."""

_SPEECH_ACTS = frozenset({"REQUEST", "AGREE", "THREATEN", "REJECT", "CONCEDE"})
_AT_MATCHES = frozenset({"PROTEST", "COERCE", "SANCTION"})
"""What still happens in an article about sport."""
_SPORT_WORDS = 6
_SPORT_DENSITY = 50
"""An article is about sport with at least so many words of sport, and at least one in so many words."""

_DEMANDS = frozenset({"REQUEST", "PROTEST", "ACCUSE"})
_KEPT_OBJECTS: dict[str, frozenset[str]] = {
    "REJECT": frozenset({"AGREE", "REQUEST", "THREATEN"}),
    "CONCEDE": frozenset({"SANCTION", "COERCE", "ASSAULT", "REQUEST", "THREATEN"}),
    "RETREAT": frozenset({"ASSAULT", "COERCE", "SANCTION"}),
}
"""Acts named by the object of a refusal or concession that have happened themselves: "rejected the offer"."""

_CONTENT_PREPOSITIONS = ("for", "on", "to", "with", "of")
_PHASE_VERBS = frozenset(
    {"begin", "start", "continue", "resume", "stop", "halt", "end", "hold", "make", "launch", "open", "carry", "enter"}
)
_LONGEST_PHRASE = 30
"""Code points of the longest light-verb phrase taken as one trigger."""


def find_events(
    parse: Parse,
    skip: Sequence[bool],
    entities: EntityTable,
    frames: FrameLexicon,
    attributions: Sequence[AttributionDraft],
) -> RuleEvidence:
    """Find the words of an article that a frame fits.

    Args:
        parse: the article.
        skip: for each sentence, whether it is boilerplate and left out.
        entities: who is mentioned where.
        frames: the frame lexicon.
        attributions: who says what; a cue that is no frame of its own is no event.

    Returns:
        Drafts in text order, and the words that tell part of another act. Later coders set factuality and tense, weigh
        the drafts against the model's heads and join mentions of the same event.
    """
    drafts: list[EventDraft] = []
    absorbed: set[int] = set()
    parties = Parties.of_article(parse.words, entities, frames.classes["counting"])
    sport = _is_sport(parse, frames)
    for sentence in parse.sentences:
        if skip[sentence.number]:
            continue
        matches, dropped = _matches(sentence, parties, frames)
        absorbed |= dropped
        if matches:
            about = contexts_of(sentence, frames.contexts)
            for match in matches:
                if not sport or match.event_type in _AT_MATCHES:
                    drafts.append(_draft(match, about))
                    if match.misread:
                        _take_earlier_actor(drafts, entities)
    return RuleEvidence(drafts, frozenset(absorbed))


def _take_earlier_actor(drafts: list[EventDraft], entities: EntityTable) -> None:
    """Give the last draft the actor of the nearest earlier one that isn't its own recipient."""
    draft = drafts[-1]
    excluded = {entities.by_head.get(head) for head in draft.recipients}
    for other in reversed(drafts[:-1]):
        if other.actors and excluded.isdisjoint(entities.by_head.get(head) for head in other.actors):
            draft.actors = other.actors
            draft.notes.append("actor of the event before")
            return


def _is_sport(parse: Parse, frames: FrameLexicon) -> bool:
    """Whether an article reports sport: opponents there attack, meet and beat one another all the time."""
    words = frames.classes["sport"]
    count = sum(word.lemma in words for word in parse.words if word.upos == "NOUN")
    return count >= _SPORT_WORDS and count * _SPORT_DENSITY >= len(parse.words)


def _matches(sentence: SentenceParse, parties: Parties, frames: FrameLexicon) -> tuple[list[Match], set[int]]:
    """The matches of a sentence in text order, without those that belong to another; the words of the latter."""
    matches = [found for word in sentence.words if (found := best_match(word, parties, frames)) is not None]
    by_word = {match.trigger.n: match for match in matches}
    dropped = _join_casualties(matches, by_word, frames)
    for match in matches:
        if match.trigger.n in dropped or match.weak:
            continue
        dropped |= _consumed(match, by_word)
        if match.frame.event_type == "PROTEST":
            dropped |= _demands(match, by_word)
        if match.frame.event_type in _SPEECH_ACTS:
            content = _content(match)
            dropped |= {word.n for word in content if word.n in by_word}
            inner = [by_word[word.n] for word in content if word.n in by_word]
            if match.frame.empty and not inner:
                dropped.add(match.trigger.n)
            _fold(match, inner, frames)
    kept = [
        match
        for match in matches
        if match.trigger.n not in dropped and (match.weak or match.confidence >= LEAST_CONFIDENCE)
    ]
    return kept, dropped


def _join_casualties(matches: list[Match], by_word: dict[int, Match], frames: FrameLexicon) -> set[int]:
    """Join an attack and its dead into one event: "the shelling killed ten", "ten died in the raid"."""
    joined: set[int] = set()
    for match in matches:
        word = match.trigger
        if match.event_type != "ASSAULT" or word.lemma not in frames.classes["casualty_verb"]:
            continue
        subject = subject_of(word)
        causes = [subject] if subject is not None else []
        causes += [phrase for name in ("in", "during", "by") for phrase in phrases(word, name)]
        for cause in causes:
            attack = by_word.get(cause.n)
            if attack is None or attack.event_type != "ASSAULT" or attack.trigger.n in joined:
                continue
            host, other = (match, attack) if attack.weak else (attack, match)
            host.further.append(other.trigger)
            host.actors = host.actors or other.actors
            host.recipients = other.recipients if other is match and match.recipients else host.recipients
            host.mode = host.mode or other.mode
            host.notes.append(f"“{other.trigger.text}” tells the same event ({other.frame.id})")
            joined.add(other.trigger.n)
            break
    return joined


def _demands(match: Match, by_word: dict[int, Match]) -> set[int]:
    """What a protest demands or is against is part of it; whom it addresses is the protest's recipient."""
    found: set[int] = set()
    words = [child for child in match.trigger.children if child.deprel in ("advcl", "acl", "xcomp", "obl", "nmod")]
    if match.object is not None:
        words.extend(child for child in match.object.children if child.deprel in ("acl", "nmod"))
    for word in words:
        inner = by_word.get(word.n)
        if inner is None or inner.frame.event_type not in _DEMANDS:
            continue
        found.add(word.n)
        if not match.recipients:
            match.recipients = [item for item in inner.recipients if item.n not in {actor.n for actor in match.actors}]
            match.notes.append(f"recipient from the demand ({inner.frame.id})")
    return found


def _consumed(match: Match, by_word: dict[int, Match]) -> set[int]:
    """The noun of a light-verb phrase, and what a frame names in its prepositional phrases and complements."""
    found: set[int] = set()
    frame = match.frame
    kept = _KEPT_OBJECTS.get(frame.event_type, frozenset())
    nouns = [clause for clause in match.content if clause.lemma in frame.complement_verb]
    if frame.object and match.object is not None:
        nouns.extend(match.object.conjuncts())
    for prepositions, wanted in frame.obliques:
        if wanted:
            nouns.extend(phrase for name in sorted(prepositions) for phrase in phrases(match.trigger, name))
    for noun in nouns:
        inner = by_word.get(noun.n)
        if inner is not None and inner.frame.event_type not in kept:
            found.add(noun.n)
    return found


def _content(match: Match) -> list[Word]:
    """The heads of what is requested, promised, refused or threatened."""
    words: list[Word] = list(match.content)
    trigger = match.trigger
    if match.object is not None and match.object.i > trigger.i:
        words.extend(match.object.conjuncts())
    for name in _CONTENT_PREPOSITIONS[:1] if match.frame.event_type == "REQUEST" else ():
        for phrase in phrases(trigger, name):
            words.extend(phrase.conjuncts())
    if trigger.upos in ("NOUN", "ADJ"):
        for name in _CONTENT_PREPOSITIONS:
            for phrase in phrases(trigger, name):
                words.extend(phrase.conjuncts())
    kept = _KEPT_OBJECTS.get(match.frame.event_type, frozenset())
    for word in list(words):
        words.extend(child for child in word.children if child.deprel == "xcomp")
        if word.lemma in _PHASE_VERBS:
            words.extend(child for child in word.children if child.deprel == "obj")
    if kept and match.object is not None:
        own = {item.n for item in match.object.conjuncts()}
        words = [word for word in words if word.n not in own]
    return words


def _fold(match: Match, content: list[Match], frames: FrameLexicon) -> None:
    """Let the content decide the mode of a request, refusal or threat, and the type of a promise."""
    frame, folding = match.frame, frames.folding
    for inner in content:
        kind, mode = inner.frame.event_type, inner.frame.mode
        if frame.event_type == "AGREE" and not frame.symmetric:
            planned = folding.planned.get(kind)
            if planned is not None and planned != "AGREE":
                match.event_type = planned
                match.mode = folding.threatened.get(f"{kind} {mode}", folding.threatened.get(kind))
                match.mode = match.mode if planned == "THREATEN" else None
                match.notes.append(f"content {inner.frame.id} is {kind}: the promise is {planned}")
        elif frame.mode is None and frame.event_type in ("REQUEST", "REJECT", "THREATEN"):
            table = folding.threatened if frame.event_type == "THREATEN" else folding.asked
            match.mode = table.get(f"{kind} {mode}", table.get(kind))
            match.notes.append(f"content {inner.frame.id} is {kind}: mode {match.mode}")
        if not match.recipients and inner.recipients and not frame.symmetric:
            taken = {item.n for item in match.actors}
            match.recipients = [item for item in inner.recipients if item.n not in taken]
            match.notes.append(f"recipient from the content: {', '.join(item.text for item in match.recipients)}")
        return


def _draft(match: Match, about: tuple[str, ...]) -> EventDraft:
    trigger, mentions = _trigger(match)
    mentions.extend(word.span for word in match.further)
    return EventDraft(
        predicate=match.trigger.n,
        trigger=trigger,
        event_type=match.event_type,
        mode=match.mode,
        contexts=tuple(dict.fromkeys((*match.frame.contexts, *about))),
        actors=tuple(word.n for word in match.actors),
        recipients=tuple(word.n for word in match.recipients),
        rule=f"frame:{match.frame.id}",
        confidence=match.confidence,
        further_only=match.weak,
        own_frame=match.frame.own,
        settled=bool(match.frame.modal or match.frame.negated),
        symmetric=match.frame.symmetric,
        mentions=mentions,
        notes=match.notes,
    )


def _trigger(match: Match) -> tuple[Span, list[Span]]:
    """The characters of the trigger, and of all its words: a light-verb phrase is one trigger where it is short."""
    word = match.trigger
    start, end = word.span
    if hyphenated(word) in match.frame.lemmas:
        start = word.sentence.words[word.i - 2].start
    particle = next((child for child in word.children if child.lower in match.frame.particle), None)
    if particle is not None and 0 < particle.i - word.i <= 2:
        end = particle.end
    for prepositions, _ in match.frame.obliques:
        following = word.sentence.words[word.i + 1] if word.i + 1 < len(word.sentence.words) else None
        if (
            following is not None
            and following.lower in prepositions
            and following.lower in ("on", "for")
            and word.lemma == "call"
        ):
            end = following.end
    mentions = [(start, end)]
    noun = match.object
    if match.light and noun is not None and noun.i < word.i:
        mentions.append(noun.span)
    elif match.light and noun is not None:
        mentions.append(noun.span)
        if noun.end - start <= _LONGEST_PHRASE:
            return (start, noun.end), [(start, noun.end)]
    return (start, end), mentions
