/* SPDX-License-Identifier: EUPL-1.2 */
/* Indices worked by hand, the published number of the English indices, gaps and edges; and base R on 200 areas
   (tests/reference/guide/need.R). */
#include "unit/guide/need_world.h"

static const kk_need_rule plain = {KK_SCALE_MIN_MAX, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0};

static void set_values(need_world *w, size_t indicator, const double *value)
{
    memcpy(w->value[indicator], value, w->areas.count * sizeof *value);
}

/* McLennan et al. 2019: the area of which nine tenths of the people live in less deprived ones. */
static void test_english_indices(void **state)
{
    (void)state;
    need_world w;
    world_begin(&w, 2, 1, (kk_need_rule){KK_SCALE_EXPONENTIAL, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0});
    set_values(&w, 0, (double[]){1, 2});
    w.youths[0] = 80;
    w.youths[1] = 20;
    world_score(&w);
    assert_near(w.index[1], 50.4267, 0.00005);
    w.youths[0] = 100;
    w.youths[1] = 0;
    world_score(&w);
    assert_near(w.index[1], 100, 1e-9);
}

/*
 * Three themes of weight 2, 1, 1; the first has indicators of weight 1 and 3, the second is a strength. Min–max:
 *   a 0 50 100   b 0 100 100   strength 100 25 0   d 100 0 50
 *   theme 0: 0, (50 + 300)/4 = 87.5, 100; index: (0 + 100 + 100)/4, (175 + 25 + 0)/4, (200 + 0 + 50)/4
 */
static void make_three_themes(need_world *w)
{
    world_begin(w, 3, 4, plain);
    set_values(w, 0, (double[]){10, 15, 20});
    set_values(w, 1, (double[]){0, 1, 1});
    set_values(w, 2, (double[]){1, 4, 5});
    set_values(w, 3, (double[]){3, 1, 2});
    w->indicator[1].theme = 0;
    w->indicator[1].weight = 3;
    w->indicator[2].theme = 1;
    w->indicator[2].is_strength = true;
    w->indicator[3].theme = 2;
    w->theme_weight[0] = 2;
}

static void test_three_themes(void **state)
{
    (void)state;
    need_world w;
    make_three_themes(&w);
    world_score(&w);
    const double theme[] = {0, 87.5, 100, 100, 25, 0, 100, 0, 50}, index[] = {50, 50, 62.5};
    for (size_t i = 0; i < 9; i++) assert_near(w.theme[i], theme[i], 1e-12);
    for (size_t i = 0; i < 3; i++) assert_near(w.index[i], index[i], 1e-12);
    /* Means 50, 66.67, 41.67, 50; of the third area 2/4 · 3/4 · 33.33 is due to the second indicator. */
    assert_near(w.average, (2 * (50 + 200) / 4. + 125 / 3. + 50) / 4, 1e-12);
    assert_near(w.contribution[1 * 3 + 2], 12.5, 1e-12);
    assert_near(w.contribution[2 * 3 + 2], -125 / 12., 1e-12);
}

/* 1 + s = 1, 51, 101 and so on: the first area has e^((2 (ln 1) + ln 101 + ln 101)/4). */
static void test_geometric(void **state)
{
    (void)state;
    need_world w;
    make_three_themes(&w);
    w.areas.rule.join = KK_JOIN_GEOMETRIC;
    world_score(&w);
    assert_near(w.index[0], sqrt(101), 1e-12);
    assert_near(w.index[1], pow(pow(51, 0.5) * pow(101, 1.5) * 26, 0.25), 1e-12);
}

/* Flows a −1 0 1, b −1 .5 .5, the strength 1 0 −1, d 1 −1 0. */
static void test_outranking(void **state)
{
    (void)state;
    need_world w;
    make_three_themes(&w);
    w.areas.rule.join = KK_JOIN_OUTRANKING;
    world_score(&w);
    const double index[] = {0, (2 * 0.375 - 1) / 4, (2 * 0.625 - 1) / 4};
    for (size_t i = 0; i < 3; i++) assert_near(w.index[i], index[i], 1e-12);
    assert_true(w.average == 0);
}

static double index_with_gap(kk_need_gap gap, double least)
{
    need_world w;
    make_three_themes(&w);
    w.areas.rule.gap = gap;
    w.areas.rule.least = least;
    w.value[1][2] = w.value[2][2] = NAN; /* 2/4 · 3/4 + 1/4 of the weight */
    world_score(&w);
    return w.index[2];
}

