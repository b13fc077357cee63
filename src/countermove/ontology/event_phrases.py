"""English phrases for events and speech, from ``record/event_phrases.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import CueClass

EVENT_PHRASES_FILE = "record/event_phrases.yaml"
_PARTS = frozenset(("verb", "act", "noun", "to"))


@dataclass(frozen=True, slots=True)
class EventPhrase:
    """How an event of one kind is put.

    ``verb`` goes before the recipient, ``act`` stands where no recipient is known, ``noun`` (with its article) where no
    actor is known, ``to`` joins the noun to the recipient.
    """

    verb: str
    act: str
    noun: str
    to: str


@dataclass(frozen=True, slots=True)
class EventPhrases:
    """Phrases by PLOVER type and mode, verbs of speech by cue class, and words of names that take "the"."""

    events: MappingProxyType[tuple[str, str], EventPhrase]
    speaking: MappingProxyType[str, str]
    the_first: frozenset[str]
    the_last: frozenset[str]

    def event(self, event_type: str, mode: str | None) -> EventPhrase:
        """The phrase of a type and mode; a mode without one has its type's.

        Raises:
            KeyError: not one of the 16 types.
        """
        return self.events.get((event_type, mode or "")) or self.events[event_type, ""]


def load_event_phrases(path: Path) -> EventPhrases:
    """Load the phrases.

    Raises:
        LexiconError: a type or cue class is unknown or missing, or a phrase is incomplete; file and line are named.
    """
    data: Any = load_yaml(path)
    if not isinstance(data, dict) or set(data) != {"types", "speaking", "the"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give types, speaking, the, no more")
    phrases: dict[tuple[str, str], EventPhrase] = {}
    for name, entry in data["types"].items():
        if name not in EVENT_TYPES:
            raise LexiconError(path, entry.line, f"{name!r} is not a PLOVER event type")
        modes = entry.get("modes") or {}
        own = {part: text for part, text in entry.items() if part != "modes"}
        phrases[name, ""] = _phrase(path, entry.line, name, own)
        for mode, changes in modes.items():
            phrases[name, mode] = _phrase(path, changes.line, f"{name} {mode}", {**own, **changes})
    missing = [name for name in EVENT_TYPES if (name, "") not in phrases]
    if missing:
        raise LexiconError(path, data["types"].line, f"types without a phrase: {', '.join(missing)}")
    speaking = data["speaking"]
    if set(speaking) != set(get_args(CueClass)):
        raise LexiconError(path, speaking.line, f"speaking must give {', '.join(get_args(CueClass))}, no more")
    the = data["the"]
    if set(the) != {"first", "last"}:
        raise LexiconError(path, the.line, "the must give first, last, no more")
    first, last = (frozenset(map(str, the[name])) for name in ("first", "last"))
    return EventPhrases(MappingProxyType(phrases), MappingProxyType(dict(speaking)), first, last)


def _phrase(path: Path, line: int, name: str, parts: dict[str, Any]) -> EventPhrase:
    if set(parts) != _PARTS or not all(isinstance(text, str) and text.strip() for text in parts.values()):
        raise LexiconError(path, line, f"{name} must give verb, act, noun, to as text, no more")
    return EventPhrase(**parts)
