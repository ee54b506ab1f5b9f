/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Generated publications through all that the gate does to them, against an attack that begins at the cells and shares
 * nothing with the engine: neither how knowledge is made of a publication, nor how it is attacked.
 */
#include "unit/disclosure/released_knowledge.h"
#include "unit/protection/plain_attack.h"

#include "disclosure/suppress.h"

enum { PUBLICATIONS = 1500 };

static gen_publication of_run;
static released attacker, outsider;

/* Demands that hiding more cannot meet. */
static size_t suppress(void)
{
    kk_error err = {0};
    kk_protection_result result;
    const kk_suppression task = {.publication = &of_run.publication,
                                 .column_count = of_run.publication.column_count,
                                 .find = gen_truth,
                                 .context = &of_run,
                                 .effort = KK_EFFORT_QUICK,
                                 .threads = 1};
    if (kk_suppress(&task, &result, &err) != KK_OK) fail_msg("%s", err.message);
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

/* Who knows what is public, and nothing of the release. */
static void know_what_is_public(void)
{
    uint8_t *told[COLUMNS_MAX];
    for (size_t c = 0; c < of_run.publication.column_count; c++) {
        size_t count = of_run.count[of_run.columns[c].level];
        told[c] = of_run.columns[c].status;
        of_run.columns[c].status = gen_room(&of_run, count, 1);
        memset(of_run.columns[c].status, KK_FIGURE_SUPPRESSED, count);
    }
    released_make(&outsider, &of_run);
    for (size_t c = 0; c < of_run.publication.column_count; c++) of_run.columns[c].status = told[c];
}

static bool is_open(const released *who, const kk_demand *demand)
{
    glp_prob *program = plain_program(&who->knowledge);
    double lower = plain_end(program, demand->variable, GLP_MIN, false);
    double upper = plain_end(program, demand->variable, GLP_MAX, false);
    glp_delete_prob(program);
    return !plain_is_safe(demand, who->is_whole[demand->variable], lower, upper);
}

/* Of the attacker's demands those that are open to him, and are not to an outsider. */
static size_t attack_beyond_the_public(void)
{
    size_t broken = 0;
    if (attack() == 0) return 0;
    know_what_is_public();
    for (size_t d = 0; d < attacker.demand_count; d++)
        broken += is_open(&attacker, &attacker.demand[d]) && !is_open(&outsider, &attacker.demand[d]);
    return broken;
}

/* The engine's own verdict on what is released. */
static size_t audit(void)
{
    kk_error err = {0};
    kk_attack_counts counts;
    kk_system system;
    if (kk_system_make(&of_run.publication, NULL, NULL, 1, &of_run.arena, &system, &err) != KK_OK)
        fail_msg("%s", err.message);
    kk_finding *finding = gen_room(&of_run, system.demand_count, sizeof *finding);
    if (kk_attack(&system.knowledge, system.demand, system.demand_count, NULL, KK_ATTACK_EXACT, 1, finding, &counts,
                  &err) != KK_OK)
        fail_msg("%s", err.message);
    assert_int_equal(counts.contradictions, 0);
    size_t leaks = 0;
    for (size_t d = 0; d < system.demand_count; d++) {
        bool is_untold = strcmp(system.demanded[d].rule, "suppressed") == 0;
        leaks += finding[d].verdict == KK_VERDICT_LEAK &&
                 (!is_untold || kk_derived_is_told(&of_run.publication.rules, finding[d].lower, finding[d].upper));
    }
    return leaks;
}

static void test_what_the_gate_releases_withstands_the_attack(void **state)
{
    (void)state;
    size_t secret = 0, open_without = 0, safe = 0, stopped = 0;
    for (uint64_t number = 0; number < PUBLICATIONS; number++) {
        gen_publication_begin(&of_run, 1000000 + number);
        size_t open_before = attack();
        bool has_secrets = attacker.demand_count > 0;
        size_t unmet = suppress();
        forget();
        size_t broken = attack_beyond_the_public(), leaks = audit();
        if (broken > 0) assert_true(leaks > 0); /* a release that is not safe is stopped */
        if (unmet == 0) assert_int_equal(leaks, 0);
        secret += has_secrets;
        open_without += open_before > 0;
        safe += has_secrets && broken == 0;
        stopped += leaks > 0;
        gen_publication_end(&of_run);
    }
    print_message("%zu publications with a hidden cell: %zu open without secondary suppression, %zu safe with it, "
                  "%zu stopped by the audit\n",
                  secret, open_without, safe, stopped);
    assert_true(secret >= PUBLICATIONS / 2);
    assert_true((double)open_without >= 0.8 * (double)secret);
    assert_int_equal(safe, secret);
    assert_true((double)stopped <= 0.01 * (double)secret);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_gate_releases_withstands_the_attack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
