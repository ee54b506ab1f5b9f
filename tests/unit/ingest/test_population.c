/* SPDX-License-Identifier: EUPL-1.2 */
/* The population: long and wide files, what is missing in them, adding up, births, derivation from key figures. */
#include "areas_text.h"

#include "ingest/population_words.h"

typedef struct population_text {
    areas_text areas;
    kk_config config;
    kk_period period[KK_PERIODS_MAX];
    char path[2][64];
    int descriptor[2];
    kk_arena arena;
    kk_rejects rejects;
    kk_population out;
    kk_error err;
} population_text;

static kk_config_csv csv_of(const char *text, char path[64], int *descriptor)
{
    *descriptor = file_of_bytes(text, strlen(text), path);
    kk_config_csv csv = {.name = "population", .is_public = true, .source = "CBS", .mark = {"project.yaml", 9, 3}};
    csv.file = (kk_config_file){.given = "bevolking.csv", .path = path, .mark = {"project.yaml", 9, 9}};
    return csv;
}

/* Periods as "2022 2023"; `births` may be NULL. */
static void init(population_text *t, const char *periods, const char *text, const char *births)
{
    static char names[KK_PERIODS_MAX][16];
    *t = (population_text){.descriptor = {-1, -1}};
    areas_init(&t->areas);
    kk_arena_init(&t->arena);
    kk_rejects_init(&t->rejects, &t->arena);
    t->config.population.given = true;
    t->config.population.derive = -1;
    if (text != NULL) t->config.population.csv = csv_of(text, t->path[0], &t->descriptor[0]);
    if (births != NULL) t->config.population.births = csv_of(births, t->path[1], &t->descriptor[1]);
    t->config.records.period = t->period;
    for (; *periods != '\0'; periods += strcspn(periods, " "), periods += strspn(periods, " ")) {
        size_t p = t->config.records.period_count++;
        snprintf(names[p], sizeof names[p], "%.*s", (int)strcspn(periods, " "), periods);
        assert_true(kk_period_of(names[p], &t->period[p]));
    }
}

static kk_status try_with(population_text *t, const kk_table *tables)
{
    return kk_population_read(&t->config, &t->areas.areas, tables, &t->arena, &t->rejects, &t->out, &t->err);
}

static void read_all(population_text *t)
{
    if (try_with(t, NULL) != KK_OK) fail_msg("%s", t->err.message);
    assert_int_equal(t->out.counts.rows_read, t->out.counts.rows_used + t->out.counts.rows_rejected);
}

static void clear(population_text *t)
{
    for (int f = 0; f < 2; f++)
        if (t->descriptor[f] >= 0) close(t->descriptor[f]);
    kk_rejects_clear(&t->rejects);
    kk_arena_clear(&t->arena);
}

static void assert_fails(population_text *t, kk_status status, const char *message)
{
    assert_int_equal(try_with(t, NULL), status);
    assert_contains(t->err.message, message);
    clear(t);
}

static const kk_population_cell *cell_of(const population_text *t, const char *code, size_t period)
{
    for (size_t l = 0; l < t->areas.areas.level_count; l++) {
        ptrdiff_t i = kk_level_find(&t->areas.areas.level[l], code);
        if (i >= 0) return &t->out.level[l][period][i];
    }
    fail_msg("no area %s", code);
    return NULL;
}

/* Persons of all ages that the file has. */
static double persons(const kk_population_cell *cell)
{
    double sum = 0;
    for (int age = 0; age < KK_POPULATION_AGES; age++)
        if (!isnan(cell->unsexed[age])) sum += cell->count[age][0] + cell->count[age][1] + cell->unsexed[age];
    return sum;
}

