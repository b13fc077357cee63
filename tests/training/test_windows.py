"""Windows cover a document exactly once, in order, and carry the right positions."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

tokenizers = pytest.importorskip("tokenizers")

from training.documents import Document, Sentence, Tree  # noqa: E402
from training.labels import collect_labels  # noqa: E402
from training.subwords import Subwords  # noqa: E402
from training.windows import (  # noqa: E402
    IGNORE,
    Augmentation,
    Encoder,
    change_words,
    cut_windows,
    pack_windows,
    without_final_punctuation,
)

LENGTHS = st.lists(st.integers(1, 200), min_size=1, max_size=60)
NO_CHANGE = Augmentation(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@given(LENGTHS, st.integers(0, 1000))
def test_cut_windows_cover_the_document_in_order(lengths: list[int], seed: int) -> None:
    windows = cut_windows(lengths, random.Random(seed))
    assert [i for window in windows for i in window] == list(range(len(lengths)))


@given(LENGTHS)
def test_packed_windows_stay_within_the_target_unless_one_sentence_is_longer(lengths: list[int]) -> None:
    windows = pack_windows(lengths, 128)
    assert [i for window in windows for i in window] == list(range(len(lengths)))
    assert all(len(window) == 1 or sum(lengths[i] for i in window) <= 128 for window in windows)


def small_encoder(document: Document) -> Encoder:
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rebels", "attack", "##ed", "the", "army", ".", "they"]
    model = tokenizers.models.WordPiece({word: i for i, word in enumerate(vocabulary)}, unk_token="[UNK]")
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return Encoder(collect_labels([document] * 3), Subwords(tokenizer))


def small_document() -> Document:
    first = Tree(
        ["rebel", "attack", "the", "army", "."], ["NOUN", "VERB", "DET", "NOUN", "PUNCT"],
        ["NNS", "VBD", "DT", "NN", "."], ["_"] * 5, [2, 0, 4, 2, 2], ["nsubj", "root", "det", "obj", "punct"],
    )  # fmt: skip
    second = Tree(["they", "attack"], ["PRON", "VERB"], ["PRP", "VBD"], ["_"] * 2, [2, 0], ["nsubj", "root"])
    sentences = [
        Sentence(["Rebels", "attacked", "the", "army", "."], ["O", "?", "O", "B-organization", "O"], first),
        Sentence(["They", "attacked"], None, second, ends_paragraph=True),
    ]
    return Document("d", sentences)


def test_window_positions_heads_and_ends() -> None:
    document = small_document()
    encoder = small_encoder(document)
    parts = [encoder.sentence(sentence) for sentence in document.sentences]
    window = encoder.window(parts, document.sentences, 1.0, newlines=False)
    assert len(window.ids) == 11  # seven words, two of them in two pieces, CLS and SEP
    assert window.first.tolist() == [0, 1, 2, 4, 5, 6, 7, 8]
    assert window.heads.tolist() == [IGNORE, 2, 0, 4, 2, 2, 7, 0]
    assert window.ends.tolist() == [IGNORE, 0, 0, 0, 0, 1, 0, IGNORE]
    assert window.sentence_ids.tolist() == [0, 1, 1, 1, 1, 1, 2, 2]
    names = window.tags[:, 4]
    assert names[2] == IGNORE and names[6] == IGNORE and names[4] > 0


def test_training_windows_without_augmentation_keep_every_word() -> None:
    document = small_document()
    windows = small_encoder(document).training_windows(document, random.Random(1), NO_CHANGE)
    assert sum(len(window.first) - 1 for window in windows) == 7


def test_without_final_punctuation_drops_a_leaf_only() -> None:
    document = small_document()
    encoder = small_encoder(document)
    first, second = document.sentences
    assert len(without_final_punctuation(encoder.sentence(first), first).first) == 4
    assert len(without_final_punctuation(encoder.sentence(second), second).first) == 2


def test_change_words() -> None:
    words = ["The", "U.N.", '"', "did", "n't", '"', "of"]
    assert change_words(words, "lower") == ["the", "u.n.", '"', "did", "n't", '"', "of"]
    assert change_words(words, "title") == ["The", "U.N.", '"', "Did", "N't", '"', "of"]
    assert change_words(words, "typographic") == ["The", "U.N.", "“", "did", "n’t", "”", "of"]


def test_removed_word_becomes_one_unknown_subword() -> None:
    encoder = small_encoder(small_document())
    assert encoder.subwords.of("\u200b") == (encoder.subwords.unknown,)
    assert np.array_equal(encoder.sentence(Sentence(["\u200b"])).first, [0])
