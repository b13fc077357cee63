"""What merging is done with, loaded once: agencies, interests, words, vectors and the score of pairs."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.ontology.agencies import AGENCIES_FILE, Agencies, load_agencies
from countermove.ontology.interests import INTERESTS_FILE, Interests, load_interests
from countermove.ontology.lexicon import DATA
from countermove.record.pair_score import PairScorer
from countermove.record.reports import WordTables
from countermove.record.vectors import ArticleVectors


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that merging needs beside the readings."""

    agencies: Agencies
    interests: Interests
    words: WordTables
    vectors: ArticleVectors
    scorer: PairScorer

    @classmethod
    def load(cls) -> Knowledge:
        """Load the shipped files.

        Raises:
            LexiconError: a file is missing or wrong.
        """
        words = WordTables.load()
        return cls(
            agencies=load_agencies(DATA / AGENCIES_FILE),
            interests=load_interests(DATA / INTERESTS_FILE),
            words=words,
            vectors=ArticleVectors(stems=words.stems, frequencies=words.frequencies),
            scorer=PairScorer.load(words),
        )
