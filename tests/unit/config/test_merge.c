/* SPDX-License-Identifier: EUPL-1.2 */
/* `merge:` of the groups of `areas:`. */
#include "project_text.h"

/* Line 4 is the group, line 6 the table. */
#define MERGED(merge, table)                                                                                           \
    AREAS "  groups: [{name: groot, merge: " merge "}]\ntables:\n  - {name: kwb, file: kwb.csv" table "}\n"

static void a_merge_arrives_and_asks_for_its_column(void **state)
{
    (void)state;
    kk_config *config = project(MERGED("{level: wijk, until: 500, population: kwb.a_inw}", ", public: true"));
    const kk_config_group *group = &config->areas.groups[0];
    assert_null(group->file.path);
    assert_string_equal(group->title, "groot");
    assert_string_equal(group->merge.level, "wijk");
    assert_true(group->merge.until == 500);
    assert_int_equal(group->merge.table, 0);
    assert_string_equal(config->tables[0].wanted[group->merge.column].name, "a_inw");
    kk_config_free(config);
    config = project(MERGED("{until: 2, population: kwb.a_inw}", ", public: true"));
    assert_string_equal(config->areas.groups[0].merge.level, "buurt");
    kk_config_free(config);
}

static void a_group_is_listed_or_merged(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "  groups: [{name: team, file: teams.csv}]\n");
    assert_null(config->areas.groups[0].merge.level);
    assert_non_null(config->areas.groups[0].file.path);
    kk_config_free(config);
    refused(AREAS "  groups: [{name: team}]\n",
            "project.yaml:4:12: the group 'team' needs a 'file' that lists its areas, or 'merge' to make them of "
            "neighbours");
    refused(AREAS "  groups: [{name: team, file: w, merge: {until: 5, population: kwb.a}}]\n",
            "project.yaml:4:12: the group 'team' needs a 'file' that lists its areas, or 'merge' to make them of "
            "neighbours; give one of them");
}

static void what_is_merged_is_checked(void **state)
{
    (void)state;
    refused(MERGED("{level: gemeente, until: 500, population: kwb.a_inw}", ", public: true"),
            "project.yaml:4:41: gemeenten are not merged: write buurt (merged within their wijk) or wijk (within their "
            "gemeente)");
    refused(MERGED("{until: 1, population: kwb.a_inw}", ", public: true"),
            "project.yaml:4:41: 'until' is the number of inhabitants that each area needs: 2 … 1000000");
    refused(MERGED("{population: kwb.a_inw}", ", public: true"),
            "project.yaml:4:33: 'until' is the number of inhabitants that each area needs: 2 … 1000000");
}

/* Borders that depend on private figures would tell of them. */
static void the_inhabitants_are_one_public_column(void **state)
{
    (void)state;
    refused(MERGED("{until: 500, population: kwb.a_inw}", ""),
            "project.yaml:4:58: the table 'kwb' is not public: areas made by its figures would tell of them");
    refused(MERGED("{until: 500, population: kwb.a + kwb.b}", ", public: true"),
            "project.yaml:4:58: 'population' is one column of inhabitants, such as kwb.a_inw");
    refused(MERGED("{until: 500, population: 7}", ", public: true"),
            "project.yaml:4:58: 'population' is one column of inhabitants, such as kwb.a_inw");
    refused(MERGED("{until: 500, population: kwx.a_inw}", ", public: true"),
            "project.yaml:4:58: population 'kwx.a_inw': unknown table 'kwx'; did you mean 'kwb'?");
    refused(MERGED("{until: 500}", ", public: true"),
            "project.yaml:4:33: the key 'population' is missing in merge; add 'population: …'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_merge_arrives_and_asks_for_its_column),
        cmocka_unit_test(a_group_is_listed_or_merged),
        cmocka_unit_test(what_is_merged_is_checked),
        cmocka_unit_test(the_inhabitants_are_one_public_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
