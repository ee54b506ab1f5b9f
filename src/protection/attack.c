/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "protection/project.h"
#include "protection/sweep.h"

#include <math.h>
#include <stdlib.h>

enum { TURNS = 4 };
static const double whole_slack = 1e-6, share_slack = 1e-9;

bool kk_demand_is_met(const kk_demand *demand, double lower, double upper, bool is_whole)
{
    if (isinf(lower) || isinf(upper)) return true;
    if (is_whole) {
        lower = ceil(lower - whole_slack);
        upper = floor(upper + whole_slack);
    }
    double needed = fmax(demand->width, demand->share * fabs(upper));
    return upper - lower >= needed - share_slack * fmax(1, fabs(upper));
}

typedef struct part_work {
    size_t part, columns;
} part_work;

typedef struct attack {
    const kk_knowledge *knowledge;
    const kk_demand *demand;
    size_t demand_count;
    const double *known_table;
    kk_attack_effort effort;
    kk_finding *finding;
    kk_presolved presolved;
    kk_components core, part; /* over core rows; over all */
    size_t *target_begin;     /* demands of each part: target[target_begin[p]] … */
    uint32_t *target;
    part_work *order; /* parts with targets: those with most work first, so that
                         no thread ends with a large one */
    size_t order_count;
} attack;

/* ---- preparation ---- */

static size_t part_of(const attack *of, size_t demand)
{
    return of->part.of[of->demand[demand].variable];
}

static void contradict(kk_finding *finding)
{
    *finding = (kk_finding){NAN, NAN, KK_VERDICT_CONTRADICTION};
}

/* Of a variable that is fixed, or in no row that tells more, the bounds are the
 * interval. */
static bool is_known_by_bounds(const attack *of, size_t d)
{
    size_t p = part_of(of, d);
    return p == KK_NO_COMPONENT || of->part.row_begin[p] == of->part.row_begin[p + 1];
}

static void find_by_bounds(const attack *of, size_t d)
{
    uint32_t j = of->demand[d].variable;
    double lower = of->presolved.knowledge.lower[j], upper = of->presolved.knowledge.upper[j];
    bool met = kk_demand_is_met(&of->demand[d], lower, upper, of->knowledge->is_whole[j]);
    of->finding[d] = (kk_finding){lower, upper, met ? KK_VERDICT_PROGRAMS : KK_VERDICT_LEAK};
}

static kk_status list_targets(attack *of, kk_error *err)
{
    size_t parts = of->part.count;
    of->target_begin = calloc(parts + 2, sizeof *of->target_begin);
    of->target = malloc((of->demand_count + 1) * sizeof *of->target);
    if (of->target_begin == NULL || of->target == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < of->demand_count; d++) {
        if (is_known_by_bounds(of, d))
            find_by_bounds(of, d);
        else
            of->target_begin[part_of(of, d) + 2]++;
    }
    for (size_t p = 0; p < parts; p++) of->target_begin[p + 2] += of->target_begin[p + 1];
    for (size_t d = 0; d < of->demand_count; d++)
        if (!is_known_by_bounds(of, d)) of->target[of->target_begin[part_of(of, d) + 1]++] = (uint32_t)d;
    return KK_OK;
}

/* Bounds and projection make room for each other. */
static kk_status simplify(attack *of, kk_error *err)
{
    bool gained = true, *is_asked = calloc(of->knowledge->variable_count + 1, sizeof *is_asked);
    if (is_asked == NULL) return kk_fail_memory(err);
    for (size_t d = 0; d < of->demand_count; d++) is_asked[of->demand[d].variable] = true;
    kk_status status = KK_OK;
    for (int turn = 0; status == KK_OK && gained && turn < TURNS; turn++) {
        status = kk_presolved_project(&of->presolved, is_asked, &gained, err);
        if (status == KK_OK && gained) status = kk_presolved_propagate(&of->presolved, err);
    }
    free(is_asked);
    return status;
}

static int compare_work(const void *a, const void *b)
{
    const part_work *first = a, *second = b;
    if (first->columns != second->columns) return first->columns < second->columns ? 1 : -1;
    return (first->part > second->part) - (first->part < second->part);
}

