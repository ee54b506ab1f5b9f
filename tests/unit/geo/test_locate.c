/* SPDX-License-Identifier: EUPL-1.2 */
#include "locate_level.h"

#include "geo/locator.h"

static int clear(void **state)
{
    clear_level(*state);
    return 0;
}

static int begin(void **state)
{
    static made_level made;
    *state = &made;
    return 0;
}

/* ---- counted by hand ---- */

static void a_boundary_goes_to_the_lowest(void **state)
{
    made_level *made = *state;
    for (int i = 0; i < 4; i++) {
        add_area(made);
        add_box(made, i % 2 * 10, i / 2 * 10, i % 2 * 10 + 10, i / 2 * 10 + 10);
    }
    finish_level(made, 1);
    const struct {
        double x, y;
        int32_t area;
    } points[] = {{5, 5, 0},   {15, 5, 1},    {5, 15, 2},  {15, 15, 3},   {10, 5, 0}, {5, 10, 0},  {10, 10, 0},
                  {15, 10, 1}, {10, 15, 2},   {20, 20, 3}, {20, 10, 1},   {0, 0, 0},  {0, 20, 2},  {20, 0, 1},
                  {-1, 5, -1}, {20.5, 5, -1}, {5, 21, -1}, {5, -0.1, -1}, {10, 0, 0}, {10, 20, 2}, {20, 15, 3}};
    for (size_t i = 0; i < sizeof points / sizeof points[0]; i++)
        assert_int_equal(kk_locate(made->locator, points[i].x, points[i].y), points[i].area);
    check_boundaries(made);
}

static void holes_enclaves_parts_and_gaps(void **state)
{
    made_level *made = *state;
    add_area(made); /* 0: a box with two holes, and an island */
    add_box(made, 0, 0, 100, 100);
    add_hole(made, 20, 20, 40, 40);
    add_hole(made, 60, 60, 80, 80);
    add_box(made, 200, 0, 210, 10);
    add_area(made); /* 1: fills the first hole */
    add_box(made, 20, 20, 40, 40);
    add_area(made); /* 2: empty */
    add_area(made); /* 3: in the second hole, without filling it */
    add_box(made, 65, 65, 75, 75);
    finish_level(made, 2);
    assert_int_equal(kk_locate(made->locator, 10, 10), 0);
    assert_int_equal(kk_locate(made->locator, 30, 30), 1);
    assert_int_equal(kk_locate(made->locator, 20, 30), 0);
    assert_int_equal(kk_locate(made->locator, 70, 70), 3);
    assert_int_equal(kk_locate(made->locator, 62, 70), -1);
    assert_int_equal(kk_locate(made->locator, 60, 70), 0);
    assert_int_equal(kk_locate(made->locator, 65, 70), 3);
    assert_int_equal(kk_locate(made->locator, 205, 5), 0);
    assert_int_equal(kk_locate(made->locator, 150, 5), -1);
    check_boundaries(made);
}

static void overlapping_areas_go_to_the_lowest(void **state)
{
    made_level *made = *state;
    add_area(made);
    add_box(made, 40, 40, 60, 60);
    add_area(made);
    add_box(made, 0, 0, 50, 50);
    add_area(made);
    add_box(made, 0, 0, 100, 100);
    add_area(made); /* the same once more: never the answer */
    add_box(made, 0, 0, 100, 100);
    finish_level(made, 1);
    assert_int_equal(kk_locate(made->locator, 45, 45), 0);
    assert_int_equal(kk_locate(made->locator, 10, 10), 1);
    assert_int_equal(kk_locate(made->locator, 60, 50), 0);
    assert_int_equal(kk_locate(made->locator, 61, 50), 2);
    assert_int_equal(kk_locate(made->locator, 100, 100), 2);
    check_boundaries(made);
}

static void nothing_is_in_nothing(void **state)
{
    made_level *made = *state;
    finish_level(made, 2);
    assert_int_equal(kk_locate(made->locator, 0, 0), -1);
    clear_level(made);
    for (int i = 0; i < 3; i++) add_area(made);
    finish_level(made, 2);
    assert_int_equal(kk_locate(made->locator, 0, 0), -1);
    assert_int_equal(kk_locate(made->locator, NAN, NAN), -1);
    kk_locator_free(NULL);
}

