"""Every limit on what is taken in, by name, with its default."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self


@dataclass(frozen=True, slots=True)
class SettableLimits:
    """Named limits, each of which can be changed by ``NAME=VALUE``."""

    def with_setting(self, setting: str) -> Self:
        """Return limits with one changed by ``NAME=VALUE``.

        Raises:
            ValueError: the name isn't a limit or the value isn't a positive number; the message lists the names.
        """
        name, equals, value = setting.partition("=")
        kinds = {field.name: type(getattr(self, field.name)) for field in fields(self)}
        if not equals or name not in kinds:
            raise ValueError(f"no limit {name!r}; limits are: {', '.join(kinds)} (NAME=VALUE)")
        try:
            number = kinds[name](value)
        except ValueError:
            number = -1
        if not 0 < number < float("inf"):
            raise ValueError(f"limit {name} must be a positive number, not {value!r}")
        return replace(self, **{name: number})


@dataclass(frozen=True, slots=True)
class Limits(SettableLimits):
    """Limits on input; each can be set with ``--limit NAME=VALUE``."""

    max_bytes: int = 20_000_000
    """Largest file, page or JSONL line, in bytes."""
    max_characters: int = 2_000_000
    """Longest article text, in characters."""
    max_field: int = 2_000_000
    """Longest row of a CSV or TSV file, in characters."""
    max_depth: int = 500
    """Deepest nesting of elements in a feed, sitemap or OPML list."""
    max_elements: int = 50_000
    """Most elements of an HTML page."""
    max_items: int = 50_000
    """Most items taken from one feed, sitemap or OPML list (50,000 is what the sitemap protocol allows)."""
    max_lists: int = 1_000
    """Most sitemaps or feeds followed from sitemap indexes and OPML lists in one run."""
    full_text: int = 1_000
    """Shortest text in a feed that counts as the whole article, in characters; below it the page is fetched."""
    fetch_seconds: float = 30.0
    """Longest time one address may take, redirects and body included, in seconds."""
    max_redirects: int = 5
    """Most redirects followed from one address."""
