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

static bool *outlines(report *of, ptrdiff_t outlined)
{
    const kk_guide_targets *targets = targets_of(of);
    if (outlined < 0 && targets == NULL) return NULL;
    bool *is_outlined = kk_arena_alloc(of->pages.arena, of->count, sizeof *is_outlined);
    for (size_t i = 0; is_outlined != NULL && i < of->count; i++)
        is_outlined[i] = outlined >= 0 ? i == (size_t)outlined : targets->target[of->area[i]].is_chosen;
    return is_outlined;
}

static double *gather(report *of, const double *from)
{
    double *to = kk_arena_alloc(of->pages.arena, of->count, sizeof *to);
    for (size_t i = 0; to != NULL && i < of->count; i++) to[i] = from != NULL ? from[of->area[i]] : NAN;
    return to;
}

kk_status report_draw_map(report *of, kk_box_on_page box, ptrdiff_t outlined, bool with_legend, kk_error *err)
{
    enum { LEGEND = 130 };
    kk_legend legend;
    const kk_level *level = &of->areas->level[of->level];
    kk_status status = kk_legend_make(of->main, level, &of->config->output.classes, &legend, err);
    if (status != KK_OK) return status;
    uint8_t *statuses = kk_arena_alloc(of->pages.arena, of->count, sizeof *statuses);
    if (statuses == NULL) return kk_fail_memory(err);
    for (size_t i = 0; i < of->count; i++) statuses[i] = of->main->status[of->area[i]];
    kk_drawn_map map = {.level = &of->part,
                        .value = gather(of, of->main->value),
                        .lower = gather(of, of->main->lower),
                        .upper = gather(of, of->main->upper),
                        .status = statuses,
                        .legend = &legend,
                        .is_outlined = outlines(of, outlined),
                        .names = with_legend ? 7.5 : 0,
                        .scale_bar = with_legend,
                        .language = KK_DUTCH};
    if (map.value == NULL || map.lower == NULL || map.upper == NULL) return kk_fail_memory(err);
    if (with_legend) {
        (void)kk_draw_legend(of->pages.cairo, &map, box.x + box.width - LEGEND, box.y, LEGEND, 8);
        box.width -= LEGEND + 12;
    }
    kk_draw_map(of->pages.cairo, &map, box);
    return KK_OK;
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
static const char *name_some(report *of, const ranked *list, size_t count, bool highest)
{
    const char *text = "";
    size_t most = count < NAMED ? count : NAMED;
    for (size_t k = 0; k < most; k++) {
        size_t i = list[highest ? k : count - 1 - k].i;
        text = page_format(&of->pages, "%s%s%s (%s)", text,
                           k == 0          ? ""
                           : k + 1 == most ? " en "
                                           : ", ",
                           of->part.area_name[i], report_figure(of, of->main, of->area[i]));
    }
    return text;
}

static void tell_extremes(report *of)
{
    ranked *list = kk_arena_alloc(of->pages.arena, of->count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; list != NULL && i < of->count; i++)
        if (!of->part.water[i] && !isnan(of->main->value[of->area[i]]))
            list[count++] = (ranked){of->main->value[of->area[i]], i};
    if (count < 2) return;
    qsort(list, count, sizeof *list, highest_first);
    page_text(&of->pages, page_format(&of->pages, "Het hoogst: %s. Het laagst: %s.", name_some(of, list, count, true),
                                      name_some(of, list, count, false)));
}

kk_status report_map(report *of, kk_error *err)
{
    enum { HEIGHT = 450 };
    report_pages *pages = &of->pages;
    page_chapter(pages, "De kaart", "kaart");
    if (of->main == NULL) {
        page_text(pages, "Er is geen cijfer dat op een kaart kan.");
        return KK_OK;
    }
    const kk_config_indicator *indicator = of->main->indicator;
    page_text(pages, page_format(pages, "%s per %s, %s.%s%s", indicator->label_nl, of->part.name, of->main->period,
                                 *indicator->question != '\0' ? " " : "", indicator->question));
    page_figure_begin(pages, page_format(pages, "Kaart van %s: %s per %s, %s. De tekst eronder noemt de uitersten.",
                                         of->place, indicator->label_nl, of->part.name, of->main->period));
    kk_box_on_page box = {PAGE_LEFT, pages->y, PAGE_RIGHT - PAGE_LEFT, HEIGHT};
    kk_status status = report_draw_map(of, box, -1, true, err);
    page_figure_end(pages);
    pages->y += HEIGHT + 14;
    tell_extremes(of);
    page_text(pages, "Een bleke kleur betekent dat het cijfer zo onzeker is dat het gebied in bijna elke klasse kan "
                     "horen. Gearceerd betekent dat er geen cijfer is: ontbreken is nooit nul.");
    page_note(pages, page_format(pages, "Bron: %s.", of->main->source));
    return status;
}
