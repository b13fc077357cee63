"""The working types of the entity coders: a mention before it is linked, and whom mentions refer to."""

from __future__ import annotations

from dataclasses import dataclass, field

from countermove.ontology.actor_types import Gender, SectorWord
from countermove.reader.parse import Word
from countermove.schema import EntityKind, MentionForm


@dataclass(slots=True, eq=False)
class Candidate:
    """A stretch of words that may refer to somebody, with what it tells about them by itself.

    ``first`` to ``last`` are word numbers, inclusive. ``country_known`` says that the country is stated by the words
    themselves, or that they state it to be none, so that no default may be put in its place. ``known_as`` and
    ``office`` are the registry's. ``phrase_end`` is the last word of the sector phrase ("state" of "secretary of
    state"); ``belongs`` says that a named organisation or person of unknown country owns it.
    """

    head: Word
    first: int
    last: int
    start: int
    end: int
    form: MentionForm
    text: str
    kind: EntityKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    ref: str | None = None
    gender: Gender | None = None
    plural: bool = False
    lemma: str = ""
    word: SectorWord | None = None
    country_known: bool = False
    phrase_end: int = -1
    belongs: bool = False
    office: str | None = None
    known_as: str | None = None
    referent: Referent | None = None


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that mentions refer to.

    ``roles`` are the lemmas and phrases that describe it ("president"); ``office`` is the registry's.
    """

    name: str
    kind: EntityKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    ref: str | None = None
    gender: Gender | None = None
    plural: bool = False
    office: str | None = None
    country_known: bool = False
    roles: set[str] = field(default_factory=set)
    mentions: list[Candidate] = field(default_factory=list)

    def take(self, candidate: Candidate) -> None:
        """Make the candidate a mention of this referent and learn from it what was unknown."""
        candidate.referent = self
        self.mentions.append(candidate)
        if candidate.word is not None:
            self.roles.add(candidate.lemma)
            self.roles.add(candidate.word.phrase)
        if self.gender is None:
            self.gender = candidate.gender
        if not self.country_known and candidate.country_known and candidate.country is not None:
            self.country = candidate.country
            self.country_known = True
        if not self.sectors and candidate.sectors:
            self.sectors = candidate.sectors


def mention(head: Word, first: Word, last: Word, text: str, form: MentionForm, kind: EntityKind) -> Candidate:
    """A candidate over the words ``first`` to ``last``; ``text`` is the whole article's."""
    return Candidate(
        head, first.n, last.n, first.start, last.end, form, " ".join(text[first.start : last.end].split()), kind
    )
