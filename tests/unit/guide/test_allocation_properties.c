/* SPDX-License-Identifier: EUPL-1.2 */
/* What holds of every division, over hundreds of random tasks. */
#include "unit/guide/allocation_world.h"

enum { TASKS = 300 };

typedef void check_task(world *w);

static void each_task(check_task *check)
{
    for (unsigned number = 0; number < TASKS; number++)
        for (kk_principle principle = 0; principle < KK_PRINCIPLES; principle++) {
            world w;
            world_make(&w, number, principle);
            assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
            check(&w);
        }
}

/* Without bounds only. */
static void each_free_task(check_task *check)
{
    for (unsigned number = 0; number < TASKS; number++)
        for (kk_principle principle = 0; principle < KK_PRINCIPLES; principle++) {
            world w;
            world_make(&w, number, principle);
            w.task.bounds.floor = w.task.bounds.ceiling = NULL;
            check(&w);
        }
}

static double tolerance_of(const world *w)
{
    return 1e-6 + 1e-9 * (double)w->task.bounds.budget;
}

static void check_units(world *w)
{
    int64_t sum = 0;
    for (size_t i = 0; i < w->task.bounds.count; i++) {
        sum += w->units[i];
        assert_true(fabs((double)w->units[i] - w->exact[i]) < 1);
        assert_true(w->units[i] >= (w->task.bounds.floor != NULL ? w->floor[i] : 0));
        assert_true(w->task.bounds.ceiling == NULL || w->units[i] <= w->ceiling[i]);
    }
    assert_int_equal(sum, w->task.bounds.budget);
}

/* Every cent is spent, within bounds, and rounding moves nobody by a unit. */
static void test_units(void **state)
{
    (void)state;
    each_task(check_units);
}

static void check_exact_sum(world *w)
{
    double sum = 0;
    for (size_t i = 0; i < w->task.bounds.count; i++) sum += w->exact[i];
    assert_near(sum, (double)w->task.bounds.budget, 1e-6 + 1e-13 * (double)w->task.bounds.budget);
}

static void test_exact_sum(void **state)
{
    (void)state;
    each_task(check_exact_sum);
}

static void check_equal_need(world *w)
{
    w->need[1] = w->need[0];
    w->state[1] = w->state[0];
    w->youths[1] = 3 * w->youths[0];
    w->present[1] = 3 * w->present[0];
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    assert_near(w->exact[1], 3 * w->exact[0], tolerance_of(w));
}

static void test_equal_need_equal_means(void **state)
{
    (void)state;
    each_free_task(check_equal_need);
}

/* Need and state go together: w = 2 − n. */
static void check_more_need(world *w)
{
    if (w->task.principle == KK_PRESENT || w->task.principle == KK_CLOSING) return;
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    for (size_t i = 1; i < w->task.bounds.count; i++) {
        size_t more = w->need[i] > w->need[0] ? i : 0, less = i - more;
        double head_more = w->exact[more] / w->youths[more], head_less = w->exact[less] / w->youths[less];
        assert_true(head_more >= head_less * (1 - 1e-9));
    }
}

static void test_more_need_never_less(void **state)
{
    (void)state;
    each_free_task(check_more_need);
}

/* Closing a gap: of two areas alike but in need. */
static void check_closing(world *w)
{
    if (w->task.principle != KK_CLOSING) return;
    w->youths[1] = w->youths[0];
    w->present[1] = w->present[0];
    w->need[1] = w->need[0] / 2;
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    assert_true(w->exact[0] > w->exact[1]);
    double before = w->exact[0];
    w->need[0] *= 2;
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    assert_true(w->exact[0] > before);
}

static void test_closing(void **state)
{
    (void)state;
    each_free_task(check_closing);
}

/* A tenth more in all, within the same bounds. */
static void check_budget(world *w)
{
    double before[WORLD_MOST];
    memcpy(before, w->exact, sizeof before);
    int64_t most = 0;
    for (size_t i = 0; i < w->task.bounds.count; i++) most += w->ceiling[i];
    w->task.bounds.budget += w->task.bounds.budget / 10 + 1;
    if (w->task.bounds.ceiling != NULL && w->task.bounds.budget > most) return;
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    for (size_t i = 0; i < w->task.bounds.count; i++) assert_true(w->exact[i] >= before[i] - tolerance_of(w) / 100);
}

