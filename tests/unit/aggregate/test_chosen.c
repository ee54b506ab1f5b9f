/* SPDX-License-Identifier: EUPL-1.2 */
/* Maps and reliability of a small cohort, against its persons one by one. */
#include "unit/check.h"

#include "kk/estimates.h"

enum { LAND, GEMEENTE, WIJK, TYPES };
enum { WIJKEN = 6, PERSONS_MAX = 400, ROOM = 64 };
enum { HAVE, SCORE, OUTCOMES };
enum { INCOME, GENDER, DIMENSIONS };
enum { ALL, LOW, HIGH, MEN = 1, WOMEN = 2 };

/* Persons of each wijk, and how many of them have the binary outcome; in the last one live men only. */
static const size_t sizes[WIJKEN] = {60, 60, 5, 80, 40, 30}, have[WIJKEN] = {20, 5, 2, 40, 12, 15};
static const char *wijken[] = {"WK000101", "WK000102", "WK000103", "WK000201", "WK000202", "WK000299"};
static const char *gemeenten[] = {"GM0001", "GM0002"}, *land[] = {"all"};

typedef struct fixture {
    kk_arena arena;
    kk_config config;
    kk_config_region region[TYPES];
    kk_config_estimate_map map[3];
    kk_framed_outcome outcome[OUTCOMES];
    kk_dimension dimension[DIMENSIONS];
    kk_region_type type[TYPES];
    uint32_t parent[WIJKEN];
    kk_cohort cohort;
    uint8_t class_of[DIMENSIONS][PERSONS_MAX];
    uint32_t region_of[TYPES][PERSONS_MAX];
    double predictor[PERSONS_MAX], weight[PERSONS_MAX];
    kk_cube *cube;
    kk_chosen chosen;
    kk_error err;
} fixture;

static void name_all(fixture *f)
{
    static const char *incomes[] = {"all", "Low", "High"}, *genders[] = {"all", "Men", "Women"};
    static double at_incomes[] = {NAN, 0.25, 0.75}, at_genders[] = {NAN, NAN, NAN};
    static uint64_t income_bits[] = {1, 3, 5}, gender_bits[] = {3, 5};
    f->outcome[HAVE] = (kk_framed_outcome){"have", true};
    f->outcome[SCORE] = (kk_framed_outcome){"score", false};
    f->dimension[INCOME] = (kk_dimension){"income", 3, incomes, at_incomes, 3, income_bits};
    f->dimension[GENDER] = (kk_dimension){"gender", 3, genders, at_genders, 2, gender_bits};
    f->type[LAND] = (kk_region_type){.name = "all", .count = 1, .id = land, .level = -1, .within = -1};
    f->type[GEMEENTE] = (kk_region_type){.name = "gemeente", .count = 2, .id = gemeenten, .level = 0, .within = -1};
    f->type[WIJK] = (kk_region_type){
        .name = "wijk", .count = WIJKEN, .id = wijken, .level = 1, .within = GEMEENTE, .parent = f->parent};
    f->cohort.frame = (kk_estimate_frame){OUTCOMES, DIMENSIONS, TYPES, f->outcome, f->dimension, f->type, 9};
}

