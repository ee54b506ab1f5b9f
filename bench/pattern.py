# SPDX-License-Identifier: EUPL-1.2
"""python3 pattern.py FOLDER COUNT — Local Moran by PySAL's esda with numba on what bench/pattern.c wrote in FOLDER, COUNT
conditional permutations on one core (on two it takes longer), compiled beforehand. Prints `name=value` a line: version, seconds. The
statistics must be those of local.csv, and the p-values too but for what draws differ."""
import importlib.metadata
import itertools
import sys
import time
import warnings

import numpy

warnings.simplefilter("ignore")
import esda  # noqa: E402
import libpysal  # noqa: E402
import numba  # noqa: E402

folder, count = sys.argv[1], int(sys.argv[2])
value = numpy.loadtxt(f"{folder}/value.txt")
ours = numpy.genfromtxt(f"{folder}/local.csv", delimiter=",", names=True)
with open(f"{folder}/links.gal") as file:
    next(file)
    neighbours = {
        int(head.split()[0]) - 1: [int(j) - 1 for j in links.split()] for head, links in itertools.zip_longest(file, file)
    }
weights = libpysal.weights.W(neighbours, silence_warnings=True)


esda.Moran_Local(value, weights, permutations=9, seed=1)
begun = time.perf_counter()
found = esda.Moran_Local(value, weights, permutations=count, seed=1)
seconds = time.perf_counter() - begun
linked = ~numpy.isnan(ours["p"])
p = found.p_sim[linked]
assert numpy.abs(ours["statistic"] - found.Is)[linked].max() < 1e-9
assert (numpy.abs(ours["p"][linked] - p) / (numpy.sqrt(p * (1 - p) / count) + 1 / count)).max() < 7
assert abs((ours["p"][linked] - p).mean()) < 0.5 / numpy.sqrt(count)
version = f"{importlib.metadata.version('esda')}, numba {numba.__version__}, libpysal {importlib.metadata.version('libpysal')}"
print(f"esda_version={version}\nesda={seconds:.3f}\nesda_checked={linked.sum()}")
