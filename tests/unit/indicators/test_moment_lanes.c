/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"
#include "unit/moment_of.h"

#include "kk/moment_lanes.h"

#include <stdbool.h>

enum { PERSONS = 3000, ROOM = PERSONS + KK_LANE_AHEAD };

typedef struct fixture {
    double *outcome, x[PERSONS], weight[PERSONS], t[KK_LANE_T_COUNT];
    uint32_t person[ROOM];
    kk_moment_lanes *moments;
} fixture;

static double noise(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

/* Lanes: binary, money, nearly the same, often missing, always missing, always 1, always the same, binary. */
static double outcome_of(size_t lane, double u)
{
    const double values[KK_LANES] = {u < 0.2, 1e5 * u * u, 1e6 + u, u < 0.6 ? NAN : u, NAN, 1, 0.1, u < 0.99};
    return values[lane];
}

static int make(void **state)
{
    uint64_t seed = 11;
    fixture *f = calloc(1, sizeof *f);
    f->outcome = aligned_alloc(64, sizeof(double) * PERSONS * KK_LANES);
    f->moments = aligned_alloc(64, 16 * sizeof *f->moments);
    for (size_t i = 0; i < PERSONS; i++) {
        f->person[i] = (uint32_t)(i * 7 % PERSONS); /* 7 and 3000 have no common divisor: everyone once */
        f->x[i] = 0.5 + 2e-3 * noise(&seed);
        f->weight[i] = 0.5 + noise(&seed);
        for (size_t l = 0; l < KK_LANES; l++) f->outcome[i * KK_LANES + l] = outcome_of(l, noise(&seed));
    }
    for (size_t df = 0; df < KK_LANE_T_COUNT; df++) f->t[df] = kk_t_quantile((double)df);
    *state = f;
    return 0;
}

static int drop(void **state)
{
    fixture *f = *state;
    free(f->outcome);
    free(f->moments);
    free(f);
    return 0;
}

static kk_lane_persons persons_of(const fixture *f, bool has_x, bool has_weight)
{
    return (kk_lane_persons){f->outcome, f->person, has_x ? f->x : NULL, has_weight ? f->weight : NULL};
}

static kk_lane_kind kind_of(const fixture *f, bool has_x, bool has_weight)
{
    kk_lane_kind kind = {.has_predictor = has_x, .hiding = {.threshold = 10, .is_weighted = has_weight}, .t = f->t};
    kind.is_binary[0] = kind.is_binary[5] = kind.is_binary[7] = 1;
    kind.is_whole[0] = kind.is_whole[5] = kind.is_whole[7] = 1;
    return kind;
}

static kk_moment slow_moment(const fixture *f, size_t begin, size_t end, size_t lane, bool has_x, bool has_weight)
{
    static const double no_x[PERSONS];
    double y[PERSONS];
    for (size_t i = begin; i < end; i++) y[i] = f->outcome[f->person[i] * (size_t)KK_LANES + lane];
    return moment_of((has_x ? f->x : no_x) + begin, y + begin, has_weight ? f->weight + begin : NULL, end - begin);
}

static void assert_same_moment(kk_moment a, kk_moment b, double tolerance)
{
    assert_near(a.n, b.n, 0);
    assert_near(a.weight, b.weight, 1e-12 * b.weight);
    assert_near(a.squares, b.squares, 1e-12 * b.squares);
    assert_near(a.mean_x, b.mean_x, 1e-14);
    assert_near(a.mean_y, b.mean_y, 1e-15 * fabs(b.mean_y));
    assert_near(a.xx, b.xx, tolerance * b.xx);
    assert_near(a.xy, b.xy, tolerance * sqrt(b.xx * b.yy) + 1e-25);
    assert_near(a.yy, b.yy, tolerance * b.yy + 1e-25);
    assert_near(a.sum_y, b.sum_y, 1e-13 * fabs(b.sum_y));
}

static void test_gathered_are_the_moments_of_persons(void **state)
{
    const fixture *f = *state;
    const size_t ends[] = {0, 1, 2, 3, 50, 2048, PERSONS};
    for (int form = 0; form < 4; form++)
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            bool has_x = form & 1, has_weight = form & 2;
            kk_lane_persons persons = persons_of(f, has_x, has_weight);
            kk_lane_kind kind = kind_of(f, has_x, has_weight);
            kk_lanes_gather(&persons, 0, ends[k], &f->moments[0]);
            for (size_t l = 0; l < KK_LANES; l++)
                assert_same_moment(kk_lanes_moment(&kind, &f->moments[0], l),
                                   slow_moment(f, 0, ends[k], l, has_x, has_weight), 1e-11);
        }
}

