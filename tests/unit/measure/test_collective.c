/* SPDX-License-Identifier: EUPL-1.2 */
/* Money and work on nobody's name, by hand: lump sums to the cent, groups, programmes, schools; what is not told apart.
 */
#include "people.h"

#include "measure/collective_shares.h"
#include "measure/words.h"

static kk_budget_line line(int64_t cents, const char *task, bool front, const char *code, const char *key)
{
    return (kk_budget_line){.cents = cents,
                            .task = task,
                            .front = front,
                            .law = "",
                            .provider = "",
                            .programme = "",
                            .period = 1,
                            .place = at(code),
                            .key = key};
}

static kk_activity activity(const char *group, const char *programme, const char *code, int64_t attendance,
                            int64_t capacity)
{
    return (kk_activity){.group = group,
                         .programme = programme,
                         .organisation = "Welzijn",
                         .school = "",
                         .period = 1,
                         .place = at(code),
                         .attendance = attendance,
                         .capacity = capacity};
}

/* Children of 10, youths of 20, births: buurten 12, 20, 30 and 5 youths. */
static void begin_case(world *w, people *p)
{
    world_init(w);
    people_init(p, w);
    people_live(p, 1, MILLER, 10, 2, 1, KK_FIGURE_OK);
    people_live(p, 1, BAKER, 20, 0, 1, KK_FIGURE_OK);
    people_live(p, 1, SMITH, 30, 0, 2, KK_FIGURE_OK);
    people_live(p, 1, OTHER, 5, 0, 0, KK_FIGURE_OK);
}

static kk_status try_measure(world *w, const people *p, const kk_collective *collective)
{
    return kk_measure_collective(&w->config, &w->table_config, collective, &p->population, &w->areas, &w->arena,
                                 &w->table, &w->err);
}

static void measure(world *w, const people *p, const kk_collective *collective)
{
    if (try_measure(w, p, collective) != KK_OK) fail_msg("%s", w->err.message);
}

static size_t want_task(world *w, const char *task)
{
    return want_item(w, KK_MEASURE_BUDGET_CENTS, task, NAN);
}

/* ---- division ---- */

static void check_division(int64_t cents, size_t count, const uint64_t *weight, const int64_t *expected)
{
    int64_t share[8], sum = 0;
    kk_error err;
    assert_int_equal(kk_cents_divide(cents, weight, count, share, &err), KK_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(share[i], expected[i]);
        sum += share[i];
    }
    assert_int_equal(sum, cents);
}

static void test_division_by_largest_remainder(void **state)
{
    (void)state;
    check_division(100, 3, (uint64_t[]){1, 1, 1}, (int64_t[]){34, 33, 33});
    check_division(-100, 3, (uint64_t[]){1, 1, 1}, (int64_t[]){-34, -33, -33});
    check_division(10, 3, (uint64_t[]){1, 0, 5}, (int64_t[]){2, 0, 8}); /* 1.67 and 8.33 */
    check_division(1, 4, (uint64_t[]){1, 2, 2, 1}, (int64_t[]){0, 1, 0, 0});
    check_division(0, 2, (uint64_t[]){3, 4}, (int64_t[]){0, 0});
    check_division(7, 1, (uint64_t[]){9}, (int64_t[]){7});
    /* A thousand billion euros over a country, in thousandths of a person: beyond 64 bits on the way. */
    check_division(100000000000001, 2, (uint64_t[]){9000000000, 9000000000},
                   (int64_t[]){50000000000001, 50000000000000});
}

static void test_division_of_any_sum_adds_up(void **state)
{
    (void)state;
    uint64_t seed = 5, weight[200];
    int64_t share[200];
    kk_error err;
    for (int round = 0; round < 50; round++) {
        uint64_t total = 0;
        int64_t cents = (int64_t)(seed >> 20) - (INT64_C(1) << 42), sum = 0;
        for (size_t i = 0; i < 200; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            total += weight[i] = seed >> 44;
        }
        assert_int_equal(kk_cents_divide(cents, weight, 200, share, &err), KK_OK);
        for (size_t i = 0; i < 200; i++) {
            sum += share[i];
            assert_near((double)share[i], (double)cents * (double)weight[i] / (double)total, 1);
        }
        assert_int_equal(sum, cents);
    }
}

