/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"
#include "unit/moment_of.h"

#include "kk/estimates.h"

#include <stdbool.h>

/*
 * A random cohort: overlapping windows (a ⊂ all, b and c share a class), sex with persons of neither, a combined group;
 * two region types, of which the second has persons nowhere and a region without anybody.
 */
enum { DIMENSIONS = 3, OUTCOMES = 10, BLOCKS = 2, TYPES = 2, REGIONS = 9, PERSONS_MAX = 7000 };

static uint64_t window_bits[] = {1, 1 | 2, 1 | 4, 1 | 4 | 8, 1 | 8};
static uint64_t sex_bits[] = {1 | 2, 1 | 4, 1};
static uint64_t origin_bits[] = {1 | 2, 1 | 4, 1 | 4};
static double window_at[] = {NAN, 0.1, 0.5, 0.8}, none_at[] = {NAN, NAN, NAN};
static const double window_end[] = {0.2, 0.4, 0.6, 0.7, 1};

typedef struct made {
    kk_cohort cohort;
    kk_estimate_rule rule;
    kk_dimension dimension[DIMENSIONS];
    kk_region_type type[TYPES];
    kk_framed_outcome outcome[OUTCOMES];
} made;

static double noise(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

static void frame_into(made *m)
{
    m->dimension[0] = (kk_dimension){.group_count = 4, .at = window_at, .class_count = 5, .group_bits = window_bits};
    m->dimension[1] = (kk_dimension){.group_count = 3, .at = none_at, .class_count = 3, .group_bits = sex_bits};
    m->dimension[2] = (kk_dimension){.group_count = 3, .at = none_at, .class_count = 3, .group_bits = origin_bits};
    m->type[0] = (kk_region_type){.count = 1};
    m->type[1] = (kk_region_type){.count = REGIONS};
    for (size_t o = 0; o < OUTCOMES; o++) m->outcome[o].is_binary = o % 3 == 0;
    m->cohort.frame = (kk_estimate_frame){.outcome_count = OUTCOMES,
                                          .dimension_count = DIMENSIONS,
                                          .type_count = TYPES,
                                          .outcome = m->outcome,
                                          .dimension = m->dimension,
                                          .type = m->type,
                                          .combination_count = 4 * 3 * 3};
}

static void person_into(made *m, size_t i, uint64_t *seed)
{
    kk_cohort *c = &m->cohort;
    double x = noise(seed), size = noise(seed);
    c->predictor[i] = x;
    for (c->class_of[0][i] = 0; x > window_end[c->class_of[0][i]];) c->class_of[0][i]++;
    c->class_of[1][i] = (uint8_t)(noise(seed) * 2.2);
    c->class_of[2][i] = (uint8_t)(noise(seed) * 3);
    c->region[0][i] = 0;
    c->region[1][i] = size < 0.1 ? KK_NO_REGION : (uint32_t)(size * size * (REGIONS - 1)); /* the last is empty */
    if (c->weight != NULL) c->weight[i] = 0.2 + noise(seed);
    for (size_t o = 0; o < BLOCKS * KK_LANES; o++) {
        double y = o % 3 == 0 ? noise(seed) < 0.3 + 0.2 * x : 100 * (double)o + 10 * x + noise(seed);
        bool is_missing = o >= OUTCOMES || noise(seed) < 0.1 * (double)o / OUTCOMES || o == 7;
        c->outcome[(o / KK_LANES * c->person_count + i) * KK_LANES + o % KK_LANES] = is_missing ? NAN : y;
    }
}

static made *made_of(size_t persons, bool has_weight)
{
    uint64_t seed = 5;
    made *m = calloc(1, sizeof *m);
    kk_cohort *c = &m->cohort;
    frame_into(m);
    c->person_count = persons;
    c->predictor = calloc(persons + 1, sizeof *c->predictor);
    if (has_weight) c->weight = calloc(persons + 1, sizeof *c->weight);
    for (size_t d = 0; d < DIMENSIONS; d++) c->class_of[d] = calloc(persons + 1, 1);
    for (size_t t = 0; t < TYPES; t++) c->region[t] = calloc(persons + 1, sizeof *c->region[t]);
    c->outcome = aligned_alloc(64, (persons + 1) * BLOCKS * KK_LANES * sizeof *c->outcome);
    for (size_t i = 0; i < persons; i++) person_into(m, i, &seed);
    return m;
}

static void drop(made *m)
{
    free(m->cohort.predictor);
    free(m->cohort.weight);
    for (size_t d = 0; d < DIMENSIONS; d++) free(m->cohort.class_of[d]);
    for (size_t t = 0; t < TYPES; t++) free(m->cohort.region[t]);
    free(m->cohort.outcome);
    free(m);
}

static kk_cube *cube_of(const made *m, int threads, const kk_wanted *wanted, size_t wanted_count)
{
    kk_error err;
    kk_cube *cube = NULL;
    kk_status status = kk_cube_new(&m->cohort, m->rule, 10, wanted, wanted_count, threads, &cube, &err);
    assert_int_equal(status, KK_OK);
    return cube;
}

static kk_estimates block_of(kk_cube *cube, size_t block)
{
    kk_error err;
    kk_estimates estimates;
    assert_int_equal(kk_cube_estimate(cube, block, &estimates, &err), KK_OK);
    return estimates;
}

/* ---- every cell, person by person ---- */

typedef struct place {
    size_t type, region, combination;
} place;

static bool is_in(const kk_cohort *c, const place *where, size_t person)
{
    if (c->region[where->type][person] != where->region) return false;
    for (size_t d = 0; d < c->frame.dimension_count; d++) {
        size_t group = kk_combination_group(&c->frame, where->combination, d);
        if ((c->frame.dimension[d].group_bits[c->class_of[d][person]] >> group & 1) == 0) return false;
    }
    return true;
}

/* `all` counts persons with or without the outcome. */
static kk_moment slow_moment(const kk_cohort *c, const place *where, size_t outcome, size_t *all)
{
    double x[PERSONS_MAX], y[PERSONS_MAX], weight[PERSONS_MAX];
    *all = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        if (!is_in(c, where, i)) continue;
        x[*all] = c->predictor[i];
        y[*all] = kk_cohort_block(c, outcome / KK_LANES)[i * KK_LANES + outcome % KK_LANES];
        weight[(*all)++] = c->weight == NULL ? 1 : c->weight[i];
    }
    return moment_of(x, y, c->weight == NULL ? NULL : weight, *all);
}

