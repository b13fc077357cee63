"""Measure a model file through the runtime: `python -m training.evaluate --model FILE --ud FILE... --raw --names FILE`.

With gold words the sentences are forced as well, which isolates the model. From raw text everything is the reader's
own: words, sentence ends, tags and trees.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from countermove.reader.parse import Parse, SentenceParse
from countermove.reader.reader import Reader
from training.alignment import RawTally
from training.data_ud import read_ud
from training.documents import Document, Sentence
from training.text_names import evaluate_names

COLUMNS = ("upos", "xpos", "feats")


class WordTally:
    """Counts over gold words; figures are percentages."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, sentence: Sentence, found: SentenceParse) -> None:
        """Count one sentence."""
        gold, counts = sentence.tree, self.counts
        assert gold is not None
        for i, word in enumerate(found.words):
            counts["words"] += 1
            for column in COLUMNS:
                counts[column] += getattr(word, column) == getattr(gold, column)[i]
            lemma_right = gold.lemmas[i] in (word.lemma, "_")
            counts["lemma"] += lemma_right
            if gold.upos[i] == "VERB":
                counts["verbs"] += 1
                counts["verb_lemma"] += lemma_right
            if (word.head.i + 1 if word.head else 0) == gold.heads[i]:
                counts["uas"] += 1
                counts["las"] += word.deprel == gold.deprels[i]

    def figures(self) -> dict[str, float]:
        """Return percentages with two decimals, and the number of words."""
        counts = self.counts
        figures = {key: 100 * counts[key] / counts["words"] for key in (*COLUMNS, "lemma", "uas", "las")}
        figures["verb_lemma"] = 100 * counts["verb_lemma"] / max(1, counts["verbs"])
        return {key: round(value, 2) for key, value in figures.items()} | {"n": counts["words"]}


def evaluate_gold_words(reader: Reader, documents: list[Document]) -> dict[str, float]:
    """Measure with gold words and sentences."""
    tally = WordTally()
    for document in documents:
        parse: Parse = reader.parse_words([sentence.words for sentence in document.sentences])
        for sentence, found in zip(document.sentences, parse.sentences, strict=True):
            tally.add(sentence, found)
    return tally.figures()


def evaluate_raw(reader: Reader, documents: list[Document], newlines: bool) -> dict[str, float]:
    """Measure from raw text, with paragraphs set apart by empty lines or run together."""
    tally = RawTally()
    for document in documents:
        tally.add(document, reader, newlines)
    return tally.figures()


def measure(reader: Reader, arguments: argparse.Namespace) -> dict[str, dict[str, float]]:
    """Return all figures asked for, by title."""
    report: dict[str, dict[str, float]] = {}
    for path in arguments.ud:
        documents = [document for document in read_ud(path) if arguments.only in document.id]
        title = path.stem + (f" ({arguments.only})" if arguments.only else "")
        report[f"{title}, gold words"] = evaluate_gold_words(reader, documents)
        if arguments.raw:
            report[f"{title}, raw text"] = evaluate_raw(reader, documents, newlines=True)
            report[f"{title}, raw text without newlines"] = evaluate_raw(reader, documents, newlines=False)
    for path in arguments.names:
        report[f"{path.stem}"] = evaluate_names(reader, path, arguments.part)
    return report


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="model file; default is the one in the package")
    parser.add_argument("--ud", type=Path, nargs="*", default=[], help="CoNLL-U files")
    parser.add_argument("--raw", action="store_true", help="also from raw text")
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="JSON lines of texts with entities")
    parser.add_argument("--only", default="", help="only documents whose id contains this")
    parser.add_argument("--part", type=int, default=1, help="only every n-th text of the names files")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write all figures there")
    arguments = parser.parse_args()
    report = measure(Reader(arguments.model, arguments.threads), arguments)
    for title, figures in report.items():
        print(f"{title}:", " ".join(f"{key} {value}" for key, value in figures.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
