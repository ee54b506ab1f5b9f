/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_OF_ONE = 40, MOST_OF_ALL = 10, DIVISIONS_MOST = 3 };

typedef struct taker {
    size_t index; /* of the division */
    double change;
} taker;

typedef struct view {
    const kk_guide_division *division;
    const kk_guide_share *share; /* what is proposed */
    const kk_level *level;
    double unit; /* units in one euro, or one FTE */
    bool is_money;
    taker *taker;
    size_t count;
    double most; /* per youth */
} view;

static int larger_first(const void *a, const void *b)
{
    const taker *p = a, *q = b;
    if (p->change != q->change) return p->change > q->change ? -1 : 1;
    return p->index < q->index ? -1 : p->index > q->index;
}

static int by_index(const void *a, const void *b)
{
    const taker *p = a, *q = b;
    return p->index < q->index ? -1 : p->index > q->index;
}

/* The first principle that is not what there is. */
const kk_guide_share *report_proposal(const kk_guide_division *division)
{
    for (size_t p = 0; p < division->config->principle_count; p++)
        if (division->share[p].principle != KK_PRESENT) return &division->share[p];
    return NULL;
}

static double present_of(const view *of, size_t index)
{
    return of->division->present == NULL ? NAN : (double)of->division->present[index] / of->unit;
}

static double proposed_of(const view *of, size_t index)
{
    return (double)of->share->units[index] / of->unit;
}

static bool take_view(report *of, const kk_guide_division *division, view *out)
{
    *out =
        (view){.division = division, .share = report_proposal(division), .level = &of->areas->level[division->level]};
    out->is_money = isnan(division->config->post_size);
    out->unit = out->is_money ? 100 : 1 / division->config->post_size;
    out->taker = kk_arena_alloc(of->pages.arena, division->count, sizeof *out->taker);
    if (out->taker == NULL) of->pages.is_out_of_memory = true;
    if (out->share == NULL || out->taker == NULL) return false;
    for (size_t k = 0; k < division->count; k++) {
        if (!report_holds(of, out->level, division->area[k])) continue;
        double present = present_of(out, k), proposed = proposed_of(out, k);
        out->taker[out->count++] = (taker){k, fabs(proposed - (isnan(present) ? 0 : present))};
        out->most = fmax(out->most, fmax(proposed, present) / division->youths[k]);
    }
    return out->count > 0;
}

static const char *amount(report *of, const view *from, double value)
{
    if (isnan(value)) return "–";
    const char *number = report_number(of, value, from->is_money ? 0 : 1);
    return page_format(&of->pages, from->is_money ? "€ %s" : "%s", number);
}

static const char *difference(report *of, const view *from, double value)
{
    if (isnan(value)) return "–";
    return page_format(&of->pages, "%s%s", value > 0 ? "+" : "", report_number(of, value, from->is_money ? 0 : 1));
}

/* Euros per youth, but FTE per 1,000. */
static const char *per_youth(report *of, const view *from, double value)
{
    return from->is_money ? amount(of, from, value) : report_number(of, 1000 * value, 2);
}

static page_table table_of(const view *from)
{
    static const page_column with_present[] = {{"Gebied", 104, -1},         {"Jongeren", 50, 1}, {"Nu", 78, 1},
                                               {"Voorstel", 78, 1},         {"Verschil", 60, 1}, {"Per jongere", 50, 1},
                                               {"nu ○\nvoorstel ●", 67, -1}};
    static const page_column without[] = {
        {"Gebied", 170, -1}, {"Jongeren", 70, 1}, {"Voorstel", 80, 1}, {"Per 1.000 jongeren", 90, 1}, {"", 77, -1}};
    static const page_column without_euros[] = {
        {"Gebied", 170, -1}, {"Jongeren", 70, 1}, {"Voorstel", 80, 1}, {"Per jongere", 90, 1}, {"", 77, -1}};
    if (from->division->present != NULL) return (page_table){with_present, 7, 8};
    return (page_table){from->is_money ? without_euros : without, 5, 8};
}

/* The cells of a row; returns its top. */
static double write_row(report *of, const view *from, const page_table *table, const char *name, const double figure[3],
                        bool is_strong, double *height)
{
    double youths = figure[0], present = figure[1], proposed = figure[2];
    const char *cell[PAGE_COLUMNS_MOST] = {name, report_number(of, youths, 0)};
    size_t c = 2;
    if (from->division->present != NULL) cell[c++] = amount(of, from, present);
    cell[c++] = amount(of, from, proposed);
    if (from->division->present != NULL) cell[c++] = difference(of, from, proposed - present);
    cell[c] = per_youth(of, from, proposed / youths);
    return page_table_row(&of->pages, table, cell, is_strong, height);
}

