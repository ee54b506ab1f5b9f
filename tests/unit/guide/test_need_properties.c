/* SPDX-License-Identifier: EUPL-1.2 */
/* What holds of every index of need, on areas made up at random. */
#include "unit/guide/need_world.h"

enum { WORLDS = 20, AREAS = 60 };

static const double near_enough = 1e-9;

typedef void check_of(need_world *w);

static void check_rule(kk_need_rule rule, unsigned number, check_of *check)
{
    need_world w;
    world_begin(&w, AREAS, WORLD_INDICATORS, rule);
    world_fill(&w, number, 0.15);
    world_score(&w);
    check(&w);
}

/* All joins and gaps, with the scales first … last. */
static void check_all(kk_need_scale first, kk_need_scale last, check_of *check)
{
    for (unsigned number = 0; number < WORLDS; number++)
        for (int scale = (int)first; scale <= (int)last; scale++)
            for (int join = KK_JOIN_ARITHMETIC; join <= KK_JOIN_OUTRANKING; join++)
                for (int gap = KK_GAP_LEAVE; gap <= KK_GAP_NONE; gap++)
                    check_rule((kk_need_rule){(kk_need_scale)scale, (kk_need_join)join, (kk_need_gap)gap, 0.4}, number,
                               check);
}

static void assert_same_index(const need_world *found, const need_world *expected)
{
    for (size_t i = 0; i < AREAS; i++) assert_same(found->index[i], expected->index[i], near_enough, __LINE__);
}

static void copy_world(need_world *to, const need_world *from)
{
    *to = *from;
    to->areas.indicator = to->indicator;
    to->areas.theme_weight = to->theme_weight;
    to->areas.youths = to->youths;
    for (size_t j = 0; j < WORLD_INDICATORS; j++) to->indicator[j].value = to->value[j];
}

/* ---- units ---- */

static void change_unit(need_world *w)
{
    need_world other;
    copy_world(&other, w);
    for (size_t i = 0; i < AREAS; i++) other.value[2][i] = 1000 + 37 * other.value[2][i];
    world_score(&other);
    assert_same_index(&other, w);
}

static void bend(need_world *w)
{
    need_world other;
    copy_world(&other, w);
    for (size_t i = 0; i < AREAS; i++) other.value[2][i] = exp(other.value[2][i] / 4);
    world_score(&other);
    assert_same_index(&other, w);
}

static void turn(need_world *w)
{
    need_world other;
    copy_world(&other, w);
    for (size_t i = 0; i < AREAS; i++) other.value[2][i] = -other.value[2][i];
    other.indicator[2].is_strength = !other.indicator[2].is_strength;
    world_score(&other);
    assert_same_index(&other, w);
}

static void scale_weights(need_world *w)
{
    need_world other;
    copy_world(&other, w);
    for (size_t j = 0; j < WORLD_INDICATORS; j++) other.indicator[j].weight *= 8;
    for (size_t t = 0; t < WORLD_THEMES; t++) other.theme_weight[t] *= 3;
    for (size_t i = 0; i < AREAS; i++) other.youths[i] *= 2;
    world_score(&other);
    assert_same_index(&other, w);
}

static void test_units(void **state)
{
    (void)state;
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, change_unit);
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, turn);
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, scale_weights);
    check_all(KK_SCALE_PERCENTILE, KK_SCALE_EXPONENTIAL, bend);
}

/* ---- order ---- */

static void mix_order(need_world *w)
{
    need_world other;
    copy_world(&other, w);
    for (size_t i = 0; i < AREAS; i++) {
        size_t from = (i * 23 + 7) % AREAS;
        other.youths[i] = w->youths[from];
        for (size_t j = 0; j < WORLD_INDICATORS; j++) other.value[j][i] = w->value[j][from];
    }
    world_score(&other);
    for (size_t i = 0; i < AREAS; i++)
        assert_same(other.index[i], w->index[(i * 23 + 7) % AREAS], near_enough, __LINE__);
}

static void test_order(void **state)
{
    (void)state;
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, mix_order);
}

/* ---- sums ---- */

