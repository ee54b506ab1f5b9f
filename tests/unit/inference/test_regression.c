/* SPDX-License-Identifier: EUPL-1.2 */
/* Against R (tests/reference/regression), and properties of the fit. */
#include "unit/inference/regression_data.h"

#define REFERENCE "tests/reference/regression/"

static sample s, other;
static kk_arena arena;

static int begin(void **state)
{
    (void)state;
    kk_arena_init(&arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    kk_arena_clear(&arena);
    return 0;
}

/* ---- R ---- */

static double relative(double value, double scale)
{
    return scale * fmax(fabs(value), 1e-3);
}

/* The term that R's file names, in the order of the header of the data. */
static size_t term_named(const char *names, const char *name)
{
    size_t term = 0;
    char copy[200];
    snprintf(copy, sizeof copy, "%s", names);
    for (char *rest = copy, *at; (at = strsep(&rest, " ")) != NULL; term++)
        if (strcmp(at, name) == 0) return term;
    fail_msg("no term '%s'", name);
    return 0;
}

static double intercept_of(const kk_regression *fit)
{
    double sum = fit->coefficient[0];
    for (size_t j = 0; j < fit->terms; j++) {
        double mean = 0;
        for (size_t i = 0; i < fit->count; i++) mean += s.determinant[j][i] / (double)fit->count;
        sum -= fit->coefficient[j + 1] * mean / fit->sd[j];
    }
    return sum;
}

static double quantity_of(const kk_regression *fit, const char *what, size_t term)
{
    size_t own = (term + 1) * (fit->terms + 2);
    if (strcmp(what, "coefficient") == 0) return fit->coefficient[term + 1] / fit->sd[term];
    if (strcmp(what, "error") == 0) return sqrt(fit->covariance[own]) / fit->sd[term];
    if (strcmp(what, "p") == 0) return kk_regression_p(fit, term);
    if (strcmp(what, "vif") == 0) return fit->vif[term];
    if (strcmp(what, "dispersion") == 0) return fit->dispersion;
    if (strcmp(what, "explained") == 0) return fit->explained;
    if (strcmp(what, "theta") == 0) return fit->theta;
    if (strcmp(what, "theta_error") == 0) return fit->theta_error;
    if (strcmp(what, "aic") == 0) return fit->aic;
    fail_msg("nothing is called '%s'", what);
    return NAN;
}

/* Of the intercept R has another: where determinants are 0, not at their mean. */
static void check_totals(const kk_regression *fit, const char *name, const char *names, double scale)
{
    char line[200], of[60], what[60], term[60];
    double value;
    size_t checked = 0;
    FILE *file = fopen(REFERENCE "fits.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *rest = line;
        snprintf(of, sizeof of, "%s", strsep(&rest, ","));
        snprintf(what, sizeof what, "%s", strsep(&rest, ","));
        snprintf(term, sizeof term, "%s", strsep(&rest, ","));
        if (strcmp(of, name) != 0 || sscanf(rest, "%lf", &value) != 1) continue;
        checked++;
        if (strcmp(term, "(Intercept)") != 0)
            assert_near(quantity_of(fit, what, *term == 0 ? 0 : term_named(names, term)), value,
                        relative(value, scale));
        else if (strcmp(what, "coefficient") == 0)
            assert_near(intercept_of(fit), value, relative(value, scale));
    }
    fclose(file);
    assert_true(checked >= 4 * fit->terms + 5);
}

static void check_areas(const kk_regression *fit, const char *name, double scale)
{
    char line[200];
    size_t checked = 0, row;
    double rate, log_error, leverage;
    FILE *file = fopen(REFERENCE "areas.csv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *rest = line;
        if (strcmp(strsep(&rest, ","), name) != 0) continue;
        assert_int_equal(sscanf(rest, "%zu,%lf,%lf,%lf", &row, &rate, &log_error, &leverage), 4);
        assert_near(fit->rate[row - 1], rate, scale * rate);
        assert_near(fit->log_error[row - 1], log_error, scale * log_error);
        assert_near(fit->leverage[row - 1], leverage, scale);
        checked++;
    }
    fclose(file);
    assert_true(checked >= 20);
}

static void check_against(const char *name, const char *names, kk_regression_family family, double scale)
{
    kk_regression fit = fit_of(&s, family, &arena);
    assert_int_equal(fit.outcome, KK_REGRESSION_FITTED);
    check_totals(&fit, name, names, scale);
    check_areas(&fit, name, scale);
}

static const char of_wijken[] = "income_low dwelling_ownership employment_rate edu_appl_sci";
static const char of_quine[] = "Eth Sex F1 F2 F3 Lrn";

static void test_wijken(void **state)
{
    (void)state;
    sample_read(&s, REFERENCE "wijken.csv", 4, 1);
    check_against("wijken_quasipoisson", of_wijken, KK_QUASIPOISSON, 1e-9);
    check_against("wijken_negative_binomial", of_wijken, KK_NEGATIVE_BINOMIAL, 1e-7);
}

static void test_few_wijken(void **state)
{
    (void)state;
    sample_read(&s, REFERENCE "wijken.csv", 4, 150);
    check_against("few_quasipoisson", of_wijken, KK_QUASIPOISSON, 1e-8);
}

static void test_quine(void **state)
{
    (void)state;
    sample_read(&s, REFERENCE "quine.csv", 6, 1);
    check_against("quine_quasipoisson", of_quine, KK_QUASIPOISSON, 1e-9);
    check_against("quine_negative_binomial", of_quine, KK_NEGATIVE_BINOMIAL, 1e-7);
    kk_regression fit = fit_of(&s, KK_NEGATIVE_BINOMIAL, &arena);
    assert_near(fit.theta, 1.275, 5e-4); /* as published */
    assert_near(fit.theta_error, 0.161, 5e-4);
}

/* ---- properties ---- */

static void check_same_rates(const kk_regression *a, const kk_regression *b, double factor)
{
    assert_int_equal(a->outcome, KK_REGRESSION_FITTED);
    assert_int_equal(b->outcome, KK_REGRESSION_FITTED);
    for (size_t i = 0; i < a->count; i++) {
        assert_near(b->rate[i], a->rate[i] * factor, 1e-9 * a->rate[i] * factor);
        assert_near(b->log_error[i], a->log_error[i], 1e-7 * a->log_error[i]);
    }
}

static void check_same_terms(const kk_regression *a, const kk_regression *b)
{
    for (size_t j = 0; j < a->terms; j++) {
        assert_near(b->coefficient[j + 1], a->coefficient[j + 1], 1e-9);
        assert_near(kk_regression_p(b, j), kk_regression_p(a, j), 1e-8);
        assert_near(b->vif[j], a->vif[j], 1e-8 * a->vif[j]);
    }
    assert_near(b->dispersion, a->dispersion, 1e-8 * a->dispersion);
    assert_near(b->explained, a->explained, 1e-8);
}

static void test_exposure_scales(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 200, 5, 1, NULL, NULL);
    kk_regression before = fit_of(&s, family, &arena);
    for (size_t i = 0; i < s.data.count; i++) s.exposure[i] *= 1000;
    kk_regression after = fit_of(&s, family, &arena);
    check_same_rates(&before, &after, 1 / 1000.0);
    check_same_terms(&before, &after);
    assert_near(after.coefficient[0], before.coefficient[0] - log(1000), 1e-9);
}

