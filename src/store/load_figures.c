/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/store.h"

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
    return kk_code_kind(code, &kind) ? names[kind] : "other";
}

/* The table says that nobody lives there; a number that is secret or unknown says nothing of the kind. */
static bool is_empty(const kk_table *table, size_t row)
{
    if (table->population < 0) return false;
    size_t at = row * table->column_count + (size_t)table->population;
    kk_figure_status status = (kk_figure_status)table->status[at];
    return status == KK_FIGURE_NO_POPULATION || (kk_figure_has_value(status) && table->value[at] == 0);
}

/* The rows that were refused stand behind the others, as codes without figures. */
static void copy_row(kk_copy *copy, uint32_t number, const kk_table *table, size_t row)
{
    bool refused = row >= table->row_count;
    size_t columns = refused ? 0 : table->column_count, first = refused ? 0 : row * columns;
    kk_copy_smallint(copy, number);
    kk_copy_smallint(copy, table->row_period[row]);
    kk_copy_text(copy, table->code[row]);
    kk_copy_text(copy, level_of(table->code[row]));
    kk_copy_boolean(copy, !refused && is_empty(table, row));
    kk_copy_boolean(copy, refused);
    kk_copy_doubles(copy, table->value + first, columns, true);
    kk_copy_bytes(copy, table->status + first, columns);
}

kk_status kk_store_load_table(kk_store *store, uint32_t table_number, const kk_table *table, kk_error *err)
{
    kk_status status = load_periods(store->pg, table_number, table, err);
    if (status != KK_OK) return status;

    kk_copy copy;
    status = kk_copy_begin(&copy, store->pg, "figure_new", err);
    if (status != KK_OK) return status;
    size_t rows = table->row_count + table->refused_count;
    for (size_t row = 0; row < rows && kk_copy_row(&copy, 8); row++) copy_row(&copy, table_number, table, row);
    return kk_copy_end(&copy, err);
}
