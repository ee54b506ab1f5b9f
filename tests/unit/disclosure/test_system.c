/* SPDX-License-Identifier: EUPL-1.2 */
#include "unit/disclosure/town.h"

#include "kk/random.h"

static const double people[] = {200, 300, 250, 400};

/* Youths with care, of a public number of youths, at buurt and wijk (and team). */
static uint32_t begin_town(town *t, const double care[4], kk_indicator_kind kind, bool at_team)
{
    town_init(t);
    uint32_t all = town_quantity(t, "all", true, people), youths = town_quantity(t, "care", false, care);
    uint32_t use = town_indicator(t, kind, town_of(t, youths), town_of(t, all));
    town_column(t, use, BUURT);
    town_column(t, use, WIJK);
    if (at_team) town_column(t, use, TEAM);
    town_facts(t);
    return youths;
}

/* ---- sums over levels ---- */

static void one_hidden_part_is_the_difference(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 20, 40, 50}, KK_SHARE, false);
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.demand_count, 1);
    uint32_t hidden = town_variable(&audit, q, BUURT, 0);
    assert_int_equal(audit.demand[0].variable, hidden);
    assert_near(audit.demand[0].width, 5, 0);
    assert_string_equal(audit.demanded[0].rule, "suppressed_count");
    assert_string_equal(audit.demanded[0].part, "numerator");
    assert_interval(&audit, hidden, 3, 3);
    town_clear(&t);
}

static void a_secondary_cell_opens_it(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 20, 40, 50}, KK_SHARE, false);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.demand_count, 1);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 0), 1, 9);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 1), 14, 22);
    town_clear(&t);
}

static void what_is_hidden_for_others_is_not_few(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 14, 40, 50}, KK_SHARE, false);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system audit = town_audit(&t);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 0), 1, 7);
    assert_near(audit.knowledge.upper[town_variable(&audit, q, BUURT, 1)], 290, 0);
    town_clear(&t);
}

static void a_rate_may_exceed_its_denominator(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 500, 40, 50}, KK_RATE, false);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system audit = town_audit(&t);
    uint32_t other = town_variable(&audit, q, BUURT, 1);
    assert_near(audit.knowledge.lower[other], 10, 0);
    assert_true(isinf(audit.knowledge.upper[other]));
    town_clear(&t);
}

static void groupings_of_the_same_buurten_see_each_other(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t all = town_quantity(&t, "all", true, people);
    uint32_t q = town_quantity(&t, "care", false, (const double[]){0, 3, 20, 40});
    uint32_t use = town_indicator(&t, KK_SHARE, town_of(&t, q), town_of(&t, all));
    town_column(&t, use, WIJK);
    town_column(&t, use, TEAM);
    town_facts(&t);
    kk_system audit = town_audit(&t);
    /* wijk 0 (few) + wijk 1 (60) = team 0 (20) + team 1 (43) */
    assert_interval(&audit, town_variable(&audit, q, WIJK, 0), 3, 3);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 0), 0, 3);
    town_clear(&t);
}

static void a_link_that_follows_is_left_out(void **state)
{
    (void)state;
    static const uint32_t begin[] = {0, 4}, member[] = {0, 1, 2, 3};
    town t;
    town_init(&t);
    uint32_t q = town_quantity(&t, "care", false, people);
    uint32_t use = town_indicator(&t, KK_VALUE, town_of(&t, q), (kk_quantity_sum){0});
    town_column(&t, use, GEMEENTE);
    town_column(&t, use, BUURT);
    t.link[t.publication.link_count++] = (kk_level_link){GEMEENTE, BUURT, begin, member};
    assert_int_equal(town_gate(&t, 1).knowledge.row_count, 1);
    town_column(&t, use, WIJK);
    assert_int_equal(town_gate(&t, 1).knowledge.row_count, 3);
    town_clear(&t);
}

/* ---- sums over ages and sexes ---- */

