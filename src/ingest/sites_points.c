/* SPDX-License-Identifier: EUPL-1.2 */
#include "ingest/sites_points.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void kk_site_points_clear(kk_site_points *points)
{
    free(points->item);
    *points = (kk_site_points){0};
}

kk_status kk_site_points_add(kk_site_points *points, const kk_site_point *point, kk_error *err)
{
    if (kk_grow(&points->item, &points->capacity, points->count + 1, sizeof *point) != 0) return kk_fail_memory(err);
    points->item[points->count++] = *point;
    return KK_OK;
}

/* ---- order ---- */

/* NaN comes last. */
static int compare_numbers(double a, double b)
{
    if (a < b) return -1;
    if (a > b) return 1;
    return (a != a) - (b != b);
}

static int by_content(const void *a, const void *b)
{
    const kk_site_point *left = a, *right = b;
    if (left->type != right->type) return left->type < right->type ? -1 : 1;
    if (left->place != right->place) return left->place < right->place ? -1 : 1;
    int order = compare_numbers(left->x, right->x);
    if (order == 0) order = compare_numbers(left->y, right->y);
    if (order == 0) order = compare_numbers(left->weight, right->weight);
    return order == 0 ? strcmp(left->id, right->id) : order;
}

static kk_status make_room(size_t count, bool typed, bool named, kk_arena *arena, kk_points *out, kk_error *err)
{
    *out = (kk_points){
        .count = count,
        .xy = kk_arena_alloc(arena, 2 * count, sizeof *out->xy),
        .weight = kk_arena_alloc(arena, count, sizeof *out->weight),
        .type = typed ? kk_arena_alloc(arena, count, sizeof *out->type) : NULL,
        .id = named ? kk_arena_alloc(arena, count, sizeof *out->id) : NULL,
        .place = kk_arena_alloc(arena, count, sizeof *out->place),
    };
    bool whole = out->xy != NULL && out->weight != NULL && out->place != NULL && (!typed || out->type != NULL) &&
                 (!named || out->id != NULL);
    return whole ? KK_OK : kk_fail_memory(err);
}

kk_status kk_site_points_settle(kk_site_points *points, bool typed, bool named, kk_arena *arena, kk_points *out,
                                kk_error *err)
{
    kk_status status = make_room(points->count, typed, named, arena, out, err);
    if (status != KK_OK) return status;
    if (points->count > 0) qsort(points->item, points->count, sizeof *points->item, by_content);
    for (size_t i = 0; i < points->count; i++) {
        const kk_site_point *point = &points->item[i];
        out->xy[2 * i] = point->x;
        out->xy[2 * i + 1] = point->y;
        out->weight[i] = point->weight;
        out->place[i] = point->place;
        if (typed) out->type[i] = point->type;
        if (named) out->id[i] = point->id;
    }
    return KK_OK;
}

/* ---- types ---- */

static bool is_type(const char *name, kk_cell text)
{
    return strlen(name) == text.length && strncasecmp(name, text.text, text.length) == 0;
}

kk_status kk_site_types_take(kk_site_types *types, kk_cell text, const kk_config_csv *csv, kk_arena *arena,
                             uint32_t *type, kk_error *err)
{
    for (*type = 0; *type < types->count; (*type)++)
        if (is_type(types->name[*type], text)) return KK_OK;
    if (types->count == KK_SITE_TYPES_MAX)
        return kk_fail_at(err, KK_ERR_INPUT, csv->mark,
                          "%s has more than %d different types of places; is `type` the right column?", csv->file.given,
                          KK_SITE_TYPES_MAX);
    char *name = kk_arena_text(arena, text.text, text.length);
    if (name == NULL) return kk_fail_memory(err);
    for (char *c = name; *c != '\0'; c++) *c = (char)tolower((unsigned char)*c);
    types->name[types->count++] = name;
    return KK_OK;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void kk_site_types_sort(kk_site_types *types, kk_site_points *points)
{
    kk_site_types met = *types;
    uint32_t place[KK_SITE_TYPES_MAX] = {0};
    if (types->count > 0) qsort(types->name, types->count, sizeof *types->name, by_text);
    for (size_t t = 0; t < types->count; t++)
        for (size_t m = 0; m < met.count; m++)
            if (met.name[m] == types->name[t]) place[m] = (uint32_t)t;
    for (size_t i = 0; i < points->count; i++) points->item[i].type = place[points->item[i].type];
}

/* ---- ids ---- */

static int by_id(const void *a, const void *b, void *context)
{
    const kk_points *points = context;
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    int order = strcmp(points->id[left], points->id[right]);
    return order != 0 ? order : (left > right) - (left < right);
}

kk_status kk_site_ids_make(const kk_points *points, kk_site_ids *out, kk_error *err)
{
    *out = (kk_site_ids){.points = points};
    out->order = malloc((points->count + 1) * sizeof *out->order);
    if (out->order == NULL) return kk_fail_memory(err);
    for (uint32_t i = 0; i < points->count; i++)
        if (points->id != NULL && *points->id[i] != '\0') out->order[out->count++] = i;
    qsort_r(out->order, out->count, sizeof *out->order, by_id, (void *)(uintptr_t)points);
    return KK_OK;
}

void kk_site_ids_clear(kk_site_ids *ids)
{
    free(ids->order);
    *ids = (kk_site_ids){0};
}

static const char *id_at(const kk_site_ids *ids, size_t i)
{
    return ids->points->id[ids->order[i]];
}

/* As strcmp would, were `text` ended by a NUL. */
static int compare_id(const char *id, kk_cell text)
{
    int order = strncmp(id, text.text, text.length);
    return order != 0 ? order : id[text.length] != '\0';
}

ptrdiff_t kk_site_ids_find(const kk_site_ids *ids, kk_cell id)
{
    size_t low = 0, high = ids->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_id(id_at(ids, middle), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ids->count && compare_id(id_at(ids, low), id) == 0 ? (ptrdiff_t)ids->order[low] : -1;
}

size_t kk_site_ids_doubles(const kk_site_ids *ids)
{
    size_t doubles = 0;
    for (size_t i = 1; i < ids->count; i++) doubles += strcmp(id_at(ids, i - 1), id_at(ids, i)) == 0;
    return doubles;
}
