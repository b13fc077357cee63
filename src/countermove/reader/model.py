"""The reader's model file: one ONNX graph with its labels, tokenizer and lemma table inside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from countermove.reader.shapes import SHAPES_VERSION
from countermove.reader.subwords import SubwordTable, WordCode

if TYPE_CHECKING:
    import onnxruntime

MODEL_PATH = Path(__file__).resolve().parent.parent / "data" / "models" / "reader-3.onnx"
"""The model that comes with the package."""

_HEADS = ("upos", "xpos", "feats", "lemma", "deprel", "names", "event", "mode", "factuality", "tense", "role")
_OUTPUTS = ("tags", "name_scores", "ends", "arcs", "heads", "deprels", "relation_dependent", "relation_head",
            "event_scores", "argument_trigger", "argument_word")  # fmt: skip

Floats = NDArray[np.float32]
Integers = NDArray[np.int32]


class ModelError(RuntimeError):
    """The model file is missing or isn't a reader model; the message names the file."""


@dataclass(frozen=True, slots=True)
class WindowInput:
    """A window of words: their codes and what is certain about sentence ends (``boundaries``)."""

    codes: Sequence[WordCode]
    boundaries: Sequence[int]


@dataclass(frozen=True, slots=True)
class WindowOutput:
    """What the graph says of one window; row and column 0 are the root, word i of the window is row i + 1."""

    tags: Integers
    name_scores: Floats
    ends: Floats
    arcs: Floats
    heads: Integers
    deprels: Integers
    relation_dependent: Floats
    relation_head: Floats
    event_scores: Floats
    argument_trigger: Floats
    argument_word: Floats

    def relation_scores(self, dependent: int, head: int) -> Floats:
        """The score of every relation between a word (row) and a head (row)."""
        size = self.relation_head.shape[-1]
        parts = self.relation_dependent[dependent].reshape(-1, size + 1)
        scores: Floats = parts[:, :-1] @ self.relation_head[head] + parts[:, -1]
        return scores

    def role_scores(self, trigger: int) -> Floats:
        """The score [words, roles] of every word (row) of the window as an argument of a trigger (row)."""
        size = self.argument_word.shape[-1]
        parts = self.argument_trigger[trigger].reshape(-1, size + 1)
        scores: Floats = self.argument_word @ parts[:, :-1].T + parts[:, -1]
        return scores


class ReaderModel:
    """A loaded model. Runs are independent of each other and may come from several threads.

    Args:
        path: the model file.
        threads: threads inside one run; several processes of one thread each are faster than one with several.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        if not path.is_file():
            raise ModelError(f"no reader model at {path}; reinstall countermove or name another file")
        self.path = path
        self._session = _open_session(path, threads)
        metadata: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        try:
            labels = json.loads(metadata["countermove.labels"])
            self.labels: dict[str, list[str]] = {head: [str(label) for label in labels[head]] for head in _HEADS}
            self.lemmas: dict[str, str] = dict(json.loads(metadata.get("countermove.lemmas", "{}")))
            self.name = metadata["countermove.model"]
            shapes = metadata["countermove.shapes"]
            self.subwords = SubwordTable(metadata["countermove.tokenizer"])
        except (KeyError, TypeError, ValueError) as error:
            raise ModelError(f"{path} is no reader model: {error!r}") from error
        if shapes != SHAPES_VERSION:
            raise ModelError(f"{path} was trained with word shapes {shapes}, this version has {SHAPES_VERSION}")

    def run(self, windows: Sequence[WindowInput]) -> list[WindowOutput]:
        """Run one batch of windows."""
        arrays = self._session.run(list(_OUTPUTS), self._feeds(windows))
        return [WindowOutput(*(array[row] for array in arrays)) for row in range(len(windows))]

    def _feeds(self, windows: Sequence[WindowInput]) -> dict[str, NDArray[np.int64]]:
        flat = [[number for code in window.codes for number in code.subwords] for window in windows]
        length = max(len(numbers) for numbers in flat) + 2
        columns = max(len(window.codes) for window in windows) + 1
        ids = np.zeros((len(windows), length), np.int64)
        shapes = np.zeros((len(windows), length), np.int64)
        first = np.zeros((len(windows), columns), np.int64)
        boundary = np.ones((len(windows), columns), np.int64)
        for row, (window, numbers) in enumerate(zip(windows, flat, strict=True)):
            count = len(window.codes)
            sizes = np.array([len(code.subwords) for code in window.codes], np.int64)
            ids[row, 0] = self.subwords.cls
            ids[row, 1 : len(numbers) + 1] = numbers
            ids[row, len(numbers) + 1] = self.subwords.sep
            shapes[row, 1 : len(numbers) + 1] = np.repeat([code.shape for code in window.codes], sizes)
            first[row, 1 : count + 1] = np.cumsum(sizes) - sizes + 1
            boundary[row, 1 : count + 1] = window.boundaries
            boundary[row, count] = 1
        return {"ids": ids, "shapes": shapes, "first": first, "boundary": boundary}


def _open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    # Imported late: word splitting and CoNLL-U need no model.
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.enable_mem_pattern = False  # every batch has its own size
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no base but this
        raise ModelError(f"{path} can't be loaded as a model: {error}") from error
