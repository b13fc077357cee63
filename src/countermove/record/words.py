"""Words of a text as terms that can be compared across articles: folded, stemmed, weighed by how rare they are."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from countermove.ontology.tables import read_table

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_LONGEST_WORD = 40
_CACHED_WORDS = 100_000
_TERM_BITS = 63


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the words and numbers of a text stand; runs of letters longer than any word are passed over."""
    for match in _WORD.finditer(text):
        if match.end() - match.start() <= _LONGEST_WORD:
            yield match.span()


def term_hash(term: str) -> int:
    """A 63-bit number for a term, the same on every machine and in every version."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> (64 - _TERM_BITS)


def fold(word: str) -> str:
    """Lower case without accents: ``"Erdoğan"`` and ``"Erdogan"`` are one word."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(part for part in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(part))


class Stems:
    """Stems of English words (Snowball's English stemmer, Porter 2001), remembered for the words seen before."""

    def __init__(self) -> None:
        import snowballstemmer  # late: reading needs none

        self._stemmer = snowballstemmer.stemmer("english")
        self._known: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The stem of one word, in lower case and without accents; a number is its digits."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            folded = fold(word)
            found = folded.replace(",", "") if folded[:1].isdigit() else str(self._stemmer.stemWord(folded))
            self._known[word] = found
        return found


class DocumentFrequencies:
    """How rare stems are: in how many of a number of documents each occurs.

    Args:
        counts: documents with the stem, by stem.
        documents: number of documents counted.
    """

    def __init__(self, counts: Mapping[str, int], documents: int) -> None:
        self.counts = MappingProxyType(dict(counts))
        self.documents = documents

    def share(self, stem: str) -> float:
        """The share of documents that hold the stem, between 0 and 1."""
        return self.counts.get(stem, 0) / self.documents

    def rarity(self, stem: str) -> float:
        """Inverse document frequency, ``ln((documents + 1) / (count + 1))``; a word never seen is as rare as can be."""
        return math.log((self.documents + 1) / (self.counts.get(stem, 0) + 1))


def load_document_frequencies(path: Path | None = None) -> DocumentFrequencies:
    """Read the table of document frequencies; without a path, the one that is shipped.

    Raises:
        LexiconError: a count is missing or no whole number from 1 to the number of documents, or a stem stands twice;
            file and line are named.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "document_frequencies.tsv"
    table = read_table(path, ("stem", "documents"))
    counts: dict[str, int] = {}
    for line, (stem, count) in table.rows:
        if not count.isdecimal() or int(count) < 1:
            raise table.error(line, f"{stem!r}: {count!r} is no number of documents")
        if stem in counts:
            raise table.error(line, f"{stem!r} stands twice")
        counts[stem] = int(count)
    documents = counts.pop("*", 0)
    for line, (stem, _) in table.rows:
        if stem != "*" and counts[stem] > documents:
            raise table.error(line, f"{stem!r} is in more documents than the line for '*' says there are")
    return DocumentFrequencies(counts, documents)
