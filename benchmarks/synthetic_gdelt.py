"""GDELT 2 files made of nothing, right in form; a few actors and places are named more than all others."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

_COUNTRIES = (
    "USA UKR RUS CHN GBR FRA DEU ISR IRN SYR TUR IND PAK KEN NGA "
    "SOM ETH EGY BRA MEX JPN KOR AUS CAN POL ITA ESP SDN YEM AFG"
).split()
_FIPS = "US UP RS CH UK FR GM IS IR SY TU IN PK KE NI SO ET EG BR MX JA KS AS CA PL IT SP SU YM AF".split()
_ROLES = ["", "", "GOV", "MIL", "COP", "REB", "CVL", "OPP", "JUD", "MED", "BUS"]
_CODES = "010 012 020 036 040 042 043 046 051 057 060 070 080 090 100 111 112 120 130 141 150 160 172 173 180 190 193"
_FIRST_DAY = date(2015, 2, 18)
_ROWS_A_DAY = 5_000
_BATCH = 10_000
_ACTORS, _PLACES = 4_000, 20_000


def gdelt_lines(rows: int, seed: int = 1, first_id: int = 410_000_000) -> Iterator[str]:
    """Yield lines of 61 cells in the order of their ids, the same for the same seed."""
    dice = random.Random(seed)
    actors = [_actor(dice, number) for number in range(_ACTORS)]
    places = [_place(dice, number) for number in range(_PLACES)]
    actor_weights = _falling(_ACTORS)
    place_weights = _falling(_PLACES)
    codes = _CODES.split()
    for start in range(0, rows, _BATCH):
        count = min(_BATCH, rows - start)
        firsts = dice.choices(actors, cum_weights=actor_weights, k=count)
        seconds = dice.choices(actors, cum_weights=actor_weights, k=count)
        where = dice.choices(places, cum_weights=place_weights, k=count)
        acts = dice.choices(codes, k=count)
        for number, first, second, place, act in zip(
            range(start, start + count), firsts, seconds, where, acts, strict=True
        ):
            day = _FIRST_DAY + timedelta(days=number // _ROWS_A_DAY)
            yield (
                f"{first_id + number}\t{day:%Y%m%d}\t{day:%Y%m}\t{day.year}\t{day.year}.5000\t{first}\t{second}\t1\t"
                f"{act}\t"
                f"{act[:3]}\t{act[:2]}\t{_quad(act)}\t{dice.randrange(-100, 101) / 10}\t{dice.randrange(1, 40)}\t1\t4\t"
                f"{dice.uniform(-12, 12):.14f}\t{place}\t{place}\t{place}\t{day:%Y%m%d}{number % 24:02d}0000\t"
                f"https://paper{number % 300}.example/{day:%Y/%m/%d}/report-on-what-happened-{number}"
            )


def _falling(count: int) -> list[float]:
    """Weights that fall with the rank (Zipf), summed up."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


def _quad(code: str) -> int:
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _actor(dice: random.Random, number: int) -> str:
    """Ten cells; the first actor is none at all."""
    if number == 0:
        return "\t" * 9
    country, role = dice.choice(_COUNTRIES), dice.choice(_ROLES)
    return "\t".join((country + role, f"ACTOR {number}", country, "", "", "", "", role, "", ""))


def _place(dice: random.Random, number: int) -> str:
    """Eight cells."""
    land = dice.randrange(len(_FIPS))
    lat, lon = dice.uniform(-60, 70), dice.uniform(-180, 180)
    name = f"Town {number}, Province {number % 40}, Land {land}"
    return f"4\t{name}\t{_FIPS[land]}\t{_FIPS[land]}{number % 40:02d}\t{number}\t{lat:.4f}\t{lon:.4f}\t-{number}"


def write_gdelt(path: Path, size: int, seed: int = 1) -> int:
    """Write a file of about ``size`` bytes; returns how many rows it has."""
    rows = written = 0
    with path.open("w", encoding="utf-8") as stream:
        for line in gdelt_lines(1 << 40, seed):
            written += stream.write(line + "\n")
            rows += 1
            if written >= size:
                break
    return rows
