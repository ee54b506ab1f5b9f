/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

/* A project whose only indicator has this numerator, from line 7, column 17 on. */
#define TWO_TABLES AREAS "tables: [{name: kwb, file: kwb.csv}, {name: jz, file: jz.csv}]\n"
#define WITH(numerator) TWO_TABLES "indicators:\n  - {name: x, kind: value,\n     numerator: " numerator "}\n"

/* The terms as text: numbers, table.column, + - * /, ~ for a negation and # for a rounding. */
static void write_terms(const kk_config *config, const kk_expression *expression, char *out, size_t size)
{
    static const char signs[] = {[KK_OP_ADD] = '+',    [KK_OP_SUBTRACT] = '-', [KK_OP_MULTIPLY] = '*',
                                 [KK_OP_DIVIDE] = '/', [KK_OP_NEGATE] = '~',   [KK_OP_ROUND] = '#'};
    size_t used = 0;
    for (size_t i = 0; i < expression->count; i++) {
        const kk_term *term = &expression->terms[i];
        const char *blank = i ? " " : "";
        if (term->op == KK_OP_NUMBER) {
            used += (size_t)snprintf(out + used, size - used, "%s%g", blank, term->number);
        } else if (term->op == KK_OP_COLUMN) {
            const kk_config_table *table = &config->tables[term->table];
            used += (size_t)snprintf(out + used, size - used, "%s%s.%s", blank, table->name,
                                     table->wanted[term->column].name);
        } else {
            used += (size_t)snprintf(out + used, size - used, "%s%c", blank, signs[term->op]);
        }
    }
}

static void assert_terms(const char *text, const char *expected)
{
    char terms[500] = "";
    kk_config *config = project(text);
    write_terms(config, &config->indicators[0].numerator, terms, sizeof terms);
    assert_string_equal(terms, expected);
    kk_config_free(config);
}

static void signs_bind_as_in_arithmetic(void **state)
{
    (void)state;
    assert_terms(WITH("kwb.a"), "kwb.a");
    assert_terms(WITH("kwb.a + kwb.b * jz.c"), "kwb.a kwb.b jz.c * +");
    assert_terms(WITH("(kwb.a + kwb.b) * jz.c"), "kwb.a kwb.b + jz.c *");
    assert_terms(WITH("kwb.a - kwb.b - kwb.c"), "kwb.a kwb.b - kwb.c -");
    assert_terms(WITH("kwb.a / kwb.b / kwb.c"), "kwb.a kwb.b / kwb.c /");
    assert_terms(WITH("kwb.a - -2.5 * kwb.b"), "kwb.a 2.5 ~ kwb.b * -");
    assert_terms(WITH("-(kwb.a)"), "kwb.a ~");
    assert_terms(WITH("kwb.a+.5/100"), "kwb.a 0.5 100 / +");
}

static void a_value_is_rounded(void **state)
{
    (void)state;
    assert_terms(WITH("round(kwb.a * kwb.b / 100)"), "kwb.a kwb.b * 100 / #");
    assert_terms(WITH("2 * round ( kwb.a ) - round(-round(kwb.b))"), "2 kwb.a # * kwb.b # ~ # -");
    /* A name is a column all the same. */
    assert_terms(WITH("kwb.round + round(kwb.rounds)"), "kwb.round kwb.rounds # +");
    refused(WITH("kwb.a * round(2"), "project.yaml:7:30: numerator 'kwb.a * round(2': this bracket is not closed");
    refused(WITH("round()"), "project.yaml:7:23: numerator 'round()': a number, a column or a bracket must stand here");
    refused(WITH("rounded(kwb.a)"), "project.yaml:7:17: numerator 'rounded(kwb.a)': of which table is 'rounded'? "
                                    "Write table.rounded, or give the indicator a 'table'");
    refused(WITH("round + kwb.a"), "project.yaml:7:17: numerator 'round + kwb.a': of which table is 'round'? "
                                   "Write table.round, or give the indicator a 'table'");
}

