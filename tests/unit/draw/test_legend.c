/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "draw/colours.h"
#include "kk/legend.h"
#include "kk/words.h"

#include <math.h>

enum { AREAS = 12 };
static const kk_config_classes five = {KK_CLASSES_QUANTILES, 5};

/* Twelve areas with figures 10, 11 … 20; the last is water. */
typedef struct map {
    kk_config_indicator indicator;
    kk_released_column column;
    kk_level level;
    double value[AREAS];
    uint8_t status[AREAS];
    bool water[AREAS];
} map;

static void init(map *m, kk_statistic_part part)
{
    *m = (map){.indicator = {.name = "x", .unit = "%", .statistic = part}};
    for (size_t i = 0; i < AREAS; i++) m->value[i] = 10 + (double)i;
    m->water[AREAS - 1] = true;
    m->level = (kk_level){.count = AREAS, .water = m->water};
    m->column = (kk_released_column){.indicator = &m->indicator, .value = m->value, .status = m->status};
}

static kk_legend legend_of(const map *m)
{
    kk_legend legend;
    kk_error err;
    assert_int_equal(kk_legend_make(&m->column, &m->level, &five, &legend, &err), KK_OK);
    return legend;
}

static double grey(uint32_t colour)
{
    return 0.2126 * (double)(colour >> 16) + 0.7152 * (double)(colour >> 8 & 0xFF) + 0.0722 * (double)(colour & 0xFF);
}

static void test_classes_with_labels_and_colours(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_NONE);
    m.value[0] = 10.25;
    kk_legend legend = legend_of(&m);
    assert_int_equal(legend.count, 5);
    assert_false(legend.is_category || legend.diverges);
    assert_string_equal(legend.unit_nl, "%");
    assert_string_equal(legend.entry[0].label_nl, "10 – 12");
    assert_string_equal(legend.entry[4].label_en, "18 – 20");
    for (int k = 1; k < 5; k++) {
        assert_true(legend.entry[k].low == legend.entry[k - 1].high);
        assert_true(grey(legend.entry[k].colour) < grey(legend.entry[k - 1].colour) - 15);
    }
    assert_int_equal(kk_legend_find(&legend, 12), 1);
    assert_int_equal(kk_legend_find(&legend, 20), 4);
    assert_int_equal(kk_legend_find(&legend, NAN), -1);
    /* classes 2 … 4 reach from 12 to 18 */
    assert_true(kk_legend_is_unsure(&legend, 10, 16.5) && !kk_legend_is_unsure(&legend, 10, 16));
    assert_false(kk_legend_is_unsure(&legend, NAN, NAN));
}

static void test_what_has_no_figure_of_its_own_makes_no_class(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_NONE);
    m.value[3] = 1000;
    m.status[3] = KK_FIGURE_PARENT;
    m.value[4] = NAN;
    m.status[4] = KK_FIGURE_SECRET;
    m.value[AREAS - 1] = 5000; /* water */
    kk_legend legend = legend_of(&m);
    assert_true(legend.entry[legend.count - 1].high == 20);
    for (size_t i = 0; i < AREAS; i++) m.status[i] = KK_FIGURE_SUPPRESSED;
    legend = legend_of(&m);
    assert_int_equal(legend.count, 0);
    assert_int_equal(kk_legend_find(&legend, 3), -1);
}

static void test_rank_one_is_darkest(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_RANK);
    kk_legend legend = legend_of(&m);
    assert_true(grey(legend.entry[0].colour) < grey(legend.entry[4].colour));
}

static void test_changes_diverge_and_red_is_what_worries(void **state)
{
    (void)state;
    map m;
    init(&m, KK_STATISTIC_CHANGE);
    for (size_t i = 0; i < AREAS; i++) m.value[i] = (double)i - 5;
    kk_legend legend = legend_of(&m);
    assert_true(legend.diverges);
    uint32_t red = kk_colour_diverging(4, 5), blue = kk_colour_diverging(0, 5);
    assert_true(red >> 16 > (red & 0xFF) && (blue & 0xFF) > blue >> 16);
    assert_int_equal(legend.entry[legend.count - 1].colour, red);
    assert_string_equal(legend.entry[0].label_nl, "−5 tot −4");
    m.indicator.direction = KK_DIRECTION_STRENGTH;
    legend = legend_of(&m);
    assert_int_equal(legend.entry[legend.count - 1].colour, blue);
}

