/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/statistics/map_fixture.h"

#include "statistics/sample.h"

static kk_statistics_work work_on(map_fixture *f)
{
    map_release(f);
    return (kk_statistics_work){.config = &f->config,
                                .release = f->release,
                                .areas = &f->areas,
                                .map = f->map,
                                .threads = 1,
                                .arena = &f->arena,
                                .out = &f->statistics};
}

static const kk_released_column *released(const map_fixture *f, size_t index)
{
    const kk_released_column *columns;
    assert_true(index < kk_release_columns(f->release, &columns));
    return &columns[index];
}

static kk_sample sample_of(map_fixture *f, kk_statistics_work *work, size_t index)
{
    kk_sample sample;
    assert_int_equal(kk_sample_make(work, &f->choice, released(f, index), &sample, &f->err), KK_OK);
    return sample;
}

static const double use[] = {10, 20, -1, 40, 50, 60}, youths[] = {100, 100, 100, 200, 0, 300};

/* The secret one, the one without youths and the water take no part. */
static void test_sample_has_what_has_a_figure(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    assert_int_equal(sample.count, 4);
    const uint32_t areas[] = {0, 1, 3, 5};
    assert_memory_equal(sample.area, areas, sizeof areas);
    assert_near(sample.value[2], 0.2, 1e-15);
    assert_near(sample.events[3], 60, 0);
    assert_near(sample.exposure[3], 300, 0);
    assert_near(sample.lower[0], 0.05522914, 1e-8);
    assert_string_equal(sample.level->name, "wijk");
    map_end(f);
}

static void test_sample_of_values_has_no_counts(void **state)
{
    (void)state;
    map_fixture *f = map_begin(3);
    add_column(f, OTHER, "2022", (const double[]){5, 0, 7}, NULL);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    assert_int_equal(sample.count, 3);
    assert_null(sample.events);
    assert_null(sample.exposure);
    assert_near(sample.value[1], 0, 0);
    assert_true(isnan(sample.lower[0]));
    map_end(f);
}

