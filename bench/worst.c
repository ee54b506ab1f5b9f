/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * How often a list of the worst areas is wrong, on a truth that is known: what bench/worst.sh measures.
 *
 *   worst FILE WORST RUNS share|rate|raw        FILE has lines of group;persons;share, the lines of a group together
 *
 * In each run the events of every area are drawn from its true share (binomial; `rate`: Poisson) and ranked within its
 * group. `raw` ranks the shares themselves with the error √(p(1 − p)/n), as is often done. Groups of no more areas than
 * WORST are left out. Prints `name=value` a line.
 */
#include "kk/random.h"
#include "kk/ranks.h"
#include "kk/shrinkage.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BINS = 5 };

typedef struct world {
    size_t count, worst, groups;
    double *persons, *share;
    uint32_t *group, *begin;
    char kind[8];
} world;

/* Of one list, or summed over lists and areas. */
typedef struct tally {
    double lists, naive_wrong, certain_wrong, certain, possible, missed; /* missed: a true one is not possible */
    double covered, marginal, areas, places, marginal_places;
    double chance[BINS], truly[BINS], in_bin[BINS];
} tally;

typedef struct room {
    kk_rank_score *score, *posterior;
    kk_rank_set *set, *own;
    double *figure; /* centre, variance, mean, variance of the posterior, scratch */
    double *chance;
} room;

static void *need(void *memory)
{
    if (memory == NULL) exit(1);
    return memory;
}

/* ---- the world ---- */

static void world_read(world *w, const char *path)
{
    char group[64], last[64] = "";
    size_t most = 20000;
    w->persons = need(calloc(most, sizeof *w->persons));
    w->share = need(calloc(most, sizeof *w->share));
    w->group = need(calloc(most, sizeof *w->group));
    w->begin = need(calloc(most + 1, sizeof *w->begin));
    FILE *file = need(fopen(path, "r"));
    while (w->count < most &&
           fscanf(file, " %63[^;];%lf;%lf", group, &w->persons[w->count], &w->share[w->count]) == 3) {
        if (strcmp(group, last) != 0) w->groups++;
        strcpy(last, group);
        w->group[w->count] = (uint32_t)w->groups - 1;
        w->begin[w->groups] = (uint32_t)++w->count;
    }
    fclose(file);
}

static double events_of(const world *w, size_t i, kk_random *random)
{
    double events = 0;
    if (strcmp(w->kind, "rate") == 0) return kk_random_poisson(random, w->persons[i] * w->share[i]);
    for (double person = 0; person < w->persons[i]; person++) events += kk_random_uniform(random) < w->share[i];
    return events;
}

static kk_rank_score score_of(const world *w, size_t i, double events)
{
    double n = w->persons[i], share = events / n, error = sqrt(share * (1 - share) / n);
    if (strcmp(w->kind, "rate") == 0) return kk_rank_score_of_rate(events, n);
    if (strcmp(w->kind, "share") == 0) return kk_rank_score_of_share(events, n);
    return (kk_rank_score){share, error, share, share, share};
}

/* ---- one run ---- */

static void draw_run(const world *w, unsigned run, room *in)
{
    double *centre = in->figure, *variance = centre + w->count, *mean = variance + w->count, *left = mean + w->count;
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t i = 0; i < w->count; i++) {
        kk_random random;
        kk_random_init(&random, 20260101, (uint64_t)run << 32 | i);
        in->score[i] = score_of(w, i, events_of(w, i, &random));
        centre[i] = in->score[i].centre;
        variance[i] = in->score[i].error * in->score[i].error;
    }
    bool one = w->groups == 1;
    const kk_shrinkable regions = {centre, variance, one ? NULL : w->group, w->count, one ? 0 : w->groups};
    const kk_shrunk to = {mean, left, left + w->count};
    kk_shrink(&regions, &to);
    for (size_t i = 0; i < w->count; i++)
        in->posterior[i] = (kk_rank_score){.estimate = mean[i], .error = sqrt(left[i])};
}

static void rank_group(const world *w, unsigned run, size_t first, size_t count, int threads, room *in)
{
    kk_error err;
    kk_rank_options options = {0.95, true, true, 1000, run, threads};
    if (kk_rank_sets(in->score + first, count, &options, in->set + first, &err) != KK_OK) exit(1);
    if (kk_rank_chances(in->posterior + first, count, w->worst, &options, in->chance + first, &err) != KK_OK) exit(1);
    options.simultaneous = false;
    if (kk_rank_sets(in->score + first, count, &options, in->own + first, &err) != KK_OK) exit(1);
}

