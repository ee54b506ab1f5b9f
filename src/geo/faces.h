/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the boundaries of areas divide the plane into: pieces that are of one area, of several that overlap, or nobody's
 * and enclosed.
 */
#ifndef KK_GEO_FACES_H
#define KK_GEO_FACES_H

#include "kk/areas.h"
#include "kk/error.h"

/* A border that two faces have in common. */
typedef struct kk_face_border {
    uint32_t face[2]; /* the lower first */
    double length_m;
} kk_face_border;

typedef struct kk_faces {
    kk_polygons shape; /* of each face, in the arena */
    uint32_t *owner_begin,
        *owner; /* face f is within the areas owner[owner_begin[f]] … owner[owner_begin[f + 1] − 1] */
    double *perimeter_m;
    size_t border_count;
    kk_face_border *border; /* by faces, each pair once */
} kk_faces;

/*
 * Lines are noded on a grid (snap rounding: Hobby 1999, as GEOS has it), so that lines closer than its cells become one
 * and no vertex is nearer to a line than half a cell. To be cleared, also after a failure. Errors: KK_ERR_INPUT,
 * KK_ERR_INTERNAL. O(points log points).
 */
kk_status kk_faces_make(const kk_polygons *areas, double grid_m, kk_arena *arena, kk_faces *out,
                        kk_error *err) KK_MUST_USE;
void kk_faces_clear(kk_faces *faces);

#endif