/* The index of an area where its own indicators are at their means, by its own weights. */
static double average_with_gaps(const need_world *w, size_t area)
{
    need_world other;
    copy_world(&other, w);
    bool is_geometric = w->areas.rule.join == KK_JOIN_GEOMETRIC, is_z = w->areas.rule.scale <= KK_SCALE_ROBUST_Z;
    double sum = 0, whole = 0;
    for (size_t t = 0; t < WORLD_THEMES; t++) {
        double part = 0, there = 0;
        for (size_t j = 0; j < WORLD_INDICATORS; j++) {
            bool counts = w->areas.rule.gap == KK_GAP_AVERAGE || !isnan(w->value[j][area]);
            if (w->indicator[j].theme != t || !counts) continue;
            double level = !is_geometric ? w->mean[j] : is_z ? w->mean[j] / 2 : log(1 + w->mean[j]);
            part += w->indicator[j].weight * level;
            there += w->indicator[j].weight;
        }
        if (there <= 0) continue;
        sum += w->theme_weight[t] * part / there;
        whole += w->theme_weight[t];
    }
    return sum / whole;
}

static void add_up(need_world *w)
{
    size_t scored = 0;
    for (size_t i = 0; i < AREAS; i++) {
        if (isnan(w->index[i])) continue;
        double sum = 0, level = w->areas.rule.join == KK_JOIN_GEOMETRIC ? log(w->index[i]) : w->index[i];
        for (size_t j = 0; j < WORLD_INDICATORS; j++) {
            double part = w->contribution[j * AREAS + i];
            assert_true(isnan(part) == (isnan(w->value[j][i]) && w->areas.rule.gap != KK_GAP_AVERAGE));
            if (!isnan(part)) sum += part;
        }
        assert_near(sum, level - average_with_gaps(w, i), near_enough);
        scored++;
    }
    assert_true(scored > AREAS / 5);
}

static void test_contributions(void **state)
{
    (void)state;
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, add_up);
}

/* Means are those of the youths: they balance. */
static void balance(need_world *w)
{
    if (w->areas.rule.join == KK_JOIN_OUTRANKING) return;
    for (size_t j = 0; j < WORLD_INDICATORS; j++) {
        double sum = 0;
        for (size_t i = 0; i < AREAS; i++) {
            double scaled = w->scaled[j * AREAS + i];
            if (!isnan(scaled)) sum += w->youths[i] * (scaled - w->mean[j]);
        }
        assert_near(sum, 0, 1e-7);
    }
}

static void test_means(void **state)
{
    (void)state;
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, balance);
}

/* ---- more need ---- */

/* By place, and between the least and the most, the scale of the others takes no note of how much one area rises. */
static void raise_one(need_world *w)
{
    double before[AREAS];
    memcpy(before, w->index, sizeof before);
    for (size_t i = 0; i < AREAS; i += 7) {
        if (isnan(before[i]) || isnan(w->value[1][i])) continue;
        double was = w->value[1][i];
        w->value[1][i] += w->indicator[1].is_strength ? -2 : 2;
        world_score(w);
        assert_true(w->index[i] >= before[i] - near_enough);
        w->value[1][i] = was;
    }
}

static void test_more_need(void **state)
{
    (void)state;
    check_all(KK_SCALE_PERCENTILE, KK_SCALE_EXPONENTIAL, raise_one);
}

/* On scales with moments: of two areas alike but for one indicator, the one with more of it is never below. */
static void outdo_twin(need_world *w)
{
    for (size_t j = 0; j < WORLD_INDICATORS; j++) w->value[j][1] = w->value[j][0] = 0.25;
    w->value[3][1] += w->indicator[3].is_strength ? -3 : 3;
    world_score(w);
    assert_true(w->youths[0] + w->youths[1] > 0 ? w->index[1] > w->index[0] : w->index[1] >= w->index[0]);
}

static void test_twins(void **state)
{
    (void)state;
    check_all(KK_SCALE_Z, KK_SCALE_EXPONENTIAL, outdo_twin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units), cmocka_unit_test(test_order),     cmocka_unit_test(test_contributions),
        cmocka_unit_test(test_means), cmocka_unit_test(test_more_need), cmocka_unit_test(test_twins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
