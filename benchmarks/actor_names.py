"""What an actor's name tells of where it belongs: "Police (India)" is the Police of India.

ICEWS and others write an actor without a name of its own as its role with the country in brackets (Boschee et al.
2015). The country is itself an actor ("India"), the state.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_BRACKETED = re.compile(r"(?P<role>.*\S)\s*\((?P<place>[^()]+)\)\s*")
STATE = 0
"""The role of an actor that is the place itself."""


def places_and_roles(names: Sequence[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The place and the role of every actor, as numbers in order of first mention; -1 where the name tells none.

    What stands in brackets is a place if another name has the same or is that place.
    """
    plain = [name.replace("_", " ").strip() for name in names]
    split = [_BRACKETED.fullmatch(name) for name in plain]
    whole = set(plain)
    counted = Counter(match["place"] for match in split if match)
    places = {place: number for number, place in enumerate(p for p in counted if counted[p] > 1 or p in whole)}
    roles: dict[str, int] = {"": STATE}
    of_place, of_role = [], []
    for name, match in zip(plain, split, strict=True):
        if match and match["place"] in places:
            of_place.append(places[match["place"]])
            of_role.append(roles.setdefault(match["role"], len(roles)))
        elif name in places:
            of_place.append(places[name])
            of_role.append(STATE)
        else:
            of_place.append(-1)
            of_role.append(-1)
    return tuple(of_place), tuple(of_role)
