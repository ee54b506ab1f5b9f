/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_PLANE_H
#define GENERATOR_PLANE_H

#include "geometry.h"

#include <stdbool.h>
#include <stdint.h>

double round_mm(double metres);
double distance_between(point a, point b);
double distance_to_segment(point p, point a, point b);
double distance_to_line(point p, const point *line, int count);
bool polygon_holds(const point *corners, int count, point p);

/* Twice the area of the triangle a b c; positive where it turns left. */
double turn_of(point a, point b, point c);

/* Moves p by smooth noise of the given wavelength, so that a straight outline comes out winding. */
point warp(uint64_t seed, point p, double wavelength, double amplitude);

#endif
