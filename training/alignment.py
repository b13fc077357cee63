"""Compare a reading of raw text with a gold tree, words aligned by their characters (CoNLL 2018 shared task)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from countermove.reader.reader import Reader
from training.documents import Document

COLUMNS = ("upos", "xpos", "lemma")
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A word known by its place among the characters that are not white space; the root has head (0, 0)."""

    key: Key
    head: Key
    upos: str
    xpos: str
    lemma: str
    deprel: str


ROOT: Key = (0, 0)


def text_of_document(document: Document, newlines: bool) -> str:
    """Return the raw text; paragraphs are set apart by an empty line, or by a space without `newlines`."""
    parts: list[str] = []
    for sentence in document.sentences:
        parts += [sentence.text, "\n\n" if newlines and sentence.ends_paragraph else " "]
    return "".join(parts).strip()


def spread(forms: Iterable[str], start: int) -> list[Key]:
    """Return the place of each form among the characters that are not white space, from `start` on."""
    keys: list[Key] = []
    for form in forms:
        end = start + sum(not character.isspace() for character in form)
        keys.append((start, end))
        start = end
    return keys


def gold_words(document: Document) -> tuple[list[AlignedWord], set[Key]]:
    """Return the document's words and its sentences' places, but for sentences whose words do not spell their text.

    Some multiword tokens are written otherwise than their words together; their words share the token's
    characters, so such sentences cannot be aligned by characters.
    """
    words: list[AlignedWord] = []
    sentences: set[Key] = set()
    start = 0
    for sentence in document.sentences:
        tree = sentence.tree
        assert tree is not None
        end = start + len("".join(sentence.text.split()))
        keys = spread(sentence.words, start)
        if keys[-1][1] == end:
            for i, key in enumerate(keys):
                head = keys[tree.heads[i] - 1] if tree.heads[i] else ROOT
                words.append(AlignedWord(key, head, tree.upos[i], tree.xpos[i], tree.lemmas[i], tree.deprels[i]))
            sentences.add((start, end))
        start = end
    return words, sentences


def found_words(reader: Reader, text: str) -> tuple[list[AlignedWord], set[Key]]:
    """Return the words and sentences that the reader finds in a text."""
    parse = reader.parse(text)
    keys = spread((word.text for word in parse.words), 0)
    words = [
        AlignedWord(keys[w.n], keys[w.head.n] if w.head else ROOT, w.upos, w.xpos, w.lemma, w.deprel)
        for w in parse.words
    ]
    sentences = {(keys[s.words[0].n][0], keys[s.words[-1].n][1]) for s in parse.sentences}
    return words, sentences


class RawTally:
    """Counts of gold, found and right words and sentences; figures are F1 in percent."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, document: Document, reader: Reader, newlines: bool) -> None:
        """Read a document's raw text and count; found words outside aligned gold sentences are not counted."""
        counts = self.counts
        gold, gold_sentences = gold_words(document)
        found, found_sentences = found_words(reader, text_of_document(document, newlines))
        covered = {position for start, end in gold_sentences for position in range(start, end)}
        found = [word for word in found if word.key[0] in covered]
        by_key = {word.key: word for word in found}
        counts["gold words"] += len(gold)
        counts["found words"] += len(found)
        counts["gold sentences"] += len(gold_sentences)
        counts["found sentences"] += sum(start in covered for start, _ in found_sentences)
        counts["sentences"] += len(gold_sentences & found_sentences)
        for word in gold:
            other = by_key.get(word.key)
            if other is None:
                continue
            counts["words"] += 1
            for column in COLUMNS:
                counts[column] += getattr(other, column) == getattr(word, column) or getattr(word, column) == "_"
            if other.head == word.head:
                counts["uas"] += 1
                counts["las"] += other.deprel == word.deprel

    def figures(self) -> dict[str, float]:
        """Return F1 of words, sentences, tags and attachments, and the share right of aligned words."""
        counts = self.counts
        total = counts["gold words"] + counts["found words"]
        figures = {key: 200 * counts[key] / max(1, total) for key in ("words", *COLUMNS, "uas", "las")}
        figures["sentences"] = 200 * counts["sentences"] / max(1, counts["gold sentences"] + counts["found sentences"])
        for key in ("uas", "las"):
            figures[f"{key}_on_aligned"] = 100 * counts[key] / max(1, counts["words"])
        return {key: round(value, 2) for key, value in figures.items()} | {"n": counts["gold words"]}
