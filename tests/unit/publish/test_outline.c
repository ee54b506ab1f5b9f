/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/shape_builder.h"
#include "publish/outline.h"

/* Shapes given in millionths of a degree: their points are projected already. */
typedef struct fixture {
    kk_shape_builder builder;
    kk_outline outline;
    kk_text text;
} fixture;

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    kk_shape_builder_init(&f->builder);
    *state = f;
    return f == NULL;
}

static int end(void **state)
{
    fixture *f = *state;
    kk_shape_builder_clear(&f->builder);
    kk_outline_clear(&f->outline);
    kk_text_clear(&f->text);
    free(f);
    return 0;
}

static void add_ring(fixture *f, size_t points, const double *millionths)
{
    assert_int_equal(kk_shape_add_ring(&f->builder), 0);
    double *xy = kk_shape_add_points(&f->builder, points);
    assert_non_null(xy);
    for (size_t i = 0; i < 2 * points; i++) xy[i] = millionths[i];
}

static void add_area(fixture *f)
{
    assert_int_equal(kk_shape_add_area(&f->builder), 0);
}

static void add_part(fixture *f)
{
    assert_int_equal(kk_shape_add_part(&f->builder), 0);
}

static void check_area(fixture *f, size_t area, const char *expected)
{
    assert_int_equal(kk_shape_seal(&f->builder), 0);
    const kk_polygons *shape = &f->builder.shape;
    kk_micro_point *points = calloc(shape->point_count + 1, sizeof *points);
    assert_non_null(points);
    for (size_t q = 0; q < shape->point_count; q++)
        points[q] = (kk_micro_point){(int32_t)lround(shape->xy[2 * q]), (int32_t)lround(shape->xy[2 * q + 1])};
    assert_true(kk_outline_read(&f->outline, shape, area, points + kk_outline_first_point(shape, area)));
    free(points);
    f->text.length = 0;
    kk_outline_write(&f->outline, &f->text);
    kk_text_char(&f->text, '\0');
    assert_string_equal(f->text.bytes, expected);
}

static const double left_turning[] = {0, 0, 9, 0, 9, 9, 0, 9, 0, 0}, right_turning[] = {0, 0, 0, 9, 9, 9, 9, 0, 0, 0};
static const double hole_left[] = {2, 2, 4, 2, 4, 4, 2, 2}, hole_right[] = {2, 2, 4, 4, 4, 2, 2, 2};

static void rings_turn_by_the_right_hand(void **state)
{
    fixture *f = *state;
    const char *expected = "{\"type\":\"Polygon\",\"coordinates\":["
                           "[[0,0],[0.000009,0],[0.000009,0.000009],[0,0.000009],[0,0]],"
                           "[[0.000002,0.000002],[0.000004,0.000004],[0.000004,0.000002],[0.000002,0.000002]]]}";
    const double *exteriors[] = {left_turning, right_turning}, *holes[] = {hole_left, hole_right};
    for (size_t i = 0; i < 4; i++) {
        add_area(f);
        add_part(f);
        add_ring(f, 5, exteriors[i / 2]);
        add_ring(f, 4, holes[i % 2]);
        check_area(f, i, expected);
        assert_int_equal(f->outline.box.west, 0);
        assert_int_equal(f->outline.box.north, 9);
    }
}

static void an_area_far_from_the_origin_turns_as_well(void **state)
{
    fixture *f = *state;
    const double far[] = {179999990, 89999990, 179999990, 90000000, 180000000, 90000000, 179999990, 89999990};
    add_area(f);
    add_part(f);
    add_ring(f, 4, far);
    check_area(f, 0,
               "{\"type\":\"Polygon\",\"coordinates\":[[[179.99999,89.99999],[180,90],[179.99999,90],"
               "[179.99999,89.99999]]]}");
}

static void repeated_points_are_written_once(void **state)
{
    fixture *f = *state;
    const double repeated[] = {0, 0, 0.2, 0.3, 9, 0, 9, 0, 9, 9, 8.6, 9.4, 0, 0, 0, 0};
    add_area(f);
    add_part(f);
    add_ring(f, 8, repeated);
    check_area(f, 0, "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[0.000009,0],[0.000009,0.000009],[0,0]]]}");
}

