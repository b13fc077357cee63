import numpy as np
import pytest

from benchmarks.count_simulation import settings, simulate
from countermove.response.counts.fitting import fit
from countermove.response.counts.kernel_estimates import estimate_kernels


@pytest.fixture(scope="module")
def simulated():
    return simulate(3, 120, 300)


def test_known_kernels_are_found_within_their_spread(simulated):
    model = fit(simulated.counts, settings(), "partner")
    found = estimate_kernels(model, simulated.counts)
    widths = model.columns.widths
    for side, truth in enumerate((simulated.own, simulated.partner)):
        mass = model.kernel(found.weights)[0, side, 0] @ widths
        drawn = np.array([model.kernel(one)[0, side, 0] @ widths for one in found.draws])
        assert abs(mass - truth @ widths) < 3 * drawn.std()
        assert 0 < drawn.std() < 0.2 * mass
    assert (found.draws >= 0).all()


def test_one_kernel_from_each_class_to_itself_serves_all_and_the_base_stays(simulated):
    model = fit(simulated.counts, settings(), "partner")
    found = estimate_kernels(model, simulated.counts)
    kernel = model.kernel(found.weights)
    for number in range(1, 4):
        np.testing.assert_array_equal(kernel[number, :, number], kernel[0, :, 0])
    base = slice(0, model.columns.kernels)
    np.testing.assert_array_equal(found.weights[:, base], model.weights[:, base])


def test_later_counts_change_nothing(simulated):
    model = fit(simulated.counts, settings(), "partner", until=250)
    one = estimate_kernels(model, simulated.counts)
    other = estimate_kernels(model, simulated.counts.until(250))
    np.testing.assert_array_equal(one.weights, other.weights)
    np.testing.assert_array_equal(one.draws, other.draws)


def test_a_model_without_kernels_comes_back_as_it_is(simulated):
    model = fit(simulated.counts, settings(), "constant")
    np.testing.assert_array_equal(estimate_kernels(model, simulated.counts).weights, model.weights)
