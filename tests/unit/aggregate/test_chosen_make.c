/* SPDX-License-Identifier: EUPL-1.2 */
/* Maps and reliability of a small cohort, against its estimates, and that they tell of nothing that is hidden. */
#include "unit/aggregate/chosen_fixture.h"

/* What estimates.csv has of a subgroup in a region; n = 0 where nobody is. */
static kk_estimate_cell estimated(const fixture *f, size_t outcome, size_t combination, size_t type, size_t region)
{
    const kk_cells *cells = f->estimates.cells;
    for (size_t i = cells->first[type][region]; i < cells->first[type][region + 1]; i++)
        if (cells->combination[i] == combination) return f->estimates.cell[outcome][i];
    return (kk_estimate_cell){NAN, NAN, NAN, 0, true};
}

static void check_untold(const kk_estimate_cell *cell)
{
    assert_int_equal(cell->n, 0);
    assert_true(isnan(cell->est) && isnan(cell->lower) && isnan(cell->upper));
}

/* ---- estimates and differences ---- */

static void maps_have_every_type_but_the_land(void **state)
{
    fixture *f = *state;
    make(f);
    assert_int_equal(f->chosen.map_count, 6);
    for (size_t m = 0; m < 6; m++) {
        assert_ptr_equal(f->chosen.map[m].map, &f->map[m / 2]);
        assert_int_equal(f->chosen.map[m].type, m % 2 == 0 ? GEMEENTE : WIJK);
    }
    assert_ptr_equal(f->chosen.frame, &f->cohort.frame);
}

static void a_map_of_everyone_has_shares_and_not_of_few(void **state)
{
    fixture *f = *state;
    make(f);
    const kk_map_values *values = values_of(f, 0, WIJK);
    static const bool hidden[WIJKEN] = {false, true, true, false, false, false};
    for (size_t r = 0; r < WIJKEN; r++) {
        const kk_estimate_cell *cell = &values->estimate[r];
        if (hidden[r]) check_untold(cell);
        if (hidden[r]) check_untold(&values->shrunk[r]);
        if (hidden[r]) continue;
        assert_int_equal(cell->n, sizes[r]);
        assert_near(cell->est, (double)have[r] / (double)sizes[r], 1e-15);
    }
    assert_null(values->difference);
    assert_near(values_of(f, 0, GEMEENTE)->estimate[0].est, 27 / 125.0, 1e-15);
    f->config.estimates.rule = KK_RULE_PERSONS;
    for (int threshold = 10; threshold <= 50; threshold += 40) {
        f->config.estimates.threshold = threshold;
        make(f);
        for (size_t r = 0; r < WIJKEN; r++) {
            bool few = (int)sizes[r] < threshold;
            assert_int_equal(values_of(f, 0, WIJK)->estimate[r].n, few ? 0 : sizes[r]);
        }
    }
}

static void set_outcomes(fixture *f, size_t wijk, double have_it, double score)
{
    for (size_t p = 0; p < f->cohort.person_count; p++) {
        if (f->region_of[WIJK][p] != wijk) continue;
        f->cohort.outcome[p * KK_LANES + HAVE] = have_it;
        f->cohort.outcome[p * KK_LANES + SCORE] = score;
    }
}

/* One decision: what estimates.csv hides no map tells, and what it shows they tell alike. */
static void check_as_estimated(const fixture *f, size_t m, size_t outcome, size_t combination)
{
    for (size_t type = GEMEENTE; type <= WIJK; type++)
        for (size_t r = 0; r < f->type[type].count; r++) {
            const kk_estimate_cell *actual = &values_of(f, m, type)->estimate[r];
            kk_estimate_cell expected = estimated(f, outcome, combination, type, r);
            if (expected.hidden) {
                check_untold(actual);
                continue;
            }
            assert_int_equal(actual->n, expected.n);
            assert_near(actual->est, expected.est, 1e-12);
            assert_near(actual->lower, expected.lower, 1e-12);
            assert_near(actual->upper, expected.upper, 1e-12);
        }
}