static void test_seed_depends_on_what_the_sample_is_of(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    add_column(f, BASE, "2023", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample first = sample_of(f, &work, 0), again = sample_of(f, &work, 0), next = sample_of(f, &work, 1);
    assert_true(first.seed == again.seed);
    assert_true(first.seed != next.seed);
    f->config.statistics.seed = 2;
    assert_true(sample_of(f, &work, 0).seed != first.seed);
    map_end(f);
}

static void test_other_is_of_the_period_or_the_last_before(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2020", use, youths);
    add_column(f, BASE, "2022", use, youths);
    add_column(f, OTHER, "2021", (const double[]){1, 2, 3, -1, 5, 6}, NULL);
    add_column(f, OTHER, "2023", (const double[]){9, 9, 9, 9, 9, 9}, NULL);
    kk_statistics_work work = work_on(f);
    const kk_released_column *column;
    kk_sample sample = sample_of(f, &work, 1);
    const double *value = kk_sample_other(&work, &sample, OTHER, &column);
    assert_string_equal(column->period, "2021");
    assert_near(value[1], 2, 0);
    assert_true(isnan(value[2])); /* the secret one */
    assert_near(value[3], 6, 0);
    sample = sample_of(f, &work, 0);
    assert_null(kk_sample_other(&work, &sample, OTHER, &column));
    assert_null(column);
    map_end(f);
}

/* Of the row of six the third and the fifth are missing: what is left are a pair and two islands. */
static void test_neighbours_of_what_is_left(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    kk_neighbours neighbours;
    assert_int_equal(kk_sample_neighbours(&work, &sample, &neighbours, &f->err), KK_OK);
    assert_int_equal(neighbours.count, 4);
    assert_int_equal(neighbours.begin[4], 2);
    assert_int_equal(neighbours.neighbour[0], 1);
    assert_int_equal(kk_neighbours_islands(&neighbours), 2);
    const double *xy = kk_sample_centroids(&work, &sample);
    assert_near(xy[4], 3000, 0);
    map_end(f);
}

/* ---- groups ---- */

static kk_sample_groups groups_of(map_fixture *f, const char *within)
{
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    kk_sample_groups groups;
    assert_int_equal(kk_sample_groups_make(&work, &sample, within, &groups, &f->err), KK_OK);
    return groups;
}

static void test_groups_by_gemeente(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_sample_groups groups = groups_of(f, "gemeente");
    assert_int_equal(groups.count, 2);
    assert_string_equal(groups.code[1], "GM0002");
    assert_string_equal(groups.name[1], "Gemeente 2");
    const uint32_t begin[] = {0, 2, 4}, member[] = {0, 1, 2, 3};
    assert_memory_equal(groups.begin, begin, sizeof begin);
    assert_memory_equal(groups.member, member, sizeof member);
    groups = groups_of(f, NULL);
    assert_int_equal(groups.count, 1);
    assert_string_equal(groups.code[0], "");
    assert_int_equal(groups.begin[1], 4);
    map_end(f);
}

/* An own level over gemeenten, as a province is: wijken lie in it by their gemeente. */
static void test_groups_by_own_areas(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    uint32_t begin[] = {0, 1}, member[] = {1};
    const char *code[] = {"P1"}, *name[] = {"Provincie"};
    bool water[] = {false};
    f->areas.level[f->areas.level_count++] = (kk_level){.kind = KK_LEVEL_OWN,
                                                        .name = "provincie",
                                                        .count = 1,
                                                        .code = code,
                                                        .area_name = name,
                                                        .water = water,
                                                        .membership = {GEMEENTE, begin, member}};
    kk_sample_groups groups = groups_of(f, "provincie");
    assert_int_equal(groups.count, 1);
    assert_string_equal(groups.name[0], "Provincie");
    assert_int_equal(groups.begin[1], 2); /* those of GM0001 are in none */
    assert_int_equal(groups.member[0], 2);
    map_end(f);
}

/* An own level over wijken that lie between each other; one is in none. */
static void test_groups_by_areas_that_interlock(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    const double of_all[] = {1, 2, 3, 4, 5, 6};
    add_column(f, BASE, "2022", of_all, of_all);
    uint32_t begin[] = {0, 2, 2, 5}, member[] = {1, 4, 0, 3, 5};
    const char *code[] = {"A", "B", "C"}, *name[] = {"a", "b", "c"};
    bool water[] = {false, false, false};
    f->areas.level[f->areas.level_count++] = (kk_level){.kind = KK_LEVEL_OWN,
                                                        .name = "wijkteam",
                                                        .count = 3,
                                                        .code = code,
                                                        .area_name = name,
                                                        .water = water,
                                                        .membership = {WIJK, begin, member}};
    kk_sample_groups groups = groups_of(f, "wijkteam");
    assert_int_equal(groups.count, 2); /* B has nobody */
    assert_string_equal(groups.code[1], "C");
    assert_int_equal(groups.area[1], 2);
    const uint32_t begins[] = {0, 2, 5};
    assert_memory_equal(groups.begin, begins, sizeof begins);
    assert_memory_equal(groups.member, member, sizeof member);
    map_end(f);
}

static void test_groups_of_a_level_that_is_not_there(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    kk_sample_groups groups;
    assert_int_equal(kk_sample_groups_make(&work, &sample, "provincie", &groups, &f->err), KK_ERR_PROJECT);
    assert_contains(f->err.message, "no level 'provincie'");
    map_end(f);
}

/* ---- what is derived ---- */

static void test_derived_keeps_the_status_of_the_base(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    kk_derived derived;
    assert_int_equal(kk_derived_add(&work, &sample, KK_STATISTIC_SMOOTHED, &derived, &f->err), KK_OK);
    kk_derived_set(&derived, 0, (kk_estimate){0.25, 0.125, 0.5});
    kk_derived_set(&derived, 1, (kk_estimate){NAN, 0, 1});
    kk_derived_refuse(&derived, 3, KK_FIGURE_NOT_APPLICABLE);
    const kk_released_column *column = column_of(f, KK_STATISTIC_SMOOTHED, "2022");
    assert_near(column->value[0], 25, 0);
    assert_near(column->lower[0], 12.5, 0);
    assert_near(column->upper[0], 50, 0);
    const uint8_t status[] = {KK_FIGURE_OK,      KK_FIGURE_UNKNOWN, KK_FIGURE_SECRET,        KK_FIGURE_NOT_APPLICABLE,
                              column->status[4], KK_FIGURE_UNKNOWN, KK_FIGURE_NOT_APPLICABLE};
    assert_memory_equal(column->status, status, sizeof status);
    for (size_t i = 1; i < 7; i++) assert_true(isnan(column->value[i]) && isnan(column->lower[i]));
    map_end(f);
}

static void test_derived_of_a_part_that_the_project_lacks(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    f->config.indicator_count = DERIVED;
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    kk_derived derived;
    assert_int_equal(kk_derived_add(&work, &sample, KK_STATISTIC_SMOOTHED, &derived, &f->err), KK_ERR_INTERNAL);
    assert_contains(f->err.message, "use_smoothed");
    map_end(f);
}

/* More rows than the first room has. */
static void test_rows_are_kept_in_order(void **state)
{
    (void)state;
    map_fixture *f = map_begin(6);
    add_column(f, BASE, "2022", use, youths);
    kk_statistics_work work = work_on(f);
    kk_sample sample = sample_of(f, &work, 0);
    for (size_t i = 0; i < 200; i++) {
        kk_statistic_row row = {.statistic = "n", .within_code = "", .within_name = "", .term = "", .areas = i};
        assert_int_equal(kk_statistics_add_row(&work, &sample, row, &f->err), KK_OK);
    }
    assert_int_equal(f->statistics.row_count, 200);
    for (size_t i = 0; i < 200; i++) assert_int_equal(f->statistics.row[i].areas, i);
    assert_string_equal(f->statistics.row[199].indicator->name, "use");
    assert_string_equal(f->statistics.row[199].period, "2022");
    map_end(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_has_what_has_a_figure),
        cmocka_unit_test(test_sample_of_values_has_no_counts),
        cmocka_unit_test(test_seed_depends_on_what_the_sample_is_of),
        cmocka_unit_test(test_other_is_of_the_period_or_the_last_before),
        cmocka_unit_test(test_neighbours_of_what_is_left),
        cmocka_unit_test(test_groups_by_gemeente),
        cmocka_unit_test(test_groups_by_own_areas),
        cmocka_unit_test(test_groups_by_areas_that_interlock),
        cmocka_unit_test(test_groups_of_a_level_that_is_not_there),
        cmocka_unit_test(test_derived_keeps_the_status_of_the_base),
        cmocka_unit_test(test_derived_of_a_part_that_the_project_lacks),
        cmocka_unit_test(test_rows_are_kept_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