static void assert_same(double actual, double expected, double scale)
{
    if (isnan(expected))
        assert_true(isnan(actual));
    else
        assert_near(actual, expected, 1e-11 * scale);
}

static void assert_cell(const made *m, const kk_estimate_cell *cell, const kk_moment *moment, const place *where,
                        size_t outcome)
{
    const kk_cohort *c = &m->cohort;
    double at = kk_combination_at(&c->frame, where->combination);
    kk_prediction p = kk_moment_predict(moment, at);
    double scale = fabs(p.est) + fabs(p.est - p.lower);
    assert_int_equal(cell->n, (int32_t)moment->n);
    assert_same(cell->est, p.est, isnan(scale) ? fabs(p.est) + 1 : scale);
    assert_same(cell->lower, p.lower, scale);
    assert_same(cell->upper, p.upper, scale);
    const kk_hiding hiding = {m->rule, 10, c->frame.outcome[outcome].is_binary, c->weight != NULL};
    assert_int_equal(cell->hidden, kk_estimate_is_hidden(moment, &p, &hiding));
}

static void assert_region(const made *m, const kk_estimates *e, size_t type, size_t region)
{
    const kk_cohort *c = &m->cohort;
    size_t cell = e->cells->first[type][region], all;
    for (size_t k = 0; k < c->frame.combination_count; k++) {
        place where = {type, region, k};
        (void)slow_moment(c, &where, e->first_outcome, &all);
        if (all == 0) continue; /* nobody, no cell */
        assert_true(cell < e->cells->first[type][region + 1]);
        assert_int_equal(e->cells->combination[cell], k);
        for (size_t l = 0; l < e->outcome_count; l++) {
            kk_moment moment = slow_moment(c, &where, e->first_outcome + l, &all);
            assert_cell(m, &e->cell[l][cell], &moment, &where, e->first_outcome + l);
        }
        cell++;
    }
    assert_int_equal(cell, e->cells->first[type][region + 1]);
}

static void assert_cube(const made *m)
{
    kk_cube *cube = cube_of(m, 2, NULL, 0);
    for (size_t b = 0; b < kk_cohort_blocks(&m->cohort); b++) {
        kk_estimates e = block_of(cube, b);
        assert_int_equal(e.first_outcome, b * KK_LANES);
        for (size_t t = 0; t < m->cohort.frame.type_count; t++)
            for (size_t r = 0; r < m->cohort.frame.type[t].count; r++) assert_region(m, &e, t, r);
    }
    kk_cube_free(cube);
}

