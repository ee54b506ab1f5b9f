/* SPDX-License-Identifier: EUPL-1.2 */
/* What the gate is told of few persons, whatever an expression makes of them. */
#include "unit/check.h"

#include "aggregate/evaluate.h"

#include <ctype.h>

enum { COLUMNS = 8, AMBULANT = 1, DAGHULP = 2, PLEEGZORG = 4, ALL_FORMS = 7, COUNTS = -1 };

static const kk_config_disclosure rules = {.minimum = 10};

/* A measure of 0..23 in a form, with its figure and the persons behind it: COUNTS when it counts them itself. */
typedef struct column {
    kk_measure_kind kind;
    uint64_t forms;
    double value, persons;
} column;

/* Expressions in postfix order: the letter is the column, the digits a number. */
static kk_expression expression_of(const char *text, kk_term terms[16], uint32_t tables)
{
    kk_expression out = {.terms = terms};
    for (; *text != '\0'; text++) {
        kk_term term = {.number = *text - '0'};
        if (islower((unsigned char)*text)) term = (kk_term){.op = KK_OP_COLUMN, .column = (uint32_t)(*text - 'a')};
        if (isupper((unsigned char)*text))
            term = (kk_term){.op = KK_OP_COLUMN, .table = tables - 1, .column = (uint32_t)(*text - 'A')};
        if (*text == '+') term.op = KK_OP_ADD;
        if (*text == '-') term.op = KK_OP_SUBTRACT;
        if (*text == '*') term.op = KK_OP_MULTIPLY;
        if (*text == '/') term.op = KK_OP_DIVIDE;
        if (*text == '~') term.op = KK_OP_NEGATE;
        if (*text == '#') term.op = KK_OP_ROUND;
        terms[out.count++] = term;
    }
    return out;
}

/* A table of one area, its measures before their guards. */
typedef struct table {
    kk_measure measures[COLUMNS];
    double values[2 * COLUMNS];
    uint8_t status[2 * COLUMNS];
    uint32_t guard[2 * COLUMNS];
    kk_joined_block block;
} table;

static void fill(table *t, const column *columns)
{
    memset(t, 0, sizeof *t);
    for (uint32_t c = 0; c < COLUMNS; c++) {
        bool counts = columns[c].persons == COUNTS;
        t->measures[c] = (kk_measure){.kind = columns[c].kind,
                                      .forms = columns[c].forms,
                                      .referrers = UINT32_MAX,
                                      .ages = {0, 276},
                                      .item = "",
                                      .limit = NAN};
        t->values[c] = columns[c].value;
        t->values[COLUMNS + c] = columns[c].persons;
        t->guard[c] = counts ? c : COLUMNS + c;
        t->guard[COLUMNS + c] = COLUMNS + c;
    }
    t->block = (kk_joined_block){t->values, t->status, 2 * COLUMNS, 1, t->guard, NULL};
}

/* Whether numerator over denominator shows few; columns a… of records, A… of a public population. */
static bool shows_few(const column *columns, const char *numerator, const char *denominator)
{
    static const column people[COLUMNS] = {{KK_MEASURE_PERSONS, ALL_FORMS, 300, COUNTS},
                                           {KK_MEASURE_PERSONS, ALL_FORMS, 34, COUNTS}};
    table records, population;
    fill(&records, columns);
    fill(&population, people);
    const kk_config_table tables[] = {
        {.kind = KK_TABLE_RECORDS, .measures = records.measures},
        {.kind = KK_TABLE_POPULATION, .measures = population.measures, .is_public = true}};
    const kk_joined_block *const blocks[] = {&records.block, &population.block};
    kk_term above[16], below[16];
    kk_config_indicator indicator = {.kind = *denominator == '\0' ? KK_VALUE : KK_RATIO,
                                     .numerator = expression_of(numerator, above, 2),
                                     .denominator = expression_of(denominator, below, 2)};
    return kk_evaluate_area(&(kk_evaluation){&indicator, tables, blocks, &rules}, 0).small_count;
}

