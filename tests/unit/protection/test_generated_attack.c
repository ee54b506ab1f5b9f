/* SPDX-License-Identifier: EUPL-1.2 */
/* On thousands of generated tables, with more or less hidden, the attack finds what the plain one finds. */
#include "unit/protection/generated_knowledge.h"
#include "unit/protection/plain_attack.h"

enum { TABLES = 1000 };

static gen_table table;
static gen_system of_table;
static double lower[VARIABLES_MAX], upper[VARIABLES_MAX], interval[VARIABLES_MAX][2];
static bool hide[VARIABLES_MAX];
static kk_finding finding[VARIABLES_MAX], again[VARIABLES_MAX];

/* Nothing, a third or most of what may be hidden besides. */
static kk_knowledge make_knowledge(uint64_t number)
{
    gen_make(&table, number);
    gen_system_make(&of_table, &table);
    double chance = (double[]){0, 0.3, 0.8}[number % 3];
    for (size_t j = 0; j < of_table.knowledge.variable_count; j++)
        hide[j] = of_table.weight[j] > 0 && isfinite(of_table.weight[j]) && gen_chance(&table, chance);
    return gen_released(&of_table, hide, lower, upper);
}

static void attack(const kk_knowledge *knowledge, const double *known_table, int threads, kk_finding *found,
                   kk_attack_counts *counts)
{
    kk_error err = {0};
    kk_status status = kk_attack(knowledge, of_table.demand, of_table.task.demand_count, known_table, KK_ATTACK_EXACT,
                                 threads, found, counts, &err);
    if (status != KK_OK) fail_msg("%s", err.message);
}

/* Of a count the ends as whole numbers. */
static double inward(double end, bool is_whole, bool is_lower)
{
    if (!is_whole || isinf(end)) return end;
    return is_lower ? ceil(end - 1e-6) : floor(end + 1e-6);
}

static void check_end(double found, double plain, bool is_whole, bool is_lower)
{
    found = inward(found, is_whole, is_lower);
    plain = inward(plain, is_whole, is_lower);
    if (isinf(plain) || isinf(found))
        assert_true(found == plain);
    else
        assert_near(found, plain, 1e-6 * fmax(1, fabs(plain)));
}

static void check_finding(const kk_finding *found, const kk_demand *demand, bool is_whole, const double *plain)
{
    double slack = is_whole ? 1e-3 : 1e-6 * fmax(1, isinf(plain[1]) ? 1 : fabs(plain[1]));
    bool is_safe = plain_is_safe(demand, is_whole, plain[0], plain[1]);
    assert_int_equal(found->verdict == KK_VERDICT_LEAK, !is_safe);
    assert_int_not_equal(found->verdict, KK_VERDICT_CONTRADICTION);
    if (found->verdict == KK_VERDICT_TABLES) {
        assert_true(found->lower >= plain[0] - slack && found->upper <= plain[1] + slack);
        assert_true(plain_is_safe(demand, is_whole, found->lower, found->upper));
        return;
    }
    check_end(found->lower, plain[0], is_whole, true);
    check_end(found->upper, plain[1], is_whole, false);
}

static void count_findings(size_t count, const kk_finding *found, kk_attack_counts *counts)
{
    size_t *of_verdict[] = {&counts->by_tables, &counts->by_programs, &counts->leaks, &counts->contradictions};
    for (size_t d = 0; d < count; d++) ++*of_verdict[found[d].verdict];
}

static void test_it_finds_what_the_plain_attack_finds(void **state)
{
    (void)state;
    kk_attack_counts all = {0};
    for (uint64_t number = 0; number < TABLES; number++) {
        kk_knowledge knowledge = make_knowledge(number);
        kk_attack_counts counts, counted = {0};
        size_t demands = of_table.task.demand_count;
        attack(&knowledge, NULL, 1, finding, &counts);
        plain_attack(&knowledge, of_table.demand, demands, false, interval);
        for (size_t d = 0; d < demands; d++)
            check_finding(&finding[d], &of_table.demand[d], knowledge.is_whole[of_table.demand[d].variable],
                          interval[d]);
        count_findings(demands, finding, &counted);
        count_findings(demands, finding, &all);
        assert_int_equal(counts.by_tables, counted.by_tables);
        assert_int_equal(counts.by_programs, counted.by_programs);
        assert_int_equal(counts.leaks, counted.leaks);
    }
    assert_true(all.by_tables > TABLES && all.leaks > TABLES); /* both are met often */
}

static void test_the_truth_and_the_threads_change_no_verdict(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < TABLES; number += 5) {
        kk_knowledge knowledge = make_knowledge(number);
        kk_attack_counts counts;
        size_t demands = of_table.task.demand_count;
        attack(&knowledge, NULL, 1, finding, &counts);
        attack(&knowledge, NULL, 2, again, &counts);
        assert_memory_equal(again, finding, demands * sizeof *finding);
        attack(&knowledge, of_table.truth, 2, again, &counts);
        for (size_t d = 0; d < demands; d++)
            assert_int_equal(again[d].verdict == KK_VERDICT_LEAK, finding[d].verdict == KK_VERDICT_LEAK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_finds_what_the_plain_attack_finds),
        cmocka_unit_test(test_the_truth_and_the_threads_change_no_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
