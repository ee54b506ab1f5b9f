/* SPDX-License-Identifier: EUPL-1.2 */
/* Amounts, of which nothing is known beforehand; units that differ; links; and what has no known truth. */
#include "unit/check.h"
#include "knowledge_text.h"

static world w;
static double weight[VARIABLES_MAX];
static bool hide[VARIABLES_MAX];

static void start(void)
{
    world_init(&w);
    memset(weight, 0, sizeof weight);
}

static uint32_t amount(double truth, double cost)
{
    uint32_t j = world_variable(&w, -INFINITY, INFINITY, false);
    w.truth[j] = truth;
    weight[j] = cost;
    return j;
}

static void add_up(uint32_t whole, double coefficient, uint32_t first, uint32_t second)
{
    world_term(&w, -1, whole);
    world_term(&w, coefficient, first);
    world_term(&w, coefficient, second);
    world_row(&w, 0, 0, true);
}

static kk_protection_result protect_with(kk_protection_effort effort)
{
    const kk_protection_task task = {&w.knowledge, w.truth, weight, w.demand, w.demand_count};
    kk_protection_result result;
    kk_error err;
    assert_int_equal(kk_protect(&task, effort, 1, hide, &result, &err), KK_OK);
    return result;
}

static kk_protection_result protect(void)
{
    return protect_with(KK_EFFORT_QUICK);
}

/* What is shown is fixed, then all demands are attacked. */
static size_t leaks(void)
{
    for (uint32_t j = 0; j < w.knowledge.variable_count; j++)
        if (weight[j] > 0 && !hide[j]) w.lower[j] = w.upper[j] = w.truth[j];
    return world_attack(&w, NULL, 1).leaks;
}

/* 3 + 5 = 8 million: the part that is cheaper to hide than the whole goes
 * along. */
static void an_amount_asks_a_share_of_itself(void **state)
{
    start();
    uint32_t whole = amount(8e6, 9), small = amount(3e6, 0), large = amount(5e6, 2);
    add_up(whole, 1, small, large);
    world_demand(&w, small, 0, 0.2);
    kk_protection_result result = protect();
    assert_int_equal(result.unmet, 0);
    assert_true(hide[large] && !hide[whole]);
    assert_int_equal(leaks(), 0);
    (void)state;
}

/* Euros of cents: what moves 1 here moves 100 there. Of the cents the truth is
 * not known. */
static void units_may_differ(void **state)
{
    start();
    uint32_t euros = amount(7274.5275, 0), other = amount(1000, 3), all = amount(8274.5275, 9);
    uint32_t cents = amount(NAN, 0), others = amount(100000, 0), nothing = amount(0, 0);
    add_up(euros, 0.01, cents, nothing);
    add_up(other, 0.01, others, nothing);
    add_up(all, 1, euros, other);
    weight[nothing] = INFINITY;
    world_demand(&w, euros, 0, 0.2);
    kk_protection_result result = protect();
    assert_int_equal(result.unmet, 0);
    assert_true(hide[other] && !hide[all]);
    assert_int_equal(leaks(), 0);
    (void)state;
}

/* The count that is cheapest to hide is at most 6, which is shown: of it
 * nothing can be gained upward. */
static void links_bound_what_moves(void **state)
{
    start();
    const double truth[] = {20, 4, 6, 10}, cost[] = {9, 0, 1, 3};
    uint32_t of[4], top = world_variable(&w, 6, 6, true);
    w.truth[top] = 6;
    weight[top] = INFINITY;
    for (int i = 0; i < 4; i++) {
        of[i] = world_variable(&w, 0, 40, true);
        w.truth[of[i]] = truth[i];
        weight[of[i]] = cost[i];
    }
    world_term(&w, -1, of[0]);
    for (int i = 1; i < 4; i++) world_term(&w, 1, of[i]);
    world_row(&w, 0, 0, true);
    world_at_most(&w, of[2], top);
    world_demand(&w, of[1], 5, 0);
    kk_protection_result result = protect();
    assert_int_equal(result.unmet, 0);
    assert_true(hide[of[3]] && !hide[of[2]] && !hide[of[0]]);
    assert_int_equal(leaks(), 0);
    (void)state;
}

/* Hundreds of millions in single euros: the cheaper of two other parts protects the first. */
static void the_least_loss_is_found_of_large_amounts(void **state)
{
    start();
    uint32_t whole = amount(987654321, 9), small = amount(123456789, 0);
    uint32_t cheap = amount(364197532, 2), dear = amount(500000000, 3);
    world_term(&w, -1, whole);
    world_term(&w, 1, small);
    world_term(&w, 1, cheap);
    world_term(&w, 1, dear);
    world_row(&w, 0, 0, true);
    world_demand(&w, small, 0, 0.2);
    kk_protection_result result = protect_with(KK_EFFORT_OPTIMAL);
    assert_true(result.is_optimal && hide[cheap] && !hide[dear] && !hide[whole]);
    assert_near(result.loss, 2, 1e-9);
    assert_near(result.bound, 2, 1e-9);
    assert_int_equal(leaks(), 0);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amount_asks_a_share_of_itself),
        cmocka_unit_test(units_may_differ),
        cmocka_unit_test(links_bound_what_moves),
        cmocka_unit_test(the_least_loss_is_found_of_large_amounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
