"""The label inventories of the model's heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import get_args

from corpus.articles import ontology
from countermove.ontology.plover import EVENT_TYPES
from countermove.reader.lemmas import lemma_script
from countermove.schema import Factuality, Tense
from training.documents import NAME_TAGS, Document, Tree

IGNORE = -100
RAREST = 3
"""Feature bundles and lemma scripts seen less often are not learnt."""

ROLES = ("", "actor", "recipient", "place", "time")


@dataclass(slots=True)
class Labels:
    """Label lists by head (upos, xpos, feats, lemma, deprel, names, and those of events), most frequent first."""

    lists: dict[str, list[str]]
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._numbers = {head: {label: i for i, label in enumerate(values)} for head, values in self.lists.items()}

    def numbers(self, head: str, values: Iterable[str | None]) -> list[int]:
        """Return the numbers of labels, IGNORE for those not in the inventory."""
        known = self._numbers[head]
        return [IGNORE if value is None else known.get(value, IGNORE) for value in values]

    def size(self, head: str) -> int:
        """Return how many labels a head has."""
        return len(self.lists[head])


def collect_labels(documents: list[Document]) -> Labels:
    """Collect the label inventories of treebank documents."""
    trees = [(s.words, s.tree) for document in documents for s in document.sentences if s.tree is not None]

    def counted(values: Callable[[list[str], Tree], list[str]], at_least: int) -> list[str]:
        counts = Counter(value for words, tree in trees for value in values(words, tree))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return [label for label, count in ordered if count >= at_least]

    return Labels(
        {
            "upos": counted(lambda words, tree: tree.upos, 1),
            "xpos": counted(lambda words, tree: tree.xpos, 1),
            "feats": counted(lambda words, tree: tree.feats, RAREST),
            "lemma": counted(
                lambda words, tree: [
                    lemma_script(word, lemma) for word, lemma in zip(words, tree.lemmas, strict=True) if lemma != "_"
                ],
                RAREST,
            ),
            "deprel": counted(lambda words, tree: tree.deprels, 1),
            "names": list(NAME_TAGS),
            **event_labels(),
        }
    )


def event_labels() -> dict[str, list[str]]:
    """The inventories of the event heads, from PLOVER's tables; a mode label is ``TYPE`` or ``TYPE mode``."""
    modes = [f"{kind} {mode}".strip() for kind in EVENT_TYPES for mode in ("", *sorted(ontology().modes[kind]))]
    return {
        "event": ["", *EVENT_TYPES],
        "mode": modes,
        "factuality": list(get_args(Factuality)),
        "tense": list(get_args(Tense)),
        "role": list(ROLES),
    }
