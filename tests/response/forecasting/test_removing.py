"""Kernels by which acts are thought away."""

from dataclasses import replace

import numpy as np

from benchmarks.count_simulation import settings, simulate
from countermove.response.counts.fitting import fit
from countermove.response.counts.origin import History
from countermove.response.forecasting.removing import with_estimated_kernels


def test_what_acts_bring_is_told_by_kernels_with_the_bases_integrated_out_unless_there_are_too_many_counts():
    data = simulate(4, 40, 200)
    model = fit(data.counts, settings(), "partner")
    history = History(model, data.counts)
    better = with_estimated_kernels(history)
    assert better.counts is history.counts and not np.array_equal(better.model.weights, model.weights)
    assert better.model.draws is not None
    few = replace(model, settings=replace(model.settings, rows_for_estimates=len(data.counts.count) - 1))
    many = History(few, data.counts)
    assert with_estimated_kernels(many) is many
