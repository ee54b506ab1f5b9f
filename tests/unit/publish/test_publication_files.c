/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "disclosure/release_table.h"
#include "kk/publication_files.h"
#include "kk/publish.h"
#include "publish/tree.h"

#include <unistd.h>

/*
 * A gemeente of two wijken, a third wijk in nothing, water that is in no publication, and two teams of wijken; girls
 * and boys are youths; one share, one public indicator, a smoothed one.
 */
typedef struct fixture {
    kk_arena arena;
    kk_areas areas;
    kk_publication publication;
    kk_release release;
    kk_config_disclosure config;
    char folder[64];
    kk_error err;
} fixture;

static const char *gemeenten[] = {"GM1"}, *wijken[] = {"WK1", "WK2", "WK3"}, *teams[] = {"A, oost", "B"};
static const char *land_and_water[] = {"WK1", "WK2", "WK3", "WK9"}, *names[] = {"Een", "Twee \"oud\"", "Drie", "Meer"};
static bool dry[4], wet[] = {false, false, false, true};
static const uint32_t gemeente_begin[] = {0, 2}, gemeente_member[] = {0, 1};
static const uint32_t team_begin[] = {0, 1, 3}, team_member[] = {1, 0, 2};

static kk_config_indicator share = {.name = "help", .kind = KK_SHARE, .per = 100};
static kk_config_indicator inhabitants = {.name = "inhabitants", .kind = KK_VALUE, .per = 1};
static kk_config_indicator smoothed = {
    .name = "help_smoothed", .kind = KK_VALUE, .per = 1, .statistic = KK_STATISTIC_NONE + 1};

static const uint32_t helped[] = {0, 3}, youths[] = {1}, sexes[] = {2, 3};
static const double weights[] = {1, -0.5}, once[] = {1};

static void add_level(fixture *f, const char *name, const char **codes, size_t count, const bool *water)
{
    kk_level *level = &f->areas.level[f->areas.level_count++];
    *level =
        (kk_level){.name = name, .count = count, .code = codes, .area_name = names, .water = (bool *)(uintptr_t)water};
}

static void describe(fixture *f)
{
    static kk_publication_level levels[] = {{"gemeente", 1, gemeenten}, {"wijk", 3, wijken}, {"team", 2, teams}};
    static kk_level_link links[] = {{0, 1, gemeente_begin, gemeente_member}, {2, 1, team_begin, team_member}};
    static kk_quantity quantities[] = {{"helped[age=0..4, sex=all]", false, true, true, 0, 0},
                                       {"youths", true, true, true, 1, 0},
                                       {"girls \"en\" caf\u00e9", false, true, false, -1, 0},
                                       {"boys", false, false, true, -1, 0}};
    static kk_relation relations[] = {{KK_RELATION_SUM, 1, 2, sexes, "sex"},
                                      {KK_RELATION_AT_LEAST, 1, 1, sexes, ""},
                                      {KK_RELATION_AT_MOST, 1, 2, sexes, ""}};
    static kk_publication_indicator indicators[] = {
        {"help", KK_SHARE, 100, false, {2, helped, weights}, {1, youths, once}},
        {"base", KK_ESTIMATE, 1, false, {0, NULL, NULL}, {1, youths, once}}};
    static kk_fact facts[] = {{1, 1, 2, "2023", "", 1234.5, KK_FIGURE_OK},
                              {0, 0, 0, "2022KW03", "wijk", NAN, KK_FIGURE_SUPPRESSED_COUNT},
                              {1, 2, 0, "2023", "sex", 0, KK_FIGURE_NIL}};
    f->publication = (kk_publication){.vintage = 2024,
                                      .level_count = 3,
                                      .link_count = 2,
                                      .quantity_count = 4,
                                      .relation_count = 3,
                                      .indicator_count = 2,
                                      .fact_count = 3,
                                      .level = levels,
                                      .link = links,
                                      .quantity = quantities,
                                      .relation = relations,
                                      .indicator = indicators,
                                      .fact = facts,
                                      .rules = {10, INFINITY, 5, 0.25, 0}};
}

