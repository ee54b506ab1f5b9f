/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether one or two persons have most of the money behind a cell. */
#include "unit/check.h"

#include "aggregate/dominance.h"
#include "kk/random.h"

enum { ALL = 7, AMBULANT = 1, DAGHULP = 2, AMOUNTS = 3, COLUMNS = 4 * AMOUNTS, PERSONS = 6, ROUNDS = 5000 };

static const kk_config_disclosure usual = {.dominance_largest = 2, .dominance_share = 0.9, .p_percent = 10};

/* Amounts of all, of ambulant and of daghulp in one area: the amount, then three columns each of who has most. */
typedef struct money {
    kk_measure measures[AMOUNTS];
    double value[COLUMNS];
    uint8_t status[COLUMNS];
    uint32_t largest[COLUMNS];
    kk_joined_block block;
} money;

/* Counts by hand what the stage measure counts. */
static void fill(money *m, const double (*cents)[PERSONS])
{
    static const uint64_t forms[AMOUNTS] = {ALL, AMBULANT, DAGHULP};
    memset(m, 0, sizeof *m);
    for (uint32_t a = 0; a < AMOUNTS; a++) {
        m->measures[a] = (kk_measure){.kind = KK_MEASURE_CENTS,
                                      .forms = forms[a],
                                      .referrers = UINT32_MAX,
                                      .all_ages = true,
                                      .item = "",
                                      .limit = NAN};
        double *part = &m->value[AMOUNTS + 3 * a];
        for (size_t p = 0; p < PERSONS; p++) {
            double size = fabs(cents[a][p]);
            m->value[a] += cents[a][p];
            part[2] += size;
            part[1] = fmax(part[1], fmin(part[0], size));
            part[0] = fmax(part[0], size);
        }
        m->largest[a] = AMOUNTS + 3 * a;
    }
    m->block = (kk_joined_block){m->value, m->status, COLUMNS, 1, NULL, m->largest};
}

/* a, b and c are the columns of all, ambulant and daghulp; one letter after another, added up. */
static kk_expression sum_of(const char *columns, kk_term terms[8])
{
    kk_expression out = {.terms = terms};
    for (const char *at = columns; *at != '\0'; at++) {
        terms[out.count++] = (kk_term){.op = KK_OP_COLUMN, .column = (uint32_t)(*at - 'a')};
        if (at > columns) terms[out.count++] = (kk_term){.op = KK_OP_ADD};
    }
    return out;
}

static bool hides(const kk_config_disclosure *rules, const double (*cents)[PERSONS], const char *numerator,
                  const char *denominator)
{
    money m;
    kk_term above[8], below[8];
    fill(&m, cents);
    const kk_config_table table = {.kind = KK_TABLE_RECORDS, .measures = m.measures};
    const kk_joined_block *const blocks[] = {&m.block};
    const kk_config_indicator indicator = {.numerator = sum_of(numerator, above),
                                           .denominator = sum_of(denominator, below)};
    return kk_is_dominated(&(kk_evaluation){&indicator, &table, blocks, rules}, 0);
}

/* ---- the rules ---- */

static bool hides_amounts(const kk_config_disclosure *rules, double x1, double x2, double x3)
{
    const double cents[AMOUNTS][PERSONS] = {{x3, x1, x2}};
    return hides(rules, cents, "a", "");
}

static void test_two_persons_with_most(void **state)
{
    (void)state;
    kk_config_disclosure rules = {.dominance_largest = 2, .dominance_share = 0.9};
    assert_true(hides_amounts(&rules, 50, 41, 9));
    assert_false(hides_amounts(&rules, 50, 40, 10)); /* exactly nine in ten */
    assert_true(hides_amounts(&rules, 50, 0, 0));
    assert_false(hides_amounts(&rules, 0, 0, 0));
    rules.dominance_largest = 1;
    assert_false(hides_amounts(&rules, 50, 41, 9));
    assert_true(hides_amounts(&rules, 91, 5, 4));
    assert_false(hides_amounts(&rules, 90, 6, 4));
}

static void test_the_second_cannot_tell_the_first(void **state)
{
    (void)state;
    const kk_config_disclosure rules = {.dominance_largest = 2, .p_percent = 10};
    assert_true(hides_amounts(&rules, 100, 90, 9));
    assert_false(hides_amounts(&rules, 100, 90, 10));
    assert_true(hides_amounts(&rules, 100, 100, 0));
    assert_false(hides_amounts(&rules, 0, 0, 0));
}

static void test_credits_count_by_their_size(void **state)
{
    (void)state;
    const kk_config_disclosure rules = {.dominance_largest = 2, .dominance_share = 0.9};
    assert_true(hides_amounts(&rules, -500, 30, 20));
    assert_false(hides_amounts(&rules, 50, -40, 10));
}