static void test_every_cell_as_person_by_person(void **state)
{
    (void)state;
    const size_t persons[] = {0, 1, 2, 3, 10, 100, 1000};
    for (int has_weight = 0; has_weight < 2; has_weight++)
        for (size_t i = 0; i < sizeof persons / sizeof *persons; i++) {
            made *m = made_of(persons[i], has_weight);
            assert_cube(m);
            drop(m);
        }
}

/* Cells of binary outcomes that are shown with fewer than 10 persons who have, or lack, the outcome. */
static size_t count_few(const made *m)
{
    kk_cube *cube = cube_of(m, 2, NULL, 0);
    kk_estimates e = block_of(cube, 0);
    size_t few = 0, all;
    for (size_t r = 0; r < REGIONS; r++)
        for (size_t cell = e.cells->first[1][r]; cell < e.cells->first[1][r + 1]; cell++)
            for (size_t o = 0; o < KK_LANES; o += 3) {
                place where = {1, r, e.cells->combination[cell]};
                kk_moment moment = slow_moment(&m->cohort, &where, o, &all);
                few += !e.cell[o][cell].hidden && fmin(moment.sum_y, moment.n - moment.sum_y) < 10;
            }
    kk_cube_free(cube);
    return few;
}

/* KansenKaart's rule shows a window whose line has 10 where fewer persons do; the strict one, and weights, do not. */
static void test_strict_rule(void **state)
{
    (void)state;
    made *m = made_of(1000, false), *weighted = made_of(1000, true);
    assert_true(count_few(m) > 0);
    assert_int_equal(count_few(weighted), 0);
    m->rule = KK_RULE_STRICT;
    assert_int_equal(count_few(m), 0);
    assert_cube(m);
    m->rule = KK_RULE_PERSONS;
    assert_cube(m);
    drop(m);
    drop(weighted);
}

/* 1 … 3000 in many classes, and in groups of these. */
static void test_means_of_whole_numbers_are_exact(void **state)
{
    (void)state;
    made *m = made_of(3000, false);
    for (size_t i = 0; i < 3000; i++) m->cohort.outcome[i * KK_LANES + 1] = (double)(i + 1);
    m->outcome[1].is_whole = true;
    size_t all;
    kk_cube *cube = cube_of(m, 1, NULL, 0);
    kk_estimates e = block_of(cube, 0);
    assert_true(e.cell[1][0].est == 1500.5);
    for (size_t cell = 0; cell < e.cells->first[0][1]; cell++) {
        place where = {0, 0, e.cells->combination[cell]};
        kk_moment moment = slow_moment(&m->cohort, &where, 1, &all);
        bool is_mean = isnan(kk_combination_at(&m->cohort.frame, where.combination));
        assert_true(!is_mean || e.cell[1][cell].est == moment.sum_y / moment.n);
    }
    kk_cube_free(cube);
    drop(m);
}

/* More persons of one class than a leaf holds; then without any dimension, and without predictor. */
static void test_few_classes_and_no_dimension(void **state)
{
    (void)state;
    made *m = made_of(7000, false);
    for (size_t i = 0; i < 7000; i++) m->cohort.class_of[0][i] = 3, m->cohort.class_of[1][i] = 0;
    m->cohort.frame.dimension_count = 1, m->cohort.frame.combination_count = 4;
    assert_cube(m);
    m->cohort.frame.dimension_count = 0, m->cohort.frame.combination_count = 1;
    assert_cube(m);
    drop(m);
}

static void test_no_region(void **state)
{
    (void)state;
    made *m = made_of(20, false);
    m->cohort.frame.type_count = 0;
    kk_cube *cube = cube_of(m, 2, NULL, 0);
    assert_int_equal(kk_cube_cells(cube)->count, 0);
    assert_int_equal(block_of(cube, 0).outcome_count, KK_LANES);
    kk_cube_free(cube);
    drop(m);
}

/* ---- the same bytes ---- */

static void assert_same_bytes(kk_cube *a, kk_cube *b)
{
    size_t count = kk_cube_cells(a)->count;
    assert_int_equal(count, kk_cube_cells(b)->count);
    for (size_t k = 0; k < BLOCKS; k++) {
        kk_estimates left = block_of(a, k), right = block_of(b, k);
        for (size_t l = 0; l < left.outcome_count; l++)
            for (size_t i = 0; i < count; i++) {
                const kk_estimate_cell *x = &left.cell[l][i], *y = &right.cell[l][i];
                assert_memory_equal(&x->est, &y->est, 3 * sizeof x->est);
                assert_true(x->n == y->n && x->hidden == y->hidden);
            }
    }
}

