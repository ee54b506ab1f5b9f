/* SPDX-License-Identifier: EUPL-1.2 */
/* Against all choices tried one by one, on small worlds made at random; and the edges. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/siting.h"

enum { DEMANDS = 300, CANDIDATES = 60, WORLDS = 60 };

typedef struct world {
    kk_siting_task task;
    double weight[DEMANDS], capacity[CANDIDATES];
    float distance[CANDIDATES * DEMANDS];
    bool is_present[CANDIDATES];
    bool is_open[CANDIDATES];
    uint32_t serves[DEMANDS];
    kk_siting_result out;
} world;

static void open_world(world *w, size_t demands, size_t candidates, size_t p)
{
    *w = (world){.out = {.is_open = w->is_open, .serves = w->serves}};
    w->task = (kk_siting_task){
        .demand_count = demands,
        .candidate_count = candidates,
        .weight = w->weight,
        .distance = w->distance,
        .is_present = w->is_present,
        .p = p,
        .beyond = 20e3,
        .radius = 2500,
        .seed = 1,
        .threads = 1,
    };
}

/* Points of a square of 10 km; a few roads are missing, a few places are there already. */
static void scatter(world *w, uint64_t seed, size_t demands, size_t candidates, size_t p)
{
    kk_random random;
    double from[2 * CANDIDATES], to[2 * DEMANDS];
    open_world(w, demands, candidates, p);
    kk_random_init(&random, seed, 0);
    for (size_t i = 0; i < 2 * candidates; i++) from[i] = 1e4 * kk_random_uniform(&random);
    for (size_t j = 0; j < 2 * demands; j++) to[j] = 1e4 * kk_random_uniform(&random);
    for (size_t j = 0; j < demands; j++) w->weight[j] = kk_random_below(&random, 50);
    for (size_t i = 0; i < candidates; i++) w->is_present[i] = kk_random_below(&random, 5) == 0;
    for (size_t i = 0; i < candidates; i++)
        for (size_t j = 0; j < demands; j++) {
            bool is_missing = kk_random_below(&random, 12) == 0;
            double metres = hypot(from[2 * i] - to[2 * j], from[2 * i + 1] - to[2 * j + 1]);
            w->distance[i * demands + j] = is_missing ? INFINITY : (float)metres;
        }
}

static void solve(world *w, kk_siting_effort effort)
{
    kk_error err = {0};
    if (kk_siting_solve(&w->task, effort, &w->out, &err) != KK_OK) fail_msg("%s", err.message);
}

/* ---- one by one ---- */

static double value_of(const world *w, uint32_t open)
{
    const kk_siting_task *task = &w->task;
    double value = 0;
    for (size_t j = 0; j < task->demand_count; j++) {
        double nearest = INFINITY;
        for (size_t i = 0; i < task->candidate_count; i++)
            if ((open >> i & 1) != 0) nearest = fmin(nearest, (double)task->distance[i * task->demand_count + j]);
        if (task->goal == KK_SITING_COVERING)
            value += nearest <= task->radius ? task->weight[j] : 0;
        else
            value += task->weight[j] * fmin(nearest, task->beyond);
    }
    return value;
}

static int size_of(uint32_t set)
{
    return __builtin_popcount(set);
}

static double best_value(const world *w)
{
    const kk_siting_task *task = &w->task;
    uint32_t present = 0, all = (1u << task->candidate_count) - 1;
    for (size_t i = 0; i < task->candidate_count; i++) present |= (uint32_t)w->is_present[i] << i;
    bool is_removing = task->goal == KK_SITING_REMOVING, is_covering = task->goal == KK_SITING_COVERING;
    uint32_t pool = is_removing ? present : all & ~present, stay = is_removing ? 0 : present;
    int p = (int)task->p < size_of(pool) ? (int)task->p : size_of(pool), open = is_removing ? size_of(pool) - p : p;
    double best = is_covering ? 0 : INFINITY;
    for (uint32_t set = pool;; set = (set - 1) & pool) {
        double value = size_of(set) == open ? value_of(w, set | stay) : best;
        best = is_covering ? fmax(best, value) : fmin(best, value);
        if (set == 0) return best;
    }
}

