/* SPDX-License-Identifier: EUPL-1.2 */
/* Drawn systems: every verdict against one plain program per end over the whole system. */
#include "unit/check.h"
#include "knowledge_text.h"

enum { WORLDS = 300, FAMILIES = 3, AREAS = 4, BANDS = 3 };

static world w;

typedef struct tally {
    size_t safe, leaks, contradictions, tables, links_matter;
} tally;

/* ---- worlds ---- */

/* A variable that is shown, or hidden as a gate would: few with their bounds, others without an end. */
static uint32_t draw_variable(kk_random *random, double truth, double shown)
{
    bool is_few = truth >= 1 && truth <= 9;
    bool is_shown = kk_random_uniform(random) < (is_few ? shown / 2 : shown);
    uint32_t j = world_variable(&w, is_few ? 1 : truth == 0 ? 0 : 10, is_few ? 9 : INFINITY, true);
    w.truth[j] = truth;
    if (is_shown)
        w.lower[j] = w.upper[j] = truth;
    else
        world_demand(&w, j, 5, 0);
    return j;
}

/* A family: counts by area and age band with both margins; its cells are given, its margins drawn as cells are. */
static void draw_family(kk_random *random, const double truth[AREAS][BANDS], uint32_t cell[AREAS][BANDS])
{
    double total = 0, shown = 0.2 + 0.6 * kk_random_uniform(random);
    uint32_t area[AREAS], band[BANDS];
    for (int a = 0; a < AREAS; a++) {
        double sum = 0;
        for (int b = 0; b < BANDS; b++) {
            cell[a][b] = draw_variable(random, truth[a][b], shown);
            sum += truth[a][b];
        }
        area[a] = draw_variable(random, sum, 0.9);
        for (int b = 0; b < BANDS; b++) world_term(&w, 1, cell[a][b]);
        world_term(&w, -1, area[a]);
        world_row(&w, 0, 0, true);
        total += sum;
    }
    for (int b = 0; b < BANDS; b++) {
        double sum = 0;
        for (int a = 0; a < AREAS; a++) sum += truth[a][b];
        band[b] = draw_variable(random, sum, 0.9);
        for (int a = 0; a < AREAS; a++) world_term(&w, 1, cell[a][b]);
        world_term(&w, -1, band[b]);
        world_row(&w, 0, 0, true);
    }
    uint32_t all = draw_variable(random, total, 0.9);
    for (int b = 0; b < BANDS; b++) world_term(&w, 1, band[b]);
    world_term(&w, -1, all);
    world_row(&w, 0, 0, true);
}

/* Each family is part of the one before: cell by cell at most its count. */
static void draw_world(uint64_t number)
{
    uint32_t cell[FAMILIES][AREAS][BANDS];
    double truth[AREAS][BANDS], mean = 1 + (double)(number % 9);
    kk_random random;
    kk_random_init(&random, 7, number);
    world_init(&w);
    for (int f = 0; f < FAMILIES; f++) {
        for (int a = 0; a < AREAS; a++)
            for (int b = 0; b < BANDS; b++)
                truth[a][b] =
                    f == 0 ? kk_random_poisson(&random, mean) : kk_random_below(&random, (uint32_t)truth[a][b] + 1);
        draw_family(&random, (const double(*)[BANDS])truth, cell[f]);
    }
    for (int f = 1; f < FAMILIES; f++)
        for (int a = 0; a < AREAS; a++)
            for (int b = 0; b < BANDS; b++) world_at_most(&w, cell[f][a][b], cell[f - 1][a][b]);
}

/* ---- checks ---- */

static void check_inside(const kk_finding *found, double lower, double upper)
{
    assert_true(found->lower >= lower - 1e-5 && found->upper <= upper + 1e-5);
}

