/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need_set.h"
#include "guide/need.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

enum { NORMALS = 65536, COLUMN_NUMBERS = 4 };

static int compare_ids(const void *left, const void *right, void *ids)
{
    const uint64_t *id = ids;
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    if (id[a] != id[b]) return id[a] < id[b] ? -1 : 1;
    return (a > b) - (a < b);
}

static void order_areas(need_set *set, const uint64_t *id)
{
    size_t count = set->areas->count;
    for (size_t i = 0; i < count; i++) set->from[i] = (uint32_t)i;
    qsort_r(set->from, count, sizeof *set->from, compare_ids, (void *)(uintptr_t)id);
    for (size_t i = 0; i < count; i++) {
        set->id[i] = id[set->from[i]];
        if (need_is_scored(set->areas, set->from[i])) set->ranked[set->ranked_count++] = (uint32_t)i;
    }
}

static double error_of(const need_set *set, size_t indicator, size_t area)
{
    if (set->how->error == NULL) return 0;
    double error = set->how->error[indicator][area];
    return error > 0 ? error : 0;
}

/* Seen from one of the values, so that equal values are exactly 0; in units of what is farthest from it. */
static void fill_column(const need_set *set, size_t indicator, need_column *column)
{
    const kk_need_indicator *of = &set->areas->indicator[indicator];
    double origin = column->present > 0 ? need_turned(of, set->from[column->area[0]]) : 0, unit = 0;
    for (size_t k = 0; k < column->present; k++) {
        uint32_t area = set->from[column->area[k]];
        unit = fmax(unit, fmax(fabs(need_turned(of, area) - origin), error_of(set, indicator, area)));
    }
    if (unit <= 0) unit = 1;
    for (size_t k = 0; k < column->present; k++) {
        uint32_t area = set->from[column->area[k]];
        column->value[k] = (float)((need_turned(of, area) - origin) / unit);
        column->error[k] = (float)(error_of(set, indicator, area) / unit);
        column->youths[k] = (float)set->areas->youths[area];
        column->partner[k] = set->areas->youths[area] > 0;
        column->is_drawn |= column->error[k] > 0;
    }
}

static void make_column(const need_set *set, size_t indicator, need_column *column)
{
    size_t count = set->areas->count, missing = count;
    float *number = set->number + indicator * COLUMN_NUMBERS * count;
    *column = (need_column){.area = set->place + indicator * count,
                            .value = number,
                            .error = number + count,
                            .youths = number + 2 * count,
                            .partner = number + 3 * count};
    for (size_t i = 0; i < count; i++) {
        bool is_missing = isnan(set->areas->indicator[indicator].value[set->from[i]]);
        column->area[is_missing ? --missing : column->present++] = (uint32_t)i;
    }
    fill_column(set, indicator, column);
}

kk_status need_set_init(need_set *set, const kk_need_areas *areas, const uint64_t *id, const kk_need_draws *how,
                        kk_error *err)
{
    size_t count = areas->count + 1, columns = areas->indicator_count + 1;
    *set = (need_set){.areas = areas,
                      .how = how,
                      .from = malloc(count * sizeof *set->from),
                      .id = malloc(count * sizeof *set->id),
                      .column = malloc(columns * sizeof *set->column),
                      .ranked = malloc(count * sizeof *set->ranked),
                      .normal = malloc(NORMALS * sizeof *set->normal),
                      .number = malloc(columns * count * COLUMN_NUMBERS * sizeof *set->number),
                      .place = malloc(columns * count * sizeof *set->place)};
    if (set->from == NULL || set->id == NULL || set->column == NULL || set->ranked == NULL || set->normal == NULL ||
        set->number == NULL || set->place == NULL) {
        need_set_clear(set);
        return kk_fail_memory(err);
    }
    order_areas(set, id);
    for (size_t j = 0; j < areas->indicator_count; j++) make_column(set, j, &set->column[j]);
    for (int i = 0; i < NORMALS; i++) set->normal[i] = (float)gsl_cdf_ugaussian_Pinv((i + 0.5) / NORMALS);
    return KK_OK;
}

void need_set_clear(need_set *set)
{
    free(set->from);
    free(set->id);
    free(set->column);
    free(set->ranked);
    free(set->normal);
    free(set->number);
    free(set->place);
    *set = (need_set){0};
}
