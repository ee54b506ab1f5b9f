/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_divisions.h"

/* Posts are told per so many youths. */
static const double posts_per = 1000;

static const char *period_of(const division_work *of)
{
    const kk_guide_division *made = of->made;
    return made->need_figures != NULL ? made->need_figures->period
                                      : kk_guide_index_at(of->work->out, made->level)->period;
}

static kk_status add_column(const division_work *of, const kk_guide_share *share, uint32_t indicator, kk_error *err)
{
    const kk_guide_division *made = of->made;
    double per = isnan(made->config->post_size) ? 1 : posts_per;
    kk_guide_column column;
    kk_status status = kk_guide_column_add(of->work, indicator, made->level, period_of(of), &column, err);
    for (size_t k = 0; k < made->count && status == KK_OK; k++) {
        double means = (double)share->units[k] / of->units;
        kk_guide_column_set(&column, made->area[k], per * means / made->youths[k], NAN, NAN);
    }
    return status;
}

static kk_status add_columns(const division_work *of, kk_error *err)
{
    kk_status status = KK_OK;
    const kk_config_division *config = of->made->config;
    for (size_t p = 0; p < config->principle_count && status == KK_OK; p++)
        status = add_column(of, &of->made->share[p], config->indicator[p], err);
    return status;
}

static kk_status divide(division_work *of, const kk_config_division *config, kk_error *err)
{
    ptrdiff_t level = kk_guide_level(of->work, config->level);
    if (level < 0)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': this project has no areas of level '%s'; name another under `level`",
                          config->name, config->level);
    *of->made = (kk_guide_division){.config = config, .level = (uint32_t)level, .most_effect = NAN};
    of->units = isnan(config->post_size) ? 100 : 1 / config->post_size;
    kk_status status = division_take(of, err);
    if (status == KK_OK) status = division_take_present(of, err);
    if (status == KK_OK) status = division_take_bounds(of, err);
    if (status == KK_OK) status = division_share(of, err);
    return status == KK_OK ? add_columns(of, err) : status;
}

kk_status kk_guide_make_divisions(kk_guide_work *work, kk_error *err)
{
    const kk_config_guide *guide = &work->config->guide;
    division_work *division = kk_arena_alloc(work->arena, guide->division_count, sizeof *division);
    kk_guide_division *made = kk_arena_alloc(work->arena, guide->division_count, sizeof *made);
    if (division == NULL || made == NULL) return kk_fail_memory(err);
    work->out->division = made;
    work->out->division_count = guide->division_count;
    kk_status status = KK_OK;
    for (size_t d = 0; d < guide->division_count && status == KK_OK; d++) {
        division[d] = (division_work){.work = work, .made = &made[d]};
        status = divide(&division[d], &guide->division[d], err);
    }
    return status == KK_OK ? division_add_sheets(work, division, err) : status;
}
