/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/evaluation.h"
#include "kk/random.h"
#include "unit/check.h"

enum { COUNT = 200, TREATED = 20, WORLDS = 1500 };

/* Less is better; all fall by 0.2 and differ a little in that; the standard deviation of true baselines is 1. */
typedef struct world {
    double baseline[COUNT], baseline_variance[COUNT], later[COUNT], later_variance[COUNT];
    bool is_treated[COUNT];
} world;

static const kk_evaluation_options usual = {.matches = 3, .caliper = 0.25};

static kk_evaluation_areas areas_of(const world *of)
{
    return (kk_evaluation_areas){.count = COUNT,
                                 .baseline = of->baseline,
                                 .baseline_variance = of->baseline_variance,
                                 .later = of->later,
                                 .later_variance = of->later_variance,
                                 .is_treated = of->is_treated};
}

/* Those with most of baseline + noise · N(0, 1) are treated. */
static void treat_worst(world *of, double noise, kk_random *random)
{
    double score[COUNT];
    for (size_t i = 0; i < COUNT; i++) score[i] = of->baseline[i] + noise * kk_random_normal(random);
    for (size_t i = 0; i < COUNT; i++) {
        size_t higher = 0;
        for (size_t j = 0; j < COUNT; j++) higher += score[j] > score[i];
        of->is_treated[i] = higher < TREATED;
    }
}

static void make_world(world *of, uint64_t seed, double noise, double effect)
{
    kk_random random;
    double truth[COUNT];
    kk_random_init(&random, 77, seed);
    for (size_t i = 0; i < COUNT; i++) {
        of->baseline_variance[i] = 0.3 + 0.9 * kk_random_uniform(&random);
        of->later_variance[i] = of->baseline_variance[i];
        truth[i] = 5 + kk_random_normal(&random);
        of->baseline[i] = truth[i] + sqrt(of->baseline_variance[i]) * kk_random_normal(&random);
    }
    treat_worst(of, noise, &random);
    for (size_t i = 0; i < COUNT; i++)
        of->later[i] = truth[i] - 0.2 + 0.3 * kk_random_normal(&random) + (of->is_treated[i] ? effect : 0) +
                       sqrt(of->later_variance[i]) * kk_random_normal(&random);
}

static kk_evaluation evaluate(const kk_evaluation_areas *areas, const kk_evaluation_options *options)
{
    kk_evaluation out;
    kk_error err;
    assert_int_equal(kk_evaluate(areas, options, &out, &err), KK_OK);
    return out;
}

static bool covers(kk_estimate estimate, double truth)
{
    return estimate.lower <= truth && truth <= estimate.upper;
}

/* Paired t of treated areas, before and after. */
static bool naive_eye_sees_improvement(const world *of)
{
    double mean = 0, squares = 0;
    for (size_t i = 0; i < COUNT; i++) mean += of->is_treated[i] ? (of->later[i] - of->baseline[i]) / TREATED : 0;
    for (size_t i = 0; i < COUNT; i++) {
        double off = of->later[i] - of->baseline[i] - mean;
        squares += of->is_treated[i] ? off * off : 0;
    }
    return mean + 2.093 * sqrt(squares / (TREATED - 1) / TREATED) < 0;
}

typedef struct tally {
    double expected, matches, matched, naive, better, worse; /* shares of worlds */
} tally;

static tally tally_worlds(double noise, double effect)
{
    static world of;
    tally sum = {0};
    for (uint64_t seed = 0; seed < WORLDS; seed++) {
        make_world(&of, seed, noise, effect);
        const kk_evaluation_areas areas = areas_of(&of);
        kk_evaluation out = evaluate(&areas, &usual);
        sum.expected += covers(out.beyond_expected, effect) / (double)WORLDS;
        sum.matched += out.matched > 0;
        sum.matches += out.matched > 0 && covers(out.beyond_matches, effect);
        sum.naive += naive_eye_sees_improvement(&of) / (double)WORLDS;
        sum.better += (out.verdict == KK_EFFECT_BETTER) / (double)WORLDS;
        sum.worse += (out.verdict == KK_EFFECT_WORSE) / (double)WORLDS;
    }
    sum.matches /= sum.matched;
    return sum;
}

static void is_not_fooled_by_the_worst(void **state)
{
    (void)state;
    const double noises[] = {0, 1};
    for (size_t n = 0; n < 2; n++) {
        tally of = tally_worlds(noises[n], 0);
        assert_true(of.naive > 0.9);
        assert_near(of.expected, 0.95, 0.02);
        assert_near(of.matches, 0.95, 0.02);
        assert_true(of.better + of.worse < 0.05);
    }
}

static void finds_an_effect(void **state)
{
    (void)state;
    tally of = tally_worlds(1, -1.2);
    assert_near(of.expected, 0.95, 0.02);
    assert_near(of.matches, 0.95, 0.02);
    assert_true(of.better > 0.8);
    assert_near(of.worse, 0, 0);
    of = tally_worlds(1, 1.2);
    assert_true(of.worse > 0.8);
}

