/* SPDX-License-Identifier: EUPL-1.2 */
/* Regions of a cohort: columns of codes, their first letters, groupings, areas in which persons are located, levels,
   titles and larger regions. */
#include "cohort_text.h"

/* Gemeenten GM0001 and GM0002, wijken WK000100, WK000101 and WK000200, a buurt, and regions of wijken. */
static kk_areas make_areas(void)
{
    static const char *gemeenten[] = {"GM0001", "GM0002"}, *gemeente_names[] = {"Een", "Twee"};
    static const char *wijken[] = {"WK000100", "WK000101", "WK000200"}, *wijk_names[] = {"Oost", "West", "Dorp"};
    static const char *buurten[] = {"BU00010100"}, *buurt_names[] = {"Kern"};
    static const char *regions[] = {"north", "south"}, *region_names[] = {"Noord", "Zuid"};
    static uint32_t begin[] = {0, 2, 3}, member[] = {0, 2, 1};
    static bool land[3];
    kk_areas areas = {.level_count = 4};
    areas.level[0] = (kk_level){
        .kind = KK_LEVEL_GEMEENTE, .name = "gemeente", .count = 2, .code = gemeenten, .area_name = gemeente_names};
    areas.level[1] =
        (kk_level){.kind = KK_LEVEL_WIJK, .name = "wijk", .count = 3, .code = wijken, .area_name = wijk_names};
    areas.level[2] =
        (kk_level){.kind = KK_LEVEL_BUURT, .name = "buurt", .count = 1, .code = buurten, .area_name = buurt_names};
    areas.level[3] =
        (kk_level){.kind = KK_LEVEL_OWN, .name = "region", .count = 2, .code = regions, .area_name = region_names};
    areas.level[3].membership = (kk_membership){.member_level = 1, .member_begin = begin, .member = member};
    static const char *plurals[] = {"gemeenten", "wijken", "buurten", "regions"};
    for (size_t l = 0; l < areas.level_count; l++) areas.level[l].plural = plurals[l];
    for (size_t l = 0; l < areas.level_count; l++) areas.level[l].water = land;
    return areas;
}

static void check_ids(const cohort_text *t, size_t type, size_t count, const char *const ids[])
{
    assert_int_equal(t->cohort.frame.type[type].count, count);
    for (size_t i = 0; i < count; i++) assert_string_equal(t->cohort.frame.type[type].id[i], ids[i]);
}

static void give_type(cohort_text *t, kk_config_region region)
{
    t->region[t->config.estimates.region_count++] = region;
}

/* ---- columns ---- */

static void test_land_and_column(void **state)
{
    cohort_text *t = *state;
    read_text(t, "rank;sex;gem;y0\n0.1;a;GM0010;1\n0.1;a;GM0009;1\n0.1;a;;1\n0.1;a;GM0010;1\n0.1;a;.;1\n");
    check_ids(t, 0, 1, (const char *const[]){"all"});
    check_ids(t, 1, 2, (const char *const[]){"GM0009", "GM0010"});
    const char *expected[] = {"GM0009", "GM0010", "GM0010", "", ""};
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(region_of(t, 0, i), "all");
        assert_string_equal(region_of(t, 1, i), expected[i]);
    }
    assert_string_equal(t->cohort.frame.type[0].name, "all");
    assert_int_equal(t->cohort.frame.type[0].level, -1);
    assert_int_equal(t->cohort.frame.type[0].within, -1);
    assert_null(t->cohort.frame.type[0].parent);
    assert_int_equal(t->cohort.located + t->cohort.not_located, 0);
}

static void test_first_letters(void **state)
{
    cohort_text *t = *state;
    t->region[1] = (kk_config_region){.type = "pc4", .column = "pc"};
    give_type(t, (kk_config_region){.type = "pc3", .column = "pc", .first = 3});
    read_text(t, "rank;sex;pc;y0\n0.1;a;1052;1\n0.1;a;1059;1\n0.1;a;1060;1\n0.1;a;10;1\n0.1;a;105;1\n"
                 "0.1;a;ab\xC3\xA9z;1\n");
    check_ids(t, 1, 6, (const char *const[]){"10", "105", "1052", "1059", "1060", "ab\xC3\xA9z"});
    check_ids(t, 2, 4, (const char *const[]){"10", "105", "106", "ab\xC3\xA9"}); /* no half letters */
    assert_string_equal(region_of(t, 2, 2), "105");
    assert_string_equal(region_of(t, 2, 3), "105");
}

/* ---- groupings ---- */

static void test_grouping(void **state)
{
    cohort_text *t = *state;
    give_type(t, (kk_config_region){.type = "ggd", .column = "gem"});
    t->region[2].grouping =
        write_file(t, "Code;group;NAME\nGM0003;b;\nGM0001;b;B-land\nGM0002;a;\nGM0009;never;Nobody\n");
    read_text(t, "rank;sex;gem;y0\n0.1;a;GM0001;1\n0.1;a;GM0002;1\n0.1;a;GM0003;1\n0.1;a;GM0004;1\n0.1;a;;1\n");
    check_ids(t, 2, 2, (const char *const[]){"a", "b"});
    assert_string_equal(t->cohort.frame.type[2].title[0], "");
    assert_string_equal(t->cohort.frame.type[2].title[1], "B-land");
    const char *expected[] = {"b", "a", "b", "", ""};
    for (size_t i = 0; i < 5; i++) assert_string_equal(region_of(t, 2, i), expected[i]);
    assert_contains(t->log, "warning: estimates: 1 code of the cohort not in cohort0.csv: fewer than 10 persons in no "
                            "region of type 'ggd'");
}

static void test_grouping_of_all_codes(void **state)
{
    cohort_text *t = *state;
    t->region[1].grouping = write_file(t, "code,group\nGM0001,x\nGM0001,x\n");
    read_text(t, "rank;sex;gem;y0\n0.1;a;GM0001;1\n");
    check_ids(t, 1, 1, (const char *const[]){"x"});
    assert_null(strstr(t->log, "not in"));
}

static void test_wrong_groupings(void **state)
{
    cohort_text *t = *state;
    static const struct {
        const char *text, *message;
    } wrong[] = {
        {"code;name\nGM0001;x\n", "p.yaml:10:5: cohort1.csv has no column 'group'"},
        {"code;group\nGM0001;\n", "cohort1.csv:2: the group is empty"},
        {"code;group\nGM0001;x\n;y\n", "cohort1.csv:3: the code is empty"},
        {"code;group\nGM0001;x\nGM0002;x\nGM0001;y\n", "cohort1.csv:4: GM0001 is in group 'x' already (line 2)"},
        {"code;group\n", "p.yaml:10:5: cohort1.csv lists no codes"},
    };
    give_cohort(t, "rank;sex;gem;y0\n0.1;a;GM0001;1\n");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        t->region[1].grouping = write_file(t, wrong[i].text);
        check_error(t, KK_ERR_INPUT, wrong[i].message);
        unlink(t->path[--t->file_count]);
    }
    t->region[1].grouping.path = "/nowhere/groups.csv";
    check_error(t, KK_ERR_INPUT, "cohort1.csv: cannot be opened");
}

/* ---- levels and titles ---- */

static void test_levels_by_form(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    give_type(t, (kk_config_region){.type = "wijk", .column = "wijk"});
    give_type(t, (kk_config_region){.type = "region", .column = "r"});
    give_type(t, (kk_config_region){.type = "corop", .column = "c"});
    read_text(t, "rank;sex;gem;wijk;r;c;y0\n"
                 "0.1;a;GM0001;WK000100;north;CR01;1\n"
                 "0.1;a;GM0999;WK099900;south;CR02;1\n"
                 "0.1;a;GM0998;elsewhere;east;GM0001;1\n");
    const kk_region_type *type = t->cohort.frame.type;
    assert_int_equal(type[1].level, 0); /* most of these gemeenten are not in the project, but gemeenten they are */
    assert_int_equal(type[2].level, 1);
    assert_int_equal(type[3].level, 3);
    assert_int_equal(type[4].level, -1);
    assert_string_equal(type[1].title[0], "Een");
    assert_string_equal(type[1].title[1], "");
    assert_string_equal(type[2].title[0], "Oost");
    assert_string_equal(type[3].title[1], "Noord");
    assert_string_equal(type[4].title[0], "");
}

static void test_level_told(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->region[1].level = "region";
    give_cohort(t, "rank;sex;gem;y0\n0.1;a;south;1\n0.1;a;x;1\n0.1;a;y;1\n");
    read_cohort(t);
    assert_int_equal(t->cohort.frame.type[1].level, 3);
    assert_string_equal(t->cohort.frame.type[1].title[0], "Zuid");
    t->region[1].level = "regio";
    check_error(t, KK_ERR_PROJECT, "p.yaml:20:3: the areas have no level 'regio'; did you mean 'region'?");
    t->region[1].level = "province";
    check_error(t, KK_ERR_PROJECT, "the areas have no level 'province'");
}

