"""Synthetic articles with their readings, as many as wanted, the same for the same seed: for benchmarks of the record.

A story is a happening that one to eight papers tell within days, some as near-copies. The sentences are made from word
lists; names of towns and people are made from syllables, so that stories differ as real ones do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec

from countermove.schema import (
    Article,
    Attribution,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Mention,
    Meta,
    Place,
    Quantity,
    Reading,
    Sentence,
)
from countermove.tables import Items

STATES = [
    ("Ukraine", "UKR"), ("Russia", "RUS"), ("Israel", "ISR"), ("Iran", "IRN"), ("Sudan", "SDN"), ("Ethiopia", "ETH"),
    ("India", "IND"), ("Pakistan", "PAK"), ("Turkey", "TUR"), ("Egypt", "EGY"), ("Nigeria", "NGA"), ("Mali", "MLI"),
    ("France", "FRA"), ("Germany", "DEU"), ("Poland", "POL"), ("Japan", "JPN"), ("China", "CHN"), ("Kenya", "KEN"),
    ("Peru", "PER"), ("Chile", "CHL"), ("Brazil", "BRA"), ("Mexico", "MEX"), ("Canada", "CAN"), ("Norway", "NOR"),
]  # fmt: skip
ACTS = [
    ("ASSAULT", "attacked", -9.0, "material_conflict", "19"), ("ASSAULT", "shelled", -9.0, "material_conflict", "194"),
    ("COERCE", "detained envoys of", -7.0, "material_conflict", "173"),
    ("SANCTION", "expelled diplomats of", -6.0, "material_conflict", "161"),
    ("ACCUSE", "accused", -2.0, "verbal_conflict", "112"), ("ACCUSE", "condemned", -2.0, "verbal_conflict", "111"),
    ("THREATEN", "threatened", -4.4, "verbal_conflict", "13"),
    ("REJECT", "rejected terms of", -4.0, "verbal_conflict", "12"),
    ("REQUEST", "urged", -1.6, "verbal_conflict", "10"),
    ("CONSULT", "met ministers of", 1.0, "verbal_cooperation", "042"),
    ("AGREE", "signed a pact with", 4.0, "verbal_cooperation", "057"),
    ("SUPPORT", "praised", 3.4, "verbal_cooperation", "051"), ("AID", "sent aid to", 7.0, "material_cooperation", "07"),
    ("MOBILIZE", "massed troops against", -7.2, "material_conflict", "15"),
    ("RETREAT", "withdrew from", 5.0, "material_cooperation", "087"),
]  # fmt: skip
_SYLLABLES = "ka ro mi zan del tor vi sha lu ben gor pa ter no ras el mu dra ki von sal ta re qui bo nar".split()
_LINKS = ("over the", "after a dispute on", "because of", "in spite of the", "citing", "following news of the", "amid")
_META = Meta(countermove="0", model="synthetic", lexicon="synthetic")


_SHARED, _OWN = 4, 5
"""Events besides the main one that an article shares with others of its story, and that it has alone."""


@dataclass(slots=True)
class _Story:
    act: int
    actor: int
    recipient: int
    town: str
    person: str
    nouns: list[str]
    killed: int
    day: date
    others: list[tuple[int, int, int]]
    lead: str = ""


@dataclass(slots=True)
class _Text:
    """A text that grows sentence by sentence, and what is said in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sentences: list[Sentence] = field(default_factory=list)

    def add(self, sentence: str) -> int:
        start = self.length
        self.parts.append(sentence + " ")
        self.length += len(sentence) + 1
        self.sentences.append(Sentence(span=(start, start + len(sentence)), boilerplate=False))
        return start


def synthetic_readings(
    articles: int, seed: int = 1, first: date = date(2023, 1, 1), days: int = 365
) -> Iterator[tuple[Article, Reading]]:
    """Yield articles of about ten events each, ordered by day of publication.

    Args:
        articles: how many.
        seed: another seed gives other stories.
        first: first day of publication.
        days: how many days they are spread over.
    """
    rng = random.Random(seed)
    per_day = articles / days
    made = 0
    open_stories: list[_Story] = []
    for number in range(days):
        today = first + timedelta(days=number)
        open_stories = [story for story in open_stories if (today - story.day).days <= 3]
        while made < round((number + 1) * per_day):
            if not open_stories or rng.random() < 0.3:
                open_stories.append(_story(rng, today))
            yield _article(
                rng, open_stories[-1 - min(int(rng.expovariate(0.2)), len(open_stories) - 1)], today, made, seed
            )
            made += 1


