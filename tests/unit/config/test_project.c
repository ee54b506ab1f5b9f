/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void assert_mark(kk_mark mark, unsigned line, unsigned column)
{
    assert_string_equal(mark.file, "project.yaml");
    assert_int_equal(mark.line, line);
    assert_int_equal(mark.column, column);
}

static void assert_path(const char *path, const char *name)
{
    char folder[4096], expected[4200];
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(expected, sizeof expected, "%s/%s", folder, name);
    assert_string_equal(path, expected);
}

static void the_least_project_gets_its_defaults(void **state)
{
    (void)state;
    kk_config *config = project(AREAS);
    assert_string_equal(config->path, "project.yaml");
    assert_string_equal(config->project.title, "p");
    assert_string_equal(config->project.period, "2023");
    assert_mark(config->project.mark, 1, 10);
    assert_int_equal(config->areas.vintage, 0);
    assert_int_equal(config->areas.source_count, 1);
    assert_null(config->areas.sources[0].layer);
    assert_null(config->areas.sources[0].level);
    assert_null(config->areas.sources[0].crs);
    assert_int_equal(config->areas.gemeente_count + config->areas.group_count, 0);
    assert_int_equal(config->table_count + config->indicator_count, 0);
    assert_string_equal(config->output.directory.given, "out");
    assert_path(config->output.directory.path, "out");
    assert_null(config->database.url);
    assert_string_equal(config->database.schema, "kk_p");
    kk_config_free(config);
}

static void every_key_of_areas_arrives(void **state)
{
    (void)state;
    kk_config *config = project("project:\n  name: p\n  title: A title\n  period: 2022JJ00\n"
                                "areas:\n"
                                "  vintage: 2024\n"
                                "  sources:\n"
                                "    - file: maps/a.gpkg\n"
                                "      layer: l\n"
                                "      level: buurt\n"
                                "      code: c\n"
                                "      name: n\n"
                                "      water: w\n"
                                "      crs: EPSG:4326\n"
                                "    - file: /abs/b.shp\n"
                                "  gemeenten: [GM0034, GM1999]\n"
                                "  groups:\n"
                                "    - {name: wijkteam, title: Wijkteams, file: w.csv}\n"
                                "    - {name: regio, file: r.csv}\n");
    assert_string_equal(config->project.title, "A title");
    assert_string_equal(config->project.period, "2022");
    assert_int_equal(config->areas.vintage, 2024);
    assert_int_equal(config->areas.source_count, 2);
    const kk_config_source *source = &config->areas.sources[0];
    assert_string_equal(source->file.given, "maps/a.gpkg");
    assert_path(source->file.path, "maps/a.gpkg");
    assert_mark(source->file.mark, 8, 13);
    assert_string_equal(source->layer, "l");
    assert_string_equal(source->level, "buurt");
    assert_string_equal(source->code, "c");
    assert_string_equal(source->name, "n");
    assert_string_equal(source->water, "w");
    assert_string_equal(source->crs, "EPSG:4326");
    assert_string_equal(config->areas.sources[1].file.path, "/abs/b.shp");
    assert_int_equal(config->areas.gemeente_count, 2);
    assert_string_equal(config->areas.gemeenten[1], "GM1999");
    assert_int_equal(config->areas.group_count, 2);
    assert_string_equal(config->areas.groups[0].title, "Wijkteams");
    assert_string_equal(config->areas.groups[1].title, "regio");
    assert_mark(config->areas.groups[1].mark, 19, 7);
    kk_config_free(config);
}

static void output_and_database_arrive(void **state)
{
    (void)state;
    kk_config *config = project(AREAS "output: {directory: /tmp/maps}\n"
                                      "database: {url: 'postgresql://me@host/db', schema: mine}\n");
    assert_string_equal(config->output.directory.path, "/tmp/maps");
    assert_string_equal(config->database.url, "postgresql://me@host/db");
    assert_string_equal(config->database.schema, "mine");
    kk_config_free(config);
    config = project(AREAS "database: {url: private}\n");
    assert_null(config->database.url);
    kk_config_free(config);
}

static void assert_text(const char *text, const char *expected)
{
    kk_config *config = project(text);
    assert_string_equal(config->text, expected);
    kk_config_free(config);
}

static void the_text_to_show_is_the_project_without_comments(void **state)
{
    (void)state;
    assert_text("# geheim\nproject:\n    name: p # geheim\n    title: \"Súdwest: 'a' \\u00e9\"\n    period: '2023'\n"
                "areas:\n    sources: [{file: a.gpkg}]\n#database: {url: 'postgresql://u:geheim@h/db'}\n",
                "project:\n  name: p\n  title: \"Súdwest: 'a' é\"\n  period: '2023'\nareas:\n"
                "  sources: [{file: a.gpkg}]\n");
    kk_config *config = project("%YAML 1.1\n---\n" AREAS "...\n");
    kk_config *again = project(config->text);
    assert_string_equal(again->text, config->text);
    kk_config_free(again);
    kk_config_free(config);
}

