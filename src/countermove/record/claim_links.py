"""Attributions, each put to the claim it reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from countermove.record.article_entities import ArticleEntities
from countermove.record.claims import ClaimIndex, Saying, content_of, saying
from countermove.record.identity import content_id, mention_id
from countermove.record.knowledge import Knowledge
from countermove.record.pending import Pending
from countermove.record.placing import Placed, days_around
from countermove.record.reports import day_of
from countermove.schema import Attribution

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class ClaimLinks:
    """Links the attributions of articles to claims of the record; rows are collected."""

    def __init__(self, connection: DuckDBPyConnection, knowledge: Knowledge) -> None:
        self._connection, self._words = connection, knowledge.words
        self._index = ClaimIndex(self._load_day)
        row = connection.execute("select coalesce(max(claim_no), 0) from claims").fetchone()
        assert row is not None
        self._last = int(row[0])

    def link(self, one: Placed, entities: ArticleEntities, pending: Pending) -> None:
        """Link all attributions of one article."""
        inside: dict[str, list[str]] = {}
        for event in one.reading.events:
            for item in event.attributions:
                inside.setdefault(item, []).append(event.id)
        for attribution in one.reading.attributions:
            content = content_of(attribution, one.reading)
            if not content:
                continue
            self._link(attribution, content, one, entities, pending)
            for event_id in inside.get(attribution.id, ()):
                pending.add("claim_events", one.article_no, attribution.id, event_id)

    def keep_around(self, days: Sequence[date], span: int) -> None:
        """Forget what is far from these days."""
        self._index.keep(*days_around(days, span))

    def _link(
        self, attribution: Attribution, content: str, one: Placed, entities: ArticleEntities, pending: Pending
    ) -> None:
        speaker_no = entities.number(attribution.source) if attribution.source else None
        said = saying(attribution, content, speaker_no or 0, self._words.stems, self._words.frequencies)
        day = day_of(one.reading.published) if one.day else None
        number, score, reason = None, 1.0, "first report"
        if speaker_no is not None:  # what nobody in particular said is never the same claim
            choice = self._index.assign(said, day)
            number, score, reason = choice.claim_no, choice.score, choice.reason
        if number is None:
            self._last += 1
            number = self._last
            speaker = entities.by_id[attribution.source].name if speaker_no and attribution.source else None
            identifier = content_id("c", mention_id(one.article_id, attribution.id))
            pending.add(
                "claims",
                *(number, identifier, speaker_no, speaker, attribution.cue_class, content, one.day, one.day, 0, 0, 0),
                *(0, "single-origin", one.story_no, one.article_no, attribution.id),
            )
        if speaker_no is not None:
            self._index.add(number, said, day)
        pending.dirty_claims.add(number)
        pending.add(
            "claim_mentions",
            *(number, one.article_no, attribution.id, score, reason, True, attribution.kind, content),
            *(attribution.factuality, one.day, one.publisher_no, one.origin_no, day, msgspec.msgpack.encode(said)),
        )

    def _load_day(self, day: int | None) -> Iterable[tuple[int, Saying]]:
        for number, features in self._connection.execute(
            "select claim_no, features from claim_mentions where day is not distinct from ? order by article_no, item",
            [day],
        ).fetchall():
            said = msgspec.msgpack.decode(features, type=Saying)
            if said.speaker_no:
                yield int(number), said
