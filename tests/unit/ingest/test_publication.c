/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/ingest/release_folder.h"

#include "kk/publication_files.h"

#include <unistd.h>

typedef struct reading {
    release_folder folder;
    kk_arena arena;
    kk_publication publication;
    kk_publication_terms terms;
    kk_error err;
} reading;

static int begin(void **state)
{
    reading *r = calloc(1, sizeof *r);
    r->folder = make_release_folder();
    kk_arena_init(&r->arena);
    *state = r;
    return 0;
}

static int end(void **state)
{
    reading *r = *state;
    remove_release_folder(&r->folder);
    kk_arena_clear(&r->arena);
    free(r);
    return 0;
}

static kk_status read_folder(reading *r)
{
    return kk_publication_read(r->folder.path, &r->arena, &r->publication, &r->terms, &r->err);
}

static const char *in_file(reading *r, const char *text, const char *from, const char *to)
{
    return replaced(&r->arena, text, from, to);
}

static void a_release_made_by_hand_is_read(void **state)
{
    reading *r = *state;
    const kk_publication *p = &r->publication;
    assert_int_equal(read_folder(r), KK_OK);
    assert_int_equal(p->vintage, 2024);
    assert_int_equal(p->level_count, 2);
    assert_string_equal(p->level[1].name, "wijk");
    assert_int_equal(p->level[1].count, 4);
    assert_string_equal(p->level[1].code[2], "WK3");
    assert_int_equal(p->link_count, 1);
    assert_int_equal(p->link[0].upper, 0);
    assert_int_equal(p->link[0].lower, 1);
    assert_int_equal(p->link[0].begin[1], 4);
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(p->link[0].member[i], i);
    assert_int_equal(p->quantity_count, 2);
    assert_false(p->quantity[0].is_public);
    assert_true(p->quantity[1].is_public && p->quantity[1].is_count && p->quantity[1].adds_up);
    assert_int_equal(p->quantity[1].table, -1);
    assert_int_equal(p->indicator_count, 1);
    assert_int_equal(p->indicator[0].kind, KK_SHARE);
    assert_int_equal(p->indicator[0].numerator.quantity[0], 0);
    assert_near(p->indicator[0].numerator.coefficient[0], 1, 0);
    assert_int_equal(p->indicator[0].denominator.quantity[0], 1);
    assert_near(p->rules.minimum, 10, 0);
    assert_int_equal(p->fact_count, 5);
    assert_string_equal(p->fact[0].beyond, "");
    assert_near(p->fact[4].value, 400, 0);
    assert_int_equal(p->fact[4].area, 3);
    assert_null(r->terms.accepted_leaks);
}

static void figures_have_their_status(void **state)
{
    reading *r = *state;
    assert_int_equal(read_folder(r), KK_OK);
    assert_int_equal(r->publication.column_count, 2); /* not that of inhabitants, which are public */
    const kk_publication_column *wijken = &r->publication.column[1];
    assert_int_equal(wijken->level, 1);
    assert_string_equal(wijken->period, "2023");
    assert_int_equal(wijken->status[0], KK_FIGURE_SUPPRESSED_COUNT);
    assert_int_equal(wijken->status[1], KK_FIGURE_SUPPRESSED_SECONDARY);
    assert_true(isnan(wijken->numerator[0]) && isnan(wijken->value[0]));
    assert_near(wijken->numerator[2], 30, 0);
    assert_true(isnan(wijken->lower[2])); /* the file has no such column */
}