static void what_is_no_point_is_in_none(void **state)
{
    made_level *made = *state;
    add_area(made);
    add_box(made, -1e6, -1e6, 1e6, 1e6);
    finish_level(made, 1);
    const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 1e6 + 1};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        assert_int_equal(kk_locate(made->locator, odd[i], 0), -1);
        assert_int_equal(kk_locate(made->locator, 0, odd[i]), -1);
    }
    assert_int_equal(kk_locate(made->locator, 0, 0), 0);
    assert_int_equal(kk_locate(made->locator, 5e-324, -5e-324), 0);
}

static void a_boundary_of_nowhere_is_an_error(void **state)
{
    made_level *made = *state;
    const double wrong[] = {NAN, INFINITY, -1e101};
    const char *const messages[] = {
        "a boundary of the buurten has a point at 5 nan; points are in metres of RD New (EPSG:28992)",
        "a boundary of the buurten has a point at 5 inf; points are in metres of RD New (EPSG:28992)",
        "a boundary of the buurten has a point at 5 -1e+101; points are in metres of RD New (EPSG:28992)",
    };
    add_area(made);
    add_part(made, (double[]){0, 0, 9, 0, 5, 5}, 3);
    finish_level(made, 1);
    for (int i = 0; i < 3; i++) {
        kk_error err;
        kk_locator *locator;
        made->level.shape.xy[5] = wrong[i];
        assert_int_equal(kk_locator_new(&made->level, 1, &locator, &err), KK_ERR_INPUT);
        assert_null(locator);
        assert_string_equal(err.message, messages[i]);
    }
}

/* ---- against every edge in 113 bits ---- */

/* A net of boundaries that neighbours share, each side of `pieces` edges; every tenth area is left out, one is empty.
 */
typedef struct fence {
    size_t side, pieces;
    double west, south, size;
} fence;

static void put_corner(const fence *net, size_t column, size_t row, double *to)
{
    uint64_t state = 1 + column * 1000003 + row * 7919;
    next_random(&state);
    to[0] = net->west + net->size * ((double)column + 0.6 * next_random(&state));
    to[1] = net->south + net->size * ((double)row + 0.6 * next_random(&state));
}

/* The edges from one corner to another, the same both ways; without the last point. */
static size_t put_side(const fence *net, const size_t from[2], const size_t to[2], double *xy)
{
    bool is_back = from[0] > to[0] || from[1] > to[1];
    const size_t *first = is_back ? to : from, *last = is_back ? from : to;
    double a[2], b[2];
    put_corner(net, first[0], first[1], a);
    put_corner(net, last[0], last[1], b);
    for (size_t i = 0; i < net->pieces; i++) {
        size_t step = is_back ? net->pieces - i : i;
        uint64_t state = 77 + first[0] * 523 + first[1] * 10007 + last[0] * 3 + step * 101;
        double t = (double)step / (double)net->pieces, bend = step == 0 || step == net->pieces ? 0 : 0.1 * net->size;
        next_random(&state);
        xy[2 * i] = a[0] + t * (b[0] - a[0]) + bend * (next_random(&state) - 0.5);
        xy[2 * i + 1] = a[1] + t * (b[1] - a[1]) + bend * (next_random(&state) - 0.5);
        if (step == net->pieces) memcpy(xy + 2 * i, b, sizeof b);
    }
    return net->pieces;
}

static void add_net(made_level *made, const fence *net)
{
    double *xy = malloc(4 * net->pieces * 2 * sizeof *xy);
    assert_non_null(xy);
    for (size_t i = 0; i < net->side * net->side; i++) {
        size_t c = i % net->side, r = i / net->side, used = 0;
        const size_t corner[5][2] = {{c, r}, {c + 1, r}, {c + 1, r + 1}, {c, r + 1}, {c, r}};
        if (i % 10 == 7) continue;
        add_area(made);
        if (i == 12) continue;
        for (int s = 0; s < 4; s++) used += put_side(net, corner[s], corner[s + 1], xy + 2 * used);
        add_part(made, xy, used);
    }
    free(xy);
}