/* ---- money ---- */

static void test_a_lump_sum_goes_to_children(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t all = want_task(&w, ""), jgz = want_task(&w, "JGZ"), front = want_task(&w, "front");
    size_t back = want_task(&w, "back");
    kk_collective c = {.budget = (kk_budget_line[]){line(10000, "jgz", true, "GM0001", "children"),
                                                    line(700, "verblijf", false, "BU00020101", "")},
                       .budget_count = 2};
    measure(&w, &p, &c);
    const struct {
        const char *code;
        double jgz, back;
    } expected[] = {
        {"BU00010101", 1667, 0}, {"BU00010102", 3333, 0}, {"BU00010201", 5000, 0}, {"WK000101", 5000, 0},
        {"WK000102", 5000, 0},   {"GM0001", 10000, 0},    {"A", 5000, 0},          {"B", 5000, 700},
        {"GM0002", 0, 700},      {"BU00020101", 0, 700},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        assert_value(&w, jgz, expected[i].code, "2023", expected[i].jgz);
        assert_value(&w, front, expected[i].code, "2023", expected[i].jgz);
        assert_value(&w, back, expected[i].code, "2023", expected[i].back);
        assert_value(&w, all, expected[i].code, "2023", expected[i].jgz + expected[i].back);
    }
    assert_status(&w, all, "GM0001", "2022", KK_FIGURE_ABSENT); /* no line of that year */
    assert_int_equal(w.table.row_count, 2 * (2 + 3 + 4 + 2));
    world_clear(&w);
}

static void test_other_keys(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t jgz = want_task(&w, "jgz"), team = want_task(&w, "wijkteam"), care = want_task(&w, "jeugdhulp");
    kk_collective c = {.budget = (kk_budget_line[]){line(400, "jgz", true, "GM0001", "births"),
                                                    line(6200, "wijkteam", true, "GM0001", "youths"),
                                                    line(-62, "wijkteam", true, "GM0001", "youths"),
                                                    line(90, "jeugdhulp", false, "WK000101", "children")},
                       .budget_count = 4};
    measure(&w, &p, &c);
    assert_value(&w, jgz, "BU00010101", "2023", 100);
    assert_value(&w, jgz, "BU00010201", "2023", 200);
    assert_value(&w, team, "BU00010101", "2023", 1200 - 12);
    assert_value(&w, team, "WK000101", "2023", 3200 - 32);
    assert_value(&w, care, "BU00010102", "2023", 60);
    assert_value(&w, care, "WK000102", "2023", 0);
    assert_value(&w, care, "GM0001", "2023", 90);
    world_clear(&w);
}

/* Below a sum that is not told apart an area has what is attributed to it; nothing attributed is not zero. */
static void test_a_sum_without_a_key_stays_where_it_is(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t all = want_task(&w, ""), care = want_task(&w, "jeugdhulp");
    kk_collective c = {.budget = (kk_budget_line[]){line(99999, "jeugdhulp", false, "GM0001", ""),
                                                    line(6000, "jgz", true, "WK000101", "children"),
                                                    line(1, "jgz", true, "GM0002", "")},
                       .budget_count = 3};
    measure(&w, &p, &c);
    assert_value(&w, care, "GM0001", "2023", 99999);
    assert_status(&w, care, "WK000101", "2023", KK_FIGURE_NOT_APPLICABLE);
    assert_status(&w, care, "BU00010201", "2023", KK_FIGURE_NOT_APPLICABLE);
    assert_status(&w, care, "A", "2023", KK_FIGURE_NOT_APPLICABLE);
    assert_value(&w, care, "BU00020101", "2023", 0);
    assert_value(&w, all, "WK000101", "2023", 6000);
    assert_value(&w, all, "BU00010101", "2023", 2000);
    assert_status(&w, all, "WK000102", "2023", KK_FIGURE_NOT_APPLICABLE);
    assert_value(&w, all, "GM0001", "2023", 105999);
    assert_status(&w, all, "BU00020101", "2023", KK_FIGURE_NOT_APPLICABLE);
    world_clear(&w);
}