static void write_takers(report *of, const view *from, size_t lines)
{
    const page_table table = table_of(from);
    double sum[3] = {0, 0, 0}, height;
    page_table_begin(&of->pages, &table);
    for (size_t k = 0; k < lines; k++) {
        size_t index = from->taker[k].index;
        const double figure[] = {from->division->youths[index], present_of(from, index), proposed_of(from, index)};
        for (int f = 0; f < 3; f++) sum[f] += figure[f];
        const char *name = report_name(of, from->level, from->division->area[index]);
        double top = write_row(of, from, &table, name, figure, false, &height);
        report_plot plot = {page_column_left(&table, table.count - 1) + 4, top, 58, height, 0, from->most};
        report_plot_change(of->pages.cairo, &plot, figure[1] / figure[0], figure[2] / figure[0]);
    }
    if (lines == from->count) (void)write_row(of, from, &table, "Samen", sum, true, &height);
    page_table_end(&of->pages);
}

static void tell_balance(report *of, const view *from)
{
    const kk_guide_balance *before = &from->division->before, *after = &from->share->balance;
    if (isnan(after->concentration)) return;
    if (isnan(before->concentration)) {
        page_text(&of->pages, page_format(&of->pages,
                                          "De concentratie-index van het voorstel is %s: boven 0 gaat er "
                                          "meer naar jongeren met meer behoefte, onder 0 minder.",
                                          report_number(of, after->concentration, 3)));
        return;
    }
    page_text(
        &of->pages,
        page_format(&of->pages,
                    "De concentratie-index gaat van %s naar %s: boven 0 gaat er meer naar jongeren met meer "
                    "behoefte, onder 0 minder. De ongelijkheid in middelen per jongere (Gini) gaat van %s naar %s.",
                    report_number(of, before->concentration, 3), report_number(of, after->concentration, 3),
                    report_number(of, before->gini, 3), report_number(of, after->gini, 3)));
}

static const char *budget_of(report *of, const view *from)
{
    double budget = (double)from->division->config->budget_units / from->unit;
    return from->is_money ? page_format(&of->pages, "€ %s", report_number(of, budget, 0))
                          : page_format(&of->pages, "%s fte", report_number(of, budget, 1));
}

static void write_division(report *of, const kk_guide_division *division)
{
    report_pages *pages = &of->pages;
    view from;
    if (!take_view(of, division, &from)) return;
    size_t most = of->gemeente != NULL ? MOST_OF_ONE : MOST_OF_ALL, lines = from.count < most ? from.count : most;
    qsort(from.taker, from.count, sizeof *from.taker, larger_first);
    qsort(from.taker, lines, sizeof *from.taker, by_index);
    page_section(pages, division->config->label_nl);
    page_text(pages,
              page_format(pages,
                          "Te verdelen: %s over %zu %s. Het voorstel verdeelt %s; de behoefte is gemeten met ‘%s’.",
                          budget_of(of, &from), division->count, report_plural(from.level),
                          kk_principle_label_nl(from.share->principle),
                          division->need_figures != NULL ? division->need_figures->indicator->label_nl
                                                         : of->config->guide.index.label_nl));
    tell_balance(of, &from);
    write_takers(of, &from, lines);
    if (lines < from.count)
        page_note(pages, page_format(pages, "De %zu gebieden met het grootste verschil; allocation.csv noemt ze alle.",
                                     lines));
    if (division->left_out > 0)
        page_note(pages, page_format(pages, "%zu gebieden met jongeren doen niet mee, omdat hun behoefte onbekend is.",
                                     division->left_out));
}

void report_divisions(report *of)
{
    const kk_guide *guide = of->source->guide;
    if (guide == NULL || guide->division_count == 0) return;
    page_chapter(&of->pages, "De verdeling van middelen", "verdeling");
    page_text(&of->pages, "Wat er nu heen gaat, naast wat een verdeling naar behoefte zou geven. Een berekening, geen "
                          "besluit: welke maatstaf rechtvaardig is, kiest het bestuur. Wie minder krijgt, krijgt dat "
                          "niet van de ene op de andere dag.");
    for (size_t d = 0; d < guide->division_count && d < DIVISIONS_MOST; d++) write_division(of, &guide->division[d]);
    if (guide->division_count > DIVISIONS_MOST)
        page_note(&of->pages, page_format(&of->pages, "Er zijn %zu verdelingen; allocation.csv heeft ook de andere.",
                                          guide->division_count));
}