static void check_cell(const kk_population_cell *cell, double expected, kk_figure_status status, int line)
{
    if (cell->status != status) fail_msg("line %d: %s", line, kk_figure_status_name((kk_figure_status)cell->status));
    for (int age = 0; age < KK_POPULATION_AGES && !kk_figure_has_value(status); age++)
        assert_true(isnan(cell->unsexed[age]) && isnan(cell->count[age][0]) && isnan(cell->count[age][1]));
    if (kk_figure_has_value(status)) check_near(persons(cell), expected, 1e-9, line);
}
#define assert_persons(t, code, period, expected) check_cell(cell_of(t, code, period), expected, KK_FIGURE_OK, __LINE__)
#define assert_missing(t, code, period, status) check_cell(cell_of(t, code, period), 0, status, __LINE__)

/* ---- words ---- */

static kk_cell cell(const char *text)
{
    return (kk_cell){text, strlen(text)};
}

static void test_ages(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int age;
    } cases[] = {{"0", 0},
                 {"07", 7},
                 {"26 jaar", 26},
                 {"105", 105},
                 {"10010", 0},
                 {"10100", 1},
                 {"12200", 22},
                 {"10000", KK_AGE_ASIDE},
                 {"22000", KK_AGE_ASIDE},
                 {"Totaal", KK_AGE_ASIDE},
                 {"0 tot 5 jaar", KK_AGE_ASIDE},
                 {"0-4", KK_AGE_ASIDE},
                 {"0\xE2\x80\x93"
                  "4",
                  KK_AGE_ASIDE},
                 {"20+", KK_AGE_ASIDE},
                 {"95 jaar of ouder", KK_AGE_ASIDE},
                 {"5,0", KK_AGE_BAD},
                 {"5.0", KK_AGE_BAD},
                 {"", KK_AGE_BAD},
                 {"-", KK_AGE_BAD},
                 {"zeven", KK_AGE_BAD},
                 {"7 appels", KK_AGE_BAD},
                 {"123456", KK_AGE_BAD},
                 {"00000000000000000000000000000000000007", KK_AGE_BAD}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (kk_age_parse(cell(cases[i].text)) != cases[i].age)
            fail_msg("'%s' is %d", cases[i].text, kk_age_parse(cell(cases[i].text)));
}

static void test_sexes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int sex; /* −1: none */
    } cases[] = {{"M", KK_COUNT_MALE},
                 {"Mannen", KK_COUNT_MALE},
                 {"1", KK_COUNT_MALE},
                 {"3000", KK_COUNT_MALE},
                 {"v", KK_COUNT_FEMALE},
                 {"Vrouw", KK_COUNT_FEMALE},
                 {"4000", KK_COUNT_FEMALE},
                 {"", KK_COUNT_TOTAL},
                 {"T001038", KK_COUNT_TOTAL},
                 {"Totaal mannen en vrouwen", KK_COUNT_TOTAL},
                 {"X", -1},
                 {"?", -1},
                 {"mann", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kk_population_sex sex;
        assert_int_equal(kk_population_sex_parse(cell(cases[i].text), &sex), cases[i].sex >= 0);
        if (cases[i].sex >= 0) assert_int_equal((int)sex, cases[i].sex);
    }
}

static void test_headers_of_ages(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int age, sex;
    } cases[] = {{"7", 7, KK_COUNT_TOTAL},
                 {"leeftijd_07", 7, KK_COUNT_TOTAL},
                 {"M 12", 12, KK_COUNT_MALE},
                 {"vrouwen 3 jaar", 3, KK_COUNT_FEMALE},
                 {"X0", 0, KK_COUNT_TOTAL},
                 {"a_00_14", -1, 0},
                 {"2023", -1, 0},
                 {"gemeente", -1, 0},
                 {"k_0Tot15Jaar_8", -1, 0},
                 {"7b", -1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int age;
        kk_population_sex sex;
        assert_int_equal(kk_age_header_parse(cell(cases[i].text), &age, &sex), cases[i].age >= 0);
        if (cases[i].age < 0) continue;
        assert_int_equal(age, cases[i].age);
        assert_int_equal((int)sex, cases[i].sex);
    }
}

/* ---- files ---- */

#define LONG "area;age;sex;count;year\n"

