"""Quantiles of the gamma distribution, without SciPy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_BISECTIONS = 42
_TERMS = 400


def gamma_quantiles(shape: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    """The values below which Gamma(shape, 1) lies with this probability, elementwise.

    The regularised lower incomplete gamma function by its series (Abramowitz & Stegun 6.5.29), inverted by bisection on
    the logarithm; for shapes over 200 the Wilson-Hilferty approximation, which is good to four digits there.

    Args:
        shape: greater than 0.
        probability: between 0 and 1, exclusive.
    """
    flat, back = np.unique(np.asarray(shape, dtype=np.float64), return_inverse=True)
    found = np.empty_like(flat)
    large = flat > 200
    found[large] = _wilson_hilferty(flat[large], probability)
    found[~large] = _bisected(flat[~large], probability)
    return found[back].reshape(np.shape(shape))


def _wilson_hilferty(shape: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    from statistics import NormalDist

    z = NormalDist().inv_cdf(probability)
    cube: NDArray[np.float64] = shape * (1 - 1 / (9 * shape) + z / (3 * np.sqrt(shape))) ** 3
    return cube


def _bisected(shape: NDArray[np.float64], probability: float) -> NDArray[np.float64]:
    # P(shape, x) is at most x ** shape / gamma(shape + 1).
    low = (np.log(probability) + _log_gamma(shape + 1)) / shape
    high = np.maximum(np.log(shape + 12 * np.sqrt(shape) + 10), low)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        below = _lower(shape, middle) < probability
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found: NDArray[np.float64] = np.exp((low + high) / 2)
    return found


def _lower(shape: NDArray[np.float64], logarithm: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(shape, exp(logarithm)), the probability below a value."""
    value = np.exp(logarithm)
    term = np.ones_like(shape)
    total = term.copy()
    for number in range(1, _TERMS):
        term = term * value / (shape + number)
        total += term
        if number % 8 == 0 and not np.any(term > total * 1e-12):
            break
    result: NDArray[np.float64] = np.exp(shape * logarithm - value - _log_gamma(shape + 1) + np.log(total))
    return result


def _log_gamma(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logarithm of the gamma function of values of at least 1 (Stirling's series after a shift by 8)."""
    shifted = value + 8
    shift = sum(np.log(value + number) for number in range(8))
    inverse = 1 / shifted
    series = inverse / 12 - inverse**3 / 360 + inverse**5 / 1260 - inverse**7 / 1680
    result: NDArray[np.float64] = (shifted - 0.5) * np.log(shifted) - shifted + 0.5 * np.log(2 * np.pi) + series - shift
    return result
