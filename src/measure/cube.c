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

/* Leaves the larger of both in the cell and returns the smaller. */
static int64_t displace(int64_t *cell, int64_t amount)
{
    int64_t here = __atomic_load_n(cell, __ATOMIC_RELAXED);
    while (amount > here)
        if (__atomic_compare_exchange_n(cell, &here, amount, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return here;
    return amount;
}

/* In whatever order amounts come, and however threads take turns: each but the largest gets to the second cell. */
static void add_size(kk_cube *cube, size_t column, size_t slot, int64_t size)
{
    const kk_geography *g = cube->geography;
    for (size_t l = 0; l < g->areas->level_count; l++) {
        uint32_t area = g->within[l][slot];
        if (area == KK_NO_SLOT) continue;
        int64_t *largest = &cube->cell[area * cube->columns->cell_count + column];
        (void)displace(largest + 1, displace(largest, size));
    }
    add(cube, column + 2, slot, size);
}

static void add_square(kk_cube *cube, size_t column, size_t slot, int64_t value)
{
    unsigned __int128 square = (unsigned __int128)((__int128)value * value);
    add(cube, column, slot, (int64_t)(square & UINT32_MAX));
    add(cube, cube->columns->item[column].high, slot, (int64_t)(square >> HALF_BITS));
}

void kk_cube_add(kk_cube *cube, size_t column, size_t slot, kk_tally tally)
{
    switch (cube->columns->item[column].measure.part) {
    case KK_PART_VALUE:
        add(cube, column, slot, tally.value);
        break;
    case KK_PART_SQUARES:
        add_square(cube, column, slot, tally.value);
        break;
    case KK_PART_LARGEST:
        add_size(cube, column, slot, tally.value < 0 ? -tally.value : tally.value);
        break;
    default:
        add(cube, column, slot, 1);
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
    if (of->measure.part == KK_PART_LARGEST || of->measure.part == KK_PART_SECOND) {
        for (size_t slot = 0; slot < cube->geography->slot_count; slot++)
            total[slot] = (double)cube->cell[slot * cube->columns->cell_count + column];
        return;
    }
    memset(total, 0, cube->geography->slot_count * sizeof *total);
    add_up(cube, column, 1, total);
    if (of->measure.part == KK_PART_SQUARES) add_up(cube, of->high, (double)(UINT64_C(1) << HALF_BITS), total);
}
