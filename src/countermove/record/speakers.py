"""Whose word an event or a number of a reading is, which side that speaker is on, and what it does to the event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from countermove.ontology.agencies import Agencies
from countermove.ontology.interests import Interests
from countermove.record.entities import folded
from countermove.record.origins import Source
from countermove.record.reports import Status
from countermove.schema import Attribution, CueClass, Entity, Event, Reading

Side = Literal["actor", "recipient"]
Stance = Literal["tells", "confirms", "denies"]


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word it is: the speaker (an entity of the reading), the source beyond the newsroom, if named, the cue."""

    speaker: Entity | None
    source: Source | None
    cue_class: CueClass | None = None


def spoken_sources(reading: Reading, agencies: Agencies, interests: Interests) -> list[Source]:
    """The sources that events and numbers of a reading are attributed to, in the order in which they are linked."""
    speakers = Speakers(reading, agencies, interests)
    attributed = [event.attributions for event in reading.events]
    attributed += [quantity.attributions for quantity in reading.quantities]
    return [source for item in attributed if (source := speakers.word(item).source) is not None]


class Speakers:
    """The speakers of one reading."""

    def __init__(self, reading: Reading, agencies: Agencies, interests: Interests) -> None:
        self._entities = {entity.id: entity for entity in reading.entities}
        self._attributions = {item.id: item for item in reading.attributions}
        self._agencies, self._interests = agencies, interests

    def word(self, attributions: Iterable[str]) -> Word:
        """Whose word it is that stands inside these attributions; of nested ones, the innermost with a source."""
        spoken = next((item for item in self._inner_first(attributions) if self._source(item)), None)
        speaker = self._source(spoken) if spoken else None
        if spoken is None or speaker is None:
            return Word(None, None)
        return Word(speaker, self._beyond(speaker), spoken.cue_class)

    def _beyond(self, speaker: Entity) -> Source | None:
        """The source that a speaker is; none for "officials" and "residents": the newsroom answers for these."""
        agency = self._agencies.name(speaker.name)
        if agency is not None:
            return Source("agency", agency)
        named = speaker.ref is not None or any(mention.form == "name" for mention in speaker.mentions)
        if named and not self._interests.media.isdisjoint(speaker.sectors) and speaker.kind != "person":
            return Source("publisher", speaker.name)
        if named or (speaker.country is not None and speaker.kind in ("organization", "state")):
            name = " ".join(speaker.name.split())
            described = None if named else f"{speaker.country} {folded(name)}"  # the army of one state or another's
            return Source("speaker", name, speaker.ref or described)
        return None

    def side(self, speaker: Entity | None, event: Event) -> Side | None:
        """Whether the speaker is a party to the event, or speaks for the state of one."""
        if speaker is None:
            return None
        for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
            if speaker.id in parties:
                return side  # type: ignore[return-value]
        for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
            if any(self._speaks_for(speaker, self._entities.get(party)) for party in parties):
                return side  # type: ignore[return-value]
        return None

    def stance(self, polarity: Status, side: Side | None, event: Event, word: Word) -> Stance:
        """What a report does to the event: tells it, confirms it against the speaker's interest, or denies it.

        Only what a party asserts or confirms is a confirmation, not what it demands, asks or warns of.
        """
        if polarity == "denied":
            return "denies"
        says = word.cue_class in ("assert", "confirm")
        if polarity == "happened" and side is not None and says and self._admits(side, event):
            return "confirms"
        return "tells"

    def _admits(self, side: Side, event: Event) -> bool:
        rules = self._interests
        return event.event_type in (rules.actor if side == "actor" else rules.recipient)

    def _speaks_for(self, speaker: Entity, party: Entity | None) -> bool:
        if party is None or speaker.country is None or speaker.country != party.country:
            return False
        official = self._interests.official
        of_state = party.kind == "state" or not official.isdisjoint(party.sectors)
        return of_state and (speaker.kind == "state" or not official.isdisjoint(speaker.sectors))

    def _source(self, attribution: Attribution) -> Entity | None:
        return self._entities.get(attribution.source) if attribution.source else None

    def _inner_first(self, ids: Iterable[str]) -> list[Attribution]:
        found = [self._attributions[item] for item in ids if item in self._attributions]
        outer = {item.parent for item in found}
        return sorted(found, key=lambda item: (item.id in outer, sum(end - start for start, end in item.content)))
