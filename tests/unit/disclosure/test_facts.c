/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/disclosure/town.h"

static const kk_fact *find(const town *t, uint32_t quantity, uint32_t level, uint32_t area, const char *beyond)
{
    for (size_t f = 0; f < t->publication.fact_count; f++) {
        const kk_fact *fact = &t->publication.fact[f];
        if (fact->quantity == quantity && fact->level == level && fact->area == area &&
            strcmp(fact->beyond, beyond) == 0)
            return fact;
    }
    return NULL;
}

/* One quantity by itself at all levels but that of the teams. */
static uint32_t begin(town *t)
{
    static const double care[] = {30, 20, 40, 50};
    town_init(t);
    uint32_t q = town_quantity(t, "care", false, care);
    uint32_t use = town_indicator(t, KK_VALUE, town_of(t, q), (kk_quantity_sum){0});
    for (uint32_t l = GEMEENTE; l <= BUURT; l++) town_column(t, use, l);
    return q;
}

static void refill(town *t)
{
    for (size_t c = 0; c < t->publication.column_count; c++)
        for (size_t i = 0; i < town_areas[t->column[c].level]; i++) town_fill_cell(t, &t->column[c], i);
}

static void no_rest_is_no_fact(void **state)
{
    (void)state;
    town t;
    begin(&t);
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 0);
    town_clear(&t);
}

static void rests_are_told_but_for_few(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin(&t);
    t.truth[q][WIJK][0] += 12;
    t.truth[q][WIJK][1] += 4;
    t.truth[q][GEMEENTE][0] -= 2;
    refill(&t);
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 3);
    const kk_fact *many = find(&t, q, WIJK, 0, "buurt"), *some = find(&t, q, WIJK, 1, "buurt");
    const kk_fact *less = find(&t, q, GEMEENTE, 0, "wijk");
    assert_true(many != NULL && some != NULL && less != NULL);
    assert_int_equal(many->status, KK_FIGURE_OK);
    assert_near(many->value, 12, 0);
    assert_string_equal(many->period, "2024");
    assert_int_equal(some->status, KK_FIGURE_SUPPRESSED_COUNT);
    assert_int_equal(less->status, KK_FIGURE_SUPPRESSED);
    assert_true(isnan(some->value) && isnan(less->value));
    town_clear(&t);
}

/* 30 + 20 and a rest of 12; 40 + 50 and some; the gemeente is not tied to its wijken. */
static void rests_are_in_the_rows(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin(&t);
    t.truth[q][WIJK][0] += 12;
    t.truth[q][WIJK][1] += 4;
    t.truth[q][GEMEENTE][0] -= 2;
    refill(&t);
    town_facts(&t);
    for (size_t c = 0; c < 3; c++) t.column[c].status[0] = KK_FIGURE_SUPPRESSED_PERSONS;
    t.column[2].status[2] = KK_FIGURE_SUPPRESSED_PERSONS;
    kk_system gate = town_gate(&t, 1), audit = town_audit(&t);
    assert_int_equal(audit.knowledge.core_row_count, 2);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 2), 35, 43);
    assert_interval(&audit, town_variable(&audit, q, WIJK, 0), 32, INFINITY);
    assert_interval(&audit, town_variable(&audit, q, GEMEENTE, 0), 0, INFINITY);
    for (size_t f = 0; f < t.publication.fact_count; f++) {
        uint32_t v = gate.fact_variable[f];
        if (t.publication.fact[f].status == KK_FIGURE_SUPPRESSED_COUNT) assert_near(gate.truth[v], 4, 0);
        if (t.publication.fact[f].status == KK_FIGURE_OK) assert_near(audit.knowledge.lower[v], 12, 0);
    }
    town_clear(&t);
}

static void an_amount_tells_no_rest(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin(&t);
    t.quantity[q].is_count = false;
    t.truth[q][WIJK][0] += 5000;
    t.truth[q][WIJK][1] += 1e-9; /* of adding up */
    refill(&t);
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 2);
    assert_int_equal(find(&t, q, WIJK, 0, "buurt")->status, KK_FIGURE_SUPPRESSED);
    assert_int_equal(find(&t, q, GEMEENTE, 0, "wijk")->status, KK_FIGURE_SUPPRESSED);
    town_clear(&t);
}

static void where_a_part_is_not_known_nothing_is(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin(&t);
    t.truth[q][BUURT][1] = NAN;
    refill(&t);
    t.column[2].status[1] = KK_FIGURE_UNKNOWN;
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 1);
    assert_int_equal(find(&t, q, WIJK, 0, "buurt")->status, KK_FIGURE_UNKNOWN);
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.knowledge.core_row_count, 2);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 1), 0, INFINITY);
    town_clear(&t);
}

static void unknown_sex_is_beyond_the_sexes(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t boys = town_quantity(&t, "boys", false, (const double[]){20, 20, 20, 20});
    uint32_t girls = town_quantity(&t, "girls", false, (const double[]){30, 30, 30, 30});
    uint32_t all = town_quantity(&t, "all", false, (const double[]){50, 53, 62, 50});
    town_relation(&t, KK_RELATION_SUM, all, town_of(&t, boys, girls), "sex");
    for (uint32_t q = boys; q <= all; q++)
        town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, q), (kk_quantity_sum){0}), BUURT);
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 2);
    assert_int_equal(find(&t, all, BUURT, 1, "sex")->status, KK_FIGURE_SUPPRESSED_COUNT);
    assert_near(find(&t, all, BUURT, 2, "sex")->value, 12, 0);
    for (size_t i = 0; i < 3; i++) t.column[boys].status[i] = KK_FIGURE_SUPPRESSED_PERSONS;
    kk_system audit = town_audit(&t);
    assert_interval(&audit, town_variable(&audit, boys, BUURT, 0), 20, 20);
    assert_interval(&audit, town_variable(&audit, boys, BUURT, 1), 14, 22);
    assert_interval(&audit, town_variable(&audit, boys, BUURT, 2), 20, 20);
    town_clear(&t);
}

/* Facts tell public figures at the levels where others meet them, and no others. */
static void public_quantities_are_told_where_they_occur(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t young = town_quantity(&t, "young", true, (const double[]){100, 200, 300, 400});
    uint32_t old = town_quantity(&t, "old", true, (const double[]){10, 20, 30, 40});
    uint32_t idle = town_quantity(&t, "idle", true, (const double[]){1, 2, 3, 4});
    uint32_t care = town_quantity(&t, "care", false, (const double[]){20, 30, 40, 50});
    town_relation(&t, KK_RELATION_SUM, idle, town_of(&t, young, old), "");
    town_column(&t, town_indicator(&t, KK_SHARE, town_of(&t, care), town_of(&t, young, old)), WIJK);
    town_facts(&t);
    assert_int_equal(t.publication.fact_count, 4);
    assert_near(find(&t, old, WIJK, 1, "")->value, 70, 0);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system audit = town_audit(&t);
    uint32_t v = town_variable(&audit, care, WIJK, 1);
    assert_near(audit.knowledge.upper[v], 770 - 10, 0);
    town_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_rest_is_no_fact),
        cmocka_unit_test(rests_are_told_but_for_few),
        cmocka_unit_test(rests_are_in_the_rows),
        cmocka_unit_test(an_amount_tells_no_rest),
        cmocka_unit_test(where_a_part_is_not_known_nothing_is),
        cmocka_unit_test(unknown_sex_is_beyond_the_sexes),
        cmocka_unit_test(public_quantities_are_told_where_they_occur),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