static uint32_t opened(const world *w)
{
    uint32_t set = 0;
    for (size_t i = 0; i < w->task.candidate_count; i++) set |= (uint32_t)w->is_open[i] << i;
    return set;
}

static void assert_best(world *w, kk_siting_goal goal)
{
    w->task.goal = goal;
    double best = best_value(w), sign = goal == KK_SITING_COVERING ? -1 : 1, slack = 1e-6 * (1 + best);
    solve(w, KK_SITING_BOUNDED);
    assert_true(sign * w->out.bound <= sign * best + slack);
    assert_true(sign * best <= sign * w->out.objective + slack);
    assert_near(w->out.objective, value_of(w, opened(w)), slack);
    solve(w, KK_SITING_EXACT);
    assert_true(w->out.is_optimal);
    assert_near(w->out.objective, best, slack);
    assert_near(w->out.bound, best, slack);
}

static void the_exact_one_is_the_best_of_all(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        scatter(&w, seed, 25, 12, 1 + seed % 4);
        assert_best(&w, KK_SITING_MEDIAN);
        assert_best(&w, KK_SITING_COVERING);
        assert_best(&w, KK_SITING_REMOVING);
    }
}

/* ---- properties ---- */

static void everybody_goes_to_the_nearest(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 5, 200, 40, 6);
    solve(&w, KK_SITING_BOUNDED);
    for (size_t j = 0; j < 200; j++) {
        float nearest = INFINITY;
        for (size_t i = 0; i < 40; i++)
            if (w.is_open[i]) nearest = fminf(nearest, w.distance[i * 200 + j]);
        assert_true(w.is_open[w.serves[j]]);
        assert_true(w.distance[w.serves[j] * 200 + j] == nearest);
    }
}

static void another_candidate_makes_nothing_worse(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 10; seed++) {
        double before = INFINITY;
        for (size_t candidates = 10; candidates <= 20; candidates += 5) {
            scatter(&w, seed, 60, 20, 4);
            memset(w.is_present, 0, sizeof w.is_present);
            w.task.candidate_count = candidates;
            solve(&w, KK_SITING_EXACT);
            assert_true(w.out.is_optimal);
            assert_true(w.out.objective <= before * (1 + 1e-9));
            before = w.out.objective;
        }
    }
}

static void turn_around(world *to, const world *from)
{
    size_t demands = from->task.demand_count, candidates = from->task.candidate_count;
    open_world(to, demands, candidates, from->task.p);
    for (size_t j = 0; j < demands; j++) to->weight[j] = from->weight[demands - 1 - j];
    for (size_t i = 0; i < candidates; i++) to->is_present[i] = from->is_present[candidates - 1 - i];
    for (size_t e = 0; e < demands * candidates; e++) to->distance[e] = from->distance[demands * candidates - 1 - e];
}

static void the_order_does_not_matter(void **state)
{
    (void)state;
    static world w, turned;
    for (uint64_t seed = 0; seed < 5; seed++) {
        scatter(&w, seed, 120, 30, 5);
        turn_around(&turned, &w);
        solve(&w, KK_SITING_EXACT);
        solve(&turned, KK_SITING_EXACT);
        assert_true(w.out.is_optimal);
        assert_near(w.out.objective, turned.out.objective, 1e-9 * w.out.objective);
        for (size_t i = 0; i < 30; i++) assert_int_equal(w.is_open[i], turned.is_open[29 - i]);
    }
}

static void threads_do_not_matter(void **state)
{
    (void)state;
    static world w, same;
    scatter(&w, 3, DEMANDS, CANDIDATES, 7);
    for (size_t i = 0; i < CANDIDATES; i++) w.capacity[i] = 900;
    for (int with_capacity = 0; with_capacity < 2; with_capacity++) {
        w.task.capacity = with_capacity ? w.capacity : NULL;
        w.task.threads = 1;
        solve(&w, KK_SITING_BOUNDED);
        same = w;
        w.task.threads = 4;
        solve(&w, KK_SITING_BOUNDED);
        assert_memory_equal(w.is_open, same.is_open, sizeof w.is_open);
        assert_memory_equal(w.serves, same.serves, sizeof w.serves);
        assert_true(w.out.objective == same.out.objective && w.out.bound == same.out.bound);
    }
}

