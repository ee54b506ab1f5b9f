/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>
#include <string.h>

/* ---- in short ---- */

/* "A, B en C" of the areas of a class. */
static const char *name_class(report *of, const kk_guide_targets *targets, kk_target_class class, size_t *count)
{
    enum { NAMED = 8 };
    const kk_level *level = &of->areas->level[targets->index->level];
    const char *text = "";
    *count = 0;
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i] || targets->target[i].class != class || !report_holds(of, level, i)) continue;
        if ((*count)++ < NAMED)
            text = page_format(&of->pages, "%s%s%s", text, *text != '\0' ? ", " : "", report_name(of, level, i));
    }
    return *count > NAMED ? page_format(&of->pages, "%s en %zu andere", text, *count - NAMED) : text;
}

static void tell_targets(report *of, const kk_guide_targets *targets)
{
    size_t certain, possible;
    const char *sure = name_class(of, targets, KK_TARGET_CERTAIN, &certain);
    const char *unsure = name_class(of, targets, KK_TARGET_POSSIBLE, &possible);
    page_item(&of->pages,
              page_format(&of->pages, "%s. Zeker: %s. Mogelijk: %s.", targets->config->label_nl,
                          certain > 0 ? sure : "geen enkele", possible > 0 ? unsure : "geen enkele"),
              NULL);
}

static void tell_around(report *of)
{
    if (of->main == NULL || of->around < 0) return;
    const kk_released_column *around = report_column(of, of->main->indicator, (uint32_t)of->around);
    if (around == NULL || isnan(around->value[of->around_row])) return;
    page_item(&of->pages,
              page_format(&of->pages, "%s in %s: %s.", around->indicator->label_nl, of->place,
                          report_figure(of, around, (size_t)of->around_row)),
              NULL);
}

static void tell_missing(report *of)
{
    size_t missing = 0, all = 0;
    for (size_t c = 0; c < of->column_count; c++) {
        const kk_released_column *column = &of->column[c];
        if (column->level != of->level || !column->shown_on_map || column->indicator->statistic != KK_STATISTIC_NONE)
            continue;
        for (size_t i = 0; i < of->count; i++) {
            if (of->part.water[i]) continue;
            all++;
            missing += !kk_figure_has_value((kk_figure_status)column->status[of->area[i]]);
        }
    }
    if (all == 0) return;
    if (missing == 0) {
        page_item(&of->pages,
                  page_format(&of->pages, "Geen van de %s cijfers per %s ontbreekt.", report_number(of, (double)all, 0),
                              of->part.name),
                  NULL);
        return;
    }
    page_item(&of->pages,
              page_format(&of->pages,
                          "Van de %s cijfers per %s staan er %s niet: ze ontbreken in de bron, "
                          "of zijn verborgen om personen te beschermen.",
                          report_number(of, (double)all, 0), of->part.name, report_number(of, (double)missing, 0)),
              NULL);
}

static void write_short(report *of)
{
    const kk_guide *guide = of->source->guide;
    page_section(&of->pages, "In het kort");
    page_list_begin(&of->pages);
    page_item(&of->pages,
              page_format(&of->pages, "Dit rapport vergelijkt %s %s.", report_number(of, (double)report_land(of), 0),
                          report_plural(&of->part)),
              NULL);
    tell_around(of);
    for (size_t t = 0; guide != NULL && t < guide->targets_count && t < 2; t++)
        if (guide->targets[t].index->level == of->level) tell_targets(of, &guide->targets[t]);
    tell_missing(of);
    page_list_end(&of->pages);
}

/* ---- how to read ---- */

static void draw_example(report *of)
{
    report_pages *pages = &of->pages;
    bool has_around = report_has_sheets(of) && of->around >= 0;
    kk_text_style style = {.size = 8.5, .colour = SOFT, .width = 310, .align = -1};
    report_plot plot = {PAGE_LEFT + 4, pages->y + 4, 150, 16, 0, 10};
    page_figure_begin(pages, "Voorbeeld van een balk met een stip: de stip is het cijfer, de balk de marge.");
    report_plot_interval(pages->cairo, &plot, 6.4, 4.9, 7.9, has_around ? 4 : (double)NAN, ACCENT);
    const char *more = has_around ? " De streep is de gemeente. Ligt die buiten de balk, dan wijkt het gebied "
                                    "waarschijnlijk echt af."
                                  : "";
    const char *text = page_format(pages,
                                   "De stip is het cijfer, de balk de 95%%-marge: daarbinnen ligt waarschijnlijk "
                                   "het ware cijfer.%s",
                                   more);
    pages->y += fmax(24, kk_draw_text(pages->cairo, text, PAGE_LEFT + 172, pages->y, &style));
    page_figure_end(pages);
    page_gap(pages, 6);
}

