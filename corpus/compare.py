"""Comparing two codings of one article: another annotator's, or the product's, against the corpus's own.

Events are paired one to one by overlapping triggers, same types first; parties are the same where they share a name or
noun phrase. Doubtful events count neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.articles import GoldArticle, Party
from corpus.quotations import Span
from countermove.schema import Reading

_ARTICLES = ("the ", "a ", "an ")
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Coded:
    """One event in comparable form; each party is the set of all words it is named by."""

    spans: tuple[Span, ...]
    event_type: str
    mode: str | None
    actor: tuple[Names, ...]
    recipient: tuple[Names, ...]
    factuality: str
    tense: str
    doubt: bool = False


def _names(forms: Iterable[str]) -> Names:
    found = set()
    for form in forms:
        words = " ".join(form.lower().split())
        for article in _ARTICLES:
            words = words.removeprefix(article)
        found.add(words)
    return frozenset(found)


def coded_by_hand(article: GoldArticle) -> list[Coded]:
    """The annotated events of an article."""

    def parties(members: Sequence[Party]) -> tuple[Names, ...]:
        return tuple(
            _names([article.entities[member.entity].name, *article.entities[member.entity].forms]) for member in members
        )

    return [
        Coded((event.trigger, *event.mentions), event.event_type, event.mode, parties(event.actor),
              parties(event.recipient), event.factuality, event.tense, event.doubt)
        for event in article.events
    ]  # fmt: skip


def coded_by_product(reading: Reading) -> list[Coded]:
    """The events of a reading."""
    names = {
        entity.id: _names([entity.name, *(reading.text[slice(*mention.span)] for mention in entity.mentions)])
        for entity in reading.entities
    }
    return [
        Coded((event.trigger, *event.mentions), event.event_type, event.mode, tuple(names[i] for i in event.actor),
              tuple(names[i] for i in event.recipient), event.factuality, event.tense)
        for event in reading.events
    ]  # fmt: skip


def _overlap(left: Coded, right: Coded) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in left.spans for b in right.spans)


def pair(gold: Sequence[Coded], found: Sequence[Coded]) -> list[tuple[int, int]]:
    """One-to-one pairs of events (number in gold, number in found) whose triggers overlap, same types first."""
    pairs: list[tuple[int, int]] = []
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for same_type in (True, False):
        for i in sorted(free_gold):
            for j in sorted(free_found):
                if (gold[i].event_type == found[j].event_type) is same_type and _overlap(gold[i], found[j]):
                    pairs.append((i, j))
                    free_gold.discard(i)
                    free_found.discard(j)
                    break
    return pairs


def _shared(left: Sequence[Names], right: Sequence[Names]) -> int:
    free, shared = list(right), 0
    for names in left:
        other = next((item for item in free if item & names), None)
        if other is not None:
            free.remove(other)
            shared += 1
    return shared


def compare(gold: Sequence[Coded], found: Sequence[Coded], counts: Counter[str]) -> None:
    """Add the counts of one article; :func:`figures` turns them into percentages."""
    pairs = pair(gold, found)
    paired = {j for _, j in pairs}
    doubtful = [event for event in gold if event.doubt]
    counts["gold"] += len(gold) - len(doubtful)
    counts["found"] += sum(not gold[i].doubt for i, _ in pairs) + sum(
        j not in paired and not any(_overlap(event, found[j]) for event in doubtful) for j in range(len(found))
    )
    for i, j in pairs:
        one, other = gold[i], found[j]
        if one.doubt:
            continue
        counts["trigger"] += 1
        if one.event_type != other.event_type:
            continue
        counts["typed"] += 1
        hits = {}
        for role in ("actor", "recipient"):
            left, right = getattr(one, role), getattr(other, role)
            hits[role] = _shared(left, right)
            counts[f"{role} gold"] += len(left)
            counts[f"{role} found"] += len(right)
            counts[f"{role} right"] += hits[role]
        counts["dyad"] += all(
            hits[role] == len(getattr(one, role)) == len(getattr(other, role)) for role in ("actor", "recipient")
        )
        if one.mode or other.mode:
            counts["mode n"] += 1
            counts["mode"] += one.mode == other.mode
        counts["factuality"] += one.factuality == other.factuality
        counts["tense"] += one.tense == other.tense


def figures(counts: Counter[str]) -> dict[str, float]:
    """Percentages: F1 of triggers, with type, with both parties exactly, of parties; shares of typed events."""

    def f1(right: str, gold: str = "gold", found: str = "found") -> float:
        return round(200 * counts[right] / max(1, counts[gold] + counts[found]), 1)

    typed = max(1, counts["typed"])

    def share(name: str, of: int) -> float:
        return round(100 * counts[name] / max(1, of), 1)

    return {
        "trigger": f1("trigger"),
        "typed": f1("typed"),
        "precision": share("typed", counts["found"]),
        "recall": share("typed", counts["gold"]),
        "dyad": f1("dyad"),
        "actor": f1("actor right", "actor gold", "actor found"),
        "recipient": f1("recipient right", "recipient gold", "recipient found"),
        "mode": share("mode", counts["mode n"]),
        "factuality": share("factuality", typed),
        "tense": share("tense", typed),
        "events": counts["gold"],
    }
