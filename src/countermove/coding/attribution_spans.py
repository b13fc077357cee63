"""From words of the tree to characters of the text: content, cue and source spans of attributions."""

from __future__ import annotations

from collections.abc import Iterable

from countermove.reader.parse import Word
from countermove.schema import Span

_LEFT_OUT_OF_SOURCE = frozenset("acl:relcl parataxis punct cc advcl discourse acl case mark cop nsubj aux expl".split())
_SOURCE_LIMIT = 40


def number(word: Word) -> int:
    """The word's number in the article, as a sort key."""
    return word.n


def below(word: Word, *without: Word | None) -> list[Word]:
    """The word and everything below it in text order, leaving out some branches."""
    found: list[Word] = []
    stack = [word]
    while stack:
        current = stack.pop()
        if current in without:
            continue
        found.append(current)
        stack.extend(current.children)
    found.sort(key=number)
    return found


def runs(words: Iterable[Word]) -> list[Span]:
    """Characters covered by these words of one sentence, in text order.

    Words with nothing but punctuation between them make one span; punctuation at the ends of a span is cut off.
    """
    result: list[Span] = []
    first: Word | None = None
    last: Word | None = None
    for word in words:
        if word.upos == "PUNCT":
            continue
        if first is None or last is None:
            first = last = word
            continue
        if word.i != last.i + 1 and not _only_punctuation(last, word):
            result.append((first.start, last.end))
            first = word
        last = word
    if first is not None and last is not None:
        result.append((first.start, last.end))
    return result


def _only_punctuation(left: Word, right: Word) -> bool:
    words = left.sentence.words
    return all(words[i].upos == "PUNCT" for i in range(left.i + 1, right.i))


def trimmed(text: str, start: int, end: int) -> Span:
    """The characters without blanks and loose punctuation at the ends; a final stop or bracket stays."""
    while start < end and (text[start].isspace() or text[start] in ',;:-–—…"“”'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:-–—"“”'):
        end -= 1
    return (start, end)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in text order, with overlapping ones joined."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return tuple(result)


def source_span(source: Word) -> Span:
    """The noun phrase of a source: modifiers and coordination belong to it, clauses and set-off appositions don't."""
    words: list[Word] = []
    stack = [source]
    while stack and len(words) < _SOURCE_LIMIT:
        word = stack.pop()
        words.append(word)
        for child in word.children:
            if word is source and child.deprel in _LEFT_OUT_OF_SOURCE:
                continue
            if child.deprel == "acl:relcl" or (child.deprel == "appos" and _set_off(child)):
                continue
            stack.append(child)
    words = [word for word in words if word.upos != "PUNCT" or word is source]
    words.sort(key=number)
    return _around(words, source)


def _set_off(apposition: Word) -> bool:
    """Whether a comma or bracket stands before the apposition: "Lee, the minister"."""
    first = min(apposition.subtree(), key=number)
    return first.i > 0 and first.sentence.words[first.i - 1].upos == "PUNCT"


def _around(words: list[Word], head: Word) -> Span:
    """The unbroken stretch (commas and conjunctions aside) of these words that holds the head."""
    chosen = {word.i for word in words}
    sentence = head.sentence.words
    left = right = head.i
    while left > 0 and (left - 1 in chosen or (_joins(sentence[left - 1]) and left - 2 in chosen)):
        left -= 1
    while right + 1 < len(sentence) and (right + 1 in chosen or (_joins(sentence[right + 1]) and right + 2 in chosen)):
        right += 1
    return (sentence[left].start, sentence[right].end)


def _joins(word: Word) -> bool:
    return word.upos in ("PUNCT", "CCONJ")
