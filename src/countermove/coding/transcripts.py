"""Speakers set before a colon: headlines ("Mayor: Bridge will close") and interview transcripts ("LEE: Well, ...")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.coding.attribution_spans import trimmed
from countermove.coding.claim import Claim
from countermove.ontology.attribution_cues import AttributionCue
from countermove.reader.parse import Parse, SentenceParse, Word

_LONGEST_NAME = 6
_FEWEST_WORDS = 3
_LONGEST_TURN = 2000
_COLON = AttributionCue(":", (), "assert", "CT+", frozenset({"clause", "quote"}), frozenset(), 0.6, "cue:colon")
_NAME_PARTS = frozenset({"PROPN", "NOUN", "ADJ", "PUNCT", "PART", "ADP"})
_SPEAKING = frozenset({"person", "organization"})


def named_speakers(parse: Parse, skip: Sequence[bool], sources: frozenset[str]) -> Iterator[Claim]:
    """A claim for each paragraph that starts with a name and a colon; the rest of the paragraph is its content.

    ``sources`` are the nouns that can stand for a name there ("Report: ...").
    """
    speaking = {name.first for name in parse.names if name.kind in _SPEAKING}
    for sentence in parse.sentences:
        if skip[sentence.number] or not _starts_paragraph(parse.text, sentence):
            continue
        colon = _colon(sentence)
        if colon is None:
            continue
        names = [word for word in sentence.words[: colon.i] if word.n in speaking or word.lower in sources]
        if not names:
            continue
        end = parse.text.find("\n", colon.end)
        end = len(parse.text) if end < 0 else end
        span = trimmed(parse.text, colon.end, min(end, colon.end + _LONGEST_TURN))
        if parse.text[span[0] : span[1]].count(" ") + 1 < _FEWEST_WORDS:
            continue
        yield Claim(colon, _COLON, _head(names[-1], colon), "speaker", colon, [span])


def _starts_paragraph(text: str, sentence: SentenceParse) -> bool:
    before = text[max(0, sentence.start - 3) : sentence.start].rstrip(" \t")
    return before == "" or before.endswith("\n")


def _colon(sentence: SentenceParse) -> Word | None:
    for word in sentence.words[1 : _LONGEST_NAME + 1]:
        if word.text == ":":
            return word
        if word.upos not in _NAME_PARTS:
            return None
    return None


def _head(name: Word, colon: Word) -> Word:
    """The head of the name that starts here, staying left of the colon."""
    current = name
    for _ in range(_LONGEST_NAME):
        if current.head is None or current.head.n >= colon.n or current.head.upos not in ("PROPN", "NOUN"):
            break
        current = current.head
    return current
