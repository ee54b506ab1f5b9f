/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/geo.h"

#include <math.h>
#include <proj.h>
#include <sys/wait.h>
#include <unistd.h>

enum { POINTS = 8 };

static const double rd_xy[2 * POINTS] = {155000, 463000, 121687, 487484, 93746,  436942, 233883, 582065,
                                         176135, 317654, 13600,  370000, 276000, 573000, 112000, 560000};

/*
 * An independent way from RD to longitude and latitude: the polynomials of Schreutelkamp & Strang van Hees (2001),
 * "Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten", within 0.25 m of RDNAPTRANS.
 */
typedef struct term {
    int p, q;
    double seconds;
} term;

static double polynomial(const term *terms, size_t count, double x, double y)
{
    double dx = (x - 155000) * 1e-5, dy = (y - 463000) * 1e-5, sum = 0;
    for (size_t i = 0; i < count; i++) sum += terms[i].seconds * pow(dx, terms[i].p) * pow(dy, terms[i].q);
    return sum / 3600;
}

static double approximate_lat(double x, double y)
{
    static const term terms[] = {{0, 1, 3235.65389}, {2, 0, -32.58297}, {0, 2, -0.24750}, {2, 1, -0.84978},
                                 {0, 3, -0.06550},   {2, 2, -0.01709},  {1, 0, -0.00738}, {4, 0, 0.00530},
                                 {2, 3, -0.00039},   {4, 1, 0.00033},   {1, 1, -0.00012}};
    return 52.15517440 + polynomial(terms, sizeof terms / sizeof terms[0], x, y);
}

static double approximate_lon(double x, double y)
{
    static const term terms[] = {{1, 0, 5260.52916}, {1, 1, 105.94684}, {1, 2, 2.45656},  {3, 0, -0.81885},
                                 {1, 3, 0.05594},    {3, 1, -0.05607},  {0, 1, 0.01199},  {3, 2, -0.00256},
                                 {1, 4, 0.00128},    {0, 2, 0.00022},   {2, 0, -0.00022}, {5, 0, 0.00026}};
    return 5.38720621 + polynomial(terms, sizeof terms / sizeof terms[0], x, y);
}

static kk_wgs84 *open_wgs84(void)
{
    kk_wgs84 *wgs84;
    kk_error err;
    assert_int_equal(kk_wgs84_open(&wgs84, &err), KK_OK);
    assert_non_null(wgs84);
    return wgs84;
}

/* The origin of RD, in ETRS89 by RDNAPTRANS; without that grid PROJ is right to about a metre (1.5e-5 degrees). */
static void amersfoort_is_where_it_is(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    kk_error err;
    double lonlat[2];
    assert_int_equal(kk_wgs84_lonlat(wgs84, rd_xy, 1, lonlat, &err), KK_OK);
    assert_near(lonlat[0], 5.38720621, 1.5e-5);
    assert_near(lonlat[1], 52.15517440, 1e-5);
    kk_wgs84_close(wgs84);
}

static void the_country_is_where_it_is(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    kk_error err;
    double lonlat[2 * POINTS];
    assert_int_equal(kk_wgs84_lonlat(wgs84, rd_xy, POINTS, lonlat, &err), KK_OK);
    for (size_t i = 0; i < POINTS; i++) {
        double x = rd_xy[2 * i], y = rd_xy[2 * i + 1];
        assert_near(lonlat[2 * i], approximate_lon(x, y), 1.5e-5);
        assert_near(lonlat[2 * i + 1], approximate_lat(x, y), 1e-5);
    }
    kk_wgs84_close(wgs84);
}

static void two_handles_and_any_division_give_the_same(void **state)
{
    (void)state;
    kk_wgs84 *first = open_wgs84(), *second = open_wgs84();
    kk_error err;
    double together[2 * POINTS], apart[2 * POINTS];
    assert_int_equal(kk_wgs84_lonlat(first, rd_xy, POINTS, together, &err), KK_OK);
    for (size_t i = POINTS; i-- > 0;)
        assert_int_equal(kk_wgs84_lonlat(second, rd_xy + 2 * i, 1, apart + 2 * i, &err), KK_OK);
    assert_memory_equal(together, apart, sizeof together);
    kk_wgs84_close(first);
    kk_wgs84_close(second);
}

static void the_way_back_leads_home(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    kk_error err;
    double points[2 * POINTS];
    assert_int_equal(kk_wgs84_lonlat(wgs84, rd_xy, POINTS, points, &err), KK_OK);
    kk_wgs84_rd(wgs84, points, POINTS);
    for (size_t i = 0; i < 2 * POINTS; i++) assert_near(points[i], rd_xy[i], 1e-3);
    kk_wgs84_rd(wgs84, points, 0);
    kk_wgs84_close(wgs84);
}

static void there_is_no_way_back_from_nowhere(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    double points[] = {5, NAN, 5.38720621, 52.15517440, INFINITY, 52};
    kk_wgs84_rd(wgs84, points, 3);
    assert_true(isnan(points[0]) && isnan(points[1]) && isnan(points[4]) && isnan(points[5]));
    assert_near(points[2], 155000, 1);
    assert_near(points[3], 463000, 1);
    kk_wgs84_close(wgs84);
}

