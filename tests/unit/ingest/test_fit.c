/* SPDX-License-Identifier: EUPL-1.2 */
#include "table_text.h"

enum { AREAS_MAX = 100 };

/* Areas without shapes: one level each of gemeenten, wijken and buurten. */
typedef struct made_areas {
    kk_areas areas;
    char text[3][AREAS_MAX][12];
    const char *code[3][AREAS_MAX];
    bool water[3][AREAS_MAX];
} made_areas;

static void areas_init(made_areas *made, int vintage)
{
    static const char *const names[] = {"gemeente", "wijk", "buurt"};
    *made = (made_areas){.areas = {.level_count = 3, .vintage = vintage}};
    for (int l = 0; l < 3; l++)
        made->areas.level[l] =
            (kk_level){.kind = (kk_level_kind)l, .name = names[l], .code = made->code[l], .water = made->water[l]};
}

/* Adds prefix + the numbers first … last with `digits` digits; codes must come in ascending order. */
static void areas_add(made_areas *made, int level, const char *prefix, int first, int last, int digits)
{
    kk_level *to = &made->areas.level[level];
    for (int i = first; i <= last; i++) {
        assert_true(to->count < AREAS_MAX);
        char *text = made->text[level][to->count];
        snprintf(text, sizeof made->text[0][0], "%s%0*d", prefix, digits, i);
        made->code[level][to->count++] = text;
    }
}

static void rows_add(char *text, const char *period, const char *prefix, int first, int last, int digits)
{
    for (int i = first; i <= last; i++) sprintf(text + strlen(text), "%s;%s%0*d;5;1\n", period, prefix, digits, i);
}

#define HEADER "jaar;code;a;ind_wbi\n"

static void init_text(char text[8000])
{
    strcpy(text, HEADER);
}

static void read_and_fit(table_text *t, const char *text, const made_areas *made)
{
    t->table.period = NULL;
    table_read(t, text);
    kk_table *r = &t->result;
    if (kk_table_fit(r, &made->areas, &t->rejects, &t->err) != KK_OK) fail_msg("%s", t->err.message);
    assert_int_equal(r->rows_read, r->rows_used + r->rows_rejected + r->rows_filtered);
    assert_int_equal(r->rows_used, r->row_count);
}

static void test_all_fits(void **state)
{
    (void)state;
    char text[8000];
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 0, "GM", 34, 34, 4);
    areas_add(&made, 1, "WK0034", 1, 20, 2);
    init_text(text);
    rows_add(text, "2024", "GM", 34, 34, 4);
    rows_add(text, "2024", "WK0034", 1, 18, 2);
    rows_add(text, "2024", "WK0034", 90, 91, 2);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 21);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* Other areas than those of the boundaries: the level goes, the gemeente stays, other periods stay. */
static void test_other_areas(void **state)
{
    (void)state;
    char text[8000];
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 0, "GM", 34, 34, 4);
    areas_add(&made, 1, "WK0034", 1, 20, 2);
    init_text(text);
    rows_add(text, "2018", "GM", 34, 34, 4);
    rows_add(text, "2018", "WK0034", 18, 30, 2);
    rows_add(text, "2024", "WK0034", 1, 20, 2);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 21);
    assert_int_equal(t.result.rows_rejected, 13);
    assert_int_equal(t.result.refused_count, 13);
    for (size_t i = 21; i < 21 + 13; i++) {
        assert_string_equal(t.result.period[t.result.row_period[i]], "2018");
        assert_memory_equal(t.result.code[i], "WK0034", 6);
    }
    assert_int_equal(t.result.period_count, 2);
    assert_true(figure_in(&t.result, "GM0034", "2018", 0).value == 5);
    assert_int_equal(t.result.line[row_of(&t.result, "WK003401", "2024")], 16);
    const kk_reject *reject = only_reject(&t);
    assert_int_equal(reject->kind, KK_REJECT_LEVEL);
    assert_int_equal(reject->line, 0);
    assert_string_equal(reject->reason,
                        "2018, wijk: only 3 of the 13 codes are on the boundaries of 2024 (and 17 areas "
                        "there have no figure): the figures are of other areas; the rows are refused");
    table_clear(&t);
}

/* All codes are there, but few areas have one: an earlier division, or a table of few areas. */
static void test_few_areas(void **state)
{
    (void)state;
    char text[8000];
    made_areas made;
    table_text t;
    areas_init(&made, 0);
    areas_add(&made, 2, "BU003401", 1, 20, 2);
    init_text(text);
    rows_add(text, "2024", "BU003401", 1, 6, 2);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 0);
    assert_string_equal(
        only_reject(&t)->reason,
        "2024, buurt: 6 of the 6 codes are among the areas, but 14 of the 20 areas of these gemeenten have "
        "no row: either the areas were others then, or the table covers few areas (then lower its "
        "`minimum_match:`); the rows are refused");
    table_clear(&t);
    table_init(&t, "a");
    t.table.minimum_match = 0.3;
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 6);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

/* Gemeenten that only the table or only the areas know, own codes, and gemeenten, weigh nothing. */
static void test_what_does_not_weigh(void **state)
{
    (void)state;
    char text[8000];
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 0, "GM", 1, 40, 4);
    areas_add(&made, 1, "WK0033", 1, 50, 2);
    areas_add(&made, 1, "WK0034", 1, 10, 2);
    init_text(text);
    rows_add(text, "2024", "GM", 300, 320, 4);
    rows_add(text, "2024", "WK0034", 1, 10, 2);
    rows_add(text, "2024", "WK0099", 1, 50, 2);
    rows_add(text, "2024", "noord", 1, 9, 1);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 90);
    assert_int_equal(t.rejects.count, 0);
    table_clear(&t);
}

