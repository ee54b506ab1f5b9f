/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/work.h"

#include "core/decimal.h"

#include <string.h>

/* Half of a 95% interval in standard errors. */
static const double z95 = 1.959963984540054;

const char *kk_guide_origin_name(kk_guide_origin origin)
{
    static const char *const names[] = {"none", "own", "around"};
    return names[origin];
}

ptrdiff_t kk_guide_level(const kk_guide_work *work, const char *name)
{
    for (size_t l = 0; l < work->areas->level_count; l++)
        if (strcmp(work->areas->level[l].name, name) == 0) return (ptrdiff_t)l;
    return -1;
}

/* ---- what an area lies in ---- */

static ptrdiff_t level_of_kind(const kk_areas *areas, kk_level_kind kind)
{
    for (size_t l = 0; l < areas->level_count; l++)
        if (areas->level[l].kind == kind) return (ptrdiff_t)l;
    return -1;
}

static ptrdiff_t own_area_around(const kk_areas *areas, uint32_t level, size_t area, const kk_level *own)
{
    const kk_membership *membership = &own->membership;
    if (membership->member_begin == NULL) return -1;
    ptrdiff_t member = kk_guide_area_around(areas, level, area, (uint32_t)membership->member_level);
    for (size_t i = 0; i < own->count && member >= 0; i++)
        for (uint32_t m = membership->member_begin[i]; m < membership->member_begin[i + 1]; m++)
            if (membership->member[m] == (uint32_t)member) return (ptrdiff_t)i;
    return -1;
}

ptrdiff_t kk_guide_area_around(const kk_areas *areas, uint32_t level, size_t area, uint32_t other)
{
    if (level == other) return (ptrdiff_t)area;
    const kk_level *from = &areas->level[level], *to = &areas->level[other];
    if (to->kind == KK_LEVEL_OWN) return from->kind == KK_LEVEL_OWN ? -1 : own_area_around(areas, level, area, to);
    if (from->kind == KK_LEVEL_OWN || to->kind >= from->kind || from->parent == NULL) return -1;
    char wijk[16];
    const char *code = from->parent[area];
    if (code != NULL && from->kind == KK_LEVEL_BUURT && to->kind == KK_LEVEL_GEMEENTE)
        code = kk_code_parent(code, wijk) ? wijk : NULL;
    return code == NULL ? -1 : kk_level_find(to, code);
}

/* ---- figures ---- */

static const kk_released_column *find_column(const kk_guide_work *work, uint32_t indicator, uint32_t level)
{
    const kk_released_column *column;
    size_t count = kk_release_columns(work->release, &column);
    const kk_config_indicator *wanted = &work->config->indicators[indicator];
    const kk_released_column *found = NULL;
    for (size_t c = 0; c < count; c++)
        if (column[c].level == level && column[c].indicator == wanted && (found == NULL || column[c].shown_on_map))
            found = &column[c];
    return found;
}

/* The same indicator and period one level up and further. */
typedef struct around {
    uint32_t level[KK_LEVEL_BUURT];
    const kk_released_column *column[KK_LEVEL_BUURT];
    size_t count;
} around;

static around find_around(const kk_guide_work *work, uint32_t indicator, uint32_t level, const char *period)
{
    around found = {.count = 0};
    kk_level_kind kind = work->areas->level[level].kind;
    while (kind != KK_LEVEL_OWN && kind-- > KK_LEVEL_GEMEENTE) {
        ptrdiff_t up = level_of_kind(work->areas, kind);
        const kk_released_column *column = up < 0 ? NULL : find_column(work, indicator, (uint32_t)up);
        if (column == NULL || strcmp(column->period, period) != 0) continue;
        found.level[found.count] = (uint32_t)up;
        found.column[found.count++] = column;
    }
    return found;
}

typedef struct taking {
    double *value, *lower, *upper, *error;
    uint8_t *status, *origin;
    const char **from;
} taking;

