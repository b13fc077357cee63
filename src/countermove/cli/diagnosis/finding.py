"""What a check found."""

from __future__ import annotations

from typing import Literal

import msgspec

Group = Literal["installed", "works", "speed", "record"]
State = Literal["ok", "note", "missing", "fails"]
GROUPS: dict[Group, str] = {
    "installed": "Installed", "works": "Works", "speed": "What would make it faster", "record": "Record",
}  # fmt: skip
"""Groups in the order of the report, with their titles."""


class Finding(msgspec.Struct, frozen=True):
    """One line of the report.

    ``state`` is ok; note: worth knowing, or could be better; missing: something optional isn't there; fails: something
    that is needed doesn't work. ``advice`` says what to do. ``figures`` has what programs want to know; sizes are
    bytes.
    """

    group: Group
    name: str
    state: State
    detail: str
    advice: str | None = None
    figures: dict[str, str | int | float | None] = {}


class Examination(msgspec.Struct, frozen=True):
    """All findings; ``works`` is false where something that is needed doesn't work."""

    countermove: str
    works: bool
    findings: list[Finding]