static void maps_tell_what_the_estimates_do(void **state)
{
    fixture *f = *state;
    for (int weighted = 0; weighted < 2; weighted++) {
        if (weighted) f->cohort.weight = f->weight;
        make(f);
        check_as_estimated(f, 0, HAVE, 0);
        check_as_estimated(f, 1, SCORE, 3 * LOW);
        check_as_estimated(f, 2, HAVE, MEN);
    }
}

/* KansenKaart leaves estimates of 0 out; the persons behind them are many. */
static void an_estimate_of_zero_is_on_no_map(void **state)
{
    fixture *f = *state;
    set_outcomes(f, 4, NAN, 0);
    f->map[0].outcome = SCORE;
    make(f);
    assert_int_equal(estimated(f, SCORE, 0, WIJK, 4).n, sizes[4]);
    check_as_estimated(f, 0, SCORE, 0);
    check_untold(&values_of(f, 0, WIJK)->estimate[4]);
    f->config.estimates.rule = KK_RULE_PERSONS;
    make(f);
    assert_near(values_of(f, 0, WIJK)->estimate[4].est, 0, 0);
    assert_int_equal(values_of(f, 0, WIJK)->estimate[4].n, sizes[4]);
}

static void differences_are_told_where_both_groups_are(void **state)
{
    fixture *f = *state;
    make(f);
    for (size_t type = GEMEENTE; type <= WIJK; type++)
        for (size_t r = 0; r < f->type[type].count; r++) {
            kk_estimate_cell low = estimated(f, SCORE, 3 * LOW, type, r), high = estimated(f, SCORE, 3 * HIGH, type, r);
            const kk_estimate_cell *difference = &values_of(f, 1, type)->difference[r];
            if (low.hidden || high.hidden) {
                check_untold(difference);
                continue;
            }
            assert_near(difference->est, low.est - high.est, 1e-12);
            assert_int_equal(difference->n, low.n < high.n ? low.n : high.n);
        }
    const kk_map_values *sexes = values_of(f, 2, WIJK);
    assert_int_equal(sexes->estimate[5].n, 30);
    check_untold(&sexes->difference[5]); /* men only */
}

/* Two shares of 40 persons each: Welch's interval from their variances p (1 − p) / 39. */
static void a_difference_has_the_interval_of_welch(void **state)
{
    fixture *f = *state;
    make(f);
    kk_estimate_cell men = estimated(f, HAVE, MEN, WIJK, 3), women = estimated(f, HAVE, WOMEN, WIJK, 3);
    assert_int_equal(men.n, 40);
    assert_int_equal(women.n, 40);
    double a = men.est * (1 - men.est) / 39, b = women.est * (1 - women.est) / 39;
    double half = kk_t_quantile((a + b) * (a + b) / ((a * a + b * b) / 39)) * sqrt(a + b);
    const kk_estimate_cell *difference = &values_of(f, 2, WIJK)->difference[3];
    assert_near(difference->est, men.est - women.est, 1e-14);
    assert_near(difference->lower, men.est - women.est - half, 1e-12);
    assert_near(difference->upper, men.est - women.est + half, 1e-12);
}

/* ---- shrinkage ---- */

typedef struct shrunk {
    kk_shrinkage all;
    double mean[WIJKEN], variance[WIJKEN];
} shrunk;

/* Of the regions that `shown` tells, with pooled variances, to the parents given. */
static shrunk expected_shrinkage(const fixture *f, size_t index, size_t type, const bool *shown, const uint32_t *parent,
                                 size_t parents)
{
    shrunk out;
    const kk_moment *moment = kk_cube_moments(f->cube, index, type);
    double at = kk_combination_at(&f->cohort.frame, f->choice.wanted[index].combination);
    double rss = 0, df = 0, y[WIJKEN], v[WIJKEN], scratch[KK_SHRINK_SCRATCH(2 * WIJKEN)];
    for (size_t r = 0; r < f->type[type].count; r++) {
        kk_prediction prediction = kk_moment_predict(&moment[r], at);
        y[r] = shown[r] ? prediction.est : NAN;
        v[r] = prediction.leverage;
        rss += shown[r] ? prediction.rss : 0;
        df += shown[r] ? prediction.df : 0;
    }
    for (size_t r = 0; r < f->type[type].count; r++) v[r] *= rss / df;
    const kk_shrinkable regions = {y, v, parent, f->type[type].count, parents};
    const kk_shrunk to = {out.mean, out.variance, scratch};
    out.all = kk_shrink(&regions, &to);
    return out;
}

