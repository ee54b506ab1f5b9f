/* SPDX-License-Identifier: EUPL-1.2 */
/* A publication of which counts are rounded: sums, what is made of them, and what stays. */
#include "unit/check.h"

#include "disclosure/rounding.h"
#include "kk/indicators.h"

enum { GEMEENTE, WIJK, LEVELS, WIJKEN = 3, BASE = 5 };
enum { YOUTHS, MEN, WOMEN, INHABITANTS, CENTS, QUANTITIES };
enum { SHARE, MEN_SHARE, WOMEN_SHARE, COUNT, MEAN, INDICATORS };

static const char *gemeenten[] = {"GM0001"}, *wijken[] = {"WK000100", "WK000101", "WK000102"};

/* Youths by sex, of wijken that make up the gemeente but for two that are known to the gemeente alone. */
static const double figures[QUANTITIES][LEVELS][WIJKEN] = {
    [YOUTHS] = {{30}, {7, 20, 1}},
    [MEN] = {{19}, {4, 13, 1}},
    [WOMEN] = {{11}, {3, 7, 0}},
    [INHABITANTS] = {{300}, {100, 150, 50}},
    [CENTS] = {{123456}, {50000, 70000, 3456}},
};

typedef struct fixture {
    kk_arena arena;
    kk_publication publication;
    kk_quantity quantity[QUANTITIES];
    kk_publication_indicator indicator[INDICATORS];
    kk_publication_column column[INDICATORS * LEVELS];
    kk_publication_level level[LEVELS];
    kk_level_link link;
    kk_relation relation;
    double cell[INDICATORS * LEVELS][5][WIJKEN];
    uint8_t status[INDICATORS * LEVELS][WIJKEN];
    kk_rounding_counts counts;
} fixture;

static const uint32_t number[QUANTITIES] = {YOUTHS, MEN, WOMEN, INHABITANTS, CENTS}, sexes[] = {MEN, WOMEN};
static const uint32_t members_begin[] = {0, WIJKEN}, members[] = {0, 1, 2};
static const double one = 1;

static kk_quantity_sum sum_of(uint32_t quantity)
{
    return (kk_quantity_sum){1, &number[quantity], &one};
}

static void add_column(fixture *f, uint32_t indicator, uint32_t level)
{
    const kk_publication_indicator *shown = &f->indicator[indicator];
    size_t c = f->publication.column_count++;
    kk_publication_column *column = &f->column[c];
    *column = (kk_publication_column){.indicator = indicator,
                                      .level = level,
                                      .period = "2023",
                                      .value = f->cell[c][0],
                                      .lower = f->cell[c][1],
                                      .upper = f->cell[c][2],
                                      .numerator = f->cell[c][3],
                                      .denominator = f->cell[c][4],
                                      .status = f->status[c]};
    for (size_t i = 0; i < f->level[level].count; i++) {
        column->numerator[i] = figures[*shown->numerator.quantity][level][i];
        column->denominator[i] = shown->denominator.count > 0 ? figures[*shown->denominator.quantity][level][i] : NAN;
        column->value[i] = shown->denominator.count > 0 ? column->numerator[i] / column->denominator[i] * shown->per
                                                        : column->numerator[i];
        column->lower[i] = column->value[i] - 1;
        column->upper[i] = column->value[i] + 1;
    }
}

static kk_publication_indicator indicator_of(const char *name, kk_indicator_kind kind, uint32_t part, uint32_t whole)
{
    return (kk_publication_indicator){.name = name,
                                      .kind = kind,
                                      .per = kind == KK_SHARE ? 100 : 1,
                                      .numerator = sum_of(part),
                                      .denominator = kind == KK_VALUE ? (kk_quantity_sum){0} : sum_of(whole)};
}

static void begin(fixture *f)
{
    static const char *const names[] = {"youths", "men", "women", "inhabitants", "cents"};
    *f = (fixture){.level = {{"gemeente", 1, gemeenten}, {"wijk", WIJKEN, wijken}},
                   .link = {GEMEENTE, WIJK, members_begin, members},
                   .relation = {KK_RELATION_SUM, YOUTHS, 2, sexes, ""}};
    kk_arena_init(&f->arena);
    for (int q = 0; q < QUANTITIES; q++)
        f->quantity[q] =
            (kk_quantity){.name = names[q], .is_public = q == INHABITANTS, .is_count = q != CENTS, .adds_up = true};
    f->indicator[SHARE] = indicator_of("share", KK_SHARE, YOUTHS, INHABITANTS);
    f->indicator[MEN_SHARE] = indicator_of("men", KK_SHARE, MEN, YOUTHS);
    f->indicator[WOMEN_SHARE] = indicator_of("women", KK_SHARE, WOMEN, YOUTHS);
    f->indicator[COUNT] = indicator_of("count", KK_VALUE, YOUTHS, YOUTHS);
    f->indicator[MEAN] = indicator_of("mean", KK_MEAN, CENTS, YOUTHS);
    f->publication =
        (kk_publication){.level_count = LEVELS,
                         .link_count = 1,
                         .quantity_count = QUANTITIES,
                         .relation_count = 1,
                         .indicator_count = INDICATORS,
                         .level = f->level,
                         .link = &f->link,
                         .quantity = f->quantity,
                         .relation = &f->relation,
                         .indicator = f->indicator,
                         .column = f->column,
                         .rules = {.minimum = 10, .group = 2, .width = 5, .amount = 0.2, .rounding = BASE}};
    for (uint32_t i = 0; i < INDICATORS; i++)
        for (uint32_t l = 0; l < LEVELS; l++) add_column(f, i, l);
}

