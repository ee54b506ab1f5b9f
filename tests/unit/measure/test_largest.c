/* SPDX-License-Identifier: EUPL-1.2 */
/* Who has most of the money of an area, against a list of everyone in it. */
#include "unit/measure/world.h"

#include "kk/random.h"

enum { YOUTHS = 300, DECLARATIONS = 3, PLACES = 7, AREA_COUNT = 10, ROUNDS = 20 };

static const char *const places[PLACES] = {"BU00010101", "BU00010102", "BU00010201", "BU00020101",
                                           "WK000101",   "GM0001",     "nowhere"};
static const char *const areas[AREA_COUNT] = {"GM0001",     "GM0002",     "WK000101",   "WK000102", "WK000201",
                                              "BU00010101", "BU00010102", "BU00010201", "A",        "B"};

/* By the digits of their codes; an own area is made of wijken. */
static bool lies_in(const char *place, const char *area)
{
    if (strcmp(area, "A") == 0) return lies_in(place, "WK000101");
    if (strcmp(area, "B") == 0) return lies_in(place, "WK000102") || lies_in(place, "WK000201");
    return strncmp(place + 2, area + 2, strlen(area + 2)) == 0 && strlen(place) >= strlen(area);
}

typedef struct youth {
    const char *place;
    int64_t cents[FORMS];
} youth;

/* Sorts nothing and merges nothing: one look at everyone. */
static void list_sizes(const youth *youths, const char *area, int form, int64_t out[3])
{
    memset(out, 0, 3 * sizeof *out);
    for (size_t y = 0; y < YOUTHS; y++) {
        int64_t sum = 0;
        if (!lies_in(youths[y].place, area)) continue;
        for (int f = 0; f < FORMS; f++) sum += form < 0 || form == f ? youths[y].cents[f] : 0;
        int64_t size = sum < 0 ? -sum : sum;
        out[2] += size;
        if (size > out[0])
            out[1] = out[0], out[0] = size;
        else if (size > out[1])
            out[1] = size;
    }
}

/* Amounts have few values, so that some are equal; who has a credit has that alone. */
static void fill(world *w, youth *youths, uint64_t round)
{
    kk_random random;
    kk_random_init(&random, 7, round);
    memset(youths, 0, YOUTHS * sizeof *youths);
    uint32_t used = 1 + kk_random_below(&random, YOUTHS); /* some rounds have very few */
    for (size_t y = 0; y < YOUTHS; y++) youths[y].place = "nowhere";
    for (uint32_t y = 0; y < used; y++) {
        youths[y].place = places[kk_random_below(&random, PLACES)];
        for (int d = 0; d < DECLARATIONS; d++) {
            int form = (int)kk_random_below(&random, FORMS), begin = 20220101 + d * 100;
            bool is_credit = d == 0 && kk_random_below(&random, 10) == 0;
            int64_t cents = (is_credit ? -100 : 100) * (1 + (int64_t)kk_random_below(&random, 40));
            care(w, y + 1, youths[y].place, form, 20220101, 20221231);
            declare(w, y + 1, youths[y].place, form, begin, begin, cents);
            youths[y].cents[form] += cents;
            if (is_credit) break;
        }
    }
}

static void check_column(const world *w, const youth *youths, size_t column, int form)
{
    for (size_t a = 0; a < AREA_COUNT; a++) {
        int64_t expected[3];
        if (status(w, column, areas[a], "2022") != KK_FIGURE_OK) continue;
        list_sizes(youths, areas[a], form, expected);
        for (uint32_t part = 0; part < 3; part++)
            assert_value(w, w->table.largest[column] + part, areas[a], "2022", (double)expected[part]);
    }
}

static void test_against_everyone_in_the_area(void **state)
{
    (void)state;
    static youth youths[YOUTHS];
    for (uint64_t round = 0; round < ROUNDS; round++) {
        world w;
        world_init(&w);
        w.config.disclosure.p_percent = 10;
        size_t all = want(&w, KK_MEASURE_CENTS), persons = want(&w, KK_MEASURE_YOUTHS_CENTS);
        size_t ambulant = want_form(&w, KK_MEASURE_CENTS, AMBULANT);
        size_t squares = want_part(&w, KK_MEASURE_CENTS, KK_PART_SQUARES);
        fill(&w, youths, round);
        world_measure(&w, 1 + (int)(round % 4));
        assert_true(w.table.largest[all] > squares && w.table.largest[ambulant] > squares);
        assert_int_equal(w.table.largest[persons], 0);
        assert_int_equal(w.table.largest[squares], 0);
        assert_int_equal(w.table.guard[w.table.largest[all]], w.table.guard[all]);
        check_column(&w, youths, all, -1);
        check_column(&w, youths, ambulant, AMBULANT);
        world_clear(&w);
    }
}

static void test_periods_have_their_own(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    w.config.disclosure.dominance_share = 0.9;
    size_t cents = want(&w, KK_MEASURE_CENTS);
    for (uint64_t y = 1; y <= 3; y++) {
        care(&w, y, "BU00010101", AMBULANT, 20220101, OPEN);
        declare(&w, y, "BU00010101", AMBULANT, 20220301, 20220331, 1000 * (int64_t)y);
        if (y < 3) declare(&w, y, "BU00010101", AMBULANT, 20230301, 20230331, 10);
    }
    world_measure(&w, 2);
    size_t largest = w.table.largest[cents];
    assert_value(&w, largest, "GM0001", "2022", 3000);
    assert_value(&w, largest + 1, "GM0001", "2022", 2000);
    assert_value(&w, largest + 2, "GM0001", "2022", 6000);
    assert_value(&w, largest, "WK000101", "2023", 10); /* two have the same */
    assert_value(&w, largest + 1, "WK000101", "2023", 10);
    assert_value(&w, largest + 2, "WK000101", "2023", 20);
    assert_value(&w, largest, "WK000102", "2022", 0);
    world_clear(&w);
}

static void test_without_a_rule_nobody_is_looked_for(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t cents = want(&w, KK_MEASURE_CENTS);
    care(&w, 1, "BU00010101", AMBULANT, 20220101, OPEN);
    declare(&w, 1, "BU00010101", AMBULANT, 20220301, 20220331, 1000);
    world_measure(&w, 1);
    assert_int_equal(w.table.largest[cents], 0);
    assert_int_equal(w.table.column_count, 2); /* the money and its persons */
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_everyone_in_the_area),
        cmocka_unit_test(test_periods_have_their_own),
        cmocka_unit_test(test_without_a_rule_nobody_is_looked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