double kk_guide_everybody(const kk_config_indicator *indicator)
{
    bool is_percentage = indicator->unit != NULL && indicator->unit[0] == '%';
    return indicator->kind == KK_VALUE && is_percentage ? 100 : indicator->per;
}

kk_estimate kk_guide_estimate(const kk_config_indicator *indicator, kk_estimate published, double persons)
{
    bool has_interval = !isnan(published.upper - published.lower);
    if (has_interval || !indicator->as_published || !(persons > 0)) return published;
    double all = kk_guide_everybody(indicator), share = published.value / all;
    double half = share < 0 || share > 1 ? NAN : z95 * all * sqrt(share * (1 - share) / persons);
    return (kk_estimate){published.value, published.value - half, published.value + half};
}

static kk_estimate published(const kk_released_column *column, size_t area)
{
    return (kk_estimate){
        .value = kk_number_round(column->value[area]),
        .lower = kk_number_round(column->lower[area]),
        .upper = kk_number_round(column->upper[area]),
    };
}

kk_estimate kk_guide_released(const kk_released_column *column, size_t area)
{
    return kk_guide_estimate(column->indicator, published(column, area), column->denominator[area]);
}

double kk_guide_error(kk_estimate figure)
{
    return (figure.upper - figure.lower) / (2 * z95);
}

static void take(const taking *to, size_t area, const kk_released_column *column, size_t from, kk_guide_origin origin,
                 const char *code)
{
    kk_estimate figure = published(column, from);
    to->value[area] = figure.value;
    to->lower[area] = figure.lower;
    to->upper[area] = figure.upper;
    to->error[area] = kk_guide_error(kk_guide_released(column, from));
    to->origin[area] = (uint8_t)origin;
    to->from[area] = code;
}

static void take_around(const kk_areas *areas, const taking *to, uint32_t level, size_t area, const around *places)
{
    for (size_t a = 0; a < places->count; a++) {
        ptrdiff_t from = kk_guide_area_around(areas, level, area, places->level[a]);
        if (from < 0 || !kk_figure_has_value((kk_figure_status)places->column[a]->status[from])) continue;
        take(to, area, places->column[a], (size_t)from, KK_ORIGIN_AROUND, areas->level[places->level[a]].code[from]);
        return;
    }
}

static bool is_withheld(kk_figure_status status)
{
    return status == KK_FIGURE_SECRET || kk_figure_is_suppressed(status);
}

static void take_all(const kk_guide_work *work, const taking *to, uint32_t level, const kk_released_column *column,
                     const around *places)
{
    const kk_level *areas = &work->areas->level[level];
    for (size_t i = 0; i < areas->count; i++) {
        if (areas->water[i]) continue;
        kk_figure_status status = (kk_figure_status)column->status[i];
        to->status[i] = (uint8_t)status;
        if (kk_figure_has_value(status))
            take(to, i, column, i, KK_ORIGIN_OWN, areas->code[i]);
        else if (is_withheld(status))
            take_around(work->areas, to, level, i, places);
    }
}

/* Standard deviation between the areas with a figure of their own; NaN of fewer than three. */
static double spread_of(const taking *to, size_t count)
{
    double known = 0, mean = 0, squares = 0;
    for (size_t i = 0; i < count; i++) {
        if (to->origin[i] != KK_ORIGIN_OWN) continue;
        double step = to->value[i] - mean;
        mean += step / ++known;
        squares += step * (to->value[i] - mean);
    }
    return known < 3 ? NAN : sqrt(squares / (known - 1));
}

/* An area need not be as what is around it: it differs from that as areas differ. */
static void doubt_what_is_around(const taking *to, size_t count)
{
    double spread = spread_of(to, count);
    for (size_t i = 0; i < count; i++) {
        if (to->origin[i] != KK_ORIGIN_AROUND) continue;
        to->error[i] = isnan(spread) ? NAN : hypot(spread, isnan(to->error[i]) ? 0 : to->error[i]);
        to->lower[i] = to->value[i] - z95 * to->error[i];
        to->upper[i] = to->value[i] + z95 * to->error[i];
    }
}