static void test_long(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2022 2023",
         LONG "BU00010000;0;M;3;2022\nBU00010000;0;V;4;2022\nBU00010000;1;M;5;2022\nBU00010000;1;V;-;2022\n"
              "BU00010000;0;M;7;2023\nBU00010000;0;V;8;2023\nBU00010000;1;M;9;2023\nBU00010000;1;V;10;2023\n"
              "BU00010000;1;V;99;2021\nBU00010000;27;V;99;2022\nBU00010000;Totaal;V;99;2022\nNL00;0;M;99;2022\n",
         NULL);
    read_all(&t);
    const kk_population_cell *cell = cell_of(&t, "BU00010000", 0);
    assert_int_equal(cell->status, KK_FIGURE_OK);
    assert_true(cell->count[0][0] == 3 && cell->count[0][1] == 4 && cell->unsexed[0] == 0);
    assert_true(cell->count[1][0] == 5 && cell->count[1][1] == 0);
    assert_true(isnan(cell->count[2][0]) && isnan(cell->unsexed[26]));
    assert_persons(&t, "BU00010000", 1, 34);
    assert_missing(&t, "BU00010001", 0, KK_FIGURE_ABSENT);
    assert_int_equal(t.out.period_count, 2);
    assert_string_equal(t.out.period[1].name, "2023");
    assert_int_equal(t.out.counts.rows_used, 12);
    assert_int_equal(t.rejects.count, 0);
    clear(&t);
}

/* Names of StatLine, padded keys, totals beside the sexes, one period without a column of years. */
static void test_statline(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023",
         "ID;Geslacht;Leeftijd;RegioS;Perioden;Bevolking_1\n1;3000   ;10010;GM0001    ;2023JJ00;30\n"
         "2;4000   ;10010;GM0001;2023JJ00;31\n3;T001038;10010;GM0001;2023JJ00;61\n4;T001038;10010;GM0363;2023JJ00;12\n"
         "5;T001038;10000;GM0363;2023JJ00;900\n6;T001038;10010;PV20;2023JJ00;9000\n",
         NULL);
    read_all(&t);
    assert_true(cell_of(&t, "GM0001", 0)->count[0][1] == 31 && cell_of(&t, "GM0001", 0)->unsexed[0] == 0);
    assert_true(cell_of(&t, "GM0363", 0)->unsexed[0] == 12 && cell_of(&t, "GM0363", 0)->count[0][0] == 0);
    clear(&t);
    init(&t, "2023", "gwb_code,leeftijd,aantal\nWK000100,4 jaar,11\n", NULL);
    read_all(&t);
    assert_persons(&t, "WK000100", 0, 11);
    clear(&t);
}

static void test_missing_is_not_zero(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023",
         LONG "BU00010000;0;M;3;2023\nBU00010000;0;V;.;2023\nBU00010000;1;M;1;2023\nBU00010000;1;V;1;2023\n"
              "BU00010001;0;M;3;2023\nBU00010001;0;V;x;2023\nBU00010001;1;M;.;2023\nBU00010001;1;V;1;2023\n"
              "BU00010100;0;M;3;2023\nBU00010100;0;V;3;2023\nBU00010100;1;M;1;2023\n"
              "BU0363AA01;0;M;3;2023\nBU0363AA01;0;V;3;2023\nBU0363AA01;1;M;1;2023\nBU0363AA01;1;V;-99997;2023\n"
              "BU0363AA02;0;M;0;2023\nBU0363AA02;0;V;0;2023\nBU0363AA02;1;M;0;2023\nBU0363AA02;1;V;;2023\n",
         NULL);
    read_all(&t);
    assert_missing(&t, "BU00010000", 0, KK_FIGURE_UNKNOWN);
    assert_missing(&t, "BU00010001", 0, KK_FIGURE_SECRET);
    assert_missing(&t, "BU00010100", 0, KK_FIGURE_UNKNOWN); /* no row of girls of 1 */
    assert_missing(&t, "BU0363AA01", 0, KK_FIGURE_SECRET);
    assert_missing(&t, "BU0363AA02", 0, KK_FIGURE_UNKNOWN);
    assert_missing(&t, "GM0363", 0, KK_FIGURE_SECRET);
    clear(&t);
}