static void bands_and_sexes_cross(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t q[9];
    static const double young_boys[] = {4, 30, 30, 30}, young_girls[] = {20, 30, 30, 30};
    static const double old_boys[] = {40, 30, 30, 30}, old_girls[] = {50, 30, 30, 30};
    double sum[5][4];
    for (size_t b = 0; b < 4; b++) {
        sum[0][b] = young_boys[b] + young_girls[b];
        sum[1][b] = old_boys[b] + old_girls[b];
        sum[2][b] = young_boys[b] + old_boys[b];
        sum[3][b] = young_girls[b] + old_girls[b];
        sum[4][b] = sum[0][b] + sum[1][b];
    }
    const double *figures[] = {young_boys, young_girls, old_boys, old_girls, sum[0], sum[1], sum[2], sum[3], sum[4]};
    for (size_t i = 0; i < 9; i++) q[i] = town_quantity(&t, "care", false, figures[i]);
    static const uint32_t sums[6][3] = {{4, 0, 1}, {5, 2, 3}, {6, 0, 2}, {7, 1, 3}, {8, 4, 5}, {8, 6, 7}};
    for (size_t s = 0; s < 6; s++)
        town_relation(&t, KK_RELATION_SUM, q[sums[s][0]], town_of(&t, q[sums[s][1]], q[sums[s][2]]), "");
    for (size_t i = 0; i < 9; i++)
        town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, q[i]), (kk_quantity_sum){0}), BUURT);
    for (size_t c = 1; c < 4; c++) t.column[c].status[0] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.knowledge.core_row_count, 24);
    assert_interval(&audit, town_variable(&audit, q[0], BUURT, 0), 1, 9);
    assert_interval(&audit, town_variable(&audit, q[3], BUURT, 0), 47, 55);
    t.column[3].status[0] = KK_FIGURE_OK; /* one of the four is told, and with it all */
    t.column[3].numerator[0] = 50;
    audit = town_audit(&t);
    assert_interval(&audit, town_variable(&audit, q[0], BUURT, 0), 4, 4);
    town_clear(&t);
}

/* 0..4 and 0..5 have the ages 0..4 in common, which no indicator shows: the difference is the fives. */
static void overlapping_bands_share_auxiliaries(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    static const double none[4] = {0};
    uint32_t band = town_quantity(&t, "0..4", false, (const double[]){20, 30, 30, 30});
    uint32_t wider = town_quantity(&t, "0..5", false, (const double[]){23, 40, 40, 40});
    uint32_t common = town_quantity(&t, "common", false, none), five = town_quantity(&t, "5", false, none);
    uint32_t idle = town_quantity(&t, "idle", false, none);
    t.quantity[common].table = t.quantity[five].table = t.quantity[idle].table = -1;
    town_relation(&t, KK_RELATION_SUM, band, town_of(&t, common), "");
    town_relation(&t, KK_RELATION_SUM, wider, town_of(&t, common, five), "");
    town_relation(&t, KK_RELATION_SUM, idle, town_of(&t, band, wider), ""); /* tells nothing: idle is nowhere else */
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, band), (kk_quantity_sum){0}), BUURT);
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, wider), (kk_quantity_sum){0}), BUURT);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_PERSONS;
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.knowledge.variable_count, 16);
    assert_interval(&audit, town_variable(&audit, five, BUURT, 0), 3, 3);
    assert_interval(&audit, town_variable(&audit, band, BUURT, 1), 0, 40);
    kk_system gate = town_gate(&t, 1);
    assert_near(gate.truth[town_variable(&gate, five, BUURT, 0)], 3, 0);
    assert_near(gate.weight[town_variable(&gate, five, BUURT, 0)], 0, 0);
    town_clear(&t);
}

static size_t count_derived(const kk_system *system)
{
    size_t count = 0;
    for (size_t d = 0; d < system->demand_count; d++) count += system->demanded[d].column == UINT32_MAX;
    return count;
}

