"""Annotated articles as documents: what every word reports, and which words head the arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpus.articles import GoldArticle, GoldEvent, Party
from corpus.quotations import Span
from countermove.coding.draft import EventDraft
from countermove.coding.entities import find_entities
from countermove.coding.events import find_events
from countermove.coding.pipeline import Pipeline
from countermove.reader.parse import Parse, SentenceParse, Word
from countermove.reader.reader import Reader
from training.documents import Document, Reported, Sentence, Tree


def documents_of_articles(articles: Iterable[GoldArticle], reader: Reader) -> list[Document]:
    """Parse articles with an earlier model (for words, sentence ends and the heads of mentions) and label the words."""
    return [_document(article, reader.parse(article.text)) for article in articles]


def head_word(parse: Parse, span: Span) -> Word | None:
    """The word of a stretch of text that the others depend on: the first whose head lies outside."""
    inside = [word for word in parse.words if word.start < span[1] and span[0] < word.end and word.upos != "PUNCT"]
    numbers = {word.n for word in inside}
    return next((word for word in inside if word.head is None or word.head.n not in numbers), None)


def _document(article: GoldArticle, parse: Parse) -> Document:
    labels: list[dict[str, str | None]] = [
        {"event": "", "mode": None, "factuality": None, "tense": None} for _ in parse.words
    ]
    roles: dict[int, dict[int, str]] = {}
    for event in article.events:
        for span in (event.trigger, *event.mentions):
            word = head_word(parse, span)
            if word is None:
                continue
            if event.doubt:
                labels[word.n]["event"] = None
                continue
            mode = f"{event.event_type} {event.mode or ''}".strip()
            labels[word.n] = {"event": event.event_type, "mode": mode}
            labels[word.n] |= {"factuality": event.factuality, "tense": event.tense}
            if span == event.trigger:
                roles[word.n] = _arguments(parse, event, word)
    sentences = []
    for sentence in parse.sentences:
        first = sentence.words[0].n
        numbers = range(first, first + len(sentence.words))
        columns = {head: [labels[n][head] for n in numbers] for head in ("event", "mode", "factuality", "tense")}
        arguments = [
            (n - first, {other - first: role for other, role in roles[n].items()}) for n in numbers if n in roles
        ]
        reported = Reported(**columns, roles=arguments)
        sentences.append(Sentence([word.text for word in sentence.words], tree=_tree(sentence), reported=reported))
    return Document(article.id, sentences)


def _tree(sentence: SentenceParse) -> Tree:
    """The tree that the earlier model gives a sentence: training on it keeps the parser while events are learnt."""
    words = sentence.words
    return Tree(
        lemmas=["_"] * len(words),
        upos=[word.upos for word in words],
        xpos=[word.xpos for word in words],
        feats=[word.feats for word in words],
        heads=[0 if word.head is None else word.head.i + 1 for word in words],
        deprels=[word.deprel for word in words],
    )


def uneventful(document: Document, pipeline: Pipeline) -> Document:
    """A treebank document of a genre without politics: no word reports an event, unless a frame fits it.

    Our articles are full of events; everyday text teaches the heads how rare they are elsewhere.
    """
    parse = pipeline.reader.parse_words([sentence.words for sentence in document.sentences])
    lexicon, skip = pipeline.lexicon, [False] * len(parse.sentences)
    entities = find_entities(parse, skip, None, lexicon.actors, None, lexicon.reference)
    evidence = find_events(parse, skip, entities, lexicon.frames, [])
    unsure = {draft.predicate for draft in evidence.drafts} | evidence.absorbed
    sentences = []
    for sentence, read in zip(document.sentences, parse.sentences, strict=True):
        event = [None if word.n in unsure else "" for word in read.words]
        unknown: list[str | None] = [None] * len(event)
        sentences.append(replace(sentence, reported=Reported(event, unknown, unknown, unknown, [])))
    return replace(document, sentences=sentences)


def documents_of_examples(pipeline: Pipeline) -> list[Document]:
    """The frames' example sentences, labelled by the frames: the heads learn the lexicon's vocabulary from them.

    Modes and arguments are the frames' too; factuality and tense are left out.
    """
    documents = []
    for frame in pipeline.lexicon.frames.frames:
        document = Document(f"example-{frame.id}", [])
        for example in frame.examples:
            parse = pipeline.reader.parse(example)
            skip = [False] * len(parse.sentences)
            entities = find_entities(parse, skip, None, pipeline.lexicon.actors, None, pipeline.lexicon.reference)
            evidence = find_events(parse, skip, entities, pipeline.lexicon.frames, [])
            found = {draft.predicate: draft for draft in evidence.drafts if not draft.further_only}
            if any(draft.rule == f"frame:{frame.id}" for draft in found.values()):
                document.sentences += [_example(sentence, found, evidence.absorbed) for sentence in parse.sentences]
        documents.append(document)
    return [document for document in documents if document.sentences]


def _example(sentence: SentenceParse, found: Mapping[int, EventDraft], absorbed: frozenset[int]) -> Sentence:
    first = sentence.words[0].n
    event: list[str | None] = []
    mode: list[str | None] = []
    roles: list[tuple[int, dict[int, str]]] = []
    for word in sentence.words:
        draft = found.get(word.n)
        event.append(draft.event_type if draft else None if word.n in absorbed else "")
        mode.append(f"{draft.event_type} {draft.mode or ''}".strip() if draft else None)
        if draft:
            parties = {head: "actor" for head in draft.actors} | {head: "recipient" for head in draft.recipients}
            inside = range(first, first + len(sentence.words))
            roles.append((word.n - first, {head - first: role for head, role in parties.items() if head in inside}))
    unknown: list[str | None] = [None] * len(event)
    reported = Reported(event, mode, unknown, unknown, roles)
    return Sentence([word.text for word in sentence.words], reported=reported)


def _arguments(parse: Parse, event: GoldEvent, trigger: Word) -> dict[int, str]:
    """The heads of the arguments in the trigger's own sentence."""
    found: dict[int, str] = {}

    def add(span: Span | None, role: str) -> None:
        word = head_word(parse, span) if span is not None else None
        if word is not None and word.sentence is trigger.sentence and word is not trigger:
            found.setdefault(word.n, role)

    parties: tuple[tuple[tuple[Party, ...], str], ...] = ((event.actor, "actor"), (event.recipient, "recipient"))
    for members, role in parties:
        for party in members:
            add(party.span, role)
    add(event.place, "place")
    add(event.time, "time")
    return found
