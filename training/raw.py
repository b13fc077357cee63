"""Measure from raw text: the runtime reads the text, its words are aligned to the gold words by characters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from training.documents import Document


@dataclass(slots=True)
class RawFigures:
    """Counts of gold, found and right items; figures are F1 in percent as in the CoNLL 2018 shared task."""

    counts: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, float]:
        """Return F1 of words, sentences, tags and attachments."""
        counts = self.counts
        total = counts["gold words"] + counts["found words"]
        figures = {key: 200 * counts[key] / max(1, total) for key in ("words", "upos", "xpos", "lemma", "uas", "las")}
        ends = counts["gold sentences"] + counts["found sentences"]
        figures["sentences"] = 200 * counts["sentences"] / max(1, ends)
        figures["las_on_aligned"] = 100 * counts["las"] / max(1, counts["words"])
        return {key: round(value, 2) for key, value in figures.items()}


def text_of_document(document: Document) -> str:
    """Return the raw text: sentences joined by a space, paragraphs by an empty line."""
    parts: list[str] = []
    for sentence in document.sentences:
        parts += [sentence.text, "\n\n" if sentence.ends_paragraph else " "]
    return "".join(parts).strip()


def evaluate_raw(model: Path, documents: list[Document]) -> RawFigures:
    """Read the documents' raw texts with the runtime and compare."""
    raise NotImplementedError("the runtime reader is not there yet")