def _name(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _story(rng: random.Random, day: date) -> _Story:
    states = rng.sample(range(len(STATES)), 2)
    others = [(rng.randrange(len(ACTS)), *rng.sample(range(len(STATES)), 2)) for _ in range(12)]
    return _Story(
        rng.randrange(len(ACTS)), states[0], states[1], _name(rng, 3), f"{_name(rng, 2)} {_name(rng, 3)}",
        [_name(rng, 3).lower() for _ in range(14)], rng.randrange(2, 60), day - timedelta(days=rng.randrange(2)),
        others,
    )  # fmt: skip


def _article(rng: random.Random, story: _Story, today: date, number: int, seed: int) -> tuple[Article, Reading]:
    text = _Text()
    entities: dict[str, Entity] = {}
    spans: dict[str, list[Mention]] = {}
    events: list[Event] = []
    publisher = f"{_name(random.Random(number % 400), 2)} Post"
    own = [(rng.randrange(len(ACTS)), *rng.sample(range(len(STATES)), 2)) for _ in range(_OWN)]
    acts = [(story.act, story.actor, story.recipient), *rng.sample(story.others, _SHARED), *own]
    for place, (act, actor, recipient) in enumerate(acts):
        kind, verb, score, quad, cameo = ACTS[act]
        names = STATES[actor], STATES[recipient]
        words = story.nouns if place <= _SHARED else [_name(rng, 3).lower() for _ in range(4)]
        nouns = " ".join(rng.sample(words, 2 + place % 3))
        linking = rng.choice(_LINKS)
        sentence = f"{names[0][0]} {verb} {names[1][0]} {linking} {nouns} at {story.town}"
        start = text.add(f"{sentence}, {story.person} said." if place % 3 == 0 else f"{sentence}.")
        at = start + len(names[0][0]) + 1
        ids = []
        for (name, code), begin in ((names[0], start), (names[1], at + len(verb) + 1)):
            spans.setdefault(code, []).append(Mention(span=(begin, begin + len(name)), form="name"))
            entities.setdefault(code, _entity(f"n{len(entities) + 1}", name, code))
            ids.append(entities[code].id)
        day = story.day.isoformat()
        events.append(
            Event(
                id=f"e{place + 1}", event_type=kind, mode=None, contexts=(), cameo=cameo, score=score, quad=quad,
                trigger=(at, at + len(verb.split()[0])), mentions=((at, at + len(verb.split()[0])),),
                sentence=len(text.sentences) - 1, actor=(ids[0],), recipient=(ids[1],),
                actor_spans=((start, start + len(names[0][0])),),
                recipient_spans=((at + len(verb) + 1, at + len(verb) + 1 + len(names[1][0])),),
                factuality="CT+", tense="past", auxiliary=(),
                time=EventTime(value=day, start=day, end=day, span=None, inferred=False) if place == 0 else None,
                place=EventPlace(entity="p1", span=(start + sentence.rindex(story.town), start + len(sentence))),
                quantities=("q1",) if place == 0 else (), attributions=("r1",) if place == 0 else (),
                responds_to=None, confidence=0.8, because="synthetic",
            )
        )  # fmt: skip
    killed = max(1, story.killed + rng.randrange(-1, 3))
    start = text.add(f"At least {killed} people were killed.")
    return _finish(story, today, number, seed, publisher, text, entities, spans, events, killed, start)


def _entity(identifier: str, name: str, code: str) -> Entity:
    return Entity(id=identifier, name=name, kind="state", country=code, sectors=("GOV",), ref=code, mentions=())


def _finish(
    story: _Story,
    today: date,
    number: int,
    seed: int,
    publisher: str,
    text: _Text,
    entities: dict[str, Entity],
    spans: dict[str, list[Mention]],
    events: list[Event],
    killed: int,
    killed_at: int,
) -> tuple[Article, Reading]:
    whole = "".join(text.parts).rstrip()
    known = [msgspec.structs.replace(entity, mentions=tuple(spans[code])) for code, entity in entities.items()]
    said = whole.index(story.person)
    known.append(
        Entity(
            id=f"n{len(known) + 1}", name=story.person, kind="person", country=STATES[story.actor][1], sectors=("GOV",),
            ref=None, mentions=(Mention(span=(said, said + len(story.person)), form="name"),),
        )
    )  # fmt: skip
    first = text.sentences[0].span
    content = (first[0], said - 2)
    town = whole.index(story.town)
    article = Article(
        id=f"synthetic-{seed}-{number}", text=whole, title=f"{story.town}: {whole[:60]}", published=today.isoformat(),
        url=f"https://{publisher.split()[0].lower()}.example/{seed}/{number}", publisher=publisher, language="en",
        published_from="given", document=f"https://{publisher.split()[0].lower()}.example/{seed}/{number}",
    )  # fmt: skip
    quantity = Quantity(
        id="q1", span=(killed_at, killed_at + len(f"At least {killed} people")), low=killed, high=None, unit="people",
        entity=None, casualty="killed", attributions=(),
    )  # fmt: skip
    attribution = Attribution(
        id="r1", source=known[-1].id, source_span=known[-1].mentions[0].span, cue=None, cue_class="assert",
        content=(content,), kind="indirect", venue=None, parent=None, factuality="CT+", confidence=0.9,
    )  # fmt: skip
    spot = Place(
        id="p1", span=(town, town + len(story.town)), name=story.town, country=STATES[story.recipient][1], admin1=None,
        lat=round(hash_degrees(story.town, 60), 2), lon=round(hash_degrees(story.town[::-1], 150), 2), geonames=None,
        kind="city",
    )  # fmt: skip
    reading = Reading(
        id=article.id, title=article.title, published=article.published, published_inferred=False, url=article.url,
        publisher=article.publisher, language="en", text=whole, sentences=Items(text.sentences), entities=Items(known),
        events=Items(events), non_responses=Items([]), attributions=Items([attribution]), quantities=Items([quantity]),
        times=Items([]), places=Items([spot]), meta=_META,
    )  # fmt: skip
    return article, reading


def hash_degrees(name: str, most: int) -> float:
    """A place on the map that depends on the name alone."""
    return sum(ord(char) * (at + 7) for at, char in enumerate(name)) % (2000 * most) / 1000 - most