static void set_person(fixture *f, size_t p, size_t wijk, size_t k)
{
    double *outcome = f->cohort.outcome + p * KK_LANES;
    size_t income = k % 3;
    for (size_t lane = 0; lane < KK_LANES; lane++) outcome[lane] = NAN;
    f->region_of[LAND][p] = 0;
    f->region_of[GEMEENTE][p] = wijk < 3 ? 0 : 1;
    f->region_of[WIJK][p] = (uint32_t)wijk;
    f->class_of[INCOME][p] = (uint8_t)income;
    f->class_of[GENDER][p] = wijk < 5 && k % 2 == 1;
    f->predictor[p] = income == LOW ? 0.15 + 0.02 * (double)(k % 11) : 0.65 + 0.02 * (double)(k % 7);
    f->weight[p] = 1 + (double)(k % 4);
    outcome[HAVE] = k * 7 % sizes[wijk] < have[wijk]; /* 7 and no size have a factor in common */
    if (k % 10 != 9) outcome[SCORE] = 3 + 2 * f->predictor[p] + 0.3 * (double)wijk + 0.1 * (double)(k * 13 % 17);
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    kk_arena_init(&f->arena);
    name_all(f);
    f->cohort.outcome = aligned_alloc(64, (PERSONS_MAX + ROOM) * KK_LANES * sizeof(double));
    assert_non_null(f->cohort.outcome);
    for (size_t wijk = 0; wijk < WIJKEN; wijk++) {
        f->parent[wijk] = wijk < 3 ? 0 : 1;
        for (size_t k = 0; k < sizes[wijk]; k++) set_person(f, f->cohort.person_count++, wijk, k);
    }
    f->cohort.predictor = f->predictor;
    for (size_t d = 0; d < DIMENSIONS; d++) f->cohort.class_of[d] = f->class_of[d];
    for (size_t t = 0; t < TYPES; t++) f->cohort.region[t] = f->region_of[t];
    f->region[LAND].land = true;
    f->config.estimates = (kk_config_estimates){
        .given = true, .region = f->region, .region_count = TYPES, .map = f->map, .threshold = 10};
    const kk_mark mark = {"project.yaml", 12, 5};
    f->map[0] = (kk_config_estimate_map){.name = "have", .outcome = HAVE, .mark = mark};
    f->map[1] = (kk_config_estimate_map){
        .name = "gap", .outcome = SCORE, .group = {"Low"}, .has_versus = true, .versus = {"High"}, .mark = mark};
    f->map[2] = (kk_config_estimate_map){
        .name = "sexes", .outcome = HAVE, .group = {NULL, "Men"}, .has_versus = true, .versus = {NULL, "Women"}};
    f->config.estimates.map_count = 3;
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_cube_free(f->cube);
    free(f->cohort.outcome);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static kk_status want(fixture *f, kk_wanted **wanted, size_t *count)
{
    return kk_chosen_wanted(&f->config, &f->cohort.frame, &f->arena, wanted, count, &f->err);
}

static void make(fixture *f)
{
    kk_wanted *wanted;
    size_t count;
    kk_estimates estimates;
    const kk_config_estimates *config = &f->config.estimates;
    assert_int_equal(want(f, &wanted, &count), KK_OK);
    kk_cube_free(f->cube);
    assert_int_equal(kk_cube_new(&f->cohort, config->rule, config->threshold, wanted, count, 2, &f->cube, &f->err),
                     KK_OK);
    assert_int_equal(kk_cube_estimate(f->cube, 0, &estimates, &f->err), KK_OK);
    assert_int_equal(
        kk_chosen_make(&f->config, &f->cohort.frame, f->cube, f->cohort.weight != NULL, &f->arena, &f->chosen, &f->err),
        KK_OK);
}

static const kk_map_values *values_of(const fixture *f, size_t map, size_t type)
{
    for (size_t m = 0; m < f->chosen.map_count; m++)
        if (f->chosen.map[m].map == &f->map[map] && f->chosen.map[m].type == type) return &f->chosen.map[m];
    fail_msg("no values of map %zu", map);
    return NULL;
}

/* The moments of a subgroup in a region, person by person. */
static kk_moment gather(const fixture *f, size_t outcome, size_t income, size_t gender, size_t type, size_t region)
{
    kk_moment moment = {0};
    for (size_t p = 0; p < f->cohort.person_count; p++) {
        double y = f->cohort.outcome[p * KK_LANES + outcome];
        if (f->region_of[type][p] != region || isnan(y)) continue;
        if (income != ALL && f->class_of[INCOME][p] != income) continue;
        if (gender != ALL && f->class_of[GENDER][p] + 1u != gender) continue;
        kk_moment_add(&moment, f->predictor[p], y, f->cohort.weight == NULL ? 1 : f->weight[p]);
    }
    return moment;
}

/* ---- what is wanted ---- */

static void wanted_are_everyone_of_each_outcome_and_then_the_groups_of_maps(void **state)
{
    fixture *f = *state;
    kk_wanted *wanted;
    size_t count;
    assert_int_equal(want(f, &wanted, &count), KK_OK);
    static const kk_wanted expected[] = {{HAVE, 0},  {SCORE, 0}, {HAVE, 0}, {SCORE, 3},
                                         {SCORE, 6}, {HAVE, 1},  {HAVE, 2}};
    assert_int_equal(count, 7);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(wanted[i].outcome, expected[i].outcome);
        assert_int_equal(wanted[i].combination, expected[i].combination);
    }
    f->config.estimates.map_count = 0;
    assert_int_equal(want(f, &wanted, &count), KK_OK);
    assert_int_equal(count, OUTCOMES);
}