/* Whatever the password holds and however it is written: nothing of the address is left. */
static void an_address_with_a_password_is_not_in_the_text_to_show(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "postgresql://u:pa'geheim@h/db",
        "postgresql://u:pa\"geheim@h/db",
        "postgresql://u@h/db?pass%77ord=geheim",
        "postgresql://u@h/db?password=a'geheim",
        "postgresql://u:a#geheim@h/db",
        "'postgresql://u:pa''geheim@h/db'",
        "\"postgresql://u:pa\\\"geheim\\x20@h/db\"",
        ">-\n    postgresql://u:geheim@h/db",
        "|\n    postgresql://u:geheim@h/db\n\n  # geheim",
        "\"postgresql://u:\\\n    geheim@h/db\"",
        "postgresql://u\n    geheim",
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        char text[400];
        snprintf(text, sizeof text, AREAS "database:\n  url: %s\n  schema: mine # u:geheim\n", urls[i]);
        kk_config *config = project(text);
        assert_non_null(strstr(config->database.url, "geheim"));
        assert_non_null(strstr(config->text, "\ndatabase:\n  url: hidden\n  schema: mine\n"));
        assert_null(strstr(config->text, "geheim"));
        assert_null(strstr(config->text, "postgresql"));
        kk_config_free(config);
    }
    assert_text(AREAS "database: {url: private}\n",
                "project: {name: p, period: 2023}\nareas:\n  sources: [{file: a.gpkg}]\ndatabase: {url: private}\n");
}

static void names_and_periods_are_checked(void **state)
{
    (void)state;
    refused("project: {name: Kompas-dam, period: 2023}\nareas: {sources: [{file: a}]}\n",
            "project.yaml:1:17: the project 'Kompas-dam': a name is a-z, 0-9 and _, begins with a letter and has 48 at "
            "most");
    refused("project: {name: 1p, period: 2023}\nareas: {sources: [{file: a}]}\n",
            "project.yaml:1:17: the project '1p': a name is a-z, 0-9 and _, begins with a letter and has 48 at most");
    const char *const wrong[] = {"23", "last", "2023-2024", "2022kw03", "2022KW3", "2022KW0x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[200], message[200];
        snprintf(text, sizeof text, "project: {name: p, period: %s}\nareas: {sources: [{file: a}]}\n", wrong[i]);
        snprintf(message, sizeof message,
                 "project.yaml:1:28: '%s' is not a period; write 2023, or 2022KW03 as StatLine does", wrong[i]);
        refused(text, message);
    }
}

static void a_name_has_48_letters(void **state)
{
    (void)state;
    char text[300];
    snprintf(text, sizeof text, "project: {name: a%047d, period: 2022KW03}\nareas: {sources: [{file: a}]}\n", 0);
    kk_config *config = project(text);
    assert_string_equal(config->project.period, "2022KW03");
    kk_config_free(config);
    snprintf(text, sizeof text, "project: {name: a%048d, period: 2023}\nareas: {sources: [{file: a}]}\n", 0);
    refused(text, "project.yaml:1:17: the project 'a000000000000000000000000000000000000000000000000': a name is a-z, "
                  "0-9 and _, begins with a letter and has 48 at most");
}

static void areas_are_checked(void **state)
{
    (void)state;
    refused(AREAS "  vintage: 1889\n", "project.yaml:4:12: 1889 is not a year between 1990 and 2100");
    refused(AREAS "  gemeenten: [GM0034, 1999]\n",
            "project.yaml:4:23: '1999' is not the code of a gemeente; write GM and four digits, such as GM0034");
    refused(AREAS "  gemeenten: [WK003401]\n",
            "project.yaml:4:15: 'WK003401' is not the code of a gemeente; write GM and four digits, such as GM0034");
    refused(AREAS "  gemeenten: [GM0034, GM0034]\n", "project.yaml:4:23: gemeente GM0034 is there twice");
    refused(AREAS "  groups: [{name: a, file: w}, {name: a, file: v}]\n",
            "project.yaml:4:39: two groups 'a'; choose another name");
    refused(AREAS "  groups: [{name: A, file: w}]\n", "project.yaml:4:19: the group 'A': a name is a-z, 0-9 and _, "
                                                      "begins with a letter and has 48 at most");
}

