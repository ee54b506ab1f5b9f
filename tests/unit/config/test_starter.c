/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct folder {
    char path[64], starter[100], project[130], readme[130];
} folder;

static void folder_init(folder *f)
{
    strcpy(f->path, "/tmp/kk-test-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->starter, sizeof f->starter, "%s/new", f->path);
    snprintf(f->project, sizeof f->project, "%s/project.yaml", f->starter);
    snprintf(f->readme, sizeof f->readme, "%s/README.md", f->starter);
}

static void folder_clear(folder *f)
{
    unlink(f->project);
    unlink(f->readme);
    rmdir(f->starter);
    assert_int_equal(rmdir(f->path), 0);
}

static void assert_fails(const char *directory, const char *message)
{
    kk_error err;
    assert_int_equal(kk_config_write_starter(directory, &err), KK_ERR_OUTPUT);
    assert_string_equal(err.message, message);
}

static void the_starter_is_a_project_that_loads(void **state)
{
    (void)state;
    folder f;
    folder_init(&f);
    kk_error err;
    kk_config *config;
    assert_int_equal(kk_config_write_starter(f.starter, &err), KK_OK);
    assert_int_equal(access(f.readme, R_OK), 0);
    if (kk_config_load(f.project, &config, &err)) fail_msg("%s", err.message);
    assert_string_equal(config->project.name, "mijn_gemeente");
    assert_true(config->table_count > 0 && config->indicator_count > 0);
    kk_config_free(config);
    folder_clear(&f);
}

/* Takes the '#' from every line that is off; what explains begins with a capital letter or stands behind a '#' of its
 * own. */
static void uncomment(const char *from, char *to)
{
    bool begins = true;
    for (; *from; from++) {
        if (begins && *from == '#' && from[1] == ' ' && !(from[2] >= 'A' && from[2] <= 'Z')) {
            from++;
            continue;
        }
        begins = *from == '\n' || (begins && *from == ' ');
        *to++ = *from;
    }
    *to = '\0';
}

static void what_is_off_in_the_starter_can_be_put_on(void **state)
{
    (void)state;
    char on[8000], off[8000];
    FILE *file = fopen("data/starter/project.yaml", "r");
    assert_non_null(file);
    off[fread(off, 1, sizeof off - 1, file)] = '\0';
    fclose(file);
    uncomment(off, on);
    kk_config *config;
    kk_error err = {0};
    /* 'period' and 'periods' are a choice: the file shows both. */
    assert_int_equal(kk_config_parse(on, strlen(on), "project.yaml", &config, &err), KK_ERR_PROJECT);
    assert_non_null(strstr(err.message, "has one 'period', so there is nothing to choose in 'periods'"));
    char *choice = strstr(on, "periods: [2022, 2023]");
    assert_non_null(choice);
    *choice = '#';
    kk_config_free(project(on));
}

static void what_is_there_is_left_as_it_is(void **state)
{
    (void)state;
    folder f;
    folder_init(&f);
    kk_error err;
    char message[300];
    assert_int_equal(kk_config_write_starter(f.starter, &err), KK_OK);
    snprintf(message, sizeof message, "%s is there already and is left as it is; choose another folder", f.project);
    assert_fails(f.starter, message);
    unlink(f.project);
    snprintf(message, sizeof message, "%s is there already and is left as it is; choose another folder", f.readme);
    assert_fails(f.starter, message);
    assert_int_equal(access(f.project, F_OK), -1);
    folder_clear(&f);
}

static void an_existing_folder_is_filled(void **state)
{
    (void)state;
    folder f;
    folder_init(&f);
    kk_error err;
    assert_int_equal(mkdir(f.starter, 0700), 0);
    assert_int_equal(kk_config_write_starter(f.starter, &err), KK_OK);
    assert_int_equal(access(f.project, R_OK), 0);
    folder_clear(&f);
}

static void a_folder_that_cannot_be_made_is_told(void **state)
{
    (void)state;
    assert_fails("/nowhere/at/all", "/nowhere/at/all: cannot make the folder: No such file or directory");
    assert_fails("/dev/null", "/dev/null/project.yaml: cannot look at it: Not a directory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_starter_is_a_project_that_loads),
        cmocka_unit_test(what_is_off_in_the_starter_can_be_put_on),
        cmocka_unit_test(what_is_there_is_left_as_it_is),
        cmocka_unit_test(an_existing_folder_is_filled),
        cmocka_unit_test(a_folder_that_cannot_be_made_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
