"""How inputs are read, beyond the limits: what a user may choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from countermove.intake.fetch import Fetched
from countermove.intake.html import Extractor
from countermove.intake.limits import Limits

Get = Callable[[str, Limits], Fetched]


@dataclass(frozen=True, slots=True)
class InputOptions:
    """Choices for reading inputs.

    ``columns`` maps fields of an article to columns of a table, for those the usual names don't find. ``follow`` says
    whether the pages that a feed or list names are fetched; None: yes, unless a feed is a file or lies in a folder.
    ``extractor`` finds the text of pages; None: resiliparse for web archives, else trafilatura.
    ``get`` fetches one address; None: safely, and politely what feeds and lists name.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool | None = None
    extractor: Extractor | None = None
    get: Get | None = None
