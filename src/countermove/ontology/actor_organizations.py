"""Organisations, armed groups, parties, companies and blocs known by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast, get_args

from countermove.ontology.actor_names import name_key
from countermove.ontology.actor_types import Actor
from countermove.ontology.sector_words import read_sectors
from countermove.ontology.tables import Table, split_values
from countermove.schema import EntityKind

ORGANIZATION_COLUMNS = ("name", "aliases", "country", "sectors", "kind")

_KINDS = frozenset(get_args(EntityKind))
_SEVERAL_COUNTRIES = "-"


def read_organizations(table: Table, codes: frozenset[str]) -> Iterable[tuple[int, Actor]]:
    """The organisations of one table with their line numbers; kind is ``organization`` where the field is empty.

    Raises:
        LexiconError: an unknown country, sector or kind, or a missing name.
    """
    for line, (name, aliases, country, sectors, kind) in table.rows:
        if not name:
            raise table.error(line, "the name is missing")
        if country not in codes and country != _SEVERAL_COUNTRIES:
            raise table.error(line, f"unknown country {country!r}; write - where none applies")
        if kind and kind not in _KINDS:
            raise table.error(line, f"unknown kind {kind!r}")
        yield (
            line,
            Actor(
                ref=name_key(name).replace(" ", "-"),
                name=name,
                kind=cast(EntityKind, kind or "organization"),
                country=None if country == _SEVERAL_COUNTRIES else country,
                sectors=read_sectors(table, line, sectors),
                aliases=split_values(aliases),
            ),
        )
