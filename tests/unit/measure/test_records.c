/* SPDX-License-Identifier: EUPL-1.2 */
/* Youths with care: each measure on a few youths counted by hand. */
#include "unit/measure/world.h"

#include "measure/where.h"

static void contact(world *w, uint64_t client, int date, kk_outcome outcome)
{
    add(w, KK_RECORD_CONTACT, client, "GM0001", KK_FORM_UNKNOWN, date, NONE)->outcome = (uint8_t)outcome;
}

/* ---- where and who ---- */

static void test_a_youth_counts_in_one_area(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS);
    care(&w, 1, "BU00010101", AMBULANT, 20220301, 20220601); /* first in 0101, */
    care(&w, 1, "BU00010102", DAGHULP, 20220501, 20220901);  /* then in 0102 */
    care(&w, 1, "WK000102", CRISIS, 20220701, 20220702);     /* later, but coarser */
    care(&w, 2, "WK000101", AMBULANT, 20220101, 20220201);
    care(&w, 3, "GM0001", AMBULANT, 20220101, 20220201);
    care(&w, 4, "nowhere", AMBULANT, 20220101, 20220201);
    care(&w, 5, "BU00010201", AMBULANT, 20230601, OPEN);
    care(&w, 6, "BU00010199", AMBULANT, 20220601, 20220602); /* on a boat */
    care(&w, 7, "BU00010201", AMBULANT, 20220101, 20220131);
    care(&w, 7, "BU00010102", WIJKTEAM, 20220101, 20220131); /* the same day: the lowest */
    world_measure(&w, 1);
    assert_value(&w, youths, "BU00010101", "2022", 0);
    assert_value(&w, youths, "BU00010102", "2022", 2);
    assert_value(&w, youths, "BU00010201", "2022", 0);
    assert_value(&w, youths, "WK000101", "2022", 4); /* 1, 2, 6 and 7 */
    assert_value(&w, youths, "WK000102", "2022", 0);
    assert_value(&w, youths, "GM0001", "2022", 5);
    assert_value(&w, youths, "A", "2022", 4);
    assert_value(&w, youths, "BU00010201", "2023", 1);
    assert_value(&w, youths, "GM0001", "2023", 1);
    assert_int_equal(w.table.row_count, 2 * (2 + 3 + 4 + 2));
    world_clear(&w);
}

/* Nobody delivered records of GM0002: that is not 0, and an own area with a wijk of it is not known either. */
static void test_not_delivered_is_absent(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), invited = want(&w, KK_MEASURE_INVITED),
           cents = want(&w, KK_MEASURE_CENTS);
    size_t families = want(&w, KK_MEASURE_FAMILIES), wait = want(&w, KK_MEASURE_WAIT_MEDIAN);
    care(&w, 1, "BU00010101", AMBULANT, 20220101, 20220201);
    world_measure(&w, 1);
    const char *const absent[] = {"GM0002", "WK000201", "BU00020101", "B"};
    for (size_t i = 0; i < 4; i++) assert_int_equal(status(&w, youths, absent[i], "2022"), KK_FIGURE_ABSENT);
    assert_value(&w, youths, "WK000102", "2022", 0);
    assert_value(&w, youths, "BU00010101", "2023", 0);
    assert_int_equal(status(&w, invited, "GM0001", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, cents, "GM0001", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, families, "GM0001", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, wait, "GM0001", "2022"), KK_FIGURE_ABSENT);
    world_clear(&w);
}

/* Declarations carry no address: their money is where their youth is, and known there. */
static void test_declarations_without_a_place(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t cents = want(&w, KK_MEASURE_CENTS);
    care(&w, 1, "BU00010101", AMBULANT, 20220101, 20220201);
    declare(&w, 1, "nowhere", AMBULANT, 20220101, 20220131, 500);
    care(&w, 2, "BU00020101", AMBULANT, 20220101, 20220201);
    world_measure(&w, 1);
    assert_value(&w, cents, "BU00010101", "2022", 500);
    assert_value(&w, cents, "WK000102", "2022", 0);
    assert_int_equal(status(&w, cents, "GM0002", "2022"), KK_FIGURE_ABSENT);
    world_clear(&w);
}

