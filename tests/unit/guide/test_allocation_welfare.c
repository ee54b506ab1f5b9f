/* SPDX-License-Identifier: EUPL-1.2 */
/* Welfare: optimality by its conditions and against linear programming; what lies at both ends of the aversion. */
#include "unit/guide/allocation_world.h"

#include <glpk.h>

enum { PIECES = 400 };

static double kappa_of(const world *w)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < w->task.bounds.count; i++) {
        sum += w->youths[i] * w->state[i];
        squares += w->youths[i] * w->state[i] * w->state[i];
    }
    return w->task.epsilon * sum / squares;
}

static double effect_of(const world *w, size_t i, double amount)
{
    return w->need[i] * (1 - exp2(-amount / (w->youths[i] * w->need[i] * w->task.half_effect)));
}

static double utility(const world *w, size_t i, double amount)
{
    double c = w->state[i] + effect_of(w, i, amount), power = 1 - w->task.epsilon;
    if (w->task.aversion == KK_KOLM_POLLAK) return -w->youths[i] * exp(-kappa_of(w) * c) / kappa_of(w);
    return w->youths[i] * pow(c, power) / power;
}

/* d utility / d amount, relative to the same at `by`: in logs, so that nothing vanishes. */
static double log_marginal(const world *w, size_t i)
{
    double in_need = w->youths[i] * w->need[i], c = w->state[i] + effect_of(w, i, w->exact[i]);
    double dislike = w->task.aversion == KK_KOLM_POLLAK ? kappa_of(w) * c : w->task.epsilon * log(c);
    return -dislike - log(2) * w->exact[i] / (in_need * w->task.half_effect);
}

/* Karush, Kuhn and Tucker: one multiplier for all between their bounds, none higher at a ceiling, none lower at a
   floor. */
static void test_conditions(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 400; number++) {
        world w;
        world_make(&w, number, KK_WELFARE);
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        double most_wanted = -INFINITY, least_wanted = INFINITY;
        for (size_t i = 0; i < w.task.bounds.count; i++) {
            double floor = w.task.bounds.floor != NULL ? (double)w.floor[i] : 0;
            double ceiling = (double)(w.task.bounds.ceiling != NULL ? w.ceiling[i] : w.task.bounds.budget);
            if (w.exact[i] < ceiling) most_wanted = fmax(most_wanted, log_marginal(&w, i));
            if (w.exact[i] > floor) least_wanted = fmin(least_wanted, log_marginal(&w, i));
        }
        assert_true(most_wanted <= least_wanted + 1e-8);
    }
}

/* Of the order of the gain of a piece, so that the simplex method's tolerances suit. */
static double unit_of_gain(const world *w)
{
    double budget = (double)w->task.bounds.budget, count = (double)w->task.bounds.count;
    return fabs(utility(w, 0, budget / count) - utility(w, 0, 0)) / PIECES / 100;
}

/* Pieces of each area between its bounds, each with the gain of its chord: concave, so that the best come first. */
static void add_pieces(const world *w, glp_prob *problem, double unit)
{
    int count = (int)w->task.bounds.count, row[] = {0, 1};
    double left = (double)w->task.bounds.budget;
    glp_add_rows(problem, 1);
    glp_add_cols(problem, count * PIECES);
    for (int i = 0; i < count; i++) {
        double from = (double)w->floor[i], width = ((double)w->ceiling[i] - from) / PIECES;
        left -= from;
        for (int k = 0; k < PIECES; k++) {
            double gain = utility(w, (size_t)i, from + width * (k + 1)) - utility(w, (size_t)i, from + width * k);
            glp_set_col_bnds(problem, i * PIECES + k + 1, GLP_DB, 0, 1);
            glp_set_obj_coef(problem, i * PIECES + k + 1, gain / unit);
            glp_set_mat_col(problem, i * PIECES + k + 1, 1, row, (double[]){0, width});
        }
    }
    glp_set_row_bnds(problem, 1, GLP_FX, left, left);
}

static double solve_linear(const world *w, double *amount)
{
    glp_prob *problem = glp_create_prob();
    double unit = unit_of_gain(w), value = 0;
    glp_smcp silent;
    glp_init_smcp(&silent);
    silent.msg_lev = GLP_MSG_OFF;
    glp_set_obj_dir(problem, GLP_MAX);
    add_pieces(w, problem, unit);
    assert_int_equal(glp_simplex(problem, &silent), 0);
    for (size_t i = 0; i < w->task.bounds.count; i++) {
        double width = (double)(w->ceiling[i] - w->floor[i]) / PIECES;
        amount[i] = (double)w->floor[i];
        value += utility(w, i, amount[i]);
        for (int k = 1; k <= PIECES; k++) amount[i] += width * glp_get_col_prim(problem, (int)i * PIECES + k);
    }
    value += unit * glp_get_obj_val(problem);
    glp_delete_prob(problem);
    return value;
}

/* Chords lie below the curve: what they reach is at most the optimum, and near it. */
static void test_against_linear_programming(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 20; number++) {
        world w;
        double amount[WORLD_MOST], value = 0;
        world_make(&w, 3 * number, KK_WELFARE);
        if (w.task.bounds.budget < 100000) continue;
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        double linear = solve_linear(&w, amount);
        for (size_t i = 0; i < w.task.bounds.count; i++) {
            value += utility(&w, i, w.exact[i]);
            assert_near(w.exact[i], amount[i], 3 * (double)(w.ceiling[i] - w.floor[i]) / PIECES);
        }
        assert_true(value >= linear - 1e-9 * fabs(linear));
        assert_near(value, linear, 1e-4 * fabs(linear));
    }
}

