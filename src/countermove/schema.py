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
    """Name of the article."""
    text: str
    """Plain text; it is analysed and returned exactly as given."""
    title: str | None = None
    """Headline, where the text doesn't hold it."""
    published: str | None = None
    """ISO 8601 date or date-time, with its offset where the source gave one."""
    url: str | None = None
    """Canonical address."""
    publisher: str | None = None
    """Who published it."""
    language: str | None = None
    """ISO 639-1 code."""
    published_from: DateOrigin | None = None
    """How the date was known."""
    document: str | None = None
    """Name under which later versions of the same article come in."""


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence; boilerplate sentences (bylines, share buttons) are kept in the text and left out of the analysis."""

    span: Span
    """Its characters."""
    boilerplate: bool
    """Byline, share button or the like: left out of the analysis."""


class Mention(Record, frozen=True, kw_only=True):
    """One place in the text where an entity is named, titled, described or referred to by a pronoun."""

    span: Span
    """Its characters."""
    form: MentionForm
    """By name, by title ("the president"), by description ("the attackers"), or by pronoun."""


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something that acts or is acted on, with all its mentions in the article.

    ``country`` is ISO 3166-1 alpha-3, ``KOS``, or a PLOVER non-state code (UNO EUR IGO NGO ISM IMG MNC).
    ``sectors`` are PLOVER sector codes, primary first. ``ref`` is the key in the actor registry.
    """

    id: str
    """``n`` and a number."""
    name: str
    """Fullest name or description in the article; a short name of the registry where it is known."""
    kind: EntityKind
    """What it is."""
    country: str | None
    """ISO 3166-1 alpha-3, ``KOS``, or a PLOVER non-state code (UNO EUR IGO NGO ISM IMG MNC)."""
    sectors: tuple[str, ...]
    """PLOVER sector codes, primary first."""
    ref: str | None
    """Key in the actor registry."""
    mentions: tuple[Mention, ...]
    """Where it is mentioned."""


class EventTime(Record, frozen=True, kw_only=True):
    """When an event happened: the TIMEX3 that governs it, or the publication date with ``inferred`` set."""

    value: str
    """TIMEX3 value: ``2024-10``, ``2024-10-13``, ``2024-W44``."""
    start: str | None
    """First day."""
    end: str | None
    """Last day."""
    span: Span | None
    """The words that say so."""
    inferred: bool
    """It is only the publication date."""


class EventPlace(Record, frozen=True, kw_only=True):
    """Where an event happened: the id of a place of this reading and the characters that say so."""

    entity: str
    """Id of a place of this reading."""
    span: Span
    """The words that say so."""


class Event(Record, frozen=True, kw_only=True):
    """One political interaction: who did what to whom, as PLOVER types it.

    ``score`` is the PLOVER conflict-cooperation score (-10 to +10). ``confidence`` is between 0 and 1.
    ``because`` names the lexicon entry or model head that decided.
    """

    id: str
    """``e`` and a number."""
    event_type: EventType
    """PLOVER event type."""
    mode: str | None
    """PLOVER mode of that type."""
    contexts: tuple[str, ...]
    """PLOVER contexts: what it is about."""
    cameo: str | None
    """CAMEO code."""
    score: float | None
    """PLOVER conflict-cooperation score, -10 (most hostile) to 10 (most helpful)."""
    quad: Quad
    """Quad class."""
    trigger: Span
    """The word that reports it, first mention."""
    mentions: tuple[Span, ...]
    """All words of the article that report it, in order."""
    sentence: int
    """Number of the sentence of the trigger, from 0."""
    actor: tuple[str, ...]
    """Ids of the entities that act."""
    recipient: tuple[str, ...]
    """Ids of the entities that it is done to."""
    actor_spans: tuple[Span, ...]
    """Words that name the actors there."""
    recipient_spans: tuple[Span, ...]
    """Words that name the recipients there."""
    factuality: Factuality
    """FactBank value: how certain (CT, PR, PS), that it happened (+) or not (-); Uu: left open."""
    tense: Tense
    """Whether it is past, ongoing or future at publication."""
    auxiliary: tuple[Auxiliary, ...]
    """PLOVER auxiliary modes that hold."""
    time: EventTime | None
    """When."""
    place: EventPlace | None
    """Where."""
    quantities: tuple[str, ...]
    """Ids of numbers that belong to it."""
    attributions: tuple[str, ...]
    """Ids of who says so, the innermost where one reports another."""
    responds_to: str | None
    """Id of the event of this article that it explicitly answers."""
    confidence: float
    """Probability that it is right as coded, 0 to 1."""
    because: str
    """What decided: a frame (``frame:offer.01``) or a head of the model."""


