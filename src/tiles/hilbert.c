/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/tiles.h"

/* Hilbert 1891, by turning and mirroring quarter by quarter. */
uint64_t kk_tile_id(int zoom, uint32_t x, uint32_t y)
{
    uint64_t before = ((UINT64_C(1) << (2 * zoom)) - 1) / 3, along = 0;
    for (uint32_t side = zoom > 0 ? UINT32_C(1) << (zoom - 1) : 0; side > 0; side /= 2) {
        uint32_t right = (x & side) != 0, down = (y & side) != 0;
        along += (uint64_t)side * side * ((3 * right) ^ down);
        if (down == 0) {
            if (right == 1) {
                x = side - 1 - (x & (side - 1));
                y = side - 1 - (y & (side - 1));
            }
            uint32_t swap = x;
            x = y;
            y = swap;
        }
        x &= side - 1;
        y &= side - 1;
    }
    return before + along;
}
