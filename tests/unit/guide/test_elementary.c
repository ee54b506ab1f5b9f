/* SPDX-License-Identifier: EUPL-1.2 */
/* Against the long doubles of the C library, at the edges, and to the bit. */
#include "unit/check.h"

#include "kk/elementary.h"

enum { POINTS = 1000000 };

/* The same on every machine and at every level of optimisation. */
static const uint64_t bits_of_all = UINT64_C(0x3f0af3dddc3ea653);

typedef struct trial {
    double uniform;
    int power;
} trial;

static trial next_trial(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (trial){(double)(*state >> 11) * 0x1p-53, (int)(*state % 2000) - 1000};
}

/* In units of the last place. */
static double error_of(double found, long double expected)
{
    double near = fabs((double)expected), unit = nextafter(near, INFINITY) - near;
    return (double)(fabsl((long double)found - expected) / (long double)unit);
}

static void test_exp(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < POINTS; i++) {
        double x = -745 + 1454 * next_trial(&seed).uniform;
        assert_true(error_of(kk_exp(x), expl((long double)x)) <= 1);
    }
}

static void test_log(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < POINTS; i++) {
        trial at = next_trial(&seed);
        double wide = ldexp(1 + at.uniform, at.power), near_one = 0.5 + at.uniform;
        assert_true(error_of(kk_log(wide), logl((long double)wide)) <= 1);
        if (near_one != 1) assert_true(error_of(kk_log(near_one), logl((long double)near_one)) <= 1);
    }
}

static void test_power(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < POINTS; i++) {
        double u = next_trial(&seed).uniform, x = 8 * (0.5 + u), y = 20 * u - 10;
        long double expected = powl((long double)x, (long double)y);
        double bound = 1e-15 * fmax(1, fabs(y * log(x)));
        assert_true(fabsl((long double)kk_power(x, y) - expected) <= (long double)bound * expected);
    }
}

static uint64_t add_bits(uint64_t sum, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (sum ^ bits) * UINT64_C(1099511628211);
}

static void test_bits(void **state)
{
    (void)state;
    uint64_t seed = 1, sum = UINT64_C(1469598103934665603);
    for (int i = 0; i < POINTS; i++) {
        trial at = next_trial(&seed);
        sum = add_bits(sum, kk_exp(-745 + 1454 * at.uniform));
        sum = add_bits(sum, kk_log(ldexp(1 + at.uniform, at.power)));
        sum = add_bits(sum, kk_log(0.5 + at.uniform));
        sum = add_bits(sum, kk_power((0.5 + at.uniform) * 8, 20 * at.uniform - 10));
    }
    assert_true(sum == bits_of_all);
}

static void test_edges_of_exp(void **state)
{
    (void)state;
    assert_true(kk_exp(0) == 1 && kk_exp(-0.0) == 1);
    assert_true(kk_exp(709.9) == INFINITY && kk_exp(INFINITY) == INFINITY);
    assert_true(kk_exp(-745.3) == 0 && kk_exp(-INFINITY) == 0);
    assert_true(isfinite(kk_exp(709.7)) && kk_exp(-745) > 0);
    assert_true(isnan(kk_exp(NAN)));
}

static void test_edges_of_log(void **state)
{
    (void)state;
    assert_true(kk_log(1) == 0);
    assert_true(kk_log(0) == -INFINITY && kk_log(-0.0) == -INFINITY && kk_log(INFINITY) == INFINITY);
    assert_true(isnan(kk_log(-1)) && isnan(kk_log(-INFINITY)) && isnan(kk_log(NAN)));
    assert_true(error_of(kk_log(0x1p-1074), logl(0x1p-1074L)) <= 1);
    assert_true(error_of(kk_log(0x1.fffffffffffffp1023), logl(0x1.fffffffffffffp1023L)) <= 1);
}

static void test_edges_of_power(void **state)
{
    (void)state;
    assert_true(kk_power(0, 0) == 1 && kk_power(7, 0) == 1);
    assert_true(kk_power(0, 2) == 0 && kk_power(0, -1) == INFINITY);
    assert_true(kk_power(1, 1e300) == 1);
    assert_true(isnan(kk_power(NAN, 1)) && isnan(kk_power(-1, 2)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exp),
        cmocka_unit_test(test_log),
        cmocka_unit_test(test_power),
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_edges_of_exp),
        cmocka_unit_test(test_edges_of_log),
        cmocka_unit_test(test_edges_of_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
