"""Sources as a document."""

from __future__ import annotations

from countermove.record.views.layouts.words import counted, note, shown_of, span
from countermove.record.views.rows import Listing
from countermove.record.views.sources import SourceRow
from countermove.report.document import Document, Line, Run, Section, line


def sources_document(listing: Listing[SourceRow]) -> Document:
    """A list of sources; where it is cut, it says so."""
    lines = tuple(_source_line(source) for source in listing.items)
    return Document("", shown_of(listing.total, len(listing.items), "source"), (Section("", lines),))


def _source_line(source: SourceRow) -> Line:
    share = source.reliability
    return line(
        Run(source.name, "strong"),
        note(
            f"  {source.kind}",
            counted(source.articles, "article") if source.articles else None,
            f"{source.copies:,} copied" if source.copies else None,
            f"{counted(source.events, 'event')} on its word" if source.events else None,
            span(source.first_day, source.last_day) if source.first_day else None,
            f"reliability {share:.2f} from {counted(source.votes, 'vote')}"
            if share is not None and source.votes
            else None,
        ),
    )