/* The project's areas are WK000100, WK000101 and WK000200, and the gemeenten 1 and 2. */
static void test_codes_that_are_no_areas(void **state)
{
    cohort_text *t = *state;
    static const char *gemeenten[] = {"GM0001"};
    t->areas = make_areas();
    t->region[1] = (kk_config_region){.type = "wijk_code", .column = "wijk"};
    kk_config_csv *csv = give_cohort(t, "rank;sex;wijk;y0\n0.1;a;WK000100;1\n0.1;a;WK999900;1\n0.1;a;WK999901;1\n");
    read_cohort(t);
    assert_contains(t->log, "warning: estimates: of the 3 codes of 'wijk_code' 2 are not among the wijken of the "
                            "project; these are on no map");
    /* the project leaves these out */
    t->config.areas.gemeenten = gemeenten;
    t->config.areas.gemeente_count = 1;
    read_cohort(t);
    assert_null(strstr(t->log, "wijk_code"));
    csv->file = write_file(t, "rank;sex;wijk;y0\n0.1;a;WK000199;1\n0.1;a;WK000198;1\n0.1;a;WK999901;1\n");
    read_cohort(t);
    assert_contains(t->log, "none of the codes of 'wijk_code' (2) is one of the wijken of the project; are they of "
                            "another year?");
}

