/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/map_period.h"
#include "disclosure/release_table.h"
#include "disclosure/reliability.h"
#include "kk/disclosure.h"
#include "kk/figure.h"

#include <math.h>
#include <string.h>

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

size_t kk_release_reliability(const kk_release *release, const kk_released_reliability **rows)
{
    *rows = release->reliability;
    return release->reliability_count;
}

static bool must_withhold(const kk_indicator_column *raw, size_t i)
{
    double numerator = raw->numerator[i], denominator = raw->denominator[i];
    if (raw->small_count[i]) return true;
    switch (raw->config->kind) {
    case KK_SHARE:
    case KK_RATE:
    case KK_ONE_IN:
        return kk_persons_are_few(numerator) || kk_persons_are_few(denominator - numerator);
    case KK_MEAN:
    case KK_RATIO:
        return !raw->guarded && (kk_persons_are_few(numerator) || kk_persons_are_few(denominator));
    case KK_ESTIMATE:
        return !(denominator >= KK_PERSONS_SHOWN);
    case KK_VALUE:
        if (raw->guarded) return false;
        return raw->config->denominator.count > 0 ? !(denominator >= KK_PERSONS_SHOWN || denominator == 0)
                                                  : kk_persons_are_few(raw->value[i]);
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

static void empty_cell(size_t i, kk_figure_status status, const cells *to)
{
    to->value[i] = to->lower[i] = to->upper[i] = to->numerator[i] = to->denominator[i] = NAN;
    to->status[i] = (uint8_t)status;
}

/* Returns whether the cell was withheld. */
static bool pass_gate(const kk_indicator_column *raw, size_t i, const cells *to)
{
    bool has_value = kk_figure_has_value(raw->status[i]);
    bool withheld = !raw->is_public && has_value && must_withhold(raw, i);
    release_cell(raw, i, to);
    if (withheld)
        empty_cell(i, KK_FIGURE_SUPPRESSED, to);
    else if (isinf(to->value[i])) /* `per` makes it too large for a number */
        empty_cell(i, KK_FIGURE_UNKNOWN, to);
    else if (!has_value && !raw->is_public) /* the parts serve nobody, and one of them may be a small count */
        empty_cell(i, raw->status[i], to);
    return withheld;
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
    size_t withheld = 0;
    for (size_t i = 0; i < count; i++) withheld += pass_gate(raw, i, &to);
    if (!raw->config->is_internal) release->withheld += withheld; /* the others are in no output */
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
    kk_released_reliability *reliability = NULL;
    for (size_t c = 0; c < raw->column_count && status == KK_OK; c++)
        status = release_column(&raw->column[c], raw->areas->level[raw->column[c].level].count, arena, release, err);
    if (status == KK_OK && raw->chosen != NULL)
        status = kk_reliability_release(raw->chosen, arena, &reliability, &release->reliability_count, err);
    if (status != KK_OK) return status;
    release->reliability = reliability;
    kk_map_periods_choose(release->column, release->column_count, raw->areas, config->project.period);
    *out = release;
    return KK_OK;
}
