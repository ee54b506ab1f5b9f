/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/store.h"

#include <stdlib.h>

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

static size_t count_regions(const kk_estimate_frame *frame)
{
    size_t count = 0;
    for (size_t t = 0; t < frame->type_count; t++) count += frame->type[t].count;
    return count;
}

static kk_status begin_loaded(kk_loaded_estimates *loaded, const kk_estimate_frame *frame, kk_error *err)
{
    loaded->frame = frame;
    loaded->subgroup = calloc(frame->combination_count + 1, sizeof *loaded->subgroup);
    loaded->region = calloc(count_regions(frame) + 1, sizeof *loaded->region);
    return loaded->subgroup == NULL || loaded->region == NULL ? kk_fail_memory(err) : KK_OK;
}

kk_status kk_store_estimates_begin(kk_store *store, const kk_estimate_frame *frame, kk_error *err)
{
    PGconn *pg = store->pg;
    kk_status status = begin_loaded(&store->estimates, frame, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_estimates), NULL, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(tables_close), NULL, err);
    if (status == KK_OK) status = add_dimensions(pg, frame, err);
    if (status == KK_OK) status = load_outcomes(pg, frame, err);
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

/* A copy that failed takes nothing more. */
static void copy_region(kk_copy *copy, const kk_released_outcome *of, const size_t *cells, size_t region,
                        kk_loaded_estimates *loaded)
{
    for (size_t i = cells[0]; i < cells[1]; i++) {
        if (of->cell[i].n == 0) continue;
        if (!kk_copy_row(copy, 7)) return;
        copy_cell(copy, of, region, i);
        loaded->subgroup[of->combination[i]] = true;
        loaded->region[region] = true;
    }
}

static void copy_outcome(kk_copy *copy, const kk_released_outcome *of, kk_loaded_estimates *loaded)
{
    size_t number = 0;
    for (size_t t = 0; t < of->frame->type_count; t++)
        for (size_t r = 0; r < of->frame->type[t].count; r++) copy_region(copy, of, &of->first[t][r], number++, loaded);
}

/* A COPY of its own for each block: between blocks the connection is free. */
kk_status kk_store_estimates_add(kk_store *store, const kk_released_estimates *block, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, store->pg, "estimate_new", err);
    if (status != KK_OK) return status;
    for (size_t o = 0; o < kk_released_outcomes(block); o++) {
        kk_released_outcome of = kk_released_outcome_at(block, o);
        copy_outcome(&copy, &of, &store->estimates);
    }
    return kk_copy_end(&copy, err);
}

/* ---- the names of what has a released row: that somebody is in another subgroup or region is not told ---- */

static kk_status load_subgroups(PGconn *pg, const kk_loaded_estimates *loaded, kk_error *err)
{
    const kk_estimate_frame *frame = loaded->frame;
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "estimate_subgroup_new", err);
    if (status != KK_OK) return status;
    for (size_t c = 0; c < frame->combination_count; c++) {
        if (!loaded->subgroup[c]) continue;
        if (!kk_copy_row(&copy, 1 + (int)frame->dimension_count)) break;
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

/* Regions of a type, of which the first has the number `first`. */
static void copy_names(kk_copy *copy, const kk_loaded_estimates *loaded, const kk_region_type *type, size_t first)
{
    for (size_t r = 0; r < type->count; r++) {
        if (!loaded->region[first + r]) continue;
        if (!kk_copy_row(copy, 5)) return;
        kk_copy_integer(copy, (int64_t)(first + r));
        kk_copy_text(copy, type->name);
        kk_copy_text(copy, type->id[r]);
        kk_copy_text(copy, type->title[r]);
        copy_age(copy, loaded->frame->grew_up_age);
    }
}

static kk_status load_regions(PGconn *pg, const kk_loaded_estimates *loaded, kk_error *err)
{
    const kk_estimate_frame *frame = loaded->frame;
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "estimate_region_new", err);
    if (status != KK_OK) return status;
    size_t first = 0;
    for (size_t t = 0; t < frame->type_count; t++) {
        copy_names(&copy, loaded, &frame->type[t], first);
        first += frame->type[t].count;
    }
    return kk_copy_end(&copy, err);
}

kk_status kk_store_estimates_end(kk_store *store, kk_error *err)
{
    kk_status status = load_subgroups(store->pg, &store->estimates, err);
    if (status == KK_OK) status = load_regions(store->pg, &store->estimates, err);
    if (status == KK_OK) status = kk_sql_none(store->pg, KK_SQL(index_estimates), NULL, err);
    return status;
}