/* Three children of five years, whom no figure shows: 0..5 less 0..4. */
static void what_one_band_has_beyond_another_is_kept(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    static const double none[4] = {0};
    uint32_t band = town_quantity(&t, "0..4", false, (const double[]){20, 30, 30, 30});
    uint32_t wider = town_quantity(&t, "0..5", false, (const double[]){23, 40, 40, 40});
    uint32_t five = town_quantity(&t, "5", false, none);
    t.quantity[five].table = -1;
    town_relation(&t, KK_RELATION_SUM, wider, town_of(&t, band, five), "");
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, band), (kk_quantity_sum){0}), BUURT);
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, wider), (kk_quantity_sum){0}), BUURT);
    kk_system gate = town_gate(&t, 1);
    assert_int_equal(count_derived(&gate), 1); /* ten may be known */
    uint32_t variable = town_variable(&gate, five, BUURT, 0);
    assert_int_equal(gate.demand[0].variable, variable);

    bool hide[16] = {false};
    assert_in_range(gate.knowledge.variable_count, 1, 16);
    const kk_protection_task task = {&gate.knowledge, gate.truth, gate.weight, gate.demand, gate.demand_count};
    kk_protection_result result;
    assert_int_equal(kk_protect(&task, KK_EFFORT_QUICK, 1, hide, &result, &t.err), KK_OK);
    assert_int_equal(result.unmet, 0);
    assert_int_equal(result.hidden, 1); /* one of the two bands, of that buurt alone */
    assert_true(hide[town_variable(&gate, band, BUURT, 0)] || hide[town_variable(&gate, wider, BUURT, 0)]);

    kk_system audit = town_audit(&t);
    assert_int_equal(count_derived(&audit), 4); /* it does not know who are few */
    assert_true(kk_derived_is_told(&t.publication.rules, 3, 3));
    assert_true(kk_derived_is_told(&t.publication.rules, 1, 9));
    assert_false(kk_derived_is_told(&t.publication.rules, 0, 3));
    assert_false(kk_derived_is_told(&t.publication.rules, 9, 10));
    town_clear(&t);
}

static void parts_and_overlaps_are_links(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t whole = town_quantity(&t, "care", false, (const double[]){50, 50, 50, 50});
    uint32_t stay = town_quantity(&t, "stay", false, (const double[]){20, 20, 20, 20});
    uint32_t day = town_quantity(&t, "day", false, (const double[]){40, 40, 40, 40});
    town_relation(&t, KK_RELATION_AT_LEAST, whole, town_of(&t, stay), "");
    town_relation(&t, KK_RELATION_AT_MOST, whole, town_of(&t, stay, day), "");
    for (uint32_t q = whole; q <= day; q++)
        town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, q), (kk_quantity_sum){0}), BUURT);
    t.column[stay].status[0] = KK_FIGURE_SUPPRESSED_PERSONS;
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.knowledge.core_row_count, 0);
    assert_int_equal(audit.knowledge.row_count, 8);
    assert_interval(&audit, town_variable(&audit, stay, BUURT, 0), 10, 50);
    town_clear(&t);
}

/* ---- sums that indicators show ---- */

static void a_shown_sum_tells_of_its_terms(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t stay = town_quantity(&t, "stay", false, (const double[]){4, 20, 20, 20});
    uint32_t day = town_quantity(&t, "day", false, (const double[]){40, 40, 40, 40});
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, stay, day), (kk_quantity_sum){0}), BUURT);
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, stay, day), (kk_quantity_sum){0}), BUURT);
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, stay), (kk_quantity_sum){0}), BUURT);
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.knowledge.variable_count, 12); /* stay, day and one sum, not two */
    assert_interval(&audit, town_variable(&audit, day, BUURT, 0), 35, 43);
    kk_system gate = town_gate(&t, 1);
    uint32_t sum = town_variable(&gate, UINT32_MAX, BUURT, 1);
    assert_near(gate.truth[sum], 60, 0);
    assert_near(gate.weight[sum], 2 * sqrt(60), 1e-12);
    assert_int_equal(gate.shown_begin[sum + 1] - gate.shown_begin[sum], 2);
    assert_int_equal(gate.shown_by[gate.shown_begin[sum] + 1].column, 1);
    assert_int_equal(gate.shown_by[gate.shown_begin[sum] + 1].area, 1);
    town_clear(&t);
}