/* Of what has a date, a year without any is a year that was not delivered. */
static void test_delivered_by_year(void **state)
{
    (void)state;
    static const struct {
        kk_measure_kind measure;
        kk_record_kind kind;
        int begin, end;
        int in_2022; /* of GM0001; in 2023 there is a figure for each */
    } cases[] = {
        {KK_MEASURE_PARTICIPANTS, KK_RECORD_PARTICIPATION, 20230101, 20230201, KK_FIGURE_ABSENT},
        {KK_MEASURE_PARTICIPANTS, KK_RECORD_PARTICIPATION, 20221201, 20230201, KK_FIGURE_OK},
        {KK_MEASURE_REQUESTS_ENDED, KK_RECORD_REQUEST, 20230101, 20230201, KK_FIGURE_ABSENT},
        {KK_MEASURE_REQUESTS_ENDED, KK_RECORD_REQUEST, 20210101, 20230201, KK_FIGURE_ABSENT},
        {KK_MEASURE_REQUESTS_ENDED, KK_RECORD_REQUEST, 20221231, 20230201, KK_FIGURE_OK},
        {KK_MEASURE_INVITED, KK_RECORD_CONTACT, 20230101, NONE, KK_FIGURE_ABSENT},
        {KK_MEASURE_CENTS, KK_RECORD_DECLARATION, 20230101, 20230131, KK_FIGURE_ABSENT},
        {KK_MEASURE_YOUTHS_CENTS, KK_RECORD_CARE, 20220101, 20220131, KK_FIGURE_ABSENT}, /* the money is of 2023 */
        {KK_MEASURE_YOUTHS, KK_RECORD_DECLARATION, 20230101, 20230131, KK_FIGURE_ABSENT},
        {KK_MEASURE_YOUTHS, KK_RECORD_CARE, 20230101, 20230131, KK_FIGURE_OK},
        {KK_MEASURE_YOUTHS_HELPED, KK_RECORD_REQUEST, 20230101, 20230131, KK_FIGURE_ABSENT},
        {KK_MEASURE_YOUTHS_HELPED, KK_RECORD_PARTICIPATION, 20230101, 20230131, KK_FIGURE_ABSENT},
        {KK_MEASURE_YOUTHS_HELPED, KK_RECORD_CARE, 20230101, 20230131, KK_FIGURE_OK},
        {KK_MEASURE_WAIT_MEDIAN, KK_RECORD_CARE, 20230101, 20230131, KK_FIGURE_ABSENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world w;
        world_init(&w);
        size_t c = want(&w, cases[i].measure);
        kk_record *r = add(&w, cases[i].kind, 1, "BU00010101", AMBULANT, cases[i].begin, cases[i].end);
        r->outcome = cases[i].kind == KK_RECORD_CONTACT ? KK_OUTCOME_SEEN : KK_OUTCOME_SOLVED;
        r->cents = cases[i].kind == KK_RECORD_DECLARATION ? 100 : 0;
        if (cases[i].measure == KK_MEASURE_WAIT_MEDIAN) r->requested = on(20230101);
        if (cases[i].measure == KK_MEASURE_YOUTHS_CENTS) declare(&w, 1, "", AMBULANT, 20230101, 20230131, 100);
        world_measure(&w, 1);
        static const char *const areas[] = {"GM0001", "WK000102", "BU00010101", "A"};
        for (size_t a = 0; a < 4; a++) {
            int known = status(&w, c, areas[a], "2022"), next = status(&w, c, areas[a], "2023");
            bool nobody = cases[i].measure == KK_MEASURE_WAIT_MEDIAN && a == 1;
            if (known != cases[i].in_2022 || next != (nobody ? KK_FIGURE_NO_POPULATION : KK_FIGURE_OK))
                fail_msg("case %zu: %d and %d in %s", i, known, next, areas[a]);
        }
        assert_int_equal(status(&w, c, "GM0002", "2023"), KK_FIGURE_ABSENT);
        world_clear(&w);
    }
}

static void test_no_records_at_all(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), wait = want(&w, KK_MEASURE_WAIT_MEDIAN),
           f = want(&w, KK_MEASURE_FAMILIES);
    world_measure(&w, 2);
    assert_int_equal(status(&w, youths, "GM0001", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, wait, "GM0001", "2022"), KK_FIGURE_ABSENT);
    assert_int_equal(status(&w, f, "A", "2023"), KK_FIGURE_ABSENT);
    world_clear(&w);
}

static void test_selection_by_age_and_sex(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t all = want(&w, KK_MEASURE_YOUTHS), aged = want(&w, KK_MEASURE_YOUTHS), girls = want(&w, KK_MEASURE_YOUTHS);
    w.measure[aged].all_ages = false;
    w.measure[aged].ages = (kk_ages){-9, 48};
    w.measure[girls].sex = KK_SEX_FEMALE;
    care(&w, 1, "GM0001", AMBULANT, 20220301, OPEN)->months = 36; /* 48 months at the end of 2023 */
    care(&w, 2, "GM0001", AMBULANT, 20220301, OPEN)->months = -9;
    care(&w, 3, "GM0001", AMBULANT, 20220301, OPEN)->months = -10; /* not yet; in 2023 of 2 months */
    care(&w, 4, "GM0001", AMBULANT, 20220301, OPEN)->months = KK_MONTHS_UNKNOWN;
    care(&w, 5, "GM0001", AMBULANT, 20220301, 20220302)->sex = KK_SEX_FEMALE;
    care(&w, 5, "GM0001", DAGHULP, 20220401, 20220402); /* unknown does not undo it */
    care(&w, 6, "GM0001", AMBULANT, 20220301, 20220302)->sex = KK_SEX_FEMALE;
    care(&w, 6, "GM0001", DAGHULP, 20220401, 20220402)->sex = KK_SEX_MALE; /* the latest holds */
    world_measure(&w, 1);
    assert_value(&w, all, "GM0001", "2022", 6);
    assert_value(&w, aged, "GM0001", "2022", 2);
    assert_value(&w, aged, "GM0001", "2023", 2);
    assert_value(&w, girls, "GM0001", "2022", 1);
    world_clear(&w);
}

/* ---- reach ---- */

