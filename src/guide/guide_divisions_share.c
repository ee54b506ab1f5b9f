/* SPDX-License-Identifier: EUPL-1.2 */
/* Amounts by each principle, what they make of inequality, and the price of equity. */
#include "guide/allocate.h"
#include "guide/guide_divisions.h"
#include "kk/inequality.h"

/* ---- the task ---- */

kk_allocation_task division_task(const division_work *of, kk_principle principle, const double *need, double *state)
{
    const kk_guide_division *made = of->made;
    const kk_config_division *config = made->config;
    if (principle == KK_LEVELLING || principle == KK_WELFARE)
        allocate_state(principle, need, made->youths, made->present, made->count, state);
    return (kk_allocation_task){
        .bounds = {made->count, made->floor, made->ceiling, config->budget_units},
        .youths = made->youths,
        .need = need,
        .state = state,
        .present = made->present,
        .principle = principle,
        .share = config->floor_share,
        .years = config->years,
        .aversion = config->aversion,
        .epsilon = config->epsilon[config->epsilon_count - 1],
        .half_effect = config->half_effect * of->units,
    };
}

/* ---- flaws ---- */

static double total(const division_work *of, const int64_t *units)
{
    double sum = 0;
    for (size_t k = 0; k < of->made->count && units != NULL; k++) sum += (double)units[k];
    return sum / of->units;
}

static kk_status fail(const division_work *of, kk_principle principle, kk_allocation_flaw flaw, kk_error *err)
{
    const kk_config_division *config = of->made->config;
    const char *unit = isnan(config->post_size) ? "euro" : "FTE";
    double budget = (double)config->budget_units / of->units, floors = total(of, of->made->floor);
    if (flaw == KK_ALLOCATION_BELOW_FLOORS && floors > budget)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': the floors together are %.2f %s, the budget is %.2f; lower `floor_per_youth` "
                          "or raise the budget",
                          config->name, floors, unit, budget);
    if (flaw == KK_ALLOCATION_BELOW_FLOORS)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': in whole cents or posts the ceiling of some %s is below its floor; raise "
                          "`ceiling_per_youth` or lower `floor_per_youth`",
                          config->name, config->level);
    if (flaw == KK_ALLOCATION_ABOVE_CEILINGS)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "division '%s': the ceilings together are %.2f %s, the budget is %.2f; raise "
                          "`ceiling_per_youth` or lower the budget",
                          config->name, total(of, of->made->ceiling), unit, budget);
    return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                      "division '%s': by principle '%s' nobody is left to give all of the budget to (no need, nothing "
                      "present, or all at their ceilings); raise `ceiling_per_youth` or choose another principle",
                      config->name, kk_principle_name(principle));
}

/* ---- balance ---- */

static kk_status find_balance(const division_work *of, const int64_t *units, kk_guide_balance *out, kk_error *err)
{
    const kk_guide_division *made = of->made;
    *out = (kk_guide_balance){NAN, NAN};
    if (units == NULL) return KK_OK;
    for (size_t k = 0; k < made->count; k++) of->room[k] = (double)units[k] / made->youths[k];
    const kk_inequality_areas areas = {
        .count = made->count, .value = of->room, .weight = made->youths, .rank = made->need};
    kk_inequality_estimate found[KK_INEQUALITIES];
    kk_status status = kk_inequality_make(&areas, &(kk_inequality_rule){.threads = 1}, found, err);
    if (status == KK_OK) *out = (kk_guide_balance){found[KK_GINI].value, found[KK_CONCENTRATION].value};
    return status;
}

/* ---- a principle ---- */

static kk_status share_by(division_work *of, kk_principle principle, kk_guide_share *out, kk_error *err)
{
    kk_arena *arena = of->work->arena;
    size_t count = of->made->count;
    double *exact = kk_arena_alloc(arena, count, sizeof *exact), *state = kk_arena_alloc(arena, count, sizeof *state);
    double *chance = kk_arena_alloc(arena, count, sizeof *chance);
    int64_t *units = kk_arena_alloc(arena, count, sizeof *units);
    if (!exact || !state || !chance || !units) return kk_fail_memory(err);
    *out = (kk_guide_share){.principle = principle, .exact = exact, .units = units, .gain_chance = chance};
    kk_allocation_task task = division_task(of, principle, of->made->need, state);
    kk_allocation_flaw flaw = kk_allocate(&task, &(kk_allocation_room){of->room, of->order}, exact, units);
    if (flaw != KK_ALLOCATION_FINE) return fail(of, principle, flaw, err);
    kk_status status = find_balance(of, units, &out->balance, err);
    return status == KK_OK ? division_draw(of, out, chance, err) : status;
}

/* ---- the price of equity ---- */

static kk_status make_frontier(division_work *of, kk_error *err)
{
    kk_guide_division *made = of->made;
    const kk_config_division *config = made->config;
    kk_arena *arena = of->work->arena;
    if (isnan(config->half_effect)) return KK_OK;
    size_t points = config->epsilon_count + 1;
    double *epsilon = kk_arena_alloc(arena, points, sizeof *epsilon);
    double *exact = kk_arena_alloc(arena, made->count, sizeof *exact);
    double *state = kk_arena_alloc(arena, made->count, sizeof *state);
    kk_frontier_point *point = kk_arena_alloc(arena, points, sizeof *point);
    if (!epsilon || !exact || !state || !point) return kk_fail_memory(err);
    for (size_t e = 0; e < config->epsilon_count; e++) epsilon[e + 1] = config->epsilon[e];
    kk_allocation_task task = division_task(of, KK_WELFARE, made->need, state);
    kk_allocation_flaw flaw =
        kk_frontier(&task, epsilon, points, &(kk_allocation_room){of->room, of->order}, exact, point);
    if (flaw != KK_ALLOCATION_FINE) return fail(of, KK_WELFARE, flaw, err);
    made->most_effect = point[0].effect;
    made->frontier = point + 1;
    return KK_OK;
}

kk_status division_share(division_work *of, kk_error *err)
{
    kk_guide_division *made = of->made;
    const kk_config_division *config = made->config;
    kk_guide_share *share = kk_arena_alloc(of->work->arena, config->principle_count, sizeof *share);
    if (share == NULL) return kk_fail_memory(err);
    kk_status status = find_balance(of, made->present, &made->before, err);
    for (size_t p = 0; p < config->principle_count && status == KK_OK; p++)
        status = share_by(of, config->principle[p], &share[p], err);
    made->share = share;
    return status == KK_OK ? make_frontier(of, err) : status;
}
