"""Which time, place and number belong to which event: by climbing the tree to the nearest event predicate."""

from __future__ import annotations

from collections.abc import Sequence

from countermove.coding.draft import EventDraft, PlaceDraft, QuantityDraft, TimeDraft
from countermove.reader.parse import Parse, Word

_LOCATIVE = frozenset(
    "in at near on outside inside across along around over throughout within off into against between beneath under "
    "toward towards amid aboard above below beside beyond by".split()
)
# A noun that names an act hands its clause's adjuncts over: "carried out an attack on Monday".
_CARRIED = frozenset({"obj", "nsubj:pass", "xcomp", "conj", "appos", "nsubj", "ccomp", "advcl"})
_PARTICIPLES = frozenset({"advcl", "conj", "xcomp"})


class Links:
    """Adjuncts of each event, by the event's place in the list; nearest first in text order."""

    def __init__(
        self,
        parse: Parse,
        events: Sequence[EventDraft],
        times: Sequence[TimeDraft],
        places: Sequence[PlaceDraft],
        quantities: Sequence[QuantityDraft],
        cue_heads: frozenset[int],
    ) -> None:
        self._words = parse.words
        self._predicates = {event.predicate: number for number, event in enumerate(events)}
        self._cues = cue_heads
        dated = [(item.last, self._top(item.first, item.last)) for item in times]
        self.times = self._adjuncts(events, dated, through_relatives=False)
        self._share_times(events, times)
        located = [(item.head, self._locative(self._words[item.head])) for item in places]
        self.places = self._adjuncts(events, located)
        counted = [
            (item.last, self._words[item.counted if item.counted is not None else item.last]) for item in quantities
        ]
        self.quantities = self._adjuncts(events, counted)

    def _top(self, first: int, last: int) -> Word:
        """The highest word of a span: the one whose head lies outside it."""
        for word in self._words[first : last + 1]:
            if word.head is None or not first <= word.head.n <= last:
                return word
        return self._words[last]

    def _locative(self, word: Word) -> Word | None:
        """The word itself where it stands in a phrase that says where, else nothing."""
        case = word.child("case")
        if case is not None:
            return word if case.lower in _LOCATIVE else None
        if word.deprel in ("conj", "appos", "flat", "list") and word.head is not None:
            return self._locative(word.head)
        if word.deprel in ("compound", "nmod:poss", "amod", "nmod:desc") and word.head is not None:
            return self._locative(word.head) if word.head.child("case") else None
        return None

    def _adjuncts(
        self, events: Sequence[EventDraft], items: Sequence[tuple[int, Word | None]], through_relatives: bool = True
    ) -> dict[int, list[int]]:
        """Place in the list of items for each event: what climbs to its predicate, or hangs on the verb carrying it.

        A day in a relative clause is not that of the clause around it: "Arvane, which ruled it until 1961, condemned".
        """
        hung: dict[int, list[int]] = {}
        direct: dict[int, list[int]] = {}
        for number, (_, word) in enumerate(items):
            if word is None:
                continue
            for step in (word, *word.ancestors()):
                if step.n in self._predicates:
                    direct.setdefault(self._predicates[step.n], []).append(number)
                    break
                hung.setdefault(step.n, []).append(number)
                if step.upos == "VERB" and step.n in self._cues:
                    break
                if step.deprel == "acl:relcl" and not through_relatives:
                    break
        for number, event in enumerate(events):
            if number not in direct:
                carrier = self._carrier(self._words[event.predicate])
                if carrier is not None and carrier.n in hung:
                    direct[number] = hung[carrier.n]
        return direct

    def _share_times(self, events: Sequence[EventDraft], times: Sequence[TimeDraft]) -> None:
        """Give verbs joined under one subject the day that stands before or after all of them."""
        for number, event in enumerate(events):
            word = self._words[event.predicate]
            head = word.head
            if head is None or word.deprel != "conj" or word.upos != "VERB" or head.upos != "VERB":
                continue
            other = self._predicates.get(head.n)
            if other is None or any(child.deprel.startswith(("nsubj", "csubj")) for child in word.children):
                continue
            after = [item for item in self.times.get(number, ()) if times[item].first > word.n]
            before = [item for item in self.times.get(other, ()) if times[item].last < head.n]
            if after and other not in self.times and head.xpos == word.xpos:
                self.times[other] = after
            elif before and number not in self.times:
                self.times[number] = before

    def _carrier(self, word: Word) -> Word | None:
        """The verb that carries a noun's act, unless it reports it or is itself an event."""
        head = word.head
        if head is None or word.deprel not in _CARRIED or head.n in self._cues:
            return None
        if head.n in self._predicates and word.deprel not in _PARTICIPLES:
            return None
        return head