static void a_group_that_is_not_there_is_an_error(void **state)
{
    fixture *f = *state;
    kk_wanted *wanted;
    size_t count;
    f->map[1].versus[INCOME] = "Hihg";
    assert_int_equal(want(f, &wanted, &count), KK_ERR_PROJECT);
    assert_string_equal(f->err.message, "project.yaml:12:5: unknown group 'Hihg'; did you mean 'High'?");
    f->map[0].group[GENDER] = "unheard of";
    assert_int_equal(want(f, &wanted, &count), KK_ERR_PROJECT);
    assert_string_equal(f->err.message, "project.yaml:12:5: unknown group 'unheard of'; it can be all, Men, Women");
    kk_chosen none;
    assert_int_equal(kk_chosen_make(&f->config, &f->cohort.frame, NULL, false, &f->arena, &none, &f->err),
                     KK_ERR_PROJECT);
}

static void groups_that_share_persons_are_not_compared(void **state)
{
    fixture *f = *state;
    kk_wanted *wanted;
    size_t count;
    static const char *const shared[][2] = {{NULL, NULL}, {"Low", NULL}, {NULL, "Women"}, {"Low", "Men"}};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        for (size_t d = 0; d < DIMENSIONS; d++) f->map[1].versus[d] = shared[i][d];
        assert_int_equal(want(f, &wanted, &count), KK_ERR_PROJECT);
        assert_contains(f->err.message, "project.yaml:12:5: map 'gap': `versus` shares persons with the group");
    }
    f->map[1].versus[INCOME] = "High";
    assert_int_equal(want(f, &wanted, &count), KK_OK);
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

static void a_map_of_everyone_has_shares_and_hides_few(void **state)
{
    fixture *f = *state;
    make(f);
    const kk_map_values *values = values_of(f, 0, WIJK);
    static const bool hidden[WIJKEN] = {false, true, true, false, false, false};
    for (size_t r = 0; r < WIJKEN; r++) {
        assert_near(values->n[r], (double)sizes[r], 0);
        assert_near(values->estimate[r].est, (double)have[r] / (double)sizes[r], 1e-15);
        assert_int_equal(values->hidden[r], hidden[r]);
    }
    assert_null(values->difference);
    assert_near(values_of(f, 0, GEMEENTE)->estimate[0].est, 27 / 125.0, 1e-15);
    f->config.estimates.rule = KK_RULE_PERSONS;
    make(f);
    for (size_t r = 0; r < WIJKEN; r++) assert_int_equal(values_of(f, 0, WIJK)->hidden[r], sizes[r] < 10);
    f->config.estimates.threshold = 50;
    make(f);
    for (size_t r = 0; r < WIJKEN; r++) assert_int_equal(values_of(f, 0, WIJK)->hidden[r], sizes[r] < 50);
}

static void check_prediction(const kk_prediction *actual, const kk_prediction *expected)
{
    if (isnan(expected->est)) assert_true(isnan(actual->est));
    if (!isnan(expected->est)) assert_near(actual->est, expected->est, 1e-12);
    if (isnan(expected->lower)) assert_true(isnan(actual->lower) && isnan(actual->upper));
    if (isnan(expected->lower)) return;
    assert_near(actual->lower, expected->lower, 1e-12);
    assert_near(actual->upper, expected->upper, 1e-12);
}

