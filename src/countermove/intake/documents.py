"""What one file or address holds, told by its content: a text, a page, a feed, a list of feeds or pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from countermove.intake.address_lists import AddressList, ListedAddress, list_kind, parse_address_list
from countermove.intake.decode import decode, decode_markup, without_surrogates
from countermove.intake.feed_article import article_of_item, has_full_text, listed
from countermove.intake.feeds import looks_like_feed, parse_feed
from countermove.intake.fetch import Fetched, fetch
from countermove.intake.gzip_files import GZIP_MAGIC, unpack_gzip
from countermove.intake.html import looks_like_html
from countermove.intake.json_feed import looks_like_json_feed
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.pages import Listed, page_article
from countermove.intake.polite_fetcher import PoliteFetcher
from countermove.intake.politeness import SystemClock
from countermove.intake.problem import InputError, Problem
from countermove.intake.watch_limits import WatchLimits
from countermove.schema import Article

_DEEPEST_LIST = 3
_START = 10_000


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from.

    ``source`` names it in problems, ``name`` is the id of a single article. ``url``, ``charset`` and ``media_type`` are
    those of a fetched one. ``in_folder``: nobody named it, so nothing is fetched on its account unless asked.
    """

    source: str
    name: str
    url: str | None = None
    charset: str | None = None
    media_type: str = ""
    in_folder: bool = False
    depth: int = 0


@dataclass(slots=True)
class Documents:
    """Reads the documents of one run; remembers which lists it has read, so that lists can't go in circles.

    What the user named is fetched at once; what feeds and lists name is fetched as a guest: robots.txt is asked, and
    each host has its pace.
    """

    limits: Limits
    options: InputOptions
    _lists: set[str] = field(default_factory=set)
    _guest: PoliteFetcher | None = None

    def _get(self, url: str, named: bool = False) -> Fetched:
        if self.options.get or named:
            return (self.options.get or fetch)(url, self.limits)
        if self._guest is None:
            self._guest = PoliteFetcher(WatchLimits(**asdict(self.limits)), SystemClock())
        answer = self._guest.get(url)
        assert isinstance(answer, Fetched)  # it was not asked whether something changed
        return answer

    def read_address(self, url: str, depth: int = 0) -> Iterator[Article | Problem]:
        """Fetch an address and read what it holds.

        Raises:
            InputError: it can't be fetched, or its content can't be read.
        """
        fetched = self._get(url, named=depth == 0)
        yield from self.read(
            fetched.body, Origin(url, fetched.url, fetched.url, fetched.charset, fetched.media_type, depth=depth)
        )

    def read(self, data: bytes, origin: Origin) -> Iterator[Article | Problem]:
        """Read a document.

        Raises:
            InputError: it can't be read.
        """
        if data.startswith(GZIP_MAGIC):
            data = unpack_gzip(data, self.limits.max_bytes)
        if not data.strip():
            raise InputError("is empty")
        start = decode_markup(data[:_START], origin.charset)
        if looks_like_json_feed(data) or looks_like_feed(start):
            yield from self._feed(data, origin)
        elif list_kind(start):
            yield from self._list(data, origin)
        else:
            yield self._article(data, start, origin)

    def _article(self, data: bytes, start: str, origin: Origin) -> Article:
        is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        if looks_like_html(start) or ("html" in origin.media_type and not is_wide):
            return page_article(
                data,
                origin.name,
                origin.url,
                charset=origin.charset,
                not_after=_today() if origin.url else None,
                extractor=self.options.extractor or "trafilatura",
                max_elements=self.limits.max_elements,
            )
        if origin.name.lower().endswith(".json") or "json" in origin.media_type:
            raise InputError("holds JSON that is no JSON Feed; give articles as JSON Lines in a .jsonl file")
        return Article(id=origin.name, text=without_surrogates(decode(data)), url=origin.url)

    def _follows(self, origin: Origin, default: bool) -> bool:
        return default and not origin.in_folder if self.options.follow is None else self.options.follow

    def _feed(self, data: bytes, origin: Origin) -> Iterator[Article | Problem]:
        feed = parse_feed(data, origin.url, self.limits, origin.charset)
        follow = self._follows(origin, default=origin.url is not None)
        for number, item in enumerate(feed.items, 1):
            where = f"{origin.source} item {number} ({item.url or item.key[:200]})"
            try:
                if follow and item.url and not has_full_text(item, self.limits.full_text):
                    yield self._page(item.url, listed(item))
                else:
                    yield article_of_item(item, feed.title)
            except InputError as error:
                yield Problem(where, error.reason)
        if feed.left_out:
            yield Problem(origin.source, f"{feed.left_out:,} of its items are left out (limit max_items)")
        if not feed.items:
            yield Problem(origin.source, "the feed has no items")

    def _page(self, url: str, said: Listed) -> Article:
        fetched = self._get(url)
        extractor = self.options.extractor or "trafilatura"
        return page_article(
            fetched.body,
            fetched.url,
            fetched.url,
            charset=fetched.charset,
            not_after=_today(),
            extractor=extractor,
            listed=said,
            max_elements=self.limits.max_elements,
        )

    def _list(self, data: bytes, origin: Origin) -> Iterator[Article | Problem]:
        found = parse_address_list(data, origin.url, self.limits, origin.charset)
        if not self._follows(origin, default=True):
            raise InputError(
                f"names {len(found.addresses):,} addresses, not fetched from a folder; name the file, or use --follow"
            )
        if origin.depth >= _DEEPEST_LIST:
            raise InputError(f"is a list within {_DEEPEST_LIST} lists; name it itself")
        for entry in found.addresses:
            try:
                yield from self._entry(entry, found, origin)
            except InputError as error:
                yield Problem(entry.url, error.reason)
        if found.left_out:
            yield Problem(origin.source, f"{found.left_out:,} of its addresses are left out (limit max_items)")

    def _entry(self, entry: ListedAddress, found: AddressList, origin: Origin) -> Iterator[Article | Problem]:
        if found.kind == "urlset":
            yield self._page(entry.url, Listed(entry.title, entry.published))
        elif entry.url not in self._lists:
            if len(self._lists) >= self.limits.max_lists:
                raise InputError(f"is left out: {len(self._lists):,} lists were followed already (limit max_lists)")
            self._lists.add(entry.url)
            yield from self.read_address(entry.url, origin.depth + 1)


def _today() -> str:
    """The day of fetching: a page can't have been published after it."""
    return datetime.now(UTC).date().isoformat()
