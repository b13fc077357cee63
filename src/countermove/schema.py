"""The one data type everything passes on: an article goes in, a reading comes out.

Every span is ``(start, end)`` in Unicode code points of the article's text, end exclusive. Ids are local to one reading
and numbered in text order. ``Reading.to_dict`` and ``Reading.from_dict`` convert without loss.
"""

from __future__ import annotations

import types
from typing import Any, Literal, get_args, get_origin

import msgspec

from countermove.highlight import reading_html
from countermove.tables import Items

SCHEMA = "countermove.reading/1"

Span = tuple[int, int]
"""Start and end of a stretch of text, in code points, end exclusive."""

EntityKind = Literal["person", "state", "organization", "group", "bloc", "place", "unknown"]
MentionForm = Literal["name", "title", "nominal", "pronoun"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
Tense = Literal["past", "ongoing", "future"]
Auxiliary = Literal["negation", "future", "hypothetical", "historical"]
Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
CueClass = Literal[
    "assert", "confirm", "deny", "accuse", "warn", "promise", "demand", "ask", "believe", "know", "doubt"
]
AttributionKind = Literal["direct", "indirect", "mixed"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["country", "admin1", "city", "feature"]
Casualty = Literal["killed", "wounded", "missing", "displaced", "detained"]
DateOrigin = Literal["given", "metadata", "text", "feed"]
"""How a publication date was known: given with the article, from the page's metadata or address, read in its text, or
from the feed or sitemap that named the page."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all parts: immutable, keyword-only, compared by value."""


class Article(Record, frozen=True, kw_only=True):
    """One news article as it came in.

    ``published`` is an ISO 8601 date or date-time, with its offset where the source gave one; ``published_from`` says
    how it was known. ``text`` is analysed and returned exactly as given. ``document`` is the name under which later
    versions of the same article come in: its canonical address, else the publisher (or file) and the id given there;
    None for a plain file.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published_from: DateOrigin | None = None
    document: str | None = None


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence; boilerplate sentences (bylines, share buttons) are kept in the text and left out of the analysis."""

    span: Span
    boilerplate: bool


class Mention(Record, frozen=True, kw_only=True):
    """One place in the text where an entity is named, titled, described or referred to by a pronoun."""

    span: Span
    form: MentionForm


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something that acts or is acted on, with all its mentions in the article.

    ``country`` is ISO 3166-1 alpha-3, ``KOS``, or a PLOVER non-state code (UNO EUR IGO NGO ISM IMG MNC).
    ``sectors`` are PLOVER sector codes, primary first. ``ref`` is the key in the actor registry.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    ref: str | None
    mentions: tuple[Mention, ...]


class EventTime(Record, frozen=True, kw_only=True):
    """When an event happened: the TIMEX3 that governs it, or the publication date with ``inferred`` set."""

    value: str
    start: str | None
    end: str | None
    span: Span | None
    inferred: bool


class EventPlace(Record, frozen=True, kw_only=True):
    """Where an event happened: the id of a place of this reading and the characters that say so."""

    entity: str
    span: Span


class Event(Record, frozen=True, kw_only=True):
    """One political interaction: who did what to whom, as PLOVER types it.

    ``score`` is the PLOVER conflict-cooperation score (-10 to +10). ``confidence`` is between 0 and 1.
    ``because`` names the lexicon entry or model head that decided.
    """

    id: str
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    score: float | None
    quad: Quad
    trigger: Span
    mentions: tuple[Span, ...]
    sentence: int
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    actor_spans: tuple[Span, ...]
    recipient_spans: tuple[Span, ...]
    factuality: Factuality
    tense: Tense
    auxiliary: tuple[Auxiliary, ...]
    time: EventTime | None
    place: EventPlace | None
    quantities: tuple[str, ...]
    attributions: tuple[str, ...]
    responds_to: str | None
    confidence: float
    because: str


class NonResponse(Record, frozen=True, kw_only=True):
    """A reported absence of response: who stayed silent, towards which event where the text says so."""

    id: str
    actor: tuple[str, ...]
    to: str | None
    span: Span
    attributions: tuple[str, ...]


class Attribution(Record, frozen=True, kw_only=True):
    """Who says so: source, cue and content. ``parent`` is the attribution this one is nested in."""

    id: str
    source: str | None
    source_span: Span | None
    cue: Span | None
    cue_class: CueClass
    content: tuple[Span, ...]
    kind: AttributionKind
    venue: str | None
    parent: str | None
    factuality: Factuality
    confidence: float


class Quantity(Record, frozen=True, kw_only=True):
    """A number with what it counts. ``low`` and ``high`` bound the value; null means open on that side."""

    id: str
    span: Span
    low: float | int | None
    high: float | int | None
    unit: str
    entity: str | None
    casualty: Casualty | None
    attributions: tuple[str, ...]


class Time(Record, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 type and value, and the first and last day it covers where that is known."""

    id: str
    span: Span
    type: TimeType
    value: str
    start: str | None
    end: str | None


class Place(Record, frozen=True, kw_only=True):
    """A place name resolved to a point (WGS84 degrees); ``geonames`` is the GeoNames id where there is one."""

    id: str
    span: Span
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    kind: PlaceKind


class Meta(Record, frozen=True, kw_only=True):
    """Versions of what made the reading; a reading depends on these and its input alone."""

    countermove: str
    model: str
    lexicon: str


class Reading(Record, frozen=True, kw_only=True):
    """Everything one article says, each item pointing at the characters it came from."""

    schema: str = SCHEMA
    id: str
    title: str | None
    published: str | None
    published_inferred: bool
    url: str | None
    publisher: str | None
    language: str | None
    text: str
    sentences: Items[Sentence]
    entities: Items[Entity]
    events: Items[Event]
    non_responses: Items[NonResponse]
    attributions: Items[Attribution]
    quantities: Items[Quantity]
    times: Items[Time]
    places: Items[Place]
    meta: Meta

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as plain dicts, lists, strings and numbers, ready for any JSON writer."""
        result: dict[str, Any] = msgspec.json.decode(self.to_json())
        return result

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Reading:
        """Build a reading from :meth:`to_dict`'s result.

        Raises:
            msgspec.ValidationError: a field is missing or of the wrong type; the message names it.
        """
        return msgspec.convert(data, cls, dec_hook=_decode_items)

    def to_json(self) -> bytes:
        """Return the reading as one line of UTF-8 JSON, without the line end."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> Reading:
        """Build a reading from one line of JSON.

        Raises:
            msgspec.ValidationError: a field is missing or of the wrong type; the message names it.
            msgspec.DecodeError: the line isn't JSON.
        """
        return msgspec.json.decode(line, type=cls, dec_hook=_decode_items)

    def _repr_html_(self) -> str:
        """The text with events, names, sources and times marked, for notebooks."""
        return reading_html(self)


def _decode_items(kind: Any, value: Any) -> Any:
    """Turn a decoded list into :class:`Items` of the declared part."""
    if get_origin(kind) is Items:
        try:
            return Items(msgspec.convert(value, types.GenericAlias(tuple, (get_args(kind)[0], ...))))
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error  # as a ValueError, msgspec adds the name of the field
    raise NotImplementedError(f"no decoder for {kind}")