static void test_new_ended_running(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), fresh = want(&w, KK_MEASURE_YOUTHS_NEW);
    size_t ended = want(&w, KK_MEASURE_YOUTHS_ENDED), running = want(&w, KK_MEASURE_YOUTHS_RUNNING);
    size_t periods = want(&w, KK_MEASURE_CARE_PERIODS), ambulant = want_form(&w, KK_MEASURE_YOUTHS_NEW, AMBULANT);
    care(&w, 1, "GM0001", AMBULANT, 20220110, 20221220);
    care(&w, 1, "GM0001", AMBULANT, 20230121, 20230801); /* 31 days without help: one period */
    care(&w, 2, "GM0001", AMBULANT, 20220110, 20221220);
    care(&w, 2, "GM0001", AMBULANT, 20230122, 20230801); /* 32 days: two */
    care(&w, 3, "GM0001", AMBULANT, 20220110, 20230115);
    care(&w, 3, "GM0001", DAGHULP, 20230110, OPEN); /* another form: not new, and the first is not an end */
    care(&w, 4, "GM0001", AMBULANT, 20211231, 20231231);
    care(&w, 5, "GM0001", AMBULANT, 20230101,
         20240331); /* until the last day that is known: an end, but in no period */
    care(&w, 6, "GM0001", AMBULANT, 20230101, 20240401); /* an end in the future is no end yet */
    care(&w, 7, "GM0001", AMBULANT, 20240401, OPEN);     /* nor is a begin */
    world_measure(&w, 1);
    assert_value(&w, youths, "GM0001", "2022", 4);
    assert_value(&w, fresh, "GM0001", "2022", 3);   /* 1, 2, 3 */
    assert_value(&w, ended, "GM0001", "2022", 1);   /* 2 */
    assert_value(&w, running, "GM0001", "2022", 2); /* 3 and 4: 1 is in a gap */
    assert_value(&w, periods, "GM0001", "2022", 4);
    assert_value(&w, youths, "GM0001", "2023", 6);
    assert_value(&w, fresh, "GM0001", "2023", 3);    /* 2, 5, 6 */
    assert_value(&w, ambulant, "GM0001", "2023", 3); /* the same */
    assert_value(&w, ended, "GM0001", "2023", 3);    /* 1, 2, 4 */
    assert_value(&w, running, "GM0001", "2023", 4);  /* 3, 4, 5, 6 */
    assert_value(&w, periods, "GM0001", "2023", 7);  /* two of 3 */
    world_clear(&w);
}

static void test_referrers(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t fresh = want(&w, KK_MEASURE_YOUTHS_NEW), by_doctor = want(&w, KK_MEASURE_YOUTHS_NEW);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), periods = want(&w, KK_MEASURE_CARE_PERIODS);
    for (size_t c = by_doctor; c <= periods; c++) w.measure[c].referrers = 1u << HUISARTS;
    care(&w, 1, "GM0001", WIJKTEAM, 20220110, 20220301)->referrer = GEMEENTE;
    care(&w, 1, "GM0001", AMBULANT, 20220310, 20220401)->referrer = HUISARTS; /* goes on: not new */
    care(&w, 2, "GM0001", AMBULANT, 20220110, 20220301)->referrer = HUISARTS;
    care(&w, 2, "GM0001", AMBULANT, 20220310, 20220401)->referrer = GEMEENTE;
    care(&w, 2, "GM0001", AMBULANT, 20220410, 20220501)->referrer = HUISARTS; /* 39 days after the doctor's first */
    care(&w, 3, "GM0001", AMBULANT, 20220110, 20220301);
    world_measure(&w, 1);
    assert_value(&w, fresh, "GM0001", "2022", 3);
    assert_value(&w, by_doctor, "GM0001", "2022", 1);
    assert_value(&w, youths, "GM0001", "2022", 2);
    assert_value(&w, periods, "GM0001", "2022", 3);
    world_clear(&w);
}

/* Of the selection "all" unknown forms are part, of any other they are not. */
static void test_forms(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t all = want(&w, KK_MEASURE_YOUTHS), some = want(&w, KK_MEASURE_YOUTHS);
    w.measure[some].forms = 1u << AMBULANT | 1u << DAGHULP;
    care(&w, 1, "GM0001", AMBULANT, 20220110, 20220301);
    care(&w, 1, "GM0001", DAGHULP, 20220110, 20220301);
    care(&w, 2, "GM0001", KK_FORM_UNKNOWN, 20220110, 20220301);
    care(&w, 3, "GM0001", VERBLIJF, 20220110, 20220301);
    world_measure(&w, 1);
    assert_value(&w, all, "GM0001", "2022", 3);
    assert_value(&w, some, "GM0001", "2022", 1);
    world_clear(&w);
}

/* Money is use, in its own days, unless care of that form is known around them. */
static void test_declarations_are_use(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), ended = want(&w, KK_MEASURE_YOUTHS_ENDED);
    size_t periods = want(&w, KK_MEASURE_CARE_PERIODS);
    declare(&w, 1, "GM0001", AMBULANT, 20220101, 20220131, 100);
    declare(&w, 1, "GM0001", AMBULANT, 20220301, 20220331, 100); /* February is a gap of 28 days */
    care(&w, 2, "GM0001", AMBULANT, 20220110, 20220315);
    declare(&w, 2, "GM0001", AMBULANT, 20220101, 20220131, 100); /* begins before the care, shares days */
    declare(&w, 2, "GM0001", AMBULANT, 20220301, 20220331, 100); /* ends after it */
    declare(&w, 2, "GM0001", DAGHULP, 20220201, 20220228, 100);  /* another form */
    declare(&w, 3, "GM0001", AMBULANT, 20220301, 20220331, -100);
    declare(&w, 4, "GM0001", AMBULANT, 20220301, 20220331, 100);
    declare(&w, 4, "GM0001", AMBULANT, 20220301, 20220331, -100);
    declare(&w, 5, "GM0001", AMBULANT, 20220301, NONE, 100); /* one day */
    world_measure(&w, 1);
    assert_value(&w, youths, "GM0001", "2022", 3);
    assert_value(&w, periods, "GM0001", "2022", 1 + 2 + 1);
    assert_value(&w, ended, "GM0001", "2022", 3);
    world_clear(&w);
}

