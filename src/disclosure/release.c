/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/fallback.h"
#include "disclosure/gate.h"
#include "disclosure/map_period.h"
#include "disclosure/release_table.h"
#include "disclosure/reliability.h"
#include "kk/disclosure.h"

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

double kk_release_gap(const kk_release *release)
{
    const kk_protection_result *result = &release->protection;
    return result->loss > 0 ? ceil(100 * (result->loss - result->bound) / result->loss) / 100 : result->bound;
}

size_t kk_release_reliability(const kk_release *release, const kk_released_reliability **rows)
{
    *rows = release->reliability;
    return release->reliability_count;
}

const kk_publication *kk_release_publication(const kk_release *release)
{
    return release->publication;
}

/* ---- columns ---- */

/* One column while it is copied into the release. */
typedef struct cells {
    double *value, *lower, *upper, *numerator, *denominator;
    uint8_t *status;
} cells;

static bool make_cells(kk_arena *arena, size_t count, cells *to)
{
    *to = (cells){
        .value = kk_arena_alloc(arena, count, sizeof(double)),
        .lower = kk_arena_alloc(arena, count, sizeof(double)),
        .upper = kk_arena_alloc(arena, count, sizeof(double)),
        .numerator = kk_arena_alloc(arena, count, sizeof(double)),
        .denominator = kk_arena_alloc(arena, count, sizeof(double)),
        .status = kk_arena_alloc(arena, count, 1),
    };
    return to->value != NULL && to->lower != NULL && to->upper != NULL && to->numerator != NULL &&
           to->denominator != NULL && to->status != NULL;
}

static void release_cell(const kk_indicator_column *raw, size_t i, const cells *to)
{
    double per = raw->config->per;
    to->value[i] = raw->value[i] * per;
    to->lower[i] = raw->lower[i] * per;
    to->upper[i] = raw->upper[i] * per;
    to->numerator[i] = raw->numerator[i];
    to->denominator[i] = raw->denominator[i];
}

static void empty_cell(size_t i, const cells *to)
{
    to->value[i] = to->lower[i] = to->upper[i] = to->numerator[i] = to->denominator[i] = NAN;
}

/* Of a cell without a value the parts serve nobody, and one of them may be a small count; published ones may stay. */
static void release_raw(const kk_gate *gate, size_t c, const cells *to)
{
    const kk_indicator_column *raw = &gate->raw->column[c];
    for (size_t i = 0; i < gate->raw->areas->level[raw->level].count; i++) {
        bool keeps_parts = raw->is_public && to->status[i] == raw->status[i];
        if (kk_figure_has_value(to->status[i]) || keeps_parts)
            release_cell(raw, i, to);
        else
            empty_cell(i, to);
    }
}

/* What the gate publishes, which is not always what it was given; of water nothing. */
static void release_published(const kk_gate *gate, const kk_publication_column *column, const cells *to)
{
    for (size_t i = 0; i < gate->raw->areas->level[column->level].count; i++) empty_cell(i, to);
    for (size_t i = 0; i < gate->publication.level[column->level].count; i++) {
        uint32_t at = gate->land[column->level][i];
        to->value[at] = column->value[i];
        to->lower[at] = column->lower[i];
        to->upper[at] = column->upper[i];
        to->numerator[at] = column->numerator[i];
        to->denominator[at] = column->denominator[i];
    }
}

static size_t count_withheld(const uint8_t *before, const uint8_t *after, size_t count)
{
    size_t withheld = 0;
    for (size_t i = 0; i < count; i++)
        withheld += kk_figure_is_suppressed(after[i]) && !kk_figure_is_suppressed(before[i]);
    return withheld;
}

static kk_status release_column(const kk_gate *gate, size_t c, kk_release *release, kk_error *err)
{
    const kk_indicator_column *raw = &gate->raw->column[c];
    size_t count = gate->raw->areas->level[raw->level].count;
    cells to;
    if (!make_cells(gate->arena, count, &to)) return kk_fail_memory(err);
    memcpy(to.status, gate->status[c], count);
    if (gate->published[c] != NULL)
        release_published(gate, gate->published[c], &to);
    else
        release_raw(gate, c, &to);
    /* the others are in no output */
    if (!raw->config->is_internal) release->withheld += count_withheld(raw->status, to.status, count);
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

static kk_status release_columns(const kk_gate *gate, kk_release *release, kk_error *err)
{
    release->column = kk_arena_alloc(gate->arena, gate->raw->column_count, sizeof *release->column);
    if (release->column == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t c = 0; c < gate->raw->column_count && status == KK_OK; c++)
        status = release_column(gate, c, release, err);
    return status;
}

/* ---- the release ---- */

kk_status kk_release_make(const kk_indicator_table *raw, const kk_config *config, int threads, kk_arena *arena,
                          const kk_release **out, kk_error *err)
{
    *out = NULL;
    kk_release *release = kk_arena_alloc(arena, 1, sizeof *release);
    kk_gate *gate = kk_arena_alloc(arena, 1, sizeof *gate);
    if (release == NULL || gate == NULL) return kk_fail_memory(err);
    *release = (kk_release){.areas = raw->areas, .publication = &gate->publication, .protection.bound = NAN};
    *gate = (kk_gate){.raw = raw, .config = config, .threads = threads, .arena = arena};
    kk_released_reliability *reliability = NULL;
    kk_status status = kk_gate_apply_rules(gate, err);
    if (status == KK_OK) status = kk_gate_publish(gate, err);
    if (status == KK_OK && config->disclosure.method == KK_METHOD_ROUND) status = kk_gate_round(gate, err);
    if (status == KK_OK && config->disclosure.secondary) status = kk_gate_protect(gate, &release->protection, err);
    if (status == KK_OK) kk_gate_forget(gate);
    if (status == KK_OK) status = release_columns(gate, release, err);
    if (status == KK_OK && raw->chosen != NULL)
        status = kk_reliability_release(raw->chosen, arena, &reliability, &release->reliability_count, err);
    if (status != KK_OK) return status;
    release->reliability = reliability;
    kk_map_periods_choose(release->column, release->column_count, raw->areas, config->project.period);
    *out = release;
    return KK_OK;
}

kk_status kk_release_show_parents(const kk_release *release, kk_arena *arena, const kk_release **out, kk_error *err)
{
    kk_release *next = kk_arena_alloc(arena, 1, sizeof *next);
    kk_released_column *column = kk_arena_alloc(arena, release->column_count, sizeof *column);
    if (next == NULL || column == NULL) return kk_fail_memory(err);
    memcpy(column, release->column, release->column_count * sizeof *column);
    *next = *release;
    next->column = column;
    *out = next;
    return kk_fallback_apply(column, release->column_count, release->areas, arena, err);
}
