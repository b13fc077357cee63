"""What is known of one report of an event, for comparing it with other reports: made from a reading alone.

A report stands for one event of one article with all its mentions there. It holds words and keys, not text, so that it
can be stored with the event and compared years later without the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from countermove.exports.view import as_day
from countermove.record.report_parties import entity_keys, place_keys
from countermove.record.word_families import WordFamilies, load_word_families
from countermove.record.word_vectors import WordVectors, load_word_vectors
from countermove.record.words import DocumentFrequencies, Stems, load_document_frequencies, word_spans
from countermove.schema import Event, EventTime, Place, Quantity, Reading, Record, Span

Status = Literal["happened", "denied", "open"]
"""Whether the text says that the event took place, that it didn't, or that it is to come, wanted or possible."""

_EPOCH = date(1970, 1, 1).toordinal()
_DEGREE = 1000
_WEIGHT = 100
_MOST_WORDS, _MOST_NAMES, _MOST_TRIGGERS, _MOST_QUANTITIES = 24, 12, 6, 6
_OPEN = frozenset(("future", "hypothetical"))


class Spot(Record, frozen=True, kw_only=True, array_like=True):
    """Where an event took place; latitude and longitude in thousandths of a degree (WGS84)."""

    keys: tuple[str, ...]
    admin1: str | None
    lat: int | None
    lon: int | None


class Count(Record, frozen=True, kw_only=True, array_like=True):
    """A number with what it counts, as in a reading's quantities."""

    low: float | int | None
    high: float | int | None
    unit: str
    casualty: str | None


class Report(Record, frozen=True, kw_only=True, array_like=True):
    """One event as one article tells it.

    ``mention_id`` is the article's id, a slash, and the event's id in its reading. ``event_type`` and ``mode`` are
    PLOVER's, None where the coder has no event. Days count from 1 January 1970; ``published`` is that of the article;
    ``time_inferred``: the text gives no time, the publication day stands for it. ``triggers`` are base forms of the
    words that tell the event, the main one first; ``shown`` is the trigger as written. ``actors``, ``recipients`` and
    ``names`` (of everybody and every place in the sentence) are keys of :mod:`countermove.record.report_parties`.
    ``words`` are stems of the sentence's other words with hundredths of their rarity. ``repeats`` says how often the
    article has a word of the trigger's family. ``article`` is the article's vector
    (:mod:`countermove.record.vectors`).
    """

    mention_id: str
    article_id: str
    story_id: str | None
    event_type: str | None
    mode: str | None
    status: Status
    published: int | None
    first_day: int | None
    last_day: int | None
    time_inferred: bool
    triggers: tuple[str, ...]
    shown: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: Spot | None
    quantities: tuple[Count, ...]
    names: tuple[str, ...]
    words: dict[str, int]
    sentence: int
    repeats: int
    article: dict[int, int]


class WordTables:
    """The tables that reports are made with, loaded once."""

    def __init__(
        self, families: WordFamilies, vectors: WordVectors, stems: Stems, frequencies: DocumentFrequencies
    ) -> None:
        self.families = families
        self.vectors = vectors
        self.stems = stems
        self.frequencies = frequencies

    @classmethod
    def load(cls) -> WordTables:
        """Load the shipped tables."""
        return cls(load_word_families(), load_word_vectors(), Stems(), load_document_frequencies())


def reports_of(
    reading: Reading, tables: WordTables, article: Mapping[int, int], story_id: str | None = None
) -> list[Report]:
    """A report for every event of a reading, in the reading's order.

    Args:
        reading: what is reported.
        tables: see :class:`WordTables`.
        article: the article's vector.
        story_id: the story the article belongs to, where that is known.
    """
    maker = ReportMaker(reading, tables, article, story_id)
    return [maker.coded(event) for event in reading.events]


