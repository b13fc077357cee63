"""schema.org as JSON-LD: articles, events and claims as one graph, a node a line of the file.

A reported claim is a ``Claim`` whose author is the speaker and whose appearances are the articles that carry it. Who
did what to whom is the ``Action`` that an ``Event`` is about. Texts of articles are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from countermove.record.exporting.fetching import read_batches
from countermove.record.exporting.linked_queries import articles_query, claims_query, events_query
from countermove.record.exporting.settings import ExportSettings
from countermove.record.exporting.tables import Written
from countermove.record.filters import Filters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HEAD, _TAIL = b'{"@context":"https://schema.org","@graph":[', b"\n]}\n"
_ACTING = {"person": "Person", "state": "GovernmentOrganization"}
"""Types of those who act or speak; all others are organizations, as schema.org has it."""
_ACTED_ON = {**_ACTING, "place": "Place"}

Fields = dict[str, Any]
Node = Callable[[Fields], Fields]


def write_linked_data(
    connection: DuckDBPyConnection, filters: Filters, stream: BinaryIO, settings: ExportSettings
) -> Written:
    """Write the events and claims that the filters keep, and the articles that tell them."""
    written = Written(parts={"articles": 0, "events": 0, "claims": 0})
    encoder = msgspec.json.Encoder()
    stream.write(_HEAD)
    for kind, query, node in (
        ("articles", articles_query, _article),
        ("events", events_query, _event),
        ("claims", claims_query, _claim),
    ):
        sql, values = query(connection, filters)
        for row in _rows(connection, sql, values, settings):
            stream.write((b",\n" if written.rows else b"\n") + encoder.encode(node(row)))
            written.rows += 1
            written.parts[kind] += 1
    stream.write(_TAIL)
    return written


def _rows(connection: DuckDBPyConnection, sql: str, values: list[Any], settings: ExportSettings) -> Iterator[Fields]:
    for batch in read_batches(connection, sql, values, settings.batch_rows):
        yield from batch.to_pylist()


def _article(row: Fields) -> Fields:
    return _known(
        **_named("NewsArticle", "article", row["article_id"]),
        headline=row["title"],
        url=row["url"],
        datePublished=row["published"],
        inLanguage=row["language"],
        publisher={"@type": "Organization", "name": row["publisher"]} if row["publisher"] else None,
        isBasedOn=_reference("article", row["copy_of"]) if row["copy_of"] else None,
    )


def _event(row: Fields) -> Fields:
    parties = row["parties"] or []
    actors, recipients = (
        [_party(party, kinds) for party in parties if party["role"] == role]
        for role, kinds in (("actor", _ACTING), ("recipient", _ACTED_ON))
    )
    coded = [row["event_type"], row["mode"], *(row["contexts"] or "").split()]
    return _known(
        **_named("Event", "event", row["event_id"]),
        name=" ".join(part for part in (row["actors"], coded[0], row["recipients"]) if part),
        description=f"{row['status']}: {_many(row['reports'], 'report')}, {_many(row['origins'], 'origin')}",
        keywords=[word for word in coded if word],
        startDate=row["first_day"],
        endDate=row["last_day"],
        location=_place(row) if row["place"] else None,
        about=_known(**{"@type": "Action"}, agent=actors, object=recipients) if parties else None,
        subjectOf=[_reference("article", item) for item in row["articles"] or []],
    )


def _claim(row: Fields) -> Fields:
    author = {"kind": row["speaker_kind"], "name": row["speaker"]}
    return _known(
        **_named("Claim", "claim", row["claim_id"]),
        text=row["content"],
        keywords=[row["cue_class"]],
        author=_party(author, _ACTING) if row["speaker"] else None,
        datePublished=row["first_day"],
        firstAppearance=_reference("article", row["first_article"]) if row["first_article"] else None,
        appearance=[_reference("article", item) for item in row["articles"] or []],
        about=[_reference("event", item) for item in row["events"] or []],
    )


def _named(kind: str, name: str, identifier: str) -> Fields:
    return {"@type": kind, "@id": f"urn:countermove:{name}:{identifier}", "identifier": identifier}


def _reference(name: str, identifier: str) -> Fields:
    return {"@id": f"urn:countermove:{name}:{identifier}"}


def _party(party: Fields, kinds: dict[str, str]) -> Fields:
    return {"@type": kinds.get(party["kind"] or "", "Organization"), "name": party["name"]}


def _place(row: Fields) -> Fields:
    point = {"@type": "GeoCoordinates", "latitude": row["lat"], "longitude": row["lon"]}
    address = _known(**{"@type": "PostalAddress"}, addressRegion=row["admin1"], addressCountry=row["place_country"])
    return _known(
        **{"@type": "Place"},
        name=row["place"],
        address=address if len(address) > 1 else None,
        geo=point if row["lat"] is not None and row["lon"] is not None else None,
        sameAs=f"https://sws.geonames.org/{row['geonames']}/" if row["geonames"] else None,
    )


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _known(**fields: Any) -> Fields:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