static void test_determinants_may_be_moved_and_stretched(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 200, 5, 2, NULL, NULL);
    kk_regression before = fit_of(&s, family, &arena);
    for (size_t i = 0; i < s.data.count; i++) s.determinant[0][i] = 1e4 + 1e-3 * s.determinant[0][i];
    kk_regression after = fit_of(&s, family, &arena);
    check_same_rates(&before, &after, 1);
    check_same_terms(&before, &after);
    assert_near(after.sd[0], 1e-3 * before.sd[0], 1e-10 * before.sd[0]);
    for (size_t i = 0; i < s.data.count; i++) s.determinant[0][i] *= -1;
    after = fit_of(&s, family, &arena);
    check_same_rates(&before, &after, 1);
    assert_near(after.coefficient[1], -before.coefficient[1], 1e-9);
}

static void test_order_is_no_matter(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 200, 5, 3, NULL, NULL);
    sample_init(&other, 200, 2);
    for (size_t i = 0; i < 200; i++) {
        size_t to = (i * 77 + 13) % 200;
        other.events[to] = s.events[i];
        other.exposure[to] = s.exposure[i];
        for (size_t j = 0; j < 2; j++) other.determinant[j][to] = s.determinant[j][i];
    }
    kk_regression before = fit_of(&s, family, &arena), after = fit_of(&other, family, &arena);
    check_same_terms(&before, &after);
    for (size_t i = 0; i < 200; i++)
        assert_near(after.rate[(i * 77 + 13) % 200], before.rate[i], 1e-10 * before.rate[i]);
}

