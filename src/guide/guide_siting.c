/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_siting.h"

enum { PAIRS_EXACT = 60000, PAIRS_MAX = 100000000 };
static const double same_spot_m = 1, no_limit = 1e15;

/* ---- candidates: the present places, then others where it could be ---- */

static bool stands_at_a_present_one(const siting_work *of, size_t place, const uint32_t *list, size_t present)
{
    const kk_guide_place *all = of->work->sources->place;
    for (size_t i = 0; i < present; i++)
        if (hypot(all[list[i]].x - all[place].x, all[list[i]].y - all[place].y) < same_spot_m) return true;
    return false;
}

static bool is_of_a_candidate_type(const kk_config_siting *config, const kk_guide_place *place)
{
    for (size_t c = 0; c < config->candidate_count; c++)
        if (guide_place_is(place, config->candidates[c])) return !guide_place_is(place, config->type);
    return false;
}

static kk_status check_types(const siting_work *of, kk_error *err)
{
    const kk_config_siting *config = of->made->config;
    const kk_guide_sources *sources = of->work->sources;
    kk_status status = KK_OK;
    if (config->goal == KK_SITING_REMOVING) status = guide_places_need(sources, config->type, config->mark, err);
    for (size_t c = 0; c < config->candidate_count && status == KK_OK; c++)
        status = guide_places_need(sources, config->candidates[c], config->mark, err);
    return status;
}

static kk_status list_candidates(siting_work *of, kk_error *err)
{
    const kk_guide_sources *sources = of->work->sources;
    kk_status status = check_types(of, err);
    if (status != KK_OK) return status;
    uint32_t *list = kk_arena_alloc(of->work->arena, sources->place_count, sizeof *list);
    bool *is_present = kk_arena_alloc(of->work->arena, sources->place_count, sizeof *is_present);
    if (list == NULL || is_present == NULL) return kk_fail_memory(err);
    size_t present = guide_places_of(sources, of->made->config->type, list), count = present;
    for (size_t i = 0; i < sources->place_count; i++) {
        if (!is_of_a_candidate_type(of->made->config, &sources->place[i])) continue;
        if (!stands_at_a_present_one(of, i, list, present)) list[count++] = (uint32_t)i;
    }
    for (size_t c = 0; c < present; c++) is_present[c] = true;
    of->made->candidate = list;
    of->made->is_present = is_present;
    of->made->candidate_count = count;
    return KK_OK;
}

/* ---- distances ---- */

static kk_status measure(siting_work *of, kk_error *err)
{
    size_t pairs = of->made->candidate_count * of->demand.count;
    if (pairs > PAIRS_MAX)
        return kk_fail_at(
            err, KK_ERR_PROJECT, of->made->config->mark,
            "siting '%s': %zu places and %zu areas are too many to weigh against each other; choose fewer "
            "'candidates', or a coarser 'level'",
            of->made->config->name, of->made->candidate_count, of->demand.count);
    of->distance = kk_arena_alloc(of->work->arena, pairs, sizeof *of->distance);
    if (of->distance == NULL) return kk_fail_memory(err);
    guide_demand_distances(&of->demand, of->work->sources->place, of->made->candidate, of->made->candidate_count,
                           of->distance);
    for (size_t i = 0; i < pairs; i++) of->beyond = fmax(of->beyond, ceil((double)of->distance[i]) + 1);
    return KK_OK;
}

static kk_status take_capacity(const siting_work *of, const double **capacity, kk_error *err)
{
    const kk_config_siting *config = of->made->config;
    *capacity = NULL;
    if (!config->uses_capacity) return KK_OK;
    if (config->need != GUIDE_DEMAND_ALIKE)
        return kk_fail_at(err, KK_ERR_PROJECT, config->mark,
                          "siting '%s': capacity counts youths, so that they cannot weigh by need; leave out 'need' or "
                          "'capacity'",
                          config->name);
    double *room = kk_arena_alloc(of->work->arena, of->made->candidate_count, sizeof *room);
    if (room == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < of->made->candidate_count; c++) {
        double here = of->work->sources->place[of->made->candidate[c]].capacity;
        room[c] = isnan(here) ? no_limit : here;
    }
    *capacity = room;
    return KK_OK;
}

/* ---- solving ---- */