static void rows_may_come_in_any_order_and_levels_and_periods_too(void **state)
{
    reading *r = *state;
    write_release_file(&r->folder, "areas.csv",
                       "in_code,in_level,code,level\nGM1,gemeente,WK9,wijk\n,,GM2,gemeente\nGM2,gemeente,WK1,wijk\n"
                       ",,GM1,gemeente\nT,team,WK1,wijk\nGM1,gemeente,WK9,wijk\n,,T,team\n");
    write_release_file(&r->folder, "disclosure.json",
                       in_file(r, hand_disclosure, "\"links\": [{\"upper\": \"gemeente\", \"lower\": \"wijk\"}],", ""));
    write_release_file(&r->folder, "knowledge.csv", "quantity,level,code,period,beyond,value,status\n");
    write_release_file(&r->folder, "indicators.csv",
                       HAND_HEADER "wijk,WK9,2024,help,5,20,400,ok\nwijk,WK1,2023,help,,,,unknown\n"
                                   "wijk,WK1,2024,help,6,24,400,ok\ngemeente,GM2,2023,help,,,,suppressed\n");
    assert_int_equal(read_folder(r), KK_OK);
    const kk_publication *p = &r->publication;
    assert_string_equal(p->level[0].name, "wijk");
    assert_string_equal(p->level[0].code[0], "WK1");
    assert_int_equal(p->level[0].count, 2);
    assert_int_equal(p->link_count, 2);
    const kk_level_link *gemeente = &p->link[0], *team = &p->link[1];
    assert_string_equal(p->level[gemeente->upper].name, "gemeente");
    assert_int_equal(gemeente->begin[1], 1); /* GM1 has WK9, once */
    assert_int_equal(gemeente->member[0], 1);
    assert_int_equal(gemeente->begin[2], 2);
    assert_int_equal(team->begin[1], 1);
    assert_int_equal(team->member[0], 0);
    assert_int_equal(p->column_count, 3);
    assert_string_equal(p->column[0].period, "2024");
    assert_near(p->column[0].numerator[0], 24, 0);
    assert_near(p->column[0].numerator[1], 20, 0);
    assert_int_equal(p->column[1].status[1], KK_FIGURE_ABSENT);
    assert_int_equal(p->column[2].status[1], KK_FIGURE_SUPPRESSED);
}

static void a_number_counts_as_told_whatever_the_status_says(void **state)
{
    reading *r = *state;
    write_release_file(&r->folder, "indicators.csv",
                       HAND_HEADER "wijk,WK1,2023,help,,4,,suppressed_count\nwijk,WK2,2023,help,9.4,,,parent\n");
    assert_int_equal(read_folder(r), KK_OK);
    assert_near(r->publication.column[0].numerator[0], 4, 0);
    assert_int_equal(r->publication.column[0].status[0], KK_FIGURE_SUPPRESSED_COUNT);
    assert_true(isnan(r->publication.column[0].value[1])); /* the gemeente's */
    assert_int_equal(r->publication.column[0].status[1], KK_FIGURE_PARENT);
    write_release_file(&r->folder, "indicators.csv",
                       "level,code,period,indicator,value,status,hidden_by\n"
                       "wijk,WK1,2023,help,9.4,parent,suppressed_rest\nwijk,WK2,2023,help,5,ok,\n");
    assert_int_equal(read_folder(r), KK_OK);
    assert_int_equal(r->publication.column[0].status[0], KK_FIGURE_SUPPRESSED_REST);
    assert_true(isnan(r->publication.column[0].value[0]));
    assert_near(r->publication.column[0].value[1], 5, 0);
}

