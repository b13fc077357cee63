"""Putting a parse together: sentences, trees, words, lemmas and names out of what the model says of a window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from countermove.reader.boundaries import END, OPEN
from countermove.reader.lemmatizer import Lemmatizer
from countermove.reader.model import WindowInput, WindowOutput
from countermove.reader.names import NameDecoder
from countermove.reader.parse import Parse, SentenceParse, Word
from countermove.reader.reports import ReportDecoder
from countermove.reader.tree import best_tree, is_tree
from countermove.reader.windows import Window

_REMEMBERED_LEMMAS = 100_000


class ParseBuilder:
    """Appends windows to parses; holds the model's labels."""

    def __init__(
        self, labels: Mapping[str, Sequence[str]], lemmatizer: Lemmatizer, names: NameDecoder, reports: ReportDecoder
    ) -> None:
        self._upos = list(labels["upos"])
        self._xpos = list(labels["xpos"])
        self._feats = list(labels["feats"])
        self._scripts = list(labels["lemma"])
        self._deprels = list(labels["deprel"])
        self._root = self._deprels.index("root")
        self._lemmatizer = lemmatizer
        self._names = names
        self._reports = reports
        self._lemmas: dict[tuple[str, int, int, int], str] = {}

    def add(
        self,
        parse: Parse,
        window: Window,
        window_input: WindowInput,
        output: WindowOutput,
        spans: Sequence[tuple[int, int]],
        words: Sequence[str],
    ) -> None:
        """Append the sentences of the next window of the article."""
        if len(self._lemmas) > _REMEMBERED_LEMMAS:
            self._lemmas = {}
        count = window.last - window.first
        tags = output.tags[1 : count + 1].tolist()
        heads = output.heads[1 : count + 1].tolist()
        deprels = output.deprels[1 : count + 1].tolist()
        begin = 0
        for end in self._sentence_ends(window_input.boundaries, output, count):
            self._fix_tree(heads, deprels, output, begin, end)
            sentence = self._sentence(parse, window.first, begin, end, spans, words, tags, deprels)
            self._link(sentence.words, heads, begin, end)
            best = [tag[4] for tag in tags[begin:end]]
            if any(best):
                parse.names.extend(self._names.find(sentence.words, best, output.name_scores[begin + 1 : end + 1]))
            parse.reports.update(self._reports.find(output, begin, end, window.first))
            begin = end

    def _sentence_ends(self, boundaries: Sequence[int], output: WindowOutput, count: int) -> list[int]:
        """The same rule as in the graph: forced ends, and undecided words whose score is above zero."""
        given = np.asarray(boundaries)
        ends = (given == END) | ((given == OPEN) & (output.ends[1 : count + 1] > 0))
        ends[count - 1] = True
        numbers: list[int] = (np.flatnonzero(ends) + 1).tolist()
        return numbers

    def _fix_tree(self, heads: list[int], deprels: list[int], output: WindowOutput, begin: int, end: int) -> None:
        """Make the heads of a sentence (rows of the window) a tree, and the relations agree with it."""
        local = [head - begin if head else 0 for head in heads[begin:end]]
        if not is_tree(local):
            columns = np.concatenate(([0], np.arange(begin + 1, end + 1)))
            for place, head in enumerate(best_tree(output.arcs[begin + 1 : end + 1][:, columns]), begin):
                row = head + begin if head else 0
                if heads[place] != row:
                    heads[place] = row
                    deprels[place] = -1
        for place in range(begin, end):
            if (deprels[place] == self._root) is not (heads[place] == 0) or deprels[place] < 0:
                deprels[place] = self._relation(output, place + 1, heads[place])

    def _relation(self, output: WindowOutput, dependent: int, head: int) -> int:
        if not head:
            return self._root
        scores = output.relation_scores(dependent, head)
        scores[self._root] = -np.inf
        return int(scores.argmax())

    def _sentence(
        self,
        parse: Parse,
        offset: int,
        begin: int,
        end: int,
        spans: Sequence[tuple[int, int]],
        words: Sequence[str],
        tags: Sequence[Sequence[int]],
        deprels: Sequence[int],
    ) -> SentenceParse:
        first = offset + begin
        sentence = SentenceParse(len(parse.sentences), spans[first][0], spans[offset + end - 1][1], [])
        parse.sentences.append(sentence)
        lemmas, upos_of, xpos_of, feats_of, deprel_of = self._lemmas, self._upos, self._xpos, self._feats, self._deprels
        made = sentence.words
        for i in range(end - begin):
            upos, xpos, feats, script, _ = tags[begin + i]
            text = words[first + i]
            start, stop = spans[first + i]
            key = (text, upos, xpos, script)
            lemma = lemmas.get(key)
            if lemma is None:
                lemma = self._lemmatizer.lemma(text, upos_of[upos], xpos_of[xpos], self._scripts[script])
                lemmas[key] = lemma
            made.append(
                Word(first + i, i, start, stop, text, text.lower(), lemma, upos_of[upos], xpos_of[xpos],
                     feats_of[feats], deprel_of[deprels[begin + i]], sentence, None, [])
            )  # fmt: skip
        parse.words.extend(made)
        return sentence

    @staticmethod
    def _link(words: Sequence[Word], heads: Sequence[int], begin: int, end: int) -> None:
        for place in range(begin, end):
            head = heads[place]
            if head:
                word = words[place - begin]
                above = words[head - 1 - begin]
                word.head = above
                above.children.append(word)