static void names_can_be_quoted(void **state)
{
    (void)state;
    assert_terms(WITH("kwb.`p 0-14 (%)`"), "kwb.p 0-14 (%)");
    assert_terms(WITH("kwb.k_0Tot15Jaar_8 + kwb._x"), "kwb.k_0Tot15Jaar_8 kwb._x +");
    assert_terms(WITH("'`kwb`.`été`'"), "kwb.été");
}

static void a_column_is_wanted_once_with_its_first_mark(void **state)
{
    (void)state;
    kk_config *config = project(WITH("kwb.`é` + jz.b * kwb.c - kwb.`é`"));
    assert_int_equal(config->tables[0].wanted_count, 2);
    assert_int_equal(config->tables[1].wanted_count, 1);
    assert_string_equal(config->tables[0].wanted[0].name, "é");
    assert_int_equal(config->tables[0].wanted[0].mark.line, 7);
    assert_int_equal(config->tables[0].wanted[0].mark.column, 17);
    assert_int_equal(config->tables[1].wanted[0].mark.column, 27);
    assert_int_equal(config->tables[0].wanted[1].mark.column, 34);
    kk_config_free(config);
}

static void the_mark_of_a_quoted_text_is_inside_the_quotes(void **state)
{
    (void)state;
    kk_config *config = project(WITH("\"kwb.a + kwb.b\""));
    assert_int_equal(config->tables[0].wanted[0].mark.column, 18);
    assert_int_equal(config->tables[0].wanted[1].mark.column, 26);
    kk_config_free(config);
}

static void in_a_text_of_several_lines_the_mark_is_its_begin(void **state)
{
    (void)state;
    kk_config *config = project(WITH("kwb.a +\n       kwb.b"));
    assert_int_equal(config->tables[0].wanted[1].mark.line, 7);
    assert_int_equal(config->tables[0].wanted[1].mark.column, 17);
    kk_config_free(config);
}

static void errors_point_at_the_sign(void **state)
{
    (void)state;
    refused(WITH("kwb.a +"),
            "project.yaml:7:24: numerator 'kwb.a +': a number, a column or a bracket must stand at the end");
    refused(WITH("kwb.a * / 2"),
            "project.yaml:7:25: numerator 'kwb.a * / 2': a number, a column or a bracket must stand here");
    refused(WITH("(kwb.a + 2"), "project.yaml:7:17: numerator '(kwb.a + 2': this bracket is not closed");
    refused(WITH("kwb.a )"), "project.yaml:7:23: numerator 'kwb.a )': one of + - * / must stand here");
    refused(WITH("kwb.a 2"), "project.yaml:7:23: numerator 'kwb.a 2': one of + - * / must stand here");
    refused(WITH("'kwb.a * 0,5'"), "project.yaml:7:27: numerator 'kwb.a * 0,5': a comma; the decimal sign is a point");
    refused(WITH("kwb.a * 1.2.3"), "project.yaml:7:25: numerator 'kwb.a * 1.2.3': '1.2.3' is not a number");
    refused(WITH("kwb.a * ."), "project.yaml:7:25: numerator 'kwb.a * .': '.' is not a number");
    refused(WITH("kwb.a * 2e3"), "project.yaml:7:26: numerator 'kwb.a * 2e3': one of + - * / must stand here");
    refused(WITH("kwb. a"), "project.yaml:7:21: numerator 'kwb. a': a column must follow 'kwb.'");
    refused(WITH("kwb.`a"), "project.yaml:7:21: numerator 'kwb.`a': the backquote is not closed");
    refused(WITH("kwb.``"), "project.yaml:7:21: numerator 'kwb.``': no name between the backquotes");
    refused(WITH("kwb.a.b"), "project.yaml:7:22: numerator 'kwb.a.b': one of + - * / must stand here");
    refused(WITH("2 * 3"), "project.yaml:7:17: numerator '2 * 3' names no column");
}