/* A star of `points` points around (x, y). */
static void add_star(made_level *made, double x, double y, double radius, size_t points)
{
    double *xy = malloc(2 * points * sizeof *xy);
    assert_non_null(xy);
    for (size_t i = 0; i < points; i++) {
        double angle = 2 * M_PI * (double)i / (double)points, far = i % 2 == 0 ? radius : radius / 50;
        xy[2 * i] = x + far * cos(angle);
        xy[2 * i + 1] = y + far * sin(angle);
    }
    add_part(made, xy, points);
    free(xy);
}

static void check_random(const made_level *made, size_t count)
{
    const kk_locator *locator = made->locator;
    uint64_t state = 20240101;
    for (size_t i = 0; i < count; i++) {
        double x = next_random(&state) * 1.02 - 0.01, y = next_random(&state) * 1.02 - 0.01;
        check_located(made, locator->low.x + x * (locator->high.x - locator->low.x),
                      locator->low.y + y * (locator->high.y - locator->low.y));
    }
}

/* Corners of the index's own cells of every size. */
static void check_cell_corners(const made_level *made, size_t count)
{
    uint64_t state = 5;
    for (size_t i = 0; i < count; i++) {
        int shift = (int)(i % 9) * KK_CELL_BITS + KK_CELL_BITS;
        uint32_t x = (uint32_t)(next_random(&state) * (1 << KK_UNIT_BITS)) >> shift << shift;
        uint32_t y = (uint32_t)(next_random(&state) * (1 << KK_UNIT_BITS)) >> shift << shift;
        kk_point corner = kk_point_of(made->locator, x, y);
        check_around(made, corner.x, corner.y);
    }
}

static void a_net_of_areas(void **state)
{
    made_level *made = *state;
    add_net(made, &(fence){.side = 6, .pieces = 9, .west = 140000, .south = 460000, .size = 900});
    finish_level(made, 2);
    check_boundaries(made);
    check_random(made, 4000);
    check_cell_corners(made, 500);
}

static void a_net_under_stars(void **state)
{
    made_level *made = *state;
    add_area(made);
    add_star(made, 143000, 463000, 4000, 40);
    add_net(made, &(fence){.side = 5, .pieces = 3, .west = 140000, .south = 460000, .size = 1100});
    add_area(made);
    add_star(made, 144000, 462000, 3000, 300);
    add_area(made);
    add_star(made, 300000, 462000, 30, 9);
    add_star(made, 300000, 600000, 30, 9);
    finish_level(made, 2);
    check_boundaries(made);
    check_random(made, 4000);
    check_cell_corners(made, 500);
}

/* Boundaries along the lines of the index's own cells, through its references, with stars there to divide them. */
static void boundaries_along_the_cells(void **state)
{
    enum { LINES = 8 };
    made_level *made = *state;
    add_area(made);
    add_box(made, 131072, 262144, 196608, 327680);
    finish_level(made, 1);
    kk_point line[LINES];
    for (uint32_t i = 0; i < LINES; i++) line[i] = kk_point_of(made->locator, i << KK_TOP_SHIFT, i << KK_TOP_SHIFT);
    clear_level(made);
    for (int i = 1; i + 1 < LINES; i++) {
        add_area(made);
        add_box(made, line[i].x, line[1].y, line[i + 1].x, line[2].y);
        add_area(made);
        add_part(made, (double[]){line[i].x, line[3].y, line[i + 1].x, line[3].y, line[i].x, line[6].y}, 3);
        add_area(made);
        add_star(made, line[i].x, line[2].y, 500, 12);
        add_star(made, line[i].x, line[6].y, 300, 20);
    }
    add_area(made);
    add_box(made, 131072, 262144, 196608, 327680);
    finish_level(made, 1);
    for (int i = 1; i < LINES * LINES; i++) check_around(made, line[i % LINES].x, line[i / LINES].y);
    check_boundaries(made);
    check_random(made, 2000);
    check_cell_corners(made, 2000);
}

