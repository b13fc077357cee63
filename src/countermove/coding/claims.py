"""Claims read off the tree: which words are cues here, what they introduce, and who is their source."""

from __future__ import annotations

from collections.abc import Iterator

from countermove.coding.claim import Claim
from countermove.coding.nominal_claims import (
    adjective_claim,
    adverb_claim,
    noun_claim,
    noun_phrase_source,
    source_phrase,
)
from countermove.coding.verb_claims import verb_claim
from countermove.ontology.attribution_cues import AttributionCues
from countermove.reader.parse import Word


def tree_claims(words: list[Word], cues: AttributionCues) -> Iterator[Claim]:
    """All claims of one sentence, in text order of their cues."""
    verbs, nouns, adjectives = cues.verbs, cues.nouns, cues.adjectives
    for word in words:
        lemma, upos = word.lemma, word.upos
        claim: Claim | None = None
        if upos == "VERB" or upos == "AUX":
            if lemma in verbs:
                claim = verb_claim(word, cues)
            if claim is None and lemma in cues.prepositional:
                claim = next(filter(None, (source_phrase(word, cue) for cue in cues.prepositional[lemma])), None)
        elif upos == "NOUN":
            if lemma in cues.prepositional_nouns:
                claim = noun_phrase_source(word, cues.prepositional_nouns[lemma])
            if claim is None and lemma in nouns:
                claim = noun_claim(word, cues)
        elif upos == "ADJ":
            if lemma in adjectives:
                claim = adjective_claim(word, cues)
        elif upos == "ADV" and word.lower in cues.adverbs:
            claim = adverb_claim(word, cues.adverbs[word.lower])
        if claim is None and upos in ("ADP", "SCONJ") and word.lower in cues.prepositional:
            claim = next(filter(None, (source_phrase(word, cue) for cue in cues.prepositional[word.lower])), None)
        if claim is not None:
            yield claim
