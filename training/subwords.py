"""Subword numbers of single words, remembered, since the tokenizer never looks across words."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer


class Subwords:
    """Word to subword numbers; a word the normaliser removes altogether becomes one [UNK]."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.cls: int = tokenizer.token_to_id("[CLS]")
        self.sep: int = tokenizer.token_to_id("[SEP]")
        self.mask: int = tokenizer.token_to_id("[MASK]")
        self.unknown: int = tokenizer.token_to_id("[UNK]")
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def from_file(cls, path: Path) -> Subwords:
        """Read a tokenizers JSON file."""
        return cls(Tokenizer.from_file(str(path)))

    def of(self, word: str) -> tuple[int, ...]:
        """Return the subword numbers of a word."""
        numbers = self._known.get(word)
        if numbers is None:
            encoding = self.tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False)
            numbers = tuple(encoding.ids) or (self.unknown,)
            self._known[word] = numbers
        return numbers
