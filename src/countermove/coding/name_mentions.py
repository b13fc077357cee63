"""Names as mentions: which words, which kind, and what the registry and the name's own words say about them."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.coding.mentions import Candidate, mention
from countermove.coding.noun_phrases import case_of, first_conjunct, governing_role
from countermove.ontology.actor_names import is_capitals, name_key
from countermove.ontology.actor_types import Actor
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Name, NameKind, Parse, Word

_LONGEST = 12
"""Names of more words are looked up by no part of them."""
_ACTING = frozenset({"nsubj", "nsubj:outer", "obl:agent", "nmod:poss", "obj", "iobj", "obl", "nmod", "compound"})
_ACTS_WITHOUT_CASE = frozenset({"nsubj", "nsubj:outer", "nmod:poss", "obj", "iobj", "obl:agent"})
_ADJECTIVAL = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "flat"})
_HUMBLE = 0.97
"""A person's name of one word that is also a state's or seat's must be at least this probable to stay a person."""
_EDGES = frozenset({"CCONJ", "PUNCT", "ADP", "SCONJ", "DET", "AUX", "PRON"})
"""Words of these parts of speech at the end of a name are the reader's slips."""


def find_names(
    parse: Parse, skip: Sequence[bool], registry: ActorRegistry, cues: ReferenceCues, date: str | None
) -> list[Candidate]:
    """All names outside boilerplate as candidates, in text order; ``other`` names only where the registry knows them.

    Adjectives of nationality are candidates of form ``nominal`` and kind ``state``, or ``group`` where no state stands
    behind them.
    """
    finder = _NameFinder(parse, registry, cues, date)
    found = []
    for name in parse.names:
        if skip[parse.words[name.first].sentence.number]:
            continue
        candidate = finder.candidate(name)
        if candidate is not None:
            found.append(candidate)
    _distrust_parties(found)
    return found


def _distrust_parties(found: Sequence[Candidate]) -> None:
    """Parties of many countries bear the same names: the registry's counts where the article speaks of its country."""
    countries = {candidate.country for candidate in found if candidate.kind in ("state", "place", "group")} - {None}
    for candidate in found:
        party = candidate.kind == "organization" and candidate.ref is not None and candidate.sectors[:1] == ("PTY",)
        if party and countries and candidate.country not in countries:
            candidate.ref = candidate.country = candidate.known_as = None
            candidate.country_known = False


def head_of(words: Sequence[Word], first: int, last: int) -> Word:
    """The word of a span whose head lies outside it: the last such one that isn't punctuation or a case mark."""
    for word in words[first : last + 1]:
        if (word.head is None or not first <= word.head.n <= last) and word.deprel not in ("punct", "case", "det"):
            return word
    return words[last]