static void terms_and_relations_are_read(void **state)
{
    reading *r = *state;
    write_release_file(&r->folder, "disclosure.json",
                       "{\"format\":1,\"quantities\":[{\"name\":\"all\"},{\"name\":\"girls\"},{\"name\":\"boys\","
                       "\"count\":false,\"adds_up\":false}],"
                       "\"relations\":[{\"kind\":\"sum\",\"whole\":\"all\",\"parts\":[\"girls\",\"boys\"],\"beyond\":"
                       "\"sex\"},{\"kind\":\"at_least\",\"whole\":\"all\",\"parts\":[\"boys\"]}],"
                       "\"indicators\":[{\"name\":\"help\",\"kind\":\"value\",\"numerator\":[{\"quantity\":\"all\","
                       "\"times\":-2.5}]}],\"derived\":[\"inhabitants\"],\"accepted_leaks\":\"een proef\","
                       "\"earlier\":[\"2022\",\"2021\"]}");
    write_release_file(&r->folder, "knowledge.csv",
                       "quantity,level,code,period,beyond,value,status\nall,wijk,WK1,2023,sex,,suppressed_count\n"
                       "all,gemeente,GM1,2023,wijk,12,ok\n");
    assert_int_equal(read_folder(r), KK_OK);
    const kk_publication *p = &r->publication;
    assert_int_equal(p->relation_count, 2);
    assert_int_equal(p->relation[0].kind, KK_RELATION_SUM);
    assert_int_equal(p->relation[0].part_count, 2);
    assert_int_equal(p->relation[0].part[1], 2);
    assert_string_equal(p->relation[0].beyond, "sex");
    assert_int_equal(p->relation[1].kind, KK_RELATION_AT_LEAST);
    assert_string_equal(p->relation[1].beyond, "");
    assert_near(p->indicator[0].numerator.coefficient[0], -2.5, 0);
    assert_false(p->quantity[2].is_count || p->quantity[2].adds_up);
    assert_true(p->rules.group > 1);
    assert_int_equal(p->fact[0].status, KK_FIGURE_SUPPRESSED_COUNT);
    assert_true(isnan(p->fact[0].value));
    assert_near(p->fact[1].value, 12, 0);
    assert_string_equal(r->terms.accepted_leaks, "een proef");
    assert_int_equal(r->terms.earlier_count, 2);
    assert_string_equal(r->terms.earlier[1], "2021");
}

static void expect_error(reading *r, const char *file, const char *text, const char *message)
{
    write_release_file(&r->folder, file, text);
    assert_int_equal(read_folder(r), KK_ERR_INPUT);
    assert_contains(r->err.message, file);
    assert_contains(r->err.message, message);
    assert_null(strchr(r->err.message, '\n'));
}