static void test_more_budget_lowers_nobody(void **state)
{
    (void)state;
    each_task(check_budget);
}

/* Need in another unit: for WELFARE well-being too, and means do so much more. */
static void check_scale(world *w)
{
    double before[WORLD_MOST];
    memcpy(before, w->exact, sizeof before);
    int is_welfare = w->task.principle == KK_WELFARE;
    for (size_t i = 0; i < w->task.bounds.count; i++) {
        w->need[i] *= 1000;
        if (is_welfare) w->state[i] *= 1000;
    }
    w->task.half_effect /= 1000;
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    for (size_t i = 0; i < w->task.bounds.count; i++) assert_near(w->exact[i], before[i], tolerance_of(w));
}

static void test_unit_of_need(void **state)
{
    (void)state;
    each_task(check_scale);
}

static void reverse(void *values, size_t count, size_t size)
{
    char *at = values, swap[8];
    for (size_t i = 0; i < count / 2; i++) {
        memcpy(swap, at + i * size, size);
        memcpy(at + i * size, at + (count - 1 - i) * size, size);
        memcpy(at + (count - 1 - i) * size, swap, size);
    }
}

static void check_order(world *w)
{
    double before[WORLD_MOST];
    size_t count = w->task.bounds.count;
    memcpy(before, w->exact, sizeof before);
    double *const doubles[] = {w->youths, w->need, w->state};
    int64_t *const amounts[] = {w->present, w->floor, w->ceiling};
    for (int k = 0; k < 3; k++) {
        reverse(doubles[k], count, sizeof(double));
        reverse(amounts[k], count, sizeof(int64_t));
    }
    assert_int_equal(world_divide(w), KK_ALLOCATION_FINE);
    for (size_t i = 0; i < count; i++) assert_near(w->exact[count - 1 - i], before[i], tolerance_of(w) / 100);
}

static void test_order_of_areas(void **state)
{
    (void)state;
    each_task(check_order);
}

/* Unit by unit to who is worst off: what levelling up is, slowly. */
static void test_levelling_by_units(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 100; number++) {
        world w;
        int64_t given[WORLD_MOST] = {0};
        world_make(&w, 3 * number + 1, KK_LEVELLING);
        w.task.bounds.budget = 3000;
        for (size_t i = 0; i < w.task.bounds.count; i++) w.youths[i] = 1 + floor(fmod(w.youths[i], 40));
        for (int64_t unit = 0; unit < 3000; unit++) {
            size_t worst = 0;
            double least = INFINITY;
            for (size_t i = 0; i < w.task.bounds.count; i++) {
                double has = 100 * w.state[i] + ((double)given[i] + 0.5) / w.youths[i];
                if (has < least) least = has, worst = i;
            }
            given[worst]++;
        }
        for (size_t i = 0; i < w.task.bounds.count; i++) w.state[i] *= 100;
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        for (size_t i = 0; i < w.task.bounds.count; i++) assert_near(w.exact[i], (double)given[i], 1.5);
    }
}

/* Of huge and tiny areas each keeps its share. */
static void test_sizes_far_apart(void **state)
{
    (void)state;
    world w = {.task = {.bounds = {.count = 3, .budget = 10000000000000},
                        .youths = (double[]){1e-3, 1, 1e9},
                        .need = (double[]){1, 1, 1},
                        .state = (double[]){-5, -5, -5}}};
    for (w.task.principle = KK_EQUAL; w.task.principle <= KK_LEVELLING; w.task.principle++) {
        if (w.task.principle == KK_CLOSING) continue;
        assert_int_equal(world_divide(&w), KK_ALLOCATION_FINE);
        assert_int_equal(w.units[0] + w.units[1] + w.units[2], 10000000000000);
        assert_near(w.exact[0], 10, 1e-3);
        assert_near(w.exact[1], 1e4, 1e-3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_exact_sum),
        cmocka_unit_test(test_equal_need_equal_means),
        cmocka_unit_test(test_more_need_never_less),
        cmocka_unit_test(test_closing),
        cmocka_unit_test(test_more_budget_lowers_nobody),
        cmocka_unit_test(test_unit_of_need),
        cmocka_unit_test(test_order_of_areas),
        cmocka_unit_test(test_levelling_by_units),
        cmocka_unit_test(test_sizes_far_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
