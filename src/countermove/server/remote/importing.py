"""Datasets into a record that a server holds: the command names files, the server reads them and tells how it goes.

The import has a connection of its own, and transactions a chunk long, so that articles are added meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.streams import Source
from countermove.intake.problem import Problem
from countermove.record.history import ImportedFile, Progress, import_history
from countermove.record.history_chunks import Counts
from countermove.server.remote.protocol import Ask, Told

if TYPE_CHECKING:
    from countermove.server.owner import RecordOwner

_SOURCE, _FILE, _PROBLEM = "reading", "file", "problem"


def import_ask(paths: Sequence[Path], form: str, dataset: str | None, limits: HistoryLimits | None) -> Ask:
    """What a command asks for; the server may have been started in another folder."""
    given = {
        "paths": [str(path.absolute()) for path in paths],
        "format": form,
        "dataset": dataset,
        "limits": msgspec.to_builtins(limits or HistoryLimits()),
    }
    return Ask("import", arguments=given)


def run_import(owner: RecordOwner, asked: dict[str, Any], tell: Callable[[Told], None]) -> Told:
    """The server's side: import, and tell what became of every file; the last word is what is given back.

    Raises:
        NoEventDataError: a file is none of the formats.
        RecordError: the dataset holds another format, or the record can't be written.
    """
    connection = owner.new_cursor()

    def progress(source: Source, counts: Counts) -> None:
        owner.changed()
        tell(_step(_SOURCE, [str(source.path), source.packing, source.member, msgspec.to_builtins(counts)]))

    try:
        with owner.importing:
            for outcome in import_history(
                connection,
                [Path(path) for path in asked["paths"]],
                format=asked["format"],
                dataset=asked["dataset"],
                limits=msgspec.convert(asked["limits"], HistoryLimits),
                progress=progress,
            ):
                kind = _PROBLEM if isinstance(outcome, Problem) else _FILE
                tell(_step(kind, msgspec.to_builtins(outcome)))
    finally:
        connection.close()
        owner.changed(hard=True)
    return Told()


def imported(
    steps: Iterator[Told], paths: Sequence[Path], progress: Progress | None
) -> Iterator[ImportedFile | Problem]:
    """The command's side: what became of every file, under the names that were given."""
    given = {str(path.absolute()): str(path) for path in paths}
    for step in steps:
        kind, value = step.value
        if kind == _SOURCE:
            path, packing, member, counts = value
            if progress is not None:
                progress(Source(Path(path), packing, member), msgspec.convert(counts, Counts))
        elif kind == _FILE:
            yield msgspec.convert(_named(value, given), ImportedFile)
        else:
            yield msgspec.convert(_named(value, given), Problem)


def _step(kind: str, value: Any) -> Told:
    return Told(value=[kind, value], more=True)


def _named(value: Any, given: dict[str, str]) -> Any:
    """A value with the paths in it as they were given."""
    if isinstance(value, dict):
        return {
            name: _as_given(one, given) if name in ("path", "source") else _named(one, given)
            for name, one in value.items()
        }
    return [_named(one, given) for one in value] if isinstance(value, (list, tuple)) else value


def _as_given(path: str, given: dict[str, str]) -> str:
    for whole, short in given.items():
        if path == whole or path.startswith((f"{whole}/", f"{whole}:")):
            return short + path[len(whole) :]
    return path
