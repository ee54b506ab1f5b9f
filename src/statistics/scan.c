/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/random.h"
#include "kk/scan.h"
#include "statistics/work.h"

#include <math.h>

static const double significance = 0.05;

static kk_status add_nothing(kk_statistics_work *work, const kk_sample *sample, const char *note, kk_error *err)
{
    kk_statistic_row row = {
        .within_code = "",
        .within_name = "",
        .statistic = "scan_relative_risk",
        .term = "",
        .value = NAN,
        .lower = NAN,
        .upper = NAN,
        .p = NAN,
        .areas = sample->count,
        .note = note,
    };
    return kk_statistics_add_row(work, sample, row, err);
}

static bool looks_for_low(const kk_sample *sample)
{
    return sample->indicator->direction == KK_DIRECTION_STRENGTH;
}

static const char *describe(kk_statistics_work *work, const kk_sample *sample, const kk_scan_cluster *cluster)
{
    uint32_t centre = sample->area[cluster->centre];
    const char *code = sample->level->code[centre], *name = sample->level->area_name[centre];
    const char *chance = cluster->p <= significance ? "" : "; may well be chance, so it has no number on the map";
    const char *rates = looks_for_low(sample) ? "low" : "high";
    if (cluster->areas == 1)
        return kk_arena_format(work->arena, "%s rates in %s (%s) alone%s", rates, code, name, chance);
    return kk_arena_format(work->arena, "%s rates in a circle of %.1f km around %s (%s)%s", rates,
                           cluster->radius / 1000, code, name, chance);
}

/* Its relative risk, and what that is made of. */
static kk_status add_cluster(kk_statistics_work *work, const kk_sample *sample, const kk_scan_cluster *cluster,
                             size_t number, kk_error *err)
{
    const struct {
        const char *statistic;
        double value;
    } figures[] = {
        {"scan_relative_risk", cluster->relative_risk},
        {"scan_observed", cluster->observed},
        {"scan_expected", cluster->expected},
        {"scan_llr", cluster->llr},
    };
    const char *term = kk_arena_format(work->arena, "%zu", number), *note = describe(work, sample, cluster);
    if (term == NULL || note == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t f = 0; f < sizeof figures / sizeof *figures && status == KK_OK; f++) {
        kk_statistic_row row = {
            .within_code = "",
            .within_name = "",
            .statistic = figures[f].statistic,
            .term = term,
            .value = isfinite(figures[f].value) ? figures[f].value : NAN,
            .lower = NAN,
            .upper = NAN,
            .p = cluster->p,
            .areas = cluster->areas,
            .note = note,
        };
        status = kk_statistics_add_row(work, sample, row, err);
    }
    return status;
}

/* An area without a shape is in no circle, and it is unknown what it would be in. */
static void set_numbers(const kk_sample *sample, const double *xy, const kk_scan *scan, const kk_derived *out)
{
    for (size_t i = 0; i < sample->count; i++) {
        if (sample->count < 2)
            kk_derived_refuse(out, sample->area[i], KK_FIGURE_NOT_APPLICABLE);
        else if (isfinite(xy[2 * i]))
            kk_derived_set(out, sample->area[i], (kk_estimate){scan->number[i], NAN, NAN});
    }
}

static kk_status add_scan(kk_statistics_work *work, const kk_sample *sample, const kk_scan *scan, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t k = 0; k < scan->count && status == KK_OK; k++)
        status = add_cluster(work, sample, &scan->cluster[k], k + 1, err);
    return scan->count > 0 ? status
                           : add_nothing(work, sample,
                                         looks_for_low(sample) ? "there is no cluster of low rates"
                                                               : "there is no cluster of high rates",
                                         err);
}

kk_status kk_statistics_scan(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    if (sample->events == NULL)
        return add_nothing(work, sample, "only a share or a rate can be scanned for clusters", err);
    const double *xy = kk_sample_centroids(work, sample);
    if (xy == NULL) return kk_fail_memory(err);
    const kk_scan_areas areas = {sample->count, xy, sample->events, sample->exposure};
    const kk_scan_rule rule = {
        .largest = sample->choice->scan.largest,
        .low = looks_for_low(sample),
        .replicates = sample->choice->scan.replicates,
        .significance = significance,
        .seed = kk_random_seed(sample->seed, "scan"),
        .threads = work->threads,
    };
    kk_scan scan;
    kk_derived column;
    kk_status status = kk_scan_make(&areas, &rule, work->arena, &scan, err);
    if (status == KK_OK) status = kk_derived_add(work, sample, KK_STATISTIC_SCAN, &column, err);
    if (status != KK_OK) return status;
    set_numbers(sample, xy, &scan, &column);
    return add_scan(work, sample, &scan, err);
}