class _NameFinder:
    def __init__(self, parse: Parse, registry: ActorRegistry, cues: ReferenceCues, date: str | None) -> None:
        self._parse = parse
        self._registry = registry
        self._cues = cues
        self._date = date
        self._full_names = {
            parse.words[name.last].lower
            for name in parse.names
            if name.kind == "person" and any(not self._is_title(word) for word in parse.words[name.first : name.last])
        }
        self._kinds = _kinds_by_text(parse, self._full_names)

    def candidate(self, name: Name) -> Candidate | None:
        words = self._parse.words
        first = words[name.first]
        if first.lower == "the" and name.last > name.first:
            first = words[name.first + 1]
        if _is_currency(words[name.last].head):
            return None
        kind = self._kinds.get(self._parse.text[name.start : name.end], name.kind)
        if kind == "place" and self._is_surname(name):
            kind = "person"
        if kind == "person":
            while first.n < name.last and self._registry.title(first.text) is not None:
                first = words[first.n + 1]
            if first.n == name.last and self._is_bare_title(first):
                return None
        last = words[name.last]
        while last.n > first.n and last.upos in _EDGES:
            last = words[last.n - 1]
        head = head_of(words, first.n, last.n)
        found = mention(head, first, last, self._parse.text, "name", "unknown")
        if kind == "norp":
            return self._people(found)
        if kind == "person":
            return self._person(found, name)
        return self._organization_or_place(found, kind)

    def _is_surname(self, name: Name) -> bool:
        """Whether a supposed place is the last name of somebody the article names in full."""
        text = self._parse.text[name.start : name.end]
        if name.first != name.last or text.lower() not in self._full_names:
            return False
        return self._registry.country_of_name(text) is None and self._registry.country_of_capital(text) is None

    def _is_bare_title(self, word: Word) -> bool:
        """Whether a supposed name is nothing but a title ("President"): a description, then."""
        return word.lower not in self._full_names and self._is_title(word)

    def _is_title(self, word: Word) -> bool:
        if self._registry.title(word.text) is not None:
            return True
        known = self._registry.sector_of(word.text)
        return known is not None and known.is_title

    def _people(self, found: Candidate) -> Candidate | None:
        found.form = "nominal"
        country = (
            self._registry.country_of_adjective(found.text)
            or self._registry.country_of_name(found.text)
            or self._registry.country_of_adjective(found.text.split()[0])
            or self._of_neighbour(found.head)
        )
        found.kind = "group"
        found.plural = True
        if country is not None:
            _say(found, country)
            if governing_role(found.head) in _ADJECTIVAL:
                found.kind, found.sectors, found.plural = "state", ("GOV",), False
            else:
                self._settled_elsewhere(found)
        elif found.text.lower() in self._cues.regional:
            found.country_known = True
        return found

    def _of_neighbour(self, people: Word) -> str | None:
        """The country of "Iraqi" in "Iraqi Kurds", where the reader saw two names."""
        for child in people.children:
            if child.deprel == "amod" and child.i < people.i:
                country = self._registry.country_of_adjective(child.text)
                if country is not None:
                    return country
        return None

    def _settled_elsewhere(self, found: Candidate) -> None:
        """A people outside its state is an actor of where it lives ("the Albanians of southern Serbia")."""
        if any(child.deprel == "amod" and child.lower == "ethnic" for child in found.head.children):
            found.country, found.country_known, found.lemma = None, False, "ethnic"
        for child in found.head.children:
            if child.deprel == "nmod" and case_of(child) in ("of", "in"):
                country = self._registry.country_of_name(child.text)
                if country is not None:
                    _say(found, country)

    def _person(self, found: Candidate, name: Name) -> Candidate:
        found.kind = "person"
        single = name.first == name.last
        if single and name.probability < _HUMBLE and found.text.lower() not in self._full_names:
            actor = self._registry.metonym(found.text)
            if actor is not None and found.head.child("nmod:desc") is None:
                return self._organization_or_place(found, "place") or found
            country = self._registry.country_of_name(found.text)
            if country is not None:
                return self._state(found, country)
        actor = self._registry.lookup(found.text, self._date)
        if actor is not None and actor.kind == "person":
            _learn(found, actor)
            found.gender = actor.gender
        elif actor is not None and name.probability < _HUMBLE and found.text.lower() not in self._full_names:
            _learn(found, actor)
        return found

    def _organization_or_place(self, found: Candidate, kind: NameKind) -> Candidate | None:
        registry, text = self._registry, found.text
        country = registry.country_of_name(text)
        if country is not None and kind != "organization":
            return self._state(found, country)
        capital = registry.country_of_capital(text)
        if capital is not None and kind == "place":
            if self._acts(found.head):
                return self._state(found, capital)
            found.kind = "place"
            return _say(found, capital)
        actor = registry.metonym(text) or registry.lookup(text, self._date)
        if actor is not None and kind == "place" and _is_spelt_acronym(text, actor):
            actor = None
        if actor is not None and actor.kind == "bloc" and kind == "place" and not self._acts(found.head):
            found.kind = "place"
            return found
        if actor is not None and actor.kind != "person":
            _learn(found, actor)
            return found
        if country is not None:
            return self._state(found, country)
        if kind == "other":
            return None
        if kind == "place":
            if self._registry.country_of_adjective(text) is not None:
                return self._people(found)
            found.kind = "place"
            direction, _, rest = text.partition(" ")
            part_of = registry.country_of_name(rest) if direction.lower() in self._cues.direction else None
            return found if part_of is None else _say(found, part_of)
        found.kind = "organization"
        self._describe(found)
        return found

    def _state(self, found: Candidate, country: str) -> Candidate:
        actor = self._registry.lookup(found.text)
        if actor is not None and actor.country == country and actor.kind != "person":
            _learn(found, actor)
            return found
        found.kind = "state"
        found.sectors = ("GOV",)
        return _say(found, country)

    def _acts(self, head: Word) -> bool:
        """Whether a capital's name stands for the government: it does something, or something is done with it."""
        word = first_conjunct(head)
        if word.deprel == "nsubj:pass" and word.head is not None:
            return word.head.lemma.lower() in self._cues.addressed
        if word.deprel not in _ACTING:
            return False
        case = case_of(head) or case_of(word)
        if word.deprel in ("nsubj", "nsubj:outer"):
            predicate = word.head
            return predicate is not None and predicate.upos == "VERB"
        if case is None or case in ("'s", "’s", "'"):
            return word.deprel in _ACTS_WITHOUT_CASE
        return word.deprel != "compound" and case not in self._cues.locative

    def _describe(self, found: Candidate) -> None:
        """Sectors and country of an unknown organisation from the words of its name ("Turkish Defence Ministry")."""
        tokens = found.text.lower().split()
        if len(tokens) > _LONGEST:
            return
        registry = self._registry
        kernel = tokens
        for at, token in enumerate(tokens):
            if token in ("of", "for", "in") and at:
                kernel = tokens[:at]
                break
        for start in range(len(tokens)):
            word = registry.sector_of(" ".join(tokens[start:]))
            if word is None and start < len(kernel):
                word = registry.sector_of(" ".join(kernel[start:]))
            if word is not None and word.sectors:
                found.sectors, found.word, found.lemma = word.sectors, word, word.phrase
                break
        country = self._country_inside(found.text.split())
        if country is not None:
            _say(found, country)

    def _country_inside(self, tokens: list[str]) -> str | None:
        registry = self._registry
        for at, token in enumerate(tokens):
            if not token[:1].isupper():
                continue
            pair = " ".join(tokens[at : at + 2])
            for part in (pair, token):
                country = registry.country_of_adjective(part) or registry.country_of_name(part)
                if country is not None:
                    return country
        return None


