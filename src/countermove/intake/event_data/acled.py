"""ACLED: CSV with a header, as exports and the API give it, 31 columns since 2023 and others before.

The order of actor1 and actor2 doesn't say who acts: the kind of event does, as ``data/history/acled_events.tsv`` has
it. Where it doesn't either (battles), the row is kept with ``directed`` False.
"""

from __future__ import annotations

import re
from functools import lru_cache

from countermove.intake.event_data.columns import Columns
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.rows import NOBODY, HistoryRow, Party, RowError
from countermove.intake.event_data.values import Days, degrees, name_of, text_or_none, whole_number
from countermove.ontology.history_codes import AcledAct, HistoryCodes

SIGNATURE = frozenset({"event_date", "event_type", "actor1", "actor2", "inter1"})
"""Columns by which a header is known."""
_WANTED = (
    ("event_id_cnty", "data_id"), ("event_date",), ("event_type",), ("sub_event_type", ""), ("actor1",),
    ("inter1", ""), ("actor2",), ("inter2", ""), ("country",), ("location", ""), ("latitude", ""), ("longitude", ""),
    ("source", ""), ("timestamp", ""),
)  # fmt: skip
_BRACKETS = re.compile(r"\(([^()]+)\)")
_OF = re.compile(r"\bof (?:the )?([^()]+?)(?: \(|$)")
_LONGEST_ID = 200
_REMEMBERED = 20_000


class AcledRows:
    """Reads the rows of one file.

    Args:
        header: the names of its columns.
        codes: what its names mean.
        limits: years, sizes.

    Raises:
        RowError: the header lacks a column.
    """

    def __init__(self, header: tuple[str, ...], codes: HistoryCodes, limits: HistoryLimits) -> None:
        self._columns = Columns(header, _WANTED)
        self._codes = codes
        self._day = lru_cache(_REMEMBERED)(Days(limits.first_year, limits.last_year).any)
        self._party = lru_cache(_REMEMBERED)(self._make_party)
        self._country = lru_cache(_REMEMBERED)(self._find_country)

    def acts(self, line: int, fields: list[str]) -> list[HistoryRow]:
        """The act of a row; of two versions of it the one with the later timestamp counts.

        Raises:
            RowError: the row is malformed.
        """
        (
            event, day_text, event_type, sub_event, actor1, inter1, actor2, inter2, country_name, place, lat, lon,
            source, timestamp,
        ) = self._columns.cells(fields)  # fmt: skip
        if not event or len(event) > _LONGEST_ID:
            raise RowError("the event id is missing or too long", event)
        kind = self._kind(event_type, sub_event)
        country = self._country(country_name)
        first, second = self._party(actor1, inter1, country), self._party(actor2, inter2, country)
        if kind.side == "backward":
            first, second = second, first
        elif kind.side == "alone":
            second = NOBODY
        act = kind.act
        return [
            HistoryRow(
                line,
                event,
                0,
                int(whole_number(timestamp, "timestamp")) if timestamp else 0,
                self._day(day_text),
                *first,
                *second,
                act.event_type,
                act.mode,
                None,
                act.quad,
                act.score,
                None,
                kind.side != "undirected",
                country,
                text_or_none(place),
                degrees(lat, 90, "latitude"),
                degrees(lon, 180, "longitude"),
                text_or_none(source),
            )
        ]

    def _kind(self, event_type: str, sub_event: str) -> AcledAct:
        """What the sub-event is; old files have only the event type."""
        for name in (sub_event, event_type):
            found = self._codes.acled_events.get(name.casefold())
            if found is not None:
                return found
            if name:
                break
        raise RowError("the type of event is unknown", sub_event or event_type)

    def _make_party(self, name: str, inter: str, country: str | None) -> Party:
        """Whose the actor is: a country in its name, else that of the event for actors that are at home there."""
        if not name:
            return NOBODY
        kind = self._codes.acled_actors.get(inter.casefold())
        lower = name.casefold()
        sector = next((one for start, one in self._codes.acled_names.items() if lower.startswith(start)), None)
        if sector is None and kind is not None:
            sector = kind.sector
        code = self._named_country(name) or (country if kind is not None and kind.home else None)
        return Party(name_of(name), code, sector)

    def _find_country(self, name: str) -> str | None:
        return self._codes.countries.named(name_of(name) or "")

    def _named_country(self, name: str) -> str | None:
        for part in (*reversed(_BRACKETS.findall(name)), *_OF.findall(name), name):
            code = self._country(part.strip())
            if code is not None:
                return code
        return None