static void test_water_needs_no_row(void **state)
{
    (void)state;
    char text[8000];
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 2, "BU003401", 1, 20, 2);
    for (int i = 9; i < 20; i++) made.water[2][i] = true;
    init_text(text);
    rows_add(text, "2024", "BU003401", 1, 9, 2);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 9);
    table_clear(&t);
}

/* The area of WK003401 became another in 2022; its rows before no longer fit boundaries of 2024. */
static void test_changed_boundary(void **state)
{
    (void)state;
    const char *text =
        HEADER "2021;WK003401;1;1\n2022;WK003401;2;3\n2024;WK003401;3;1\n"
               "2021;WK003402;4;3\n2022;WK003402;5;2\n2024;WK003402;6;.\n2021;GM0034;7;1\n2022;GM0034;8;3\n";
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 0, "GM", 34, 34, 4);
    areas_add(&made, 1, "WK0034", 1, 2, 2);
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 7);
    const kk_reject *reject = only_reject(&t);
    assert_int_equal(reject->kind, KK_REJECT_ROW);
    assert_int_equal(reject->line, 2);
    assert_string_equal(reject->code, "WK003401");
    assert_string_equal(reject->reason,
                        "the boundary of the area changed in 2022, between these figures of 2021 and the "
                        "boundaries of 2024");
    assert_true(figure_in(&t.result, "WK003401", "2022", 0).value == 2);
    assert_true(figure_in(&t.result, "WK003402", "2021", 0).value == 4);
    table_clear(&t);
    /* Figures after the boundaries, the other way round. */
    made.areas.vintage = 2021;
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 6);
    assert_int_equal(t.rejects.count, 2);
    assert_true(figure_in(&t.result, "WK003401", "2021", 0).value == 1);
    table_clear(&t);
    /* Boundaries of a year that is not known say nothing. */
    made.areas.vintage = 0;
    table_init(&t, "a");
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.row_count, 8);
    table_clear(&t);
}

static void test_long_form_counts(void **state)
{
    (void)state;
    char text[4000] = "Measure;Value;code;jaar\n";
    for (int i = 1; i <= 5; i++) sprintf(text + strlen(text), "a;1;WK00340%d;2018\nb;2;WK00340%d;2018\n", i, i);
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 1, "WK0034", 10, 20, 2);
    table_init(&t, "a b");
    t.table.period = NULL;
    table_read(&t, text);
    assert_int_equal(t.result.rows_used, 10);
    assert_int_equal(kk_table_fit(&t.result, &made.areas, &t.rejects, &t.err), KK_OK);
    assert_int_equal(t.result.row_count, 0);
    assert_int_equal(t.result.rows_used, 0);
    assert_int_equal(t.result.rows_rejected, 10);
    table_clear(&t);
}

/* Codes of a private table that are neither of CBS nor of an own area may be of persons: they are forgotten. */
static void test_strangers_in_a_private_table(void **state)
{
    (void)state;
    const char *text =
        HEADER "2024;GM0034;1;1\n2024;123456782;2;1\n2024;OOST;3;1\n2024;J-Janssen;4;1\n2024;BU00990101;5;1\n";
    const char *own[] = {"OOST"};
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    areas_add(&made, 0, "GM", 34, 34, 4);
    made.areas.level[made.areas.level_count++] =
        (kk_level){.kind = KK_LEVEL_OWN, .name = "team", .count = 1, .code = own};
    table_init(&t, "a");
    t.table.is_public = false;
    t.table.code = "code";
    t.config.areas.group_count = 1;
    read_and_fit(&t, text, &made);
    assert_int_equal(t.result.rows_rejected, 2);
    assert_int_equal(t.result.row_count, 3);
    assert_int_equal(t.result.refused_count, 0);
    assert_true(figure_of(&t, "OOST", 0).value == 3);
    assert_true(figure_of(&t, "BU00990101", 0).value == 5);
    assert_int_equal(t.rejects.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const kk_reject *reject = &t.rejects.items[i];
        assert_int_equal(reject->kind, KK_REJECT_ROW);
        assert_int_equal(reject->line, i == 0 ? 3 : 5);
        assert_string_equal(reject->code, "");
        assert_string_equal(reject->reason, "the code is neither of CBS nor of an own area");
    }
    table_clear(&t);
    /* A public table keeps them: coverage tells of them. */
    table_init(&t, "a");
    t.table.code = "code";
    t.config.areas.group_count = 1;
    read_and_fit(&t, HEADER "2024;NL00;1;1\n2024;GM0034;2;1\n", &made);
    assert_int_equal(t.result.row_count, 2);
    table_clear(&t);
}

static void test_empty_table(void **state)
{
    (void)state;
    made_areas made;
    table_text t;
    areas_init(&made, 2024);
    table_init(&t, "a");
    read_and_fit(&t, HEADER, &made);
    assert_int_equal(t.result.row_count, 0);
    table_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_fits),
        cmocka_unit_test(test_other_areas),
        cmocka_unit_test(test_few_areas),
        cmocka_unit_test(test_what_does_not_weigh),
        cmocka_unit_test(test_water_needs_no_row),
        cmocka_unit_test(test_changed_boundary),
        cmocka_unit_test(test_long_form_counts),
        cmocka_unit_test(test_empty_table),
        cmocka_unit_test(test_strangers_in_a_private_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