/* ---- sums over persons ---- */

/* 15 youths have 1,000 euro at age 5, and some of them, or others, more at age 6. */
static bool rest_shows(double cents_of_all, double persons_of_all)
{
    column columns[COLUMNS] = {{KK_MEASURE_CENTS, AMBULANT, 1500000, 15},
                               {KK_MEASURE_CENTS, ALL_FORMS, cents_of_all, persons_of_all}};
    bool few = shows_few(columns, "a", "b");
    assert_int_equal(shows_few(columns, "b", "a"), few);
    assert_int_equal(shows_few(columns, "b5+", "a2/"), few);
    assert_int_equal(shows_few(columns, "ba-A*", "A"), few);
    assert_int_equal(shows_few(columns, "ab/", ""), few);
    return few;
}

static void test_money_that_few_of_the_same_persons_may_have_is_seen(void **state)
{
    (void)state;
    assert_true(rest_shows(2364200, 15)); /* two of them have 4,321 euro more */
    assert_true(rest_shows(1400000, 15)); /* a credit shows as well */
    assert_true(rest_shows(2364200, 24)); /* nine others at least, and perhaps no more */
    assert_false(rest_shows(2364200, 25));
    assert_false(rest_shows(1500000, 15)); /* nobody has more */
}

static void test_sums_of_sums_are_one_selection(void **state)
{
    (void)state;
    column columns[COLUMNS] = {{KK_MEASURE_CENTS, AMBULANT, 150, 15},
                               {KK_MEASURE_CENTS, DAGHULP, 170, 15},
                               {KK_MEASURE_CENTS, ALL_FORMS, 340, 32}};
    assert_true(shows_few(columns, "ab+", "c")); /* two have the rest, of pleegzorg */
    assert_true(shows_few(columns, "c", "ab+"));
    assert_true(shows_few(columns, "A5*a+b+", "c"));
    assert_true(shows_few(columns, "ca-b-8*", ""));
    assert_true(shows_few(columns, "cab+-8*", ""));
    assert_true(shows_few(columns, "a~c+b-", "A"));
    assert_true(shows_few(columns, "c9*b9*-a9*-", "A"));
    assert_false(shows_few(columns, "ca-", "A"));
    assert_true(shows_few(columns, "b", "ca-"));
    assert_false(shows_few(columns, "a", "ca-"));
    assert_false(shows_few(columns, "ca-", "ab+"));
    assert_false(shows_few(columns, "ca-", "c")); /* what is taken off is of 15 */
    assert_false(shows_few(columns, "a", "b"));
    assert_false(shows_few(columns, "ab-", "A"));
    columns[2].persons = 40;
    assert_false(shows_few(columns, "ab+", "c"));
    assert_false(shows_few(columns, "ca-b-", "A"));
    columns[2].persons = 32, columns[2].value = 320;
    assert_true(shows_few(columns, "ab+", "c")); /* two more have money, and together none: that shows too */
}

static void test_requests_that_few_had_are_seen(void **state)
{
    (void)state;
    column columns[COLUMNS] = {{KK_MEASURE_REQUESTS_SOLVED, ALL_FORMS, 30, 28},
                               {KK_MEASURE_REQUESTS_ENDED, ALL_FORMS, 42, 30}};
    assert_true(shows_few(columns, "a", "b")); /* twelve by two youths */
    assert_true(shows_few(columns, "ba-", ""));
    columns[0].persons = 30;
    assert_true(shows_few(columns, "a", "b")); /* by two who had others solved */
    columns[0].persons = 20;
    assert_false(shows_few(columns, "a", "b"));
    columns[0].persons = 28, columns[0].value = 42;
    assert_true(shows_few(columns, "a", "b")); /* two persons whose requests are none: cannot be, and is not told */
}