static void a_private_denominator_is_a_variable(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t care = town_quantity(&t, "care", false, (const double[]){40, 12, 6, 0});
    uint32_t stay = town_quantity(&t, "stay", false, (const double[]){35, 0, 2, 0});
    town_column(&t, town_indicator(&t, KK_SHARE, town_of(&t, stay), town_of(&t, care)), BUURT);
    t.column[0].status[1] = KK_FIGURE_SUPPRESSED_SECONDARY;
    kk_system gate = town_gate(&t, 1), audit = town_audit(&t);
    assert_int_equal(audit.demand_count, 3);
    assert_string_equal(audit.demanded[0].part, "rest");
    assert_string_equal(audit.demanded[1].part, "numerator");
    assert_string_equal(audit.demanded[1].rule, "suppressed_base");
    assert_string_equal(audit.demanded[2].part, "denominator");
    assert_interval(&audit, audit.demand[0].variable, 1, 9);
    assert_interval(&audit, audit.demand[1].variable, 0, 9);
    assert_interval(&audit, audit.demand[2].variable, 1, 9);
    assert_interval(&audit, town_variable(&audit, stay, BUURT, 1), 0, INFINITY);
    assert_interval(&audit, town_variable(&audit, care, BUURT, 1), 10, INFINITY);
    assert_interval(&audit, town_variable(&audit, care, BUURT, 3), 0, 0); /* no_population says so */
    assert_near(gate.truth[gate.demand[0].variable], 5, 0);
    town_clear(&t);
}

/* ---- what can be hidden ---- */

static void none_and_all_cannot_be_hidden(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){0, 300, 40, 3}, KK_SHARE, false);
    kk_system gate = town_gate(&t, 1);
    const double *weight = gate.weight;
    assert_true(isinf(weight[town_variable(&gate, q, BUURT, 0)]));
    assert_true(isinf(weight[town_variable(&gate, q, BUURT, 1)]));
    assert_near(weight[town_variable(&gate, q, BUURT, 2)], sqrt(250), 1e-12);
    assert_near(weight[town_variable(&gate, q, BUURT, 3)], 0, 0);
    assert_true(isinf(weight[town_variable(&gate, 0, BUURT, 3)])); /* public */
    assert_near(gate.knowledge.upper[town_variable(&gate, q, BUURT, 0)], 0, 0);
    assert_near(gate.knowledge.lower[town_variable(&gate, q, BUURT, 2)], 10, 0);
    town_clear(&t);
}

static void what_must_be_nothing_is_not_demanded(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){0, 0, 30, 40}, KK_SHARE, false);
    t.column[0].status[0] = t.column[0].status[2] = KK_FIGURE_SUPPRESSED_POPULATION;
    kk_system gate = town_gate(&t, 1), audit = town_audit(&t);
    assert_int_equal(gate.demand_count, 1);
    assert_int_equal(audit.demand_count, 1);
    assert_int_equal(audit.demand[0].variable, town_variable(&audit, q, BUURT, 2));
    assert_near(audit.knowledge.upper[town_variable(&audit, q, BUURT, 0)], 0, 0);
    town_clear(&t);
}

static void less_room_asks_less_width(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t all = town_quantity(&t, "all", true, (const double[]){5, 12, 200, 300});
    uint32_t q = town_quantity(&t, "care", false, (const double[]){2, 8, 3, 40});
    town_column(&t, town_indicator(&t, KK_SHARE, town_of(&t, q), town_of(&t, all)), BUURT);
    town_facts(&t);
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.demand_count, 3);
    assert_near(audit.demand[0].width, 5 * 5.0 / 8, 1e-12); /* base: 0 … 5 */
    assert_near(audit.demand[1].width, 5, 0);               /* count: 1 … 9 */
    assert_near(audit.demand[2].width, 5, 0);
    t.publication.rules.minimum = 5;
    audit = town_audit(&t);
    assert_near(audit.demand[1].width, 3, 0); /* 1 … 4 */
    town_clear(&t);
}

