/* SPDX-License-Identifier: EUPL-1.2 */
/* What is selected of published estimates. */
#include "config/published.h"
#include "project_text.h"
#include "unit/check.h"

#define TWO_TABLES AREAS "tables: [{name: kk, file: kk.csv}, {name: jz, file: jz.csv}]\n"
#define WITH(numerator) TWO_TABLES "indicators:\n  - {name: x, kind: value,\n     numerator: " numerator "}\n"
#define ESTIMATE(numerator) TWO_TABLES "indicators:\n  - {name: x, kind: estimate,\n     numerator: " numerator "}\n"

static const char *column_of(const kk_config *config, const kk_expression *expression)
{
    assert_int_equal(expression->count, 1);
    const kk_term *term = expression->terms;
    return config->tables[term->table].wanted[term->column].name;
}

static void assert_column(const char *numerator, const char *name)
{
    char text[500];
    snprintf(text, sizeof text, WITH("\"%s\""), numerator);
    kk_config *config = project(text);
    assert_string_equal(column_of(config, &config->indicators[0].numerator), name);
    kk_config_free(config);
}

static void equal_selections_have_one_name(void **state)
{
    (void)state;
    static const char *const same[] = {
        "kk.est[outcome=c30_income, income=Low, gender=Women]",
        "kk.est[gender_group=Women,outcome=c30_income,income_group=Low]",
        "kk.est [ income = Low , gender = `Women` , household = all, outcome = c30_income ]",
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_column(same[i], "est[outcome=c30_income, gender=Women, income=Low]");
    assert_column("kk.lwr[outcome=y]", "lwr[outcome=y]");
    assert_column("kk.upr[outcome=y, income=all]", "upr[outcome=y]");
    assert_column("kk.n[outcome=y]", "n[outcome=y]");
}

static void values_are_any_text(void **state)
{
    (void)state;
    assert_column("kk.est[outcome=y, migration=No Migration Background ]",
                  "est[outcome=y, migration=No Migration Background]");
    assert_column("kk.est[outcome=y, migration=`Suriname, Antillen [NL]`]",
                  "est[outcome=y, migration=`Suriname, Antillen [NL]`]");
    assert_column("kk.est[outcome=y, migration=` x`]", "est[outcome=y, migration=` x`]");
    assert_column("kk.est[outcome=y, migration=é+ë (=)]", "est[outcome=y, migration=é+ë (=)]");
}

/* The name of a column reads as the selection it was made of. */
static void names_are_read_back(void **state)
{
    (void)state;
    static const char *const names[] = {"est[outcome=y]", "n[outcome=`a,b`, a=`]`, b=c d]", "upr[outcome=y, _group=x]"};
    kk_arena arena;
    kk_arena_init(&arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        kk_published selected;
        kk_flaw flaw;
        assert_true(kk_published_parse(names[i], &arena, &selected, &flaw));
        assert_string_equal(kk_published_name(&selected, &arena), names[i]);
    }
    kk_arena_clear(&arena);
}

static void other_names_are_no_selections(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"est", "est, lwr, upr or n with a selection"},
                                           {"", "est, lwr, upr or n with a selection"},
                                           {"inwoners[outcome=y]", "est, lwr, upr or n with a selection"},
                                           {"est[outcome=y] x", "nothing can stand behind the selection"},
                                           {"est[outcome=y", "this bracket is not closed"}};
    kk_arena arena;
    kk_arena_init(&arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        kk_published selected;
        kk_flaw flaw;
        assert_false(kk_published_parse(names[i][0], &arena, &selected, &flaw));
        assert_contains(flaw.text, names[i][1]);
    }
    kk_arena_clear(&arena);
}