#define AGES_0_TO_14 "0;1;2;3;4;5;6;7;8;9;10;11;12;13;14"

static void test_wide(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023",
         "gwb_code;jaar;geslacht;" AGES_0_TO_14 "\n"
         "BU00010000;2023;M;1;1;1;1;1;1;1;1;1;1;1;1;1;1;2\nBU00010000;2023;V;1;1;1;1;1;1;1;1;1;1;1;1;1;1;3\n"
         "BU00010001;2023;T;9;0;0;0;0;0;0;0;0;0;0;0;0;0;-\n",
         NULL);
    read_all(&t);
    assert_persons(&t, "BU00010000", 0, 33);
    assert_true(cell_of(&t, "BU00010000", 0)->count[14][1] == 3);
    assert_persons(&t, "BU00010001", 0, 9);
    assert_true(cell_of(&t, "BU00010001", 0)->unsexed[0] == 9);
    clear(&t);
    init(&t, "2023",
         "area;m0;m1;m2;m3;m4;m5;m6;m7;m8;m9;m10;m11;m12;m13;m14;v0;v1;v2;v3;v4;v5;v6;v7;v8;v9;v10;v11;v12;v13;v14\n"
         "GM0001;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;2;2;2;2;2;2;2;2;2;2;2;2;2;2;2\n",
         NULL);
    read_all(&t);
    assert_persons(&t, "GM0001", 0, 45);
    assert_true(cell_of(&t, "GM0001", 0)->count[3][0] == 1 && cell_of(&t, "GM0001", 0)->count[3][1] == 2);
    clear(&t);
}

/* ---- adding up ---- */

static void test_levels_are_added_up(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023",
         LONG "BU00010000;0;T;1;2023\nBU00010001;0;T;2;2023\nBU00010100;0;T;4;2023\nBU0363AA01;0;T;8;2023\n"
              "GM0001;0;T;9;2023\n",
         NULL);
    areas_add_own(&t.areas);
    read_all(&t);
    assert_persons(&t, "WK000100", 0, 3); /* its water counts for nothing */
    assert_persons(&t, "WK000101", 0, 4);
    assert_persons(&t, "GM0001", 0, 9); /* as the file has it */
    assert_missing(&t, "BU0363AA02", 0, KK_FIGURE_ABSENT);
    assert_missing(&t, "WK0363AA", 0, KK_FIGURE_ABSENT);
    assert_missing(&t, "GM0363", 0, KK_FIGURE_ABSENT);
    assert_missing(&t, "team", 0, KK_FIGURE_ABSENT);
    clear(&t);
    init(&t, "2023", LONG "WK000101;0;M;4;2023\nWK000101;0;V;1;2023\nWK0363AA;0;T;8;2023\nWK000100;0;T;.;2023\n", NULL);
    areas_add_own(&t.areas);
    read_all(&t);
    assert_persons(&t, "team", 0, 13);
    assert_true(cell_of(&t, "team", 0)->count[0][0] == 4 && cell_of(&t, "team", 0)->unsexed[0] == 8);
    assert_missing(&t, "GM0001", 0, KK_FIGURE_UNKNOWN);
    assert_persons(&t, "GM0363", 0, 8);
    assert_missing(&t, "BU0363AA01", 0, KK_FIGURE_ABSENT);
    clear(&t);
}

