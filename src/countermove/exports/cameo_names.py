"""Names and Goldstein scores of CAMEO codes (``data/exports/cameo_codes.tsv``), and what a code's digits tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.tables import read_table

COLUMNS = ("code", "label", "goldstein")

_CLASSES = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}
"""The roots of verbal cooperation, material cooperation, verbal conflict and material conflict."""
_CLASS_OF_ROOT = {f"{root:02d}": number for number, roots in _CLASSES.items() for root in roots}


@dataclass(frozen=True, slots=True)
class CameoName:
    """What a code is called, and how cooperative (10) or hostile (-10) it is; None where the scale leaves it out."""

    label: str
    goldstein: float | None


def load_cameo_names(path: Path) -> Mapping[str, CameoName]:
    """Load the table; names by code.

    Raises:
        LexiconError: a code that isn't two to four digits or is listed twice, no name, or a score outside -10..10; file
            and line are named.
    """
    table = read_table(path, COLUMNS)
    found: dict[str, CameoName] = {}
    for line, (code, label, score) in table.rows:
        if not (code.isdecimal() and 2 <= len(code) <= 4) or code in found or not label:
            raise table.error(line, f"code {code!r} isn't two to four digits, is listed twice or has no label")
        try:
            goldstein = float(score) if score else None
        except ValueError:
            raise table.error(line, f"goldstein {score!r} isn't a number") from None
        if goldstein is not None and not -10 <= goldstein <= 10:
            raise table.error(line, f"goldstein {score} lies outside -10..10")
        found[code] = CameoName(label, goldstein)
    return found


def root_code(code: str) -> str:
    """The code's main category: its first two digits."""
    return code[:2]


def base_code(code: str) -> str:
    """The code on the second level: its first three digits."""
    return code[:3]


def quad_class(code: str) -> int | None:
    """CAMEO's class of a code: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return _CLASS_OF_ROOT.get(root_code(code))