static kk_released_column column_of(const kk_config_indicator *indicator, uint32_t level)
{
    static const double value[] = {20, NAN, 5, NAN}, numerator[] = {30, NAN, 40, NAN};
    static const uint8_t status[] = {KK_FIGURE_OK, KK_FIGURE_SUPPRESSED_REST, KK_FIGURE_OK, KK_FIGURE_OK};
    return (kk_released_column){.indicator = indicator,
                                .level = level,
                                .period = "2023",
                                .source = "",
                                .value = value,
                                .lower = value,
                                .upper = value,
                                .numerator = numerator,
                                .denominator = numerator,
                                .status = status};
}

static int begin(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    static kk_released_column columns[3];
    kk_arena_init(&f->arena);
    add_level(f, "gemeente", gemeenten, 1, dry);
    add_level(f, "wijk", land_and_water, 4, wet);
    add_level(f, "team", teams, 2, dry);
    describe(f);
    columns[0] = column_of(&inhabitants, 1);
    columns[1] = column_of(&share, 1);
    columns[2] = column_of(&smoothed, 1);
    f->release = (kk_release){.areas = &f->areas, .column_count = 3, .column = columns, .publication = &f->publication};
    strcpy(f->folder, "/tmp/kk-files-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;
    assert_int_equal(kk_tree_remove(f->folder), 0);
    kk_arena_clear(&f->arena);
    free(f);
    return 0;
}

static const char *file_text(fixture *f, const char *name)
{
    char *text = kk_file_text(kk_arena_format(&f->arena, "%s/%s", f->folder, name));
    assert_non_null(text);
    const char *kept = kk_arena_copy(&f->arena, text);
    free(text);
    return kept;
}

static void write_all(fixture *f)
{
    assert_int_equal(kk_write_areas_csv(&f->release, f->folder, &f->err), KK_OK);
    assert_int_equal(kk_write_disclosure_json(&f->release, &f->config, f->folder, &f->err), KK_OK);
    assert_int_equal(kk_write_knowledge_csv(&f->release, f->folder, &f->err), KK_OK);
    assert_int_equal(kk_write_indicators_csv(&f->release, f->folder, &f->err), KK_OK);
}

static void an_area_has_a_row_for_each_that_it_is_in(void **state)
{
    fixture *f = *state;
    write_all(f);
    assert_string_equal(file_text(f, "areas.csv"), "level,code,name,in_level,in_code\n"
                                                   "gemeente,GM1,Een,,\n"
                                                   "wijk,WK1,Een,gemeente,GM1\n"
                                                   "wijk,WK1,Een,team,B\n"
                                                   "wijk,WK2,\"Twee \"\"oud\"\"\",gemeente,GM1\n"
                                                   "wijk,WK2,\"Twee \"\"oud\"\"\",team,\"A, oost\"\n"
                                                   "wijk,WK3,Drie,team,B\n"
                                                   "team,\"A, oost\",Een,,\n"
                                                   "team,B,\"Twee \"\"oud\"\"\",,\n");
}

static void facts_are_written_to_the_byte(void **state)
{
    fixture *f = *state;
    write_all(f);
    assert_string_equal(file_text(f, "knowledge.csv"),
                        "quantity,level,code,period,beyond,value,status\n"
                        "youths,wijk,WK3,2023,,1234.5,ok\n"
                        "\"helped[age=0..4, sex=all]\",gemeente,GM1,2022KW03,wijk,,suppressed_count\n"
                        "youths,team,\"A, oost\",2023,sex,0,nil\n");
}

static void without_facts_there_is_no_file(void **state)
{
    fixture *f = *state;
    f->publication.fact_count = 0;
    write_all(f);
    assert_int_not_equal(access(kk_arena_format(&f->arena, "%s/knowledge.csv", f->folder), F_OK), 0);
}

static void what_takes_no_part_is_named(void **state)
{
    fixture *f = *state;
    write_all(f);
    const char *text = file_text(f, "disclosure.json");
    assert_contains(text, "\"public\": [\n    \"inhabitants\"\n  ]");
    assert_contains(text, "\"derived\": [\n    \"help_smoothed\"\n  ]");
    assert_null(strstr(text, "accepted_leaks"));
    assert_null(strstr(text, "\"group\""));
}

static void same_sum(const kk_quantity_sum *a, const kk_quantity_sum *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->quantity[i], b->quantity[i]);
        assert_near(a->coefficient[i], b->coefficient[i], 0);
    }
}

