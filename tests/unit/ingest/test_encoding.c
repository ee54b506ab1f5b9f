/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "core/utf8.h"
#include "ingest/encoding.h"

static void test_cp1252(void **state)
{
    (void)state;
    char out[64];
    size_t length = kk_cp1252_to_utf8("S\xFA"
                                      "dwest \x80 \x92t \x81 \xFF",
                                      16, out);
    out[length] = '\0';
    assert_string_equal(out, "Súdwest € ’t \xEF\xBF\xBD ÿ");
}

/* Every byte of CP1252 becomes valid UTF-8. */
static void test_cp1252_is_valid(void **state)
{
    (void)state;
    for (int byte = 1; byte < 256; byte++) {
        char in = (char)byte, out[3];
        size_t length = kk_cp1252_to_utf8(&in, 1, out);
        assert_true(length >= 1 && kk_utf8_valid(out, length));
    }
}

static void assert_trimmed(const char *text, const char *expected)
{
    kk_cell cell = kk_cell_trim((kk_cell){text, strlen(text)});
    if (!kk_cell_equals(cell, expected)) fail_msg("'%s' became '%.*s'", text, (int)cell.length, cell.text);
}

static void test_trim(void **state)
{
    (void)state;
    assert_trimmed("", "");
    assert_trimmed("   ", "");
    assert_trimmed("       .", ".");
    assert_trimmed("GM0363    ", "GM0363");
    assert_trimmed("\t a b\r", "a b");
    assert_trimmed("\xC2\xA0 12\xC2\xA0", "12");
    assert_trimmed("\xC2\xA0", "");
}

static void test_equals(void **state)
{
    (void)state;
    assert_true(kk_cell_equals((kk_cell){"abcd", 3}, "abc"));
    assert_false(kk_cell_equals((kk_cell){"abcd", 4}, "abc"));
    assert_false(kk_cell_equals((kk_cell){"abd", 3}, "abc"));
    assert_true(kk_cell_equals((kk_cell){"", 0}, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cp1252),
        cmocka_unit_test(test_cp1252_is_valid),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_equals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
