"""What two reports have in common and what speaks against their telling one event, as numbers.

Features follow the cross-document work on ECB+ (Cybulska and Vossen 2015; Barhom et al. 2019): the words that tell the
event, who takes part in which role, time, place, the rest of the sentence and the article around it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from countermove.record.reports import Count, Report, WordTables
from countermove.record.word_vectors import Vector

K = TypeVar("K")

PAIR_FEATURES = (
    "same_word", "same_family", "family_rarity", "likeness", "meaning", "meaning_any", "other_words",
    "same_type", "other_type", "same_mode",
    "words", "names", "no_common_name", "article", "same_story", "other_story", "same_article",
    "actor", "other_actor", "recipient", "other_recipient", "crossed", "country", "other_country",
    "same_day", "days_apart", "times_apart", "undated",
    "place", "other_place", "number", "other_number",
    "other_status", "denied", "repeats", "lead",
)  # fmt: skip
"""In the order of the numbers that :func:`pair_features` returns; each lies between 0 and 1.

``same_word``, ``same_family``: the main words; ``family_rarity``: how rare the shared family is; ``likeness``:
:meth:`WordFamilies.likeness` of the main words; ``meaning``, ``meaning_any``: how near the main words, and the nearest
words of the triggers, are as vectors; ``other_words``: a shared family among all words of the triggers.
``words``, ``article``: cosines; ``names``: the share of shared names; ``no_common_name``: both sentences name somebody,
nobody is named in both. ``actor``, ``recipient``: somebody plays the role in both; ``other_actor``,
``other_recipient``: both name somebody, but not the same; ``crossed``: the actor of one is the recipient of the other.
``days_apart``: of a week; ``times_apart``: both texts give times, which don't meet. ``number``, ``other_number``: the
counts of one kind agree, or don't. ``repeats``: whether both articles keep to the event; ``lead``: both stand in the
first sentences.
"""

_WEEK = 7.0
_RAREST = 8.0
_LEAD = 2
_OFTEN = 3
_MOST_VECTORS = 4


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report with what comparing it needs again and again."""

    report: Report
    main: str
    family: str
    family_rarity: float
    families: frozenset[str]
    vector: Vector
    vectors: Vector
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    names: frozenset[str]
    place: frozenset[str]
    words_norm: float
    article_norm: float


def prepare(report: Report, tables: WordTables) -> PreparedReport:
    """Work out once what every comparison needs."""
    families = tables.families
    main = report.triggers[0] if report.triggers else ""
    parties = (*report.actors, *report.recipients)
    words = report.triggers[:_MOST_VECTORS] or ("",)
    vectors = np.array([tables.vectors.vector(word, families.family(word)) for word in words])
    return PreparedReport(
        report=report,
        main=main,
        family=families.family(main),
        family_rarity=min(1.0, tables.frequencies.rarity(tables.stems.stem(main)) / _RAREST),
        families=frozenset(families.family(word) for word in report.triggers),
        vector=vectors[0],
        vectors=vectors,
        actors=frozenset(key for key in report.actors if key[0] in "rnw"),
        recipients=frozenset(key for key in report.recipients if key[0] in "rnw"),
        countries=frozenset(key for key in parties if key[0] == "c"),
        names=frozenset(report.names),
        place=frozenset(key for key in report.place.keys if key[0] == "n") if report.place else frozenset(),
        words_norm=_norm(report.words),
        article_norm=_norm(report.article),
    )


def pair_features(left: PreparedReport, right: PreparedReport, tables: WordTables) -> list[float]:
    """The features of two reports, by :data:`PAIR_FEATURES`; the order of the two makes no difference."""
    a, b = left.report, right.report
    family = bool(left.family) and left.family == right.family
    types = a.event_type is not None and b.event_type is not None
    stories = a.story_id is not None and b.story_id is not None
    status = {a.status, b.status}
    return [
        float(bool(left.main) and left.main == right.main),
        float(family),
        left.family_rarity if family else 0.0,
        tables.families.likeness(left.main, right.main) if left.main and right.main else 0.0,
        max(0.0, float(left.vector @ right.vector)),
        max(0.0, float((left.vectors @ right.vectors.T).max())),
        float(not left.families.isdisjoint(right.families)),
        float(types and a.event_type == b.event_type),
        float(types and a.event_type != b.event_type),
        float(types and a.event_type == b.event_type and a.mode is not None and a.mode == b.mode),
        _cosine(a.words, b.words, left.words_norm * right.words_norm),
        *_shared(left.names, right.names),
        _cosine(a.article, b.article, left.article_norm * right.article_norm),
        float(stories and a.story_id == b.story_id),
        float(stories and a.story_id != b.story_id),
        float(a.article_id == b.article_id),
        *_met(left.actors, right.actors),
        *_met(left.recipients, right.recipients),
        float(not left.actors.isdisjoint(right.recipients) or not left.recipients.isdisjoint(right.actors)),
        *_met(left.countries, right.countries),
        *_times(a, b),
        *_met(left.place, right.place),
        *_counts(a.quantities, b.quantities),
        float("open" in status and len(status) > 1),
        float("denied" in status and len(status) > 1),
        min(a.repeats, b.repeats, _OFTEN) / _OFTEN,
        float(a.sentence < _LEAD and b.sentence < _LEAD),
    ]


def _norm(vector: Mapping[K, int]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))


def _cosine(left: Mapping[K, int], right: Mapping[K, int], norm: float) -> float:
    if not norm:
        return 0.0
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[key] for key, weight in left.items() if key in right) / norm


def _shared(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """The share of the smaller side that both have, and whether both have something but nothing in common."""
    if not left or not right:
        return 0.0, 0.0
    common = len(left & right)
    return common / min(len(left), len(right)), float(not common)


def _met(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """Whether two sides have something in common, and whether both have something but nothing in common."""
    if not left or not right:
        return 0.0, 0.0
    met = not left.isdisjoint(right)
    return float(met), float(not met)


def _times(a: Report, b: Report) -> tuple[float, float, float, float]:
    if a.first_day is None or b.first_day is None:
        return 0.0, 0.0, 0.0, 1.0
    gap = max(a.first_day - (b.last_day or b.first_day), b.first_day - (a.last_day or a.first_day), 0)
    given = not a.time_inferred and not b.time_inferred
    return float(gap == 0), min(1.0, gap / _WEEK), float(given and gap > 0), 0.0


def _counts(left: tuple[Count, ...], right: tuple[Count, ...]) -> tuple[float, float]:
    """Whether two numbers of one kind agree, or there are such numbers and none agree."""
    pairs = [(a, b) for a in left for b in right if a.casualty == b.casualty and (a.casualty or a.unit == b.unit)]
    agree = any(a.low == b.low and a.high == b.high for a, b in pairs)
    return float(agree), float(bool(pairs) and not agree)