static void test_what_nobody_is_behind_hides_nobody(void **state)
{
    (void)state;
    column columns[COLUMNS] = {{KK_MEASURE_CENTS, AMBULANT, 0, 0}, {KK_MEASURE_CENTS, ALL_FORMS, 320, 12}};
    assert_false(shows_few(columns, "a", "b"));
    assert_false(shows_few(columns, "ba-", "A"));
    columns[1].persons = 9;
    assert_true(shows_few(columns, "a", "b"));
}

/* ---- counts ---- */

static void test_what_counts_leave_of_each_other_is_seen(void **state)
{
    (void)state;
    column columns[COLUMNS] = {{KK_MEASURE_YOUTHS, AMBULANT, 15, COUNTS},
                               {KK_MEASURE_YOUTHS, DAGHULP, 15, COUNTS},
                               {KK_MEASURE_YOUTHS, ALL_FORMS, 32, COUNTS}};
    assert_true(shows_few(columns, "ab+", "c"));
    assert_true(shows_few(columns, "ab+c/9*", ""));
    assert_true(shows_few(columns, "ca-b-9*9*", ""));
    assert_true(shows_few(columns, "c9*a9*-b9*-", ""));
    assert_true(shows_few(columns, "c#ab+#-9*#", ""));
    assert_true(shows_few(columns, "c2*a52/#*-b2*-", "")); /* 5 / 2 is rounded to 2 */
    assert_true(shows_few(columns, "ab+c-", "A"));
    assert_true(shows_few(columns, "ab+", "c9/"));
    assert_true(shows_few(columns, "b", "ca-"));
    assert_false(shows_few(columns, "a", "ca-"));
    assert_false(shows_few(columns, "ca-", "c"));
    assert_false(shows_few(columns, "a", "c"));
    columns[2].value = 40;
    assert_false(shows_few(columns, "ab+", "c"));
    assert_false(shows_few(columns, "ca-b-9*", ""));
    columns[2].value = 28; /* some have both: of who has none of them nothing is told */
    assert_false(shows_few(columns, "ab+", "c"));
}

static void test_counts_of_unlike_measures_are_part_and_whole(void **state)
{
    (void)state;
    static const kk_measure_kind within[][2] = {{KK_MEASURE_NOT_SEEN, KK_MEASURE_INVITED},
                                                {KK_MEASURE_YOUTHS_NEW, KK_MEASURE_YOUTHS},
                                                {KK_MEASURE_YOUTHS_3_PROVIDERS, KK_MEASURE_YOUTHS},
                                                {KK_MEASURE_YOUTHS_UP, KK_MEASURE_YOUTHS_LADDER}};
    for (size_t i = 0; i < sizeof within / sizeof *within; i++) {
        column columns[COLUMNS] = {{within[i][0], ALL_FORMS, 30, COUNTS}, {within[i][1], ALL_FORMS, 39, COUNTS}};
        assert_true(shows_few(columns, "a", "b"));
        assert_true(shows_few(columns, "b", "a"));
        columns[0].value = 29;
        assert_false(shows_few(columns, "a", "b"));
        columns[0].value = 39;
        assert_false(shows_few(columns, "a", "b"));
    }
    const column steps[COLUMNS] = {{KK_MEASURE_YOUTHS_UP, ALL_FORMS, 30, COUNTS},
                                   {KK_MEASURE_YOUTHS_DOWN, ALL_FORMS, 32, COUNTS}};
    assert_false(shows_few(steps, "a", "b")); /* neither is a part of the other */
}

static void test_who_is_left_of_the_population_is_seen(void **state)
{
    (void)state;
    column columns[COLUMNS] = {{KK_MEASURE_YOUTHS, ALL_FORMS, 30, COUNTS}, {KK_MEASURE_CENTS, ALL_FORMS, 305, 30}};
    assert_true(shows_few(columns, "a", "B")); /* 30 of 34 */
    assert_true(shows_few(columns, "Ba-9*", ""));
    assert_false(shows_few(columns, "a", "A"));
    assert_false(shows_few(columns, "Aa-", "A"));
    assert_false(shows_few(columns, "b", "A")); /* cents are no persons */
    assert_false(shows_few(columns, "AB+", "B"));
    assert_false(shows_few(columns, "5", "A"));
    assert_false(shows_few(columns, "59/a*", "A~"));
}