/* A quarter takes the figures of its year; without `records:` the period is the project's. */
static void test_periods(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2022KW04 2023KW01", LONG "GM0001;0;T;4;2022\nGM0001;0;T;5;1-1-2023\n", NULL);
    read_all(&t);
    assert_persons(&t, "GM0001", 0, 4);
    assert_persons(&t, "GM0001", 1, 5);
    clear(&t);
    init(&t, "", LONG "GM0001;0;T;4;2022\n", NULL);
    t.config.project.period = "2022";
    read_all(&t);
    assert_int_equal(t.out.period_count, 1);
    assert_persons(&t, "GM0001", 0, 4);
    clear(&t);
    init(&t, "", LONG "GM0001;0;T;4;2022\n", NULL);
    t.config.project.period = "ooit";
    assert_fails(&t, KK_ERR_PROJECT, "'ooit' is no period of which a population can be told");
}

/* ---- births ---- */

static void check_births(const population_text *t, const char *code, size_t period, double expected)
{
    const kk_population_cell *cell = cell_of(t, code, period);
    assert_int_equal(cell->births_status, isnan(expected) ? KK_FIGURE_ABSENT : KK_FIGURE_OK);
    assert_true(isnan(expected) ? isnan(cell->births) : cell->births == expected);
}

static void test_births_of_a_file(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2021 2022 2023", LONG "GM0001;0;T;4;2022\n",
         "gemeentecode;jaar;geboorten\nWK000100;2022;10\nWK000101;2022;20\nWK000100;2023;11\nWK000101;2023;21\n"
         "WK000100;2020;99\nGM0363;2021;3\nGM0363;2022;4\n");
    read_all(&t);
    check_births(&t, "WK000100", 0, 10); /* the year after */
    check_births(&t, "WK000100", 1, 11);
    check_births(&t, "WK000100", 2, 11); /* the file ends in 2023 */
    check_births(&t, "GM0001", 0, 30);
    check_births(&t, "GM0001", 2, 32);
    check_births(&t, "GM0363", 0, 4); /* whatever the order of rows */
    check_births(&t, "GM0363", 2, NAN);
    check_births(&t, "BU00010000", 0, NAN);
    assert_int_equal(t.out.counts.rows_read, 8);
    clear(&t);
}

static void test_births_of_age_0(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2022 2023",
         LONG "WK000100;0;M;4;2022\nWK000100;0;V;5;2022\nWK000100;0;M;6;2023\nWK000100;0;V;7;2023\n"
              "WK000101;0;T;8;2022\nWK000101;0;T;.;2023\n",
         NULL);
    read_all(&t);
    check_births(&t, "WK000100", 0, 13);
    check_births(&t, "WK000100", 1, 13);
    check_births(&t, "WK000101", 0, 8);
    assert_int_equal(cell_of(&t, "WK000101", 1)->births_status, KK_FIGURE_UNKNOWN);
    clear(&t);
    init(&t, "2023", LONG "WK000100;5;T;4;2023\n", NULL);
    read_all(&t);
    assert_int_equal(cell_of(&t, "WK000100", 0)->births_status, KK_FIGURE_UNKNOWN);
    clear(&t);
}

/* ---- derived ---- */

