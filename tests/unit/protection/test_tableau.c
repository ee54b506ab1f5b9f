/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawn regions that hold a table: every end of every column by the tableau against GLPK, and the tables on the way. */
#include "unit/check.h"

#include "kk/random.h"
#include "protection/probe.h"

enum { COLUMNS = 12, ROWS = 9, REGIONS = 400 };

typedef struct drawn {
    kk_arena arena;
    kk_components components;
    kk_part part;
    kk_region region;
    double table[COLUMNS], size;
    double lower[COLUMNS], upper[COLUMNS], row_lower[ROWS], row_upper[ROWS], coefficient[COLUMNS * ROWS];
    uint32_t variable[COLUMNS * ROWS];
    size_t row_begin[ROWS + 1];
    kk_knowledge knowledge;
} drawn;

/* Often at a bound, so that pivots are degenerate; now and then without an end. */
static void draw_room(kk_random *random, double value, double size, double *lower, double *upper)
{
    uint32_t kind = kk_random_below(random, 8);
    *lower = kind == 0 ? -INFINITY : kind < 4 ? value : value - size * (1 + kk_random_below(random, 5));
    *upper = kind == 1 ? INFINITY : kind == 4 ? value : value + size * (1 + kk_random_below(random, 5));
    if (*lower == *upper) *upper += size;
}

static void draw_row(drawn *of, kk_random *random, size_t i)
{
    size_t end = of->row_begin[i];
    double sum = 0;
    for (uint32_t j = 0; j < COLUMNS; j++) {
        if (j != i && j != i + 1 && kk_random_below(random, 4) > 0) continue;
        of->variable[end] = j;
        of->coefficient[end] = kk_random_below(random, 2) == 0 ? 1 : -1;
        sum += of->coefficient[end++] * of->table[j];
    }
    of->row_begin[i + 1] = end;
    of->row_lower[i] = of->row_upper[i] = sum;
    if (kk_random_below(random, 2) == 0) draw_room(random, sum, of->size, &of->row_lower[i], &of->row_upper[i]);
}

static void open_drawn(drawn *of, uint64_t number)
{
    kk_random random;
    kk_error err;
    kk_random_init(&random, 7, number);
    *of = (drawn){.size = number % 3 == 2 ? 1e6 : 1};
    kk_arena_init(&of->arena);
    for (size_t j = 0; j < COLUMNS; j++) {
        of->table[j] = of->size * kk_random_below(&random, 10);
        draw_room(&random, of->table[j], of->size, &of->lower[j], &of->upper[j]);
    }
    for (size_t i = 0; i < ROWS; i++) draw_row(of, &random, i);
    of->knowledge = (kk_knowledge){.variable_count = COLUMNS,
                                   .lower = of->lower,
                                   .upper = of->upper,
                                   .row_count = ROWS,
                                   .core_row_count = ROWS,
                                   .row_begin = of->row_begin,
                                   .row_variable = of->variable,
                                   .row_coefficient = of->coefficient,
                                   .row_lower = of->row_lower,
                                   .row_upper = of->row_upper};
    assert_int_equal(kk_components_init(&of->components, &of->knowledge, ROWS, NULL, &err), KK_OK);
    assert_int_equal(kk_part_make(&of->knowledge, &of->components, 0, &of->arena, &of->part, &err), KK_OK);
    assert_int_equal(kk_region_init(&of->region, &of->part, &of->arena, &err), KK_OK);
    double table[COLUMNS] = {0};
    for (size_t k = 0; k < of->part.column_count; k++) table[k] = of->table[of->part.variable[k]];
    memcpy(of->table, table, sizeof table);
    size_t inside = number % 2 == 0 ? of->part.column_count : of->part.column_count / 2;
    for (uint32_t k = 0; k < inside; k++) kk_region_add(&of->region, k);
}

static void close_drawn(drawn *of)
{
    kk_region_clear(&of->region);
    kk_components_clear(&of->components);
    kk_arena_clear(&of->arena);
}

static double end_by_program(drawn *of, uint32_t place, int way)
{
    kk_error err;
    kk_lp_outcome outcome;
    for (uint32_t k = 0; k < of->region.column_count; k++) kk_lp_set_objective(of->region.lp, k, k == place);
    assert_int_equal(kk_lp_solve(of->region.lp, way > 0 ? KK_LP_MAXIMUM : KK_LP_MINIMUM, &outcome, &err), KK_OK);
    assert_int_not_equal(outcome, KK_LP_INFEASIBLE);
    return outcome == KK_LP_UNBOUNDED ? way * (double)INFINITY : kk_lp_objective(of->region.lp);
}

/* In the inner view the table and what the tableau says of the region are a table of all. */
static void check_table(const drawn *of, const kk_tableau *tableau)
{
    double table[COLUMNS];
    memcpy(table, of->table, sizeof table);
    for (size_t k = 0; k < of->region.column_count; k++) {
        uint32_t j = of->region.column[k];
        table[j] += kk_tableau_difference(tableau, k);
        assert_true(table[j] >= of->part.lower[j] - 1e-6 * of->size && table[j] <= of->part.upper[j] + 1e-6 * of->size);
    }
    for (size_t i = 0; i < of->part.row_count; i++) assert_true(kk_part_row_holds(&of->part, i, table, KK_HOLDS));
}

static void check_end(drawn *of, kk_tableau *tableau, kk_region_view view, uint32_t place, int way)
{
    double expected = end_by_program(of, place, way);
    kk_tableau_move move;
    int pushes = 0;
    while ((move = kk_tableau_push(tableau, place, way, pushes > 20)) == KK_TABLEAU_MOVED) {
        if (view == KK_REGION_INNER) check_table(of, tableau);
        double limit = kk_tableau_limit(tableau, place, way);
        assert_true(isinf(expected) ? isinf(limit) : way * limit >= way * expected - 1e-6 * of->size);
        assert_true(++pushes < 1000);
    }
    assert_int_equal(move, isinf(expected) ? KK_TABLEAU_RAY : KK_TABLEAU_END);
    if (isinf(expected)) return;
    assert_near(kk_tableau_difference(tableau, place), expected, 1e-6 * of->size);
    assert_near(kk_tableau_limit(tableau, place, way), expected, 1e-6 * of->size);
}

static void check_view(kk_region_view view)
{
    kk_tableau tableau = {0};
    for (uint64_t number = 0; number < REGIONS; number++) {
        kk_error err;
        drawn of;
        open_drawn(&of, number);
        assert_int_equal(kk_region_program(&of.region, &err), KK_OK);
        kk_region_look(&of.region, view, of.table);
        assert_int_equal(kk_probe_load(&tableau, &of.region, view, of.table, &err), KK_OK);
        for (uint32_t k = 0; k < of.region.column_count; k++) {
            check_end(&of, &tableau, view, k, 1);
            check_end(&of, &tableau, view, k, -1);
        }
        close_drawn(&of);
    }
    kk_tableau_free(&tableau);
    kk_lp_end_thread();
}

static void test_inner_ends_are_those_of_programs(void **state)
{
    (void)state;
    check_view(KK_REGION_INNER);
}

static void test_outer_ends_are_those_of_programs(void **state)
{
    (void)state;
    check_view(KK_REGION_OUTER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inner_ends_are_those_of_programs),
        cmocka_unit_test(test_outer_ends_are_those_of_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
