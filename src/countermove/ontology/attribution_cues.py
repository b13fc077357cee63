"""Attribution cues: the verbs, nouns and phrases that tell whose claim something is.

The file is ``data/cues/attribution.yaml``; its head explains the patterns. The cue classes follow the codebook, the
factuality a cue lends to its content follows FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import CueClass, Factuality

PATTERNS = frozenset({"clause", "quote", "to", "person_to", "gerund", "thing", "as"})
PARTS = ("verb", "noun", "adjective")

_CLASSES = frozenset(get_args(CueClass))
_FACTUALITIES = frozenset(get_args(Factuality))


@dataclass(frozen=True, slots=True)
class AttributionCue:
    """One cue: its lemma, the words that must follow (``rest``: ``point`` + ``out``), and what it says of its content.

    ``prepositions`` introduce its content ("accuse ... of"). ``strength`` is the confidence (0 to 1) of what it finds.
    ``rule`` names group and word for the audit trail.
    """

    lemma: str
    rest: tuple[str, ...]
    cue_class: CueClass
    factuality: Factuality
    patterns: frozenset[str]
    prepositions: frozenset[str]
    strength: float
    rule: str


@dataclass(frozen=True, slots=True)
class AttributionCues:
    """All cues by lemma. Within a lemma, cues with more words come first, then file order."""

    verbs: Mapping[str, tuple[AttributionCue, ...]]
    nouns: Mapping[str, tuple[AttributionCue, ...]]
    adjectives: Mapping[str, tuple[AttributionCue, ...]]
    adverbs: Mapping[str, AttributionCue]
    prepositional: Mapping[str, tuple[AttributionCue, ...]]
    prepositional_nouns: Mapping[str, AttributionCue]
    light_verbs: frozenset[str]
    venues: frozenset[str]
    told_verbs: frozenset[str]
    colon_sources: frozenset[str]

    def __len__(self) -> int:
        """How many cues there are, one for each group a word stands in."""
        groups = (self.verbs, self.nouns, self.adjectives, self.prepositional)
        return (
            sum(len(cues) for group in groups for cues in group.values())
            + len(self.adverbs)
            + len(self.prepositional_nouns)
        )


def load_attribution_cues(path: Path) -> AttributionCues:
    """Read the attribution cues from one YAML file.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict):
        raise LexiconError(path, None, "must be a mapping")
    parts: dict[str, dict[str, list[AttributionCue]]] = {part: {} for part in PARTS}
    for group in _items(path, data, "groups"):
        part = group.get("part")
        if part not in parts:
            raise LexiconError(path, group.line, f"part {part!r} is none of {', '.join(PARTS)}")
        _read_group(path, group, parts[part])
    return AttributionCues(
        verbs=_sorted(parts["verb"]),
        nouns=_sorted(parts["noun"]),
        adjectives=_sorted(parts["adjective"]),
        adverbs=_single(path, data, "adverbs", "word"),
        prepositional=_prepositional(path, data),
        prepositional_nouns=_single(path, data, "prepositional_nouns", "noun"),
        light_verbs=_word_set(path, data, "light_verbs"),
        venues=_word_set(path, data, "venues"),
        told_verbs=_word_set(path, data, "told_verbs"),
        colon_sources=_word_set(path, data, "colon_sources"),
    )


def _items(path: Path, data: LineDict, key: str) -> list[LineDict]:
    items = data.get(key)
    if not isinstance(items, list) or not all(isinstance(item, LineDict) for item in items):
        raise LexiconError(path, data.line, f"{key} must be a list of mappings")
    return items


def _word_set(path: Path, data: LineDict, key: str) -> frozenset[str]:
    words = data.get(key)
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(path, data.line, f"{key} must be a list of words")
    return frozenset(word.lower() for word in words)


def _read_group(path: Path, group: LineDict, into: dict[str, list[AttributionCue]]) -> None:
    patterns = group.get("patterns")
    if not isinstance(patterns, list) or not patterns or not set(patterns) <= PATTERNS:
        raise LexiconError(path, group.line, f"patterns must be some of {', '.join(sorted(PATTERNS))}")
    words = group.get("words")
    if not isinstance(words, list) or not words:
        raise LexiconError(path, group.line, "words must be a list")
    seen: set[str] = set()
    for entry in words:
        if not isinstance(entry, str) or not entry.strip():
            raise LexiconError(path, group.line, f"word {entry!r} must be text")
        word, _, prepositions = entry.partition("|")
        cue = _cue(path, group, word.split(), frozenset(patterns), frozenset(prepositions.split()))
        phrase = " ".join((cue.lemma, *cue.rest))
        if phrase in seen:
            raise LexiconError(path, group.line, f"{phrase!r} stands twice in the group")
        seen.add(phrase)
        into.setdefault(cue.lemma, []).append(cue)


def _cue(
    path: Path, entry: LineDict, words: list[str], patterns: frozenset[str], prepositions: frozenset[str]
) -> AttributionCue:
    cue_class: Any = entry.get("class")
    factuality: Any = entry.get("factuality")
    strength = entry.get("strength", 0.9)
    if cue_class not in _CLASSES:
        raise LexiconError(path, entry.line, f"class {cue_class!r} is none of {', '.join(sorted(_CLASSES))}")
    if factuality not in _FACTUALITIES:
        raise LexiconError(path, entry.line, f"factuality {factuality!r} is no FactBank value")
    if not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise LexiconError(path, entry.line, f"strength {strength!r} must be above 0 and at most 1")
    if not words:
        raise LexiconError(path, entry.line, "an entry has no word")
    name = entry.get("name") or entry.get("class")
    rule = f"cue:{name}/{' '.join(words)}"
    return AttributionCue(
        words[0], tuple(words[1:]), cue_class, factuality, patterns, prepositions, float(strength), rule
    )


def _sorted(cues: dict[str, list[AttributionCue]]) -> dict[str, tuple[AttributionCue, ...]]:
    return {lemma: tuple(sorted(found, key=lambda cue: -len(cue.rest))) for lemma, found in cues.items()}


def _single(path: Path, data: LineDict, key: str, field: str) -> dict[str, AttributionCue]:
    result: dict[str, AttributionCue] = {}
    for entry in _items(path, data, key):
        word = entry.get(field)
        if not isinstance(word, str) or not word:
            raise LexiconError(path, entry.line, f"{field} must be a word")
        if word in result:
            raise LexiconError(path, entry.line, f"{word!r} stands twice in {key}")
        result[word] = _cue(path, entry, [word], frozenset(), frozenset())
    return result


def _prepositional(path: Path, data: LineDict) -> dict[str, tuple[AttributionCue, ...]]:
    result: dict[str, list[AttributionCue]] = {}
    for entry in _items(path, data, "prepositional"):
        words = entry.get("words")
        if not isinstance(words, str) or not words.split():
            raise LexiconError(path, entry.line, "words must be text")
        cue = _cue(path, entry, words.split(), frozenset(), frozenset())
        result.setdefault(cue.lemma, []).append(cue)
    return _sorted(result)
