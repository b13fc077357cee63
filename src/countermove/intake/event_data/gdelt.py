"""GDELT events: tab-separated, no header.

Version 1 has 57 or 58 columns (event codebook 1.03), version 2 has 61 (codebook 2.0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.rows import NOBODY, HistoryRow, Party, RowError
from countermove.intake.event_data.values import LONGEST, Days, degrees, name_of, number, text_or_none, whole_number
from countermove.ontology.history_codes import HistoryCodes

WIDTHS = {57: "gdelt1", 58: "gdelt1", 61: "gdelt2"}
"""Numbers of columns, and the version that has them."""
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where the cells stand that are read; ``source`` is None where there is none."""

    lat: int
    added: int
    source: int | None
    event: int = 0
    day: int = 1
    first: int = 5
    second: int = 15
    code: int = 26
    goldstein: int = 30
    longest_text: int = LONGEST

    @property
    def lon(self) -> int:
        """Longitude."""
        return self.lat + 1

    @property
    def country(self) -> int:
        """FIPS code of the place."""
        return self.place + 1

    @property
    def place(self) -> int:
        """Name of the place."""
        return self.lat - (4 if self.added == _ADDED_2 else 3)


_ADDED_2 = 59
_PLACES = {57: Places(53, 56, None), 58: Places(53, 56, 57), 61: Places(56, _ADDED_2, 60)}


class GdeltRows:
    """Reads the rows of one file.

    Args:
        version: gdelt1 or gdelt2.
        codes: what CAMEO's and FIPS's codes mean.
        limits: years, sizes.
    """

    actor_cells = (0, 1, 2, 3, 7, 8, 9)
    """Which of an actor's ten cells are read: ethnic and religious codes don't say who acts for whom."""

    def __init__(self, version: str, codes: HistoryCodes, limits: HistoryLimits) -> None:
        self._widths = frozenset(width for width, name in WIDTHS.items() if name == version)
        self._codes = codes
        self.day = lru_cache(_REMEMBERED)(Days(limits.first_year, limits.last_year).compact)
        self.act = lru_cache(_REMEMBERED)(self._find_act)
        self.party = lru_cache(_REMEMBERED)(self._make_party)
        self.own_score = lru_cache(_REMEMBERED)(lambda text: number(text, "Goldstein score"))

    def has_width(self, width: int) -> bool:
        """Whether rows of this version may have so many cells."""
        return width in self._widths

    def places(self, width: int) -> Places:
        """Where the cells of a row of this width stand."""
        return _PLACES[width]

    def cells_needed(self, width: int) -> list[int]:
        """All places that are read."""
        at = _PLACES[width]
        found = {at.event, at.day, at.code, at.goldstein, at.place, at.country, at.lat, at.lon, at.added}
        found |= {start + cell for start in (at.first, at.second) for cell in self.actor_cells}
        return sorted(found if at.source is None else found | {at.source})

    def acts(self, line: int, fields: list[str]) -> list[HistoryRow]:
        """The act of a row; a later import of the same id counts if it was added (DATEADDED) no earlier.

        Raises:
            RowError: the row is malformed.
        """
        if len(fields) not in self._widths:
            raise RowError(f"the row hasn't {' or '.join(map(str, sorted(self._widths)))} cells", str(len(fields)))
        at = _PLACES[len(fields)]
        cameo, event_type, mode, quad, score = self.act(fields[at.code])
        return [
            HistoryRow(
                line,
                whole_number(fields[at.event], "event id"),
                0,
                self.revision(fields[at.added]),
                self.day(fields[at.day]),
                *self.party(*(fields[at.first + cell] for cell in self.actor_cells)),
                *self.party(*(fields[at.second + cell] for cell in self.actor_cells)),
                event_type,
                mode,
                cameo,
                quad,
                score,
                self.own_score(fields[at.goldstein]),
                True,
                self.country(fields[at.country]),
                text_or_none(fields[at.place]),
                degrees(fields[at.lat], 90, "latitude"),
                degrees(fields[at.lon], 180, "longitude"),
                _source(fields, at.source),
            )
        ]

    def revision(self, text: str) -> int:
        """When the row was added, as a number that grows."""
        return int(whole_number(text, "day of addition"))

    def country(self, fips: str) -> str | None:
        """The country of a place."""
        return self._codes.countries.fips.get(fips)

    def _find_act(self, code: str) -> tuple[str, str | None, str | None, str | None, float | None]:
        try:
            cameo, act = self._codes.cameo_act(code)
        except KeyError:
            raise RowError("the CAMEO code is unknown", code) from None
        return cameo, act.event_type, act.mode, act.quad, act.score

    def _make_party(self, code: str, name: str, country: str, group: str, *roles: str) -> Party:
        if not (code or name or country or any(roles)):
            return NOBODY
        known = self._codes.roles
        sectors = tuple(dict.fromkeys(known.cameo_sectors[role] for role in roles if role in known.cameo_sectors))
        bodies = [known.cameo_bodies[one] for one in (group, *roles) if one in known.cameo_bodies]
        home = self._codes.countries.cameo.get(country) if country else None
        return Party(name_of(name) or name_of(code), home or (bodies[0] if bodies else None), " ".join(sectors) or None)


def _source(fields: Sequence[str], place: int | None) -> str | None:
    """The address of the first report; version 1 has one from 2013 on. One that is too long is left out."""
    source = "" if place is None else fields[place].strip()
    return source if 0 < len(source) <= LONGEST else None