/* The places that an area truly has. */
static kk_rank_set truth_of(const world *w, size_t i, size_t first, size_t count)
{
    kk_rank_set truth = {0, 1, (uint32_t)count};
    for (size_t j = first; j < first + count; j++) {
        truth.lower += w->share[j] > w->share[i];
        truth.upper -= w->share[j] < w->share[i];
    }
    return truth;
}

static void tally_area(const world *w, size_t i, kk_rank_set truth, const room *in, tally *list)
{
    kk_rank_set set = in->set[i], own = in->own[i];
    bool is_worst = truth.lower <= w->worst;
    list->naive_wrong += set.rank <= w->worst && !is_worst;
    list->certain_wrong += set.upper <= w->worst && !is_worst;
    list->certain += set.upper <= w->worst;
    list->possible += set.lower <= w->worst;
    list->missed += truth.upper <= w->worst && set.lower > w->worst;
    list->covered += set.lower <= truth.lower && truth.upper <= set.upper;
    list->marginal += own.lower <= truth.lower && truth.upper <= own.upper;
    list->areas++;
    list->places += set.upper - set.lower + 1;
    list->marginal_places += own.upper - own.lower + 1;
    int bin = (int)fmin(BINS - 1, in->chance[i] * BINS);
    list->chance[bin] += in->chance[i];
    list->truly[bin] += is_worst;
    list->in_bin[bin]++;
}

static void tally_list(tally *all, const tally *list)
{
    all->lists++;
    all->naive_wrong += list->naive_wrong > 0;
    all->certain_wrong += list->certain_wrong > 0;
    all->certain += list->certain;
    all->possible += list->possible;
    all->missed += list->missed > 0;
    all->covered += list->covered == list->areas;
    all->marginal += list->marginal;
    all->areas += list->areas;
    all->places += list->places;
    all->marginal_places += list->marginal_places;
    for (int bin = 0; bin < BINS; bin++) {
        all->chance[bin] += list->chance[bin];
        all->truly[bin] += list->truly[bin];
        all->in_bin[bin] += list->in_bin[bin];
    }
}

static void do_run(const world *w, unsigned run, room *in, tally *all)
{
    draw_run(w, run, in);
#pragma omp parallel for schedule(dynamic, 1) if (w->groups > 1)
    for (size_t g = 0; g < w->groups; g++) {
        size_t first = w->begin[g], count = w->begin[g + 1] - first;
        tally list = {0};
        if (count <= w->worst) continue;
        rank_group(w, run, first, count, w->groups > 1 ? 1 : omp_get_max_threads(), in);
        for (size_t i = first; i < first + count; i++) tally_area(w, i, truth_of(w, i, first, count), in, &list);
#pragma omp critical
        tally_list(all, &list);
    }
}

static void print(const tally *all)
{
    printf("lists=%.0f\nareas in a list=%.1f\n", all->lists, all->areas / all->lists);
    printf("naive list wrong=%.2f%%\n", 100 * all->naive_wrong / all->lists);
    printf("certain list wrong=%.2f%%\n", 100 * all->certain_wrong / all->lists);
    printf("possible list misses one=%.2f%%\n", 100 * all->missed / all->lists);
    printf("certain in a list=%.2f\npossible in a list=%.2f\n", all->certain / all->lists, all->possible / all->lists);
    printf("simultaneous sets all cover=%.2f%%\n", 100 * all->covered / all->lists);
    printf("marginal sets cover=%.2f%%\n", 100 * all->marginal / all->areas);
    printf("places in a set=%.2f\n", all->places / all->areas);
    printf("places in a marginal set=%.2f\n", all->marginal_places / all->areas);
    for (int bin = 0; bin < BINS; bin++)
        printf("chance said %.1f%%=%.1f%%\n", 100 * all->chance[bin] / all->in_bin[bin],
               100 * all->truly[bin] / all->in_bin[bin]);
}

int main(int argc, char **argv)
{
    world w = {0};
    tally all = {0};
    if (argc != 5) return 2;
    world_read(&w, argv[1]);
    w.worst = strtoul(argv[2], NULL, 10);
    snprintf(w.kind, sizeof w.kind, "%s", argv[4]);
    room in = {
        .score = need(calloc(w.count, sizeof *in.score)),
        .posterior = need(calloc(w.count, sizeof *in.posterior)),
        .set = need(calloc(w.count, sizeof *in.set)),
        .own = need(calloc(w.count, sizeof *in.own)),
        .figure = need(calloc(4 * w.count + KK_SHRINK_SCRATCH(w.groups), sizeof *in.figure)),
        .chance = need(calloc(w.count, sizeof *in.chance)),
    };
    for (unsigned run = 0; run < strtoul(argv[3], NULL, 10); run++) do_run(&w, run, &in, &all);
    print(&all);
    return 0;
}
