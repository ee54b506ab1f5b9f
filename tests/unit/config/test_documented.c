/* SPDX-License-Identifier: EUPL-1.2 */
/* docs/project-file.md names every key about people, statistics and disclosure, docs/estimates.md every key about
   estimates, and their examples are right. Runs from the root of the repository. */
#include "config/schema_disclosure.h"
#include "config/schema_estimates.h"
#include "config/schema_statistics.h"
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct document {
    const char *path;
    char *text; /* to be freed */
} document;

static document read_document(const char *path)
{
    enum { BYTES = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (!file) skip();
    document read = {path, calloc(1, BYTES)};
    assert_non_null(read.text);
    assert_in_range(fread(read.text, 1, BYTES - 1, file), 1, BYTES - 2);
    fclose(file);
    return read;
}

static document read_chapters(const char *first, const char *next)
{
    document read = read_document("docs/project-file.md");
    char *end = strstr(read.text, next), *begin = strstr(read.text, first);
    assert_non_null(begin);
    assert_non_null(end);
    *end = '\0';
    memmove(read.text, begin, strlen(begin) + 1);
    return read;
}

static document read_people(void)
{
    return read_chapters("\n## people\n", "\n## indicators\n");
}

static document read_statistics(void)
{
    return read_chapters("\n## statistics\n", "\n## disclosure\n");
}

static document read_disclosure(void)
{
    return read_chapters("\n## disclosure\n", "\n## output\n");
}

static document read_estimates(void)
{
    return read_document("docs/estimates.md");
}

/* An example with what it needs of other chapters. */
static void load_example(const char *example, size_t length)
{
    char text[4000], body[3000];
    assert_in_range(length, 1, sizeof body - 1);
    snprintf(body, sizeof body, "\n%.*s", (int)length, example);
    snprintf(text, sizeof text, "%s%s%s%s", strncmp(body, "\nproject:", 9) == 0 ? "" : AREAS,
             strstr(body, "derive:") || strstr(body, "table: kwb") ? "tables: [{name: kwb, file: k.csv}]\n" : "",
             strstr(body, "\nhomes:") ? "places: [{name: cb, file: cb.csv, type: cb}]\n" : "", body);
    kk_config_free(project(text));
}

static int load_examples(document of)
{
    int examples = 0;
    for (const char *at = of.text; (at = strstr(at, "```yaml\n")) != NULL; examples++) {
        at += strlen("```yaml\n");
        const char *end = strstr(at, "```");
        assert_non_null(end);
        load_example(at, (size_t)(end - at));
    }
    free(of.text);
    return examples;
}

static void every_example_is_right(void **state)
{
    (void)state;
    assert_in_range(load_examples(read_people()), 10, 30);
    assert_int_equal(load_examples(read_estimates()), 2);
    assert_int_equal(load_examples(read_statistics()), 1);
    assert_int_equal(load_examples(read_disclosure()), 1);
}

static void find_word(const document *in, const char *word)
{
    char quoted[100];
    snprintf(quoted, sizeof quoted, "`%s`", word);
    if (!strstr(in->text, quoted)) fail_msg("%s is not in %s", quoted, in->path);
}

static void find_keys(const document *in, const cyaml_schema_field_t *fields);

static void find_keys_below(const document *in, const cyaml_schema_value_t *value)
{
    if (value->type == CYAML_MAPPING) find_keys(in, value->mapping.fields);
    if (value->type == CYAML_SEQUENCE) find_keys_below(in, value->sequence.entry);
    for (uint32_t i = 0; value->type == CYAML_ENUM && i < value->enumeration.count; i++)
        find_word(in, value->enumeration.strings[i].str);
}

static void find_keys(const document *in, const cyaml_schema_field_t *fields)
{
    for (; fields->key; fields++) {
        find_word(in, fields->key);
        find_keys_below(in, &fields->value);
    }
}

static void every_key_and_word_is_told(void **state)
{
    (void)state;
    document people = read_people(), estimates = read_estimates(), statistics = read_statistics(),
             disclosure = read_disclosure();
    find_keys(&people, kk_population_fields);
    find_keys(&people, kk_records_fields);
    find_keys(&people, kk_homes_fields);
    find_keys_below(&people, &kk_postcodes_item);
    find_keys_below(&people, &kk_budget_item);
    find_keys_below(&people, &kk_activity_item);
    find_keys_below(&people, &kk_place_item);
    find_keys(&estimates, kk_estimates_fields);
    find_keys(&statistics, kk_statistics_fields);
    find_keys(&disclosure, kk_disclosure_fields);
    free(people.text);
    free(estimates.text);
    free(statistics.text);
    free(disclosure.text);
}

static void every_form_of_help_is_told(void **state)
{
    (void)state;
    document people = read_people();
    kk_config *config = project(AREAS);
    for (size_t f = 0; f < config->codes.form_count; f++) find_word(&people, config->codes.form[f].name);
    for (size_t r = 0; r < config->codes.referrer_count; r++) find_word(&people, config->codes.referrer[r].name);
    kk_config_free(config);
    free(people.text);
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
