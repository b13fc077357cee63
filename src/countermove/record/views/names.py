"""Names as they stand inside a sentence, by the articles that use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from countermove.ontology.event_phrases import EventPhrases
from countermove.record.rows import numbers_in
from countermove.record.views.wording import inside, joined

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Names:
    """Words names as some articles use them.

    Args:
        connection: an open record.
        articles: ids of the articles.
        phrases: which names take "the" where an article doesn't tell.
    """

    def __init__(self, connection: DuckDBPyConnection, articles: Iterable[str | None], phrases: EventPhrases) -> None:
        self._phrases = phrases
        self._texts: dict[str, str] = {}
        self._nominal: dict[str, frozenset[str]] = {}
        wanted = sorted({article for article in articles if article is not None})
        if not wanted:
            return
        marks = ", ".join("?" * len(wanted))
        ids = {}
        for number, article, text in connection.execute(
            f"select article_no, article_id, text from articles where article_id in ({marks})", wanted
        ).fetchall():
            ids[int(number)] = str(article)
            self._texts[str(article)] = str(text)
        described: dict[str, set[str]] = {}
        for number, start, end in connection.execute(  # by number: mentions lie in its order, so little is read
            "select article_no, start_char, end_char from mentions "
            f"where article_no in ({numbers_in(ids)}) and kind = 'entity' and part = 'nominal'"
        ).fetchall():
            article = ids[int(number)]
            described.setdefault(article, set()).add(self._texts[article][start:end].lower())
        self._nominal = {article: frozenset(names) for article, names in described.items()}

    def one(self, name: str, article: str | None) -> str:
        """A party or speaker."""
        phrases = self._phrases
        known = self._nominal.get(article or "", frozenset())
        text = self._texts.get(article or "", "")
        return inside(name, text, name.lower() in known, phrases.the_first, phrases.the_last)

    def several(self, names: Sequence[str], article: str | None) -> str:
        """Parties or speakers, as a list."""
        return joined([self.one(name, article) for name in names])

    def source(self, name: str, article: str | None) -> str:
        """A publisher, an agency or a speaker: its name as it is, but for a description that the article uses."""
        described = name.lower() in self._nominal.get(article or "", frozenset())
        return self.one(name, article) if described else name
