/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check.h"

#include "kk/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct place {
    char folder[64], key[128], output[128];
    kk_config config;
    kk_error err;
} place;

static int set_up(void **state)
{
    place *it = calloc(1, sizeof *it);
    if (it == NULL) return -1;
    strcpy(it->folder, "/tmp/kk-test-key-XXXXXX");
    if (mkdtemp(it->folder) == NULL) return -1;
    snprintf(it->key, sizeof it->key, "%s/deep/er/project.key", it->folder);
    snprintf(it->output, sizeof it->output, "%s/out", it->folder);
    it->config.folder = it->folder;
    it->config.records.key.path = it->key;
    it->config.records.key.mark = (kk_mark){"project.yaml", 9, 3};
    it->config.output.directory.path = it->output;
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    place *it = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", it->folder);
    int result = system(command);
    free(it);
    return result;
}

static kk_key load(place *it)
{
    kk_key key;
    if (kk_key_load(&it->config, &key, &it->err) != KK_OK) fail_msg("%s", it->err.message);
    return key;
}

static void assert_refused(place *it, kk_status status, const char *message)
{
    kk_key key;
    assert_int_equal(kk_key_load(&it->config, &key, &it->err), status);
    assert_contains(it->err.message, message);
}

static void write_file(const char *path, size_t length, mode_t mode)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(descriptor >= 0);
    for (size_t i = 0; i < length; i++) assert_int_equal(write(descriptor, "x", 1), 1);
    assert_int_equal(fchmod(descriptor, mode), 0);
    close(descriptor);
}

static void test_made_when_absent_and_then_the_same(void **state)
{
    place *it = *state;
    kk_key first = load(it), second = load(it);
    static const kk_key none;
    assert_memory_equal(&first, &second, sizeof first);
    assert_memory_not_equal(&first, &none, sizeof first);
    struct stat info;
    assert_int_equal(stat(it->key, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_equal(info.st_size, 32);
    char left[200];
    snprintf(left, sizeof left, "test \"$(ls -A '%s/deep/er')\" = project.key", it->folder);
    assert_int_equal(system(left), 0);
}

static void test_two_projects_have_two_keys(void **state)
{
    place *it = *state;
    kk_key first = load(it);
    snprintf(it->key, sizeof it->key, "%s/other.key", it->folder);
    kk_key second = load(it);
    assert_memory_not_equal(&first, &second, sizeof first);
}

/* Without `key:` it is beside the private clusters, one for each folder. */
static void test_default_place(void **state)
{
    place *it = *state;
    char home[100], pattern[200];
    snprintf(home, sizeof home, "%s/home", it->folder);
    setenv("KANSENKOMPAS_HOME", home, 1);
    it->config.records.key.path = NULL;
    it->config.folder = "/somewhere/my town";
    kk_key first = load(it);
    it->config.folder = "/elsewhere/my town";
    kk_key second = load(it);
    assert_memory_not_equal(&first, &second, sizeof first);
    snprintf(pattern, sizeof pattern, "test $(ls '%s'/my_town-????????????.key | wc -l) = 2", home);
    assert_int_equal(system(pattern), 0);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK);
    snprintf(pattern, sizeof pattern, "test $(ls '%s' | wc -l) = 1", home);
    assert_int_equal(system(pattern), 0);
    unsetenv("KANSENKOMPAS_HOME");
}

static void test_not_in_the_output(void **state)
{
    place *it = *state;
    snprintf(it->key, sizeof it->key, "%s/out/my.key", it->folder);
    assert_refused(it, KK_ERR_PROJECT, "project.yaml:9:3: the key of the pseudonyms");
    assert_contains(it->err.message, "is in the output folder");
    assert_int_equal(access(it->output, F_OK), -1);
    snprintf(it->key, sizeof it->key, "%s/output.key", it->folder);
    load(it); /* beginning alike is not being inside */
}

static void test_not_in_the_output_behind_a_link(void **state)
{
    place *it = *state;
    char link_path[128];
    assert_int_equal(mkdir(it->output, 0755), 0);
    snprintf(link_path, sizeof link_path, "%s/link", it->folder);
    assert_int_equal(symlink(it->output, link_path), 0);
    snprintf(it->key, sizeof it->key, "%s/link/my.key", it->folder);
    assert_refused(it, KK_ERR_PROJECT, "is in the output folder");
    snprintf(it->key, sizeof it->key, "%s/link/to/be/made/my.key", it->folder);
    assert_refused(it, KK_ERR_PROJECT, "is in the output folder");
    snprintf(it->key, sizeof it->key, "%s/out/../out/sub/my.key", it->folder);
    assert_refused(it, KK_ERR_PROJECT, "is in the output folder");
}

static void test_open_to_others(void **state)
{
    place *it = *state;
    load(it);
    static const mode_t open_modes[] = {0640, 0604, 0660, 0610, 0644};
    for (size_t i = 0; i < sizeof open_modes / sizeof *open_modes; i++) {
        assert_int_equal(chmod(it->key, open_modes[i]), 0);
        assert_refused(it, KK_ERR_INPUT, "is open to other users; close it: chmod 600 '");
    }
    assert_int_equal(chmod(it->key, 0400), 0);
    load(it);
}

static void test_of_another_user(void **state)
{
    place *it = *state;
    if (geteuid() != 0) skip();
    load(it);
    assert_int_equal(chown(it->key, 65534, 65534), 0);
    assert_refused(it, KK_ERR_INPUT, "belongs to another user");
    assert_contains(it->err.message, "chown 0 '");
}

/* What is no key is neither used nor removed. */
static void test_no_key(void **state)
{
    place *it = *state;
    static const size_t lengths[] = {0, 31, 33, 5000};
    snprintf(it->key, sizeof it->key, "%s/notes.txt", it->folder);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        write_file(it->key, lengths[i], 0600);
        assert_refused(it, KK_ERR_INPUT, "is no key of pseudonyms (a file of 32 bytes)");
        assert_int_equal(kk_key_purge(&it->config, &it->err), KK_ERR_INPUT);
        assert_int_equal(access(it->key, F_OK), 0);
    }
    it->config.records.key.path = it->folder;
    assert_refused(it, KK_ERR_INPUT, "is no key of pseudonyms");
}

