/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Areas and their shapes, columnar: one kk_level for gemeenten, wijken, buurten and each own grouping.
 * Made by ingest (kk_areas_read) and geo (repair, union); read by every later stage.
 */
#ifndef KK_AREAS_H
#define KK_AREAS_H

#include "kk/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Multipolygons of `count` areas, struct of arrays, EPSG:28992 metres:
 *   area i has the parts  part_begin[i] … part_begin[i+1] − 1   (none: an empty geometry)
 *   part p has the rings  ring_begin[p] … ring_begin[p+1] − 1   (the first is the exterior, the others are holes)
 *   ring r has the points point_begin[r] … point_begin[r+1] − 1 (closed: the last equals the first; at least 4)
 *   point q is xy[2q], xy[2q+1]
 * Rings keep the direction in which their source gives them.
 */
typedef struct kk_polygons {
    size_t count, part_count, ring_count, point_count;
    uint32_t *part_begin;  /* count + 1 */
    uint32_t *ring_begin;  /* part_count + 1 */
    uint32_t *point_begin; /* ring_count + 1 */
    double *xy;            /* 2 × point_count */
} kk_polygons;

typedef enum kk_level_kind { KK_LEVEL_GEMEENTE, KK_LEVEL_WIJK, KK_LEVEL_BUURT, KK_LEVEL_OWN } kk_level_kind;

/* "gemeente", "gemeenten", "Gemeenten" and so on, of the levels of CBS; NULL for KK_LEVEL_OWN, whose levels the project
   names. */
const char *kk_level_kind_name(kk_level_kind kind);
const char *kk_level_kind_plural(kk_level_kind kind);
const char *kk_level_kind_title(kk_level_kind kind);

/* The kind of that name ("wijk"); false for any other text. */
bool kk_level_kind_parse(const char *name, kk_level_kind *kind);

enum { KK_OWN_LEVELS_MAX = 8, KK_LEVELS_MAX = 3 + KK_OWN_LEVELS_MAX };

/* Membership of an own area: its members are areas of `member_level`, by index, ascending. */
typedef struct kk_membership {
    size_t member_level;    /* index in kk_areas */
    uint32_t *member_begin; /* count + 1 */
    uint32_t *member;       /* indices of areas */
} kk_membership;

typedef struct kk_level {
    kk_level_kind kind;
    const char *name;   /* "gemeente", "wijk", "buurt" or the own level's name */
    const char *plural; /* "gemeenten", "wijken", "buurten" or the own level's name: names of layers and files */
    const char *title;  /* for people */
    bool derived;       /* made by union of the level below */
    size_t count;       /* areas, ascending by code (strcmp); of one code at most one land and one water area, in this
                           order */
    const char **code;
    const char **area_name;
    const char **parent; /* code of the gemeente (of a wijk), the wijk (of a buurt); NULL for others */
    bool *water;         /* open water or abroad: kept for maps, left out of indicators */
    kk_polygons shape;
    kk_membership membership; /* of KK_LEVEL_OWN only */
} kk_level;

/* A file that was read for the areas: `given` as in the project (of a Shapefile's other files and of files in a folder:
   beside it, in it), `path` absolute. */
typedef struct kk_area_file {
    const char *given, *path;
} kk_area_file;

typedef struct kk_areas {
    size_t level_count; /* gemeente, wijk, buurt (those that are there, in this order), then own levels */
    kk_level level[KK_LEVELS_MAX];
    int vintage; /* year of the boundaries; 0 when not known */
    size_t file_count;
    const kk_area_file *file; /* in the order of the sources */
} kk_areas;

/* Index of `code` in the level (the land area, where there is one), or -1. Cost: O(log n). */
ptrdiff_t kk_level_find(const kk_level *level, const char *code);

/* "GM0034" → KK_LEVEL_GEMEENTE, "WK0363AA" → KK_LEVEL_WIJK, "BU0363AA01" → KK_LEVEL_BUURT; false for any other text. */
bool kk_code_kind(const char *code, kk_level_kind *kind);

/* The code one level up: "BU0363AA01" → "WK0363AA", "WK0363AA" → "GM0363". `parent` has room for 16 bytes. */
bool kk_code_parent(const char *code, char parent[16]);

/* Area in m² (holes taken off) of area `i`. */
double kk_polygons_area_m2(const kk_polygons *polygons, size_t i);

#endif
