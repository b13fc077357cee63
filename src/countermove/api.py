"""The Python face: read one article, or a stream of them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from countermove.coding.pipeline import Pipeline
from countermove.intake.check import check_article
from countermove.intake.decode import without_surrogates
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import NO_ADDITIONS, Additions
from countermove.scale.local import read_articles
from countermove.schema import Article, Reading


class SkippedArticleWarning(UserWarning):
    """An article of a stream could not be read and was left out; the message names it and says why."""


@cache
def _pipeline(additions: Additions) -> Pipeline:
    return Pipeline.load(additions=additions)


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    id: str = "article",
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    additions: Additions = NO_ADDITIONS,
) -> Reading:
    """Read one article.

    Args:
        text: the article's plain text; spans of the reading count its code points.
        published: ISO 8601 date or date-time; relative times ("on Monday") are resolved from it.
        title: headline, where the text doesn't hold it.
        id: name of the article in the reading.
        url: where it stands.
        publisher: who published it.
        language: ISO 639-1 code; found from the text when not given.
        additions: event frames and actors of your own.

    Raises:
        ValueError: the text is empty, too long or not English, or the date isn't one; the message says which.
        LexiconError: a mistake in the additions; file and line are named.
    """
    article = check_article(
        Article(
            id=id,
            text=without_surrogates(text),
            title=title,
            published=published,
            url=url,
            publisher=publisher,
            language=language,
        ),
        Limits(),
    )
    if isinstance(article, Problem):
        raise ValueError(str(article))
    return _pipeline(additions).read(article)


def read_many(
    articles: Iterable[Article | dict[str, Any] | str], *, jobs: int = 1, additions: Additions = NO_ADDITIONS
) -> Iterator[Reading]:
    """Read a stream of articles; yields readings in order, whatever the number of workers.

    Args:
        articles: :class:`Article`, a dict with its fields (``text`` at least), or plain text.
        jobs: worker processes. With more than 1, call it under ``if __name__ == "__main__":`` in scripts.
        additions: event frames and actors of your own.

    Warns:
        SkippedArticleWarning: an article could not be read; the others go on.
    """
    for result in read_articles(
        checked_articles(articles), jobs, _pipeline(additions) if jobs == 1 else None, additions
    ):
        if isinstance(result, Problem):
            warnings.warn(str(result), SkippedArticleWarning, stacklevel=2)
        else:
            yield result


def checked_articles(articles: Iterable[Article | dict[str, Any] | str]) -> Iterator[Article | Problem]:
    """Articles as a person gives them in Python, ready to be read, or why one can't be."""
    limits = Limits()
    return (_checked(number, item, limits) for number, item in enumerate(articles, 1))


def _checked(number: int, item: Article | dict[str, Any] | str, limits: Limits) -> Article | Problem:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, Article):
        try:
            item = msgspec.convert({"id": f"article-{number}", **item}, Article)
        except msgspec.ValidationError as error:
            return Problem(f"article {number}", f"is not an article: {error}")
    return check_article(msgspec.structs.replace(item, text=without_surrogates(item.text)), limits)
