/* SPDX-License-Identifier: EUPL-1.2 */
/* What is hidden protects, and is the least that does. */
#include "unit/protection/plain_attack.h"
#include "unit/protection/two_way.h"

#include "kk/random.h"

static kk_protection_result protect(const two_way *t, kk_protection_effort effort, int threads, bool *hide)
{
    kk_protection_result result;
    kk_error err;
    assert_int_equal(kk_protect(&t->task, effort, threads, hide, &result, &err), KK_OK);
    double loss = 0;
    size_t hidden = 0;
    for (size_t j = 0; j < t->knowledge.variable_count; j++) {
        assert_false(hide[j] && t->weight[j] == 0);
        if (hide[j]) loss += t->weight[j], hidden++;
    }
    assert_near(result.loss, loss, 1e-9);
    assert_int_equal(result.hidden, hidden);
    return result;
}

/* Wide enough, and the truth is no end unless its own bound is. */
static bool is_protected(const two_way *t, glp_prob *program, const kk_demand *demand)
{
    uint32_t j = demand->variable;
    double lower = ceil(plain_end(program, j, GLP_MIN, false) - 1e-6);
    double upper = floor(plain_end(program, j, GLP_MAX, false) + 1e-6);
    return upper - lower >= demand->width && (lower < t->truth[j] || t->truth[j] == t->lower[j]) &&
           (upper > t->truth[j] || t->truth[j] == t->upper[j]);
}

static bool all_are_protected(const two_way *t, const bool *hide)
{
    double lower[CELLS_MAX], upper[CELLS_MAX];
    kk_knowledge known = two_way_released(t, hide, lower, upper);
    glp_prob *program = plain_program(&known);
    bool all = true;
    for (size_t d = 0; d < t->task.demand_count && all; d++) all = is_protected(t, program, &t->demand[d]);
    glp_delete_prob(program);
    return all;
}

/* The least loss over all choices; INFINITY where none protects. */
static double try_all(const two_way *t)
{
    uint32_t may[CELLS_MAX], count = 0;
    double least = INFINITY;
    for (uint32_t j = 0; j < t->knowledge.variable_count; j++)
        if (t->weight[j] > 0 && isfinite(t->weight[j])) may[count++] = j;
    for (uint32_t choice = 0; choice < 1u << count; choice++) {
        bool hide[CELLS_MAX] = {false};
        double loss = 0;
        for (uint32_t i = 0; i < count; i++)
            if (choice >> i & 1) hide[may[i]] = true, loss += t->weight[may[i]];
        if (loss < least && all_are_protected(t, hide)) least = loss;
    }
    return least;
}

/* Small counts are hidden; zeros and the grand total never are. */
static bool draw(two_way *t, uint64_t number, uint32_t rows, uint32_t columns)
{
    kk_random random;
    double inner[CELLS_MAX];
    kk_random_init(&random, 6, number);
    for (uint32_t i = 0; i < rows * columns; i++)
        inner[i] = kk_random_below(&random, 4) == 0 ? kk_random_below(&random, 10) : 10 + kk_random_below(&random, 40);
    two_way_make(t, rows, columns, inner);
    for (uint32_t j = 0; j < t->knowledge.variable_count; j++) {
        if (t->truth[j] == 0 || j == 0)
            t->weight[j] = INFINITY;
        else if (t->truth[j] < 10) {
            two_way_hide(t, j, 5);
            t->lower[j] = 1;
            t->upper[j] = 9;
        } else
            t->lower[j] = 10;
    }
    return t->task.demand_count > 0;
}

/* ---- by hand ---- */

static void nothing_demanded_nothing_hidden(void **state)
{
    two_way t;
    bool hide[CELLS_MAX];
    two_way_make(&t, 2, 2, (double[]){20, 30, 40, 50});
    for (int effort = KK_EFFORT_QUICK; effort <= KK_EFFORT_OPTIMAL; effort++) {
        kk_protection_result result = protect(&t, (kk_protection_effort)effort, 1, hide);
        assert_int_equal(result.hidden + result.unmet, 0);
    }
    (void)state;
}

/* Of 22 the cheapest rectangle is with 8, 17 and 12; within it 22 can be anything from 5 to 30. */
static void one_cell_takes_the_cheapest_rectangle(void **state)
{
    two_way t;
    bool hide[CELLS_MAX];
    two_way_make(&t, 3, 3, (double[]){20, 50, 10, 8, 19, 22, 17, 32, 12});
    two_way_hide(&t, two_way_cell(&t, 2, 3), 25);
    assert_near(protect(&t, KK_EFFORT_OPTIMAL, 1, hide).loss, 37, 1e-9);
    assert_true(hide[two_way_cell(&t, 2, 1)] && hide[two_way_cell(&t, 3, 1)] && hide[two_way_cell(&t, 3, 3)]);
    t.demand[0].width = 26;
    assert_true(protect(&t, KK_EFFORT_OPTIMAL, 1, hide).loss > 37);
    (void)state;
}