static void the_bound_is_near(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 5; seed++) {
        scatter(&w, seed, DEMANDS, CANDIDATES, 8);
        solve(&w, KK_SITING_BOUNDED);
        assert_true(w.out.bound <= w.out.objective && w.out.objective <= 1.01 * w.out.bound);
    }
}

/* ---- capacity ---- */

static double load_of(const world *w, uint32_t place)
{
    double load = 0;
    for (size_t j = 0; j < w->task.demand_count; j++) load += w->serves[j] == place ? w->weight[j] : 0;
    return load;
}

static void no_place_takes_more_than_it_can(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 20; seed++) {
        scatter(&w, seed, 80, 15, 5);
        for (size_t i = 0; i < 15; i++) w.capacity[i] = 150 + 40 * (double)(seed % 10);
        w.task.capacity = w.capacity;
        solve(&w, KK_SITING_BOUNDED);
        assert_near(w.out.unserved, load_of(&w, UINT32_MAX), 1e-9);
        assert_true(w.out.bound <= w.out.objective);
        for (uint32_t i = 0; i < 15; i++) assert_true(load_of(&w, i) <= (w.is_open[i] ? w.capacity[i] : 0));
    }
}

static double best_fill(const world *w, size_t demand, double *room)
{
    const kk_siting_task *task = &w->task;
    if (demand == task->demand_count) return 0;
    double weight = task->weight[demand], best = weight * task->beyond + best_fill(w, demand + 1, room);
    for (size_t i = 0; i < task->candidate_count; i++) {
        if (room[i] < weight) continue;
        room[i] -= weight;
        double metres = fmin(task->beyond, (double)task->distance[i * task->demand_count + demand]);
        best = fmin(best, weight * metres + best_fill(w, demand + 1, room));
        room[i] += weight;
    }
    return best;
}

/* Two of four places, eight demands: every choice and every way to fill it. */
static double best_filled(const world *w)
{
    double best = INFINITY;
    for (uint32_t set = 0; set < 16; set++) {
        double room[4];
        for (size_t i = 0; i < 4; i++) room[i] = (set >> i & 1) != 0 ? w->capacity[i] : -1;
        if (size_of(set) == 2) best = fmin(best, best_fill(w, 0, room));
    }
    return best;
}

/* Of 40 worlds, in how many the best is found; never better than that. */
static int count_best(double capacity)
{
    static world w;
    int hits = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        scatter(&w, seed, 8, 4, 2);
        memset(w.is_present, 0, sizeof w.is_present);
        for (size_t i = 0; i < 4; i++) w.capacity[i] = capacity;
        w.task.capacity = w.capacity;
        solve(&w, KK_SITING_BOUNDED);
        double best = best_filled(&w), slack = 1e-9 * (1 + best);
        assert_true(w.out.objective >= best - slack);
        hits += w.out.objective <= best + slack;
    }
    return hits;
}

/* Where there is hardly room for all, to fill places well is a hard problem by itself. */
static void capacity_is_mostly_used_best(void **state)
{
    (void)state;
    assert_true(count_best(100) >= 30);
    assert_true(count_best(150) >= 36);
}

static void what_does_not_fit_is_said(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 3, 2, 2);
    const double weight[] = {5, 4, 3}, capacity[] = {5, 3};
    const float distance[] = {100, 100, 100, 200, 200, 200};
    memcpy(w.weight, weight, sizeof weight);
    memcpy(w.capacity, capacity, sizeof capacity);
    memcpy(w.distance, distance, sizeof distance);
    w.task.capacity = w.capacity;
    solve(&w, KK_SITING_EXACT);
    assert_int_equal(w.serves[0], 0);
    assert_int_equal(w.serves[1], UINT32_MAX);
    assert_int_equal(w.serves[2], 1);
    assert_near(w.out.unserved, 4, 0);
    assert_near(w.out.objective, 5 * 100 + 4 * 20e3 + 3 * 200, 1e-9);
    assert_near(w.out.bound, 12 * 100, 1e-9);
    assert_false(w.out.is_optimal);
}

/* ---- edges ---- */

