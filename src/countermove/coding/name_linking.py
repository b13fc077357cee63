"""Which names of an article are names of the same person, organisation, state or place.

Full names first, then parts of them ("Putin", "Suu Kyi"), acronyms ("the African Union (AU)"), and shortened names of
organisations. The registry decides where it knows both.
"""

from __future__ import annotations

from collections.abc import Sequence

from countermove.coding.mentions import Candidate, Referent
from countermove.ontology.actor_names import name_key
from countermove.ontology.actor_types import Gender
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Word

_SHORT = 3
"""Sentences of an article that need not name the country of whom it names by surname."""

_SMALL_WORDS = frozenset({"of", "the", "and", "for", "de", "la", "in", "on", "to", "del", "des"})


def link_names(
    candidates: Sequence[Candidate], registry: ActorRegistry, cues: ReferenceCues, date: str | None
) -> list[Referent]:
    """Give every name its referent and return the referents."""
    linker = _NameLinker(registry, cues, date, _countries_named(candidates))
    people = [candidate for candidate in candidates if candidate.kind == "person" and candidate.form == "name"]
    linker.link_people(people)
    linker.link_others([candidate for candidate in candidates if candidate.referent is None])
    return linker.referents


def _countries_named(candidates: Sequence[Candidate]) -> frozenset[str] | None:
    """The countries that an article speaks of; None where it is too short to speak of many."""
    if not candidates or max(candidate.head.sentence.number for candidate in candidates) < _SHORT:
        return None
    return frozenset(candidate.country for candidate in candidates if candidate.country is not None)


def address_before(head: Word, registry: ActorRegistry, cues: ReferenceCues) -> tuple[str | None, Gender | None]:
    """The title that stands before a name and the gender it or a form of address tells ("Mr", "Queen")."""
    title: str | None = None
    gender: Gender | None = None
    for child in head.children:
        if child.i > head.i or child.deprel not in ("nmod:desc", "compound", "flat"):
            continue
        known = registry.title(child.text)
        gender = gender or (known.gender if known is not None else None) or cues.address.get(child.lower.rstrip("."))
        if known is not None and known.sectors:
            title = known.phrase
            around = registry.phrase_around([word.lemma.lower() for word in head.sentence.words], child.i)
            if around is not None and around[2].is_title:
                title = around[2].phrase
    return title, gender