/* Help at the front is also a programme, or a request that no care came of. */
static void test_helped(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t all = want(&w, KK_MEASURE_YOUTHS_HELPED), front = want(&w, KK_MEASURE_YOUTHS_HELPED),
           by_doctor = want(&w, KK_MEASURE_YOUTHS_HELPED);
    w.measure[front].forms = 1u << WIJKTEAM | 1u << PROGRAMMA | 1u << JGZ;
    w.measure[by_doctor].referrers = 1u << HUISARTS;
    care(&w, 1, "GM0001", AMBULANT, 20220101, 20220131);
    add(&w, KK_RECORD_PARTICIPATION, 1, "GM0001", KK_FORM_UNKNOWN, 20220101, 20220131)->reference = 7;
    add(&w, KK_RECORD_REQUEST, 2, "GM0001", KK_FORM_UNKNOWN, 20211201, OPEN)->referrer = HUISARTS;
    add(&w, KK_RECORD_REQUEST, 3, "GM0001", KK_FORM_UNKNOWN, 20221231, 20230101);
    care(&w, 4, "GM0001", WIJKTEAM, 20220101, 20220131);
    care(&w, 5, "GM0001", AMBULANT, 20220101, 20220131)->referrer = HUISARTS;
    contact(&w, 6, 20220101, KK_OUTCOME_SEEN); /* whom the JGZ sees is not helped for that */
    care(&w, 7, "GM0001", WIJKTEAM, NONE, OPEN)->requested = on(20220101);
    add(&w, KK_RECORD_PARTICIPATION, 8, "GM0001", KK_FORM_UNKNOWN, 20240101, OPEN);
    world_measure(&w, 1);
    assert_value(&w, all, "GM0001", "2022", 5);
    assert_value(&w, front, "GM0001", "2022", 4); /* 1, 2, 3 and 4 */
    assert_value(&w, by_doctor, "GM0001", "2022", 2);
    assert_value(&w, front, "GM0001", "2023", 2); /* 2 and 3 */
    assert_int_equal(w.table.guard[front], front);
    world_clear(&w);
}

/* ---- simplicity ---- */

static void test_providers(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t pairs = want(&w, KK_MEASURE_PROVIDERS), youths = want(&w, KK_MEASURE_YOUTHS_PROVIDERS);
    size_t many = want(&w, KK_MEASURE_YOUTHS_3_PROVIDERS),
           squares = want_part(&w, KK_MEASURE_PROVIDERS, KK_PART_SQUARES);
    size_t ambulant = want_form(&w, KK_MEASURE_PROVIDERS, AMBULANT);
    const uint32_t providers[] = {7, 9, 7, 8, 0};
    for (int i = 0; i < 5; i++)
        care(&w, 1, "BU00010101", AMBULANT + i % 2, 20220101, 20220201)->provider = providers[i];
    care(&w, 1, "BU00010101", AMBULANT, 20230101, 20230201)->provider = 10;
    care(&w, 2, "BU00010102", AMBULANT, 20220101, 20220201)->provider = 7;
    care(&w, 3, "BU00010102", AMBULANT, 20220101, 20220201)->provider = 0;
    world_measure(&w, 1);
    assert_value(&w, pairs, "GM0001", "2022", 4);
    assert_value(&w, squares, "GM0001", "2022", 9 + 1);
    assert_value(&w, youths, "GM0001", "2022", 2);
    assert_value(&w, many, "GM0001", "2022", 1);
    assert_value(&w, ambulant, "BU00010101", "2022", 1); /* 7, twice */
    assert_value(&w, pairs, "GM0001", "2023", 1);
    world_clear(&w);
}

static void test_several_at_once(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t several = want(&w, KK_MEASURE_YOUTHS_SEVERAL), ambulant = want_form(&w, KK_MEASURE_YOUTHS_SEVERAL, AMBULANT);
    care(&w, 1, "GM0001", AMBULANT, 20220101, 20220131); /* share the 31st */
    care(&w, 1, "GM0001", DAGHULP, 20220131, 20220301);
    care(&w, 2, "GM0001", AMBULANT, 20220101, 20220131); /* do not */
    care(&w, 2, "GM0001", DAGHULP, 20220201, 20220301);
    care(&w, 3, "GM0001", AMBULANT, 20220101, 20220131); /* one form, not known to be two */
    care(&w, 3, "GM0001", AMBULANT, 20220115, 20220301)->contract = 5;
    care(&w, 4, "GM0001", AMBULANT, 20220101, 20220131)->contract = 4;
    care(&w, 4, "GM0001", AMBULANT, 20220115, 20220301)->contract = 5;
    care(&w, 5, "GM0001", AMBULANT, 20211201, 20220301); /* the shared days are in 2021 */
    care(&w, 5, "GM0001", DAGHULP, 20211201, 20211231);
    care(&w, 6, "GM0001", DAGHULP, 20220101,
         20220601); /* within the longest of the other form, behind one of its own */
    care(&w, 6, "GM0001", AMBULANT, 20220701, 20221231);
    care(&w, 6, "GM0001", AMBULANT, 20220702, 20220703);
    care(&w, 6, "GM0001", DAGHULP, 20220901, 20220902);
    world_measure(&w, 1);
    assert_value(&w, several, "GM0001", "2022", 3); /* 1, 4, 6 */
    assert_value(&w, ambulant, "GM0001", "2022", 1);
    world_clear(&w);
}