static void test_threads_change_no_byte(void **state)
{
    (void)state;
    for (int has_weight = 0; has_weight < 2; has_weight++) {
        made *m = made_of(5000, has_weight);
        kk_cube *one = cube_of(m, 1, NULL, 0);
        for (int threads = 2; threads <= 4; threads *= 2) {
            kk_cube *more = cube_of(m, threads, NULL, 0);
            assert_same_bytes(one, more);
            kk_cube_free(more);
        }
        kk_cube_free(one);
        drop(m);
    }
}

/* Person i becomes the last but i. */
static void turn_around(kk_cohort *c)
{
    for (size_t i = 0, j = c->person_count - 1; i < j; i++, j--) {
        double x = c->predictor[i];
        c->predictor[i] = c->predictor[j], c->predictor[j] = x;
        for (size_t d = 0; d < DIMENSIONS; d++) {
            uint8_t class = c->class_of[d][i];
            c->class_of[d][i] = c->class_of[d][j], c->class_of[d][j] = class;
        }
        for (size_t t = 0; t < TYPES; t++) {
            uint32_t region = c->region[t][i];
            c->region[t][i] = c->region[t][j], c->region[t][j] = region;
        }
        for (size_t k = 0; k < BLOCKS * KK_LANES; k++) {
            double *block = c->outcome + k / KK_LANES * c->person_count * KK_LANES, y;
            y = block[i * KK_LANES + k % KK_LANES];
            block[i * KK_LANES + k % KK_LANES] = block[j * KK_LANES + k % KK_LANES];
            block[j * KK_LANES + k % KK_LANES] = y;
        }
    }
}

static void test_order_of_rows_changes_no_byte(void **state)
{
    (void)state;
    kk_error err;
    made *m = made_of(3000, false), *turned = made_of(3000, false);
    turn_around(&turned->cohort);
    assert_int_equal(kk_cohort_order(&m->cohort, 2, &err), KK_OK);
    assert_int_equal(kk_cohort_order(&turned->cohort, 1, &err), KK_OK);
    kk_cube *cube = cube_of(m, 2, NULL, 0), *other = cube_of(turned, 2, NULL, 0);
    assert_same_bytes(cube, other);
    kk_cube_free(cube);
    kk_cube_free(other);
    drop(m);
    drop(turned);
}

/* ---- wanted moments ---- */

static void test_wanted_moments(void **state)
{
    (void)state;
    made *m = made_of(800, true);
    const kk_wanted wanted[] = {{0, 0}, {9, 0}, {4, 13}, {1, 35}, {7, 0}};
    enum { WANTED = sizeof wanted / sizeof *wanted };
    kk_cube *cube = cube_of(m, 2, wanted, WANTED);
    for (size_t b = 0; b < BLOCKS; b++) (void)block_of(cube, b);
    for (size_t i = 0; i < WANTED; i++)
        for (size_t r = 0; r < REGIONS; r++) {
            size_t all;
            place where = {1, r, wanted[i].combination};
            kk_moment slow = slow_moment(&m->cohort, &where, wanted[i].outcome, &all);
            const kk_moment *kept = &kk_cube_moments(cube, i, 1)[r];
            assert_near(kept->n, slow.n, 0);
            assert_near(kept->weight, slow.weight, 1e-12 * slow.weight);
            assert_near(kept->mean_y, slow.mean_y, 1e-13 * fabs(slow.mean_y));
            assert_near(kept->yy, slow.yy, 1e-11 * slow.yy + 1e-20);
            assert_near(kept->sum_y, slow.sum_y, 1e-12 * fabs(slow.sum_y));
        }
    kk_cube_free(cube);
    drop(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell_as_person_by_person),
        cmocka_unit_test(test_strict_rule),
        cmocka_unit_test(test_means_of_whole_numbers_are_exact),
        cmocka_unit_test(test_few_classes_and_no_dimension),
        cmocka_unit_test(test_no_region),
        cmocka_unit_test(test_threads_change_no_byte),
        cmocka_unit_test(test_order_of_rows_changes_no_byte),
        cmocka_unit_test(test_wanted_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
