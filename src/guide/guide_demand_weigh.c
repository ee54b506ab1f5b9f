/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_demand.h"
#include "guide/guide_ridit.h"

/* What youths are weighed by. */
typedef struct need_taken {
    const double *figure; /* by area of the level, as is `origin` */
    const uint8_t *origin;
    double everybody; /* the figure that is a need of 1 */
    bool by_ridit;
} need_taken;

/* ---- an indicator ---- */

static kk_status take_indicator(kk_guide_work *work, const guide_demand_choice *choice, uint32_t level, need_taken *out,
                                kk_error *err)
{
    kk_guide_figures figures;
    kk_status status = kk_guide_figures_take(work, (uint32_t)choice->need, level, &figures, err);
    if (status != KK_OK) return status;
    if (figures.indicator->direction == KK_DIRECTION_STRENGTH)
        return kk_fail_at(
            err, KK_ERR_PROJECT, choice->mark,
            "more of '%s' is less need, so youths cannot be weighed by it; take its opposite, or the index",
            figures.indicator->name);
    *out = (need_taken){figures.value, figures.origin, kk_guide_everybody(figures.indicator), false};
    return KK_OK;
}

/* ---- the index ---- */

static uint8_t origin_of(const kk_guide_index *index, size_t area, size_t figures)
{
    if (isnan(index->scores.index[area])) return KK_ORIGIN_NONE;
    for (size_t n = 0; n < figures; n++)
        if (index->figures[n].origin[area] == KK_ORIGIN_AROUND) return KK_ORIGIN_AROUND;
    return KK_ORIGIN_OWN;
}

static kk_status take_index(kk_guide_work *work, const guide_demand_choice *choice, uint32_t level, need_taken *out,
                            kk_error *err)
{
    const kk_guide_index *index = kk_guide_index_at(work->out, level);
    if (index == NULL)
        return kk_fail_at(err, KK_ERR_PROJECT, choice->mark,
                          "there is no index of need for level '%s'; add it to the levels of the index",
                          work->areas->level[level].name);
    uint8_t *origin = kk_arena_alloc(work->arena, index->count, sizeof *origin);
    if (origin == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < index->count; i++) origin[i] = origin_of(index, i, work->config->guide.index.need_count);
    *out = (need_taken){index->scores.index, origin, 100, !guide_index_has_zero(&index->areas.rule)};
    return KK_OK;
}

/* ---- need per youth ---- */

static kk_status find_ridits(kk_guide_work *work, const guide_demand *demand, double *need, kk_error *err)
{
    size_t known = 0;
    double *figure = kk_arena_alloc(work->arena, demand->count, sizeof *figure);
    double *youths = kk_arena_alloc(work->arena, demand->count, sizeof *youths);
    double *ridit = kk_arena_alloc(work->arena, demand->count, sizeof *ridit);
    uint32_t *order = kk_arena_alloc(work->arena, demand->count, sizeof *order);
    if (!figure || !youths || !ridit || !order) return kk_fail_memory(err);
    for (size_t d = 0; d < demand->count; d++) {
        if (isnan(need[d])) continue;
        figure[known] = need[d];
        youths[known++] = demand->youths[d];
    }
    guide_ridits_find(figure, youths, known, order, ridit);
    for (size_t d = 0, k = 0; d < demand->count; d++)
        if (!isnan(need[d])) need[d] = ridit[k++];
    return KK_OK;
}

/* need[demand] of 0 and more; NaN: not known. */
static kk_status bring_need(kk_guide_work *work, const guide_demand_choice *choice, const need_taken *taken,
                            const guide_demand *demand, double *need, kk_error *err)
{
    for (size_t d = 0; d < demand->count; d++) need[d] = taken->figure[demand->area[d]] / taken->everybody;
    if (taken->by_ridit) return find_ridits(work, demand, need, err);
    for (size_t d = 0; d < demand->count; d++)
        if (need[d] < 0)
            return kk_fail_at(
                err, KK_ERR_PROJECT, choice->mark,
                "'%s' is below 0 in %s, so youths cannot be weighed by it; take a share or a rate, or the "
                "index",
                work->config->indicators[choice->need].name, work->areas->level[demand->level].code[demand->area[d]]);
    return KK_OK;
}

/* The need of all youths of whom it is known together, per youth; 0: nobody is in need. */
static double find_mean(const guide_demand *demand, const double *need)
{
    double all = 0, youths = 0;
    for (size_t d = 0; d < demand->count; d++) {
        if (isnan(need[d])) continue;
        all += demand->youths[d] * need[d];
        youths += demand->youths[d];
    }
    return youths > 0 ? all / youths : 0;
}

static kk_status list_origins(kk_guide_work *work, const need_taken *taken, guide_demand *out, kk_error *err)
{
    uint8_t *origin = kk_arena_alloc(work->arena, out->count, sizeof *origin);
    if (origin == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < out->count; d++) origin[d] = taken->origin[out->area[d]];
    out->need_origin = origin;
    return KK_OK;
}

kk_status guide_demand_weigh(kk_guide_work *work, const guide_demand_choice *choice, guide_demand *out, kk_error *err)
{
    need_taken taken = {0};
    kk_status status = choice->need >= 0 ? take_indicator(work, choice, out->level, &taken, err)
                                         : take_index(work, choice, out->level, &taken, err);
    if (status == KK_OK) status = bring_need(work, choice, &taken, out, out->weight, err);
    if (status == KK_OK) status = list_origins(work, &taken, out, err);
    if (status != KK_OK) return status;
    double mean = find_mean(out, out->weight);
    if (!(mean > 0))
        return kk_fail_at(err, KK_ERR_PROJECT, choice->mark,
                          "nobody is in need, as far as is known: weigh by another figure, or leave 'need' out");
    for (size_t d = 0; d < out->count; d++)
        out->weight[d] = out->youths[d] * (isnan(out->weight[d]) ? mean : out->weight[d]);
    return KK_OK;
}
