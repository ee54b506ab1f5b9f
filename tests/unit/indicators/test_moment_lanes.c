/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

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
    kk_lane_kind kind = {.has_predictor = has_x, .has_weight = has_weight, .threshold = 10, .t = f->t};
    kind.is_binary[0] = kind.is_binary[5] = kind.is_binary[7] = 1;
    kind.both_sides[0] = kind.both_sides[5] = kind.both_sides[7] = 1;
    return kind;
}

/* In long double, two passes. */
static kk_moment slow_moment(const fixture *f, size_t begin, size_t end, size_t lane, bool has_x, bool has_weight)
{
    long double n = 0, sw = 0, mx = 0, my = 0, xx = 0, xy = 0, yy = 0, sum = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = begin; i < end; i++) {
            long double y = f->outcome[f->person[i] * (size_t)KK_LANES + lane];
            long double x = has_x ? f->x[i] : 0, w = has_weight ? f->weight[i] : 1;
            if (isnan(y)) continue;
            if (pass == 0)
                n++, sw += w, mx += w * x, my += w * y, sum += y;
            else
                xx += w * (x - mx) * (x - mx), xy += w * (x - mx) * (y - my), yy += w * (y - my) * (y - my);
        }
        if (pass == 0 && n > 0) mx /= sw, my /= sw;
    }
    return (kk_moment){(double)n, (double)sw, (double)mx, (double)my, (double)xx, (double)xy, (double)yy, (double)sum};
}

static void assert_same_moment(kk_moment a, kk_moment b, double tolerance)
{
    assert_near(a.n, b.n, 0);
    assert_near(a.weight, b.weight, 1e-12 * b.weight);
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

/* Merged here lane by lane, and there by kk_moment_merge. */
static void test_merged_as_one_by_one(void **state)
{
    const fixture *f = *state;
    for (int form = 0; form < 4; form++) {
        bool has_x = form & 1, has_weight = form & 2;
        kk_lane_persons persons = persons_of(f, has_x, has_weight);
        kk_lane_kind kind = kind_of(f, has_x, has_weight);
        const kk_lane_pair pair[] = {{0, 1}, {2, 3}, {4, 5}};
        kk_lanes_gather(&persons, 0, 1, &f->moments[0]);
        kk_lanes_gather(&persons, 1, 900, &f->moments[1]);
        kk_lanes_gather(&persons, 900, 900, &f->moments[2]);
        kk_lanes_gather(&persons, 900, PERSONS, &f->moments[3]);
        kk_lanes_merge(&kind, pair, 3, 4, f->moments);
        for (size_t l = 0; l < KK_LANES; l++) {
            kk_moment single = kk_lanes_moment(&kind, &f->moments[0], l);
            kk_moment next = kk_lanes_moment(&kind, &f->moments[1], l);
            kk_moment_merge(&single, &next);
            assert_same_moment(kk_lanes_moment(&kind, &f->moments[4], l), single, 1e-13);
            assert_same_moment(kk_lanes_moment(&kind, &f->moments[6], l),
                               slow_moment(f, 0, PERSONS, l, has_x, has_weight), 1e-11);
        }
    }
}

static void assert_cell(const kk_estimate_cell *cell, const kk_moment *m, double at, bool is_binary, bool is_weighted)
{
    kk_prediction p = kk_moment_predict(m, at);
    assert_int_equal(cell->n, (int32_t)m->n);
    assert_true(cell->est == p.est || (isnan(cell->est) && isnan(p.est)));
    assert_true(cell->lower == p.lower || (isnan(cell->lower) && isnan(p.lower)));
    assert_true(cell->upper == p.upper || (isnan(cell->upper) && isnan(p.upper)));
    assert_int_equal(cell->hidden, kk_estimate_is_hidden(m, &p, is_binary, isnan(at), is_weighted, 10));
}

/* The same bits as kk_moment_predict and the same answer as kk_estimate_is_hidden. */
static void test_fitted_as_one_by_one(void **state)
{
    const fixture *f = *state;
    const size_t ends[] = {0, 1, 2, 3, 12, 60, 700, PERSONS};
    const kk_lane_fit fit[] = {{NAN, 0}, {0.1, 0}, {0.9, 0}};
    kk_estimate_cell cell[3 * KK_LANES];
    for (int is_weighted = 0; is_weighted < 2; is_weighted++)
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            kk_lane_persons persons = persons_of(f, true, is_weighted);
            kk_lane_kind kind = kind_of(f, true, is_weighted);
            kk_lanes_gather(&persons, 0, ends[k], &f->moments[0]);
            kk_lanes_fit(&kind, f->moments, fit, 3, cell);
            for (size_t i = 0; i < 3 * KK_LANES; i++) {
                kk_moment m = kk_lanes_moment(&kind, f->moments, i % KK_LANES);
                assert_cell(&cell[i], &m, fit[i / KK_LANES].at, kind.is_binary[i % KK_LANES] > 0, is_weighted);
            }
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gathered_are_the_moments_of_persons),
        cmocka_unit_test(test_binary_sums_are_whole),
        cmocka_unit_test(test_merged_as_one_by_one),
        cmocka_unit_test(test_fitted_as_one_by_one),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
