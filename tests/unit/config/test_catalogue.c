/* SPDX-License-Identifier: EUPL-1.2 */
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

static const kk_catalogue_entry *load(kk_arena *arena, size_t *count)
{
    const kk_catalogue_entry *entries;
    kk_error err = {0};
    kk_arena_init(arena);
    if (kk_catalogue_load(arena, &entries, count, &err)) fail_msg("%s", err.message);
    return entries;
}

static void entries_are_whole_and_of_one_name(void **state)
{
    (void)state;
    kk_arena arena;
    size_t count;
    const kk_catalogue_entry *entries = load(&arena, &count);
    assert_in_range(count, 100, 200);
    for (size_t i = 0; i < count; i++) {
        const kk_catalogue_entry *entry = &entries[i];
        assert_true(*entry->name && *entry->form && *entry->kind && *entry->numerator);
        assert_int_equal(*entry->denominator == '\0', strcmp(entry->kind, "estimate") == 0);
        assert_true(*entry->label_nl && *entry->label_en && *entry->direction);
        assert_true(strlen(entry->description) > 20);
        assert_null(strchr(entry->description, '\n'));
        for (size_t j = 0; j < i; j++) {
            assert_false(strcmp(entry->name, entries[j].name) == 0 && strcmp(entry->form, entries[j].form) == 0);
        }
    }
    kk_arena_clear(&arena);
}

/* The tables that the engine makes, with one of a file. */
#define MADE                                                                                                           \
    TABLE "population: {file: p.csv}\n"                                                                                \
          "records: {sources: [{name: r, file: r.csv, form: beleidsinformatie}]}\n"                                    \
          "budgets: [{name: b, file: b.csv}]\nplaces: [{name: s, file: s.csv}]\n"
#define TRAVEL "homes: {file: h.csv, columns: {x: x, y: y}, travel: {file: t.csv}}\n"

static bool is_of_made_tables(const kk_catalogue_entry *entry)
{
    static const char *const forms[] = {"records", "collective", "places"};
    for (size_t i = 0; i < 3; i++)
        if (strcmp(entry->form, forms[i]) == 0) return true;
    return false;
}

/* Each with its axis, a question in Dutch, what it is measured over, and all the text that is to be filled in. */
static void every_entry_of_measures_can_be_used_without_a_table(void **state)
{
    (void)state;
    kk_arena arena;
    size_t count, found = 0;
    const kk_catalogue_entry *entries = load(&arena, &count);
    for (size_t i = 0; i < count; i++) {
        const kk_catalogue_entry *entry = &entries[i];
        if (!is_of_made_tables(entry)) continue;
        found++;
        assert_true(*entry->axis && *entry->unit);
        assert_int_equal(entry->question[strlen(entry->question) - 1], '?');
        assert_true(strcmp(entry->kind, "value") == 0 || strstr(entry->description, "Base: "));
        assert_true(strcmp(entry->name, "return_median") == 0 || strstr(entry->description, "nterval"));
        const char *homes = strstr(entry->numerator, "minutes") ? TRAVEL : "";
        kk_config *config =
            project(kk_arena_format(&arena, MADE "%sindicators: [{use: %s/%s}]\n", homes, entry->form, entry->name));
        const kk_config_indicator *indicator = &config->indicators[0];
        assert_string_equal(kk_axis_name(indicator->axis), entry->axis);
        const char *const texts[] = {indicator->unit, indicator->label_nl, indicator->label_en, indicator->description,
                                     indicator->question};
        for (size_t t = 0; t < 5; t++) assert_null(strpbrk(texts[t], "{}"));
        kk_config_free(config);
    }
    assert_in_range(found, 50, 80);
    kk_arena_clear(&arena);
}

static void an_entry_says_which_part_of_the_project_it_needs(void **state)
{
    (void)state;
    refused(TABLE "indicators: [{use: records/reach}]\n",
            "project.yaml:6:20: numerator 'records.youths': it needs `records:` in the project, which is not there");
    refused(TABLE "records: {sources: [{name: r, file: r.csv, form: beleidsinformatie}]}\n"
                  "indicators: [{use: records/reach}]\n",
            "project.yaml:7:20: denominator 'population.persons': it needs `population:` in the project, which is not "
            "there");
    refused(
        TABLE "indicators: [{use: collective/programmes_on_offer}]\n",
        "project.yaml:6:20: numerator 'collective.programmes': it needs `budgets:` or `activities:` in the project, "
        "which is not there");
    refused(TABLE "indicators: [{use: places/access}]\n",
            "project.yaml:6:20: numerator 'places.access': it needs `places:` in the project, which is not there");
    refused(MADE "indicators: [{use: records/reach, table: kwb}]\n",
            "project.yaml:10:42: 'records/reach' names its tables itself; leave out 'table'");
    refused(MADE "indicators: [{use: records/reach, population: kwb}]\n",
            "project.yaml:10:47: 'records/reach' names its tables itself; leave out 'population'");
    refused(MADE "indicators: [{use: places/within_15_minutes}]\n",
            "project.yaml:10:20: numerator 'places.within[minutes=15]': minutes need the travel times of `homes: "
            "travel:`; without them write km=");
}

