"""Drafts to the frozen reading: ids in text order, and everything that refers to something else by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countermove import __version__
from countermove.coding.draft import (
    AttributionDraft,
    EntityTable,
    EventDraft,
    PlaceDraft,
    QuantityDraft,
    SilenceDraft,
    TimeDraft,
    innermost,
)
from countermove.coding.linking import Links
from countermove.ontology.cameo import CameoCodes
from countermove.ontology.plover import Plover
from countermove.reader.parse import Parse, Word
from countermove.schema import (
    Article,
    Attribution,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Mention,
    Meta,
    NonResponse,
    Place,
    Quantity,
    Reading,
    Sentence,
    Span,
    Time,
)
from countermove.tables import Items

_BESIDE = (" ", ", ")
"""What stands between a title and a name, or a name and its apposition."""


@dataclass(slots=True)
class Drafts:
    """Everything the coders found in one article; each list in text order."""

    skip: Sequence[bool]
    times: list[TimeDraft]
    entities: EntityTable
    places: list[PlaceDraft]
    quantities: list[QuantityDraft]
    attributions: list[AttributionDraft]
    events: list[EventDraft]
    silences: list[SilenceDraft]


class Assembler:
    """Turns the drafts of one article into its reading."""

    def __init__(self, article: Article, parse: Parse, drafts: Drafts, plover: Plover, cameo: CameoCodes) -> None:
        self._article, self._parse, self._drafts = article, parse, drafts
        self._plover, self._cameo = plover, cameo
        kept = [entity for entity in drafts.entities.entities if entity.mentions]
        kept.sort(key=lambda entity: (entity.mentions[0].start, entity.mentions[0].end, entity.number))
        self._kept = kept
        self._entity_id = {entity.number: f"n{place}" for place, entity in enumerate(kept, 1)}
        self._numbered = list(enumerate(drafts.attributions))
        cues = frozenset(item.cue_head for item in drafts.attributions if item.cue_head is not None)
        self._links = Links(parse, drafts.events, drafts.times, drafts.places, drafts.quantities, cues)

    def reading(self, model: str, lexicon: str) -> Reading:
        """Return the reading; ``model`` and ``lexicon`` name the versions that made it."""
        article, parse, drafts = self._article, self._parse, self._drafts
        return Reading(
            id=article.id,
            title=article.title,
            published=article.published,
            published_inferred=False,
            url=article.url,
            publisher=article.publisher,
            language=article.language,
            text=article.text,
            sentences=Items(
                Sentence(span=sentence.span, boilerplate=skipped)
                for sentence, skipped in zip(parse.sentences, drafts.skip, strict=True)
            ),
            entities=Items(self._entities()),
            events=Items(self._event(number, draft) for number, draft in enumerate(drafts.events)),
            non_responses=Items(self._non_response(number, draft) for number, draft in enumerate(drafts.silences)),
            attributions=Items(self._attribution(number, draft) for number, draft in self._numbered),
            quantities=Items(self._quantity(number, draft) for number, draft in enumerate(drafts.quantities)),
            times=Items(self._time(number, draft) for number, draft in enumerate(drafts.times)),
            places=Items(self._place(number, draft) for number, draft in enumerate(drafts.places)),
            meta=Meta(countermove=__version__, model=model, lexicon=lexicon),
        )

    def _entities(self) -> list[Entity]:
        return [
            Entity(
                id=self._entity_id[draft.number],
                name=draft.name,
                kind=draft.kind,
                country=draft.country,
                sectors=draft.sectors,
                ref=draft.ref,
                mentions=tuple(Mention(span=(item.start, item.end), form=item.form) for item in draft.mentions),
            )
            for draft in self._kept
        ]

    def _parties(self, heads: Sequence[int]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """Entity ids (each once, in text order) and the characters of the mentions."""
        ids: list[str] = []
        spans: list[Span] = []
        for head in heads:
            word = self._parse.words[head]
            spans.append(self._phrase(word))
            identifier = self._identify(head)
            if identifier is not None and identifier not in ids:
                ids.append(identifier)
        return tuple(ids), tuple(spans)

    def _phrase(self, word: Word) -> Span:
        """The characters of a mention with a name or title of the same entity beside it: "the minister, Anna Berg"."""
        entity = self._drafts.entities.at(word)
        mention = self._drafts.entities.mention_at(word)
        if entity is None or mention is None:
            return word.span
        start, end = mention.start, mention.end
        for other in entity.mentions:
            if other.end <= start and self._parse.text[other.end : start] in _BESIDE:
                start = other.start
            elif other.start >= end and self._parse.text[end : other.start] in _BESIDE:
                end = other.end
        return start, end

    def _identify(self, head: int | None) -> str | None:
        """The id of the entity that the mention headed by this word refers to."""
        if head is None:
            return None
        number = self._drafts.entities.by_head.get(head)
        return None if number is None else self._entity_id.get(number)

    def _sectors(self, heads: Sequence[int]) -> frozenset[str]:
        """All sectors of the entities that these words head mentions of."""
        found = (self._drafts.entities.at(self._parse.words[head]) for head in heads)
        return frozenset(sector for entity in found if entity is not None for sector in entity.sectors)

    def _sources(self, start: int, end: int) -> tuple[str, ...]:
        return tuple(f"r{number + 1}" for number in innermost(self._numbered, start, end))

    def _event(self, number: int, draft: EventDraft) -> Event:
        actor, actor_spans = self._parties(draft.actors)
        recipient, recipient_spans = self._parties(draft.recipients)
        predicate = self._parse.words[draft.predicate]
        return Event(
            id=f"e{number + 1}",
            event_type=draft.event_type,
            mode=draft.mode,
            contexts=draft.contexts,
            cameo=self._cameo.code(
                draft.event_type,
                draft.mode,
                draft.contexts,
                draft.rule,
                actors=self._sectors(draft.actors),
                recipients=self._sectors(draft.recipients),
            ),
            score=self._plover.score(draft.event_type, draft.mode),
            quad=self._plover.quad(draft.event_type),
            trigger=draft.trigger,
            mentions=tuple(sorted({draft.trigger, *draft.mentions})),
            sentence=predicate.sentence.number,
            actor=actor,
            recipient=recipient,
            actor_spans=actor_spans,
            recipient_spans=recipient_spans,
            factuality=draft.factuality,
            tense=draft.tense,
            auxiliary=draft.auxiliary,
            time=self._event_time(number),
            place=self._event_place(number),
            quantities=tuple(f"q{item + 1}" for item in self._links.quantities.get(number, ())),
            attributions=self._sources(*draft.trigger),
            responds_to=None if draft.responds_to is None else f"e{draft.responds_to + 1}",
            confidence=round(draft.confidence, 3),
            because=draft.rule,
        )

    def _event_time(self, number: int) -> EventTime | None:
        for item in self._links.times.get(number, ()):
            time = self._drafts.times[item]
            if time.type in ("DATE", "TIME"):
                span = (time.start, time.end)
                return EventTime(value=time.value, start=time.start_date, end=time.end_date, span=span, inferred=False)
        if self._article.published is None:
            return None
        day = self._article.published[:10]
        return EventTime(value=day, start=day, end=day, span=None, inferred=True)

    def _event_place(self, number: int) -> EventPlace | None:
        for item in self._links.places.get(number, ()):
            place = self._drafts.places[item]
            return EventPlace(entity=f"p{item + 1}", span=(place.start, place.end))
        return None

    def _non_response(self, number: int, draft: SilenceDraft) -> NonResponse:
        return NonResponse(
            id=f"s{number + 1}",
            actor=self._parties(draft.actors)[0],
            to=None if draft.to is None else f"e{draft.to + 1}",
            span=(draft.start, draft.end),
            attributions=self._sources(draft.start, draft.end),
        )

    def _attribution(self, number: int, draft: AttributionDraft) -> Attribution:
        return Attribution(
            id=f"r{number + 1}",
            source=self._identify(draft.source),
            source_span=draft.source_span,
            cue=draft.cue,
            cue_class=draft.cue_class,
            content=draft.content,
            kind=draft.kind,
            venue=draft.venue,
            parent=None if draft.parent is None else f"r{draft.parent + 1}",
            factuality=draft.factuality,
            confidence=round(draft.confidence, 3),
        )

    def _quantity(self, number: int, draft: QuantityDraft) -> Quantity:
        return Quantity(
            id=f"q{number + 1}",
            span=(draft.start, draft.end),
            low=draft.low,
            high=draft.high,
            unit=draft.unit,
            entity=self._identify(draft.counted),
            casualty=draft.casualty,
            attributions=self._sources(draft.start, draft.end),
        )

    def _time(self, number: int, draft: TimeDraft) -> Time:
        return Time(
            id=f"t{number + 1}",
            span=(draft.start, draft.end),
            type=draft.type,
            value=draft.value,
            start=draft.start_date,
            end=draft.end_date,
        )

    def _place(self, number: int, draft: PlaceDraft) -> Place:
        return Place(
            id=f"p{number + 1}",
            span=(draft.start, draft.end),
            name=draft.name,
            country=draft.country,
            admin1=draft.admin1,
            lat=draft.lat,
            lon=draft.lon,
            geonames=draft.geonames,
            kind=draft.kind,
        )
