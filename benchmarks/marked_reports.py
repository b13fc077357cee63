"""Reports of marked words: the coder's event where it has one there, else what the sentence's tree says.

The same procedure makes the reports that the pair model learns from (our composed stories) and those it is measured on.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from countermove.coding.pipeline import Pipeline
from countermove.coding.subjects import agent_of, is_passive
from countermove.reader.parse import Parse, SentenceParse, Word
from countermove.record.report_parties import name_keys, place_keys
from countermove.record.reports import Report, ReportMaker, WordTables
from countermove.record.vectors import article_vector
from countermove.schema import Article, Event, Reading, Span

WordRow = tuple[int, int, str, str, str, str, str, int, int]
"""Start, end, lemma, upos, xpos, feats, relation, number of the head (-1: none), number of the sentence."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its reading and the words of its trees."""

    reading: Reading
    words: list[Word]


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report at marked words; ``lemma`` is the lemma of the main word, ``coded`` whether the coder has an event."""

    report: Report
    lemma: str
    coded: bool


class CachedReader:
    """Reads articles, and keeps what was read in a folder so that the next run needn't.

    Args:
        cache: the folder; None keeps nothing.
    """

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._pipeline: Pipeline | None = None

    def read(self, articles: Sequence[Article]) -> Iterator[ReadArticle]:
        """Read articles in order."""
        for number, article in enumerate(articles, 1):
            if sys.stderr.isatty():
                print(f"\r{number}/{len(articles)} articles", end="", file=sys.stderr)
            yield self._read(article)

    def _read(self, article: Article) -> ReadArticle:
        key = blake2b(msgspec.json.encode(article), digest_size=12).hexdigest()
        path = self._cache / f"{key}.msgpack" if self._cache else None
        if path is not None and path.exists():
            line, rows = msgspec.msgpack.decode(path.read_bytes(), type=tuple[bytes, list[WordRow]])
            return ReadArticle(Reading.from_json(line), _words(article.text, rows))
        if self._pipeline is None:
            self._pipeline = Pipeline.load()
        parse = self._pipeline.reader.parse(article.text)
        reading = self._pipeline.code(article, parse)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(msgspec.msgpack.encode((reading.to_json(), _rows(parse))))
        return ReadArticle(reading, parse.words)


def marked_reports(
    read: ReadArticle, spans: Sequence[Span], tables: WordTables, story_id: str | None = None
) -> list[MarkedReport]:
    """A report for each span, in order; a mention is called by the article and the span's number."""
    maker = ReportMaker(read.reading, tables, article_vector(read.reading), story_id)
    reports = []
    for number, span in enumerate(spans):
        name = f"{read.reading.id}/m{number}"
        words = [word for word in read.words if word.end > span[0] and word.start < span[1]]
        main = main_word(words)
        event = event_at(read.reading, span, main)
        if event is not None:
            report = maker.coded(event, name)
        else:
            actors, recipients = parties(read.reading, maker, main, tables) if main else ((), ())
            report = maker.bare(name, span, actors, recipients, main.span if main else None)
        lemma = main.lemma.lower() if main else read.reading.text[slice(*span)].lower()
        reports.append(MarkedReport(report, lemma, event is not None))
    return reports


def event_at(reading: Reading, span: Span, main: Word | None) -> Event | None:
    """The event one of whose mentions is the span's main word, or else stands in the span."""
    inside = [
        (main is None or not (mention[0] < main.end and main.start < mention[1]), event.id, event)
        for event in reading.events
        for mention in event.mentions
        if mention[0] < span[1] and span[0] < mention[1]
    ]
    return min(inside, key=lambda item: item[:2])[2] if inside else None


def main_word(words: Sequence[Word]) -> Word | None:
    """The word of a stretch that the others hang on."""
    inside = {word.n for word in words}
    heads = [word for word in words if word.head is None or word.head.n not in inside]
    return next((word for word in heads if word.upos in ("VERB", "NOUN", "PROPN", "ADJ")), heads[0] if heads else None)


def parties(
    reading: Reading, maker: ReportMaker, main: Word, tables: WordTables
) -> tuple[Sequence[str], Sequence[str]]:
    """Keys of who or what acts and is acted on, as the tree says."""
    if main.upos in ("VERB", "AUX"):
        passive = is_passive(main)
        subject = main.child("nsubj:pass") if passive else None
        objects = [subject] if subject else main.all_children("obj", "iobj")
        if passive and not objects and main.deprel.startswith("acl") and main.head is not None:
            objects = [main.head]
        if not objects:
            objects = [word for word in main.all_children("obl") if word.upos in ("NOUN", "PROPN")][:1]
        agent = agent_of(main)
        actors = [agent] if agent else []
    else:
        actors = [word for word in main.children if word.deprel in ("nmod:poss", "nsubj") or _by(word)]
        objects = [word for word in main.children if word.deprel in ("nmod", "compound") and not _by(word)]
        verb = main.head
        if not actors and verb is not None and verb.upos == "VERB" and main.deprel in ("obj", "obl"):
            agent = agent_of(verb)
            actors = [agent] if agent else []
    return (
        [key for word in _all(actors) for key in _keys(reading, maker, word, tables)],
        [key for word in _all(objects) for key in _keys(reading, maker, word, tables)],
    )


def _all(words: Iterable[Word]) -> list[Word]:
    return [part for word in words for part in word.conjuncts()]


def _by(word: Word) -> bool:
    case = word.child("case")
    return word.deprel == "nmod" and case is not None and case.lower == "by"


def _keys(reading: Reading, maker: ReportMaker, word: Word, tables: WordTables) -> Iterable[str]:
    """The keys of what a word stands for: an entity or a place of the reading, else the word itself."""
    entities = [
        (mention.span[1] - mention.span[0], entity.id)
        for entity in reading.entities
        for mention in entity.mentions
        if mention.span[0] <= word.start and word.end <= mention.span[1]
    ]
    if entities:
        return maker.entity_keys[min(entities)[1]]
    place = next((p for p in reading.places if p.span[0] <= word.start and word.end <= p.span[1]), None)
    if place is not None:
        return place_keys(place)
    if word.upos == "PROPN":
        return name_keys(word.text, person=False)
    return [f"w:{tables.stems.stem(word.text)}"] if word.upos == "NOUN" else []


def _rows(parse: Parse) -> list[WordRow]:
    return [
        (w.start, w.end, w.lemma, w.upos, w.xpos, w.feats, w.deprel, w.head.n if w.head else -1, w.sentence.number)
        for w in parse.words
    ]


def _words(text: str, rows: Sequence[WordRow]) -> list[Word]:
    sentences: dict[int, SentenceParse] = {}
    words: list[Word] = []
    for n, (start, end, lemma, upos, xpos, feats, deprel, _, number) in enumerate(rows):
        sentence = sentences.setdefault(number, SentenceParse(number, start, end, []))
        form = text[start:end]
        word = Word(n, len(sentence.words), start, end, form, form.lower(), lemma, upos, xpos, feats, deprel, sentence)
        sentence.words.append(word)
        words.append(word)
    for word, row in zip(words, rows, strict=True):
        if row[7] >= 0:
            word.head = words[row[7]]
            word.head.children.append(word)
    return words
