/* SPDX-License-Identifier: EUPL-1.2 */
#include "disclosure/primary.h"

#include <math.h>

/* ---- inhabitants ---- */

kk_inhabitants kk_inhabitants_find(const kk_config *config, const kk_indicator_table *raw)
{
    const kk_term *chosen = config->disclosure.inhabitants;
    if (!(config->disclosure.minimum_population > 0)) return (kk_inhabitants){.raw = NULL};
    if (chosen != NULL) return (kk_inhabitants){raw, chosen->table, chosen->column};
    size_t t = 0;
    while (!config->tables[t].is_public || raw->tables[t].population < 0) t++;
    return (kk_inhabitants){raw, t, (size_t)raw->tables[t].population};
}

double kk_inhabitants_of(const kk_inhabitants *inhabitants, uint32_t level, size_t area, const char *period)
{
    if (inhabitants->raw == NULL) return INFINITY;
    const kk_table *table = &inhabitants->raw->tables[inhabitants->table];
    kk_figure figure = kk_raw_figure(inhabitants->raw, inhabitants->table, inhabitants->column, level, area, period);
    if (figure.status == KK_FIGURE_ABSENT && table->period_count > 0)
        figure = kk_raw_figure(inhabitants->raw, inhabitants->table, inhabitants->column, level, area,
                               table->period[table->period_count - 1]);
    return kk_figure_has_value(figure.status) ? figure.value : NAN;
}

/* ---- few ---- */

/* Of 1 … minimum − 1 the status may say so: whoever reads it may count on that. */
static kk_figure_status status_of_few(double persons, double minimum, kk_figure_status status)
{
    if (persons >= 1 && persons <= minimum - 1) return status;
    return kk_persons_are_few(persons, minimum) ? KK_FIGURE_SUPPRESSED_PERSONS : KK_FIGURE_OK;
}

/* The first of those that hide; one that hides for another few goes behind. */
static kk_figure_status first_of(const kk_figure_status *status, size_t count)
{
    kk_figure_status first = KK_FIGURE_OK;
    for (size_t s = 0; s < count; s++)
        if (status[s] != KK_FIGURE_OK && (first == KK_FIGURE_OK || status[s] < first)) first = status[s];
    return first;
}

static kk_figure_status few_of_parts(const kk_indicator_column *raw, size_t i, double minimum, bool has_rest)
{
    double numerator = raw->numerator[i], denominator = raw->denominator[i];
    const kk_figure_status status[] = {
        status_of_few(denominator, minimum, KK_FIGURE_SUPPRESSED_BASE),
        status_of_few(numerator, minimum, KK_FIGURE_SUPPRESSED_COUNT),
        has_rest ? status_of_few(denominator - numerator, minimum, KK_FIGURE_SUPPRESSED_REST) : KK_FIGURE_OK,
    };
    return first_of(status, sizeof status / sizeof *status);
}

static kk_figure_status few_of_value(const kk_indicator_column *raw, size_t i, double minimum)
{
    double weight = raw->denominator[i];
    if (raw->config->denominator.count == 0) return status_of_few(raw->value[i], minimum, KK_FIGURE_SUPPRESSED_COUNT);
    if (!(weight >= 0)) return KK_FIGURE_SUPPRESSED_PERSONS;
    return status_of_few(weight, minimum, KK_FIGURE_SUPPRESSED_BASE);
}

/* Of measures the persons behind every figure are known: small_count; of a file only what it tells itself. */
static kk_figure_status few_of(const kk_indicator_column *raw, size_t i, double minimum)
{
    kk_figure_status behind = raw->small_count[i] ? KK_FIGURE_SUPPRESSED_PERSONS : KK_FIGURE_OK, told = KK_FIGURE_OK;
    switch (raw->config->kind) {
    case KK_SHARE:
    case KK_RATE:
    case KK_ONE_IN:
        told = few_of_parts(raw, i, minimum, true);
        break;
    case KK_MEAN:
    case KK_RATIO:
        if (!raw->guarded) told = few_of_parts(raw, i, minimum, false);
        break;
    case KK_VALUE:
        if (!raw->guarded) told = few_of_value(raw, i, minimum);
        break;
    case KK_ESTIMATE:
        if (!(raw->denominator[i] >= minimum)) told = KK_FIGURE_SUPPRESSED_PERSONS;
        break;
    }
    return told != KK_FIGURE_OK ? told : behind;
}

/* ---- the others ---- */

static bool tells_of_everyone(const kk_indicator_column *raw, size_t i, double group)
{
    bool is_share = raw->config->kind == KK_SHARE || raw->config->kind == KK_ONE_IN;
    return group > 0 && is_share && raw->counts_persons && raw->numerator[i] >= group * raw->denominator[i];
}

static kk_figure_status status_of_map(const kk_indicator_column *raw, size_t i)
{
    bool is_told = !raw->small_count[i] && raw->denominator[i] >= KK_PERSONS_SHOWN;
    return is_told ? KK_FIGURE_OK : KK_FIGURE_SUPPRESSED;
}

kk_figure_status kk_primary_status(const kk_indicator_column *raw, size_t i, const kk_config_disclosure *rules,
                                   double inhabitants, bool is_rounded)
{
    if (raw->is_public) return KK_FIGURE_OK;
    if (raw->config->map != NULL) return status_of_map(raw, i);
    if (!(inhabitants >= rules->minimum_population)) return KK_FIGURE_SUPPRESSED_POPULATION;
    kk_figure_status few = is_rounded ? KK_FIGURE_OK : few_of(raw, i, rules->minimum);
    if (few != KK_FIGURE_OK) return few;
    if (tells_of_everyone(raw, i, rules->group_share)) return KK_FIGURE_SUPPRESSED_GROUP;
    return raw->dominated != NULL && raw->dominated[i] ? KK_FIGURE_SUPPRESSED_DOMINANCE : KK_FIGURE_OK;
}
