/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/store.h"

#include <math.h>

static kk_status load_table_line(PGconn *pg, uint32_t number, const kk_table *table, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "figure_table_new", err);
    if (status != KK_OK) return status;
    if (kk_copy_row(&copy, 6)) {
        kk_copy_smallint(&copy, number);
        kk_copy_text(&copy, table->config->name);
        kk_copy_text(&copy, table->config->source == NULL ? table->config->name : table->config->source);
        kk_copy_boolean(&copy, table->config->is_public);
        kk_copy_boolean(&copy, table->population >= 0);
        kk_copy_texts(&copy, table->column, table->column_count);
    }
    return kk_copy_end(&copy, err);
}

static kk_status load_periods(PGconn *pg, uint32_t number, const kk_table *table, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "figure_period_new", err);
    if (status != KK_OK) return status;
    for (size_t p = 0; p < table->period_count && kk_copy_row(&copy, 3); p++) {
        kk_copy_smallint(&copy, number);
        kk_copy_smallint(&copy, p);
        kk_copy_text(&copy, table->period[p]);
    }
    return kk_copy_end(&copy, err);
}

static const char *level_of(const char *code)
{
    static const char *const names[] = {"gemeente", "wijk", "buurt"};
    kk_level_kind kind;
    return kk_code_kind(code, &kind) ? names[kind] : NULL;
}

static void copy_figures(kk_copy *copy, uint32_t number, const kk_table *table, size_t row)
{
    const double *values = table->value + row * table->column_count;
    kk_copy_smallint(copy, number);
    kk_copy_smallint(copy, table->row_period[row]);
    kk_copy_text(copy, table->code[row]);
    kk_copy_text(copy, level_of(table->code[row]));
    kk_copy_double(copy, table->population >= 0 ? values[table->population] : (double)NAN);
    kk_copy_doubles(copy, values, table->column_count, true);
    kk_copy_bytes(copy, table->status + row * table->column_count, table->column_count);
}

kk_status kk_store_load_table(kk_store *store, uint32_t table_number, const kk_table *table, kk_error *err)
{
    kk_status status = load_table_line(store->pg, table_number, table, err);
    if (status == KK_OK) status = load_periods(store->pg, table_number, table, err);
    if (status != KK_OK) return status;

    kk_copy copy;
    status = kk_copy_begin(&copy, store->pg, "figure_new", err);
    if (status != KK_OK) return status;
    for (size_t row = 0; row < table->row_count && kk_copy_row(&copy, 7); row++)
        copy_figures(&copy, table_number, table, row);
    return kk_copy_end(&copy, err);
}
