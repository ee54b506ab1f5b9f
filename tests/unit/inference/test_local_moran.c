/* SPDX-License-Identifier: EUPL-1.2 */
/* Local Moran against the plain algorithm on the same draws, against spdep, and by its properties. */
#include "unit/inference/pattern_map.h"

static kk_error err;

typedef struct local {
    double *statistic, *p;
    uint8_t *quadrant;
} local;

static local local_of(const double *value, const kk_neighbours *of, unsigned count, uint64_t seed, int threads)
{
    const kk_permutations permutations = {count, seed, threads};
    local out = {calloc(of->count + 1, sizeof(double)), calloc(of->count + 1, sizeof(double)),
                 calloc(of->count + 1, 1)};
    const kk_local_moran to = {out.statistic, out.p, out.quadrant};
    assert_int_equal(kk_local_moran_make(value, of, &permutations, &to, &err), KK_OK);
    return out;
}

static void local_free(local of)
{
    free(of.statistic);
    free(of.p);
    free(of.quadrant);
}

/* ---- the plain algorithm ---- */

/* All of an ordering, of which the kernel draws only the first. */
static void draw_order(uint32_t *order, uint32_t count, uint64_t seed, uint64_t stream)
{
    kk_random random;
    kk_random_init(&random, seed, stream);
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t j = i + kk_random_below(&random, count - i), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

static double sum_without(const double *value, const uint32_t *order, uint32_t area, uint32_t degree)
{
    double sum = 0;
    for (uint32_t taken = 0; taken < degree; order++) {
        if (*order == area) continue;
        sum += value[*order];
        taken++;
    }
    return sum;
}

/* Of whole numbers, whose sums are exact. */
static void check_plain(const double *value, const kk_neighbours *of, unsigned count, uint64_t seed)
{
    local fast = local_of(value, of, count, seed, 2);
    uint32_t *order = calloc(of->count + 1, sizeof *order);
    unsigned *at_least = calloc(of->count + 1, sizeof *at_least), *at_most = calloc(of->count + 1, sizeof *at_most);
    for (unsigned t = 0; t < count; t++) {
        draw_order(order, (uint32_t)of->count, seed, t);
        for (uint32_t i = 0; i < of->count; i++) {
            double lag = 0, drawn = sum_without(value, order, i, of->begin[i + 1] - of->begin[i]);
            for (uint32_t l = of->begin[i]; l < of->begin[i + 1]; l++) lag += value[of->neighbour[l]];
            at_least[i] += drawn >= lag;
            at_most[i] += drawn <= lag;
        }
    }
    for (uint32_t i = 0; i < of->count; i++) {
        unsigned fewest = at_least[i] < at_most[i] ? at_least[i] : at_most[i];
        if (of->begin[i] == of->begin[i + 1])
            assert_true(isnan(fast.p[i]));
        else
            assert_true(fast.p[i] == (fewest + 1.0) / (count + 1.0));
    }
    free(order);
    free(at_least);
    free(at_most);
    local_free(fast);
}

/* One-way links at random, of which there may be none, or to all others. */
static void make_random(pattern_map *map, uint32_t count, uint64_t seed)
{
    unsigned char *link = calloc((size_t)count * count, 1);
    kk_random random;
    kk_random_init(&random, seed, 9);
    for (uint32_t i = 0; i < count; i++) {
        double density = i == 1 ? 1 : i == 2 ? 0 : kk_random_uniform(&random) * kk_random_uniform(&random);
        for (uint32_t j = 0; j < count; j++) link[i * count + j] = i != j && kk_random_uniform(&random) < density;
    }
    pattern_map_of_matrix(map, link, count);
    free(link);
}

static void draw_whole(double *value, uint32_t count, uint32_t kinds, uint64_t seed)
{
    kk_random random;
    kk_random_init(&random, seed, 7);
    for (uint32_t i = 0; i < count; i++) value[i] = kk_random_below(&random, kinds);
}

static void test_plain(void **state)
{
    (void)state;
    double value[60];
    for (uint64_t seed = 0; seed < 40; seed++) {
        uint32_t count = 3 + (uint32_t)seed, kinds[] = {2, 5, 1000000};
        pattern_map map;
        make_random(&map, count, seed);
        for (int k = 0; k < 3; k++) {
            draw_whole(value, count, kinds[k], seed);
            value[0] = 0, value[1] = 1;
            check_plain(value, &map.neighbours, 199, seed);
        }
        pattern_map_clear(&map);
    }
}

static void test_plain_of_wijken(void **state)
{
    (void)state;
    wijken *w = wijken_read();
    check_plain(w->events, &w->map.neighbours, 499, 11);
    wijken_free(w);
}

/* ---- spdep ---- */

static void test_spdep(void **state)
{
    (void)state;
    enum { PERMUTATIONS = 9999 };
    wijken *w = wijken_read();
    local out = local_of(w->eb, &w->map.neighbours, PERMUTATIONS, 1, 2);
    double worst = 0, bias = 0, n = WIJKEN;
    for (size_t i = 0; i < WIJKEN; i++) {
        assert_int_equal(isnan(out.p[i]), isnan(w->p[i]));
        assert_int_equal(isnan(out.statistic[i]), isnan(w->local[i]));
        if (isnan(w->p[i])) continue;
        assert_near(out.statistic[i], (n - 1) / n * w->local[i], 2e-6 * fmax(1, fabs(w->local[i])));
        double error = sqrt(2 * w->p[i] * (1 - w->p[i]) / PERMUTATIONS) + 1.5 / PERMUTATIONS;
        worst = fmax(worst, fabs(out.p[i] - w->p[i]) / error);
        bias += (out.p[i] - w->p[i]) / n;
    }
    assert_true(worst < 5);
    assert_near(bias, 0, 0.001);
    local_free(out);
    wijken_free(w);
}

/* The sum of the local figures is the global one. */
static void test_sum_is_global(void **state)
{
    (void)state;
    double sum = 0;
    kk_moran global;
    wijken *w = wijken_read();
    local out = local_of(w->rate, &w->map.neighbours, 9, 1, 1);
    assert_int_equal(kk_moran_make(w->rate, &w->map.neighbours, KK_WEIGHTS_ROW, KK_MORAN_OF_NEIGHBOURED, &global, &err),
                     KK_OK);
    for (size_t i = 0; i < WIJKEN; i++) sum += isnan(out.statistic[i]) ? 0 : out.statistic[i];
    assert_near(sum / (WIJKEN - 1), global.value, 1e-12);
    local_free(out);
    wijken_free(w);
}

/* ---- properties ---- */

static void check_same(local a, local b, size_t count)
{
    assert_memory_equal(a.p, b.p, count * sizeof *a.p);
    assert_memory_equal(a.statistic, b.statistic, count * sizeof *a.statistic);
    assert_memory_equal(a.quadrant, b.quadrant, count);
}

static void test_threads(void **state)
{
    (void)state;
    wijken *w = wijken_read();
    local one = local_of(w->eb, &w->map.neighbours, 999, 3, 1);
    for (int threads = 2; threads <= 7; threads++) {
        local more = local_of(w->eb, &w->map.neighbours, 999, 3, threads);
        check_same(one, more, WIJKEN);
        local_free(more);
    }
    local_free(one);
    wijken_free(w);
}

/* Turned upside down, high is low; p is the same to the bit, as it is for any other unit. */
static void test_affine(void **state)
{
    (void)state;
    static double turned[WIJKEN], scaled[WIJKEN];
    static const uint8_t mirror[] = {0, KK_LOW_LOW, KK_HIGH_HIGH, KK_HIGH_LOW, KK_LOW_HIGH};
    wijken *w = wijken_read();
    for (size_t i = 0; i < WIJKEN; i++) {
        turned[i] = -w->rate[i];
        scaled[i] = 37 + 1000 * w->rate[i];
    }
    local plain = local_of(w->rate, &w->map.neighbours, 999, 3, 2);
    local up = local_of(scaled, &w->map.neighbours, 999, 3, 2);
    local down = local_of(turned, &w->map.neighbours, 999, 3, 2);
    assert_memory_equal(plain.p, up.p, sizeof turned);
    assert_memory_equal(plain.p, down.p, sizeof turned);
    assert_memory_equal(plain.quadrant, up.quadrant, WIJKEN);
    for (size_t i = 0; i < WIJKEN; i++) assert_int_equal(down.quadrant[i], mirror[plain.quadrant[i]]);
    local_free(plain);
    local_free(up);
    local_free(down);
    wijken_free(w);
}

static void test_relabelling(void **state)
{
    (void)state;
    enum { PERMUTATIONS = 4999 };
    static uint32_t order[WIJKEN];
    static double moved[WIJKEN];
    pattern_map other;
    wijken *w = wijken_read();
    shuffle_order(order, WIJKEN, 8);
    pattern_map_relabel(&other, &w->map.neighbours, order);
    for (size_t i = 0; i < WIJKEN; i++) moved[i] = w->eb[order[i]];
    local here = local_of(w->eb, &w->map.neighbours, PERMUTATIONS, 1, 2);
    local there = local_of(moved, &other.neighbours, PERMUTATIONS, 2, 2);
    for (size_t i = 0; i < WIJKEN; i++) {
        double p = here.p[order[i]], error = 5 * sqrt(2 * p * (1 - p) / PERMUTATIONS) + 5.0 / PERMUTATIONS;
        assert_int_equal(there.quadrant[i], here.quadrant[order[i]]);
        if (isnan(p)) continue;
        assert_near(there.statistic[i], here.statistic[order[i]], 1e-9);
        assert_near(there.p[i], p, error);
    }
    local_free(here);
    local_free(there);
    pattern_map_clear(&other);
    wijken_free(w);
}

/* Without a pattern 2p is uniform: as many areas below each level as it says. */
static void test_level(void **state)
{
    (void)state;
    enum { MAPS = 60, SIDE = 15, AREAS = SIDE * SIDE };
    static const double level[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75};
    double value[AREAS], below[6] = {0};
    pattern_map map;
    pattern_map_of_lattice(&map, SIDE, SIDE);
    for (uint64_t seed = 0; seed < MAPS; seed++) {
        draw_normals(value, AREAS, seed, 4);
        local out = local_of(value, &map.neighbours, 999, seed, 2);
        for (size_t i = 0; i < AREAS; i++)
            for (int l = 0; l < 6; l++) below[l] += 2 * out.p[i] <= level[l] + 1e-12;
        local_free(out);
    }
    for (int l = 0; l < 6; l++) assert_near(below[l] / (MAPS * AREAS), level[l], 0.003 + 0.04 * level[l]);
    pattern_map_clear(&map);
}

/* ---- meaning ---- */

static void test_quadrants(void **state)
{
    (void)state;
    double value[100] = {0};
    pattern_map map;
    pattern_map_of_lattice(&map, 10, 10);
    for (int i = 0; i < 100; i++) value[i] = i % 10 < 5 ? 8 + i % 3 : i % 3;
    value[52] = 1;
    value[57] = 10;
    local out = local_of(value, &map.neighbours, 999, 1, 1);
    assert_int_equal(out.quadrant[22], KK_HIGH_HIGH);
    assert_int_equal(out.quadrant[27], KK_LOW_LOW);
    assert_int_equal(out.quadrant[52], KK_LOW_HIGH);
    assert_int_equal(out.quadrant[57], KK_HIGH_LOW);
    assert_true(out.statistic[22] > 0 && out.statistic[27] > 0 && out.statistic[52] < 0 && out.statistic[57] < 0);
    local_free(out);
    pattern_map_clear(&map);
}

/* Nine in ten areas have none. One that has some among such neighbours is nothing special: nearly every draw is as low.
 */
static void test_ties(void **state)
{
    (void)state;
    enum { SIDE = 20 };
    double value[SIDE * SIDE];
    pattern_map map;
    pattern_map_of_lattice(&map, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) value[i] = i % 10 == 3 && i / SIDE % 2 == 0 ? 1 : 0;
    local out = local_of(value, &map.neighbours, 999, 1, 1);
    for (int i = 0; i < SIDE * SIDE; i++) assert_true(out.quadrant[i] != KK_HIGH_LOW || out.p[i] > 0.5);
    assert_int_equal(out.quadrant[43], KK_HIGH_LOW);
    local_free(out);
    pattern_map_clear(&map);
}

/* ---- edges ---- */

static void test_undefined(void **state)
{
    (void)state;
    const unsigned char none[9] = {0}, pair[9] = {0, 1, 0, 1, 0, 0, 0, 0, 0};
    const double value[] = {1, 2, 3}, equal[] = {0.3, 0.3, 0.3};
    pattern_map islands, linked, nothing;
    pattern_map_of_matrix(&islands, none, 3);
    pattern_map_of_matrix(&linked, pair, 3);
    pattern_map_of_matrix(&nothing, none, 0);
    local alone = local_of(value, &islands.neighbours, 9, 1, 2), some = local_of(value, &linked.neighbours, 9, 1, 2);
    local same = local_of(equal, &linked.neighbours, 9, 1, 2);
    for (int i = 0; i < 3; i++) {
        assert_true(isnan(alone.p[i]) && isnan(alone.statistic[i]) && alone.quadrant[i] == KK_QUADRANT_NONE);
        assert_true(isnan(same.p[i]) && isnan(same.statistic[i]) && same.quadrant[i] == KK_QUADRANT_NONE);
        assert_int_equal(isnan(some.p[i]), i == 2);
    }
    assert_int_equal(some.quadrant[0], KK_QUADRANT_NONE); /* its neighbour is exactly on the mean */
    local_free(local_of(value, &nothing.neighbours, 9, 1, 2));
    local_free(alone);
    local_free(some);
    local_free(same);
    pattern_map_clear(&islands);
    pattern_map_clear(&linked);
    pattern_map_clear(&nothing);
}

/* All others are neighbours: every draw is the same sum, and nothing can be told. */
static void test_everyone(void **state)
{
    (void)state;
    unsigned char link[25];
    const double value[] = {0.1, 0.7, 0.3, 0.9, 0.2};
    pattern_map map;
    for (int i = 0; i < 25; i++) link[i] = i / 5 != i % 5;
    pattern_map_of_matrix(&map, link, 5);
    local out = local_of(value, &map.neighbours, 99, 1, 1);
    for (int i = 0; i < 5; i++) assert_true(out.p[i] == 1);
    local_free(out);
    pattern_map_clear(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),         cmocka_unit_test(test_plain_of_wijken), cmocka_unit_test(test_spdep),
        cmocka_unit_test(test_sum_is_global), cmocka_unit_test(test_threads),         cmocka_unit_test(test_affine),
        cmocka_unit_test(test_relabelling),   cmocka_unit_test(test_level),           cmocka_unit_test(test_quadrants),
        cmocka_unit_test(test_ties),          cmocka_unit_test(test_undefined),       cmocka_unit_test(test_everyone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
