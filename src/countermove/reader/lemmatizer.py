"""Lemmas: the model proposes a script, tables and spelling rules correct it.

Irregular forms come first, then forms attested in the treebanks (the model file carries them), then the rules for
regular verbs, plurals and comparatives; whatever is left is as the model proposes.
"""

from __future__ import annotations

from collections.abc import Mapping

from countermove.reader.lemmas import apply_script
from countermove.reader.verb_forms import VerbForms, load_base_forms, load_irregular_forms

_COMPARED = frozenset(("JJR", "JJS", "RBR", "RBS"))
_UNINFLECTED = frozenset(("JJ", "RB"))
_VOWELS = frozenset("aeiou")


class Lemmatizer:
    """Turns a form, its tags and the model's script into a lemma.

    Args:
        attested: the model's table; its keys are a form in lower case, a tab and the UD part of speech.
    """

    def __init__(self, attested: Mapping[str, str]) -> None:
        self._attested = dict(attested)
        self._irregular = load_irregular_forms()
        self._verbs = VerbForms(self._irregular, load_base_forms())

    def lemma(self, form: str, upos: str, xpos: str, script: str) -> str:
        """The lemma of a word."""
        proposed = apply_script(form, script) or form
        lower = form.lower().replace("’", "'")
        if upos in ("VERB", "AUX"):
            return self._verb(lower, upos, xpos, proposed.lower())
        if upos not in ("NOUN", "ADJ", "ADV", "PART"):
            return proposed
        if xpos == "NN" and lower != "people":
            return proposed if proposed.lower() == lower else lower
        known = self._irregular.get((lower, upos)) or self._attested.get(f"{lower}\t{upos}")
        if known is not None:
            return known
        if xpos in _UNINFLECTED:
            return proposed if proposed.lower() == lower else lower
        if upos == "NOUN" and xpos == "NNS" and proposed.lower() != lower:
            return singular(lower)
        if xpos in _COMPARED:
            return positive(lower)
        return proposed

    def _verb(self, lower: str, upos: str, xpos: str, proposed: str) -> str:
        if lower == "'d":
            return "would" if xpos == "MD" else "have"
        if lower == "'s":
            return proposed if proposed in ("be", "have", "do") else "be"
        known = self._irregular.get((lower, upos)) or self._attested.get(f"{lower}\t{upos}")
        if known is not None:
            return known
        if xpos == "MD":
            return lower if lower.isalpha() else proposed
        if upos == "AUX" and not lower.isalpha():
            return proposed
        return self._verbs.base(lower, xpos, proposed)


def singular(form: str) -> str:
    """The singular of a regular plural in lower case."""
    if not form.endswith("s") or form.endswith("ss") or len(form) < 3:
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")) and len(form) > 4:
        return form[:-2]
    if form.endswith(("'s", "’s")):
        return form[:-2]
    return form[:-1]


def positive(form: str) -> str:
    """The positive of a regular comparative or superlative in lower case."""
    stem = form[:-2] if form.endswith("er") else form[:-3] if form.endswith("est") else form
    if stem == form or len(stem) < 3:
        return form
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS and stem[-1] not in "ls":
        return stem[:-1]
    return stem
