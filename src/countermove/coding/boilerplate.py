"""Which sentences of an article are boilerplate: bylines, captions, share buttons, newsletter calls, copyright lines.

Boilerplate stays in the text and its sentences in the reading; the coders only skip it. Cues come from
``data/cues/boilerplate.yaml``; this file holds what can't be listed: the shape of a byline, of an address line, of a
counter.
"""

from __future__ import annotations

from countermove.ontology.boilerplate import BoilerplateCues
from countermove.reader.parse import Parse, SentenceParse, Word

_LONGEST_CUED = 600
"""Longer sentences are running text, whatever words they contain (code points)."""
_LONGEST_BYLINE = 16
_FIRST_SENTENCES = 5
"""A sentence that is nothing but a person's name is a byline only among this many sentences at the top."""
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
_BYLINE_PARTS = frozenset({"PROPN", "PUNCT", "CCONJ", "NUM", "SYM", "X"})
_BYLINE_LINKS = frozenset({"and", "in", "of", "at", "for", "from", "the", "by", "with"})


def find_boilerplate(parse: Parse, cues: BoilerplateCues) -> list[bool]:
    """Return, for each sentence of the article, whether it is boilerplate."""
    people = {(name.start, name.end) for name in parse.names if name.kind == "person"}
    flags: list[bool] = []
    end = 0
    for sentence in parse.sentences:
        flagged = _is_boilerplate(parse.text, sentence, cues, people)
        if not flagged and flags and flags[-1] and parse.text[end - 1] == ":":
            flagged = "\n" not in parse.text[end : sentence.start]  # what "Read more:" points at
        flags.append(flagged)
        end = sentence.end
    return flags


def _is_boilerplate(text: str, sentence: SentenceParse, cues: BoilerplateCues, people: set[tuple[int, int]]) -> bool:
    if sentence.end - sentence.start > _LONGEST_CUED or not sentence.words:
        return False
    plain = text[sentence.start : sentence.end].lower().replace("’", "'").strip()
    core = plain.strip(cues.strip)
    if not core:
        return True
    return (
        core in cues.whole
        or plain.startswith(cues.begins)
        or core.startswith(cues.begins)
        or any(cue in plain for cue in cues.contains)
        or _is_address(core)
        or _is_counter(core, cues)
        or (not _has_subject(sentence) and _is_marked_fragment(plain, core, cues))
        or _is_byline(sentence, cues)
        or _is_bare_name(sentence, people)
    )


def _is_marked_fragment(plain: str, core: str, cues: BoilerplateCues) -> bool:
    return (
        core.startswith(cues.begins_fragment)
        or plain.startswith(cues.begins_fragment)
        or core.endswith(cues.ends_fragment)
        or any(cue in plain for cue in cues.contains_fragment)
    )


def _has_subject(sentence: SentenceParse) -> bool:
    return any(word.deprel in _SUBJECTS for word in sentence.words)


def _is_address(core: str) -> bool:
    """A web or mail address that stands alone."""
    if any(character.isspace() for character in core):
        return False
    return core.startswith(("http://", "https://", "www.", "@")) or ("@" in core and "." in core)


def _is_counter(core: str, cues: BoilerplateCues) -> bool:
    """A number and what is counted, such as ``0 Comments`` or ``1,204 shares``."""
    number, _, noun = core.partition(" ")
    return number[:1].isdigit() and noun.strip() in cues.counted and number.strip("0123456789,.km+") == ""


def _is_byline(sentence: SentenceParse, cues: BoilerplateCues) -> bool:
    """``By Ann Smith and Bo Li, Reuters``: after "by" nothing but capitalised names and words of the trade."""
    words = sentence.words
    if not 2 <= len(words) <= _LONGEST_BYLINE or words[0].lower != "by":
        return False
    if not _could_be_name(words[1]):
        return False
    return all(_is_byline_part(word, cues) for word in words[1:])


def _could_be_name(word: Word) -> bool:
    return word.text[:1].isupper() and (word.upos == "PROPN" or word.text.isupper())


def _is_byline_part(word: Word, cues: BoilerplateCues) -> bool:
    return (
        word.upos in _BYLINE_PARTS
        or word.lower in _BYLINE_LINKS
        or word.lower in cues.agency
        or (word.text.isupper() and word.text.isalpha())
    )


def _is_bare_name(sentence: SentenceParse, people: set[tuple[int, int]]) -> bool:
    """A person's name alone near the top of the article, the way some publishers print who wrote it."""
    words = sentence.words
    if sentence.number >= _FIRST_SENTENCES or not 2 <= len(words) <= _LONGEST_BYLINE:
        return False
    return (words[0].start, words[-1].end) in people
