/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/standardisation.h"
#include "statistics/standardise.h"

#include <math.h>

static const uint32_t everywhere = UINT32_MAX;

static const char chosen_standard[] = "of the standard that the project file gives";
static const char no_standard[] = "nothing of this stratum is shown in the standard: take wider ages";
static const char no_figures[] =
    "this stratum has no figures at this level, so no area has a rate: leave it out, or make it "
    "here too";

/* What is shown of a stratum, in an area or in the standard. */
typedef struct cell {
    double events, persons;
    kk_figure_status status;
} cell;

typedef struct stratum {
    const kk_config_indicator *indicator;
    const kk_config_stratum *given;
    const kk_released_column *cases, *persons;                   /* at the sample's level */
    const kk_released_column *standard_cases, *standard_persons; /* at that of the standard; NULL: none */
    cell standard;
    double weight; /* persons of the standard */
} stratum;

typedef struct standardisation {
    kk_statistics_work *work;
    const kk_sample *sample;
    kk_derived derived;
    const kk_level *standard_level;
    size_t count; /* strata */
    kk_standardised_totals totals;
    stratum *stratum;
    double *events, *persons, *measure; /* [stratum] of an area; rates or weights of the standard */
} standardisation;

/* ---- what is shown ---- */

static cell read_cell(const kk_released_column *column, uint32_t area)
{
    cell out = {NAN, NAN, column == NULL ? KK_FIGURE_UNKNOWN : (kk_figure_status)column->status[area]};
    if (!kk_figure_has_value(out.status)) return out;
    if (!(column->numerator[area] >= 0) || !(column->denominator[area] > 0)) return (cell){NAN, NAN, KK_FIGURE_UNKNOWN};
    return (cell){column->numerator[area], column->denominator[area], KK_FIGURE_OK};
}

/* Of land: all that is shown of it; when nothing is, why. */
static cell pool_cells(const kk_released_column *column, const kk_level *level)
{
    cell out = {0, 0, KK_FIGURE_NO_POPULATION};
    for (uint32_t area = 0; column != NULL && area < level->count; area++) {
        if (level->water[area]) continue;
        cell own = read_cell(column, area);
        out.status = kk_figure_status_combine(out.status, own.status);
        if (own.status != KK_FIGURE_OK) continue;
        out.events += own.events;
        out.persons += own.persons;
    }
    if (out.persons > 0) out.status = KK_FIGURE_OK;
    return out;
}

static double read_persons(const kk_released_column *column, uint32_t area)
{
    if (column == NULL || !kk_figure_has_value((kk_figure_status)column->status[area])) return NAN;
    return column->value[area] / column->indicator->per;
}

static double pool_persons(const kk_released_column *column, const kk_level *level)
{
    double sum = 0;
    for (uint32_t area = 0; column != NULL && area < level->count; area++) {
        double persons = level->water[area] ? NAN : read_persons(column, area);
        if (persons > 0) sum += persons;
    }
    return sum;
}

/* ---- the standard ---- */

/* One that the project chose, of which nothing is withheld. */
static void set_chosen(const standardisation *of)
{
    for (size_t s = 0; s < of->count; s++) {
        of->stratum[s].standard = (cell){of->stratum[s].given->rate, 1, KK_FIGURE_OK};
        of->stratum[s].weight = of->stratum[s].given->persons;
    }
}

/* All areas of the standard's level, or one of them. */
static void set_standard(const standardisation *of, uint32_t area)
{
    for (size_t s = 0; s < of->count; s++) {
        stratum *at = &of->stratum[s];
        bool whole = area == everywhere;
        at->standard = whole ? pool_cells(at->standard_cases, of->standard_level) : read_cell(at->standard_cases, area);
        at->weight =
            whole ? pool_persons(at->standard_persons, of->standard_level) : read_persons(at->standard_persons, area);
    }
}

static double measure_of(const standardisation *of, const stratum *at)
{
    return of->sample->choice->standardised.direct ? at->weight : at->standard.events / at->standard.persons;
}

