"""The formats by name: which tables each needs, and readings in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from countermove.exports import acled, gdelt, icews, polecat
from countermove.exports.acled_rules import load_acled_rules
from countermove.exports.actor_codes import load_actor_codes
from countermove.exports.cameo_names import load_cameo_names
from countermove.exports.cells import Layout, Row
from countermove.exports.countries import Countries, load_countries
from countermove.exports.dyads import MutualFrames
from countermove.exports.numbering import Numbering
from countermove.exports.plover_json import plover_json
from countermove.exports.selection import Selection
from countermove.exports.view import ReadingView
from countermove.ontology.frames import load_frames
from countermove.ontology.lexicon import DATA, NO_ADDITIONS, Additions
from countermove.ontology.plover import Plover, load_plover
from countermove.schema import Event, Reading

FORMATS = ("plover", "polecat", "icews", "gdelt", "acled")

Rows = Callable[[ReadingView, Sequence[Event]], Iterable[Row]]
Encoded = Callable[[ReadingView, Sequence[Event]], bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """One format, ready for one run: what a file begins with, and the lines of each reading.

    Integer ids are unique among all readings that go through one export.
    """

    head: bytes
    encode: Encoded
    selection: Selection

    def lines(self, reading: Reading) -> bytes:
        """The reading's events in this format; nothing for a reading without one."""
        return self.encode(ReadingView(reading), self.selection.events(reading))


def make_export(name: str, selection: Selection | None = None, additions: Additions = NO_ADDITIONS) -> Export:
    """Load what a format needs.

    Args:
        name: one of ``FORMATS``.
        selection: which events; by default all.
        additions: the user's own frames that the events were coded with.

    Raises:
        KeyError: no such format.
        LexiconError: a mistake in a knowledge file; file and line are named.
    """
    return Export(*_MAKERS[name](additions), selection or Selection())


def _countries() -> Countries:
    return load_countries(DATA / "exports" / "countries.tsv", DATA / "places" / "countries.tsv")


def _plover() -> Plover:
    return load_plover(DATA / "plover.yaml")


def _mutual(additions: Additions) -> MutualFrames:
    return MutualFrames.of(load_frames(DATA / "frames", _plover(), additions.frames))


def _table(layout: Layout, rows: Rows) -> tuple[bytes, Encoded]:
    return layout.head(), lambda view, events: layout.lines(rows(view, events))


def _make_plover(additions: Additions) -> tuple[bytes, Encoded]:
    countries = _countries()
    return b"", lambda view, events: plover_json(view, events, countries)


def _make_polecat(additions: Additions) -> tuple[bytes, Encoded]:
    countries = _countries()
    return _table(polecat.LAYOUT, lambda view, events: polecat.polecat_rows(view, events, countries))


def _make_icews(additions: Additions) -> tuple[bytes, Encoded]:
    folder = DATA / "exports"
    tables = icews.IcewsTables(
        _countries(),
        load_actor_codes(folder / "actors.yaml"),
        load_cameo_names(folder / "cameo_codes.tsv"),
        _mutual(additions),
    )
    ids, stories = Numbering(), Numbering()
    return _table(icews.LAYOUT, lambda view, events: icews.icews_rows(view, events, tables, ids, stories))


def _make_gdelt(additions: Additions) -> tuple[bytes, Encoded]:
    folder = DATA / "exports"
    tables = gdelt.GdeltTables(
        _countries(),
        load_actor_codes(folder / "actors.yaml"),
        load_cameo_names(folder / "cameo_codes.tsv"),
        _mutual(additions),
    )
    ids = Numbering()
    return _table(gdelt.LAYOUT, lambda view, events: gdelt.gdelt_rows(view, events, tables, ids))


def _make_acled(additions: Additions) -> tuple[bytes, Encoded]:
    tables = acled.AcledTables(
        load_acled_rules(DATA / "exports" / "acled.yaml", _plover()), _countries(), _mutual(additions)
    )
    ids = Numbering()
    return _table(acled.LAYOUT, lambda view, events: acled.acled_rows(view, events, tables, ids))


_MAKERS: dict[str, Callable[[Additions], tuple[bytes, Encoded]]] = {
    "plover": _make_plover,
    "polecat": _make_polecat,
    "icews": _make_icews,
    "gdelt": _make_gdelt,
    "acled": _make_acled,
}