static void a_figure_told_elsewhere_is_not_demanded_for_persons(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    uint32_t youths = town_quantity(&t, "youths", false, (const double[]){40, 50, 60, 70});
    uint32_t euros = town_quantity(&t, "euros", false, (const double[]){900, 1000, 1100, 1200});
    t.quantity[euros].is_count = false;
    town_column(&t, town_indicator(&t, KK_MEAN, town_of(&t, euros), town_of(&t, youths)), BUURT);
    t.column[0].status[0] = KK_FIGURE_SUPPRESSED_PERSONS;
    kk_system gate = town_gate(&t, 1);
    assert_int_equal(gate.demand_count, 2);
    assert_near(gate.demand[0].share, 0.2, 0);
    assert_near(gate.demand[0].width, 0, 0);
    assert_true(isinf(gate.knowledge.lower[gate.demand[0].variable]));
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, youths), (kk_quantity_sum){0}), BUURT);
    gate = town_gate(&t, 1);
    assert_int_equal(gate.demand_count, 1);
    assert_int_equal(gate.demand[0].variable, town_variable(&gate, euros, BUURT, 0));
    town_clear(&t);
}

static void what_was_told_before_cannot_be_hidden(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 20, 40, 50}, KK_SHARE, false);
    kk_publication_column *earlier = town_column(&t, 0, BUURT);
    earlier->is_earlier = true;
    earlier->status[2] = KK_FIGURE_SUPPRESSED_SECONDARY;
    earlier->numerator[0] = earlier->numerator[2] = NAN;
    earlier->value[0] = earlier->value[2] = NAN;
    kk_system gate = town_gate(&t, 1);
    uint32_t told = town_variable(&gate, q, BUURT, 1), open = town_variable(&gate, q, BUURT, 2);
    assert_true(isinf(gate.weight[told]));
    assert_near(gate.knowledge.lower[told], 20, 0);
    assert_near(gate.knowledge.upper[told], 20, 0);
    assert_near(gate.weight[open], sqrt(250), 1e-12);
    assert_int_equal(gate.shown_begin[open + 1] - gate.shown_begin[open], 1);
    town_clear(&t);
}

/* ---- gate and audit ---- */

static void hide(town *t, const kk_system *system, uint32_t variable)
{
    for (size_t s = system->shown_begin[variable]; s < system->shown_begin[variable + 1]; s++) {
        uint8_t *status = &t->column[system->shown_by[s].column].status[system->shown_by[s].area];
        if (kk_figure_has_value(*status)) *status = KK_FIGURE_SUPPRESSED_SECONDARY;
    }
}

static void check_same_rows(const kk_knowledge *a, const kk_knowledge *b)
{
    assert_int_equal(a->variable_count, b->variable_count);
    assert_int_equal(a->row_count, b->row_count);
    assert_int_equal(a->core_row_count, b->core_row_count);
    size_t terms = a->row_begin[a->row_count];
    assert_memory_equal(a->row_begin, b->row_begin, (a->row_count + 1) * sizeof *a->row_begin);
    assert_memory_equal(a->row_variable, b->row_variable, terms * sizeof *a->row_variable);
    assert_memory_equal(a->row_coefficient, b->row_coefficient, terms * sizeof *a->row_coefficient);
    assert_memory_equal(a->row_lower, b->row_lower, a->row_count * sizeof *a->row_lower);
    assert_memory_equal(a->row_upper, b->row_upper, a->row_count * sizeof *a->row_upper);
}

