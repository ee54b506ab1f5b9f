/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/codes.h"
#include "project_text.h"

#include <stdio.h>

#define FORMS "form;label_nl;label_en;weight;groups\n"
#define REFERRERS "referrer;label_nl;label_en\nunknown;onbekend;unknown\n"

static void built_in_lists_are_loaded_with_the_project(void **state)
{
    (void)state;
    kk_config *config = project(AREAS);
    const kk_codes *codes = &config->codes;
    assert_int_equal(codes->form_count, 22);
    assert_int_equal(codes->referrer_count, 8);
    assert_string_equal(codes->referrer[0].name, "unknown");
    assert_int_equal(kk_codes_referrer(codes, "huisarts"), 2);
    const kk_form *form = &codes->form[kk_codes_form(codes, "gezinsgericht")];
    assert_string_equal(form->label_nl, "gezinsgericht verblijf");
    assert_string_equal(form->label_en, "family-like residential care");
    assert_int_equal(form->weight, 5);
    kk_config_free(config);
}

static void groups_mean_their_forms(void **state)
{
    (void)state;
    kk_config *config = project(AREAS);
    const kk_codes *codes = &config->codes;
    static const char *const stays[] = {"pleegzorg", "gezinsgericht", "verblijf", "gesloten"};
    uint64_t expected = 0;
    for (size_t i = 0; i < 4; i++) expected |= UINT64_C(1) << kk_codes_form(codes, stays[i]);
    assert_int_equal(kk_codes_forms(codes, "stay"), expected);
    assert_int_equal(kk_codes_forms(codes, "with_stay"), expected);
    /* Light and heavy help together, and neither the JGZ nor transport is youth care. */
    uint64_t care = kk_codes_forms(codes, "jeugdzorg");
    assert_int_equal(care & expected, expected);
    assert_int_equal(care & kk_codes_forms(codes, "preventive"), 0);
    assert_int_equal(care & kk_codes_forms(codes, "vervoer"), 0);
    assert_int_equal(kk_codes_forms(codes, "front"),
                     kk_codes_forms(codes, "preventive") | kk_codes_forms(codes, "accessible"));
    kk_config_free(config);
}

static kk_status read(const char *forms, const char *referrers, kk_codes *codes, kk_error *err)
{
    kk_arena arena;
    kk_arena_init(&arena);
    kk_status status = kk_codes_read(&arena, &(kk_code_texts){forms, referrers}, codes, err);
    kk_arena_clear(&arena);
    return status;
}

static void groups_get_bits_in_the_order_of_the_file(void **state)
{
    (void)state;
    kk_arena arena;
    kk_codes codes;
    kk_error err;
    kk_arena_init(&arena);
    const kk_code_texts texts = {FORMS "a;A;B;0;z y\nb;C;D;9;x z\n", REFERRERS};
    assert_int_equal(kk_codes_read(&arena, &texts, &codes, &err), KK_OK);
    assert_int_equal(codes.group_count, 3);
    assert_string_equal(codes.group[0], "z");
    assert_string_equal(codes.group[2], "x");
    assert_int_equal(codes.form[0].groups, 3);
    assert_int_equal(codes.form[1].groups, 5);
    assert_int_equal(codes.form[1].weight, 9);
    kk_arena_clear(&arena);
}

static void lists_may_be_empty(void **state)
{
    (void)state;
    kk_codes codes;
    kk_error err;
    assert_int_equal(read(FORMS, "referrer;label_nl;label_en", &codes, &err), KK_OK);
    assert_int_equal(codes.form_count + codes.referrer_count + codes.group_count, 0);
}

static void assert_fails(const char *forms, const char *referrers, const char *message)
{
    kk_codes codes;
    kk_error err;
    assert_int_equal(read(forms, referrers, &codes, &err), KK_ERR_INTERNAL);
    assert_string_equal(err.message, message);
}

static void wrong_lists_are_told(void **state)
{
    (void)state;
    assert_fails(FORMS "a;A;B;0\n", REFERRERS, "forms.csv:2: not as many cells as the header has");
    assert_fails(FORMS "a;A;B;0;g;h;i\n", REFERRERS, "forms.csv:2: not as many cells as the header has");
    assert_fails(FORMS "a;A;B;10;g\n", REFERRERS, "forms.csv:2: a weight is a digit");
    assert_fails(FORMS "a;A;B;x;g\n", REFERRERS, "forms.csv:2: a weight is a digit");
    assert_fails(FORMS "a;A;B;;g\n", REFERRERS, "forms.csv:2: a weight is a digit");
    assert_fails(FORMS "a;A;B;1;g\n\na;A;B;1;g\n", REFERRERS, "forms.csv:4: the code is there twice");
    assert_fails(FORMS "a;A;B;1;b\nb;A;B;1;c\n", REFERRERS,
                 "forms.csv: 'b' is a group, so it cannot be something else");
    assert_fails(FORMS "a;A;B;1;all\n", REFERRERS, "forms.csv: 'all' is a group, so it cannot be something else");
    assert_fails(FORMS, REFERRERS "x;y;z\nx;y;z\n", "referrers.csv:4: the code is there twice");
    assert_fails(FORMS, "referrer;label_nl;label_en\nhuisarts;a;b\n",
                 "referrers.csv:2: the first referrer is 'unknown'");
}

/* `count` lines after `begin`, each from a pattern with its number. */
static void fill(char *text, size_t size, const char *begin, const char *pattern, int count)
{
    size_t used = (size_t)snprintf(text, size, "%s", begin);
    for (int i = 0; i < count; i++) {
        char line[40];
        snprintf(line, sizeof line, pattern, i);
        used += (size_t)snprintf(text + used, size - used, "%s\n", line);
    }
}

static void there_is_room_for_so_many(void **state)
{
    (void)state;
    char text[4000];
    kk_codes codes;
    kk_error err;
    fill(text, sizeof text, FORMS, "f%d;a;b;1;g", KK_FORMS_MAX);
    assert_int_equal(read(text, REFERRERS, &codes, &err), KK_OK);
    fill(text, sizeof text, FORMS, "f%d;a;b;1;g", KK_FORMS_MAX + 1);
    assert_fails(text, REFERRERS, "forms.csv:66: too many codes");
    fill(text, sizeof text, FORMS, "f%1$d;a;b;1;g%1$d", KK_FORM_GROUPS_MAX);
    assert_int_equal(read(text, REFERRERS, &codes, &err), KK_OK);
    fill(text, sizeof text, FORMS, "f%1$d;a;b;1;g%1$d", KK_FORM_GROUPS_MAX + 1);
    assert_fails(text, REFERRERS, "forms.csv:34: too many groups");
    fill(text, sizeof text, REFERRERS, "r%d;a;b", KK_REFERRERS_MAX);
    assert_fails(FORMS, text, "referrers.csv:18: too many codes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(built_in_lists_are_loaded_with_the_project),
        cmocka_unit_test(groups_mean_their_forms),
        cmocka_unit_test(groups_get_bits_in_the_order_of_the_file),
        cmocka_unit_test(lists_may_be_empty),
        cmocka_unit_test(wrong_lists_are_told),
        cmocka_unit_test(there_is_room_for_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
