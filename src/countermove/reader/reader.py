"""The reader: text in, parse out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from countermove.reader.assembly import ParseBuilder
from countermove.reader.boundaries import END, NO_END, find_boundaries
from countermove.reader.lemmatizer import Lemmatizer
from countermove.reader.model import MODEL_PATH, ReaderModel, WindowInput, WindowOutput
from countermove.reader.names import NameDecoder
from countermove.reader.parse import Parse
from countermove.reader.reports import ReportDecoder
from countermove.reader.windows import Window, batch_windows, cut_windows
from countermove.reader.word_lists import default_word_lists
from countermove.reader.words import WordSplitter


class Reader:
    """Reads texts with one model.

    A parse depends on its text and the model alone, never on what was read before. A reader may be shared by threads;
    pickled, it travels as the model's path and is loaded again on the other side.

    Args:
        model_path: the model file; None for the one that comes with the package.
        threads: threads for the forward pass.

    Raises:
        ModelError: the model file is missing or unusable.
    """

    def __init__(self, model_path: Path | None = None, threads: int = 1) -> None:
        self._arguments = (model_path, threads)
        self._model = ReaderModel(model_path or MODEL_PATH, threads)
        self._word_lists = default_word_lists()
        self._splitter = WordSplitter(self._word_lists)
        labels = self._model.labels
        names, reports = NameDecoder(labels["names"]), ReportDecoder(labels)
        self._builder = ParseBuilder(labels, Lemmatizer(self._model.lemmas), names, reports)

    def __reduce__(self) -> tuple[type[Reader], tuple[Path | None, int]]:
        return (Reader, self._arguments)

    @property
    def model_name(self) -> str:
        """The name of the model, for records of what was read with it."""
        return self._model.name

    def parse(self, text: str) -> Parse:
        """Read an article's text."""
        spans = self._splitter.split(text)
        words = [text[start:end] for start, end in spans]
        return self._parse(text, spans, words, find_boundaries(text, spans, words, self._word_lists))

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> Parse:
        """Read sentences whose words are given (for evaluation); the text has a line for each sentence."""
        words: list[str] = []
        spans: list[tuple[int, int]] = []
        boundaries: list[int] = []
        lines: list[str] = []
        at = 0
        for sentence in sentences:
            for word in sentence:
                words.append(word)
                spans.append((at, at + len(word)))
                boundaries.append(NO_END)
                at += len(word) + 1
            if sentence:
                boundaries[-1] = END
                lines.append(" ".join(sentence))
        return self._parse("\n".join(lines), spans, words, boundaries)

    def _parse(
        self, text: str, spans: Sequence[tuple[int, int]], words: Sequence[str], boundaries: Sequence[int]
    ) -> Parse:
        codes = self._model.subwords.codes(words)
        windows = cut_windows(words, [len(code.subwords) for code in codes], boundaries)
        inputs = [WindowInput(codes[w.first : w.last], boundaries[w.first : w.last]) for w in windows]
        parse = Parse(text, [], [], [])
        for window, window_input, output in zip(windows, inputs, self._run(windows, inputs), strict=True):
            self._builder.add(parse, window, window_input, output, spans, words)
        return parse

    def _run(self, windows: Sequence[Window], inputs: Sequence[WindowInput]) -> list[WindowOutput]:
        outputs: dict[int, WindowOutput] = {}
        for batch in batch_windows(windows):
            outputs.update(zip(batch, self._model.run([inputs[number] for number in batch]), strict=True))
        return [outputs[number] for number in range(len(windows))]
