/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/joined.h"

#include <math.h>
#include <string.h>

const kk_joined_block *kk_joined_block_of(const kk_joined *joined, size_t level, size_t table, size_t period)
{
    return &joined->block[level * joined->table_count + table][period];
}

static int make_block(kk_arena *arena, size_t areas, const kk_table *table, kk_joined_block *block)
{
    size_t columns = table->column_count;
    *block = (kk_joined_block){
        .value = kk_arena_alloc(arena, areas * columns, sizeof(double)),
        .status = kk_arena_alloc(arena, areas * columns, 1),
        .column_count = columns,
        .guard = table->guard,
        .largest = table->largest,
    };
    if (block->value == NULL || block->status == NULL) return -1;
    for (size_t i = 0; i < areas * columns; i++) block->value[i] = NAN;
    memset(block->status, KK_FIGURE_ABSENT, areas * columns);
    return 0;
}

static int make_blocks(const kk_areas *areas, kk_arena *arena, kk_joined *joined)
{
    joined->block = kk_arena_alloc(arena, areas->level_count * joined->table_count, sizeof(kk_joined_block *));
    if (joined->block == NULL) return -1;
    for (size_t l = 0; l < areas->level_count; l++)
        for (size_t t = 0; t < joined->table_count; t++) {
            const kk_table *table = &joined->tables[t];
            kk_joined_block *blocks = kk_arena_alloc(arena, table->period_count, sizeof *blocks);
            if (blocks == NULL) return -1;
            for (size_t p = 0; p < table->period_count; p++)
                if (make_block(arena, areas->level[l].count, table, &blocks[p]) != 0) return -1;
            joined->block[l * joined->table_count + t] = blocks;
        }
    return 0;
}

static kk_status keep_row(const kk_join_row *row, void *context, kk_error *err)
{
    kk_joined *joined = context;
    if (row->figures == NULL) return KK_OK;
    kk_joined_block *block = &joined->block[row->level * joined->table_count + row->table][row->period];
    if (row->column_count != block->column_count)
        return kk_fail(err, KK_ERR_INTERNAL, "the join gave %zu columns where the table has %zu", row->column_count,
                       block->column_count);
    size_t at = row->area * block->column_count;
    memcpy(block->value + at, row->figures, row->column_count * sizeof(double));
    memcpy(block->status + at, row->statuses, row->column_count);
    block->rows++;
    return KK_OK;
}

kk_status kk_joined_read(const kk_areas *areas, const kk_table *tables, size_t table_count, kk_store *store,
                         kk_arena *arena, kk_joined *joined, kk_error *err)
{
    *joined = (kk_joined){.table_count = table_count, .tables = tables};
    if (make_blocks(areas, arena, joined) != 0) return kk_fail_memory(err);
    return kk_store_join(store, keep_row, joined, err);
}