static kk_status solve(siting_work *of, kk_error *err)
{
    kk_guide_siting *made = of->made;
    const kk_config_siting *config = made->config;
    const double *capacity;
    made->result.is_open = kk_arena_alloc(of->work->arena, made->candidate_count, sizeof *made->result.is_open);
    made->result.serves = kk_arena_alloc(of->work->arena, of->demand.count, sizeof *made->result.serves);
    if (made->result.is_open == NULL || made->result.serves == NULL) return kk_fail_memory(err);
    kk_status status = take_capacity(of, &capacity, err);
    if (status != KK_OK) return status;
    kk_siting_task task = {
        .goal = config->goal,
        .demand_count = of->demand.count,
        .candidate_count = made->candidate_count,
        .weight = of->demand.weight,
        .distance = of->distance,
        .is_present = made->is_present,
        .capacity = capacity,
        .p = config->places,
        .beyond = of->beyond,
        .radius = config->radius_m,
        .seed = of->work->config->guide.seed,
        .threads = of->work->threads,
    };
    bool is_small = made->candidate_count * of->demand.count <= PAIRS_EXACT;
    return kk_siting_solve(&task, is_small ? KK_SITING_EXACT : KK_SITING_BOUNDED, &made->result, err);
}

/* Metres to the nearest present place, and to the one that serves afterwards. */
static kk_status compare(siting_work *of, kk_error *err)
{
    kk_guide_siting *made = of->made;
    size_t demands = of->demand.count;
    float *before = kk_arena_alloc(of->work->arena, demands, sizeof *before);
    float *after = kk_arena_alloc(of->work->arena, demands, sizeof *after);
    if (before == NULL || after == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < demands; d++) {
        before[d] = INFINITY;
        for (size_t c = 0; c < made->candidate_count; c++)
            if (made->is_present[c]) before[d] = fminf(before[d], of->distance[c * demands + d]);
        uint32_t by = made->result.serves[d];
        after[d] = by == UINT32_MAX ? INFINITY : of->distance[by * demands + d];
    }
    made->before = before;
    made->after = after;
    return KK_OK;
}

/* Who goes where in the proposal, place by place. */
static kk_status tally(siting_work *of, kk_error *err)
{
    kk_guide_siting *made = of->made;
    size_t count = made->candidate_count;
    double *youths = kk_arena_alloc(of->work->arena, count, sizeof *youths);
    double *need = kk_arena_alloc(of->work->arena, count, sizeof *need);
    double *metres = kk_arena_alloc(of->work->arena, count, sizeof *metres);
    if (youths == NULL || need == NULL || metres == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < of->demand.count; d++) {
        uint32_t by = made->result.serves[d];
        if (by == UINT32_MAX) continue;
        youths[by] += of->demand.youths[d];
        need[by] += of->demand.weight[d];
        metres[by] += of->demand.youths[d] * (double)made->after[d];
    }
    /* Need over youths would tell the index of who goes there. */
    bool hides_need =
        made->config->need == -1 && kk_guide_hides_ranks(of->work->config, of->work->areas, of->demand.level);
    for (size_t c = 0; c < count; c++) {
        metres[c] = youths[c] > 0 ? metres[c] / youths[c] : NAN;
        if (hides_need || !made->result.is_open[c]) need[c] = NAN;
        if (!made->result.is_open[c]) youths[c] = NAN;
    }
    made->youths_served = youths;
    made->need_served = need;
    made->mean_distance = metres;
    return KK_OK;
}

static kk_status make(siting_work *of, kk_error *err)
{
    const kk_config_siting *config = of->made->config;
    guide_demand_choice choice = {config->level, config->need, config->mark};
    kk_status status = guide_demand_make(of->work, &choice, &of->demand, err);
    if (status == KK_OK) status = list_candidates(of, err);
    if (status == KK_OK) status = measure(of, err);
    if (status != KK_OK) return status;
    of->made->level = of->demand.level;
    of->made->place = of->work->sources->place;
    of->made->demand_count = of->demand.count;
    of->made->area = of->demand.area;
    of->made->xy = of->demand.xy;
    of->made->youths = of->demand.youths;
    status = solve(of, err);
    if (status == KK_OK) status = compare(of, err);
    return status == KK_OK ? tally(of, err) : status;
}

kk_status kk_guide_make_siting(kk_guide_work *work, kk_error *err)
{
    const kk_config_guide *config = &work->config->guide;
    size_t count = config->siting_count;
    kk_guide_siting *made = kk_arena_alloc(work->arena, count, sizeof *made);
    siting_work *sitings = kk_arena_alloc(work->arena, count, sizeof *sitings);
    if (made == NULL || sitings == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t s = 0; s < count && status == KK_OK; s++) {
        made[s].config = &config->siting[s];
        sitings[s] = (siting_work){.work = work, .made = &made[s]};
        status = make(&sitings[s], err);
    }
    work->out->siting = made;
    work->out->siting_count = count;
    return status == KK_OK ? siting_add_sheets(work, sitings, count, err) : status;
}
