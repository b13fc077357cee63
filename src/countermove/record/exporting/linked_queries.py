"""What linked data asks of the record: each event and claim with all its articles, and these articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from countermove.record.exporting.choosing import chosen
from countermove.record.filters import Filters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Query = tuple[str, list[Any]]
"""SQL and the values of its parameters."""

_EVENT = (
    "v.event_id, v.event_type, v.mode, v.contexts, v.actors, v.recipients, v.status, v.reports, v.origins, "
    "v.first_day, v.last_day, v.place, v.admin1, v.place_country, v.lat, v.lon"
)


def articles_query(connection: DuckDBPyConnection, filters: Filters) -> Query:
    """The articles that tell one of the events or carry one of the claims."""
    events = chosen(connection, "events", "m.event_no", filters)
    claims = chosen(connection, "claims", "m.claim_no", filters)
    sql = (
        "select a.article_id, a.title, a.url, coalesce(a.published, a.published_day::varchar) as published, "
        "a.language, b.name as publisher, c.article_id as copy_of from articles a "
        "left join sources b on b.source_no = a.source_no left join articles c on c.article_no = a.copy_of "
        f"where a.article_no in (select m.article_no from event_mentions m where m.counted and {events.sql()}) "
        f"or a.article_no in (select m.article_no from claim_mentions m where m.counted and {claims.sql()}) "
        "order by a.published_day nulls last, a.article_id"
    )
    return sql, [*events.values, *claims.values]


def events_query(connection: DuckDBPyConnection, filters: Filters) -> Query:
    """The events, with the parties of their best reports and all their articles."""
    condition = chosen(connection, "events", "m.event_no", filters)
    sql = (
        f"with told as (select m.event_no, list(distinct a.article_id order by a.article_id) as articles "
        f"from event_mentions m join articles a using (article_no) where m.counted and {condition.sql()} "
        "group by m.event_no), "
        "parties as (select e.event_no, list({'role': p.role, 'name': n.name, 'kind': n.kind} "
        "order by p.role, n.name, n.entity_id) as parties from told join events e using (event_no) "
        "join event_parties p on p.article_no = e.best_article_no and p.item = e.best_item "
        "join entities n on n.entity_no = p.entity_no group by e.event_no) "
        f"select {_EVENT}, p.parties, t.articles, g.geonames from told t join all_events v using (event_no) "
        "join events e using (event_no) left join places g on g.place_no = e.place_no "
        "left join parties p using (event_no) order by v.first_day nulls last, v.event_id"
    )
    return sql, condition.values


def claims_query(connection: DuckDBPyConnection, filters: Filters) -> Query:
    """The claims, with all articles that carry them and the events that they tell."""
    condition = chosen(connection, "claims", "m.claim_no", filters)
    sql = (
        f"with carried as (select m.* from claim_mentions m where m.counted and {condition.sql()}), "
        "told as (select m.claim_no, list(distinct a.article_id order by a.article_id) as articles, "
        "arg_min(a.article_id, (coalesce(m.published_day, date '9999-12-31'), a.article_id)) as first_article "
        "from carried m join articles a using (article_no) group by m.claim_no), "
        "inside as (select m.claim_no, list(distinct e.event_id order by e.event_id) as events from carried m "
        "join claim_events c on c.article_no = m.article_no and c.item = m.item "
        "join event_mentions r on r.article_no = c.article_no and r.item = c.event_item "
        "join events e on e.event_no = r.event_no group by m.claim_no) "
        "select v.claim_id, v.speaker, n.kind as speaker_kind, v.cue_class, v.content, v.first_day, t.articles, "
        "t.first_article, i.events from told t join who_said_what v using (claim_no) join claims c using (claim_no) "
        "left join entities n on n.entity_no = c.speaker_no left join inside i using (claim_no) "
        "order by v.first_day nulls last, v.claim_id"
    )
    return sql, condition.values
