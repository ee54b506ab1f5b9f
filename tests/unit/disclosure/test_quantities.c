/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/quantities.h"
#include "disclosure/relations.h"

#include "../config/measure_project.h"
#include "unit/check.h"

/* A project, the quantities of its indicators, and their relations. */
typedef struct fixture {
    kk_arena arena;
    kk_config *config;
    kk_quantities quantities;
    kk_quantity_sum numerator[64], denominator[64]; /* of each indicator */
    kk_relation *relation;
    size_t relation_count;
} fixture;

static void make(fixture *f, const char *text)
{
    kk_error err = {0};
    kk_arena_init(&f->arena);
    f->config = project(text);
    assert_in_range(f->config->indicator_count, 1, 64);
    assert_int_equal(kk_quantities_init(&f->quantities, f->config, &f->arena, &err), KK_OK);
    for (size_t i = 0; i < f->config->indicator_count; i++) {
        const kk_config_indicator *indicator = &f->config->indicators[i];
        assert_int_equal(kk_quantities_sum(&f->quantities, &indicator->numerator, &f->numerator[i], &err), KK_OK);
        assert_int_equal(kk_quantities_sum(&f->quantities, &indicator->denominator, &f->denominator[i], &err), KK_OK);
    }
    assert_int_equal(kk_relations_make(&f->quantities, &f->relation, &f->relation_count, &err), KK_OK);
}

static void clear(fixture *f)
{
    kk_config_free(f->config);
    kk_arena_clear(&f->arena);
}

/* "2*a + -1*b" */
static const char *text_of_sum(const fixture *f, const kk_quantity_sum *sum)
{
    static char text[2000];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sum->count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%g*%s", i == 0 ? "" : " + ", sum->coefficient[i],
                                 f->quantities.item[sum->quantity[i]].name);
    return text;
}

#define YOUTHS(form, age, sex) "records.youths[form=" form ", age=" age ", sex=" sex ", referrer=all]"

static void an_expression_is_a_sum(void **state)
{
    (void)state;
    fixture f;
    make(&f,
         INDICATOR(
             "name: x, kind: ratio, numerator: \"(records.youths[form=stay] * 4 + 2 * records.youths[form=ambulant]) "
             "/ 2 - records.youths[form=ambulant]\", denominator: population.persons"));
    assert_string_equal(text_of_sum(&f, &f.numerator[0]), "2*" YOUTHS("with_stay", "0..23", "all"));
    assert_string_equal(text_of_sum(&f, &f.denominator[0]), "1*population.persons[age=0..23, sex=all]");
    assert_true(f.quantities.item[f.numerator[0].quantity[0]].is_count);
    assert_true(f.quantities.item[f.numerator[0].quantity[0]].adds_up);
    assert_false(f.quantities.item[f.numerator[0].quantity[0]].is_public);
    assert_true(f.quantities.item[f.denominator[0].quantity[0]].is_public);
    clear(&f);
}

static void what_is_no_sum_is_a_quantity_by_itself(void **state)
{
    (void)state;
    static const char *const texts[] = {
        INDICATOR("name: x, kind: value, numerator: records.youths / population.persons"),
        INDICATOR("name: x, kind: value, numerator: round(records.youths / 3)"),
        INDICATOR("name: x, kind: value, numerator: records.youths * population.persons"),
        INDICATOR("name: x, kind: value, numerator: records.youths + 1"),
    };
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        fixture f;
        make(&f, texts[t]);
        assert_int_equal(f.numerator[0].count, 1);
        const kk_quantity *quantity = &f.quantities.item[f.numerator[0].quantity[0]];
        assert_int_equal(quantity->table, -1);
        assert_false(quantity->is_count || quantity->adds_up || quantity->is_public);
        assert_memory_equal(quantity->name, "= ", 2);
        assert_contains(quantity->name, "records.youths");
        clear(&f);
    }
}

static void indicators_share_a_quantity(void **state)
{
    (void)state;
    fixture f;
    make(&f, MEASURES "indicators:\n  - use: records/reach\n  - use: records/reach_one_in\n"
                      "  - {use: records/wait_started_13_weeks}\n  - {use: records/wait_median}\n");
    assert_int_equal(f.numerator[0].quantity[0], f.numerator[1].quantity[0]);
    assert_int_equal(f.denominator[2].quantity[0], f.denominator[3].quantity[0]); /* who waits are the same */
    assert_int_not_equal(f.numerator[2].quantity[0], f.numerator[3].quantity[0]);
    clear(&f);
}

/* ---- relations ---- */

