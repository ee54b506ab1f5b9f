/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/cube.h"

#include <string.h>

enum { HALF_BITS = 32 };

kk_status kk_cube_make(const kk_measure_columns *columns, const kk_geography *geography, kk_arena *arena, kk_cube *out,
                       kk_error *err)
{
    *out = (kk_cube){.columns = columns, .geography = geography};
    out->cell = kk_arena_alloc(arena, geography->slot_count, columns->cell_count * sizeof *out->cell);
    return out->cell == NULL ? kk_fail_memory(err) : KK_OK;
}

void kk_cube_clear(kk_cube *cube)
{
    memset(cube->cell, 0, cube->columns->cell_count * cube->geography->slot_count * sizeof *cube->cell);
}

static void add(kk_cube *cube, size_t column, size_t slot, int64_t amount)
{
    int64_t *cell = &cube->cell[slot * cube->columns->cell_count + column];
#pragma omp atomic
    *cell += amount;
}

void kk_cube_add(kk_cube *cube, size_t c, size_t slot, kk_tally tally)
{
    const kk_measure_column *column = &cube->columns->item[c];
    if (column->measure.part == KK_PART_SQUARES) {
        unsigned __int128 square = (unsigned __int128)((__int128)tally.value * tally.value);
        add(cube, c, slot, (int64_t)(square & UINT32_MAX));
        add(cube, column->high, slot, (int64_t)(square >> HALF_BITS));
    } else {
        add(cube, c, slot, column->measure.part == KK_PART_VALUE ? tally.value : 1);
    }
}

/* Exact as long as a sum is below 2^53; the order is that of the slots. */
static void add_up(const kk_cube *cube, size_t column, double scale, double *total)
{
    const kk_geography *g = cube->geography;
    for (size_t slot = 0; slot < g->slot_count; slot++) {
        int64_t cell = cube->cell[slot * cube->columns->cell_count + column];
        for (size_t l = 0; l < g->areas->level_count && cell != 0; l++) {
            uint32_t area = g->within[l][slot];
            if (area != KK_NO_SLOT) total[area] += (double)cell * scale;
        }
    }
}

void kk_cube_total(const kk_cube *cube, size_t column, double *total)
{
    const kk_measure_column *of = &cube->columns->item[column];
    memset(total, 0, cube->geography->slot_count * sizeof *total);
    add_up(cube, column, 1, total);
    if (of->measure.part == KK_PART_SQUARES) add_up(cube, of->high, (double)(UINT64_C(1) << HALF_BITS), total);
}
