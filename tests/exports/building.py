"""Parts of readings for tests of the exports: parties of any kind, and readings with hostile text."""

from __future__ import annotations

import csv
import io

from hypothesis import strategies as st

from countermove.schema import Entity, Event, EventPlace, EventTime, Mention, Place, Quantity, Reading
from countermove.tables import Items
from tests.readings import make_event, make_reading, span

_SPECIAL = "\t\n\r\v\f\x00\x1c\x85\u2028\u2029\"'`,;|=+-@＝＋－＠ \u202e\ud800\\{}"
HOSTILE = st.lists(st.one_of(st.sampled_from(_SPECIAL), st.characters()), max_size=12).map("".join)


def party(text: str, identifier: str, name: str, country: str | None = None, *sectors: str, **changes: str) -> Entity:
    """A group named once; ``kind`` and ``form`` can be changed."""
    form = changes.pop("form", "name")
    return Entity(
        id=identifier,
        name=changes.get("called", name),
        kind=changes.get("kind", "group"),
        country=country,
        sectors=sectors,
        ref=None,
        mentions=(Mention(span=span(text, name), form=form),),
    )


def city(text: str, name: str, country: str | None) -> Place:
    """A town at the middle of nowhere."""
    return Place(
        id="p1",
        span=span(text, name),
        name=name,
        country=country,
        admin1="Province",
        lat=1.5,
        lon=-2.25,
        geonames=7,
        kind="city",
    )


def day(first: str, last: str | None = None, *, inferred: bool = False) -> EventTime:
    """An event's time: a day, or from the first to the last."""
    return EventTime(value=first, start=first, end=last or first, span=None, inferred=inferred)


def killed(text: str, words: str, low: int | None, high: int | None = None, identifier: str = "q1") -> Quantity:
    """A number of people killed."""
    return Quantity(
        id=identifier,
        span=span(text, words),
        low=low,
        high=high,
        unit="people",
        entity=None,
        casualty="killed",
        attributions=(),
    )


def table(data: bytes, delimiter: str = "\t") -> list[list[str]]:
    """The rows of a file, as a CSV reader takes it."""
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def dicts(data: bytes, header: tuple[str, ...], delimiter: str = "\t") -> list[dict[str, str]]:
    """The rows by column; a header line is left out."""
    rows = table(data, delimiter)
    return [dict(zip(header, row, strict=True)) for row in rows if row != list(header)]


@st.composite
def hostile_readings(draw: st.DrawFn) -> Reading:
    """A reading of one event whose every text is hostile, with two actors, a recipient and a place."""
    text = draw(HOSTILE)
    end = len(text)
    names = [draw(HOSTILE) for _ in range(3)]
    entities = [
        Entity(
            id=f"n{number}",
            name=name,
            kind=draw(st.sampled_from(["person", "state", "organization", "group"])),
            country=draw(st.sampled_from(["NOR", "KOS", "UNO", "EUR", "XXX", None])),
            sectors=draw(st.sampled_from([(), ("GOV",), ("MIL", "COP"), ("ZZZ",)])),
            ref=None,
            mentions=(Mention(span=(0, end), form=draw(st.sampled_from(["name", "title"]))),),
        )
        for number, name in enumerate(names)
    ]
    place = Place(
        id="p1",
        span=(0, end),
        name=draw(HOSTILE),
        country=draw(st.sampled_from(["NOR", "USA", "XXX", None])),
        admin1=draw(HOSTILE),
        lat=-0.5,
        lon=draw(st.sampled_from([None, -1.5])),
        geonames=None,
        kind=draw(st.sampled_from(["country", "admin1", "city", "feature"])),
    )
    event_type, mode, cameo = draw(
        st.sampled_from([("ASSAULT", "aerial", "195"), ("PROTEST", "demo", "141"), ("CONSULT", None, "040")])
    )
    event: Event = make_event(
        text,
        text,
        event_type=event_type,
        mode=mode,
        cameo=cameo,
        actor=draw(st.sampled_from([(), ("n0",), ("n0", "n1")])),
        recipient=draw(st.sampled_from([(), ("n2",)])),
        actor_spans=((0, end),),
        place=draw(st.sampled_from([None, EventPlace(entity="p1", span=(0, end))])),
        contexts=draw(st.sampled_from([(), ("military", "legal")])),
    )
    return make_reading(
        text,
        id=draw(HOSTILE),
        title=draw(HOSTILE),
        url=draw(HOSTILE),
        publisher=draw(HOSTILE),
        published=draw(st.sampled_from([None, "2024-11-01", "2024-11-01T10:00:00Z"])),
        entities=Items(entities),
        places=Items([place]),
        events=Items([event]),
    )
