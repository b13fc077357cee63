"""The model of counts that the data can carry."""

from __future__ import annotations

from countermove.response.forecasting.constant import ConstantRates
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.exciting import ExcitingCounts
from countermove.response.forecasting.model import CountModel
from countermove.response.forecasting.settings import ForecastSettings


def fitted(acts: DailyActs, settings: ForecastSettings, draws: int = 0) -> tuple[CountModel, tuple[str, ...]]:
    """A fitted model, and what to say where a plainer one than usual had to do; ``draws`` are for intervals."""
    if acts.acts < settings.least_acts:
        return ConstantRates.fit(acts), (
            f"Only {acts.acts:,} acts are known: too few to tell whether one brings another, so each pair is given a "
            "constant rate.",
        )
    model = ExcitingCounts.fit(acts, settings.level, draws, settings.seed, settings.interval)
    notice = model.fitted.notice
    return model, (f"{notice}.",) if notice else ()
