/* SPDX-License-Identifier: EUPL-1.2 */
/* What chance alone makes of a scan: the replicates against brute force, and how often there is a cluster where there
   is none. */
#include "unit/inference/scan_world.h"

/* ---- the replicates ---- */

static double highest_by_force(const scan_model *model, const scan_replicates *replicates, size_t replicate,
                               scan_list *list, scan_distance *room)
{
    double highest = 0, sign = model->rule->low ? -1 : 1;
    for (uint32_t centre = 0; centre < model->areas.count; centre++) {
        scan_list_make(model, centre, INFINITY, room, list);
        double inside = 0, share = 0;
        for (size_t i = 0; i < list->count; i++) {
            uint32_t area = list->window[i].area;
            size_t block = replicate / SCAN_LANES * model->areas.count;
            inside += sign * replicates->change[block + area][replicate % SCAN_LANES];
            share += model->share[area];
            if (!scan_window_ends(&list->window[i])) continue;
            highest = fmax(highest, kk_scan_llr(inside, share * model->total, model->total, model->rule->low));
        }
    }
    return highest;
}

static void check_replicates(world *w, double total)
{
    double share[AREAS_MAX], sum = 0, maxima[48] = {0};
    static scan_window window[AREAS_MAX];
    static scan_distance room[2 * AREAS_MAX];
    scan_list list = {window, 0};
    for (size_t i = 0; i < w->areas.count; i++) sum += w->expected[i];
    for (size_t i = 0; i < w->areas.count; i++) share[i] = w->expected[i] / sum;
    const scan_model model = {w->areas, &w->rule, share, NULL, total};
    scan_replicates replicates;
    kk_error err;
    assert_int_equal(scan_replicates_draw(&model, &replicates, &err), KK_OK);
    assert_int_equal(replicates.blocks, 3);
    for (uint32_t centre = 0; centre < w->areas.count; centre++) {
        scan_list_make(&model, centre, INFINITY, room, &list);
        for (size_t block = 0; block < 3; block++)
            scan_replicates_raise(&model, &replicates, block, &list, maxima + SCAN_LANES * block);
    }
    for (size_t r = 0; r < 48; r++) {
        double expected = highest_by_force(&model, &replicates, r, &list, room);
        assert_true(expected > 0);
        assert_near(maxima[r], expected, 1e-10 * expected);
    }
    free(replicates.change);
}

static void test_nothing_is_skipped_that_counts(void **state)
{
    world *w = *state;
    w->rule.replicates = 40;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        scatter(w, seed, 60, 0, 1);
        for (size_t i = 0; i < 20; i++) {
            w->xy[2 * i] = (double)(i % 4);
            w->xy[2 * i + 1] = (double)(i / 4);
        }
        for (int low = 0; low < 2; low++) {
            w->rule.low = low;
            check_replicates(w, 3);
            check_replicates(w, 500);
            check_replicates(w, 100000);
        }
    }
}

/* Drawn one by one, and nearly all by area: the mean of an area, and its variance, are those of a multinomial. */
static void test_drawn_as_multinomial(void **state)
{
    world *w = *state;
    enum { DRAWS = 4000, AREAS = 10 };
    double share[AREAS];
    for (size_t i = 0; i < AREAS; i++) add(w, (double)i, 0, 0, 1);
    for (size_t i = 0; i < AREAS; i++) share[i] = (double)(i + 1) / 55;
    w->rule.replicates = DRAWS;
    const double totals[] = {9, 20000};
    for (int t = 0; t < 2; t++) {
        const scan_model model = {w->areas, &w->rule, share, NULL, totals[t]};
        scan_replicates drawn;
        kk_error err;
        assert_int_equal(scan_replicates_draw(&model, &drawn, &err), KK_OK);
        double sum[AREAS] = {0}, squares[AREAS] = {0};
        for (size_t r = 0; r < DRAWS; r++) {
            double total = 0;
            for (size_t i = 0; i < AREAS; i++) {
                double count = drawn.change[r / SCAN_LANES * AREAS + i][r % SCAN_LANES], mean = totals[t] * share[i];
                total += count;
                sum[i] += count - mean;
                squares[i] += (count - mean) * (count - mean);
            }
            assert_true(total == totals[t]);
        }
        for (size_t i = 0; i < AREAS; i++) {
            double variance = totals[t] * share[i] * (1 - share[i]);
            assert_near(sum[i] / DRAWS, 0, 4.5 * sqrt(variance / DRAWS));
            assert_near(squares[i] / DRAWS / variance, 1, 0.15);
        }
        free(drawn.change);
    }
}

/* ---- by chance alone, and where there is something ---- */

static double share_significant(world *w, int maps, double rate, double times)
{
    int found = 0;
    for (int map = 0; map < maps; map++) {
        scatter(w, 100 + (uint64_t)map, 40, rate, times);
        w->rule.seed = (uint64_t)map;
        run(w);
        found += w->out.count > 0 && w->out.cluster[0].p <= 0.05;
        kk_arena_clear(&w->arena);
    }
    return (double)found / maps;
}

static void test_size_and_power(void **state)
{
    world *w = *state;
    for (int low = 0; low < 2; low++) {
        w->rule.low = low;
        assert_near(share_significant(w, 1000, 0.02, 1), 0.05, 0.02);
        assert_true(share_significant(w, 100, 0.02, low ? 0.5 : 2) > 0.9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_skipped_that_counts),
        TEST(test_drawn_as_multinomial),
        TEST(test_size_and_power),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
