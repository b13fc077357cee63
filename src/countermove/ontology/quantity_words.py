"""How numbers are bounded and what is counted, from ``data/cues/quantities.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from countermove.ontology.errors import LexiconError
from countermove.ontology.number_words import NumberWords, load_number_words
from countermove.ontology.yaml_lines import load_yaml
from countermove.schema import Casualty

Bound = Literal["low", "high", "about"]
_CASUALTIES = ("killed", "wounded", "missing", "displaced", "detained")


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Quantity words. ``before`` and ``after`` map a phrase (a tuple of words) to the bound it sets.

    ``casualties`` maps a lemma to the kind of casualty it makes of those it counts or governs.
    """

    numbers: NumberWords
    before: Mapping[tuple[str, ...], Bound]
    after: Mapping[tuple[str, ...], Bound]
    currency_signs: Mapping[str, str]
    currency_words: Mapping[str, str]
    percent: frozenset[str]
    casualties: Mapping[str, Casualty]
    intransitive: frozenset[str]
    not_counted: frozenset[str]
    labels: frozenset[str]
    people: frozenset[str]


def load_quantity_words(path: Path) -> QuantityWords:
    """Load the quantity words and, from the file beside them, the number words.

    Raises:
        LexiconError: a table or list is missing or holds something else; file and line are named.
    """
    data: Any = load_yaml(path)
    if not isinstance(data, dict):
        raise LexiconError(path, None, "needs tables of quantity words")

    def table(*keys: str) -> dict[str, Any]:
        found: Any = data
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if not isinstance(found, dict):
            raise LexiconError(path, getattr(data, "line", None), f"needs a table {'.'.join(keys)!r}")
        return found

    def words(found: Any, name: str) -> list[str]:
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise LexiconError(path, getattr(data, "line", None), f"{name!r} needs a list of words")
        return found

    def phrases(key: str) -> Mapping[tuple[str, ...], Bound]:
        result: dict[tuple[str, ...], Bound] = {}
        for bound, found in table(key).items():
            if bound not in ("low", "high", "about"):
                raise LexiconError(
                    path, getattr(table(key), "line", None), f"{key}: {bound!r} is not low, high or about"
                )
            result.update({tuple(phrase.split()): cast(Bound, bound) for phrase in words(found, f"{key}.{bound}")})
        return MappingProxyType(result)

    casualties: dict[str, Casualty] = {}
    for kind, found in table("casualties").items():
        if kind not in _CASUALTIES:
            raise LexiconError(path, getattr(table("casualties"), "line", None), f"no casualty {kind!r}: {_CASUALTIES}")
        casualties.update(dict.fromkeys(words(found, f"casualties.{kind}"), cast(Casualty, kind)))
    lists = {
        key: frozenset(words(data.get(key), key))
        for key in ("percent", "intransitive", "not_counted", "labels", "people")
    }
    return QuantityWords(
        numbers=load_number_words(path.with_name("numbers.yaml")),
        before=phrases("bounds"),
        after=phrases("after"),
        currency_signs=MappingProxyType(table("currencies", "signs")),
        currency_words=MappingProxyType(table("currencies", "words")),
        casualties=MappingProxyType(casualties),
        **lists,
    )
