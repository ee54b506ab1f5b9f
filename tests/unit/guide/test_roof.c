/* SPDX-License-Identifier: EUPL-1.2 */
/* By hand, and against every single move tried one by one on small worlds made at random. */
#include "unit/check.h"

#include "kk/random.h"
#include "kk/siting.h"

enum { DEMANDS = 30, PLACES = 8, MOVES = 6, WORLDS = 200 };

typedef struct world {
    kk_roof_task task;
    double weight[DEMANDS];
    float distance[PLACES * DEMANDS];
    uint32_t kinds[PLACES];
    double share[3];
    kk_roof_move move[MOVES];
    size_t count;
} world;

static void open_world(world *w, size_t demands, size_t places)
{
    *w = (world){0};
    w->task = (kk_roof_task){demands, places, w->weight, w->distance, w->kinds, 7, 1000, MOVES};
}

static void scatter(world *w, uint64_t seed)
{
    kk_random random;
    open_world(w, DEMANDS, PLACES);
    kk_random_init(&random, seed, 0);
    for (size_t j = 0; j < DEMANDS; j++) w->weight[j] = 1 + kk_random_below(&random, 20);
    for (size_t i = 0; i < PLACES; i++) w->kinds[i] = kk_random_below(&random, 8);
    for (size_t e = 0; e < PLACES * DEMANDS; e++) w->distance[e] = (float)kk_random_below(&random, 4000);
}

static void find(world *w)
{
    kk_error err = {0};
    assert_int_equal(kk_roof_find(&w->task, w->share, w->move, &w->count, &err), KK_OK);
}

static bool is_near(const world *w, size_t place, size_t demand)
{
    return w->distance[place * w->task.demand_count + demand] <= 1000;
}

static uint32_t kinds_near(const world *w, const uint32_t *kinds, size_t demand)
{
    uint32_t all = 0;
    for (size_t i = 0; i < w->task.place_count; i++)
        if (is_near(w, i, demand)) all |= kinds[i];
    return all;
}

static double share_under(const world *w, const uint32_t *kinds)
{
    double under = 0, total = 0;
    for (size_t j = 0; j < w->task.demand_count; j++) {
        bool has_roof = false;
        for (size_t i = 0; i < w->task.place_count; i++) has_roof |= is_near(w, i, j) && (kinds[i] & 7) == 7;
        under += has_roof ? w->weight[j] : 0;
        total += w->weight[j];
    }
    return under / total;
}

/* The most that a place gains for each kind that it lacks, with so many moves at most. */
static double best_gain(const world *w, const uint32_t *kinds, size_t moves)
{
    double best = 0;
    for (size_t i = 0; i < w->task.place_count; i++) {
        uint32_t with[PLACES], lacking = 7 & ~kinds[i];
        if (lacking == 0 || (size_t)__builtin_popcount(lacking) > moves) continue;
        memcpy(with, kinds, sizeof with);
        with[i] |= 7;
        best = fmax(best, (share_under(w, with) - share_under(w, kinds)) / __builtin_popcount(lacking));
    }
    return best;
}

static void make_move(world *w, const kk_roof_move *move, uint32_t *kinds)
{
    uint32_t before[PLACES];
    memcpy(before, kinds, sizeof before);
    assert_int_equal(__builtin_popcount(move->kind & 7), 1);
    assert_int_equal(kinds[move->place] & move->kind, 0);
    kinds[move->place] |= move->kind;
    if (move->from != UINT32_MAX) {
        assert_int_equal(kinds[move->from] & move->kind, move->kind);
        kinds[move->from] &= ~move->kind;
    }
    for (size_t j = 0; j < w->task.demand_count; j++)
        assert_int_equal(kinds_near(w, before, j) & ~kinds_near(w, kinds, j), 0);
}

