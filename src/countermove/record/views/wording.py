"""English for names, days, counts and lists, as sentences on the record use them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime: that depends on the locale
_COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split()
_DEMONYM = re.compile(r"(an|ese|ish|i|ch|ic|Greek|Swiss|Thai)$")
"""How words end that may keep their capital in a description: Kenyan police, Spanish sailors."""
_CAPITAL = re.compile(r"[A-Z][a-z'’-]*")


def day_text(day: date) -> str:
    """A day as 9 July 2018."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_text(first: date, last: date) -> str:
    """A span of days as 9 July 2018, 9–16 July 2018, 9 July – 2 August 2018; a whole month or year by its name."""
    if first == last:
        return day_text(first)
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and after.day == 1:
        if (first.month, after.month, after.year - first.year) == (1, 1, 1):
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_text(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_text(last)}"
    return f"{day_text(first)} – {day_text(last)}"


def when_text(first: date | None, last: date | None) -> str:
    """When something happened, with its preposition: on 9 July 2018, in October 2018, between 9 and 16 July 2018."""
    if first is None:
        return ""
    last = last or first
    if first == last:
        return f"on {day_text(first)}"
    span = days_text(first, last)
    if span[0].isalpha() or span.isdigit():
        return f"in {span}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day_text(last)}"
    return f"between {day_text(first)} and {day_text(last)}"


def count_text(number: int, one: str, many: str | None = None) -> str:
    """A number with what it counts: one report, twelve reports, 1,300 reports."""
    figure = _COUNTS[number] if 0 <= number < len(_COUNTS) else f"{number:,}"
    return f"{figure} {one if number == 1 else many or one + 's'}"


def joined(names: Sequence[str], most: int = 4) -> str:
    """A list as "a, b and c"; what goes beyond ``most`` is counted."""
    if len(names) > most:
        names = [*names[: most - 1], count_text(len(names) - most + 1, "other")]
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1] if names else "") if part)


def capitalised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def shortened(text: str, words: int) -> str:
    """The text on one line, cut after so many words."""
    found = text.split()
    return " ".join(found) if len(found) <= words else " ".join(found[:words]) + " …"


def inside(name: str, text: str, nominal: bool, first: Collection[str], last: Collection[str]) -> str:
    """A name inside a sentence: with its article, as the text gives it, and a capital only where it keeps it.

    Args:
        name: the name.
        text: an article that uses it.
        nominal: whether it is a description, not a name proper.
        first: first words of names that take "the".
        last: last words of such names.
    """
    words = name.split()
    if not words:
        return name
    found = _occurrences(name, text)
    if _CAPITAL.fullmatch(words[0]) and _only_at_start(name, text, found, nominal):
        name = name[0].lower() + name[1:]
    if words[0].lower() in ("the", "a", "an"):
        return name[0].lower() + name[1:]
    articles = [_article_before(text, start) for start in found]
    if name[0].islower() and articles and articles[0]:  # how the text introduces it
        return f"{articles[0]} {name}"
    if 2 * articles.count("the") > len(articles):
        return f"the {name}"
    if not found and len(words) > 1 and words[0][0].isupper() and (words[0] in first or words[-1] in last):
        return f"the {name}"
    return name


def _article_before(text: str, start: int) -> str:
    found = re.search(r"\b(the|an|a)\s+\Z", text[max(0, start - 6) : start], re.IGNORECASE)
    return found[1].lower() if found else ""


def _occurrences(name: str, text: str) -> list[int]:
    """Where the name stands in the text, its first letter large or small."""
    pattern = rf"(?<!\w)[{re.escape(name[0].upper())}{re.escape(name[0].lower())}]{re.escape(name[1:])}(?!\w)"
    return [found.start() for found in re.finditer(pattern, text)]


def _only_at_start(name: str, text: str, found: Sequence[int], nominal: bool) -> bool:
    """Whether the capital comes from the start of a sentence alone: the first word is a common one."""
    word, *more = name.split()
    if any(text[at] == word[0] and _goes_on(text, at) for at in found):
        return False
    if any(text[at] == word[0].lower() for at in found) or word.lower() in _COUNTS:
        return True
    if nominal and not _DEMONYM.search(word) and (not more or more[0][0].islower()):
        return True
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text) is not None


def _goes_on(text: str, at: int) -> bool:
    """Whether a sentence is under way there."""
    before = text[max(0, at - 12) : at]
    return bool(re.search(r"[\w,;]\s+\Z", before)) and "\n\n" not in before