static void test_families(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t families = want(&w, KK_MEASURE_FAMILIES), pairs = want(&w, KK_MEASURE_FAMILY_PROVIDERS);
    size_t squares = want_part(&w, KK_MEASURE_FAMILY_PROVIDERS, KK_PART_SQUARES), young = want(&w, KK_MEASURE_FAMILIES);
    w.measure[young].all_ages = false;
    w.measure[young].ages = (kk_ages){0, 60};
    struct {
        uint64_t client, family;
        const char *place;
        uint32_t provider;
        int begin;
    } const youths[] = {
        {1, 100, "BU00010101", 7, 20220101}, {2, 100, "BU00010102", 7, 20220201}, {2, 100, "BU00010102", 8, 20220201},
        {3, 200, "WK000101", 9, 20220301},   {4, 200, "BU00010201", 9, 20220101}, /* the finest, not the latest */
        {5, 300, "BU00010101", 0, 20220101},                                      /* provider unknown */
        {6, 0, "BU00010101", 7, 20220101},
    };
    for (size_t i = 0; i < sizeof youths / sizeof *youths; i++) {
        kk_record *r = care(&w, youths[i].client, youths[i].place, AMBULANT, youths[i].begin, 20220601);
        r->family = youths[i].family;
        r->provider = youths[i].provider;
        if (youths[i].client == 3) r->months = 30;
    }
    world_measure(&w, 2);
    assert_value(&w, families, "BU00010101", "2022", 0);
    assert_value(&w, families, "BU00010102", "2022", 1);
    assert_value(&w, pairs, "BU00010102", "2022", 2);
    assert_value(&w, families, "BU00010201", "2022", 1);
    assert_value(&w, pairs, "BU00010201", "2022", 1);
    assert_value(&w, young, "BU00010201", "2022", 1);
    assert_value(&w, young, "GM0001", "2022", 1);
    assert_value(&w, squares, "GM0001", "2022", 4 + 1);
    assert_value(&w, families, "GM0001", "2023", 0);
    world_clear(&w);
}

/* ---- to the front ---- */

/* That light help was paid for under an indication is told by its declaration, before, at or after its begin. */
static void test_light_under_a_declared_indication(void **state)
{
    (void)state;
    static const int declared[] = {20220201, 20220301, 20220415};
    world w;
    world_init(&w);
    size_t light = want(&w, KK_MEASURE_YOUTHS_LIGHT_INDICATED);
    for (uint64_t i = 0; i < 3; i++) {
        care(&w, i + 1, "BU00010101", WIJKTEAM, 20220301, 20220501);
        declare(&w, i + 1, "", WIJKTEAM, declared[i], 20220430, 100)->indicated = true;
    }
    care(&w, 4, "BU00010101", WIJKTEAM, 20220301, 20220501);
    declare(&w, 4, "", AMBULANT, 20220301, 20220430, 100)->indicated = true;
    world_measure(&w, 1);
    assert_value(&w, light, "GM0001", "2022", 3);
    world_clear(&w);
}

static void test_light_under_indication(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t light = want(&w, KK_MEASURE_YOUTHS_LIGHT_INDICATED);
    care(&w, 1, "GM0001", WIJKTEAM, 20220101, 20220131)->indicated = true;
    care(&w, 2, "GM0001", WIJKTEAM, 20220101, 20220131);
    care(&w, 3, "GM0001", AMBULANT, 20220101, 20220131)->indicated = true; /* weight 2 */
    care(&w, 4, "GM0001", CRISIS, 20220101, 20220131)->indicated = true;   /* not on the ladder */
    care(&w, 5, "GM0001", WIJKTEAM, 20210101, 20211231)->indicated = true;
    world_measure(&w, 1);
    assert_value(&w, light, "GM0001", "2022", 1);
    world_clear(&w);
}

typedef struct step_case {
    const char *what;
    struct {
        int form, begin, end;
        bool planned;
    } care[3];
    int any, down, up; /* in 2022 */
} step_case;

static const step_case steps[] = {
    {"next after 92 days", {{VERBLIJF, 20220101, 20220131, 0}, {AMBULANT, 20220504, OPEN, 0}}, 1, 1, 0},
    {"next after 93 days is another course",
     {{VERBLIJF, 20220101, 20220131, 0}, {AMBULANT, 20220505, OPEN, 0}},
     1,
     0,
     0},
    {"overlaps and outlasts", {{VERBLIJF, 20220101, 20220301, 0}, {AMBULANT, 20220201, OPEN, 0}}, 1, 1, 0},
    {"overlaps, outlasts next year", {{VERBLIJF, 20220101, 20230301, 0}, {AMBULANT, 20220201, OPEN, 0}}, 0, 0, 0},
    {"lighter within heavier", {{VERBLIJF, 20220101, OPEN, 0}, {AMBULANT, 20220201, 20220301, 1}}, 0, 0, 0},
    {"heavier within lighter", {{AMBULANT, 20220101, OPEN, 0}, {VERBLIJF, 20220201, 20220301, 0}}, 1, 1, 1},
    {"up", {{WIJKTEAM, 20210101, 20220101, 0}, {DAGHULP, 20220102, OPEN, 0}}, 1, 0, 1},
    {"the same again", {{AMBULANT, 20220101, 20220131, 0}, {AMBULANT, 20220401, OPEN, 0}}, 0, 0, 0},
    {"end as planned", {{AMBULANT, 20220101, 20220131, 1}}, 1, 1, 0},
    {"end, not as planned", {{AMBULANT, 20220101, 20220131, 0}}, 1, 0, 0},
    {"end in another year", {{AMBULANT, 20210101, 20211231, 1}, {CRISIS, 20220101, 20220201, 1}}, 0, 0, 0},
    {"off the ladder in between",
     {{VERBLIJF, 20220101, 20220131, 0}, {CRISIS, 20220201, 20220301, 0}, {DAGHULP, 20220302, OPEN, 0}},
     1,
     1,
     0},
    {"down in two",
     {{VERBLIJF, 20220101, 20220131, 0}, {DAGHULP, 20220201, 20220301, 0}, {WIJKTEAM, 20220302, OPEN, 0}},
     1,
     1,
     0},
    {"running", {{AMBULANT, 20220101, OPEN, 0}}, 0, 0, 0},
};

