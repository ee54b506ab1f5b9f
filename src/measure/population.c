/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/measure.h"
#include "measure/sheet.h"

enum { MONTHS = 12 };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Inhabitants of one year of age and of a sex (unknown: all); what is not told by sex is unknown by sex. */
static kk_figure count_year(const kk_population_cell *cell, int age, uint8_t sex)
{
    const double *by_sex = cell->count[age], unsexed = cell->unsexed[age];
    if (sex == KK_SEX_UNKNOWN) return (kk_figure){by_sex[0] + by_sex[1] + unsexed, KK_FIGURE_OK};
    if (unsexed > 0) return kk_figure_missing(KK_FIGURE_UNKNOWN);
    return (kk_figure){by_sex[sex == KK_SEX_FEMALE], KK_FIGURE_OK};
}

static void add(kk_figure *sum, kk_figure part, double share)
{
    sum->value += part.value * share;
    sum->status = kk_figure_status_combine(sum->status, part.status);
}

/* Boys and girls to be born are taken for equally many. */
static void add_unborn(const kk_population_cell *cell, int months, uint8_t sex, kk_figure *sum)
{
    double share = (double)months / MONTHS / (sex == KK_SEX_UNKNOWN ? 1 : 2);
    if (months > 0) add(sum, (kk_figure){cell->births, (kk_figure_status)cell->births_status}, share);
}

static kk_figure count_persons(const kk_population_cell *cell, const kk_measure *measure)
{
    int from = measure->all_ages ? 0 : measure->ages.from;
    int to = measure->all_ages ? KK_POPULATION_AGES * MONTHS : measure->ages.to;
    kk_figure sum = {0, KK_FIGURE_OK};
    add_unborn(cell, (to < 0 ? to : 0) - (from < 0 ? from : 0), measure->sex, &sum);
    for (int age = 0; age < KK_POPULATION_AGES; age++) {
        int begin = clamp(from, age * MONTHS, (age + 1) * MONTHS), end = clamp(to, age * MONTHS, (age + 1) * MONTHS);
        if (end <= begin) continue;
        kk_figure year = {0, (kk_figure_status)cell->status};
        if (kk_figure_has_value(year.status)) year = count_year(cell, age, measure->sex);
        add(&sum, year, (double)(end - begin) / MONTHS);
    }
    return kk_figure_has_value(sum.status) ? sum : kk_figure_missing(sum.status);
}

static kk_figure measure_cell(const kk_population_cell *cell, const kk_measure *measure)
{
    if (measure->kind == KK_MEASURE_PERSONS) return count_persons(cell, measure);
    kk_figure_status status = (kk_figure_status)cell->births_status;
    return kk_figure_has_value(status) ? (kk_figure){cell->births, status} : kk_figure_missing(status);
}

static kk_status check_measures(const kk_config_table *config, kk_error *err)
{
    for (size_t c = 0; c < config->wanted_count; c++) {
        kk_measure_kind kind = config->measures[c].kind;
        if (kind != KK_MEASURE_PERSONS && kind != KK_MEASURE_BIRTHS)
            return kk_fail(err, KK_ERR_INTERNAL, "column '%s' is not one of population", config->wanted[c].name);
    }
    return KK_OK;
}

kk_status kk_measure_population(const kk_config_table *config, const kk_population *population, const kk_areas *areas,
                                kk_arena *arena, kk_table *out, kk_error *err)
{
    kk_geography geography;
    kk_sheet sheet;
    kk_status status = check_measures(config, err);
    if (status == KK_OK) status = kk_geography_make(areas, arena, &geography, err);
    if (status == KK_OK)
        status = kk_sheet_make(config, config->wanted_count, &geography, population->period, population->period_count,
                               arena, out, &sheet, err);
    for (size_t l = 0; l < areas->level_count && status == KK_OK; l++) {
        for (size_t p = 0; p < population->period_count && population->level[l] != NULL; p++)
            for (size_t i = 0; i < areas->level[l].count; i++)
                for (size_t c = 0; c < config->wanted_count; c++)
                    kk_sheet_put(&sheet, geography.first[l] + i, p, c,
                                 measure_cell(&population->level[l][p][i], &config->measures[c]));
    }
    return status;
}
