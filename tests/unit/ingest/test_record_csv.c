/* SPDX-License-Identifier: EUPL-1.2 */
#include "record_text.h"

static record_text t;

/* A source of help with these columns, in the order of CARE below. */
static int set_up(void **state)
{
    (void)state;
    record_text_init(&t, KK_RECORD_CARE);
    record_text_map(&t, KK_FIELD_CLIENT, "nr");
    record_text_map(&t, KK_FIELD_BIRTH, "geboren");
    record_text_map(&t, KK_FIELD_SEX, "sekse");
    record_text_map(&t, KK_FIELD_REQUESTED, "aanvraag");
    record_text_map(&t, KK_FIELD_BEGIN, "van");
    record_text_map(&t, KK_FIELD_END, "tot");
    record_text_map(&t, KK_FIELD_FORM, "vorm");
    return 0;
}
#define CARE "nr;geboren;sekse;aanvraag;van;tot;vorm\n"

static int tear_down(void **state)
{
    (void)state;
    record_text_clear(&t);
    return 0;
}

static kk_record read_one(const char *text)
{
    record_text_read(&t, text);
    assert_int_equal(t.count, 1);
    return t.record[0];
}

static void test_a_whole_record(void **state)
{
    (void)state;
    kk_record record = read_one(CARE "123456782;17-05-2012;V;02-01-2023;01-03-2023;30-11-2023;ambulant\n");
    assert_true(record.client == kk_pseudonym(&t.key, "client", "123456782", 9));
    assert_true(record.family == 0);
    assert_int_equal(record.kind, KK_RECORD_CARE);
    assert_int_equal(record.sex, KK_SEX_FEMALE);
    assert_int_equal(record.requested, kk_day_of(2023, 1, 2));
    assert_int_equal(record.begin, kk_day_of(2023, 3, 1));
    assert_int_equal(record.end, kk_day_of(2023, 11, 30));
    assert_int_equal(record.form, form_index(&t, "ambulant"));
    assert_int_equal(record.months_event, 10 * 12 + 9); /* 1 March 2023 */
    assert_int_equal(record.months, 11 * 12 + 7);       /* 31 December 2023 */
    assert_int_equal(record.place, KK_NOWHERE_GIVEN);
    assert_int_equal(record.cents, 0);
    assert_int_equal(record.referrer, 0);
    assert_int_equal(record.outcome, KK_OUTCOME_NONE);
    assert_int_equal(record.provider, 0);
    assert_int_equal(record.contract, 0);
    assert_int_equal(record.reference, 0);
    assert_int_equal(record.source, 0);
    assert_false(record.indicated);
    assert_int_equal(t.rejects.count, 0);
}

/* The same in CP1252 with a byte order mark gone astray, ISO dates, quotes, tabs. */
static void test_dirt_makes_no_difference(void **state)
{
    (void)state;
    kk_record clean = read_one(CARE "123456782;17-05-2012;V;;01-03-2023;;ambulant\n");
    static const char *const same[] = {
        "\xEF\xBB\xBF" CARE "123456782;17-05-2012;V;;01-03-2023;;ambulant\n",
        CARE "\"123456782\"; 17-5-2012 ;v;\"\";2023-03-01;00000000;AMBULANT\r\n",
        "nr\tgeboren\tsekse\taanvraag\tvan\ttot\tvorm\tnaam\n0123456782\t20120517\tMeisje\t\t1/3/"
        "2023\t\tambulant\tRen\xE9\n",
        CARE "1234 56 782;20120517;2;0;20230301;31-12-9999;ambulant",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        kk_record record = read_one(same[i]);
        if (memcmp(&record, &clean, offsetof(kk_record, source)) != 0) fail_msg("text %zu gives another record", i);
    }
    assert_int_equal(clean.end, KK_OPEN_DAY);
    assert_int_equal(clean.requested, KK_NO_DAY);
}

