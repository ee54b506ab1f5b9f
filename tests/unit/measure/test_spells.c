/* SPDX-License-Identifier: EUPL-1.2 */
/* Waiting, durations and returns: which spells there are, and what is estimated from them. */
#include "unit/measure/world.h"

#include "kk/indicators.h"

static kk_record *wait(world *w, uint64_t client, int requested, int begin, int end)
{
    kk_record *r = care(w, client, "BU00010101", AMBULANT, begin, end);
    r->requested = on(requested);
    return r;
}

static size_t want_days(world *w, kk_measure_kind kind, kk_measure_part part, double days)
{
    size_t c = want_part(w, kind, part);
    w->measure[c].limit = days;
    return c;
}

/*
 * Asked in 2022: started after 0, 10, 30 and 400 days, left after 20, and still waiting on 31 March 2024 after 500.
 * Of six: in 30 days 3 have started and 1 has left; with 400 days 4/6.
 */
static void test_waits(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t started = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_VALUE, 30);
    size_t lower = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_LOWER, 30);
    size_t upper = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_UPPER, 30);
    size_t base = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_BASE, 30);
    size_t left = want_days(&w, KK_MEASURE_WAIT_LEFT, KK_PART_VALUE, 30);
    size_t late = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_VALUE, 400);
    size_t never = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_VALUE, 9999);
    size_t median = want(&w, KK_MEASURE_WAIT_MEDIAN);
    wait(&w, 1, 20220601, 20220601, OPEN);
    wait(&w, 2, 20220601, 20220611, 20220701);
    wait(&w, 3, 20220601, 20220701, 20220801);
    wait(&w, 4, 20220601, 20230706, OPEN);
    wait(&w, 5, 20220601, NONE, 20220621);
    wait(&w, 6, 20221118, NONE, OPEN);
    wait(&w, 6, 20230101, 20230111, OPEN); /* asked in 2023 */
    world_measure(&w, 1);
    assert_value(&w, started, "GM0001", "2022", 3.0 / 6);
    assert_value(&w, started, "A", "2022", 3.0 / 6);
    assert_value(&w, left, "GM0001", "2022", 1.0 / 6);
    assert_value(&w, late, "BU00010101", "2022", 4.0 / 6);
    assert_value(&w, base, "BU00010101", "2022", 6);
    assert_value(&w, median, "WK000101", "2022", 30);
    assert_int_equal(status(&w, never, "GM0001", "2022"), KK_FIGURE_UNKNOWN);
    kk_spell spells[] = {{0, 1}, {10, 1}, {20, 2}, {30, 1}, {400, 1}, {499, 0}};
    kk_estimate expected = kk_incidence(spells, 6, 1, 30);
    assert_value(&w, lower, "GM0001", "2022", expected.lower);
    assert_value(&w, upper, "GM0001", "2022", expected.upper);
    assert_value(&w, started, "GM0001", "2023", 1);
    assert_value(&w, base, "GM0001", "2023", 1);
    assert_value(&w, base, "BU00010201", "2022", 0); /* nobody there asked */
    assert_int_equal(status(&w, started, "BU00010201", "2022"), KK_FIGURE_NO_POPULATION);
    assert_int_equal(status(&w, lower, "WK000102", "2022"), KK_FIGURE_NO_POPULATION);
    world_clear(&w);
}