static void a_line_by_hand(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 4, 4, 2);
    const double at[] = {0, 100, 1000, 1300}, weight[] = {1, 3, 2, 1};
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 4; j++) w.distance[4 * i + j] = (float)fabs(at[i] - at[j]);
    memcpy(w.weight, weight, sizeof weight);
    solve(&w, KK_SITING_EXACT);
    assert_near(w.out.objective, 100 + 300, 0);
    assert_true(w.is_open[1] && w.is_open[2] && !w.is_open[0] && !w.is_open[3]);
    w.task.goal = KK_SITING_COVERING;
    w.task.radius = 100;
    solve(&w, KK_SITING_EXACT);
    assert_near(w.out.objective, 6, 0);
    assert_int_equal(w.serves[3], UINT32_MAX);
    assert_near(w.out.unserved, 1, 0);
}

static void who_cannot_be_reached_is_not_served(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 1, 20, 5, 5);
    for (size_t i = 0; i < 5; i++) w.distance[i * 20 + 7] = INFINITY;
    w.weight[7] = 11;
    solve(&w, KK_SITING_EXACT);
    assert_int_equal(w.serves[7], UINT32_MAX);
    assert_near(w.out.unserved, 11, 0);
    assert_true(w.out.is_optimal);
    assert_true(isfinite(w.out.objective));
}

static void nobody_to_serve_costs_nothing(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 0, 3, 2);
    solve(&w, KK_SITING_EXACT);
    assert_near(w.out.objective, 0, 0);
    assert_true(w.out.is_optimal);
    assert_int_equal(size_of(opened(&w)), 2);
    scatter(&w, 2, 10, 5, 2);
    memset(w.weight, 0, sizeof w.weight);
    solve(&w, KK_SITING_EXACT);
    assert_near(w.out.objective, 0, 0);
    assert_true(w.out.is_optimal);
}

static void more_than_there_are_is_all(void **state)
{
    (void)state;
    static world w;
    scatter(&w, 4, 30, 6, 9);
    solve(&w, KK_SITING_BOUNDED);
    assert_int_equal(opened(&w), 63);
    assert_true(w.out.is_optimal);
    w.task.goal = KK_SITING_REMOVING;
    solve(&w, KK_SITING_BOUNDED);
    assert_int_equal(opened(&w), 0);
    assert_near(w.out.objective, 20e3 * w.out.unserved, 1e-6);
}

static void no_candidates_serve_nobody(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 2, 0, 3);
    w.weight[0] = w.weight[1] = 1;
    solve(&w, KK_SITING_EXACT);
    assert_int_equal(w.serves[1], UINT32_MAX);
    assert_near(w.out.objective, 40e3, 0);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    static world w;
    kk_error err = {0};
    scatter(&w, 1, 5, 3, 1);
    w.weight[2] = NAN;
    assert_int_equal(kk_siting_solve(&w.task, KK_SITING_BOUNDED, &w.out, &err), KK_ERR_USAGE);
    assert_contains(err.message, "weight 2");
    scatter(&w, 1, 5, 3, 1);
    w.distance[4] = -1;
    assert_int_equal(kk_siting_solve(&w.task, KK_SITING_BOUNDED, &w.out, &err), KK_ERR_USAGE);
    assert_contains(err.message, "distance 4");
    scatter(&w, 1, 5, 3, 1);
    w.task.beyond = INFINITY;
    assert_int_equal(kk_siting_solve(&w.task, KK_SITING_BOUNDED, &w.out, &err), KK_ERR_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exact_one_is_the_best_of_all),
        cmocka_unit_test(everybody_goes_to_the_nearest),
        cmocka_unit_test(another_candidate_makes_nothing_worse),
        cmocka_unit_test(the_order_does_not_matter),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(the_bound_is_near),
        cmocka_unit_test(no_place_takes_more_than_it_can),
        cmocka_unit_test(capacity_is_mostly_used_best),
        cmocka_unit_test(what_does_not_fit_is_said),
        cmocka_unit_test(a_line_by_hand),
        cmocka_unit_test(who_cannot_be_reached_is_not_served),
        cmocka_unit_test(nobody_to_serve_costs_nothing),
        cmocka_unit_test(more_than_there_are_is_all),
        cmocka_unit_test(no_candidates_serve_nobody),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