/* ---- tables of files, and those without persons ---- */

/* Two columns of a private file, x over y, without measures and guards. */
static bool file_shows_few(double x, double y, const char *numerator, const char *denominator)
{
    double values[] = {x, y};
    uint8_t status[] = {KK_FIGURE_OK, KK_FIGURE_OK};
    const kk_joined_block block = {values, status, 2, 1, NULL, NULL};
    const kk_joined_block *const blocks[] = {&block};
    const kk_config_table tables[] = {{.kind = KK_TABLE_FILE}}, open[] = {{.is_public = true}};
    kk_term above[16], below[16];
    kk_config_indicator indicator = {.kind = KK_MEAN,
                                     .numerator = expression_of(numerator, above, 1),
                                     .denominator = expression_of(denominator, below, 1)};
    assert_false(kk_evaluate_area(&(kk_evaluation){&indicator, open, blocks, &rules}, 0).small_count);
    return kk_evaluate_area(&(kk_evaluation){&indicator, tables, blocks, &rules}, 0).small_count;
}

static void test_columns_of_a_file_are_taken_for_persons(void **state)
{
    (void)state;
    assert_true(file_shows_few(95, 100, "a", "b"));
    assert_true(file_shows_few(100, 95, "a", "b"));
    assert_true(file_shows_few(100, 95, "ab-9*", ""));
    assert_false(file_shows_few(90, 100, "a", "b"));
    assert_false(file_shows_few(100, 95, "ab+", "5")); /* boys and girls may well be nearly as many */
}

/* Private money that is of nobody, and distances of the same persons, leave no rest of persons. */
static void test_sums_of_other_tables_go_by_their_persons_alone(void **state)
{
    (void)state;
    static const struct {
        kk_table_kind table;
        kk_measure_kind measure;
        double persons, all;
        bool few;
    } cases[] = {{KK_TABLE_COLLECTIVE, KK_MEASURE_BUDGET_CENTS, 0, 0, false},
                 {KK_TABLE_COLLECTIVE, KK_MEASURE_ATTENDANCE, 20, 23, true},
                 {KK_TABLE_PLACES, KK_MEASURE_DISTANCE, 40, 40, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const column columns[COLUMNS] = {{cases[i].measure, ALL_FORMS, 100, cases[i].persons},
                                         {cases[i].measure, ALL_FORMS, 130, cases[i].all}};
        table t;
        fill(&t, columns);
        t.measures[0].item = "some";
        const kk_config_table tables[] = {{.kind = cases[i].table, .measures = t.measures}};
        const kk_joined_block *const blocks[] = {&t.block};
        kk_term above[16], below[16];
        kk_config_indicator indicator = {
            .kind = KK_RATIO, .numerator = expression_of("a", above, 1), .denominator = expression_of("b", below, 1)};
        kk_evaluation here = {&indicator, tables, blocks, &rules};
        assert_int_equal(kk_evaluate_area(&here, 0).small_count, cases[i].few);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_money_that_few_of_the_same_persons_may_have_is_seen),
        cmocka_unit_test(test_sums_of_sums_are_one_selection),
        cmocka_unit_test(test_requests_that_few_had_are_seen),
        cmocka_unit_test(test_what_nobody_is_behind_hides_nobody),
        cmocka_unit_test(test_what_counts_leave_of_each_other_is_seen),
        cmocka_unit_test(test_counts_of_unlike_measures_are_part_and_whole),
        cmocka_unit_test(test_who_is_left_of_the_population_is_seen),
        cmocka_unit_test(test_columns_of_a_file_are_taken_for_persons),
        cmocka_unit_test(test_sums_of_other_tables_go_by_their_persons_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
