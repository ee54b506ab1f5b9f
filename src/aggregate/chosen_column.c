/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/chosen_column.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const kk_map_values *kk_chosen_at(const kk_chosen *chosen, const kk_config_estimate_map *map, size_t level)
{
    for (size_t m = 0; chosen != NULL && m < chosen->map_count; m++) {
        const kk_map_values *values = &chosen->map[m];
        if (values->map == map && chosen->frame->type[values->type].level == (ptrdiff_t)level) return values;
    }
    return NULL;
}

/* What an indicator tells of one region. */
typedef struct told {
    kk_prediction of;
    double persons;
    bool hidden;
} told;

static told tell(const kk_map_values *values, kk_map_part part, size_t r)
{
    switch (part) {
    case KK_MAP_ESTIMATE:
        break;
    case KK_MAP_SHRUNK:
        return (told){values->shrunk[r], values->n[r], values->hidden[r]};
    case KK_MAP_DIFFERENCE:
        return (told){values->difference[r], fmin(values->n[r], values->versus_n[r]),
                      values->hidden[r] || values->versus_hidden[r]};
    }
    return (told){values->estimate[r], values->n[r], values->hidden[r]};
}

static void set_missing(kk_indicator_column *column, size_t i, kk_figure_status status)
{
    column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
    column->status[i] = (uint8_t)status;
    column->small_count[i] = false;
}

static void set_told(kk_indicator_column *column, size_t i, const told *cell)
{
    column->value[i] = cell->of.est;
    column->lower[i] = cell->of.lower;
    column->upper[i] = cell->of.upper;
    column->numerator[i] = NAN;
    column->denominator[i] = cell->persons;
    column->status[i] = isnan(cell->of.est) ? KK_FIGURE_UNKNOWN : KK_FIGURE_OK;
    column->small_count[i] = cell->hidden;
}

static int compare_code(const void *code, const void *id)
{
    return strcmp(code, *(const char *const *)id);
}

void kk_chosen_fill(const kk_estimate_frame *frame, const kk_map_values *values, const kk_level *level,
                    kk_indicator_column *column)
{
    const kk_region_type *type = &frame->type[values->type];
    for (size_t i = 0; i < level->count; i++) {
        const char **found = bsearch(level->code[i], type->id, type->count, sizeof *type->id, compare_code);
        if (level->water[i]) {
            set_missing(column, i, KK_FIGURE_NOT_APPLICABLE);
        } else if (found == NULL) {
            set_missing(column, i, KK_FIGURE_ABSENT);
        } else {
            told cell = tell(values, column->config->map_part, (size_t)(found - type->id));
            if (cell.persons > 0)
                set_told(column, i, &cell);
            else
                set_missing(column, i, KK_FIGURE_NO_POPULATION);
        }
    }
}