static void test_binary_sums_are_whole(void **state)
{
    const fixture *f = *state;
    kk_lane_persons persons = persons_of(f, true, false);
    kk_lane_kind kind = kind_of(f, true, false);
    for (size_t end = 1; end < 400; end++) {
        kk_lanes_gather(&persons, 0, end, &f->moments[0]);
        kk_moment m = kk_lanes_moment(&kind, &f->moments[0], 0), slow = slow_moment(f, 0, end, 0, true, false);
        assert_true(m.sum_y == slow.sum_y && m.mean_y == slow.sum_y / slow.n);
    }
}

static void test_merged_are_the_moments_of_all(void **state)
{
    const fixture *f = *state;
    const kk_lane_pair pair[] = {{0, 1}, {2, 3}, {4, 5}};
    for (int form = 0; form < 4; form++) {
        bool has_x = form & 1, has_weight = form & 2;
        kk_lane_persons persons = persons_of(f, has_x, has_weight);
        kk_lane_kind kind = kind_of(f, has_x, has_weight);
        kk_lanes_gather(&persons, 0, 1, &f->moments[0]);
        kk_lanes_gather(&persons, 1, 900, &f->moments[1]);
        kk_lanes_gather(&persons, 900, 900, &f->moments[2]);
        kk_lanes_gather(&persons, 900, PERSONS, &f->moments[3]);
        kk_lanes_merge(&kind, pair, 3, 4, f->moments);
        for (size_t l = 0; l < KK_LANES; l++) {
            assert_same_moment(kk_lanes_moment(&kind, &f->moments[4], l), slow_moment(f, 0, 900, l, has_x, has_weight),
                               1e-11);
            assert_same_moment(kk_lanes_moment(&kind, &f->moments[6], l),
                               slow_moment(f, 0, PERSONS, l, has_x, has_weight), 1e-11);
        }
    }
}

static void test_many_parts_merge_to_the_whole(void **state)
{
    const fixture *f = *state;
    const kk_lane_pair next = {0, 1};
    for (int form = 0; form < 4; form++) {
        bool has_x = form & 1, has_weight = form & 2;
        kk_lane_persons persons = persons_of(f, has_x, has_weight);
        kk_lane_kind kind = kind_of(f, has_x, has_weight);
        kk_lanes_gather(&persons, 0, 3, &f->moments[0]);
        for (size_t i = 3; i < PERSONS; i += 3) {
            kk_lanes_gather(&persons, i, i + 3, &f->moments[1]);
            kk_lanes_merge(&kind, &next, 1, 0, f->moments);
        }
        for (size_t l = 0; l < KK_LANES; l++) {
            kk_moment m = kk_lanes_moment(&kind, &f->moments[0], l);
            kk_moment slow = slow_moment(f, 0, PERSONS, l, has_x, has_weight);
            assert_near(m.mean_y, slow.mean_y, 1e-14 * fabs(slow.mean_y));
            assert_near(m.yy, slow.yy, 1e-10 * slow.yy + 1e-25);
            assert_near(m.xy, slow.xy, 1e-10 * sqrt(slow.xx * slow.yy) + 1e-25);
        }
    }
}

