"""One article in, one reading out: the reader, then the coders in order, then assembly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from countermove.coding.assemble import Assembler, Drafts
from countermove.coding.attributions import find_attributions
from countermove.coding.boilerplate import find_boilerplate
from countermove.coding.combining import RuleEvidence, combine
from countermove.coding.draft import AttributionDraft, EntityTable
from countermove.coding.entities import find_entities
from countermove.coding.events import find_events
from countermove.coding.factuality import set_factuality
from countermove.coding.folding import fold_events
from countermove.coding.group_references import expand_groups
from countermove.coding.implicit_parties import fill_parties
from countermove.coding.impossible_parties import drop_impossible, drop_judges
from countermove.coding.merging import merge_mentions
from countermove.coding.places import find_places
from countermove.coding.quantities import find_quantities
from countermove.coding.responses import fill_answered, link_responses
from countermove.coding.silence import find_silence
from countermove.coding.times import find_times
from countermove.coding.topics import apolitical
from countermove.ontology.lexicon import NO_ADDITIONS, Additions, Lexicon, load_lexicon
from countermove.reader import Parse, Reader
from countermove.schema import Article, Reading


class Clock(Protocol):
    """Told when each room starts on an article; used by the benchmark."""

    def enter(self, room: str) -> None:
        """The named room starts; the one before it ends."""
        ...


class _NoClock:
    def enter(self, room: str) -> None:
        """Ignore."""


class Pipeline:
    """The reader and the coders with the lexicon, loaded once and used for any number of articles.

    A reading depends on its article (and date), the model and the lexicon alone: never on articles read before it.
    """

    def __init__(
        self, reader: Reader | None = None, lexicon: Lexicon | None = None, clock: Clock | None = None
    ) -> None:
        self.reader = reader or Reader()
        self.lexicon = lexicon or load_lexicon()
        self._clock = clock or _NoClock()

    @classmethod
    def load(cls, model: Path | None = None, threads: int = 1, additions: Additions = NO_ADDITIONS) -> Pipeline:
        """Load the shipped model (or another file) and lexicon with a user's additions; ``threads`` are the model's."""
        return cls(Reader(model, threads=threads), load_lexicon(additions=additions))

    def read(self, article: Article) -> Reading:
        """Read one article."""
        self._clock.enter("reader")
        parse = self.reader.parse(article.text)
        return self.code(article, parse)

    def code(self, article: Article, parse: Parse) -> Reading:
        """Code an article whose text is already parsed."""
        drafts = self.draft(article, parse)
        self._clock.enter("assemble")
        assembler = Assembler(article, parse, drafts, self.lexicon.plover, self.lexicon.cameo)
        return assembler.reading(self.reader.model_name, self.lexicon.version)

    def draft(self, article: Article, parse: Parse) -> Drafts:
        """Run the coders on a parse, each on what those before it found."""
        lexicon, enter, published = self.lexicon, self._clock.enter, article.published
        enter("boilerplate")
        skip = find_boilerplate(parse, lexicon.boilerplate)
        enter("times")
        times = find_times(parse, skip, published, lexicon.times)
        enter("entities")
        towns = lexicon.gazetteer.likely_country
        entities = find_entities(parse, skip, published, lexicon.actors, article.title, lexicon.reference, towns)
        enter("places")
        places = find_places(parse, skip, entities, lexicon.gazetteer)
        entities.take_countries((place.head, place.country) for place in places)
        enter("quantities")
        quantities = find_quantities(parse, skip, times, lexicon.quantities)
        enter("attributions")
        attributions = find_attributions(parse, skip, entities, lexicon.attribution)
        enter("events")
        evidence = self.evidence(parse, skip, entities, attributions, published)
        events = combine(parse, skip, evidence, entities, lexicon.frames, lexicon.combination)
        drop_judges(parse, events, entities)
        events = merge_mentions(parse, events, entities)
        expand_groups(parse, events, entities, lexicon.reference)
        fill_parties(parse, events, entities, lexicon.combination)
        drop_impossible(parse, events, entities, lexicon.frames.classes["instrument"])
        drop_judges(parse, events, entities)  # once more: the judge may be who was understood
        link_responses(parse, events, entities, lexicon.responses)
        fill_answered(parse, events, entities)
        enter("silence")
        silences = find_silence(parse, skip, entities, events, lexicon.silence)
        return Drafts(skip, times, entities, places, quantities, attributions, events, silences)

    def evidence(
        self,
        parse: Parse,
        skip: Sequence[bool],
        entities: EntityTable,
        attributions: Sequence[AttributionDraft],
        published: str | None,
    ) -> RuleEvidence:
        """What the frames find in an article, with factuality, tense and folding, before the heads are heard."""
        lexicon = self.lexicon
        evidence = find_events(parse, skip, entities, lexicon.frames, attributions)
        set_factuality(parse, evidence.drafts, attributions, published, lexicon.factuality)
        drafts = fold_events(parse, evidence.drafts, lexicon.plover)
        return replace(evidence, drafts=drafts, apolitical=apolitical(parse, skip, lexicon.topics, lexicon.topic_model))