static kk_figure truth_of(const void *context, const kk_quantity *quantity, uint32_t level, uint32_t area,
                          const char *period)
{
    const fixture *f = context;
    (void)period;
    return (kk_figure){figures[quantity - f->quantity][level][area], KK_FIGURE_OK};
}

static void round_all(fixture *f)
{
    kk_error err;
    kk_status status = kk_facts_make(&f->publication, truth_of, f, &f->arena, &err);
    if (status == KK_OK) status = kk_publication_round(&f->publication, truth_of, f, 1, &f->arena, &f->counts, &err);
    if (status != KK_OK) fail_msg("%s", err.message);
    assert_int_equal(f->counts.rows_failing + f->counts.relaxed + f->counts.nearest, 0);
}

static const kk_publication_column *column_of(const fixture *f, int indicator, int level)
{
    return &f->column[indicator * LEVELS + level];
}

static void test_counts_are_multiples_next_to_the_truth(void **state)
{
    (void)state;
    static const int shown[] = {YOUTHS, MEN, WOMEN, YOUTHS};
    fixture f;
    begin(&f);
    round_all(&f);
    for (int indicator = SHARE; indicator <= COUNT; indicator++)
        for (int l = 0; l < LEVELS; l++)
            for (size_t i = 0; i < f.level[l].count; i++) {
                double count = column_of(&f, indicator, l)->numerator[i], truth = figures[shown[indicator]][l][i];
                if (!kk_figure_has_value(column_of(&f, indicator, l)->status[i])) continue;
                assert_true(fmod(count, BASE) == 0 && fabs(count - truth) < BASE);
            }
    kk_arena_clear(&f.arena);
}

/* One count is the same wherever it is shown, and sums hold: over wijken with what is in none, and over sexes. */
static void test_sums_hold(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    round_all(&f);
    double rest = NAN, total = 0;
    for (size_t n = 0; n < f.publication.fact_count; n++) {
        const kk_fact *fact = &f.publication.fact[n];
        if (fact->quantity != YOUTHS || strcmp(fact->beyond, "wijk") != 0) continue;
        assert_int_equal(fact->status, KK_FIGURE_OK);
        rest = fact->value;
    }
    assert_true(rest == 0 || rest == BASE);
    for (int i = 0; i < WIJKEN; i++) total += column_of(&f, COUNT, WIJK)->numerator[i];
    assert_near(column_of(&f, COUNT, GEMEENTE)->numerator[0], total + rest, 0);
    assert_near(column_of(&f, SHARE, GEMEENTE)->numerator[0], total + rest, 0);
    for (int l = 0; l < LEVELS; l++)
        for (size_t i = 0; i < f.level[l].count; i++) {
            const kk_publication_column *men = column_of(&f, MEN_SHARE, l), *women = column_of(&f, WOMEN_SHARE, l);
            if (!kk_figure_has_value(men->status[i]) || !kk_figure_has_value(women->status[i])) continue;
            assert_near(men->denominator[i], men->numerator[i] + women->numerator[i], 0);
            assert_near(men->denominator[i], column_of(&f, COUNT, l)->numerator[i], 0);
        }
    kk_arena_clear(&f.arena);
}

static void test_values_are_made_of_rounded_counts(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    round_all(&f);
    const kk_publication_column *share = column_of(&f, SHARE, WIJK), *count = column_of(&f, COUNT, WIJK);
    const kk_publication_column *mean = column_of(&f, MEAN, WIJK);
    for (int i = 0; i < WIJKEN; i++) {
        assert_near(share->denominator[i], figures[INHABITANTS][WIJK][i], 0); /* public */
        assert_near(share->value[i], 100 * share->numerator[i] / share->denominator[i], 1e-12);
        kk_interval bounds = kk_wilson(share->numerator[i], share->denominator[i]);
        assert_near(share->lower[i], 100 * bounds.lower, 1e-9);
        assert_near(share->upper[i], 100 * bounds.upper, 1e-9);
        assert_near(count->value[i], count->numerator[i], 0);
    }
    assert_near(mean->numerator[1], figures[CENTS][WIJK][1], 0); /* an amount is no count */
    assert_near(mean->denominator[1], 20, 0);
    assert_near(mean->value[1], 3500, 1e-9);
    assert_true(isnan(mean->lower[1]) && isnan(mean->upper[1]));
    kk_arena_clear(&f.arena);
}

