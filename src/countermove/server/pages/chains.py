"""Through whose hands a claim came: who said it, who passed it on in the text, the agency, the publisher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.views.rows import named_rows
from countermove.schema import Attribution, Reading

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Item = tuple[str, str]
"""An article's id, and the id of an attribution in its reading."""
_MOST_STEPS = 8
_NOBODY = "somebody not named"


@dataclass(frozen=True, slots=True)
class Chain:
    """The hands from the speaker to the publisher, and how sure the speaker is made to sound (FactBank)."""

    steps: tuple[str, ...]
    factuality: str


def claim_chains(connection: DuckDBPyConnection, items: Sequence[Item]) -> dict[Item, Chain]:
    """The chains of reports of claims, by article and item; of an article that isn't read there is none."""
    rows = named_rows(
        connection,
        "select a.article_id, r.reading, b.name as publisher, o.name as origin, o.kind as origin_kind "
        "from articles a join readings r on r.article_no = a.article_no left join sources b on b.source_no = "
        "a.source_no left join sources o on o.source_no = a.origin_no "
        "where a.article_id in (select unnest(?::varchar[]))",
        [sorted({article for article, _ in items})],
    )
    found: dict[Item, Chain] = {}
    wanted = set(items)
    for row in rows:
        reading = Reading.from_json(str(row["reading"]))
        after = [row["origin"] if row["origin_kind"] == "agency" else None, row["publisher"]]
        said = {one.id: one for one in reading.attributions}
        names = {entity.id: entity.name for entity in reading.entities}
        for one in reading.attributions:
            if (row["article_id"], one.id) in wanted:
                steps = (*_voices(one, said, names), *(str(name) for name in after if name))
                found[row["article_id"], one.id] = Chain(_without_repeats(steps), one.factuality)
    return found


def _voices(one: Attribution, said: dict[str, Attribution], names: dict[str, str]) -> list[str]:
    """Who says it, then in whose words that stands, and so on outwards."""
    found: list[str] = []
    at: Attribution | None = one
    while at is not None and len(found) < _MOST_STEPS:
        found.append(names.get(at.source or "", _NOBODY))
        at = said.get(at.parent or "")
    return found


def _without_repeats(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(step for place, step in enumerate(steps) if place == 0 or step != steps[place - 1])