static void test_merging_nobody_changes_nothing(void **state)
{
    const fixture *f = *state;
    const kk_lane_pair pair[] = {{0, 1}, {1, 0}};
    for (int has_weight = 0; has_weight < 2; has_weight++) {
        kk_lane_persons persons = persons_of(f, true, has_weight);
        kk_lane_kind kind = kind_of(f, true, has_weight);
        kk_lanes_gather(&persons, 0, 77, &f->moments[0]);
        kk_lanes_gather(&persons, 77, 77, &f->moments[1]);
        kk_lanes_merge(&kind, pair, 2, 2, f->moments);
        for (size_t l = 0; l < KK_LANES; l++) {
            kk_moment m = kk_lanes_moment(&kind, &f->moments[0], l);
            for (size_t i = 2; i < 4; i++) {
                kk_moment with = kk_lanes_moment(&kind, &f->moments[i], l);
                assert_memory_equal(&with, &m, sizeof m);
            }
        }
    }
}

/* ---- estimates ---- */

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* The same bits as kk_moment_predict and the same answer as kk_estimate_is_hidden. */
static void assert_cells(const kk_lane_kind *kind, const kk_moment_lanes *moments, double at)
{
    kk_estimate_cell cell[KK_LANES];
    const kk_lane_fit fit = {at, 0};
    kk_lanes_fit(kind, moments, &fit, 1, cell);
    for (size_t l = 0; l < KK_LANES; l++) {
        kk_moment m = kk_lanes_moment(kind, moments, l);
        kk_prediction p = kk_moment_predict(&m, at);
        kk_hiding hiding = kind->hiding;
        hiding.is_binary = kind->is_binary[l] > 0;
        assert_int_equal(cell[l].n, (int32_t)m.n);
        assert_true(same(cell[l].est, p.est) && same(cell[l].lower, p.lower) && same(cell[l].upper, p.upper));
        assert_int_equal(cell[l].hidden, kk_estimate_is_hidden(&m, &p, &hiding));
    }
}

static void assert_fits(const fixture *f, size_t end, kk_estimate_rule rule, bool is_weighted)
{
    const double at[] = {NAN, 0.1, 0.9, 0.501};
    kk_lane_persons persons = persons_of(f, true, is_weighted);
    kk_lane_kind kind = kind_of(f, true, is_weighted);
    kind.hiding.rule = rule;
    kk_lanes_gather(&persons, 0, end, &f->moments[0]);
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) assert_cells(&kind, f->moments, at[i]);
}

static void test_fitted_as_one_by_one(void **state)
{
    const fixture *f = *state;
    const size_t ends[] = {0, 1, 2, 3, 12, 30, 60, 700, PERSONS};
    for (int is_weighted = 0; is_weighted < 2; is_weighted++)
        for (kk_estimate_rule rule = KK_RULE_KANSENKAART; rule <= KK_RULE_PERSONS; rule++)
            for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) assert_fits(f, ends[k], rule, is_weighted);
}

/* Sums that overflow; a weight or value that does; and a continuous outcome that is 0 for all. */
static void test_extremes_as_one_by_one(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < 40; i++) {
        double *row = f->outcome + (size_t)f->person[i] * KK_LANES;
        row[1] = 1e308, row[2] = i % 2 == 0 ? 1e200 : -1e200, row[6] = 0, row[3] = i == 7 ? INFINITY : 1;
    }
    for (int form = 0; form < 6; form++) assert_fits(f, 40, (kk_estimate_rule)(form / 2), form & 1);
    for (size_t i = 0; i < 40; i++) f->weight[i] = 1e308;
    for (int form = 0; form < 3; form++) assert_fits(f, 40, (kk_estimate_rule)form, true);
}