static void what_nothing_can_meet_is_unmet(void **state)
{
    two_way t;
    bool hide[CELLS_MAX];
    two_way_make(&t, 2, 2, (double[]){3, 30, 40, 50});
    for (uint32_t j = 0; j < t.knowledge.variable_count; j++) t.weight[j] = INFINITY;
    two_way_hide(&t, two_way_cell(&t, 1, 1), 5);
    for (int effort = KK_EFFORT_QUICK; effort <= KK_EFFORT_OPTIMAL; effort++) {
        kk_protection_result result = protect(&t, (kk_protection_effort)effort, 1, hide);
        assert_int_equal(result.unmet, 1);
        assert_int_equal(result.hidden, 0);
    }
    (void)state;
}

/* ---- drawn ---- */

static void the_optimum_is_that_of_all_choices(void **state)
{
    two_way t;
    bool hide[CELLS_MAX];
    int compared = 0;
    for (uint64_t number = 0; number < 40; number++) {
        if (!draw(&t, number, 2, 3)) continue;
        double least = try_all(&t);
        if (isinf(least)) continue;
        kk_protection_result quick = protect(&t, KK_EFFORT_QUICK, 1, hide);
        assert_true(all_are_protected(&t, hide));
        kk_protection_result bounded = protect(&t, KK_EFFORT_BOUNDED, 1, hide);
        kk_protection_result optimal = protect(&t, KK_EFFORT_OPTIMAL, 1, hide);
        assert_true(all_are_protected(&t, hide));
        assert_near(optimal.loss, least, 1e-6);
        assert_true(optimal.is_optimal && quick.loss >= least - 1e-6 && bounded.bound <= least + 1e-6);
        assert_true(isnan(quick.bound) && bounded.bound >= 0 && bounded.loss == quick.loss);
        compared++;
    }
    assert_true(compared >= 15);
    (void)state;
}

static size_t leaks(const two_way *t, const bool *hide)
{
    double lower[CELLS_MAX], upper[CELLS_MAX];
    kk_finding finding[CELLS_MAX];
    kk_attack_counts counts;
    kk_error err;
    kk_knowledge known = two_way_released(t, hide, lower, upper);
    assert_int_equal(
        kk_attack(&known, t->demand, t->task.demand_count, NULL, KK_ATTACK_EXACT, 1, finding, &counts, &err), KK_OK);
    return counts.leaks + counts.contradictions;
}

static void what_is_not_unmet_withstands_the_attack(void **state)
{
    two_way t;
    size_t hidden = 0;
    for (uint64_t number = 0; number < 200; number++) {
        bool hide[CELLS_MAX], by_more[CELLS_MAX];
        draw(&t, number, 3 + number % 4, 3 + number / 4 % 4);
        kk_protection_result result = protect(&t, KK_EFFORT_QUICK, 1, hide);
        assert_int_equal(leaks(&t, hide), result.unmet);
        hidden += result.hidden;
        protect(&t, KK_EFFORT_QUICK, 1 + (int)(number % 4), by_more);
        assert_memory_equal(hide, by_more, t.knowledge.variable_count);
    }
    assert_true(hidden > 200);
    (void)state;
}

static void more_demanded_costs_no_less(void **state)
{
    two_way t;
    bool hide[CELLS_MAX];
    for (uint64_t number = 0; number < 20; number++) {
        draw(&t, number, 3, 3);
        size_t all = t.task.demand_count;
        double before = 0;
        for (t.task.demand_count = 0; t.task.demand_count <= all; t.task.demand_count++) {
            kk_protection_result result = protect(&t, KK_EFFORT_OPTIMAL, 1, hide);
            if (result.unmet > 0) break;
            assert_true(result.is_optimal && result.loss >= before - 1e-6);
            before = result.loss;
        }
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_demanded_nothing_hidden),
        cmocka_unit_test(one_cell_takes_the_cheapest_rectangle),
        cmocka_unit_test(what_nothing_can_meet_is_unmet),
        cmocka_unit_test(the_optimum_is_that_of_all_choices),
        cmocka_unit_test(what_is_not_unmet_withstands_the_attack),
        cmocka_unit_test(more_demanded_costs_no_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
