"""News agencies: their names, the forms that credits have, and the endings that give an agency away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineList, load_yaml

AGENCIES_FILE = "record/agencies.yaml"

_WORD = r"[A-Z][\w&'-]*"


@dataclass(frozen=True, slots=True)
class Agencies:
    """Names by form, and a pattern that matches any form or anything that ends as an agency's name does."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]
    endings: tuple[str, ...]

    def name(self, text: str) -> str | None:
        """The name of the agency that a text names, if it names one and nothing else."""
        text = " ".join(text.split())
        known = self.names.get(text) or self.names.get(text.removeprefix("the ").removeprefix("The "))
        if known is None and text.endswith(self.endings):
            return text.removeprefix("the ").removeprefix("The ")
        return known


def load_agencies(path: Path) -> Agencies:
    """Load the list.

    Raises:
        LexiconError: a form is no text or stands under two names, or there is no ending; file and line are named.
    """
    data: Any = load_yaml(path)
    if not isinstance(data, dict) or set(data) != {"agencies", "endings"}:
        raise LexiconError(path, getattr(data, "line", 1), "must give agencies and endings, no more")
    if not isinstance(data["agencies"], LineList):
        raise LexiconError(path, data.line, "agencies must be a list")  # type: ignore[attr-defined]
    if not _are_texts(data["endings"]):
        raise LexiconError(path, getattr(data["endings"], "line", data.line), "endings must be a list of texts")  # type: ignore[attr-defined]
    names: dict[str, str] = {}
    for forms in data["agencies"]:
        if not _are_texts(forms):
            raise LexiconError(path, getattr(forms, "line", data["agencies"].line), f"{forms!r} is no list of names")
        for form in forms:
            if names.setdefault(form, forms[0]) != forms[0]:
                raise LexiconError(path, forms.line, f"{form!r} stands under {names[form]} and {forms[0]}")
    endings = tuple(sorted(data["endings"], key=lambda ending: (-len(ending), ending)))
    listed = "|".join(re.escape(form) for form in sorted(names, key=lambda form: (-len(form), form)))
    ended = "|".join(map(re.escape, endings))
    pattern = re.compile(rf"(?:{_WORD}\s){{1,4}}(?:{ended})|{listed}")
    return Agencies(MappingProxyType(names), pattern, endings)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)
