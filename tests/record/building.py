"""Small records for tests: readings drafted by their words, and what a record then holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from countermove.intake.problem import Problem
from countermove.record.integration import Stored
from countermove.record.record import RecordFile
from countermove.schema import (
    Article,
    Attribution,
    Entity,
    EventPlace,
    EventTime,
    Mention,
    NonResponse,
    Place,
    Quantity,
    Reading,
    Sentence,
)
from countermove.tables import Items
from tests.readings import make_event, make_reading, span

Pair = tuple[Article, Reading]


class Draft:
    """An article with its reading, put together by words of the text; each method gives the id of what it adds."""

    def __init__(self, text: str, name: str = "a", **fields: Any) -> None:
        self.text = text
        known = {"published": "2024-11-01", "publisher": None, "title": None, "url": None, "language": "en", **fields}
        self.article = Article(id=name, text=text, **known)
        self.entities: list[Entity] = []
        self.events: list[Any] = []
        self.attributions: list[Attribution] = []
        self.quantities: list[Quantity] = []
        self.silences: list[NonResponse] = []
        self.places: list[Place] = []

    def entity(self, words: str, *more: str, form: str = "name", **fields: Any) -> str:
        """Somebody, mentioned by these words; a state where nothing else is said."""
        mentions = [Mention(span=span(self.text, part), form=form) for part in (words, *more)]  # type: ignore[arg-type]
        known: dict[str, Any] = {"name": words, "kind": "state", "country": None, "sectors": (), "ref": None, **fields}
        self.entities.append(Entity(id=f"n{len(self.entities) + 1}", mentions=tuple(mentions), **known))
        return self.entities[-1].id

    def state(self, name: str, code: str) -> str:
        """A state of the actor registry."""
        return self.entity(name, country=code, sectors=("GOV",), ref=code)

    def place(self, name: str, country: str, geonames: int | None = None, **fields: Any) -> str:
        """A city on the map."""
        known: dict[str, Any] = {"admin1": None, "lat": 1.0, "lon": 2.0, "kind": "city", **fields}
        found = Place(
            id=f"p{len(self.places) + 1}",
            span=span(self.text, name),
            name=name,
            country=country,
            geonames=geonames,
            **known,
        )
        self.places.append(found)
        return found.id

    def says(self, source: str | None, cue: str, content: str, parent: str | None = None, **fields: Any) -> str:
        """An attribution."""
        known: dict[str, Any] = {"cue_class": "assert", "kind": "indirect", "factuality": "CT+", **fields}
        found = Attribution(
            id=f"r{len(self.attributions) + 1}",
            source=source,
            source_span=None,
            cue=span(self.text, cue),
            content=(span(self.text, content),),
            venue=None,
            parent=parent,
            confidence=0.9,
            **known,
        )
        self.attributions.append(found)
        return found.id

    def event(
        self,
        trigger: str,
        actor: Sequence[str] = (),
        recipient: Sequence[str] = (),
        day: str | None = None,
        place: str | None = None,
        **fields: Any,
    ) -> str:
        """An assault that happened where nothing else is said."""
        known: dict[str, Any] = {"event_type": "ASSAULT", "cameo": "19", "score": -10.0, "quad": "material_conflict"}
        spans = {item.id: item.mentions[0].span for item in self.entities}
        where = next((EventPlace(entity=one.id, span=one.span) for one in self.places if one.id == place), None)
        when = None if day is None else EventTime(value=day, start=day, end=day, span=None, inferred=False)
        known |= {"time": when, "place": where}
        found = make_event(
            self.text,
            trigger,
            id=f"e{len(self.events) + 1}",
            sentence=self._sentence(trigger),
            actor=tuple(actor),
            recipient=tuple(recipient),
            actor_spans=tuple(spans[item] for item in actor),
            recipient_spans=tuple(spans[item] for item in recipient),
            **{**known, **fields},
        )
        self.events.append(found)
        return found.id

    def number(self, words: str, low: float | None, high: float | None, unit: str, **fields: Any) -> str:
        """A number with what it counts."""
        known: dict[str, Any] = {"entity": None, "casualty": None, "attributions": (), **fields}
        item = f"q{len(self.quantities) + 1}"
        self.quantities.append(Quantity(id=item, span=span(self.text, words), low=low, high=high, unit=unit, **known))
        return item

    def silence(self, words: str, actor: Sequence[str], to: str | None = None) -> str:
        """Somebody who didn't answer."""
        item = f"s{len(self.silences) + 1}"
        found = NonResponse(id=item, actor=tuple(actor), to=to, span=span(self.text, words), attributions=())
        self.silences.append(found)
        return item

    def pair(self) -> Pair:
        """The article and its reading."""
        article = self.article
        reading = make_reading(
            self.text,
            id=article.id,
            title=article.title,
            published=article.published,
            url=article.url,
            publisher=article.publisher,
            sentences=Items(self._sentences()),
            entities=Items(self.entities),
            events=Items(self.events),
            attributions=Items(self.attributions),
            quantities=Items(self.quantities),
            non_responses=Items(self.silences),
            places=Items(self.places),
        )
        return article, reading

    def _sentences(self) -> list[Sentence]:
        found, start = [], 0
        for part in self.text.split(". "):
            end = min(start + len(part) + 1, len(self.text))
            found.append(Sentence(span=(start, end), boilerplate=False))
            start = end + 1
        return found

    def _sentence(self, trigger: str) -> int:
        at = self.text.index(trigger)
        return next(number for number, one in enumerate(self._sentences()) if at < one.span[1])


