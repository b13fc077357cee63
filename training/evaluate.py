"""Measure an exported model: `python -m training.evaluate --model FILE --ud FILE... [--raw] [--names FILE...]`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from training.data_ud import read_ud
from training.documents import Document, Sentence, Tree, spans_of_tags
from training.raw import RawFigures, evaluate_raw
from training.session import Predicted, Session
from training.text_names import evaluate_names

COLUMNS = ("upos", "xpos", "feats")


@dataclass(slots=True)
class Tally:
    """Counts of right words; figures are percentages."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, predicted: Predicted) -> None:
        """Count one sentence."""
        gold = sentence.tree
        assert gold is not None
        found = predicted.tree
        counts = self.counts
        for i, word_class in enumerate(gold.upos):
            counts["words"] += 1
            for column in COLUMNS:
                counts[column] += getattr(found, column)[i] == getattr(gold, column)[i]
            lemma_right = found.lemmas[i] == gold.lemmas[i] or gold.lemmas[i] == "_"
            counts["lemma"] += lemma_right
            if word_class == "VERB":
                counts["verbs"] += 1
                counts["verb_lemma"] += lemma_right
            self._attachment(gold, found, i)
        if sentence.names is not None:
            want, got = set(spans_of_tags(sentence.names)), set(spans_of_tags(predicted.names))
            counts["names gold"] += len(want)
            counts["names found"] += len(got)
            counts["names right"] += len(want & got)

    def _attachment(self, gold: Tree, found: Tree, i: int) -> None:
        if found.heads[i] == gold.heads[i]:
            self.counts["uas"] += 1
            self.counts["las"] += found.deprels[i] == gold.deprels[i]

    def figures(self) -> dict[str, float]:
        """Return percentages, two decimals."""
        counts = self.counts
        figures = {key: 100 * counts[key] / counts["words"] for key in (*COLUMNS, "lemma", "uas", "las")}
        figures["verb_lemma"] = 100 * counts["verb_lemma"] / max(1, counts["verbs"])
        if counts["names gold"]:
            figures["names_f1"] = 200 * counts["names right"] / (counts["names gold"] + counts["names found"])
        return {key: round(value, 2) for key, value in figures.items()} | {"words": counts["words"]}


def evaluate_gold_words(session: Session, documents: list[Document]) -> dict[str, float]:
    """Measure with gold words and sentences."""
    tally = Tally()
    for document in documents:
        for sentence, predicted in zip(document.sentences, session.predict(document), strict=True):
            tally.add(sentence, predicted)
    return tally.figures()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("src/countermove/data/models/reader-1.onnx"))
    parser.add_argument("--ud", type=Path, nargs="*", default=[], help="CoNLL-U files")
    parser.add_argument("--raw", action="store_true", help="also from raw text through countermove.reader")
    parser.add_argument("--names", type=Path, nargs="*", default=[], help="JSON lines of texts with entities")
    parser.add_argument("--only", default="", help="only documents whose id contains this")
    parser.add_argument("--part", type=int, default=1, help="only every n-th text of the names files")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write all figures there")
    arguments = parser.parse_args()
    session = Session(arguments.model, arguments.threads)
    report: dict[str, dict[str, float]] = {}
    for path in arguments.ud:
        documents = [d for d in read_ud(path, with_names="gum" in path.name) if arguments.only in d.id]
        report[f"{path.stem} gold words"] = evaluate_gold_words(session, documents)
        if arguments.raw:
            raw: RawFigures = evaluate_raw(arguments.model, documents)
            report[f"{path.stem} raw text"] = raw.figures()
    for path in arguments.names:
        report[f"{path.stem} names"] = evaluate_names(session, path, arguments.part)
    for title, figures in report.items():
        print(title, " ".join(f"{key} {value}" for key, value in figures.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
