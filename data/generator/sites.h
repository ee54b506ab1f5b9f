/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_SITES_H
#define GENERATOR_SITES_H

#include "geometry.h"

#include <stdint.h>

/* The least distance, in metres, that sites near (x, y) keep from each other. */
typedef double spacing_function(const void *context, double x, double y);

/* Fills the box with sites at least their spacing apart and hardly ever more than twice that.
 * Coordinates are whole millimetres. The caller frees the result. */
point *sites_scatter(box area, spacing_function *spacing, const void *context, uint64_t seed, int *count);

#endif
