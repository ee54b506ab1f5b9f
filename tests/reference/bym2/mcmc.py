# SPDX-License-Identifier: EUPL-1.2
# BYM2 by a long MCMC run, with the priors of kk/bym2.h: what the nested Laplace approximation is compared with.
# Made with Python 3.11, numpy 1.24, numba 0.56 (Debian 12: python3-numba), in this folder: python3 mcmc.py > mcmc.csv
#
# data.csv: scotland and joined are the lip cancer of Clayton & Kaldor (1987), observed and expected cases in 56 counties.
# scotland has the neighbours of the GeoBUGS manual, in which three counties are islands; joined those of the case study
# of Morris et al. (2019), in which they are neighbours of the coast. rare and shares are simulated: about one event an
# area, and shares of 6 to 59 persons.
#
# The run shares nothing with the engine but the model. u is made from all eigenvectors of its dense precision, component
# by component; the sampler is Hamiltonian Monte Carlo over β, log σ, logit φ and standard normal v and z, four chains.
import csv
import sys

import numpy as np
from numba import njit

DRAWS, WARMUP, CHAINS, LEAPS = 100_000, 4_000, 4, 24


def links(lists):
    out = np.zeros((len(lists), len(lists)))
    for i, text in enumerate(lists):
        for j in text.split():
            out[i, int(j) - 1] = 1
    assert (out == out.T).all()
    return out


def parts(w):
    part = np.arange(len(w))
    while True:
        low = np.array([min(part[i], *part[w[i] > 0]) if w[i].any() else i for i in range(len(w))])
        if (low == part).all():
            return [np.flatnonzero(part == p) for p in np.unique(part)]
        part = low


def structure(w):
    """A root of the covariance of u."""
    roots = []
    for part in parts(w):
        if len(part) == 1:
            half = np.ones((1, 1))
        else:
            own = w[np.ix_(part, part)]
            value, vector = np.linalg.eigh(np.diag(own.sum(1)) - own)
            half = vector[:, 1:] / np.sqrt(value[1:])
            scale = np.exp(np.log((half**2).sum(1)).mean())
            half /= np.sqrt(scale)
        root = np.zeros((len(w), half.shape[1]))
        root[part] = half
        roots.append(root)
    return np.ascontiguousarray(np.hstack(roots))


@njit(error_model="numpy")
def density(q, root, root_t, events, exposure, centre, binomial):
    """Log posterior density of q = (β, log σ, logit φ, v, z) and its gradient; η."""
    n = len(events)
    beta, sigma, phi = q[0], np.exp(q[1]), 1 / (1 + np.exp(-q[2]))
    v, z = q[3 : 3 + n], q[3 + n :]
    u = root @ z
    a, b = np.sqrt(1 - phi), np.sqrt(phi)
    eta = beta + sigma * (a * v + b * u)
    g = np.empty(n)
    value = 0.0
    for i in range(n):
        x = centre + eta[i]
        if binomial:
            value += events[i] * x - exposure[i] * np.log1p(np.exp(x))
            g[i] = events[i] - exposure[i] / (1 + np.exp(-x))
        else:
            value += events[i] * x - exposure[i] * np.exp(x)
            g[i] = events[i] - exposure[i] * np.exp(x)
    lam = -np.log(0.01)
    value += q[1] - lam * sigma + np.log(phi * (1 - phi)) - (v @ v + z @ z) / 2
    out = np.empty(len(q))
    out[0] = g.sum()
    out[1] = sigma * (g @ (a * v + b * u)) + 1 - lam * sigma
    by_phi = sigma * (g @ (u / (2 * b) - v / (2 * a)))
    out[2] = by_phi * phi * (1 - phi) + 1 - 2 * phi
    out[3 : 3 + n] = sigma * a * g - v
    out[3 + n :] = sigma * b * (root_t @ g) - z
    return value, out, eta


