"""Actors described rather than named: "troops", "the foreign minister", "rebel spokesmen in Aleppo"."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.coding.mentions import Candidate, mention
from countermove.coding.nationality import Nationality
from countermove.coding.noun_phrases import case_of, core_start, is_plural
from countermove.ontology.actor_types import OFFICIAL_SECTORS, SectorWord
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Parse, SentenceParse, Word

_COLLECTIVE = frozenset({"group", "organization", "state", "bloc"})
_WHOLE = frozenset({"of", "for", "from"})


def find_nominals(
    parse: Parse,
    skip: Sequence[bool],
    named: frozenset[int],
    nationality: Nationality,
    registry: ActorRegistry,
    cues: ReferenceCues,
) -> list[Candidate]:
    """All descriptions of actors outside boilerplate and outside names (``named`` word numbers), in text order."""
    finder = _NominalFinder(parse, named, nationality, registry, cues)
    found: list[Candidate] = []
    for sentence in parse.sentences:
        if not skip[sentence.number]:
            found.extend(finder.in_sentence(sentence))
    return found


class _NominalFinder:
    def __init__(
        self,
        parse: Parse,
        named: frozenset[int],
        nationality: Nationality,
        registry: ActorRegistry,
        cues: ReferenceCues,
    ) -> None:
        self._parse = parse
        self._named = named
        self._nationality = nationality
        self._registry = registry
        self._cues = cues

    def in_sentence(self, sentence: SentenceParse) -> list[Candidate]:
        lemmas: list[str] | None = None
        found = []
        for word in sentence.words:
            if word.upos not in ("NOUN", "PROPN") or word.n in self._named:
                continue
            if lemmas is None:
                lemmas = [other.lemma.lower() for other in sentence.words]
            candidate = self._candidate(word, lemmas)
            if candidate is not None:
                found.append(candidate)
        return found

    def _candidate(self, head: Word, lemmas: list[str]) -> Candidate | None:
        above = head.head
        inside = head.deprel in ("compound", "flat") and above is not None and above.upos in ("NOUN", "PROPN")
        if inside and above is not None and above.n not in self._named:
            return None
        around = self._registry.phrase_around(lemmas, head.i)
        word = around[2] if around is not None and around[0] <= head.i < around[0] + around[1] else None
        lemma = lemmas[head.i]
        if word is None and lemma not in self._cues.bloc and lemma not in self._cues.country:
            return None
        if word is not None and not _heads(head, around):
            return None
        if self._nationality.several(head):
            return None
        if lemma in self._cues.ambiguous and around is not None and around[1] == 1:
            return None
        found = self._describe(head, word, lemma)
        if found is not None:
            end = head.i if around is None else max(head.i, around[0] + around[1] - 1)
            found.phrase_end = head.sentence.words[end].n
        return found

    def _describe(self, head: Word, word: SectorWord | None, lemma: str) -> Candidate | None:
        found = mention(head, core_start(head), head, self._parse.text, "nominal", word.kind if word else "unknown")
        found.word, found.lemma = word, lemma
        found.plural = is_plural(head)
        found.gender = word.gender if word is not None else None
        country, closed, whole = self._nationality.evidence(head)
        found.country = country
        found.country_known = closed or country is not None
        found.belongs = whole is not None and country is None
        if word is None or lemma in self._cues.country:
            return self._unlisted(found, country, closed)
        found.sectors = self._sectors(head, word, whole)
        if found.plural and found.kind == "person":
            found.kind = "group"
        if closed and country is None and whole is None and lemma in self._cues.bloc and found.plural:
            found.kind, found.sectors = "bloc", ()
        return found

    def _unlisted(self, found: Candidate, country: str | None, closed: bool) -> Candidate | None:
        """Words that no sector table has: allies and powers of a region are blocs, "the country" a state."""
        if found.plural:
            if not closed or country is not None:
                return None
            found.kind = "bloc"
            return found
        if found.lemma not in self._cues.country:
            return None
        found.kind = "state"
        found.sectors = ("GOV",)
        return found

    def _sectors(self, head: Word, word: SectorWord, whole: Candidate | None) -> tuple[str, ...]:
        """Sectors of the phrase: those of what modifies it where the head takes them over, else the head's own."""
        lemma = head.lemma.lower()
        modifiers: list[str] = []
        former = False
        for child in head.children:
            if child.i > head.i or child.deprel not in ("amod", "compound", "nmod:desc", "nmod:unmarked"):
                continue
            former |= self._registry.is_former(child.lower) or self._registry.is_former(child.lemma)
            modifiers.extend(self._of_modifier(child))
        sectors = word.sectors
        if word.inherits:
            taken = modifiers or list(self._of_whole(head, whole))
            if taken:
                sectors = tuple(dict.fromkeys(taken))
        elif modifiers and lemma not in self._cues.kin and word.sectors == ("CVL",):
            sectors = tuple(dict.fromkeys([*word.sectors, *modifiers]))
        if lemma in self._cues.kin:
            return ("CVL",)
        if former and any(code in OFFICIAL_SECTORS for code in sectors):
            return ("ELI",)
        return sectors

    def _of_modifier(self, child: Word) -> tuple[str, ...]:
        sectors = self._registry.modifier_sectors(child.lower) or self._registry.modifier_sectors(child.lemma)
        if sectors:
            return sectors
        candidate = self._nationality.named(child)
        if candidate is not None:
            return candidate.sectors if candidate.kind != "state" else ()
        if child.upos in ("NOUN", "PROPN"):
            word = self._registry.sector_of(child.lemma)
            if word is not None and not word.inherits:
                return word.sectors
        return ()

    def _of_whole(self, head: Word, whole: Candidate | None) -> tuple[str, ...]:
        """Sectors of what the actor belongs to: "spokesman for the rebels", "Putin's aide"."""
        if whole is not None:
            return whole.sectors
        for child in head.children:
            if child.i > head.i and child.deprel == "nmod" and case_of(child) in _WHOLE and child.n not in self._named:
                word = self._registry.sector_of(child.lemma)
                if word is not None and word.sectors and not word.inherits:
                    return word.sectors
        return ()


def _heads(head: Word, around: tuple[int, int, SectorWord] | None) -> bool:
    """Whether the noun heads the phrase found around it ("minister" of "minister of defence")."""
    if around is None:
        return False
    start, length, _ = around
    words = head.sentence.words[start : start + length]
    above = head.head
    return above is None or all(above is not word for word in words)
