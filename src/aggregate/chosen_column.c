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

static const kk_estimate_cell *part_of(const kk_map_values *values, kk_map_part part)
{
    switch (part) {
    case KK_MAP_ESTIMATE:
        break;
    case KK_MAP_SHRUNK:
        return values->shrunk;
    case KK_MAP_DIFFERENCE:
        return values->difference;
    }
    return values->estimate;
}

static void set_missing(kk_indicator_column *column, size_t i, kk_figure_status status)
{
    column->value[i] = column->lower[i] = column->upper[i] = column->numerator[i] = column->denominator[i] = NAN;
    column->status[i] = (uint8_t)status;
    column->small_count[i] = false;
}

/* Nobody, few and hidden are the same: the gate suppresses all of them. */
static void set_untold(kk_indicator_column *column, size_t i)
{
    set_missing(column, i, KK_FIGURE_OK);
    column->small_count[i] = true;
}

static void set_told(kk_indicator_column *column, size_t i, const kk_estimate_cell *cell)
{
    column->value[i] = cell->est;
    column->lower[i] = cell->lower;
    column->upper[i] = cell->upper;
    column->numerator[i] = NAN;
    column->denominator[i] = cell->n;
    column->status[i] = KK_FIGURE_OK;
    column->small_count[i] = false;
}

static int compare_code(const void *code, const void *id)
{
    return strcmp(code, *(const char *const *)id);
}

void kk_chosen_fill(const kk_estimate_frame *frame, const kk_map_values *values, const kk_level *level,
                    kk_indicator_column *column)
{
    const kk_region_type *type = &frame->type[values->type];
    const kk_estimate_cell *part = part_of(values, column->config->map_part);
    for (size_t i = 0; i < level->count; i++) {
        const char **found = bsearch(level->code[i], type->id, type->count, sizeof *type->id, compare_code);
        const kk_estimate_cell *cell = found == NULL ? NULL : &part[found - type->id];
        if (level->water[i])
            set_missing(column, i, KK_FIGURE_NOT_APPLICABLE);
        else if (cell == NULL || cell->n == 0)
            set_untold(column, i);
        else
            set_told(column, i, cell);
    }
}
