/* SPDX-License-Identifier: EUPL-1.2 */
/* Which cells maps and reliability are made of. */
#include "unit/aggregate/chosen_fixture.h"

#include <unistd.h>

/* ---- what is wanted ---- */

static void wanted_are_everyone_of_each_outcome_and_then_the_groups_of_maps(void **state)
{
    fixture *f = *state;
    assert_int_equal(want(f), KK_OK);
    static const kk_wanted expected[] = {{HAVE, 0},  {SCORE, 0}, {HAVE, 0}, {SCORE, 3},
                                         {SCORE, 6}, {HAVE, 1},  {HAVE, 2}};
    assert_int_equal(f->choice.count, 7);
    for (size_t i = 0; i < f->choice.count; i++) {
        assert_int_equal(f->choice.wanted[i].outcome, expected[i].outcome);
        assert_int_equal(f->choice.wanted[i].combination, expected[i].combination);
    }
    static const size_t group[] = {2, 3, 5};
    assert_memory_equal(f->choice.group, group, sizeof group);
    assert_int_equal(f->choice.versus[1], 4);
    assert_int_equal(f->choice.versus[2], 6);
    f->config.estimates.map_count = 0;
    assert_int_equal(want(f), KK_OK);
    assert_int_equal(f->choice.count, OUTCOMES);
}

static void a_group_that_is_not_there_is_an_error(void **state)
{
    fixture *f = *state;
    f->map[1].versus[INCOME] = "Hihg";
    assert_int_equal(want(f), KK_ERR_PROJECT);
    assert_string_equal(f->err.message, "project.yaml:12:5: unknown group 'Hihg'; did you mean 'High'?");
    f->map[0].group[GENDER] = "unheard of";
    assert_int_equal(want(f), KK_ERR_PROJECT);
    assert_string_equal(f->err.message, "project.yaml:12:5: unknown group 'unheard of'; it can be all, Men, Women");
}

/* Groups that were found in the cohort are cells of a private file. */
static void groups_that_the_project_does_not_name_are_not_told(void **state)
{
    fixture *f = *state;
    f->gender.category_count = 0;
    assert_int_equal(want(f), KK_OK);
    static const char *const wrong[] = {"Wommen", "unheard of"};
    for (size_t i = 0; i < 2; i++) {
        f->map[0].group[GENDER] = wrong[i];
        assert_int_equal(want(f), KK_ERR_PROJECT);
        assert_contains(f->err.message, "project.yaml:12:5: unknown group '");
        assert_contains(f->err.message, "'; the groups of 'gender' are the values of its column");
        assert_null(strstr(f->err.message, "Men"));
        assert_null(strstr(f->err.message, "Women"));
    }
    f->config.estimates.predictor.name = NULL; /* then the first dimension is the project's first */
    f->map[0].group[GENDER] = NULL;
    f->map[0].group[INCOME] = "Lo";
    assert_int_equal(want(f), KK_ERR_PROJECT);
    assert_contains(f->err.message, "the groups of 'income' are the values of its column");
}

static void groups_that_share_persons_are_not_compared(void **state)
{
    fixture *f = *state;
    static const char *const shared[][2] = {{NULL, NULL}, {"Low", NULL}, {NULL, "Women"}, {"Low", "Men"}};
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        for (size_t d = 0; d < DIMENSIONS; d++) f->map[1].versus[d] = shared[i][d];
        assert_int_equal(want(f), KK_ERR_PROJECT);
        assert_contains(f->err.message, "project.yaml:12:5: map 'gap': `versus` shares persons with the group");
    }
    f->map[1].versus[INCOME] = "High";
    assert_int_equal(want(f), KK_OK);
}

/* What stderr says while groups are wanted. */
static const char *told_on_stderr(fixture *f)
{
    static char text[500];
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int real = dup(STDERR_FILENO);
    assert_true(real >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    kk_status status = want(f);
    fflush(stderr);
    assert_true(dup2(real, STDERR_FILENO) >= 0);
    close(real);
    assert_int_equal(status, KK_OK);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void two_types_of_the_same_areas_are_warned_of(void **state)
{
    fixture *f = *state;
    assert_string_equal(told_on_stderr(f), "");
    f->type[WIJK].level = f->type[GEMEENTE].level;
    assert_string_equal(told_on_stderr(f), "kansenkompas: warning: estimates: regions of 'gemeente' and of 'wijk' have "
                                           "the codes of the same areas; maps show those of 'gemeente', which comes "
                                           "first\n");
    f->config.estimates.map_count = 0;
    assert_string_equal(told_on_stderr(f), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(wanted_are_everyone_of_each_outcome_and_then_the_groups_of_maps, begin, end),
        cmocka_unit_test_setup_teardown(a_group_that_is_not_there_is_an_error, begin, end),
        cmocka_unit_test_setup_teardown(groups_that_the_project_does_not_name_are_not_told, begin, end),
        cmocka_unit_test_setup_teardown(groups_that_share_persons_are_not_compared, begin, end),
        cmocka_unit_test_setup_teardown(two_types_of_the_same_areas_are_warned_of, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
