"""Words that stand for states in some texts: names, adjectives, capitals, also of states that no registry knows.

A name is taken for a state's where the texts use an adjective made from it before a common noun ("Vestria", "the
Vestrian minister"); a town for its capital where they say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from countermove.ontology.actor_names import is_capitals, name_key
from countermove.ontology.actor_states import Countries

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ADJECTIVE = re.compile(r"\b([A-Z][^\W\d_]{3,}(?:an|ian|ese|ish|ic|i|ene|ite|er))s?\b(?=\s+[a-z]|[\s-][A-Z])")
_CAPITALS = (
    r"\b(?P<city>[A-Z]\w+),? (?:the|its|their) capital of {state}\b",
    r"\b(?:the )?{adjective} capital,? (?P<city>[A-Z]\w+)",
    r"\b(?P<city>[A-Z]\w+), (?:the )?{adjective} capital\b",
    r"\b{state}['’]s capital,? (?P<city>[A-Z]\w+)",
    r"\bcapital of {state}, (?P<city>[A-Z]\w+)",
)
_LEAST_STEM = 4
_LONGEST_ENDING = 5
_WORDS_BEFORE = 5
_STOP = re.compile(r"[.;:!?\n]|, (?:and|but|while|who|which)\b")
_SENTENCE = re.compile(r"[.!?]['\"”’]* (?=[A-Z'\"“‘])|\n+")
_AFTER = re.compile(r"(?:,? (?:of|in|from|for|at)(?: the)?|, (?:the|its)(?: former)?)? *$")
_BODY_AFTER = re.compile(
    r"(?: [\w-]+){0,2} (?:of|for)(?: the)? *$|,? who (?:leads|heads|chairs)(?: the)?(?: [\w-]+)? *$"
)
_BODY_BEFORE = re.compile(r"(?:['’]s)?(?: [\w-]+){0,3} *")
_AFTER_REACH, _REACH, _SUBJECT_REACH = 60, 400, 20


@dataclass(frozen=True, slots=True)
class StateWord:
    """A word for a state at characters of a text: the key is its code, or else its name."""

    start: int
    end: int
    key: str
    body: bool = False


class StateWords:
    """Finds words for states.

    Args:
        countries: the registry's.
        texts: what the articles say; names that it uses like those of states count as states.
        names: names of theirs that may be states' which the registry doesn't know.
        bodies: keys of international bodies by name.
    """

    def __init__(
        self, countries: Countries, texts: Sequence[str], names: Iterable[str], bodies: Mapping[str, str]
    ) -> None:
        self._bodies = bodies
        inside = "|".join(re.escape(name) for name in sorted(bodies, key=len, reverse=True))
        self._body = re.compile(rf"\b(?:{inside})\b") if bodies else None
        self._countries = countries
        self._known: dict[str, str | None] = {}
        self._own: dict[str, str] = {}
        self.invented: dict[str, tuple[str, ...]] = {}
        adjectives = self._unknown_adjectives(texts)
        for name in sorted(set(names), key=lambda name: (len(name), name)):
            if name in self._own or self._registered(name) is not None or not _may_be_state(name):
                continue
            own = tuple(sorted(word for word in adjectives if _made_from(word, name)))
            if own:
                self.add_state(name, own)
        for name, words in self.invented.items():
            self._add_capitals(name, words, texts)

    def add_state(self, name: str, adjectives: Iterable[str] = ()) -> None:
        """Take a name, and adjectives, for a state's."""
        words = tuple(adjectives)
        self.invented[name] = words
        for word in (name, *words, *(word + "s" for word in words)):
            self._own.setdefault(word, name)

    def key(self, words: str) -> str | None:
        """The state of a name, adjective or capital: its code, or the name of an invented one."""
        own = self._own.get(words)
        return own if own is not None else self._registered(words)

    def inside(self, text: str, start: int, end: int) -> list[StateWord]:
        """The words for states and bodies between two characters, in order."""
        found: list[StateWord] = []
        if self._body is not None:
            for match in self._body.finditer(text, start, end):
                found.append(StateWord(*match.span(), self._bodies[match.group()], body=True))
        taken = list(found)
        spans = [
            match.span()
            for match in _WORD.finditer(text, start, end)
            if all(match.end() <= one.start or one.end <= match.start() for one in taken)
        ]
        position = 0
        while position < len(spans):
            for length in (3, 2, 1):
                part = spans[position : position + length]
                words = text[part[0][0] : part[-1][1]]
                key = self._word(words) if len(part) == length and words[0].isupper() else None
                if key is not None:
                    found.append(StateWord(part[0][0], part[-1][1], key))
                    position += length - 1
                    break
            position += 1
        return sorted(found, key=lambda word: word.start)

    def beside(self, text: str, start: int, end: int) -> str | None:
        """The state or body that somebody described at these characters belongs to, as the words around say."""
        within = self.inside(text, start, end)
        if within:
            return within[0].key
        begin = start
        for match in reversed(list(_WORD.finditer(text, max(0, start - 80), start))[-_WORDS_BEFORE:]):
            begin = match.start()
        stops = [match.end() for match in _STOP.finditer(text, begin, start)]
        before = self.inside(text, stops[-1] if stops else begin, start)
        before = [word for word in before if not word.body or _BODY_BEFORE.fullmatch(text[word.end : start])]
        if before:
            return before[-1].key
        for word in self.inside(text, end, min(len(text), end + _AFTER_REACH)):
            pattern = _BODY_AFTER if word.body else _AFTER
            if pattern.fullmatch(text[end : word.start]):
                return word.key
            break
        return None

    def heads_sentence(self, text: str, start: int) -> str | None:
        """The state whose name begins the sentence of a character, or stands soon after its beginning."""
        begin = max((match.end() for match in _SENTENCE.finditer(text, max(0, start - _REACH), start)), default=0)
        found = self.inside(text, begin, start)
        return found[0].key if found and found[0].start - begin <= _SUBJECT_REACH else None

    def first_before(self, text: str, start: int) -> str | None:
        """The first state of the nearest sentence that names one, at or before a character."""
        begins = [match.end() for match in _SENTENCE.finditer(text, max(0, start - _REACH), start)]
        end = start
        for begin in reversed([max(0, start - _REACH), *begins]):
            found = self.inside(text, begin, end)
            if found:
                return found[0].key
            end = begin
        return None

    def _word(self, words: str) -> str | None:
        plain = words.removesuffix("'s").removesuffix("’s")
        return self.key(plain) if plain == words or plain else None

    def _registered(self, words: str) -> str | None:
        found = self._known.get(words, "?")
        if found == "?":
            found = self._known[words] = self._look_up(words)
        return found

    def _look_up(self, words: str) -> str | None:
        countries, key = self._countries, name_key(words)
        if key in ("us", "who", "it", "is") and not is_capitals(words):
            return None
        code = countries.names.get(key) or countries.adjectives.get(key) or countries.capitals.get(key)
        if code is None and key in countries.metonyms:
            code = countries.metonyms[key].country
        return code

    def _unknown_adjectives(self, texts: Sequence[str]) -> set[str]:
        found = {match.group(1) for text in texts for match in _ADJECTIVE.finditer(text)}
        return {word for word in found if self._registered(word) is None}

    def _add_capitals(self, name: str, adjectives: tuple[str, ...], texts: Sequence[str]) -> None:
        for pattern in _CAPITALS:
            for adjective in adjectives or ("",):
                ready = re.compile(pattern.format(state=re.escape(name), adjective=re.escape(adjective)))
                for text in texts:
                    for match in ready.finditer(text):
                        city = match.group("city")
                        if self.key(city) is None:
                            self._own[city] = name


def _may_be_state(name: str) -> bool:
    return name[:1].isupper() and name.count(" ") <= 1 and len(name) >= _LEAST_STEM


def _made_from(adjective: str, name: str) -> bool:
    """Whether a word is an adjective of a name, by their common beginning."""
    stem = name[: max(_LEAST_STEM, len(name) - 2)]
    return adjective != name and adjective.startswith(stem) and len(adjective) - len(stem) <= _LONGEST_ENDING
