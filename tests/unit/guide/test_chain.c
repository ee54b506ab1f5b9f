/* SPDX-License-Identifier: EUPL-1.2 */
/* From figures to cents through all kernels: what must not show in ranks, classes and amounts. */
#include "unit/guide/chain_world.h"

typedef void check_of(const figures *of, how by, const chain *expected);

static void check_scales(check_of *check)
{
    static const kk_need_scale scales[] = {KK_SCALE_Z, KK_SCALE_MIN_MAX, KK_SCALE_PERCENTILE, KK_SCALE_EXPONENTIAL};
    static figures of;
    static chain expected;
    make_figures(&of);
    for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
        how by = {{scales[s], KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.6}, 1};
        run(&of, by, &expected);
        check(&of, by, &expected);
    }
}

/* Ranks, classes and cents of `found`, whose areas stand at `at`, are those expected. */
static void check_same_decision(const chain *found, const size_t *at, const chain *expected)
{
    for (size_t i = 0; i < AREAS; i++) {
        assert_memory_equal(&found->set[at[i]], &expected->set[i], sizeof expected->set[i]);
        assert_int_equal(found->class[at[i]], expected -> class[i]);
        assert_int_equal(found->is_chosen[at[i]], expected->is_chosen[i]);
        assert_int_equal(found->was_kept[at[i]], expected->was_kept[i]);
        for (size_t p = 0; p < KK_PRINCIPLES; p++) assert_int_equal(found->units[p][at[i]], expected->units[p][i]);
    }
}

static void check_in_place(const figures *of, how by, const chain *expected)
{
    static chain found;
    size_t at[AREAS];
    for (size_t i = 0; i < AREAS; i++) at[i] = i;
    run(of, by, &found);
    check_same_decision(&found, at, expected);
}

/* ---- the chain decides something, and adds up ---- */

static void add_up(const figures *of, how by, const chain *made)
{
    (void)by;
    size_t classes[KK_TARGET_CERTAIN + 1] = {0}, chosen = 0;
    for (size_t i = 0; i < AREAS; i++) {
        classes[made->class[i]]++;
        chosen += made->is_chosen[i];
        assert_true(made->is_chosen[i] || made->class[i] != KK_TARGET_CERTAIN);
        assert_int_equal(isnan(made->index[i]), made->class[i] == KK_TARGET_NONE);
        assert_int_equal(isnan(made->index[i]) || of->youths[i] <= 0, made->units[KK_EQUAL][i] < 0);
    }
    for (int class = KK_TARGET_NONE; class <= KK_TARGET_CERTAIN; class ++) assert_true(classes[class] > 0);
    assert_true(chosen >= LIST);
    for (size_t p = 0; p < KK_PRINCIPLES; p++) {
        int64_t sum = 0;
        for (size_t i = 0; i < AREAS; i++) sum += made->units[p][i] > 0 ? made->units[p][i] : 0;
        assert_int_equal(sum, budget);
    }
}

static void test_decides(void **state)
{
    (void)state;
    check_scales(add_up);
}

/* Of two areas with an index, the one with more need never has less per youth. */
static void favour_need(const figures *of, how by, const chain *made)
{
    (void)by;
    for (size_t i = 0; i < AREAS; i++)
        for (size_t j = 0; j < AREAS; j++) {
            if (made->units[0][i] < 0 || made->units[0][j] < 0 || made->index[i] <= made->index[j]) continue;
            for (int p = KK_PROPORTIONAL; p <= KK_PROPORTIONATE; p++)
                assert_true(made->exact[p][i] / of->youths[i] >= made->exact[p][j] / of->youths[j] * (1 - 1e-9));
        }
}

static void test_more_need(void **state)
{
    (void)state;
    check_scales(favour_need);
}

/* ---- units ---- */

static void change_units(const figures *of, how by, const chain *expected)
{
    static figures other;
    other = *of;
    for (size_t j = 0; j < INDICATORS; j++)
        for (size_t i = 0; i < AREAS; i++) {
            other.value[j][i] = 1000 * of->value[j][i] + (j % 2 == 0 ? 0 : 273.15);
            other.error[j][i] = 1000 * of->error[j][i];
        }
    check_in_place(&other, by, expected);
}

static void test_units(void **state)
{
    (void)state;
    check_scales(change_units);
}

/* ---- order and threads ---- */

static void mix_order(const figures *of, how by, const chain *expected)
{
    static figures other;
    static chain found;
    size_t at[AREAS];
    for (size_t i = 0; i < AREAS; i++) {
        size_t to = at[i] = (i * 47 + 11) % AREAS;
        other.youths[to] = of->youths[i];
        other.state[to] = of->state[i];
        other.present[to] = of->present[i];
        other.floor[to] = of->floor[i];
        other.ceiling[to] = of->ceiling[i];
        other.id[to] = of->id[i];
        other.earlier[to] = of->earlier[i];
        for (size_t j = 0; j < INDICATORS; j++) {
            other.value[j][to] = of->value[j][i];
            other.error[j][to] = of->error[j][i];
        }
    }
    run(&other, by, &found);
    check_same_decision(&found, at, expected);
    for (size_t i = 0; i < AREAS; i++) {
        assert_memory_equal(&found.median[at[i]], &expected->median[i], sizeof(double));
        assert_memory_equal(&found.chance[at[i]], &expected->chance[i], sizeof(double));
    }
}

static void test_order(void **state)
{
    (void)state;
    check_scales(mix_order);
}

static void add_threads(const figures *of, how by, const chain *expected)
{
    static chain found;
    for (by.threads = 2; by.threads <= 5; by.threads += 3) {
        run(of, by, &found);
        assert_memory_equal(&found, expected, sizeof found);
    }
}

static void test_threads(void **state)
{
    (void)state;
    check_scales(add_threads);
}

/* ---- what is withheld ---- */

/* Of a withheld figure a standard error may be left, and any NaN may stand for it: neither tells anything. */
static void tell_nothing(const figures *of, how by, const chain *expected)
{
    static figures other;
    static chain found;
    kk_random random;
    kk_random_init(&random, 9, 0);
    other = *of;
    for (size_t j = 0; j < INDICATORS; j++)
        for (size_t i = 0; i < AREAS; i++) {
            if (!is_withheld(j, i)) continue;
            other.value[j][i] = kk_random_below(&random, 2) == 0 ? -nan("77") : nan("12345");
            other.error[j][i] = 100 * kk_random_uniform(&random);
        }
    run(&other, by, &found);
    for (size_t i = 0; i < AREAS; i++)
        assert_true(isnan(expected->index[i]) ? isnan(found.index[i]) : found.index[i] == expected->index[i]);
    assert_memory_equal(found.set, expected->set, sizeof found.set);
    assert_memory_equal(found.class, expected->class, sizeof found.class);
    assert_memory_equal(found.is_chosen, expected->is_chosen, sizeof found.is_chosen);
    assert_memory_equal(found.units, expected->units, sizeof found.units);
    assert_memory_equal(found.exact, expected->exact, sizeof found.exact);
}

/* … while a figure that is there does. */
static void tell_something(const figures *of, how by, const chain *expected)
{
    static figures other;
    static chain found;
    other = *of;
    other.value[0][1] += 5;
    assert_false(is_withheld(0, 1));
    run(&other, by, &found);
    assert_memory_not_equal(found.units[KK_PROPORTIONAL], expected->units[KK_PROPORTIONAL], sizeof found.units[0]);
    assert_memory_not_equal(found.set, expected->set, sizeof found.set);
}

static void test_withheld(void **state)
{
    (void)state;
    check_scales(tell_nothing);
    check_scales(tell_something);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decides), cmocka_unit_test(test_more_need), cmocka_unit_test(test_units),
        cmocka_unit_test(test_order),   cmocka_unit_test(test_threads),   cmocka_unit_test(test_withheld),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
