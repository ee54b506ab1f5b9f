/* SPDX-License-Identifier: EUPL-1.2 */
/* Against the posterior by dense matrices, published meta-analyses, the equations of Paule & Mandel, and properties. */
#include "unit/check.h"

#include "kk/shrinkage.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <stdbool.h>

enum { REGIONS_MAX = 60, PARENTS_MAX = 9, PROBES = PARENTS_MAX + 1, ROOM = REGIONS_MAX + PROBES };

typedef struct world {
    size_t count, parents; /* parents 0: one level */
    double estimate[ROOM], variance[ROOM];
    uint32_t parent[ROOM];
    kk_shrinkage out;
    double posterior[ROOM], posterior_variance[ROOM];
    double parent_posterior[PARENTS_MAX], parent_variance[PARENTS_MAX], mean_variance;
} world;

static kk_shrinkage shrink_with(world *w, size_t count, size_t parents)
{
    double scratch[KK_SHRINK_SCRATCH(PROBES)];
    const kk_shrinkable regions = {w->estimate, w->variance, parents == 0 ? NULL : w->parent, count, parents};
    const kk_shrunk to = {w->posterior, w->posterior_variance, scratch};
    return kk_shrink(&regions, &to);
}

/* Parents, and the land, are seen in regions of which nothing is known: one in each, and one whose parent has no other.
   That they are there changes nothing, not one bit. */
static void shrink(world *w)
{
    size_t last = w->count + w->parents;
    for (size_t g = 0; g <= w->parents; g++) {
        w->estimate[w->count + g] = w->variance[w->count + g] = NAN;
        w->parent[w->count + g] = (uint32_t)g;
    }
    w->out = shrink_with(w, last + 1, w->parents == 0 ? 0 : w->parents + 1);
    for (size_t g = 0; g < w->parents; g++) {
        w->parent_posterior[g] = w->posterior[w->count + g];
        w->parent_variance[g] = w->posterior_variance[w->count + g] - w->out.within;
    }
    w->mean_variance = w->posterior_variance[last] - w->out.within - w->out.between;
    world alone = *w;
    kk_shrinkage out = shrink_with(&alone, w->count, w->parents);
    assert_memory_equal(&out, &w->out, sizeof out);
    assert_memory_equal(alone.posterior, w->posterior, w->count * sizeof(double));
    assert_memory_equal(alone.posterior_variance, w->posterior_variance, w->count * sizeof(double));
}

/* Deterministic numbers in 0 … 1. */
static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static double normal(uint64_t *state)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += uniform(state);
    return sum;
}

/* Regions with a spread within parents and between them; unequal numbers and variances. */
static world draw(uint64_t seed, size_t count, size_t parents, double within, double between)
{
    world w = {.count = count, .parents = parents};
    double mean[PARENTS_MAX] = {0};
    for (size_t g = 0; g < parents; g++) mean[g] = between * normal(&seed);
    for (size_t i = 0; i < count; i++) {
        w.parent[i] = parents == 0 ? 0 : (uint32_t)(uniform(&seed) * uniform(&seed) * (double)parents);
        w.variance[i] = 0.05 + uniform(&seed) * 2;
        w.estimate[i] = 10 + mean[w.parent[i]] + within * normal(&seed) + sqrt(w.variance[i]) * normal(&seed);
    }
    return w;
}

/* ---- the posterior by matrices ---- */

/* Covariance of θ_i and θ_j given μ. */
static double covariance(const world *w, size_t i, size_t j)
{
    bool same = w->parents > 0 && w->parent[i] == w->parent[j];
    return (i == j ? w->out.within : 0) + (same ? w->out.between : 0);
}

/* BLUP with μ by generalised least squares, and its prediction variance, which is the posterior with a flat μ. */
static void check_by_matrices(const world *w)
{
    size_t n = w->count;
    gsl_matrix *inverse = gsl_matrix_alloc(n, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            gsl_matrix_set(inverse, i, j, covariance(w, i, j) + (i == j ? w->variance[i] : 0));
    assert_int_equal(gsl_linalg_cholesky_decomp1(inverse), 0);
    assert_int_equal(gsl_linalg_cholesky_invert(inverse), 0);
    double weight = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            weight += gsl_matrix_get(inverse, i, j);
            sum += gsl_matrix_get(inverse, i, j) * w->estimate[j];
        }
    double mean = sum / weight;
    assert_near(w->out.mean, mean, 1e-11 * fabs(mean));
    assert_near(w->mean_variance, 1 / weight, 1e-11 / weight);
    gsl_vector *row = gsl_vector_alloc(n), *pull = gsl_vector_alloc(n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) gsl_vector_set(row, j, covariance(w, i, j));
        gsl_blas_dgemv(CblasNoTrans, 1, inverse, row, 0, pull);
        double value = mean, left = 1, variance = covariance(w, i, i);
        for (size_t j = 0; j < n; j++) {
            value += gsl_vector_get(pull, j) * (w->estimate[j] - mean);
            left -= gsl_vector_get(pull, j);
            variance -= gsl_vector_get(pull, j) * gsl_vector_get(row, j);
        }
        assert_near(w->posterior[i], value, 1e-10 * fabs(value));
        assert_near(w->posterior_variance[i], variance + left * left / weight, 1e-10);
    }
    gsl_vector_free(row);
    gsl_vector_free(pull);
    gsl_matrix_free(inverse);
}

