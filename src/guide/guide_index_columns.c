/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_index.h"
#include "guide/guide_ridit.h"

static const double z95 = 1.959963984540054;

double kk_index_half(const kk_guide_index *index, size_t area)
{
    return index->spread.error[area] > 0 ? z95 * index->spread.error[area] : NAN;
}

/* What an index of that rule can be. */
static void find_bounds(const kk_need_rule *rule, double *least, double *most)
{
    bool is_flow = rule->join == KK_JOIN_OUTRANKING, is_share = guide_index_has_zero(rule);
    *least = is_flow ? -1 : is_share ? 0 : -INFINITY;
    *most = is_flow ? 1 : is_share ? 100 : INFINITY;
}

void kk_index_interval(const kk_guide_index *index, size_t area, double *lower, double *upper)
{
    double value = index->scores.index[area], half = kk_index_half(index, area), least, most;
    find_bounds(&index->areas.rule, &least, &most);
    *lower = isnan(half) ? NAN : fmax(least, value - half);
    *upper = isnan(half) ? NAN : fmin(most, value + half);
}

double kk_index_mean(const kk_guide_index *index, const double *value)
{
    double sum = 0, youths = 0;
    for (size_t i = 0; i < index->count; i++) {
        if (isnan(value[i])) continue;
        sum += index->areas.youths[i] * value[i];
        youths += index->areas.youths[i];
    }
    return youths > 0 ? sum / youths : NAN;
}

static kk_status add_index(kk_guide_work *work, const kk_guide_index *index, kk_error *err)
{
    kk_guide_column column;
    kk_status status =
        kk_guide_column_add(work, work->config->guide.index.indicator, index->level, index->period, &column, err);
    for (size_t i = 0; i < index->count && status == KK_OK; i++) {
        double lower, upper;
        kk_index_interval(index, i, &lower, &upper);
        kk_guide_column_set(&column, i, index->scores.index[i], lower, upper);
    }
    return status;
}

static kk_status add_theme(kk_guide_work *work, const kk_guide_index *index, size_t theme, kk_error *err)
{
    kk_guide_column column;
    uint32_t indicator = work->config->guide.index.theme[theme].indicator;
    kk_status status = kk_guide_column_add(work, indicator, index->level, index->period, &column, err);
    for (size_t i = 0; i < index->count && status == KK_OK; i++)
        kk_guide_column_set(&column, i, index->scores.theme[theme * index->count + i], NAN, NAN);
    return status;
}

static kk_status add_rank(kk_guide_work *work, const kk_guide_index *index, kk_error *err)
{
    kk_guide_column column;
    kk_status status =
        kk_guide_column_add(work, work->config->guide.index.rank, index->level, index->period, &column, err);
    for (size_t i = 0; i < index->count && status == KK_OK; i++) {
        const kk_rank_set *set = &index->set[i];
        if (set->rank > 0) kk_guide_column_set(&column, i, set->rank, set->lower, set->upper);
    }
    return status;
}

kk_status kk_index_add_columns(kk_guide_work *work, const kk_guide_index *index, kk_error *err)
{
    if (kk_guide_hides_ranks(work->config, work->areas, index->level)) return KK_OK;
    kk_status status = add_index(work, index, err);
    for (size_t t = 0; t < index->areas.theme_count && status == KK_OK; t++) status = add_theme(work, index, t, err);
    return status == KK_OK ? add_rank(work, index, err) : status;
}
