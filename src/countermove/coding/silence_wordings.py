"""Ways to say that somebody did not respond that are not "did not comment": fixed wordings, "has yet to", "nothing"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove.coding.arguments import is_question, preposition
from countermove.coding.claim import negated
from countermove.coding.subjects import agent_of, is_passive
from countermove.ontology.silence_cues import SilenceCues
from countermove.reader.parse import SentenceParse, Word

_POSSESSIVES = frozenset({"its", "his", "her", "their"})
_OWNER = "*"
"""In a wording any possessive, with "own" or without."""

_BETWEEN = 2
"""How many words ("so far", "largely") may stand inside a wording after its verb."""

_NOBODY = frozenset({"nobody", "no-one", "none", "neither"})
_PLACES = ("in", "from", "of", "at")
_QUESTIONS = frozenset({"why", "how", "what", "when", "where", "who", "which"})
_ECHOES = frozenset({"do", "have", "be", "will"})


@dataclass(frozen=True, slots=True)
class Silent:
    """Who is silent, by the word that heads the clause and the one that names the missing response."""

    head: Word
    response: Word
    actor: Word | None


def worded(verb: Word, cues: SilenceCues) -> Silent | None:
    """A silence that a verb tells in another way than by negating a verb of response."""
    if negated(verb):
        return _word_unsaid(verb, agent_of(verb), cues) or _withheld(verb, cues)
    return (
        _fixed(verb, cues)
        or _yet(verb, cues)
        or _nothing(verb, cues)
        or _nothing_from(verb, cues)
        or _by_nobody(verb, cues)
        or _neither(verb, cues)
        or _chosen(verb, cues)
    )


def echoed(sentence: SentenceParse) -> Silent | None:
    """ "Nor did Egypt", "neither has Washington": the same silence by another one."""
    words = sentence.words
    start = 1 if len(words) > 2 and words[0].lower in ("and", "but") else 0
    if len(words) < start + 3 or words[start].lower not in ("nor", "neither"):
        return None
    verb = words[start + 1]
    if verb.lemma not in _ECHOES:
        return None
    nouns = [*verb.children, verb.head, *(verb.head.children if verb.head is not None else ())]
    subject = next((n for n in nouns if n is not None and n.i > verb.i and n.upos in ("PROPN", "NOUN", "PRON")), None)
    return None if subject is None else Silent(words[start], verb, subject)


def from_phrase(verb: Word) -> Word | None:
    """Whom a verb of coming or hearing says that it would come from: "from Amman came no reply"."""
    return next((c for c in verb.children if c.deprel in ("obl", "nmod") and preposition(c) == "from"), None)


def _fixed(verb: Word, cues: SilenceCues) -> Silent | None:
    for wording in cues.wordings.get(verb.lemma, ()):
        last = _follows(verb, wording)
        if last is not None and not is_passive(verb) and not (last.upos in ("ADV", "ADP") and _affects(verb, last)):
            return Silent(verb, last, agent_of(verb))
    return None


def _affects(verb: Word, last: Word) -> bool:
    """Whether a verb and its particle are done to somebody: "held back the crowd" is no silence."""
    return last.i == verb.i + 1 and verb.child("obj") is not None


def _follows(verb: Word, wording: Sequence[str]) -> Word | None:
    """The last word of a wording that stands right behind the verb."""
    words = verb.sentence.words
    for skipped in range(_BETWEEN + 1):
        at = verb.i + 1 + skipped
        for part in wording:
            if part == _OWNER and at < len(words) and words[at].lower in _POSSESSIVES:
                at += 2 if at + 1 < len(words) and words[at + 1].lower == "own" else 1
            elif at < len(words) and words[at].lower == part:
                at += 1
            else:
                at = -1
                break
        if at > 0:
            return words[at - 1]
        if verb.i + 1 + skipped >= len(words) or words[verb.i + 1 + skipped].upos not in ("ADV", "DET", "ADP"):
            return None
    return None


def _yet(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Has yet to respond": the adverb hangs on either verb."""
    if verb.lemma not in ("have", "be", "remain"):
        return None
    for response in verb.children:
        if response.deprel not in ("xcomp", "advcl", "ccomp", "acl") or response.upos != "VERB":
            continue
        yet = any(child.lower == "yet" for child in (*verb.children, *response.children))
        if yet and (response.lemma in cues.refused or response.lemma in cues.verbs):
            return Silent(verb, response, verb.child("nsubj") or response.child("nsubj"))
    return None


