/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/disclosure.h"
#include "kk/figure.h"

#include <math.h>
#include <string.h>

struct kk_release {
    const kk_areas *areas;
    size_t column_count, withheld;
    kk_released_column *column;
};

const kk_areas *kk_release_areas(const kk_release *release)
{
    return release->areas;
}

size_t kk_release_columns(const kk_release *release, const kk_released_column **columns)
{
    *columns = release->column;
    return release->column_count;
}

size_t kk_release_withheld(const kk_release *release)
{
    return release->withheld;
}

/* 1–9, and what lies between for figures that are not whole. */
static bool is_small(double count)
{
    double size = fabs(count);
    return size > 0 && size < 10;
}

static bool must_withhold(const kk_indicator_column *raw, size_t i)
{
    double numerator = raw->numerator[i], denominator = raw->denominator[i];
    switch (raw->config->kind) {
    case KK_SHARE:
    case KK_RATE:
        return is_small(numerator) || is_small(denominator - numerator);
    case KK_MEAN:
    case KK_RATIO:
        return is_small(numerator) || is_small(denominator);
    case KK_VALUE:
        return raw->config->denominator.count > 0 ? !(denominator >= 10 || denominator == 0) : is_small(raw->value[i]);
    }
    return true;
}

/* One column while it is copied into the release. */
typedef struct cells {
    double *value, *lower, *upper, *numerator, *denominator;
    uint8_t *status;
} cells;

static void release_cell(const kk_indicator_column *raw, size_t i, const cells *to)
{
    double per = raw->config->per;
    to->value[i] = raw->value[i] * per;
    to->lower[i] = raw->lower[i] * per;
    to->upper[i] = raw->upper[i] * per;
    to->numerator[i] = raw->numerator[i];
    to->denominator[i] = raw->denominator[i];
    to->status[i] = raw->status[i];
}

static void withhold_cell(size_t i, const cells *to)
{
    to->value[i] = to->lower[i] = to->upper[i] = to->numerator[i] = to->denominator[i] = NAN;
    to->status[i] = KK_FIGURE_SUPPRESSED;
}

static kk_status release_column(const kk_indicator_column *raw, size_t count, kk_arena *arena, kk_release *release,
                                kk_error *err)
{
    cells to = {
        .value = kk_arena_alloc(arena, count, sizeof(double)),
        .lower = kk_arena_alloc(arena, count, sizeof(double)),
        .upper = kk_arena_alloc(arena, count, sizeof(double)),
        .numerator = kk_arena_alloc(arena, count, sizeof(double)),
        .denominator = kk_arena_alloc(arena, count, sizeof(double)),
        .status = kk_arena_alloc(arena, count, 1),
    };
    if (to.value == NULL || to.lower == NULL || to.upper == NULL || to.numerator == NULL || to.denominator == NULL ||
        to.status == NULL)
        return kk_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        release_cell(raw, i, &to);
        if (raw->is_public || !must_withhold(raw, i)) continue;
        withhold_cell(i, &to);
        release->withheld++;
    }
    release->column[release->column_count++] = (kk_released_column){
        .indicator = raw->config,
        .level = raw->level,
        .period = raw->period,
        .source = raw->source,
        .value = to.value,
        .lower = to.lower,
        .upper = to.upper,
        .numerator = to.numerator,
        .denominator = to.denominator,
        .status = to.status,
    };
    return KK_OK;
}

/* Whether `period` suits a map of `wanted` better than `best`: not later than wanted, and as late as can be. */
static bool is_better_period(const char *period, const char *best, const char *wanted)
{
    if (best == NULL) return true;
    if (wanted == NULL) return strcmp(period, best) > 0;
    bool fits = strcmp(period, wanted) <= 0, best_fits = strcmp(best, wanted) <= 0;
    if (fits != best_fits) return fits;
    return fits ? strcmp(period, best) > 0 : strcmp(period, best) < 0;
}

/* Columns of one indicator and level stand together. */
static void choose_map_periods(kk_release *release, const char *wanted)
{
    for (size_t begin = 0, end; begin < release->column_count; begin = end) {
        kk_released_column *shown = &release->column[begin];
        for (end = begin + 1; end < release->column_count; end++) {
            kk_released_column *other = &release->column[end];
            if (other->indicator != shown->indicator || other->level != shown->level) break;
            if (is_better_period(other->period, shown->period, wanted)) shown = other;
        }
        shown->shown_on_map = true;
    }
}

kk_status kk_release_make(const kk_indicator_table *raw, const kk_config *config, kk_arena *arena,
                          const kk_release **out, kk_error *err)
{
    *out = NULL;
    kk_release *release = kk_arena_alloc(arena, 1, sizeof *release);
    if (release == NULL) return kk_fail_memory(err);
    *release = (kk_release){
        .areas = raw->areas,
        .column = kk_arena_alloc(arena, raw->column_count, sizeof *release->column),
    };
    if (release->column == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t c = 0; c < raw->column_count && status == KK_OK; c++)
        status = release_column(&raw->column[c], raw->areas->level[raw->column[c].level].count, arena, release, err);
    if (status != KK_OK) return status;
    choose_map_periods(release, config->project.period);
    *out = release;
    return KK_OK;
}
