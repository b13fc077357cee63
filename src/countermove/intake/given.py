"""Articles whose fields were given as such (JSON Lines, tables), and the names of their documents."""

from __future__ import annotations

from countermove.intake.canonical import normal_url
from countermove.schema import Article


def document_name(source: str, url: str | None, publisher: str | None, identifier: str | None) -> str | None:
    """The name under which later versions of an article come in: its address, else publisher (or file) and id.

    Args:
        source: name of the file, without folder; empty where the article comes from no file.
        url: the article's address.
        publisher: who published it.
        identifier: the id that the source gave; None where it gave none.
    """
    canonical = normal_url(url) if url else None
    if canonical or identifier is None:
        return canonical
    return ":".join(part for part in (publisher or source, identifier) if part)


def given_article(
    source: str,
    identifier: str | None,
    number_name: str,
    *,
    text: str,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Article:
    """Build an article from given fields; ``number_name`` is its id where none was given (``line-3``)."""
    return Article(
        id=identifier or number_name,
        text=text,
        title=title,
        published=published,
        url=url,
        publisher=publisher,
        language=language,
        document=document_name(source, url, publisher, identifier),
    )