static void test_derived(void **state)
{
    (void)state;
    enum { ROWS = 5, COLUMNS = KK_DERIVED_COLUMNS + 1 };
    const char *code[ROWS] = {"WK000100", "WK000101", "WK0363AA", "GM0363", "WK077700"}, *period[] = {"2022"};
    uint32_t row_period[ROWS] = {0};
    double value[ROWS * COLUMNS] = {0, 150, 100, 300, 100, 0, NAN, 10, 5, 5, 0, NAN, NAN, NAN, NAN, 0, 15, 10, NAN, 20};
    uint8_t status[ROWS * COLUMNS] = {
        [6] = KK_FIGURE_SECRET,         [11] = KK_FIGURE_NO_POPULATION, [12] = KK_FIGURE_NO_POPULATION,
        [13] = KK_FIGURE_NO_POPULATION, [14] = KK_FIGURE_NO_POPULATION, [18] = KK_FIGURE_UNKNOWN};
    const char *stands_in[] = {"2023"};
    kk_config_table config = {
        .name = "kwb", .source = "CBS, KWB 2022", .stands_in_for = stands_in, .stands_in_count = 1};
    kk_table table = {.config = &config,
                      .column_count = COLUMNS,
                      .period_count = 1,
                      .period = period,
                      .row_count = ROWS,
                      .code = code,
                      .row_period = row_period,
                      .value = value,
                      .status = status};
    population_text t;
    init(&t, "2021 2022 2023", NULL, NULL);
    t.config.population.derive = 0;
    for (uint32_t c = 0; c < KK_DERIVED_COLUMNS; c++) t.config.population.derived[c] = c + 1;
    if (try_with(&t, &table) != KK_OK) fail_msg("%s", t.err.message);
    const kk_population_cell *cell = cell_of(&t, "WK000100", 1);
    assert_true(cell->count[0][0] == 7.5 && cell->count[14][1] == 2.5);  /* 150 over 15 years, 3 in 4 men */
    assert_true(cell->count[15][0] == 7.5 && cell->count[26][1] == 2.5); /* 100 over 10 years */
    assert_true(cell->unsexed[3] == 0 && cell->births == 10);
    assert_missing(&t, "WK000101", 1, KK_FIGURE_SECRET);
    assert_persons(&t, "WK0363AA", 1, 0); /* nobody lives there: none */
    assert_true(cell_of(&t, "GM0363", 1)->unsexed[0] == 1 && cell_of(&t, "GM0363", 1)->count[0][0] == 0);
    assert_missing(&t, "GM0001", 1, KK_FIGURE_SECRET);
    assert_persons(&t, "WK000100", 2, 270);
    assert_missing(&t, "WK000100", 0, KK_FIGURE_ABSENT);
    clear(&t);
}

/* ---- what is wrong ---- */

static void test_rows_that_are_wrong(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023",
         LONG "GM0001;0;T;4;2023\n;0;T;4;2023\nDorp;0;T;4;2023\nGM0777;0;T;4;2023\nGM0777;1;T;4;2023\n"
              "GM0001;0;T;4;straks\nGM0001;0;beide;4;2023\nGM0001;0;X;4;2023\nGM0001;zeven;T;4;2023\n"
              "GM0001;1;T;veel;2023\nGM0001;1;T;-4;2023\nGM0001;0;T;5;2023\n"
              "GM0001;1;T;1e10;2023\nGM0001;1;T;4;2023;5\nGM0001;1;T\n",
         NULL);
    read_all(&t);
    static const struct {
        int64_t line;
        const char *column, *value, *reason;
    } expected[] = {
        {3, "area", "", "no area code"},
        {4, "area", "Dorp", "no area code"},
        {5, "area", "GM0777", "none of the areas of these boundaries"},
        {7, "year", "straks", "no period: expected a year"},
        {8, "area", "", "come for a second time"},
        {9, "sex", "X", "no sex: M, V"},
        {10, "age", "zeven", "no age: expected a single year"},
        {11, "count", "veel", "no number of persons"},
        {12, "count", "-4", "no number of persons"},
        {13, "area", "", "the area, year, age and sex come for a second time"},
        {14, "count", "1e10", "no number of persons"},
        {15, "area", "", "the row has more or fewer cells than the header"},
        {16, "area", "", "the row has more or fewer cells than the header"},
    };
    size_t count = sizeof expected / sizeof *expected;
    assert_int_equal(t.rejects.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(t.rejects.items[i].line, expected[i].line);
        assert_string_equal(t.rejects.items[i].column, expected[i].column);
        assert_string_equal(t.rejects.items[i].value, expected[i].value);
        assert_contains(t.rejects.items[i].reason, expected[i].reason);
    }
    assert_int_equal(t.out.counts.rows_rejected, count + 1);
    assert_true(cell_of(&t, "GM0001", 0)->unsexed[0] == 4);
    clear(&t);
}