static void groups_of_the_predictor_are_regressions_and_are_compared(void **state)
{
    fixture *f = *state;
    for (int weighted = 0; weighted < 2; weighted++) {
        if (weighted) f->cohort.weight = f->weight;
        make(f);
        for (size_t type = GEMEENTE; type <= WIJK; type++)
            for (size_t r = 0; r < f->type[type].count; r++) {
                const kk_map_values *values = values_of(f, 1, type);
                kk_moment low = gather(f, SCORE, LOW, ALL, type, r), high = gather(f, SCORE, HIGH, ALL, type, r);
                kk_prediction a = kk_moment_predict(&low, 0.25), b = kk_moment_predict(&high, 0.75);
                kk_prediction difference = kk_prediction_difference(&a, &b);
                check_prediction(&values->estimate[r], &a);
                check_prediction(&values->difference[r], &difference);
                assert_near(values->n[r], low.n, 0);
                assert_near(values->versus_n[r], high.n, 0);
                assert_int_equal(values->hidden[r], low.n < 10);
                assert_int_equal(values->versus_hidden[r], high.n < 10);
            }
    }
}

static void a_group_without_persons_is_nothing(void **state)
{
    fixture *f = *state;
    make(f);
    const kk_map_values *values = values_of(f, 2, WIJK);
    assert_near(values->n[5], 30, 0);
    assert_near(values->versus_n[5], 0, 0);
    assert_true(values->versus_hidden[5] && !values->hidden[5]);
    assert_true(isnan(values->difference[5].est));
    kk_moment men = gather(f, HAVE, ALL, MEN, WIJK, 3), women = gather(f, HAVE, ALL, WOMEN, WIJK, 3);
    assert_near(values->difference[3].est, men.mean_y - women.mean_y, 1e-14);
}

/* ---- shrinkage ---- */

/* kk_shrink of predictions with pooled variances, the parents as in the frame. */
static kk_shrinkage expected_shrinkage(const kk_prediction *prediction, size_t count, const uint32_t *parent,
                                       double posterior[WIJKEN], double variance[WIJKEN])
{
    double rss = 0, df = 0, y[WIJKEN], v[WIJKEN], scratch[4 * 2 + 4];
    for (size_t r = 0; r < count; r++) {
        if (isnan(prediction[r].est)) continue;
        rss += prediction[r].rss;
        df += prediction[r].df;
    }
    for (size_t r = 0; r < count; r++) {
        y[r] = prediction[r].est;
        v[r] = prediction[r].leverage * rss / df;
    }
    return kk_shrink(y, v, parent, count, parent == NULL ? 0 : 2, posterior, variance, NULL, NULL, scratch);
}

static void check_shrunk(const kk_map_values *values, size_t count, const uint32_t *parent)
{
    double posterior[WIJKEN], variance[WIJKEN];
    kk_shrinkage expected = expected_shrinkage(values->estimate, count, parent, posterior, variance);
    assert_near(values->shrinkage.within, expected.within, 1e-14);
    assert_near(values->shrinkage.between, expected.between, 1e-14);
    assert_int_equal(values->shrinkage.regions, expected.regions);
    for (size_t r = 0; r < count; r++) {
        double half = 1.959963984540054 * sqrt(variance[r]);
        assert_near(values->shrunk[r].est, posterior[r], 1e-13);
        assert_near(values->shrunk[r].lower, posterior[r] - half, 1e-13);
        assert_near(values->shrunk[r].upper, posterior[r] + half, 1e-13);
        assert_near(values->shrunk[r].se, sqrt(variance[r]), 1e-13);
    }
}

