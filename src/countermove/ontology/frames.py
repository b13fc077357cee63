"""Event frames: which words, in which construction, report which PLOVER event, and where the parties stand.

One YAML file per event type in ``data/frames``; the README there describes the keys. Word classes (``<weapon>``) stand
in ``data/noun_classes.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from countermove.ontology.contexts import ContextCues, load_context_cues
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES, Folding, Plover
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import EventType

PartOfSpeech = Literal["verb", "noun", "adj"]
RolePath = tuple[str, ...]
"""Steps from the trigger to an argument: ``("object", "of")`` is the *of*-phrase of the trigger's object."""

PARTS_OF_SPEECH: tuple[PartOfSpeech, ...] = ("verb", "noun", "adj")
PART_OF_SPEECH: dict[str, PartOfSpeech] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}
"""The part of speech of the frames of a word, by its UPOS tag."""

COMPLEMENTS = ("clause", "infinitive", "that", "must", "none", "bare")
REQUIREMENTS = ("actor", "recipient", "party", "both", "persons", "official", "officials")
PARTY_CLASS = "<party>"
_DEFAULTS: dict[PartOfSpeech, dict[str, Any]] = {
    "verb": {"actor": "subject", "recipient": "object", "prior": 0.7},
    "noun": {"actor": "by poss modifier support>subject", "recipient": "against on to", "prior": 0.6},
    "adj": {"actor": "subject", "recipient": "of", "prior": 0.6},
}
"""What a file's own ``defaults`` don't say."""

_LISTS = ("particle", "object", "not_object", "subject", "not_subject", "modifier", "not_modifier", "not_preposition",
          "object_modifier", "not_object_modifier", "complement_verb", "modal")  # fmt: skip
