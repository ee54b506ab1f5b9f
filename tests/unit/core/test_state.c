/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "core/state.h"

#include <unistd.h>

static kk_arena arena;

static int set_up(void **state)
{
    (void)state;
    kk_arena_init(&arena);
    return unsetenv("KANSENKOMPAS_HOME") + unsetenv("XDG_STATE_HOME");
}

static int tear_down(void **state)
{
    kk_arena_clear(&arena);
    return set_up(state);
}

static void assert_begins(const char *text, const char *begin)
{
    assert_non_null(text);
    if (strncmp(text, begin, strlen(begin)) != 0) fail_msg("'%s' does not begin with '%s'", text, begin);
}

static void test_home_of_the_engine(void **state)
{
    (void)state;
    setenv("KANSENKOMPAS_HOME", "/srv/kk", 1);
    const char *path = kk_state_path("/projects/my town é", &arena);
    assert_begins(path, "/srv/kk/my_town___-");
    assert_int_equal(strlen(path), strlen("/srv/kk/my_town___-") + 12);
}

static void test_a_relative_home_begins_here(void **state)
{
    (void)state;
    char expected[4200], *here = getcwd(NULL, 0);
    assert_non_null(here);
    snprintf(expected, sizeof expected, "%s/state/town-", here);
    free(here);
    setenv("KANSENKOMPAS_HOME", "state", 1);
    assert_begins(kk_state_path("/projects/town", &arena), expected);
}

static void test_without_a_home(void **state)
{
    (void)state;
    setenv("KANSENKOMPAS_HOME", "", 1);
    if (geteuid() == 0) {
        assert_begins(kk_state_path("/projects/town", &arena), "/var/lib/kansenkompas/town-");
        return;
    }
    setenv("HOME", "/home/ann", 1);
    assert_begins(kk_state_path("/projects/town", &arena), "/home/ann/.local/state/kansenkompas/town-");
    setenv("XDG_STATE_HOME", "relative", 1);
    assert_begins(kk_state_path("/projects/town", &arena), "/home/ann/.local/state/kansenkompas/town-");
    setenv("XDG_STATE_HOME", "/state", 1);
    assert_begins(kk_state_path("/projects/town", &arena), "/state/kansenkompas/town-");
}

static void test_folders_are_told_apart(void **state)
{
    (void)state;
    setenv("KANSENKOMPAS_HOME", "/srv", 1);
    const char *one = kk_state_path("/a/town", &arena), *other = kk_state_path("/b/town", &arena);
    assert_string_not_equal(one, other);
    assert_string_equal(one, kk_state_path("/a/town", &arena));
    assert_begins(kk_state_path("/", &arena), "/srv/project-");
    assert_begins(kk_state_path("/x/a-name-of-more-than-twenty-four-letters", &arena),
                  "/srv/a-name-of-more-than-twen-");
}

int main(void)
{
#define STATE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        STATE_TEST(test_home_of_the_engine),
        STATE_TEST(test_a_relative_home_begins_here),
        STATE_TEST(test_without_a_home),
        STATE_TEST(test_folders_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
