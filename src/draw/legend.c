/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/legend.h"
#include "core/decimal.h"
#include "draw/colours.h"
#include "kk/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is shown ---- */

static double published(const kk_released_column *column, const kk_level *level, size_t area)
{
    if (level->water[area] || !kk_figure_has_value((kk_figure_status)column->status[area])) return NAN;
    return kk_number_round(column->value[area]);
}

static double *published_values(const kk_released_column *column, const kk_level *level, size_t *count)
{
    double *values = malloc((level->count + 1) * sizeof *values);
    *count = 0;
    for (size_t i = 0; values != NULL && i < level->count; i++) {
        double value = published(column, level, i);
        if (isfinite(value)) values[(*count)++] = value;
    }
    return values;
}

static bool is_around_zero(kk_statistic_part part)
{
    return part == KK_STATISTIC_GAP || part == KK_STATISTIC_CHANGE || part == KK_STATISTIC_TREND;
}

/* Of ranks and p-values the lowest figures are those to look at. */
static bool is_lowest_first(kk_statistic_part part)
{
    return part == KK_STATISTIC_RANK || part == KK_GUIDE_RANK || part == KK_STATISTIC_CLUSTER_P;
}

/* Of a category, such as a cluster, that of its base. */
static kk_direction direction_of(const kk_config_indicator *indicator)
{
    return indicator->direction != KK_DIRECTION_NEUTRAL ? indicator->direction : indicator->base_direction;
}

/* ---- entries ---- */

static uint32_t colour_of_class(const kk_config_indicator *indicator, bool diverges, int k, int count)
{
    bool turned = diverges ? direction_of(indicator) == KK_DIRECTION_STRENGTH : is_lowest_first(indicator->statistic);
    int place = turned ? count - 1 - k : k;
    return diverges ? kk_colour_diverging(place, count) : kk_colour_sequential(place, count);
}

static void write_label(double low, double high, int decimals, kk_language language, char *label, size_t size)
{
    char from[40], to[40];
    kk_words_number(low, decimals, language, from, sizeof from);
    kk_words_number(high, decimals, language, to, sizeof to);
    if (low == high)
        snprintf(label, size, "%s", from);
    else
        snprintf(label, size, low < 0 || high < 0 ? (language == KK_DUTCH ? "%s tot %s" : "%s to %s") : "%s – %s", from,
                 to);
}

/* As many decimals as every bound has. */
static int decimals_of(const kk_classes *classes)
{
    int most = 0;
    for (int k = 0; k <= classes->count; k++) {
        int decimals = 0;
        double scale = 1;
        while (decimals < 6 &&
               fabs(round(classes->bound[k] * scale) / scale - classes->bound[k]) > 1e-12 * fabs(classes->bound[k])) {
            decimals++;
            scale *= 10;
        }
        most = decimals > most ? decimals : most;
    }
    return most;
}

static void set_classes(const kk_config_indicator *indicator, const kk_classes *classes, kk_legend *out)
{
    int decimals = decimals_of(classes);
    out->count = classes->count;
    for (int k = 0; k < classes->count; k++) {
        kk_legend_entry *entry = &out->entry[k];
        entry->low = classes->bound[k];
        entry->high = classes->bound[k + 1];
        entry->colour = colour_of_class(indicator, out->diverges, k, classes->count);
        write_label(entry->low, entry->high, decimals, KK_DUTCH, entry->label_nl, sizeof entry->label_nl);
        write_label(entry->low, entry->high, decimals, KK_ENGLISH, entry->label_en, sizeof entry->label_en);
    }
    if (classes->count >= 3 && indicator->statistic != KK_STATISTIC_LIMITS)
        out->unsure_width = classes->bound[classes->count - 1] - classes->bound[1];
}

/* "high_low" becomes "high low". */
static void write_word(const char *word, char *label, size_t size)
{
    snprintf(label, size, "%s", word);
    for (char *at = label; *at != '\0'; at++)
        if (*at == '_') *at = ' ';
}

static void set_categories(const kk_config_indicator *indicator, const kk_category *category, size_t count,
                           kk_legend *out)
{
    out->is_category = true;
    out->count = (int)count;
    for (size_t k = 0; k < count; k++) {
        kk_legend_entry *entry = &out->entry[k];
        entry->low = entry->high = category[k].code;
        entry->colour = kk_colour_category(indicator->statistic, direction_of(indicator), category[k].code);
        snprintf(entry->label_nl, sizeof entry->label_nl, "%s", category[k].label_nl);
        write_word(category[k].word, entry->label_en, sizeof entry->label_en);
    }
}

kk_status kk_legend_make(const kk_released_column *column, const kk_level *level, const kk_config_classes *asked,
                         kk_legend *out, kk_error *err)
{
    const kk_config_indicator *indicator = column->indicator;
    *out = (kk_legend){.unsure_width = NAN, .diverges = is_around_zero(indicator->statistic)};
    out->unit_nl = indicator->unit != NULL ? indicator->unit : "";
    size_t categories;
    const kk_category *category = kk_statistic_categories(indicator->statistic, &categories);
    if (categories > 0) {
        set_categories(indicator, category, categories, out);
        return KK_OK;
    }
    size_t count;
    double *values = published_values(column, level, &count);
    if (values == NULL) return kk_fail_memory(err);
    kk_classes classes;
    kk_status status = out->diverges ? kk_classes_around_zero(values, count, asked, &classes, err)
                                     : kk_classes_make(values, count, asked, &classes, err);
    if (status == KK_OK) set_classes(indicator, &classes, out);
    free(values);
    return status;
}

int kk_legend_find(const kk_legend *legend, double value)
{
    if (isnan(value) || legend->count == 0) return -1;
    int k = legend->count - 1;
    if (legend->is_category) {
        while (k >= 0 && legend->entry[k].low != value) k--;
        return k;
    }
    while (k > 0 && value < legend->entry[k].low) k--;
    return k;
}

bool kk_legend_is_unsure(const kk_legend *legend, double lower, double upper)
{
    return upper - lower > legend->unsure_width;
}