static void test_hidden_cells_and_parts_of_nothing(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.column[MEN_SHARE * LEVELS + WIJK].status[1] = KK_FIGURE_SUPPRESSED_DOMINANCE;
    round_all(&f);
    const kk_publication_column *men = column_of(&f, MEN_SHARE, WIJK);
    assert_int_equal(men->status[1], KK_FIGURE_SUPPRESSED_DOMINANCE);
    assert_near(men->numerator[1], 13, 0);                       /* the gate empties it */
    assert_near(column_of(&f, COUNT, WIJK)->numerator[2], 0, 0); /* of 1, so that there is nothing to be a share of */
    assert_int_equal(men->status[2], KK_FIGURE_SUPPRESSED);
    assert_true(isnan(men->value[2]) && isnan(men->numerator[2]) && isnan(men->denominator[2]));
    kk_arena_clear(&f.arena);
}

/* ---- what may then be hidden, and what an attacker knows ---- */

/* The variable of a quantity; wijken are numbered by area. */
static size_t variable_of(const kk_system *system, uint32_t quantity, uint32_t level, uint32_t area)
{
    size_t v = 0;
    while (system->variable[v].quantity != quantity || system->variable[v].level != level ||
           system->variable[v].area != area)
        v++;
    assert_true(v < system->knowledge.variable_count);
    return v;
}

static void check_row(const kk_knowledge *knowledge, size_t row, const double *x)
{
    double total = 0;
    for (size_t t = knowledge->row_begin[row]; t < knowledge->row_begin[row + 1]; t++)
        total += knowledge->row_coefficient[t] * x[knowledge->row_variable[t]];
    assert_true(total >= knowledge->row_lower[row] - 1e-9 && total <= knowledge->row_upper[row] + 1e-9);
}

/* The truth is a table that agrees with all that is told of it: amounts may be hidden, counts are bounded. */
static void test_truth_agrees_with_what_is_told(void **state)
{
    (void)state;
    fixture f;
    kk_system system;
    kk_error err;
    begin(&f);
    round_all(&f);
    assert_int_equal(kk_system_make(&f.publication, truth_of, &f, 1, &f.arena, &system, &err), KK_OK);
    const kk_knowledge *knowledge = &system.knowledge;
    for (size_t row = 0; row < knowledge->row_count; row++) check_row(knowledge, row, system.truth);
    for (size_t v = 0; v < knowledge->variable_count; v++)
        assert_true(system.truth[v] >= knowledge->lower[v] && system.truth[v] <= knowledge->upper[v]);
    for (uint32_t i = 0; i < WIJKEN; i++) {
        size_t youths = variable_of(&system, YOUTHS, WIJK, i), cents = variable_of(&system, CENTS, WIJK, i);
        assert_near(system.truth[youths], figures[YOUTHS][WIJK][i], 0);
        assert_near(system.weight[youths], 0, 0);
        assert_near(system.truth[cents], figures[CENTS][WIJK][i], 0);
        if (kk_figure_has_value(column_of(&f, MEAN, WIJK)->status[i])) {
            assert_true(system.weight[cents] > 0 && isfinite(system.weight[cents]));
            assert_true(knowledge->lower[cents] < knowledge->upper[cents]);
        }
    }
    kk_arena_clear(&f.arena);
}

/* One amount hidden for being of few: another must go with it, and an attacker then cannot tell either. */
static void test_amounts_are_protected(void **state)
{
    (void)state;
    fixture f;
    kk_system system;
    kk_error err;
    kk_protection_result result;
    begin(&f);
    kk_publication_column *mean = &f.column[MEAN * LEVELS + WIJK];
    mean->status[0] = KK_FIGURE_SUPPRESSED_PERSONS;
    round_all(&f);
    mean->status[2] = KK_FIGURE_OK; /* of a youth who became none: told all the same */
    mean->numerator[2] = figures[CENTS][WIJK][2];
    assert_int_equal(kk_system_make(&f.publication, truth_of, &f, 1, &f.arena, &system, &err), KK_OK);
    bool *hide = kk_arena_alloc(&f.arena, system.knowledge.variable_count, sizeof *hide);
    const kk_protection_task task = {&system.knowledge, system.truth, system.weight, system.demand,
                                     system.demand_count};
    assert_int_equal(kk_protect(&task, KK_EFFORT_QUICK, 1, hide, &result, &err), KK_OK);
    assert_int_equal(result.unmet, 0);
    assert_true(hide[variable_of(&system, CENTS, WIJK, 1)] || hide[variable_of(&system, CENTS, WIJK, 2)] ||
                hide[variable_of(&system, CENTS, GEMEENTE, 0)]);
    for (uint32_t i = 0; i < WIJKEN; i++) assert_false(hide[variable_of(&system, YOUTHS, WIJK, i)]);
    kk_arena_clear(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts_are_multiples_next_to_the_truth),
        cmocka_unit_test(test_sums_hold),
        cmocka_unit_test(test_values_are_made_of_rounded_counts),
        cmocka_unit_test(test_hidden_cells_and_parts_of_nothing),
        cmocka_unit_test(test_truth_agrees_with_what_is_told),
        cmocka_unit_test(test_amounts_are_protected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