static void test_every_category_has_a_colour_of_its_own(void **state)
{
    (void)state;
    for (int part = 0; part < KK_STATISTIC_PARTS; part++) {
        size_t count;
        const kk_category *category = kk_statistic_categories((kk_statistic_part)part, &count);
        if (count == 0) continue;
        map m;
        init(&m, (kk_statistic_part)part);
        kk_legend legend = legend_of(&m);
        assert_true(legend.is_category && legend.count == (int)count && isnan(legend.unsure_width));
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(kk_legend_find(&legend, category[k].code), k);
            assert_string_equal(legend.entry[k].label_nl, category[k].label_nl);
            for (size_t other = 0; other < k; other++)
                assert_int_not_equal(legend.entry[k].colour, legend.entry[other].colour);
        }
        assert_int_equal(kk_legend_find(&legend, 17), -1);
    }
}

static uint32_t colour_of_code(const kk_legend *legend, int code)
{
    int k = kk_legend_find(legend, code);
    assert_true(k >= 0);
    return legend->entry[k].colour;
}

/* A cluster has no direction of its own: red is what worries of its base. */
static void test_categories_are_coloured_as_their_base(void **state)
{
    (void)state;
    static const struct {
        kk_statistic_part part;
        int high, low;
    } parts[] = {{KK_STATISTIC_CLUSTER, 1, 2},
                 {KK_STATISTIC_HOTSPOT, 1, -1},
                 {KK_STATISTIC_FUNNEL, 2, -2},
                 {KK_STATISTIC_SIGNAL, 1, -1}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        map m;
        init(&m, parts[i].part);
        m.indicator.base_direction = KK_DIRECTION_NEED;
        kk_legend need = legend_of(&m);
        m.indicator.base_direction = KK_DIRECTION_STRENGTH;
        kk_legend strength = legend_of(&m);
        assert_int_equal(colour_of_code(&need, parts[i].high), kk_colour_diverging(4, 5));
        assert_int_equal(colour_of_code(&need, parts[i].low), kk_colour_diverging(0, 5));
        assert_int_equal(colour_of_code(&strength, parts[i].high), kk_colour_diverging(0, 5));
        assert_int_equal(colour_of_code(&strength, parts[i].low), kk_colour_diverging(4, 5));
    }
}

static void test_numbers_in_words(void **state)
{
    (void)state;
    char text[40];
    kk_words_number(1234567.891, 1, KK_DUTCH, text, sizeof text);
    assert_string_equal(text, "1.234.567,9");
    kk_words_number(1234567.891, 0, KK_ENGLISH, text, sizeof text);
    assert_string_equal(text, "1,234,568");
    kk_words_number(1234, 0, KK_DUTCH, text, sizeof text);
    assert_string_equal(text, "1234");
    kk_words_number(-0.04, 1, KK_DUTCH, text, sizeof text);
    assert_string_equal(text, "0,0");
    kk_words_number(-12.5, 1, KK_DUTCH, text, sizeof text);
    assert_string_equal(text, "−12,5");
    kk_words_number(NAN, 1, KK_DUTCH, text, sizeof text);
    assert_string_equal(text, "");
    assert_int_equal(kk_words_decimals(1), 0);
    assert_int_equal(kk_words_decimals(0.5), 1);
    assert_int_equal(kk_words_decimals(0.01), 2);
    assert_int_equal(kk_words_decimals(1e-12), 6);
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++)
        for (int language = KK_DUTCH; language <= KK_ENGLISH; language++)
            assert_true(strlen(kk_words_status((kk_figure_status)s, (kk_language)language)) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_classes_with_labels_and_colours),
        cmocka_unit_test(test_what_has_no_figure_of_its_own_makes_no_class),
        cmocka_unit_test(test_rank_one_is_darkest),
        cmocka_unit_test(test_changes_diverge_and_red_is_what_worries),
        cmocka_unit_test(test_every_category_has_a_colour_of_its_own),
        cmocka_unit_test(test_categories_are_coloured_as_their_base),
        cmocka_unit_test(test_numbers_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