static kk_status order_parts(attack *of, kk_error *err)
{
    of->order = malloc((of->part.count + 1) * sizeof *of->order);
    if (of->order == NULL) return kk_fail_memory(err);
    for (size_t p = 0; p < of->part.count; p++) {
        size_t columns = of->part.variable_begin[p + 1] - of->part.variable_begin[p];
        if (of->target_begin[p] < of->target_begin[p + 1]) of->order[of->order_count++] = (part_work){p, columns};
    }
    qsort(of->order, of->order_count, sizeof *of->order, compare_work);
    return KK_OK;
}

static kk_status prepare(attack *of, kk_error *err)
{
    const kk_knowledge *tight = &of->presolved.knowledge;
    kk_status status = kk_presolved_init(&of->presolved, of->knowledge, err);
    const bool *open = of->presolved.row_is_open;
    if (status == KK_OK) status = kk_components_init(&of->core, tight, tight->core_row_count, open, err);
    if (status == KK_OK) status = simplify(of, err);
    if (status == KK_OK) status = kk_components_init(&of->part, tight, tight->row_count, open, err);
    if (status == KK_OK) status = list_targets(of, err);
    if (status == KK_OK) status = order_parts(of, err);
    return status;
}

/* ---- one part ---- */

typedef struct work {
    kk_arena arena;
    kk_part part;
    kk_search search;
    kk_target *target;
    size_t target_count;
    bool is_contradicted;
} work;

static kk_status make_work(const attack *of, size_t p, work *to, kk_error *err)
{
    kk_status status = kk_part_make(&of->presolved.knowledge, &of->part, p, &to->arena, &to->part, err);
    if (status == KK_OK) status = kk_search_init(&to->search, &to->part, &to->arena, err);
    if (status != KK_OK) return status;
    to->target_count = of->target_begin[p + 1] - of->target_begin[p];
    to->target = kk_arena_alloc(&to->arena, to->target_count, sizeof *to->target);
    if (to->target == NULL) return kk_fail_memory(err);
    for (size_t j = 0; j < to->part.column_count; j++) {
        uint32_t variable = to->part.variable[j];
        to->is_contradicted |= of->presolved.is_contradicted[variable];
        if (of->known_table != NULL) to->search.base[j] = of->known_table[variable];
    }
    for (size_t k = 0; k < to->target_count; k++) {
        uint32_t d = of->target[of->target_begin[p] + k], variable = of->demand[d].variable;
        to->target[k] =
            (kk_target){of->part.place[variable], of->knowledge->is_whole[variable], &of->demand[d], &of->finding[d]};
    }
    return KK_OK;
}

static kk_status search_part(work *of, kk_attack_effort effort, int threads, kk_error *err)
{
    kk_search *search = &of->search;
    bool found = false;
    kk_status status = of->is_contradicted ? KK_OK : kk_search_begin(search, &found, err);
    for (size_t k = 0; k < of->target_count; k++) {
        contradict(of->target[k].finding);
        if (found) of->target[k].finding->verdict = KK_VERDICT_TABLES;
    }
    if (status == KK_OK && found) status = kk_sweep(search, of->target, of->target_count, effort, threads, err);
    for (size_t k = 0; k < of->target_count; k++) {
        kk_finding *finding = of->target[k].finding;
        if (finding->verdict != KK_VERDICT_TABLES) continue;
        finding->lower = fmin(finding->lower, search->low[of->target[k].column]);
        finding->upper = fmax(finding->upper, search->high[of->target[k].column]);
    }
    return status;
}

static kk_status attack_part(const attack *of, size_t p, int threads, size_t *programs, kk_error *err)
{
    work now = {0};
    kk_arena_init(&now.arena);
    kk_status status = make_work(of, p, &now, err);
    if (status == KK_OK) status = search_part(&now, of->effort, threads, err);
    *programs += now.search.programs;
    kk_search_clear(&now.search);
    kk_arena_clear(&now.arena);
    return status;
}

/* ---- all parts ---- */