static void check_moves(world *w)
{
    uint32_t kinds[PLACES];
    memcpy(kinds, w->kinds, sizeof kinds);
    double share = w->share[0];
    for (size_t m = 0; m < w->count;) {
        double gain = best_gain(w, kinds, MOVES - m), before = share;
        uint32_t place = w->move[m].place;
        int lacking = __builtin_popcount(7 & ~kinds[place]);
        for (int i = 0; i < lacking; i++, m++) {
            assert_int_equal(w->move[m].place, place);
            make_move(w, &w->move[m], kinds);
            assert_true(w->move[m].share_after >= share);
            share = w->move[m].share_after;
        }
        assert_near(share, share_under(w, kinds), 1e-12);
        assert_near((share - before) / lacking, gain, 1e-12);
    }
    assert_near(best_gain(w, kinds, MOVES - w->count), 0, 1e-12);
}

static void nobody_loses_and_each_place_is_the_best(void **state)
{
    (void)state;
    static world w;
    size_t moved = 0, new = 0;
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        scatter(&w, seed);
        find(&w);
        assert_near(w.share[0], share_under(&w, w.kinds), 1e-12);
        check_moves(&w);
        for (size_t m = 0; m < w.count; m++) *(w.move[m].from == UINT32_MAX ? &new : &moved) += 1;
    }
    assert_true(moved > WORLDS / 4 && new > WORLDS / 4);
}

static void shares_are_of_all_youths(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        double apart = 0, total = 0;
        scatter(&w, seed);
        find(&w);
        for (size_t j = 0; j < DEMANDS; j++) {
            apart += kinds_near(&w, w.kinds, j) == 7 ? w.weight[j] : 0;
            total += w.weight[j];
        }
        assert_near(w.share[0] + w.share[1], apart / total, 1e-12);
        assert_near(w.share[0] + w.share[1] + w.share[2], 1, 1e-12);
    }
}

/* Two places that all can reach, one with kinds 1 and 2, one with kind 4: the latter moves in with the former. */
static void two_become_one(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 2, 2);
    w.weight[0] = 30;
    w.weight[1] = 70;
    w.kinds[0] = 3;
    w.kinds[1] = 4;
    find(&w);
    assert_near(w.share[1], 1, 0);
    assert_int_equal(w.count, 1);
    assert_int_equal(w.move[0].place, 0);
    assert_int_equal(w.move[0].kind, 4);
    assert_int_equal(w.move[0].from, 1);
    assert_near(w.move[0].share_after, 1, 0);
}

/* As before, but the second youths cannot reach the first place: they would lose kind 4. */
static void a_kind_that_is_needed_stays(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 2, 2);
    w.weight[0] = 70;
    w.weight[1] = 30;
    w.distance[1] = 5000;
    w.kinds[0] = 3;
    w.kinds[1] = 4;
    w.task.moves = 1;
    find(&w);
    assert_int_equal(w.count, 1);
    assert_int_equal(w.move[0].from, UINT32_MAX);
    assert_near(w.move[0].share_after, 0.7, 1e-15);
}

static void nobody_has_no_share(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 0, 2);
    find(&w);
    assert_true(isnan(w.share[0]) && isnan(w.share[2]));
    assert_int_equal(w.count, 0);
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    static world w;
    kk_error err = {0};
    scatter(&w, 1);
    w.task.wanted = 0;
    assert_int_equal(kk_roof_find(&w.task, w.share, w.move, &w.count, &err), KK_ERR_USAGE);
    scatter(&w, 1);
    w.weight[3] = -1;
    assert_int_equal(kk_roof_find(&w.task, w.share, w.move, &w.count, &err), KK_ERR_USAGE);
    assert_contains(err.message, "weight 3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_loses_and_each_place_is_the_best),
        cmocka_unit_test(shares_are_of_all_youths),
        cmocka_unit_test(two_become_one),
        cmocka_unit_test(a_kind_that_is_needed_stays),
        cmocka_unit_test(nobody_has_no_share),
        cmocka_unit_test(nonsense_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