static void every_entry_can_be_used(void **state)
{
    (void)state;
    kk_arena arena;
    size_t count;
    const kk_catalogue_entry *entries = load(&arena, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_of_made_tables(&entries[i])) continue;
        char text[600];
        snprintf(text, sizeof text,
                 AREAS "tables: [{name: t, file: t.csv}, {name: inhabitants, file: i.csv}]\n"
                       "indicators: [{use: %s/%s, table: t, population: inhabitants}]\n",
                 entries[i].form, entries[i].name);
        kk_config *config = project(text);
        assert_int_equal(config->indicator_count, 1);
        assert_string_equal(config->indicators[0].name, entries[i].name);
        bool other_table = strncmp(entries[i].form, "jeugdzorg_", 10) == 0;
        assert_int_equal(config->tables[1].wanted_count, other_table ? 2 : 0);
        kk_config_free(config);
    }
    kk_arena_clear(&arena);
}

static void youth_care_says_its_base(void **state)
{
    (void)state;
    kk_arena arena;
    size_t count, found = 0;
    const kk_catalogue_entry *entries = load(&arena, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(entries[i].name, "jeugdzorg_share") != 0) continue;
        found++;
        assert_non_null(strstr(entries[i].label_nl, "tot 25 jaar"));
        assert_non_null(strstr(entries[i].label_en, "under 25"));
        assert_non_null(strstr(entries[i].description, "1 op 7"));
    }
    assert_int_equal(found, 4);
    kk_arena_clear(&arena);
}

/* True when the first line of a file holds `name`, as a whole cell or before the number that StatLine adds. */
static bool header_has(const char *header, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = header; (at = strstr(at, name)) != NULL; at += length) {
        bool begins = at == header || at[-1] == ';';
        if (begins && strchr(";_\r\n", at[length])) return true;
    }
    return false;
}

/* How many entries of `form` find all their columns in the header of a real file. */
static size_t entries_that_fit(const char *form, const char *header)
{
    kk_arena arena;
    size_t count, fit = 0;
    const kk_catalogue_entry *entries = load(&arena, &count);
    for (size_t i = 0; i < count; i++) {
        char text[600];
        if (strcmp(entries[i].form, form) != 0) continue;
        snprintf(text, sizeof text, TABLE "indicators: [{use: %s/%s}]\n", form, entries[i].name);
        kk_config *config = project(text);
        bool all = true;
        for (size_t w = 0; w < config->tables[0].wanted_count; w++) {
            all &= header_has(header, config->tables[0].wanted[w].name);
        }
        fit += all;
        kk_config_free(config);
    }
    kk_arena_clear(&arena);
    return fit;
}

static bool read_header(const char *name, char *header, int size)
{
    char path[4096];
    const char *folder = getenv("KANSENKOMPAS_REAL_DATA");
    snprintf(path, sizeof path, "%s/real/%s", folder ? folder : "../shared/data", name);
    FILE *file = fopen(path, "r");
    bool read = file && fgets(header, size, file);
    if (file) fclose(file);
    if (!read) print_message("skipped: %s is not there\n", path);
    return read;
}

static void real_files_have_the_columns(void **state)
{
    (void)state;
    static char header[40000];
    if (read_header("kwb-2024.csv", header, sizeof header)) assert_int_equal(entries_that_fit("kwb", header), 9);
    if (read_header("statline_kwb_almere_2018-2025.csv", header, sizeof header)) {
        assert_int_equal(entries_that_fit("statline", header), 23);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_whole_and_of_one_name),
        cmocka_unit_test(every_entry_can_be_used),
        cmocka_unit_test(every_entry_of_measures_can_be_used_without_a_table),
        cmocka_unit_test(an_entry_says_which_part_of_the_project_it_needs),
        cmocka_unit_test(youth_care_says_its_base),
        cmocka_unit_test(real_files_have_the_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
