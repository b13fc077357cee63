"""Rows of event data, composed for tests; every state, paper and happening is as invented as it is told here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow

from countermove.intake.event_data.detect import detect
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.reading import Position, read_chunks
from countermove.intake.event_data.rows import BadRow
from countermove.intake.event_data.streams import head_of, sources_in
from countermove.ontology.history_codes import HistoryCodes, load_history_codes
from countermove.ontology.lexicon import DATA

ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,"
    "Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,"
    "Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
OLD_ACLED = (
    "data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,timestamp,iso3"
).split(",")


@cache
def history_codes() -> HistoryCodes:
    return load_history_codes(DATA)


def icews(**cells: object) -> str:
    given = {
        "event_id": "501", "event_date": "2014-02-03", "source_name": "Citizen (Kenya)", "source_country": "Kenya",
        "cameo_code": "111", "intensity": "-2.0", "target_name": "Norway", "target_country": "Norway",
        "publisher": "Lodwar Star", "city": "Nairobi", "country": "Kenya", "latitude": "-1.28", "longitude": "36.8",
    }  # fmt: skip
    return _row(ICEWS, {**given, **cells})


def polecat(**cells: object) -> str:
    given = {
        "event_id": "P1", "event_date": "2023-06-01", "event_type": "SANCTION", "event_mode": "expel",
        "actor_name": "Norway", "actor_country": "NOR", "primary_actor_sector": "GOV", "recipient_name": "Russia",
        "recipient_country": "RUS", "country": "NOR",
    }  # fmt: skip
    return _row(POLECAT, {**given, **cells})


def acled(**cells: object) -> str:
    given = {
        "event_id_cnty": "KEN1", "event_date": "2022-05-04", "event_type": "Violence against civilians",
        "sub_event_type": "Attack", "actor1": "Cattle Raiders (Kenya)", "inter1": "Identity militia",
        "actor2": "Civilians (Kenya)", "inter2": "Civilians", "country": "Kenya", "location": "Lodwar",
        "latitude": "3.1", "longitude": "35.6", "source": "Lodwar Star", "timestamp": "1652000000",
    }  # fmt: skip
    named = {**given, **cells}
    columns = named.pop("columns", ACLED)
    return ",".join('"' + str(named.get(name, "")).replace('"', '""') + '"' for name in columns)


def gdelt(
    event: object = 7, day: str = "20150218", actor: str = "KEN", role: str = "GOV", code: str = "112", *,
    width: int = 61, added: str = "20150218000000", lat: str = "-1.28", name: str = "KENYA",
    url: str = "https://p.example/7",
    group: str = "", country: str | None = None, place: str = "Nairobi, Nairobi Area, Kenya",
) -> str:  # fmt: skip
    first = [actor + role, name, actor if country is None else country, group, "", "", "", role, "", ""]
    second = ["NOR", "NORWAY", "NOR", "", "", "", "", "", "", ""]
    geo = ["4", place, "KE", "KE05", *(["123"] if width == 61 else []), lat, "36.8", "-1"]
    cells = [str(event), day, day[:6], day[:4], "2015.1", *first, *second, "1", code, code[:3], code[:2], "3", "-2.0",
             "4", "1", "4", "-1.5", *geo, *geo, *geo, added, *([url] if width > 57 else [])]  # fmt: skip
    assert len(cells) == width
    return "\t".join(cells)


def _row(columns: list[str], cells: dict[str, object]) -> str:
    return "\t".join(str(cells.get(name.lower().replace(" ", "_"), "")) for name in columns)


def headed(columns: list[str], *rows: str) -> str:
    return "\n".join(["\t".join(columns), *rows]) + "\n"


def read(path: Path, limits: HistoryLimits | None = None) -> tuple[pyarrow.Table, list[BadRow]]:
    """Everything in one file."""
    limits = limits or HistoryLimits()
    tables, malformed = [], []
    for source in sources_in(path, limits):
        form = detect(head_of(source, limits))
        assert form is not None
        for chunk in read_chunks(source, form, history_codes(), limits, Position()):
            tables += chunk.tables
            malformed += chunk.malformed
    return pyarrow.concat_tables(tables), malformed


def one(path: Path) -> dict[str, object]:
    """The only act of a file without malformed rows."""
    table, malformed = read(path)
    assert malformed == [] and table.num_rows == 1
    return table.to_pylist()[0]
