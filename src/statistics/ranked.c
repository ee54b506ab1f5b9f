/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/random.h"
#include "kk/ranks.h"
#include "kk/shrinkage.h"
#include "statistics/work.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 1000 };

/* As words of the category. */
enum { NOT_WORST, POSSIBLY_WORST, CERTAINLY_WORST };

/* The areas of a sample that can be ranked, group by group. */
typedef struct ranking {
    kk_statistics_work *work;
    const kk_sample *sample;
    kk_sample_groups groups;
    kk_derived rank, worst, chance;
    size_t count;
    uint32_t *area, *group; /* [count] */
    size_t *begin;          /* [group + 1] */
    kk_rank_score *score;   /* [count] */
    kk_rank_score *posterior;
    kk_rank_set *set;
    double *won; /* chance of being among the worst */
} ranking;

/* ---- scores ---- */

/* By its own interval, of a skew one the longer side. Without an upper end it is never held to be the lower of two;
   without a lower end never the higher. */
static bool score_of_interval(double value, double lower, double upper, kk_rank_score *score)
{
    bool has_lower = isfinite(lower), has_upper = isfinite(upper);
    double below = has_lower ? value - lower : 0, above = has_upper ? upper - value : 0, longer = fmax(below, above);
    double low = has_lower ? value : -INFINITY, high = has_upper ? value : INFINITY;
    *score = (kk_rank_score){value, longer / 1.959963984540054, low, high, value};
    return isfinite(value) && below >= 0 && above >= 0 && (longer > 0 || (has_lower && has_upper));
}

static bool score_of(const kk_sample *sample, size_t i, kk_rank_score *score)
{
    if (sample->events == NULL) return score_of_interval(sample->value[i], sample->lower[i], sample->upper[i], score);
    double events = sample->events[i], exposure = sample->exposure[i];
    if (sample->indicator->kind == KK_SHARE && events > exposure) return false;
    *score = sample->indicator->kind == KK_SHARE ? kk_rank_score_of_share(events, exposure)
                                                 : kk_rank_score_of_rate(events, exposure);
    return true;
}

/* Rank 1 is the worst: of a strength the lowest. */
static kk_rank_score turned(kk_rank_score score)
{
    return (kk_rank_score){-score.estimate, score.error, -score.high, -score.low, -score.centre};
}

static void add_score(ranking *of, uint32_t i, uint32_t group)
{
    kk_rank_score score;
    if (!score_of(of->sample, i, &score)) return;
    of->score[of->count] = of->sample->indicator->direction == KK_DIRECTION_STRENGTH ? turned(score) : score;
    of->area[of->count] = of->sample->area[i];
    of->group[of->count++] = group;
}

static kk_status add_scores(ranking *of, kk_error *err)
{
    const kk_sample_groups *groups = &of->groups;
    of->begin = kk_arena_alloc(of->work->arena, groups->count + 1, sizeof *of->begin);
    if (of->begin == NULL) return kk_fail_memory(err);
    for (uint32_t group = 0; group < groups->count; group++) {
        for (uint32_t m = groups->begin[group]; m < groups->begin[group + 1]; m++)
            add_score(of, groups->member[m], group);
        of->begin[group + 1] = of->count;
    }
    return KK_OK;
}

/* What is known of each area after it is drawn to its group: its posterior, which its chance is counted in. */
static kk_status shrink(ranking *of, kk_error *err)
{
    size_t parents = of->groups.count;
    double *room = kk_arena_alloc(of->work->arena, 4 * of->count + KK_SHRINK_SCRATCH(parents), sizeof *room);
    if (room == NULL) return kk_fail_memory(err);
    double *mean = room + 2 * of->count, *variance = mean + of->count;
    for (size_t i = 0; i < of->count; i++) {
        room[i] = of->score[i].centre;
        room[of->count + i] = of->score[i].error * of->score[i].error;
    }
    bool one_level = parents < 2;
    const kk_shrinkable regions = {room, room + of->count, one_level ? NULL : of->group, of->count,
                                   one_level ? 0 : parents};
    const kk_shrunk to = {mean, variance, variance + of->count};
    kk_shrink(&regions, &to);
    for (size_t i = 0; i < of->count; i++)
        of->posterior[i] = (kk_rank_score){.estimate = mean[i], .error = sqrt(variance[i])};
    return KK_OK;
}

/* ---- ranks ---- */

static kk_status rank_group(const ranking *of, uint32_t group, int threads, kk_error *err)
{
    size_t first = of->begin[group], count = of->begin[group + 1] - first;
    const kk_rank_options options = {
        .confidence = of->sample->choice->ranked.confidence,
        .simultaneous = of->sample->choice->ranked.simultaneous,
        .stepdown = true,
        .draws = DRAWS,
        .seed = kk_random_seed(of->sample->seed, of->groups.code[group]),
        .threads = threads,
    };
    kk_status status = kk_rank_sets(of->score + first, count, &options, of->set + first, err);
    if (status != KK_OK) return status;
    return kk_rank_chances(of->posterior + first, count, of->sample->choice->ranked.worst, &options, of->won + first,
                           err);
}

/* Side by side where there are more groups than one. */
static kk_status rank_groups(const ranking *of, kk_error *err)
{
    int threads = of->work->threads, within = of->groups.count > 1 ? 1 : threads;
    kk_status status = KK_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads / within)
    for (uint32_t group = 0; group < of->groups.count; group++) {
        kk_error own;
        if (rank_group(of, group, within, &own) == KK_OK) continue;
#pragma omp critical(kk_ranked)
        {
            *err = own;
            status = own.status;
        }
    }
    return status;
}

