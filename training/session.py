"""Run an exported model file on gold words and gold sentence ends, window by window as the runtime packs them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from countermove.reader.lemmas import apply_script
from countermove.reader.shapes import shape
from training.documents import Document, Sentence, Tree
from training.subwords import Subwords
from training.trees import best_tree
from training.windows import pack_windows

WINDOW_SUBWORDS = 128
BATCH_SUBWORDS = 512
FORCED_END, NO_END = 1, 2

Numbers = NDArray[np.int64]


@dataclass(slots=True)
class Predicted:
    """What the model says about one sentence; `names` are BIO tags."""

    tree: Tree
    names: list[str]


class Session:
    """An exported model with its labels and tokenizer."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        metadata: dict[str, str] = self.session.get_modelmeta().custom_metadata_map
        self.labels: dict[str, list[str]] = json.loads(metadata["countermove.labels"])
        self.subwords = Subwords(Tokenizer.from_str(metadata["countermove.tokenizer"]))
        self.name_decoder = NameDecoder(self.labels["names"])

    def predict(self, document: Document) -> list[Predicted]:
        """Predict every sentence of a document; batches never cross documents."""
        lengths = [sum(len(self.subwords.of(word)) for word in s.words) for s in document.sentences]
        windows = pack_windows(lengths, WINDOW_SUBWORDS)
        predicted: list[Predicted] = []
        batch: list[list[Sentence]] = []
        size = 0
        for chosen in windows:
            length = sum(lengths[i] for i in chosen)
            if batch and size + length > BATCH_SUBWORDS:
                predicted += self.predict_batch(batch)
                batch, size = [], 0
            batch.append([document.sentences[i] for i in chosen])
            size += length
        return predicted + (self.predict_batch(batch) if batch else [])

    def predict_batch(self, windows: list[list[Sentence]]) -> list[Predicted]:
        """Run one batch of windows with forced sentence ends."""
        results: dict[str, Any] = self.run([[s.words for s in window] for window in windows])
        predicted: list[Predicted] = []
        for row, window in enumerate(windows):
            start = 1
            for sentence in window:
                predicted.append(self._sentence(results, row, start, sentence.words))
                start += len(sentence.words)
        return predicted

    def run(self, windows: list[list[list[str]]]) -> dict[str, Any]:
        """Run windows of sentences of words; a sentence's last word is its forced end."""
        rows = []
        for window in windows:
            ids, shapes, first, boundary = [self.subwords.cls], [0], [0], [FORCED_END]
            for words in window:
                for word in words:
                    pieces = self.subwords.of(word)
                    first.append(len(ids))
                    ids += pieces
                    shapes += [shape(word)] * len(pieces)
                boundary += [NO_END] * (len(words) - 1) + [FORCED_END]
            rows.append(([*ids, self.subwords.sep], [*shapes, 0], first, boundary))
        fills = {"ids": 0, "shapes": 0, "first": 0, "boundary": FORCED_END}
        feed = {name: _pad([row[i] for row in rows], fill) for i, (name, fill) in enumerate(fills.items())}
        names = [output.name for output in self.session.get_outputs()]
        return dict(zip(names, self.session.run(None, feed), strict=True))

    def _sentence(self, results: dict[str, Any], row: int, start: int, words: list[str]) -> Predicted:
        end = start + len(words)
        tags = results["tags"][row, start:end]
        columns = [0, *range(start, end)]
        scores = results["arcs"][row, start:end][:, columns]
        greedy = scores.argmax(1)
        heads = best_tree(scores)
        deprels = results["deprels"][row, start:end].copy()
        for position in np.flatnonzero(heads != greedy):
            head = 0 if heads[position] == 0 else start + int(heads[position]) - 1
            deprels[position] = self._relation(results, row, start + int(position), head)
        lemmas = [apply_script(w, self.labels["lemma"][t]) for w, t in zip(words, tags[:, 3], strict=True)]
        upos, xpos, feats = ([self.labels[h][t] for t in tags[:, i]] for i, h in enumerate(("upos", "xpos", "feats")))
        tree = Tree(lemmas, upos, xpos, feats, heads.tolist(), [self.labels["deprel"][r] for r in deprels])
        return Predicted(tree, self.name_decoder.decode(results["name_scores"][row, start:end]))

    def _relation(self, results: dict[str, Any], row: int, dependent: int, head: int) -> int:
        vector = results["relation_head"][row, head]
        parts = results["relation_dependent"][row, dependent].reshape(len(self.labels["deprel"]), -1)
        return int((parts[:, :-1] @ vector + parts[:, -1]).argmax())


class NameDecoder:
    """Best valid sequence of BIO tags: an I- follows a B- or I- of its own kind."""

    def __init__(self, tags: list[str]) -> None:
        self.tags = tags
        self.transitions = np.zeros((len(tags), len(tags)), np.float32)
        self.start = np.zeros(len(tags), np.float32)
        for after, tag in enumerate(tags):
            if tag.startswith("I-"):
                self.start[after] = -1e4
                for before, previous in enumerate(tags):
                    if previous not in (f"B-{tag[2:]}", tag):
                        self.transitions[before, after] = -1e4

    def decode(self, scores: NDArray[np.float32]) -> list[str]:
        """Return the tags of one sentence from its log-probabilities [words, tags]."""
        best = scores[0] + self.start
        pointers = []
        for row in scores[1:]:
            candidates = best[:, None] + self.transitions
            pointer = candidates.argmax(0)
            pointers.append(pointer)
            best = candidates[pointer, np.arange(len(row))] + row
        path = [int(best.argmax())]
        for pointer in reversed(pointers):
            path.append(int(pointer[path[-1]]))
        return [self.tags[number] for number in reversed(path)]


def _pad(rows: list[list[int]], fill: int) -> Numbers:
    padded = np.full((len(rows), max(len(row) for row in rows)), fill, np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded
