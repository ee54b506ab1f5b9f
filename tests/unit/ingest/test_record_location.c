/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/record_location.h"

static kk_cell cell(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static uint32_t packed(const char *text)
{
    return kk_postcode_pack(text, strlen(text));
}

static void test_postcodes(void **state)
{
    (void)state;
    assert_int_equal(packed("1000AA"), 1);
    assert_int_equal(packed("1000AB"), 2);
    assert_int_equal(packed("1000BA"), 27);
    assert_int_equal(packed("1001AA"), 677);
    assert_int_equal(packed("9999ZZ"), 9000 * 676);
    assert_int_equal(packed("1234 ab"), 1 + 234 * 676 + 1);
    assert_int_equal(packed("1234ab"), packed("1234 AB"));
    assert_int_equal(packed(" 12 34 A B "), packed("1234AB"));
}

static void test_what_is_no_postcode(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",       "1234",   "1234A",  "1234ABC",   "0999AA", "0123AA",
                                        "A234AB", "12345A", "1234A1", "1234 AB 5", "1234[B", "1234@B",
                                        "1234{A", "1234`A", "AB1234", "NL-1234AB"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (packed(wrong[i]) != 0) fail_msg("'%s' is no postcode", wrong[i]);
}

static void assert_code(const char *given, const char *expected)
{
    char code[12];
    memset(code, 'x', sizeof code);
    kk_area_code_parse(cell(given), code);
    assert_string_equal(code, expected);
}

static void test_area_codes(void **state)
{
    (void)state;
    assert_code("", "");
    assert_code("BU19990102", "BU19990102");
    assert_code("bu0363aa01", "BU0363AA01");
    assert_code("GM1999", "GM1999");
    assert_code("1999", "GM1999");
    assert_code("34", "GM0034");
    assert_code("199903", "WK199903");
    assert_code("03401", "WK003401");
    assert_code("19990302", "BU19990302");
    assert_code("0340102", "BU00340102");
    assert_code("123456789", "123456789");
    assert_code("wijk 3", "WIJK 3");
    assert_code("12345678901", "12345678901");
    assert_code("a text of more than eleven", "?");
    assert_code("123456789012", "?");
}

static kk_location location;

static uint64_t located(kk_csv_field field, const char *text)
{
    kk_cell cells[KK_FIELD_COUNT] = {{0}};
    cells[field] = cell(text);
    memset(&location, 0xFF, sizeof location);
    return kk_location_parse(cells, &location);
}

static void test_nothing_given(void **state)
{
    (void)state;
    assert_true(located(KK_FIELD_AREA, "") == 0);
    assert_string_equal(location.code, "");
    assert_int_equal(location.postcode, 0);
    assert_int_equal(location.number, 0);
    assert_true(isnan(location.x) && isnan(location.y));
}

static void test_house_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t number;
    } cases[] = {{"12", 12}, {"12a", 12}, {"12-14", 12}, {"12 hs", 12},      {"007", 7},
                 {"a12", 0}, {"", 0},     {"0", 0},      {"999999", 999999}, {"1000000", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(located(KK_FIELD_NUMBER, cases[i].text) == 0);
        assert_int_equal(location.number, cases[i].number);
    }
}

static void test_coordinates(void **state)
{
    (void)state;
    assert_true(located(KK_FIELD_X, "155000,25") == 0);
    assert_true(location.x == 155000.25);
    assert_true(isnan(location.y));
    assert_true(located(KK_FIELD_Y, "52.3702") == 0);
    assert_true(location.y == 52.3702);
    assert_true(located(KK_FIELD_X, "155.000,25") == UINT64_C(1) << KK_FIELD_X);
    assert_true(isnan(location.x));
    assert_true(located(KK_FIELD_Y, "onbekend") == UINT64_C(1) << KK_FIELD_Y);
    assert_true(isnan(location.y));
}

static void test_a_postcode_that_is_none_is_told(void **state)
{
    (void)state;
    assert_true(located(KK_FIELD_POSTCODE, "1234 AB") == 0);
    assert_int_equal(location.postcode, packed("1234AB"));
    assert_true(located(KK_FIELD_POSTCODE, "1234") == UINT64_C(1) << KK_FIELD_POSTCODE);
    assert_int_equal(location.postcode, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_postcodes),
        cmocka_unit_test(test_what_is_no_postcode),
        cmocka_unit_test(test_area_codes),
        cmocka_unit_test(test_nothing_given),
        cmocka_unit_test(test_house_numbers),
        cmocka_unit_test(test_coordinates),
        cmocka_unit_test(test_a_postcode_that_is_none_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
