"""Whose word a report is: the newsroom behind an article, and the speaker or agency that a statement is attributed to.

Independent origins are what corroborates an event. Ten papers that carry one wire story are one origin, and so are ten
papers that all cite the same ministry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from countermove.ontology.agencies import Agencies

SourceKind = Literal["publisher", "agency", "speaker", "article"]
OriginFrom = Literal["credit", "copy", "publisher", "article"]

_HEAD, _TAIL = 300, 200
"""Characters at the start and at the end of a text in which credits stand."""


@dataclass(frozen=True, slots=True)
class Source:
    """One whose word something is; ``key`` is what it is known by where that isn't its name."""

    kind: SourceKind
    name: str
    key: str | None = None


def credited_agency(text: str, agencies: Agencies) -> str | None:
    """The agency that an article credits: in its dateline or byline, or in a line at its end; else None."""
    head, tail = text[:_HEAD], text[-_TAIL:]
    form = agencies.pattern.pattern
    for pattern, part in (
        (rf"\(({form})\)\s*[-–—:]?", head),  # OSLO, March 3 (Reuters) -
        (rf"\A[^\n.]{{0,60}}?\b({form})\s*[-–—:|]\s", head),  # Paris, AFP -
        (rf"^\s*(?:By|From)\b[^\n.]{{0,60}}?\b({form})\s*$", head),  # By Jane Doe, Associated Press
        (rf"[\[(—–-]\s*({form})\s*[\])]?\s*\Z", tail),  # - AFP
        (rf"\((?:with\s)?({form})\)", tail),
        (rf"\b(?:[Ss]ource|[Cc]redit|[Rr]eporting by|[Ww]ith reporting (?:by|from))\s*:?\s*({form})\b", tail),
        (rf"(?:©|[Cc]opyright)\s*(?:\d{{4}}\s*)?({form})\b", tail),
    ):
        found = re.search(pattern, part, re.MULTILINE)
        if found:
            name = agencies.name(found[1])
            if name is not None:
                return name
    return None


def newsroom(
    text: str, publisher: str | None, article_id: str, copied: Source | None, agencies: Agencies
) -> tuple[Source, OriginFrom]:
    """Who stands behind an article.

    Args:
        text: its text.
        publisher: who published it.
        article_id: stands in where no publisher is known.
        copied: the newsroom of the article that this one nearly repeats.
        agencies: the agencies known.
    """
    agency = credited_agency(text, agencies)
    if agency is not None:
        return Source("agency", agency), "credit"
    if copied is not None:
        return copied, "copy"
    if publisher is not None:
        return publisher_source(publisher, agencies), "publisher"
    return Source("article", article_id), "article"


def publisher_source(publisher: str, agencies: Agencies) -> Source:
    """A publisher as a source; an agency that publishes itself is the agency."""
    name = " ".join(publisher.split())
    agency = agencies.name(name)
    return Source("agency", agency) if agency else Source("publisher", name)
