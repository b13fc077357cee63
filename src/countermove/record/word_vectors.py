"""What words mean, as short vectors: near ones are words by which two outlets tell one happening.

The vectors (``data/record/word_vectors.npz``, made by ``training/word_vectors.py``) are those of a sentence encoder for
words and for WordNet's definitions of their senses, cut down by a linear map that was learned from WordNet's synonyms
and from the events of our composed stories.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from countermove.ontology.errors import LexiconError

Vector = NDArray[np.float32]


class WordVectors:
    """Vectors of base forms, of unit length; a word that isn't known has the zero vector.

    Args:
        words: base forms.
        vectors: one row a word, whole numbers from -127 to 127.
    """

    def __init__(self, words: Sequence[str], vectors: NDArray[np.int8]) -> None:
        self._rows = {word: row for row, word in enumerate(words)}
        self._vectors = vectors
        self._zero = np.zeros(vectors.shape[1], dtype=np.float32)

    @property
    def rows(self) -> NDArray[np.int8]:
        """All vectors as they are stored, in the order of the words."""
        return self._vectors

    def vector(self, base: str, family: str = "") -> Vector:
        """The vector of a base form, or else of its family."""
        row = self._rows.get(base, self._rows.get(family))
        if row is None:
            return self._zero
        vector = self._vectors[row].astype(np.float32)
        norm = float(np.sqrt(vector @ vector))
        return vector / np.float32(norm) if norm else self._zero


def load_word_vectors(path: Path | None = None) -> WordVectors:
    """Read vectors; without a path, the shipped ones.

    Raises:
        LexiconError: the file is missing, or isn't one of words and as many rows of vectors.
    """
    if path is None:
        path = Path(str(files("countermove"))) / "data" / "record" / "word_vectors.npz"
    try:
        with np.load(path, allow_pickle=False) as data:
            words = data["words"].tobytes().decode("utf-8").split("\n")
            vectors = data["vectors"]
    except (OSError, KeyError, ValueError) as error:
        raise LexiconError(path, None, f"holds no word vectors: {error}") from error
    if vectors.ndim != 2 or vectors.dtype != np.int8 or len(words) != len(vectors):
        raise LexiconError(path, None, "must hold words and as many rows of whole numbers from -127 to 127")
    return WordVectors(words, vectors)
