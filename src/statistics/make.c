/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "statistics/sample.h"

#include <string.h>

static bool wants_level(const kk_config_statistic *choice, const kk_level *level)
{
    if (choice->level_count == 0) return true;
    for (size_t i = 0; i < choice->level_count; i++)
        if (strcmp(choice->levels[i], level->name) == 0) return true;
    return false;
}

static bool needs_neighbours(const kk_config_statistic *choice)
{
    return choice->pattern.given || (choice->smoothed.given && choice->smoothed.method != KK_SMOOTHING_EB);
}

bool kk_statistics_need_neighbours(const kk_config *config, const kk_level *level)
{
    const kk_config_statistics *statistics = &config->statistics;
    for (size_t i = 0; i < statistics->of_count; i++) {
        const kk_config_statistic *choice = &statistics->of[i];
        if (wants_level(choice, level) && (statistics->export_neighbours || needs_neighbours(choice))) return true;
    }
    return false;
}

bool kk_statistics_need_centroids(const kk_config *config, const kk_level *level)
{
    for (size_t i = 0; i < config->statistics.of_count; i++)
        if (config->statistics.of[i].scan.given && wants_level(&config->statistics.of[i], level)) return true;
    return false;
}

/* ---- one choice, at one level ---- */

static kk_status make_of_sample(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    const kk_config_statistic *choice = sample->choice;
    const struct {
        bool given;
        kk_status (*make)(kk_statistics_work *work, const kk_sample *sample, kk_error *err);
    } topics[] = {
        {choice->smoothed.given, kk_statistics_smooth},
        {choice->standardised.given, kk_statistics_standardise},
        {choice->expected.given, kk_statistics_expect},
        {choice->pattern.given, kk_statistics_pattern},
        {choice->scan.given, kk_statistics_scan},
        {choice->ranked.given, kk_statistics_rank},
        {choice->inequality.given, kk_statistics_inequality},
    };
    kk_status status = KK_OK;
    for (size_t t = 0; t < sizeof topics / sizeof *topics && status == KK_OK; t++) {
        if (!topics[t].given) continue;
        status = topics[t].make(work, sample, err);
        /* Kernels stop half-way then, with whatever they have. */
        if (status == KK_OK && kk_interrupted()) status = kk_fail(err, KK_ERR_INTERRUPTED, "interrupted");
    }
    return status;
}

/* The columns begin … begin + count − 1 of the release are those of the base at the level, by period. */
static kk_status make_of_columns(kk_statistics_work *work, const kk_config_statistic *choice,
                                 const kk_released_column *begin, size_t count, kk_error *err)
{
    kk_sample *series = kk_arena_alloc(work->arena, count, sizeof *series);
    if (series == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < count && status == KK_OK; i++) {
        status = kk_sample_make(work, choice, &begin[i], &series[i], err);
        if (status == KK_OK) status = make_of_sample(work, &series[i], err);
    }
    bool over_time = choice->change.given || choice->trend || choice->limits;
    return status == KK_OK && over_time ? kk_statistics_over_time(work, series, count, err) : status;
}

static kk_status make_choice(kk_statistics_work *work, const kk_config_statistic *choice, uint32_t level, kk_error *err)
{
    if (!wants_level(choice, &work->areas->level[level])) return KK_OK;
    const kk_config_indicator *base = &work->config->indicators[choice->indicator];
    const kk_released_column *column;
    size_t count = kk_release_columns(work->release, &column), first = 0, last;
    while (first < count && (column[first].level != level || column[first].indicator != base)) first++;
    for (last = first; last < count && column[last].level == level && column[last].indicator == base;) last++;
    return first == last ? KK_OK : make_of_columns(work, choice, &column[first], last - first, err);
}

kk_status kk_statistics_make(const kk_config *config, const kk_release *release, const kk_level_map *map, int threads,
                             kk_arena *arena, kk_statistics *out, kk_error *err)
{
    *out = (kk_statistics){0};
    kk_statistics_work work = {
        .config = config,
        .release = release,
        .areas = kk_release_areas(release),
        .map = map,
        .threads = threads,
        .arena = arena,
        .out = out,
    };
    size_t levels = work.areas->level_count, choices = config->statistics.of_count;
    kk_status status = KK_OK;
    kk_progress_begin("statistics", levels * choices);
    for (uint32_t level = 0; level < levels && status == KK_OK; level++) {
        for (size_t i = 0; i < choices && status == KK_OK; i++) {
            status = make_choice(&work, &config->statistics.of[i], level, err);
            kk_progress_step(1);
        }
    }
    kk_progress_end();
    return status;
}
