/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/work.h"
#include "kk/log.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    const kk_released_column *x = a, *y = b;
    if (x->level != y->level) return x->level < y->level ? -1 : 1;
    return x->indicator < y->indicator ? -1 : x->indicator > y->indicator;
}

static int by_name(const void *a, const void *b)
{
    const kk_sheet *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void sort(kk_guidance *guidance)
{
    if (guidance->column_count > 0) qsort(guidance->column, guidance->column_count, sizeof *guidance->column, by_place);
    if (guidance->sheet_count > 0) qsort(guidance->sheet, guidance->sheet_count, sizeof *guidance->sheet, by_name);
}

kk_status kk_guide_make(const kk_config *config, const kk_guide_sources *sources, int threads, kk_arena *arena,
                        kk_guide *out, kk_error *err)
{
    *out = (kk_guide){0};
    const kk_config_guide *guide = &config->guide;
    kk_guide_work work = {
        .config = config,
        .sources = sources,
        .release = sources->release,
        .areas = kk_release_areas(sources->release),
        .threads = threads,
        .arena = arena,
        .out = out,
    };
    const struct {
        bool given;
        kk_status (*make)(kk_guide_work *work, kk_error *err);
    } topics[] = {
        {guide->index.given, kk_guide_make_index},         {guide->crossing.given, kk_guide_make_crossing},
        {guide->target_count > 0, kk_guide_make_targets},  {guide->goal_count > 0, kk_guide_make_goals},
        {guide->evaluate.given, kk_guide_make_evaluation}, {guide->division_count > 0, kk_guide_make_divisions},
        {guide->shift.given, kk_guide_make_shift},         {guide->siting_count > 0, kk_guide_make_siting},
        {guide->roof.given, kk_guide_make_roof},
    };
    enum { TOPICS = sizeof topics / sizeof *topics };
    kk_status status = KK_OK;
    kk_progress_begin("guide", TOPICS);
    for (size_t t = 0; t < TOPICS && status == KK_OK; t++) {
        if (topics[t].given) status = topics[t].make(&work, err);
        /* Kernels stop half-way then, with whatever they have. */
        if (status == KK_OK && kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
        kk_progress_step(1);
    }
    kk_progress_end();
    sort(&out->guidance);
    return status;
}