static void a_selection_is_wanted_once(void **state)
{
    (void)state;
    kk_config *config = project(WITH("\"kk.est[outcome=y] - kk.est[outcome=y, income=Low] / kk.est[ outcome = y ]\""));
    const kk_config_table *table = &config->tables[0];
    assert_int_equal(table->wanted_count, 2);
    assert_string_equal(table->wanted[0].name, "est[outcome=y]");
    assert_string_equal(table->wanted[1].name, "est[outcome=y, income=Low]");
    assert_int_equal(table->wanted[1].mark.line, 7);
    assert_int_equal(table->wanted[1].mark.column, 38);
    assert_int_equal(config->indicators[0].numerator.terms[2].column, 0);
    assert_int_equal(config->tables[1].wanted_count, 0);
    kk_config_free(config);
}

static void an_estimate_takes_interval_and_base(void **state)
{
    (void)state;
    kk_config *config = project(ESTIMATE("\"kk.est[outcome=y, income=Low]\", per: 100"));
    const kk_config_indicator *x = &config->indicators[0];
    assert_string_equal(column_of(config, &x->numerator), "est[outcome=y, income=Low]");
    assert_string_equal(column_of(config, &x->lower), "lwr[outcome=y, income=Low]");
    assert_string_equal(column_of(config, &x->upper), "upr[outcome=y, income=Low]");
    assert_string_equal(column_of(config, &x->base), "n[outcome=y, income=Low]");
    assert_string_equal(column_of(config, &x->denominator), "n[outcome=y, income=Low]");
    assert_true(x->per == 100);
    kk_config_free(config);
    config = project(ESTIMATE("\"est[outcome=y]\", table: jz"));
    assert_true(config->indicators[0].per == 1);
    assert_int_equal(config->tables[1].wanted_count, 4);
    kk_config_free(config);
}

static void an_estimate_is_nothing_else(void **state)
{
    (void)state;
#define WRONG                                                                                                          \
    ": the numerator of an estimate is one measure that is estimated, such as records.wait_median, "                   \
    "or est[outcome=…] of published estimates"
    refused(ESTIMATE("\"kk.lwr[outcome=y]\""), "project.yaml:7:18" WRONG);
    refused(ESTIMATE("\"kk.est[outcome=y] / 2\""), "project.yaml:7:18" WRONG);
    refused(ESTIMATE("kk.est"), "project.yaml:7:17" WRONG);
}

#define REFUSED(numerator, column, what)                                                                               \
    refused(WITH("\"" numerator "\""), "project.yaml:7:" column ": numerator '" numerator "': " what)

static void errors_point_at_the_sign(void **state)
{
    (void)state;
    REFUSED("kk.est[income=Low]", "24", "an outcome must be chosen: [outcome=…]");
    REFUSED("kk.est[]", "25", "a selection such as 'outcome=…' must stand here");
    REFUSED("kk.est[outcome=y,]", "35", "a selection such as 'outcome=…' must stand here");
    REFUSED("kk.est[outcome]", "32", "a = must follow 'outcome'");
    REFUSED("kk.est[outcome=]", "33", "a value must stand here");
    REFUSED("kk.est[outcome=`y]", "33", "the backquote is not closed");
    REFUSED("kk.est[outcome=y", "24", "this bracket is not closed");
    REFUSED("kk.est[outcome=`y` z]", "37", "a comma or ] must stand here");
    REFUSED("kk.est[outcome=y, outcome=z]", "36", "'outcome' is there twice");
    REFUSED("kk.est[a=all, a_group=z, outcome=y]", "32", "'a' is there twice");
    REFUSED("kk.a_inw[outcome=y]", "26",
            "nothing can be selected of 'a_inw', only of est, lwr, upr and n of published estimates");
    REFUSED("kk.est[a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1,outcome=y]", "59", "more than 8 groups are chosen");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_selections_have_one_name),
        cmocka_unit_test(values_are_any_text),
        cmocka_unit_test(names_are_read_back),
        cmocka_unit_test(other_names_are_no_selections),
        cmocka_unit_test(a_selection_is_wanted_once),
        cmocka_unit_test(an_estimate_takes_interval_and_base),
        cmocka_unit_test(an_estimate_is_nothing_else),
        cmocka_unit_test(errors_point_at_the_sign),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
