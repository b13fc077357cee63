"""Places: which place on the map each place name of the article stands for.

A name's candidates in the gazetteer are weighed by how large they are, by what the text says contains them, and by what
else the article names: the countries, divisions and neighbourhoods in which the likely readings of its other names lie.
A name has one sense throughout an article. Coordinates are approximate centres.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, floor, log10

from countermove.coding.draft import EntityTable, PlaceDraft
from countermove.coding.place_names import PlaceMention, PlaceNames, head_of
from countermove.ontology.gazetteer import Entry, Gazetteer
from countermove.reader.parse import Parse
from countermove.schema import PlaceKind

_MOST_CANDIDATES = 40
_PRIOR = {"country": 5.5, "admin1": 1.0, "district": 0.0, "capital": 2.2, "city": 0.0, "region": 1.0}
_KINDS: dict[str, PlaceKind] = {"country": "country", "admin1": "admin1", "city": "city", "capital": "city"}
# How much it counts that other names of the article point to the same country, division, neighbourhood.
_COUNTRY_WEIGHT, _DIVISION_WEIGHT, _NEAR_WEIGHT, _WITHIN_WEIGHT = 2.5, 2.5, 3.0, 8.0
_SEAT_WEIGHT, _SEAT_POPULATION = 4.0, 20_000
_SIZE_WEIGHT, _SHARPNESS, _CELL_DEGREES, _ROUNDS = 1.2, 1.5, 1.0, 3


def find_places(parse: Parse, skip: Sequence[bool], entities: EntityTable, gazetteer: Gazetteer) -> list[PlaceDraft]:
    """All places named in the article, in text order.

    Args:
        parse: The article.
        skip: For each sentence whether it is boilerplate.
        entities: The article's entities; their countries are context.
        gazetteer: Known places.

    Returns:
        One draft a mention. Names that the gazetteer lacks are reported without a point, as ``feature``.
    """
    mentions = PlaceNames(parse, skip, gazetteer).mentions()
    senses = _Senses(mentions, _country_context(entities))
    senses.settle()
    return [_draft(parse, mention, gazetteer) for mention in mentions]


def _country_context(entities: EntityTable) -> Counter[str]:
    """How many entities that aren't states each country has."""
    return Counter(entity.country for entity in entities.entities if entity.country)


@dataclass(slots=True)
class _Sense:
    """The mentions that share a key, its candidates and how likely each is."""

    mentions: list[PlaceMention]
    candidates: tuple[Entry, ...]
    base: list[float]
    share: list[float]


class _Senses:
    """Weighs the candidates of all names of an article against one another."""

    def __init__(self, mentions: list[PlaceMention], countries: Counter[str]) -> None:
        self._context = countries
        self._senses = [self._sense(group) for group in _grouped(mentions)]

    def _sense(self, group: list[PlaceMention]) -> _Sense:
        candidates = group[0].candidates
        if len(candidates) > _MOST_CANDIDATES:
            candidates = tuple(sorted(candidates, key=_size, reverse=True)[:_MOST_CANDIDATES])
        within = tuple(entry for mention in group for entry in mention.within)
        seats = set() if any(mention.container for mention in group) else _seats(candidates)
        base = [
            _prior(entry)
            + _WITHIN_WEIGHT * _inside(entry, within)
            - _SEAT_WEIGHT * (entry.kind == "admin1" and (entry.country, entry.code) in seats)
            for entry in candidates
        ]
        return _Sense(group, candidates, base, _shares(base))

    def settle(self) -> None:
        """Weigh in rounds, then choose for every mention."""
        for _ in range(_ROUNDS):
            self._weigh()
        for sense in self._senses:
            best = max(range(len(sense.candidates)), key=sense.share.__getitem__)
            for mention in sense.mentions:
                mention.chosen = sense.candidates[best]

    def _weigh(self) -> None:
        everything = _Evidence()
        for sense in self._senses:
            everything.add(sense)
        for country, count in self._context.items():
            everything.countries[country] += 0.5 * min(count, 4)
        for sense in self._senses:
            own = _Evidence()
            own.add(sense)
            pairs = zip(sense.candidates, sense.base, strict=True)
            sense.share = _shares([base + everything.support(entry, own) for entry, base in pairs])


