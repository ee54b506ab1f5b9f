/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/check.h"

#include "kk/publish.h"

#include <sys/stat.h>
#include <unistd.h>

static const char *code[] = {"WK000100", "Noord West", "Noord West", "WK000300", "WK000400"};
static bool water[] = {false, false, true, false, false};
static uint32_t begin[] = {0, 2, 3, 3, 4, 4}, neighbour[] = {1, 3, 0, 0};

static kk_status write_to(const char *folder, kk_error *err)
{
    const kk_level level = {.plural = "wijken", .count = 5, .code = code, .water = water};
    const kk_neighbours neighbours = {5, begin, neighbour};
    return kk_write_gal(&level, &neighbours, folder, err);
}

static void land_areas_with_their_neighbours(void **state)
{
    (void)state;
    char folder[] = "/tmp/kk-gal.XXXXXX", path[64], text[400] = "";
    kk_error err = {0};
    assert_non_null(mkdtemp(folder));
    if (write_to(folder, &err) != KK_OK) fail_msg("%s", err.message);
    snprintf(path, sizeof path, "%s/neighbours_wijken.gal", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    assert_string_equal(text, "0 4 wijken code\n"
                              "WK000100 2\nNoord_West WK000300\n"
                              "Noord_West 1\nWK000100\n"
                              "WK000300 1\nWK000100\n"
                              "WK000400 0\n\n");
    unlink(path);
    rmdir(folder);
}

static void a_folder_that_is_not_there(void **state)
{
    (void)state;
    kk_error err = {0};
    assert_int_equal(write_to("/tmp/kk-gal.none/none", &err), KK_ERR_OUTPUT);
    assert_contains(err.message, "neighbours_wijken.gal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(land_areas_with_their_neighbours),
        cmocka_unit_test(a_folder_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
