"""English sentences on events, made from rows and phrases alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from countermove.ontology.event_phrases import EVENT_PHRASES_FILE, EventPhrases, load_event_phrases
from countermove.ontology.lexicon import DATA
from countermove.ontology.tables import read_table
from countermove.record.views.citations import Reporting
from countermove.record.views.events import EventRow, event_columns, event_of
from countermove.record.views.names import Names
from countermove.record.views.wording import day_text, joined, shortened, when_text

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_TRIGGER_WORDS = 8
_SURENESS = {
    "PR+": "told as probable",
    "PS+": "told as possible",
    "PR-": "told as improbable",
    "PS-": "told as doubtful",
}


@dataclass(frozen=True, slots=True)
class WordedEvent:
    """An event with its parties as they stand inside a sentence, and the names of its best article."""

    number: int
    row: EventRow
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    names: Names

    def sources(self, told: Reporting, *, speakers_first: bool = False) -> str:
        """Those who tell it, as a list: the origins, or those who speak, as far as any are named."""
        article = self.row.article_id
        names = told.speakers if speakers_first and told.speakers else told.origins
        known = {*told.speakers, *self.row.actors, *self.row.recipients}
        return joined([(self.names.one if name in known else self.names.source)(name, article) for name in names])


class Sentences:
    """Makes sentences; phrases and names of countries are loaded once."""

    def __init__(self) -> None:
        self.phrases: EventPhrases = load_event_phrases(DATA / EVENT_PHRASES_FILE)

    @cached_property
    def countries(self) -> dict[str, str]:
        """English names by ISO 3166-1 alpha-3."""
        return {fields[0]: fields[1] for _, fields in read_table(DATA / "places" / "countries.tsv").rows}

    def worded(self, connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[WordedEvent]:
        """Events by their numbers, in that order, with their parties worded."""
        columns = event_columns(connection, numbers)
        names = Names(connection, [row["article_id"] for row in columns], self.phrases)
        found = []
        for row in columns:
            event = event_of(row)
            actors, recipients = (
                tuple(names.one(name, event.article_id) for name in parties)
                for parties in (event.actors, event.recipients)
            )
            found.append(WordedEvent(int(row["event_no"]), event, actors, recipients, names))
        return found

    def clause(self, event: WordedEvent) -> str:
        """Who did what to whom, when and where, as a clause without capital or full stop."""
        phrase = self.phrases.event(event.row.event_type, event.row.mode)
        actors, recipients = joined(event.actors), joined(_others(event))
        if actors and recipients:
            core = f"{actors} {phrase.verb} {recipients}"
        elif actors:
            core = f"{actors} {phrase.act}"
        else:
            core = f"there was {phrase.noun}" + (f" {phrase.to} {recipients}" if recipients else "")
        return f"{core}{self._circumstances(event.row)}{_words(event.row)}"

    def open_act(self, event: WordedEvent) -> str:
        """What is not done yet, as a noun with its parties, day and place."""
        phrase = self.phrases.event(event.row.event_type, event.row.mode)
        recipients = joined(_others(event))
        by = f" by {joined(event.actors)}" if event.actors else ""
        against = f" {phrase.to} {recipients}" if recipients else ""
        return f"{phrase.noun}{by}{against}{self._circumstances(event.row)}{_words(event.row)}"

    def place(self, name: str | None, country: str | None) -> str:
        """A place with its country, where it isn't one itself."""
        if not name:
            return ""
        land = self.countries.get(country or "", country or "")
        return name if not land or land == name else f"{name} ({land})"

    def _circumstances(self, event: EventRow) -> str:
        when = "" if event.time_inferred else when_text(event.first_day, event.last_day)
        place = self.place(event.place, event.place_country)
        return "".join(f" {part}" for part in (f"in {place}" if place else "", when) if part)


def _others(event: WordedEvent) -> tuple[str, ...]:
    """The recipients who aren't actors."""
    return tuple(name for name in event.recipients if name not in event.actors)


def _words(event: EventRow) -> str:
    """The words that tell it, when it was reported if that is all, and how sure the text is, in parentheses."""
    words = f"“{shortened(event.words, _MOST_TRIGGER_WORDS)}”" if event.words else ""
    reported = f"reported on {day_text(event.first_day)}" if event.time_inferred and event.first_day else ""
    notes = ", ".join(part for part in (words, reported, _SURENESS.get(event.factuality, "")) if part)
    return f" ({notes})" if notes else ""
