/* SPDX-License-Identifier: EUPL-1.2 */
/* Against 400,000 draws of a Markov chain that has the same model and priors (tests/reference/bym2/mcmc.py). */
#include "unit/inference/bym2_sets.h"

typedef struct row {
    char set[16], term[8];
    double mean, lower, upper, above;
} row;

static bool next_row(FILE *file, const char *set, row *out)
{
    char line[256];
    while (fgets(line, sizeof line, file) != NULL) {
        out->above = NAN;
        int found = sscanf(line, "%15[^,],%7[^,],%lf,%lf,%lf,%lf", out->set, out->term, &out->mean, &out->lower,
                           &out->upper, &out->above);
        if (found >= 5 && strcmp(out->set, set) == 0) return true;
    }
    return false;
}

/* Errors of the bounds are shares of the width of the interval. */
static void check_rate(const kk_smoothed_rate *found, const row *expected)
{
    double width = expected->upper - expected->lower;
    assert_near(found->value, expected->mean, 0.01 * expected->mean);
    assert_near(found->lower, expected->lower, 0.02 * width);
    assert_near(found->upper, expected->upper, 0.02 * width);
    assert_near(found->above, expected->above, 0.01);
}

static void check_hyper(const kk_estimate *found, const row *expected)
{
    double width = expected->upper - expected->lower;
    assert_near(found->value, expected->mean, 0.02 * width);
    assert_near(found->lower, expected->lower, 0.05 * width);
    assert_near(found->upper, expected->upper, 0.05 * width);
}

static void check_set(const char *name)
{
    reference_set set;
    kk_smoothed_rate rate[SET_AREAS_MAX];
    kk_bym2 fit;
    kk_error err;
    row expected;
    size_t rows = 0;
    set_read(&set, name);
    const kk_bym2_data data = set_data(&set);
    assert_int_equal(kk_bym2_fit(&data, 2, rate, &fit, &err), KK_OK);
    assert_true(fit.fitted);
    assert_int_equal(fit.failed, 0);
    FILE *file = fopen("tests/reference/bym2/mcmc.csv", "r");
    assert_non_null(file);
    for (; next_row(file, name, &expected); rows++) {
        if (strcmp(expected.term, "sigma") == 0)
            check_hyper(&fit.sigma, &expected);
        else if (strcmp(expected.term, "phi") == 0)
            check_hyper(&fit.phi, &expected);
        else
            check_rate(&rate[atoi(expected.term) - 1], &expected);
    }
    fclose(file);
    assert_int_equal(rows, set.neighbours.count + 2);
}

static void test_lip_cancer_with_islands(void **state)
{
    (void)state;
    check_set("scotland");
}

static void test_lip_cancer_in_one_piece(void **state)
{
    (void)state;
    check_set("joined");
}

static void test_one_event_an_area(void **state)
{
    (void)state;
    check_set("rare");
}

static void test_shares(void **state)
{
    (void)state;
    check_set("shares");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lip_cancer_with_islands),
        cmocka_unit_test(test_lip_cancer_in_one_piece),
        cmocka_unit_test(test_one_event_an_area),
        cmocka_unit_test(test_shares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