static void test_a_link_is_not_followed(void **state)
{
    place *it = *state;
    char target[128];
    snprintf(target, sizeof target, "%s/target", it->folder);
    snprintf(it->key, sizeof it->key, "%s/link.key", it->folder);
    write_file(target, 32, 0600);
    assert_int_equal(symlink(target, it->key), 0);
    assert_refused(it, KK_ERR_INPUT, "is a link, where the key of the pseudonyms must be a file");
}

static void test_where_nothing_can_be_made(void **state)
{
    place *it = *state;
    snprintf(it->key, sizeof it->key, "%s/file", it->folder);
    write_file(it->key, 3, 0600);
    snprintf(it->key, sizeof it->key, "%s/file/my.key", it->folder);
    assert_refused(it, KK_ERR_INPUT, "Not a directory");
}

static void test_purge(void **state)
{
    place *it = *state;
    kk_key first = load(it);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK);
    assert_int_equal(access(it->key, F_OK), -1);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK); /* nothing there: fine */
    kk_key second = load(it);
    assert_memory_not_equal(&first, &second, sizeof first);
}

/* A key that others may have read, or that another user left, is just the one to remove. */
static void test_purge_of_a_key_that_is_not_used(void **state)
{
    place *it = *state;
    load(it);
    assert_int_equal(chmod(it->key, 0644), 0);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK);
    assert_int_equal(access(it->key, F_OK), -1);
    load(it);
    if (geteuid() != 0) skip();
    assert_int_equal(chown(it->key, 65534, 65534), 0);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK);
    assert_int_equal(access(it->key, F_OK), -1);
}

/* A run that is killed while it makes the key leaves it under another name. */
static void test_purge_of_what_a_killed_run_left(void **state)
{
    place *it = *state;
    load(it);
    char left[200], folder[200];
    static const char *const names[] = {"project.key.unfinished-a1B2c3", "project.key.unfinished-x",
                                        "project.key.backup", "other.key.unfinished-a1B2c3"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(left, sizeof left, "%s/deep/er/%s", it->folder, names[i]);
        write_file(left, 32, 0600);
    }
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_OK);
    snprintf(folder, sizeof folder, "test \"$(ls -A '%s/deep/er' | sort | tr '\\n' ' ')\" = '%s %s '", it->folder,
             names[3], names[2]);
    assert_int_equal(system(folder), 0);
}

static void test_purge_does_not_follow_a_link(void **state)
{
    place *it = *state;
    char target[128];
    snprintf(target, sizeof target, "%s/target", it->folder);
    snprintf(it->key, sizeof it->key, "%s/link.key", it->folder);
    write_file(target, 32, 0600);
    assert_int_equal(symlink(target, it->key), 0);
    assert_int_equal(kk_key_purge(&it->config, &it->err), KK_ERR_INPUT);
    assert_int_equal(access(target, F_OK), 0);
}

int main(void)
{
#define KEY_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        KEY_TEST(test_made_when_absent_and_then_the_same),
        KEY_TEST(test_two_projects_have_two_keys),
        KEY_TEST(test_default_place),
        KEY_TEST(test_not_in_the_output),
        KEY_TEST(test_not_in_the_output_behind_a_link),
        KEY_TEST(test_open_to_others),
        KEY_TEST(test_of_another_user),
        KEY_TEST(test_no_key),
        KEY_TEST(test_a_link_is_not_followed),
        KEY_TEST(test_where_nothing_can_be_made),
        KEY_TEST(test_purge),
        KEY_TEST(test_purge_of_a_key_that_is_not_used),
        KEY_TEST(test_purge_of_what_a_killed_run_left),
        KEY_TEST(test_purge_does_not_follow_a_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