/* A direct rate needs the cases of every stratum that weighs. */
static bool is_missing(const standardisation *of, const stratum *at)
{
    return of->sample->choice->standardised.direct && at->cases == NULL && at->weight != 0;
}

/* A row for each stratum of the standard of all; of the others for what is missing. */
static kk_status add_standard(const standardisation *of, kk_statistic_row row, kk_error *err)
{
    bool direct = of->sample->choice->standardised.direct, chosen = of->sample->choice->standardised.chosen;
    bool all = row.within_code[0] == '\0';
    kk_status status = KK_OK;
    row.statistic = direct ? "standard_persons" : "standard_rate";
    for (size_t s = 0; s < of->count && status == KK_OK; s++) {
        const stratum *at = &of->stratum[s];
        bool hidden = !direct && at->standard.status != KK_FIGURE_OK, missing = is_missing(of, at);
        if (!all && !hidden && !missing) continue;
        row.term = at->indicator->name;
        row.value = measure_of(of, at) * (direct ? 1 : at->indicator->per);
        row.note = missing ? no_figures : hidden ? no_standard : chosen ? chosen_standard : "";
        status = kk_statistics_add_row(of->work, of->sample, row, err);
    }
    return status;
}

/* ---- the areas ---- */

/* Why there is no figure, of one that is needed. */
static kk_figure_status reason(kk_figure_status status)
{
    return status == KK_FIGURE_NO_POPULATION ? KK_FIGURE_UNKNOWN : status;
}

/* Shown with as many decimals as there is any use of. */
static double round_count(double count)
{
    return round(count * 1e6) / 1e6;
}

static kk_figure_status set_ratio(standardisation *of, size_t i)
{
    uint32_t area = of->sample->area[i];
    kk_figure_status status = KK_FIGURE_OK;
    for (size_t s = 0; s < of->count; s++) {
        const stratum *at = &of->stratum[s];
        of->measure[s] = measure_of(of, at);
        of->persons[s] = read_persons(at->persons, area);
        if (of->persons[s] == 0) continue;
        if (isnan(of->persons[s]) && at->persons != NULL)
            status = kk_figure_status_combine(status, reason((kk_figure_status)at->persons->status[area]));
        status = kk_figure_status_combine(status, reason(at->standard.status));
    }
    if (status != KK_FIGURE_OK) return status;
    double expected = kk_expected_events(of->measure, of->persons, of->count);
    kk_estimate ratio = kk_standardised_ratio(of->sample->events[i], expected);
    if (isnan(ratio.value)) return KK_FIGURE_UNKNOWN;
    kk_derived_set(&of->derived, area, ratio);
    of->derived.numerator[area] = of->sample->events[i];
    of->derived.denominator[area] = round_count(expected);
    of->totals.observed += of->sample->events[i];
    of->totals.expected += expected;
    of->totals.ratios++;
    return KK_FIGURE_OK;
}

static bool lacks_stratum(const standardisation *of)
{
    for (size_t s = 0; s < of->count; s++)
        if (is_missing(of, &of->stratum[s])) return true;
    return false;
}

static kk_figure_status set_rate(const standardisation *of, size_t i)
{
    uint32_t area = of->sample->area[i];
    kk_figure_status status = KK_FIGURE_OK;
    if (lacks_stratum(of)) return KK_FIGURE_NOT_APPLICABLE;
    for (size_t s = 0; s < of->count; s++) {
        const stratum *at = &of->stratum[s];
        cell own = read_cell(at->cases, area);
        of->measure[s] = measure_of(of, at);
        of->events[s] = own.events;
        of->persons[s] = own.persons;
        if (of->measure[s] != 0) status = kk_figure_status_combine(status, reason(own.status));
    }
    if (status != KK_FIGURE_OK) return status;
    kk_estimate rate = kk_standardised_rate(of->events, of->persons, of->measure, of->count);
    if (isnan(rate.value)) return KK_FIGURE_UNKNOWN;
    if (of->sample->indicator->kind == KK_SHARE) rate.upper = fmin(rate.upper, 1);
    kk_derived_set(&of->derived, area, rate);
    return KK_FIGURE_OK;
}

