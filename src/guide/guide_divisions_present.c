/* SPDX-License-Identifier: EUPL-1.2 */
/* What takers have now, and what they get at least and at most. */
#include "guide/allocate.h"
#include "guide/guide_divisions.h"

static const double amount_max = 1e13; /* euro: the kernel's 10¹⁵ units */

/* ---- figures ---- */

/* Of the levels around, by kind. */
typedef struct around {
    ptrdiff_t level[KK_LEVEL_OWN]; /* −1: none */
    kk_guide_figures amount[KK_LEVEL_OWN], youths[KK_LEVEL_OWN];
} around;

static kk_status take_around(const division_work *of, around *out, kk_error *err)
{
    uint32_t present = (uint32_t)of->made->config->present, youths = of->work->config->guide.youths;
    kk_status status = KK_OK;
    for (int kind = KK_LEVEL_GEMEENTE; kind < KK_LEVEL_OWN && status == KK_OK; kind++) {
        ptrdiff_t level = kk_guide_level(of->work, kk_level_kind_name((kk_level_kind)kind));
        out->level[kind] = level;
        if (level < 0) continue;
        status = kk_guide_amounts_take(of->work, present, (uint32_t)level, &out->amount[kind], err);
        if (status == KK_OK) status = kk_guide_amounts_take(of->work, youths, (uint32_t)level, &out->youths[kind], err);
    }
    return status;
}

/* Per youth in the area of that code; NaN where not known. */
static double means_in(const kk_areas *areas, const around *places, const char *code)
{
    kk_level_kind kind;
    if (!kk_code_kind(code, &kind) || places->level[kind] < 0) return NAN;
    ptrdiff_t area = kk_level_find(&areas->level[places->level[kind]], code);
    return area < 0 ? NAN : places->amount[kind].value[area] / places->youths[kind].value[area];
}

/* The amount of the area around is not this area's: of a withheld one it is given the part of its youths. */
static void take_amounts(const division_work *of, const kk_guide_figures *own, const around *places,
                         const kk_guide_figures *figures, double *value, uint8_t *origin)
{
    size_t count = of->work->areas->level[of->made->level].count;
    for (size_t i = 0; i < count; i++) {
        bool is_around = figures->origin[i] == KK_ORIGIN_AROUND;
        value[i] =
            is_around ? of->youths.value[i] * means_in(of->work->areas, places, figures->from[i]) : own->value[i];
        origin[i] = isfinite(value[i]) ? figures->origin[i] : KK_ORIGIN_NONE;
        if (origin[i] == KK_ORIGIN_NONE) value[i] = NAN;
    }
}

static kk_status take_figures(division_work *of, kk_error *err)
{
    kk_arena *arena = of->work->arena;
    size_t count = of->work->areas->level[of->made->level].count;
    uint32_t present = (uint32_t)of->made->config->present;
    kk_guide_figures *figures = kk_arena_alloc(arena, 1, sizeof *figures), own;
    double *value = kk_arena_alloc(arena, count, sizeof *value);
    uint8_t *origin = kk_arena_alloc(arena, count, 1);
    around places;
    if (!figures || !value || !origin) return kk_fail_memory(err);
    kk_status status = kk_guide_figures_take(of->work, present, of->made->level, figures, err);
    if (status == KK_OK) status = kk_guide_amounts_take(of->work, present, of->made->level, &own, err);
    if (status == KK_OK) status = take_around(of, &places, err);
    if (status != KK_OK) return status;
    take_amounts(of, &own, &places, figures, value, origin);
    figures->value = value;
    figures->origin = origin;
    of->made->present_figures = figures;
    return KK_OK;
}

/* ---- units ---- */

static kk_status check_amount(const division_work *of, size_t area, kk_error *err)
{
    const kk_guide_figures *figures = of->made->present_figures;
    const kk_config_division *config = of->made->config;
    if (isnan(figures->value[area]) || (figures->value[area] >= 0 && figures->value[area] <= amount_max)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                      "division '%s': '%s' of %s %s is below 0 or above 10^13; what is present must be an amount",
                      config->name, figures->indicator->name, config->level,
                      of->work->areas->level[of->made->level].code[area]);
}

/* Of all takers whose present is known, per youth; an error where it is of none. */
static kk_status find_mean(const division_work *of, double *mean, kk_error *err)
{
    const kk_guide_division *made = of->made;
    double sum = 0, youths = 0;
    kk_status status = KK_OK;
    for (size_t k = 0; k < made->count && status == KK_OK; k++) {
        status = check_amount(of, made->area[k], err);
        double value = made->present_figures->value[made->area[k]];
        if (isnan(value)) continue;
        sum += value;
        youths += made->youths[k];
    }
    *mean = sum / youths;
    if (status != KK_OK || youths > 0) return status;
    return kk_fail_at(err, KK_ERR_PROJECT, made->config->mark,
                      "division '%s': '%s' has no figure for any %s that takes part; leave `present` out",
                      made->config->name, made->present_figures->indicator->name, made->config->level);
}

static kk_status count_units(division_work *of, kk_error *err)
{
    kk_guide_division *made = of->made;
    int64_t *present = kk_arena_alloc(of->work->arena, made->count, sizeof *present);
    if (present == NULL) return kk_fail_memory(err);
    double mean;
    kk_status status = find_mean(of, &mean, err);
    for (size_t k = 0; k < made->count && status == KK_OK; k++) {
        double value = made->present_figures->value[made->area[k]];
        present[k] = llround((isnan(value) ? mean * made->youths[k] : value) * of->units);
    }
    made->present = present;
    return status;
}

kk_status division_take_present(division_work *of, kk_error *err)
{
    if (of->made->config->present < 0) return KK_OK;
    kk_status status = take_figures(of, err);
    return status == KK_OK ? count_units(of, err) : status;
}

/* ---- floors and ceilings ---- */

static kk_status bound(const division_work *of, double per_youth, bool is_floor, const int64_t **out, kk_error *err)
{
    if (isnan(per_youth)) return KK_OK;
    int64_t *units = kk_arena_alloc(of->work->arena, of->made->count, sizeof *units);
    if (units == NULL) return kk_fail_memory(err);
    for (size_t k = 0; k < of->made->count; k++)
        units[k] = allocate_bound(per_youth, of->made->youths[k], of->units, is_floor);
    *out = units;
    return KK_OK;
}

kk_status division_take_bounds(division_work *of, kk_error *err)
{
    const kk_config_division *config = of->made->config;
    kk_status status = bound(of, config->floor_per_youth, true, &of->made->floor, err);
    return status == KK_OK ? bound(of, config->ceiling_per_youth, false, &of->made->ceiling, err) : status;
}