/* What the gate takes for known once `hidden` is hidden is what the audit of that release knows. */
static void gate_and_audit_know_the_same(void **state)
{
    (void)state;
    town t;
    uint32_t q = begin_town(&t, (const double[]){3, 20, 40, 50}, KK_SHARE, true);
    kk_system gate = town_gate(&t, 1);
    uint32_t hidden[] = {town_variable(&gate, q, BUURT, 1), town_variable(&gate, q, BUURT, 2)};
    for (size_t h = 0; h < 2; h++) hide(&t, &gate, hidden[h]);
    kk_system audit = town_audit(&t);
    check_same_rows(&gate.knowledge, &audit.knowledge);
    for (uint32_t v = 0; v < gate.knowledge.variable_count; v++) {
        bool is_open = gate.weight[v] == 0 || v == hidden[0] || v == hidden[1];
        assert_near(audit.knowledge.lower[v], is_open ? gate.knowledge.lower[v] : gate.truth[v], 0);
        assert_near(audit.knowledge.upper[v], is_open ? gate.knowledge.upper[v] : gate.truth[v], 0);
    }
    assert_int_equal(gate.demand_count, audit.demand_count);
    assert_memory_equal(gate.demand, audit.demand, audit.demand_count * sizeof *audit.demand);
    town_clear(&t);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    town t;
    begin_town(&t, (const double[]){3, 20, 40, 50}, KK_ONE_IN, true);
    kk_system one = town_gate(&t, 1), four = town_gate(&t, 4);
    size_t count = one.knowledge.variable_count;
    check_same_rows(&one.knowledge, &four.knowledge);
    assert_memory_equal(one.knowledge.lower, four.knowledge.lower, count * sizeof(double));
    assert_memory_equal(one.knowledge.upper, four.knowledge.upper, count * sizeof(double));
    assert_memory_equal(one.weight, four.weight, count * sizeof(double));
    assert_memory_equal(one.truth, four.truth, count * sizeof(double));
    town_clear(&t);
}

static void an_empty_publication_has_no_variables(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    town_facts(&t);
    kk_system gate = town_gate(&t, 2), audit = town_audit(&t);
    assert_int_equal(gate.knowledge.variable_count + gate.knowledge.row_count + gate.demand_count, 0);
    assert_int_equal(audit.knowledge.variable_count + audit.knowledge.row_count + audit.demand_count, 0);
    town_clear(&t);
}

/* ---- the truth is among what is feasible ---- */

static void check_truth(const kk_knowledge *knowledge, const double *truth)
{
    for (size_t v = 0; v < knowledge->variable_count; v++)
        if (!isnan(truth[v])) assert_true(knowledge->lower[v] <= truth[v] && truth[v] <= knowledge->upper[v]);
    for (size_t r = 0; r < knowledge->row_count; r++) {
        double sum = 0;
        for (size_t k = knowledge->row_begin[r]; k < knowledge->row_begin[r + 1]; k++)
            sum += knowledge->row_coefficient[k] * truth[knowledge->row_variable[k]];
        if (!isnan(sum)) assert_true(knowledge->row_lower[r] <= sum && sum <= knowledge->row_upper[r]);
    }
}

/* Youths with a form of care, among youths with care, among all youths, with some known to the wijk alone. */
static void begin_random(town *t, kk_random *random)
{
    double all[4], in_care[4], in_form[4];
    town_init(t);
    for (size_t b = 0; b < 4; b++) {
        all[b] = floor(60 * kk_random_uniform(random));
        in_care[b] = floor((all[b] + 1) * kk_random_uniform(random));
        in_form[b] = floor((in_care[b] + 1) * kk_random_uniform(random));
    }
    uint32_t a = town_quantity(t, "all", true, all), c = town_quantity(t, "care", false, in_care);
    uint32_t f = town_quantity(t, "form", false, in_form);
    t->truth[c][WIJK][0] += floor(20 * kk_random_uniform(random));
    for (size_t w = 0; w < 2; w++) t->truth[a][WIJK][w] = fmax(t->truth[a][WIJK][w], t->truth[c][WIJK][w]);
    town_relation(t, KK_RELATION_AT_LEAST, c, town_of(t, f), "");
    uint32_t use = town_indicator(t, KK_SHARE, town_of(t, c), town_of(t, a));
    uint32_t form = town_indicator(t, KK_SHARE, town_of(t, f), town_of(t, c));
    uint32_t rate = town_indicator(t, KK_RATE, town_of(t, f), town_of(t, a));
    for (uint32_t l = WIJK; l <= TEAM; l++) {
        town_column(t, use, l);
        town_column(t, form, l);
        town_column(t, rate, l);
    }
    town_facts(t);
}

