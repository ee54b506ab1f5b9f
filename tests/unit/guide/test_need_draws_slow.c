/* SPDX-License-Identifier: EUPL-1.2 */
/* Ranks over draws the slow way: draw by draw with the kernel of the index, in doubles, every pair compared. */
#include "guide/need_draw.h"
#include "unit/guide/need_drawn.h"

typedef struct slow {
    need_set set;
    need_room room;
} slow;

/* The index of one draw by the kernel in doubles. */
static void score_plainly(drawn *d, slow *of, const unsigned draw[KK_FACTORS], double *index)
{
    need_world w = d->w;
    unsigned figures = draw[KK_FACTOR_FIGURES];
    need_draw_bits(&of->set, figures / NEED_GROUP, of->room.bits);
    need_choice choice = need_choose(&of->set, draw, of->room.bits, &of->room);
    w.areas.rule.scale = choice.scale;
    w.areas.rule.join = choice.join;
    w.areas.indicator = w.indicator;
    w.areas.theme_weight = of->room.theme_weight;
    for (size_t j = 0; j < WORLD_INDICATORS; j++) {
        w.indicator[j].value = w.value[j];
        w.indicator[j].weight = of->room.weight[j];
        for (size_t i = 0; i < AREAS; i++) {
            double error = d->error[j][i] > 0 ? d->error[j][i] : 0;
            if (error > 0)
                w.value[j][i] +=
                    (w.indicator[j].is_strength ? -error : error) * (double)of->set.normal[choice.bits[j * AREAS + i]];
        }
    }
    w.areas.rule.least = 0;
    world_score(&w);
    for (size_t i = 0; i < AREAS; i++) index[i] = isnan(d->lower[i]) ? NAN : w.index[i];
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of 96 draws the 5th, 48th and 92nd. */
static void check_ranks(const drawn *d, size_t area, double (*rank)[AREAS])
{
    double own[96], worst = 0;
    for (size_t r = 0; r < 96; r++) {
        own[r] = rank[r][area];
        worst += own[r] <= 12;
    }
    qsort(own, 96, sizeof *own, compare);
    assert_near(d->lower[area], own[4], 1e-9);
    assert_near(d->median[area], own[47], 1e-9);
    assert_near(d->upper[area], own[91], 1e-9);
    assert_near(d->chance[area], worst / 96, 1e-9);
}

static void check_due_to(const drawn *d, size_t area, double (*rank)[AREAS], double (*variant)[KK_FACTORS][AREAS])
{
    double whole = 0, part[KK_FACTORS] = {0};
    for (size_t r = 0; r < 48; r++) {
        whole += pow(rank[r][area] - rank[r + 48][area], 2);
        for (size_t f = 0; f < KK_FACTORS; f++) part[f] += pow(rank[r][area] - variant[r][f][area], 2);
    }
    for (size_t f = 0; f < KK_FACTORS; f++)
        assert_same(d->due_to[f * AREAS + area], whole > 0 ? fmin(part[f] / whole, 1) : NAN, 1e-9, __LINE__);
}

static void check_slowly(kk_need_gap gap)
{
    static double rank[96][AREAS], variant[48][KK_FACTORS][AREAS];
    double index[AREAS];
    drawn d;
    slow of;
    kk_error err;
    begin(&d, gap);
    vary_all(&d);
    run(&d);
    assert_int_equal(need_set_init(&of.set, &d.w.areas, d.id, &d.how, &err), KK_OK);
    assert_int_equal(need_room_init(&of.room, &of.set, &err), KK_OK);
    for (unsigned r = 0; r < 96; r++) {
        score_plainly(&d, &of, (unsigned[]){r, r, r, r}, index);
        rank_plainly(index, rank[r]);
        for (size_t f = 0; f < KK_FACTORS && r < 48; f++) {
            unsigned draw[KK_FACTORS] = {r, r, r, r};
            draw[f] += 48;
            score_plainly(&d, &of, draw, index);
            rank_plainly(index, variant[r][f]);
        }
    }
    for (size_t i = 0; i < AREAS; i++) {
        if (isnan(d.lower[i])) continue;
        check_ranks(&d, i, rank);
        check_due_to(&d, i, rank, variant);
    }
    need_room_clear(&of.room);
    need_set_clear(&of.set);
}

static void test_slow_way(void **state)
{
    (void)state;
    for (int gap = KK_GAP_LEAVE; gap <= KK_GAP_NONE; gap++) check_slowly((kk_need_gap)gap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_slow_way)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
