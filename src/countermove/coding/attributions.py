"""Attributions: who says what. Indirect speech is read off the tree, direct speech off the quotation marks.

The annotation follows PolNeAR (Newell, Margolin and Ruths 2018) in what counts as source, cue and content.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from countermove.coding.attribution_spans import merged, source_span
from countermove.coding.claim import Claim
from countermove.coding.claims import tree_claims
from countermove.coding.draft import AttributionDraft, EntityTable
from countermove.coding.quotes import Quote, find_quotes
from countermove.coding.speech import SpeechFinder
from countermove.coding.transcripts import named_speakers
from countermove.coding.venues import venue_of
from countermove.ontology.attribution_cues import AttributionCues
from countermove.reader.parse import Parse
from countermove.schema import AttributionKind, Factuality, Span

_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
_FLIPPED: dict[Factuality, Factuality] = {"PR+": "PR-", "PS+": "PS-", "CT-": "Uu", "PR-": "PR+", "PS-": "PS+"}
_CLAUSES = frozenset({"clause", "inserted", "loose", "quote", "speaker"})
_OWN_WORDS = frozenset({"believe", "know", "doubt", "ask", "promise", "demand"})


def find_attributions(
    parse: Parse, skip: Sequence[bool], entities: EntityTable, cues: AttributionCues
) -> list[AttributionDraft]:
    """All attributions of an article, in text order of their first character (cue or content).

    ``skip`` marks the boilerplate sentences by number.
    """
    claims: dict[int, Claim] = {}
    for sentence in parse.sentences:
        if not skip[sentence.number]:
            for claim in tree_claims(sentence.words, cues):
                claims[claim.head.n] = claim
    for claim in named_speakers(parse, skip, cues.colon_sources):
        claims.setdefault(claim.head.n, claim)
    quotes = find_quotes(parse.text)
    starts = [word.start for word in parse.words]
    SpeechFinder(parse, cues, claims, quotes, starts, skip).attach()
    drafts: list[AttributionDraft] = []
    loose: set[int] = set()
    for claim in claims.values():
        draft = _draft(claim, parse, quotes, cues)
        if draft is not None:
            drafts.append(draft)
            if claim.pattern not in _CLAUSES and not claim.quoted and claim.cue.cue_class != "deny":
                loose.add(claim.head.n)
    drafts.sort(key=_first)
    # What somebody says about a noun phrase counts only in the article's own voice; inside a claim it is part of it,
    # unless it denies: then two speak.
    parents = _parents(drafts)
    drafts = [
        draft for draft, parent in zip(drafts, parents, strict=True) if parent is None or draft.cue_head not in loose
    ]
    for draft, parent in zip(drafts, _parents(drafts), strict=True):
        draft.parent = parent
    return drafts


def _is_sound(claim: Claim) -> bool:
    """Whether a noun phrase as content has somebody behind it: "comments on the plan" alone attributes nothing."""
    if claim.quoted or claim.source is not None:
        return True
    if claim.pattern == "preposition" and claim.cue.cue_class == "accuse":
        return claim.head.upos == "VERB"
    return claim.pattern not in ("thing", "preposition", "as")


def _first(draft: AttributionDraft) -> tuple[int, int]:
    start = min(span[0] for span in draft.content)
    cue = draft.cue or draft.content[0]
    return (min(start, cue[0]), cue[0])


def _draft(claim: Claim, parse: Parse, quotes: list[Quote], cues: AttributionCues) -> AttributionDraft | None:
    content = _content(claim)
    if not content or not _is_sound(claim):
        return None
    head = claim.head
    inside = _inside(quotes, head.start)
    if inside and not claim.quoted and not _worth_nesting(claim):
        return None
    source = claim.source
    if source is not None and any(start <= source.start < end for start, end in content):
        source = None
    return AttributionDraft(
        source=None if source is None else source.n,
        source_span=None if source is None else source_span(source),
        cue=_cue_span(claim),
        cue_head=head.n,
        cue_class=claim.cue.cue_class,
        content=content,
        kind=_kind(claim, content, quotes, parse.text),
        venue=venue_of(head, cues),
        parent=None,
        factuality=_factuality(claim),
        confidence=claim.cue.strength,
    )


def _content(claim: Claim) -> tuple[Span, ...]:
    """Quotations whole, and what the tree gives outside them."""
    spans = list(claim.quoted)
    if spans and claim.pattern in ("inserted", "outside", "loose") and _same_sentence(claim):
        return merged(spans)
    for start, end in claim.content:
        if not any(low <= start and end <= high for low, high in claim.quoted):
            spans.append((start, end))
    return merged(spans)


def _same_sentence(claim: Claim) -> bool:
    """Whether a quotation stands in the cue's own sentence, so that the rest of the sentence is not content."""
    sentence = claim.head.sentence
    return any(start < sentence.end and end > sentence.start for start, end in claim.quoted)


def _inside(quotes: list[Quote], offset: int) -> bool:
    at = bisect_left(quotes, offset, key=lambda quote: quote.start) - 1
    return at >= 0 and quotes[at].inner_start <= offset < quotes[at].inner_end


def _worth_nesting(claim: Claim) -> bool:
    """Whether a claim inside a quotation reports somebody else's words and not the speaker's own mind."""
    if claim.source is None or claim.source.lower in _FIRST_PERSON:
        return False
    return (
        claim.cue.cue_class not in _OWN_WORDS and claim.pattern in ("clause", "inserted") and claim.head.upos == "VERB"
    )


def _cue_span(claim: Claim) -> Span:
    """The cue with its particle, and a preposition that follows directly ("called for")."""
    last = claim.cue_end
    if claim.pattern in ("preposition", "person_to"):
        words = last.sentence.words
        if last.i + 1 < len(words) and words[last.i + 1].lower in claim.cue.prepositions:
            last = words[last.i + 1]
    return (claim.head.start, last.end)


def _kind(claim: Claim, content: tuple[Span, ...], quotes: list[Quote], text: str) -> AttributionKind:
    if claim.quoted and all(any(low <= start and end <= high for low, high in claim.quoted) for start, end in content):
        return "direct"
    if claim.quoted:
        return "mixed"
    for start, end in content:
        at = bisect_left(quotes, start, key=lambda quote: quote.end)
        if at < len(quotes) and quotes[at].start < end:
            return "mixed"
    return "indirect"


def _factuality(claim: Claim) -> Factuality:
    value = claim.cue.factuality
    if not claim.negated:
        return value
    return _FLIPPED.get(value, "Uu")


def _parents(drafts: list[AttributionDraft]) -> list[int | None]:
    """The parent of each attribution: the narrowest other one whose content holds its cue.

    One sweep over the text; ``active`` holds the content spans that reach the current cue.
    """
    spans = sorted((start, end, number) for number, draft in enumerate(drafts) for start, end in draft.content)
    cues = sorted((draft.cue, number) for number, draft in enumerate(drafts) if draft.cue is not None)
    widths = [sum(end - start for start, end in draft.content) for draft in drafts]
    parents: list[int | None] = [None] * len(drafts)
    active: list[tuple[int, int]] = []
    at = 0
    for (start, end), number in cues:
        while at < len(spans) and spans[at][0] <= start:
            active.append((spans[at][1], spans[at][2]))
            at += 1
        active = [(limit, other) for limit, other in active if limit > start]
        covering = [other for limit, other in active if limit >= end and other != number]
        if covering:
            parents[number] = min(covering, key=lambda other: (widths[other], other))
    return parents
