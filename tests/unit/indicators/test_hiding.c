/* SPDX-License-Identifier: EUPL-1.2 */
/* kk_estimate_is_hidden. */
#include "unit/check.h"

#include "kk/moments.h"

#include <stdbool.h>

static const kk_hiding kansenkaart = {KK_RULE_KANSENKAART, 10, true, false}, strict = {KK_RULE_STRICT, 10, true, false};
static const kk_hiding persons = {KK_RULE_PERSONS, 10, true, false};

static kk_hiding of_continuous(kk_hiding hiding)
{
    hiding.is_binary = false;
    return hiding;
}

static kk_hiding with_weights(kk_hiding hiding)
{
    hiding.is_weighted = true;
    return hiding;
}

static bool hides_mean(double n, double have, kk_hiding hiding)
{
    kk_moment m = {.n = n, .weight = n, .squares = n, .mean_y = have / n, .sum_y = have};
    kk_prediction p = kk_moment_predict(&m, NAN);
    return kk_estimate_is_hidden(&m, &p, &hiding);
}

/* `have` of `n` have the outcome; by the line it is `est`. */
static bool hides(double n, double have, double est, kk_hiding hiding)
{
    kk_moment m = {.n = n, .weight = n, .squares = n, .mean_y = have / n, .sum_y = have};
    kk_prediction p = {.est = est};
    return kk_estimate_is_hidden(&m, &p, &hiding);
}

static void test_rule_for_means_is_exact(void **state)
{
    (void)state;
    for (double n = 1; n < 400; n++)
        for (double have = 0; have <= n; have++) {
            assert_true(hides_mean(n, have, kansenkaart) == (have < 10 || n - have < 10));
            assert_true(hides_mean(n, have, strict) == (have < 10 || n - have < 10));
            assert_true(hides_mean(n, have, persons) == (n < 10));
        }
    for (double n = 1; n < 20; n++)
        for (kk_estimate_rule rule = KK_RULE_KANSENKAART; rule <= KK_RULE_PERSONS; rule++)
            assert_true(hides_mean(n, 3.7, (kk_hiding){rule, 10, false, false}) == (n < 10));
}

static void test_rule_for_predictions(void **state)
{
    (void)state;
    const double est[] = {0.09, 0.11, 0.4, 0.89, 0.91, -0.2, 1.2};
    const bool hidden[] = {true, false, false, false, true, true, true};
    for (size_t i = 0; i < sizeof est / sizeof *est; i++) {
        assert_true(hides(100, 50, est[i], kansenkaart) == hidden[i]);
        assert_true(hides(100, 50, est[i], strict) == hidden[i]);
        assert_false(hides(100, 50, est[i], of_continuous(kansenkaart)));
        assert_false(hides(100, 50, est[i], persons));
    }
}

/* 5 of 45 have the outcome, at the window's value 13.5 of 45 by the line. */
static void test_strict_rule_counts_persons(void **state)
{
    (void)state;
    assert_false(hides(45, 5, 0.3, kansenkaart));
    assert_true(hides(45, 5, 0.3, strict));
    assert_true(hides(45, 40, 0.3, strict));
    assert_false(hides(45, 10, 0.3, strict));
    assert_false(hides(45, 35, 0.3, strict));
    assert_false(hides(45, 5, 0.3, of_continuous(strict)));
}

/* Of whatever rule, threshold and kind. */
static void test_what_is_no_number_is_hidden(void **state)
{
    (void)state;
    const double broken[] = {NAN, INFINITY, -INFINITY};
    kk_moment nobody = {0};
    kk_prediction none = kk_moment_predict(&nobody, NAN);
    for (int form = 0; form < 12; form++) {
        kk_hiding hiding = {(kk_estimate_rule)(form / 4), 0, form & 1, form & 2};
        for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) assert_true(hides(100, 50, broken[i], hiding));
        assert_true(kk_estimate_is_hidden(&nobody, &none, &hiding));
        kk_moment lost = {.n = 100, .weight = INFINITY, .squares = INFINITY, .mean_y = NAN, .sum_y = NAN};
        kk_prediction p = kk_moment_predict(&lost, NAN);
        assert_true(kk_estimate_is_hidden(&lost, &p, &hiding));
        if (hiding.is_binary && hiding.is_weighted && hiding.rule != KK_RULE_PERSONS)
            assert_true(hides(100, NAN, 0.5, hiding));
    }
}

static void test_zero_is_hidden_by_kansenkaart(void **state)
{
    (void)state;
    const double zeros[] = {0.0, -0.0};
    for (size_t i = 0; i < 2; i++) {
        assert_true(hides(100, 50, zeros[i], of_continuous(kansenkaart)));
        assert_true(hides(100, 50, zeros[i], of_continuous(strict)));
        assert_false(hides(100, 50, zeros[i], of_continuous(persons)));
        assert_false(hides(100, 50, zeros[i], persons));
    }
}

/* Nine persons with weights that make them half of the weight stay nine persons. */
static void test_rule_counts_persons_behind_weights(void **state)
{
    (void)state;
    for (int is_mean = 0; is_mean < 2; is_mean++) {
        kk_moment m = {.n = 100, .weight = 100, .squares = 200, .mean_y = is_mean ? 0.5 : 0.4, .sum_y = 9};
        kk_prediction p = {.est = 0.5}, rare = {.est = 0.05};
        kk_hiding hiding = with_weights(kansenkaart);
        assert_true(kk_estimate_is_hidden(&m, &p, &hiding));
        m.sum_y = 91;
        assert_true(kk_estimate_is_hidden(&m, &p, &hiding));
        m.sum_y = 50;
        assert_false(kk_estimate_is_hidden(&m, &p, &hiding));
        assert_true(kk_estimate_is_hidden(&m, &rare, &hiding));
    }
}

/* One who has nearly all of the weight is nearly all that is told. */
static void test_rule_counts_effective_persons(void **state)
{
    (void)state;
    const kk_estimate_rule rules[] = {KK_RULE_KANSENKAART, KK_RULE_STRICT, KK_RULE_PERSONS};
    for (size_t i = 0; i < 3; i++) {
        kk_hiding hiding = of_continuous(with_weights((kk_hiding){rules[i], 10, true, false}));
        kk_moment dominated = {.n = 10, .weight = 509, .squares = 250009, .mean_y = 3, .sum_y = 30};
        kk_moment equal = {.n = 10, .weight = 3, .squares = 10 * (0.3 * 0.3), .mean_y = 3, .sum_y = 30};
        kk_prediction p = {.est = 3};
        assert_true(kk_estimate_is_hidden(&dominated, &p, &hiding));
        assert_false(kk_estimate_is_hidden(&equal, &p, &hiding));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rule_for_means_is_exact),
        cmocka_unit_test(test_rule_for_predictions),
        cmocka_unit_test(test_rule_counts_effective_persons),
        cmocka_unit_test(test_strict_rule_counts_persons),
        cmocka_unit_test(test_what_is_no_number_is_hidden),
        cmocka_unit_test(test_zero_is_hidden_by_kansenkaart),
        cmocka_unit_test(test_rule_counts_persons_behind_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
