/* SPDX-License-Identifier: EUPL-1.2 */
/* What must hold of ranks over draws. */
#include "unit/guide/need_drawn.h"

static void test_nothing_varies(void **state)
{
    (void)state;
    drawn d;
    double rank[AREAS];
    begin(&d, KK_GAP_LEAVE);
    run(&d);
    world_score(&d.w);
    rank_plainly(d.w.index, rank);
    assert_true(isnan(rank[0]));
    for (size_t i = 0; i < AREAS; i++) {
        assert_same(d.lower[i], rank[i], 0, __LINE__);
        assert_same(d.median[i], rank[i], 0, __LINE__);
        assert_same(d.upper[i], rank[i], 0, __LINE__);
        assert_same(d.chance[i], isnan(rank[i]) ? NAN : rank[i] <= 12, 0, __LINE__);
        assert_same(d.spread[i], isnan(rank[i]) ? NAN : 0, 0, __LINE__);
        for (size_t f = 0; f < KK_FACTORS; f++) assert_true(isnan(d.due_to[f * AREAS + i]));
    }
}

static void check_only(drawn *d, kk_need_factor factor)
{
    size_t told = 0;
    run(d);
    for (size_t i = 0; i < AREAS; i++) {
        if (isnan(d->due_to[i])) continue;
        for (size_t f = 0; f < KK_FACTORS; f++) assert_true(d->due_to[f * AREAS + i] == (f == factor));
        told++;
    }
    assert_true(told > AREAS / 2);
}

static void test_one_thing_varies(void **state)
{
    (void)state;
    drawn d;
    begin(&d, KK_GAP_LEAVE);
    d.how.weight_spread = 0.25;
    check_only(&d, KK_FACTOR_WEIGHTS);
    begin(&d, KK_GAP_LEAVE);
    d.how.scale_count = 5;
    check_only(&d, KK_FACTOR_SCALE);
    begin(&d, KK_GAP_LEAVE);
    d.how.join_count = 3;
    check_only(&d, KK_FACTOR_JOIN);
    begin(&d, KK_GAP_LEAVE);
    d.how.error = d.errors;
    check_only(&d, KK_FACTOR_FIGURES);
}

/* Also where areas are equal in all, and where there are fewer than k. */
static void test_chances_add_up(void **state)
{
    (void)state;
    const size_t worst[] = {0, 1, 12, 49, 80};
    for (size_t k = 0; k < sizeof worst / sizeof *worst; k++) {
        drawn d;
        begin(&d, KK_GAP_AVERAGE);
        vary_all(&d);
        d.how.worst = worst[k];
        for (size_t j = 0; j < WORLD_INDICATORS; j++)
            for (size_t i = 10; i < 25; i++) {
                d.w.value[j][i] = 7;
                d.error[j][i] = 0;
            }
        run(&d);
        double sum = 0;
        for (size_t i = 1; i < AREAS; i++) sum += d.chance[i];
        assert_near(sum, fmin((double)worst[k], AREAS - 1), 1e-9);
        assert_true(d.chance[10] == d.chance[24] && d.lower[10] == d.lower[24]);
    }
}

/* Far above in all: first, however it is drawn; and far below. */
static void test_far_apart(void **state)
{
    (void)state;
    drawn d;
    begin(&d, KK_GAP_LEAVE);
    vary_all(&d);
    for (size_t j = 0; j < WORLD_INDICATORS; j++) {
        double far = d.w.indicator[j].is_strength ? -100 : 100;
        d.w.value[j][5] = far;
        d.w.value[j][6] = -far;
    }
    d.w.youths[5] = d.w.youths[6] = 10;
    run(&d);
    assert_true(d.lower[5] == 1 && d.upper[5] == 1 && d.chance[5] == 1);
    assert_true(d.lower[6] == d.upper[6] && d.lower[6] >= 40 && d.chance[6] == 0);
    for (size_t i = 1; i < AREAS; i++) assert_true(isnan(d.lower[i]) || d.lower[i] <= d.lower[6]);
}

/* Errors of one indicator by itself, min–max held by two areas without error: s varies by 100/range · error. */
static void test_error(void **state)
{
    (void)state;
    drawn d;
    begin(&d, KK_GAP_LEAVE);
    world_begin(&d.w, AREAS, 1, (kk_need_rule){KK_SCALE_MIN_MAX, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0});
    for (size_t i = 0; i < AREAS; i++) {
        d.w.value[0][i] = i == 0 ? 0 : i == 1 ? 50 : 20 + (double)i / 10;
        d.error[0][i] = i < 2 ? 0 : 1.5;
    }
    d.how.error = d.errors;
    d.how.draws = 1000;
    run(&d);
    double mean = 0;
    for (size_t i = 2; i < AREAS; i++) mean += d.spread[i] / (AREAS - 2);
    assert_true(d.spread[0] == 0 && d.spread[1] == 0);
    assert_near(mean, 3, 0.1);
}

/* ---- threads and order ---- */

static void test_threads_and_order(void **state)
{
    (void)state;
    drawn one, other;
    begin(&one, KK_GAP_AVERAGE);
    vary_all(&one);
    begin(&other, KK_GAP_AVERAGE);
    vary_all(&other);
    other.how.threads = 1;
    for (size_t i = 0; i < AREAS; i++) {
        size_t from = (i * 7 + 3) % AREAS;
        other.id[i] = one.id[from];
        other.w.youths[i] = one.w.youths[from];
        for (size_t j = 0; j < WORLD_INDICATORS; j++) {
            other.w.value[j][i] = one.w.value[j][from];
            other.error[j][i] = one.error[j][from];
        }
    }
    run(&one);
    run(&other);
    for (size_t i = 0; i < AREAS; i++) {
        size_t from = (i * 7 + 3) % AREAS;
        assert_same(other.lower[i], one.lower[from], 0, __LINE__);
        assert_same(other.upper[i], one.upper[from], 0, __LINE__);
        assert_same(other.chance[i], one.chance[from], 0, __LINE__);
        assert_same(other.spread[i], one.spread[from], 0, __LINE__);
        for (size_t f = 0; f < KK_FACTORS; f++)
            assert_same(other.due_to[f * AREAS + i], one.due_to[f * AREAS + from], 0, __LINE__);
    }
}

/* ---- edges ---- */

static void test_few_draws_and_areas(void **state)
{
    (void)state;
    drawn d;
    begin(&d, KK_GAP_LEAVE);
    vary_all(&d);
    d.how.draws = 1;
    run(&d);
    assert_true(d.lower[3] == d.upper[3] && isnan(d.due_to[3]));
    d.w.areas.count = 1;
    run(&d);
    assert_true(isnan(d.lower[0]) && isnan(d.chance[0]) && isnan(d.spread[0]));
    d.w.areas.count = 0;
    run(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_varies),
        cmocka_unit_test(test_one_thing_varies),
        cmocka_unit_test(test_chances_add_up),
        cmocka_unit_test(test_far_apart),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_threads_and_order),
        cmocka_unit_test(test_few_draws_and_areas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
