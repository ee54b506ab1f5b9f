/* SPDX-License-Identifier: EUPL-1.2 */
/* docs/project-file.md names every key about people, statistics and disclosure, docs/estimates.md every key about
   estimates, docs/guide/project-file.md every key of the guide, and their examples are right. Runs from the root of the
   repository. */
#include "config/schema_disclosure.h"
#include "config/schema_estimates.h"
#include "config/schema_guide.h"
#include "config/schema_statistics.h"
#include "project_text.h"

#include <glob.h>
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

static int load_examples(document of, void (*load)(const char *example, size_t length))
{
    int examples = 0;
    for (const char *at = of.text; (at = strstr(at, "```yaml\n")) != NULL; examples++) {
        at += strlen("```yaml\n");
        const char *end = strstr(at, "```");
        assert_non_null(end);
        load(at, (size_t)(end - at));
    }
    free(of.text);
    return examples;
}

static void every_example_is_right(void **state)
{
    (void)state;
    assert_in_range(load_examples(read_people(), load_example), 10, 30);
    assert_int_equal(load_examples(read_estimates(), load_example), 2);
    assert_int_equal(load_examples(read_statistics(), load_example), 1);
    assert_int_equal(load_examples(read_disclosure(), load_example), 1);
}

/* What the examples of the guide may speak of. */
#define GUIDED                                                                                                         \
    AREAS "places: [{name: p, file: p.csv, columns: {id: id, type: soort, x: x, y: y}}]\n"                             \
          "tables: [{name: kwb, file: kwb.csv}]\nindicators:\n"                                                        \
          "  - {name: share_under_25, kind: share, numerator: kwb.j, denominator: kwb.a}\n"                            \
          "  - {name: low_income, kind: value, numerator: kwb.p, unit: '%', axis: need, direction: need}\n"            \
          "  - {name: bijstand, kind: value, numerator: kwb.w, axis: need, direction: need}\n"                         \
          "  - {name: owner_occupied, kind: value, numerator: kwb.o, axis: need, direction: strength}\n"               \
          "  - {name: density, kind: value, numerator: kwb.d}\n"                                                       \
          "  - {name: reach, kind: share, numerator: kwb.h, denominator: kwb.j, axis: use, direction: need}\n"         \
          "  - {name: afstand_consultatiebureau, kind: value, numerator: kwb.km, axis: supply, direction: need}\n"     \
          "  - {name: plaatsen_nabij, kind: value, numerator: kwb.n, axis: supply, direction: strength}\n"             \
          "  - {name: front_euro_per_child, kind: ratio, numerator: kwb.f, denominator: kwb.j, axis: supply}\n"        \
          "  - {name: back_euro_per_child, kind: ratio, numerator: kwb.b, denominator: kwb.j, axis: use}\n"

/* A page shows its own part: youths and index come from others. */
static void load_guide_example(const char *example, size_t length)
{
    static const char head[] = "guide:\n";
    char text[8000], body[3000];
    bool is_guide = strncmp(example, head, strlen(head)) == 0;
    assert_in_range(length, 1, sizeof body - 1);
    snprintf(body, sizeof body, "%.*s", (int)length, example);
    snprintf(text, sizeof text, "%s%s%s%s%s", GUIDED, is_guide ? head : "",
             is_guide && !strstr(body, "  youths:") ? "  youths: share_under_25\n" : "",
             is_guide && !strstr(body, "  index:")
                 ? "  index: {name: i, levels: [wijk, buurt], themes: [{name: t, of: [{indicator: low_income}]}]}\n"
                 : "",
             body + (is_guide ? strlen(head) : 0));
    kk_config *config = project(text);
    assert_true(config->guide.given == is_guide);
    kk_config_free(config);
}

static void every_example_of_the_guide_is_right(void **state)
{
    (void)state;
    glob_t pages;
    if (glob("docs/guide/*.md", 0, NULL, &pages)) skip();
    int examples = load_examples(read_document("docs/guide.md"), load_guide_example);
    for (size_t p = 0; p < pages.gl_pathc; p++)
        examples += load_examples(read_document(pages.gl_pathv[p]), load_guide_example);
    globfree(&pages);
    assert_in_range(examples, 10, 40);
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
             disclosure = read_disclosure(), guide = read_document("docs/guide/project-file.md");
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
    find_keys(&guide, kk_guide_fields);
    find_keys(&guide, kk_stories_fields);
    free(guide.text);
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
        cmocka_unit_test(every_example_of_the_guide_is_right),
        cmocka_unit_test(every_key_and_word_is_told),
        cmocka_unit_test(every_form_of_help_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
