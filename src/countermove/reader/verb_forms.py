"""From an inflected English verb to its base form: irregular verbs by table, the rest by spelling rules.

A regular form has several spellings that could lie behind it (``planing``: plan, plane). A list of verbs decides; for a
verb not on it, the rules of English spelling (doubled consonants, silent e) do.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from countermove.ontology.errors import LexiconError

_DATA = Path(__file__).resolve().parent.parent / "data" / "reader"
_VOWELS = frozenset("aeiou")
_PREFIXES = (
    "re-",
    "re",
    "un",
    "over",
    "out",
    "mis",
    "under",
    "co-",
    "co",
    "pre-",
    "pre",
    "de",
    "dis",
    "fore",
    "inter",
    "sub",
    "up",
)
_PAST = ("VBD", "VBN")

IrregularForms = Mapping[tuple[str, str], str]


def load_irregular_forms(path: Path = _DATA / "irregular.tsv") -> dict[tuple[str, str], str]:
    """Read the table of irregular forms: (form, tag) to lemma.

    Raises:
        LexiconError: a line hasn't three columns, or two lines contradict each other.
    """
    forms: dict[tuple[str, str], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 3 or not all(columns):
            raise LexiconError(path, number, "should have three columns: form, tag, lemma")
        form, tag, lemma = columns
        if forms.setdefault((form, tag), lemma) != lemma:
            raise LexiconError(path, number, f"{form!r} ({tag}) has two lemmas")
    return forms


def load_base_forms(path: Path = _DATA / "verbs.txt") -> frozenset[str]:
    """Read the list of base forms.

    Raises:
        LexiconError: a line holds more than one word.
    """
    verbs: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            if line != line.strip().lower() or " " in line:
                raise LexiconError(path, number, "should be one word in lower case")
            verbs.add(line)
    return frozenset(verbs)


class VerbForms:
    """Finds base forms."""

    def __init__(self, irregular: IrregularForms, verbs: frozenset[str]) -> None:
        self._irregular = irregular
        self._verbs = verbs

    def base(self, form: str, xpos: str, proposed: str) -> str:
        """The base form of a verb.

        Args:
            form: the verb as written, in lower case.
            xpos: its Penn tag.
            proposed: what the model takes for the lemma; it counts where the form shows no ending.
        """
        if xpos in ("VB", "VBP") and (form in self._verbs or not form.endswith(("ed", "ing"))):
            return form
        if xpos in _PAST or not xpos.startswith("V"):
            irregular = self._irregular_base(form, xpos)
            if irregular is not None:
                return irregular
        candidates = _candidates(form, xpos)
        if not candidates:
            return proposed
        for candidate in candidates:
            if candidate in self._verbs:
                return candidate
        for candidate in candidates:
            if self._known(candidate):
                return candidate
        return candidates[0]

    def _irregular_base(self, form: str, xpos: str) -> str | None:
        order = ("VBN", "VBD") if xpos == "VBN" else _PAST
        for tag in order:
            lemma = self._irregular.get((form, tag))
            if lemma is not None:
                return lemma
        for prefix in _PREFIXES:
            if form.startswith(prefix) and len(form) > len(prefix) + 3:
                for tag in order:
                    lemma = self._irregular.get((form[len(prefix) :], tag))
                    if lemma is not None:
                        return prefix + lemma
        return None

    def _known(self, verb: str) -> bool:
        """Whether a verb is on the list without its prefix."""
        if "-" in verb and verb.rpartition("-")[2] in self._verbs:
            return True
        return any(
            verb.startswith(prefix) and len(verb) > len(prefix) + 2 and verb[len(prefix) :] in self._verbs
            for prefix in _PREFIXES
        )


def _candidates(form: str, xpos: str) -> list[str]:
    """The base forms that could lie behind a regular form, the likeliest by spelling first."""
    if form.endswith(("ing", "in'")) and xpos not in ("VBZ", "VBD", "VBN") and len(form) > 4:
        return _behind_ending(form[:-3])
    if form.endswith("ed") and xpos != "VBZ" and len(form) > 3:
        if form.endswith("ied"):
            return [form[:-3] + "y", form[:-1], form[:-2]]
        return _behind_ending(form[:-2])
    if form.endswith("s") and xpos in ("VBZ", "VERB") and not form.endswith("ss") and len(form) > 2:
        return _behind_s(form)
    return []


def _behind_s(form: str) -> list[str]:
    if form.endswith("ies"):
        return [form[:-3] + "y", form[:-1], form[:-2]]
    if form.endswith(("sses", "xes", "zzes", "ches", "shes", "oes")):
        return [form[:-2], form[:-1], form[:-3]]
    return [form[:-1], form[:-2]] if form.endswith("es") else [form[:-1]]


def _behind_ending(stem: str) -> list[str]:
    """The base forms behind a stem that -ed or -ing was cut from."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        undoubled = stem[:-1]
        return [stem, undoubled, stem + "e"] if stem[-1] in "lsfz" else [undoubled, stem, stem + "e"]
    if stem.endswith("ck"):
        return [stem, stem[:-1], stem + "e"]
    return [stem + "e", stem] if _wants_silent_e(stem) else [stem, stem + "e"]


def _wants_silent_e(stem: str) -> bool:
    """Whether English spelling says that an e was dropped after this stem ("hop(e)", "announc(e)", "creat(e)")."""
    last = stem[-1:]
    before = stem[-2:-1]
    if last in ("v", "c", "u", "z") or stem.endswith(
        ("dg", "rg", "lg", "ang", "eng", "rs", "ns", "ls", "ws", "iz", "at", "ys")
    ):
        return not stem.endswith(("eat", "oat", "ow"))
    if last in ("l", "t", "s") and before in _VOWELS and stem[-3:-2] in _VOWELS:
        return last == "s"
    if last == "l" and before not in _VOWELS and before not in ("r", "w", "l"):
        return True
    if last in _VOWELS or last in ("w", "x", "y", "h") or before not in _VOWELS:
        return False
    if stem[-3:-2] in _VOWELS and not stem[:-1].endswith("qu" + before):
        return last in ("s", "g")
    return sum(character in _VOWELS for character in stem) == 1 or stem.endswith(
        (
            "ut",
            "ot",
            "id",
            "ud",
            "od",
            "ad",
            "ed",
            "is",
            "as",
            "os",
            "us",
            "um",
            "am",
            "ap",
            "ip",
            "op",
            "up",
            "ak",
            "ok",
            "ik",
            "ir",
            "ur",
            "ar",
            "in",
            "un",
            "an",
            "ag",
            "og",
            "ug",
            "ol",
            "ul",
            "il",
            "ec",
            "ib",
            "ab",
        )
    )