static void test_a_sum_of_an_own_area(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t all = want_task(&w, "");
    kk_collective c = {.budget =
                           (kk_budget_line[]){line(3500, "jgz", true, "B", "children"), line(10, "jgz", true, "A", "")},
                       .budget_count = 2};
    measure(&w, &p, &c);
    assert_value(&w, all, "B", "2023", 3500);
    assert_value(&w, all, "A", "2023", 10);
    assert_value(&w, all, "BU00010201", "2023", 3000);
    assert_value(&w, all, "GM0001", "2023", 3000); /* what the key took there */
    assert_value(&w, all, "GM0002", "2023", 500);
    assert_status(&w, all, "GM0001", "2022", KK_FIGURE_ABSENT);
    world_clear(&w);
}

static void test_what_of_the_population_is_missing(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    people_init(&p, &w);
    people_live(&p, 1, MILLER, 10, 0, 0, KK_FIGURE_OK);
    people_live(&p, 1, BAKER, 20, 0, 0, KK_FIGURE_SECRET);
    size_t all = want_task(&w, "");
    kk_collective c = {.budget = (kk_budget_line[]){line(100, "jgz", true, "GM0001", "children"),
                                                    line(50, "jgz", true, "GM0002", "births")},
                       .budget_count = 2};
    measure(&w, &p, &c);
    assert_value(&w, all, "BU00010101", "2023", 100);
    assert_value(&w, all, "GM0001", "2023", 100);
    assert_value(&w, all, "GM0002", "2023", 50); /* nobody was born there: it stays */
    assert_status(&w, all, "BU00020101", "2023", KK_FIGURE_NOT_APPLICABLE);
    world_clear(&w);
}

static void test_an_unknown_task(void **state)
{
    (void)state;
    world w;
    people p;
    kk_collective none = {0};
    begin_case(&w, &p);
    size_t c = want_task(&w, "jgs");
    w.wanted[c].mark = (kk_mark){"p.yaml", 40, 9};
    assert_int_equal(try_measure(&w, &p, &none), KK_ERR_PROJECT);
    assert_string_equal(w.err.message, "p.yaml:40:9: unknown task 'jgs'; did you mean 'jgz'?");
    world_clear(&w);
}

/* ---- activities ---- */

static void test_groups_and_programmes(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t programmes = want(&w, KK_MEASURE_PROGRAMMES), places = want(&w, KK_MEASURE_PLACES_OFFERED);
    size_t attendance = want(&w, KK_MEASURE_ATTENDANCE);
    size_t rots = want_item(&w, KK_MEASURE_PLACES_OFFERED, "rots en water", NAN);
    kk_budget_line paid = line(100, "preventief", true, "BU00010201", "");
    paid.programme = "Stevig Ouderschap";
    kk_collective c = {.activity = (kk_activity[]){activity("g1", "Rots en Water", "BU00010101", 8, 10),
                                                   activity("g1", "Rots en Water", "BU00010101", 7, 12),
                                                   activity("g1", "Rots en Water", "BU00010102", 5, 6),
                                                   activity("", "rots en water", "BU00010102", 0, 3),
                                                   activity("g2", "Inloop", "BU00010102", 4, 50)},
                       .activity_count = 5,
                       .budget = &paid,
                       .budget_count = 1};
    measure(&w, &p, &c);
    assert_value(&w, programmes, "BU00010101", "2023", 1);
    assert_value(&w, programmes, "BU00010102", "2023", 2);
    assert_value(&w, programmes, "WK000101", "2023", 2); /* not 3: one is on offer in both buurten */
    assert_value(&w, programmes, "WK000102", "2023", 1); /* paid for there */
    assert_value(&w, programmes, "GM0001", "2023", 3);
    assert_status(&w, programmes, "GM0002", "2023", KK_FIGURE_ABSENT);
    assert_value(&w, places, "BU00010101", "2023", 12);
    assert_value(&w, places, "BU00010102", "2023", 6 + 3 + 50);
    assert_value(&w, rots, "WK000101", "2023", 21);
    assert_value(&w, rots, "WK000102", "2023", 0);
    assert_value(&w, attendance, "BU00010101", "2023", 15);
    assert_value(&w, attendance, "GM0001", "2023", 24);
    world_clear(&w);
}

