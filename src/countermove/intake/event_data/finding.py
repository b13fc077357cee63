"""Which files a person means, and of which dataset each is: files, folders, zip files with several members."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from countermove.intake.event_data.detect import Format, detect, is_called
from countermove.intake.event_data.limits import HistoryLimits
from countermove.intake.event_data.streams import Source, head_of, sources_in
from countermove.intake.problem import InputError, Problem

_AUTOMATIC = "auto"


class NoEventDataError(ValueError):
    """A file that was named is none of the formats: wrong usage. The message is one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be imported, by the names of the files, and what was left out of folders."""

    sources: tuple[tuple[Source, Format], ...]
    left_out: tuple[Problem, ...]


def find_sources(paths: Iterable[Path], choice: str, limits: HistoryLimits) -> Found:
    """Look at the beginning of every file; nothing is read further.

    Args:
        paths: files and folders; in folders those in them too, but for hidden ones and links to folders.
        choice: ``auto``, or what all files must be: icews, polecat, gdelt or acled.
        limits: for packed files.

    Raises:
        NoEventDataError: a file that was named itself can't be used.
    """
    sources: list[tuple[Source, Format]] = []
    left_out: list[Problem] = []
    for path in paths:
        inside = path.is_dir()
        files = _files(path) if inside else [path]
        if not files:
            raise NoEventDataError(str(Problem(str(path), "the folder holds no files")))
        for file in files:
            try:
                sources += _looked_at(file, choice, limits)
            except (InputError, OSError) as error:
                reason = error.reason if isinstance(error, InputError) else error.strerror or str(error)
                problem = Problem(os.fsencode(file).decode("utf-8", "replace"), reason)
                if not inside:
                    raise NoEventDataError(str(problem)) from error
                left_out.append(problem)
    ordered = sorted(dict.fromkeys(sources), key=lambda one: (one[0].name, str(one[0].path)))
    return Found(tuple(ordered), tuple(left_out))


def _files(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place) / name for name in sorted(names) if not name.startswith(".")]
    return found


def _looked_at(path: Path, choice: str, limits: HistoryLimits) -> list[tuple[Source, Format]]:
    found: list[tuple[Source, Format]] = []
    for source in sources_in(path, limits):
        form = detect(head_of(source, limits))
        if form is None or choice not in (_AUTOMATIC, form.rstrip("12")):
            wanted = "ICEWS, POLECAT, GDELT or ACLED" if choice == _AUTOMATIC else choice.upper()
            other = f"; it looks like {form.rstrip('12').upper()}" if form and not is_called(form, choice) else ""
            raise InputError(f"is no {wanted} event data{' in ' + source.member if source.member else ''}{other}")
        found.append((source, form))
    return found