/* ---- columns and rows ---- */

static void set_area(const ranking *of, size_t i)
{
    size_t count = of->begin[of->group[i] + 1] - of->begin[of->group[i]];
    if (count < 2) return;
    const kk_rank_set *set = &of->set[i];
    size_t worst = of->sample->choice->ranked.worst;
    bool is_list = of->sample->choice->ranked.simultaneous;
    kk_derived_set(&of->rank, of->area[i], (kk_estimate){set->rank, set->lower, set->upper});
    of->rank.denominator[of->area[i]] = (double)count;
    if (worst >= count) return;
    int category = set->upper <= worst ? CERTAINLY_WORST : set->lower <= worst ? POSSIBLY_WORST : NOT_WORST;
    if (is_list) kk_derived_set(&of->worst, of->area[i], (kk_estimate){category, NAN, NAN});
    kk_derived_set(&of->chance, of->area[i], (kk_estimate){of->won[i], NAN, NAN});
}

static kk_status add_row(const ranking *of, uint32_t group, size_t count, const char *statistic, double value,
                         const char *note, kk_error *err)
{
    const char *term = kk_arena_format(of->work->arena, "%u", of->sample->choice->ranked.worst);
    if (term == NULL) return kk_fail_memory(err);
    const kk_statistic_row row = {
        .within_code = of->groups.code[group],
        .within_name = of->groups.name[group],
        .statistic = statistic,
        .term = strcmp(statistic, "rank_places") == 0 ? "" : term,
        .value = value,
        .lower = NAN,
        .upper = NAN,
        .p = NAN,
        .areas = count,
        .note = note,
    };
    return kk_statistics_add_row(of->work, of->sample, row, err);
}

static kk_status add_rows(const ranking *of, uint32_t group, kk_error *err)
{
    size_t first = of->begin[group], count = of->begin[group + 1] - first;
    if (count < 2)
        return add_row(of, group, count, "rank_places", NAN, "fewer than two areas with a figure: no ranking", err);
    size_t worst = of->sample->choice->ranked.worst, certain = 0, possible = 0;
    double places = 0;
    for (size_t i = first; i < first + count; i++) {
        certain += of->set[i].upper <= worst;
        possible += of->set[i].lower <= worst;
        places += of->set[i].upper - of->set[i].lower + 1;
    }
    kk_status status = add_row(of, group, count, "rank_places", places / (double)count,
                               "mean number of places that an area may have", err);
    if (status != KK_OK || worst >= count || !of->sample->choice->ranked.simultaneous) return status;
    const char *note = kk_arena_format(
        of->work->arena, "areas certainly among the worst: with %g%% confidence that is true of all of them at once",
        100 * of->sample->choice->ranked.confidence);
    if (note == NULL) return kk_fail_memory(err);
    status = add_row(of, group, count, "worst_certain", (double)certain, note, err);
    if (status != KK_OK) return status;
    return add_row(of, group, count, "worst_possible", (double)possible, "areas certainly or possibly among the worst",
                   err);
}

/* ---- the topic ---- */

/* What is not ranked, has no rank: only what is says otherwise. */
static kk_status add_column(const ranking *of, kk_statistic_part part, kk_derived *out, kk_error *err)
{
    kk_status status = kk_derived_add(of->work, of->sample, part, out, err);
    for (size_t i = 0; i < of->sample->count && status == KK_OK; i++)
        kk_derived_refuse(out, of->sample->area[i], KK_FIGURE_NOT_APPLICABLE);
    return status;
}

/* Sets that hold one by one make no list. */
static kk_status add_columns(ranking *of, kk_error *err)
{
    kk_status status = add_column(of, KK_STATISTIC_RANK, &of->rank, err);
    if (status == KK_OK && of->sample->choice->ranked.simultaneous)
        status = add_column(of, KK_STATISTIC_WORST, &of->worst, err);
    return status == KK_OK ? add_column(of, KK_STATISTIC_WORST_CHANCE, &of->chance, err) : status;
}

static bool room_for(ranking *of)
{
    kk_arena *arena = of->work->arena;
    size_t count = of->sample->count;
    of->area = kk_arena_alloc(arena, count, sizeof *of->area);
    of->group = kk_arena_alloc(arena, count, sizeof *of->group);
    of->score = kk_arena_alloc(arena, count, sizeof *of->score);
    of->posterior = kk_arena_alloc(arena, count, sizeof *of->posterior);
    of->set = kk_arena_alloc(arena, count, sizeof *of->set);
    of->won = kk_arena_alloc(arena, count, sizeof *of->won);
    return of->area != NULL && of->group != NULL && of->score != NULL && of->posterior != NULL && of->set != NULL &&
           of->won != NULL;
}

kk_status kk_statistics_rank(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    ranking of = {.work = work, .sample = sample};
    if (!room_for(&of)) return kk_fail_memory(err);
    kk_status status = kk_sample_groups_make(work, sample, sample->choice->ranked.within, &of.groups, err);
    if (status == KK_OK) status = add_columns(&of, err);
    if (status != KK_OK) return status;
    status = add_scores(&of, err);
    if (status == KK_OK) status = shrink(&of, err);
    if (status == KK_OK) status = rank_groups(&of, err);
    for (size_t i = 0; i < of.count && status == KK_OK; i++) set_area(&of, i);
    for (uint32_t group = 0; group < of.groups.count && status == KK_OK; group++) status = add_rows(&of, group, err);
    return status;
}
