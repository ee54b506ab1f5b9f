/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "publish/number.h"

#include <float.h>
#include <locale.h>

static void check_number(double number, const char *expected)
{
    char text[KK_NUMBER_BYTES + 1];
    *kk_number_write(text, number) = '\0';
    assert_string_equal(text, expected);
}

static void numbers_are_short(void **state)
{
    (void)state;
    check_number(0, "0");
    check_number(-0.0, "0");
    check_number(12, "12");
    check_number(-7.5, "-7.5");
    check_number(0.1, "0.1");
    check_number(-0.000001, "-0.000001");
    check_number(999999999, "999999999");
    check_number(17942942, "17942942");
    check_number(1e15, "1e+15");
    check_number(123456789012, "123456789012");
    check_number(0.1 + 0.2, "0.30000000000000004");
    check_number(1.0 / 3, "0.3333333333333333");
}

/* A power of ten tells what in plain digits is a long row of zeros. */
static void what_is_far_from_one_has_an_exponent(void **state)
{
    (void)state;
    check_number(100000000000000, "100000000000000");
    check_number(1234567890123456, "1234567890123456");
    check_number(12345678901234566, "12345678901234566");
    check_number(-1.5e15, "-1.5e+15");
    check_number(123456789012345600, "1.234567890123456e+17");
    check_number(DBL_MAX, "1.7976931348623157e+308");
    check_number(0.0001234567, "0.0001234567");
    check_number(0.00001234567, "1.234567e-05");
    check_number(0.00001, "0.00001");
    check_number(0.000001, "0.000001");
    check_number(0.0000015, "1.5e-06");
    check_number(-0.0000001, "-1e-07");
    check_number(5e-324, "5e-324");
    check_number(-2.2250738585072014e-308, "-2.2250738585072014e-308");
}

static void numbers_read_back(void **state)
{
    (void)state;
    const double awkward[] = {DBL_MAX, DBL_MIN,          5e-324,     -DBL_EPSILON,
                              1e-7,    999999999.999999, 1e9 - 1e-6, 4503599627370497.5};
    char text[KK_NUMBER_BYTES + 1];
    for (size_t i = 0; i < sizeof awkward / sizeof awkward[0]; i++) {
        *kk_number_write(text, awkward[i]) = '\0';
        assert_true(strtod(text, NULL) == awkward[i]);
    }
    uint64_t seed = 42;
    for (int i = 0; i < 200000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double number = ldexp((double)(int64_t)seed, -(int)(seed >> 58));
        *kk_number_write(text, number) = '\0';
        assert_true(strtod(text, NULL) == number);
    }
}

static void a_locale_with_a_comma_changes_nothing(void **state)
{
    (void)state;
    if (setlocale(LC_NUMERIC, "nl_NL.UTF-8") == NULL && setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL) {
        print_message("skipped: no locale with a decimal comma is installed\n");
        skip();
    }
    char text[KK_NUMBER_BYTES + 1];
    *kk_number_write(text, 0.1 + 0.2) = '\0';
    setlocale(LC_NUMERIC, "C");
    assert_string_equal(text, "0.30000000000000004");
}

static void millionths_lose_their_zeros(void **state)
{
    (void)state;
    const struct {
        int64_t millionths;
        const char *text;
    } cases[] = {{0, "0"},
                 {6570000, "6.57"},
                 {53221417, "53.221417"},
                 {-1, "-0.000001"},
                 {1000000, "1"},
                 {-5387206, "-5.387206"},
                 {100010, "0.10001"},
                 {180000000, "180"},
                 {INT64_MIN, "-9223372036854.775808"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[32];
        *kk_millionths_write(text, cases[i].millionths) = '\0';
        assert_string_equal(text, cases[i].text);
    }
}

static void integers_are_whole(void **state)
{
    (void)state;
    char text[32];
    *kk_integer_write(text, INT64_MIN) = '\0';
    assert_string_equal(text, "-9223372036854775808");
    *kk_integer_write(text, INT64_MAX) = '\0';
    assert_string_equal(text, "9223372036854775807");
    *kk_integer_write(text, 0) = '\0';
    assert_string_equal(text, "0");
}

static void published_values_have_six_decimals(void **state)
{
    (void)state;
    assert_true(kk_number_round(100.0 / 7) == 14.285714);
    assert_true(kk_number_round(-2.0 / 3) == -0.666667);
    assert_true(kk_number_round(0.5) == 0.5);
    assert_true(kk_number_round(0) == 0);
    assert_true(kk_number_round(2.5e12 + 0.25) == 2.5e12 + 0.25);
    assert_true(isnan(kk_number_round(NAN)));
    assert_true(isinf(kk_number_round(INFINITY)));
}

static void check_rounded(double number, const char *expected)
{
    check_number(kk_number_round(number), expected);
}

/* p-values go down to where powers of ten are no doubles. */
static void a_tiny_value_has_six_digits_and_no_more(void **state)
{
    (void)state;
    check_rounded(7.518829999999999e-42, "7.51883e-42");
    check_rounded(-1.0 / 3e30, "-3.33333e-31");
    check_rounded(2.0 / 3e23, "6.66667e-24");
    check_rounded(9.9999996e-30, "1e-29");
    check_rounded(1.234565e-17, "1.23457e-17");
    for (int power = 2; power <= 300; power++) {
        char expected[KK_NUMBER_BYTES];
        double number = strtod((snprintf(expected, sizeof expected, "2.71828e-%02d", power), expected), NULL);
        assert_true(kk_number_round(number * (1 + 1e-9)) == number);
    }
}

static void a_small_value_never_becomes_zero(void **state)
{
    (void)state;
    assert_true(kk_number_round(0.0123456789) == 0.0123457);
    assert_true(kk_number_round(-1.23456789e-9) == -1.23457e-9);
    assert_true(kk_number_round(1e-300) > 0);
    assert_true(kk_number_round(5e-324) == 5e-324);
}

static void significant_digits(void **state)
{
    (void)state;
    assert_true(kk_number_significant(31.714286, 4) == 31.71);
    assert_true(kk_number_significant(12345, 3) == 12300);
    assert_true(kk_number_significant(122500, 3) == 123000);
    assert_true(kk_number_significant(-6.02214076e23, 3) == -6.02e23);
    assert_true(kk_number_significant(0, 4) == 0);
    assert_true(isnan(kk_number_significant(NAN, 4)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(what_is_far_from_one_has_an_exponent),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(a_locale_with_a_comma_changes_nothing),
        cmocka_unit_test(millionths_lose_their_zeros),
        cmocka_unit_test(integers_are_whole),
        cmocka_unit_test(published_values_have_six_decimals),
        cmocka_unit_test(a_tiny_value_has_six_digits_and_no_more),
        cmocka_unit_test(a_small_value_never_becomes_zero),
        cmocka_unit_test(significant_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