static void the_truth_is_feasible(void **state)
{
    (void)state;
    size_t hidden = 0, demanded = 0;
    for (uint32_t round = 0; round < 500; round++) {
        town t;
        kk_random random;
        kk_random_init(&random, 6, round);
        begin_random(&t, &random);
        kk_system gate = town_gate(&t, 1);
        check_truth(&gate.knowledge, gate.truth);
        for (uint32_t v = 0; v < gate.knowledge.variable_count; v++) {
            if (!(gate.weight[v] > 0) || isinf(gate.weight[v]) || kk_random_uniform(&random) < 0.7) continue;
            hide(&t, &gate, v);
            hidden++;
        }
        kk_system audit = town_audit(&t);
        check_same_rows(&gate.knowledge, &audit.knowledge);
        check_truth(&audit.knowledge, gate.truth);
        /* What is demanded then was demanded in the gate, which had no more left to keep. */
        demanded += audit.demand_count;
        assert_true(audit.demand_count <= gate.demand_count);
        for (size_t d = 0; d < audit.demand_count; d++) assert_non_null(town_demand(&gate, audit.demand[d].variable));
        town_clear(&t);
    }
    assert_true(hidden > 500 && demanded > 500);
}

/* ---- rounding ---- */

static void rounded_counts_are_open_by_the_base(void **state)
{
    (void)state;
    town t;
    town_init(&t);
    t.publication.rules.rounding = 5;
    uint32_t q = town_quantity(&t, "care", false, (const double[]){0, 15, 20, 50});
    town_column(&t, town_indicator(&t, KK_VALUE, town_of(&t, q), (kk_quantity_sum){0}), BUURT);
    town_column(&t, 0, WIJK);
    kk_system audit = town_audit(&t);
    assert_int_equal(audit.demand_count, 3); /* 0 and 15 in a buurt, 15 in the wijk */
    assert_near(audit.demand[0].width, 4, 0);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 0), 0, 4);
    assert_interval(&audit, town_variable(&audit, q, BUURT, 1), 11, 19);
    assert_interval(&audit, town_variable(&audit, q, WIJK, 1), 66, 74);
    town_clear(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_hidden_part_is_the_difference),
        cmocka_unit_test(a_secondary_cell_opens_it),
        cmocka_unit_test(what_is_hidden_for_others_is_not_few),
        cmocka_unit_test(a_rate_may_exceed_its_denominator),
        cmocka_unit_test(groupings_of_the_same_buurten_see_each_other),
        cmocka_unit_test(a_link_that_follows_is_left_out),
        cmocka_unit_test(bands_and_sexes_cross),
        cmocka_unit_test(overlapping_bands_share_auxiliaries),
        cmocka_unit_test(what_one_band_has_beyond_another_is_kept),
        cmocka_unit_test(parts_and_overlaps_are_links),
        cmocka_unit_test(a_shown_sum_tells_of_its_terms),
        cmocka_unit_test(a_private_denominator_is_a_variable),
        cmocka_unit_test(none_and_all_cannot_be_hidden),
        cmocka_unit_test(what_must_be_nothing_is_not_demanded),
        cmocka_unit_test(less_room_asks_less_width),
        cmocka_unit_test(a_figure_told_elsewhere_is_not_demanded_for_persons),
        cmocka_unit_test(what_was_told_before_cannot_be_hidden),
        cmocka_unit_test(gate_and_audit_know_the_same),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(an_empty_publication_has_no_variables),
        cmocka_unit_test(the_truth_is_feasible),
        cmocka_unit_test(rounded_counts_are_open_by_the_base),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
