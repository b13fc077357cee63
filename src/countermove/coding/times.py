"""Time expressions with their TIMEX3 type and value, anchored on the publication date.

TIMEX3: Pustejovsky et al. 2003, TimeML annotation guidelines 1.2.1. A grammar over words finds the longest expression
at each place; deictic and incomplete ones ("Monday", "last week", "October 13") are resolved from the publication date
and the tense of the verb they hang on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from countermove.coding.calendar import covered
from countermove.coding.draft import TimeDraft
from countermove.coding.time_grammar import TimeGrammar
from countermove.coding.time_tokens import Found
from countermove.ontology.time_words import TimeWords
from countermove.reader.parse import Parse

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def find_times(parse: Parse, skip: Sequence[bool], published: str | None, lexicon: TimeWords) -> list[TimeDraft]:
    """Return the time expressions of an article in text order.

    Args:
        parse: the article.
        skip: per sentence, whether it is boilerplate and left out.
        published: ISO 8601 date or date-time; None leaves relative expressions with open values (``XXXX-WXX-1``).
        lexicon: the time words.
    """
    match = _ISO_DATE.match(published or "")
    anchor = date(*map(int, match.groups())) if match else None
    people = _words_of_people(parse)
    found: list[TimeDraft] = []
    for sentence, skipped in zip(parse.sentences, skip, strict=True):
        if skipped:
            continue
        words = sentence.words
        grammar = TimeGrammar(words, anchor, lexicon)
        at = 0
        while at < len(words):
            expression = grammar.at(at)
            if expression is None:
                at += 1
                continue
            if not all(word.n in people for word in expression.words):  # Mrs May is no month
                found.append(_draft(expression))
            at = expression.last + 1
    return found


def _words_of_people(parse: Parse) -> set[int]:
    """Numbers of words that name people, surnames alone included: "Theresa May" and later "May said"."""
    people = [name for name in parse.names if name.kind == "person"]
    words = {n for name in people for n in range(name.first, name.last + 1)}
    surnames = {parse.words[name.last].text for name in people if name.last > name.first}
    return words | {word.n for word in parse.words if word.text in surnames and word.child("case") is None}


def _draft(found: Found) -> TimeDraft:
    first, last = found.words[0], found.words[-1]
    start, end = covered(found.value) if found.type in ("DATE", "TIME") else (None, None)
    return TimeDraft(first.n, last.n, first.start, last.end, found.type, found.value, start, end)
