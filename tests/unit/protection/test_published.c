/* SPDX-License-Identifier: EUPL-1.2 */
/* Against what others hid in the same tables: tests/reference/suppression. */
#include "unit/protection/plain_attack.h"
#include "unit/protection/published_table.h"

static published_table table;

static const bool nothing[PUBLISHED_MAX];

/* What is known when only these are hidden with the primary cells; the same storage each time. */
static kk_knowledge released(const published_table *t, const bool *hide)
{
    static double lower[PUBLISHED_MAX], upper[PUBLISHED_MAX];
    kk_knowledge known = t->knowledge;
    for (size_t j = 0; j < known.variable_count; j++) {
        bool is_hidden = hide[j] || t->weight[j] == 0;
        lower[j] = is_hidden ? t->lower[j] : t->truth[j];
        upper[j] = is_hidden ? t->upper[j] : t->truth[j];
    }
    known.lower = lower;
    known.upper = upper;
    return known;
}

typedef struct weakness {
    int open;   /* primary cells that can be computed */
    int at_end; /* others that are the least or the most that they can be, and not for a bound of their own */
} weakness;

static weakness attack(const published_table *t, const bool *hide)
{
    static double interval[PUBLISHED_MAX][2];
    kk_knowledge known = released(t, hide);
    plain_attack(&known, t->demand, t->task.demand_count, false, interval);
    weakness found = {0, 0};
    for (size_t d = 0; d < t->task.demand_count; d++) {
        uint32_t j = t->demand[d].variable;
        double lower = interval[d][0], upper = interval[d][1];
        if (!plain_is_safe(&t->demand[d], t->is_whole[j], lower, upper))
            found.open++;
        else
            found.at_end += (t->truth[j] - lower < 1e-6 && lower > t->lower[j] + 1e-6) ||
                            (upper - t->truth[j] < 1e-6 && upper < t->upper[j] - 1e-6);
    }
    return found;
}

static bool protects(const published_table *t, const bool *hide)
{
    weakness found = attack(t, hide);
    return found.open == 0 && found.at_end == 0;
}

static double protect(const published_table *t, kk_protection_effort effort, bool *hide)
{
    kk_protection_result result;
    kk_error err;
    assert_int_equal(kk_protect(&t->task, effort, 1, hide, &result, &err), KK_OK);
    assert_int_equal(result.unmet, 0);
    assert_true(result.is_optimal || effort == KK_EFFORT_QUICK);
    assert_true(protects(t, hide));
    return result.loss;
}

static double loss(const published_table *t, const bool *hide)
{
    double sum = 0;
    for (size_t j = 0; j < t->knowledge.variable_count; j++)
        if (hide[j] && t->weight[j] > 0) sum += t->weight[j];
    return sum;
}

/* The table and the choice are what was printed: every sum holds, and it adds up to what they hid. */
static void check_theirs(const published_table *t, const published_choice *choice)
{
    int secondary = 0;
    for (size_t i = 0; i < t->knowledge.row_count; i++) {
        double rest = 0;
        for (size_t k = t->row_begin[i]; k < t->row_begin[i + 1]; k++)
            rest += t->row_coefficient[k] * t->truth[t->row_variable[k]];
        assert_near(rest, 0, 1e-9);
    }
    for (size_t j = 0; j < t->knowledge.variable_count; j++) secondary += t->theirs[j];
    assert_int_equal(t->knowledge.variable_count, choice->cells);
    assert_int_equal(t->task.demand_count, choice->primary);
    assert_int_equal(secondary, choice->secondary);
    assert_near(loss(t, t->theirs), choice->secondary_value, 1e-9);
}

