/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/utf8.h"

static bool valid(const char *text)
{
    return kk_utf8_valid(text, strlen(text));
}

static void test_valid_utf8(void **state)
{
    (void)state;
    assert_true(kk_utf8_valid("", 0));
    assert_true(valid("plain ASCII, longer than one word of eight bytes"));
    assert_true(valid("Súdwest-Fryslân"));
    assert_true(valid("\xEF\xBF\xBD € \xF0\x9F\x8E\x88 \xF4\x8F\xBF\xBF"));
}

static void test_invalid_utf8(void **state)
{
    (void)state;
    const char *const wrong[] = {
        "S\xFA"
        "dwest",                /* CP1252 */
        "\x80",                 /* a continuation alone */
        "\xC0\xAF",             /* overlong */
        "\xE0\x80\x80",         /* overlong */
        "\xED\xA0\x80",         /* a surrogate */
        "\xF4\x90\x80\x80",     /* beyond U+10FFFF */
        "\xF8\x88\x80\x80\x80", /* five bytes */
        "abc\xC3",              /* cut off */
        "abc\xE2\x82",          /* cut off */
        "eight by\xE2\x82 tes", /* broken within */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (valid(wrong[i])) fail_msg("%zu is no UTF-8", i);
}

/* What JSON strings lean on: the NUL ends a text, whatever is said to be left. */
static void test_length_of_a_character(void **state)
{
    (void)state;
    assert_int_equal(kk_utf8_length("a", SIZE_MAX), 1);
    assert_int_equal(kk_utf8_length("\u00e9", SIZE_MAX), 2);
    assert_int_equal(kk_utf8_length("€ 5", SIZE_MAX), 3);
    assert_int_equal(kk_utf8_length("\xF0\x9F\x8E\x88", SIZE_MAX), 4);
    assert_int_equal(kk_utf8_length("\xF0\x9F\x8E\x88", 3), 0);
    char cut[] = {(char)0xE2, '\0', (char)0xAC};
    assert_int_equal(kk_utf8_length(cut, SIZE_MAX), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_utf8),
        cmocka_unit_test(test_invalid_utf8),
        cmocka_unit_test(test_length_of_a_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
