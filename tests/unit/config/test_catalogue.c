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
    assert_in_range(count, 40, 100);
    for (size_t i = 0; i < count; i++) {
        const kk_catalogue_entry *entry = &entries[i];
        assert_true(*entry->name && *entry->form && *entry->kind && *entry->numerator && *entry->denominator);
        assert_true(*entry->label_nl && *entry->label_en && *entry->direction);
        assert_true(strlen(entry->description) > 20);
        assert_null(strchr(entry->description, '\n'));
        for (size_t j = 0; j < i; j++) {
            assert_false(strcmp(entry->name, entries[j].name) == 0 && strcmp(entry->form, entries[j].form) == 0);
        }
    }
    kk_arena_clear(&arena);
}

static void every_entry_can_be_used(void **state)
{
    (void)state;
    kk_arena arena;
    size_t count;
    const kk_catalogue_entry *entries = load(&arena, &count);
    for (size_t i = 0; i < count; i++) {
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
        cmocka_unit_test(youth_care_says_its_base),
        cmocka_unit_test(real_files_have_the_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