def _is_spelt_acronym(text: str, actor: Actor) -> bool:
    """Whether a place has the letters of an acronym without being in capitals: Ilo is a port, the ILO a body."""
    key = name_key(text)
    spellings = [name for name in (actor.name, *actor.aliases) if name_key(name) == key]
    return bool(spellings) and not is_capitals(text) and all(is_capitals(name) for name in spellings)


def _is_currency(above: Word | None) -> bool:
    """Whether a name only tells the currency ("US dollars")."""
    return above is not None and above.lemma.lower() in ("dollar", "$")


def _kinds_by_text(parse: Parse, full_names: set[str]) -> dict[str, NameKind]:
    """The kind that the reader gives a name most, weighing by probability, for names that it gives several kinds."""
    votes: dict[str, dict[NameKind, float]] = {}
    for name in parse.names:
        if name.kind not in ("norp", "other"):
            kinds = votes.setdefault(parse.text[name.start : name.end], {})
            kinds[name.kind] = kinds.get(name.kind, 0.0) + name.probability
    result: dict[str, NameKind] = {}
    for text, kinds in votes.items():
        if len(kinds) > 1 or (text.lower() in full_names and "organization" in kinds):
            surname = text.lower() in full_names
            result[text] = "person" if surname else max(kinds, key=lambda kind: (kinds[kind], kind))
    return result


def _say(found: Candidate, country: str) -> Candidate:
    found.country = country
    found.country_known = True
    return found


def _learn(found: Candidate, actor: Actor) -> None:
    """Take over what the registry knows."""
    found.kind = actor.kind
    found.country = actor.country
    found.country_known = True
    found.sectors = actor.sectors
    found.ref = actor.ref
    found.office = actor.office
    found.known_as = actor.name