static kk_status attack_small_parts(const attack *of, size_t first, int threads, size_t *programs, kk_error *err)
{
    kk_status status = KK_OK;
    size_t solved = 0;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) reduction(+ : solved)
    for (size_t k = first; k < of->order_count; k++) {
        kk_error own;
        if (status != KK_OK || kk_interrupted()) continue;
        kk_status failed = attack_part(of, of->order[k].part, 1, &solved, &own);
        if (failed == KK_OK) continue;
#pragma omp critical
        {
            status = failed;
            *err = own;
        }
    }
    *programs += solved;
    return status;
}

static kk_status attack_parts(const attack *of, int threads, size_t *programs, kk_error *err)
{
    kk_status status = KK_OK;
    size_t k = 0;
    for (; status == KK_OK && k < of->order_count && of->order[k].columns > KK_SWEEP_LARGE; k++)
        status = attack_part(of, of->order[k].part, threads, programs, err);
    if (status == KK_OK) status = attack_small_parts(of, k, threads, programs, err);
#pragma omp parallel num_threads(threads)
    kk_lp_end_thread();
    if (status == KK_OK && kk_interrupted()) return kk_fail(err, KK_ERR_INTERRUPTED, "interrupted in the attack");
    return status;
}

/* A contradiction casts doubt on all that hangs together with it, also on what
 * the presolve told apart. */
static kk_status spread_contradictions(attack *of, kk_error *err)
{
    bool *contradicted = of->presolved.is_contradicted, any = of->presolved.any_contradicted;
    for (size_t d = 0; d < of->demand_count; d++) {
        if (of->finding[d].verdict != KK_VERDICT_CONTRADICTION) continue;
        any = contradicted[of->demand[d].variable] = true;
    }
    if (!any) return KK_OK;
    kk_components whole;
    kk_status status = kk_components_init(&whole, of->knowledge, of->knowledge->row_count, NULL, err);
    bool *is_hit = status == KK_OK ? calloc(whole.count + 1, 1) : NULL;
    if (status == KK_OK && is_hit == NULL) status = kk_fail_memory(err);
    for (size_t j = 0; status == KK_OK && j < of->knowledge->variable_count; j++)
        if (contradicted[j] && whole.of[j] != KK_NO_COMPONENT) is_hit[whole.of[j]] = true;
    for (size_t d = 0; status == KK_OK && d < of->demand_count; d++) {
        uint32_t j = of->demand[d].variable;
        if (contradicted[j] || (whole.of[j] != KK_NO_COMPONENT && is_hit[whole.of[j]])) contradict(&of->finding[d]);
    }
    free(is_hit);
    kk_components_clear(&whole);
    return status;
}

static void count_findings(const attack *of, size_t programs, kk_attack_counts *counts)
{
    size_t by_verdict[KK_VERDICT_CONTRADICTION + 1] = {0};
    for (size_t d = 0; d < of->demand_count; d++) by_verdict[of->finding[d].verdict]++;
    *counts = (kk_attack_counts){
        .by_tables = by_verdict[KK_VERDICT_TABLES],
        .by_programs = by_verdict[KK_VERDICT_PROGRAMS],
        .leaks = by_verdict[KK_VERDICT_LEAK],
        .contradictions = by_verdict[KK_VERDICT_CONTRADICTION],
        .components = of->core.count,
        .largest_component = of->core.largest,
        .programs = programs,
    };
}

kk_status kk_attack(const kk_knowledge *knowledge, const kk_demand *demand, size_t demand_count,
                    const double *known_table, kk_attack_effort effort, int threads, kk_finding *finding,
                    kk_attack_counts *counts, kk_error *err)
{
    attack of = {.knowledge = knowledge,
                 .demand = demand,
                 .demand_count = demand_count,
                 .known_table = known_table,
                 .effort = effort,
                 .finding = finding};
    size_t programs = 0;
    kk_status status = prepare(&of, err);
    if (status == KK_OK) status = attack_parts(&of, threads, &programs, err);
    if (status == KK_OK) status = spread_contradictions(&of, err);
    if (status == KK_OK) count_findings(&of, programs, counts);
    free(of.target_begin);
    free(of.target);
    free(of.order);
    kk_components_clear(&of.core);
    kk_components_clear(&of.part);
    kk_presolved_clear(&of.presolved);
    return status;
}
