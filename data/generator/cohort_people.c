/* SPDX-License-Identifier: EUPL-1.2 */
#include "cohort_people.h"

#include "apportion.h"
#include "failure.h"

#include <stdlib.h>

/* Of those born about 1990, as CBS counts them. */
static const double share_of_men = 0.512, odds_of_migration = 0.22;
static const double share_of_background[BACKGROUND_COUNT] = {0, 0.155, 0.165, 0.13, 0.06, 0.49};
static const double share_of_single = 0.122, share_of_other = 0.04;

/* In standard deviations of what parents earn. */
static const double means_of_background[BACKGROUND_COUNT] = {0, -1.1, -0.9, -0.6, -1.0, -0.4};
static const double means_of_parents[PARENTS_COUNT] = {0, -0.7, -0.4};

static double limited(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static background draw_background(const profile *home, stream *random)
{
    double odds = odds_of_migration * exponential(1.1 * (home->urbanity - 0.4) + 0.35 * limited(home->hardship, -3, 3));
    if (!stream_chance(random, odds / (1 + odds))) return NO_MIGRATION;
    double choice = stream_unit(random);
    for (int b = MOROCCO; b < ELSEWHERE; b++) {
        if (choice < share_of_background[b]) return (background)b;
        choice -= share_of_background[b];
    }
    return ELSEWHERE;
}

static parents draw_parents(const profile *home, background from, stream *random)
{
    bool is_caribbean = from == SURINAME || from == DUTCH_CARIBBEAN;
    double single = limited(share_of_single + 0.02 * home->hardship, 0.03, 0.4) + (is_caribbean ? 0.2 : 0);
    double choice = stream_unit(random);
    return choice < share_of_other ? OTHER_PARENTS : choice < share_of_other + single ? SINGLE_PARENT : BOTH_PARENTS;
}

/* The ranks are means still: what the parents have, in standard deviations. */
static grown_up draw_one(const area *buurt, int index, stream *random)
{
    const profile *home = &buurt->inhabitants;
    grown_up drawn = {.buurt = index, .is_male = stream_chance(random, share_of_men)};
    drawn.background = draw_background(home, random);
    drawn.parents = draw_parents(home, drawn.background, random);
    double income = means_of_background[drawn.background] + means_of_parents[drawn.parents] -
                    0.3 * limited(home->hardship, -3, 3) + stream_normal(random);
    drawn.rank[RANK_OF_INCOME] = income;
    drawn.rank[RANK_OF_WEALTH] = 0.7 * income + 0.6 * stream_normal(random);
    return drawn;
}

typedef struct {
    double means;
    int person;
} place_in_line;

static int by_means(const void *a, const void *b)
{
    const place_in_line *x = a, *y = b;
    return x->means != y->means ? (x->means > y->means) - (x->means < y->means) : x->person - y->person;
}

static void rank_all(grown_up *all, int count, parents_rank by)
{
    place_in_line *line = allocate((size_t)count, sizeof *line);
    for (int i = 0; i < count; i++) line[i] = (place_in_line){all[i].rank[by], i};
    qsort(line, (size_t)count, sizeof *line, by_means);
    for (int i = 0; i < count; i++) all[line[i].person].rank[by] = (i + 0.5) / count;
    free(line);
}

static void shuffle(grown_up *all, int count, uint64_t seed)
{
    stream random = stream_of(seed, 62);
    for (int i = count - 1; i > 0; i--) {
        int other = stream_below(&random, i + 1);
        grown_up swap = all[i];
        all[i] = all[other];
        all[other] = swap;
    }
}

static int *share_out(const area_list *buurten, int count)
{
    double *weights = allocate((size_t)buurten->count, sizeof *weights);
    int *parts = allocate((size_t)buurten->count, sizeof *parts);
    for (int i = 0; i < buurten->count; i++)
        weights[i] = buurten->items[i].is_missing_on_map ? 0 : buurten->items[i].figures.youths;
    apportion(count, 0, weights, buurten->count, parts);
    free(weights);
    return parts;
}

grown_up *grown_ups_draw(const territory *t, int count, uint64_t seed)
{
    const area_list *buurten = &t->levels[LEVEL_BUURT];
    int *parts = share_out(buurten, count), drawn = 0;
    grown_up *all = allocate((size_t)count, sizeof *all);
    for (int i = 0; i < buurten->count; i++) {
        stream random = area_stream(&buurten->items[i], seed + 61);
        for (int j = 0; j < parts[i]; j++) all[drawn++] = draw_one(&buurten->items[i], i, &random);
    }
    free(parts);
    for (int by = 0; by < RANK_COUNT; by++) rank_all(all, count, (parents_rank)by);
    shuffle(all, count, seed);
    return all;
}
