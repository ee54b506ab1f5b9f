/* SPDX-License-Identifier: EUPL-1.2 */
/* By simulation: intervals hold what they should as often as they should, and chance is told from inequality. */
#include "unit/check.h"

#include "kk/inequality.h"
#include "kk/random.h"

enum { AREAS_MAX = 100, WORLDS = 400 };

typedef struct world {
    kk_inequality_areas areas;
    kk_inequality_rule rule;
    kk_random random;
    double value[AREAS_MAX], weight[AREAS_MAX], rank[AREAS_MAX];
    kk_inequality_estimate out[KK_INEQUALITIES];
} world;

static void open_world(world *w, size_t count, uint64_t seed, kk_chance chance)
{
    w->areas = (kk_inequality_areas){count, w->value, w->weight, w->rank, NULL, 0, true};
    w->rule = (kk_inequality_rule){.replicates = 199, .chance = chance, .seed = seed, .threads = 1};
    kk_random_init(&w->random, seed, 1);
}

static void run(world *w)
{
    kk_error err;
    assert_int_equal(kk_inequality_make(&w->areas, &w->rule, w->out, &err), KK_OK);
}

/* Rates with a lognormal spread of 0.3 that rise with the rank by nothing but chance. */
static void draw_lognormal(world *w)
{
    for (size_t i = 0; i < w->areas.count; i++) {
        w->value[i] = 0.1 * exp(0.3 * kk_random_normal(&w->random));
        w->weight[i] = exp(0.5 * kk_random_normal(&w->random));
        w->rank[i] = kk_random_normal(&w->random);
    }
}

static void check_coverage(size_t count)
{
    /* Of a lognormal: Gini 2Φ(σ/√2) − 1, Theil σ²/2, Atkinson 1 − exp(−εσ²/2). */
    const struct {
        kk_inequality index;
        double truth;
    } known[] = {
        {KK_GINI, erf(0.3 / 2)},           {KK_THEIL, 0.045},     {KK_ATKINSON_HALF, -expm1(-0.0225)},
        {KK_ATKINSON_ONE, -expm1(-0.045)}, {KK_CONCENTRATION, 0}, {KK_SLOPE, 0},
    };
    enum { KNOWN = sizeof known / sizeof *known };
    static world w;
    int covered[KNOWN] = {0};
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        open_world(&w, count, seed, KK_CHANCE_UNKNOWN);
        draw_lognormal(&w);
        run(&w);
        for (int k = 0; k < KNOWN; k++) {
            const kk_inequality_estimate *found = &w.out[known[k].index];
            covered[k] += found->lower <= known[k].truth && known[k].truth <= found->upper;
        }
    }
    for (int k = 0; k < KNOWN; k++) {
        double coverage = (double)covered[k] / WORLDS;
        assert_true(coverage >= 0.89 && coverage <= 0.985);
    }
}

static void test_coverage(void **state)
{
    (void)state;
    check_coverage(12);
    check_coverage(60);
}

/* Events by chance alone, at one rate, in areas of 50 to 1,000 persons. */
static void draw_by_chance(world *w, double rate, double times)
{
    for (size_t i = 0; i < w->areas.count; i++) {
        double own = i % 2 == 0 ? rate : rate * times;
        w->weight[i] = 50 + rint(950 * kk_random_uniform(&w->random));
        w->value[i] = fmin(kk_random_poisson(&w->random, own * w->weight[i]) / w->weight[i], 1);
        w->rank[i] = (double)i;
    }
}

static void test_chance_alone(void **state)
{
    (void)state;
    static world w;
    int significant[KK_INEQUALITIES] = {0};
    double gini = 0, by_chance = 0;
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        open_world(&w, 40, seed, KK_CHANCE_POISSON);
        draw_by_chance(&w, 0.05, 1);
        run(&w);
        gini += w.out[KK_GINI].value / WORLDS;
        by_chance += w.out[KK_GINI].chance / WORLDS;
        for (int k = 0; k < KK_INEQUALITIES; k++) significant[k] += w.out[k].p <= 0.05;
    }
    assert_true(gini > 0.1); /* what looks like inequality */
    assert_near(by_chance, gini, 0.02 * gini);
    const kk_inequality tested[] = {KK_GINI, KK_THEIL, KK_ATKINSON_HALF, KK_PALMA};
    for (size_t k = 0; k < sizeof tested / sizeof *tested; k++)
        assert_near((double)significant[tested[k]] / WORLDS, 0.05, 0.03);
    for (int k = KK_CONCENTRATION; k <= KK_RELATIVE_SLOPE; k++) assert_true(isnan(w.out[k].p));
}

static void test_more_than_chance(void **state)
{
    (void)state;
    static world w;
    for (uint64_t seed = 0; seed < 20; seed++) {
        open_world(&w, 60, seed, KK_CHANCE_POISSON);
        draw_by_chance(&w, 0.05, 2);
        run(&w);
        assert_near(w.out[KK_GINI].p, 0.005, 0);
        assert_true(w.out[KK_GINI].chance < w.out[KK_GINI].value);
    }
}

/* Where nearly everyone has it, shares differ less by chance than rates would. */
static void test_chance_of_shares_and_rates(void **state)
{
    (void)state;
    static world w;
    open_world(&w, 50, 1, KK_CHANCE_POISSON);
    for (size_t i = 0; i < 50; i++) {
        w.value[i] = 0.8 + 0.001 * (double)i;
        w.weight[i] = 400;
        w.rank[i] = (double)i;
    }
    run(&w);
    double poisson = w.out[KK_GINI].chance;
    w.rule.chance = KK_CHANCE_BINOMIAL;
    run(&w);
    /* Of a normal spread the Gini is σ/(μ√π). */
    assert_near(poisson, 1 / sqrt(0.8245 * 400 * acos(-1)), 0.0015);
    assert_near(w.out[KK_GINI].chance, sqrt(0.1755) * poisson, 0.0015);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coverage),
        cmocka_unit_test(test_chance_alone),
        cmocka_unit_test(test_more_than_chance),
        cmocka_unit_test(test_chance_of_shares_and_rates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
