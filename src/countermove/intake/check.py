"""The last look at an article before it is read: size, language, date."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from countermove.intake.decode import without_surrogates
from countermove.intake.language import language_of
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:?\d\d.*)?\Z")


def valid_date(text: str) -> bool:
    """Whether a text is an ISO 8601 date or date-time of a day that exists."""
    match = _DATE.match(text)
    if not match:
        return False
    try:
        date(*map(int, match.groups()))
    except ValueError:
        return False
    return True


def check_article(article: Article, limits: Limits, published: str | None = None) -> Article | Problem:
    """Return the article ready to be read, with language and date set, or the reason why it is skipped.

    Lone surrogates, as in the name of a file that isn't UTF-8, are replaced everywhere: nothing could write them.
    """
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    clean = {name: without_surrogates(value) for name, value in fields.items() if isinstance(value, str)}
    article = msgspec.structs.replace(article, **clean)
    if not article.text.strip():
        return Problem(article.id, "is empty")
    if len(article.text) > limits.max_characters:
        return Problem(
            article.id,
            f"has {len(article.text):,} characters, more than {limits.max_characters:,} (limit max_characters)",
        )
    if article.published is not None and not valid_date(article.published):
        return Problem(article.id, f"its date {article.published[:40]!r} is not an ISO 8601 date such as 2024-11-01")
    language = article.language.lower()[:2] if article.language else language_of(article.text)
    if language != "en":
        return Problem(article.id, f"is not in English (language {language!r}); only English is read")
    published = article.published or published
    origin = (article.published_from or "given") if published else None
    return msgspec.structs.replace(article, language=language, published=published, published_from=origin)