def _nothing(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Said nothing", "found no words", "took no action", "offered neither a word nor help"."""
    wanted = cues.nothing.get(verb.lemma)
    target = verb.child("obj", "xcomp")
    if wanted is None or target is None or is_passive(verb):
        return None
    none = any(child.lower == "no" and child.deprel in ("det", "amod") for child in target.children)
    if verb.lemma == "have":
        to_say = any(child.deprel in ("acl", "acl:relcl") and child.lemma in cues.refused for child in target.children)
        return Silent(verb, target, agent_of(verb)) if target.lower == "nothing" and to_say else None
    if target.lower in cues.words and any(child.lower == "neither" for child in target.children):
        return Silent(verb, target, agent_of(verb))
    if target.lower not in wanted or (target.lower not in ("nothing", "none") and not none):
        return None
    return Silent(verb, target, agent_of(verb))


def _nothing_from(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Nothing was heard from Amman", "there was not a word from Amman"."""
    subject = verb.child("nsubj:pass", "nsubj")
    if subject is None or verb.lemma not in cues.arriving:
        return None
    if subject.lower != "nothing" and not (subject.lower in cues.words and missing(subject)):
        return None
    source = from_phrase(verb) or next((c for c in subject.children if preposition(c) in ("from", "by")), None)
    return None if source is None else Silent(verb, subject, source)


def missing(noun: Word) -> bool:
    """Whether "no" or "not" stands before the noun."""
    return any(child.lower in ("no", "not", "never") for child in noun.children if child.i < noun.i)


def _word_unsaid(verb: Word, actor: Word | None, cues: SilenceCues) -> Silent | None:
    """ "Has not said a word", "did not utter a syllable"; also below "nobody"."""
    target = verb.child("obj")
    if verb.lemma not in cues.nothing or target is None or target.lower not in cues.words:
        return None
    return None if actor is None else Silent(verb, target, actor)


def _by_nobody(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Nobody in Amman said a word", "no one at the ministry would comment": who they belong to is silent."""
    subject = verb.child("nsubj")
    if subject is None:
        return None
    official = subject.upos == "NOUN" and subject.lower != "one" and missing(subject)
    if not (subject.lower in _NOBODY or official or (subject.lower == "one" and missing(subject))):
        return None
    owner = next((c for c in subject.children if c.deprel == "nmod" and preposition(c) in _PLACES), None)
    if owner is None and official:
        owner = subject
    return None if owner is None else _unsaid(verb, owner, cues)


def _withheld(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Would not say", "is not saying whether": only of the will, for "did not say" may be the reporter's omission."""
    if verb.lemma not in cues.withheld or verb.child("obj", "xcomp") is not None:
        return None
    willing = any(
        child.deprel == "aux" and (child.lemma in ("will", "would") or (child.lemma == "be" and verb.xpos == "VBG"))
        for child in verb.children
    )
    told = verb.child("ccomp")
    if not willing or (told is not None and not _asks(told)):
        return None
    actor = agent_of(verb)
    return None if actor is None else Silent(verb, verb, actor)


def _asks(clause: Word) -> bool:
    return is_question(clause) or any(word.lower in _QUESTIONS for word in clause.children)


def _chosen(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Preferred not to comment", "chose not to respond"."""
    response = verb.child("xcomp")
    if verb.lemma not in cues.choosing or response is None or not negated(response):
        return None
    return Silent(verb, response, agent_of(verb)) if response.lemma in cues.refused else None


def _neither(verb: Word, cues: SilenceCues) -> Silent | None:
    """ "Neither Jordan nor Egypt has commented"."""
    subject = verb.child("nsubj")
    if subject is None or not any(child.lower == "neither" for child in subject.children):
        return None
    return _unsaid(verb, subject, cues)


def _unsaid(verb: Word, actor: Word, cues: SilenceCues) -> Silent | None:
    objects = cues.needs_object.get(verb.lemma)
    if verb.lemma in cues.verbs and verb.lemma not in cues.needs_preposition and objects is None:
        return Silent(verb, verb, actor)
    return _word_unsaid(verb, actor, cues)