/* PROJ's best operation without a grid, as it is. */
static PJ *open_proj(PJ_CONTEXT *context)
{
    PJ *rd = proj_create(context, "EPSG:28992"), *wgs84 = proj_create(context, "EPSG:4326");
    PJ_OPERATION_FACTORY_CONTEXT *factory = proj_create_operation_factory_context(context, NULL);
    proj_operation_factory_context_set_area_of_interest(context, factory, 3.2, 50.75, 7.22, 53.7);
    proj_operation_factory_context_set_spatial_criterion(context, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(context, factory,
                                                             PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    PJ_OBJ_LIST *found = proj_create_operations(context, rd, wgs84, factory);
    PJ *first = proj_list_get(context, found, 0), *usual = proj_normalize_for_visualization(context, first);
    proj_destroy(first);
    proj_list_destroy(found);
    proj_operation_factory_context_destroy(factory);
    proj_destroy(rd);
    proj_destroy(wgs84);
    return usual;
}

/* In the whole domain of RD and beyond, also where squares meet. */
static void results_are_those_of_proj(void **state)
{
    (void)state;
    enum { MANY = 200000 };
    PJ_CONTEXT *context = proj_context_create();
    PJ *proj = open_proj(context);
    kk_wgs84 *wgs84 = open_wgs84();
    double furthest = 0;
    for (uint64_t i = 0; i < MANY; i++) {
        uint64_t mixed = (i + 1) * 0x9E3779B97F4A7C15u;
        double xy[2] = {-60000 + (double)(mixed >> 32) * 420000 / 4294967296.0,
                        260000 + (double)(mixed & 0xFFFFFFFFu) * 420000 / 4294967296.0};
        if (i % 4 == 0) xy[0] = -32768 + 16384.0 * (double)(i % 22);
        double lonlat[2];
        kk_error err;
        assert_int_equal(kk_wgs84_lonlat(wgs84, xy, 1, lonlat, &err), KK_OK);
        PJ_COORD way = proj_trans(proj, PJ_FWD, proj_coord(xy[0], xy[1], 0, 0));
        furthest = fmax(furthest, fmax(fabs(lonlat[0] - way.xy.x), fabs(lonlat[1] - way.xy.y)));
    }
    if (furthest > 1e-12) fail_msg("%.3g degrees from PROJ", furthest);
    kk_wgs84_close(wgs84);
    proj_destroy(proj);
    proj_context_destroy(context);
}

static void no_points_are_no_trouble(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    kk_error err;
    double lonlat[2] = {1, 2};
    assert_int_equal(kk_wgs84_lonlat(wgs84, rd_xy, 0, lonlat, &err), KK_OK);
    assert_true(lonlat[0] == 1 && lonlat[1] == 2);
    kk_wgs84_close(wgs84);
    kk_wgs84_close(NULL);
}

static void a_point_that_is_nowhere_is_an_error(void **state)
{
    (void)state;
    kk_wgs84 *wgs84 = open_wgs84();
    kk_error err;
    const double xy[] = {155000, 463000, 155000, NAN};
    double lonlat[4];
    assert_int_equal(kk_wgs84_lonlat(wgs84, xy, 2, lonlat, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "the point 155000.000 nan has no longitude and latitude; are these RD coordinates "
                                     "(EPSG:28992)?");
    kk_wgs84_close(wgs84);
}

static void the_operation_has_a_name_and_an_accuracy(void **state)
{
    (void)state;
    char text[200], small[8];
    double accuracy = -1;
    kk_error err;
    assert_int_equal(kk_wgs84_operation(text, sizeof text, &accuracy, &err), KK_OK);
    assert_contains(text, "Amersfoort to WGS 84");
    assert_true(accuracy > 0 && accuracy <= 1);
    assert_int_equal(kk_wgs84_operation(small, sizeof small, &accuracy, &err), KK_OK);
    assert_int_equal(strlen(small), 7);
}

/* In a process of its own: PROJ looks for its database once. */
static void without_a_database_proj_says_so(void **state)
{
    (void)state;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        kk_wgs84 *wgs84;
        kk_error err = {0};
        setenv("PROJ_LIB", "/nowhere", 1);
        setenv("PROJ_DATA", "/nowhere", 1);
        kk_status status = kk_wgs84_open(&wgs84, &err);
        _exit(status == KK_ERR_INTERNAL && wgs84 == NULL && strstr(err.message, "proj.db") != NULL ? 0 : 1);
    }
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_int_equal(result, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amersfoort_is_where_it_is),
        cmocka_unit_test(the_country_is_where_it_is),
        cmocka_unit_test(two_handles_and_any_division_give_the_same),
        cmocka_unit_test(the_way_back_leads_home),
        cmocka_unit_test(there_is_no_way_back_from_nowhere),
        cmocka_unit_test(results_are_those_of_proj),
        cmocka_unit_test(no_points_are_no_trouble),
        cmocka_unit_test(a_point_that_is_nowhere_is_an_error),
        cmocka_unit_test(the_operation_has_a_name_and_an_accuracy),
        cmocka_unit_test(without_a_database_proj_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
