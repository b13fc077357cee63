"""POLECAT: 40 tab-separated columns with a header (weekly releases and yearly files, Halterman et al. 2023).

Known dirt: headers in quotes or with a column "Headline" that the rows lack, tabs after the last cell, ISO-8859-1 in
some releases, "Event Intensity" for "Intensity". Cells on several actors or recipients are joined with semicolons and
keep their places.
"""

from __future__ import annotations

import re
from functools import lru_cache

from countermove.intake.event_data.columns import Columns
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.rows import HistoryRow, Party, RowError, exploded
from countermove.intake.event_data.values import Days, degrees, name_of, number, parts_of, text_or_none
from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS
from countermove.ontology.history_codes import Act, HistoryCodes

SIGNATURE = frozenset({"event_id", "event_date", "event_type", "actor_name", "recipient_name", "event_mode"})
"""Columns by which a header is known."""
_WANTED = (
    ("event_id",), ("event_date",), ("event_type",), ("event_mode",), ("intensity", "event_intensity", ""),
    ("actor_name",), ("actor_country",), ("primary_actor_sector", ""), ("recipient_name",), ("recipient_country",),
    ("primary_recipient_sector", ""), ("placename", ""), ("city", ""), ("country", ""), ("latitude", ""),
    ("longitude", ""), ("source", ""),
)  # fmt: skip
_NOTHING = frozenset({"", "na", "n/a", "none", "null", "nan"})
_MODE = re.compile(r"[a-z][a-z-]{1,30}")
_LONGEST_ID = 200
_LONGEST_LIST = 10_000
_REMEMBERED = 20_000


class PolecatRows:
    """Reads the rows of one file.

    Args:
        header: the names of its columns.
        codes: what its codes and names mean.
        limits: years, sizes.

    Raises:
        RowError: the header lacks a column.
    """

    def __init__(self, header: tuple[str, ...], codes: HistoryCodes, limits: HistoryLimits) -> None:
        self._columns = Columns(header, _WANTED, spare="headline")
        self._codes = codes
        self._most = limits.max_acts
        self._day = lru_cache(_REMEMBERED)(Days(limits.first_year, limits.last_year).any)
        self._act = lru_cache(_REMEMBERED)(self._find_act)
        self._parties = lru_cache(_REMEMBERED)(self._make_parties)
        self._code = lru_cache(_REMEMBERED)(self._find_code)

    def acts(self, line: int, fields: list[str]) -> list[HistoryRow]:
        """The acts of a row: each actor towards each recipient.

        Raises:
            RowError: the row is malformed.
        """
        (
            event, day_text, event_type, mode, intensity, actors, actor_countries, actor_sectors, recipients,
            recipient_countries, recipient_sectors, place, city, country, lat, lon, source,
        ) = self._columns.cells(fields)  # fmt: skip
        if not event or len(event) > _LONGEST_ID:
            raise RowError("the event id is missing or too long", event)
        day, act = self._day(day_text), self._act(event_type, mode)
        pairs = exploded(
            self._parties(actors, actor_countries, actor_sectors),
            self._parties(recipients, recipient_countries, recipient_sectors),
            self._most,
        )
        score = number(intensity, "intensity")
        home = self._code(country)
        where = text_or_none(place) or text_or_none(city)
        point = degrees(_given(lat), 90, "latitude"), degrees(_given(lon), 180, "longitude")
        return [
            HistoryRow(
                line,
                event,
                part,
                0,
                day,
                *actor,
                *recipient,
                act.event_type,
                act.mode,
                None,
                act.quad,
                act.score,
                score,
                True,
                home,
                where,
                *point,
                text_or_none(source),
            )
            for part, (actor, recipient) in enumerate(pairs)
        ]

    def _find_act(self, event_type: str, mode: str) -> Act:
        name = event_type.upper()
        if name not in self._codes.plover.modes:
            raise RowError("the event type is none of PLOVER's", event_type)
        kind = mode.lower().replace(" ", "-").replace("_", "-")
        if kind in _NOTHING:
            return self._codes.act(name, None)
        if not _MODE.fullmatch(kind):
            raise RowError("the event mode can't be told", mode)
        return self._codes.act(name, kind)

    def _make_parties(self, names: str, countries: str, sectors: str) -> tuple[Party, ...]:
        if max(len(names), len(countries), len(sectors)) > _LONGEST_LIST:
            raise RowError("the list of parties is too long", names)
        known = parts_of(names, ";")
        codes, roles = parts_of(countries, ";"), parts_of(sectors, ";")
        number_of = max(len(known), len(codes))
        found = []
        for place in range(number_of):
            role = _at(roles, place, number_of).upper()
            party = Party(
                name_of(_given(_at(known, place, number_of))),
                self._code(_at(codes, place, number_of)),
                role if role in SECTORS else None,
            )
            if party.name or party.code:
                found.append(party)
        return tuple(dict.fromkeys(found))

    def _find_code(self, text: str) -> str | None:
        text = _given(name_of(text) or "")
        return text if text in NON_STATE_CODES else self._codes.countries.named(text) if text else None


def _given(text: str) -> str:
    """A cell; empty where it only says that there is nothing."""
    return "" if text.casefold() in _NOTHING else text


def _at(parts: list[str], place: int, number_of: int) -> str:
    """The value of this party: that of its place, or the only one there is for all; "" where the places don't fit."""
    if len(parts) == number_of:
        return parts[place]
    return parts[0] if len(parts) == 1 else ""
