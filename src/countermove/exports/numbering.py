"""Integer ids made from content, for the formats that want integers."""

from __future__ import annotations

from hashlib import blake2b

_LARGEST = 2**31 - 1
"""Readers of these formats keep ids in signed 32-bit integers (R, Spark)."""


class Numbering:
    """Gives out positive 31-bit integers: the same for the same content, and no two the same in one run.

    With so few bits, two of some ten thousand contents meet; then, and for content that comes twice, the later one
    gets the next number made from it. Memory grows by one integer a row.
    """

    def __init__(self) -> None:
        self._given: set[int] = set()

    def number(self, *content: str) -> int:
        """The integer for this content."""
        key = "\0".join(content).encode("utf-8", "surrogatepass")
        attempt = 0
        while True:
            digest = blake2b(key, digest_size=8, salt=attempt.to_bytes(8, "big")).digest()
            number = int.from_bytes(digest, "big") % _LARGEST + 1
            if number not in self._given:
                self._given.add(number)
                return number
            attempt += 1
