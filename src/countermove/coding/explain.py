"""Why an event was coded: the decisions that made it, in the order they were taken."""

from __future__ import annotations

from countermove.coding.assemble import Assembler
from countermove.coding.pipeline import Pipeline
from countermove.schema import Article, Event, Reading, Span


def explain_event(pipeline: Pipeline, article: Article, event_id: str) -> list[str]:
    """Return the lines of an explanation.

    Raises:
        KeyError: the article has no such event; the message lists those it has.
    """
    parse = pipeline.reader.parse(article.text)
    drafts = pipeline.draft(article, parse)
    assembler = Assembler(article, parse, drafts, pipeline.lexicon.plover, pipeline.lexicon.cameo)
    reading = assembler.reading(pipeline.reader.model_name, pipeline.lexicon.version)
    ids = [event.id for event in reading.events]
    if event_id not in ids:
        have = f"it has {ids[0]} to {ids[-1]}" if ids else "it has no events"
        raise KeyError(f"no event {event_id!r}; {have}")
    place = ids.index(event_id)
    event, draft = reading.events[place], drafts.events[place]
    sentence = reading.sentences[event.sentence]
    lines = [
        f"{event.id}  {event.event_type}" + (f" ({event.mode})" if event.mode else ""),
        f"  sentence     {_words(reading, sentence.span)}",
        f"  trigger      “{_words(reading, event.trigger)}” at characters {event.trigger[0]}-{event.trigger[1]}",
        f"  because      {event.because}",
        *_party(reading, "actor", event.actor, event.actor_spans),
        *_party(reading, "recipient", event.recipient, event.recipient_spans),
        f"  factuality   {event.factuality}, {event.tense}"
        + (f" ({', '.join(event.auxiliary)})" if event.auxiliary else ""),
        *_sources(reading, event),
        f"  scores       PLOVER {event.score}, CAMEO {event.cameo}, {event.quad}, confidence {event.confidence}",
    ]
    lines += [f"  decided      {note}" for note in draft.notes]
    lines.append(
        f"  made by      countermove {reading.meta.countermove}, model {reading.meta.model}, "
        f"lexicon {reading.meta.lexicon}"
    )
    return lines


def _words(reading: Reading, span: Span) -> str:
    return " ".join(reading.text[span[0] : span[1]].split())


def _party(reading: Reading, role: str, ids: tuple[str, ...], spans: tuple[Span, ...]) -> list[str]:
    entities = {entity.id: entity for entity in reading.entities}
    words = ", ".join(f"“{_words(reading, span)}”" for span in spans)
    if not ids:
        return [f"  {role:<12} none" + (f" (words: {words})" if words else "")]
    names = []
    for identifier in ids:
        entity = entities[identifier]
        facts = [entity.country or "no country", *entity.sectors, *([entity.ref] if entity.ref else [])]
        names.append(f"{entity.name} [{', '.join(facts)}]")
    return [f"  {role:<12} {'; '.join(names)} from {words}"]


def _sources(reading: Reading, event: Event) -> list[str]:
    names = {entity.id: entity.name for entity in reading.entities}
    lines = []
    for item in reading.attributions:
        if item.id in event.attributions:
            source = names.get(item.source or "") or (
                _words(reading, item.source_span) if item.source_span else "unnamed"
            )
            cue = f" by “{_words(reading, item.cue)}”" if item.cue else ""
            lines.append(f"  said by      {source}{cue} ({item.cue_class}, {item.factuality}, {item.id})")
    return lines