static void test_the_posterior_is_that_of_the_matrices(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        world w = draw(seed, 2 + seed, seed % 3 == 0 ? 0 : 2 + seed % 7, seed % 4 == 0 ? 0.1 : 1.5, (double)(seed % 5));
        shrink(&w);
        check_by_matrices(&w);
    }
}

/* A region without estimate is one whose variance is beyond measure; of a parent its posterior is that of a region that
   has the parent's mean and nothing of its own. */
static void test_parents_have_the_posterior_of_a_region_without_estimate(void **state)
{
    (void)state;
    world w = draw(7, 30, 6, 1, 2);
    w.parent[3] = 5;
    w.variance[3] = NAN;
    w.estimate[4] = NAN;
    for (size_t i = 0; i < w.count; i++)
        if (i != 3 && w.parent[i] == 5) w.parent[i] = 4; /* nothing is known of parent 5 */
    shrink(&w);
    assert_int_equal(w.out.regions, 28);
    assert_near(w.posterior[3], w.out.mean, 1e-12);
    assert_near(w.parent_posterior[5], w.out.mean, 1e-12);
    assert_near(w.posterior_variance[3], w.out.within + w.out.between + w.mean_variance, 1e-12);
    assert_near(w.posterior[4], w.parent_posterior[w.parent[4]], 0);
    assert_near(w.posterior_variance[4], w.parent_variance[w.parent[4]] + w.out.within, 1e-12);
    world without = w;
    without.count = 0;
    for (size_t i = 0; i < w.count; i++) {
        if (i == 3 || i == 4) continue;
        size_t k = without.count++;
        without.estimate[k] = w.estimate[i];
        without.variance[k] = w.variance[i];
        without.parent[k] = w.parent[i];
    }
    shrink(&without);
    check_by_matrices(&without);
    for (size_t g = 0; g < 6; g++) assert_near(w.parent_posterior[g], without.parent_posterior[g], 1e-12);
    assert_near(w.out.within, without.out.within, 1e-13);
}

/* ---- Paule & Mandel ---- */

/* Σw(y − ȳ)² within groups with weights 1 / (v + spread); leaves the means and their variances. */
static double scatter(const double *y, const double *v, const uint32_t *group, size_t count, size_t groups,
                      double spread, double *mean, double *variance)
{
    double total = 0;
    for (size_t g = 0; g < groups; g++) {
        double weight = 0, sum = 0;
        for (size_t i = 0; i < count; i++) {
            if (group[i] != g) continue;
            weight += 1 / (v[i] + spread);
            sum += y[i] / (v[i] + spread);
        }
        mean[g] = sum / weight;
        variance[g] = 1 / weight;
        for (size_t i = 0; i < count; i++)
            if (group[i] == g) total += (y[i] - mean[g]) * (y[i] - mean[g]) / (v[i] + spread);
    }
    return total;
}

static void check_equation(double scattered, double spread, double freedom)
{
    if (spread > 0)
        assert_near(scattered, freedom, 1e-9 * freedom);
    else
        assert_true(scattered <= freedom * (1 + 1e-12));
}

static void test_spreads_solve_the_equations_of_paule_and_mandel(void **state)
{
    (void)state;
    size_t solved = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        world w = draw(seed, 40, 4, (double)(seed % 4), (double)(seed % 3));
        for (uint32_t i = 0; i < 4; i++) w.parent[i] = i;
        if (seed > 50) w.variance[9] = w.variance[10] = seed > 55 ? 0 : 1e-30;
        if (seed > 55) w.estimate[10] = w.estimate[9] * (1 + 1e-14); /* pulls the solution to 0, and is not it */
        w.parent[10] = w.parent[9];
        shrink(&w);
        double mean[PARENTS_MAX], variance[PARENTS_MAX], land, land_variance;
        double within = scatter(w.estimate, w.variance, w.parent, 40, 4, w.out.within, mean, variance);
        check_equation(within, w.out.within, 36);
        const uint32_t all[PARENTS_MAX] = {0};
        check_equation(scatter(mean, variance, all, 4, 1, w.out.between, &land, &land_variance), w.out.between, 3);
        solved += w.out.within > 0 && w.out.between > 0;
    }
    assert_true(solved > 15);
}

