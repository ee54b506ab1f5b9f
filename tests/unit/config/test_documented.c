/* SPDX-License-Identifier: EUPL-1.2 */
/* docs/project-file.md names every key about people, and its examples are right. Runs from the root of the repository.
 */
#include "config/schema_people.h"
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

/* The chapters about people; to be freed. */
static char *read_chapters(void)
{
    enum { BYTES = 1 << 20 };
    FILE *file = fopen("docs/project-file.md", "rb");
    if (!file) skip();
    char *text = calloc(1, BYTES);
    assert_non_null(text);
    assert_in_range(fread(text, 1, BYTES - 1, file), 1, BYTES - 2);
    fclose(file);
    char *end = strstr(text, "\n## indicators\n"), *begin = strstr(text, "\n## people\n");
    assert_non_null(begin);
    assert_non_null(end);
    *end = '\0';
    memmove(text, begin, strlen(begin) + 1);
    return text;
}

/* An example with what it needs of other chapters. */
static void load_example(const char *example, size_t length)
{
    char text[4000], body[3000];
    assert_in_range(length, 1, sizeof body - 1);
    snprintf(body, sizeof body, "\n%.*s", (int)length, example);
    snprintf(text, sizeof text, AREAS "%s%s%s", strstr(body, "derive:") ? "tables: [{name: kwb, file: k.csv}]\n" : "",
             strstr(body, "\nhomes:") ? "places: [{name: cb, file: cb.csv, type: cb}]\n" : "", body);
    kk_config_free(project(text));
}

static void every_example_is_right(void **state)
{
    (void)state;
    char *chapters = read_chapters();
    int examples = 0;
    for (const char *at = chapters; (at = strstr(at, "```yaml\n")) != NULL; examples++) {
        at += strlen("```yaml\n");
        const char *end = strstr(at, "```");
        assert_non_null(end);
        load_example(at, (size_t)(end - at));
    }
    assert_in_range(examples, 10, 30);
    free(chapters);
}

static void find_keys(const char *chapters, const cyaml_schema_field_t *fields);

static void find_keys_below(const char *chapters, const cyaml_schema_value_t *value)
{
    if (value->type == CYAML_MAPPING) find_keys(chapters, value->mapping.fields);
    if (value->type == CYAML_SEQUENCE) find_keys_below(chapters, value->sequence.entry);
    for (uint32_t i = 0; value->type == CYAML_ENUM && i < value->enumeration.count; i++) {
        char word[100];
        snprintf(word, sizeof word, "`%s`", value->enumeration.strings[i].str);
        if (!strstr(chapters, word)) fail_msg("the word %s is not in docs/project-file.md", word);
    }
}

static void find_keys(const char *chapters, const cyaml_schema_field_t *fields)
{
    for (; fields->key; fields++) {
        char key[100];
        snprintf(key, sizeof key, "`%s`", fields->key);
        if (!strstr(chapters, key)) fail_msg("the key %s is not in docs/project-file.md", key);
        find_keys_below(chapters, &fields->value);
    }
}

static void every_key_and_word_is_told(void **state)
{
    (void)state;
    char *chapters = read_chapters();
    find_keys(chapters, kk_population_fields);
    find_keys(chapters, kk_records_fields);
    find_keys(chapters, kk_homes_fields);
    find_keys_below(chapters, &kk_postcodes_item);
    find_keys_below(chapters, &kk_budget_item);
    find_keys_below(chapters, &kk_activity_item);
    find_keys_below(chapters, &kk_place_item);
    free(chapters);
}

static void every_form_of_help_is_told(void **state)
{
    (void)state;
    char *chapters = read_chapters();
    kk_config *config = project(AREAS);
    for (size_t f = 0; f < config->codes.form_count; f++) {
        char name[100];
        snprintf(name, sizeof name, "`%s`", config->codes.form[f].name);
        if (!strstr(chapters, name)) fail_msg("the form %s is not in docs/project-file.md", name);
    }
    for (size_t r = 0; r < config->codes.referrer_count; r++) {
        char name[100];
        snprintf(name, sizeof name, "`%s`", config->codes.referrer[r].name);
        if (!strstr(chapters, name)) fail_msg("the referrer %s is not in docs/project-file.md", name);
    }
    kk_config_free(config);
    free(chapters);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_example_is_right),
        cmocka_unit_test(every_key_and_word_is_told),
        cmocka_unit_test(every_form_of_help_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