class NonResponse(Record, frozen=True, kw_only=True):
    """A reported absence of response: who stayed silent, towards which event where the text says so."""

    id: str
    """``s`` and a number."""
    actor: tuple[str, ...]
    """Ids of the entities that stayed silent."""
    to: str | None
    """Id of the event that is left unanswered."""
    span: Span
    """The words that say so."""
    attributions: tuple[str, ...]
    """Ids of who says so."""


class Attribution(Record, frozen=True, kw_only=True):
    """Who says so: source, cue and content. ``parent`` is the attribution this one is nested in."""

    id: str
    """``r`` and a number."""
    source: str | None
    """Id of the entity that says so."""
    source_span: Span | None
    """The words that name the source."""
    cue: Span | None
    """The word of saying."""
    cue_class: CueClass
    """What kind of saying it is."""
    content: tuple[Span, ...]
    """What is said; several stretches where it is interrupted."""
    kind: AttributionKind
    """Quoted, reported, or both."""
    venue: str | None
    """Where or to whom it was said."""
    parent: str | None
    """Id of the attribution that this one is nested in."""
    factuality: Factuality
    """How certain the source makes it."""
    confidence: float
    """Probability that it is right, 0 to 1."""


class Quantity(Record, frozen=True, kw_only=True):
    """A number with what it counts. ``low`` and ``high`` bound the value; null means open on that side."""

    id: str
    """``q`` and a number."""
    span: Span
    """Its characters."""
    low: float | int | None
    """Least value; null: open below."""
    high: float | int | None
    """Largest value; null: open above."""
    unit: str
    """What is counted."""
    entity: str | None
    """Id of the entity that is counted or has it."""
    casualty: Casualty | None
    """What became of the people counted."""
    attributions: tuple[str, ...]
    """Ids of who says so."""


class Time(Record, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 type and value, and the first and last day it covers where that is known."""

    id: str
    """``t`` and a number."""
    span: Span
    """Its characters."""
    type: TimeType
    """TIMEX3 type."""
    value: str
    """TIMEX3 value."""
    start: str | None
    """First day it covers."""
    end: str | None
    """Last day it covers."""


class Place(Record, frozen=True, kw_only=True):
    """A place name resolved to a point (WGS84 degrees); ``geonames`` is the GeoNames id where there is one."""

    id: str
    """``p`` and a number."""
    span: Span
    """Its characters."""
    name: str
    """Name in the gazetteer."""
    country: str | None
    """ISO 3166-1 alpha-3."""
    admin1: str | None
    """Province or state."""
    lat: float | None
    """Latitude, WGS84 degrees."""
    lon: float | None
    """Longitude, WGS84 degrees."""
    geonames: int | None
    """GeoNames id."""
    kind: PlaceKind
    """How exact it is."""


class Meta(Record, frozen=True, kw_only=True):
    """Versions of what made the reading; a reading depends on these and its input alone."""

    countermove: str
    """Version of the program."""
    model: str
    """Version of the reader model."""
    lexicon: str
    """Version of frames, actors and cues."""


class Reading(Record, frozen=True, kw_only=True):
    """Everything one article says, each item pointing at the characters it came from."""

    schema: str = SCHEMA
    """Name and version of this form."""
    id: str
    """Name of the article."""
    title: str | None
    """Headline."""
    published: str | None
    """ISO 8601 date or date-time."""
    published_inferred: bool
    """Whether the date was guessed; none is today, so it is always false."""
    url: str | None
    """Address."""
    publisher: str | None
    """Who published it."""
    language: str | None
    """ISO 639-1 code."""
    text: str
    """The text that all spans count in."""
    sentences: Items[Sentence]
    """Sentences, in order."""
    entities: Items[Entity]
    """Who acts or is acted on."""
    events: Items[Event]
    """Who did what to whom."""
    non_responses: Items[NonResponse]
    """Reported silence."""
    attributions: Items[Attribution]
    """Who says what."""
    quantities: Items[Quantity]
    """Numbers."""
    times: Items[Time]
    """Time expressions."""
    places: Items[Place]
    """Places."""
    meta: Meta
    """Versions of what made it."""

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