class _Evidence:
    """How much of an article's names points to each country, division and neighbourhood."""

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self._divisions: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._cells: defaultdict[tuple[int, int], float] = defaultdict(float)

    def add(self, sense: _Sense) -> None:
        """Count the likely candidates of a name."""
        for entry, share in zip(sense.candidates, sense.share, strict=True):
            if share < 0.01 or not entry.country:
                continue
            self.countries[entry.country] += share
            if entry.code:
                self._divisions[entry.country, entry.code] += share
            if entry.kind in ("city", "capital", "district"):
                self._cells[_cell(entry)] += share

    def support(self, entry: Entry, own: _Evidence) -> float:
        """What speaks for an entry, without what its own name has put in."""
        if not entry.country:
            return 0.0
        score = _COUNTRY_WEIGHT * _bounded(self.countries[entry.country] - own.countries[entry.country])
        if entry.code:
            place = (entry.country, entry.code)
            score += _DIVISION_WEIGHT * _bounded(self._divisions[place] - own._divisions[place])
        if entry.kind != "country":
            near = sum(self._cells[cell] - own._cells[cell] for cell in _around(entry))
            score += _NEAR_WEIGHT * _bounded(near)
        return score


def _grouped(mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """Mentions of one name and one stated container; those without one go with the first that has one."""
    groups: dict[tuple[str, tuple[tuple[str | None, str], ...]], list[PlaceMention]] = {}
    first: dict[str, tuple[tuple[str | None, str], ...]] = {}
    stated: list[tuple[tuple[str | None, str], ...]] = []
    for mention in mentions:
        held = any(_inside(entry, mention.within) for entry in mention.candidates)
        containers = tuple((entry.country, entry.code) for entry in mention.within) if held else ()
        stated.append(containers)
        if containers:
            first.setdefault(mention.key, containers)
    for mention, containers in zip(mentions, stated, strict=True):
        if mention.candidates:
            key = (mention.key, containers or first.get(mention.key, ()))
            groups.setdefault(key, []).append(mention)
    return list(groups.values())


def _seats(candidates: Sequence[Entry]) -> set[tuple[str | None, str]]:
    """Divisions that have a town of the same name; the bare name means the town."""
    return {
        (entry.country, entry.code)
        for entry in candidates
        if entry.kind in ("city", "capital") and entry.population >= _SEAT_POPULATION
    }


def _cell(entry: Entry) -> tuple[int, int]:
    return floor(entry.lat / _CELL_DEGREES), floor(entry.lon / _CELL_DEGREES)


def _around(entry: Entry) -> list[tuple[int, int]]:
    row, column = _cell(entry)
    return [(row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]


def _bounded(amount: float) -> float:
    """Evidence counts less the more of it there is: 0 to 2."""
    return 2 * amount / (amount + 2) if amount > 0 else 0.0


def _size(entry: Entry) -> float:
    return log10(entry.population + 10) + _PRIOR[entry.kind]


def _prior(entry: Entry) -> float:
    return _SIZE_WEIGHT * log10(entry.population + 10) + _PRIOR[entry.kind]


def _inside(entry: Entry, within: Sequence[Entry]) -> bool:
    """Whether one of the containers the text states holds this entry."""
    for container in within:
        if container.country is None or container.country != entry.country or container is entry:
            continue
        if container.kind == "country" or (container.code and container.code == entry.code):
            return entry.kind != "country"
    return False


def _shares(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [exp(_SHARPNESS * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _draft(parse: Parse, mention: PlaceMention, gazetteer: Gazetteer) -> PlaceDraft:
    words = parse.words[mention.first : mention.last + 1]
    start, end, entry = words[0].start, words[-1].end, mention.chosen
    head = head_of(words).n
    if entry is None:
        name = parse.text[start:end]
        return PlaceDraft(mention.first, mention.last, head, start, end, name, None, None, None, None, None, "feature")
    kind = "feature" if mention.part and entry.kind in ("city", "capital") else _KINDS.get(entry.kind, "feature")
    return PlaceDraft(
        mention.first, mention.last, head, start, end, entry.name, entry.country, gazetteer.admin1_name(entry),
        entry.lat, entry.lon, entry.geonames, kind,
    )  # fmt: skip
