"""Partners by the learned ranker."""

from datetime import timedelta

import pytest

from countermove.ontology.actors import load_actors
from countermove.ontology.lexicon import DATA
from countermove.response.forecasting.forecast import Who
from countermove.response.forecasting.ranked import RankedPartners
from countermove.response.forecasting.settings import ForecastSettings
from countermove.response.forecasting.source import ActSource
from tests.response.forecasting.building import FIRST, put_acts, steady_acts


@pytest.fixture
def ranked(record):
    def made(acts, days, who, **settings):
        put_acts(record, acts)
        source = ActSource(record.connection, (), until=FIRST + timedelta(days - 1))
        registry = load_actors(DATA / "actors")
        return RankedPartners(source, registry, FIRST + timedelta(days - 1), ForecastSettings(**settings), [who])

    return made


def test_whom_somebody_deals_with_most_comes_first(ranked):
    ranker = ranked(steady_acts(days=250), 250, "A")
    found = ranker.partners(Who("A", "A"), True, 3)
    assert found[0].who.key == "B" and [one.rank for one in found] == [1, 2, 3]
    assert 0 < sum(one.share for one in found) <= 1.001
    assert all("latest: " in one.reasons[-1] for one in found) and "too few" in ranker.method


def test_which_way_the_latest_act_went_is_told(ranked):
    acts = [("A", "B", 0, day) for day in range(40)] + [("C", "A", 2, day) for day in range(41)]
    ranker = ranked(acts, 45, "A")
    assert "too few" in ranker.method
    [first, *_] = ranker.partners(Who("A", "A"), True, 3)
    assert first.who.key == "B" and first.reasons[-1] == "latest: CONSULT on 2024-02-09"
    [first, *_] = ranker.partners(Who("A", "A"), False, 3)
    assert first.who.key == "C" and first.reasons[-1] == "latest: ACCUSE on 2024-02-10"


def test_somebody_without_acts_has_no_partners(ranked):
    assert ranked(steady_acts(days=50), 50, "Z").partners(Who("Z", "Z"), True, 3) == ()


def test_a_record_without_acts_has_none(ranked):
    assert ranked([], 50, "Z").partners(Who("Z", "Z"), True, 3) == ()