static void write_reading(report *of)
{
    const kk_guide *guide = of->source->guide;
    page_section(&of->pages, "Zo leest u de cijfers");
    draw_example(of);
    page_list_begin(&of->pages);
    if (guide != NULL && guide->targets_count > 0)
        page_item(&of->pages,
                  "Zeker, mogelijk, niet: hoe vast het staat dat een gebied op een lijst hoort. ‘Mogelijk’ is "
                  "geen halve ‘zeker’, maar: de cijfers kunnen het niet uitmaken.",
                  NULL);
    page_item(&of->pages, "Een leeg vak heeft altijd een reden. Geen cijfer is iets anders dan nul.", NULL);
    page_list_end(&of->pages);
}

/* ---- contents ---- */

static void write_contents(report *of)
{
    const kk_guide *guide = of->source->guide;
    bool has_targets = guide != NULL && guide->targets_count > 0;
    page_section(&of->pages, "Inhoud");
    page_list_begin(&of->pages);
    page_item(&of->pages, "De kaart", "kaart");
    if (has_targets)
        page_item(&of->pages, "Waar het eerst: doelgebieden, met hoe zeker dat is", "doelgebieden");
    else if (of->main != NULL)
        page_item(&of->pages, "De gebieden op volgorde", "volgorde");
    if (guide != NULL && guide->division_count > 0)
        page_item(&of->pages, "De verdeling van middelen: nu en in het voorstel", "verdeling");
    page_item(&of->pages, "Wat er niet staat, en waarom", "verborgen");
    page_item(&of->pages, "Methode en bronnen", "methode");
    if (report_has_sheets(of))
        page_item(&of->pages, page_format(&of->pages, "Een blad per %s", of->part.name), "bladen");
    page_list_end(&of->pages);
}

/* ---- the page ---- */

static void draw_title(report *of)
{
    report_pages *pages = &of->pages;
    const char *project = of->config->project.title, *period = of->config->project.period;
    bool names_place = strstr(project, of->place) != NULL;
    const char *large = names_place ? project : of->place;
    const char *small = names_place ? period : page_format(pages, "%s · %s", project, period);
    double width = PAGE_RIGHT - PAGE_LEFT;
    kk_text_style title = {.size = 27, .bold = true, .colour = 0xFFFFFF, .width = width, .align = -1};
    kk_text_style below = {.size = 12, .colour = 0xFFFFFF, .width = width, .align = -1};
    double height = 110 + kk_text_height(pages->cairo, large, &title);
    cairo_rectangle(pages->cairo, 0, 0, PAGE_WIDTH, height);
    kk_draw_colour(pages->cairo, ACCENT, 1);
    cairo_fill(pages->cairo);
    cairo_tag_begin(pages->cairo, "H1", NULL);
    double y = 54 + kk_draw_text(pages->cairo, large, PAGE_LEFT, 54, &title);
    cairo_tag_end(pages->cairo, "H1");
    cairo_tag_begin(pages->cairo, "P", NULL);
    (void)kk_draw_text(pages->cairo, small, PAGE_LEFT, y + 4, &below);
    cairo_tag_end(pages->cairo, "P");
    pages->y = height + 16;
}

void report_front(report *of)
{
    report_pages *pages = &of->pages;
    page_begin(pages);
    draw_title(of);
    page_section(pages, "Wat is dit?");
    page_text(pages, page_format(pages,
                                 "Dit rapport laat zien hoe de omstandigheden van jongeren en het gebruik van "
                                 "jeugdhulp verschillen tussen %s. Het helpt bij de vraag waar extra inzet het "
                                 "eerst nodig is: ongelijk investeren voor gelijke kansen. Het kiest niet; het "
                                 "laat zien wat de cijfers wel en niet kunnen dragen.",
                                 report_plural(&of->part)));
    page_text(pages, "Gebruik is geen behoefte: waar weinig hulp is, kan die het hardst ontbreken. Bij cijfers hoort "
                     "een marge, en geen enkel "
                     "cijfer zegt iets over één kind of gezin. Alles hierin mag openbaar zijn.");
    if (of->gemeente == NULL)
        page_text(pages,
                  "Het gaat over het hele gebied van dit project en noemt de gebieden die het meest opvallen. Met "
                  "‘report_of’ in het projectbestand komt er een rapport over één gemeente, met een blad per wijk.");
    write_short(of);
    write_reading(of);
    write_contents(of);
}