static void wrong_figures_are_told_where_they_stand(void **state)
{
    reading *r = *state;
    const char *const wrong[][3] = {
        {"WK1,2023,help,,,,suppressed_count", "WK1,2023,help,,,,hidden", ":3: column 'status': 'hidden' is no status"},
        {"WK1,2023,help", "WK7,2023,help", ":3: column 'code': 'WK7' is no area of that level"},
        {"wijk,WK1", "buurt,WK1", ":3: column 'level': 'buurt' is no level"},
        {"WK1,2023,help", "WK1,2023,hulp", ":3: column 'indicator': 'hulp' is not among the `indicators`"},
        {"9.4,94,1000,ok", "9.4,veel,1000,ok", ":2: column 'numerator': 'veel' is not a number"},
        {"9.4,94,1000,ok", ",94,1000,ok", ":2: column 'value': '' is empty, but the status says"},
        {"wijk,WK2,", "wijk,WK1,", ":4: column 'code': 'WK1' has this indicator and period twice"},
        {"9.4,94,1000,ok", "9.4,94,1000,ok,5", ":2: the row has more or fewer cells"},
        {"value,numerator", "number,numerator", "has no column 'value'"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_error(r, "indicators.csv", in_file(r, hand_indicators, wrong[i][0], wrong[i][1]), wrong[i][2]);
}

static void wrong_areas_and_facts_are_told_where_they_stand(void **state)
{
    reading *r = *state;
    const char *const facts[][3] = {
        {"youths,wijk,WK2", "youth,wijk,WK2", ":4: column 'quantity': 'youth' is not one of the `quantities`"},
        {"youths,wijk,WK2", "youths,wijk,GM1", ":4: column 'code': 'GM1' is no area"},
        {"2023,,200", "2023,age,200", ":4: column 'beyond': 'age' is neither a level"},
        {"2023,,200", "2023,,", ":4: column 'value': '' is empty"},
    };
    const char *const areas[][3] = {
        {"WK4,West,gemeente,GM1", "WK4,West,gemeente,GM2", "wijk 'WK4' is in gemeente 'GM2', which has no row"},
        {"WK4,West,gemeente,GM1", "WK4,West,,GM1", ":6: column 'in_code'"},
        {"WK4,West", ",West", ":6: column 'code': '' is empty"},
        {"in_level", "within", "has no column 'in_level'"},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        expect_error(r, "knowledge.csv", in_file(r, hand_knowledge, facts[i][0], facts[i][1]), facts[i][2]);
    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++)
        expect_error(r, "areas.csv", in_file(r, hand_areas, areas[i][0], areas[i][1]), areas[i][2]);
    expect_error(r, "areas.csv", "level,code,in_level,in_code\nwijk,WK1,,\n", "disclosure.json links these levels");
}

static void a_wrong_description_is_told_where_it_stands(void **state)
{
    reading *r = *state;
    const char *const wrong[][3] = {
        {"\"format\": 1", "\"format\": 2", ":2:13: format 2 is of another version"},
        {"\"share\"", "\"part\"", "'part' is no kind of indicator"},
        {"\"quantity\": \"helped\"", "\"quantity\": \"help\"", "'help' is not one of the `quantities`"},
        {"\"name\": \"youths\"", "\"name\": \"helped\"", ":8:15: 'helped' stands here twice"},
        {"\"inhabitants\"", "\"help\"", "'help' stands here twice"},
        {"\"rules\"", "\"rule\"", "unknown key 'rule'"},
        {"\"indicators\"",
         "\"relations\": [{\"kind\": \"sum\", \"whole\": \"helped\", \"parts\": [\"youths\"], \"beyond\": \"sex\"}, "
         "{\"kind\": "
         "\"sum\", \"whole\": \"helped\", \"parts\": [\"helped\"], \"beyond\": \"sex\"}], \"indicators\"",
         "'sex' is beyond another sum of the same whole"},
        {"\"minimum\": 10", "\"minimum\": \"ten\"", "'minimum' must be a number"},
        {"\"format\"", "format\"", "disclosure.json:"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_error(r, "disclosure.json", in_file(r, hand_disclosure, wrong[i][0], wrong[i][1]), wrong[i][2]);
    expect_error(r, "disclosure.json",
                 "{\"format\":1,\"quantities\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"relations\":[{\"kind\":"
                 "\"at_least\",\"whole\":\"a\",\"parts\":[\"a\",\"b\"]}]}",
                 "has one part");
}

static void what_is_missing_is_named(void **state)
{
    reading *r = *state;
    static const char *const files[] = {"disclosure.json", "areas.csv", "indicators.csv"};
    for (size_t i = 0; i < 3; i++) {
        reading other = {.folder = make_release_folder()};
        kk_arena_init(&other.arena);
        unlink(kk_arena_format(&r->arena, "%s/%s", other.folder.path, files[i]));
        assert_int_equal(read_folder(&other), KK_ERR_INPUT);
        assert_contains(other.err.message, files[i]);
        assert_contains(other.err.message, "No such file");
        kk_arena_clear(&other.arena);
        remove_release_folder(&other.folder);
    }
    unlink(kk_arena_format(&r->arena, "%s/knowledge.csv", r->folder.path));
    assert_int_equal(read_folder(r), KK_OK);
    assert_int_equal(r->publication.fact_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_release_made_by_hand_is_read, begin, end),
        cmocka_unit_test_setup_teardown(figures_have_their_status, begin, end),
        cmocka_unit_test_setup_teardown(rows_may_come_in_any_order_and_levels_and_periods_too, begin, end),
        cmocka_unit_test_setup_teardown(a_number_counts_as_told_whatever_the_status_says, begin, end),
        cmocka_unit_test_setup_teardown(terms_and_relations_are_read, begin, end),
        cmocka_unit_test_setup_teardown(wrong_figures_are_told_where_they_stand, begin, end),
        cmocka_unit_test_setup_teardown(wrong_areas_and_facts_are_told_where_they_stand, begin, end),
        cmocka_unit_test_setup_teardown(a_wrong_description_is_told_where_it_stands, begin, end),
        cmocka_unit_test_setup_teardown(what_is_missing_is_named, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
