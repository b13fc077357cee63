"""Raw text into the words of Universal Dependencies, with exact offsets, in linear time.

A run of non-space characters (a chunk) is split on its own, so the answer for a chunk can be remembered; only a full
stop after an abbreviation such as "Inc." needs a look at what follows. Conventions: the English treebanks EWT and GUM.
"""

from __future__ import annotations

import re
from itertools import pairwise

from countermove.reader.word_lists import WordLists, default_word_lists

Span = tuple[int, int]

_LONGEST_CHUNK = 200  # longer runs of characters are no English; they are split by character class alone
_LONGEST_REMEMBERED = 40
_REMEMBERED_CHUNKS = 50_000

# Letters, digits, underscore, combining marks, and the invisible characters that occur inside words.
_W = "[\\w\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u200b-\u200f\u2060\ufeff]"
_CHUNK = re.compile(r"\S+")
_GAP = re.compile(r"\s{0,21}")
_PLAIN = re.compile(rf"{_W}+|[.]+|-+|[^\s]")
_PIECE = re.compile(
    rf"""
    (?P<dots>\.{{2,}}|…)
  | (?P<number>
        \d+-\d+-\d+(?:-\d+)?(?!{_W}) | \d{{1,3}}-\d{{4}}(?!{_W})    # telephone numbers, dates
      | \d+(?:[.,:/]\d+)+{_W}*                                      # 1,000.5  10:30  9/11  11/28/2000
    )
  | (?P<acronym>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{_W}))?)            # U.S.  p.m.  U.S.A
  | (?P<ampersand>[A-Z]+(?:&[A-Z]+)+(?!{_W}))                        # AT&T
  | (?P<word>{_W}+(?:[.'’]{_W}+)*)
  | (?P<symbol>[!?]+ | ’’ | ‘‘ | (?P<same>[-'`<>=*\#~$+/\\])(?P=same)+ | [^\s])
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(r"[^\s@<>\"“”,;()\[\]]+@[^\s@<>\"“”,;()\[\]]+")
_UNIT = re.compile(rf"(\d+(?:[.,:/]\d+)*)({_W}+)")
_HANDLE = re.compile(rf"[@#]{_W}+")
_TRAILING_TIME = re.compile(r"['’]\d\ds?")

_OPENING = "([{<\"“”„«‘'`’*¿¡"
_CLOSING = ")]}>\"”“»’',;:!?`*…"
_APOSTROPHE = "'’"
_SENTENCE_OPENERS = "\"“‘'([—–-«"


def split_words(text: str) -> list[Span]:
    """Split a text into words: half-open character spans, in order, that cover everything but white space."""
    return WordSplitter(default_word_lists()).split(text)


class WordSplitter:
    """Splits texts and remembers chunks it has seen; answers never depend on what it has seen before."""

    def __init__(self, lists: WordLists) -> None:
        self._lists = lists
        self._whole = lists.emoticons | lists.whole | lists.apostrophe_words
        self._seen: dict[str, tuple[Span, ...]] = {}

    def split(self, text: str) -> list[Span]:
        """Split a text into words (see :func:`split_words`)."""
        if len(self._seen) > _REMEMBERED_CHUNKS:
            self._seen = {}
        seen = self._seen
        spans: list[Span] = []
        for match in _CHUNK.finditer(text):
            chunk = match.group()
            parts = seen.get(chunk)
            if parts is None:
                parts = self._learn(chunk, text, match.end())
            if len(parts) == 1:
                spans.append(match.span())
            else:
                start = match.start()
                spans.extend([(start + begin, start + end) for begin, end in parts])
        return spans

    def _learn(self, chunk: str, text: str, end: int) -> tuple[Span, ...]:
        """Split a chunk not seen before, and remember it where nothing but the chunk decides."""
        if len(chunk) > _LONGEST_CHUNK:
            return tuple([match.span() for match in _PLAIN.finditer(chunk)])
        abbreviation = self._open_abbreviation(chunk)
        if abbreviation is not None:
            final = self._ends_sentence(abbreviation, text, end)
            return tuple(_ChunkSplit(self._lists, self._whole, chunk, final).run())
        parts = tuple(_ChunkSplit(self._lists, self._whole, chunk, False).run())
        if len(chunk) <= _LONGEST_REMEMBERED:
            self._seen[chunk] = parts
        return parts

    def _open_abbreviation(self, chunk: str) -> str | None:
        """The abbreviation or initial whose full stop could also end the sentence here."""
        if "." not in chunk[-3:]:
            return None
        core = chunk.strip(_OPENING + _CLOSING)
        if not core.endswith("."):
            return None
        core = core[:-1]
        if len(core) == 1 and core.isupper():
            return core
        core = core.lower()
        lists = self._lists
        return core if core in lists.closing_abbreviations or core in lists.number_abbreviations else None

    def _ends_sentence(self, abbreviation: str, text: str, end: int) -> bool:
        match = _GAP.match(text, end)
        gap = match.group() if match else ""
        if end + len(gap) >= len(text) or "\n" in gap or len(gap) > 20:
            return True
        if abbreviation.isupper():
            return False
        following = text[end + len(gap)]
        if abbreviation in self._lists.closing_abbreviations:
            if following in _SENTENCE_OPENERS:
                following = text[end + len(gap) + 1 : end + len(gap) + 2]
            return following.isupper() and abbreviation not in self._lists.names_follow
        return not following.isdigit()


class _ChunkSplit:
    """The splitting of one chunk: punctuation is peeled off both ends, then the core is cut up."""

    def __init__(self, lists: WordLists, whole: frozenset[str], chunk: str, final: bool) -> None:
        self.lists = lists
        self.whole = whole
        self.chunk = chunk
        self.final = final
        self.spans: list[Span] = []

    def run(self) -> list[Span]:
        begin, end = 0, len(self.chunk)
        tail: list[Span] = []
        while begin < end:
            if self._contraction(begin, end):
                break
            if self._kept_whole(begin, end):
                self.spans.append((begin, end))
                break
            length = self._opening(begin, end)
            if length:
                self.spans.append((begin, begin + length))
                begin += length
                continue
            length = self._closing(begin, end)
            if not length:
                self._core(begin, end)
                break
            tail.append((end - length, end))
            end -= length
        self.spans.extend(reversed(tail))
        return self.spans

    def _kept_whole(self, begin: int, end: int) -> bool:
        core = self.chunk[begin:end]
        lower = core.lower().replace("’", "'")
        if core in self.whole or lower in self.whole:
            return True
        first = core[0]
        if first in _APOSTROPHE and _TRAILING_TIME.fullmatch(core):
            return True
        if first in "@#" and len(core) > 2 and _HANDLE.fullmatch(core):
            return not core[1:].isdigit()
        if first == "+" and core[1:].isdigit():
            return True
        if first == "." and lower[1:] in self.lists.dotted_endings:
            return True
        return core[-1] == "." and len(core) > 1 and self._keeps_stop(core[:-1])

    def _keeps_stop(self, word: str) -> bool:
        """Whether a full stop after this word is part of it."""
        lists = self.lists
        lower = word.lower()
        if lower in lists.closing_abbreviations or lower in lists.number_abbreviations:
            if "." in lower or not self.final:
                return True
            return lower in lists.leading_abbreviations and lower not in lists.closing_abbreviations
        if lower in lists.leading_abbreviations:
            return True
        if len(word) == 1:
            return word.isupper() and word != "I" and not self.final
        return "." in word and all(len(part) == 1 and part.isalpha() for part in word.split("."))

    def _opening(self, begin: int, end: int) -> int:
        first = self.chunk[begin]
        if first not in _OPENING or end - begin == 1:
            return 0
        pair = self.chunk[begin : begin + 2]
        if pair in ("''", "``", "‘‘", "’’", "<<") and end - begin > 2:
            return 2
        if first == "*":
            return 0
        return 1

    def _closing(self, begin: int, end: int) -> int:
        chunk = self.chunk
        last = chunk[end - 1]
        if end - begin == 1:
            return 0
        if last == ".":
            return self._closing_stops(begin, end)
        if last in "!?":
            at = end
            while at > begin and chunk[at - 1] in "!?.":
                at -= 1
            if chunk[at] == "." and self._kept_whole(begin, at + 1):
                at += 1
            return end - at if at > begin else 0
        if last not in _CLOSING:
            return 0
        if end - begin > 2 and chunk[end - 2 : end] in ("''", "’’", ">>", "``"):
            return 2
        if last == "*":
            return 0
        return 1 if last != ")" or not self._is_address(begin, end) or "(" not in chunk[begin:end] else 0

    def _closing_stops(self, begin: int, end: int) -> int:
        core = self.chunk[begin:end]
        last = core.rpartition("-")[2]
        if len(last) < len(core) and len(last) > 2 and self._keeps_stop(last[:-1]):
            return len(last)
        at = end
        while at > begin and self.chunk[at - 1] in ".!?":
            at -= 1
        return end - at if at > begin else 0

    def _is_address(self, begin: int, end: int) -> bool:
        core = self.chunk[begin:end]
        if "://" in core or core[:4].lower() == "www.":
            return True
        if "@" in core[1:-1]:
            return _ADDRESS.fullmatch(core) is not None
        host, slash, _ = core.partition("/")
        if not slash or not host or not host[0].isalpha():
            return False
        return "." in host and host.rpartition(".")[2] in self.lists.dotted_endings

    def _core(self, begin: int, end: int) -> None:
        if self._is_address(begin, end):
            self.spans.append((begin, end))
            return
        if "@" in self.chunk[begin:end]:
            inner = _ADDRESS.search(self.chunk, begin, end)
            if inner:
                self._pieces(begin, inner.start())
                self.spans.append(inner.span())
                begin = inner.end()
        self._pieces(begin, end)

    def _pieces(self, begin: int, end: int) -> None:
        pieces: list[Span] = []
        for match in _PIECE.finditer(self.chunk, begin, end):
            kind = match.lastgroup
            if kind == "word":
                self._word(match.start(), match.end(), pieces)
            elif kind == "number":
                self._number(match.start(), match.end(), pieces)
            else:
                pieces.append(match.span())
        self.spans.extend(self._join_hyphens(pieces) if len(pieces) > 2 else pieces)

    def _contraction(self, begin: int, end: int) -> bool:
        lengths = self.lists.contractions.get(self.chunk[begin:end].lower().replace("’", "'"))
        if lengths is None:
            return False
        for length in lengths:
            self.spans.append((begin, begin + length))
            begin += length
        return True

    def _number(self, begin: int, end: int, pieces: list[Span]) -> None:
        """A number, with its unit apart: ``10|km``, but ``20th`` and ``1990s`` stay whole."""
        match = _UNIT.fullmatch(self.chunk, begin, end)
        unit = match.group(2) if match else ""
        if match and unit != "G" and unit.lower() in self.lists.units and not self._is_decade(begin, end):
            pieces.append(match.span(1))
            pieces.append(match.span(2))
        else:
            pieces.append((begin, end))

    def _is_decade(self, begin: int, end: int) -> bool:
        return self.chunk[end - 1] in "sS" and self.chunk[end - 2 : end - 1] == "0"

    def _word(self, begin: int, end: int, pieces: list[Span]) -> None:
        """A run of letters and digits with dots or apostrophes inside."""
        word = self.chunk[begin:end]
        if "." in word and not self._dots_join(word):
            at = begin
            for index, part in enumerate(word.split(".")):
                if index:
                    pieces.append((at, at + 1))
                    at += 1
                self._word(at, at + len(part), pieces)
                at += len(part)
            return
        contraction = self.lists.contractions.get(word.lower().replace("’", "'"))
        if contraction is not None:
            for length in contraction:
                pieces.append((begin, begin + length))
                begin += length
        elif word[0].isdigit():
            self._number(begin, end, pieces)
        else:
            self._clitics(begin, end, pieces)

    def _dots_join(self, word: str) -> bool:
        parts = word.split(".")
        if parts[-1].lower() in self.lists.dotted_endings and not parts[-1].istitle():
            return True
        if len(parts) > 2:
            return not parts[0].islower() or all(part.islower() for part in parts)
        return len(parts[0]) == 1 and not word[0].isdigit()

    def _clitics(self, begin: int, end: int, pieces: list[Span]) -> None:
        chunk = self.chunk
        cuts = [end]
        while True:
            last = cuts[-1]
            if chunk[begin:last].lower().replace("’", "'") in self.lists.apostrophe_words:
                break
            at = max(chunk.rfind("'", begin, last), chunk.rfind("’", begin, last))
            if at <= begin:
                break
            tail = chunk[at + 1 : last].lower()
            if tail == "t" and at - 1 > begin and chunk[at - 1] in "nN":
                cuts.append(at - 1)
            elif tail in self.lists.clitics:
                cuts.append(at)
            else:
                break
        cuts.append(begin)
        cuts.reverse()
        pieces.extend(pairwise(cuts))

    def _join_hyphens(self, pieces: list[Span]) -> list[Span]:
        """Put prefixes back on: ``anti|-|war`` is one word."""
        joined: list[Span] = []
        index = 0
        while index < len(pieces):
            begin, end = pieces[index]
            while index + 2 < len(pieces) and self._joins(begin, end, pieces[index + 1], pieces[index + 2]):
                end = pieces[index + 2][1]
                index += 2
            joined.append((begin, end))
            index += 1
        return joined

    def _joins(self, begin: int, end: int, hyphen: Span, right: Span) -> bool:
        chunk = self.chunk
        if chunk[hyphen[0] : hyphen[1]] not in ("-", "‑") or not chunk[right[0]].isalnum():
            return False
        left = chunk[begin:end].lower()
        left = left.rpartition("-")[2]
        return left in self.lists.prefixes or chunk[right[0] : right[1]].lower() in self.lists.suffixes
