/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/log.h"
#include "ingest/population.h"

#include <string.h>

enum { CHILDREN = 15, YOUNG_ADULTS = 10 }; /* years of age in 0–14 and in 15–24 */

static kk_figure figure_of(const kk_table *table, size_t row, uint32_t column)
{
    size_t at = row * table->column_count + column;
    return (kk_figure){table->value[at], (kk_figure_status)table->status[at]};
}

/* Nobody living somewhere is a number: none. */
static kk_figure number_of_people(kk_figure figure)
{
    return figure.status == KK_FIGURE_NO_POPULATION ? (kk_figure){0, KK_FIGURE_NIL} : figure;
}

/* Without men and women, or where nobody is, the sex is left untold. */
static void spread(kk_population_cell *cell, double children, double young_adults, double men, double women)
{
    double male = men / (men + women);
    bool sexed = male >= 0 && male <= 1;
    for (int age = 0; age < KK_POPULATION_AGES; age++) {
        double persons = age < CHILDREN ? children / CHILDREN : young_adults / YOUNG_ADULTS;
        cell->count[age][0] = sexed ? persons * male : 0;
        cell->count[age][1] = sexed ? persons * (1 - male) : 0;
        cell->unsexed[age] = sexed ? 0 : persons;
    }
    cell->status = KK_FIGURE_OK;
}

static void derive_row(const kk_table *table, size_t row, const uint32_t *column, kk_population_cell *cell)
{
    kk_figure figure[KK_DERIVED_COLUMNS];
    for (int c = 0; c < KK_DERIVED_COLUMNS; c++) figure[c] = number_of_people(figure_of(table, row, column[c]));
    kk_figure_status status = kk_figure_status_combine(figure[KK_DERIVED_0_14].status, figure[KK_DERIVED_15_24].status);
    if (kk_figure_has_value(status))
        spread(cell, figure[KK_DERIVED_0_14].value, figure[KK_DERIVED_15_24].value, figure[KK_DERIVED_MEN].value,
               figure[KK_DERIVED_WOMEN].value);
    else
        kk_population_forget_ages(cell, status);
}

/* The table's only period may stand in for others, where the project says so. */
static bool tells(const kk_table *table, const char *name, const kk_period *period)
{
    if (kk_population_tells(name, period)) return true;
    for (size_t i = 0; i < table->config->stands_in_count && table->period_count == 1; i++)
        if (kk_population_tells(table->config->stands_in_for[i], period)) return true;
    return false;
}

kk_status kk_population_derive(kk_population_maker *in, const kk_table *tables)
{
    const kk_config *config = in->config;
    const kk_table *table = &tables[config->population.derive];
    kk_population *out = in->out;
    size_t derived[KK_PERIODS_MAX] = {0};
    for (size_t row = 0; row < table->row_count; row++) {
        kk_locus place;
        kk_cell code = {table->code[row], strlen(table->code[row])};
        const char *name = table->period[table->row_period[row]];
        if (kk_population_area(in, code, &place) != KK_ROW_OF_AREA) continue;
        for (size_t p = 0; p < out->period_count; p++) {
            if (!tells(table, name, &out->period[p])) continue;
            derive_row(table, row, config->population.derived,
                       &out->level[kk_locus_level(place)][p][kk_locus_area(place)]);
            derived[p]++;
        }
    }
    for (size_t p = 0; p < out->period_count; p++)
        if (derived[p] == 0)
            kk_warn("population: the table '%s' has no rows of %s to derive it from", table->config->name,
                    out->period[p].name);
    return KK_OK;
}