static void test_ladder(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        world w;
        world_init(&w);
        size_t any = want(&w, KK_MEASURE_YOUTHS_LADDER), down = want(&w, KK_MEASURE_YOUTHS_DOWN),
               up = want(&w, KK_MEASURE_YOUTHS_UP);
        for (int c = 0; c < 3 && steps[i].care[c].begin != 0; c++) {
            kk_record *r = care(&w, 1, "GM0001", steps[i].care[c].form, steps[i].care[c].begin, steps[i].care[c].end);
            r->outcome = steps[i].care[c].planned ? KK_OUTCOME_PLANNED : KK_OUTCOME_EARLY;
        }
        care(&w, 2, "GM0001", CRISIS, 20220101, 20220201); /* never on the ladder */
        world_measure(&w, 1);
        if (value(&w, any, "GM0001", "2022") != steps[i].any || value(&w, down, "GM0001", "2022") != steps[i].down ||
            value(&w, up, "GM0001", "2022") != steps[i].up)
            fail_msg("%s: %g %g %g", steps[i].what, value(&w, any, "GM0001", "2022"), value(&w, down, "GM0001", "2022"),
                     value(&w, up, "GM0001", "2022"));
        world_clear(&w);
    }
}

/* ---- JGZ, local team, programmes ---- */

static void test_jgz(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t invited = want_form(&w, KK_MEASURE_INVITED, JGZ), missed = want_form(&w, KK_MEASURE_NOT_SEEN, JGZ);
    contact(&w, 1, 20220101, KK_OUTCOME_NOT_SEEN);
    contact(&w, 1, 20220301, KK_OUTCOME_NOT_SEEN);
    contact(&w, 2, 20220101, KK_OUTCOME_NOT_SEEN);
    contact(&w, 2, 20220301, KK_OUTCOME_SEEN); /* once seen is seen */
    contact(&w, 3, 20221231, KK_OUTCOME_NOT_SEEN);
    contact(&w, 3, 20230101, KK_OUTCOME_SEEN); /* but not this year */
    contact(&w, 4, 20220101, KK_OUTCOME_NONE); /* not known which: in neither */
    world_measure(&w, 1);
    assert_value(&w, invited, "GM0001", "2022", 3);
    assert_value(&w, missed, "GM0001", "2022", 2);
    assert_value(&w, invited, "GM0001", "2023", 1);
    assert_value(&w, missed, "GM0001", "2023", 0);
    world_clear(&w);
}

static void test_requests(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t ended = want(&w, KK_MEASURE_REQUESTS_ENDED), solved = want(&w, KK_MEASURE_REQUESTS_SOLVED);
    struct {
        uint64_t client;
        int begin, end;
        kk_outcome outcome;
    } const requests[] = {
        {1, 20220101, 20220201, KK_OUTCOME_SOLVED},   {1, 20220102, 20220301, KK_OUTCOME_SOLVED},
        {2, 20220101, 20220201, KK_OUTCOME_REFERRED}, {3, 20220101, 20220201, KK_OUTCOME_LEFT},
        {4, 20220101, OPEN, KK_OUTCOME_NONE},         {5, 20220101, 20220201, KK_OUTCOME_NONE},
        {6, 20220101, 20230101, KK_OUTCOME_REFERRED}, {1, 20220102, 20220301, KK_OUTCOME_SOLVED}, /* delivered twice */
    };
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        kk_record *r = add(&w, KK_RECORD_REQUEST, requests[i].client, "GM0001", KK_FORM_UNKNOWN, requests[i].begin,
                           requests[i].end);
        r->outcome = (uint8_t)requests[i].outcome;
    }
    world_measure(&w, 1);
    assert_value(&w, ended, "GM0001", "2022", 4);
    assert_value(&w, solved, "GM0001", "2022", 2);
    assert_value(&w, w.table.guard[ended], "GM0001", "2022", 3); /* youths */
    assert_value(&w, w.table.guard[solved], "GM0001", "2022", 1);
    assert_value(&w, ended, "GM0001", "2023", 1);
    world_clear(&w);
}

