/* SPDX-License-Identifier: EUPL-1.2 */
/* Mapbox Vector Tile 2.1: the bytes of a tile. */
#ifndef KK_TILES_MVT_H
#define KK_TILES_MVT_H

#include "kk/tiles.h"
#include "tiles/clip.h"

/* What of an area is in a tile: rings in the tile's units, exteriors positive. */
typedef struct kk_tile_piece {
    uint32_t x, y;
    uint32_t layer, area, part;
    size_t first, ring_count; /* its rings: in the `ring` of its store */
    uint32_t store;
} kk_tile_piece;

typedef struct kk_tile_ring {
    size_t first;
    uint32_t count;
} kk_tile_ring;

/* Where a thread keeps the pieces that it has cut. */
typedef struct kk_tile_store {
    kk_tile_piece *piece;
    kk_tile_ring *ring;
    int16_t *xy;
    size_t piece_count, piece_capacity, ring_count, ring_capacity, xy_count, xy_capacity;
} kk_tile_store;

/* What one thread needs to write tiles. Start zeroed. */
typedef struct kk_mvt_room {
    uint8_t *bytes, *layer, *feature;
    size_t length, capacity, layer_length, layer_capacity, feature_length, feature_capacity;
    uint32_t *key_of, *value_of;       /* by layer and number: place in the tile's layer */
    uint32_t *key_stamp, *value_stamp; /* of the layer and tile for which they hold */
    size_t key_capacity, value_capacity;
    uint32_t *keys, *values; /* that the layer has, in the order of their places */
    size_t keys_capacity, values_capacity;
    uint32_t stamp;
} kk_mvt_room;

void kk_mvt_room_clear(kk_mvt_room *room);

/* The tile that holds these pieces, by layer and area; in room->bytes, room->length. False when memory runs out. */
bool kk_mvt_write(const kk_tile_source *source, const kk_tile_store *stores, const kk_tile_piece *const *piece,
                  size_t count, kk_mvt_room *room);

#endif
