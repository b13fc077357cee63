"""Numerals in running words: digits, number words and both mixed ("1.5 million", "twenty-four", "8,000")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from countermove.ontology.number_words import NumberWords
from countermove.reader.parse import Word

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?\Z")
_GLUED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k|m|bn|mn)\Z")
_HYPHENS = frozenset("-–‐‑")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the places of its first and last word in the sequence it was found in."""

    value: float | int
    first: int
    last: int


def digits_value(text: str) -> float | int | None:
    """The value of a number written in digits, with thousands commas or a decimal point."""
    if not text[:1].isdigit() or len(text) > 25 or not _DIGITS.match(text) or not text.isascii():
        return None
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def numeral_at(words: Sequence[Word], at: int, table: NumberWords) -> Numeral | None:
    """The longest numeral that starts at a word, or None. "a"/"an" alone isn't one; "a hundred" is."""
    total: float | int = 0
    part: float | int | None = None
    last = at - 1
    place = at
    while place < len(words):
        low = words[place].lower
        value = digits_value(low)
        if value is None and part is None and (glued := _GLUED.match(low)) and low.isascii():
            number = digits_value(glued[1])
            value = None if number is None else number * table.scales[glued[2]]
        if value is not None:
            if part is not None:
                break
            part = value
        elif low in table.units:
            if part is not None and not _takes_unit(part):
                break
            part = (part or 0) + table.units[low]
        elif low in table.tens:
            if part is not None and part % 100:
                break
            part = (part or 0) + table.tens[low]
        elif low in table.scales and (part is not None or last >= at) and len(low) > 1:
            scale = table.scales[low]
            if scale == 100 or scale == 12:
                part = (part or 1) * scale
            else:
                total += (part if part is not None else 1) * scale
                part = None
        elif place == at and low in ("a", "an") and place + 1 < len(words) and words[place + 1].lower in table.scales:
            part = 1
            place += 1
            continue
        elif (low == "and" or low in _HYPHENS) and last >= at and _continues(words, place, table, low):
            place += 1
            continue
        else:
            break
        last = place
        place += 1
    if last < at:
        return None
    value = total + (part or 0)
    return Numeral(int(value) if isinstance(value, float) and value.is_integer() else value, at, last)


def _takes_unit(part: float | int) -> bool:
    """Whether a unit may follow: after a round hundred, or tens such as "twenty four" and "a hundred and thirty"."""
    return part > 0 and part % 10 == 0 and part % 100 != 10


def _continues(words: Sequence[Word], place: int, table: NumberWords, joint: str) -> bool:
    """Whether "and" or a hyphen joins two parts of one numeral: "a hundred and five", "twenty-four"."""
    if place + 1 >= len(words):
        return False
    before, after = words[place - 1].lower, words[place + 1].lower
    if joint == "and":
        return before in ("hundred", "thousand") and (after in table.units or after in table.tens)
    return before in table.tens and after in table.units
