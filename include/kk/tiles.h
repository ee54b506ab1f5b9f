/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Vector tiles of areas: Web Mercator, Mapbox Vector Tile 2.1, of shared borders. A border is made simpler and rounded
 * once for each zoom, so that what lies on both sides of it, in any tile and on any level, has the same line: no
 * cracks.
 */
#ifndef KK_TILES_H
#define KK_TILES_H

#include "kk/geo.h"
#include "kk/topology.h"

enum { KK_TILE_EXTENT = 4096, KK_TILE_BUFFER = 64 };

/* A level: a layer of the tiles. Feature ids are the index of the area + 1. */
typedef struct kk_tile_layer {
    const char *name;
    const kk_polygons *shape; /* for parts and rings; points are those of the topology */
    const kk_ring_arcs *rings;
    /* Properties: area a has tag_begin[a] … tag_begin[a + 1] − 1, each a key and a value; values are encoded (kk_mvt_…)
       at value[value_begin[v]] …, no two alike. */
    size_t key_count, value_count;
    const char *const *key;
    const uint32_t *tag_begin, *tag_key, *tag_value;
    const size_t *value_begin; /* value_count + 1 */
    const uint8_t *value;
} kk_tile_layer;

typedef struct kk_tile_source {
    const kk_topology *topology;
    const kk_micro_point *degrees; /* of each vertex */
    const double *importance;      /* of each place, VISVALINGAM (kk_topology_weigh) */
    size_t layer_count;
    kk_tile_layer layer[KK_LEVELS_MAX];
} kk_tile_source;

typedef struct kk_tile {
    int zoom;
    uint32_t x, y;  /* from the north-west, as XYZ has it */
    uint64_t id;    /* of PMTiles: along a Hilbert curve, behind all lower zooms */
    uint8_t *bytes; /* gzip */
    size_t length;
} kk_tile;

/* Takes the tiles of one zoom, by id; they are the caller's until it returns. */
typedef kk_status kk_tiles_take(void *context, const kk_tile *tile, size_t count, kk_error *err);

/*
 * All tiles of the zooms from … to that hold something, zoom by zoom. A vertex stays where it spans more than a
 * square of the tile's grid; an area that is smaller than that is a square of one unit. Polygons have no ring without
 * an area, exteriors are clockwise (y down), holes the other way. The same bytes at any number of threads. Errors:
 * KK_ERR_INTERNAL, KK_ERR_INTERRUPTED, those of `take`. Cost: O(vertices + tiles × what is in them) each zoom.
 */
kk_status kk_tiles_make(const kk_tile_source *source, int from, int to, int threads, kk_tiles_take *take, void *context,
                        kk_error *err) KK_MUST_USE;

/* Number of a tile along the Hilbert curve of its zoom, behind all tiles of lower zooms (PMTiles v3). */
uint64_t kk_tile_id(int zoom, uint32_t x, uint32_t y);

/* A property's value as the message Value of the specification; returns its length. Room for 11 bytes (text: + its
   length). */
size_t kk_mvt_text(const char *text, uint8_t *to);
size_t kk_mvt_number(double number, uint8_t *to); /* a whole number as sint, else double */
size_t kk_mvt_flag(bool flag, uint8_t *to);

#endif
