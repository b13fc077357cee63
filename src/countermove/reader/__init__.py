"""The neural reader: text to parse, one model file, one forward pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from countermove.reader.parse import Name, Parse, SentenceParse, Word

if TYPE_CHECKING:
    from countermove.reader.reader import Reader

__all__ = ["Name", "Parse", "Reader", "SentenceParse", "Word"]


def __getattr__(name: str) -> object:
    # Loaded on first use: training and the coders' tests need the types without the model's runtime.
    if name == "Reader":
        from countermove.reader.reader import Reader

        return Reader
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
