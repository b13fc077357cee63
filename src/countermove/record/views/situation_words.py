"""Stories, claims, numbers and silence in a situation report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from countermove.ontology.event_phrases import EventPhrases
from countermove.record.filters import claim_condition, event_condition
from countermove.record.views.citations import Citations, Statement
from countermove.record.views.claims import BEST_FIRST, ClaimRow, claim_rows
from countermove.record.views.names import Names
from countermove.record.views.number_words import number_entry_parts
from countermove.record.views.numbers import number_series
from countermove.record.views.rows import limited, named_rows, one_value
from countermove.record.views.silences import list_silences
from countermove.record.views.situation_events import Part, with_rest
from countermove.record.views.situation_scope import Entry, Scope
from countermove.record.views.stories import StoryRow, story_rows, story_rows_condition
from countermove.record.views.timeline import days_condition, story_scope, within
from countermove.record.views.wording import capitalised, count_text, day_text, days_text, shortened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LEAST_WORDS = 4
"""Words that a claim must have to stand alone: "comment" tells nothing."""
_MOST_WORDS = 45
_PER_SPEAKER = 2


class WordEntries:
    """Makes the entries of one report."""

    def __init__(
        self,
        connection: DuckDBPyConnection,
        scope: Scope,
        phrases: EventPhrases,
        citations: Citations,
        most: int | None,
    ) -> None:
        self._connection, self._scope, self._phrases = connection, scope, phrases
        self._citations, self._most = citations, most

    def stories(self) -> Part:
        """Stories with articles in the window: by independent origins, then by articles."""
        condition = story_rows_condition(self._connection, self._scope.now)
        where = condition.sql()
        total = int(one_value(self._connection, f"select count(*) from stories where {where}", condition.values))
        numbers = self._connection.execute(
            f"select story_no from stories where {where} order by origins desc, articles desc, last_day desc, story_no"
            f"{limited(self._most)}",
            condition.values,
        ).fetchall()
        entries = []
        for number, story in zip(numbers, story_rows(self._connection, [int(row[0]) for row in numbers]), strict=True):
            rows = (story.story_id,)
            articles = self._articles_of(int(number[0]))
            found = [self._citations.statement(_story_text(story), articles, rows)]
            if story.actors:
                names = self._names(articles[:1]).several(story.actors, articles[0] if articles else None)
                found.append(self._citations.statement(f"Named most in its events: {names}.", articles, rows))
            entries.append(Entry(story.story_id, tuple(found)))
        return total, with_rest(total, entries, self._scope.command("story"), self._citations)

    def claims(self) -> Part:
        """What named speakers said, the best reported first; at most two of one speaker."""
        condition = claim_condition(self._connection, self._scope.now)
        condition.add("speaker_no is not null")
        total = int(
            one_value(self._connection, f"select count(*) from claims where {condition.sql()}", condition.values)
        )
        numbers = self._connection.execute(
            f"select claim_no from claims where {condition.sql()} "
            f"and length(content) - length(replace(content, ' ', '')) >= {_LEAST_WORDS - 1} "
            f"qualify row_number() over (partition by speaker_no order by {BEST_FIRST}) <= {_PER_SPEAKER} "
            f"order by {BEST_FIRST}{limited(self._most)}",
            condition.values,
        ).fetchall()
        claims = claim_rows(self._connection, [int(row[0]) for row in numbers])
        names = self._names(claim.article_id for claim in claims)
        entries = [
            Entry(claim.claim_id, tuple(self._claim(claim, int(number[0]), names)))
            for number, claim in zip(numbers, claims, strict=True)
        ]
        return total, with_rest(total, entries, self._scope.command("claims"), self._citations)

    def numbers(self) -> Part:
        """Series whose number changed within the window."""
        scope = story_scope("s.story_no", self._scope.now, event_condition(self._connection, self._scope.now))
        days = days_condition("published_day", self._scope.now)
        series = number_series(
            self._connection,
            f"{scope.sql()} and s.series_no in (select series_no from quantities where counted and {days.sql()})",
            [*scope.values, *days.values],
        )
        changed = [
            one for one in series if any(within(told.published_day, self._scope.now) for told in one.changes[1:])
        ]
        shown = changed[: self._most or len(changed)]
        names = self._names(told.article_id for one in shown for told in one.changes)
        entries = []
        for one in shown:
            parts = number_entry_parts(one, names)
            statements = [self._citations.statement(text, articles, (one.series_id,)) for text, articles in parts]
            entries.append(Entry(one.series_id, tuple(statements)))
        return len(changed), with_rest(len(changed), entries, self._scope.command("timeline"), self._citations)

    def silences(self) -> Part:
        """Who was reported not to have answered."""
        scope = story_scope("a.story_no", self._scope.now, event_condition(self._connection, self._scope.now))
        days = days_condition("r.published_day", self._scope.now)
        silences = list_silences(self._connection, f"{scope.sql()} and {days.sql()}", [*scope.values, *days.values])
        shown = silences[: self._most or len(silences)]
        names = self._names(one.article_id for one in shown)
        entries = []
        for one in shown:
            row = f"{one.article_id}/{one.item}"
            day = f" on {day_text(one.published_day)}" if one.published_day else ""
            publisher = one.publisher or "One article"
            who = names.one(one.who, one.article_id) if one.who else "somebody"
            text = f"{publisher} reported{day} that {who} had not answered (“{one.words}”)."
            entries.append(Entry(row, (self._citations.statement(text, (one.article_id,), (row,)),)))
        return len(silences), with_rest(len(silences), entries, self._scope.command("timeline"), self._citations)

    def _names(self, articles: Iterable[str | None]) -> Names:
        return Names(self._connection, articles, self._phrases)

    def _claim(self, claim: ClaimRow, number: int, names: Names) -> list[Statement]:
        articles = [
            str(row["article_id"])
            for row in named_rows(
                self._connection,
                "select a.article_id from claim_mentions m join articles a on a.article_no = m.article_no "
                "where m.claim_no = ? and m.counted "
                "order by a.article_id <> ?, a.copy_of is not null, m.published_day nulls last, m.article_no, m.item",
                [number, claim.article_id],
            )
        ]
        did = self._phrases.speaking[claim.cue_class]
        as_told = "as quoted by" if claim.kind == "direct" else "in the words of"
        day = f" ({day_text(claim.first_day)})" if claim.first_day else ""
        speaker = names.one(claim.speaker, claim.article_id) if claim.speaker else "somebody"
        text = (
            f"{capitalised(speaker)} {did}, {as_told} {claim.publisher or 'one article'}{day}: "
            f"“{shortened(claim.content, _MOST_WORDS)}”."
        )
        found = [self._citations.statement(text, articles, (claim.claim_id,))]
        if claim.denied_by:
            denial = f"What it tells is denied by {names.several(claim.denied_by, claim.article_id)}."
            found.append(self._citations.statement(denial, self._denying(number), (claim.claim_id,)))
        return found

    def _denying(self, number: int) -> list[str]:
        """Articles with the denials of events told inside a claim."""
        rows = named_rows(
            self._connection,
            "select a.article_id from claim_mentions c join claim_events i using (article_no, item) "
            "join event_mentions told on told.article_no = i.article_no and told.item = i.event_item "
            "join event_mentions d on d.event_no = told.event_no join articles a on a.article_no = d.article_no "
            "where c.claim_no = ? and c.counted and d.counted and d.stance = 'denies' and d.speaker_no is not null "
            "group by a.article_id order by min(d.published_day) nulls last, min(d.article_no)",
            [number],
        )
        return [str(row["article_id"]) for row in rows]

    def _articles_of(self, story_no: int) -> list[str]:
        """Articles of a story published up to the end of the window, originals first."""
        rows = named_rows(
            self._connection,
            "select article_id from articles where story_no = ? and status = 'current' "
            "order by copy_of is not null, published_day > ? nulls last, published_day, article_no",
            [story_no, self._scope.until],
        )
        return [str(row["article_id"]) for row in rows]


def _story_text(story: StoryRow) -> str:
    headline = f"“{story.headline}”" if story.headline else "A story without a headline"
    publishers = f" by {count_text(story.publishers, 'publisher')}" if story.publishers else ""
    span = f", {days_text(story.first_day, story.last_day)}" if story.first_day and story.last_day else ""
    articles, origins = count_text(story.articles, "article"), count_text(story.origins, "independent origin")
    return f"{headline}: {articles}{publishers}, from {origins}{span}."
