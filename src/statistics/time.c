/* SPDX-License-Identifier: EUPL-1.2 */
#include "statistics/time.h"

#include "kk/change.h"
#include "kk/log.h"

#include <math.h>
#include <string.h>

/* A period among those before it that compare with it. */
typedef struct moment {
    kk_statistics_work *work;
    const kk_sample *sample;
    const kk_sample **until; /* [count] by period; the last is `sample` */
    const uint32_t **place;  /* [count][area of the level]: 1 + its number in that sample, 0 in none */
    double *time, *value;    /* [count] of one area */
    double *slopes;
    size_t count;
    bool is_last; /* of all periods */
} moment;

/* ---- figures ---- */

static kk_estimate figure_of(const kk_sample *sample, size_t i)
{
    if (sample->events == NULL) return (kk_estimate){sample->value[i], sample->lower[i], sample->upper[i]};
    double exposure = sample->exposure[i];
    if (sample->indicator->kind == KK_SHARE) {
        kk_interval bounds = kk_wilson(sample->events[i], exposure);
        return (kk_estimate){sample->value[i], bounds.lower, bounds.upper};
    }
    kk_interval bounds = kk_poisson_interval(sample->events[i]);
    return (kk_estimate){sample->value[i], bounds.lower / exposure, bounds.upper / exposure};
}

/* The figures of an area in time and value; how many there are. */
static size_t list_figures(const moment *now, uint32_t area)
{
    size_t count = 0;
    for (size_t s = 0; s < now->count; s++) {
        if (now->place[s][area] == 0) continue;
        now->time[count] = kk_period_middle(now->until[s]->column->period);
        now->value[count++] = now->until[s]->value[now->place[s][area] - 1];
    }
    return count;
}

/* ---- columns ---- */

/* The sample to compare with; now->count when there is none. */
static size_t find_earlier(const moment *now)
{
    const char *since = now->sample->choice->change.since;
    if (since == NULL) return now->count > 1 ? now->count - 2 : now->count;
    for (size_t s = 0; s + 1 < now->count; s++)
        if (strcmp(now->until[s]->column->period, since) == 0) return s;
    return now->count;
}

/* Why the last period lacks a column; that the first ones do goes without saying. */
static kk_status say_why(const moment *now, const char *statistic, const char *note, kk_error *err)
{
    if (!now->is_last) return KK_OK;
    kk_statistic_row row = {.within_code = "", .within_name = "", .term = "", .areas = now->sample->count};
    row.statistic = statistic;
    row.note = note;
    row.value = row.lower = row.upper = row.p = NAN;
    return kk_statistics_add_row(now->work, now->sample, row, err);
}

static void warn_of_since(const moment *now)
{
    const kk_config_statistic *choice = now->sample->choice;
    if (!now->is_last || choice->change.since == NULL) return;
    kk_warn("%s:%u: '%s' has no figures of %s to compare those of %s with (%s), so there is no change",
            choice->mark.file, choice->mark.line, now->sample->indicator->name, choice->change.since,
            now->sample->column->period, now->sample->level->name);
}

static bool leaves_out_zero(const kk_derived *derived, uint32_t area)
{
    return derived->lower[area] > 0 || derived->upper[area] < 0;
}

/* How many areas have an interval without 0, of those that have one. */
static kk_status count_beyond_zero(const moment *now, const kk_derived *derived, const char *statistic,
                                   const char *note, kk_error *err)
{
    kk_statistic_row row = {.within_code = "", .within_name = "", .statistic = statistic, .term = "", .note = note};
    row.lower = row.upper = row.p = NAN;
    for (size_t i = 0; i < now->sample->count; i++) {
        uint32_t area = now->sample->area[i];
        row.areas += isfinite(derived->lower[area]);
        row.value += leaves_out_zero(derived, area);
    }
    return row.areas > 0 ? kk_statistics_add_row(now->work, now->sample, row, err) : KK_OK;
}

/* What was withheld earlier is withheld of the change. */
static void set_change(const moment *now, const kk_derived *change, size_t i, const kk_sample *earlier, uint32_t place)
{
    uint32_t area = now->sample->area[i];
    kk_figure_status before = (kk_figure_status)earlier->column->status[area];
    if (place > 0)
        kk_derived_set(change, area, kk_difference(figure_of(now->sample, i), figure_of(earlier, place - 1)));
    else if (!kk_figure_has_value(before))
        kk_derived_refuse(change, area, before);
}