/* Eight schools (Rubin 1981): no spread is left, and all have the pooled 7.69 with standard error 4.07. */
static void test_eight_schools_are_one(void **state)
{
    (void)state;
    static const double effect[] = {28, 8, -3, 7, -1, 1, 18, 12}, error[] = {15, 10, 16, 11, 9, 11, 10, 18};
    world w = {.count = 8};
    for (size_t i = 0; i < 8; i++) {
        w.estimate[i] = effect[i];
        w.variance[i] = error[i] * error[i];
    }
    shrink(&w);
    assert_near(w.out.within, 0, 0);
    for (size_t i = 0; i < 8; i++) {
        assert_near(w.posterior[i], 7.69, 0.005);
        assert_near(sqrt(w.posterior_variance[i]), 4.07, 0.005);
    }
    assert_near(w.out.reliability, 0, 0);
}

/* Trials of the BCG vaccine (Colditz and others 1994), log risk ratios: τ² = 0.3181 by Paule & Mandel. */
static void test_bcg_trials_have_their_published_spread(void **state)
{
    (void)state;
    static const double trial[13][4] = {
        {4, 119, 11, 128},      {6, 300, 29, 274},      {3, 228, 11, 209},        {62, 13536, 248, 12619},
        {33, 5036, 47, 5761},   {180, 1361, 372, 1079}, {8, 2537, 10, 619},       {505, 87886, 499, 87892},
        {29, 7470, 45, 7232},   {17, 1699, 65, 1600},   {186, 50448, 141, 27197}, {5, 2493, 3, 2338},
        {27, 16886, 29, 17825},
    };
    world w = {.count = 13};
    for (size_t i = 0; i < 13; i++) {
        double treated = trial[i][0] + trial[i][1], control = trial[i][2] + trial[i][3];
        w.estimate[i] = log(trial[i][0] / treated) - log(trial[i][2] / control);
        w.variance[i] = 1 / trial[i][0] - 1 / treated + 1 / trial[i][2] - 1 / control;
    }
    shrink(&w);
    assert_near(w.out.within, 0.3181, 0.00005);
}

/* ---- properties ---- */

static void test_what_is_certain_stays_and_what_is_not_goes_to_its_parent(void **state)
{
    (void)state;
    world w = draw(11, 20, 3, 1, 1);
    w.variance[2] = 0;
    w.variance[5] = 1e12;
    w.variance[6] = INFINITY;
    shrink(&w);
    assert_near(w.posterior[2], w.estimate[2], 0);
    assert_near(w.posterior_variance[2], 0, 0);
    assert_near(w.posterior[5], w.parent_posterior[w.parent[5]], 1e-9);
    assert_near(w.posterior_variance[5], w.parent_variance[w.parent[5]] + w.out.within, 1e-9);
    assert_near(w.posterior[6], w.parent_posterior[w.parent[6]], 0);
    assert_int_equal(w.out.regions, 19);
}

static void test_shrinking_makes_nothing_less_certain_and_passes_no_parent(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        world w = draw(seed, 50, seed % 2 == 0 ? 0 : 5, 1, 1);
        shrink(&w);
        for (size_t i = 0; i < w.count; i++) {
            double towards = w.parents == 0 ? w.out.mean : w.parent_posterior[w.parent[i]];
            assert_true(w.posterior_variance[i] <= w.variance[i] * (1 + 1e-14));
            assert_true(fabs(w.posterior[i] - towards) <= fabs(w.estimate[i] - towards) * (1 + 1e-12));
            assert_true((w.posterior[i] - towards) * (w.estimate[i] - towards) >= 0);
        }
    }
}

static void test_the_order_of_regions_does_not_matter(void **state)
{
    (void)state;
    world w = draw(5, 40, 5, 1, 1), turned = w;
    for (size_t i = 0; i < 40; i++) {
        turned.estimate[i] = w.estimate[(i * 7 + 3) % 40];
        turned.variance[i] = w.variance[(i * 7 + 3) % 40];
        turned.parent[i] = w.parent[(i * 7 + 3) % 40];
    }
    shrink(&w);
    shrink(&turned);
    assert_near(turned.out.within, w.out.within, 1e-12);
    assert_near(turned.out.between, w.out.between, 1e-12);
    for (size_t i = 0; i < 40; i++) {
        assert_near(turned.posterior[i], w.posterior[(i * 7 + 3) % 40], 1e-12);
        assert_near(turned.posterior_variance[i], w.posterior_variance[(i * 7 + 3) % 40], 1e-12);
    }
}