WORDS = "alder birch cedar elm fir hazel juniper larch maple oak pine rowan spruce teak willow yew".split()


def own_words(paper: int, count: int = 60) -> str:
    """Words that no other paper has, so that its articles are nobody's copies."""
    return " ".join(f"{WORDS[n % len(WORDS)]}{paper}x{n}" for n in range(count)) + "."


def raid(paper: int, text: str = "", **fields: Any) -> Draft:
    """How one paper tells in its own words, after ``text``, that Norway bombed Brackmouth in Iceland on 30 October."""
    sentence = "Norway bombed the harbour of Brackmouth in Iceland on Wednesday."
    draft = Draft(
        " ".join(part for part in (text, sentence, own_words(paper)) if part),
        **{"name": f"raid{paper}", "publisher": f"Paper {paper}", **fields},
    )
    draft.state("Norway", "NOR")
    draft.state("Iceland", "ISL")
    draft.place("Brackmouth", "ISL", 1_000_001)
    return draft


def tell_raid(draft: Draft, **fields: Any) -> Draft:
    """Add the event of :func:`raid`."""
    draft.event("bombed", ["n1"], ["n2"], "2024-10-30", "p1", **fields)
    return draft


def store(record: RecordFile, *pairs: Pair | Draft) -> list[Stored]:
    """Store readings; all must go in."""
    outcomes = list(record.store_readings(one.pair() if isinstance(one, Draft) else one for one in pairs))
    return [one for one in outcomes if not isinstance(one, Problem)]


def rows(record: RecordFile, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query gives."""
    return record.connection.execute(sql, list(values)).fetchall()


def one_row(record: RecordFile, sql: str, *values: Any) -> tuple[Any, ...]:
    """The only row that a query gives."""
    (row,) = rows(record, sql, *values)
    return row


def column(record: RecordFile, sql: str, *values: Any) -> list[Any]:
    """The first column of what a query gives."""
    return [row[0] for row in rows(record, sql, *values)]


def readers(pairs: Iterable[Pair]) -> Any:
    """A reader of articles that knows their readings already; an article that it doesn't know can't be read."""
    known = {article.text: reading for article, reading in pairs}

    def read(items: Iterable[Article | Problem]) -> Iterable[Reading | Problem]:
        for item in items:
            if isinstance(item, Problem):
                yield item
            else:
                yield known.get(item.text) or Problem(item.id, "could not be read")

    return read
