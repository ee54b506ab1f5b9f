/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/change.h"
#include "statistics/time.h"

#include <math.h>

static kk_status add_rows(kk_statistics_work *work, const kk_sample *sample, const kk_dispersion *found, kk_error *err)
{
    kk_statistic_row row = {.within_code = "", .within_name = "", .term = "", .areas = sample->count};
    row.statistic = "funnel_mean";
    row.value = found->target * sample->indicator->per;
    row.lower = row.upper = row.p = NAN;
    row.note = "All areas together; the limits of the funnel lie around it.";
    kk_status status = kk_statistics_add_row(work, sample, row, err);
    if (status != KK_OK) return status;
    row.statistic = "overdispersion";
    row.value = found->phi;
    row.p = found->p;
    row.note = "1: chance alone explains how areas differ. Well above 1: areas differ in more than chance, many lie "
               "outside the limits, and being outside is no reason for alarm by itself.";
    return kk_statistics_add_row(work, sample, row, err);
}

kk_status kk_statistics_funnel(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    if (sample->events == NULL) return KK_OK;
    bool is_share = sample->indicator->kind == KK_SHARE;
    kk_dispersion found = kk_dispersion_of(sample->events, sample->exposure, sample->count, is_share);
    kk_derived limits, place;
    kk_status status = kk_derived_add(work, sample, KK_STATISTIC_LIMITS, &limits, err);
    if (status == KK_OK) status = kk_derived_add(work, sample, KK_STATISTIC_FUNNEL, &place, err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < sample->count; i++) {
        kk_funnel funnel = kk_funnel_limits(found.target, sample->exposure[i], is_share);
        if (isnan(funnel.lower_95)) continue;
        kk_derived_set(&limits, sample->area[i], (kk_estimate){found.target, funnel.lower_998, funnel.upper_998});
        kk_derived_set(&place, sample->area[i], (kk_estimate){kk_funnel_place(&funnel, sample->value[i]), NAN, NAN});
    }
    return add_rows(work, sample, &found, err);
}