/* A request that comes in several records is one wait: what started holds over what waits. */
static void test_one_request_one_wait(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t started = want_days(&w, KK_MEASURE_WAIT_STARTED, KK_PART_VALUE, 50);
    size_t base = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_BASE), median = want(&w, KK_MEASURE_WAIT_MEDIAN);
    size_t doctor = want(&w, KK_MEASURE_WAIT_MEDIAN);
    w.measure[doctor].referrers = 1u << HUISARTS;
    wait(&w, 1, 20220601, NONE, OPEN);
    wait(&w, 1, 20220601, NONE, 20220610);
    wait(&w, 1, 20220601, 20220711, OPEN);
    wait(&w, 1, 20220601, 20220801, OPEN)->provider = 7;
    wait(&w, 1, 20220601, 20220603, OPEN)->form = DAGHULP;      /* another request */
    wait(&w, 2, 20220601, 20220501, OPEN)->referrer = HUISARTS; /* began before it was asked: no wait */
    wait(&w, 3, 20220601, 20240701, OPEN);                      /* a begin in the future: still waiting */
    world_measure(&w, 1);
    assert_value(&w, base, "GM0001", "2022", 3); /* youths */
    assert_value(&w, started, "GM0001", "2022", 3.0 / 4);
    assert_value(&w, median, "GM0001", "2022", 2);
    assert_value(&w, doctor, "GM0001", "2022", 0);
    world_clear(&w);
}

/* Care periods begun in 2022: 10 days, 31 + 28 days over a gap, and one that runs: 3 spells of 2 youths. */
static void test_durations(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t median = want(&w, KK_MEASURE_DURATION_MEDIAN),
           base = want_part(&w, KK_MEASURE_DURATION_MEDIAN, KK_PART_BASE);
    size_t upper = want_part(&w, KK_MEASURE_DURATION_MEDIAN, KK_PART_UPPER);
    size_t light = want_form(&w, KK_MEASURE_DURATION_MEDIAN, WIJKTEAM);
    care(&w, 1, "BU00010101", WIJKTEAM, 20220101, 20220110);
    care(&w, 1, "BU00010101", AMBULANT, 20220201, 20220210);
    care(&w, 1, "BU00010101", AMBULANT, 20220301, 20220331); /* 18 days without: from 1 February, 59 days */
    care(&w, 2, "BU00010101", AMBULANT, 20221201, OPEN);
    care(&w, 3, "BU00010101", AMBULANT, 20211231, 20220101); /* begun before */
    world_measure(&w, 1);
    assert_value(&w, base, "GM0001", "2022", 2);
    assert_value(&w, median, "GM0001", "2022", 59);
    assert_int_equal(status(&w, upper, "GM0001", "2022"), KK_FIGURE_UNKNOWN);
    assert_value(&w, light, "GM0001", "2022", 10);
    assert_int_equal(status(&w, median, "GM0001", "2023"), KK_FIGURE_NO_POPULATION);
    world_clear(&w);
}

/*
 * Ends in 2022: 1 is back after 60 days, 2 after 400, 3 not by 31 March 2024, 4 ended twice and is back after 50 days
 * the first time.
 */
static void test_returns(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t returned = want_days(&w, KK_MEASURE_RETURNED, KK_PART_VALUE, 365),
           base = want_days(&w, KK_MEASURE_RETURNED, KK_PART_BASE, 365);
    size_t median = want_days(&w, KK_MEASURE_RETURN_MEDIAN, KK_PART_VALUE, 365);
    size_t back = want_days(&w, KK_MEASURE_RETURN_MEDIAN, KK_PART_BASE, 365);
    size_t all_back = want_days(&w, KK_MEASURE_RETURN_MEDIAN, KK_PART_BASE, 455);
    size_t ambulant = want_days(&w, KK_MEASURE_RETURNED, KK_PART_VALUE, 365);
    w.measure[ambulant].forms = 1u << AMBULANT;
    care(&w, 1, "BU00010101", AMBULANT, 20220101, 20220201);
    care(&w, 1, "BU00010101", DAGHULP, 20220402, OPEN); /* 60 days after */
    care(&w, 2, "BU00010101", AMBULANT, 20220101, 20220201);
    care(&w, 2, "BU00010101", AMBULANT, 20230308, OPEN); /* 400 */
    care(&w, 3, "BU00010101", AMBULANT, 20220101, 20220201);
    care(&w, 4, "BU00010101", AMBULANT, 20220101, 20220201);
    care(&w, 4, "BU00010101", AMBULANT, 20220323, 20220401); /* 50 */
    care(&w, 5, "BU00010101", AMBULANT, 20220101, 20220201);
    care(&w, 5, "BU00010101", DAGHULP, 20220305, 20231201); /* 31 days without help: not an end */
    world_measure(&w, 1);
    assert_value(&w, base, "GM0001", "2022", 4);
    assert_value(&w, returned, "GM0001", "2022", 2.0 / 5); /* five ends */
    assert_value(&w, median, "GM0001", "2022", 50);
    assert_value(&w, back, "GM0001", "2022", 2);
    assert_value(&w, all_back, "GM0001", "2022", 3);
    assert_value(&w, ambulant, "GM0001", "2022", 1.0 / 6); /* 5 ends, 1 does not return */
    assert_int_equal(w.table.guard[median], back);
    assert_int_equal(w.table.guard[returned], base);
    assert_int_equal(status(&w, returned, "GM0001", "2023"), KK_FIGURE_UNKNOWN); /* followed for 121 days */
    assert_int_equal(status(&w, median, "GM0001", "2023"), KK_FIGURE_NO_POPULATION);
    world_clear(&w);
}

