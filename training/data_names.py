"""Corpora of names: each corpus's own labels are mapped to the reader's five kinds.

A label maps to a kind, to `O` (not a name by the reader's conventions) or to `?` (cannot be decided, left out
of the loss). Demonyms become kind `norp` in every corpus, since most of the corpora have no such kind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from countermove.reader.word_lists import default_word_lists
from countermove.reader.words import WordSplitter
from training.documents import NAME_KINDS, UNKNOWN_NAME, Document, Sentence

PERSON_LABELS = "PER person politician writer musicalartist scientist researcher"
ORGANIZATION_LABELS = "ORG organisation politicalparty university band magazine group corporation"
PLACE_LABELS = "LOC location country"
OTHER_LABELS = (
    "MISC misc election award event book song album poem product conference academicjournal programlang creative-work"
)
NOT_A_NAME_LABELS = (
    "musicgenre literarygenre task field algorithm metrics chemicalcompound chemicalelement protein enzyme "
    "discipline musicalinstrument"
)
LABELS: dict[str, str] = {
    label: kind
    for labels, kind in (
        (PERSON_LABELS, "person"),
        (ORGANIZATION_LABELS, "organization"),
        (PLACE_LABELS, "place"),
        (OTHER_LABELS, "other"),
        (NOT_A_NAME_LABELS, "O"),
    )
    for label in labels.split()
}
ARTICLES = frozenset(("the", "a", "an"))
DEMONYM_PARTS = frozenset(("South", "North", "East", "West", "Northern", "Southern", "Saudi", "New", "Roman", "Greek"))
DEMONYMS_FILE = Path(__file__).parent / "lists" / "demonyms.txt"
INLINE_NAME = re.compile(r"\[([^\[\]|]{1,200})\|(" + "|".join(NAME_KINDS) + r")\]")
TWITTER_BLOCK = 40
"""Tweets are unrelated: they are put in documents of this many only to be cut into windows."""


def read_demonyms() -> frozenset[str]:
    """Return the demonyms, as written with their capital."""
    lines = DEMONYMS_FILE.read_text(encoding="utf-8").split("\n")
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _splitter() -> WordSplitter:
    return WordSplitter(default_word_lists())


def split_text(text: str) -> list[tuple[int, int]]:
    """Split a text into words as the reader does at runtime."""
    return _splitter().split(text)


def tags_of_text(text: str, spans: list[tuple[int, int, str]]) -> tuple[list[str], list[str]]:
    """Split a text and return (words, BIO tags) for character spans (start, end, kind)."""
    words: list[str] = []
    tags: list[str] = []
    position = 0
    inside = -1
    for start, end in split_text(text):
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        words.append(text[start:end])
        if position < len(spans) and spans[position][0] < end:
            kind = spans[position][2]
            known = kind if kind in ("O", UNKNOWN_NAME) else f"{'I' if inside == position else 'B'}-{kind}"
            tags.append(known)
            inside = position
        else:
            tags.append("O")
    return words, tags


def relabel_demonyms(words: list[str], tags: list[str], demonyms: frozenset[str]) -> None:
    """Turn demonyms that are unlabelled, or a whole miscellaneous name, into kind norp (in place)."""
    for position, word in enumerate(words):
        follows_inside = position + 1 < len(tags) and tags[position + 1].startswith("I-")
        if word not in demonyms or follows_inside:
            continue
        previous = position > 0 and words[position - 1] in DEMONYM_PARTS
        if tags[position] in ("O", "B-other", UNKNOWN_NAME):
            compound = previous and tags[position - 1] == "O"
            tags[position] = "I-norp" if compound else "B-norp"
            if compound:
                tags[position - 1] = "B-norp"
        elif tags[position] == "I-other" and previous and tags[position - 1] == "B-other":
            tags[position - 1 : position + 1] = ["B-norp", "I-norp"]


def trim_articles(words: list[str], tags: list[str]) -> None:
    """Take a leading article out of organizations, places and norps (in place); works keep theirs."""
    for position, tag in enumerate(tags):
        if tag[:2] == "B-" and tag[2:] in ("organization", "place", "norp") and words[position].lower() in ARTICLES:
            tags[position] = "O"
            if position + 1 < len(tags) and tags[position + 1] == f"I-{tag[2:]}":
                tags[position + 1] = tag


def read_columns(path: Path, word_column: int, tag_column: int) -> Iterator[tuple[list[str], list[str]]]:
    """Yield (words, mapped BIO tags) of each block of a column file."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        fields = line.split("\t")
        if line.startswith("# ") and len(fields) < 2:
            continue
        if len(fields) > max(word_column, tag_column) and fields[word_column].strip():
            words.append(fields[word_column].strip())
            prefix, _, label = fields[tag_column].partition("-")
            kind = LABELS.get(label, UNKNOWN_NAME) if label else "O"
            tags.append(kind if kind in ("O", UNKNOWN_NAME) else f"{prefix}-{kind}")
        elif words:
            yield words, tags
            words, tags = [], []


