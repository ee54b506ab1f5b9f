/* SPDX-License-Identifier: EUPL-1.2 */
/* One number before a thousand rows. */
#include "world.h"

#include <unistd.h>

/* What is said on stderr while the world is measured. */
static const char *warnings_of(world *w)
{
    static char text[2000];
    FILE *file = tmpfile();
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    assert_true(file != NULL && kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    world_measure(w, 2);
    fflush(stderr);
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    close(kept);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void add_days(world *w, uint64_t first_client, uint64_t clients, int rows, uint64_t family)
{
    for (int i = 0; i < rows; i++) {
        kk_record *record =
            add(w, KK_RECORD_CONTACT, first_client + (uint64_t)i % clients, "BU00010101", JGZ, 20220101, 20220101);
        record->begin = record->end = record->begin + i;
        record->family = family;
    }
}

static void test_a_client_with_many_rows(void **state)
{
    (void)state;
    world w;
    world_init(&w);
    want(&w, KK_MEASURE_INVITED);
    add_days(&w, 7, 1, 1000, 0);
    assert_string_equal(warnings_of(&w), "");
    world_clear(&w);
    world_init(&w);
    want(&w, KK_MEASURE_INVITED);
    add_days(&w, 7, 1, 1001, 0);
    add_days(&w, 9, 1, 1001, 0);
    assert_string_equal(warnings_of(&w),
                        "kansenkompas: warning: records 'help': a client has more than 1000 rows; when its number "
                        "stands for nobody, leave it blank\n");
    world_clear(&w);
}

static void test_a_family_with_many_rows(void **state)
{
    (void)state;
    for (int rows = 1000; rows <= 1001; rows++) {
        world w;
        world_init(&w);
        want(&w, KK_MEASURE_FAMILIES);
        add_days(&w, 7, 20, rows, 5);
        add_days(&w, 90, 20, 900, 6);
        assert_string_equal(warnings_of(&w), rows <= 1000
                                                 ? ""
                                                 : "kansenkompas: warning: records 'help': a family has more than 1000 "
                                                   "rows; when its number stands for nobody, leave it blank\n");
        world_clear(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_client_with_many_rows),
        cmocka_unit_test(test_a_family_with_many_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
