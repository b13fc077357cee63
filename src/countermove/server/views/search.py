"""Words over everything: events, claims, articles and actors that have all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.entities import folded
from countermove.record.errors import FilterError
from countermove.record.filters import Condition
from countermove.record.views.claims import ClaimRow, claim_rows
from countermove.record.views.events import EventRow, event_rows
from countermove.server.views.actors import ActorRow, actor_condition, actor_rows
from countermove.server.views.articles import ArticleRow, article_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MOST_WORDS = 8
_AROUND = 100
_NEWEST_ARTICLES = 5_000
"""Articles among whose reports sentences are searched, the newest with the words."""


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article with all words, and the text around the first place of one: ``before``, the word, ``after``.

    ``start`` is where the word begins in the text, in code points.
    """

    article: ArticleRow
    start: int
    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What has all words, newest first; actors with most events first. At most some of each are given."""

    words: tuple[str, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    articles: tuple[ArticleHit, ...]
    actors: tuple[ActorRow, ...]


def search(connection: DuckDBPyConnection, text: str, most: int) -> SearchAnswer:
    """Look for words (case and accents don't count in names, case doesn't in texts).

    Raises:
        FilterError: there is no word, or too many.
    """
    words = tuple(dict.fromkeys(word.lower() for word in text.split()))
    if not words or len(words) > _MOST_WORDS or not folded(text):
        raise FilterError(f"q: give one to {_MOST_WORDS} words")
    return SearchAnswer(
        words=words,
        events=tuple(event_rows(connection, _events(connection, words, most))),
        claims=tuple(claim_rows(connection, _claims(connection, words, most))),
        articles=tuple(_articles(connection, words, most)),
        actors=tuple(actors_named(connection, text, most)),
    )


def _all(column: str, words: tuple[str, ...]) -> Condition:
    found = Condition()
    for word in words:
        found.add(f"contains({column}, ?)", word)
    return found


def _numbers(connection: DuckDBPyConnection, sql: str, *conditions: Condition) -> list[int]:
    values = [value for condition in conditions for value in condition.values]
    return [int(row[0]) for row in connection.execute(sql, values).fetchall()]


def _events(connection: DuckDBPyConnection, words: tuple[str, ...], most: int) -> list[int]:
    """Events whose parties and place, or a sentence of which, has the words."""
    told = _all("lower(concat_ws(' ', e.actors, e.recipients, e.event_type, p.name, p.admin1))", words)
    whole = _all("lower(a.text)", words)
    sentence = _all("lower(substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start))", words)
    return _numbers(
        connection,
        "with found as (select e.event_no from events e left join places p on p.place_no = e.place_no "
        f"where e.merged_into is null and e.reports > 0 and {told.sql()} union "
        "select m.event_no from event_mentions m join (select a.article_no, a.text from articles a "
        f"where a.status = 'current' and {whole.sql()} order by a.article_no desc limit {_NEWEST_ARTICLES}) a "
        f"on a.article_no = m.article_no where m.counted and {sentence.sql()}) "
        "select event_no from events semi join found using (event_no) where merged_into is null and reports > 0 "
        f"order by first_day desc nulls last, event_no desc limit {int(most)}",
        told,
        whole,
        sentence,
    )


def _claims(connection: DuckDBPyConnection, words: tuple[str, ...], most: int) -> list[int]:
    said = _all("lower(concat_ws(' ', speaker, content))", words)
    return _numbers(
        connection,
        f"select claim_no from claims where reports > 0 and {said.sql()} "
        f"order by first_day desc nulls last, claim_no desc limit {int(most)}",
        said,
    )


def _articles(connection: DuckDBPyConnection, words: tuple[str, ...], most: int) -> list[ArticleHit]:
    whole = _all("lower(concat_ws(' ', title, text))", words)
    numbers = _numbers(
        connection,
        f"select article_no from articles where status = 'current' and {whole.sql()} "
        f"order by published_day desc nulls last, article_no desc limit {int(most)}",
        whole,
    )
    texts = dict(
        connection.execute(
            "select article_no, text from articles where article_no in (select unnest(?::integer[]))", [numbers]
        ).fetchall()
    )
    rows = article_rows(connection, numbers)
    return [ArticleHit(row, *_snippet(str(texts[number]), words)) for number, row in zip(numbers, rows, strict=True)]


def _snippet(text: str, words: tuple[str, ...]) -> tuple[int, str, str, str]:
    lower = text.lower()
    if len(lower) != len(text):  # some letters are two in lower case: places would be wrong
        lower = text
    starts = [(lower.find(word), word) for word in words if word in lower]
    if not starts:
        return 0, "", "", text[: 2 * _AROUND]
    start, word = min(starts)
    end = start + len(word)
    return start, text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]


def actors_named(connection: DuckDBPyConnection, text: str, most: int) -> list[ActorRow]:
    """The state with this code (ISO 3166-1 alpha-3); actors whose names have all words, most parts in events first."""
    named, state = actor_condition(text, None, None), actor_condition(None, "state", text.strip())
    numbers = _numbers(
        connection,
        "select n.entity_no from entities n left join (select entity_no, count(*) as parts from event_parties "
        f"group by entity_no) p on p.entity_no = n.entity_no where ({named.sql()}) or ({state.sql()}) "
        f"order by {state.sql()} desc, coalesce(p.parts, 0) desc, n.entity_no limit {int(most)}",
        named,
        state,
        state,
    )
    return actor_rows(connection, numbers)