static void test_births(void **state)
{
    (void)state;
    assert_int_equal(read_one(CARE "1;20120500;;;01-03-2023;;crisis\n").months_event, 10 * 12 + 9);
    assert_int_equal(read_one(CARE "1;20120000;;;01-03-2023;;crisis\n").months_event, 10 * 12 + 8);
    kk_record unknown = read_one(CARE "1;;;;01-03-2023;;crisis\n");
    assert_int_equal(unknown.months_event, KK_MONTHS_UNKNOWN);
    assert_int_equal(unknown.months, KK_MONTHS_UNKNOWN);
    kk_record unborn = read_one(CARE "1;15-11-2023;;;01-03-2023;;crisis\n");
    assert_int_equal(unborn.months_event, -9);
    assert_int_equal(unborn.months, 1);
}

static void test_waiting_list(void **state)
{
    (void)state;
    kk_record waiting = read_one(CARE "1;17-05-2012;;02-01-2023;;;ambulant\n");
    assert_int_equal(waiting.begin, KK_NO_DAY);
    assert_int_equal(waiting.requested, kk_day_of(2023, 1, 2));
    assert_int_equal(waiting.end, KK_OPEN_DAY);
    assert_int_equal(waiting.months_event, 10 * 12 + 7); /* at the request */
    kk_record left = read_one(CARE "1;17-05-2012;;02-01-2023;;01-02-2023;ambulant\n");
    assert_int_equal(left.end, kk_day_of(2023, 2, 1));
}

static void test_sexes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        kk_sex sex;
    } cases[] = {{"M", KK_SEX_MALE},    {"v", KK_SEX_FEMALE},    {"1", KK_SEX_MALE},
                 {"2", KK_SEX_FEMALE},  {"jongen", KK_SEX_MALE}, {"Vrouw", KK_SEX_FEMALE},
                 {"O", KK_SEX_UNKNOWN}, {"", KK_SEX_UNKNOWN},    {"0", KK_SEX_UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        snprintf(text, sizeof text, CARE "1;;%s;;01-03-2023;;crisis\n", cases[i].text);
        assert_int_equal(read_one(text).sex, cases[i].sex);
    }
    assert_int_equal(t.rejects.count, 0);
}

static void test_rows_that_are_no_record(void **state)
{
    (void)state;
    assert_rejected(&t, CARE ";17-05-2012;;;01-03-2023;;crisis\n", "nr", "no client number");
    assert_rejected(&t, CARE "000000000;;;;01-03-2023;;crisis\n", "nr", "no client number");
    assert_rejected(&t, CARE "999999999;;;;01-03-2023;;crisis\n", "nr", "no client number");
    static const char *const nobody[] = {"onbekend", "ONBEKEND", " Onbekend ", "nvt", "n.v.t.",
                                         "NULL",     "-",        "geen",       "?"};
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        char text[200];
        snprintf(text, sizeof text, CARE "%s;;;;01-03-2023;;crisis\n", nobody[i]);
        assert_rejected(&t, text, "nr", "no client number (or zeros, nines or a word such as onbekend");
    }
    assert_true(read_one(CARE "onbekend1;;;;01-03-2023;;crisis\n").client != 0);
    assert_rejected(&t, CARE "1;30-02-2012;;;01-03-2023;;crisis\n", "geboren", "not a date that exists");
    assert_rejected(&t, CARE "1;;;01-03-9999;;;crisis\n", "aanvraag", "not a date that exists");
    assert_rejected(&t, CARE "1;;;;maart;;crisis\n", "van", "not a date that exists");
    assert_rejected(&t, CARE "1;;;;31-12-9999;;crisis\n", "van", "not a date that exists");
    assert_rejected(&t, CARE "1;;;;20230300;;crisis\n", "van", "not a date that exists");
    assert_rejected(&t, CARE "1;;;;01-03-2023;?;crisis\n", "tot", "not a date that exists");
    assert_rejected(&t, CARE "1;;;;;01-03-2023;crisis\n", "van", "the date that such a record needs is not given");
    assert_rejected(&t, CARE "1;;;;01-03-2023;28-02-2023;crisis\n", "tot", "ends before it begins");
    assert_rejected(&t, CARE "1;;;01-03-2023;;28-02-2023;crisis\n", "tot", "ends before it begins");
    assert_rejected(&t, CARE "1;;;;01-03-2023;crisis\n", "", "the row has more or fewer cells than the header");
    assert_rejected(&t, CARE "1;;;;01-03-2023;;crisis;x\n", "", "the row has more or fewer cells than the header");
}

