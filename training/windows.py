"""Windows: runs of a document's sentences, cut anew each epoch, with casing and quote augmentation."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from countermove.reader.lemmas import lemma_script
from countermove.reader.shapes import shape
from training.documents import UNKNOWN_NAME, Document, Sentence
from training.labels import Labels
from training.subwords import Subwords

IGNORE = -100
TAG_HEADS = ("upos", "xpos", "feats", "lemma", "names")
EVENT_HEADS = ("event", "mode", "factuality", "tense")
HARD_CAP = 400
SMALL_WORDS = frozenset("a an the of in on at to for and or but by with from as vs is".split())

Array = NDArray[np.int64]


@dataclass(slots=True)
class EncodedSentence:
    """One sentence as numbers; positions are relative to the sentence, heads -1 is the root.

    ``events`` is [words, event heads]; ``roles`` is [triggers, words], with the triggers' positions in ``triggers``.
    """

    ids: Array
    shapes: Array
    first: Array
    tags: Array
    heads: Array
    deprels: Array
    events: Array
    triggers: Array
    roles: Array


@dataclass(slots=True)
class Window:
    """A window ready for batching; word column 0 is CLS."""

    ids: Array
    shapes: Array
    first: Array
    tags: Array
    heads: Array
    deprels: Array
    ends: Array
    sentence_ids: Array
    names_weight: float
    events: Array
    triggers: Array
    roles: Array


@dataclass(frozen=True, slots=True)
class Augmentation:
    """Shares of windows that are changed while training."""

    lower: float = 0.07
    title: float = 0.015
    upper: float = 0.015
    typographic: float = 0.10
    drop_final: float = 0.04
    mask: float = 0.03
    """Share of subwords replaced by [MASK]: names and rare words must be read from their context too."""


def cut_windows(lengths: list[int], random_source: random.Random, longest: int = 160) -> list[range]:
    """Cut sentences of these subword lengths into windows of random target lengths, a quarter of one sentence."""
    windows: list[range] = []
    start = 0
    while start < len(lengths):
        target = 0 if random_source.random() < 0.2 else random_source.randint(24, longest)
        end, total = start + 1, lengths[start]
        while end < len(lengths) and total + lengths[end] <= target:
            total += lengths[end]
            end += 1
        windows.append(range(start, end))
        start = end
    return windows


def pack_windows(lengths: list[int], target: int) -> list[range]:
    """Cut sentences into windows of at most `target` subwords (a longer sentence stands alone), as at runtime."""
    windows: list[range] = []
    start = total = 0
    for position, length in enumerate(lengths):
        if position > start and total + length > target:
            windows.append(range(start, position))
            start, total = position, 0
        total += length
    if start < len(lengths):
        windows.append(range(start, len(lengths)))
    return windows


def change_words(words: list[str], change: str) -> list[str]:
    """Return the words in another casing or with typographic quotes."""
    if change == "lower":
        return [word.lower() for word in words]
    if change == "upper":
        return [word.upper() for word in words]
    if change == "title":
        return [word if word.lower() in SMALL_WORDS else word[:1].upper() + word[1:] for word in words]
    changed = [word.replace("'", "’") for word in words]
    opened = False
    for position, word in enumerate(changed):
        if word == '"':
            changed[position] = "”" if opened else "“"
            opened = not opened
    return changed


class Encoder:
    """Turns documents into windows with a fixed label inventory."""

    def __init__(self, labels: Labels, subwords: Subwords) -> None:
        self.labels = labels
        self.subwords = subwords

    def sentence(self, sentence: Sentence, words: list[str] | None = None) -> EncodedSentence:
        """Encode a sentence, with changed words where given."""
        words = words or sentence.words
        pieces = [self.subwords.of(word) for word in words]
        counts = np.array([len(piece) for piece in pieces], np.int64)
        tags = np.full((len(words), len(TAG_HEADS)), IGNORE, np.int64)
        heads = np.full(len(words), IGNORE, np.int64)
        deprels = np.full(len(words), IGNORE, np.int64)
        if sentence.tree is not None:
            tree = sentence.tree
            for column, values in enumerate((tree.upos, tree.xpos, tree.feats)):
                tags[:, column] = self.labels.numbers(TAG_HEADS[column], values)
            pairs = zip(words, tree.lemmas, strict=True)
            scripts = ["" if lemma == "_" else lemma_script(word, lemma) for word, lemma in pairs]
            tags[:, 3] = self.labels.numbers("lemma", scripts)
            heads = np.array(tree.heads, np.int64) - 1
            deprels = np.array(self.labels.numbers("deprel", tree.deprels), np.int64)
        if sentence.names is not None:
            known = ["" if tag.endswith(UNKNOWN_NAME) else tag for tag in sentence.names]
            tags[:, 4] = self.labels.numbers("names", known)
        events, triggers, roles = self._reported(sentence, len(words))
        return EncodedSentence(
            ids=np.array([number for piece in pieces for number in piece], np.int64),
            shapes=np.repeat(np.array([shape(word) for word in words], np.int64), counts),
            first=np.cumsum(counts) - counts,
            tags=tags,
            heads=heads,
            deprels=deprels,
            events=events,
            triggers=triggers,
            roles=roles,
        )

    def _reported(self, sentence: Sentence, count: int) -> tuple[Array, Array, Array]:
        events = np.full((count, len(EVENT_HEADS)), IGNORE, np.int64)
        reported = sentence.reported
        if reported is None:
            return events, np.zeros(0, np.int64), np.zeros((0, count), np.int64)
        for column, head in enumerate(EVENT_HEADS):
            events[:, column] = self.labels.numbers(head, getattr(reported, head))
        roles = np.zeros((len(reported.roles), count), np.int64)
        for row, (trigger, arguments) in enumerate(reported.roles):
            roles[row, trigger] = IGNORE
            for word, role in arguments.items():
                roles[row, word] = self.labels.numbers("role", [role])[0]
        return events, np.array([trigger for trigger, _ in reported.roles], np.int64), roles

    def window(
        self, parts: list[EncodedSentence], sentences: list[Sentence], names_weight: float, newlines: bool
    ) -> Window:
        """Join encoded sentences into a window; with `newlines` the paragraph ends are known and not learnt."""
        start, words = 1, 1
        first, sentence_ids = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
        heads, ends = [np.full(1, IGNORE)], [np.full(1, IGNORE)]
        total = 1 + sum(len(part.first) for part in parts)
        triggers, roles = [np.zeros(0, np.int64)], [np.zeros((0, total), np.int64)]
        for number, (part, sentence) in enumerate(zip(parts, sentences, strict=True)):
            count = len(part.first)
            first.append(part.first + start)
            heads.append(np.where(part.heads >= 0, part.heads + words, np.where(part.heads == -1, 0, IGNORE)))
            end = np.zeros(count, np.int64)
            end[-1] = 1
            if number == len(parts) - 1 or (newlines and sentence.ends_paragraph):
                end[-1] = IGNORE
            if sentence.tree is None:
                end[:] = IGNORE
            ends.append(end)
            sentence_ids.append(np.full(count, number + 1))
            triggers.append(part.triggers + words)
            placed = np.full((len(part.triggers), total), IGNORE, np.int64)
            placed[:, words : words + count] = part.roles
            roles.append(placed)
            start += len(part.ids)
            words += count
        blank_tags = np.full((1, len(TAG_HEADS)), IGNORE, np.int64)
        blank_events = np.full((1, len(EVENT_HEADS)), IGNORE, np.int64)
        special = np.zeros(1, np.int64)
        return Window(
            ids=np.concatenate([[self.subwords.cls], *(part.ids for part in parts), [self.subwords.sep]]),
            shapes=np.concatenate([special, *(part.shapes for part in parts), special]),
            first=np.concatenate(first),
            tags=np.concatenate([blank_tags, *(part.tags for part in parts)]),
            heads=np.concatenate(heads).astype(np.int64),
            deprels=np.concatenate([np.full(1, IGNORE), *(part.deprels for part in parts)]).astype(np.int64),
            ends=np.concatenate(ends).astype(np.int64),
            sentence_ids=np.concatenate(sentence_ids).astype(np.int64),
            names_weight=names_weight,
            events=np.concatenate([blank_events, *(part.events for part in parts)]),
            triggers=np.concatenate(triggers),
            roles=np.concatenate(roles),
        )

    def training_windows(self, document: Document, random_source: random.Random, augment: Augmentation) -> list[Window]:
        """Cut a document into random windows and augment some of them."""
        encoded = [self._cached(sentence) for sentence in document.sentences]
        windows: list[Window] = []
        for chosen in cut_windows([len(part.ids) for part in encoded], random_source):
            sentences = [document.sentences[i] for i in chosen]
            parts = [encoded[i] for i in chosen]
            change = _choose_change(random_source, augment)
            if change:
                parts = [self.sentence(s, change_words(s.words, change)) for s in sentences]
            if random_source.random() < augment.drop_final:
                parts[-1] = without_final_punctuation(parts[-1], sentences[-1])
            if sum(len(part.ids) for part in parts) <= HARD_CAP:
                newlines = random_source.random() < 0.5
                window = self.window(parts, sentences, document.names_weight, newlines)
                self._mask_subwords(window, random_source, augment.mask)
                windows.append(window)
        return windows

    def _mask_subwords(self, window: Window, random_source: random.Random, share: float) -> None:
        for position in range(1, len(window.ids) - 1):
            if random_source.random() < share:
                window.ids[position] = self.subwords.mask

    def _cached(self, sentence: Sentence) -> EncodedSentence:
        if isinstance(sentence.cache, EncodedSentence):
            return sentence.cache
        encoded = self.sentence(sentence)
        sentence.cache = encoded
        return encoded


def _choose_change(random_source: random.Random, augment: Augmentation) -> str:
    drawn = random_source.random()
    for change, share in (
        ("lower", augment.lower),
        ("title", augment.title),
        ("upper", augment.upper),
        ("typographic", augment.typographic),
    ):
        if drawn < share:
            return change
        drawn -= share
    return ""


def without_final_punctuation(part: EncodedSentence, sentence: Sentence) -> EncodedSentence:
    """Drop the last word of an encoded sentence where it is a punctuation mark nothing depends on."""
    last = len(part.first) - 1
    if last < 1 or any(c.isalnum() for c in sentence.words[-1]) or (part.heads == last).any() or part.heads[last] == -1:
        return part
    start = part.first[last]
    return EncodedSentence(
        part.ids[:start], part.shapes[:start], part.first[:-1], part.tags[:-1], part.heads[:-1], part.deprels[:-1],
        part.events[:-1], part.triggers, part.roles[:, :-1],
    )  # fmt: skip