/* No aversion: the sum of effects, which is by need; whatever the state. */
static void test_no_aversion(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 60; number++) {
        world w, by_need;
        world_make(&w, number, KK_WELFARE);
        world_make(&by_need, number, KK_PROPORTIONAL);
        w.task.epsilon = 0;
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        assert_int_equal(world_divide(&by_need), KK_ALLOCATION_FINE);
        double tolerance = 1e-6 + 1e-10 * (double)w.task.bounds.budget;
        for (size_t i = 0; i < w.task.bounds.count; i++) assert_near(w.exact[i], by_need.exact[i], tolerance);
    }
}

/* Without end: who gets anything ends up equal, and nobody below it gets nothing. Effects nearly straight: the amounts
   of levelling up, with the state in money, w h / ln 2. */
static void test_endless_aversion(void **state)
{
    (void)state;
    for (unsigned number = 1; number < 60; number += 3) {
        world w, level;
        world_make(&w, number, KK_WELFARE);
        world_make(&level, number, KK_LEVELLING);
        w.task.epsilon = 1e8;
        w.task.half_effect *= 1e5;
        for (size_t i = 0; i < w.task.bounds.count; i++) {
            w.state[i] = 1 + 1e-7 * w.state[i];
            level.state[i] = w.state[i] * w.task.half_effect / log(2);
        }
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        assert_int_equal(world_divide(&level), KK_ALLOCATION_FINE);
        for (size_t i = 0; i < w.task.bounds.count; i++)
            assert_near(w.exact[i], level.exact[i], 1e-3 * (double)w.task.bounds.budget + 1e-6);
    }
}

/* The effect falls and equality rises with aversion. */
static void test_frontier(void **state)
{
    (void)state;
    const double epsilon[] = {0, 0.25, 0.5, 1, 2, 4, 8};
    for (unsigned number = 0; number < 200; number++) {
        world w;
        kk_frontier_point point[7];
        world_make(&w, number, KK_EQUAL);
        assert_int_equal(kk_frontier(&w.task, epsilon, 7, &(kk_allocation_room){w.key, w.order}, w.exact, point),
                         KK_ALLOCATION_FINE);
        for (int k = 1; k < 7; k++) {
            assert_true(point[k].effect <= point[k - 1].effect * (1 + 1e-12));
            assert_true(point[k].equal_equivalent >= point[k - 1].equal_equivalent * (1 - 1e-12));
        }
        assert_true(point[6].gini <= point[0].gini + 1e-12);
    }
}

/* By pairs: Σ p_i p_j |x_i − x_j| / 2μ. One division, worked through. */
static void test_frontier_point(void **state)
{
    (void)state;
    world w;
    kk_frontier_point point;
    double youths = 0, effect = 0, mean = 0, pairs = 0, kappa, harm = 0;
    world_make(&w, 1, KK_WELFARE);
    kappa = kappa_of(&w);
    assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
    assert_int_equal(kk_frontier(&w.task, &w.task.epsilon, 1, &(kk_allocation_room){w.key, w.order}, w.exact, &point),
                     0);
    for (size_t i = 0; i < w.task.bounds.count; i++) {
        double has = w.state[i] + effect_of(&w, i, w.exact[i]);
        youths += w.youths[i];
        effect += w.youths[i] * effect_of(&w, i, w.exact[i]);
        mean += w.youths[i] * has;
        harm += w.youths[i] * exp(-kappa * has);
        for (size_t j = 0; j < w.task.bounds.count; j++)
            pairs += w.youths[i] * w.youths[j] * fabs(has - w.state[j] - effect_of(&w, j, w.exact[j]));
    }
    assert_near(point.effect, effect, 1e-9 * effect);
    assert_near(point.gini, pairs / youths / (2 * mean), 1e-12);
    assert_near(point.equal_equivalent, -log(harm / youths) / kappa, 1e-12);
}

/* [1 2 3 4]: Kolm–Pollak is golden; Atkinson's by hand: 24^¼, 4/(1 + ½ + ⅓ + ¼), 0 where somebody has nothing. */
static void test_equal_equivalent(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3, 4}, none[] = {0, 4}, same[] = {3, 3, 3, 3}, w[] = {1, 1, 1, 1};
    assert_near(kk_equal_equivalent(x, w, 4, KK_KOLM_POLLAK, 1), 2.2948561, 5e-8);
    assert_near(kk_equal_equivalent(x, w, 4, KK_KOLM_POLLAK, 0), 2.5, 1e-15);
    assert_near(kk_equal_equivalent(x, w, 4, KK_ATKINSON, 1), pow(24, 0.25), 1e-14);
    assert_near(kk_equal_equivalent(x, w, 4, KK_ATKINSON, 2), 1.92, 1e-14);
    assert_near(kk_equal_equivalent(x, w, 4, KK_ATKINSON, 1000), 1, 0.002);
    assert_near(kk_equal_equivalent(none, w, 2, KK_ATKINSON, 0.5), 1, 1e-14);
    assert_near(kk_equal_equivalent(none, w, 2, KK_ATKINSON, 1), 0, 0);
    assert_near(kk_equal_equivalent(same, x, 4, KK_KOLM_POLLAK, 5), 3, 1e-14);
    assert_near(kk_equal_equivalent((double[]){1, 4}, (double[]){1, 3}, 2, KK_ATKINSON, 1), pow(64, 0.25), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions),       cmocka_unit_test(test_against_linear_programming),
        cmocka_unit_test(test_no_aversion),      cmocka_unit_test(test_endless_aversion),
        cmocka_unit_test(test_frontier),         cmocka_unit_test(test_frontier_point),
        cmocka_unit_test(test_equal_equivalent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
