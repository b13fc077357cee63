"""What the address bar asks for: filters that may be left empty, and addresses that ask for a little more or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from countermove.record.filters import Filters
from countermove.server.api.calls import FILTERS, Call, Parameter, filters_of, parse_query, read_values

PAGED = Parameter("cursor", "Where the page begins.")
_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of one page: ``pairs`` are the names and values given, in order, empty ones left out."""

    pairs: tuple[tuple[str, str], ...]
    values: dict[str, Any]
    filters: Filters

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def given(self, name: str) -> list[str]:
        """All values of one name, as they were written."""
        return [value for one, value in self.pairs if one == name]

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The filters that are set."""
        names = {one.name for one in FILTERS}
        return [pair for pair in self.pairs if pair[0] in names]

    @property
    def query(self) -> str:
        """The filters as the query of an address, with its question mark, or nothing."""
        return _query(self.chosen)

    def only(self, **more: str) -> str:
        """The filters with others of these names instead; an empty value takes one away."""
        kept = [pair for pair in self.chosen if pair[0] not in more]
        return _query([*kept, *((name, value) for name, value in more.items() if value)])

    def without(self, name: str, value: str) -> str:
        """The filters without this one."""
        return _query([pair for pair in self.chosen if pair != (name, value)])

    def next_page(self, cursor: str) -> str:
        """The whole question again, from a cursor on."""
        return _query([*(pair for pair in self.pairs if pair[0] != "cursor"), ("cursor", cursor)])

    def call(self, limit: int = _ITEMS) -> Call:
        """As the API is asked."""
        return Call({**self.values, "limit": limit, "cursor": self.values.get("cursor")}, self.filters)

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What an answer depends on."""
        return self.pairs


def ask(request: Request, parameters: Sequence[Parameter] = FILTERS) -> Asked:
    """Read the address of a page.

    Raises:
        ApiError: something in it isn't known or can't be a value.
        FilterError: a filter that can't be understood.
    """
    raw = parse_query(request.scope["query_string"])
    pairs = tuple((name, value.strip()) for name, value in raw if value.strip())
    values = read_values(parameters, pairs)
    return Asked(pairs, values, filters_of(parameters, values))


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return "?" + urlencode(pairs) if pairs else ""