class ReportMaker:
    """Makes reports of one reading."""

    def __init__(
        self, reading: Reading, tables: WordTables, article: Mapping[int, int], story_id: str | None = None
    ) -> None:
        self._reading = reading
        self._tables = tables
        self._article = dict(article)
        self._story_id = story_id
        self._entities = {entity.id: entity for entity in reading.entities}
        self._published = day_of(reading.published)

    def coded(self, event: Event, mention_id: str | None = None) -> Report:
        """The report of one of the reading's events."""
        place = event.place and next((p for p in self._reading.places if p.id == event.place.entity), None)
        quantities = [quantity for quantity in self._reading.quantities if quantity.id in event.quantities]
        return self._report(
            mention_id or f"{self._reading.id}/{event.id}",
            [event.trigger, *(span for span in event.mentions if span != event.trigger)],
            self._sentence_of(event.trigger),
            event_type=event.event_type,
            mode=event.mode,
            status=status_of(event),
            time=event.time,
            actors=self.keys(event.actor),
            recipients=self.keys(event.recipient),
            place=place or None,
            quantities=quantities,
        )

    def bare(
        self,
        mention_id: str,
        trigger: Span,
        actors: Sequence[str],
        recipients: Sequence[str],
        main: Span | None = None,
        status: Status = "happened",
    ) -> Report:
        """A report of words that the coder has no event for.

        Args:
            mention_id: its name.
            trigger: the words.
            actors: keys of who or what acts.
            recipients: keys of who or what is acted on.
            main: the main word of the trigger.
            status: whether it happened.
        """
        sentence = self._sentence_of(trigger)
        start, end = self._reading.sentences[sentence].span
        times = [t for t in self._reading.times if start <= t.span[0] < end and t.type in ("DATE", "TIME") and t.start]
        time = min(times, key=lambda t: (_distance(t.span, trigger), t.span), default=None)
        places = [place for place in self._reading.places if start <= place.span[0] < end]
        return self._report(
            mention_id,
            [trigger] if main is None else [main, trigger],
            sentence,
            event_type=None,
            mode=None,
            status=status,
            time=EventTime(value=time.value, start=time.start, end=time.end, span=time.span, inferred=False)
            if time
            else None,
            actors=tuple(sorted(set(actors))),
            recipients=tuple(sorted(set(recipients))),
            place=min(places, key=lambda p: (_distance(p.span, trigger), p.span), default=None),
            quantities=[q for q in self._reading.quantities if start <= q.span[0] < end],
            shown=self._reading.text[slice(*trigger)],
        )

    def keys(self, entities: Sequence[str]) -> tuple[str, ...]:
        """The party keys of entities of the reading, by their ids."""
        known = [self._entities[identifier] for identifier in entities if identifier in self._entities]
        return tuple(sorted({key for entity in known for key in self.entity_keys[entity.id]}))

    @cached_property
    def entity_keys(self) -> dict[str, tuple[str, ...]]:
        """The party keys of every entity, by its id."""
        return {e.id: entity_keys(e, self._reading, self._tables.stems) for e in self._reading.entities}

    def _report(
        self,
        mention_id: str,
        spans: Sequence[Span],
        sentence: int,
        *,
        event_type: str | None,
        mode: str | None,
        status: Status,
        time: EventTime | None,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
        place: Place | None,
        quantities: Sequence[Quantity],
        shown: str | None = None,
    ) -> Report:
        first, last, inferred = self._days(time)
        triggers = self._triggers(spans)
        return Report(
            mention_id=mention_id,
            article_id=self._reading.id,
            story_id=self._story_id,
            event_type=event_type,
            mode=mode,
            status=status,
            published=self._published,
            first_day=first,
            last_day=last,
            time_inferred=inferred,
            triggers=triggers,
            shown=shown or self._reading.text[slice(*spans[0])],
            actors=actors,
            recipients=recipients,
            place=_spot(place) if place else None,
            quantities=tuple(
                Count(low=q.low, high=q.high, unit=q.unit, casualty=q.casualty) for q in quantities[:_MOST_QUANTITIES]
            ),
            names=self._names(sentence),
            words=self._words(sentence, spans),
            sentence=sentence,
            repeats=self._family_counts[self._tables.families.family(triggers[0])] if triggers else 0,
            article=self._article,
        )

    def _days(self, time: EventTime | None) -> tuple[int | None, int | None, bool]:
        start = day_of(time.start) if time else None
        if time is None or start is None or time.inferred:
            return self._published, self._published, True
        return start, max(start, day_of(time.end) or start), False

    def _triggers(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Base forms of the words of triggers, function words only where there is nothing else."""
        words = [self._reading.text[a:b] for span in spans for a, b in self._word_spans if span[0] <= a < span[1]]
        families, shares = self._tables.families, self._tables.frequencies
        bases = dict.fromkeys(families.base(word) for word in words)
        content = [base for base in bases if shares.share(self._tables.stems.stem(base)) < _COMMON and len(base) > 1]
        return tuple((content or list(bases))[:_MOST_TRIGGERS])

    def _words(self, sentence: int, triggers: Sequence[Span]) -> dict[str, int]:
        start, end = self._reading.sentences[sentence].span
        weights: dict[str, int] = {}
        for a, b in self._word_spans:
            if start <= a < end and not any(s <= a < e for s, e in triggers):
                stem = self._tables.stems.stem(self._reading.text[a:b])
                if self._tables.frequencies.share(stem) < _COMMON:
                    weights[stem] = round(_WEIGHT * self._tables.frequencies.rarity(stem))
        strongest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_MOST_WORDS]
        return dict(sorted(strongest))

    def _names(self, sentence: int) -> tuple[str, ...]:
        """Keys of all that is named in a sentence: registry keys and words of names."""
        start, end = self._reading.sentences[sentence].span
        keys: set[str] = set()
        for entity in self._reading.entities:
            if any(start <= mention.span[0] < end for mention in entity.mentions):
                keys.update(key for key in self.entity_keys[entity.id] if key[0] in "rn")
        for place in self._reading.places:
            if start <= place.span[0] < end:
                keys.update(key for key in place_keys(place) if key[0] == "n")
        return tuple(sorted(keys)[:_MOST_NAMES])

    def _sentence_of(self, span: Span) -> int:
        """The number of the sentence a span starts in."""
        for number, sentence in enumerate(self._reading.sentences):
            if sentence.span[0] <= span[0] < sentence.span[1]:
                return number
        return 0

    @cached_property
    def _word_spans(self) -> list[Span]:
        return list(word_spans(self._reading.text))

    @cached_property
    def _family_counts(self) -> Counter[str]:
        title = self._reading.title or ""
        words = [self._reading.text[a:b] for a, b in self._word_spans] + [title[a:b] for a, b in word_spans(title)]
        return Counter(self._tables.families.family(word) for word in words)


_COMMON = 0.25
"""Words in more than this share of documents tell nothing."""


def status_of(event: Event) -> Status:
    """Whether an event of a reading happened."""
    if event.tense == "future" or not _OPEN.isdisjoint(event.auxiliary):
        return "open"
    if "negation" in event.auxiliary or event.factuality.endswith("-"):
        return "denied"
    return "happened"


def day_of(text: str | None) -> int | None:
    """The day of an ISO 8601 date or date-time, counted from 1 January 1970; None where it isn't a whole date."""
    day = as_day(text)
    return day.toordinal() - _EPOCH if day else None


def encode_report(report: Report) -> bytes:
    """The report without its article's vector, as MessagePack: what is stored with a mention."""
    return msgspec.msgpack.encode(msgspec.structs.replace(report, article={}))


def decode_report(blob: bytes, article: Mapping[int, int]) -> Report:
    """Take back what :func:`encode_report` made, given the article's vector.

    Raises:
        msgspec.ValidationError: the bytes are no report of this version.
        msgspec.DecodeError: the bytes are damaged.
    """
    return msgspec.structs.replace(msgspec.msgpack.decode(blob, type=Report), article=dict(article))


def _spot(place: Place) -> Spot:
    lat, lon = (None if value is None else round(value * _DEGREE) for value in (place.lat, place.lon))
    return Spot(keys=place_keys(place), admin1=place.admin1, lat=lat, lon=lon)


def _distance(left: Span, right: Span) -> int:
    return max(left[0] - right[1], right[0] - left[1], 0)