/* Nothing that loses less protects: all choices are tried. */
static void check_least(const published_table *t, double least)
{
    bool hide[PUBLISHED_MAX] = {false};
    uint32_t may[PUBLISHED_MAX], count = 0;
    for (uint32_t j = 0; j < t->knowledge.variable_count; j++)
        if (t->weight[j] > 0 && t->weight[j] < least) may[count++] = j;
    if (count > 16) return;
    for (uint32_t choice = 0; choice < 1u << count; choice++) {
        for (uint32_t i = 0; i < count; i++) hide[may[i]] = choice >> i & 1;
        if (loss(t, hide) < least - 1e-6) assert_false(protects(t, hide));
    }
}

typedef struct comparison {
    double theirs, quick, optimal;
    int at_end; /* of theirs */
} comparison;

/* Theirs protects what was to be protected; where it does as ours must, no less is lost by it than by the optimum. */
static void compare(const char *folder, const published_choice *choice, comparison *sum)
{
    bool hide[PUBLISHED_MAX];
    published_read(&table, folder, choice);
    check_theirs(&table, choice);
    assert_true(attack(&table, nothing).open > 0);
    weakness theirs = attack(&table, table.theirs);
    assert_int_equal(theirs.open, 0);
    double quick = protect(&table, KK_EFFORT_QUICK, hide);
    double optimal = protect(&table, KK_EFFORT_OPTIMAL, hide);
    check_least(&table, optimal);
    assert_true(optimal <= quick + 1e-9);
    if (theirs.at_end == 0) assert_true(optimal <= choice->secondary_value + 1e-9);
    sum->theirs += choice->secondary_value;
    sum->quick += quick;
    sum->optimal += optimal;
    sum->at_end += theirs.at_end;
}

/* Two cells of gauss_zeros_protected turn out to be at most what they are: there more is hidden than by theirs. */
static void no_more_is_lost_than_was_published(void **state)
{
    published_choice choice[TABLES_MAX];
    comparison sum = {0};
    assert_int_equal(published_choices("published", choice), 12);
    for (int i = 0; i < 12; i++) compare("published", &choice[i], &sum);
    assert_int_equal(sum.at_end, 2);
    assert_near(sum.theirs, 966.7, 1e-9);
    assert_near(sum.optimal, 820, 1e-9);
    assert_true(sum.quick < sum.theirs);
    (void)state;
}

static void no_more_is_lost_than_by_gauss(void **state)
{
    published_choice choice[TABLES_MAX];
    comparison sum = {0};
    assert_int_equal(published_choices("drawn", choice), 12);
    for (int i = 0; i < 12; i++) compare("drawn", &choice[i], &sum);
    assert_int_equal(sum.at_end, 0);
    assert_true(sum.optimal < 0.96 * sum.theirs && sum.quick < 1.1 * sum.optimal);
    (void)state;
}

/* Who knows the rule knows that a primary count is 1 to 9 and another 10 or more; five values must remain. */
static void let_the_rule_be_known(published_table *t)
{
    for (size_t j = 0; j < t->knowledge.variable_count; j++) t->lower[j] = t->truth[j] >= 10 ? 10 : 0;
    for (size_t d = 0; d < t->task.demand_count; d++) {
        t->lower[t->demand[d].variable] = 1;
        t->upper[t->demand[d].variable] = 9;
        t->demand[d].width = 5;
    }
}

/* Half of what cannot be computed exactly is known to within less than five values. */
static void what_cannot_be_computed_may_be_known_nearly(void **state)
{
    published_choice choice[TABLES_MAX];
    bool hide[PUBLISHED_MAX];
    int primary = 0, nearly_known = 0;
    published_choices("drawn", choice);
    for (int i = 0; i < 12; i++) {
        published_read(&table, "drawn", &choice[i]);
        let_the_rule_be_known(&table);
        primary += choice[i].primary;
        nearly_known += attack(&table, table.theirs).open;
        protect(&table, KK_EFFORT_QUICK, hide);
    }
    assert_int_equal(primary, 222);
    assert_true(3 * nearly_known > primary);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_more_is_lost_than_was_published),
        cmocka_unit_test(no_more_is_lost_than_by_gauss),
        cmocka_unit_test(what_cannot_be_computed_may_be_known_nearly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