/* Money for a programme does not tell where in its area it is on offer; activities do. */
static void test_programmes_that_are_paid_for_as_a_whole(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t programmes = want(&w, KK_MEASURE_PROGRAMMES);
    kk_budget_line paid[] = {line(100, "preventief", true, "GM0001", ""), line(100, "preventief", true, "GM0002", "")};
    paid[0].programme = paid[1].programme = "VoorZorg";
    kk_collective c = {.activity = (kk_activity[]){activity("g1", "voorzorg", "BU00010101", 8, 10),
                                                   activity("g2", "Inloop", "WK000102", 8, 10)},
                       .activity_count = 2,
                       .budget = paid,
                       .budget_count = 2};
    measure(&w, &p, &c);
    assert_value(&w, programmes, "GM0001", "2023", 2);
    assert_value(&w, programmes, "BU00010101", "2023", 1);
    assert_value(&w, programmes, "BU00010102", "2023", 0);
    assert_status(&w, programmes, "BU00010201", "2023", KK_FIGURE_NOT_APPLICABLE); /* a group of its wijk */
    assert_value(&w, programmes, "GM0002", "2023", 1);
    assert_status(&w, programmes, "WK000201", "2023", KK_FIGURE_ABSENT);
    world_clear(&w);
}

static void test_the_list_of_the_project(void **state)
{
    (void)state;
    world w;
    people p;
    const char *list[] = {"ROTS EN WATER", "Alles Kidzzz"};
    begin_case(&w, &p);
    w.config.programmes = list;
    w.config.programme_count = 2;
    size_t programmes = want(&w, KK_MEASURE_PROGRAMMES), places = want(&w, KK_MEASURE_PLACES_OFFERED);
    size_t inloop = want_item(&w, KK_MEASURE_PLACES_OFFERED, "Inloop", NAN);
    kk_collective c = {.activity = (kk_activity[]){activity("g1", "Rots en Water", "BU00010101", 8, 10),
                                                   activity("g2", "Inloop", "BU00010101", 4, 50)},
                       .activity_count = 2};
    measure(&w, &p, &c);
    assert_value(&w, programmes, "BU00010101", "2023", 1);
    assert_value(&w, places, "BU00010101", "2023", 10);
    assert_value(&w, inloop, "BU00010101", "2023", 50);
    assert_value(&w, programmes, "BU00010102", "2023", 0);
    world_clear(&w);
}

static void test_numbers_that_are_missing(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t places = want(&w, KK_MEASURE_PLACES_OFFERED), attendance = want(&w, KK_MEASURE_ATTENDANCE);
    kk_collective c = {.activity = (kk_activity[]){activity("g1", "Rots en Water", "BU00010101", -1, -1),
                                                   activity("g1", "Rots en Water", "BU00010101", 7, 12),
                                                   activity("g2", "Rots en Water", "WK000102", 7, -1)},
                       .activity_count = 3};
    measure(&w, &p, &c);
    assert_value(&w, places, "BU00010101", "2023", 12); /* another meeting of the group tells it */
    assert_status(&w, attendance, "BU00010101", "2023", KK_FIGURE_UNKNOWN);
    assert_status(&w, places, "WK000102", "2023", KK_FIGURE_UNKNOWN);
    assert_value(&w, attendance, "WK000102", "2023", 7);
    assert_status(&w, attendance, "BU00010201", "2023", KK_FIGURE_NOT_APPLICABLE); /* known to the wijk only */
    assert_status(&w, attendance, "GM0001", "2023", KK_FIGURE_UNKNOWN);
    world_clear(&w);
}

