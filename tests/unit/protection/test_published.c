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
            found.at_end += (t->truth[j] - lower < 1e-6 && lower > t->lower[j] + 1e-6) || upper - t->truth[j] < 1e-6;
    }
    return found;
}

static bool protects(const published_table *t, const bool *hide)
{
    weakness found = attack(t, hide);
    return found.open == 0 && found.at_end == 0;
}

static double protect(const published_table *t, kk_protection_effort effort, bool *hide, size_t *hidden)
{
    kk_protection_result result;
    kk_error err;
    assert_int_equal(kk_protect(&t->task, effort, 1, hide, &result, &err), KK_OK);
    assert_int_equal(result.unmet, 0);
    assert_true(protects(t, hide));
    assert_true(result.is_optimal || effort == KK_EFFORT_QUICK);
    *hidden = result.hidden;
    return result.loss;
}

/* The table and the choice are what was printed. */
static void check_theirs(const published_table *t, const published_choice *choice)
{
    double value = 0;
    int secondary = 0;
    for (size_t j = 0; j < t->knowledge.variable_count; j++)
        if (t->theirs[j]) value += t->truth[j], secondary++;
    assert_int_equal(t->knowledge.variable_count, choice->cells);
    assert_int_equal(t->task.demand_count, choice->primary);
    assert_int_equal(secondary, choice->secondary);
    assert_near(value, choice->secondary_value, 1e-9);
    print_message("%s before %d", choice->table, attack(t, nothing).open);
    print_message(" after %d %d\n", attack(t, t->theirs).open, attack(t, t->theirs).at_end);
    assert_int_equal(attack(t, nothing).open, choice->open_before);
    weakness left = attack(t, t->theirs);
    assert_int_equal(left.open, choice->open_after);
    assert_int_equal(left.at_end, choice->at_end);
}

/* Every sum holds of the truth, so that no line was copied wrongly. */
static void check_sums(const published_table *t)
{
    for (size_t i = 0; i < t->knowledge.row_count; i++) {
        double rest = 0;
        for (size_t k = t->row_begin[i]; k < t->row_begin[i + 1]; k++)
            rest += t->row_coefficient[k] * t->truth[t->row_variable[k]];
        assert_near(rest, 0, 1e-9);
    }
}

static void compare(const char *folder, const published_choice *choice)
{
    static bool hide[PUBLISHED_MAX];
    size_t quick_count, optimal_count;
    published_read(&table, folder, choice);
    check_sums(&table);
    check_theirs(&table, choice);
    double quick = protect(&table, KK_EFFORT_QUICK, hide, &quick_count);
    double optimal = protect(&table, KK_EFFORT_OPTIMAL, hide, &optimal_count);
    print_message("%s: theirs %d cells of %g, quick %zu of %g, optimal %zu of %g\n", choice->table, choice->secondary,
                  choice->secondary_value, quick_count, quick, optimal_count, optimal);
    assert_true(optimal <= quick + 1e-9);
    if (choice->open_after == 0) assert_true(optimal <= choice->secondary_value + 1e-9);
}

static void compare_all(const char *folder, size_t expected)
{
    published_choice choice[TABLES_MAX];
    size_t count = published_choices(folder, choice);
    assert_int_equal(count, expected);
    for (size_t i = 0; i < count; i++) compare(folder, &choice[i]);
}

static void published_tables_lose_no_more(void **state)
{
    compare_all("published", 12);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_tables_lose_no_more)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