static void test_a_day_long(void **state)
{
    (void)state;
    kk_record record = read_one(CARE "1;;;;01-03-2023;01-03-2023;crisis\n");
    assert_int_equal(record.begin, record.end);
}

/* The only line about cells, of a column: no line number, no cell, no small number. */
static void assert_aside(size_t index, const char *column, const char *reason)
{
    assert_true(index < t.rejects.count);
    const kk_reject *reject = &t.rejects.items[index];
    assert_int_equal(reject->kind, KK_REJECT_CELL);
    assert_int_equal(reject->line, 0);
    assert_string_equal(reject->column, column);
    assert_string_equal(reject->value, "");
    assert_string_equal(reject->reason, reason);
}

static void test_unknown_codes_are_told_once(void **state)
{
    (void)state;
    char text[4096] = CARE;
    for (int i = 0; i < 12; i++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof text - used, "%d;;%s;;01-03-2023;;%s\n", i + 1, i < 9 ? "q" : "m",
                 i < 10 ? "zz" : "");
    }
    record_text_read(&t, text);
    assert_int_equal(t.count, 12);
    assert_int_equal(t.record[0].form, KK_FORM_UNKNOWN);
    assert_int_equal(t.record[11].form, KK_FORM_UNKNOWN);
    assert_int_equal(t.rejects.count, 2);
    assert_aside(0, "sekse", "in fewer than 10 rows tells no sex (M, V or O; 1, 2 or 0): unknown");
    assert_aside(1, "vorm", "in 12 rows tells no form of help that is known: unknown (a list under codes: can tell)");
    assert_int_equal(t.counts.rows_used, 12);
}

static void test_ten_is_told(void **state)
{
    (void)state;
    char text[4096] = CARE;
    for (int i = 0; i < 10; i++) strcat(text, "5;;q;;01-03-2023;;crisis\n");
    record_text_read(&t, text);
    assert_aside(0, "sekse", "in 10 rows tells no sex (M, V or O; 1, 2 or 0): unknown");
}

static void test_asked_after_the_begin(void **state)
{
    (void)state;
    kk_record record = read_one(CARE "1;;;02-03-2023;01-03-2023;;crisis\n");
    assert_int_equal(record.requested, KK_NO_DAY);
    assert_aside(0, "aanvraag", "in fewer than 10 rows later than the begin: taken as not given");
    assert_int_equal(read_one(CARE "1;;;01-03-2023;01-03-2023;;crisis\n").requested, kk_day_of(2023, 3, 1));
}

static void test_one_form_for_all(void **state)
{
    (void)state;
    t.source.csv.column[KK_FIELD_FORM] = NULL;
    t.source.fixed_form = "vervoer";
    t.source.indicated = true;
    kk_record record = read_one("nr;geboren;sekse;aanvraag;van;tot\n1;;;;01-03-2023;\n");
    assert_int_equal(record.form, form_index(&t, "vervoer"));
    assert_true(record.indicated);
}

