"""The content of a report, before it is laid out: the same rows for every format."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from countermove.report.showing import shown
from countermove.schema import Attribution, Event, Quantity, Reading, Span

_CERTAINTY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "did not happen",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "open",
}
_WORDS_SHOWN = 30
Row = TypeVar("Row", "Happening", "Claim", "Number", "Silence", "Summary")


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, in words: who did what to whom, when, where, how sure, and who says so."""

    id: str
    who: str
    act: str
    words: str
    whom: str
    when: str
    where: str
    certainty: str
    says: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: who says, by which words, how certain, and what."""

    source: str
    cue: str
    certainty: str
    content: str
    quoted: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Number:
    """One quantity: the value, what it counts, whose, and who says so."""

    value: str
    unit: str
    words: str
    says: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A reported silence or a reaction: who, and the words."""

    who: str
    what: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All sections of a report on one reading."""

    headline: str
    published: str
    place: str
    publisher: str
    url: str
    happened: tuple[Happening, ...]
    said: tuple[Claim, ...]
    numbers: tuple[Number, ...]
    silence: tuple[Silence, ...]


class _Summarizer:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = {entity.id: entity.name for entity in reading.entities}
        self.places = {place.id: place for place in reading.places}
        self.claims = {item.id: item for item in reading.attributions}

    def words(self, span: Span, limit: int | None = None) -> str:
        """The characters of a span on one line, cut after so many words."""
        found = self.reading.text[span[0] : span[1]].split()
        if limit is not None and len(found) > limit:
            return " ".join(found[:limit]) + " …"
        return " ".join(found)

    def sentence(self, at: int) -> str:
        for sentence in self.reading.sentences:
            if sentence.span[0] <= at < sentence.span[1]:
                return self.words(sentence.span)
        return ""

    def people(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.names.get(identifier, "?") for identifier in ids)

    def says(self, ids: tuple[str, ...]) -> str:
        names = [self.source(self.claims[identifier]) for identifier in ids if identifier in self.claims]
        return " < ".join(dict.fromkeys(name for name in names if name))

    def source(self, claim: Attribution) -> str:
        if claim.source is not None:
            return self.names.get(claim.source, "")
        return self.words(claim.source_span) if claim.source_span else ""

    def happening(self, event: Event) -> Happening:
        act = event.event_type.lower() + (f" ({event.mode})" if event.mode else "")
        place = self.places.get(event.place.entity) if event.place else None
        where = ", ".join(dict.fromkeys(part for part in (place.name, place.country) if part)) if place else ""
        when = event.time.value if event.time and not event.time.inferred else ""
        certainty = _CERTAINTY[event.factuality] + ("" if event.tense == "past" else f", {event.tense}")
        return Happening(
            id=event.id,
            who=self.people(event.actor),
            act=act,
            words=self.words(event.trigger),
            whom=self.people(event.recipient),
            when=when,
            where=where,
            certainty=certainty,
            says=self.says(event.attributions),
            evidence=self.sentence(event.trigger[0]),
        )

    def claim(self, item: Attribution) -> Claim:
        content = " … ".join(self.words(span) for span in item.content)
        parts = content.split()
        if len(parts) > _WORDS_SHOWN:
            content = " ".join(parts[:_WORDS_SHOWN]) + " …"
        cue = self.words(item.cue) if item.cue else ""
        at = item.content[0][0] if item.content else (item.cue[0] if item.cue else 0)
        return Claim(
            source=self.source(item) or "unnamed",
            cue=cue + (f" ({item.venue})" if item.venue else ""),
            certainty=f"{item.cue_class}, {_CERTAINTY[item.factuality]}",
            content=content,
            quoted=item.kind == "direct",
            evidence=self.sentence(at),
        )

    def number(self, item: Quantity) -> Number:
        return Number(
            value=_range(item.low, item.high),
            unit=item.unit + (f" ({item.casualty})" if item.casualty else ""),
            words=self.words(item.span),
            says=self.says(item.attributions),
            evidence=self.sentence(item.span[0]),
        )

    def silences(self) -> tuple[Silence, ...]:
        reading = self.reading
        found = [
            (
                item.span,
                Silence(self.people(item.actor) or "nobody named", self.words(item.span), self.sentence(item.span[0])),
            )
            for item in reading.non_responses
        ]
        triggers = {event.id: self.words(event.trigger) for event in reading.events}
        found += [
            (
                event.trigger,
                Silence(
                    self.people(event.actor) or "nobody named",
                    f"{event.event_type.lower()} in answer to “{triggers.get(event.responds_to, '')}”",
                    self.sentence(event.trigger[0]),
                ),
            )
            for event in reading.events
            if event.responds_to
        ]
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))


def _range(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "unknown"


def _headline(summarizer: _Summarizer) -> str:
    reading = summarizer.reading
    if reading.title:
        return " ".join(reading.title.split())
    for sentence in reading.sentences:
        if not sentence.boilerplate:
            return summarizer.words(sentence.span, _WORDS_SHOWN)
    return reading.id


def _main_place(reading: Reading) -> str:
    """The place named most often, finer kinds first among equals."""
    counts: dict[str, int] = {}
    for place in reading.places:
        counts[place.name] = counts.get(place.name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""


def _shown(row: Row) -> Row:
    """The row without characters that do something other than show."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    texts: dict[str, Any] = {name: shown(value) for name, value in values.items() if isinstance(value, str)}
    return replace(row, **texts)


def summarize(reading: Reading) -> Summary:
    """Return the content of a report on one reading, in text order."""
    summarizer = _Summarizer(reading)
    summary = Summary(
        headline=_headline(summarizer),
        published=reading.published or "date unknown",
        place=_main_place(reading),
        publisher=reading.publisher or "",
        url=reading.url or "",
        happened=tuple(_shown(summarizer.happening(event)) for event in reading.events),
        said=tuple(_shown(summarizer.claim(item)) for item in reading.attributions if item.content),
        numbers=tuple(_shown(summarizer.number(item)) for item in reading.quantities),
        silence=tuple(_shown(item) for item in summarizer.silences()),
    )
    return _shown(summary)
