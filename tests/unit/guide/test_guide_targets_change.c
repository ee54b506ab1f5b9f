/* SPDX-License-Identifier: EUPL-1.2 */
/* What would take an area on or off the list, against the index computed anew.
 */
#include "unit/guide/targets_world.h"

#include "guide/guide_targets.h"

enum { ALL = WIJKEN + 2 };

/*
 * How much the index of the wijk would rise if its figure of an indicator changed `by` so much: of a scale by place all
 * is computed anew, as means play no part; of another, for one more wijk that nobody lives in, as it has no part in
 * means.
 */
static double rise(const targets_world *w, size_t wijk, size_t indicator, double by)
{
    double value[NEEDS][ALL], youths[ALL] = {0}, scaled[NEEDS * ALL], mean[NEEDS], theme[2 * ALL], index[ALL],
                              contribution[NEEDS * ALL], average[1], room_value[ALL], room_weight[ALL];
    uint32_t room_area[ALL], room_order[ALL];
    kk_need_indicator need[NEEDS];
    kk_need_areas areas = w->index.areas;
    bool by_place = areas.rule.scale >= KK_SCALE_PERCENTILE || areas.rule.join == KK_JOIN_OUTRANKING;
    size_t at = by_place ? wijk : ALL - 1;
    for (size_t j = 0; j < NEEDS; j++) {
        need[j] = areas.indicator[j];
        memcpy(value[j], need[j].value, (ALL - 1) * sizeof(double));
        value[j][ALL - 1] = by_place ? NAN : need[j].value[wijk];
        value[j][at] += j == indicator ? by : 0;
        need[j].value = value[j];
    }
    memcpy(youths, areas.youths, (ALL - 1) * sizeof(double));
    areas.count = ALL;
    areas.indicator = need;
    areas.youths = youths;
    kk_need_score(&areas, &(kk_need_room){room_value, room_weight, room_area, room_order},
                  &(kk_need_scores){scaled, mean, theme, index, contribution, average});
    return index[at] - w->index.scores.index[wijk];
}

static double deviation(const targets_world *w, size_t indicator)
{
    const double *value = w->index.areas.indicator[indicator].value;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) sum += value[i] / UNKNOWN_WIJK;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) squares += (value[i] - sum) * (value[i] - sum);
    return sqrt(squares / UNKNOWN_WIJK);
}

static bool is_over(const targets_world *w, size_t wijk, size_t indicator, double by)
{
    const kk_target *target = &w->f->guide.targets->target[wijk];
    double moved = rise(w, wijk, indicator, by);
    return (target->is_chosen ? -moved : moved) > target->margin + 1e-11;
}

/* No change of any indicator that is smaller, within what other areas have, is enough. */
static void check_nothing_less(const targets_world *w, size_t wijk, double deviations)
{
    enum { GRID = 60 };
    for (size_t j = 0; j < NEEDS; j++)
        for (int step = -GRID; step <= GRID; step++) {
            double by = 0.999999 * fmin(deviations, 4) * deviation(w, j) * step / GRID;
            double value = w->index.areas.indicator[j].value[wijk] + by, least = INFINITY, most = -INFINITY;
            for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
                least = fmin(least, w->index.areas.indicator[j].value[i]);
                most = fmax(most, w->index.areas.indicator[j].value[i]);
            }
            if (value >= least && value <= most) assert_false(is_over(w, wijk, j, by));
        }
}

static size_t check_wijk(const targets_world *w, size_t wijk, const guide_change *change)
{
    if (change->indicator == NULL) {
        check_nothing_less(w, wijk, INFINITY);
        return 0;
    }
    size_t j = 0;
    while (w->index.figures[j].indicator != change->indicator) j++;
    assert_true(is_over(w, wijk, j, change->by * (1 + 1e-9)));
    check_nothing_less(w, wijk, fabs(change->by) / deviation(w, j));
    return 1;
}

