/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

enum { NAMED = 3 };

/* ---- drawing ---- */

static const kk_guide_targets *targets_of(const report *of)
{
    const kk_guide *guide = of->source->guide;
    for (size_t t = 0; guide != NULL && t < guide->targets_count; t++)
        if (guide->targets[t].index->level == of->level) return &guide->targets[t];
    return NULL;
}

static bool *outlines(report *of)
{
    const kk_guide_targets *targets = targets_of(of);
    if (targets == NULL) return NULL;
    bool *is_outlined = kk_arena_alloc(of->pages.arena, of->count, sizeof *is_outlined);
    for (size_t i = 0; is_outlined != NULL && i < of->count; i++)
        is_outlined[i] = targets->target[of->area[i]].is_chosen;
    return is_outlined;
}

static double *gather(report *of, const double *from)
{
    double *to = kk_arena_alloc(of->pages.arena, of->count, sizeof *to);
    for (size_t i = 0; to != NULL && i < of->count; i++) to[i] = from != NULL ? from[of->area[i]] : NAN;
    return to;
}

static kk_status take_map(report *of, const kk_released_column *column, const kk_legend *legend, bool is_large,
                          kk_drawn_map *out, kk_error *err)
{
    uint8_t *statuses = kk_arena_alloc(of->pages.arena, of->count, sizeof *statuses);
    if (statuses == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < of->count; i++) statuses[i] = column->status[of->area[i]];
    *out = (kk_drawn_map){.level = &of->part,
                          .value = gather(of, column->value),
                          .lower = gather(of, column->lower),
                          .upper = gather(of, column->upper),
                          .status = statuses,
                          .legend = legend,
                          .is_outlined = is_large ? outlines(of) : NULL,
                          .names = is_large ? 7.5 : 0,
                          .scale_bar = is_large,
                          .language = KK_DUTCH};
    return out->value == NULL || out->lower == NULL || out->upper == NULL ? kk_fail_memory(err) : KK_OK;
}

kk_status report_draw_map(report *of, cairo_t *cairo, const kk_released_column *column, kk_box_on_page box,
                          bool is_large, kk_error *err)
{
    enum { LEGEND = 130 };
    kk_legend legend;
    kk_drawn_map map;
    const kk_level *level = &of->areas->level[of->level];
    kk_status status = kk_legend_make(column, level, &of->config->output.classes, &legend, err);
    if (status == KK_OK) status = take_map(of, column, &legend, is_large, &map, err);
    if (status != KK_OK) return status;
    if (is_large) {
        (void)kk_draw_legend(cairo, &map, box.x + box.width - LEGEND, box.y, LEGEND, 8);
        box.width -= LEGEND + 12;
    }
    kk_draw_map(cairo, &map, box);
    return KK_OK;
}

/* Height of the large map for the width that it has, so that no paper stays empty. */
static double height_of(const report *of, double most)
{
    const kk_polygons *shape = &of->part.shape;
    double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY;
    for (size_t q = 0; q < shape->point_count; q++) {
        left = fmin(left, shape->xy[2 * q]);
        right = fmax(right, shape->xy[2 * q]);
        low = fmin(low, shape->xy[2 * q + 1]);
        high = fmax(high, shape->xy[2 * q + 1]);
    }
    double width = PAGE_RIGHT - PAGE_LEFT - 142;
    return right > left ? fmax(170, fmin(most, width * (high - low) / (right - left) + 16)) : most;
}

/* ---- words ---- */

typedef struct ranked {
    double value;
    size_t i;
} ranked;

static int highest_first(const void *a, const void *b)
{
    const ranked *p = a, *q = b;
    if (p->value != q->value) return p->value > q->value ? -1 : 1;
    return p->i < q->i ? -1 : p->i > q->i;
}

/* "A (12,3), B (11,9) en C (11,0)": of the highest or the lowest. */
static const char *name_some(report *of, const kk_released_column *column, const ranked *list, size_t count,
                             bool highest)
{
    const char *text = "";
    size_t most = count / 2 < NAMED ? count / 2 : NAMED; /* no area at both ends */
    for (size_t k = 0; k < most; k++) {
        size_t i = list[highest ? k : count - 1 - k].i;
        text = page_format(&of->pages, "%s%s%s (%s)", text,
                           k == 0          ? ""
                           : k + 1 == most ? " en "
                                           : ", ",
                           report_name(of, &of->part, i), report_figure(of, column, of->area[i]));
    }
    return text;
}

static void tell_extremes(report *of, const kk_released_column *column)
{
    ranked *list = kk_arena_alloc(of->pages.arena, of->count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; list != NULL && i < of->count; i++)
        if (!of->part.water[i] && kk_figure_has_value((kk_figure_status)column->status[of->area[i]]))
            list[count++] = (ranked){column->value[of->area[i]], i};
    if (count < 2) return;
    qsort(list, count, sizeof *list, highest_first);
    if (list[0].value == list[count - 1].value) return;
    page_text(&of->pages,
              page_format(&of->pages, "Het hoogst: %s. Het laagst: %s.", name_some(of, column, list, count, true),
                          name_some(of, column, list, count, false)));
}

static kk_status write_map(report *of, const kk_released_column *column, double most, kk_error *err)
{
    report_pages *pages = &of->pages;
    const kk_config_indicator *indicator = column->indicator;
    double height = height_of(of, most);
    page_section(pages, page_format(pages, "%s, %s", indicator->label_nl, column->period));
    if (*indicator->question != '\0') page_text(pages, indicator->question);
    page_figure_begin(pages, page_format(pages, "Kaart van %s: %s per %s, %s. De tekst eronder noemt de uitersten.",
                                         of->place, indicator->label_nl, of->part.name, column->period));
    kk_status status = report_draw_map(
        of, pages->cairo, column, (kk_box_on_page){PAGE_LEFT, pages->y, PAGE_RIGHT - PAGE_LEFT, height}, true, err);
    page_figure_end(pages);
    pages->y += height + 10;
    tell_extremes(of, column);
    page_note(pages, *column->source != '\0' ? page_format(pages, "Bron: %s.", column->source)
                                             : "Gemaakt van de cijfers die onder ‘Methode en bronnen’ staan.");
    return status;
}

/* Beside need how much help is used; NULL: the map shows that already, or it is not known. */
static const kk_released_column *use_column(const report *of)
{
    if (of->main->indicator->statistic != KK_GUIDE_INDEX) return NULL;
    for (size_t c = 0; c < of->column_count; c++) {
        const kk_released_column *column = &of->column[c];
        if (column->level == of->level && column->shown_on_map && column->indicator->axis == KK_AXIS_USE &&
            column->indicator->statistic == KK_STATISTIC_NONE)
            return column;
    }
    return NULL;
}

kk_status report_map(report *of, kk_error *err)
{
    report_pages *pages = &of->pages;
    page_chapter(pages, "De kaart", "kaart");
    if (of->main == NULL) {
        page_text(pages, "Er is geen cijfer dat op een kaart kan.");
        return KK_OK;
    }
    page_text(pages,
              "Bleek betekent: zo onzeker dat het gebied in bijna elke klasse kan horen, of dat er het cijfer van "
              "het gebied eromheen staat. Gearceerd betekent: geen cijfer. Ontbreken is nooit nul.");
    const kk_released_column *use = use_column(of);
    kk_status status = write_map(of, of->main, use != NULL ? 230 : 480, err);
    return status == KK_OK && use != NULL ? write_map(of, use, 230, err) : status;
}