static void test_families_providers_and_places(void **state)
{
    (void)state;
    record_text_map(&t, KK_FIELD_FAMILY, "gezin");
    record_text_map(&t, KK_FIELD_PROVIDER, "door");
    record_text_map(&t, KK_FIELD_POSTCODE, "pc");
    record_text_map(&t, KK_FIELD_NUMBER, "nummer");
    record_text_map(&t, KK_FIELD_AREA, "buurt");
    record_text_map(&t, KK_FIELD_X, "x");
    record_text_map(&t, KK_FIELD_Y, "y");
    record_text_read(&t, "nr;geboren;sekse;aanvraag;van;tot;vorm;gezin;door;pc;nummer;buurt;x;y\n"
                         "1;;;;1-3-2023;;crisis;G12;Stichting A;1234 AB;12a;BU19990102;155000,5;463000\n"
                         "2;;;;1-3-2023;;crisis;000;stichting a;1234;;;?;\n"
                         "3;;;;1-3-2023;;crisis;N.v.t.;;;;;;\n");
    assert_int_equal(t.count, 3);
    assert_true(t.record[2].family == 0 && t.record[2].provider == 0);
    assert_true(t.record[0].family == kk_pseudonym(&t.key, "family", "G12", 3));
    assert_true(t.record[1].family == 0);
    uint64_t provider = kk_pseudonym(&t.key, "provider", "stichting a", 11);
    assert_int_equal(t.record[0].provider, provider >> 32);
    assert_int_not_equal(t.record[0].provider, kk_name_hash("Stichting A", 11)); /* that anyone could try */
    assert_int_equal(t.record[0].provider, t.record[1].provider);
    assert_string_equal(t.location[0].code, "BU19990102");
    assert_int_equal(t.location[0].postcode, kk_postcode_pack("1234AB", 6));
    assert_int_equal(t.location[0].number, 12);
    assert_true(t.location[0].x == 155000.5 && t.location[0].y == 463000);
    assert_int_equal(t.location[1].postcode, 0);
    assert_true(isnan(t.location[1].x) && isnan(t.location[1].y));
    assert_aside(0, "pc", "in fewer than 10 rows not a postcode of four digits and two letters: taken as not given");
    assert_aside(1, "x", "in fewer than 10 rows not a number: taken as not given");
}

static void test_contacts(void **state)
{
    (void)state;
    t.source.kind = KK_RECORD_CONTACT;
    t.source.fixed_form = "jgz";
    memset(t.source.csv.column, 0, sizeof t.source.csv.column);
    record_text_map(&t, KK_FIELD_CLIENT, "kind");
    record_text_map(&t, KK_FIELD_BEGIN, "uitgenodigd");
    record_text_map(&t, KK_FIELD_OUTCOME, "verschenen");
    record_text_read(&t, "kind;uitgenodigd;verschenen\n1;1-3-2023;J\n2;2-3-2023;nee\n3;2-3-2023;1\n4;2-3-2023;0\n"
                         "5;2-3-2023;Niet verschenen\n6;2-3-2023;\n7;2-3-2023;opgelost\n8;2-3-2023;misschien\n");
    static const kk_outcome outcomes[] = {KK_OUTCOME_SEEN,     KK_OUTCOME_NOT_SEEN, KK_OUTCOME_SEEN,
                                          KK_OUTCOME_NOT_SEEN, KK_OUTCOME_NOT_SEEN, KK_OUTCOME_NONE,
                                          KK_OUTCOME_NONE,     KK_OUTCOME_NONE};
    assert_int_equal(t.count, 8);
    for (size_t i = 0; i < 8; i++) {
        assert_int_equal(t.record[i].outcome, outcomes[i]);
        assert_int_equal(t.record[i].end, t.record[i].begin);
        assert_int_equal(t.record[i].form, form_index(&t, "jgz"));
    }
    assert_aside(0, "verschenen",
                 "in fewer than 10 rows tells no outcome that such a record can have: unknown (a list under codes: can "
                 "tell)");
}

