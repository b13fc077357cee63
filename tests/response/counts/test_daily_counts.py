from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.response.counts.daily_counts import DailyCounts
from countermove.response.counts.lookup import Lookup
from countermove.response.counts.settings import CountSettings

ACTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3), st.integers(0, 20)), max_size=40)


@given(ACTS)
def test_every_act_is_counted_once_or_dropped_for_acting_on_itself(acts):
    counts = DailyCounts.from_events(*zip(*acts, strict=True)) if acts else DailyCounts.from_events([], [], [], [])
    assert counts.count.sum() + counts.dropped == len(acts)
    for one, other, kind, day in acts:
        if one != other:
            same = (counts.initiator == one) & (counts.target == other)
            same &= (counts.series % 4 == kind) & (counts.day == day)
            assert counts.count[same].sum() == acts.count((one, other, kind, day))


@given(ACTS, st.integers(0, 20))
def test_acquaintance_is_the_dyads_acts_on_earlier_days(acts, _):
    counts = DailyCounts.from_events(*zip(*acts, strict=True)) if acts else DailyCounts.from_events([], [], [], [])
    for row in range(len(counts.count)):
        earlier = (counts.series // 8 == counts.series[row] // 8) & (counts.day < counts.day[row])
        assert counts.acquaintance[row] == counts.count[earlier].sum()


@pytest.mark.parametrize(
    ("acts", "days"),
    [
        (([0], [1], [4], [0]), None),
        (([-1], [1], [0], [0]), None),
        (([0, 1], [1], [0], [0]), None),
        (([0], [1], [0], [9]), 5),
    ],
)
def test_bad_numbers_are_refused(acts, days):
    with pytest.raises(ValueError):
        DailyCounts.from_events(*acts, days=days)


def test_windows_hold_the_days_of_their_bins():
    lookup = Lookup(np.array([0, 0, 0]), np.array([1, 4, 5]), np.array([1.0, 2.0, 4.0]), 10)
    assert lookup.windows(np.array([0]), np.array([6]), (1, 2, 4, 10)).tolist() == [[4.0, 2.0, 1.0]]


def test_edges_must_rise():
    with pytest.raises(ValueError, match="lag_edges"):
        CountSettings(lag_edges=(1, 1, 3))