static void check_demand(glp_prob *plain, size_t d, tally *to)
{
    const kk_finding *found = &w.finding[d];
    uint32_t j = w.demand[d].variable;
    double lower = plain_end(plain, j, GLP_MIN), upper = plain_end(plain, j, GLP_MAX);
    bool met = kk_demand_is_met(&w.demand[d], lower, upper, w.is_whole[j]);
    if (isnan(lower)) fail_msg("nothing satisfies a drawn world");
    assert_int_equal(found->verdict == KK_VERDICT_LEAK, !met);
    to->leaks += !met;
    to->safe += met;
    to->tables += found->verdict == KK_VERDICT_TABLES;
    check_inside(found, lower, upper);
    if (found->verdict == KK_VERDICT_TABLES) {
        assert_true(kk_demand_is_met(&w.demand[d], found->lower, found->upper, w.is_whole[j]));
    } else {
        assert_true(found->lower == lower || fabs(found->lower - lower) < 1e-5);
        assert_true(found->upper == upper || fabs(found->upper - upper) < 1e-5);
    }
}

static void check_world(tally *to)
{
    glp_prob *plain = plain_program(&w);
    for (size_t d = 0; d < w.demand_count; d++) check_demand(plain, d, to);
    glp_delete_prob(plain);
}

static void test_verdicts(void **state)
{
    (void)state;
    tally found = {0};
    for (uint64_t number = 0; number < WORLDS; number++) {
        draw_world(number);
        world_attack(&w, number % 2 == 0 ? w.truth : NULL, 1);
        check_world(&found);
    }
    assert_true(found.safe > 1000 && found.leaks > 1000 && found.tables > 700);
}

/* Without links fewer leak: the worlds above do put links to the test. */
static void test_links_matter(void **state)
{
    (void)state;
    size_t with = 0, without = 0;
    for (uint64_t number = 0; number < 100; number++) {
        draw_world(number);
        with += world_attack(&w, NULL, 1).leaks;
        w.knowledge.row_count = w.knowledge.core_row_count;
        without += world_attack(&w, NULL, 1).leaks;
    }
    assert_true(with > without + 50);
}

/* A figure that is one off contradicts the others: all say so, or the plain program finds a solution all the same. */
static void test_contradictions(void **state)
{
    (void)state;
    size_t contradictions = 0;
    for (uint64_t number = 0; number < 200; number++) {
        draw_world(number);
        for (size_t j = number % 7; j < w.knowledge.variable_count; j += 7)
            if (w.lower[j] == w.upper[j]) w.upper[j] = ++w.lower[j];
        kk_attack_counts counts = world_attack(&w, NULL, 1);
        glp_prob *plain = plain_program(&w);
        bool has_none = isnan(plain_end(plain, 0, GLP_MIN));
        if (counts.contradictions > 0) assert_true(has_none);
        if (!has_none) assert_int_equal(counts.contradictions, 0);
        contradictions += counts.contradictions;
        glp_delete_prob(plain);
    }
    assert_true(contradictions > 100);
}

static void test_threads_and_known_table(void **state)
{
    (void)state;
    kk_finding alone[VARIABLES_MAX];
    for (uint64_t number = 0; number < 60; number++) {
        draw_world(number);
        kk_attack_counts first = world_attack(&w, NULL, 1);
        memcpy(alone, w.finding, sizeof alone);
        for (int threads = 2; threads <= 4; threads++) {
            kk_attack_counts counts = world_attack(&w, NULL, threads);
            assert_memory_equal(&counts, &first, sizeof first);
            for (size_t d = 0; d < w.demand_count; d++) {
                assert_int_equal(w.finding[d].verdict, alone[d].verdict);
                assert_true(w.finding[d].lower == alone[d].lower && w.finding[d].upper == alone[d].upper);
            }
        }
        for (size_t j = 0; j < w.knowledge.variable_count; j += 3) w.truth[j] = NAN;
        assert_int_equal(world_attack(&w, w.truth, 1).leaks, first.leaks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verdicts),
        cmocka_unit_test(test_links_matter),
        cmocka_unit_test(test_contradictions),
        cmocka_unit_test(test_threads_and_known_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
