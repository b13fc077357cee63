"""Which country an actor is of: by the words around it, or by what the article is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from countermove.coding.mentions import Candidate
from countermove.coding.noun_phrases import MODIFIER_RELATIONS, case_of
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Parse, Word

_OPENING_SENTENCES = 3
_WEIGHT_TITLE = 3.0
_WEIGHT_FIRST = 3.0
_WEIGHT_OPENING = 2.0
_PARTY = 0.7
_TOWN = 0.5
_PERSON = 0.6
_ORGANIZATION = 0.3
_ACTING = frozenset({"nsubj", "nsubj:pass", "nmod:poss"})
_BELONGING = frozenset({"of", "from", "in", "for", "at", "with", "to"})
_SCENE = frozenset({"in", "across", "throughout", "inside", "within"})
_NOT_ITS_OWN = frozenset({"to", "with"})
"""After an office these name the other side ("ambassador to Russia", "border guards with Iran")."""


def main_country(
    parse: Parse,
    names: Iterable[Candidate],
    title: str | None,
    registry: ActorRegistry,
    country_of_place: Callable[[str], str | None] = lambda name: None,
) -> str | None:
    """The state an article is mainly about: named most often, with the title and the opening counting more.

    Towns and divisions speak for their state, more quietly. The state named first wins a tie. None
    where a place that nobody knows acts more than any state is named: an invented state, whose police are not Spain's.
    """
    weights: dict[str, float] = {}
    unknown: dict[str, float] = {}
    for candidate in names:
        country = candidate.country
        if country is None and candidate.kind == "place":
            if candidate.head.deprel in _ACTING:
                unknown[candidate.text] = unknown.get(candidate.text, 0.0) + _weight(candidate)
            elif (country := country_of_place(candidate.text)) is not None:
                weights[country] = weights.get(country, 0.0) + _TOWN * _weight(candidate)
            elif case_of(candidate.head) in ("in", "of") and candidate.head.deprel in ("obl", "nmod"):
                unknown[candidate.text] = unknown.get(candidate.text, 0.0) + _TOWN * _weight(candidate)
            continue
        if country is not None and registry.state(country) is not None:
            weights[country] = weights.get(country, 0.0) + _weight(candidate)
    if title is not None:
        for country in _countries_in(title, registry):
            weights[country] = weights.get(country, 0.0) + _WEIGHT_TITLE
    if not weights:
        return None
    best = max(weights.values())
    if max(unknown.values(), default=0.0) > best:
        return None
    return next(country for country, weight in weights.items() if weight == best)


def _weight(candidate: Candidate) -> float:
    """How much a name tells about the setting: foreigners act and are dealt with, the setting is where things are."""
    number = candidate.head.sentence.number
    weight = _WEIGHT_FIRST if number == 0 else _WEIGHT_OPENING if number < _OPENING_SENTENCES else 1.0
    if candidate.kind not in ("state", "place"):
        return weight * (_PERSON if candidate.kind in ("person", "group") else _ORGANIZATION)
    role = candidate.head.deprel
    if role in ("amod", "nmod:poss", "compound") or (role in ("obl", "nmod") and case_of(candidate.head) in _SCENE):
        return weight
    return weight * _PARTY


def scenes(
    mentions: Iterable[Candidate], country_of_place: Callable[[str], str | None] = lambda name: None
) -> dict[int, str]:
    """For sentences that place what happens in one country ("in Kenya", "in Mombasa"), that country."""
    found: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.form != "name" or mention.kind not in ("state", "place"):
            continue
        country = mention.country or (country_of_place(mention.text) if mention.kind == "place" else None)
        if country is not None and mention.head.deprel in ("obl", "nmod") and case_of(mention.head) in _SCENE:
            found.setdefault(mention.head.sentence.number, set()).add(country)
    return {number: next(iter(countries)) for number, countries in found.items() if len(countries) == 1}


def fronted(mentions: Iterable[Candidate]) -> dict[int, str]:
    """For sentences that begin by saying where they are ("In Nairobi, ..."), the country of that place."""
    found: dict[int, str] = {}
    for mention in mentions:
        head = mention.head
        place = mention.form == "name" and mention.kind in ("state", "place") and mention.country is not None
        if place and case_of(head) == "in" and head.deprel == "obl" and _begins(mention):
            found[head.sentence.number] = mention.country or ""
    return found


def _begins(mention: Candidate) -> bool:
    words = mention.head.sentence.words
    start = mention.head.i - (mention.head.n - mention.first)
    return start > 0 and words[start - 1].lower == "in" and not any(word.upos != "PUNCT" for word in words[: start - 1])


def _countries_in(title: str, registry: ActorRegistry) -> list[str]:
    tokens = title.split()[:40]
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in (3, 2, 1):
            part = " ".join(tokens[at : at + length]).strip(".,:;!?'\"‘’“”()")
            country = registry.country_of_name(part) or registry.country_of_adjective(part)
            if country is None and length == 1 and part[:1].isupper():
                country = registry.country_of_capital(part)
            if country is not None:
                found.append(country)
                at += length - 1
                break
        at += 1
    return found


class Nationality:
    """Reads the country of a noun phrase off its modifiers, possessor and complements."""

    def __init__(
        self,
        names: Mapping[int, Candidate],
        registry: ActorRegistry,
        cues: ReferenceCues,
        country_of_place: Callable[[str], str | None] = lambda name: None,
    ) -> None:
        self._names = names
        self._registry = registry
        self._cues = cues
        self._country_of_place = country_of_place

    def named(self, word: Word) -> Candidate | None:
        """The name that this word heads."""
        return self._names.get(word.n)

    def several(self, head: Word) -> bool:
        """Whether coordinated nationalities modify the noun: an actor for each ("U.S. and British forces")."""
        for child in head.children:
            if child.i > head.i or child.deprel not in ("amod", "compound") or child.child("conj") is None:
                continue
            countries = {self._of_modifier(modifier)[0] for modifier in child.conjuncts()} - {None}
            if len(countries) > 1:
                return True
        return False

    def evidence(self, head: Word) -> tuple[str | None, bool, Candidate | None]:
        """The country that the noun phrase itself states.

        Returns:
            The country or None; whether a default would be wrong ("Western leaders"); the name it comes from, if it
            is that of a person or organisation the actor belongs to.
        """
        foreign = False
        name = self._names.get(head.n)
        for child in head.children:
            if child.deprel not in MODIFIER_RELATIONS or child.i > head.i:
                continue
            if name is not None and child.n >= name.first and child.lower in self._cues.regional:
                continue  # no other country's is the Foreign Ministry
            for modifier in child.conjuncts():
                country, candidate = self._of_modifier(modifier)
                if country is not None or (candidate is not None and self._is_owner(candidate)):
                    closed = candidate is not None and (candidate.country_known or candidate.kind == "place")
                    return country, closed, candidate
                foreign |= modifier.lower in self._cues.regional or (candidate is not None and candidate.country_known)
        if foreign:
            return None, True, None
        country, known, whole = self._of_complement(head)
        if country is None and not known:
            joined = [one for one in head.conjuncts() if one is not head]
            if joined and any(case_of(child) == "from" for child in joined[-1].children):
                return self._of_complement(joined[-1])  # "two surgeons and a nurse from Kenya"
        return country, known, whole

    def _is_owner(self, candidate: Candidate) -> bool:
        """Whether what the name modifies is its own: a person's, a body's, or that of a place that nobody knows."""
        if candidate.kind == "place":
            return candidate.country is None and self._country_of_place(candidate.text) is None
        return candidate.kind in ("organization", "person")

    def _of_modifier(self, modifier: Word) -> tuple[str | None, Candidate | None]:
        candidate = self._names.get(modifier.n)
        if candidate is not None:
            return candidate.country, candidate
        if modifier.text[:1].isupper():
            before = modifier.sentence.words[modifier.i - 1].text if modifier.i else ""
            country = self._registry.country_of_adjective(f"{before} {modifier.text}")  # "North Korean" isn't Korean
            country = country or self._registry.country_of_adjective(modifier.text)
            if country is None and modifier.deprel in ("compound", "nmod:poss", "flat"):
                country = self._registry.country_of_name(modifier.text)
            if country is not None:
                return country, None
        return self._of_inner_modifier(modifier)

    def _of_inner_modifier(self, modifier: Word) -> tuple[str | None, Candidate | None]:
        """ "US" in "US government officials", which the tree hangs on "government"."""
        if modifier.upos not in ("NOUN", "PROPN") or modifier.deprel == "nmod:poss":
            return None, None
        for child in modifier.children:
            if child.i < modifier.i and child.deprel in ("amod", "compound"):
                candidate = self._names.get(child.n)
                if candidate is not None and candidate.kind == "state":
                    return candidate.country, candidate
        return None, None

    def _of_complement(self, head: Word) -> tuple[str | None, bool, Candidate | None]:
        for child in head.children:
            if child.i < head.i or child.deprel not in ("nmod", "nmod:unmarked"):
                continue
            case = case_of(child)
            if case not in _BELONGING or case in _NOT_ITS_OWN:
                continue
            candidate = self._names.get(child.n)
            if candidate is not None and candidate.country is not None:
                whole = candidate if candidate.kind in ("organization", "person", "group", "bloc") else None
                return candidate.country, True, whole if case in ("of", "for", "from") else None
            if candidate is not None and case in ("of", "for") and self._is_owner(candidate):
                return None, candidate.kind == "place", candidate
        return None, False, None