static void test_what_overflows_is_not_told(void **state)
{
    fixture *f = *state;
    kk_estimate_cell cell[KK_LANES];
    const kk_lane_fit mean = {NAN, 0};
    for (size_t i = 0; i < 40; i++) {
        double *row = f->outcome + (size_t)f->person[i] * KK_LANES;
        row[1] = 1e308, row[2] = i % 2 == 0 ? 1e200 : -1e200;
    }
    kk_lane_persons persons = persons_of(f, false, false), weighted = persons_of(f, false, true);
    kk_lane_kind kind = kind_of(f, false, false), weighted_kind = kind_of(f, false, true);
    kk_lanes_gather(&persons, 0, 40, f->moments);
    kk_lanes_fit(&kind, f->moments, &mean, 1, cell);
    assert_true(cell[1].hidden && isnan(f->moments->yy[1]));
    assert_false(isfinite(cell[2].lower) || isfinite(cell[2].upper));
    for (size_t i = 0; i < 40; i++) f->weight[i] = 1e308;
    kk_lanes_gather(&weighted, 0, 40, f->moments);
    kk_lanes_fit(&weighted_kind, f->moments, &mean, 1, cell);
    for (size_t l = 0; l < KK_LANES; l++) assert_true(cell[l].hidden);
}

/* ---- whole numbers ---- */

/* The mean of rows 0 … count − 1 of a column, gathered in parts of `size` that are merged one after another. */
static kk_estimate_cell mean_in_parts(const fixture *f, const double *outcome, size_t count, size_t size)
{
    uint32_t *person = calloc(count + KK_LANE_AHEAD, sizeof *person);
    kk_lane_kind kind = kind_of(f, false, false);
    const kk_lane_pair next = {0, 1};
    const kk_lane_fit mean = {NAN, 0};
    kk_estimate_cell cell[KK_LANES];
    for (size_t i = 0; i < count; i++) person[i] = (uint32_t)i;
    kk_lane_persons persons = {outcome, person, NULL, NULL};
    kind.is_whole[1] = 1;
    kk_lanes_gather(&persons, 0, size, &f->moments[0]);
    for (size_t i = size; i < count; i += size) {
        kk_lanes_gather(&persons, i, i + size, &f->moments[1]);
        kk_lanes_merge(&kind, &next, 1, 0, f->moments);
    }
    kk_lanes_fit(&kind, f->moments, &mean, 1, cell);
    free(person);
    return cell[1];
}

static void assert_mean_of_counting(const fixture *f, size_t count, size_t size)
{
    double *outcome = aligned_alloc(64, count * KK_LANES * sizeof *outcome);
    for (size_t i = 0; i < count * KK_LANES; i++) outcome[i] = (double)(i / KK_LANES + 1);
    assert_true(mean_in_parts(f, outcome, count, size).est == ((double)count + 1) / 2);
    free(outcome);
}

static void assert_share(const fixture *f, size_t count, size_t have, size_t size)
{
    double *outcome = aligned_alloc(64, count * KK_LANES * sizeof *outcome);
    for (size_t i = 0; i < count * KK_LANES; i++) outcome[i] = i / KK_LANES * 7 % count < have;
    assert_true(mean_in_parts(f, outcome, count, size).est == (double)have / (double)count);
    free(outcome);
}

/* In one part, and in many. */
static void test_means_of_whole_numbers_are_exact(void **state)
{
    const fixture *f = *state;
    const size_t sizes[] = {12000, 2000, 300, 8, 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) assert_mean_of_counting(f, 12000, sizes[i]);
    for (size_t have = 0; have <= 400; have++) {
        assert_share(f, 400, have, 400);
        assert_share(f, 400, have, 25);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gathered_are_the_moments_of_persons),
        cmocka_unit_test(test_binary_sums_are_whole),
        cmocka_unit_test(test_merged_are_the_moments_of_all),
        cmocka_unit_test(test_many_parts_merge_to_the_whole),
        cmocka_unit_test(test_merging_nobody_changes_nothing),
        cmocka_unit_test(test_fitted_as_one_by_one),
        cmocka_unit_test_setup_teardown(test_extremes_as_one_by_one, make, drop),
        cmocka_unit_test_setup_teardown(test_what_overflows_is_not_told, make, drop),
        cmocka_unit_test(test_means_of_whole_numbers_are_exact),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
