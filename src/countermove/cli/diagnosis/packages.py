"""Which packages are installed: those that are needed, and those of extras."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from types import MappingProxyType

from countermove import __version__
from countermove.cli.diagnosis.finding import Finding

EXTRAS = MappingProxyType(
    {
        "mcp": "an assistant asks a record (countermove mcp)",
        "spacy": "events on the documents of spaCy",
        "ray": "articles read on many machines; nothing uses it yet",
        "docs": "the documentation as a site",
        "train": "training the model anew",
        "dev": "the tests",
    }
)
"""What each extra is for."""
_UNUSED = frozenset({"ray"})
"""Extras that nobody needs to install yet."""
_SHOWN = 3
_FRAMES = ("polars", "pandas")
_REQUIREMENT = re.compile(r"(?P<name>[\w.\-]+)(?:\[[^\]]*\])?(?P<versions>[^;]*)(?:;(?P<when>.*))?")
_LEAST = re.compile(r">=\s*([\d.]+)")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w\-]+)['\"]")


def find_packages(wanted: list[str] | None = None) -> Iterator[Finding]:
    """The version, Python, needed packages, extras; ``wanted`` are requirements, by default those of the package.

    https://packaging.python.org/en/latest/specifications/dependency-specifiers/
    """
    yield Finding("installed", "countermove", "ok", __version__)
    yield Finding(
        "installed", "Python", "ok", f"{platform.python_version()}, {platform.system()} {platform.machine()}",
        figures={"python": platform.python_version(), "system": platform.platform()},
    )  # fmt: skip
    try:
        every = requires("countermove") or [] if wanted is None else wanted
    except PackageNotFoundError:
        yield Finding("installed", "packages", "note", "run without being installed: what it needs isn't known here")
        return
    groups: dict[str | None, list[str]] = {name: [] for name in (None, *EXTRAS)}
    for requirement in every:
        extra = _EXTRA.search(requirement)
        groups.setdefault(extra[1] if extra else None, []).append(requirement)
    yield _needed(groups.pop(None))
    for name, requirements in groups.items():
        if requirements:
            yield _extra(str(name), requirements)
    yield _data_frames()


def _needed(requirements: list[str]) -> Finding:
    found, lacking = _versions(requirements)
    if lacking:
        wanted = " ".join(f"'{requirement.partition(';')[0].strip()}'" for requirement in lacking)
        return Finding("installed", "packages", "fails", _told(lacking), f"pip install {wanted}", dict(found))
    return Finding("installed", "packages", "ok", f"all {len(found)} that are needed", None, dict(found))


def _extra(name: str, requirements: list[str]) -> Finding:
    found, lacking = _versions([one for one in requirements if not one.startswith("countermove")])
    use = EXTRAS.get(name, "")
    title = f"extra {name}"
    if lacking:
        advice = None if name in _UNUSED else f"pip install 'countermove[{name}]'"
        return Finding("installed", title, "missing", f"{use}: {_told(lacking)}", advice, dict(found))
    return Finding("installed", title, "ok", use, None, dict(found))


def _told(lacking: dict[str, str]) -> str:
    """What is lacking, in words; the first few of many."""
    words = list(lacking.values())
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return "; ".join(words[:_SHOWN]) + more


def _data_frames() -> Finding:
    found, _ = _versions(list(_FRAMES))
    if found:
        told = ", ".join(f"{name} {number}" for name, number in found.items())
        return Finding("installed", "data frames", "ok", told, None, dict(found))
    return Finding("installed", "data frames", "missing", "neither polars nor pandas", "pip install polars")


def _versions(requirements: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The installed packages with their versions; and by requirement what is missing or too old, in words."""
    found: dict[str, str] = {}
    lacking: dict[str, str] = {}
    for requirement in requirements:
        parts = _REQUIREMENT.match(requirement)
        if parts is None:
            continue
        name = parts["name"]
        try:
            installed = version(name)
        except PackageNotFoundError:
            lacking[requirement] = f"{name} is not installed"
            continue
        least = _LEAST.search(parts["versions"])
        if least and _numbers(installed) < _numbers(least[1]):
            lacking[requirement] = f"{name} {installed} is older than {least[1]}"
        else:
            found[name] = installed
    return found, lacking


def _numbers(text: str) -> list[int]:
    """The leading numbers of a version, without zeros at the end: 2.0 is 2."""
    numbers = []
    for part in text.split("."):
        digits = re.match(r"\d+", part)
        if digits is None:
            break
        numbers.append(int(digits[0]))
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers
