/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef GENERATOR_GEOMETRY_H
#define GENERATOR_GEOMETRY_H

typedef struct {
    double x;
    double y;
} point;

typedef struct {
    double min_x;
    double min_y;
    double max_x;
    double max_y;
} box;

#endif
