"""Place names in an article: which words make one, what its key in the gazetteer is, and what contains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from countermove.ontology.gazetteer import Entry, Gazetteer, fold_name
from countermove.reader.parse import Name, Parse, Word

# A name the gazetteer lacks is reported from this probability on.
_CERTAIN = 0.6
# Parts are named of towns with so many inhabitants at least.
_LARGE = 100_000
# Names of so many letters in capitals are acronyms unless they name a country or division.
_ACRONYM = 3


@dataclass(slots=True)
class PlaceMention:
    """A mention of a place: words ``first`` to ``last``, its key and what the gazetteer has under it.

    ``within`` are the entries of which the text says that they contain the place ("Paris, Texas"). ``part`` marks a
    part of the place named ("northern Iraq"), ``embedded`` a place in an institution's name ("Texas Fire Service"),
    ``container`` one that follows a place it contains.
    """

    first: int
    last: int
    key: str
    candidates: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    part: bool = False
    embedded: bool = False
    container: bool = False
    chosen: Entry | None = None


_COUNTRY_ACRONYMS = frozenset({"us", "usa", "uk", "uae", "ussr", "prc", "drc"})


class PlaceNames:
    """Finds the mentions of one article."""

    def __init__(self, parse: Parse, skip: Sequence[bool], gazetteer: Gazetteer) -> None:
        self._words = parse.words
        self._skip = skip
        self._names = parse.names
        self._gazetteer = gazetteer
        self._cues = gazetteer.words

    def mentions(self) -> list[PlaceMention]:
        """All mentions in text order, containers filled in."""
        found = [mention for name in self._names for mention in self._of_name(name)]
        for before, after in pairwise(found):
            self._contain(before, after)
        return found

    def _of_name(self, name: Name) -> Iterator[PlaceMention]:
        first, last = name.first, name.last
        if self._skip[self._words[first].sentence.number]:
            return
        while last > first and not self._words[last].text[:1].isalnum():
            last -= 1
        if name.kind == "place":
            yield from self._split(first, last, name.probability)
        elif name.kind in ("organization", "other"):
            entries = self._gazetteer.lookup(self._key(first, last))
            if any(entry.kind == "country" for entry in entries):
                yield PlaceMention(first, last, self._key(first, last), entries)
            elif name.kind == "organization":
                yield from self._in_institution(first, last)

    def _split(self, first: int, last: int, probability: float) -> Iterator[PlaceMention]:
        """One name, or two where it has a comma ("Paris, Texas")."""
        for n in range(first + 1, last):
            if self._words[n].text == "," and not self._gazetteer.lookup(self._key(first, last)):
                yield from self._split(first, n - 1, probability)
                yield from self._split(n + 1, last, probability)
                return
        mention = self._resolve(first, last)
        if mention is not None and (mention.candidates or self._named(mention, probability)):
            yield mention

    def _named(self, mention: PlaceMention, probability: float) -> bool:
        """Whether a name that the gazetteer lacks is nevertheless to be reported as a place."""
        parts = mention.key.split()
        if len(parts) > 1 and (parts[-1] in self._cues.streets or parts[-1] in self._cues.facilities):
            return False
        if any(part.isdigit() for part in parts):
            return False
        return probability >= _CERTAIN and bool(parts)

    def _key(self, first: int, last: int) -> str:
        return fold_name(
            " ".join(word.text for word in self._words[first : last + 1] if word.lower not in ("'s", "’s"))
        )

    def _resolve(self, first: int, last: int) -> PlaceMention | None:
        """The mention of a whole name, trying its designators and directions."""
        key, lookup, cues = self._key(first, last), self._gazetteer.lookup, self._cues
        following = self._words[last + 1].lower if last + 1 < len(self._words) else ""
        parts = key.split()
        if not parts or (len(parts) == 1 and self._names_nothing(key, self._words[first])):
            return None
        codes = self._gazetteer.abbreviation(key)
        entries = lookup(key)
        if codes and (self._after_comma(first) or self._abbreviated(last, entries)):
            return PlaceMention(first, last, fold_name(codes[0].name), codes)
        if self._acronym(key, first) and not _broad(entries):
            entries = ()
        if following in cues.admin1 and self._words[last + 1].text.islower():
            divisions = tuple(e for e in entries if e.kind in ("admin1", "region")) or lookup(f"{key} {following}")
            if divisions:
                return PlaceMention(first, last, f"{key} {following}", divisions)
        if following in cues.district and lookup(f"{key} {following}"):
            return PlaceMention(first, last, f"{key} {following}", lookup(f"{key} {following}"))
        if entries:
            return PlaceMention(first, last, key, entries)
        return self._by_parts(first, last, parts)

    def _names_nothing(self, key: str, word: Word) -> bool:
        return key in self._cues.common or key.isdigit() or word.text.islower()

    def _acronym(self, key: str, first: int) -> bool:
        return len(key) <= _ACRONYM and self._words[first].text.isupper()

    def _abbreviated(self, last: int, entries: tuple[Entry, ...]) -> bool:
        text = self._words[last].text
        return text.endswith(".") and (text.count(".") == 1 or not entries)

    def _after_comma(self, first: int) -> bool:
        return first > 0 and self._words[first - 1].text in (",", "(")

    def _by_parts(self, first: int, last: int, parts: list[str]) -> PlaceMention:
        """A name that has no entry as it stands: look for one in it."""
        cues, lookup, key = self._cues, self._gazetteer.lookup, " ".join(parts)
        if len(parts) > 1:
            head, rest = " ".join(parts[:-1]), " ".join(parts[1:])
            if parts[-1] in cues.admin1 and lookup(head):
                chosen = tuple(e for e in lookup(head) if e.kind in ("admin1", "region")) or lookup(head)
                return PlaceMention(first, last, key, chosen)
            wholes = tuple(e for e in lookup(rest) if e.kind != "city" or e.population >= _LARGE)
            if parts[0] in cues.directions and wholes:
                return PlaceMention(first, last, rest, wholes, part=True)
            if parts[-1] in cues.district | cues.municipality and lookup(head):
                return PlaceMention(first, last, head, lookup(head))
            if parts[-1] == "co" and lookup(f"{head} county"):
                return PlaceMention(first, last, f"{head} county", lookup(f"{head} county"))
            if len(parts) > 2 and parts[1] == "of" and lookup(" ".join(parts[2:])):
                return self._of(first, last, parts[0], " ".join(parts[2:]))
            if parts[-1] == "airport":
                for stop in (parts[:-1], parts[:-2]):
                    if lookup(" ".join(stop)):
                        return PlaceMention(first, last, key, lookup(" ".join(stop)), part=True)
        return PlaceMention(first, last, key, ())

    def _of(self, first: int, last: int, designator: str, rest: str) -> PlaceMention:
        entries = self._gazetteer.lookup(rest)
        kinds: tuple[str, ...] = ("admin1",) if designator in self._cues.admin1 else ("city",)
        if designator in self._cues.district:
            kinds = ("district",)
        chosen = tuple(entry for entry in entries if entry.kind in kinds)
        return PlaceMention(first, last, f"{designator} of {rest}", chosen or entries)

    def _in_institution(self, first: int, last: int) -> Iterator[PlaceMention]:
        """The place at the start of an institution's name, or after its "of"."""
        lookup, words = self._gazetteer.lookup, self._words
        if last > first + 1 and words[first + 1].lower == "of" and words[first].lower in self._cues.institutions:
            key = self._key(first + 2, last)
            if lookup(key):
                yield PlaceMention(first + 2, last, key, lookup(key), embedded=True)
            return
        for stop in range(min(last, first + 2), first - 1, -1):
            key = self._key(first, stop)
            whole = stop == last
            if not whole and stop == first and not self._institutional(first + 1, last):
                continue
            entries = _well_known(lookup(key)) if whole else lookup(key)
            if stop == first and _is_acronym(words[first].text):
                continue  # the "U.N." of "U.N. Security Council" is no town of that name
            if entries and key not in self._cues.institutions and key not in self._cues.common:
                yield PlaceMention(first, stop, key, entries, embedded=True)
                return

    def _institutional(self, first: int, last: int) -> bool:
        return any(fold_name(word.text) in self._cues.institutions for word in self._words[first : last + 1])

    def _contain(self, before: PlaceMention, after: PlaceMention) -> None:
        """Note that one contains the other: "Paris, Texas", "Paris (Texas)", "Paris in Texas", "Texas's Paris"."""
        between = [word.lower for word in self._words[before.last + 1 : after.first]]
        broad = _broad(after.candidates)
        if between in ([","], ["("]) and before.candidates and not before.embedded:
            codes = self._gazetteer.abbreviation(after.key) or broad
            before.within = codes
            after.container = True
        elif between and len(between) <= 7 and between[-1] in ("in", "of") and broad and "," not in between[1:]:
            before.within = broad
        elif between in (["'s"], ["’s"]) and before.candidates:
            after.within = _broad(before.candidates)


def _well_known(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """All of them if one is a country, a division or a large town; a small town's name alone is rather a namesake's."""
    known = any(e.kind in ("country", "admin1", "district", "capital") or e.population >= _LARGE for e in entries)
    return entries if known else ()


def _broad(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Those that may contain towns."""
    return tuple(entry for entry in entries if entry.kind in ("country", "admin1", "district", "region"))


def head_of(words: Sequence[Word]) -> Word:
    """The word of a span that governs the others: the last whose own head lies outside."""
    inside = {word.n for word in words}
    outer = [word for word in words if word.head is None or word.head.n not in inside]
    return outer[0] if outer else words[-1]


def _is_acronym(text: str) -> bool:
    """Whether a word is letters with stops, such as ``U.N.``; those of countries are names of their own."""
    return text.count(".") > 1 and fold_name(text) not in _COUNTRY_ACRONYMS
