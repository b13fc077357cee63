"""Answers of a bounded size: long lists and texts are cut, and every cut is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.untrusted import TEXTS

_OWN = frozenset(("notes", "reason", "reasons", "condition", "refused", "too_short", "expected_because"))
"""Sentences of this program, which are longer than names."""
_FEWEST_CHARACTERS = 80
_FEWEST_INNER = 4
_MARGIN = 0.9


@dataclass(frozen=True, slots=True)
class Size:
    """How much there may be: items of a list and of lists inside it, characters of a text, a name and an article."""

    rows: int
    inner_rows: int
    text: int
    name: int
    article: int

    @classmethod
    def of(cls, settings: ToolSettings, rows: int | None) -> Size:
        """The size that settings allow, for the rows asked for."""
        return cls(
            rows=rows or settings.rows,
            inner_rows=max(_FEWEST_INNER, settings.rows // 2),
            text=settings.text_characters,
            name=settings.name_characters,
            article=settings.article_characters,
        )

    def smaller(self, share: float) -> Size | None:
        """A smaller size, for an answer of which this share (between 0 and 1) would fit.

        Lists inside of lists go first, then rows, then texts; None where it is as small as is of use.
        """
        if self.inner_rows > _FEWEST_INNER:
            return replace(self, inner_rows=max(_FEWEST_INNER, self.inner_rows // 2))
        if self.rows > 1:
            return replace(self, rows=max(1, min(self.rows - 1, int(self.rows * share * _MARGIN))))
        if max(self.text, self.name, self.article) <= _FEWEST_CHARACTERS:
            return None
        text, name, article = (max(_FEWEST_CHARACTERS, one // 2) for one in (self.text, self.name, self.article))
        return replace(self, text=text, name=name, article=article)

    @property
    def inner(self) -> Size:
        """The size for what stands inside of a list."""
        return replace(self, rows=self.inner_rows, inner_rows=max(_FEWEST_INNER, self.inner_rows // 2))


def cut(value: Any, size: Size, where: str, told: list[dict[str, Any]], field: str = "") -> Any:
    """A value of plain lists and dicts in this size; ``told`` gets what was left out, and where."""
    if isinstance(value, dict):
        kept = {name: cut(one, size, f"{where}.{name}", told, name) for name, one in value.items()}
        items, total = kept.get("items"), value.get("total")
        if isinstance(items, list) and isinstance(total, int) and total > len(items):
            _tell(told, f"{where}.items", len(items), total, "rows")
        return kept
    if isinstance(value, list):
        shown = value[: size.rows]
        found = [cut(one, size.inner, f"{where}[{number}]", told, field) for number, one in enumerate(shown)]
        if len(value) > len(found):
            _tell(told, where, len(found), len(value), "rows")
        return found
    if not isinstance(value, str):
        return value
    most = size.article if field == "text" else size.text if field in TEXTS or field in _OWN else size.name
    if len(value) > most:
        _tell(told, where, most, len(value), "characters")
    return value[:most]


def _tell(told: list[dict[str, Any]], where: str, shown: int, of: int, unit: str) -> None:
    told[:] = [one for one in told if one["where"] != where]
    told.append({"where": where, "shown": shown, "of": of, "unit": unit})
