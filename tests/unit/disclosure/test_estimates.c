/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/disclosure.h"

enum { CELLS = 6, OUTCOMES = 2 };

typedef struct fixture {
    kk_estimate_frame frame;
    size_t first[2];
    uint16_t combination[CELLS];
    kk_cells cells;
    kk_estimate_cell cell[OUTCOMES][CELLS];
    kk_estimates raw;
    kk_released_estimates *released;
    int64_t shown, hidden;
    kk_error err;
} fixture;

static const kk_estimate_cell raw_cells[CELLS] = {
    {0.5, 0.4, 0.6, 100, false}, {0.01, 0, 0.03, 100, true}, {0, 0, 0, 50, true},
    {NAN, NAN, NAN, 0, true},    {-0.0, -1, 1, 30, false},   {2.5, NAN, NAN, 12, false},
};

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->first[1] = CELLS;
    for (size_t i = 0; i < CELLS; i++) f->combination[i] = (uint16_t)(3 * i);
    f->cells = (kk_cells){.count = CELLS, .first = {f->first}, .combination = f->combination};
    for (size_t o = 0; o < OUTCOMES; o++) memcpy(f->cell[o], raw_cells, sizeof raw_cells);
    f->raw = (kk_estimates){&f->frame, &f->cells, 8, OUTCOMES, {f->cell[0], f->cell[1]}};
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_released_estimates_free(f->released);
    free(f);
    return 0;
}

static void release(fixture *f, int threads)
{
    assert_int_equal(kk_release_estimates(&f->raw, threads, &f->released, &f->shown, &f->hidden, &f->err), KK_OK);
}

static void check_released(const fixture *f, const bool is_shown[CELLS])
{
    assert_int_equal(kk_released_outcomes(f->released), OUTCOMES);
    for (size_t o = 0; o < OUTCOMES; o++) {
        kk_released_outcome out = kk_released_outcome_at(f->released, o);
        assert_ptr_equal(out.frame, &f->frame);
        assert_int_equal(out.outcome, 8 + o);
        assert_int_equal(out.first[0][1], CELLS);
        assert_int_equal(out.combination[2], 6);
        for (size_t i = 0; i < CELLS; i++) {
            if (is_shown[i]) {
                assert_memory_equal(&out.cell[i].est, &raw_cells[i].est, 3 * sizeof(double));
                assert_int_equal(out.cell[i].n, raw_cells[i].n);
            } else {
                assert_int_equal(out.cell[i].n, 0);
                assert_true(isnan(out.cell[i].est) && isnan(out.cell[i].lower) && isnan(out.cell[i].upper));
            }
        }
    }
}

/* By the mark alone, and not by what is estimated. */
static void hidden_cells_are_wiped(void **state)
{
    fixture *f = *state;
    static const bool is_shown[CELLS] = {true, false, false, false, true, true};
    release(f, 2);
    check_released(f, is_shown);
    assert_int_equal(f->shown, 6);
    assert_int_equal(f->hidden, 4); /* with persons; the empty cells are none */
}

static void blocks_share_one_release_and_add_up(void **state)
{
    fixture *f = *state;
    release(f, 1);
    kk_released_estimates *first = f->released;
    kk_estimate_cell last[CELLS];
    memcpy(last, raw_cells, sizeof last);
    f->raw = (kk_estimates){&f->frame, &f->cells, 16, 1, {last}};
    release(f, 1);
    assert_ptr_equal(f->released, first);
    assert_int_equal(kk_released_outcomes(f->released), 1);
    assert_int_equal(kk_released_outcome_at(f->released, 0).outcome, 16);
    assert_ptr_equal(kk_released_outcome_at(f->released, 0).cell, last);
    assert_int_equal(f->shown, 6 + 3);
    assert_int_equal(f->hidden, 4 + 2);
}

static void nothing_to_release_is_no_error(void **state)
{
    fixture *f = *state;
    f->cells.count = 0;
    release(f, 2);
    assert_int_equal(kk_released_outcomes(f->released), OUTCOMES);
    assert_int_equal(f->shown + f->hidden, 0);
    kk_released_estimates_free(NULL);
}

enum { MANY = 100003 };

