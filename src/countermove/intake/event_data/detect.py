"""Which dataset a file is of, told by its header or, for GDELT, which has none, by its rows."""

from __future__ import annotations

from typing import Literal

from countermove.intake.csv_rows import guess_delimiter
from countermove.intake.event_data import acled, icews, polecat
from countermove.intake.event_data.columns import column_names
from countermove.intake.event_data.gdelt import WIDTHS

Format = Literal["icews", "polecat", "gdelt1", "gdelt2", "acled"]
CHOICES = ("icews", "polecat", "gdelt", "acled")
"""What a person may call a format; which version of GDELT it is, the rows tell."""
_SIGNATURES: tuple[tuple[Format, frozenset[str]], ...] = (
    ("icews", icews.SIGNATURE), ("polecat", polecat.SIGNATURE), ("acled", acled.SIGNATURE),
)  # fmt: skip
_ROWS_LOOKED_AT = 100
_DAY_DIGITS = 8


def detect(head: bytes) -> Format | None:
    """The format of a file that begins so; None for none of them."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = [line for line in text.splitlines() if line.strip()][:_ROWS_LOOKED_AT]
    if not lines:
        return None
    names = frozenset(column_names(lines[0].split(guess_delimiter(lines[0].replace('"', "")))))
    for form, signature in _SIGNATURES:
        if signature <= names:
            return form
    return next((found for line in lines if (found := _gdelt(line.split("\t")))), None)


def _gdelt(cells: list[str]) -> Format | None:
    if not (cells[0].isdecimal() and len(cells) in WIDTHS and len(cells[1]) == _DAY_DIGITS and cells[1].isdecimal()):
        return None
    return "gdelt2" if WIDTHS[len(cells)] == "gdelt2" else "gdelt1"


def is_called(form: Format, choice: str) -> bool:
    """Whether a person who says ``choice`` means this format."""
    return form.rstrip("12") == choice
