/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/record_amount.h"

static const int64_t none = INT64_MIN;

static int64_t parsed(const char *text, bool in_euros)
{
    int64_t cents;
    return kk_amount_parse((kk_cell){text, strlen(text)}, in_euros, &cents) ? cents : none;
}

static void test_euros(void **state)
{
    (void)state;
    assert_int_equal(parsed("12", true), 1200);
    assert_int_equal(parsed("12,5", true), 1250);
    assert_int_equal(parsed("12.05", true), 1205);
    assert_int_equal(parsed("-0,01", true), -1);
    assert_int_equal(parsed("+3,10", true), 310);
    assert_int_equal(parsed("0", true), 0);
    assert_int_equal(parsed("0000012,30", true), 1230);
    /* Not exact in binary: 0.29 × 100 is 28.999999999999996. */
    assert_int_equal(parsed("0.29", true), 29);
    assert_int_equal(parsed("999999999.99", true), 99999999999);
}

static void test_cents(void **state)
{
    (void)state;
    assert_int_equal(parsed("1250", false), 1250);
    assert_int_equal(parsed("-1250", false), -1250);
    assert_int_equal(parsed("12,50", false), none);
    assert_int_equal(parsed("12.", false), none);
}

static void test_what_is_no_amount(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",
                                        "-",
                                        "+",
                                        ",5",
                                        ".",
                                        "12,",
                                        "12.345",
                                        "1.234,56",
                                        "1,234.5",
                                        "1 234",
                                        "12-",
                                        "€ 12",
                                        "12 EUR",
                                        "1e3",
                                        "--1",
                                        "0x12",
                                        "12,5,0",
                                        "12,5x",
                                        "NaN",
                                        "\xE2\x88\x92"
                                        "5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (parsed(wrong[i], true) != none) fail_msg("'%s' is no amount", wrong[i]);
}

static void test_large_amounts(void **state)
{
    (void)state;
    assert_int_equal(parsed("1000000000000", false), INT64_C(1000000000000));
    assert_int_equal(parsed("1000000000001", false), none);
    assert_int_equal(parsed("-10000000000", true), -INT64_C(1000000000000));
    assert_int_equal(parsed("10000000000,01", true), none);
    assert_int_equal(parsed("10000000000000", true), none);
    assert_int_equal(parsed("9223372036854775807", false), none);
    assert_int_equal(parsed("99999999999999999999999999999999", false), none);
    assert_int_equal(parsed("-99999999999999999999999999999999", true), none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_euros),
        cmocka_unit_test(test_cents),
        cmocka_unit_test(test_what_is_no_amount),
        cmocka_unit_test(test_large_amounts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