static void check_shrunk(const fixture *f, size_t m, size_t type, const uint32_t *parent, size_t parents)
{
    const kk_map_values *values = values_of(f, m, type);
    bool shown[WIJKEN];
    for (size_t r = 0; r < f->type[type].count; r++) shown[r] = values->estimate[r].n > 0;
    shrunk expected = expected_shrinkage(f, f->choice.group[m], type, shown, parent, parents);
    for (size_t r = 0; r < f->type[type].count; r++) {
        if (!shown[r]) {
            check_untold(&values->shrunk[r]);
            continue;
        }
        double half = 1.959963984540054 * sqrt(expected.variance[r]);
        assert_int_equal(values->shrunk[r].n, values->estimate[r].n);
        assert_near(values->shrunk[r].est, expected.mean[r], 1e-13);
        assert_near(values->shrunk[r].lower, expected.mean[r] - half, 1e-13);
        assert_near(values->shrunk[r].upper, expected.mean[r] + half, 1e-13);
    }
}

static void regions_are_shrunk_to_their_parents_with_pooled_variances(void **state)
{
    fixture *f = *state;
    make(f);
    for (size_t m = 0; m < 3; m++) {
        check_shrunk(f, m, WIJK, f->parent, 2);
        check_shrunk(f, m, GEMEENTE, NULL, 0);
    }
    /* Few persons are pulled further: 15 of 30 more than 40 of 80 in the same gemeente. */
    const kk_map_values *values = values_of(f, 0, WIJK);
    assert_near(values->estimate[3].est, values->estimate[5].est, 1e-15);
    assert_true(values->shrunk[5].est < values->shrunk[3].est && values->shrunk[3].est < 0.5);
}

static void a_region_without_parent_is_shrunk_to_the_land_and_the_others_as_before(void **state)
{
    fixture *f = *state;
    make(f);
    double before = values_of(f, 0, WIJK)->shrunk[4].est;
    f->parent[4] = KK_NO_REGION;
    f->parent[1] = KK_NO_REGION;
    make(f);
    static const uint32_t parent[WIJKEN] = {0, 2, 0, 1, 3, 1};
    for (size_t m = 0; m < 3; m++) check_shrunk(f, m, WIJK, parent, 4);
    assert_true(fabs(values_of(f, 0, WIJK)->shrunk[4].est - before) > 1e-3);
}

static void nothing_is_told_of_nobody(void **state)
{
    fixture *f = *state;
    for (f->cohort.person_count = 0; f->cohort.person_count < 2; f->cohort.person_count++) {
        make(f);
        for (size_t m = 0; m < f->chosen.map_count; m++) {
            const kk_map_values *values = &f->chosen.map[m];
            for (size_t r = 0; r < f->type[values->type].count; r++) {
                check_untold(&values->estimate[r]);
                check_untold(&values->shrunk[r]);
                if (values->difference != NULL) check_untold(&values->difference[r]);
            }
        }
        for (size_t i = 0; i < 4; i++) assert_int_equal(f->chosen.reliability[i].shrinkage.regions, 0);
    }
}

/* ---- nothing tells of what is hidden ---- */

enum { KEPT_MAX = 20000 };

/* All that is told of wijken, byte by byte. */
static size_t keep(const fixture *f, char *kept)
{
    size_t end = 0;
    for (size_t m = 0; m < 3; m++) {
        const kk_map_values *values = values_of(f, m, WIJK);
        const kk_estimate_cell *parts[] = {values->estimate, values->shrunk, values->difference};
        for (size_t part = 0; part < (values->difference == NULL ? 2 : 3); part++, end += WIJKEN * sizeof **parts)
            memcpy(kept + end, parts[part], WIJKEN * sizeof **parts);
    }
    for (size_t i = 0; i < f->chosen.reliability_count; i++) {
        const kk_reliability *row = &f->chosen.reliability[i];
        if (row->type != WIJK) continue;
        memcpy(kept + end, row, sizeof *row);
        end += sizeof *row;
    }
    assert_true(end <= KEPT_MAX);
    return end;
}

