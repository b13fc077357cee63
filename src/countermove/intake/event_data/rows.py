"""One act out of another dataset, in one shape for all of them, and a row that can't be one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec


class HistoryRow(msgspec.Struct, frozen=True, gc=False):
    """One act: who did what to whom on which day. Fields stand in the order of the columns of ``history_events``.

    ``line`` (from 1) is where its row begins in the file. ``row_id`` names the row in its dataset: two rows with the
    same one are versions of one row, of which the one with the greater ``revision`` (0: the dataset has none) counts. A
    row with several actors or recipients has several acts; ``part`` (from 0) counts them. Codes are ISO 3166-1 alpha-3
    or a PLOVER code, sectors are PLOVER's, separated by blanks. ``score`` is PLOVER's (-10 to 10), ``own_score`` the
    dataset's. ``directed`` is False where the dataset doesn't say who of the two acts. ``lat`` and ``lon`` are WGS84
    degrees.
    """

    line: int
    row_id: str
    part: int
    revision: int
    day: date
    actor: str | None
    actor_code: str | None
    actor_sectors: str | None
    recipient: str | None
    recipient_code: str | None
    recipient_sectors: str | None
    event_type: str | None
    mode: str | None
    cameo: str | None
    quad: str | None
    score: float | None
    own_score: float | None
    directed: bool
    country: str | None
    place: str | None
    lat: float | None
    lon: float | None
    source: str | None

    def values(self) -> tuple[Any, ...]:
        """All fields in order."""
        return msgspec.structs.astuple(self)


class Party(NamedTuple):
    """Who acts or is acted on: name, code, sectors separated by blanks; None where the dataset doesn't say."""

    name: str | None
    code: str | None
    sectors: str | None


NOBODY = Party(None, None, None)


class RowError(Exception):
    """A row can't be read; ``reason`` begins with what is wrong, so that reasons can be counted.

    ``kind`` is the reason without the values of this row.
    """

    def __init__(self, kind: str, value: str | None = None) -> None:
        shown = "" if value is None else f": {_shown(value)}"
        super().__init__(kind + shown)
        self.kind = kind
        self.reason = kind + shown


class BadRow(msgspec.Struct, frozen=True, gc=False):
    """A malformed row: its line (from 1), what kind of trouble, and the reason in full."""

    line: int
    kind: str
    reason: str


_SHOWN = 80


def _shown(value: str) -> str:
    """A value as it may be printed: short, on one line, without control characters."""
    cut = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return repr("".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut))


def exploded(actors: Sequence[Party], recipients: Sequence[Party], most: int) -> list[tuple[Party, Party]]:
    """Each actor with each recipient; nobody stands where a side is empty.

    Raises:
        RowError: more than ``most``.
    """
    pairs = [(actor, recipient) for actor in actors or (NOBODY,) for recipient in recipients or (NOBODY,)]
    if len(pairs) > most:
        raise RowError("more pairs of actors and recipients than max_acts", str(len(pairs)))
    return pairs
