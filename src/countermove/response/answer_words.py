"""Words by which a text links an act to a move (``data/response/answer_words.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.yaml_lines import LineDict, load_yaml

ANSWER_WORDS_FILE = "response/answer_words.yaml"
_LISTS = ("answers", "moves")


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """Stems of words that say that something answers, and of nouns that stand for a move told before."""

    answers: frozenset[str]
    moves: frozenset[str]


def load_answer_words(path: Path | None = None) -> AnswerWords:
    """Load the lists; without a path, those that are shipped.

    Raises:
        LexiconError: a list is missing or unknown, or holds something else than lower-case words.
    """
    path = DATA / ANSWER_WORDS_FILE if path is None else path
    data: Any = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != set(_LISTS):
        raise LexiconError(path, getattr(data, "line", 1), f"must hold exactly: {', '.join(_LISTS)}")
    for name in _LISTS:
        values = data[name]
        if not isinstance(values, list) or not all(isinstance(v, str) and v and v == v.lower() for v in values):
            raise LexiconError(path, getattr(values, "line", data.line), f"{name} must be a list of lower-case words")
    return AnswerWords(*(frozenset(data[name]) for name in _LISTS))
