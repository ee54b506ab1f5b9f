/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/pattern.h"
#include "kk/moran.h"
#include "kk/random.h"

#include <math.h>

/* What is found of each area of a sample. */
typedef struct pattern {
    kk_neighbours neighbours;
    const double *figure; /* rates are standardised */
    kk_local_moran local;
    double *cluster_p; /* two-sided */
    double *hotspot_z, *hotspot_p;
    double cluster_limit, hotspot_limit;
} pattern;

/* A raw rate of a small area is high or low by chance, and would make patterns of its own. */
static double *standardise(kk_statistics_work *work, const kk_sample *sample)
{
    double *z = kk_arena_alloc(work->arena, sample->count, sizeof *z);
    if (z != NULL) kk_rate_standardise(sample->events, sample->exposure, sample->count, z);
    return z;
}

static bool room_for(pattern *of, size_t count, kk_arena *arena)
{
    of->local.statistic = kk_arena_alloc(arena, count, sizeof(double));
    of->local.p = kk_arena_alloc(arena, count, sizeof(double));
    of->local.quadrant = kk_arena_alloc(arena, count, 1);
    of->cluster_p = kk_arena_alloc(arena, count, sizeof(double));
    of->hotspot_z = kk_arena_alloc(arena, count, sizeof(double));
    of->hotspot_p = kk_arena_alloc(arena, count, sizeof(double));
    return of->local.statistic != NULL && of->local.p != NULL && of->local.quadrant != NULL && of->cluster_p != NULL &&
           of->hotspot_z != NULL && of->hotspot_p != NULL;
}

static bool is_island(const pattern *of, size_t i)
{
    return of->neighbours.begin[i] == of->neighbours.begin[i + 1];
}

static kk_status find_pattern(const kk_statistics_work *work, const kk_sample *sample, pattern *of, kk_error *err)
{
    const kk_permutations permutations = {
        .count = sample->choice->pattern.permutations,
        .seed = kk_random_seed(sample->seed, "pattern"),
        .threads = work->threads,
    };
    double rate = sample->choice->pattern.fdr;
    kk_status status = kk_local_moran_make(of->figure, &of->neighbours, &permutations, &of->local, err);
    if (status == KK_OK) status = kk_getis_ord_make(of->figure, &of->neighbours, of->hotspot_z, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < sample->count; i++) {
        bool island = is_island(of, i);
        of->cluster_p[i] = island || isnan(of->local.p[i]) ? NAN : fmin(1, 2 * of->local.p[i]);
        of->hotspot_p[i] = island ? NAN : kk_significance_of_z(of->hotspot_z[i]).two_sided;
    }
    status = kk_false_discovery_limit(of->cluster_p, sample->count, rate, &of->cluster_limit, err);
    return status == KK_OK ? kk_false_discovery_limit(of->hotspot_p, sample->count, rate, &of->hotspot_limit, err)
                           : status;
}

/* ---- what becomes of it ---- */

static double cluster_of(const pattern *of, size_t i)
{
    if (isnan(of->cluster_p[i])) return NAN;
    return of->cluster_p[i] <= of->cluster_limit ? of->local.quadrant[i] : KK_QUADRANT_NONE;
}

static double hotspot_of(const pattern *of, size_t i)
{
    if (isnan(of->hotspot_p[i])) return NAN;
    if (!(of->hotspot_p[i] <= of->hotspot_limit)) return 0;
    return of->hotspot_z[i] > 0 ? 1 : -1;
}

static double cluster_p_of(const pattern *of, size_t i)
{
    return of->cluster_p[i];
}

static double hotspot_z_of(const pattern *of, size_t i)
{
    return of->hotspot_z[i];
}