/* A tenth is no reason to warn: one more is. */
static void test_a_tenth_of_the_codes(void **state)
{
    cohort_text *t = *state;
    static const char *codes[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"}, *names[9];
    t->areas = make_areas();
    t->areas.level[3] = (kk_level){
        .kind = KK_LEVEL_OWN, .name = "team", .plural = "teams", .count = 9, .code = codes, .area_name = names};
    for (size_t i = 0; i < 9; i++) names[i] = "";
    t->region[1] = (kk_config_region){.type = "team", .column = "gem", .level = "team"};
    char text[400] = "rank;sex;gem;y0\n";
    for (size_t i = 0; i < 9; i++) sprintf(text + strlen(text), "0.1;x;%s;1\n", codes[i]);
    strcat(text, "0.1;x;y;1\n");
    kk_config_csv *csv = give_cohort(t, text);
    read_cohort(t);
    assert_null(strstr(t->log, "'team'"));
    strcat(text, "0.1;x;z;1\n");
    csv->file = write_file(t, text);
    read_cohort(t);
    assert_contains(t->log, "of the 11 codes of 'team' 2 are not among the teams of the project");
}

/* Files of before 2011 have numbers: with their level told these are codes. */
static void test_bare_numbers(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->region[1] = (kk_config_region){.type = "gemeente", .column = "gem", .level = "gemeente"};
    give_type(t, (kk_config_region){.type = "wijk", .column = "wijk", .level = "wijk"});
    give_type(t, (kk_config_region){.type = "buurt", .column = "buurt", .level = "buurt"});
    give_type(t, (kk_config_region){.type = "region", .column = "wijk", .level = "region"});
    give_type(t, (kk_config_region){.type = "plain", .column = "gem"});
    read_text(t, "rank;sex;gem;wijk;buurt;y0\n"
                 "0.1;a;1;100;00010100;1\n0.1;a;GM0001;000101;BU00010100;1\n0.1;a;0002;WK000200;10100;1\n"
                 "0.1;a;12345;1x;123456789;1\n");
    check_ids(t, 1, 3, (const char *const[]){"12345", "GM0001", "GM0002"});
    check_ids(t, 2, 4, (const char *const[]){"1x", "WK000100", "WK000101", "WK000200"});
    check_ids(t, 3, 2, (const char *const[]){"123456789", "BU00010100"});
    check_ids(t, 4, 4, (const char *const[]){"000101", "100", "1x", "WK000200"});
    check_ids(t, 5, 4, (const char *const[]){"0002", "1", "12345", "GM0001"});
    assert_string_equal(t->cohort.frame.type[1].title[1], "Een");
}

/* ---- locating ---- */

/* By the code as it stands, in the finest level that has it. */
static kk_locus find_code(const void *finder, const kk_config_csv *how, kk_location *location)
{
    kk_areas areas = make_areas();
    assert_string_equal(finder, "finder");
    assert_true(how->by_count == 1 && how->by[0] == KK_BY_AREA);
    for (size_t l = areas.level_count; l-- > 0;) {
        ptrdiff_t found = kk_level_find(&areas.level[l], location->code);
        if (found >= 0) return kk_locus_of(l, (size_t)found);
    }
    return *location->code == '\0' ? KK_NOWHERE_GIVEN : KK_UNKNOWN_CODE;
}

static void test_located(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->find = find_code;
    t->region[1] = (kk_config_region){.type = "gemeente", .level = "gemeente"};
    give_type(t, (kk_config_region){.type = "wijk", .level = "wijk"});
    give_type(t, (kk_config_region){.type = "region", .level = "region"});
    give_cohort(t, "rank;sex;area;y0\n"
                   "0.1;a;BU00010100;1\n"
                   "0.2;a;WK000200;0\n"
                   "0.3;a;GM0002;1\n"
                   "0.1;a;GM0777;0\n"
                   "0.1;a;;0\n");
    read_cohort(t);
    assert_int_equal(t->cohort.located, 3);
    assert_int_equal(t->cohort.not_located, 2);
    check_ids(t, 1, 2, (const char *const[]){"GM0001", "GM0002"});
    check_ids(t, 2, 2, (const char *const[]){"WK000101", "WK000200"});
    check_ids(t, 3, 2, (const char *const[]){"north", "south"});
    size_t located = 0;
    for (size_t i = 0; i < 5; i++) {
        double x = t->cohort.predictor[i];
        if (x == 0.2) assert_string_equal(region_of(t, 3, i), "north");
        if (x == 0.2) assert_string_equal(region_of(t, 2, i), "WK000200");
        if (x == 0.3) assert_string_equal(region_of(t, 1, i), "GM0002");
        if (x == 0.3) assert_string_equal(region_of(t, 2, i), "");
        if (x == 0.3) assert_string_equal(region_of(t, 3, i), "");
        if (strcmp(region_of(t, 2, i), "WK000101") == 0) {
            assert_string_equal(region_of(t, 1, i), "GM0001");
            assert_string_equal(region_of(t, 3, i), "south");
        }
        located += *region_of(t, 1, i) != '\0';
    }
    assert_int_equal(located, 3);
    assert_int_equal(t->cohort.frame.type[3].level, 3);
    assert_string_equal(t->cohort.frame.type[2].title[0], "West");
}

/* Located persons, by groups of their gemeenten. */
static void test_located_and_grouped(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->find = find_code;
    t->region[1] = (kk_config_region){.type = "ggd", .level = "gemeente"};
    t->region[1].grouping = write_file(t, "code;group;name\nGM0001;g;GGD\nGM0002;g;GGD\n");
    read_text(t, "rank;sex;area;y0\n0.1;a;BU00010100;1\n0.1;a;GM0002;1\n");
    check_ids(t, 1, 1, (const char *const[]){"g"});
    assert_string_equal(t->cohort.frame.type[1].title[0], "GGD");
    assert_int_equal(t->cohort.frame.type[1].level, -1);
}

static void test_no_finder(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->region[1] = (kk_config_region){.type = "wijk", .level = "wijk"};
    read_text(t, "rank;sex;area;y0\n0.1;a;BU00010100;1\n");
    assert_int_equal(t->cohort.not_located, 1);
    assert_int_equal(t->cohort.frame.type[1].count, 0);
}

/* ---- larger regions ---- */

static void test_within_gemeenten(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    give_type(t, (kk_config_region){.type = "wijk", .column = "wijk"});
    give_type(t, (kk_config_region){.type = "pc", .column = "pc"});
    read_text(t, "rank;sex;gem;wijk;pc;y0\n"
                 "0.1;a;GM0002;WK000100;1;1\n"
                 "0.1;a;GM0001;WK000100;1;1\n"
                 "0.1;a;GM0002;WK000200;1;1\n"
                 "0.1;a;GM0001;WK000200;1;1\n"
                 "0.1;a;GM0002;WK000200;1;1\n"
                 "0.1;a;;WK000101;1;1\n"
                 "0.1;a;GM0002;WK000101;1;1\n");
    const kk_region_type *wijk = &t->cohort.frame.type[2];
    assert_int_equal(wijk->within, 1);
    assert_int_equal(wijk->parent[0], 0); /* one in either: the lowest */
    assert_int_equal(wijk->parent[1], 1);
    assert_int_equal(wijk->parent[2], 1);
    assert_int_equal(t->cohort.frame.type[1].within, -1);
    assert_int_equal(t->cohort.frame.type[3].within, -1);
}

/* Wijken lie in gemeenten by the form of their codes, whatever areas the project has. */
static void test_within_without_areas(void **state)
{
    cohort_text *t = *state;
    give_type(t, (kk_config_region){.type = "buurt", .column = "buurt"});
    read_text(t, "rank;sex;gem;buurt;y0\n0.1;a;GM0001;BU00010000;1\n0.1;a;GM0002;BU00020001;1\n");
    assert_int_equal(t->cohort.frame.type[2].level, -1);
    assert_int_equal(t->cohort.frame.type[2].within, 1);
    assert_int_equal(t->cohort.frame.type[2].parent[1], 1);
}

static void test_within_as_told(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    give_type(t, (kk_config_region){.type = "wijk", .column = "wijk", .within = "all"});
    give_type(t, (kk_config_region){.type = "pc", .column = "pc", .within = "wijk", .mark = {"p.yaml", 30, 1}});
    give_cohort(t, "rank;sex;gem;wijk;pc;y0\n0.1;a;GM0001;WK000100;1;1\n0.1;a;GM0001;WK000101;2;1\n"
                   "0.1;a;GM0001;WK000101;1;1\n0.1;a;GM0001;WK000101;1;1\n");
    read_cohort(t);
    assert_int_equal(t->cohort.frame.type[2].within, -1);
    assert_null(t->cohort.frame.type[2].parent);
    assert_int_equal(t->cohort.frame.type[3].within, 2);
    assert_int_equal(t->cohort.frame.type[3].parent[0], 1);
    assert_int_equal(t->cohort.frame.type[3].parent[1], 1);
    t->region[3].within = "pc";
    check_error(t, KK_ERR_PROJECT, "p.yaml:30:1: there is no other type of regions 'pc' for 'pc' to lie within");
}

static void test_within_the_land_that_is_no_type(void **state)
{
    cohort_text *t = *state;
    t->areas = make_areas();
    t->region[0] = (kk_config_region){.type = "wijk", .column = "wijk", .within = "all"};
    read_text(t, "rank;sex;gem;wijk;y0\n0.1;a;GM0001;WK000100;1\n");
    assert_int_equal(t->cohort.frame.type[0].within, -1);
}

/* A region of which nobody is in a larger one leaves the others where they are. */
static void test_no_larger_region(void **state)
{
    cohort_text *t = *state;
    give_type(t, (kk_config_region){.type = "pc", .column = "pc", .within = "gemeente"});
    read_text(t, "rank;sex;gem;pc;y0\n0.1;a;GM0001;1;1\n0.1;a;;2;1\n0.1;a;GM0002;3;1\n");
    assert_int_equal(t->cohort.frame.type[2].within, 1);
    assert_int_equal(t->cohort.frame.type[2].parent[0], 0);
    assert_int_equal(t->cohort.frame.type[2].parent[1], KK_NO_REGION);
    assert_int_equal(t->cohort.frame.type[2].parent[2], 1);
    assert_contains(t->log,
                    "nobody in 1 region of type 'pc' has a region of type 'gemeente'; shrunk to the land alone");
}

static void test_many_types(void **state)
{
    cohort_text *t = *state;
    kk_config_region regions[KK_REGION_TYPES_MAX + 1];
    for (size_t r = 0; r <= KK_REGION_TYPES_MAX; r++) regions[r] = t->region[1];
    t->config.estimates.region = regions;
    t->config.estimates.region_count = KK_REGION_TYPES_MAX + 1;
    give_cohort(t, "rank;sex;gem;y0\n0.1;a;g;1\n");
    check_error(t, KK_ERR_PROJECT, "more than 16 types of regions");
    t->config.estimates.region_count = KK_REGION_TYPES_MAX;
    read_cohort(t);
    assert_string_equal(region_of(t, KK_REGION_TYPES_MAX - 1, 0), "g");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_text, end_text)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_land_and_column),
        TEST(test_first_letters),
        TEST(test_grouping),
        TEST(test_grouping_of_all_codes),
        TEST(test_wrong_groupings),
        TEST(test_levels_by_form),
        TEST(test_level_told),
        TEST(test_codes_that_are_no_areas),
        TEST(test_a_tenth_of_the_codes),
        TEST(test_bare_numbers),
        TEST(test_located),
        TEST(test_located_and_grouped),
        TEST(test_no_finder),
        TEST(test_within_gemeenten),
        TEST(test_within_without_areas),
        TEST(test_within_as_told),
        TEST(test_within_the_land_that_is_no_type),
        TEST(test_no_larger_region),
        TEST(test_many_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
