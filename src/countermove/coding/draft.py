"""What the coders hand to one another before the reading is assembled.

Drafts point at words by their number in the article (``Word.n``), so that every coder can join its findings to the
others' through the tree. ``assemble`` turns them into the frozen parts of a ``Reading`` and gives them ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from countermove.reader.parse import Word
from countermove.schema import (
    AttributionKind,
    Auxiliary,
    Casualty,
    CueClass,
    EntityKind,
    EventType,
    Factuality,
    MentionForm,
    PlaceKind,
    Span,
    Tense,
    TimeType,
)


@dataclass(slots=True)
class MentionDraft:
    """A mention of an entity: words ``first`` to ``last`` (inclusive), their syntactic ``head``, characters, form."""

    first: int
    last: int
    head: int
    start: int
    end: int
    form: MentionForm


@dataclass(slots=True)
class EntityDraft:
    """An entity with its mentions in text order; ``number`` is its place in the table."""

    number: int
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    ref: str | None
    mentions: list[MentionDraft] = field(default_factory=list)


@dataclass(slots=True)
class EntityTable:
    """All entities of an article and which word heads a mention of which of them.

    ``by_head`` maps the number of a mention's head word to the number of its entity; ``main_country`` is the state that
    the article is mainly about. ``many`` are lemmas whose plural means states of no country in particular.
    """

    entities: list[EntityDraft] = field(default_factory=list)
    by_head: dict[int, int] = field(default_factory=dict)
    main_country: str | None = None
    many: frozenset[str] = frozenset()

    def at(self, word: Word) -> EntityDraft | None:
        """The entity that a mention headed by this word refers to."""
        number = self.by_head.get(word.n)
        return None if number is None else self.entities[number]

    def nearest_mention(self, number: int, word: int) -> int:
        """The head word of an entity's last mention before a word, else of its first."""
        heads = [mention.head for mention in self.entities[number].mentions]
        return max((head for head in heads if head < word), default=min(heads))

    def take_countries(self, places: Iterable[tuple[int, str | None]]) -> None:
        """Give entities that are places the country where each was found; a place is a head word and a country."""
        for head, country in places:
            number = self.by_head.get(head)
            if number is not None and self.entities[number].kind == "place" and self.entities[number].country is None:
                self.entities[number].country = country

    def mention_at(self, word: Word) -> MentionDraft | None:
        """The mention headed by this word."""
        entity = self.at(word)
        if entity is None:
            return None
        return next((mention for mention in entity.mentions if mention.head == word.n), None)


@dataclass(slots=True)
class TimeDraft:
    """A time expression; ``first`` to ``last`` are word numbers, ``start_date``/``end_date`` ISO dates."""

    first: int
    last: int
    start: int
    end: int
    type: TimeType
    value: str
    start_date: str | None
    end_date: str | None


@dataclass(slots=True)
class QuantityDraft:
    """A number with what it counts; ``counted`` is the word number of the counted noun."""

    first: int
    last: int
    start: int
    end: int
    low: float | int | None
    high: float | int | None
    unit: str
    counted: int | None
    casualty: Casualty | None


@dataclass(slots=True)
class PlaceDraft:
    """A resolved place name; ``head`` is the word number of its syntactic head."""

    first: int
    last: int
    head: int
    start: int
    end: int
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    kind: PlaceKind


@dataclass(slots=True)
class AttributionDraft:
    """Who says so. ``source`` is the head word's number, ``cue_head`` the cue's.

    ``parent`` is a place in the same list.
    """

    source: int | None
    source_span: Span | None
    cue: Span | None
    cue_head: int | None
    cue_class: CueClass
    content: tuple[Span, ...]
    kind: AttributionKind
    venue: str | None
    parent: int | None
    factuality: Factuality
    confidence: float

    def covers(self, start: int, end: int) -> bool:
        """Whether these characters lie inside one of the content spans."""
        return any(low <= start and end <= high for low, high in self.content)


@dataclass(slots=True)
class EventDraft:
    """A coded predicate. Parties are word numbers of mention heads, in text order.

    ``predicate`` is the number of the word that heads the clause or noun phrase; ``rule`` names the lexicon entry.
    ``symmetric`` events have actors only, who act on each other. ``further_only`` marks nouns without parties ("the
    blast"), which can only tell an event again; ``own_frame`` what a user's own frame found, which the heads don't
    overrule. ``settled`` acts are made by a modal or a negation ("would not sign"), which is then no doubt of them.
    ``notes`` records, for ``explain``, each decision with the rule that made it.
    """

    predicate: int
    trigger: Span
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    rule: str
    confidence: float
    factuality: Factuality = "CT+"
    tense: Tense = "past"
    auxiliary: tuple[Auxiliary, ...] = ()
    mentions: list[Span] = field(default_factory=list)
    responds_to: int | None = None
    notes: list[str] = field(default_factory=list)
    further_only: bool = False
    own_frame: bool = False
    settled: bool = False
    symmetric: bool = False


@dataclass(slots=True)
class SilenceDraft:
    """A reported absence of response: actor heads (word numbers), span, predicate word number."""

    actors: tuple[int, ...]
    predicate: int
    start: int
    end: int
    to: int | None = None


def innermost(attributions: Iterable[tuple[int, AttributionDraft]], start: int, end: int) -> list[int]:
    """Places in the list of the attributions that cover these characters, outermost (widest content) first."""
    covering = [
        (sum(high - low for low, high in draft.content), number)
        for number, draft in attributions
        if draft.covers(start, end)
    ]
    return [number for _, number in sorted(covering, reverse=True)]