@njit(error_model="numpy")
def chain(seed, draws, warmup, leaps, root, root_t, events, exposure, centre, binomial):
    np.random.seed(seed)
    n, size = len(events), 3 + len(events) + root.shape[1]
    q = np.random.normal(0, 0.3, size)
    q[1] = -1.0
    scale = np.ones(size)
    scale[0], scale[1], scale[2] = 0.15, 0.4, 1.2
    value, gradient, eta = density(q, root, root_t, events, exposure, centre, binomial)
    step, kept = 0.1, np.empty((draws, 2 + n))
    for t in range(warmup + draws):
        p = np.random.normal(0, 1, size)
        before = value - p @ p / 2
        new, new_value, new_gradient, new_eta = q.copy(), value, gradient, eta
        h = step * np.random.uniform(0.7, 1.3)
        for _ in range(leaps):
            p += h / 2 * scale * new_gradient
            new += h * scale * p
            new_value, new_gradient, new_eta = density(new, root, root_t, events, exposure, centre, binomial)
            p += h / 2 * scale * new_gradient
        gain = new_value - p @ p / 2 - before
        accept = np.exp(min(0.0, gain)) if gain > -1000 else 0.0
        if np.random.random() < accept:
            q, value, gradient, eta = new, new_value, new_gradient, new_eta
        if t < warmup:
            step *= np.exp((accept - 0.85) * 2 / np.sqrt(t + 10))
        else:
            kept[t - warmup, 0], kept[t - warmup, 1] = np.exp(q[1]), 1 / (1 + np.exp(-q[2]))
            kept[t - warmup, 2:] = eta
    return kept


def diagnose(x):
    """R-hat and effective size of chains × draws (Gelman et al. 2013, §11.4–11.5)."""
    m, n = x.shape
    within, between = x.var(1, ddof=1).mean(), n * x.mean(1).var(ddof=1)
    total = (n - 1) / n * within + between / n
    f = np.abs(np.fft.fft(x - x.mean(1, keepdims=True), 2 * n, 1)) ** 2
    auto = np.fft.ifft(f, axis=1).real[:, :n].mean(0) / n
    rho = 1 - (within - auto) / total
    pairs = rho[1 : n - n % 2 - 1 : 2] + rho[2 : n - n % 2 : 2]
    last = np.argmax(pairs < 0) if (pairs < 0).any() else len(pairs)
    return np.sqrt(total / within), m * n / (1 + 2 * pairs[:last].sum())


def row(name, term, x, above=""):
    low, high = np.quantile(x, [0.025, 0.975])
    print(f"{name},{term},{x.mean():.6f},{low:.6f},{high:.6f},{above}")


def run(name, data):
    root = structure(links([d["neighbours"] for d in data]))
    events, exposure = (np.array([float(d[key]) for d in data]) for key in ("events", "exposure"))
    binomial = data[0]["family"] == "binomial"
    mean = events.sum() / exposure.sum()
    centre = np.log(mean / (1 - mean)) if binomial else np.log(mean)
    draws = np.stack([chain(seed, DRAWS, WARMUP, LEAPS, root, np.ascontiguousarray(root.T), events, exposure,
                            centre, binomial) for seed in range(1, CHAINS + 1)])
    checks = np.array([diagnose(draws[:, :, k]) for k in range(draws.shape[2])])
    print(f"{name}: largest R-hat {checks[:, 0].max():.4f}, smallest effective size {checks[:, 1].min():.0f}",
          file=sys.stderr)
    all_draws = draws.reshape(-1, draws.shape[2])
    row(name, "sigma", all_draws[:, 0])
    row(name, "phi", all_draws[:, 1])
    for i in range(len(data)):
        eta = all_draws[:, 2 + i]
        rate = 1 / (1 + np.exp(-centre - eta)) if binomial else np.exp(centre + eta)
        row(name, i + 1, rate, f"{(eta > 0).mean():.5f}")


print("set,term,mean,lower,upper,above")
with open("data.csv") as file:
    rows = list(csv.DictReader(file))
for name in sys.argv[1:] or dict.fromkeys(r["set"] for r in rows):
    run(name, [r for r in rows if r["set"] == name])
