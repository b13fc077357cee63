"""Where acts come from: the view ``all_acts`` with parties as keys, up to the last known day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VIEW = "all_acts"
OWN = "record"
"""The dataset of the record's own events."""


@dataclass(frozen=True, slots=True)
class ActSource:
    """Acts as one relation: ``day, actor_key, recipient_key, event_type, mode, quad, dataset, event_id``.

    A party's key is the code of its state (or of one of ``own_codes``), else its name, so that organisations that share
    a code such as IGO stay apart. ``named`` gives names of parties that are asked for by name a key of their own (case
    and accents make no difference). ``datasets``: only acts of these, where any are named. ``until``: no later act is
    seen.
    """

    connection: DuckDBPyConnection
    own_codes: tuple[str, ...]
    named: Mapping[str, str] = field(default_factory=dict)
    datasets: tuple[str, ...] = ()
    until: date | None = None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query on ``acts``."""
        sql, own = self._acts()
        return self.connection.execute(f"with acts as ({sql}) {query}", [*own, *values]).fetchall()

    def columns(self, query: str, values: Sequence[Any] = ()) -> dict[str, Any]:
        """All columns of a query on ``acts`` as arrays."""
        sql, own = self._acts()
        found: dict[str, Any] = self.connection.execute(f"with acts as ({sql}) {query}", [*own, *values]).fetchnumpy()
        return found

    def _acts(self) -> tuple[str, list[Any]]:
        values: list[Any] = []
        keys = [self._key("actor", values), self._key("recipient", values)]
        conditions = ["day is not null", "quad is not null"]
        if self.until is not None:
            conditions.append("day <= ?")
            values.append(self.until)
        if self.datasets:
            conditions.append("dataset in (select unnest(?::varchar[]))")
            values.append(list(self.datasets))
        sql = (
            f"select day, {keys[0]} as actor_key, {keys[1]} as recipient_key, event_type, mode, quad, dataset, "
            f"event_id from {VIEW} where {' and '.join(conditions)}"
        )
        return sql, values

    def _key(self, role: str, values: list[Any]) -> str:
        whens = []
        if self.named:
            folded = f"lower(strip_accents({role}))"
            for key in sorted(set(self.named.values())):
                whens.append(f"when {folded} in (select lower(strip_accents(unnest(?::varchar[])))) then ?")
                values += [sorted(name for name, of in self.named.items() if of == key), key]
        whens.append(f"when {role}_code in (select unnest(?::varchar[])) then {role}_code")
        values.append(list(self.own_codes))
        return f"case {' '.join(whens)} else coalesce({role}, {role}_code) end"
