/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/key_counts.h"

#include <math.h>
#include <string.h>

static double sum_ages(const kk_population_cell *cell, int end)
{
    double sum = 0;
    if (!kk_figure_has_value((kk_figure_status)cell->status)) return NAN;
    for (int age = 0; age < end; age++) sum += cell->count[age][0] + cell->count[age][1] + cell->unsexed[age];
    return sum;
}

double kk_youths_of(const kk_population_cell *cell)
{
    return sum_ages(cell, 23);
}

double kk_children_of(const kk_population_cell *cell)
{
    return sum_ages(cell, 18);
}

double kk_births_of(const kk_population_cell *cell)
{
    return kk_figure_has_value((kk_figure_status)cell->births_status) ? cell->births : NAN;
}

ptrdiff_t kk_population_period(const kk_population *population, const char *name)
{
    for (size_t p = 0; p < population->period_count; p++)
        if (strcmp(population->period[p].name, name) == 0) return (ptrdiff_t)p;
    return -1;
}