static void test_requests(void **state)
{
    (void)state;
    t.source.kind = KK_RECORD_REQUEST;
    t.source.fixed_form = "wijkteam";
    memset(t.source.csv.column, 0, sizeof t.source.csv.column);
    record_text_map(&t, KK_FIELD_CLIENT, "nr");
    record_text_map(&t, KK_FIELD_BEGIN, "datum");
    record_text_map(&t, KK_FIELD_END, "klaar");
    record_text_map(&t, KK_FIELD_OUTCOME, "uitkomst");
    record_text_read(&t, "nr;datum;klaar;uitkomst\n1;1-3-2023;5-3-2023;opgelost\n2;1-3-2023;;\n"
                         "3;1-3-2023;4-3-2023;Doorverwezen\n4;1-3-2023;4-3-2023;left\n5;1-3-2023;4-3-2023;anders\n");
    static const kk_outcome outcomes[] = {KK_OUTCOME_SOLVED, KK_OUTCOME_NONE, KK_OUTCOME_REFERRED, KK_OUTCOME_LEFT,
                                          KK_OUTCOME_OTHER};
    assert_int_equal(t.count, 5);
    for (size_t i = 0; i < 5; i++) assert_int_equal(t.record[i].outcome, outcomes[i]);
    assert_int_equal(t.record[0].end, kk_day_of(2023, 3, 5));
    assert_int_equal(t.record[1].end, KK_OPEN_DAY);
}

static void test_participants(void **state)
{
    (void)state;
    t.source.kind = KK_RECORD_PARTICIPATION;
    t.source.fixed_form = "programma";
    memset(t.source.csv.column, 0, sizeof t.source.csv.column);
    record_text_map(&t, KK_FIELD_CLIENT, "nr");
    record_text_map(&t, KK_FIELD_BEGIN, "van");
    record_text_map(&t, KK_FIELD_PROGRAMME, "programma");
    record_text_read(&t, "nr;van;programma\n1;1-3-2023;Triple P\n2;1-3-2023;\n");
    assert_int_equal(t.record[0].reference, kk_name_hash("triple p", 8));
    assert_int_equal(t.record[1].reference, 0);
    assert_int_equal(t.record[0].end, KK_OPEN_DAY);
}

static void test_declarations_in_euros(void **state)
{
    (void)state;
    t.source.kind = KK_RECORD_DECLARATION;
    record_text_map(&t, KK_FIELD_AMOUNT, "bedrag");
    static const char *const header = "nr;geboren;sekse;aanvraag;van;tot;vorm;bedrag\n";
    char text[300];
    snprintf(text, sizeof text, "%s1;;;;1-3-2023;31-3-2023;crisis;1234,5\n2;;;;1-3-2023;;crisis;-0.07\n", header);
    record_text_read(&t, text);
    assert_int_equal(t.record[0].cents, 123450);
    assert_int_equal(t.record[0].end, kk_day_of(2023, 3, 31));
    assert_int_equal(t.record[1].cents, -7);
    assert_int_equal(t.record[1].end, t.record[1].begin);
    snprintf(text, sizeof text, "%s1;;;;1-3-2023;31-3-2023;crisis;\n", header);
    assert_rejected(&t, text, "bedrag", "no amount");
    snprintf(text, sizeof text, "%s1;;;;1-3-2023;31-3-2023;crisis;1.234,50\n", header);
    assert_rejected(&t, text, "bedrag", "not an amount");
}

int main(void)
{
#define CSV_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CSV_TEST(test_a_whole_record),
        CSV_TEST(test_dirt_makes_no_difference),
        CSV_TEST(test_births),
        CSV_TEST(test_waiting_list),
        CSV_TEST(test_sexes),
        CSV_TEST(test_rows_that_are_no_record),
        CSV_TEST(test_a_day_long),
        CSV_TEST(test_unknown_codes_are_told_once),
        CSV_TEST(test_ten_is_told),
        CSV_TEST(test_asked_after_the_begin),
        CSV_TEST(test_one_form_for_all),
        CSV_TEST(test_families_providers_and_places),
        CSV_TEST(test_contacts),
        CSV_TEST(test_requests),
        CSV_TEST(test_participants),
        CSV_TEST(test_declarations_in_euros),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
