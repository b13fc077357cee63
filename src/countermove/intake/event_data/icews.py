"""ICEWS: 20 tab-separated columns with a header (Harvard Dataverse, 1995-2023).

Known dirt: an Event ID stands for several events, so that the key is id and date; the file of 2017 has dates with the
month first; spreadsheets have taken leading zeros from CAMEO codes.
"""

from __future__ import annotations

from functools import lru_cache

from countermove.intake.event_data.columns import Columns
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.rows import HistoryRow, Party, RowError
from countermove.intake.event_data.values import Days, degrees, name_of, number, text_or_none, whole_number
from countermove.ontology.history_codes import Act, HistoryCodes

SIGNATURE = frozenset({"event_id", "event_date", "source_name", "cameo_code", "target_name"})
"""Columns by which a header is known."""
_WANTED = (
    ("event_id",), ("event_date",), ("source_name",), ("source_sectors", ""), ("source_country", ""), ("cameo_code",),
    ("intensity", ""), ("target_name",), ("target_sectors", ""), ("target_country", ""), ("publisher", ""),
    ("city", ""), ("province", ""), ("country", ""), ("latitude", ""), ("longitude", ""),
)  # fmt: skip
_REMEMBERED = 20_000


class IcewsRows:
    """Reads the rows of one file.

    Args:
        header: the names of its columns.
        codes: what ICEWS's codes and names mean.
        limits: years, sizes.

    Raises:
        RowError: the header lacks a column.
    """

    def __init__(self, header: tuple[str, ...], codes: HistoryCodes, limits: HistoryLimits) -> None:
        self._columns = Columns(header, _WANTED)
        self._codes = codes
        self._day = lru_cache(_REMEMBERED)(Days(limits.first_year, limits.last_year).any)
        self._party = lru_cache(_REMEMBERED)(self._make_party)
        self._act = lru_cache(_REMEMBERED)(self._find_act)
        self._country = lru_cache(_REMEMBERED)(self._find_country)

    def acts(self, line: int, fields: list[str]) -> list[HistoryRow]:
        """The act of a row.

        Raises:
            RowError: the row is malformed.
        """
        (
            event, day_text, source, source_sectors, source_country, code, intensity, target, target_sectors,
            target_country, publisher, city, province, country, lat, lon,
        ) = self._columns.cells(fields)  # fmt: skip
        day = self._day(day_text)
        cameo, act = self._act(code)
        return [
            HistoryRow(
                line,
                f"{whole_number(event, 'event id')}:{day.isoformat()}",
                0,
                0,
                day,
                *self._party(source, source_sectors, source_country),
                *self._party(target, target_sectors, target_country),
                act.event_type,
                act.mode,
                cameo,
                act.quad,
                act.score,
                number(intensity, "intensity"),
                True,
                self._country(country),
                text_or_none(city) or text_or_none(province),
                degrees(lat, 90, "latitude"),
                degrees(lon, 180, "longitude"),
                text_or_none(publisher),
            )
        ]

    def _find_country(self, name: str) -> str | None:
        return self._codes.countries.named(name_of(name) or "")

    def _find_act(self, code: str) -> tuple[str, Act]:
        try:
            return self._codes.cameo_act(code)
        except KeyError:
            raise RowError("the CAMEO code is unknown", code) from None

    def _make_party(self, name: str, sectors: str, country: str) -> Party:
        name_of(sectors)
        roles, countries = self._codes.roles, self._codes.countries
        named = [part.strip().casefold() for part in sectors.split(",")]
        found = tuple(dict.fromkeys(roles.icews_sectors[one] for one in named if one in roles.icews_sectors))
        code = countries.named(country) if country else countries.named(name) if name else None
        if code is None and not country:
            code = next((roles.icews_bodies[one] for one in named if one in roles.icews_bodies), None)
        return Party(name_of(name), code, " ".join(found) or None)
