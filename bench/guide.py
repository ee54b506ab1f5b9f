# SPDX-License-Identifier: EUPL-1.2
"""python3 guide.py FILE THREADS — the index of need and 1,000 draws of ranks by numpy, on what bench/guide.c wrote in FILE:
weights, scale, join and figures vary as there. Each area's rank is told (5, 50 and 95 per cent, and the chance of being among
the 50), but not what it depends on. Draws are dealt to THREADS threads: numpy lets go of the interpreter while it computes.
Prints `name=value` a line: version, index, draws. The index must be that of the file to 1e-9, median ranks must be near."""
import concurrent.futures
import sys
import time

import numpy

DRAWS, WORST, SPREAD = 1000, 50, 0.25
THEME_WEIGHT = numpy.array([1.0, 2.0, 1.0])

cells = numpy.fromfile(sys.argv[1])
count, indicators = int(cells[0]), int(cells[1])
youths, cells = cells[2 : 2 + count], cells[2 + count :]
value, error = cells[: 2 * indicators * count].reshape(2, indicators, count)
expected_index, expected_median = cells[2 * indicators * count :].reshape(2, count)
theme_of = numpy.arange(indicators) % len(THEME_WEIGHT)
there = ~numpy.isnan(value)
standard_error = numpy.where(there, error, 0)


def percentile(x, weight):
    order = numpy.argsort(x)
    ordered, first = numpy.unique(x[order], return_index=True)
    share = numpy.add.reduceat(weight[order], first)
    below = numpy.cumsum(share) - share / 2
    return 100 * (below / share.sum())[numpy.searchsorted(ordered, x)]


def z(x, weight):
    mean = numpy.average(x, weights=weight)
    return (x - mean) / numpy.sqrt(numpy.average((x - mean) ** 2, weights=weight))


def index_of(figures, weight, theme_weight, scale, geometric):
    total, whole = numpy.zeros(count), numpy.zeros(count)
    for theme in range(len(theme_weight)):
        part, known = numpy.zeros(count), numpy.zeros(count)
        for j in numpy.flatnonzero(theme_of == theme):
            at = there[j]
            scaled = scale(figures[j][at], youths[at])
            if geometric:
                scaled = scaled / 2 if scale is z else numpy.log1p(scaled)
            part[at] += weight[j] * scaled
            known[at] += weight[j]
        some = known > 0
        total[some] += theme_weight[theme] * part[some] / known[some]
        whole[some] += theme_weight[theme]
    return total / whole


def draw(number):
    random = numpy.random.default_rng([1, number])
    weight = numpy.exp(SPREAD * random.standard_normal(indicators))
    theme_weight = THEME_WEIGHT * numpy.exp(SPREAD * random.standard_normal(len(THEME_WEIGHT)))
    scale, geometric = (z, percentile)[random.integers(2)], random.integers(2) == 1
    figures = value + standard_error * random.standard_normal(value.shape)
    rank = numpy.empty(len(ranked), dtype=numpy.int32)
    rank[numpy.argsort(-index_of(figures, weight, theme_weight, scale, geometric)[ranked])] = numpy.arange(1, len(ranked) + 1)
    return rank


begin = time.perf_counter()
index = index_of(value, numpy.ones(indicators), THEME_WEIGHT, percentile, False)
index_seconds = time.perf_counter() - begin
ranked = numpy.flatnonzero(~numpy.isnan(expected_index))
if numpy.max(numpy.abs(index[ranked] - expected_index[ranked])) > 1e-9:
    sys.exit("guide.py: the indices differ")

begin = time.perf_counter()
with concurrent.futures.ThreadPoolExecutor(int(sys.argv[2])) as threads:
    ranks = numpy.stack(list(threads.map(draw, range(DRAWS))))
spread = numpy.percentile(ranks, [5, 50, 95], axis=0)
chance = numpy.mean(ranks <= WORST, axis=0)
draw_seconds = time.perf_counter() - begin
if numpy.mean(numpy.abs(spread[1] - expected_median[ranked])) > 0.01 * count:
    sys.exit("guide.py: the ranks differ")
print(f"version=numpy {numpy.__version__}\nindex={index_seconds:.4f}\ndraws={draw_seconds:.4f}\nranks_apart={numpy.mean(numpy.abs(spread[1] - expected_median[ranked])):.2f}")
