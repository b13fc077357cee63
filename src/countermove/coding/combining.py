"""Frames and heads together: which words report an event, of which type and mode, how certain and when.

Every word that a frame fits or the heads point at is a candidate for the frame's type and for the heads' best one. A
logistic model over both kinds of evidence gives the probability of each; the likelier one is reported where it reaches
the least probability. The weights are fitted on articles that neither frames nor heads were made from, so that
the probability is the event's calibrated confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from countermove.coding.claim import negated
from countermove.coding.contexts import contexts_of
from countermove.coding.draft import EntityTable, EventDraft
from countermove.coding.party_choice import choose_parties
from countermove.ontology.combination import Combination, log_odds, weigh
from countermove.ontology.frames import PART_OF_SPEECH, FrameLexicon
from countermove.ontology.plover import SYMMETRIC_TYPES
from countermove.reader.parse import Parse, Report, Word
from countermove.schema import Auxiliary, EventType, Factuality

_LEAST_OUTDONE = 0.15
"""Probability of a frame's type that the heads' own, unreported one outdoes."""

_UNSEEN = 0.01
"""Probability of a type at a word that the heads don't mention."""

_AFFIRMED: dict[Factuality, Factuality] = {"CT-": "CT+", "PR-": "PR+", "PS-": "PS+"}
HEAD_RULE = "head:event"
Label = TypeVar("Label", bound=str)


@dataclass(slots=True)
class RuleEvidence:
    """What the frames found in an article: drafts, and words that are content of another act or told with another.

    ``apolitical`` is zero, or the log odds that the article is about sport, business, weather and the like.
    """

    drafts: list[EventDraft]
    absorbed: frozenset[int]
    apolitical: float = 0.0


@dataclass(slots=True)
class Candidate:
    """A word that may report an event of a type, with the frame's draft where one fits, and the evidence."""

    word: Word
    event_type: EventType
    draft: EventDraft | None
    report: Report | None
    features: dict[str, float] = field(default_factory=dict)


def combine(
    parse: Parse,
    skip: Sequence[bool],
    evidence: RuleEvidence,
    entities: EntityTable,
    frames: FrameLexicon,
    weights: Combination,
) -> list[EventDraft]:
    """Decide the events of an article.

    Args:
        parse: the article, with the heads' reports.
        skip: for each sentence, whether it is boilerplate and left out.
        evidence: what the frames found; factuality, tense and folding are already set.
        entities: who is mentioned where.
        frames: the frame lexicon, for words that have frames of which none fits.
        weights: how much each kind of evidence counts.

    Returns:
        Drafts in text order with calibrated confidence. Drafts that can only be further mentions stay as they are.
    """
    chosen: list[EventDraft] = []
    best = _best(candidates(parse, skip, evidence, frames), weights)
    for draft in evidence.drafts:
        decided = best.pop(draft.predicate, None)
        if draft.own_frame:
            chosen.append(draft)
        elif decided is not None:
            chosen.append(_decide(parse, *decided, draft, entities, frames, weights))
        elif draft.further_only:
            chosen.append(draft)
    taken = {span for draft in chosen for span in (draft.trigger, *draft.mentions)}
    for probability, candidate in best.values():
        inside = any(start <= candidate.word.start < end for start, end in taken)
        if not inside:
            chosen.append(_decide(parse, probability, candidate, None, entities, frames, weights))
    chosen.sort(key=lambda draft: (draft.trigger, draft.predicate))
    return chosen


def _best(found: Iterable[Candidate], weights: Combination) -> dict[int, tuple[float, Candidate]]:
    """The likeliest candidate of each word with its probability, where it reaches the least that it needs.

    Where the heads read a likelier type that doesn't reach it, the frame's own type is left, if it is not unlikely.
    """
    by_word: dict[int, list[tuple[float, Candidate]]] = {}
    for candidate in found:
        by_word.setdefault(candidate.word.n, []).append((weigh(weights.event, candidate.features), candidate))
    best: dict[int, tuple[float, Candidate]] = {}
    for number, rivals in by_word.items():
        likeliest = max(probability for probability, _ in rivals)
        fit = [
            (probability, candidate)
            for probability, candidate in rivals
            if probability >= max(_least(candidate, weights), _LEAST_OUTDONE if probability < likeliest else 0.0)
        ]
        if fit:
            best[number] = max(fit, key=lambda rival: rival[0])
    return best


def _least(candidate: Candidate, weights: Combination) -> float:
    """The probability that a candidate needs: less where a frame fits it, in an article that may well be political."""
    lenient = candidate.draft is not None and not candidate.features.get("without_politics")
    return weights.least_framed if lenient else weights.least_event


