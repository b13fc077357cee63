"""The model of counts that the data can carry."""

from __future__ import annotations

from countermove.response.forecasting.constant import ConstantRates
from countermove.response.forecasting.daily import DailyActs
from countermove.response.forecasting.model import CountModel
from countermove.response.forecasting.settings import ForecastSettings


def fitted(acts: DailyActs, settings: ForecastSettings) -> tuple[CountModel, tuple[str, ...]]:
    """A fitted model, and what to say where a plainer one than usual had to do."""
    if acts.acts < settings.least_acts:
        return ConstantRates.fit(acts), (
            f"Only {acts.acts:,} acts are known: too few to tell whether one brings another, so each pair is given a "
            "constant rate.",
        )
    return ConstantRates.fit(acts), ()
