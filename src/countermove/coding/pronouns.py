"""Pronouns: personal, possessive and relative ones, and the speaker's "I" and "we" inside quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from countermove.coding.mentions import Candidate, Referent, mention
from countermove.coding.salience import Trail
from countermove.ontology.actor_types import Gender
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Parse, SentenceParse, Word

_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_SPEAKER = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_ALL = _MASCULINE | _FEMININE | _NEUTER | _PLURAL | _SPEAKER
_LEAST_PERSON = 1.0
_LEAST_THING = 8.5
_LEAST_OWNER = 7.0
"""An "it" most often means no actor: only a mention as likely as the last subject will do; "its" asks less."""
_LEAST_SEVERAL = 4.0
_STEPS = 12


def find_pronouns(parse: Parse, skip: Sequence[bool]) -> list[Candidate]:
    """All pronouns outside boilerplate that can refer to an actor, in text order."""
    found = []
    for sentence in parse.sentences:
        if skip[sentence.number]:
            continue
        for word in sentence.words:
            if word.upos not in ("PRON", "DET") or word.deprel in ("expl", "det"):
                continue
            if word.lower in _ALL or (word.lower in _RELATIVE and _relative_clause(word) is not None):
                found.append(mention(word, word, word, parse.text, "pronoun", "unknown"))
    return found


class PronounResolver:
    """Finds whom a pronoun means among what the trail has passed by."""

    def __init__(self, trail: Trail, cues: ReferenceCues) -> None:
        self._trail = trail
        self._cues = cues

    def resolve(self, pronoun: Word, by_head: Mapping[int, Referent]) -> Referent | None:
        """The referent of this pronoun, or None; ``by_head`` holds those linked so far and all names."""
        lower = pronoun.lower
        if lower in _RELATIVE:
            clause = _relative_clause(pronoun)
            return None if clause is None or clause.head is None else _antecedent(clause.head, pronoun, by_head)
        if lower in _SPEAKER:
            return self._speaker(pronoun, by_head)
        if lower in _MASCULINE:
            return self._person(pronoun, "m")
        if lower in _FEMININE:
            return self._person(pronoun, "f")
        if lower in _NEUTER:
            least = _LEAST_OWNER if pronoun.deprel == "nmod:poss" else _LEAST_THING
            return self._trail.best(pronoun, _is_thing, least)
        return self._trail.best(pronoun, _is_several, _LEAST_SEVERAL)

    def _person(self, pronoun: Word, gender: Gender) -> Referent | None:
        quoted = self._named_in_own_words(pronoun)

        def fits(referent: Referent) -> bool:
            if referent.kind != "person" or referent.plural or referent.gender not in (None, gender):
                return False
            return referent not in quoted

        referent = self._trail.best(pronoun, fits, _LEAST_PERSON)
        if referent is not None and referent.gender is None:
            referent.gender = gender
        return referent

    def _named_in_own_words(self, pronoun: Word) -> list[Referent]:
        """Whoever a speaker names in a quotation is not the speaker: "Cole waits for us," he said."""
        verb = pronoun.head
        if pronoun.deprel != "nsubj" or verb is None or verb.lemma.lower() not in self._cues.speech:
            return []
        return self._trail.quoted_in(pronoun.sentence)

    def _speaker(self, pronoun: Word, by_head: Mapping[int, Referent]) -> Referent | None:
        """The subject of the verb of speech above the pronoun or beside its clause; only inside quotations."""
        if self._trail.quote_of(pronoun.start) is None:
            return None
        for word in (pronoun, *_some_ancestors(pronoun)):
            for verb in (word, *word.all_children("parataxis")):
                if verb.lemma.lower() not in self._cues.speech:
                    continue
                subject = verb.child("nsubj")
                if subject is not None and subject.lower not in _SPEAKER:
                    return by_head.get(subject.n) or self._speaker_ahead(subject)
        return self._last_speaker(pronoun.sentence, by_head)

    def _speaker_ahead(self, subject: Word) -> Referent | None:
        """Whom a "he" of "…," he said" after the quotation will mean."""
        if subject.lower in _MASCULINE:
            return self._person(subject, "m")
        if subject.lower in _FEMININE:
            return self._person(subject, "f")
        return None

    def _last_speaker(self, sentence: SentenceParse, by_head: Mapping[int, Referent]) -> Referent | None:
        """Who was speaking when the quotation began: the subject of the last verb of speech before."""
        return self._trail.latest_speaker(sentence.number, self._cues.speech)


def _some_ancestors(word: Word) -> list[Word]:
    found: list[Word] = []
    for ancestor in word.ancestors():
        found.append(ancestor)
        if len(found) == _STEPS:
            break
    return found


def _relative_clause(pronoun: Word) -> Word | None:
    """The verb of the relative clause that the pronoun introduces."""
    if pronoun.deprel == "mark":
        return None
    for word in (pronoun, *_some_ancestors(pronoun)):
        if word.deprel == "acl:relcl":
            return word
        if word.deprel in ("root", "advcl", "ccomp", "parataxis"):
            return None
    return None


def _antecedent(noun: Word, pronoun: Word, by_head: Mapping[int, Referent]) -> Referent | None:
    """The noun's referent, or that of what it counts ("thousands of troops who")."""
    referent = by_head.get(noun.n)
    people = referent is not None and (referent.kind == "person" or (referent.kind == "group" and referent.plural))
    if referent is not None and not (people and pronoun.lower == "which"):
        return referent
    for child in noun.all_children("nmod", "appos"):
        if noun.i < child.i < pronoun.i and child.n in by_head:
            return by_head[child.n]
    return None


def _is_thing(referent: Referent) -> bool:
    return not referent.plural and referent.kind in ("state", "organization", "bloc", "group")


def _is_several(referent: Referent) -> bool:
    return referent.plural or referent.kind in ("organization", "group", "bloc")