class _NameLinker:
    def __init__(
        self, registry: ActorRegistry, cues: ReferenceCues, date: str | None, countries: frozenset[str] | None
    ) -> None:
        self._countries = countries
        self._registry = registry
        self._cues = cues
        self._date = date
        self.referents: list[Referent] = []
        self._by_key: dict[str, Referent] = {}
        self._by_part: dict[str, list[tuple[list[str], Referent]]] = {}
        self._by_head: dict[int, Referent] = {}

    # People

    def link_people(self, people: Sequence[Candidate]) -> None:
        keys = [name_key(candidate.text).split() for candidate in people]
        for candidate, parts in zip(people, keys, strict=True):
            if len(parts) > 1 and not (candidate.ref is None and self._is_part(parts, keys)):
                self._full_name(candidate, parts)
        for candidate, parts in zip(people, keys, strict=True):
            if candidate.referent is None:
                self._part_of_name(candidate, parts)

    @staticmethod
    def _is_part(parts: list[str], keys: Sequence[list[str]]) -> bool:
        """Whether a longer name of the article ends in these words ("Suu Kyi" of "Aung San Suu Kyi")."""
        length = len(parts)
        return any(len(other) > length and other[-length:] == parts for other in keys)

    def _full_name(self, candidate: Candidate, parts: list[str]) -> None:
        key = "person " + (candidate.ref or " ".join(parts))
        referent = self._by_key.get(key) or self._same_first_and_last(parts)
        if referent is None:
            referent = self._open(candidate, candidate.known_as or candidate.text)
            if referent.gender is None:
                referent.gender = self._registry.gender_of_first_name(candidate.text)
        self._by_key[key] = referent
        for part in {parts[0], *parts[1:]}:
            if len(part) > 1:
                self._by_part.setdefault(part, []).append((parts, referent))
        self._take(referent, candidate)

    def _same_first_and_last(self, parts: list[str]) -> Referent | None:
        """The person of a name that differs in the middle only ("Kim Jong Un", "Donald J. Trump")."""
        for other, referent in self._by_part.get(parts[-1], ()) if parts else ():
            if other[-1] == parts[-1] and other[0] == parts[0]:
                return referent
        return None

    def _part_of_name(self, candidate: Candidate, parts: list[str]) -> None:
        title, gender = address_before(candidate.head, self._registry, self._cues)
        candidate.gender = candidate.gender or gender
        referent = self._bearer(candidate, parts)
        if referent is None:
            key = "part " + " ".join(parts)
            referent = self._by_key.get(key)
            if referent is None:
                referent = self._leader(candidate, title) or self._open(candidate, candidate.known_as or candidate.text)
                self._by_key[key] = referent
        self._take(referent, candidate)

    def _bearer(self, candidate: Candidate, parts: list[str]) -> Referent | None:
        """Whose full name ends (or, failing that, begins) with these words; the nearest named before, then after."""
        found: list[tuple[bool, int, Referent]] = []
        for other, referent in self._by_part.get(parts[-1], ()) if parts else ():
            if candidate.gender and referent.gender and candidate.gender != referent.gender:
                continue
            ends, begins = other[-len(parts) :] == parts, other[: len(parts)] == parts
            if not ends and not begins:
                continue
            before = [mention.first for mention in referent.mentions if mention.first <= candidate.first]
            found.append((not ends, -before[-1] if before else 1, referent))
        return min(found, key=lambda item: item[:2])[2] if found else None

    def _leader(self, candidate: Candidate, title: str | None) -> Referent | None:
        """The person in office whom news of the date calls by this name alone.

        Not in an article that never speaks of that person's country: there it is somebody else of that name.
        """
        actor = self._registry.leader_by_surname(candidate.text, self._date, title)
        if actor is None or (self._countries is not None and actor.country not in self._countries):
            return None
        referent = self._by_key.get("person " + actor.ref)
        if referent is None:
            referent = Referent(actor.name, "person", actor.country, actor.sectors, actor.ref, actor.gender)
            referent.office, referent.country_known = actor.office, True
            self.referents.append(referent)
            self._by_key["person " + actor.ref] = referent
        return referent

    # Everything else

    def link_others(self, candidates: Sequence[Candidate]) -> None:
        for candidate in candidates:
            key = self._key(candidate)
            referent = self._bracketed(candidate) or self._by_key.get(key)
            if referent is None:
                referent = self._acronym_of(candidate) or self._shortened(candidate)
            if referent is None:
                referent = self._open(candidate, self._display_name(candidate))
                self._by_acronym(candidate, referent)
            self._by_key[key] = referent
            self._take(referent, candidate)

    def _key(self, candidate: Candidate) -> str:
        if candidate.kind == "state" and candidate.country is not None and candidate.ref is None:
            candidate.ref = candidate.country
        if candidate.ref is not None:
            return "known " + candidate.ref
        return candidate.kind + " " + name_key(candidate.text)

    def _display_name(self, candidate: Candidate) -> str:
        if candidate.kind == "state" and candidate.country is not None and candidate.ref == candidate.country:
            state = self._registry.state(candidate.country)
            if state is not None:
                return state.name
        return candidate.known_as or candidate.text

    def _by_acronym(self, candidate: Candidate, referent: Referent) -> None:
        """Remember the initials of an organisation's name, with and without its small words."""
        if candidate.kind in ("state", "place", "person") or " " not in candidate.text:
            return
        words = candidate.text.replace("-", " ").split()
        large = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS)
        every = "".join(word[0] for word in words)
        for initials in (large, every):
            if len(initials) > 1:
                self._by_key.setdefault("initials " + initials.upper(), referent)

    def _acronym_of(self, candidate: Candidate) -> Referent | None:
        text = candidate.text.replace(".", "")
        if candidate.ref is not None or candidate.kind == "state" or not (2 <= len(text) <= 8 and text.isupper()):
            return None
        return self._by_key.get("initials " + text)

    def _bracketed(self, candidate: Candidate) -> Referent | None:
        """The name before a bracket that holds this one alone: "the People's Front (PF)".

        The article's own reading of an acronym goes before the registry's.
        """
        head = candidate.head.head
        if candidate.head.deprel != "appos" or head is None or " " in candidate.text or not candidate.text.isupper():
            return None
        words = candidate.head.sentence.words
        place = candidate.head.i - (candidate.head.n - candidate.first) - 1
        referent = self._by_head.get(head.n)
        if place < 0 or words[place].text != "(" or referent is None or referent.kind in ("person", "state", "place"):
            return None
        if referent.name[:1].upper() != candidate.text[:1]:
            return None
        if candidate.ref != referent.ref:
            candidate.ref, candidate.country, candidate.country_known, candidate.sectors = None, None, False, ()
        return referent

    def _shortened(self, candidate: Candidate) -> Referent | None:
        """The organisation whose longer name, without its last word, this is ("Boeing" of "Boeing Co.")."""
        if candidate.ref is not None or candidate.kind != "organization":
            return None
        key = name_key(candidate.text)
        for last in sorted(self._cues.droppable):
            referent = self._by_key.get("organization " + key + " " + last)
            if referent is not None:
                return referent
        return None

    def _open(self, candidate: Candidate, name: str) -> Referent:
        referent = Referent(
            name, candidate.kind, candidate.country, candidate.sectors, candidate.ref, candidate.gender,
            candidate.plural, candidate.office, candidate.country_known,
        )  # fmt: skip
        self.referents.append(referent)
        return referent

    def _take(self, referent: Referent, candidate: Candidate) -> None:
        if referent.kind == "person" and referent.gender is None:
            candidate.gender = candidate.gender or address_before(candidate.head, self._registry, self._cues)[1]
        referent.take(candidate)
        self._by_head[candidate.head.n] = referent
        known = referent.ref is not None or referent.kind == "state"
        if not known and len(candidate.text) > len(referent.name) and candidate.form == "name":
            referent.name = candidate.text
