/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/store.h"

/* ---- what the numbers mean ---- */

static kk_status add_dimensions(PGconn *pg, const kk_estimate_frame *frame, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t d = 0; d < frame->dimension_count && status == KK_OK; d++) {
        const kk_values name = {1, {frame->dimension[d].name}};
        status = kk_sql_none(pg, KK_SQL(estimate_dimension_choose), &name, err);
        if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(estimate_dimension_add), NULL, err);
    }
    return status;
}

static kk_status load_outcomes(PGconn *pg, const kk_estimate_frame *frame, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "estimate_outcome_new", err);
    if (status != KK_OK) return status;
    for (size_t o = 0; o < frame->outcome_count && kk_copy_row(&copy, 3); o++) {
        kk_copy_smallint(&copy, o);
        kk_copy_text(&copy, frame->outcome[o].name);
        kk_copy_boolean(&copy, frame->outcome[o].is_binary);
    }
    return kk_copy_end(&copy, err);
}

static kk_status load_subgroups(PGconn *pg, const kk_estimate_frame *frame, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "estimate_subgroup_new", err);
    if (status != KK_OK) return status;
    int fields = 1 + (int)frame->dimension_count;
    for (size_t c = 0; c < frame->combination_count && kk_copy_row(&copy, fields); c++) {
        kk_copy_integer(&copy, (int64_t)c);
        for (size_t d = 0; d < frame->dimension_count; d++)
            kk_copy_text(&copy, frame->dimension[d].group[kk_combination_group(frame, c, d)]);
    }
    return kk_copy_end(&copy, err);
}

static void copy_age(kk_copy *copy, int age)
{
    if (age < 0)
        kk_copy_null(copy);
    else
        kk_copy_smallint(copy, (size_t)age);
}

static kk_status load_regions(PGconn *pg, const kk_estimate_frame *frame, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "estimate_region_new", err);
    if (status != KK_OK) return status;
    int64_t number = 0;
    for (size_t t = 0; t < frame->type_count; t++) {
        const kk_region_type *type = &frame->type[t];
        for (size_t r = 0; r < type->count && kk_copy_row(&copy, 5); r++) {
            kk_copy_integer(&copy, number++);
            kk_copy_text(&copy, type->name);
            kk_copy_text(&copy, type->id[r]);
            kk_copy_text(&copy, type->title[r]);
            copy_age(&copy, frame->grew_up_age);
        }
    }
    return kk_copy_end(&copy, err);
}

kk_status kk_store_estimates_begin(kk_store *store, const kk_estimate_frame *frame, kk_error *err)
{
    PGconn *pg = store->pg;
    kk_status status = kk_sql_none(pg, KK_SQL(tables_estimates), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_close), NULL, err);
    if (status == KK_OK) status = add_dimensions(pg, frame, err);
    if (status == KK_OK) status = load_outcomes(pg, frame, err);
    if (status == KK_OK) status = load_subgroups(pg, frame, err);
    if (status == KK_OK) status = load_regions(pg, frame, err);
    return status;
}

/* ---- the estimates ---- */

static void copy_cell(kk_copy *copy, const kk_released_outcome *of, size_t region, size_t cell)
{
    const kk_estimate_cell *estimate = &of->cell[cell];
    kk_copy_smallint(copy, of->outcome);
    kk_copy_integer(copy, of->combination[cell]);
    kk_copy_integer(copy, (int64_t)region);
    kk_copy_integer(copy, estimate->n);
    kk_copy_double(copy, estimate->est);
    kk_copy_double(copy, estimate->lower);
    kk_copy_double(copy, estimate->upper);
}

/* False once something went wrong. */
static bool copy_region(kk_copy *copy, const kk_released_outcome *of, const size_t *cells, size_t region)
{
    for (size_t i = cells[0]; i < cells[1]; i++) {
        if (of->cell[i].n == 0) continue;
        if (!kk_copy_row(copy, 7)) return false;
        copy_cell(copy, of, region, i);
    }
    return true;
}

static void copy_outcome(kk_copy *copy, const kk_released_outcome *of)
{
    size_t number = 0;
    for (size_t t = 0; t < of->frame->type_count; t++)
        for (size_t r = 0; r < of->frame->type[t].count; r++)
            if (!copy_region(copy, of, &of->first[t][r], number++)) return;
}

/* A COPY of its own for each block: between blocks the connection is free. */
kk_status kk_store_estimates_add(kk_store *store, const kk_released_estimates *block, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, store->pg, "estimate_new", err);
    if (status != KK_OK) return status;
    for (size_t o = 0; o < kk_released_outcomes(block); o++) {
        kk_released_outcome of = kk_released_outcome_at(block, o);
        copy_outcome(&copy, &of);
    }
    return kk_copy_end(&copy, err);
}

kk_status kk_store_estimates_end(kk_store *store, kk_error *err)
{
    return kk_sql_none(store->pg, KK_SQL(index_estimates), NULL, err);
}
