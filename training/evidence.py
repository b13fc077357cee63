"""What frames and heads say of our annotated articles, candidate by candidate, beside what is annotated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.articles import GoldArticle, GoldEvent, Party
from corpus.background import BackgroundArticle
from countermove.coding.combining import Candidate, candidates, combine
from countermove.coding.draft import EntityTable
from countermove.coding.implicit_parties import role_features, told
from countermove.coding.merging import merge_mentions
from countermove.coding.party_choice import party_candidates
from countermove.coding.pipeline import Pipeline
from countermove.reader.parse import Parse, Word
from countermove.schema import Article
from training.data_events import head_word

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Examples:
    """Rows of features with what is right."""

    features: list[dict[str, float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, features: dict[str, float], right: bool) -> None:
        """Add one example."""
        self.features.append(features)
        self.right.append(right)

    def matrix(self, names: Sequence[str]) -> Floats:
        """Rows by features; the bias is one."""
        return np.array([[1.0 if name == "bias" else row.get(name, 0.0) for name in names] for row in self.features])


@dataclass(slots=True)
class Gathered:
    """Everything that is fitted."""

    events: Examples = field(default_factory=Examples)
    words: list[tuple[int, int, str]] = field(default_factory=list)
    """For each event example: article, word, type."""

    gold: int = 0
    actor: Examples = field(default_factory=Examples)
    recipient: Examples = field(default_factory=Examples)
    implicit_actor: Examples = field(default_factory=Examples)
    implicit_recipient: Examples = field(default_factory=Examples)
    choices: dict[str, list[tuple[dict[str, float], str, str]]] = field(
        default_factory=lambda: {"mode": [], "factuality": [], "tense": []}
    )


def gather(pipeline: Pipeline, articles: Iterable[GoldArticle]) -> Gathered:
    """Run both kinds of evidence over articles and compare each candidate with what is annotated."""
    gathered = Gathered()
    for number, article in enumerate(articles):
        parse = pipeline.reader.parse(article.text)
        source = Article(id=article.id, text=article.text, title=article.title, published=article.published)
        drafts = pipeline.draft(source, parse)
        evidence = pipeline.evidence(parse, drafts.skip, drafts.entities, drafts.attributions, article.published)
        gathered.gold += sum(not event.doubt for event in article.events)
        for candidate in candidates(parse, drafts.skip, evidence, pipeline.lexicon.frames):
            event = _event_at(article, candidate.word)
            if event is not None and event.doubt:
                continue
            right = event is not None and event.event_type == candidate.event_type
            gathered.events.add(candidate.features, right)
            gathered.words.append((number, candidate.word.n, candidate.event_type))
            if right and event is not None and candidate.report is not None:
                _gather_choices(gathered, candidate, event)
                if _covers(event.trigger, candidate.word):
                    _gather_parties(gathered, parse, candidate, event, article, drafts.entities)
    return gathered


def gather_background(pipeline: Pipeline, articles: Iterable[BackgroundArticle], gathered: Gathered) -> None:
    """Add the candidates of articles without politics; every one of them is wrong."""
    for number, article in enumerate(articles, 1 + max((place[0] for place in gathered.words), default=-1)):
        parse = pipeline.reader.parse(article.text)
        drafts = pipeline.draft(Article(id=article.id, text=article.text), parse)
        evidence = pipeline.evidence(parse, drafts.skip, drafts.entities, drafts.attributions, None)
        for candidate in candidates(parse, drafts.skip, evidence, pipeline.lexicon.frames):
            gathered.events.add(candidate.features, False)
            gathered.words.append((number, candidate.word.n, candidate.event_type))


def gather_implicit(pipeline: Pipeline, articles: Iterable[GoldArticle], gathered: Gathered) -> None:
    """Compare the entities that may fill empty roles of coded events with the parties that are annotated."""
    lexicon = pipeline.lexicon
    for article in articles:
        parse = pipeline.reader.parse(article.text)
        source = Article(id=article.id, text=article.text, title=article.title, published=article.published)
        drafts = pipeline.draft(source, parse)
        evidence = pipeline.evidence(parse, drafts.skip, drafts.entities, drafts.attributions, article.published)
        table = drafts.entities
        events = combine(parse, drafts.skip, evidence, table, lexicon.frames, lexicon.combination)
        events = merge_mentions(parse, events, table)
        seen = told(parse, events, table)
        for place, draft in enumerate(events):
            event = _event_at(article, parse.words[draft.predicate])
            if event is None or event.doubt or event.event_type != draft.event_type:
                continue
            for role, examples in (("actor", gathered.implicit_actor), ("recipient", gathered.implicit_recipient)):
                if draft.actors if role == "actor" else draft.recipients:
                    continue
                gold = _entities_of(parse, getattr(event, role), article, table)
                for number, features in role_features(parse, seen, place, role, table):
                    examples.add(features, number in gold)


def _covers(span: tuple[int, int], word: Word) -> bool:
    return span[0] < word.end and word.start < span[1]


def _event_at(article: GoldArticle, word: Word) -> GoldEvent | None:
    for event in article.events:
        if any(_covers(span, word) for span in (event.trigger, *event.mentions)):
            return event
    return None


def _gather_choices(gathered: Gathered, candidate: Candidate, event: GoldEvent) -> None:
    report, draft = candidate.report, candidate.draft
    assert report is not None
    modes = report.modes.get(candidate.event_type, {})
    gathered.choices["mode"].append((modes, (draft.mode or "") if draft else "", event.mode or ""))
    if draft is not None:
        gathered.choices["factuality"].append((dict(report.factuality), draft.factuality, event.factuality))
        gathered.choices["tense"].append((dict(report.tense), draft.tense, event.tense))


def _gather_parties(
    gathered: Gathered, parse: Parse, candidate: Candidate, event: GoldEvent, article: GoldArticle, table: EntityTable
) -> None:
    report = candidate.report
    assert report is not None
    gold = {role: _entities_of(parse, getattr(event, role), article, table) for role in ("actor", "recipient")}
    heads = {
        role: {word.n for party in getattr(event, role) if party.span and (word := head_word(parse, party.span))}
        for role in ("actor", "recipient")
    }
    examples = {"actor": gathered.actor, "recipient": gathered.recipient}
    for item in party_candidates(candidate.word, candidate.draft, report, table):
        right = item.head in heads[item.role] if item.entity is None else item.entity in gold[item.role]
        examples[item.role].add(item.features, right)


def _entities_of(parse: Parse, parties: Sequence[Party], article: GoldArticle, table: EntityTable) -> set[int]:
    """The entities of the table that annotated parties are: by the words annotated, else by any of their forms."""
    found: set[int] = set()
    for party in parties:
        spans = [party.span] if party.span is not None else []
        for form in article.entities[party.entity].forms:
            at = article.text.find(form)
            if at >= 0:
                spans.append((at, at + len(form)))
        for span in spans:
            word = head_word(parse, span)
            number = table.by_head.get(word.n) if word is not None else None
            if number is not None:
                found.add(number)
                break
    return found