static void test_the_least_change_is_enough_and_nothing_less_is(void **state)
{
    (void)state;
    static const kk_need_rule rules[] = {{KK_SCALE_PERCENTILE, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.6},
                                         {KK_SCALE_Z, KK_JOIN_ARITHMETIC, KK_GAP_NONE, 0},
                                         {KK_SCALE_MIN_MAX, KK_JOIN_GEOMETRIC, KK_GAP_LEAVE, 0.6},
                                         {KK_SCALE_EXPONENTIAL, KK_JOIN_ARITHMETIC, KK_GAP_AVERAGE, 0},
                                         {KK_SCALE_ROBUST_Z, KK_JOIN_ARITHMETIC, KK_GAP_LEAVE, 0.6},
                                         {KK_SCALE_Z, KK_JOIN_OUTRANKING, KK_GAP_LEAVE, 0.6}};
    for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
        targets_world *w = world_begin();
        world_score(w, rules[r]);
        w->target[0].choose = 5;
        world_make(w);
        guide_change change[WIJKEN + 1];
        size_t found = 0;
        assert_int_equal(guide_changes_find(&w->index, w->f->guide.targets->target, 1, change, &w->f->err), KK_OK);
        for (size_t i = 0; i < UNKNOWN_WIJK; i++) found += check_wijk(w, i, &change[i]);
        assert_in_range(found, 3, UNKNOWN_WIJK);
        assert_null(change[UNKNOWN_WIJK].indicator);
        world_end(w);
    }
}

static void test_the_sheet_tells_indicator_and_sign(void **state)
{
    (void)state;
    targets_world *w = world_begin();
    w->target[0].choose = 5;
    world_make(w);
    size_t told = 0;
    for (size_t i = 0; i < UNKNOWN_WIJK; i++) {
        const char *name = world_cell(w, i, "margin_indicator").text;
        double change = world_cell(w, i, "margin_change").number;
        assert_int_equal(*name == '\0', isnan(change));
        if (*name == '\0') continue;
        bool is_strength = strcmp(name, "income") == 0;
        assert_int_equal(change > 0, world_cell(w, i, "is_chosen").whole == is_strength);
        told++;
    }
    assert_in_range(told, 4, UNKNOWN_WIJK);
    world_end(w);
}

static void check_sentence(kk_target target, guide_change change, const char *expected)
{
    kk_arena arena;
    kk_arena_init(&arena);
    assert_string_equal(guide_margin_nl(&target, &change, &arena), expected);
    kk_arena_clear(&arena);
}

static void test_sentences(void **state)
{
    (void)state;
    const kk_config_indicator poverty = {.label_nl = "Armoede"};
    const guide_change none = {NULL, NAN}, less = {&poverty, -2.31}, more = {&poverty, 1234};
    const kk_target_class possible = KK_TARGET_POSSIBLE;
    check_sentence((kk_target){.class = possible, .is_chosen = true, .margin = 3.14}, none,
                   "Gaat van de lijst als de index meer dan 3,2 daalt.");
    check_sentence((kk_target){.class = possible, .is_chosen = true, .margin = 3}, less,
                   "Gaat van de lijst als de index meer dan 3,0 daalt, bijvoorbeeld als ‘Armoede’ 2,4 lager is.");
    check_sentence((kk_target){.class = possible, .margin = 0.0412}, more,
                   "Komt op de lijst als de index meer dan 0,042 stijgt, bijvoorbeeld als ‘Armoede’ 1234 hoger is.");
    check_sentence((kk_target){.class = possible, .margin = 0}, none, "Komt op de lijst zodra de index stijgt.");
    check_sentence((kk_target){.class = possible, .margin = INFINITY}, none,
                   "Komt niet op de lijst, ook niet als de index stijgt.");
    check_sentence((kk_target){.class = KK_TARGET_NONE, .margin = NAN}, none, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_least_change_is_enough_and_nothing_less_is),
        cmocka_unit_test(test_the_sheet_tells_indicator_and_sign),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