static void parts_add_up(void **state)
{
    (void)state;
    static world of;
    make_world(&of, 1, 1, 0);
    const kk_evaluation_areas areas = areas_of(&of);
    kk_evaluation out = evaluate(&areas, &usual);
    assert_near(out.change - out.regression - out.common, out.beyond_expected.value, 1e-12);
    assert_true(out.regression < 0);
    kk_evaluation_options other = usual;
    other.more_is_better = true;
    for (size_t i = 0; i < COUNT; i++) of.later[i] -= of.is_treated[i] ? 3 : 0;
    assert_int_equal(evaluate(&areas, &usual).verdict, KK_EFFECT_BETTER);
    assert_int_equal(evaluate(&areas, &other).verdict, KK_EFFECT_WORSE);
}

/* No chance in the figures and two levels: 10 and 20. The match of each is known. */
static void matches_what_is_alike(void **state)
{
    (void)state;
    enum { FEW = 6 };
    const double baseline[FEW] = {10, 10, 20, 20, 10, 20}, later[FEW] = {9, 12, 18, 17, 13, 21}, none[FEW] = {0};
    const double trend[FEW] = {0, 1, 0, 1, 1, 0};
    const bool is_treated[FEW] = {true, false, true, false, false, false};
    kk_evaluation_areas areas = {FEW, baseline, none, later, none, NULL, is_treated};
    kk_evaluation out = evaluate(&areas, &usual);
    assert_int_equal(out.matched, 2);
    assert_near(out.beyond_matches.value, ((-1 - 2.5) + (-2 - -1)) / 2, 1e-12);
    assert_near(out.beyond_expected.value, -1.5 - 0.75, 1e-12);
    assert_int_equal(out.reason, KK_UNCLEAR_FEW);
    areas.trend = trend;
    out = evaluate(&areas, &usual);
    assert_int_equal(out.matched, 1);
    assert_near(out.beyond_matches.value, -2 - 1, 1e-12);
}

static void says_when_there_is_too_little(void **state)
{
    (void)state;
    static world of;
    make_world(&of, 2, 1, -5);
    const kk_evaluation_areas areas = areas_of(&of);
    size_t first = 0;
    while (!of.is_treated[first]) first++;
    memset(of.is_treated, 0, sizeof of.is_treated);
    kk_evaluation out = evaluate(&areas, &usual);
    assert_true(isnan(out.change) && isnan(out.beyond_expected.value) && isnan(out.beyond_matches.value));
    assert_int_equal(out.reason, KK_UNCLEAR_FEW);
    of.is_treated[first] = true;
    out = evaluate(&areas, &usual);
    assert_true(isfinite(out.beyond_expected.lower) && out.treated == 1);
    assert_int_equal(out.reason, KK_UNCLEAR_FEW);
    for (size_t i = 0; i < COUNT; i++) of.is_treated[i] = true;
    out = evaluate(&areas, &usual);
    assert_true(isfinite(out.change) && isnan(out.common) && isnan(out.beyond_expected.value));
    assert_int_equal(out.verdict, KK_EFFECT_UNCLEAR);
}

static void leaves_out_what_lacks(void **state)
{
    (void)state;
    static world of;
    make_world(&of, 3, 1, 0);
    const kk_evaluation_areas areas = areas_of(&of);
    for (size_t i = 0; i < COUNT; i += 2) of.later[i] = NAN;
    kk_evaluation out = evaluate(&areas, &usual);
    assert_int_equal(out.treated + out.others, COUNT / 2);
    assert_int_equal(out.treated + out.treated_missing, TREATED);
    for (size_t i = 0; i < COUNT; i++) of.later_variance[i] = NAN;
    out = evaluate(&areas, &usual);
    assert_true(out.treated == 0 && isnan(out.change));
    kk_evaluation_areas nothing = areas;
    nothing.count = 0;
    assert_int_equal(evaluate(&nothing, &usual).reason, KK_UNCLEAR_FEW);
}

static void does_not_conclude_without_areas_alike(void **state)
{
    (void)state;
    static world of;
    make_world(&of, 4, 1, -5);
    for (size_t i = 0; i < COUNT; i++) of.baseline[i] += of.is_treated[i] ? 20 : 0;
    const kk_evaluation_areas areas = areas_of(&of);
    kk_evaluation out = evaluate(&areas, &usual);
    assert_int_equal(out.matched, 0);
    assert_true(isnan(out.beyond_matches.value));
    assert_int_equal(out.reason, KK_UNCLEAR_NO_MATCH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_not_fooled_by_the_worst),
        cmocka_unit_test(finds_an_effect),
        cmocka_unit_test(parts_add_up),
        cmocka_unit_test(matches_what_is_alike),
        cmocka_unit_test(says_when_there_is_too_little),
        cmocka_unit_test(leaves_out_what_lacks),
        cmocka_unit_test(does_not_conclude_without_areas_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