static void threads_change_nothing(void **state)
{
    fixture *f = *state;
    kk_estimate_cell *one = calloc(MANY, sizeof *one), *four = calloc(MANY, sizeof *four);
    assert_true(one != NULL && four != NULL);
    for (size_t i = 0; i < MANY; i++) one[i] = four[i] = raw_cells[i * 7 % CELLS];
    f->cells.count = MANY;
    f->raw.outcome_count = 1;
    f->raw.cell[0] = one;
    release(f, 1);
    int64_t shown = f->shown, hidden = f->hidden;
    f->shown = f->hidden = 0;
    f->raw.cell[0] = four;
    release(f, 4);
    assert_int_equal(f->shown, shown);
    assert_int_equal(f->hidden, hidden);
    for (size_t i = 0; i < MANY; i++) assert_int_equal(one[i].n, four[i].n);
    free(one);
    free(four);
}

/* ---- reliability ---- */

static void reliability_is_released_where_two_regions_are_shown(void **state)
{
    (void)state;
    kk_arena arena;
    kk_arena_init(&arena);
    kk_error err;
    kk_areas areas = {0};
    const kk_config config = {0};
    kk_framed_outcome outcome[] = {{.name = "care", .is_binary = true}, {.name = "income"}};
    kk_region_type type[] = {{.name = "all"}, {.name = "wijk_code"}};
    const kk_estimate_frame frame = {.outcome_count = 2, .type_count = 2, .outcome = outcome, .type = type};
    kk_reliability rows[] = {
        {.outcome = 0, .type = 0, .shrinkage = {.mean = NAN, .regions = 0}},
        {.outcome = 0, .type = 1, .shrinkage = {.mean = 0.001, .regions = 1}},
        {.outcome = 1,
         .type = 1,
         .shrinkage = {.mean = 5, .within = 2, .between = 1, .reliability = 0.75, .regions = 2}},
    };
    const kk_chosen chosen = {.frame = &frame, .reliability = rows, .reliability_count = sizeof rows / sizeof *rows};
    kk_indicator_table raw = {.areas = &areas, .chosen = &chosen};
    const kk_release *release;
    const kk_released_reliability *released;
    assert_int_equal(kk_release_make(&raw, &config, 1, &arena, &release, &err), KK_OK);
    assert_int_equal(kk_release_reliability(release, &released), 1);
    assert_string_equal(released->outcome, "income");
    assert_string_equal(released->region_type, "wijk_code");
    assert_int_equal(released->regions, 2);
    assert_near(released->mean, 5, 0);
    assert_near(released->within, 2, 0);
    assert_near(released->between, 1, 0);
    assert_near(released->reliability, 0.75, 0);
    raw.chosen = NULL;
    assert_int_equal(kk_release_make(&raw, &config, 1, &arena, &release, &err), KK_OK);
    assert_int_equal(kk_release_reliability(release, &released), 0);
    kk_arena_clear(&arena);
}

static void reliability_has_a_flag(void **state)
{
    (void)state;
    static const struct {
        double reliability;
        const char *flag;
    } cases[] = {{0, "low"},    {0.49999, "low"}, {0.5, "moderate"}, {0.79999, "moderate"},
                 {0.8, "high"}, {1, "high"},      {NAN, ""}};
    kk_framed_outcome outcome = {.name = "care"};
    kk_region_type type = {.name = "wijk_code"};
    const kk_estimate_frame frame = {.outcome_count = 1, .type_count = 1, .outcome = &outcome, .type = &type};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kk_arena arena;
        kk_arena_init(&arena);
        kk_error err;
        kk_areas areas = {0};
        const kk_config config = {0};
        kk_reliability row = {.shrinkage = {.regions = 9, .reliability = cases[i].reliability}};
        const kk_chosen chosen = {.frame = &frame, .reliability = &row, .reliability_count = 1};
        const kk_indicator_table raw = {.areas = &areas, .chosen = &chosen};
        const kk_release *release;
        const kk_released_reliability *released;
        assert_int_equal(kk_release_make(&raw, &config, 1, &arena, &release, &err), KK_OK);
        assert_int_equal(kk_release_reliability(release, &released), 1);
        assert_string_equal(released->flag, cases[i].flag);
        kk_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(hidden_cells_are_wiped, begin, end),
        cmocka_unit_test_setup_teardown(blocks_share_one_release_and_add_up, begin, end),
        cmocka_unit_test_setup_teardown(nothing_to_release_is_no_error, begin, end),
        cmocka_unit_test_setup_teardown(threads_change_nothing, begin, end),
        cmocka_unit_test(reliability_is_released_where_two_regions_are_shown),
        cmocka_unit_test(reliability_has_a_flag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
