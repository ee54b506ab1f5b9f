/* SPDX-License-Identifier: EUPL-1.2 */
/* Nearest place and E2SFCA: a case by hand, what must hold for any, straight and by travel times. */
#include "unit/check.h"

#include "measure/access.h"

enum { HOMES = 500, SITES = 60 };

static double site_xy[2 * SITES], capacity[SITES], home_xy[2 * HOMES], youths[HOMES], access_to[HOMES];
static uint32_t site_type[SITES];
static const char *types[] = {"bso", "school"};
static kk_sites sites;
static kk_homes homes;

static kk_reach open_reach(const char *type)
{
    kk_reach reach;
    kk_error err;
    assert_int_equal(kk_reach_open(&sites, &homes, type, &reach, &err), KK_OK);
    return reach;
}

static void find_access(const char *type, double limit, int threads)
{
    kk_error err;
    kk_reach reach = open_reach(type);
    assert_int_equal(kk_reach_access(&reach, limit, threads, access_to, &err), KK_OK);
    kk_reach_close(&reach);
}

static double nearest(const char *type, size_t home)
{
    kk_reach reach = open_reach(type);
    double distance = kk_reach_nearest(&reach, home);
    kk_reach_close(&reach);
    return distance;
}

static void use(size_t site_count, size_t home_count)
{
    sites = (kk_sites){.type_count = 2, .type = types};
    sites.places = (kk_points){.count = site_count, .xy = site_xy, .weight = capacity, .type = site_type};
    homes = (kk_homes){.count = home_count, .xy = home_xy, .weight = youths};
}

/*
 * Schools P (10 places) and Q (6), homes A (4 youths), B (10) and C (5):
 *          P      Q
 *   A    500   5500     zones up to 2, 4 and 6 km
 *   B   3000   3000
 *   C   6185   1500
 */
static void use_case(void)
{
    const double places[] = {100000, 400000, 106000, 400000};
    const double dwellings[] = {100500, 400000, 103000, 400000, 106000, 401500};
    memcpy(site_xy, places, sizeof places);
    memcpy(home_xy, dwellings, sizeof dwellings);
    capacity[0] = 10;
    capacity[1] = 6;
    site_type[0] = site_type[1] = 1;
    youths[0] = 4;
    youths[1] = 10;
    youths[2] = 5;
    use(2, 3);
}

static void check_case(double limit)
{
    const double p = 10 / (4 + 10 * 0.68), q = 6 / (4 * 0.22 + 10 * 0.68 + 5);
    find_access("school", limit, 1);
    assert_near(access_to[0], p + 0.22 * q, 1e-12);
    assert_near(access_to[1], 0.68 * p + 0.68 * q, 1e-12);
    assert_near(access_to[2], q, 1e-12);
    assert_near(4 * access_to[0] + 10 * access_to[1] + 5 * access_to[2], 16, 1e-12);
}

static void test_two_places_and_three_homes_by_hand(void **state)
{
    (void)state;
    use_case();
    check_case(6000);
    assert_near(nearest("school", 0), 500, 0);
    assert_near(nearest("SCHOOL", 1), 3000, 0);
    assert_near(nearest("", 2), 1500, 0);
}

static void test_the_same_by_travel_times(void **state)
{
    (void)state;
    use_case();
    uint32_t from[] = {0, 0, 1, 1, 2, 2}, to[] = {0, 1, 0, 1, 0, 1};
    double minutes[] = {5, 55, 30, 30, 61.85, 15};
    size_t begin[] = {0, 2, 4}, end[] = {2, 4, 6};
    sites.has_travel = true;
    sites.travel = (kk_travel){.count = 6, .home = from, .site = to, .minutes = minutes};
    homes.trip_begin = begin;
    homes.trip_end = end;
    check_case(60);
    assert_near(nearest("school", 2), 15, 0);
    end[2] = 5; /* the way from C to Q is not known: only P is left */
    assert_near(nearest("school", 2), 61.85, 0);
    end[2] = 4;
    assert_true(nearest("school", 2) == INFINITY);
    find_access("school", 60, 1);
    assert_near(access_to[2], 0, 0);
}

static void test_edges_of_the_zones(void **state)
{
    (void)state;
    const double distances[] = {2000, 2000.001, 4000, 4000.001, 6000, 6000.001}, weights[] = {1, .68, .68, .22, .22, 0};
    use_case();
    use(1, 2);
    home_xy[2] = 100000; /* a home at the place, so that it is always reached */
    for (size_t i = 0; i < 6; i++) {
        home_xy[0] = 100000 + distances[i];
        find_access("", 6000, 1);
        assert_near(access_to[0] / access_to[1], weights[i], 1e-12);
    }
}

static void test_capacity_that_is_unknown_counts_as_one(void **state)
{
    (void)state;
    use_case();
    capacity[0] = NAN;
    find_access("", 6000, 1);
    assert_near(4 * access_to[0] + 10 * access_to[1] + 5 * access_to[2], 1 + 6, 1e-12);
}

