# SPDX-License-Identifier: EUPL-1.2
"""python3 siting.py FILE — a p-median problem in the format of the OR-Library, exactly by HiGHS (scipy's milp) in the usual
formulation: a choice of p nodes and a node for each. Prints `name=value` a line: version, seconds (of the solver), objective."""
import sys
import time

import numpy
import scipy
from scipy import optimize, sparse

numbers = numpy.loadtxt(sys.argv[1])
nodes, edges, p = (int(n) for n in numbers[0])
distance = numpy.full((nodes, nodes), numpy.inf)
numpy.fill_diagonal(distance, 0)
a, b = numbers[1:, 0].astype(int) - 1, numbers[1:, 1].astype(int) - 1
distance[a, b] = distance[b, a] = numbers[1:, 2]
for via in range(nodes):
    distance = numpy.minimum(distance, distance[:, [via]] + distance[[via], :])

# Variables: open[i], then serves[i, j] of node j by i.
cost = numpy.concatenate([numpy.zeros(nodes), distance.ravel()])
pairs = nodes * nodes
served_once = sparse.hstack([sparse.csr_matrix((nodes, nodes)), sparse.hstack([sparse.identity(nodes)] * nodes)])
by_open = sparse.hstack([-sparse.kron(sparse.identity(nodes), numpy.ones((nodes, 1))), sparse.identity(pairs)])
so_many = sparse.hstack([numpy.ones((1, nodes)), sparse.csr_matrix((1, pairs))])
begin = time.perf_counter()
found = optimize.milp(
    cost,
    integrality=numpy.concatenate([numpy.ones(nodes), numpy.zeros(pairs)]),
    bounds=optimize.Bounds(0, 1),
    constraints=[
        optimize.LinearConstraint(served_once, 1, 1),
        optimize.LinearConstraint(by_open.tocsr(), -numpy.inf, 0),
        optimize.LinearConstraint(so_many, p, p),
    ],
)
seconds = time.perf_counter() - begin
if not found.success:
    sys.exit(f"siting.py: {found.message}")
print(f"version=scipy {scipy.__version__}\nseconds={seconds:.3f}\nobjective={found.fun:.10g}")
