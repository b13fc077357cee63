"""Web archives to articles: the HTML pages among the responses of a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from countermove.intake.check import valid_date
from countermove.intake.decode import decode_markup
from countermove.intake.html import Extractor, looks_like_html
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.pages import page_article
from countermove.intake.problem import InputError, Problem
from countermove.intake.warc_records import BadRecord, RawRecord, read_records, record_stream
from countermove.schema import Article

_OK = 200


def read_warc(stream: BinaryIO, source: str, limits: Limits, options: InputOptions) -> Iterator[Article | Problem]:
    """Yield an article or a problem for each HTML page of an archive, in order, holding one record at a time.

    Requests, metadata, other media and answers other than 200 are passed over. The time of the crawl is not taken for
    the date of publication; it only bounds it.

    Args:
        stream: the archive, packed or not.
        source: how problems name it.
        limits: ``max_bytes`` is the largest record and the largest page, unpacked.
        options: the extractor.
    """
    extractor = options.extractor or "resiliparse"
    for record in read_records(stream, limits.max_bytes):
        where = f"{source} record {record.number} (at byte {record.offset:,})"
        if isinstance(record, BadRecord):
            yield Problem(where, record.reason)
        elif record.kind == "response":
            try:
                article = _article(record, limits, extractor)
            except InputError as error:
                yield Problem(where, error.reason)
                continue
            if article is not None:
                yield article


def _article(record: RawRecord, limits: Limits, extractor: Extractor) -> Article | None:
    found = _response(record, limits, decoded=True) or _response(record, limits, decoded=False)
    if found is None:
        raise InputError("its HTTP message can't be read")
    warc, body = found
    status = warc.http_headers.status_code if warc.http_headers is not None else None
    if status not in (None, _OK) or not _is_html(warc, body):
        return None
    url = (warc.headers.get("WARC-Target-URI") or "").strip("<> ") or None
    crawled = warc.headers.get("WARC-Date") or ""
    not_after = crawled[:10] if valid_date(crawled[:10]) else None
    try:
        return page_article(
            body,
            url or f"record-{record.number}",
            url,
            charset=warc.http_charset,
            not_after=not_after,
            extractor=extractor,
            max_elements=limits.max_elements,
        )
    except InputError as error:
        raise InputError(f"{url}: {error.reason}") from error


def _response(record: RawRecord, limits: Limits, *, decoded: bool) -> tuple[Any, bytes] | None:
    """The record and its HTTP body; None where it isn't packed as it says (some archives keep only the label)."""
    from fastwarc.warc import ArchiveIterator

    try:
        for warc in ArchiveIterator(record_stream(record), parse_http=True, auto_decode="all" if decoded else "none"):
            body = warc.reader.read(limits.max_bytes + 1)
            if len(body) > limits.max_bytes:
                raise InputError(f"its page is larger than {limits.max_bytes:,} bytes when unpacked (limit max_bytes)")
            return warc, body
    except (OSError, ValueError, UnicodeDecodeError):
        return None
    return None


def _is_html(warc: Any, body: bytes) -> bool:
    kind = (warc.http_content_type or "").lower()
    if kind:
        return "html" in kind
    return looks_like_html(decode_markup(body[:10_000]))
