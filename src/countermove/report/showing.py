"""Text that does nothing but show."""

from __future__ import annotations

# Control characters could steer the reader's terminal, and those that turn the writing direction could disguise words.
_UNSHOWN = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_BLANKS = {0x09: " ", 0x0A: " ", 0x0B: " ", 0x0C: " ", 0x0D: " ", 0x85: " ", 0x2028: " ", 0x2029: " "}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SHOWN = {**_UNSHOWN, **_BLANKS, **_HALVES}


def shown(text: str) -> str:
    """The text on one line, without characters that do something other than show; halves of characters become U+FFFD.

    >>> shown("two\\nlines\\x1b[2J")
    'two lines[2J'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_SHOWN)


def web_address(text: str | None) -> str | None:
    """The text, if it is an address that a page may lead to: http or https and no other scheme."""
    if text is None:
        return None
    address = shown(text).strip()
    return address if address.lower().startswith(("http://", "https://")) else None


def bounds(low: float | None, high: float | None) -> str:
    """A number or range in digits; a bound that is None is open.

    >>> bounds(8000, 12000)
    '8,000 to 12,000'
    """
    if low is not None and low == high:
        return _digits(low)
    if low is not None and high is not None:
        return f"{_digits(low)} to {_digits(high)}"
    if low is not None:
        return f"{_digits(low)} or more"
    return f"up to {_digits(high)}" if high is not None else "an unknown number"


def _digits(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,}"