static void test_gemeenten_that_are_left_out(void **state)
{
    (void)state;
    population_text t;
    const char *gemeenten[] = {"GM0001"};
    init(&t, "2023", LONG "GM0001;0;T;4;2023\nGM0777;0;T;4;2023\nWK077700;0;T;4;2023\nWK000177;0;T;1;2023\n", NULL);
    t.config.areas.gemeenten = gemeenten;
    t.config.areas.gemeente_count = 1;
    t.config.population.csv.is_public = false;
    read_all(&t);
    assert_int_equal(t.rejects.count, 1);
    assert_int_equal(t.rejects.items[0].line, 5);
    assert_string_equal(t.rejects.items[0].value, "");
    clear(&t);
}

static void test_files_that_are_something_else(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2023", "a;b\n1;2\n", NULL);
    assert_fails(&t, KK_ERR_INPUT,
                 "project.yaml:9:3: bevolking.csv: no column of area codes is recognised among a, b; "
                 "name it with `columns: {area: …}`");
    init(&t, "2023", "area;year;count\nGM0001;2023;7\n", NULL);
    assert_fails(&t, KK_ERR_INPUT, "no column of ages is recognised");
    init(&t, "2022 2023", "area;age;count\nGM0001;0;7\n", NULL);
    assert_fails(&t, KK_ERR_INPUT, "has no column of years, where the project has several periods");
    init(&t, "2023", LONG "GM0001;0-4;T;7;2023\nGM0001;0;T;7;2019\n", NULL);
    assert_fails(&t, KK_ERR_INPUT, "none of its 2 rows tells of a single year of age");
    init(&t, "2023", LONG, NULL);
    t.config.population.csv.column[KK_FIELD_COUNT_OF] = "cont";
    t.config.population.csv.column_mark[KK_FIELD_COUNT_OF] = (kk_mark){"project.yaml", 12, 7};
    assert_fails(&t, KK_ERR_PROJECT, "project.yaml:12:7: bevolking.csv has no column 'cont'; did you mean 'count'?");
    init(&t, "2023", LONG "GM0001;0;T;7;2023\n", "area;jaar\nGM0001;2023\n");
    assert_fails(&t, KK_ERR_INPUT, "no column of births is recognised");
    init(&t, "2023", LONG, NULL);
    t.config.population.csv.file.path = "/nonexistent/bevolking.csv";
    assert_fails(&t, KK_ERR_INPUT, "bevolking.csv: cannot be opened");
}

static void test_births_that_are_wrong(void **state)
{
    (void)state;
    population_text t;
    init(&t, "2022", LONG "GM0001;0;T;7;2022\n",
         "area;year;count\n;2023;1\nGM0777;2023;1\nGM0001;2023KW01;1\nGM0001;2023;veel\nGM0001;2023;-1\nNL00;2023;5\n"
         "GM0001;2023;.\nGM0001;2023;1e10\nGM0001;2023\n");
    read_all(&t);
    static const char *const reasons[] = {"no area code",
                                          "none of the areas of these boundaries",
                                          "no year",
                                          "no number of births",
                                          "no number of births",
                                          "no number of births",
                                          "the row has more or fewer cells than the header"};
    assert_int_equal(t.rejects.count, 7);
    for (size_t i = 0; i < 7; i++) assert_string_equal(t.rejects.items[i].reason, reasons[i]);
    assert_int_equal(cell_of(&t, "GM0001", 0)->births_status, KK_FIGURE_UNKNOWN);
    clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ages),
        cmocka_unit_test(test_sexes),
        cmocka_unit_test(test_headers_of_ages),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_statline),
        cmocka_unit_test(test_missing_is_not_zero),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_levels_are_added_up),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_births_of_a_file),
        cmocka_unit_test(test_births_of_age_0),
        cmocka_unit_test(test_derived),
        cmocka_unit_test(test_rows_that_are_wrong),
        cmocka_unit_test(test_gemeenten_that_are_left_out),
        cmocka_unit_test(test_files_that_are_something_else),
        cmocka_unit_test(test_births_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
