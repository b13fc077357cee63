"""Readings made by hand, for tests of what shows, stores and converts them."""

from countermove.schema import (
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

TEXT = "Norway warned Iceland on Monday in Oslo, officials said. About 40 boats left. Iceland did not reply."


def span(text: str, part: str) -> Span:
    """The characters of the first occurrence."""
    start = text.index(part)
    return (start, start + len(part))


def make_reading(text: str = TEXT, **changes: object) -> Reading:
    """A reading of a text with nothing found in it but what ``changes`` say."""
    fields: dict[str, object] = {
        "id": "a",
        "title": None,
        "published": "2024-11-01",
        "published_inferred": False,
        "url": None,
        "publisher": None,
        "language": "en",
        "text": text,
        "sentences": Items([Sentence(span=(0, len(text)), boilerplate=False)]),
        "meta": Meta(countermove="0", model="m", lexicon="l"),
        **{
            name: Items()
            for name in (
                "entities",
                "events",
                "non_responses",
                "attributions",
                "quantities",
                "times",
                "places",
            )
        },
    }
    return Reading(**{**fields, **changes})  # type: ignore[arg-type]


def make_event(text: str, trigger: str, **changes: object) -> Event:
    """A threat with no parties but what ``changes`` say."""
    fields: dict[str, object] = {
        "id": "e1",
        "event_type": "THREATEN",
        "mode": None,
        "contexts": (),
        "cameo": "13",
        "score": -4.4,
        "quad": "verbal_conflict",
        "trigger": span(text, trigger),
        "mentions": (span(text, trigger),),
        "sentence": 0,
        "actor": (),
        "recipient": (),
        "actor_spans": (),
        "recipient_spans": (),
        "factuality": "CT+",
        "tense": "past",
        "auxiliary": (),
        "time": None,
        "place": None,
        "quantities": (),
        "attributions": (),
        "responds_to": None,
        "confidence": 0.9,
        "because": "threaten.warn",
    }
    return Event(**{**fields, **changes})  # type: ignore[arg-type]


def entity(text: str, identifier: str, name: str, country: str | None) -> Entity:
    """A state named once."""
    mention = Mention(span=span(text, name), form="name")
    return Entity(
        id=identifier, name=name, kind="state", country=country, sectors=("GOV",), ref=country, mentions=(mention,)
    )


def full_reading() -> Reading:
    """One of everything: Norway warned Iceland, officials said; 40 boats; a silence."""
    text = TEXT
    ends = [text.index("said.") + 5, text.index("left.") + 5, len(text)]
    starts = [0, ends[0] + 1, ends[1] + 1]
    officials = Entity(
        id="n3",
        name="officials",
        kind="group",
        country=None,
        sectors=("GOV",),
        ref=None,
        mentions=(Mention(span=span(text, "officials"), form="nominal"),),
    )
    monday = span(text, "Monday")
    oslo = span(text, "Oslo")
    event = make_event(
        text,
        "warned",
        actor=("n1",),
        recipient=("n2",),
        actor_spans=(span(text, "Norway"),),
        recipient_spans=(span(text, "Iceland"),),
        time=EventTime(value="2024-10-28", start="2024-10-28", end="2024-10-28", span=monday, inferred=False),
        place=EventPlace(entity="p1", span=oslo),
        attributions=("r1",),
        factuality="PR+",
        tense="ongoing",
        quantities=("q1",),
    )
    answer = make_event(text, "left", id="e2", event_type="RETREAT", mode="withdraw", responds_to="e1", sentence=1)
    return make_reading(
        text,
        title="Norway warns  Iceland",
        url="https://news.example/1",
        publisher="The Fjord",
        sentences=Items(
            Sentence(span=(start, end), boilerplate=False) for start, end in zip(starts, ends, strict=True)
        ),
        entities=Items([entity(text, "n1", "Norway", "NOR"), entity(text, "n2", "Iceland", "ISL"), officials]),
        events=Items([event, answer]),
        non_responses=Items(
            [NonResponse(id="s1", actor=("n2",), to="e1", span=span(text, "did not reply"), attributions=())]
        ),
        attributions=Items(
            [
                Attribution(
                    id="r1",
                    source="n3",
                    source_span=span(text, "officials"),
                    cue=span(text, "said"),
                    cue_class="assert",
                    content=(span(text, "Norway warned Iceland on Monday in Oslo"),),
                    kind="indirect",
                    venue=None,
                    parent=None,
                    factuality="CT+",
                    confidence=0.8,
                )
            ]
        ),
        quantities=Items(
            [
                Quantity(
                    id="q1",
                    span=span(text, "About 40 boats"),
                    low=1.5,
                    high=40,
                    unit="boats",
                    entity=None,
                    casualty=None,
                    attributions=(),
                )
            ]
        ),
        times=Items(
            [Time(id="t1", span=monday, type="DATE", value="2024-10-28", start="2024-10-28", end="2024-10-28")]
        ),
        places=Items(
            [
                Place(
                    id="p1",
                    span=oslo,
                    name="Oslo",
                    country="NOR",
                    admin1="Oslo",
                    lat=59.91,
                    lon=10.75,
                    geonames=3143244,
                    kind="city",
                )
            ]
        ),
    )