static void collapsed_rings_are_left_out(void **state)
{
    fixture *f = *state;
    const double speck[] = {1, 1, 1.4, 1, 1.4, 1.4, 1, 1}, needle[] = {1, 1, 5, 1, 7, 1, 5, 1, 1, 1};
    add_area(f);
    add_part(f);
    add_ring(f, 5, left_turning);
    add_ring(f, 4, speck);
    add_ring(f, 5, needle);
    add_ring(f, 4, hole_left);
    add_part(f);
    add_ring(f, 4, speck);
    add_ring(f, 4, hole_left);
    check_area(f, 0,
               "{\"type\":\"Polygon\",\"coordinates\":["
               "[[0,0],[0.000009,0],[0.000009,0.000009],[0,0.000009],[0,0]],"
               "[[0.000002,0.000002],[0.000004,0.000004],[0.000004,0.000002],[0.000002,0.000002]]]}");
    assert_int_equal(f->outline.part_count, 1);
}

static void an_area_of_specks_stays_on_the_map(void **state)
{
    fixture *f = *state;
    const double speck[] = {1, 1, 1.4, 1, 1.4, 1.6, 1, 1};
    add_area(f);
    add_part(f);
    add_ring(f, 4, speck);
    add_part(f);
    add_ring(f, 4, speck);
    check_area(f, 0,
               "{\"type\":\"Polygon\",\"coordinates\":[[[0.000001,0.000001],[0.000001,0.000001],"
               "[0.000001,0.000002],[0.000001,0.000001]]]}");
    assert_false(kk_micro_box_is_empty(&f->outline.box));
}

static void parts_become_a_multipolygon(void **state)
{
    fixture *f = *state;
    add_area(f);
    add_part(f);
    add_ring(f, 4, hole_left);
    add_part(f);
    add_ring(f, 5, left_turning);
    add_ring(f, 4, hole_left);
    check_area(f, 0,
               "{\"type\":\"MultiPolygon\",\"coordinates\":["
               "[[[0.000002,0.000002],[0.000004,0.000002],[0.000004,0.000004],[0.000002,0.000002]]],"
               "[[[0,0],[0.000009,0],[0.000009,0.000009],[0,0.000009],[0,0]],"
               "[[0.000002,0.000002],[0.000004,0.000004],[0.000004,0.000002],[0.000002,0.000002]]]]}");
}

static void an_empty_area_is_null(void **state)
{
    fixture *f = *state;
    add_area(f);
    add_area(f);
    add_part(f);
    add_ring(f, 5, left_turning);
    add_area(f);
    check_area(f, 0, "null");
    assert_true(kk_micro_box_is_empty(&f->outline.box));
    check_area(f, 2, "null");
}

static void boxes_grow(void **state)
{
    fixture *f = *state;
    kk_micro_box box = kk_micro_box_empty(), other = {-5000000, 1, 20, 52155170};
    kk_micro_box_merge(&box, &(kk_micro_box){1, 2, 3, 4});
    kk_micro_box_merge(&box, &other);
    other = kk_micro_box_empty();
    kk_micro_box_merge(&box, &other);
    kk_micro_box_write(&f->text, &box);
    kk_text_char(&f->text, '\0');
    assert_string_equal(f->text.bytes, "[-5,0.000001,0.00002,52.15517]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rings_turn_by_the_right_hand, begin, end),
        cmocka_unit_test_setup_teardown(an_area_far_from_the_origin_turns_as_well, begin, end),
        cmocka_unit_test_setup_teardown(repeated_points_are_written_once, begin, end),
        cmocka_unit_test_setup_teardown(collapsed_rings_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(an_area_of_specks_stays_on_the_map, begin, end),
        cmocka_unit_test_setup_teardown(parts_become_a_multipolygon, begin, end),
        cmocka_unit_test_setup_teardown(an_empty_area_is_null, begin, end),
        cmocka_unit_test_setup_teardown(boxes_grow, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