/* Whatever the five persons of a hidden wijk have, or whether they have anything at all: nothing that is told changes.
   With their figures in the mean and the spread, μ and τ² of the others would give them back exactly. */
static void what_is_hidden_changes_nothing_that_is_told(void **state)
{
    fixture *f = *state;
    static char before[KEPT_MAX], after[KEPT_MAX];
    static const double values[][2] = {{1, 1e6}, {0, -3}, {NAN, NAN}};
    for (int rule = KK_RULE_KANSENKAART; rule <= KK_RULE_PERSONS; rule++) {
        f->config.estimates.rule = (kk_estimate_rule)rule;
        make(f);
        size_t length = keep(f, before);
        for (size_t i = 0; i < 3; i++) {
            set_outcomes(f, 2, values[i][0], values[i][1]);
            make(f);
            assert_int_equal(keep(f, after), length);
            assert_memory_equal(after, before, length);
        }
        /* What is shown does change it. */
        f->cohort.outcome[HAVE] = 1 - f->cohort.outcome[HAVE];
        make(f);
        keep(f, after);
        assert_memory_not_equal(after, before, length);
    }
}

/* ---- reliability ---- */

static void reliability_is_that_of_the_regions_that_are_shown(void **state)
{
    fixture *f = *state;
    make(f);
    assert_int_equal(f->chosen.reliability_count, 4);
    static const size_t regions[] = {2, 4, 2, 5};
    for (size_t i = 0; i < 4; i++) {
        const kk_reliability *row = &f->chosen.reliability[i];
        assert_int_equal(row->outcome, i / 2);
        assert_int_equal(row->type, i % 2 == 0 ? GEMEENTE : WIJK);
        bool shown[WIJKEN];
        for (size_t r = 0; r < f->type[row->type].count; r++)
            shown[r] = !estimated(f, row->outcome, 0, row->type, r).hidden;
        const uint32_t *parent = f->type[row->type].parent;
        kk_shrinkage expected =
            expected_shrinkage(f, row->outcome, row->type, shown, parent, parent == NULL ? 0 : 2).all;
        assert_int_equal(row->shrinkage.regions, regions[i]);
        assert_near(row->shrinkage.reliability, expected.reliability, 1e-12);
        assert_near(row->shrinkage.mean, expected.mean, 1e-12);
        assert_near(row->shrinkage.within, expected.within, 1e-12);
        assert_near(row->shrinkage.between, expected.between, 1e-12);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(maps_have_every_type_but_the_land, begin, end),
        cmocka_unit_test_setup_teardown(a_map_of_everyone_has_shares_and_not_of_few, begin, end),
        cmocka_unit_test_setup_teardown(maps_tell_what_the_estimates_do, begin, end),
        cmocka_unit_test_setup_teardown(differences_are_told_where_both_groups_are, begin, end),
        cmocka_unit_test_setup_teardown(an_estimate_of_zero_is_on_no_map, begin, end),
        cmocka_unit_test_setup_teardown(a_difference_has_the_interval_of_welch, begin, end),
        cmocka_unit_test_setup_teardown(regions_are_shrunk_to_their_parents_with_pooled_variances, begin, end),
        cmocka_unit_test_setup_teardown(a_region_without_parent_is_shrunk_to_the_land_and_the_others_as_before, begin,
                                        end),
        cmocka_unit_test_setup_teardown(nothing_is_told_of_nobody, begin, end),
        cmocka_unit_test_setup_teardown(what_is_hidden_changes_nothing_that_is_told, begin, end),
        cmocka_unit_test_setup_teardown(reliability_is_that_of_the_regions_that_are_shown, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