static void test_participants(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t all = want(&w, KK_MEASURE_PARTICIPANTS), one = want(&w, KK_MEASURE_PARTICIPANTS),
           other = want(&w, KK_MEASURE_PARTICIPANTS);
    w.measure[one].item = "Stevig Ouderschap";
    w.measure[other].item = "VoorZorg";
    uint32_t hash = kk_name_hash("stevig ouderschap", 17);
    add(&w, KK_RECORD_PARTICIPATION, 1, "GM0001", KK_FORM_UNKNOWN, 20211201, 20220101)->reference = hash;
    add(&w, KK_RECORD_PARTICIPATION, 1, "GM0001", KK_FORM_UNKNOWN, 20220301, 20220401)->reference = hash;
    add(&w, KK_RECORD_PARTICIPATION, 2, "GM0001", KK_FORM_UNKNOWN, 20220101, OPEN)->reference = 12;
    world_measure(&w, 1);
    assert_value(&w, all, "GM0001", "2022", 2);
    assert_value(&w, one, "GM0001", "2022", 1);
    assert_value(&w, other, "GM0001", "2022", 0);
    assert_value(&w, all, "GM0001", "2023", 1);
    world_clear(&w);
}

/* ---- money ---- */

static void test_cents(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t cents = want(&w, KK_MEASURE_CENTS), youths = want(&w, KK_MEASURE_YOUTHS_CENTS);
    size_t squares = want_part(&w, KK_MEASURE_CENTS, KK_PART_SQUARES), early = want(&w, KK_MEASURE_CENTS);
    w.measure[early].all_ages = false;
    w.measure[early].ages = (kk_ages){-9, 24};
    declare(&w, 1, "BU00010101", AMBULANT, 20221231, 20230131, 10000000001)->months_event = 23; /* by its first day */
    declare(&w, 1, "BU00010102", DAGHULP, 20221231, 20230131, 2)->months_event = 24;
    declare(&w, 2, "BU00010201", AMBULANT, 20220101, 20220131, 500);
    declare(&w, 2, "BU00010201", AMBULANT, 20220101, 20220131, -800); /* a correction of what came before */
    declare(&w, 3, "nowhere", AMBULANT, 20220101, 20220131, 77);
    declare(&w, 5, "BU00010201", AMBULANT, 20220101, 20220131, 600); /* comes to nothing */
    declare(&w, 5, "BU00010201", DAGHULP, 20220101, 20220131, -600);
    care(&w, 4, "BU00010201", AMBULANT, 20230101, 20230301)->cents = 1234;
    world_measure(&w, 1);
    assert_value(&w, cents, "BU00010101", "2022", 10000000003); /* the lowest of two places on one day */
    assert_value(&w, cents, "BU00010201", "2022", -300);
    assert_true(value(&w, cents, "GM0001", "2022") == 10000000003 - 300);
    assert_value(&w, youths, "GM0001", "2022", 2); /* whose money is summed, also below 0 */
    assert_value(&w, w.table.guard[cents], "GM0001", "2022", 3);
    assert_value(&w, early, "GM0001", "2022", 10000000001);
    assert_value(&w, squares, "GM0001", "2022", 1.00000000060000000009e20 + 90000);
    assert_value(&w, squares, "BU00010201", "2022", 90000);
    assert_value(&w, cents, "GM0001", "2023", 1234);
    world_clear(&w);
}

/* In 2023 nothing of which the place is told: the care of the year before tells it. */
static void test_money_goes_where_its_youth_was(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t cents = want(&w, KK_MEASURE_CENTS), youths = want(&w, KK_MEASURE_YOUTHS),
           own = want_part(&w, KK_MEASURE_CENTS, KK_PART_PERSONS);
    static const char *const wijken[] = {"WK000101", "WK000102"};
    for (uint64_t i = 0; i < 30; i++) {
        care(&w, i + 1, i % 3 == 0 ? "BU00010101" : "WK000102", AMBULANT, 20220101, 20221231);
        declare(&w, i + 1, "", AMBULANT, 20230101, 20230131, 1000);
    }
    world_measure(&w, 2);
    double sum = 0;
    for (size_t i = 0; i < 2; i++) sum += value(&w, cents, wijken[i], "2023");
    assert_value(&w, cents, "GM0001", "2023", 30000);
    assert_true(sum == 30000);
    assert_value(&w, cents, "BU00010101", "2023", 10000);
    assert_value(&w, own, "A", "2023", 10);
    assert_value(&w, youths, "WK000102", "2023", 20);
    assert_int_equal(status(&w, cents, "GM0001", "2022"), KK_FIGURE_ABSENT);
    world_clear(&w);
}

typedef struct place_case {
    const char *what;
    struct {
        kk_locus place;
        const char *code;
        int begin, end;
    } told[3];
    const char *expected; /* of 2022, where a declaration without a place is; NULL: nowhere */
} place_case;

static const place_case places[] = {
    {"before, though the other is nearer",
     {{0, "WK000101", 20210101, 20210201}, {0, "WK000102", 20230102, OPEN}},
     "WK000101"},
    {"the last before", {{0, "WK000101", 20210101, 20211231}, {0, "WK000102", 20210201, 20210301}}, "WK000101"},
    {"else the first after", {{0, "WK000102", 20230601, OPEN}, {0, "WK000101", 20230501, 20230502}}, "WK000101"},
    {"the finest of one day", {{0, "GM0001", 20210101, 20211231}, {0, "WK000102", 20210101, 20211231}}, "WK000102"},
    {"the latest of one day", {{0, "WK000101", 20210101, 20211231}, {0, "WK000102", 20210201, 20211231}}, "WK000102"},
    {"moved away before", {{0, "WK000101", 20210101, 20210201}, {KK_OTHER_GEMEENTE, "", 20210301, 20210401}}, NULL},
    {"moved away since", {{0, "WK000101", 20210101, 20210201}, {KK_OUTSIDE, "", 20230301, OPEN}}, "WK000101"},
    {"elsewhere in the period", {{0, "WK000101", 20210101, 20210201}, {KK_OUTSIDE, "", 20220301, OPEN}}, NULL},
    {"elsewhere and here", {{0, "WK000101", 20211201, 20211231}, {KK_OUTSIDE, "", 20211201, 20211231}}, "WK000101"},
    {"here in the period", {{0, "GM0001", 20220601, 20220602}, {0, "WK000101", 20211201, 20211231}}, "GM0001"},
    {"never told", {{KK_UNKNOWN_POSTCODE, "", 20210101, 20210201}}, NULL},
};