static void tables_are_looked_up(void **state)
{
    (void)state;
    refused(WITH("kwb.a + kwbb.b"),
            "project.yaml:7:25: numerator 'kwb.a + kwbb.b': unknown table 'kwbb'; did you mean 'kwb'?");
    refused(WITH("other.a"), "project.yaml:7:17: numerator 'other.a': unknown table 'other'; it can be kwb, jz");
    refused(WITH("population.a"),
            "project.yaml:7:17: numerator 'population.a': it needs `population:` in the project, which is not there");
    refused(WITH("a"),
            "project.yaml:7:17: numerator 'a': of which table is 'a'? Write table.a, or give the indicator a "
            "'table'");
    refused(AREAS "indicators: [{name: x, kind: value, numerator: a.b}]\n",
            "project.yaml:4:48: numerator 'a.b': unknown table 'a'");
    assert_terms(WITH("a / kwb.b, table: jz"), "jz.a kwb.b /");
    assert_terms(TABLE "indicators: [{name: x, kind: value, numerator: a}]\n", "kwb.a");
}

static void repeat(char *out, const char *part, int times)
{
    for (int i = 0; i < times; i++) strcat(out, part);
}

static void nesting_ends_at_thirty_two(void **state)
{
    (void)state;
    char text[1000] = TABLE "indicators:\n  - {name: x, kind: value,\n     numerator: '";
    repeat(text, "(", 32);
    repeat(text, "a", 1);
    repeat(text, ")", 32);
    strcat(text, "'}\n");
    assert_terms(text, "kwb.a");

    strcpy(text, TABLE "indicators:\n  - {name: x, kind: value,\n     numerator: '");
    repeat(text, "-", 33);
    strcat(text, "a'}\n");
    refused(text, "project.yaml:8:50: numerator '---------------------------------a': more than 32 brackets or signs "
                  "within each other");
}

static void values_that_wait_end_at_thirty_two(void **state)
{
    (void)state;
    char text[1000] = TABLE "indicators:\n  - {name: x, kind: value,\n     numerator: '";
    repeat(text, "a+(", 31);
    strcat(text, "a*a");
    repeat(text, ")", 31);
    strcat(text, "'}\n");
    kk_config *config;
    kk_error err = {0};
    assert_int_equal(kk_config_parse(text, strlen(text), "project.yaml", &config, &err), KK_ERR_PROJECT);
    assert_non_null(strstr(err.message, "too deep: more than 32 values wait for their sign"));
    assert_null(config);
}

static void a_long_number_is_refused(void **state)
{
    (void)state;
    refused(
        WITH("kwb.a * 1000000000000000000000000000000000000000"),
        "project.yaml:7:25: numerator 'kwb.a * 1000000000000000000000000000000000000000': a number of 40 digits; 39 "
        "at most");
}

static void a_table_gives_two_thousand_columns_at_most(void **state)
{
    (void)state;
    size_t size = 100000, used;
    char *text = malloc(size);
    assert_non_null(text);
    used = (size_t)snprintf(text, size, TABLE "indicators:\n");
    for (int i = 0, column = 0; i < 6; i++) {
        used += (size_t)snprintf(text + used, size - used, "  - {name: x%d, kind: value, numerator: 'c%d", i, column++);
        for (int j = 1; j < 334; j++) used += (size_t)snprintf(text + used, size - used, "+c%d", column++);
        used += (size_t)snprintf(text + used, size - used, "'}\n");
    }
    kk_config *config;
    kk_error err = {0};
    assert_int_equal(kk_config_parse(text, used, "project.yaml", &config, &err), KK_ERR_PROJECT);
    assert_non_null(strstr(err.message, ": more than 2000 columns of the table 'kwb'"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_bind_as_in_arithmetic),
        cmocka_unit_test(a_value_is_rounded),
        cmocka_unit_test(names_can_be_quoted),
        cmocka_unit_test(a_column_is_wanted_once_with_its_first_mark),
        cmocka_unit_test(the_mark_of_a_quoted_text_is_inside_the_quotes),
        cmocka_unit_test(in_a_text_of_several_lines_the_mark_is_its_begin),
        cmocka_unit_test(errors_point_at_the_sign),
        cmocka_unit_test(tables_are_looked_up),
        cmocka_unit_test(nesting_ends_at_thirty_two),
        cmocka_unit_test(values_that_wait_end_at_thirty_two),
        cmocka_unit_test(a_long_number_is_refused),
        cmocka_unit_test(a_table_gives_two_thousand_columns_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
