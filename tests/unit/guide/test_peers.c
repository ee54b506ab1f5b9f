/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/random.h"
#include "kk/targets.h"
#include "unit/check.h"

enum { COUNT = 300, DIMENSIONS = 4, WANTED = 5 };

static void find(const double *characteristic, size_t dimensions, size_t count, size_t wanted, int threads,
                 uint32_t *peer)
{
    kk_error err;
    assert_int_equal(kk_peers_find(characteristic, dimensions, count, wanted, threads, peer, &err), KK_OK);
}

static void standardises(void **state)
{
    (void)state;
    /* As they are, area 1 would be nearest to area 0: the second is in euro. */
    const double characteristic[] = {0, 1, 0, 10, 1000, 1000, 1100, 5000};
    const uint32_t expected[] = {2, 0, 0, 1};
    uint32_t peer[4];
    find(characteristic, 2, 4, 1, 1, peer);
    assert_memory_equal(peer, expected, sizeof peer);
}

static void leaves_out_what_lacks(void **state)
{
    (void)state;
    const double characteristic[] = {1, 2, NAN, 4, 7, 7, 7, 7};
    uint32_t peer[12];
    find(characteristic, 2, 4, 3, 1, peer);
    const uint32_t expected[] = {1,          3,          UINT32_MAX, 0, 3, UINT32_MAX,
                                 UINT32_MAX, UINT32_MAX, UINT32_MAX, 1, 0, UINT32_MAX};
    assert_memory_equal(peer, expected, sizeof peer);
}

static void make_areas(double *characteristic)
{
    kk_random random;
    kk_random_init(&random, 2, 0);
    for (size_t k = 0; k < DIMENSIONS * COUNT; k++) {
        double value = kk_random_normal(&random) * (k < COUNT ? 1 : 50);
        characteristic[k] = k % 3 == 0 ? floor(value) : value;
    }
    for (size_t i = 0; i < COUNT; i += 17) characteristic[2 * COUNT + i] = NAN;
}

static double distance_between(const double *characteristic, size_t i, size_t j)
{
    double sum = 0;
    for (size_t d = 0; d < DIMENSIONS; d++) {
        const double *value = characteristic + d * COUNT;
        double n = 0, total = 0, squares = 0;
        for (size_t k = 0; k < COUNT; k++) {
            if (k % 17 == 0) continue;
            n++;
            total += value[k];
            squares += value[k] * value[k];
        }
        sum += (value[i] - value[j]) * (value[i] - value[j]) / (squares / n - total / n * total / n);
    }
    return sum;
}

/* Every comparable area that is not a peer is at least as far as the furthest peer. */
static void finds_the_nearest_of_all(void **state)
{
    (void)state;
    static double characteristic[DIMENSIONS * COUNT];
    static uint32_t peer[COUNT * WANTED], other[COUNT * WANTED];
    make_areas(characteristic);
    find(characteristic, DIMENSIONS, COUNT, WANTED, 1, peer);
    find(characteristic, DIMENSIONS, COUNT, WANTED, 4, other);
    assert_memory_equal(peer, other, sizeof peer);
    for (size_t i = 1; i < COUNT; i += 17) {
        double furthest = distance_between(characteristic, i, peer[i * WANTED + WANTED - 1]);
        size_t nearer = 0;
        for (size_t j = 0; j < COUNT; j++)
            nearer += j % 17 != 0 && j != i && distance_between(characteristic, i, j) < furthest - 1e-9;
        assert_int_equal(nearer, WANTED - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standardises),
        cmocka_unit_test(leaves_out_what_lacks),
        cmocka_unit_test(finds_the_nearest_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
