/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/disclosure/town.h"

#include "disclosure/system_cells.h"
#include "publish/number.h"

/* ---- rounding ---- */

static void what_is_published_lies_within_its_rounding(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 20000; i++) {
        double number = ldexp(1 + (double)(i * 2654435761u % 100003) / 100003, (int)(i % 60) - 30);
        double published = kk_number_round(i % 2 == 0 ? number : -number);
        kk_interval range = kk_before_rounding(published);
        number = i % 2 == 0 ? number : -number;
        assert_true(range.lower <= number && number <= range.upper);
        assert_true(range.upper - range.lower <= 1.1e-6 + 1e-11 * fabs(published));
        if (fabs(published) < 0.09) assert_true(range.upper - range.lower <= 1.1e-5 * fabs(published));
    }
    kk_interval zero = kk_before_rounding(0);
    assert_near(zero.lower, 0, 0);
    assert_near(zero.upper, 0, 0);
}

/* ---- the base behind a Wilson interval ---- */

static kk_interval base_behind(double x, double n)
{
    kk_interval wilson = kk_wilson(x, n);
    kk_interval share = kk_before_rounding(kk_number_round(100 * x / n));
    kk_interval lower = kk_before_rounding(kk_number_round(100 * wilson.lower));
    kk_interval upper = kk_before_rounding(kk_number_round(100 * wilson.upper));
    return kk_wilson_base((kk_interval){share.lower / 100, share.upper / 100},
                          (kk_interval){lower.lower / 100, lower.upper / 100},
                          (kk_interval){upper.lower / 100, upper.upper / 100});
}

static void an_interval_gives_its_base_away(void **state)
{
    (void)state;
    static const double bases[] = {10, 17, 64, 250, 1033, 4999};
    for (size_t b = 0; b < 6; b++)
        for (double x = 0; x <= bases[b]; x += bases[b] < 100 ? 1 : 37) {
            kk_interval base = base_behind(x, bases[b]);
            assert_true(base.lower <= bases[b] && bases[b] <= base.upper);
            assert_near(ceil(base.lower), bases[b], 0);
            assert_near(floor(base.upper), bases[b], 0);
        }
}

static void a_contradiction_tells_nothing(void **state)
{
    (void)state;
    kk_interval base = kk_wilson_base((kk_interval){0.5, 0.5}, (kk_interval){0.1, 0.1}, (kk_interval){0.51, 0.51});
    assert_near(base.lower, 0, 0);
    assert_true(isinf(base.upper));
}

/* ---- releases made by hand: figures without their parts ---- */

static const double people[] = {200, 300, 250, 400}, care[] = {37, 20, 40, 50};

/* Of buurt 0 the value alone. */
static kk_system value_alone(town *t, kk_indicator_kind kind, bool is_public)
{
    town_init(t);
    uint32_t all = town_quantity(t, "all", is_public, people), q = town_quantity(t, "care", false, care);
    uint32_t use = town_indicator(t, kind, town_of(t, q), town_of(t, all));
    if (kind == KK_VALUE) t->indicator[use].denominator.count = 0;
    kk_publication_column *column = town_column(t, use, BUURT);
    if (kind == KK_ONE_IN)
        for (size_t i = 0; i < 4; i++) column->value[i] = people[i] / care[i];
    town_facts(t);
    column->value[0] = kk_number_round(column->value[0]);
    column->numerator[0] = column->denominator[0] = NAN;
    return town_audit(t);
}

static void check_care(const kk_system *audit, double slack)
{
    uint32_t v = town_variable(audit, 1, BUURT, 0);
    glp_prob *problem = town_problem(&audit->knowledge);
    double lower = town_end(problem, v, GLP_MIN), upper = town_end(problem, v, GLP_MAX);
    glp_delete_prob(problem);
    assert_true(lower <= 37 && 37 <= upper);
    assert_true(upper - lower < slack);
}

static void a_count_follows_from_a_rate_and_its_denominator(void **state)
{
    (void)state;
    static const kk_indicator_kind kinds[] = {KK_SHARE, KK_RATE, KK_ONE_IN, KK_VALUE};
    for (size_t k = 0; k < 4; k++) {
        town t;
        kk_system audit = value_alone(&t, kinds[k], true);
        check_care(&audit, 1e-4);
        town_clear(&t);
    }
}

static void a_count_follows_from_an_interval(void **state)
{
    (void)state;
    for (int inverse = 0; inverse < 2; inverse++) {
        town t;
        kk_system audit = value_alone(&t, inverse ? KK_ONE_IN : KK_SHARE, false);
        uint32_t all = town_variable(&audit, 0, BUURT, 0);
        assert_true(isinf(audit.knowledge.upper[all]));
        kk_interval wilson = kk_wilson(37, 200);
        t.column[0].lower[0] = kk_number_round(inverse ? 1 / wilson.upper : PER * wilson.lower);
        t.column[0].upper[0] = kk_number_round(inverse ? 1 / wilson.lower : PER * wilson.upper);
        audit = town_audit(&t);
        assert_near(audit.knowledge.lower[all], 200, 0.1);
        assert_near(audit.knowledge.upper[all], 200, 0.1);
        check_care(&audit, 0.1);
        town_clear(&t);
    }
}

static void a_figure_of_the_area_around_tells_nothing(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t all = town_quantity(&t, "all", true, people), q = town_quantity(&t, "care", false, care);
    kk_publication_column *column =
        town_column(&t, town_indicator(&t, KK_SHARE, town_of(&t, q), town_of(&t, all)), BUURT);
    town_facts(&t);
    column->status[0] = KK_FIGURE_PARENT;
    kk_system system;
    assert_int_equal(kk_system_make(&t.publication, NULL, NULL, 1, &t.arena, &system, &t.err), KK_OK);
    uint32_t hidden = town_variable(&system, q, BUURT, 0);
    assert_near(system.knowledge.lower[hidden], 0, 0);
    assert_true(isinf(system.knowledge.upper[hidden]));
    assert_int_equal(system.knowledge.row_count, 0);
    town_clear(&t);
}

/* A number that stands there is told, whatever the status says. */
static void a_status_hides_no_number(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t q = town_quantity(&t, "care", false, (const double[]){3, 20, 40, 50});
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, q), (kk_quantity_sum){0}), BUURT);
    kk_system system;
    assert_int_equal(kk_system_make(&t.publication, NULL, NULL, 1, &t.arena, &system, &t.err), KK_OK);
    assert_int_equal(system.demand_count, 1);
    assert_interval(&system, system.demand[0].variable, 3, 3);
    town_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_published_lies_within_its_rounding),
        cmocka_unit_test(an_interval_gives_its_base_away),
        cmocka_unit_test(a_contradiction_tells_nothing),
        cmocka_unit_test(a_count_follows_from_a_rate_and_its_denominator),
        cmocka_unit_test(a_count_follows_from_an_interval),
        cmocka_unit_test(a_figure_of_the_area_around_tells_nothing),
        cmocka_unit_test(a_status_hides_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