/* A Poisson count is as good as the parts it is the sum of. */
static void test_area_weighs_as_its_parts(void **state)
{
    (void)state;
    sample_draw(&s, 200, 5, 4, NULL, NULL);
    sample_init(&other, 400, 2);
    for (size_t i = 0; i < 400; i++) {
        double part = i % 2 == 0 ? 0.25 : 0.75;
        other.events[i] = part * s.events[i / 2];
        other.exposure[i] = part * s.exposure[i / 2];
        for (size_t j = 0; j < 2; j++) other.determinant[j][i] = s.determinant[j][i / 2];
    }
    kk_regression whole = fit_of(&s, KK_QUASIPOISSON, &arena), parts = fit_of(&other, KK_QUASIPOISSON, &arena);
    for (size_t i = 0; i < 400; i++) assert_near(parts.rate[i], whole.rate[i / 2], 1e-10 * whole.rate[i / 2]);
    for (size_t i = 0; i < 200; i++)
        assert_near(parts.leverage[2 * i] + parts.leverage[2 * i + 1], whole.leverage[i], 1e-10);
}

/* The likelihood equations: what is left is at right angles to every column. */
static void test_residuals_add_up_to_nothing(void **state)
{
    const kk_regression_family family = *(const kk_regression_family *)*state;
    sample_draw(&s, 300, 3, 5, NULL, NULL);
    kk_regression fit = fit_of(&s, family, &arena);
    double left[3] = {0}, total = 0, leverage = 0;
    for (size_t i = 0; i < 300; i++) {
        double mean = fit.rate[i] * s.exposure[i];
        double residual = (s.events[i] - mean) / (1 + mean / fit.theta);
        left[0] += residual;
        for (size_t j = 0; j < 2; j++) left[j + 1] += residual * s.determinant[j][i];
        total += s.events[i];
        leverage += fit.leverage[i];
    }
    for (size_t j = 0; j < 3; j++) assert_near(left[j], 0, 1e-8 * total);
    assert_near(leverage, 3, 1e-10);
}

static void test_theta_is_that_of_the_world(void **state)
{
    (void)state;
    sample_draw(&s, 3000, 4, 6, NULL, NULL);
    kk_regression fit = fit_of(&s, KK_NEGATIVE_BINOMIAL, &arena);
    assert_near(fit.theta, 4, 4 * fit.theta_error);
    assert_near(fit.dispersion, 1, 0.1);
    kk_regression quasi = fit_of(&s, KK_QUASIPOISSON, &arena);
    assert_true(quasi.dispersion > 3);
    assert_true(isinf(quasi.theta) && isnan(quasi.theta_error) && isnan(quasi.aic));
}

int main(void)
{
    static kk_regression_family families[] = {KK_QUASIPOISSON, KK_NEGATIVE_BINOMIAL};
#define BOTH(test)                                                                                                     \
    {#test " quasi-Poisson", test, NULL, NULL, &families[0]},                                                          \
    {                                                                                                                  \
#test " NB", test, NULL, NULL, &families[1]                                                                    \
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wijken),
        cmocka_unit_test(test_few_wijken),
        cmocka_unit_test(test_quine),
        BOTH(test_exposure_scales),
        BOTH(test_determinants_may_be_moved_and_stretched),
        BOTH(test_order_is_no_matter),
        cmocka_unit_test(test_area_weighs_as_its_parts),
        BOTH(test_residuals_add_up_to_nothing),
        cmocka_unit_test(test_theta_is_that_of_the_world),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
