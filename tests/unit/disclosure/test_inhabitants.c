/* SPDX-License-Identifier: EUPL-1.2 */
/* How many live where, for the rule that asks it. */
#include "unit/check.h"

#include "aggregate/joined.h"
#include "disclosure/primary.h"

enum { WIJKEN = 3 };

/* A private table and two public ones, of which the last tells inhabitants in its second column: three wijken in 2022
   and 2023, and a team of the first two of them without a row of its own. */
typedef struct town {
    kk_areas areas;
    kk_config config;
    kk_config_table config_table[3];
    kk_table table[3];
    kk_joined_block block[2][2]; /* [level][period] of the last table */
    kk_joined_block *blocks[2 * 3];
    kk_joined joined;
    kk_indicator_table raw;
} town;

static void settle(town *t)
{
    static double value[2][2 * WIJKEN] = {{1, 40, 1, 60, 1, NAN}, {1, 45, 1, 65, 1, 0}}, none[] = {NAN, NAN};
    static uint8_t status[2 * WIJKEN] = {[5] = KK_FIGURE_SECRET}, known[2 * WIJKEN], absent[] = {4, 4};
    static const char *periods[] = {"2022", "2023"};
    static uint32_t begin[] = {0, 2}, member[] = {0, 1};
    static bool water[WIJKEN];
    *t = (town){.areas.level_count = 2};
    t->areas.level[0] = (kk_level){.kind = KK_LEVEL_WIJK, .count = WIJKEN, .water = water};
    t->areas.level[1] = (kk_level){.kind = KK_LEVEL_OWN, .count = 1, .water = water, .membership = {0, begin, member}};
    for (int i = 0; i < 3; i++) {
        t->config_table[i].is_public = i > 0;
        t->table[i] = (kk_table){.config = &t->config_table[i], .population = i == 1 ? -1 : 1};
    }
    t->table[2].period = periods;
    t->table[2].period_count = 2;
    for (int p = 0; p < 2; p++) {
        t->block[0][p] = (kk_joined_block){value[p], p == 0 ? status : known, 2, WIJKEN, NULL, NULL};
        t->block[1][p] = (kk_joined_block){none, absent, 2, 0, NULL, NULL};
    }
    assert_int_equal(absent[0], KK_FIGURE_ABSENT);
    t->blocks[2] = t->block[0];
    t->blocks[5] = t->block[1];
    t->joined = (kk_joined){.table_count = 3, .tables = t->table, .block = t->blocks};
    t->raw = (kk_indicator_table){.areas = &t->areas, .tables = t->table, .joined = &t->joined};
    t->config = (kk_config){.tables = t->config_table, .table_count = 3, .disclosure.minimum_population = 50};
}

static void test_inhabitants_are_those_of_a_public_table(void **state)
{
    (void)state;
    town t;
    settle(&t);
    kk_inhabitants inhabitants = kk_inhabitants_find(&t.config, &t.raw);
    assert_int_equal(inhabitants.table, 2);
    assert_near(kk_inhabitants_of(&inhabitants, 0, 1, "2022"), 60, 0);
    assert_near(kk_inhabitants_of(&inhabitants, 0, 1, "2023"), 65, 0);
    assert_near(kk_inhabitants_of(&inhabitants, 0, 1, "2024"), 65, 0);  /* the last that is known */
    assert_near(kk_inhabitants_of(&inhabitants, 1, 0, "2023"), 110, 0); /* of a team those of its wijken */
    assert_true(isnan(kk_inhabitants_of(&inhabitants, 0, 2, "2022")));
    assert_near(kk_inhabitants_of(&inhabitants, 0, 2, "2023"), 0, 0);
}

static void test_the_project_may_choose_their_column(void **state)
{
    (void)state;
    town t;
    settle(&t);
    const kk_term chosen = {.op = KK_OP_COLUMN, .table = 2, .column = 0};
    t.config.disclosure.inhabitants = &chosen;
    kk_inhabitants inhabitants = kk_inhabitants_find(&t.config, &t.raw);
    assert_near(kk_inhabitants_of(&inhabitants, 0, 1, "2023"), 1, 0);
    t.config.disclosure.minimum_population = 0;
    inhabitants = kk_inhabitants_find(&t.config, &t.raw);
    assert_true(isinf(kk_inhabitants_of(&inhabitants, 0, 1, "2023"))); /* nobody asks */
}

static void test_a_rule_needs_a_table_that_tells(void **state)
{
    (void)state;
    town t;
    kk_error err = {0};
    settle(&t);
    assert_int_equal(kk_aggregate_check(&t.config, t.table, &err), KK_OK);
    t.config_table[2].is_public = false;
    assert_int_equal(kk_aggregate_check(&t.config, t.table, &err), KK_ERR_PROJECT);
    assert_non_null(strstr(err.message, "no public table has a column of inhabitants"));
    const kk_term chosen = {.op = KK_OP_COLUMN};
    t.config.disclosure.inhabitants = &chosen;
    assert_int_equal(kk_aggregate_check(&t.config, t.table, &err), KK_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_inhabitants_are_those_of_a_public_table),
        cmocka_unit_test(test_the_project_may_choose_their_column),
        cmocka_unit_test(test_a_rule_needs_a_table_that_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
