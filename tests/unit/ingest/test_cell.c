/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "ingest/cell.h"

static kk_cell cell(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static void assert_number(const char *text, double expected)
{
    kk_figure figure;
    if (kk_cell_figure(cell(text), &figure) != KK_CELL_FIGURE || figure.status != KK_FIGURE_OK ||
        figure.value != expected)
        fail_msg("'%s' became %.17g (%s)", text, figure.value, kk_figure_status_name(figure.status));
}

static void assert_missing(const char *text, kk_cell_kind kind, kk_figure_status status)
{
    kk_figure figure;
    kk_cell_kind met = kk_cell_figure(cell(text), &figure);
    if (met != kind || figure.status != status || !isnan(figure.value))
        fail_msg("'%s' became kind %d, %s, %g", text, (int)met, kk_figure_status_name(figure.status), figure.value);
}

static void test_numbers(void **state)
{
    (void)state;
    assert_number("0", 0);
    assert_number("12", 12);
    assert_number("7.4", 7.4);
    assert_number("7,4", 7.4);
    assert_number("-5", -5);
    assert_number("+5", 5);
    assert_number(",5", 0.5);
    assert_number(".5", 0.5);
    assert_number("007", 7);
    assert_number("1.234", 1.234);
    assert_number("1e3", 1000);
    assert_number("1,5E-3", 0.0015);
    assert_number("12*", 12);
    assert_number("12,5**", 12.5);
    assert_number("-99989", -99989);
    assert_number("99997", 99997);
}

/* The quick way and the long way round as well as strtod. */
static void test_numbers_are_exact(void **state)
{
    (void)state;
    const char *const texts[] = {"0.1",
                                 "0.3",
                                 "7.4000000000000004",
                                 "123456789.123456789",
                                 "9007199254740993",
                                 "0.1000000000000000055511151231257827",
                                 "1e22",
                                 "1e23",
                                 "1e-22",
                                 "1e-23",
                                 "1e-400",
                                 "18446744073709551616",
                                 "99999999999999999999999",
                                 "1.7976931348623157e308",
                                 "5e-324",
                                 "0.000000000000000000000000000001",
                                 "100000000000000000000000000000000000e-30"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double number;
        if (!kk_cell_number(cell(texts[i]), &number) || number != strtod(texts[i], NULL))
            fail_msg("%s is not %.17g", texts[i], number);
    }
    uint64_t seed = 1;
    for (int i = 0; i < 100000; i++) {
        char text[32];
        double number;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        snprintf(text, sizeof text, "%.*g", (int)(seed >> 60) + 1, (double)(seed >> 11) / (double)(seed % 99991 + 1));
        assert_true(kk_cell_number(cell(text), &number));
        assert_true(number == strtod(text, NULL));
    }
}

static void test_symbols(void **state)
{
    (void)state;
    kk_figure figure;
    assert_int_equal(kk_cell_figure(cell("-"), &figure), KK_CELL_FIGURE);
    assert_int_equal(figure.status, KK_FIGURE_NIL);
    assert_true(figure.value == 0);
    assert_missing("x", KK_CELL_FIGURE, KK_FIGURE_SECRET);
    assert_missing("X", KK_CELL_FIGURE, KK_FIGURE_SECRET);
    assert_missing("", KK_CELL_BLANK, KK_FIGURE_UNKNOWN);
    const char *const unknown[] = {".", ",", "NULL", "null", "NA", "na", "NaN", "nan", "N/A"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_missing(unknown[i], KK_CELL_UNKNOWN, KK_FIGURE_UNKNOWN);
}

static void test_sentinels(void **state)
{
    (void)state;
    assert_missing("-99997", KK_CELL_FIGURE, KK_FIGURE_SECRET);
    assert_missing("-99997,0", KK_CELL_FIGURE, KK_FIGURE_SECRET);
    assert_missing("-99995", KK_CELL_FIGURE, KK_FIGURE_NOT_PUBLISHED);
    assert_missing("-99991", KK_CELL_FIGURE, KK_FIGURE_NOT_PUBLISHED);
    assert_missing("-99990", KK_CELL_FIGURE, KK_FIGURE_UNKNOWN);
    assert_missing("-99999999", KK_CELL_FIGURE, KK_FIGURE_UNKNOWN);
}

static void test_bad_cells(void **state)
{
    (void)state;
    const char *const wrong[] = {"abc", "1.234,5", "1,234.5", "1.234.567", "1 234", "0x1A",
                                 "inf", "-inf",    "1e400",   "1e",        "1e+",   "e5",
                                 "--5", "5-",      "5.",      "5,",        "+",     "*",
                                 "**",  "12***",   "7%",      "€5",        "-.",    "1e99999999999999999999",
                                 "xx",  ". .",     "1/2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) assert_missing(wrong[i], KK_CELL_BAD, KK_FIGURE_UNKNOWN);
    char many[1000];
    memset(many, '1', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    assert_missing(many, KK_CELL_BAD, KK_FIGURE_UNKNOWN);
}

static void test_attributes(void **state)
{
    (void)state;
    assert_int_equal(kk_attribute_status(cell("Impossible")), KK_FIGURE_NOT_APPLICABLE);
    assert_int_equal(kk_attribute_status(cell("Confidential")), KK_FIGURE_SECRET);
    assert_int_equal(kk_attribute_status(cell("Secret")), KK_FIGURE_SECRET);
    assert_int_equal(kk_attribute_status(cell("Missing")), KK_FIGURE_UNKNOWN);
    assert_int_equal(kk_attribute_status(cell("anything")), KK_FIGURE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_numbers_are_exact), cmocka_unit_test(test_symbols),
        cmocka_unit_test(test_sentinels), cmocka_unit_test(test_bad_cells),         cmocka_unit_test(test_attributes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
