/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/copy.h"
#include "store/publish_sheets.h"
#include "store/store.h"

#include "kk/figure.h"

#include <stdlib.h>

/* The indicators of a release, each once, in the order of its columns: their place is their number. */
typedef struct indicator_list {
    const kk_config_indicator **items;
    size_t count;
} indicator_list;

static size_t find_indicator(const indicator_list *list, const kk_config_indicator *indicator)
{
    size_t i = 0;
    while (i < list->count && list->items[i] != indicator) i++;
    return i;
}

static kk_status list_indicators(const kk_released_column *columns, size_t count, indicator_list *list, kk_error *err)
{
    list->items = calloc(count + 1, sizeof *list->items);
    if (list->items == NULL) return kk_fail_memory(err);
    for (size_t c = 0; c < count; c++) {
        if (find_indicator(list, columns[c].indicator) < list->count) continue;
        list->items[list->count++] = columns[c].indicator;
    }
    return KK_OK;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static kk_status load_statuses(PGconn *pg, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "figure_status_new", err);
    if (status != KK_OK) return status;
    for (size_t s = 0; s < KK_FIGURE_STATUS_COUNT && kk_copy_row(&copy, 2); s++) {
        kk_copy_smallint(&copy, s);
        kk_copy_text(&copy, kk_figure_status_name((kk_figure_status)s));
    }
    return kk_copy_end(&copy, err);
}

/* What lies between `lower` and `upper`. */
static const char *bounds_of(kk_statistic_part part)
{
    switch (part) {
    case KK_STATISTIC_LIMITS:
        return "99.8% control limits";
    case KK_STATISTIC_RANK:
    case KK_GUIDE_RANK:
        return "confidence set";
    default:
        return "95% interval";
    }
}

static kk_status load_indicators(PGconn *pg, const indicator_list *list, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "indicator_new", err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < list->count && kk_copy_row(&copy, 16); i++) {
        const kk_config_indicator *indicator = list->items[i];
        kk_copy_smallint(&copy, i);
        kk_copy_text(&copy, indicator->name);
        kk_copy_text(&copy, kk_indicator_kind_name(indicator->kind));
        kk_copy_double(&copy, indicator->per);
        kk_copy_text(&copy, or_empty(indicator->unit));
        kk_copy_text(&copy, kk_direction_name(indicator->direction));
        kk_copy_text(&copy, indicator->label_nl == NULL ? indicator->name : indicator->label_nl);
        kk_copy_text(&copy, indicator->label_en == NULL ? indicator->name : indicator->label_en);
        kk_copy_text(&copy, or_empty(indicator->description));
        kk_copy_text(&copy, kk_axis_name(indicator->axis));
        kk_copy_text(&copy, or_empty(indicator->question));
        kk_copy_text(&copy, or_empty(indicator->form));
        kk_copy_text(&copy, or_empty(indicator->age));
        kk_copy_text(&copy, or_empty(indicator->sex));
        kk_copy_text(&copy, or_empty(indicator->referrer));
        kk_copy_text(&copy, bounds_of(indicator->statistic));
    }
    return kk_copy_end(&copy, err);
}

static kk_status load_categories(PGconn *pg, const indicator_list *list, kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "category_new", err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < list->count; i++) {
        size_t count;
        const kk_category *category = kk_statistic_categories(list->items[i]->statistic, &count);
        for (size_t c = 0; c < count && kk_copy_row(&copy, 4); c++) {
            kk_copy_smallint(&copy, i);
            kk_copy_double(&copy, category[c].code);
            kk_copy_text(&copy, category[c].word);
            kk_copy_text(&copy, category[c].label_nl);
        }
    }
    return kk_copy_end(&copy, err);
}

static kk_status load_columns(PGconn *pg, const indicator_list *list, const kk_released_column *columns, size_t count,
                              kk_error *err)
{
    kk_copy copy;
    kk_status status = kk_copy_begin(&copy, pg, "released_column_new", err);
    if (status != KK_OK) return status;
    size_t first = 0; /* of the level */
    for (size_t c = 0; c < count && kk_copy_row(&copy, 6); c++) {
        if (columns[c].level != columns[first].level) first = c;
        kk_copy_smallint(&copy, columns[c].level);
        kk_copy_integer(&copy, (int64_t)(c - first));
        kk_copy_smallint(&copy, find_indicator(list, columns[c].indicator));
        kk_copy_text(&copy, columns[c].period);
        kk_copy_boolean(&copy, columns[c].shown_on_map);
        kk_copy_text(&copy, or_empty(columns[c].source));
    }
    return kk_copy_end(&copy, err);
}

