"""Expected counts, probabilities and distributions of the days ahead, exactly, by recursion over the branching.

An act of type j (one of a dyad's eight series) u days ahead brings children, they children of their own. With counts
per day that are negative binomial of variance phi times the mean (NB1; Poisson for phi = 1), log E z^y = rate Phi(z),
Phi(z) = -log(phi - (phi - 1) z) / (phi - 1), the generating function of all acts that a type-j act on day u brings up
to the horizon, itself included, is ::

    A_j(u; z) = z_j exp( sum_l g(u + l) sum_i K_ji(l) Phi_i(A_i(u + l; z)) )

and that of all acts of the horizon exp( sum_u g(u) sum_i rate_i(u) Phi_i(A_i(u; z)) ), rate from what is known. z = 0
for the series asked for (1 for others) gives the probability of none; z on the unit circle, the distribution.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from countermove.response.counts.daily_counts import CLASSES, SERIES, Floats
from countermove.response.counts.model import CountModel
from countermove.response.counts.origin import Origin

Complex = NDArray[np.complex128]


def series_mask(direction: int, classes: tuple[int, ...] = tuple(range(CLASSES))) -> NDArray[np.bool_]:
    """The series of a direction (0 the lower actor on the higher) and of these classes."""
    found = np.zeros(SERIES, dtype=bool)
    found[[direction * CLASSES + kind for kind in classes]] = True
    return found


def expected(origin: Origin, weights: Floats | None = None, rates: Floats | None = None) -> Floats:
    """Expected acts per day ahead, children of acts to come included, [dyads, horizon, 8 series]."""
    known = origin.rates(weights) if rates is None else rates
    found = np.zeros_like(known)
    for stage in np.unique(origin.stage):
        chosen = origin.stage == stage
        kernel, part = origin.model.daily_kernel(weights, int(stage)), known[chosen]
        for ahead in range(origin.horizon):
            for lag in range(1, min(ahead, len(kernel)) + 1):
                part[:, ahead] += part[:, ahead - lag] @ kernel[lag - 1]
            part[:, ahead] *= origin.weekday[ahead]
        found[chosen] = part
    return found


def probability_any(
    origin: Origin, mask: NDArray[np.bool_], horizon: int, weights: Floats | None = None, rates: Floats | None = None
) -> Floats:
    """Probability of at least one act of the masked series within ``horizon`` days, per dyad."""
    known = origin.rates(weights) if rates is None else rates
    logs = _log_generating(origin, mask, horizon, np.zeros(1, dtype=np.complex128), weights, known)
    return -np.expm1(np.minimum(logs[:, 0].real, 0.0))


def distribution(
    origin: Origin, mask: NDArray[np.bool_], horizon: int, weights: Floats | None = None, rates: Floats | None = None
) -> Floats:
    """Probabilities of 0, 1, 2... acts of the masked series within ``horizon`` days, [dyads, most_distribution].

    The generating function on the unit circle, turned by a fast Fourier transform; what lies beyond the last count
    wraps around, so that counts are expected to stay well below it.
    """
    known = origin.rates(weights) if rates is None else rates
    size = origin.model.settings.most_distribution
    circle = np.exp(-2j * np.pi * np.arange(size) / size)
    logs = _log_generating(origin, mask, horizon, circle, weights, known)
    found = np.fft.ifft(np.exp(logs), axis=1).real
    found = np.maximum(found, 0.0)
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _phi(values: Complex, dispersion: Floats) -> Complex:
    """Log generating function of a day's count per unit of rate; values [..., 8, points]."""
    both = np.concatenate([dispersion, dispersion])[:, None]
    excess = both - 1
    compound = -np.log(both - excess * values) / np.where(excess > 0, excess, 1.0)
    return np.asarray(np.where(excess > 0, compound, values - 1))


def _log_generating(
    origin: Origin, mask: NDArray[np.bool_], horizon: int, points: Complex, weights: Floats | None, rates: Floats
) -> Complex:
    """Logarithm of the generating function, [dyads, points]."""
    if horizon > origin.horizon:
        raise ValueError(f"{horizon} days are asked of an origin that looks {origin.horizon} days ahead")
    weighted = (rates[:, :horizon] * origin.weekday[None, :horizon, None]).reshape(len(rates), -1)
    found = np.zeros((len(rates), len(points)), dtype=np.complex128)
    for stage in np.unique(origin.stage):
        chosen = origin.stage == stage
        kernel = origin.model.daily_kernel(weights, int(stage))
        phis = _cluster_phis(origin.model, kernel, origin.weekday, mask, horizon, points)
        found[chosen] = weighted[chosen] @ phis.reshape(horizon * SERIES, -1)
    return found


def _cluster_phis(
    model: CountModel, kernel: Floats, weekday: Floats, mask: NDArray[np.bool_], horizon: int, points: Complex
) -> Complex:
    """Phi of the generating function of one act of each day and series, [horizon, 8, points]."""
    own = np.where(mask[:, None], points[None, :], 1.0 + 0j)
    found = np.zeros((horizon, SERIES, len(points)), dtype=np.complex128)
    for ahead in range(horizon - 1, -1, -1):
        reach = min(horizon - 1 - ahead, kernel.shape[0])
        exponent = np.zeros((SERIES, len(points)), dtype=np.complex128)
        if reach:
            later = found[ahead + 1 : ahead + 1 + reach] * weekday[ahead + 1 : ahead + 1 + reach, None, None]
            exponent = np.einsum("lji,liz->jz", kernel[:reach], later)
        found[ahead] = _phi(own * np.exp(exponent), model.dispersion)
    return found
