/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Generated publications through all that the gate does to them, against an attack that begins at the cells and shares
 * nothing with the engine: neither how knowledge is made of a publication, nor how it is attacked.
 */
#include "unit/disclosure/released_knowledge.h"
#include "unit/protection/plain_attack.h"

enum { PUBLICATIONS = 1500 };

static gen_publication of_run;
static released attacker;

static kk_system make_system(kk_truth_finder *truth)
{
    kk_error err = {0};
    kk_system system;
    if (kk_system_make(&of_run.publication, truth, &of_run, 1, &of_run.arena, &system, &err) != KK_OK)
        fail_msg("%s", err.message);
    return system;
}

static void hide_cells(const kk_system *system, const bool *hide)
{
    for (size_t j = 0; j < system->knowledge.variable_count; j++)
        for (size_t s = system->shown_begin[j]; hide[j] && s < system->shown_begin[j + 1]; s++) {
            uint8_t *status = &of_run.columns[system->shown_by[s].column].status[system->shown_by[s].area];
            if (kk_figure_has_value(*status)) *status = KK_FIGURE_SUPPRESSED_SECONDARY;
        }
}

/* Demands that nothing can meet. */
static size_t protect(void)
{
    kk_error err = {0};
    kk_protection_result result;
    kk_system system = make_system(gen_truth);
    bool *hide = gen_room(&of_run, system.knowledge.variable_count, sizeof *hide);
    const kk_protection_task task = {&system.knowledge, system.truth, system.weight, system.demand,
                                     system.demand_count};
    if (kk_protect(&task, KK_EFFORT_QUICK, 1, hide, &result, &err) != KK_OK) fail_msg("%s", err.message);
    hide_cells(&system, hide);
    return result.unmet;
}

static void forget(void)
{
    for (size_t c = 0; c < of_run.publication.column_count; c++) {
        const kk_publication_column *column = &of_run.columns[c];
        for (size_t i = 0; i < of_run.count[column->level]; i++)
            if (!kk_figure_has_value(column->status[i]))
                column->value[i] = column->numerator[i] = column->denominator[i] = NAN;
    }
}

static size_t attack(void)
{
    released_make(&attacker, &of_run);
    return plain_attack(&attacker.knowledge, attacker.demand, attacker.demand_count, false, NULL);
}

/* The engine's own verdict on what is released. */
static size_t audit(void)
{
    kk_error err = {0};
    kk_attack_counts counts;
    kk_system system = make_system(NULL);
    kk_finding *finding = gen_room(&of_run, system.demand_count, sizeof *finding);
    if (kk_attack(&system.knowledge, system.demand, system.demand_count, NULL, KK_ATTACK_EXACT, 1, finding, &counts, &err) != KK_OK)
        fail_msg("%s", err.message);
    assert_int_equal(counts.contradictions, 0);
    return counts.leaks;
}

static void test_what_the_gate_releases_withstands_the_attack(void **state)
{
    (void)state;
    size_t secret = 0, open_without = 0, safe = 0;
    for (uint64_t number = 0; number < PUBLICATIONS; number++) {
        gen_publication_begin(&of_run, 1000000 + number);
        size_t open_before = attack();
        bool has_secrets = attacker.demand_count > 0;
        size_t unmet = protect();
        forget();
        size_t broken = attack(), leaks = audit();
        if (unmet == 0) assert_int_equal(broken + leaks, 0);
        if (broken > 0) assert_true(leaks > 0); /* a release that is not safe is stopped */
        secret += has_secrets;
        open_without += open_before > 0;
        safe += has_secrets && broken == 0;
        gen_publication_end(&of_run);
    }
    print_message("%zu publications with a hidden cell: %zu open without secondary suppression, %zu safe with it\n",
                  secret, open_without, safe);
    assert_true(secret >= PUBLICATIONS / 2);
    assert_true((double)open_without >= 0.8 * (double)secret);
    assert_true((double)safe >= 0.6 * (double)secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_gate_releases_withstands_the_attack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
