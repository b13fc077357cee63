"""Does a frame fit a word in its sentence, and if so, who are the parties?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from countermove.coding.arguments import (
    attached_phrases,
    clause_words,
    clauses,
    copular_subject,
    holder_of,
    hyphenated,
    is_infinitive,
    is_question,
    lemmas_of,
    modifiers,
    object_of,
    obliges,
    phrases,
    preposition,
    subject_of,
    support_verb,
)
from countermove.coding.claim import negated
from countermove.coding.match import Match
from countermove.coding.parties import Parties
from countermove.ontology.frames import PART_OF_SPEECH, PARTY_CLASS, Frame, FrameLexicon, RolePath
from countermove.reader.parse import Word

_PARTICLE_RELATIONS = (
    "compound:prt",
    "advmod",
    "xcomp",
    "obj",
    "obl",
    "mark",
    "case",
    "obl:unmarked",
    "discourse",
    "ccomp",
)
_TALKERS = frozenset({"PTY", "JRN", "OPP", "LEG"})
_ARMED = frozenset({"MIL", "REB", "UAF", "COP", "PRM", "CRM", "SPY"})
_CROWD = frozenset({"CVL", "REF", "EDU", "REL", "LAB"})
_MOVING = frozenset({"MOBILIZE", "AID"})
"""Types whose object is what is moved, not whom it is directed at."""

_DIRECTED = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "AID", "ACCUSE", "REQUEST", "THREATEN", "REJECT", "PROTEST", "MOBILIZE",
     "CONCEDE", "SUPPORT", "AGREE"}
)  # fmt: skip
_REACH = 40
"""How many words of a complement are searched for a party."""


def best_match(word: Word, parties: Parties, frames: FrameLexicon) -> Match | None:
    """The most specific frame that fits the word, or None."""
    rivals = _rivals(word, frames)
    if not rivals:
        return None
    arguments = Arguments(word, parties, frames)
    weak: Match | None = None
    for frame in rivals:
        found = arguments.fit(frame)
        if found is not None and not found.weak:
            return found
        weak = weak or found
    return weak


def _rivals(word: Word, frames: FrameLexicon) -> Sequence[Frame]:
    """The frames of the lemma; a past participle may also be an adjective, a compound goes before its last part."""
    part_of_speech = PART_OF_SPEECH.get(word.upos)
    if part_of_speech is None:
        return ()
    rivals: Sequence[Frame] = frames.at(part_of_speech, word.lemma.lower())
    if word.xpos in ("VBN", "JJ", "VBD") and part_of_speech == "verb" and (adjectival := frames.at("adj", word.lower)):
        rivals = (*adjectival, *rivals) if word.deprel == "amod" else (*rivals, *adjectival)
    joined = hyphenated(word)
    return rivals if joined is None else (*frames.at(part_of_speech, joined), *rivals)


class Arguments:
    """The arguments of one trigger word, looked up once and held against several frames."""

    def __init__(self, word: Word, parties: Parties, frames: FrameLexicon) -> None:
        self.word, self.parties, self.frames = word, parties, frames
        self.table = parties.table
        self.verbal = word.upos in ("VERB", "AUX")
        self.object = object_of(word) if self.verbal else None
        self.subject = subject_of(word) if self.verbal else copular_subject(word)
        self._adjectival = False
        self._complements: list[Word] | None = None

    @property
    def complements(self) -> list[Word]:
        """The heads of the word's complement clauses."""
        if self._complements is None:
            self._complements = clauses(self.word)
        return self._complements

    def fit(self, frame: Frame) -> Match | None:
        """Hold a frame against the word; None where a constraint fails."""
        if not (self._lexical(frame) and self._phrases(frame) and self._complement(frame) and self._modality(frame)):
            return None
        notes = [f"trigger “{self.word.text}” is {frame.part_of_speech} {self.word.lemma}: frame {frame.id}"]
        self._adjectival = frame.part_of_speech == "adj" and self.verbal
        actors = self._role("actor", frame.actor, frame.symmetric, notes)
        actors = [*actors, *self._joined(actors)]
        recipients = self._role("recipient", frame.recipient, False, notes)
        taken = {self.table.by_head.get(item.n) for item in actors}
        misread = not frame.symmetric and self._is_misread(actors, recipients)
        if misread:
            notes.append(f"“{actors[0].text}” can't be the recipient too: taken for somebody else")
            actors, taken = [], set()
        if not recipients and frame.recipient and frame.event_type in _DIRECTED and actors:
            recipients = self._elsewhere(frame, taken, notes)
        recipients = [item for item in recipients if self.table.by_head.get(item.n) not in taken]
        if self.word.deprel == "amod" and self.verbal and not actors:
            return None
        weak = not (misread or self._required(frame, actors, recipients))
        weak |= not self.verbal and self.word.deprel == "compound"
        if weak and (frame.part_of_speech != "noun" or "persons" in frame.requires):
            return None
        found = Match(
            frame, self.word, actors, recipients, self.object, self.complements, frame.event_type, frame.mode, notes
        )
        found.weak, found.misread = weak, misread
        return found

    def _joined(self, actors: Sequence[Word]) -> list[Word]:
        """Whom the actors join in it: "joined Norway in condemning the raid"."""
        verb = self.word.head
        if not actors or verb is None or verb.lemma != "join" or not phrases(verb, "in"):
            return []
        partner = verb.child("obj") if self.word in phrases(verb, "in") else None
        return [] if partner is None else [item for item in self.parties.of(partner) if self.parties.political(item)]

    def _is_misread(self, actors: Sequence[Word], recipients: Sequence[Word]) -> bool:
        """Whether a pronoun subject refers to the object of its own clause, which only a reflexive could."""
        if len(actors) != 1 or actors[0].upos != "PRON" or not recipients:
            return False
        number = self.table.by_head.get(actors[0].n)
        direct = self.object is not None and number in {
            self.table.by_head.get(item.n) for item in self.object.conjuncts()
        }
        return direct and any(self.table.by_head.get(item.n) == number for item in recipients)

    def _lexical(self, frame: Frame) -> bool:
        if frame.particle and not self._has_particle(frame.particle):
            return False
        if (frame.object or frame.not_object) and not self._fits(self.object, frame.object, frame.not_object):
            given = self.word.child("iobj") if frame.object else None
            if given is None or not self._fits(given, frame.object, frame.not_object):
                return False
        if (frame.object_modifier or frame.not_object_modifier) and not self._modified(frame):
            return False
        subject = self.object if frame.part_of_speech == "adj" and self.verbal else self.subject
        if (frame.subject or frame.not_subject) and not self._fits(subject, frame.subject, frame.not_subject):
            return False
        if frame.modifier or frame.not_modifier:
            words = {lemma for child in modifiers(self.word) for lemma in lemmas_of(child)}
            if frame.modifier and words.isdisjoint(frame.modifier):
                return False
            if not words.isdisjoint(frame.not_modifier):
                return False
        return True

    def _modified(self, frame: Frame) -> bool:
        """Whether the object has one of the wanted modifiers and none of the unwanted."""
        nouns = [] if self.object is None else self.object.conjuncts()
        words = {lemma for noun in nouns for child in modifiers(noun) for lemma in lemmas_of(child)}
        if not words.isdisjoint(frame.not_object_modifier):
            return False
        return not frame.object_modifier or not words.isdisjoint(frame.object_modifier)

    def _has_particle(self, particles: frozenset[str]) -> bool:
        for child in self.word.children:
            if (child.lower in particles or child.lemma in particles) and child.deprel in _PARTICLE_RELATIONS:
                return True
            if child.deprel == "obl" and any(
                item.i == self.word.i + 1 and item.lower in particles for item in child.all_children("case")
            ):
                return True
        return False

    def _fits(self, argument: Word | None, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
        if argument is None:
            return not wanted
        lemmas = {lemma for item in argument.conjuncts() for lemma in self._core_lemmas(item)}
        if not lemmas.isdisjoint(unwanted):
            return False
        if not wanted or not lemmas.isdisjoint(wanted):
            return True
        return PARTY_CLASS in wanted and self._has_party(argument)

    def _core_lemmas(self, word: Word) -> Iterable[str]:
        """The lemmas of a noun; of a counting noun, also those of what it counts ("thousands of troops")."""
        yield from lemmas_of(word)
        if word.lemma.lower() in self.frames.classes["counting"] or word.upos == "NUM":
            for child in phrases(word, "of"):
                yield from lemmas_of(child)

    def _has_party(self, argument: Word) -> bool:
        return any(self.parties.political(item) for item in self.parties.of(argument, owner=False))

    def _phrases(self, frame: Frame) -> bool:
        for prepositions, wanted in frame.obliques:
            if not any(
                not wanted or self._fits(phrase, wanted, frozenset())
                for name in prepositions
                for phrase in self._phrases_with(name)
            ):
                return False
        if frame.not_preposition:
            return not any(preposition(child) in frame.not_preposition for child in self.word.children)
        return True

    def _phrases_with(self, name: str) -> list[Word]:
        found = phrases(self.word, name) if self.verbal else attached_phrases(self.word, name)
        if self.object is not None and self.object.i > self.word.i:
            found = found + phrases(self.object, name)
        return [phrase for phrase in found if phrase.lower not in self.frames.classes["calendar"]]

    def _modality(self, frame: Frame) -> bool:
        """Whether the auxiliary and the negation stand there that the frame asks for."""
        if frame.negated and not negated(self.word):
            return False
        return not frame.modal or any(child.lemma in frame.modal for child in self.word.all_children("aux"))

    def _complement(self, frame: Frame) -> bool:
        if frame.complement_verb and all(item.lemma not in frame.complement_verb for item in self.complements):
            return False
        wanted = frame.complement
        if wanted is None:
            return True
        below = self.complements
        if wanted == "none":
            return not below
        if wanted == "bare":
            return not below and (not self.verbal or self.word.child("obj") is None)
        if wanted == "infinitive":
            return any(is_infinitive(item) for item in below)
        if wanted == "must":
            return any(item.deprel == "ccomp" and obliges(item) for item in below)
        below = [item for item in below if not is_question(item)]
        if wanted == "that":
            return any(item.deprel == "ccomp" for item in below)
        return bool(below)

    def _required(self, frame: Frame, actors: Iterable[Word], recipients: Iterable[Word]) -> bool:
        if not frame.requires:
            return True
        need = frame.requires[0]
        test = self.parties.official if need.startswith("official") else self.parties.political
        need = {"official": "actor", "officials": "both"}.get(need, need)
        acting = any(test(item) for item in actors)
        if frame.symmetric:
            return sum(test(item) for item in actors) >= (2 if need == "both" else 1)
        if need == "persons":
            return self._civilian(actors) and self._civilian(recipients)
        receiving = any(test(item) for item in recipients)
        if need == "both":
            return acting and receiving
        if need == "party":
            return acting or receiving
        return acting if need == "actor" else receiving

    def _civilian(self, words: Iterable[Word]) -> bool:
        """Whether there are parties, all of them unarmed persons, parties or media."""
        entities = [self.table.at(item) for item in words]
        return bool(entities) and all(
            entity is not None
            and (entity.kind == "person" or not _TALKERS.isdisjoint(entity.sectors))
            and _ARMED.isdisjoint(entity.sectors)
            and not _CROWD.intersection(entity.sectors[:1])
            for entity in entities
        )

    def _role(self, name: str, paths: Sequence[RolePath], symmetric: bool, notes: list[str]) -> list[Word]:
        """The parties at the first path that leads to one; for a symmetric frame those at all paths together."""
        gathered: list[Word] = []
        for path in paths:
            found = self.parties.distinct(self._walk(path, name == "recipient"))
            if name == "actor" and path[-1] == "in":
                # "Arrested in Syria" tells who did it, "arrested in Aleppo" only where.
                found = [item for item in found if self.parties.official(item)]
            if not found:
                continue
            notes.append(f"{name} {', '.join(f'“{item.text}”' for item in found)}: {' of '.join(reversed(path))}")
            if not symmetric:
                return found
            gathered.extend(found)
        return self.parties.distinct(gathered)

    def _walk(self, path: RolePath, place: bool) -> list[Word]:
        places = [self.word]
        for step in path[:-1]:
            places = [end for place in places for end in self._step(place, step)]
        last = path[-1]
        if last == "within":
            return self._within(
                places if len(path) > 1 else [*self.complements, *([self.object] if self.object else [])]
            )
        if last == "modifier":
            return [item for place in places for item in self.parties.modifying(place)]
        ends = [end for place in places for end in self._step(place, last)]
        found = [item for end in ends for item in self.parties.of(end, owner=last != "head", place=place)]
        if not found and path == ("subject",) and self.word.deprel == "acl" and ends:
            holder = holder_of(ends[0])
            return [] if holder is None else self.parties.of(holder)
        return found

    def _within(self, heads: Sequence[Word]) -> list[Word]:
        """The first political party anywhere below these words, with those coordinated with it."""
        for head in heads:
            for item in clause_words(head)[:_REACH]:
                if item.n > self.word.n and self.parties.political(item) and item.deprel != "conj":
                    return self.parties.of(item, owner=False)
        return []

    def _elsewhere(self, frame: Frame, taken: set[int | None], notes: list[str]) -> list[Word]:
        """As a last resort, the first other state or official body below the trigger, behind it."""
        moved = self._moved() if frame.event_type in _MOVING else frozenset()
        for item in clause_words(self.word):
            entity = self.table.at(item)
            if (
                item.n in moved
                or item.n <= self.word.n
                or entity is None
                or entity.number in taken
                or entity.country is None
            ):
                continue
            if item.deprel in ("conj", "obl:agent"):
                continue
            notes.append(f"recipient “{item.text}”: first other party after the trigger")
            return self.parties.distinct(self.parties.of(item, owner=False))
        return []

    def _moved(self) -> frozenset[int]:
        """The words of the troops, weapons or goods that are moved, and of what describes them."""
        things = list(phrases(self.word, "of")) if not self.verbal else []
        if self.object is not None:
            things.append(self.object)
        nouns = [noun for thing in things for noun in thing.conjuncts()]
        nouns += [inner for noun in nouns for inner in phrases(noun, "of")]
        return frozenset(word.n for noun in nouns for word in (noun, *modifiers(noun)))

    def _step(self, place: Word, step: str) -> list[Word]:
        match step:
            case "self":
                return [place]
            case "head":
                return [] if place.head is None else [place.head]
            case "subject":
                own = self.object if self._adjectival else self.subject
                found = own if place is self.word else subject_of(place)
            case "object":
                found = self.object if place is self.word else object_of(place)
            case "iobject":
                found = place.child("iobj")
            case "poss":
                found = place.child("nmod:poss")
            case "support":
                verb = support_verb(place)
                found = verb if verb is not None and verb.lemma in self.frames.classes["support_verb"] else None
            case "clause":
                return (self.complements if place is self.word else clauses(place))[:1]
            case "modifier":
                return modifiers(place)
            case _:
                return self._phrases_with(step) if place is self.word else attached_phrases(place, step)
        return [] if found is None else [found]
