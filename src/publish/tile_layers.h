/* SPDX-License-Identifier: EUPL-1.2 */
/* The properties of areas in tiles. */
#ifndef KK_PUBLISH_TILE_LAYERS_H
#define KK_PUBLISH_TILE_LAYERS_H

#include "kk/boundaries.h"
#include "kk/release.h"
#include "kk/tiles.h"

/* Layers with all that the tiles need, in the arena: code, name, parent, water (where it is), and of each indicator
   that maps show NAME, NAME_lower, NAME_upper (where there are any) and NAME_status. Errors: memory. */
kk_status kk_tile_layers_make(const kk_release *release, const kk_boundaries *boundaries, kk_arena *arena,
                              kk_tile_source *out, kk_error *err) KK_MUST_USE;

/* {"vector_layers": […]} of TileJSON; in the arena, NULL when memory runs out. */
const char *kk_tile_layers_json(const kk_tile_source *source, const kk_release *release, int from, int to,
                                kk_arena *arena);

#endif
