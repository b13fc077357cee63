"""Lemmas: the model proposes a script, tables and spelling rules correct it."""

from __future__ import annotations

from collections.abc import Mapping

from countermove.reader.lemmas import apply_script


class Lemmatizer:
    """Turns a form, its tags and the model's script into a lemma."""

    def __init__(self, attested: Mapping[str, str]) -> None:
        self._attested = dict(attested)

    def lemma(self, form: str, upos: str, xpos: str, script: str) -> str:
        """The lemma of a word."""
        return apply_script(form, script) or form
