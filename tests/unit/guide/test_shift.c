/* SPDX-License-Identifier: EUPL-1.2 */
/* The path to prevention: worked by hand, and what holds of every path. */
#include "kk/allocation.h"
#include "kk/random.h"
#include "unit/check.h"

enum { AREAS = 20, YEARS_MOST = 12, ROWS = YEARS_MOST + 1 };

typedef struct path {
    int64_t front[ROWS * AREAS], back[ROWS * AREAS], freed[ROWS * AREAS];
} path;

static void make(path *p, int64_t front, int64_t back, const kk_shift_rule *rule)
{
    kk_shift(&front, &back, 1, rule, &(kk_shift_path){p->front, p->back, p->freed});
}

static void check_row(const int64_t *row, const int64_t *expected, size_t count)
{
    for (size_t year = 0; year < count; year++) assert_int_equal(row[year], expected[year]);
}

/* A fifth of 1000 in four years: 50 a year. */
static void test_by_hand(void **state)
{
    (void)state;
    path p;
    make(&p, 100, 1000, &(kk_shift_rule){.years = 4, .share = 0.2, .yearly_most = 0.1});
    check_row(p.front, (int64_t[]){100, 150, 200, 250, 300}, 5);
    check_row(p.back, (int64_t[]){1000, 950, 900, 850, 800}, 5);
    check_row(p.freed, (int64_t[]){0, 0, 0, 0, 0}, 5);
}

/* At most 4% leaves: 40 of 1000, then 4% of 960 = 38.4, of 922 = 36.88, of 886 = 35.44. */
static void test_ceiling(void **state)
{
    (void)state;
    path p;
    make(&p, 100, 1000, &(kk_shift_rule){.years = 4, .share = 0.2, .yearly_most = 0.04});
    check_row(p.front, (int64_t[]){100, 140, 178, 214, 249}, 5);
    check_row(p.back, (int64_t[]){1000, 960, 922, 886, 851}, 5);
}

/* Half of what front had more two years before is freed: 25, 50. */
static void test_returns(void **state)
{
    (void)state;
    path p;
    make(&p, 100, 1000,
         &(kk_shift_rule){.years = 4, .share = 0.2, .yearly_most = 0.1, .returns = 0.5, .delay_years = 2});
    check_row(p.front, (int64_t[]){100, 150, 200, 250, 300}, 5);
    check_row(p.freed, (int64_t[]){0, 0, 0, 25, 50}, 5);
    check_row(p.back, (int64_t[]){1000, 950, 900, 825, 750}, 5);
    make(&p, 100, 1000, &(kk_shift_rule){.years = 2, .share = 0.2, .yearly_most = 0.12, .returns = 0.5});
    check_row(p.front, (int64_t[]){100, 200, 300}, 3);
    check_row(p.freed, (int64_t[]){0, 20, 25}, 3); /* 120 may leave, 100 is moved; of 880 105, 100 is moved */
}

static void check_area(const path *p, size_t area, const kk_shift_rule *rule)
{
    int64_t all = p->front[area] + p->back[area];
    for (size_t year = 1; year <= rule->years; year++) {
        size_t now = year * AREAS + area, before = now - AREAS;
        assert_int_equal(p->front[now] + p->back[now] + p->freed[now], all);
        assert_true(p->front[now] >= p->front[before] && p->freed[now] >= p->freed[before] && p->back[now] >= 0);
        assert_true((double)(p->back[before] - p->back[now]) <= rule->yearly_most * (double)p->back[before]);
        assert_true((double)(p->front[now] - p->front[area]) <= rule->share * (double)p->back[area]);
        double extra =
            year < rule->delay_years ? 0 : (double)(p->front[now - rule->delay_years * AREAS] - p->front[area]);
        assert_true((double)p->freed[now] <= rule->returns * extra);
    }
}

static void test_every_path(void **state)
{
    (void)state;
    kk_random random;
    kk_random_init(&random, 3, 0);
    for (int k = 0; k < 500; k++) {
        static path p;
        int64_t front[AREAS], back[AREAS];
        kk_shift_rule rule = {.years = 1 + kk_random_below(&random, YEARS_MOST),
                              .share = kk_random_uniform(&random),
                              .yearly_most = kk_random_uniform(&random) / 2,
                              .returns = k % 3 == 0 ? 0 : 3 * kk_random_uniform(&random),
                              .delay_years = kk_random_below(&random, 4)};
        for (int i = 0; i < AREAS; i++) {
            front[i] = (int64_t)(pow(10, 12 * kk_random_uniform(&random))) - 1;
            back[i] = (int64_t)(pow(10, 12 * kk_random_uniform(&random))) - 1;
        }
        kk_shift(front, back, AREAS, &rule, &(kk_shift_path){p.front, p.back, p.freed});
        for (size_t i = 0; i < AREAS; i++) {
            assert_int_equal(p.front[i], front[i]);
            assert_int_equal(p.back[i], back[i]);
            check_area(&p, i, &rule);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_returns),
        cmocka_unit_test(test_every_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
