/* SPDX-License-Identifier: EUPL-1.2 */
/* What a sheet tells besides, where there is room on its page: the years before, and the buurten. */
#include "report/report.h"

#include <math.h>
#include <string.h>

enum { PERIODS_MOST = 8, PARTS_LEAST = 2 };
static const double row_height = 15.5, head_height = 52;

/* So many rows fit under a heading. */
static size_t rows_left(const report *of)
{
    double room = PAGE_BOTTOM - of->pages.y - head_height - 24;
    return room < row_height ? 0 : (size_t)(room / row_height);
}

/* What is not made of others: the index has no years, and none at a level with hidden ranks. */
static const kk_released_column *plain_column(const report *of, uint32_t level)
{
    const kk_released_column *first = NULL;
    for (size_t c = 0; c < of->column_count; c++) {
        const kk_released_column *column = &of->column[c];
        if (column->level != level || !column->shown_on_map) continue;
        if (column->indicator->statistic != KK_STATISTIC_NONE) continue;
        if (column->indicator->axis == KK_AXIS_USE) return column;
        if (first == NULL) first = column;
    }
    return first;
}

static void widen(report_plot *plot, const kk_released_column *column, size_t area)
{
    if (isnan(column->value[area])) return;
    plot->low = fmin(plot->low, fmin(column->value[area], column->lower[area]));
    plot->high = fmax(plot->high, fmax(column->value[area], column->upper[area]));
}

static void write_line(report *of, const page_table *table, const char *name, const kk_released_column *column,
                       size_t area, report_plot plot)
{
    bool is_missing = isnan(column->value[area]);
    const char *words = report_figure(of, column, area);
    const char *cell[] = {name, is_missing ? "–" : words, report_interval(of, column, area), is_missing ? words : NULL};
    plot.y = page_table_row(&of->pages, table, cell, false, &plot.height);
    plot.x = page_column_left(table, 3) + 3;
    plot.width = table->column[3].width - 10;
    if (!is_missing)
        report_plot_interval(of->pages.cairo, &plot, column->value[area], column->lower[area], column->upper[area], NAN,
                             ACCENT);
}

static page_table table_with(const char *first, page_column column[4])
{
    column[0] = (page_column){first, 170, -1};
    column[1] = (page_column){"Cijfer", 60, 1};
    column[2] = (page_column){"95%-marge", 90, 1};
    column[3] = (page_column){"", 167, -1};
    return (page_table){column, 4, 8};
}

/* ---- the years before ---- */

void report_write_years(report *of, size_t area)
{
    const kk_released_column *shown = plain_column(of, of->level), *year[PERIODS_MOST];
    size_t count = 0;
    report_plot plot = {.low = 0};
    for (size_t c = 0; shown != NULL && c < of->column_count && count < PERIODS_MOST; c++) {
        const kk_released_column *column = &of->column[c];
        if (column->indicator != shown->indicator || column->level != of->level) continue;
        year[count++] = column;
        widen(&plot, column, area);
    }
    if (count < PARTS_LEAST || rows_left(of) < count || plot.high <= plot.low) return;
    page_column column[4];
    const page_table table = table_with("Periode", column);
    page_section(&of->pages, page_format(&of->pages, "Door de jaren: %s", shown->indicator->label_nl));
    page_table_begin(&of->pages, &table);
    for (size_t k = 0; k < count; k++) write_line(of, &table, year[k]->period, year[k], area, plot);
    page_table_end(&of->pages);
}

/* ---- buurten ---- */

static ptrdiff_t level_below(const report *of)
{
    if (of->part.kind != KK_LEVEL_WIJK) return -1;
    for (size_t l = 0; l < of->areas->level_count; l++)
        if (of->areas->level[l].kind == KK_LEVEL_BUURT) return (ptrdiff_t)l;
    return -1;
}

static bool is_in(const kk_level *level, size_t area, const char *wijk)
{
    return !level->water[area] && level->parent != NULL && level->parent[area] != NULL &&
           strcmp(level->parent[area], wijk) == 0;
}

void report_write_parts(report *of, const char *wijk)
{
    ptrdiff_t below = level_below(of);
    const kk_released_column *shown = below < 0 ? NULL : plain_column(of, (uint32_t)below);
    if (shown == NULL) return;
    const kk_level *level = &of->areas->level[below];
    report_plot plot = {.low = 0};
    size_t count = 0;
    for (size_t i = 0; i < level->count; i++) {
        if (report_holds(of, level, i) && !level->water[i]) widen(&plot, shown, i);
        count += is_in(level, i, wijk);
    }
    if (count < PARTS_LEAST || rows_left(of) < count) return;
    page_column column[4];
    const page_table table = table_with("Buurt", column);
    page_section(&of->pages, page_format(&of->pages, "De buurten: %s, %s", shown->indicator->label_nl, shown->period));
    page_table_begin(&of->pages, &table);
    for (size_t i = 0; i < level->count; i++)
        if (is_in(level, i, wijk)) write_line(of, &table, level->area_name[i], shown, i, plot);
    page_table_end(&of->pages);
}