static kk_status add_column(kk_statistics_work *work, const kk_sample *sample, const pattern *of,
                            kk_statistic_part part, double (*figure)(const pattern *of, size_t i), kk_error *err)
{
    kk_derived column;
    kk_status status = kk_derived_add(work, sample, part, &column, err);
    for (size_t i = 0; i < sample->count && status == KK_OK; i++) {
        if (is_island(of, i))
            kk_derived_refuse(&column, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        else
            kk_derived_set(&column, sample->area[i], (kk_estimate){figure(of, i), NAN, NAN});
    }
    return status;
}

/* So few permutations that an area by itself, however unlike the others, cannot pass. */
static const char *describe_floor(kk_arena *arena, const kk_config_statistic *choice, double limit, size_t areas)
{
    double least = 2.0 / (choice->pattern.permutations + 1.0), needed = (double)areas * least / choice->pattern.fdr;
    if (limit > least || needed <= 1) return "";
    return kk_arena_format(
        arena, "; %u permutations make no p below %.3g, which passes only where %.0f areas have it: take more",
        choice->pattern.permutations, least, ceil(needed));
}

static const char *describe_limit(kk_arena *arena, double rate, double limit, const char *least)
{
    if (limit <= 0) return kk_arena_format(arena, "areas: none passes, at a false discovery rate of %g%s", rate, least);
    return kk_arena_format(arena, "areas, at a false discovery rate of %g: two-sided p at most %.3g%s", rate, limit,
                           least);
}

/* How many areas are of each category but the one that is none. */
static kk_status add_counts(kk_statistics_work *work, const kk_sample *sample, const pattern *of,
                            kk_statistic_part part, double (*figure)(const pattern *of, size_t i), kk_error *err)
{
    double limit = part == KK_STATISTIC_CLUSTER ? of->cluster_limit : of->hotspot_limit;
    size_t categories, areas = 0;
    for (size_t i = 0; i < sample->count; i++) areas += isnan(figure(of, i)) ? 0 : 1;
    const char *least = part == KK_STATISTIC_CLUSTER ? describe_floor(work->arena, sample->choice, limit, areas) : "";
    const kk_category *category = kk_statistic_categories(part, &categories);
    const char *note = least == NULL ? NULL : describe_limit(work->arena, sample->choice->pattern.fdr, limit, least);
    kk_status status = note == NULL ? kk_fail_memory(err) : KK_OK;
    for (size_t c = 0; c < categories && status == KK_OK; c++) {
        size_t found = 0;
        for (size_t i = 0; i < sample->count; i++) found += figure(of, i) == category[c].code;
        if (category[c].code == 0) continue;
        const char *statistic = part == KK_STATISTIC_CLUSTER ? "clusters" : "hotspots";
        kk_statistic_row row = kk_pattern_row(statistic, category[c].word, (double)found, areas);
        row.note = note;
        status = kk_statistics_add_row(work, sample, row, err);
    }
    return status;
}

static kk_status add_islands(kk_statistics_work *work, const kk_sample *sample, const pattern *of, kk_error *err)
{
    double islands = (double)kk_neighbours_islands(&of->neighbours);
    kk_statistic_row row = kk_pattern_row("islands", "", islands, sample->count);
    row.note = "areas without a neighbour that has a figure: not in any cluster, nor outside one";
    return kk_statistics_add_row(work, sample, row, err);
}

static kk_status add_columns(kk_statistics_work *work, const kk_sample *sample, const pattern *of, kk_error *err)
{
    kk_status status = add_column(work, sample, of, KK_STATISTIC_CLUSTER, cluster_of, err);
    if (status == KK_OK) status = add_column(work, sample, of, KK_STATISTIC_CLUSTER_P, cluster_p_of, err);
    if (status == KK_OK) status = add_column(work, sample, of, KK_STATISTIC_HOTSPOT, hotspot_of, err);
    if (status == KK_OK) status = add_column(work, sample, of, KK_STATISTIC_HOTSPOT_Z, hotspot_z_of, err);
    return status;
}

kk_status kk_statistics_pattern(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    pattern of = {0};
    double *standardised = sample->events == NULL ? NULL : standardise(work, sample);
    if ((sample->events != NULL && standardised == NULL) || !room_for(&of, sample->count, work->arena))
        return kk_fail_memory(err);
    of.figure = standardised == NULL ? sample->value : standardised;
    kk_status status = kk_sample_neighbours(work, sample, &of.neighbours, err);
    if (status == KK_OK) status = find_pattern(work, sample, &of, err);
    if (status == KK_OK) status = add_columns(work, sample, &of, err);
    if (status == KK_OK) status = kk_pattern_global(work, sample, &of.neighbours, standardised, err);
    if (status == KK_OK) status = add_counts(work, sample, &of, KK_STATISTIC_CLUSTER, cluster_of, err);
    if (status == KK_OK) status = add_counts(work, sample, &of, KK_STATISTIC_HOTSPOT, hotspot_of, err);
    return status == KK_OK ? add_islands(work, sample, &of, err) : status;
}
