import numpy as np
import pytest
from scipy.stats import gamma

from countermove.response.forecasting.gamma import gamma_quantiles


@pytest.mark.parametrize("probability", [0.025, 0.1, 0.5, 0.9, 0.975])
def test_quantiles_are_those_of_scipy(probability):
    shape = np.array([0.05, 0.2, 0.5, 1.0, 1.7, 12.0, 80.0, 199.0, 250.0, 4000.0])
    np.testing.assert_allclose(gamma_quantiles(shape, probability), gamma.ppf(probability, shape), rtol=3e-5)


def test_the_shape_of_the_array_is_kept():
    assert gamma_quantiles(np.ones((2, 3)), 0.5).shape == (2, 3)
