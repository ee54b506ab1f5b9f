/* SPDX-License-Identifier: EUPL-1.2 */
/* What sums tell, of so many wijken that threads share the work: right bounds, and the same at any number of threads.
 */
#include "unit/disclosure/estimate_cohort.h"

#include "disclosure/estimate_bounds.h"

enum { WIJKEN_MANY = 2200, COMBINATIONS = 48, CLASSES = 18, CELLS = (1 + WIJKEN_MANY) * COMBINATIONS };

typedef struct country {
    world *w;
    kk_region_type type[2];
    kk_estimate_frame frame;
    kk_estimate_sums sums;
    int32_t *truth;
    bool *shown;
} country;

static void *room_of(const country *c, size_t count, size_t size)
{
    void *room = kk_arena_alloc(&c->w->arena, count, size);
    assert_non_null(room);
    return room;
}

static bool is_in(const kk_estimate_frame *frame, size_t class, size_t combination)
{
    size_t of[DIMENSIONS] = {class / 6, class / 3 % 2, class % 3};
    for (size_t d = 0; d < DIMENSIONS; d++)
        if ((frame->dimension[d].group_bits[of[d]] >> kk_combination_group(frame, combination, d) & 1) == 0)
            return false;
    return true;
}

static void draw_persons(country *c)
{
    kk_random random;
    kk_random_init(&random, 7, 1);
    for (size_t wijk = 1; wijk <= WIJKEN_MANY; wijk++)
        for (size_t class = 0; class < CLASSES; class ++) {
            int32_t n = (int32_t)(40 * draw(&random) * draw(&random) * draw(&random));
            for (size_t i = 0; i < COMBINATIONS; i++)
                if (is_in(&c->frame, class, i)) c->truth[i] += n, c->truth[wijk * COMBINATIONS + i] += n;
        }
    for (size_t i = 0; i < CELLS; i++) c->shown[i] = c->truth[i] >= 10 && draw(&random) < 0.9;
}

static void make_sums(country *c)
{
    static const char *land[] = {"all"};
    const char **id = room_of(c, WIJKEN_MANY, sizeof *id);
    size_t parts = WIJKEN_MANY;
    for (size_t i = 0; i < WIJKEN_MANY; i++) id[i] = "wijk";
    c->type[0] = (kk_region_type){.name = "all", .count = 1, .id = land, .level = -1, .within = -1};
    c->type[1] = (kk_region_type){.name = "wijk", .count = WIJKEN_MANY, .id = id, .level = -1, .within = -1};
    c->frame = c->w->cohort.frame;
    c->frame.type_count = 2;
    c->frame.type = c->type;
    assert_int_equal(kk_estimate_sums_init(&c->frame, &c->w->arena, &c->sums, &c->w->err), KK_OK);
    c->sums.sum = room_of(c, 1, sizeof *c->sums.sum);
    c->sums.sum_count = 1;
    c->sums.sum[0] = (kk_region_sum){.type = 1, .is_contained = true};
    c->sums.sum[0].region = room_of(c, WIJKEN_MANY + 1, sizeof *c->sums.sum[0].region);
    for (uint32_t i = 0; i <= WIJKEN_MANY; i++) c->sums.sum[0].region[i] = i;
    assert_int_equal(kk_estimate_sums_link(&c->sums, &parts, &c->w->arena, &c->w->err), KK_OK);
}

static void tighten(const country *c, int threads, int32_t *lower, int32_t *upper)
{
    const kk_cell_counts counts = {.sums = &c->sums, .lower = lower, .upper = upper};
    for (size_t i = 0; i < CELLS; i++) {
        lower[i] = c->shown[i] ? c->truth[i] : 0;
        upper[i] = c->shown[i] ? c->truth[i] : KK_COUNT_UNBOUNDED;
    }
    assert_int_equal(kk_counts_tighten(&counts, threads, &c->w->err), KK_OK);
}

static void bounds_are_right_and_the_same_at_any_number_of_threads(void **state)
{
    (void)state;
    country c = {.w = world_begin(1, WIDE)};
    make_sums(&c);
    c.truth = room_of(&c, CELLS, sizeof *c.truth);
    c.shown = room_of(&c, CELLS, sizeof *c.shown);
    draw_persons(&c);
    int32_t *bound[4];
    for (size_t i = 0; i < 4; i++) bound[i] = room_of(&c, CELLS, sizeof **bound);
    tighten(&c, 1, bound[0], bound[1]);
    size_t found = 0, open = 0;
    for (size_t i = 0; i < CELLS; i++) {
        assert_in_range(c.truth[i], bound[0][i], bound[1][i]);
        found += !c.shown[i] && bound[0][i] == bound[1][i];
        open += bound[0][i] < bound[1][i];
    }
    assert_true(found > 1000 && open > 1000);
    for (int threads = 2; threads <= 4; threads += 2) {
        tighten(&c, threads, bound[2], bound[3]);
        assert_memory_equal(bound[0], bound[2], CELLS * sizeof **bound);
        assert_memory_equal(bound[1], bound[3], CELLS * sizeof **bound);
    }
    world_end(c.w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_are_right_and_the_same_at_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
