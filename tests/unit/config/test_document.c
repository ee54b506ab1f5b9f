/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/document.h"
#include "project_text.h"

#include <stdio.h>
#include <stdlib.h>

static void load(const char *text, kk_document *document)
{
    kk_yaml_text yaml = {.name = "f.yaml", .bytes = text, .length = strlen(text)};
    kk_error err;
    assert_int_equal(kk_document_load(&yaml, document, &err), KK_OK);
}

static void assert_place(kk_place place, unsigned line, unsigned column, bool exact)
{
    assert_string_equal(place.mark.file, "f.yaml");
    assert_int_equal(place.mark.line, line);
    assert_int_equal(place.mark.column, column);
    assert_int_equal(place.exact, exact);
}

static void places_are_found_by_path(void **state)
{
    (void)state;
    kk_document document;
    load("a: 1\nlist:\n  - x\n  - key: \"quoted\"\n    long: >\n      two\n      lines\n  - [p, 'q']\n", &document);
    assert_place(kk_document_place(&document, "a"), 1, 4, true);
    assert_place(kk_document_place(&document, "list"), 3, 3, false);
    assert_place(kk_document_place(&document, "list[0]"), 3, 5, true);
    assert_place(kk_document_place(&document, "list[%d]", 1), 4, 5, false);
    assert_place(kk_document_place(&document, "list[1].key"), 4, 11, true);
    assert_place(kk_document_place(&document, "list[1].long"), 5, 11, false);
    assert_place(kk_document_place(&document, "list[2][1]"), 8, 10, true);
    kk_document_clear(&document);
}

static void a_path_to_nothing_gives_what_would_hold_it(void **state)
{
    (void)state;
    kk_document document;
    load("a: 1\nlist:\n  - x\n", &document);
    assert_place(kk_document_place(&document, "b"), 1, 1, false);
    assert_place(kk_document_place(&document, "b.c[0]"), 1, 1, false);
    assert_place(kk_document_place(&document, "list[7].key"), 3, 3, false);
    assert_place(kk_document_place(&document, "a.x"), 1, 4, true);
    assert_place(kk_document_place(&document, "a[0]"), 1, 4, true);
    kk_document_clear(&document);
}

static void what_is_not_yaml_is_told_with_its_place(void **state)
{
    (void)state;
    refused("", "project.yaml: the file is empty; 'kansenkompas init DIR' writes one to begin with");
    refused("# only a comment\n", "project.yaml: the file is empty; 'kansenkompas init DIR' writes one to begin with");
    refused("a: [1\n", "project.yaml:2:1: not YAML: while parsing a flow sequence: did not find expected ',' or ']'");
    refused("a:\n\t- b\n", "project.yaml:2:1: not YAML: while scanning for the next token: found character that cannot "
                           "start any token; indent with blanks, not with tabs");
    refused("a: `b`\n", "project.yaml:1:4: not YAML: while scanning for the next token: found character that cannot "
                        "start any token; put a value that begins with this sign in quotes");
    refused("a: 1\nb: caf\xe9\n", "project.yaml:2:7: incomplete UTF-8 octet sequence; save the file as UTF-8");
    refused("a: 1\nb: \xe9zz\n", "project.yaml:2:5: invalid trailing UTF-8 octet; save the file as UTF-8");
}

static void what_the_language_lacks_is_refused(void **state)
{
    (void)state;
    refused("a: &x 1\n", "project.yaml:1:4: anchors and aliases (&x, *x) are not used here; write the value out");
    refused("a: *x\n", "project.yaml:1:4: anchors and aliases (&x, *x) are not used here; write the value out");
    refused("a: &l [1]\n", "project.yaml:1:4: anchors and aliases (&l, *l) are not used here; write the value out");
    refused("&m\na: 1\n", "project.yaml:1:1: anchors and aliases (&m, *m) are not used here; write the value out");
    refused("a: !!str 1\n", "project.yaml:1:4: tags (tag:yaml.org,2002:str) are not used here; leave it out");
    refused("a: !<x> [1]\n", "project.yaml:1:4: tags (x) are not used here; leave it out");
    refused("!<x> {a: 1}\n", "project.yaml:1:1: tags (x) are not used here; leave it out");
    refused("a: 1\n---\nb: 2\n", "project.yaml:2:1: a second document ('---'); one file holds one project");
    refused("a: \"x\\0y\"\n", "project.yaml:1:4: a text holds a control character; leave it out");
    refused("a: \"x\\ey\"\n", "project.yaml:1:4: a text holds a control character; leave it out");
}

static void nesting_ends_at_sixteen(void **state)
{
    (void)state;
    kk_document document;
    load("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", &document);
    kk_document_clear(&document);
    refused("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", "project.yaml:1:17: nested deeper than 16 levels");
}

static void a_text_ends_at_one_mebibyte(void **state)
{
    (void)state;
    size_t length = 1 << 20;
    char *text = malloc(length + 1);
    assert_non_null(text);
    memset(text, '#', length + 1);
    refused_bytes(text, length, "project.yaml: the file is empty; 'kansenkompas init DIR' writes one to begin with");
    refused_bytes(text, length + 1, "project.yaml: larger than 1 MiB; this is not a project file");
    free(text);
}

static void a_byte_order_mark_is_no_matter(void **state)
{
    (void)state;
    kk_config *config = project("\xef\xbb\xbf" AREAS);
    assert_string_equal(config->project.name, "p");
    kk_config_free(config);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_found_by_path),
        cmocka_unit_test(a_path_to_nothing_gives_what_would_hold_it),
        cmocka_unit_test(what_is_not_yaml_is_told_with_its_place),
        cmocka_unit_test(what_the_language_lacks_is_refused),
        cmocka_unit_test(nesting_ends_at_sixteen),
        cmocka_unit_test(a_text_ends_at_one_mebibyte),
        cmocka_unit_test(a_byte_order_mark_is_no_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