static void test_themes_with_gaps(void **state)
{
    (void)state;
    need_world w;
    make_three_themes(&w);
    w.value[1][2] = NAN;
    world_score(&w);
    assert_near(w.theme[2], 100, 1e-12);
    w.areas.rule.gap = KK_GAP_NONE;
    world_score(&w);
    assert_true(isnan(w.theme[2]));
    assert_near(w.theme[2 * 3 + 2], 50, 1e-12);
}

/* What is left: theme 0 at 100, weight 2, and theme 2 at 50. The means of the others: b 50, the strength 50. */
static void test_gaps(void **state)
{
    (void)state;
    assert_near(index_with_gap(KK_GAP_LEAVE, 0.375), 250 / 3., 1e-12);
    assert_true(isnan(index_with_gap(KK_GAP_LEAVE, 0.376)));
    assert_near(index_with_gap(KK_GAP_AVERAGE, 0), (2 * (100 + 150) / 4. + 50 + 50) / 4, 1e-12);
    assert_true(isnan(index_with_gap(KK_GAP_NONE, 0)));
}

/* Two themes; no area has the second indicator: percentiles are 50 on average, and contributions count from there. */
static void test_indicator_that_nobody_has(void **state)
{
    (void)state;
    need_world w;
    world_begin(&w, 4, 2, (kk_need_rule){KK_SCALE_PERCENTILE, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.5});
    set_values(&w, 0, (double[]){1, 2, 3, 4});
    set_values(&w, 1, (double[]){NAN, NAN, NAN, NAN});
    world_score(&w);
    assert_near(w.average, 50, 1e-12);
    for (size_t i = 0; i < 4; i++) assert_near(w.contribution[i], w.index[i] - w.average, 1e-12);
}

static void check_constant(kk_need_scale scale, kk_need_join join)
{
    need_world w;
    world_begin(&w, 5, 2, (kk_need_rule){scale, join, KK_GAP_AVERAGE, 0});
    set_values(&w, 0, (double[]){0.1, 0.1, 0.1, 0.1, NAN});
    set_values(&w, 1, (double[]){1, 2, 3, 4, 5});
    world_score(&w);
    for (size_t i = 0; i < 5; i++) assert_true(w.contribution[i] == 0 && isfinite(w.index[i]));
    for (size_t i = 0; i < 4; i++) assert_true(w.index[i] < w.index[i + 1] && w.scaled[i] == w.mean[0]);
}

static void test_constant_indicator(void **state)
{
    (void)state;
    for (int scale = KK_SCALE_Z; scale <= KK_SCALE_EXPONENTIAL; scale++)
        for (int join = KK_JOIN_ARITHMETIC; join <= KK_JOIN_OUTRANKING; join++)
            check_constant((kk_need_scale)scale, (kk_need_join)join);
}

/* Most are equal: no median deviation. Median 0; mean absolute deviation 4/5. */
static void test_robust_without_median_deviation(void **state)
{
    (void)state;
    need_world w;
    world_begin(&w, 5, 1, (kk_need_rule){KK_SCALE_ROBUST_Z, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0});
    set_values(&w, 0, (double[]){0, 4, 0, 0, 0});
    world_score(&w);
    assert_near(w.index[1], 4 / (1.2533 * 0.8), 1e-12);
    assert_true(w.index[0] == 0);
}

/* No youths: outside what those with youths span, and of no weight. */
static void test_area_without_youths(void **state)
{
    (void)state;
    need_world w;
    world_begin(&w, 3, 1, plain);
    set_values(&w, 0, (double[]){1, 2, 9});
    w.youths[2] = 0;
    world_score(&w);
    const double index[] = {0, 100, 100};
    for (size_t i = 0; i < 3; i++) assert_near(w.index[i], index[i], 1e-12);
    w.areas.rule.join = KK_JOIN_OUTRANKING;
    world_score(&w);
    const double flow[] = {-1, 1, 1};
    for (size_t i = 0; i < 3; i++) assert_near(w.index[i], flow[i], 1e-12);
}

static void test_nobody_anywhere(void **state)
{
    (void)state;
    for (int scale = KK_SCALE_Z; scale <= KK_SCALE_EXPONENTIAL; scale++) {
        need_world w;
        world_begin(&w, 2, 1, (kk_need_rule){(kk_need_scale)scale, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0});
        set_values(&w, 0, (double[]){1, 2});
        w.youths[0] = w.youths[1] = 0;
        world_score(&w);
        assert_true(w.index[0] == w.average && w.index[1] == w.average && w.contribution[0] == 0);
    }
}