def candidates(parse: Parse, skip: Sequence[bool], evidence: RuleEvidence, frames: FrameLexicon) -> Iterator[Candidate]:
    """All candidates of an article with their evidence, frames' first."""
    seen: set[int] = set()
    setting = {"apolitical": evidence.apolitical, "without_politics": float(evidence.apolitical > 0)}
    for draft in evidence.drafts:
        word = parse.words[draft.predicate]
        report = _report_of(parse, draft)
        seen.add(word.n)
        frame_type = None if draft.further_only else draft.event_type
        kinds = (frame_type, _best_type(report) if report else None)
        for kind in dict.fromkeys(kind for kind in kinds if kind is not None):
            fits = kind == frame_type
            candidate = Candidate(word, kind, draft if fits else None, report)
            candidate.features = _head_features(report, kind) | setting
            if fits:
                candidate.features |= {"frame": 1.0, "prior": log_odds(draft.confidence)}
            elif frame_type is not None:
                candidate.features["rival"] = 1.0
            yield candidate
    for number, report in parse.reports.items():
        word = parse.words[number]
        if number in seen or skip[word.sentence.number]:
            continue
        kind = _best_type(report)
        candidate = Candidate(word, kind, None, report)
        part = PART_OF_SPEECH.get(word.upos)
        candidate.features = (
            _head_features(report, kind)
            | setting
            | {
                "part_of_other": float(number in evidence.absorbed),
                "known_word": float(part is not None and bool(frames.at(part, word.lemma.lower()))),
            }
        )
        yield candidate


def _head_features(report: Report | None, kind: EventType) -> dict[str, float]:
    if report is None:
        return {"head_type": log_odds(_UNSEEN), "head_any": log_odds(_UNSEEN)}
    any_type = sum(report.types.values())
    return {"head_type": log_odds(report.types[kind]), "head_any": log_odds(any_type)}


def _best_type(report: Report) -> EventType:
    return max(report.types, key=report.types.__getitem__)


def _report_of(parse: Parse, draft: EventDraft) -> Report | None:
    """What the heads say of the words of a trigger: of the word that is likeliest to report an event."""
    low, high = draft.trigger
    words = parse.words[draft.predicate].sentence.words
    found = [parse.reports[w.n] for w in words if low <= w.start < high and w.n in parse.reports]
    return max(found, key=lambda report: sum(report.types.values()), default=None)


def _decide(
    parse: Parse,
    probability: float,
    candidate: Candidate,
    draft: EventDraft | None,
    entities: EntityTable,
    frames: FrameLexicon,
    weights: Combination,
) -> EventDraft:
    """The draft of a candidate that is reported."""
    report = candidate.report
    by_frame = candidate.draft is not None
    if draft is None:
        draft = _new_draft(parse, candidate, frames)
    elif not by_frame:
        draft.notes.append(f"the heads read {candidate.event_type} where {draft.rule} has {draft.event_type}")
        draft.rule, draft.mode, draft.event_type = HEAD_RULE, None, candidate.event_type
        draft.symmetric = _symmetric(candidate)
    draft.further_only = False
    draft.confidence = probability
    draft.notes.append(f"probability {probability:.2f} from {_told(candidate.features)}")
    if report is not None:
        counts = weights.choices
        draft.mode = choose(report.modes.get(draft.event_type, {}), draft.mode or "", counts["mode"]) or None
        if not (by_frame and draft.settled):
            draft.factuality = choose(report.factuality, draft.factuality, counts["factuality"])
            if not by_frame and refuses_by_negation(candidate.word, draft.event_type, frames):
                draft.factuality = _AFFIRMED.get(draft.factuality, draft.factuality)
            draft.tense = choose(report.tense, draft.tense, counts["tense"])
        choose_parties(parse, draft, report, by_frame, entities, weights)
    _align(draft)
    return draft


def _new_draft(parse: Parse, candidate: Candidate, frames: FrameLexicon) -> EventDraft:
    word = candidate.word
    particle = word.child("compound:prt")
    end = particle.end if particle is not None and 0 < particle.i - word.i <= 2 else word.end
    return EventDraft(
        predicate=word.n,
        trigger=(word.start, end),
        event_type=candidate.event_type,
        mode=None,
        contexts=contexts_of(word.sentence, frames.contexts),
        actors=(),
        recipients=(),
        rule=HEAD_RULE,
        confidence=0.0,
        factuality="CT-" if negated(word) else "CT+",
        mentions=[(word.start, end)],
        notes=[f"“{word.text}” is read by the event heads"],
        symmetric=_symmetric(candidate),
    )


def refuses_by_negation(word: Word, event_type: EventType, frames: FrameLexicon) -> bool:
    """Whether "not" makes the refusal ("doesn't want them"), rather than denying one ("didn't refuse")."""
    part_of_speech = PART_OF_SPEECH.get(word.upos, "")
    refusing = any(frame.event_type == "REJECT" for frame in frames.at(part_of_speech, word.lemma) if not frame.negated)
    return event_type == "REJECT" and negated(word) and not refusing


def _symmetric(candidate: Candidate) -> bool:
    """Whether the parties act on each other: talks, deals and joint work, but not who visits or agrees to something."""
    return candidate.word.upos == "NOUN" and candidate.event_type in SYMMETRIC_TYPES


def _told(features: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in features.items() if value)


def choose(heads: Mapping[Label, float], rule: Label, weight: float) -> Label:
    """The value that heads and rule together make likeliest; the rule counts as so much log probability."""
    if not heads:
        return rule
    return max(heads, key=lambda value: (log_odds(heads[value]) + weight * (value == rule), value))


def _align(draft: EventDraft) -> None:
    """Let the auxiliaries follow factuality and tense."""
    holds: dict[Auxiliary, bool] = {
        "negation": draft.factuality.endswith("-"),
        "future": draft.tense == "future",
        "hypothetical": draft.factuality in ("PS+", "Uu"),
        "historical": "historical" in draft.auxiliary,
    }
    draft.auxiliary = tuple(name for name, true in holds.items() if true)