_KEYS = frozenset(
    {"id", "mode", "contexts", "actor", "recipient", "symmetric", "oblique", "complement", "requires", "prior",
     "example", "event_type", "empty", "negated", *PARTS_OF_SPEECH, *_LISTS}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of one or more trigger lemmas.

    ``object`` and the other word sets hold lemmas; an empty set asks for nothing. ``obliques`` are phrases that must
    stand there, as (prepositions, head lemmas or empty). ``requires`` says which parties must be political actors.
    ``empty`` marks words that are events only by their content ("plans to attack"). ``complement_verb`` are lemmas of
    the complement clause, which is then part of the act ("told the envoy to leave"). ``modal`` and ``negated`` frames
    need an auxiliary or a negation, which is then what makes the act and no doubt of it ("would not sign").
    ``prior`` is how often the frame is right where it matches (0..1); ``specificity`` orders rival frames.
    ``own`` marks a frame that a user added: it goes before others and the model's heads don't overrule it.
    """

    id: str
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    part_of_speech: PartOfSpeech
    lemmas: tuple[str, ...]
    actor: tuple[RolePath, ...]
    recipient: tuple[RolePath, ...]
    symmetric: bool
    empty: bool
    particle: frozenset[str]
    object: frozenset[str]
    not_object: frozenset[str]
    subject: frozenset[str]
    not_subject: frozenset[str]
    modifier: frozenset[str]
    not_modifier: frozenset[str]
    not_preposition: frozenset[str]
    object_modifier: frozenset[str]
    not_object_modifier: frozenset[str]
    complement_verb: frozenset[str]
    modal: frozenset[str]
    negated: bool
    obliques: tuple[tuple[frozenset[str], frozenset[str]], ...]
    complement: str | None
    requires: tuple[str, ...]
    prior: float
    examples: tuple[str, ...]
    line: int
    specificity: int
    own: bool


@dataclass(frozen=True, slots=True)
class FrameLexicon:
    """All frames, found by part of speech and lemma; rivals are sorted, the most specific first.

    ``classes`` are the named word classes of ``noun_classes.yaml``; ``contexts`` and ``folding`` come from
    ``cues/contexts.yaml`` and ``plover.yaml``.
    """

    frames: tuple[Frame, ...]
    by_trigger: MappingProxyType[tuple[str, str], tuple[Frame, ...]]
    classes: MappingProxyType[str, frozenset[str]]
    contexts: ContextCues
    folding: Folding

    def at(self, part_of_speech: str, lemma: str) -> tuple[Frame, ...]:
        """The frames that a word of this part of speech and lemma may trigger."""
        return self.by_trigger.get((part_of_speech, lemma), ())

    def find(self, frame_id: str) -> Frame | None:
        """The frame with this id."""
        return next((frame for frame in self.frames if frame.id == frame_id), None)


def load_frames(directory: Path, plover: Plover, extra: Sequence[Path] = ()) -> FrameLexicon:
    """Load all ``*.yaml`` of the frames directory, and ``noun_classes.yaml`` next to it.

    Args:
        directory: the folder of frames (``data/frames``).
        plover: the ontology's types, modes and contexts.
        extra: folders with frames of a user's own, or single files; they go before those of ``directory``.

    Raises:
        LexiconError: an unknown key, type, mode, context, class or requirement, an id used twice, or a frame without
            trigger or example; file and line are named.
    """
    classes = _load_classes(directory.parent / "noun_classes.yaml")
    frames: list[Frame] = []
    seen: dict[str, str] = {}
    own = [(path, True) for place in extra for path in _files_of(place)]
    for path, is_own in (*own, *((path, False) for path in _files_of(directory))):
        for frame in _load_file(path, plover, classes, is_own):
            if frame.id in seen:
                raise LexiconError(path, frame.line, f"id {frame.id!r} is also used in {seen[frame.id]}")
            seen[frame.id] = path.name
            frames.append(frame)
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            index.setdefault((frame.part_of_speech, lemma), []).append(frame)
    by_trigger = {
        key: tuple(sorted(rivals, key=lambda frame: (not frame.own, -frame.specificity)))
        for key, rivals in index.items()
    }
    contexts = load_context_cues(directory.parent / "cues" / "contexts.yaml", plover.contexts)
    return FrameLexicon(
        tuple(frames), MappingProxyType(by_trigger), MappingProxyType(classes), contexts, plover.folding
    )


def _files_of(place: Path) -> list[Path]:
    if place.is_dir():
        found = sorted(place.glob("*.yaml"))
        if not found:
            raise LexiconError(place, None, "holds no *.yaml file with frames")
        return found
    return [place]


def _load_classes(path: Path) -> dict[str, frozenset[str]]:
    classes: dict[str, frozenset[str]] = {}
    for name, words in load_yaml(path).items():
        found: set[str] = set()
        for word in words:
            if not isinstance(word, str):
                raise LexiconError(path, None, f"class {name!r}: {word!r} is not a word")
            if word.startswith("<"):
                if word[1:-1] not in classes:
                    raise LexiconError(path, None, f"class {name!r} uses {word} before it is defined")
                found |= classes[word[1:-1]]
            else:
                found.add(word)
        classes[name] = frozenset(found)
    return classes


def _load_file(path: Path, plover: Plover, classes: Mapping[str, frozenset[str]], own: bool) -> Iterator[Frame]:
    data: Any = load_yaml(path)
    if not isinstance(data, LineDict) or not isinstance(data.get("frames"), list):
        raise LexiconError(path, 1, "must hold event_type and a list of frames")
    if data.get("event_type") not in EVENT_TYPES:
        raise LexiconError(path, data.line, f"event_type {data.get('event_type')!r} is not a PLOVER event type")
    defaults = data.get("defaults") or {}
    for entry in data["frames"]:
        if not isinstance(entry, LineDict):
            raise LexiconError(path, None, f"a frame must be a mapping, not {entry!r}")
        reader = _Entry(path, entry, plover, classes)
        yield reader.frame(data["event_type"], defaults, own)


def _specificity(
    sets: Mapping[str, frozenset[str]],
    obliques: tuple[tuple[frozenset[str], frozenset[str]], ...],
    complement: str | None,
) -> int:
    """How much a frame asks for.

    Particles, objects, named phrases and verbs of complements count double, exclusions don't count.
    """
    asked = sum(bool(words) for name, words in sets.items() if not name.startswith("not_"))
    asked += bool(sets["particle"]) + bool(sets["object"] - {PARTY_CLASS}) + bool(sets["complement_verb"])
    return asked + sum(1 + 2 * bool(words) for _, words in obliques) + bool(complement)


class _Entry:
    """Reads one frame's mapping and complains with file and line."""

    def __init__(self, path: Path, entry: LineDict, plover: Plover, classes: Mapping[str, frozenset[str]]) -> None:
        self.path, self.entry, self.plover, self.classes = path, entry, plover, classes

    def fail(self, message: str) -> LexiconError:
        return LexiconError(self.path, self.entry.line, f"frame {self.entry.get('id')!r}: {message}")

    def frame(self, file_type: str, file_defaults: Any, own: bool) -> Frame:
        entry = self.entry
        defaults = {kind: {**_DEFAULTS[kind], **(file_defaults.get(kind) or {})} for kind in PARTS_OF_SPEECH}
        unknown = sorted(set(entry) - _KEYS)
        if unknown:
            raise self.fail(f"unknown key {unknown[0]!r}; known: {', '.join(sorted(_KEYS))}")
        kinds = [kind for kind in PARTS_OF_SPEECH if kind in entry]
        if len(kinds) != 1 or not entry.get("id"):
            raise self.fail("needs an id and exactly one of verb, noun, adj")
        kind = kinds[0]
        event_type = self._choice("event_type", EVENT_TYPES) or file_type
        if not self.plover.allows(event_type, entry.get("mode")):
            raise self.fail(f"{event_type} has no mode {entry['mode']!r}")
        sets = {name: self._words(name, entry.get(name)) for name in _LISTS}
        obliques = tuple(self._obliques())
        complement = self._choice("complement", COMPLEMENTS)
        examples = self._strings("example")
        if not examples:
            raise self.fail("needs an example sentence")
        specificity = (
            _specificity(sets, obliques, complement)
            + (entry.get("negated") == "yes")
            + 5 * (self.entry.get("requires") == "persons")
        )
        return Frame(
            id=entry["id"],
            event_type=cast("EventType", event_type),
            mode=entry.get("mode"),
            contexts=self._contexts(),
            part_of_speech=kind,
            lemmas=tuple(self._strings(kind)),
            actor=self._paths("actor", defaults[kind]),
            recipient=self._paths("recipient", defaults[kind]),
            symmetric=entry.get("symmetric") == "yes",
            empty=entry.get("empty") == "yes",
            negated=entry.get("negated") == "yes",
            **sets,
            obliques=obliques,
            complement=complement,
            requires=self._requirements(defaults[kind]),
            prior=self._prior(defaults[kind]),
            examples=tuple(examples),
            line=entry.line,
            specificity=specificity,
            own=own,
        )

    def _strings(self, key: str) -> list[str]:
        value = self.entry.get(key)
        values = value if isinstance(value, list) else [] if value is None else [value]
        for item in values:
            if not isinstance(item, str) or not item:
                raise self.fail(f"{key}: {item!r} is not text")
        return values

    def _choice(self, key: str, allowed: tuple[str, ...]) -> str | None:
        value = self.entry.get(key)
        if value is not None and value not in allowed:
            raise self.fail(f"{key} {value!r} is none of {', '.join(allowed)}")
        return cast("str | None", value)

    def _words(self, key: str, value: Any) -> frozenset[str]:
        values = value if isinstance(value, list) else [] if value is None else [value]
        found: set[str] = set()
        for item in values:
            if not isinstance(item, str):
                raise self.fail(f"{key}: {item!r} is not a word")
            if item.startswith("<") and item != PARTY_CLASS:
                if item[1:-1] not in self.classes:
                    raise self.fail(f"{key}: class {item} is not in noun_classes.yaml")
                found |= self.classes[item[1:-1]]
            else:
                found.add(item)
        return frozenset(found)

    def _obliques(self) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        for prepositions, words in (self.entry.get("oblique") or {}).items():
            yield frozenset(prepositions.split()), self._words("oblique", words)

    def _contexts(self) -> tuple[str, ...]:
        contexts = self._strings("contexts")
        for context in contexts:
            if context not in self.plover.contexts:
                raise self.fail(f"{context!r} is not a PLOVER context")
        return tuple(contexts)

    def _paths(self, key: str, defaults: Any) -> tuple[RolePath, ...]:
        value = self.entry.get(key, defaults.get(key, ""))
        if value is None or value == "none":
            return ()
        if not isinstance(value, str):
            raise self.fail(f"{key}: {value!r} must be paths such as 'subject' or 'object>of against'")
        return tuple(tuple(path.split(">")) for path in value.split())

    def _prior(self, defaults: Any) -> float:
        value = self.entry.get("prior", defaults["prior"])
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.fail(f"prior: {value!r} is no number from 0 to 1")
        return float(value)

    def _requirements(self, defaults: Any) -> tuple[str, ...]:
        value = self.entry.get("requires", defaults.get("requires", "none"))
        if value == "none":
            return ()
        if value not in REQUIREMENTS:
            raise self.fail(f"requires {value!r} is none of none, {', '.join(REQUIREMENTS)}")
        return (value,)