static void same_frame(const kk_publication *a, const kk_publication *b)
{
    assert_int_equal(a->vintage, b->vintage);
    assert_int_equal(a->quantity_count, b->quantity_count);
    for (size_t q = 0; q < a->quantity_count; q++) {
        assert_string_equal(a->quantity[q].name, b->quantity[q].name);
        assert_int_equal(a->quantity[q].is_public, b->quantity[q].is_public);
        assert_int_equal(a->quantity[q].is_count, b->quantity[q].is_count);
        assert_int_equal(a->quantity[q].adds_up, b->quantity[q].adds_up);
    }
    assert_int_equal(a->relation_count, b->relation_count);
    for (size_t r = 0; r < a->relation_count; r++) {
        assert_int_equal(a->relation[r].kind, b->relation[r].kind);
        assert_int_equal(a->relation[r].whole, b->relation[r].whole);
        assert_int_equal(a->relation[r].part_count, b->relation[r].part_count);
        assert_memory_equal(a->relation[r].part, b->relation[r].part, a->relation[r].part_count * sizeof(uint32_t));
        assert_string_equal(a->relation[r].beyond, b->relation[r].beyond);
    }
    assert_int_equal(a->indicator_count, b->indicator_count);
    for (size_t i = 0; i < a->indicator_count; i++) {
        assert_string_equal(a->indicator[i].name, b->indicator[i].name);
        assert_int_equal(a->indicator[i].kind, b->indicator[i].kind);
        assert_near(a->indicator[i].per, b->indicator[i].per, 0);
        same_sum(&a->indicator[i].numerator, &b->indicator[i].numerator);
        same_sum(&a->indicator[i].denominator, &b->indicator[i].denominator);
    }
    assert_memory_equal(&a->rules, &b->rules, sizeof a->rules);
}

static void same_facts(const kk_publication *a, const kk_publication *b)
{
    assert_int_equal(a->fact_count, b->fact_count);
    for (size_t i = 0; i < a->fact_count; i++) {
        assert_int_equal(a->fact[i].quantity, b->fact[i].quantity);
        assert_int_equal(a->fact[i].level, b->fact[i].level);
        assert_int_equal(a->fact[i].area, b->fact[i].area);
        assert_string_equal(a->fact[i].period, b->fact[i].period);
        assert_string_equal(a->fact[i].beyond, b->fact[i].beyond);
        assert_true(isnan(a->fact[i].value) == isnan(b->fact[i].value) &&
                    !(a->fact[i].value != b->fact[i].value && !isnan(a->fact[i].value)));
        assert_int_equal(kk_figure_has_value((kk_figure_status)a->fact[i].status),
                         kk_figure_has_value((kk_figure_status)b->fact[i].status));
    }
}

static void what_is_written_is_read_back(void **state)
{
    fixture *f = *state;
    kk_publication back;
    kk_publication_terms terms;
    kk_config_file earlier[] = {{.given = "../2022"}};
    f->config = (kk_config_disclosure){.accept_leaks = "een \"proef\"", .earlier = earlier, .earlier_count = 1};
    write_all(f);
    assert_int_equal(kk_publication_read(f->folder, &f->arena, &back, &terms, &f->err), KK_OK);
    same_frame(&f->publication, &back);
    same_facts(&f->publication, &back);
    assert_string_equal(terms.accepted_leaks, "een \"proef\"");
    assert_string_equal(terms.earlier[0], "../2022");
    assert_int_equal(back.level_count, 3);
    assert_int_equal(back.link_count, 2);
    for (size_t l = 0; l < 2; l++) {
        const kk_level_link *was = &f->publication.link[l], *is = &back.link[l];
        size_t uppers = back.level[is->upper].count;
        assert_int_equal(was->upper, is->upper);
        assert_int_equal(was->lower, is->lower);
        assert_memory_equal(was->begin, is->begin, (uppers + 1) * sizeof *is->begin);
        assert_memory_equal(was->member, is->member, is->begin[uppers] * sizeof *is->member);
    }
    assert_int_equal(back.column_count, 1);
    assert_int_equal(back.column[0].indicator, 0);
    assert_near(back.column[0].numerator[2], 40, 0);
    assert_int_equal(back.column[0].status[1], KK_FIGURE_SUPPRESSED_REST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_area_has_a_row_for_each_that_it_is_in, begin, end),
        cmocka_unit_test_setup_teardown(facts_are_written_to_the_byte, begin, end),
        cmocka_unit_test_setup_teardown(without_facts_there_is_no_file, begin, end),
        cmocka_unit_test_setup_teardown(what_takes_no_part_is_named, begin, end),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
