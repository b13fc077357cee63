"""Where the sentences of an article are, out of its stored reading."""

from __future__ import annotations

import msgspec

from countermove.schema import Sentence, Span


def sentence_spans(reading: str | None) -> list[Span]:
    """The sentences of a stored reading, in order; none where there is no reading.

    >>> sentence_spans('{"sentences": [{"span": [0, 9], "boilerplate": false}], "events": []}')
    [(0, 9)]
    """
    return [one.span for one in msgspec.json.decode(reading, type=_Sentences).sentences] if reading else []


class _Sentences(msgspec.Struct):
    """The part of a reading that is needed here."""

    sentences: list[Sentence]
