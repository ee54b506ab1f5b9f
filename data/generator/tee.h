/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_TEE_H
#define GENERATOR_TEE_H

#include "curve.h"
#include "mesh.h"

/* Makes T-junctions: at up to 'wanted' nodes where three areas meet, the border of one of them is laid exactly
 * straight, so that it needs no vertex where the other two touch it. Moves nodes and points a little.
 * Returns, per node, the cell that has no vertex there, or -1; the caller frees it. */
int *tees_make(mesh *m, curves *c, const int *labels, int wanted, uint64_t seed);

#endif