def documents_of_blocks(
    name: str, blocks: Iterator[tuple[list[str], list[str]]], weight: float, block: int, demonyms: frozenset[str]
) -> list[Document]:
    """Group tagged blocks of words into documents of `block` sentences, every sentence a paragraph."""
    documents: list[Document] = []
    for words, tags in blocks:
        relabel_demonyms(words, tags, demonyms)
        trim_articles(words, tags)
        if not documents or len(documents[-1].sentences) >= block:
            documents.append(Document(f"{name}/{len(documents)}", [], weight))
        documents[-1].sentences.append(Sentence(words, tags, ends_paragraph=True))
    return documents


def read_json_lines(path: Path, weight: float, demonyms: frozenset[str]) -> list[Document]:
    """Read texts with character spans (keys text, entities: start, end, label); a line of text is a sentence."""
    documents: list[Document] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        spans = [(e["start"], e["end"], LABELS.get(e["label"], UNKNOWN_NAME)) for e in record["entities"]]
        document = Document(record["id"], [], weight)
        offset = 0
        for part in record["text"].split("\n"):
            end = offset + len(part)
            inside = [(s - offset, e - offset, k) for s, e, k in sorted(spans) if offset <= s < end]
            words, tags = tags_of_text(part, inside)
            offset = end + 1
            if words:
                relabel_demonyms(words, tags, demonyms)
                trim_articles(words, tags)
                document.sentences.append(Sentence(words, tags, ends_paragraph=True))
        if document.sentences:
            documents.append(document)
    return merge_short(documents)


def merge_short(documents: list[Document]) -> list[Document]:
    """Put documents of one sentence together, so that windows are not all tiny."""
    merged: list[Document] = []
    for document in documents:
        if merged and len(document.sentences) == 1 and len(merged[-1].sentences) < TWITTER_BLOCK:
            merged[-1].sentences.extend(document.sentences)
        else:
            merged.append(document)
    return merged


def read_inline(path: Path, weight: float) -> list[Document]:
    """Read a corpus with names marked inline, `[Kofi Mensah|person]`; a blank line ends a paragraph.

    A line that starts with `# article` starts a document, other lines with `#` are comments.
    """
    documents: list[Document] = []
    paragraph: list[str] = []
    fresh = True
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip() and not line.startswith("#"):
            paragraph.append(line.strip())
            continue
        if paragraph:
            if fresh:
                documents.append(Document(f"{path.stem}/{len(documents)}", [], weight))
                fresh = False
            words, tags = tags_of_inline(" ".join(paragraph))
            documents[-1].sentences.append(Sentence(words, tags, ends_paragraph=True))
            paragraph = []
        fresh = fresh or line.startswith("# article")
    return documents


def tags_of_inline(text: str) -> tuple[list[str], list[str]]:
    """Return (words, BIO tags) of a text with inline names."""
    plain: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = position = 0
    for match in INLINE_NAME.finditer(text):
        before, name = text[position : match.start()], match.group(1)
        plain += [before, name]
        length += len(before)
        spans.append((length, length + len(name), match.group(2)))
        length += len(name)
        position = match.end()
    plain.append(text[position:])
    return tags_of_text("".join(plain), spans)
