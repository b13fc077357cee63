"""The answer of a forecast: types only. Probabilities and shares lie between 0 and 1; days are calendar days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
"""The classes that acts are counted by: PLOVER's quad classes."""

QuestionKind = Literal["move", "pair", "actor", "recipient"]
Role = Literal["asked", "target answers", "third party answers", "mover goes on"]
Source = Literal["base rate", "own history", "partner's history", "third parties"]
SOURCES: tuple[Source, ...] = ("base rate", "own history", "partner's history", "third parties")


@dataclass(frozen=True, slots=True)
class Who:
    """A party: the key that its acts are counted under (a code, else its name) and what to call it."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    """The move that is asked about."""

    event_id: str
    day: date | None
    event_type: str
    mode: str | None
    words: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. ``as_of`` is the last day that is known to the models."""

    kind: QuestionKind
    actor: Who | None
    recipient: Who | None
    move: Move | None
    as_of: date
    days: tuple[int, ...]
    datasets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Horizon:
    """Within ``days`` days after the last known one: how many acts are expected, how likely at least one is.

    ``low`` and ``high`` bound the interval of the estimate (not of what will be counted).
    """

    days: int
    expected: float
    expected_low: float
    expected_high: float
    probability: float
    probability_low: float
    probability_high: float


@dataclass(frozen=True, slots=True)
class TypeShare:
    """Share of a PLOVER type among the acts of a class, and how many acts of the pair it rests on."""

    event_type: str
    share: float
    seen: int


@dataclass(frozen=True, slots=True)
class SourceShare:
    """Which share of the expected number (of the longest horizon) comes from where."""

    source: Source
    share: float


@dataclass(frozen=True, slots=True)
class PastAct:
    """Past acts of one kind on one day that an estimate rests on.

    ``contribution`` is the expected number of acts, within the longest horizon, that they account for. ``ids`` are some
    of the events or history rows, ``acts`` is how many there are; ``what`` are their PLOVER types.
    """

    day: date
    actor: Who
    recipient: Who
    quad: str
    acts: int
    what: tuple[str, ...]
    ids: tuple[str, ...]
    source: Source
    contribution: float


@dataclass(frozen=True, slots=True)
class ClassForecast:
    """Acts of one quad class from one party towards another.

    ``acts`` is how many there were in the known days, ``per_30_days`` that as a rate.
    """

    quad: str
    acts: int
    per_30_days: float
    horizons: tuple[Horizon, ...]
    types: tuple[TypeShare, ...]
    sources: tuple[SourceShare, ...]
    carried_by: tuple[PastAct, ...]


@dataclass(frozen=True, slots=True)
class PairForecast:
    """What one party is likely to do towards another; ``any_act`` is for acts of whatever class."""

    actor: Who
    recipient: Who
    role: Role
    acts: int
    first_day: date | None
    last_day: date | None
    any_act: tuple[Horizon, ...]
    classes: tuple[ClassForecast, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedParty:
    """Somebody whom the ranker puts forward: its place from 1, the reasons, and its ``share``.

    That is how likely it is the other side of the next act, if there is one.
    """

    rank: int
    who: Who
    share: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who is likeliest towards or from whom, by the ranker; ``towards``: partners are recipients of ``who``'s acts."""

    who: Who
    towards: bool
    method: str
    parties: tuple[RankedParty, ...]


@dataclass(frozen=True, slots=True)
class TrackBin:
    """Forecasts of which ``low`` to ``high`` was said: how many, the mean of what was said, the share that happened."""

    low: float
    high: float
    forecasts: int
    said: float
    happened: float


@dataclass(frozen=True, slots=True)
class CorrectedBy:
    """A chance p is told as 1 - exp(-exp(shift) h^slope), h = -log(1 - p); fitted on so many past days."""

    shift: float
    slope: float
    origins: int


@dataclass(frozen=True, slots=True)
class TrackHorizon:
    """Track record of one horizon. Brier scores are mean squared errors of probabilities: 0 is best.

    ``constant_brier`` is that of the constant rate of each pair and class; ``same_brier`` that of always saying the
    share that had happened before, the same for all. Where ``corrected`` is told, chances of this horizon are corrected
    by the past; all figures are then those of what would have been told at each past day, by what was known then, and
    ``uncorrected_brier`` and ``uncorrected_error`` those of the model's chances.
    """

    days: int
    forecasts: int
    happened: int
    brier: float
    constant_brier: float
    same_brier: float
    calibration_error: float
    bins: tuple[TrackBin, ...]
    corrected: CorrectedBy | None
    uncorrected_brier: float
    uncorrected_error: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How the same method did at past days (``origins``) on the same data; None of it where ``too_short`` says why."""

    too_short: str | None
    origins: tuple[date, ...]
    pairs: int
    learned_until: date | None
    horizons: tuple[TrackHorizon, ...]


@dataclass(frozen=True, slots=True)
class WithoutHorizon:
    """Expected numbers with and without; the difference and its interval."""

    days: int
    expected_with: float
    expected_without: float
    difference: float
    difference_low: float
    difference_high: float


@dataclass(frozen=True, slots=True)
class WithoutClass:
    """One class of one directed pair, with and without."""

    actor: Who
    recipient: Who
    quad: str
    horizons: tuple[WithoutHorizon, ...]


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The forecast had the named events not happened, by the model; or ``refused``, the reason why it can't be told."""

    events: tuple[str, ...]
    refused: str | None
    classes: tuple[WithoutClass, ...]
    condition: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What the models are fitted on: directed pairs, days, acts, of which datasets; and which model was used.

    ``learned_until`` is the last day that what is shared by all pairs is learned from: forecasts go on from all acts.
    ``all_pairs`` and ``all_acts`` are what there is; ``inside`` counts acts of a party towards itself, which are left
    out.
    """

    pairs: int
    all_pairs: int
    first_day: date
    last_day: date
    acts: int
    all_acts: int
    inside: int
    datasets: tuple[str, ...]
    model: str
    learned_until: date
    interval: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Everything about one question; ``notes`` say what the numbers can't tell."""

    question: Question
    pairs: tuple[PairForecast, ...]
    rankings: tuple[Ranking, ...]
    track: TrackRecord
    without: Counterfactual | None
    basis: Basis
    notes: tuple[str, ...]