static void names_that_the_outputs_use_are_refused(void **state)
{
    (void)state;
    static const char *const taken[] = {"wijken", "other", "released", "layer_styles", "area_new",
                                        "my_new", "_new",  "gpkg_x",   "rtree_x",      "sqlite_x"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        char text[200], message[300];
        snprintf(text, sizeof text, AREAS "  groups: [{name: %s, file: w}]\n", taken[i]);
        snprintf(message, sizeof message,
                 "project.yaml:4:19: '%s' is a name that the outputs or the database use themselves (so are those in "
                 "gpkg_…, rtree_…, sqlite_… and …_new); choose another name",
                 taken[i]);
        refused(text, message);
    }
    static const char *const free_names[] = {"new", "figure", "renew", "gpkg", "newer_team"};
    for (size_t i = 0; i < sizeof free_names / sizeof *free_names; i++) {
        char text[200];
        snprintf(text, sizeof text, AREAS "  groups: [{name: %s, file: w}]\n", free_names[i]);
        kk_config_free(project(text));
    }
}

static void the_database_is_checked(void **state)
{
    (void)state;
    refused(AREAS "database: {url: 'host=localhost'}\n",
            "project.yaml:4:18: a database is postgresql://user@host/name, or 'private' for one of kansenkompas' own");
    const char *const wrong[] = {"public", "pg_temp", "information_schema", "Mine", "a-b"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[200], message[200];
        snprintf(text, sizeof text, AREAS "database: {schema: %s}\n", wrong[i]);
        snprintf(message, sizeof message,
                 "project.yaml:4:20: the schema '%s' cannot be used: it must be one of its own, of a-z, 0-9 and _",
                 wrong[i]);
        refused(text, message);
    }
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_file_is_loaded_and_paths_start_from_its_folder(void **state)
{
    (void)state;
    char folder[] = "/tmp/kk-test-XXXXXX", path[100], expected[300];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/../%s/my.yaml", folder, folder + 5);
    write_text(path, AREAS);
    kk_config *config;
    kk_error err;
    assert_int_equal(kk_config_load(path, &config, &err), KK_OK);
    assert_string_equal(config->path, path);
    assert_string_equal(config->folder, folder);
    snprintf(expected, sizeof expected, "%s/a.gpkg", folder);
    assert_string_equal(config->areas.sources[0].file.path, expected);
    kk_config_free(config);

    write_text(path, "project: {name: p, period: 2023}\nareas: {}\n");
    assert_int_equal(kk_config_load(path, &config, &err), KK_ERR_PROJECT);
    snprintf(expected, sizeof expected, "%s:2:8: the key 'sources' is missing in areas; add 'sources: …'", path);
    assert_string_equal(err.message, expected);
    unlink(path);
    rmdir(folder);
}

static void a_file_that_cannot_be_read_is_an_input_error(void **state)
{
    (void)state;
    kk_config *config;
    kk_error err;
    assert_int_equal(kk_config_load("/nowhere/p.yaml", &config, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "/nowhere/p.yaml: cannot open the project file: No such file or directory; "
                                     "'kansenkompas init DIR' writes one to begin with");
    assert_null(config);
    assert_int_equal(kk_config_load("/tmp", &config, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "/tmp: cannot read: Is a directory");
    assert_null(config);
    assert_int_equal(kk_config_parse(AREAS, strlen(AREAS), "/nowhere/p.yaml", &config, &err), KK_ERR_INPUT);
    assert_string_equal(err.message, "/nowhere/p.yaml: cannot find its folder: No such file or directory");
    assert_null(config);
}

static void a_message_is_one_line_with_its_place(void **state)
{
    (void)state;
    kk_error err;
    kk_mark mark = {.file = "f.yaml", .line = 12, .column = 5};
    assert_int_equal(kk_fail_at(&err, KK_ERR_INPUT, mark, "two\n%s", "lines\n"), KK_ERR_INPUT);
    assert_string_equal(err.message, "f.yaml:12:5: two lines ");
    kk_config_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_project_gets_its_defaults),
        cmocka_unit_test(every_key_of_areas_arrives),
        cmocka_unit_test(output_and_database_arrive),
        cmocka_unit_test(the_text_to_show_is_the_project_without_comments),
        cmocka_unit_test(an_address_with_a_password_is_not_in_the_text_to_show),
        cmocka_unit_test(names_and_periods_are_checked),
        cmocka_unit_test(a_name_has_48_letters),
        cmocka_unit_test(areas_are_checked),
        cmocka_unit_test(names_that_the_outputs_use_are_refused),
        cmocka_unit_test(the_database_is_checked),
        cmocka_unit_test(a_file_is_loaded_and_paths_start_from_its_folder),
        cmocka_unit_test(a_file_that_cannot_be_read_is_an_input_error),
        cmocka_unit_test(a_message_is_one_line_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