static void test_places_of_other_periods(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        world w;
        world_init(&w);
        declare(&w, 1, "", AMBULANT, 20220201, 20220228, 100);
        for (size_t r = 0; r < 3 && places[i].told[r].begin != 0; r++) {
            kk_record *told =
                care(&w, 1, places[i].told[r].code, DAGHULP, places[i].told[r].begin, places[i].told[r].end);
            if (places[i].told[r].place != 0) told->place = places[i].told[r].place;
        }
        const kk_record *found = kk_youth_placed(w.records.item, w.records.count, &w.period[0], &w.areas);
        if ((found == NULL) != (places[i].expected == NULL) ||
            (found != NULL && found->place != at(places[i].expected)))
            fail_msg("%s: %x", places[i].what, found == NULL ? 0 : found->place);
        world_clear(&w);
    }
}

/* Who has nothing in a period is nowhere then. */
static void test_no_place_without_a_record(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    care(&w, 1, "WK000101", AMBULANT, 20230101, OPEN);
    assert_null(kk_youth_placed(w.records.item, 1, &w.period[0], &w.areas));
    assert_null(kk_youth_placed(w.records.item, 0, &w.period[1], &w.areas));
    assert_non_null(kk_youth_placed(w.records.item, 1, &w.period[1], &w.areas));
    w.records.item[0].requested = on(20221231); /* asked in 2022 */
    assert_non_null(kk_youth_placed(w.records.item, 1, &w.period[0], &w.areas));
    world_clear(&w);
}

/* ---- guards and errors ---- */

static void test_guards(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    size_t youths = want(&w, KK_MEASURE_YOUTHS), cents = want(&w, KK_MEASURE_CENTS);
    size_t squares = want_part(&w, KK_MEASURE_CENTS, KK_PART_SQUARES), pairs = want(&w, KK_MEASURE_FAMILY_PROVIDERS);
    size_t ambulant = want_form(&w, KK_MEASURE_CENTS, AMBULANT), wait = want(&w, KK_MEASURE_WAIT_MEDIAN);
    size_t lower = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_LOWER),
           base = want_part(&w, KK_MEASURE_WAIT_MEDIAN, KK_PART_BASE);
    size_t persons = want_part(&w, KK_MEASURE_CARE_PERIODS, KK_PART_PERSONS),
           periods = want(&w, KK_MEASURE_CARE_PERIODS);
    care(&w, 1, "GM0001", AMBULANT, 20220101, OPEN);
    world_measure(&w, 1);
    const uint32_t *guard = w.table.guard;
    assert_int_equal(guard[youths], youths);
    assert_int_equal(guard[cents], 10); /* added */
    assert_int_equal(guard[squares], guard[cents]);
    assert_int_equal(guard[pairs], 11);
    assert_int_equal(guard[ambulant], 12);
    assert_int_equal(guard[wait], base);
    assert_int_equal(guard[lower], base);
    assert_int_equal(guard[base], base);
    assert_int_equal(guard[periods], persons);
    for (uint32_t c = 10; c < 13; c++) assert_int_equal(guard[c], c);
    assert_int_equal(w.table.column_count, 13);
    assert_string_equal(w.table.column[12], "persons");
    assert_value(&w, periods, "GM0001", "2022", 1);
    world_clear(&w);
}

static void test_a_measure_of_another_table(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    want(&w, KK_MEASURE_PERSONS);
    assert_int_equal(
        kk_measure_records(&w.config, &w.table_config, &w.records, &w.areas, 1, &w.arena, &w.table, &w.err),
        KK_ERR_INTERNAL);
    assert_contains(w.err.message, "column 'wanted' is not one of records");
    world_clear(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_youth_counts_in_one_area),
        cmocka_unit_test(test_not_delivered_is_absent),
        cmocka_unit_test(test_declarations_without_a_place),
        cmocka_unit_test(test_delivered_by_year),
        cmocka_unit_test(test_money_goes_where_its_youth_was),
        cmocka_unit_test(test_places_of_other_periods),
        cmocka_unit_test(test_no_place_without_a_record),
        cmocka_unit_test(test_no_records_at_all),
        cmocka_unit_test(test_selection_by_age_and_sex),
        cmocka_unit_test(test_new_ended_running),
        cmocka_unit_test(test_referrers),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_declarations_are_use),
        cmocka_unit_test(test_helped),
        cmocka_unit_test(test_providers),
        cmocka_unit_test(test_several_at_once),
        cmocka_unit_test(test_families),
        cmocka_unit_test(test_light_under_indication),
        cmocka_unit_test(test_light_under_a_declared_indication),
        cmocka_unit_test(test_ladder),
        cmocka_unit_test(test_jgz),
        cmocka_unit_test(test_requests),
        cmocka_unit_test(test_participants),
        cmocka_unit_test(test_cents),
        cmocka_unit_test(test_guards),
        cmocka_unit_test(test_a_measure_of_another_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