static void regions_are_shrunk_to_their_parents_with_pooled_variances(void **state)
{
    fixture *f = *state;
    make(f);
    for (size_t m = 0; m < 3; m++) {
        check_shrunk(values_of(f, m, WIJK), WIJKEN, f->parent);
        check_shrunk(values_of(f, m, GEMEENTE), 2, NULL);
    }
    /* Few persons are pulled further: 2 of 5 more than 20 of 60 in the same gemeente. */
    const kk_map_values *values = values_of(f, 0, WIJK);
    assert_true(values->shrinkage.within > 0);
    assert_true(values->shrunk[2].est < values->estimate[2].est && values->shrunk[2].se < sqrt(0.24 / 5));
}

static void nothing_is_shrunk_where_no_variance_is_known(void **state)
{
    fixture *f = *state;
    f->cohort.person_count = 1;
    make(f);
    const kk_map_values *values = values_of(f, 0, WIJK);
    assert_near(values->estimate[0].est, 1, 0);
    assert_true(isnan(values->shrunk[0].est) && isnan(values->shrunk[0].lower));
    assert_int_equal(values->shrinkage.regions, 0);
    f->cohort.person_count = 0;
    make(f);
    assert_true(isnan(values_of(f, 1, GEMEENTE)->estimate[1].est));
}

/* ---- reliability ---- */

static void every_outcome_has_a_reliability_for_each_type(void **state)
{
    fixture *f = *state;
    make(f);
    assert_int_equal(f->chosen.reliability_count, 4);
    for (size_t i = 0; i < 4; i++) {
        const kk_reliability *row = &f->chosen.reliability[i];
        assert_int_equal(row->outcome, i / 2);
        assert_int_equal(row->type, i % 2 == 0 ? GEMEENTE : WIJK);
        kk_prediction prediction[WIJKEN];
        double posterior[WIJKEN], variance[WIJKEN];
        for (size_t r = 0; r < f->type[row->type].count; r++) {
            kk_moment moment = gather(f, row->outcome, ALL, ALL, row->type, r);
            prediction[r] = kk_moment_predict(&moment, NAN);
        }
        kk_shrinkage expected =
            expected_shrinkage(prediction, f->type[row->type].count, f->type[row->type].parent, posterior, variance);
        assert_near(row->shrinkage.reliability, expected.reliability, 1e-12);
        assert_near(row->shrinkage.mean, expected.mean, 1e-12);
        assert_false(row->hidden);
    }
}

static void reliability_of_few_is_hidden(void **state)
{
    fixture *f = *state;
    for (size_t p = 0; p < f->cohort.person_count; p++)
        if (p >= 20) f->cohort.outcome[p * KK_LANES + HAVE] = 0; /* 6 of the first 20 have it */
    make(f);
    for (size_t i = 0; i < 4; i++) assert_int_equal(f->chosen.reliability[i].hidden, i < 2);
    f->config.estimates.rule = KK_RULE_PERSONS;
    make(f);
    for (size_t i = 0; i < 4; i++) assert_false(f->chosen.reliability[i].hidden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(wanted_are_everyone_of_each_outcome_and_then_the_groups_of_maps, begin, end),
        cmocka_unit_test_setup_teardown(a_group_that_is_not_there_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(groups_that_share_persons_are_not_compared, begin, end),
        cmocka_unit_test_setup_teardown(maps_have_every_type_but_the_land, begin, end),
        cmocka_unit_test_setup_teardown(a_map_of_everyone_has_shares_and_hides_few, begin, end),
        cmocka_unit_test_setup_teardown(groups_of_the_predictor_are_regressions_and_are_compared, begin, end),
        cmocka_unit_test_setup_teardown(a_group_without_persons_is_nothing, begin, end),
        cmocka_unit_test_setup_teardown(regions_are_shrunk_to_their_parents_with_pooled_variances, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_shrunk_where_no_variance_is_known, begin, end),
        cmocka_unit_test_setup_teardown(every_outcome_has_a_reliability_for_each_type, begin, end),
        cmocka_unit_test_setup_teardown(reliability_of_few_is_hidden, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
