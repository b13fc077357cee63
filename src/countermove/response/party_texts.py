"""What the texts of some articles say on where their entities belong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from countermove.ontology.actor_states import Countries
from countermove.record.rows import among
from countermove.response.party_rules import PartyRules
from countermove.response.state_words import StateWords

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OWN = "entity "
"""Begins the key of a body that only the texts know; its number follows."""
_WORDS_BEFORE = 4
_WORD = re.compile(r"[\w'’]+")
_SENTENCE = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of an entity: the number of the article and the characters."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that one of the articles names."""

    number: int
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    acts: bool


class PartyTexts:
    """The texts of some articles, and the words for states in them.

    Args:
        connection: an open record.
        articles: numbers of the articles.
        countries: the registry's states.
        bodies: keys of international bodies by name.
        rules: words for offices.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        articles: Collection[int],
        countries: Countries,
        bodies: Mapping[str, str],
        rules: PartyRules,
    ) -> None:
        self._connection, self._rules = connection, rules
        self._wanted = sorted(set(articles))
        rows = connection.execute(
            f"select article_no, text from articles where {among('article_no', self._wanted)} order by article_no"
        ).fetchall()
        self.texts = {int(number): str(text) for number, text in rows}
        self.named = _named(connection, self._wanted)
        unknown = [one for one in self.named if one.name[:1].isupper() and one.country is None]
        own = {
            one.name: f"{OWN}{one.number}"
            for one in self.named
            if one.kind == "organization" and one.name[:1].isupper() and " " in one.name and not _tells(one, rules)
        }
        names = [one.name for one in unknown]
        self.words = StateWords(countries, list(self.texts.values()), names, {**own, **bodies})
        for name in sorted({one.name for one in unknown if one.kind in ("state", "place") and one.acts}):
            if self.words.key(name) is None:
                self.words.add_state(name)

    def places(self, numbers: Iterable[int]) -> dict[int, list[Place]]:
        """Where entities are mentioned, but by pronouns, in the order of articles and characters."""
        rows = self._connection.execute(
            "select n.entity_no, m.article_no, m.start_char, m.end_char from entity_mentions n "
            "join mentions m on m.article_no = n.article_no and m.item = n.item "
            f"where {among('n.article_no', self._wanted)} and {among('m.article_no', self._wanted)} "
            f"and m.kind = 'entity' and m.part <> 'pronoun' and {among('n.entity_no', numbers)} "
            "order by m.article_no, m.start_char"
        ).fetchall()
        found: dict[int, list[Place]] = {}
        for number, article, start, end in rows:
            found.setdefault(int(number), []).append(Place(int(article), int(start), int(end)))
        return found

    def beside(self, places: Sequence[Place]) -> str | None:
        """The state or body that the words in and around most mentions name."""
        return _most([self.words.beside(self.texts[one.article], one.start, one.end) for one in places])

    def before(self, places: Sequence[Place]) -> str | None:
        """The state or body that the sentences of the first mentions, or those before them, begin with."""
        return _most([self.words.first_before(self.texts[one.article], one.start) for one in places[:3]])

    def subject(self, places: Sequence[Place]) -> str | None:
        """The state or body that begins the sentences of most mentions."""
        return _most([self.words.heads_sentence(self.texts[one.article], one.start) for one in places])

    def holds_office(self, places: Sequence[Place]) -> bool:
        """Whether a word for an office stands right before or in a mention, and none that says it is no state's."""
        return any(self._office(self.texts[one.article], one) for one in places)

    def names_state(self, articles: Iterable[int], key: str) -> bool:
        """Whether one of the articles has a word for a state."""
        return any(key in self._keys.get(number, ()) for number in articles)

    def names_body(self, articles: Iterable[int], key: str, one_is_enough: bool) -> bool:
        """Whether these articles, or one of them, speak of a body."""
        found = (key in self._keys.get(number, ()) for number in articles)
        return any(found) if one_is_enough else all(found)

    @cached_property
    def _keys(self) -> dict[int, frozenset[str]]:
        return {
            number: frozenset(word.key for word in self.words.inside(text, 0, len(text)))
            for number, text in self.texts.items()
        }

    def _office(self, text: str, place: Place) -> bool:
        start = max(0, place.start - 60)
        stop = max((match.end() for match in _SENTENCE.finditer(text, start, place.start)), default=start)
        before = [word.lower() for word in _WORD.findall(text, stop, place.start)][-_WORDS_BEFORE:]
        words = [*before, *(word.lower() for word in _WORD.findall(text, place.start, place.end))]
        held = self._rules.offices.intersection([*before[-2:], *words[len(before) :]])
        return bool(held) and self._rules.outside.isdisjoint(words)


def _tells(one: Named, rules: PartyRules) -> bool:
    """Whether a body tells what others do, or speaks for a state: nobody's words are those of its paper."""
    return not {*rules.narrators, *rules.organs}.isdisjoint(one.sectors)


def _named(connection: DuckDBPyConnection, wanted: Sequence[int]) -> list[Named]:
    inside = among("article_no", wanted)
    rows = connection.execute(
        "with acting as (select distinct entity_no from event_parties "
        f"where {inside} and role = 'actor' "
        "union select distinct c.speaker_no from claim_mentions m join claims c on c.claim_no = m.claim_no "
        f"where {among('m.article_no', wanted)} and c.speaker_no is not null) "
        "select n.entity_no, n.name, n.kind, n.country, n.sectors, n.entity_no in (select entity_no from acting) "
        f"from entities n where n.entity_no in (select entity_no from entity_mentions where {inside}) "
        "order by n.entity_no"
    ).fetchall()
    return [
        Named(int(number), str(name), str(kind), country, tuple((sectors or "").split()), bool(acts))
        for number, name, kind, country, sectors, acts in rows
    ]


def _most(keys: Sequence[str | None]) -> str | None:
    """The key given most often; the first of several."""
    known = [key for key in keys if key is not None]
    return max(dict.fromkeys(known), key=known.count) if known else None