static bool begin_taking(kk_arena *arena, size_t count, taking *to)
{
    *to = (taking){
        .value = kk_arena_alloc(arena, count, sizeof *to->value),
        .lower = kk_arena_alloc(arena, count, sizeof *to->lower),
        .upper = kk_arena_alloc(arena, count, sizeof *to->upper),
        .error = kk_arena_alloc(arena, count, sizeof *to->error),
        .status = kk_arena_alloc(arena, count, 1),
        .origin = kk_arena_alloc(arena, count, 1),
        .from = kk_arena_alloc(arena, count, sizeof *to->from),
    };
    if (!to->value || !to->lower || !to->upper || !to->error || !to->status || !to->origin || !to->from) return false;
    for (size_t i = 0; i < count; i++) {
        to->value[i] = to->lower[i] = to->upper[i] = to->error[i] = NAN;
        to->status[i] = KK_FIGURE_ABSENT;
        to->origin[i] = KK_ORIGIN_NONE;
        to->from[i] = "";
    }
    return true;
}

static kk_guide_figures end_taking(const kk_config_indicator *indicator, const kk_released_column *column,
                                   const taking *to)
{
    return (kk_guide_figures){
        .indicator = indicator,
        .period = column == NULL ? NULL : column->period,
        .source = column == NULL ? "" : column->source,
        .value = to->value,
        .lower = to->lower,
        .upper = to->upper,
        .error = to->error,
        .status = to->status,
        .origin = to->origin,
        .from = to->from,
    };
}

kk_status kk_guide_figures_take(kk_guide_work *work, uint32_t indicator, uint32_t level, kk_guide_figures *out,
                                kk_error *err)
{
    taking to;
    if (!begin_taking(work->arena, work->areas->level[level].count, &to)) return kk_fail_memory(err);
    const kk_released_column *column = find_column(work, indicator, level);
    if (column != NULL) {
        around places = find_around(work, indicator, level, column->period);
        take_all(work, &to, level, column, &places);
        doubt_what_is_around(&to, work->areas->level[level].count);
    }
    *out = end_taking(&work->config->indicators[indicator], column, &to);
    return KK_OK;
}

static void take_amounts(const kk_level *areas, const kk_released_column *column, const taking *to)
{
    const double *amount = column->indicator->kind == KK_VALUE ? column->value : column->numerator;
    for (size_t i = 0; i < areas->count; i++) {
        if (areas->water[i]) continue;
        to->status[i] = column->status[i];
        if (!kk_figure_has_value((kk_figure_status)column->status[i]) || isnan(amount[i])) continue;
        to->value[i] = column->indicator->kind == KK_VALUE ? kk_number_round(amount[i]) : amount[i];
        to->origin[i] = KK_ORIGIN_OWN;
        to->from[i] = areas->code[i];
    }
}

kk_status kk_guide_amounts_take(kk_guide_work *work, uint32_t indicator, uint32_t level, kk_guide_figures *out,
                                kk_error *err)
{
    const kk_level *areas = &work->areas->level[level];
    taking to;
    if (!begin_taking(work->arena, areas->count, &to)) return kk_fail_memory(err);
    const kk_released_column *column = find_column(work, indicator, level);
    if (column != NULL) take_amounts(areas, column, &to);
    *out = end_taking(&work->config->indicators[indicator], column, &to);
    return KK_OK;
}

/* ---- the index ---- */

const kk_guide_index *kk_guide_index_at(const kk_guide *guide, uint32_t level)
{
    for (size_t i = 0; i < guide->index_count; i++)
        if (guide->index[i].level == level) return &guide->index[i];
    return NULL;
}

bool kk_guide_hides_ranks(const kk_config *config, const kk_areas *areas, uint32_t level)
{
    for (size_t t = 0; t < config->guide.target_count; t++) {
        const kk_config_target *target = &config->guide.target[t];
        if (target->hides_ranks && strcmp(target->level, areas->level[level].name) == 0) return true;
    }
    return false;
}