/* So long that a determinant in doubles is wrong about the doubles beside them. */
static void edges_across_the_country(void **state)
{
    made_level *made = *state;
    for (int i = 0; i < 30; i++) {
        add_area(made);
        add_part(made,
                 (double[]){131073.3, 300000.7, 1000000.1, 300000.9 + i * 24000.7, 1000000.1, 308000.3 + i * 24000.7},
                 3);
    }
    finish_level(made, 2);
    check_boundaries(made);
    for (int i = 1; i < 6000; i++) {
        double t = i % 200 / 200.0;
        check_around(made, 131073.3 + t * (1000000.1 - 131073.3), 300000.7 + t * (0.2 + i / 200 * 24000.7));
    }
}

/* Triangles and points on a lattice of neighbouring doubles: all that the index knows of them are some units. */
static void areas_of_some_roundings(void **state)
{
    enum { SIDE = 700, AREAS = 120, POINTS = 20000 };
    const double step_x = nextafter(150000, 2e5) - 150000, step_y = nextafter(450000, 5e5) - 450000;
    made_level *made = *state;
    uint64_t random = 11;
    for (int i = 0; i < AREAS; i++) {
        double xy[6], west = next_random(&random) * SIDE, south = next_random(&random) * SIDE;
        for (int k = 0; k < 6; k += 2) {
            xy[k] = 150000 + floor(west + next_random(&random) * SIDE / 6) * step_x;
            xy[k + 1] = 450000 + floor(south + next_random(&random) * SIDE / 6) * step_y;
        }
        add_area(made);
        add_part(made, xy, 3);
    }
    finish_level(made, 1);
    check_boundaries(made);
    for (int i = 0; i < POINTS; i++)
        check_located(made, 150000 + floor(next_random(&random) * SIDE) * step_x,
                      450000 + floor(next_random(&random) * SIDE) * step_y);
}

/* More edges at one point than a cell may have, and boundaries that run side by side through all cells. */
static void cells_that_cannot_be_divided(void **state)
{
    made_level *made = *state;
    for (int i = 0; i < 60; i++) {
        double angle = 2 * M_PI * i / 60, next = 2 * M_PI * (i + 1) / 60;
        add_area(made);
        add_part(made,
                 (double[]){150000, 450000, 150000 + 999 * cos(angle), 450000 + 999 * sin(angle),
                            150000 + 999 * cos(next), 450000 + 999 * sin(next)},
                 3);
    }
    for (int i = 0; i < 400; i++) {
        double south = 451000 + i * 0.25;
        add_area(made);
        add_part(made, (double[]){149000, south, 151000, south + 0.125, 151000, south + 0.25, 149000, south + 0.125},
                 4);
    }
    finish_level(made, 2);
    check_around(made, 150000, 450000);
    check_random(made, 3000);
    uint64_t random = 3;
    for (int i = 0; i < 1500; i++) {
        check_located(made, 150000 + next_random(&random) - 0.5, 450000 + next_random(&random) - 0.5);
        check_located(made, 149000 + 2000 * next_random(&random), 451000 + 100 * next_random(&random));
    }
}

/* The whole of an area is smaller than a rounding of the others' coordinates, or larger than the country by far. */
static void areas_of_any_size(void **state)
{
    made_level *made = *state;
    add_area(made);
    add_box(made, 150000, 450000, nextafter(150000, 2e5), nextafter(450000, 5e5));
    add_area(made);
    add_part(made, (double[]){149999, 449999, 150001, 449999, 150000, 450001}, 3);
    finish_level(made, 1);
    check_boundaries(made);
    clear_level(made);
    add_area(made);
    add_box(made, 150000, 450000, nextafter(150000, 2e5), nextafter(450000, 5e5));
    finish_level(made, 1);
    check_boundaries(made);
    clear_level(made);
    add_area(made);
    add_box(made, 0, 0, 0, 0);
    add_area(made);
    add_box(made, -1e99, -1e99, 1e99, 1e99);
    finish_level(made, 1);
    assert_int_equal(kk_locate(made->locator, 0, 0), 0);
    assert_int_equal(kk_locate(made->locator, 1, 0), 1);
    assert_int_equal(kk_locate(made->locator, 1e99, -1e99), 1);
    assert_int_equal(kk_locate(made->locator, nextafter(1e99, 2e99), 0), -1);
}

