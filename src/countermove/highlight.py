"""An article's text as HTML with what was found in it marked, in the manner of displaCy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from countermove.schema import Reading, Span

_STYLE = {
    "event": ("#b3261e", "#fde7e5"),
    "entity": ("#1d4e89", "#e4eefb"),
    "cue": ("#6a3d9a", "#f0e7f8"),
    "time": ("#2f6b2f", "#e5f3e4"),
    "quantity": ("#8a5a00", "#fcf0d8"),
    "place": ("#00666b", "#def3f3"),
    "silence": ("#444444", "#ececec"),
}
ORDER = ("event", "silence", "cue", "quantity", "time", "place", "entity")
"""Kinds of what is marked, the one that matters most first."""
Marked = TypeVar("Marked")


def without_overlaps(
    marks: Iterable[Marked], span: Callable[[Marked], Span], kind: Callable[[Marked], str], length: int
) -> list[Marked]:
    """Marks in order of the text; of those that want the same characters, the one whose kind matters more.

    Args:
        marks: what was found.
        span: the characters of a mark; one that is empty or outside the text is left out.
        kind: its kind, one of :data:`ORDER`.
        length: characters of the text.
    """
    taken: list[Marked] = []
    used = bytearray(length)
    for mark in sorted(marks, key=lambda one: (ORDER.index(kind(one)), span(one))):
        first, last = span(mark)
        if 0 <= first < last <= length and not any(used[first:last]):
            used[first:last] = b"\1" * (last - first)
            taken.append(mark)
    return sorted(taken, key=span)


def _marks(reading: Reading) -> list[tuple[Span, str, str]]:
    found: list[tuple[Span, str, str]] = []
    for event in reading.events:
        label = f"{event.event_type} {event.mode}" if event.mode else event.event_type
        found.append((event.trigger, "event", label))
    found += [(item.span, "silence", "silence") for item in reading.non_responses]
    found += [(item.cue, "cue", item.cue_class) for item in reading.attributions if item.cue]
    found += [(item.span, "quantity", item.unit) for item in reading.quantities]
    found += [(item.span, "time", item.value) for item in reading.times]
    found += [(item.span, "place", item.country or item.kind) for item in reading.places]
    for entity in reading.entities:
        label = entity.country or entity.kind
        found += [(mention.span, "entity", label) for mention in entity.mentions if mention.form == "name"]
    return found


def reading_html(reading: Reading) -> str:
    """Return a self-contained HTML fragment; all text from the article is escaped."""
    parts = [
        '<div class="countermove" dir="ltr" style="line-height:2.2;max-width:46em;white-space:pre-wrap">',
    ]
    if reading.title:
        parts.append(f"<strong>{escape(reading.title)}</strong>\n")
    shown = without_overlaps(_marks(reading), lambda one: one[0], lambda one: one[1], len(reading.text))
    at = 0
    for (start, end), kind, label in shown:
        ink, paper = _STYLE[kind]
        parts.append(escape(reading.text[at:start]))
        parts.append(
            f'<mark style="background:{paper};color:inherit;padding:.2em .3em;border-radius:.3em">'
            f"{escape(reading.text[start:end])}"
            f'<span style="color:{ink};font-size:.7em;font-weight:bold;margin-left:.4em">{escape(label)}</span></mark>'
        )
        at = end
    parts.append(escape(reading.text[at:]))
    parts.append("</div>")
    return "".join(parts)
