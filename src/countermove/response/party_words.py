"""Words by which a text names a party: its name, and of a state its adjectives, peoples and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from countermove.ontology.actor_states import Countries
from countermove.ontology.actor_types import Actor
from countermove.response.answer import Party


class PartyWords:
    """Finds parties in texts; patterns are kept, and what was found.

    Args:
        countries: the registry's states.
        bodies: international bodies by key.
        invented: adjectives of the states that only the texts know, by name.
    """

    def __init__(
        self, countries: Countries, bodies: Mapping[str, Actor], invented: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._countries, self._bodies, self._invented = countries, bodies, invented
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._found: dict[tuple[str, str], bool] = {}

    def names(self, parties: Iterable[Party], text: str) -> bool:
        """Whether a text names one of these parties."""
        return any(self._names(party, text) for party in parties)

    def _names(self, party: Party, text: str) -> bool:
        found = self._found.get((party.key, text))
        if found is None:
            found = self._found[party.key, text] = self._pattern(party).search(text) is not None
        return found

    def _pattern(self, party: Party) -> re.Pattern[str]:
        found = self._patterns.get(party.key)
        if found is None:
            words = "|".join(re.escape(word) for word in sorted(set(self._words(party)), key=len, reverse=True) if word)
            found = self._patterns[party.key] = re.compile(rf"\b(?:{words})\b")
        return found

    def _words(self, party: Party) -> Iterable[str]:
        yield party.name
        state = self._countries.states.get(party.key)
        if state is not None:
            yield from (*state.aliases, *state.capitals)
            for word in (*state.adjectives, *state.people):
                yield from (word, f"{word}s")
        elif party.key in self._bodies:
            yield from (alias for alias in self._bodies[party.key].aliases if alias[:1].isupper())
        elif party.kind == "state":
            for word in self._invented.get(party.name, ()):
                yield from (word, f"{word}s")
        elif " " in party.name and party.name[:1].isupper():
            yield party.name.split()[-1]