static kk_status add_change(const moment *now, kk_error *err)
{
    size_t earlier = find_earlier(now);
    kk_derived change;
    if (earlier == now->count) {
        warn_of_since(now);
        return say_why(now, "change", "None: there is no such earlier period to compare with.", err);
    }
    kk_status status = kk_derived_add(now->work, now->sample, KK_STATISTIC_CHANGE, &change, err);
    for (size_t i = 0; i < now->sample->count && status == KK_OK; i++)
        set_change(now, &change, i, now->until[earlier], now->place[earlier][now->sample->area[i]]);
    if (status != KK_OK) return status;
    return count_beyond_zero(now, &change, "changes_beyond_zero",
                             "Areas whose change has an interval without 0; by chance alone up to one in twenty has.",
                             err);
}

static kk_status add_trend(const moment *now, kk_error *err)
{
    kk_derived trend;
    if (now->count < KK_TREND_FIGURES)
        return say_why(now, "trend", "None: with fewer than five periods no trend can be told from chance.", err);
    kk_status status = kk_derived_add(now->work, now->sample, KK_STATISTIC_TREND, &trend, err);
    for (size_t i = 0; i < now->sample->count && status == KK_OK; i++) {
        uint32_t area = now->sample->area[i];
        size_t figures = list_figures(now, area);
        if (figures < KK_TREND_FIGURES)
            kk_derived_refuse(&trend, area, KK_FIGURE_NOT_APPLICABLE);
        else
            kk_derived_set(&trend, area, kk_theil_sen(now->time, now->value, figures, now->slopes));
    }
    if (status != KK_OK) return status;
    return count_beyond_zero(now, &trend, "trends_beyond_zero",
                             "Areas whose trend has an interval without 0; by chance alone up to one in twenty has. "
                             "An area with fewer than five figures has no trend.",
                             err);
}

static kk_status add_signal(const moment *now, kk_error *err)
{
    kk_derived signal;
    if (now->count < KK_SIGNAL_FIGURES) return say_why(now, "signal", "None: limits over time take six periods.", err);
    kk_status status = kk_derived_add(now->work, now->sample, KK_STATISTIC_SIGNAL, &signal, err);
    for (size_t i = 0; i < now->sample->count && status == KK_OK; i++) {
        uint32_t area = now->sample->area[i];
        size_t figures = list_figures(now, area);
        if (figures < KK_SIGNAL_FIGURES)
            kk_derived_refuse(&signal, area, KK_FIGURE_NOT_APPLICABLE);
        else
            kk_derived_set(&signal, area, (kk_estimate){kk_xmr_signal(now->value, figures), NAN, NAN});
    }
    return status;
}

/* ---- periods ---- */

static const uint32_t *place_areas(const kk_sample *sample, kk_arena *arena)
{
    uint32_t *place = kk_arena_alloc(arena, sample->level->count, sizeof *place);
    for (uint32_t i = 0; i < sample->count && place != NULL; i++) place[sample->area[i]] = i + 1;
    return place;
}

static bool room_for(moment *now, size_t count, kk_arena *arena)
{
    now->until = kk_arena_alloc(arena, count, sizeof *now->until);
    now->place = kk_arena_alloc(arena, count, sizeof *now->place);
    now->time = kk_arena_alloc(arena, count, sizeof *now->time);
    now->value = kk_arena_alloc(arena, count, sizeof *now->value);
    now->slopes = kk_arena_alloc(arena, kk_slope_count(count), sizeof *now->slopes);
    return now->until != NULL && now->place != NULL && now->time != NULL && now->value != NULL && now->slopes != NULL;
}

static void list_until(moment *now, const kk_sample *series, const uint32_t *const *place, size_t last)
{
    now->sample = &series[last];
    now->count = 0;
    for (size_t s = 0; s <= last; s++) {
        if (!kk_periods_compare(series[s].column->period, series[last].column->period)) continue;
        now->until[now->count] = &series[s];
        now->place[now->count++] = place[s];
    }
}

static kk_status make_moment(const moment *now, kk_error *err)
{
    const kk_config_statistic *choice = now->sample->choice;
    kk_status status = KK_OK;
    if (choice->change.given) status = add_change(now, err);
    if (status == KK_OK && choice->trend) status = add_trend(now, err);
    if (status == KK_OK && choice->limits) status = kk_statistics_funnel(now->work, now->sample, err);
    if (status == KK_OK && choice->limits) status = add_signal(now, err);
    return status;
}

kk_status kk_statistics_over_time(kk_statistics_work *work, const kk_sample *series, size_t count, kk_error *err)
{
    moment now = {.work = work};
    const uint32_t **place = kk_arena_alloc(work->arena, count, sizeof *place);
    if (place == NULL || !room_for(&now, count, work->arena)) return kk_fail_memory(err);
    for (size_t s = 0; s < count; s++)
        if ((place[s] = place_areas(&series[s], work->arena)) == NULL) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t s = 0; s < count && status == KK_OK; s++) {
        list_until(&now, series, place, s);
        now.is_last = s + 1 == count;
        status = make_moment(&now, err);
    }
    return status;
}