/* Each level is estimated anew, from the spells that are known to lie in it. */
static void test_levels(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t median = want(&w, KK_MEASURE_WAIT_MEDIAN), persons = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_PERSONS);
    const char *const places[] = {"BU00010101", "BU00010102", "WK000101", "GM0001", "nowhere"};
    for (size_t i = 0; i < 5; i++) {
        kk_record *r = care(&w, i + 1, places[i], AMBULANT, 20220201, OPEN);
        r->requested = r->begin - 10 * (kk_day)(i + 1) + 10;
        if (i == 0) r->requested = r->begin - 5;
    }
    world_measure(&w, 2);
    const struct {
        const char *area;
        double median, persons;
    } expected[] = {{"BU00010101", 5, 1}, {"BU00010102", 10, 1}, {"WK000101", 10, 3}, {"A", 10, 3}, {"GM0001", 10, 4}};
    for (size_t i = 0; i < 5; i++) {
        assert_value(&w, median, expected[i].area, "2022", expected[i].median);
        assert_value(&w, persons, expected[i].area, "2022", expected[i].persons);
    }
    world_clear(&w);
}

/* Of ten who waited 1 … 10 days the interval of the median begins with the shortest wait, of eleven with the second. */
static void test_a_bound_is_nobodys_shortest_or_longest(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t median = want(&w, KK_MEASURE_WAIT_MEDIAN), lower = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_LOWER),
           upper = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_UPPER);
    for (uint64_t i = 1; i <= 11; i++) {
        kk_record *r = care(&w, i, i <= 10 ? "BU00010101" : "BU00010102", AMBULANT, 20220201, OPEN);
        r->requested = r->begin - (kk_day)i;
    }
    for (uint64_t i = 21; i <= 23; i++) { /* of these the longest too */
        kk_record *r = care(&w, i, "BU00010201", AMBULANT, 20220201, OPEN);
        r->requested = r->begin - (kk_day)i;
    }
    world_measure(&w, 1);
    assert_value(&w, median, "BU00010101", "2022", 5);
    assert_int_equal(status(&w, lower, "BU00010101", "2022"), KK_FIGURE_UNKNOWN);
    assert_value(&w, upper, "BU00010101", "2022", 8);
    assert_value(&w, lower, "WK000101", "2022", 2);
    assert_value(&w, upper, "WK000101", "2022", 9);
    assert_value(&w, median, "BU00010201", "2022", 22);
    assert_int_equal(status(&w, lower, "BU00010201", "2022"), KK_FIGURE_UNKNOWN);
    assert_int_equal(status(&w, upper, "BU00010201", "2022"), KK_FIGURE_UNKNOWN);
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits),     cmocka_unit_test(test_one_request_one_wait),
        cmocka_unit_test(test_durations), cmocka_unit_test(test_returns),
        cmocka_unit_test(test_levels),    cmocka_unit_test(test_a_bound_is_nobodys_shortest_or_longest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