static void test_a_place_that_nobody_reaches(void **state)
{
    (void)state;
    use_case();
    youths[2] = 0;
    use(2, 3);
    find_access("", 1600, 1); /* P is reached by A, Q by a home where no youth lives */
    assert_near(access_to[0], 10.0 / 4, 1e-12);
    assert_near(access_to[1], 0, 0);
    assert_near(access_to[2], 0, 0);
}

static void test_types_keep_apart(void **state)
{
    (void)state;
    use_case();
    site_type[0] = 0;
    assert_near(nearest("bso", 2), sqrt(6000.0 * 6000 + 1500.0 * 1500), 1e-9);
    assert_near(nearest("school", 0), 5500, 0);
    kk_reach reach = open_reach("museum");
    assert_int_equal(reach.place_count, 0);
    assert_true(kk_reach_nearest(&reach, 0) == INFINITY);
    kk_reach_close(&reach);
    assert_true(kk_sites_have_type(&sites, "BSO") && kk_sites_have_type(&sites, ""));
    assert_false(kk_sites_have_type(&sites, "museum"));
    use(0, 3);
    sites.type_count = 0;
    assert_false(kk_sites_have_type(&sites, ""));
    find_access("", 1000, 2);
    assert_near(access_to[0], 0, 0);
}

static void test_a_home_of_which_the_place_is_unknown(void **state)
{
    (void)state;
    use_case();
    home_xy[0] = home_xy[1] = NAN;
    assert_true(isnan(nearest("", 0)));
    find_access("", 6000, 1);
    assert_true(isnan(access_to[0]));
    assert_near(10 * access_to[1] + 5 * access_to[2], 16, 1e-12); /* it takes nothing from the others */
}

static double draw(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) * 0x1p-53;
}

static void scatter(uint64_t seed)
{
    for (size_t j = 0; j < SITES; j++) {
        site_xy[2 * j] = draw(&seed) * 20000;
        site_xy[2 * j + 1] = draw(&seed) * 20000;
        capacity[j] = floor(draw(&seed) * 100);
        site_type[j] = draw(&seed) < 0.5;
    }
    for (size_t i = 0; i < HOMES; i++) {
        home_xy[2 * i] = draw(&seed) * 20000;
        home_xy[2 * i + 1] = draw(&seed) * 20000;
        youths[i] = floor(draw(&seed) * 4);
    }
    use(SITES, HOMES);
}

static void test_all_places_are_handed_out(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed < 6; seed++) {
        double given = 0, taken = 0;
        scatter(seed);
        find_access("", 30000, 2); /* all homes reach all places */
        for (size_t j = 0; j < SITES; j++) given += capacity[j];
        for (size_t i = 0; i < HOMES; i++) taken += youths[i] * access_to[i];
        assert_near(taken, given, 1e-9 * given);
    }
}

static void test_twice_the_capacity_is_twice_the_access(void **state)
{
    (void)state;
    double before[HOMES];
    scatter(3);
    find_access("school", 4000, 2);
    memcpy(before, access_to, sizeof before);
    for (size_t j = 0; j < SITES; j++) capacity[j] *= 2;
    find_access("school", 4000, 2);
    for (size_t i = 0; i < HOMES; i++) assert_near(access_to[i], 2 * before[i], 1e-12);
}

static void test_threads_make_no_difference(void **state)
{
    (void)state;
    double one[HOMES];
    scatter(4);
    find_access("", 5000, 1);
    memcpy(one, access_to, sizeof one);
    for (int threads = 2; threads < 5; threads++) {
        find_access("", 5000, threads);
        assert_memory_equal(access_to, one, sizeof one);
    }
}

static void test_a_place_that_comes_closer_is_no_farther(void **state)
{
    (void)state;
    scatter(5);
    double before[HOMES];
    for (size_t i = 0; i < 50; i++) before[i] = nearest("", i);
    for (size_t i = 0; i < 50; i++) {
        size_t j = i % SITES;
        double kept[2] = {site_xy[2 * j], site_xy[2 * j + 1]};
        site_xy[2 * j] = (kept[0] + home_xy[2 * i]) / 2;
        site_xy[2 * j + 1] = (kept[1] + home_xy[2 * i + 1]) / 2;
        assert_true(nearest("", i) <= before[i]);
        memcpy(site_xy + 2 * j, kept, sizeof kept);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_places_and_three_homes_by_hand),
        cmocka_unit_test(test_the_same_by_travel_times),
        cmocka_unit_test(test_edges_of_the_zones),
        cmocka_unit_test(test_capacity_that_is_unknown_counts_as_one),
        cmocka_unit_test(test_a_place_that_nobody_reaches),
        cmocka_unit_test(test_types_keep_apart),
        cmocka_unit_test(test_a_home_of_which_the_place_is_unknown),
        cmocka_unit_test(test_all_places_are_handed_out),
        cmocka_unit_test(test_twice_the_capacity_is_twice_the_access),
        cmocka_unit_test(test_threads_make_no_difference),
        cmocka_unit_test(test_a_place_that_comes_closer_is_no_farther),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
