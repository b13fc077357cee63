"""Silence that texts report in words which the reading doesn't know, told by phrases beside a party's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from countermove.ontology.silence_scopes import SilenceScopes, shipped_silence_scopes
from countermove.ontology.silence_wording import SilenceWording, shipped_silence_wording
from countermove.record.rows import numbers_in
from countermove.response.answer import Evidence, Party
from countermove.response.silence import SilenceReport
from countermove.response.silence_targets import SilenceTargets
from countermove.response.unread import NearArticle

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_REACH = 60
"""Characters between a name and the phrase that tells its silence."""
_CLOSE = 3
_TAIL = 60
_BEFORE = 12
_SAID = "says so"
_OBLIQUE = re.compile(
    r"\b(?:in|of|from|to|at|for|with|near|on|by|between|against|than|over)\s+(?:the\s+)?$", re.IGNORECASE
)


def worded_silences(
    connection: DuckDBPyConnection,
    event_no: int,
    articles: Iterable[NearArticle],
    expected: Iterable[Party],
    wording: SilenceWording | None = None,
    scopes: SilenceScopes | None = None,
) -> list[SilenceReport]:
    """Silences of expected parties towards a move.

    Args:
        connection: an open record.
        event_no: number of the move.
        articles: those near the move.
        expected: the expected parties.
        wording: the phrases; the package's own by default.
        scopes: which words mean which scope; the package's own by default.
    """
    wording, scopes = wording or shipped_silence_wording(), scopes or shipped_silence_scopes()
    known = {party.key: party for party in expected}
    told = [
        (article, *one)
        for article in articles
        for start, end in article.sentences
        for one in _told(article, start, end, wording, scopes)
    ]
    numbers = sorted({article.number for article, *_ in told})
    if not numbers:
        return []
    days = _days(connection, numbers)
    about = SilenceTargets(connection, event_no, numbers, scopes)
    found = []
    for article, key, scope, evidence in told:
        words = article.text[evidence.start : evidence.end + _TAIL]
        if about.concerns({"to_event": None, "article_no": article.number, "told": words}):
            found.append(SilenceReport(known[key], scope, days[article.number], evidence))
    return found


def unlike(reports: Iterable[SilenceReport], others: Sequence[SilenceReport]) -> list[SilenceReport]:
    """The reports whose words aren't those of another one."""
    known = [one.evidence for one in others]
    return [
        report
        for report in reports
        if not any(
            one.article_id == report.evidence.article_id
            and one.start < report.evidence.end
            and one.end > report.evidence.start
            for one in known
        )
    ]


def _told(
    article: NearArticle, start: int, end: int, wording: SilenceWording, scopes: SilenceScopes
) -> Iterator[tuple[str, str, Evidence]]:
    """Silences of one sentence: whose, in what, and the words."""
    sentence = article.text[start:end].lower().replace("’", "'")
    for patterns, goes_before in ((wording.after, False), (wording.before, True)):
        for pattern, scope in patterns:
            for match in pattern.finditer(sentence):
                first, last = start + match.start(), start + match.end()
                key = _named_after(article, last, end) if goes_before else _named_before(article, start, first)
                if key is not None:
                    tail = article.text[first : min(end, last + _TAIL)]
                    words = article.text[first:last]
                    evidence = replace(article.evidence, start=first, end=last, words=words, reason=_SAID)
                    yield key, scope or scopes.of(tail) or "words", evidence


def _named_before(article: NearArticle, start: int, first: int) -> str | None:
    """The party whose name stands nearest before a phrase, if nobody else's does.

    A name after a preposition ("with soldiers in Chad") is the one only where no other stands there.
    """
    named: list[tuple[int, int, str | None]] = [
        (*place, key) for key, places in article.mentions.items() for place in places if start <= place[0] < first
    ]
    named += [(*place, None) for place in article.others if start <= place[0] < first]
    named = [one for one in named if one[1] <= first]
    leading = [one for one in named if not _OBLIQUE.search(article.text[max(start, one[0] - _BEFORE) : one[0]])]
    nearest = max(leading or named, key=lambda one: one[1], default=None)
    return nearest[2] if nearest is not None and first - nearest[1] <= _REACH else None


def _named_after(article: NearArticle, last: int, end: int) -> str | None:
    """The party whose name follows a phrase at once."""
    named = [
        (place[0], key)
        for key, places in article.mentions.items()
        for place in places
        if last <= place[0] < min(end, last + 1 + _CLOSE)
    ]
    return min(named)[1] if named else None


def _days(connection: DuckDBPyConnection, numbers: list[int]) -> dict[int, date | None]:
    rows = connection.execute(
        f"select article_no, published_day from articles where article_no in ({numbers_in(numbers)})"
    ).fetchall()
    return {int(number): day for number, day in rows}