static void test_units_and_origin_do_not_matter(void **state)
{
    (void)state;
    world w = draw(6, 40, 5, 1, 1), moved = w;
    for (size_t i = 0; i < 40; i++) {
        moved.estimate[i] = 1e6 + 1000 * w.estimate[i];
        moved.variance[i] = 1e6 * w.variance[i];
    }
    shrink(&w);
    shrink(&moved);
    assert_near(moved.out.within, 1e6 * w.out.within, 1e-3);
    assert_near(moved.out.reliability, w.out.reliability, 1e-9);
    for (size_t i = 0; i < 40; i++) assert_near(moved.posterior[i], 1e6 + 1000 * w.posterior[i], 1e-6);
}

static void test_equal_estimates_have_no_spread(void **state)
{
    (void)state;
    for (int exact = 0; exact < 2; exact++) {
        world w = draw(8, 30, 4, 1, 1);
        for (size_t i = 0; i < w.count; i++) {
            w.estimate[i] = 0.1;
            if (exact) w.variance[i] = 0;
        }
        shrink(&w);
        assert_near(w.out.within, 0, 0);
        assert_near(w.out.between, 0, 0);
        for (size_t i = 0; i < w.count; i++) assert_near(w.posterior[i], 0.1, 0);
        /* What is exact is exact for others too: parents, the land, and regions of which nothing is known. */
        for (size_t i = 0; exact && i <= w.count + w.parents; i++) assert_near(w.posterior_variance[i], 0, 0);
        if (exact)
            assert_true(isnan(w.out.reliability)); /* no variance to be a share of */
        else
            assert_near(w.out.reliability, 0, 0);
    }
}

static void test_exact_estimates_are_not_shrunk(void **state)
{
    (void)state;
    world w = draw(9, 30, 4, 1, 1);
    for (size_t i = 0; i < w.count; i++) w.variance[i] = 0;
    shrink(&w);
    for (size_t i = 0; i < w.count; i++) {
        assert_near(w.posterior[i], w.estimate[i], 0);
        assert_near(w.posterior_variance[i], 0, 0);
    }
    assert_near(w.out.reliability, 1, 0);
}

/* Without a second region of the same parent, within cannot be told from between: all of it is between. */
static void test_parents_of_one_region(void **state)
{
    (void)state;
    world w = {.count = 4, .parents = 4, .estimate = {1, 2, 3, 6}, .variance = {1, 1, 1, 1}, .parent = {0, 1, 2, 3}};
    shrink(&w);
    assert_near(w.out.within, 0, 0);
    assert_near(w.out.between, 14.0 / 3 - 1, 1e-12); /* Σ(y − 3)² = 14 */
    assert_near(w.out.mean, 3, 1e-12);
    assert_near(w.out.reliability, (14.0 / 3 - 1) / (14.0 / 3), 1e-12);
    assert_near(w.posterior[3], 6 - 3 * 3 / 14.0, 1e-12);
    check_by_matrices(&w);
}

static void test_one_region_and_none(void **state)
{
    (void)state;
    for (size_t parents = 0; parents < 3; parents += 2) {
        world w = {.count = 1, .parents = parents, .estimate = {0.3}, .variance = {0.01}};
        shrink(&w);
        assert_near(w.posterior[0], 0.3, 0);
        assert_near(w.posterior_variance[0], 0.01, 1e-17);
        assert_near(w.out.mean, 0.3, 0);
        assert_true(isnan(w.out.reliability));
        for (size_t count = 0; count < 3; count += 2) {
            world empty = {.count = count, .parents = parents, .estimate = {NAN, 5}, .variance = {1, NAN}};
            shrink(&empty);
            assert_int_equal(empty.out.regions, 0);
            assert_true(isnan(empty.out.mean) && isnan(empty.mean_variance) && isnan(empty.out.within));
            assert_true(isnan(empty.out.between) && isnan(empty.out.reliability));
            for (size_t i = 0; i < count; i++) assert_true(isnan(empty.posterior[i] + empty.posterior_variance[i]));
            for (size_t g = 0; g < parents; g++) assert_true(isnan(empty.parent_posterior[g]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_posterior_is_that_of_the_matrices),
        cmocka_unit_test(test_parents_have_the_posterior_of_a_region_without_estimate),
        cmocka_unit_test(test_spreads_solve_the_equations_of_paule_and_mandel),
        cmocka_unit_test(test_eight_schools_are_one),
        cmocka_unit_test(test_bcg_trials_have_their_published_spread),
        cmocka_unit_test(test_what_is_certain_stays_and_what_is_not_goes_to_its_parent),
        cmocka_unit_test(test_shrinking_makes_nothing_less_certain_and_passes_no_parent),
        cmocka_unit_test(test_the_order_of_regions_does_not_matter),
        cmocka_unit_test(test_units_and_origin_do_not_matter),
        cmocka_unit_test(test_equal_estimates_have_no_spread),
        cmocka_unit_test(test_exact_estimates_are_not_shrunk),
        cmocka_unit_test(test_parents_of_one_region),
        cmocka_unit_test(test_one_region_and_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
