"""Dates as pages, feeds and tables write them, to ISO 8601: day, time and offset as the source gave them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from countermove.intake.knowledge import PAGES, load_mapping, word_list, word_mapping
from countermove.ontology.errors import LexiconError

_OFFSET = re.compile(r"[+-]\d\d:\d\d\Z")
_TIME = (
    r"(?P<hour>2[0-3]|[01]?\d)(?!\d)(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
)
_ZONE = r"(?P<zone>(?:(?:GMT|UTC)\s?)?[+-]\d\d:?\d\d|(?:GMT|UTC)\s?[+-]\d{1,2}\b|[A-Za-z]{1,5}\b)"
_AFTER = re.compile(
    rf"(?:\s*[T,|–—·-]\s*|\s+)(?:at\s+|(?:last\s+)?(?:updated|modified)\b\s*)?{_TIME}(?:\s*\(?{_ZONE})?",
    re.IGNORECASE,
)
_COMPACT_TIME = re.compile(r"T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?")
_BEFORE = re.compile(
    rf"(?<!\d){_TIME}(?:\s*\(?{_ZONE}\)?)?\s*(?:[,|–—·-]|\bon\b)?\s*(?:[A-Za-z]{{3,9}}\.?,?\s+)?\Z", re.IGNORECASE
)
_UNIX = re.compile(r"\s*(\d{10})(\d{3})?\s*\Z")
_SEARCHED_BEFORE = 40


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a text: ISO 8601 with the time and offset that stand beside it, and where it stands."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DateWords:
    """Names of months (lower case, to their number) and of time zones (lower case, to ``+HH:MM``)."""

    months: dict[str, int]
    zones: dict[str, str]
    pattern: re.Pattern[str]


def load_date_words(path: Path = PAGES / "dates.yaml") -> DateWords:
    """Read the words of dates.

    Raises:
        LexiconError: an entry can't be used; file and line are named.
    """
    data = load_mapping(path)
    by_number = word_mapping(path, data, "months")
    months = {name: number for number in range(1, 13) for name in word_list(path, by_number, number)}
    zones = dict(word_mapping(path, data, "zones"))
    for name, offset in zones.items():
        if not isinstance(offset, str) or not _OFFSET.match(offset):
            raise LexiconError(path, data.line, f'zones: {name} must be an offset such as "+01:00"')
    return DateWords(months, zones, _date_pattern(months))


def _date_pattern(months: dict[str, int]) -> re.Pattern[str]:
    name = "|".join(sorted(months, key=lambda word: (-len(word), word)))
    return re.compile(
        r"(?<![\d/.-])(?:"
        r"(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})(?!\d)"
        r"|(?P<packed>(?:19|20)\d{6})(?=T\d{4}|\b)"
        rf"|(?P<day_a>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<name_a>{name})\b\.?,?[\s-]+(?P<year_a>\d{{4}})\b"
        rf"|\b(?P<name_b>{name})\b\.?\s+(?P<day_b>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year_b>\d{{4}})\b"
        r"|(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second_number>\d{1,2})(?P=mark)(?P<year_c>\d{4})(?![\d/])"
        r")",
        re.IGNORECASE,
    )


@cache
def _words() -> DateWords:
    return load_date_words()


def find_dates(text: str, day_first: bool | None = None, most: int = 50) -> list[FoundDate]:
    """Find full dates (day, month, year) in a text, in order.

    Args:
        text: any text.
        day_first: whether 01/11/2024 is the first of November; None leaves dates out that could be either.
        most: stop after so many.
    """
    words = _words()
    found: list[FoundDate] = []
    for match in words.pattern.finditer(text):
        day = _day(match, words, day_first)
        if day is None:
            continue
        time, end = _time_beside(text, match, words)
        found.append(FoundDate(day.isoformat() + time, match.start(), end))
        if len(found) >= most:
            break
    return found


def parse_date(text: str, day_first: bool | None = None) -> str | None:
    """Return the ISO 8601 form of a text that starts with a date or is seconds since 1970; None for anything else.

    A time or a weekday may stand before the date; what follows it is left alone.
    """
    unix = _UNIX.match(text)
    if unix:
        return datetime.fromtimestamp(int(unix.group(1)), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = text[:100]
    found = find_dates(text, day_first, most=1)
    if not found or len(text[: found[0].start].strip()) > 30:
        return None
    return found[0].value


def _day(match: re.Match[str], words: DateWords, day_first: bool | None) -> date | None:
    part = match.groupdict()
    if part["year"]:
        numbers = part["year"], part["month"], part["day"]
    elif part["packed"]:
        numbers = part["packed"][:4], part["packed"][4:6], part["packed"][6:]
    elif part["year_c"]:
        return _numeric_day(part, day_first)
    else:
        name = (part["name_a"] or part["name_b"]).lower()
        numbers = part["year_a"] or part["year_b"], str(words.months[name]), part["day_a"] or part["day_b"]
    return _real_day(*map(int, numbers))


def _numeric_day(part: dict[str, str], day_first: bool | None) -> date | None:
    first, second, year = int(part["first"]), int(part["second_number"]), int(part["year_c"])
    if part["mark"] == ".":  # 01.11.2024 has the day first wherever it is written
        return _real_day(year, second, first)
    if first > 12 or first == second:
        return _real_day(year, second, first)
    if second > 12:
        return _real_day(year, first, second)
    if day_first is None:
        return None
    return _real_day(year, second, first) if day_first else _real_day(year, first, second)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_beside(text: str, match: re.Match[str], words: DateWords) -> tuple[str, int]:
    """The time after or else before a date, as ``THH:MM[:SS][offset]``, and where date and time end."""
    compact = _COMPACT_TIME.match(text, match.end())
    if compact:
        hour, minute, second, zone = compact.groups()
        seconds = f":{second}" if second else ""
        return f"T{hour}:{minute}{seconds}{_offset(zone, words)}", compact.end()
    after = _AFTER.match(text, match.end())
    if after and (time := _time(after, words)):
        return time, after.end()
    before = _BEFORE.search(text[max(0, match.start() - _SEARCHED_BEFORE) : match.start()])
    if before and (time := _time(before, words)):
        return time, match.end()
    return "", match.end()


def _time(match: re.Match[str], words: DateWords) -> str | None:
    part = match.groupdict()
    if not part["minute"] and not part["half"]:
        return None  # a bare number is no time
    hour, half = int(part["hour"]), (part["half"] or "").lower()
    if half and (hour == 0 or hour > 12):
        return None if hour == 0 else f"T{hour:02d}:{part['minute'] or '00'}{_offset(part['zone'], words)}"
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = f":{part['second']}" if part["second"] else ""
    return f"T{hour:02d}:{part['minute'] or '00'}{seconds}{_offset(part['zone'], words)}"


def _offset(zone: str | None, words: DateWords) -> str:
    if not zone:
        return ""
    name = re.sub(r"\s", "", zone)
    digits = re.search(r"([+-])(\d{1,2}):?(\d\d)?\Z", name)
    if digits:
        sign, hours, minutes = digits.groups()
        return f"{sign}{int(hours):02d}:{minutes or '00'}" if int(hours) <= 15 and int(minutes or 0) < 60 else ""
    return "Z" if name.lower() == "z" else words.zones.get(name.lower(), "")