static void test_organisations_at_schools(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t pairs = want(&w, KK_MEASURE_SCHOOL_ORGANISATIONS), schools = want(&w, KK_MEASURE_SCHOOLS);
    kk_activity visits[] = {
        activity("", "", "BU00010101", 1, 1), activity("", "", "BU00010101", 1, 1),
        activity("", "", "BU00010101", 1, 1), activity("", "", "BU00010102", 1, 1),
        activity("", "", "BU00010102", 1, 1),
    };
    visits[0].school = visits[1].school = visits[2].school = "s1";
    visits[1].organisation = "WELZIJN";
    visits[2].organisation = "GGD";
    visits[3].school = "s2";
    kk_locus at_schools[] = {at("BU00010101"), at("BU00010102"), at("BU00020101"), KK_OUTSIDE};
    kk_collective c = {.activity = visits, .activity_count = 5, .school = at_schools, .school_count = 4};
    measure(&w, &p, &c);
    assert_value(&w, pairs, "BU00010101", "2023", 2);
    assert_value(&w, pairs, "BU00010102", "2023", 1); /* the last was not at a school */
    assert_value(&w, pairs, "WK000101", "2023", 3);
    assert_value(&w, schools, "WK000101", "2023", 2);
    assert_value(&w, schools, "GM0002", "2022", 1);
    assert_value(&w, schools, "WK000102", "2023", 0);
    assert_status(&w, pairs, "GM0002", "2023", KK_FIGURE_ABSENT);
    c.school_count = 0;
    measure(&w, &p, &c);
    assert_status(&w, schools, "GM0001", "2023", KK_FIGURE_NOT_APPLICABLE);
    assert_status(&w, pairs, "GM0001", "2023", KK_FIGURE_NOT_APPLICABLE);
    world_clear(&w);
}

static void assert_persons(const world *w, size_t column, const char *code, double expected)
{
    uint32_t persons = w->table.guard[column];
    assert_int_equal(w->table.guard[persons], persons);
    assert_value(w, persons, code, "2023", expected);
}

/* Three who come five times are three; meetings that tell no group may be of one. */
static void test_who_is_behind_attendance(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    size_t attendance = want(&w, KK_MEASURE_ATTENDANCE), places = want(&w, KK_MEASURE_PLACES_OFFERED);
    size_t rots = want_item(&w, KK_MEASURE_ATTENDANCE, "Rots en Water", NAN);
    kk_collective c = {
        .activity = (kk_activity[]){activity("g1", "Rots en Water", "BU00010101", 3, 9),
                                    activity("g1", "Rots en Water", "BU00010101", 2, 10),
                                    activity("g1", "Rots en Water", "BU00010101", 3, 10),
                                    activity("g2", "Inloop", "BU00010101", 8, 10), activity("", "", "BU00010102", 4, 1),
                                    activity("", "", "BU00010102", 6, 1), activity("", "", "BU00010201", -1, 1)},
        .activity_count = 7};
    measure(&w, &p, &c);
    assert_value(&w, attendance, "BU00010101", "2023", 16);
    assert_persons(&w, attendance, "BU00010101", 11);
    assert_persons(&w, rots, "BU00010101", 3);
    assert_value(&w, attendance, "BU00010102", "2023", 10);
    assert_persons(&w, attendance, "BU00010102", 6);
    assert_persons(&w, attendance, "BU00010201", 0);
    assert_persons(&w, attendance, "WK000101", 17);
    assert_persons(&w, places, "BU00010101", 0);
    assert_value(&w, places, "BU00010102", "2023", 2);
    world_clear(&w);
}