static void test_without_rules_nothing_is_hidden(void **state)
{
    (void)state;
    const kk_config_disclosure rules = {.dominance_largest = 2};
    assert_false(hides_amounts(&rules, 50, 0, 0));
}

/* ---- parts and wholes ---- */

static void test_what_a_whole_has_beyond_a_part(void **state)
{
    (void)state;
    const double cents[AMOUNTS][PERSONS] = {{100, 100, 100, 100, 100, 30}, {100, 100, 100, 100, 100, 0}};
    assert_false(hides(&usual, cents, "a", ""));
    assert_false(hides(&usual, cents, "b", ""));
    assert_true(hides(&usual, cents, "a", "b")); /* the thirty are one person's */
    assert_true(hides(&usual, cents, "b", "a"));
    const double same[AMOUNTS][PERSONS] = {{100, 100, 100, 100}, {100, 100, 100, 100}};
    assert_false(hides(&usual, same, "a", "b")); /* nobody has more */
    const double even[AMOUNTS][PERSONS] = {{60, 60, 60, 60, 60, 60}, {20, 20, 20, 20, 20, 20}};
    assert_false(hides(&usual, even, "a", "b"));
}

static void test_a_column_without_figures_hides_nothing(void **state)
{
    (void)state;
    const double cents[AMOUNTS][PERSONS] = {{50}};
    money m;
    kk_term terms[8];
    fill(&m, cents);
    const kk_config_table table = {.kind = KK_TABLE_RECORDS, .measures = m.measures};
    const kk_joined_block *const blocks[] = {&m.block};
    const kk_config_indicator indicator = {.numerator = sum_of("a", terms)};
    const kk_evaluation here = {&indicator, &table, blocks, &usual};
    assert_true(kk_is_dominated(&here, 0));
    m.status[AMOUNTS] = KK_FIGURE_ABSENT;
    assert_false(kk_is_dominated(&here, 0));
    m.block.largest = NULL;
    assert_false(kk_is_dominated(&here, 0));
}

/* ---- against everyone ---- */

/* The rules as the handbook has them, over the amounts themselves. */
static bool is_dominated(const kk_config_disclosure *rules, const double x[PERSONS])
{
    double total = 0, first = 0;
    size_t who = 0;
    for (size_t p = 0; p < PERSONS; p++) {
        total += fabs(x[p]);
        if (fabs(x[p]) <= first) continue;
        first = fabs(x[p]);
        who = p;
    }
    double second = 0;
    for (size_t p = 0; p < PERSONS; p++)
        if (p != who) second = fmax(second, fabs(x[p]));
    if (total == 0) return false;
    return first + second > rules->dominance_share * total || total - first - second < rules->p_percent / 100 * first;
}

/* Of one amount exactly; of two that are added up, and of a rest, whatever is dominated is hidden. */
static void test_random_persons(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 1, 6);
    int dominated = 0, sums = 0, rests = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double cents[AMOUNTS][PERSONS], rest[PERSONS];
        for (size_t p = 0; p < PERSONS; p++) {
            for (size_t a = 1; a < AMOUNTS; a++) {
                bool has_any = kk_random_below(&random, 3) > 0, is_credit = kk_random_below(&random, 12) == 0;
                double amount = floor(exp(6 * kk_random_uniform(&random)));
                cents[a][p] = has_any ? (is_credit ? -amount : amount) : 0;
            }
            cents[0][p] = cents[1][p] + cents[2][p];
            rest[p] = cents[2][p];
        }
        for (size_t a = 0; a < AMOUNTS; a++)
            assert_int_equal(hides(&usual, (const double(*)[PERSONS])cents, (const char *[]){"a", "b", "c"}[a], ""),
                             is_dominated(&usual, cents[a]));
        dominated += is_dominated(&usual, cents[0]);
        if (is_dominated(&usual, cents[0])) {
            sums++;
            bool has_credit = false;
            for (size_t p = 0; p < PERSONS; p++) has_credit |= cents[1][p] < 0 || cents[2][p] < 0;
            if (!has_credit) assert_true(hides(&usual, (const double(*)[PERSONS])cents, "bc", ""));
        }
        if (is_dominated(&usual, rest)) {
            rests++;
            assert_true(hides(&usual, (const double(*)[PERSONS])cents, "a", "b"));
        }
    }
    assert_in_range(dominated, ROUNDS / 20, ROUNDS * 19 / 20);
    assert_true(sums > 0 && rests > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_persons_with_most),
        cmocka_unit_test(test_the_second_cannot_tell_the_first),
        cmocka_unit_test(test_credits_count_by_their_size),
        cmocka_unit_test(test_without_rules_nothing_is_hidden),
        cmocka_unit_test(test_what_a_whole_has_beyond_a_part),
        cmocka_unit_test(test_a_column_without_figures_hides_nothing),
        cmocka_unit_test(test_random_persons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