/* ---- threads ---- */

static void any_number_of_threads_gives_the_same(void **state)
{
    enum { POINTS = 20000 };
    made_level *made = *state;
    add_net(made, &(fence){.side = 9, .pieces = 20, .west = 140000, .south = 460000, .size = 700});
    finish_level(made, 1);
    double *xy = malloc(2 * POINTS * sizeof *xy);
    int32_t *one = malloc(POINTS * sizeof *one), *many = malloc(POINTS * sizeof *many);
    assert_true(xy != NULL && one != NULL && many != NULL);
    uint64_t random = 9;
    for (size_t i = 0; i < POINTS; i++) {
        xy[2 * i] = 139900 + 6900 * next_random(&random);
        xy[2 * i + 1] = 459900 + 6900 * next_random(&random);
        one[i] = kk_locate(made->locator, xy[2 * i], xy[2 * i + 1]);
    }
    for (int threads = 1; threads <= 4; threads++) {
        finish_level(made, threads);
        memset(many, 0x55, POINTS * sizeof *many);
        kk_locate_all(made->locator, xy, POINTS, threads, many);
        assert_memory_equal(one, many, POINTS * sizeof *many);
    }
    kk_locate_all(made->locator, xy, 0, 2, NULL);
    free(xy);
    free(one);
    free(many);
}

/* ---- a point within ---- */

static void the_inner_point_is_inside(void **state)
{
    made_level *made = *state;
    kk_error err;
    double xy[2];
    add_area(made); /* a U: its middle is outside */
    add_part(made, (double[]){0, 0, 90, 0, 90, 90, 80, 90, 80, 10, 10, 10, 10, 90, 0, 90}, 8);
    add_area(made);
    add_area(made); /* a ring: its middle is in the hole */
    add_box(made, 100, 100, 200, 200);
    add_hole(made, 110, 110, 190, 190);
    finish_level(made, 1);
    for (size_t i = 0; i < 3; i += 2) {
        assert_int_equal(kk_polygons_inner_point(&made->level.shape, i, xy, &err), KK_OK);
        assert_int_equal(kk_locate(made->locator, xy[0], xy[1]), i);
    }
    assert_int_equal(kk_polygons_inner_point(&made->level.shape, 1, xy, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "area 2 of the level has no shape, so no point lies in it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_boundary_goes_to_the_lowest, begin, clear),
        cmocka_unit_test_setup_teardown(holes_enclaves_parts_and_gaps, begin, clear),
        cmocka_unit_test_setup_teardown(overlapping_areas_go_to_the_lowest, begin, clear),
        cmocka_unit_test_setup_teardown(nothing_is_in_nothing, begin, clear),
        cmocka_unit_test_setup_teardown(what_is_no_point_is_in_none, begin, clear),
        cmocka_unit_test_setup_teardown(a_boundary_of_nowhere_is_an_error, begin, clear),
        cmocka_unit_test_setup_teardown(a_net_of_areas, begin, clear),
        cmocka_unit_test_setup_teardown(a_net_under_stars, begin, clear),
        cmocka_unit_test_setup_teardown(boundaries_along_the_cells, begin, clear),
        cmocka_unit_test_setup_teardown(edges_across_the_country, begin, clear),
        cmocka_unit_test_setup_teardown(areas_of_some_roundings, begin, clear),
        cmocka_unit_test_setup_teardown(cells_that_cannot_be_divided, begin, clear),
        cmocka_unit_test_setup_teardown(areas_of_any_size, begin, clear),
        cmocka_unit_test_setup_teardown(any_number_of_threads_gives_the_same, begin, clear),
        cmocka_unit_test_setup_teardown(the_inner_point_is_inside, begin, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