enum { PART_COUNT = 5 };

static double part_of(const kk_released_column *column, int part, size_t area)
{
    const double *const parts[PART_COUNT] = {column->value, column->lower, column->upper, column->numerator,
                                             column->denominator};
    return parts[part][area];
}

/* What is stored by column is released by area; `items` and `statuses` have room for a row. */
static void copy_area(kk_copy *copy, const kk_released_column *columns, size_t count, size_t area, double *items,
                      uint8_t *statuses)
{
    kk_copy_smallint(copy, columns[0].level);
    kk_copy_integer(copy, (int64_t)area);
    for (int part = 0; part < PART_COUNT; part++) {
        for (size_t c = 0; c < count; c++) items[c] = part_of(&columns[c], part, area);
        kk_copy_doubles(copy, items, count, false);
    }
    for (size_t c = 0; c < count; c++) statuses[c] = columns[c].status[area];
    kk_copy_bytes(copy, statuses, count);
}

static size_t columns_of_level(const kk_released_column *columns, size_t count)
{
    size_t same = 1;
    while (same < count && columns[same].level == columns[0].level) same++;
    return same;
}

static kk_status load_released(PGconn *pg, const kk_areas *areas, const kk_released_column *columns, size_t count,
                               kk_error *err)
{
    kk_copy copy;
    double *items = calloc(count + 1, sizeof *items);
    uint8_t *statuses = calloc(count + 1, 1);
    kk_status status =
        items == NULL || statuses == NULL ? kk_fail_memory(err) : kk_copy_begin(&copy, pg, "released_new", err);
    if (status != KK_OK) goto done;
    for (size_t c = 0, same; c < count; c += same) {
        same = columns_of_level(columns + c, count - c);
        size_t area_count = areas->level[columns[c].level].count;
        for (size_t area = 0; area < area_count && kk_copy_row(&copy, 3 + PART_COUNT); area++)
            copy_area(&copy, columns + c, same, area, items, statuses);
    }
    status = kk_copy_end(&copy, err);
done:
    free(items);
    free(statuses);
    return status;
}

static kk_status load_statistics(PGconn *pg, const indicator_list *list, const kk_release *release, kk_error *err)
{
    kk_copy copy;
    const kk_statistic_row *row;
    size_t count = kk_release_statistics(release, &row);
    kk_status status = kk_copy_begin(&copy, pg, "statistic_new", err);
    if (status != KK_OK) return status;
    for (size_t i = 0; i < count && kk_copy_row(&copy, 14); i++) {
        const double figures[] = {row[i].value, row[i].lower, row[i].upper, row[i].p};
        kk_copy_integer(&copy, (int64_t)i);
        kk_copy_smallint(&copy, row[i].level);
        kk_copy_text(&copy, row[i].within_code);
        kk_copy_text(&copy, row[i].within_name);
        kk_copy_text(&copy, row[i].period);
        kk_copy_smallint(&copy, find_indicator(list, row[i].indicator));
        kk_copy_text(&copy, row[i].statistic);
        kk_copy_text(&copy, row[i].term);
        for (size_t f = 0; f < sizeof figures / sizeof *figures; f++) kk_copy_double(&copy, figures[f]);
        kk_copy_integer(&copy, (int64_t)row[i].areas);
        kk_copy_text(&copy, row[i].note);
    }
    return kk_copy_end(&copy, err);
}

kk_status kk_store_publish(kk_store *store, const kk_release *release, kk_error *err)
{
    PGconn *pg = store->pg;
    const kk_released_column *columns = NULL;
    size_t count = kk_release_columns(release, &columns);
    indicator_list list = {0};
    kk_status status = list_indicators(columns, count, &list, err);
    if (status == KK_OK) status = load_statuses(pg, err);
    if (status == KK_OK) status = load_indicators(pg, &list, err);
    if (status == KK_OK) status = load_categories(pg, &list, err);
    if (status == KK_OK) status = load_columns(pg, &list, columns, count, err);
    if (status == KK_OK) status = load_released(pg, kk_release_areas(release), columns, count, err);
    if (status == KK_OK) status = load_statistics(pg, &list, release, err);
    if (status == KK_OK) status = kk_publish_sheets(pg, release, err);
    if (status == KK_OK) status = kk_sql_none(pg, KK_SQL(index_released), NULL, err);
    free(list.items);
    return status;
}
