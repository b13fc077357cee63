"""spaCy: ``nlp.add_pipe("countermove")`` puts events, statements and the rest of a reading on the Doc.

What is found lies in ``doc.spans`` under ``countermove_`` and its kind, the label says what it is, the span's id which
item of the reading. ``doc.ents`` and the tree are left as other components made them. The reading itself travels in
``doc.user_data`` as JSON, so that ``Doc.to_bytes`` and ``DocBin(store_user_data=True)`` keep everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from countermove.api import read
from countermove.schema import Attribution, Event, Reading
from countermove.schema import Span as Characters

_STORED = "countermove_reading"
_GROUPS: dict[str, Callable[[Reading], Iterable[tuple[Characters, str, str]]]] = {
    "events": lambda reading: ((one.trigger, one.event_type, one.id) for one in reading.events),
    "attributions": lambda reading: ((one.cue, one.cue_class, one.id) for one in reading.attributions if one.cue),
    "silences": lambda reading: ((one.span, "SILENCE", one.id) for one in reading.non_responses),
    "quantities": lambda reading: ((one.span, one.casualty or "QUANTITY", one.id) for one in reading.quantities),
    "times": lambda reading: ((one.span, one.type, one.id) for one in reading.times),
    "places": lambda reading: ((one.span, one.kind, one.id) for one in reading.places),
    "entities": lambda reading: (
        (mention.span, entity.kind, entity.id) for entity in reading.entities for mention in entity.mentions
    ),
}
"""Kinds of span groups: characters, label and id of each span."""


class CountermoveComponent:
    """Reads each Doc as one article.

    Attributes:
        published: ISO 8601 date of publication of Docs that have none in ``doc._.published``.
    """

    def __init__(self, published: str | None = None) -> None:
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's text; a Doc of white space alone has no reading.

        Raises:
            ValueError: the text is too long or not English, or the date isn't one; ``nlp.set_error_handler`` decides
                what becomes of it in ``nlp.pipe``.
        """
        if not doc.text.strip():
            return doc
        reading = read(doc.text, published=doc._.published or self.published)
        doc.user_data[_STORED] = reading.to_json().decode()
        for kind, found in _GROUPS.items():
            doc.spans[f"countermove_{kind}"] = [
                _span(doc, characters, label, item) for characters, label, item in found(reading)
            ]
        return doc


@Language.factory(
    "countermove",
    default_config={"published": None},
    assigns=["doc._.reading", "doc.spans", "span._.event", "span._.attribution"],
)
def make_component(nlp: Language, name: str, published: str | None) -> CountermoveComponent:
    """What spaCy calls for ``nlp.add_pipe("countermove", config={"published": ...})``."""
    return CountermoveComponent(published)


def _span(doc: Doc, characters: Characters, label: str = "", item: str = "") -> Span:
    """Whole tokens around the characters: spaCy's tokens may be longer than what was found."""
    return cast(Span, doc.char_span(*characters, label=label, span_id=item, alignment_mode="expand"))


@lru_cache(maxsize=64)
def _decoded(stored: str) -> Reading:
    return Reading.from_json(stored)


def _reading(doc: Doc) -> Reading | None:
    stored = doc.user_data.get(_STORED)
    return None if stored is None else _decoded(stored)


def _item(span: Span, kind: str) -> Any:
    reading = _reading(span.doc)
    if reading is None or not span.id_:
        return None
    return next((one for one in getattr(reading, kind) if one.id == span.id_), None)


def _event(span: Span) -> Event | None:
    found: Event | None = _item(span, "events")
    return found


def _attribution(span: Span) -> Attribution | None:
    found: Attribution | None = _item(span, "attributions")
    return found


def _of_event(name: str) -> Callable[[Span], list[Span]]:
    def spans(span: Span) -> list[Span]:
        event = _event(span)
        return [] if event is None else [_span(span.doc, one) for one in getattr(event, name)]

    return spans


def _source(span: Span) -> Span | None:
    said = _attribution(span)
    return None if said is None or said.source_span is None else _span(span.doc, said.source_span)


def _content(span: Span) -> list[Span]:
    said = _attribution(span)
    return [] if said is None else [_span(span.doc, one) for one in said.content]


Doc.set_extension("published", default=None, force=True)
Doc.set_extension("reading", getter=_reading, force=True)
Span.set_extension("event", getter=_event, force=True)
Span.set_extension("actors", getter=_of_event("actor_spans"), force=True)
Span.set_extension("recipients", getter=_of_event("recipient_spans"), force=True)
Span.set_extension("attribution", getter=_attribution, force=True)
Span.set_extension("source", getter=_source, force=True)
Span.set_extension("content", getter=_content, force=True)
