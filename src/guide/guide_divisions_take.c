/* SPDX-License-Identifier: EUPL-1.2 */
/* Who takes part in a division, with what need. */
#include "guide/allocate.h"
#include "guide/guide_divisions.h"
#include "guide/guide_ridit.h"

/* ---- figures of need ---- */

static kk_status take_index(division_work *of, kk_error *err)
{
    const kk_config_division *config = of->made->config;
    const kk_guide_index *index = kk_guide_index_at(of->work->out, of->made->level);
    if (index == NULL)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': there is no index of need for level '%s'; add it to the levels of the index",
                          config->name, config->level);
    of->figure = index->scores.index;
    of->figure_error = index->spread.error;
    of->by_ridit = !guide_index_has_zero(&index->areas.rule);
    of->per = 100;
    of->made->need_as = of->by_ridit ? "ridit" : "index";
    return KK_OK;
}

static kk_status take_indicator(division_work *of, kk_error *err)
{
    const kk_config_division *config = of->made->config;
    kk_guide_figures *figures = kk_arena_alloc(of->work->arena, 1, sizeof *figures);
    if (figures == NULL) return kk_fail_memory(err);
    kk_status status = kk_guide_figures_take(of->work, (uint32_t)config->need, of->made->level, figures, err);
    if (status != KK_OK) return status;
    if (figures->indicator->direction == KK_DIRECTION_STRENGTH)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': more of '%s' is less need, so means cannot be in proportion to it; take its "
                          "opposite, or the index",
                          config->name, figures->indicator->name);
    of->made->need_figures = figures;
    of->figure = figures->value;
    of->figure_error = figures->error;
    of->per = kk_guide_everybody(figures->indicator);
    of->made->need_as = "value";
    return KK_OK;
}

/* ---- takers ---- */

static kk_status count_takers(division_work *of, kk_error *err)
{
    kk_guide_division *made = of->made;
    const kk_config_division *config = made->config;
    const kk_level *areas = &of->work->areas->level[made->level];
    for (size_t i = 0; i < areas->count; i++) {
        if (areas->water[i] || !(of->youths.value[i] > 0)) continue;
        if (config->need >= 0 && of->figure[i] < 0)
            return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                              "division '%s': '%s' is below 0 in %s %s, so means cannot be in proportion to it; take a "
                              "share or a rate, or the index",
                              config->name, made->need_figures->indicator->name, config->level, areas->code[i]);
        bool is_known = !isnan(of->figure[i]);
        made->count += is_known;
        made->left_out += !is_known;
    }
    if (made->count > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                      "division '%s': no %s has both youths and a figure of need, so there is nobody to divide over; "
                      "choose another level, or another need",
                      config->name, config->level);
}

static kk_status list_takers(division_work *of, kk_error *err)
{
    kk_guide_division *made = of->made;
    kk_arena *arena = of->work->arena;
    const kk_level *areas = &of->work->areas->level[made->level];
    size_t count = made->count, k = 0;
    uint32_t *area = kk_arena_alloc(arena, count, sizeof *area);
    double *youths = kk_arena_alloc(arena, count, sizeof *youths), *need = kk_arena_alloc(arena, count, sizeof *need);
    double *error = kk_arena_alloc(arena, count, sizeof *error);
    of->room = kk_arena_alloc(arena, count, sizeof *of->room);
    of->order = kk_arena_alloc(arena, count, sizeof *of->order);
    if (!area || !youths || !need || !error || !of->room || !of->order) return kk_fail_memory(err);
    for (uint32_t i = 0; i < areas->count; i++) {
        if (areas->water[i] || !(of->youths.value[i] > 0) || isnan(of->figure[i])) continue;
        /* An index without any standard error has 0: that is not to be sure. */
        bool is_known = made->need_figures != NULL || of->figure_error[i] > 0;
        area[k] = i;
        youths[k] = of->youths.value[i];
        error[k] = is_known ? of->figure_error[i] : NAN;
        of->room[k++] = of->figure[i];
    }
    made->area = area;
    made->youths = youths;
    made->need = need;
    of->error = error;
    division_bring_need(of, of->room, of->order, need);
    return KK_OK;
}

kk_status division_take(division_work *of, kk_error *err)
{
    kk_status status =
        kk_guide_amounts_take(of->work, of->work->config->guide.youths, of->made->level, &of->youths, err);
    if (status == KK_OK) status = of->made->config->need < 0 ? take_index(of, err) : take_indicator(of, err);
    if (status == KK_OK) status = count_takers(of, err);
    return status == KK_OK ? list_takers(of, err) : status;
}

/* ---- need per youth ---- */

void division_bring_need(const division_work *of, const double *figure, uint32_t *order, double *need)
{
    if (of->by_ridit) {
        guide_ridits_find(figure, of->made->youths, of->made->count, order, need);
        return;
    }
    for (size_t k = 0; k < of->made->count; k++) need[k] = allocate_need(figure[k], of->per);
}
