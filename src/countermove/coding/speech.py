"""Speakers of direct quotations: which cue word introduces, follows or interrupts a quotation, or goes on with it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from countermove.coding.attribution_spans import trimmed
from countermove.coding.claim import Claim, matching, negated
from countermove.coding.quotes import Quote
from countermove.coding.subjects import agent_of, is_passive
from countermove.ontology.attribution_cues import AttributionCue, AttributionCues
from countermove.reader.parse import Parse, Word

_AFTER_LIMIT = 45
_BEFORE_LIMIT = 60
_CONTINUES_WITHIN = 400
_MARGIN = 8
_INNER_ENDS = frozenset(",.?!…—–-")
_STOPS = frozenset(".?!")
_INTRODUCES = frozenset(",:—–-")
_UNFIT = frozenset({"acl:relcl", "amod", "compound", "csubj", "aux", "cop"})
_FALLBACK = AttributionCue("", (), "assert", "CT+", frozenset({"quote"}), frozenset(), 0.6, "cue:quotation")


@dataclass(slots=True)
class SpeechFinder:
    """Joins the quotations of one article to claims, making new claims where a cue had no content in the tree."""

    parse: Parse
    cues: AttributionCues
    claims: dict[int, Claim]
    quotes: list[Quote]
    starts: list[int]
    skipped: Sequence[bool]
    spoken: list[Claim] = field(default_factory=list)
    latest: Claim | None = None

    def attach(self) -> None:
        """Give every quotation that is speech to a claim."""
        self.spoken = [self.claims[n] for n in sorted(self.claims, reverse=True) if _speaks(self.claims[n])]
        last: Claim | None = None
        last_end = 0
        chain: Claim | None = None
        for number, quote in enumerate(self.quotes):
            first = self._word_at(quote.inner_start)
            if first is None or self.skipped[first.sentence.number]:
                continue
            reopened = number > 0 and self.quotes[number - 1].continues
            if reopened and chain is not None:
                claim: Claim | None = chain
            else:
                claim = self._cue_for(quote, number, last, last_end)
            if claim is None and quote.continues:
                claim = self._chain_cue(number)
            chain = claim if quote.continues else None
            if claim is None:
                continue
            span = trimmed(self.parse.text, quote.inner_start, quote.inner_end)
            if span[0] < span[1]:
                claim.quoted.append(span)
                last, last_end = claim, quote.end

    def _chain_cue(self, number: int) -> Claim | None:
        """The cue after the last part of a quotation over several paragraphs."""
        at = number
        while at + 1 < len(self.quotes) and self.quotes[at].continues:
            at += 1
        return self._after(self.quotes[at], at)

    def _cue_for(self, quote: Quote, number: int, last: Claim | None, last_end: int) -> Claim | None:
        text = self.parse.text
        near = last is not None and quote.start - last_end < _CONTINUES_WITHIN
        continues_clause = near and "\n" not in text[last_end : quote.start]
        if not self._is_speech(quote):
            return None
        claim = self._after(quote, number) or self._before(quote, number)
        if claim is not None:
            return claim
        if last is None:
            return None
        if continues_clause:
            return last
        return self._last_speaker(quote, last) if self._alone(quote) else None

    def _last_speaker(self, quote: Quote, last: Claim) -> Claim:
        """Whoever spoke last before a quotation that is a paragraph of its own, directly or indirectly."""
        while self.spoken and self.spoken[-1].head.start < quote.start:
            self.latest = self.spoken.pop()
        return self.latest if self.latest is not None and self.latest.head.n > last.head.n else last

    def _is_speech(self, quote: Quote) -> bool:
        """Whether a quotation is an utterance of its own and not a word or title in the sentence around it."""
        text = self.parse.text
        inner = text[quote.inner_start : quote.inner_end].strip()
        if not inner or not any(character.isalnum() for character in inner):
            return False
        if quote.continues:
            return True
        before = text[max(0, quote.start - 3) : quote.start].rstrip(" \t")
        sentence_start = before == "" or before[-1] in "\n.?!…)\"”'"
        introduced = before != "" and before[-1] in _INTRODUCES
        ended = inner.rstrip("’'")[-1:] in _INNER_ENDS or text[quote.end : quote.end + 1] in (",", ".", "?", "!")
        upper = not inner[0].islower()
        words = inner.count(" ") + 1
        if sentence_start:
            return ended and (upper or words > 2) and (words > 2 or inner[-1] in ",?!.")
        if introduced:
            return (upper and ended) or before[-1] == ":" or (ended and words > 3)
        previous = self._word_before(quote.start)
        return upper and ended and words > 2 and previous is not None and previous.lemma in self.cues.verbs

    def _after(self, quote: Quote, number: int) -> Claim | None:
        """The cue right after a quotation: "...," she said."""
        text = self.parse.text
        inner_last = text[quote.inner_end - 1 : quote.inner_end]
        if inner_last == "." and text[quote.end : quote.end + 1] != ",":
            return None
        limit = self.quotes[number + 1].start if number + 1 < len(self.quotes) else len(text)
        at = bisect_left(self.starts, quote.end)
        words = self.parse.words
        best: Word | None = None
        for word in words[at : at + _AFTER_LIMIT]:
            if (
                word.start >= limit
                or "\n" in text[quote.end : word.start]
                or (word.text in _STOPS and word.upos == "PUNCT")
            ):
                break
            if word.text in (";", "—", "–") and best is None and word.i > 0 and word.n > at:
                break
            if self._fits(word):
                best = word
                break
        return self._claim_at(best, quote) if best is not None else None

    def _before(self, quote: Quote, number: int) -> Claim | None:
        """The cue that introduces a quotation: She said: "..."."""
        text = self.parse.text
        floor = self.quotes[number - 1].end if number > 0 else 0
        at = bisect_left(self.starts, quote.start)
        words = self.parse.words
        colon = text[floor : quote.start].rstrip().endswith(":")
        generic: Word | None = None
        for n in range(at - 1, max(-1, at - 1 - _BEFORE_LIMIT), -1):
            word = words[n]
            if word.start < floor or "\n" in text[word.end : quote.start]:
                break
            if word.text in _STOPS and word.upos == "PUNCT":
                break
            if self._fits(word):
                return self._claim_at(word, quote)
            phrase = self.claims.get(word.n)
            if phrase is not None and phrase.pattern == "outside":
                return phrase
            if colon and word.upos == "VERB" and word.deprel in ("root", "conj", "parataxis", "ccomp"):
                generic = word
        if generic is not None:
            return self._new(generic, _FALLBACK, generic)
        if colon and at > 0:
            return self._speaker_colon(words[at - 1], floor)
        return None

    def _speaker_colon(self, colon: Word, floor: int) -> Claim | None:
        """A name and a colon before the quotation: the colon is the cue, the name the source."""
        words = self.parse.words
        n = colon.n - 1
        while n >= 0 and words[n].upos == "PUNCT" and words[n].start >= floor:
            n -= 1
        if n < 0 or words[n].start < floor:
            return None
        source = words[n]
        while (
            source.head is not None
            and source.head.n < colon.n
            and source.deprel in ("flat", "compound", "appos", "nmod", "punct", "dep")
        ):
            source = source.head
        if source.upos not in ("NOUN", "PROPN", "PRON"):
            return None
        claim = self.claims.get(colon.n)
        if claim is None:
            claim = self.claims[colon.n] = Claim(colon, _FALLBACK, source, "quote", colon)
        return claim

    def _fits(self, word: Word) -> bool:
        """Whether a word can introduce direct speech here."""
        if word.upos != "VERB" or word.deprel in _UNFIT or word.lemma not in self.cues.verbs:
            return False
        if word.xpos == "VBN" and is_passive(word) and word.deprel in ("acl", "amod"):
            return False
        return any("quote" in cue.patterns for cue in self.cues.verbs[word.lemma])

    def _claim_at(self, word: Word, quote: Quote) -> Claim | None:
        """The claim of a cue word, new if the tree gave it none."""
        found = [(cue, last) for cue, last in matching(word, self.cues.verbs[word.lemma]) if "quote" in cue.patterns]
        if not found:
            return None
        cue, last = found[0]
        claim = self.claims.get(word.n)
        if claim is None:
            return self._new(word, cue, last)
        if "quote" not in claim.cue.patterns and claim.pattern not in ("clause",):
            claim.cue, claim.cue_end = cue, last
        return claim

    def _new(self, word: Word, cue: AttributionCue, last: Word) -> Claim:
        claim = self.claims.get(word.n)
        if claim is None:
            claim = self.claims[word.n] = Claim(word, cue, agent_of(word), "quote", last, negated=negated(word))
        return claim

    def _alone(self, quote: Quote) -> bool:
        """Whether a quotation makes up its paragraph (perhaps with others), so that the last speaker goes on."""
        text = self.parse.text
        before = text[max(0, quote.start - _MARGIN) : quote.start].rstrip(" \t")
        after = text[quote.end : quote.end + _MARGIN].lstrip(" \t")
        return (before == "" or before.endswith("\n")) and (after == "" or after[0] in "\r\n")

    def _word_at(self, offset: int) -> Word | None:
        at = bisect_left(self.starts, offset)
        return self.parse.words[at] if at < len(self.parse.words) else None

    def _word_before(self, offset: int) -> Word | None:
        at = bisect_left(self.starts, offset) - 1
        return self.parse.words[at] if at >= 0 else None


def _speaks(claim: Claim) -> bool:
    """Whether a claim of the tree tells of somebody speaking in a main clause."""
    if claim.source is None or "quote" not in claim.cue.patterns:
        return False
    return claim.pattern in ("clause", "inserted") and claim.head.deprel in ("root", "conj", "parataxis")
