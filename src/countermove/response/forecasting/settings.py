"""Every limit and default of forecasts, by name."""

from __future__ import annotations

from dataclasses import dataclass

from countermove.response.counts.settings import Level

HORIZONS = (1, 7, 30)


@dataclass(frozen=True, slots=True)
class ForecastSettings:
    """What a forecast counts."""

    days: tuple[int, ...] = HORIZONS
    """Horizons, in days after the last known day."""
    interval: float = 0.8
    """Probability that intervals are made for."""
    level: Level = "third_party"
    """What makes acts likelier, beside a steady rate: see docs/forecast-quality.md."""
    draws: int = 60
    """Draws of the parameters that intervals are made from."""
    seed: int = 1
    """Seed of these draws."""
    refit_acts: int = 20_000
    """With more acts the model of the track record, learned from the days before it, serves for the forecast too."""
    most_pairs: int = 600
    """Directed pairs that the models are fitted on, the most active ones, beside those asked for."""
    most_days: int = 3650
    """Days before the last known one that the models are fitted on."""
    most_rows: int = 1_000_000
    """Pairs, classes and days with acts that the models are fitted on, the latest ones."""
    most_shown: int = 10
    """Pairs or partners that are forecast."""
    most_carriers: int = 4
    """Past acts named for each number."""
    most_named: int = 3
    """Ids given for past acts of one day."""
    type_half_life: float = 180.0
    """Days after which an act counts half for the kinds of the next ones."""
    type_prior: float = 4.0
    """Weight of the kinds of act of all parties, in acts of the pair's own."""
    least_acts: int = 200
    """With fewer acts in all only constant rates are told."""
    least_pair_acts: int = 10
    """With fewer acts of a pair a sentence says that the numbers lean on other pairs."""
    origins: int = 12
    """Past days at which the track record forecasts again."""
    track_share: float = 0.34
    """Share of the known days, the last ones, that the track record is made on."""
    track_pairs: int = 500
    """Directed pairs in the track record."""
    least_track: int = 200
    """With fewer past forecasts there is no track record."""
    least_happened: int = 20
    """With fewer past forecasts that came true there is none either."""
    recalibrate: bool = True
    """Whether chances are corrected by the track record, where it carries that."""
    ranker_acts: int = 60_000
    """Acts that the ranker is fitted on, the latest ones."""
    ranker_parties: int = 1000
    """Parties that the ranker knows, the most active ones and those asked for."""
    ranker_learn_days: int = 60
    """Last days whose acts teach the ranker what counts."""
    ranker_questions: int = 4000
    """Questions that it learns from, drawn where there are more."""
    ranker_days: int = 730
    """Days before the last known one that partners are looked for in."""
    least_change: float = 0.01
    """Changes without an event that are a smaller share of the expected number aren't listed."""
    old_move_days: int = 45
    """A move older than that gets a note."""
    long_gap_days: int = 90
    """A longer stretch without any act gets a note."""