/* Whether there is a relation of that kind: whole, then its parts, by name. */
static bool has(const fixture *f, kk_relation_kind kind, const char *whole, const char *const *parts, size_t count)
{
    for (size_t r = 0; r < f->relation_count; r++) {
        const kk_relation *relation = &f->relation[r];
        if (relation->kind != kind || relation->part_count != count) continue;
        if (strcmp(f->quantities.item[relation->whole].name, whole) != 0) continue;
        size_t same = 0;
        for (size_t p = 0; p < count; p++) same += strcmp(f->quantities.item[relation->part[p]].name, parts[p]) == 0;
        if (same == count) return true;
    }
    return false;
}
#define HAS(f, kind, whole, ...)                                                                                       \
    has(f, kind, whole, (const char *const[]){__VA_ARGS__},                                                            \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void ages_and_sexes_make_up_all(void **state)
{
    (void)state;
    fixture f;
    make(&f, MEASURES "indicators:\n  - use: records/reach\n    by: [age, sex]\n");
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "0..23", "all"), YOUTHS("jeugdzorg", "0..4", "all"),
                    YOUTHS("jeugdzorg", "4..12", "all"), YOUTHS("jeugdzorg", "12..18", "all"),
                    YOUTHS("jeugdzorg", "18..23", "all")));
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "4..12", "all"), YOUTHS("jeugdzorg", "4..12", "male"),
                    YOUTHS("jeugdzorg", "4..12", "female")));
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "0..23", "male"), YOUTHS("jeugdzorg", "0..4", "male"),
                    YOUTHS("jeugdzorg", "4..12", "male"), YOUTHS("jeugdzorg", "12..18", "male"),
                    YOUTHS("jeugdzorg", "18..23", "male")));
    size_t records = 0;
    for (size_t r = 0; r < f.relation_count; r++)
        records += strncmp(f.quantities.item[f.relation[r].whole].name, "records.", 8) == 0;
    assert_int_equal(records, 3 + 5);         /* ages of three sexes, sexes of five ages */
    assert_int_equal(f.quantities.count, 30); /* fifteen youths, fifteen persons: no other parts */
    clear(&f);
}

static void overlapping_bands_have_parts_in_common(void **state)
{
    (void)state;
    fixture f;
    make(&f, MEASURES "indicators:\n"
                      "  - {name: a, kind: value, numerator: \"records.youths[age=0..4]\"}\n"
                      "  - {name: b, kind: value, numerator: \"records.youths[age=0..5]\"}\n"
                      "  - {name: c, kind: value, numerator: \"records.youths[age=4..12]\"}\n");
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "0..5", "all"), YOUTHS("jeugdzorg", "0..4", "all"),
                    YOUTHS("jeugdzorg", "4..5", "all")));
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "4..12", "all"), YOUTHS("jeugdzorg", "4..5", "all"),
                    YOUTHS("jeugdzorg", "5..12", "all")));
    assert_int_equal(f.relation_count, 2);
    assert_int_equal(f.quantities.item[3].table, -1); /* no table has it */
    assert_true(f.quantities.item[3].is_count);
    clear(&f);
}

static void forms_overlap(void **state)
{
    (void)state;
    fixture f;
    make(&f, MEASURES "indicators:\n"
                      "  - {name: a, kind: value, numerator: \"records.youths[form=jeugdhulp]\"}\n"
                      "  - {name: b, kind: value, numerator: \"records.youths[form=stay]\"}\n"
                      "  - {name: c, kind: value, numerator: \"records.youths_new[form=jeugdhulp]\"}\n"
                      "  - {name: d, kind: value, numerator: \"records.youths_new[form=stay]\"}\n");
    const char *whole = f.quantities.item[0].name, *stay = f.quantities.item[1].name,
               *new_whole = f.quantities.item[2].name;
    assert_true(HAS(&f, KK_RELATION_AT_LEAST, whole, stay));
    assert_true(HAS(&f, KK_RELATION_AT_LEAST, whole, new_whole));
    /* Who is new to a form need not be new to help. */
    assert_int_equal(f.relation_count, 3);
    clear(&f);
}

static void unknown_ages_are_in_all_alone(void **state)
{
    (void)state;
    fixture f;
    make(&f, MEASURES "indicators:\n"
                      "  - {name: a, kind: value, numerator: \"records.youths[age=all]\"}\n"
                      "  - {name: b, kind: value, numerator: \"records.youths[age=0..23]\"}\n"
                      "  - {name: c, kind: value, numerator: \"records.youths[age=0..4]\"}\n");
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "all", "all"), YOUTHS("jeugdzorg", "0..23", "all")));
    assert_string_equal(f.relation[0].beyond, "age");
    assert_true(HAS(&f, KK_RELATION_SUM, YOUTHS("jeugdzorg", "0..23", "all"), YOUTHS("jeugdzorg", "0..4", "all"),
                    YOUTHS("jeugdzorg", "4..23", "all")));
    assert_int_equal(f.relation_count, 2);
    clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_expression_is_a_sum),
        cmocka_unit_test(what_is_no_sum_is_a_quantity_by_itself),
        cmocka_unit_test(indicators_share_a_quantity),
        cmocka_unit_test(ages_and_sexes_make_up_all),
        cmocka_unit_test(overlapping_bands_have_parts_in_common),
        cmocka_unit_test(forms_overlap),
        cmocka_unit_test(unknown_ages_are_in_all_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
