"""Words to subword numbers and shapes, remembered from article to article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from countermove.reader.shapes import shape

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_REMEMBERED_WORDS = 100_000
_LONGEST_WORD = 100  # characters; WordPiece knows nothing longer
_MOST_SUBWORDS = 24  # of one word; the model reads a word from its first subword


class WordCode(NamedTuple):
    """A word as the model sees it."""

    subwords: tuple[int, ...]
    shape: int


class SubwordTable:
    """Codes of words. What is remembered never changes a code; safe to share between threads."""

    def __init__(self, tokenizer_json: str) -> None:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_str(tokenizer_json)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self.cls = self._special("[CLS]")
        self.sep = self._special("[SEP]")
        self._unknown = self._special("[UNK]")
        self._codes: dict[str, WordCode] = {}

    def _special(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(f"the tokenizer has no {token}")
        return int(number)

    def codes(self, words: Sequence[str]) -> list[WordCode]:
        """The code of each word."""
        known = self._codes
        unseen = sorted(set(words).difference(known))
        if unseen:
            if len(known) + len(unseen) > _REMEMBERED_WORDS:
                known = {}
                unseen = sorted(set(words))
            self._learn(known, unseen)
            self._codes = known
        return [known[word] for word in words]

    def _learn(self, known: dict[str, WordCode], unseen: list[str]) -> None:
        short = [word for word in unseen if len(word) <= _LONGEST_WORD]
        readable = [word.encode("utf-8", "replace").decode("utf-8") for word in short]
        encoding = self._tokenizer.encode(readable, is_pretokenized=True, add_special_tokens=False)
        parts: list[list[int]] = [[] for _ in short]
        for number, place in zip(encoding.ids, encoding.word_ids, strict=True):
            if place is not None:
                parts[place].append(number)
        # A word of which the normaliser leaves nothing (zero-width characters, NUL) is unknown.
        for word, numbers in zip(short, parts, strict=True):
            known[word] = WordCode(tuple(numbers[:_MOST_SUBWORDS]) or (self._unknown,), shape(word))
        for word in unseen:
            if len(word) > _LONGEST_WORD:
                known[word] = WordCode((self._unknown,), shape(word[:_LONGEST_WORD]))