static void test_one_area_and_none(void **state)
{
    (void)state;
    need_world w;
    world_begin(&w, 1, 1, plain);
    w.value[0][0] = 3;
    world_score(&w);
    assert_true(w.index[0] == 50 && w.contribution[0] == 0);
    w.value[0][0] = NAN;
    for (int gap = KK_GAP_LEAVE; gap <= KK_GAP_NONE; gap++) {
        w.areas.rule.gap = (kk_need_gap)gap;
        world_score(&w);
        assert_true(isnan(w.index[0]) && isnan(w.contribution[0]) && isnan(w.theme[0]) && isnan(w.scaled[0]));
    }
}

/* ---- base R ---- */

enum { REFERENCE_AREAS = 200, REFERENCE_COLUMNS = 33 };

static double next_number(char **at)
{
    double value = strncmp(*at, "NA", 2) == 0 ? NAN : strtod(*at, NULL);
    *at += strcspn(*at, ",\n") + 1;
    return value;
}

static FILE *open_reference(const char *path)
{
    char line[2048];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    return file;
}

static void read_areas(need_world *w)
{
    static const struct kk_need_indicator like[] = {
        {.theme = 0, .weight = 1},   {.theme = 0, .weight = 2, .is_strength = true},
        {.theme = 0, .weight = 0.5}, {.theme = 1, .weight = 1},
        {.theme = 1, .weight = 3},   {.theme = 2, .weight = 1, .is_strength = true}};
    FILE *file = open_reference("tests/reference/guide/need_areas.csv");
    char line[2048];
    world_begin(w, REFERENCE_AREAS, 6, plain);
    memcpy(w->theme_weight, (double[]){2, 1, 1.5}, 3 * sizeof(double));
    for (size_t j = 0; j < 6; j++) {
        w->indicator[j] = like[j];
        w->indicator[j].value = w->value[j];
    }
    for (size_t i = 0; i < REFERENCE_AREAS; i++) {
        char *at = fgets(line, sizeof line, file);
        assert_non_null(at);
        w->youths[i] = next_number(&at);
        for (size_t j = 0; j < 6; j++) w->value[j][i] = next_number(&at);
    }
    fclose(file);
}

static void check_column(need_world *w, kk_need_rule rule, double (*expected)[REFERENCE_COLUMNS], size_t column)
{
    w->areas.rule = rule;
    world_score(w);
    for (size_t i = 0; i < REFERENCE_AREAS; i++) {
        double size = fmax(1, fabs(expected[i][column]));
        assert_same(w->index[i], expected[i][column], 2e-9 * size, __LINE__);
    }
}

static void test_base_r(void **state)
{
    (void)state;
    static double expected[REFERENCE_AREAS][REFERENCE_COLUMNS];
    char line[2048];
    need_world w;
    read_areas(&w);
    FILE *file = open_reference("tests/reference/guide/need_index.csv");
    for (size_t i = 0; i < REFERENCE_AREAS; i++) {
        char *at = fgets(line, sizeof line, file);
        assert_non_null(at);
        for (size_t c = 0; c < REFERENCE_COLUMNS; c++) expected[i][c] = next_number(&at);
    }
    fclose(file);
    size_t column = 0;
    for (int gap = KK_GAP_LEAVE; gap <= KK_GAP_NONE; gap++) {
        for (int s = KK_SCALE_Z; s <= KK_SCALE_EXPONENTIAL; s++)
            for (int join = KK_JOIN_ARITHMETIC; join <= KK_JOIN_GEOMETRIC; join++)
                check_column(&w, (kk_need_rule){(kk_need_scale)s, (kk_need_join)join, (kk_need_gap)gap, 0.5}, expected,
                             column++);
        check_column(&w, (kk_need_rule){KK_SCALE_Z, KK_JOIN_OUTRANKING, (kk_need_gap)gap, 0.5}, expected, column++);
    }
    assert_int_equal(column, REFERENCE_COLUMNS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_indices),
        cmocka_unit_test(test_three_themes),
        cmocka_unit_test(test_geometric),
        cmocka_unit_test(test_outranking),
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_themes_with_gaps),
        cmocka_unit_test(test_indicator_that_nobody_has),
        cmocka_unit_test(test_constant_indicator),
        cmocka_unit_test(test_robust_without_median_deviation),
        cmocka_unit_test(test_area_without_youths),
        cmocka_unit_test(test_nobody_anywhere),
        cmocka_unit_test(test_one_area_and_none),
        cmocka_unit_test(test_base_r),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
