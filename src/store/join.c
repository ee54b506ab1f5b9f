/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy_out.h"
#include "store/store.h"

#include "kk/arena.h"

#include <stdlib.h>

enum { LEVEL, AREA, TABLE, PERIOD, FIGURES, STATUSES, FIELD_COUNT };

/* The figures of the row at hand. */
typedef struct figures {
    double *values;
    size_t capacity;
} figures;

/* There is a status for each figure, so the number of bytes is the number of figures. */
static kk_status read_row(const kk_field *fields, figures *room, kk_join_row *row, kk_error *err)
{
    *row = (kk_join_row){.level = kk_field_smallint(fields[LEVEL]),
                         .area = kk_field_integer(fields[AREA]),
                         .table = kk_field_smallint(fields[TABLE]),
                         .period = kk_field_smallint(fields[PERIOD])};
    if (fields[STATUSES].length < 0) return KK_OK;
    row->column_count = (size_t)fields[STATUSES].length;
    if (kk_grow(&room->values, &room->capacity, row->column_count + 1, sizeof *room->values) != 0)
        return kk_fail_memory(err);
    if (!kk_field_doubles(fields[FIGURES], room->values, row->column_count))
        return kk_fail(err, KK_ERR_INTERNAL, "the join gave %zu statuses and another number of figures",
                       row->column_count);
    row->figures = room->values;
    row->statuses = fields[STATUSES].bytes;
    return KK_OK;
}

kk_status kk_store_join(kk_store *store, kk_join_callback *callback, void *context, kk_error *err)
{
    kk_copy_out copy;
    figures room = {0};
    kk_field fields[FIELD_COUNT];
    kk_join_row row;
    bool has_row = true;
    kk_status status = kk_store_index_figures(store, err);
    if (status == KK_OK) status = kk_copy_out_begin(&copy, store->pg, KK_SQL(join), err);
    if (status != KK_OK) return status;

    while (status == KK_OK) {
        status = kk_copy_out_next(&copy, fields, FIELD_COUNT, &has_row, err);
        if (status != KK_OK || !has_row) break;
        status = read_row(fields, &room, &row, err);
        if (status == KK_OK) status = callback(&row, context, err);
    }
    kk_error ignored;
    kk_status ended = kk_copy_out_end(&copy, status == KK_OK ? err : &ignored);
    free(room.values);
    return status == KK_OK ? ended : status;
}
