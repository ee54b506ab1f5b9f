/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "core/wkb.h"

/* A triangle with a triangular hole, a second triangle; an area without a shape; a triangle. */
static double xy[] = {0,  0, 9,  0, 0,  9, 0,  0, 1,    1, 1, 2, 2, 1, 1,    1,
                      20, 0, 29, 0, 20, 9, 20, 0, -1.5, 0, 1, 0, 0, 1, -1.5, 0};
static uint32_t parts[] = {0, 2, 2, 3}, rings[] = {0, 2, 3, 4}, points[] = {0, 4, 8, 12, 16};
static const kk_polygons polygons = {3, 3, 4, 16, parts, rings, points, xy};

static uint32_t number_at(const uint8_t *bytes, size_t offset)
{
    uint32_t number;
    memcpy(&number, bytes + offset, sizeof number);
    return number;
}

static double coordinate_at(const uint8_t *bytes, size_t offset)
{
    double coordinate;
    memcpy(&coordinate, bytes + offset, sizeof coordinate);
    return coordinate;
}

/* Writes area `i` between two guards, and gives its bytes. */
static const uint8_t *write_area(size_t i, size_t expected_size)
{
    static uint8_t room[600];
    memset(room, 0xAA, sizeof room);
    assert_int_equal(kk_wkb_size(&polygons, i, 28992), expected_size);
    kk_wkb_write(&polygons, i, 28992, room + 1);
    assert_int_equal(room[0], 0xAA);
    assert_int_equal(room[expected_size + 1], 0xAA);
    return room + 1;
}

static void test_pieces_and_holes(void **state)
{
    (void)state;
    const uint8_t *bytes = write_area(0, 13 + 9 + (4 + 64) + (4 + 64) + 9 + (4 + 64));
    const uint32_t one = 1;
    assert_int_equal(bytes[0], *(const uint8_t *)&one);
    assert_int_equal(number_at(bytes, 1), 0x20000006);
    assert_int_equal(number_at(bytes, 5), 28992);
    assert_int_equal(number_at(bytes, 9), 2);
    assert_int_equal(bytes[13], bytes[0]);
    assert_int_equal(number_at(bytes, 14), 3);
    assert_int_equal(number_at(bytes, 18), 2);
    assert_int_equal(number_at(bytes, 22), 4);
    assert_near(coordinate_at(bytes, 26 + 16), 9, 0);
    assert_int_equal(number_at(bytes, 90), 4);
    assert_near(coordinate_at(bytes, 94), 1, 0);
    assert_int_equal(number_at(bytes, 159), 3);
    assert_int_equal(number_at(bytes, 163), 1);
    assert_near(coordinate_at(bytes, 171), 20, 0);
}

static void test_no_shape(void **state)
{
    (void)state;
    const uint8_t *bytes = write_area(1, 13);
    assert_int_equal(number_at(bytes, 1), 0x20000006);
    assert_int_equal(number_at(bytes, 9), 0);
}

static void test_the_last_area(void **state)
{
    (void)state;
    const uint8_t *bytes = write_area(2, 13 + 9 + 4 + 64);
    assert_int_equal(number_at(bytes, 9), 1);
    assert_near(coordinate_at(bytes, 26), -1.5, 0);
    assert_near(coordinate_at(bytes, 26 + 48), -1.5, 0);
}

static void test_without_srid(void **state)
{
    (void)state;
    uint8_t room[600];
    size_t size = 9 + 9 + 4 + 64;
    assert_int_equal(kk_wkb_size(&polygons, 2, 0), size);
    memset(room, 0xAA, sizeof room);
    kk_wkb_write(&polygons, 2, 0, room);
    assert_int_equal(number_at(room, 1), 6);
    assert_int_equal(number_at(room, 5), 1);
    assert_int_equal(number_at(room, 10), 3);
    assert_near(coordinate_at(room, 22), -1.5, 0);
    assert_int_equal(room[size], 0xAA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_and_holes),
        cmocka_unit_test(test_no_shape),
        cmocka_unit_test(test_the_last_area),
        cmocka_unit_test(test_without_srid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
