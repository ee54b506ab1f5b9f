/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Thousands of generated tables: what the primary rule hid, and what kk_protect hid besides, against an attack that
 * shares nothing with the engine's.
 */
#include "unit/protection/generated_knowledge.h"
#include "unit/protection/plain_attack.h"

enum { TABLES = 3000, TINY = 60 };

static gen_table table;
static gen_system of_table;
static double lower[VARIABLES_MAX], upper[VARIABLES_MAX];
static bool hide[VARIABLES_MAX], hide_again[VARIABLES_MAX];

static void protect(int threads, bool *hidden, kk_protection_result *result)
{
    kk_error err = {0};
    if (kk_protect(&of_table.task, KK_EFFORT_QUICK, threads, hidden, result, &err) != KK_OK)
        fail_msg("%s", err.message);
}

static size_t attack(const bool *hidden, bool in_whole_numbers)
{
    kk_knowledge released = gen_released(&of_table, hidden, lower, upper);
    return plain_attack(&released, of_table.demand, of_table.task.demand_count, in_whole_numbers, NULL);
}

static bool may_be_hidden(size_t j)
{
    return of_table.weight[j] > 0 && isfinite(of_table.weight[j]);
}

/* Demands that nothing can meet: five wijken with 1–9 each, say, in a gemeente with 1–9. */
static size_t hopeless(void)
{
    static bool all[VARIABLES_MAX];
    for (size_t j = 0; j < of_table.knowledge.variable_count; j++) all[j] = may_be_hidden(j);
    return attack(all, false);
}

static void check_result(const kk_protection_result *result)
{
    double loss = 0;
    size_t hidden = 0;
    for (size_t j = 0; j < of_table.knowledge.variable_count; j++) {
        if (!hide[j]) continue;
        assert_true(may_be_hidden(j));
        loss += of_table.weight[j];
        hidden++;
    }
    assert_int_equal(result->hidden, hidden);
    assert_near(result->loss, loss, 1e-9 * fmax(1, loss));
}

static void test_the_attack_never_gets_closer_than_the_protection(void **state)
{
    (void)state;
    size_t secret = 0, open_without = 0, wholly_safe = 0;
    for (uint64_t number = 0; number < TABLES; number++) {
        kk_protection_result result;
        gen_make(&table, number);
        gen_system_make(&of_table, &table);
        protect(1, hide, &result);
        check_result(&result);
        if (of_table.task.demand_count == 0) {
            assert_int_equal(result.hidden, 0);
            continue;
        }
        secret++;
        if (attack(NULL, false) > 0) open_without++;
        size_t broken = attack(hide, false);
        assert_int_equal(broken, result.unmet);
        if (broken > 0) assert_int_equal(broken, hopeless());
        if (broken == 0) wholly_safe++;
    }
    print_message("%zu tables with a hidden cell: %zu open without secondary suppression, %zu safe with it, in %zu "
                  "some cell cannot be protected\n",
                  secret, open_without, wholly_safe, secret - wholly_safe);
    assert_true(secret >= 2000);
    assert_true((double)open_without >= 0.8 * (double)secret);
    assert_true((double)wholly_safe >= 0.7 * (double)secret);
}

static void test_the_attack_in_whole_numbers_gets_no_closer(void **state)
{
    (void)state;
    size_t tried = 0;
    for (uint64_t number = 0; number < TABLES; number++) {
        kk_protection_result result;
        gen_make(&table, number);
        gen_system_make(&of_table, &table);
        if (of_table.knowledge.variable_count > TINY || of_table.task.demand_count == 0) continue;
        protect(1, hide, &result);
        assert_int_equal(attack(hide, true), result.unmet);
        tried++;
    }
    assert_true(tried > TABLES / 4);
}

static void test_the_same_is_hidden_at_any_number_of_threads(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < TABLES; number += 30) {
        kk_protection_result result, again;
        gen_make(&table, number);
        gen_system_make(&of_table, &table);
        protect(1, hide, &result);
        protect(2, hide_again, &again);
        assert_memory_equal(hide, hide_again, of_table.knowledge.variable_count * sizeof *hide);
        assert_int_equal(result.unmet, again.unmet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_attack_never_gets_closer_than_the_protection),
        cmocka_unit_test(test_the_attack_in_whole_numbers_gets_no_closer),
        cmocka_unit_test(test_the_same_is_hidden_at_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