/* What came by a key to an area tells how many live there, unless everyone may know. */
static void test_who_is_behind_a_key(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    people_live(&p, 1, SMITH, 10, 3, 1, KK_FIGURE_OK);
    size_t all = want_task(&w, ""), team = want_task(&w, "wijkteam");
    kk_budget_line lines[] = {line(10000, "jgz", true, "GM0001", "children"),
                              line(20000, "jgz", true, "GM0001", "children"),
                              line(500, "jgz", true, "GM0001", "births"), line(70, "wijkteam", true, "WK000102", ""),
                              line(99, "wijkteam", true, "BU00020101", "")};
    kk_collective c = {.budget = lines, .budget_count = 5};
    measure(&w, &p, &c);
    assert_persons(&w, all, "BU00010101", 1); /* 10 children, and one to be born */
    assert_persons(&w, all, "BU00010201", 1);
    assert_persons(&w, all, "WK000101", 2);
    assert_persons(&w, all, "GM0001", 3);
    assert_persons(&w, all, "BU00020101", 0); /* nobody's share: it is the whole */
    assert_persons(&w, team, "WK000102", 0);
    c.budget_count = 2;
    measure(&w, &p, &c);
    assert_persons(&w, all, "BU00010201", 10); /* twice the same ten */
    assert_persons(&w, all, "GM0001", 40);
    w.config.population.csv.is_public = true;
    measure(&w, &p, &c);
    assert_persons(&w, all, "BU00010201", 0);
    world_clear(&w);
}

static void test_order_of_lines_makes_no_difference(void **state)
{
    (void)state;
    world w;
    people p;
    begin_case(&w, &p);
    want_task(&w, "");
    want(&w, KK_MEASURE_PLACES_OFFERED);
    want(&w, KK_MEASURE_PROGRAMMES);
    kk_activity there[] = {activity("g1", "a", "BU00010101", 1, 4), activity("g1", "a", "BU00010101", 1, -1),
                           activity("g2", "b", "BU00010102", 1, 3)};
    kk_activity back[] = {there[2], there[1], there[0]};
    kk_budget_line to[] = {line(101, "jgz", true, "GM0001", "youths"), line(7, "jgz", true, "GM0001", "births")};
    kk_budget_line fro[] = {to[1], to[0]};
    measure(&w, &p, &(kk_collective){.activity = there, .activity_count = 3, .budget = to, .budget_count = 2});
    kk_table one = w.table;
    measure(&w, &p, &(kk_collective){.activity = back, .activity_count = 3, .budget = fro, .budget_count = 2});
    assert_memory_equal(one.value, w.table.value, one.row_count * one.column_count * sizeof *one.value);
    assert_memory_equal(one.status, w.table.status, one.row_count * one.column_count);
    world_clear(&w);
}

static void test_words(void **state)
{
    (void)state;
    kk_arena arena;
    kk_error err;
    kk_words words;
    kk_arena_init(&arena);
    assert_int_equal(kk_words_new(5, &arena, &words, &err), KK_OK);
    kk_words_sort(&words);
    assert_int_equal(kk_words_find(&words, "a"), -1);
    const char *given[] = {"beer", "Aap", "", "BEER", "aap"};
    for (size_t i = 0; i < 5; i++) kk_words_add(&words, given[i]);
    kk_words_sort(&words);
    assert_int_equal(words.count, 2);
    assert_int_equal(kk_words_find(&words, "AAP"), 0);
    assert_int_equal(kk_words_find(&words, "beer"), 1);
    assert_int_equal(kk_words_find(&words, ""), -1);
    kk_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_division_by_largest_remainder),
        cmocka_unit_test(test_division_of_any_sum_adds_up),
        cmocka_unit_test(test_a_lump_sum_goes_to_children),
        cmocka_unit_test(test_other_keys),
        cmocka_unit_test(test_a_sum_without_a_key_stays_where_it_is),
        cmocka_unit_test(test_a_sum_of_an_own_area),
        cmocka_unit_test(test_what_of_the_population_is_missing),
        cmocka_unit_test(test_an_unknown_task),
        cmocka_unit_test(test_groups_and_programmes),
        cmocka_unit_test(test_programmes_that_are_paid_for_as_a_whole),
        cmocka_unit_test(test_the_list_of_the_project),
        cmocka_unit_test(test_numbers_that_are_missing),
        cmocka_unit_test(test_organisations_at_schools),
        cmocka_unit_test(test_who_is_behind_attendance),
        cmocka_unit_test(test_who_is_behind_a_key),
        cmocka_unit_test(test_order_of_lines_makes_no_difference),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
