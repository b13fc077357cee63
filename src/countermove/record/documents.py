"""Which article is new, which is known, and which is a later version of one that is here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from countermove.record.copies import runs, shared_share
from countermove.record.identity import content_hash, content_id
from countermove.schema import Article

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_RESEMBLING = 0.2
"""Two texts under one given id are versions of one document if they share a fifth of their runs of words."""


@dataclass(frozen=True, slots=True)
class Version:
    """One stored version of a document."""

    article_no: int
    article_id: str
    version: int
    content_hash: str
    status: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article belongs: its document, its id, its version, and the version that it replaces."""

    document_id: str
    article_id: str
    version: int
    content_hash: str
    replaces: Version | None


class Documents:
    """The documents of a record, looked up many at a time."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection
        self._versions: dict[str, list[Version]] = {}
        self._texts: dict[int, str] = {}  # of articles that were placed and are not stored yet

    def prefetch(self, articles: Iterable[Article]) -> None:
        """Look up the documents of many articles in one go; forget the others."""
        wanted = sorted({document for article in articles for document in _document_ids(article)})
        self._versions, self._texts = {document: [] for document in wanted}, {}
        for document, *rest in self._connection.execute(
            "select document_id, article_no, article_id, version, content_hash, status, title from articles "
            "where document_id in (select unnest(?::varchar[])) order by version",
            [wanted],
        ).fetchall():
            self._versions[document].append(Version(*rest))

    def known(self, article: Article) -> Version | None:
        """The stored version with this very content, if there is one."""
        mark = content_hash(article)
        found = (one for document in _document_ids(article) for one in self._of(document) if one.content_hash == mark)
        return next(found, None)

    def place(self, article: Article) -> Place:
        """Where an article that is not known belongs."""
        mark = content_hash(article)
        document, apart = _document_ids(article)
        versions = self._of(document)
        if versions and not self._one_document(article, versions[-1]):
            document, versions = apart, self._of(apart)
        replaces = next((one for one in reversed(versions) if one.status == "current"), None)
        return Place(document, content_id("a", document, mark), len(versions) + 1, mark, replaces)

    def add(self, article_no: int, place: Place, article: Article) -> None:
        """Remember an article that was placed."""
        version = Version(article_no, place.article_id, place.version, place.content_hash, "current", article.title)
        self._texts[article_no] = article.text
        self._versions.setdefault(place.document_id, []).append(version)

    def _of(self, document: str) -> list[Version]:
        return self._versions.get(document, [])

    def _one_document(self, article: Article, version: Version) -> bool:
        """An address names one document; a given id may be used again for another article by another collection."""
        if article.url is not None or (article.title and article.title == version.title):
            return True
        return shared_share(runs(article.text), runs(self._text(version.article_no))) >= _RESEMBLING

    def _text(self, article_no: int) -> str:
        if article_no not in self._texts:
            row = self._connection.execute("select text from articles where article_no = ?", [article_no]).fetchone()
            assert row is not None
            self._texts[article_no] = str(row[0])
        return self._texts[article_no]


def _document_ids(article: Article) -> tuple[str, str]:
    """The id of an article's document, and the one it has where its given name turns out to be another document's."""
    content = content_id("d", article.publisher, content_hash(article))
    return (content_id("d", article.document) if article.document else content), content