static kk_status standardise_group(standardisation *of, const kk_sample_groups *groups, size_t g, kk_error *err)
{
    const kk_config_statistic *choice = of->sample->choice;
    if (choice->standardised.chosen)
        set_chosen(of);
    else
        set_standard(of, choice->standardised.within == NULL ? everywhere : groups->area[g]);
    for (uint32_t k = groups->begin[g]; k < groups->begin[g + 1]; k++) {
        size_t i = groups->member[k];
        kk_figure_status status = choice->standardised.direct ? set_rate(of, i) : set_ratio(of, i);
        if (status != KK_FIGURE_OK) kk_derived_refuse(&of->derived, of->sample->area[i], status);
        of->totals.hidden += status == KK_FIGURE_SUPPRESSED || status == KK_FIGURE_SECRET;
        of->totals.missing += status == KK_FIGURE_NOT_APPLICABLE;
    }
    kk_statistic_row row = {
        .within_code = groups->code[g],
        .within_name = groups->name[g],
        .lower = NAN,
        .upper = NAN,
        .p = NAN,
        .areas = groups->begin[g + 1] - groups->begin[g],
    };
    return add_standard(of, row, err);
}

/* ---- the strata ---- */

/* Gemeenten, where the strata are known of them, show most: of smaller areas more is withheld. */
static size_t choose_level(const kk_statistics_work *work, const kk_sample *sample)
{
    uint32_t first = sample->choice->standardised.stratum[0].indicator;
    for (uint32_t level = 0; level < work->areas->level_count; level++) {
        if (work->areas->level[level].kind != KK_LEVEL_GEMEENTE) continue;
        if (kk_statistics_column(work, level, first, sample->column->period) != NULL) return level;
    }
    return sample->column->level;
}

static bool find_strata(standardisation *of, uint32_t standard_level)
{
    kk_statistics_work *work = of->work;
    const kk_released_column *base = of->sample->column;
    of->stratum = kk_arena_alloc(work->arena, of->count, sizeof *of->stratum);
    of->events = kk_arena_alloc(work->arena, of->count, sizeof *of->events);
    of->persons = kk_arena_alloc(work->arena, of->count, sizeof *of->persons);
    of->measure = kk_arena_alloc(work->arena, of->count, sizeof *of->measure);
    if (of->stratum == NULL || of->events == NULL || of->persons == NULL || of->measure == NULL) return false;
    of->standard_level = &work->areas->level[standard_level];
    for (size_t s = 0; s < of->count; s++) {
        const kk_config_stratum *given = &of->sample->choice->standardised.stratum[s];
        of->stratum[s] = (stratum){
            .indicator = &work->config->indicators[given->indicator],
            .given = given,
            .cases = kk_statistics_column(work, base->level, given->indicator, base->period),
            .persons = kk_statistics_column(work, base->level, given->population, base->period),
            .standard_cases = kk_statistics_column(work, standard_level, given->indicator, base->period),
            .standard_persons = kk_statistics_column(work, standard_level, given->population, base->period),
        };
    }
    return true;
}

kk_status kk_statistics_standardise(kk_statistics_work *work, const kk_sample *sample, kk_error *err)
{
    const kk_config_statistic *choice = sample->choice;
    standardisation of = {.work = work, .sample = sample, .count = choice->standardised.stratum_count};
    kk_sample_groups groups;
    kk_status status = kk_sample_groups_make(work, sample, choice->standardised.within, &groups, err);
    if (status != KK_OK) return status;
    bool whole = choice->standardised.within == NULL;
    if (!find_strata(&of, (uint32_t)(whole ? choose_level(work, sample) : groups.level))) return kk_fail_memory(err);
    kk_statistic_part part = choice->standardised.direct ? KK_STATISTIC_STANDARDISED : KK_STATISTIC_RATIO;
    status = kk_derived_add(work, sample, part, &of.derived, err);
    for (size_t g = 0; g < groups.count && status == KK_OK; g++) status = standardise_group(&of, &groups, g, err);
    return status == KK_OK ? kk_standardise_add_totals(work, sample, &of.totals, err) : status;
}
