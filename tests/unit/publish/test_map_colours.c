/* SPDX-License-Identifier: EUPL-1.2 */
/* Classes of the guide's maps are told apart with any colour vision: Machado, Oliveira and Fernandes (2009, IEEE TVCG
   15), full loss of one kind of cones; distances in CIELAB (1976, D65). */
#include "unit/publish/fixture.h"

#include "publish/geopackage.h"

enum { KINDS = 4, LEAST_APART = 25, CLASSES_MAX = 5 };
static const kk_config_classes five = {KK_CLASSES_QUANTILES, 5};

static const double seen[KINDS][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
};

typedef struct colour {
    double of[3];
} colour;

static colour times(const double matrix[3][3], colour c)
{
    colour out;
    for (int i = 0; i < 3; i++) out.of[i] = matrix[i][0] * c.of[0] + matrix[i][1] * c.of[1] + matrix[i][2] * c.of[2];
    return out;
}

static colour linear(const double rgb[3])
{
    colour out;
    for (int i = 0; i < 3; i++) {
        double share = rgb[i] / 255;
        out.of[i] = share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
    }
    return out;
}

static colour lab(colour c)
{
    static const double xyz[3][3] = {
        {0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505},
        {0.2126, 0.7152, 0.0722},
        {0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089},
    };
    for (int i = 0; i < 3; i++) c.of[i] = fmin(fmax(c.of[i], 0), 1);
    colour f = times(xyz, c);
    for (int i = 0; i < 3; i++) f.of[i] = f.of[i] > 0.008856 ? cbrt(f.of[i]) : 7.787 * f.of[i] + 16. / 116;
    return (colour){{116 * f.of[1] - 16, 500 * (f.of[0] - f.of[1]), 200 * (f.of[1] - f.of[2])}};
}

static double apart(colour a, colour b)
{
    return hypot(hypot(a.of[0] - b.of[0], a.of[1] - b.of[1]), a.of[2] - b.of[2]);
}

/* The colours of the classes, in the order of the style. */
static size_t read_colours(const char *style, size_t count, colour *out)
{
    size_t found = 0;
    for (const char *at = style; found < count && (at = strstr(at, "k=\"color\" v=\"")) != NULL; at++, found++) {
        double rgb[3];
        assert_int_equal(sscanf(at, "k=\"color\" v=\"%lf,%lf,%lf,255", &rgb[0], &rgb[1], &rgb[2]), 3);
        out[found] = linear(rgb);
    }
    return found;
}

static void check_part(fixture *f, kk_statistic_part part)
{
    const kk_config_indicator indicator = statistic_of_share(part);
    const double none[BUURTEN] = {0};
    const uint8_t status[BUURTEN] = {KK_FIGURE_OK};
    const kk_released_column column = {
        .indicator = &indicator, .level = BUURT, .value = none, .lower = none, .upper = none, .status = status};
    kk_text style = {0};
    kk_style_write(&style, &column, &f->areas.level[BUURT], &five, NULL);
    kk_text_char(&style, '\0');
    assert_false(style.failed);
    size_t count;
    kk_statistic_categories(part, &count);
    colour class[CLASSES_MAX];
    assert_int_equal(read_colours(style.bytes, count, class), count);
    kk_text_clear(&style);
    for (int kind = 0; kind < KINDS; kind++)
        for (size_t a = 0; a < count; a++)
            for (size_t b = a + 1; b < count; b++)
                assert_true(apart(lab(times(seen[kind], class[a])), lab(times(seen[kind], class[b]))) > LEAST_APART);
}

static void test_classes_are_told_apart(void **state)
{
    check_part(*state, KK_GUIDE_CROSSING_USE);
    check_part(*state, KK_GUIDE_CROSSING_SUPPLY);
    check_part(*state, KK_GUIDE_TARGET);
}

/* Black and white are 100 apart; a red and a green that differ for whoever has all cones hardly do without green ones.
 */
static void test_the_distance_is_that_of_cielab(void **state)
{
    (void)state;
    const colour black = linear((double[]){0, 0, 0}), white = linear((double[]){255, 255, 255});
    const colour red = linear((double[]){163, 90, 20}), green = linear((double[]){100, 110, 20});
    assert_near(apart(lab(black), lab(white)), 100, 0.1);
    assert_true(apart(lab(red), lab(green)) > 40);
    assert_true(apart(lab(times(seen[2], red)), lab(times(seen[2], green))) < 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_classes_are_told_apart, begin, end),
        cmocka_unit_test(test_the_distance_is_that_of_cielab),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
