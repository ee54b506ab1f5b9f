/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>
#include <string.h>

enum {
    FIGURES_MOST = 24,
    GROUPS = 5,
    MAP_WIDTH = 150,
    MAP_HEIGHT = 112,
    STORY_LEAST = 60,
    PLOT_WIDTH = 102,
    FIGURES_BESIDE_STORIES = 13,
    ROWS_LEAST = 56
};

/* ---- which figures ---- */

typedef struct choice {
    const kk_released_column *column[FIGURES_MOST];
    int group[FIGURES_MOST];
    size_t count;
} choice;

static bool is_in_index(const report *of, const kk_config_indicator *indicator)
{
    const kk_config_index *index = &of->config->guide.index;
    for (size_t n = 0; n < index->need_count; n++)
        if (&of->config->indicators[index->need[n].indicator] == indicator) return true;
    return false;
}

/* What the index is made of, then use, supply, need and the rest. */
static int group_of(const report *of, const kk_config_indicator *indicator)
{
    if (indicator->statistic == KK_GUIDE_INDEX || is_in_index(of, indicator)) return 0;
    return indicator->axis == KK_AXIS_USE      ? 1
           : indicator->axis == KK_AXIS_SUPPLY ? 2
           : indicator->axis == KK_AXIS_NEED   ? 3
                                               : 4;
}

static choice choose_figures(const report *of)
{
    static const size_t most[GROUPS] = {6, 6, 5, 3, 3};
    choice out = {.count = 0};
    if (of->main != NULL && of->main->indicator->statistic == KK_GUIDE_INDEX) out.column[out.count++] = of->main;
    for (int group = 0; group < GROUPS; group++) {
        size_t taken = 0;
        for (size_t c = 0; c < of->column_count && taken < most[group] && out.count < FIGURES_MOST; c++) {
            const kk_released_column *column = &of->column[c];
            if (column->level != of->level || !column->shown_on_map) continue;
            if (column->indicator->statistic != KK_STATISTIC_NONE || group_of(of, column->indicator) != group) continue;
            if (column->indicator->map != NULL && column->indicator->map_part != KK_MAP_ESTIMATE) continue;
            out.group[out.count] = group;
            out.column[out.count++] = column;
            taken++;
        }
    }
    return out;
}

/* ---- the table of figures ---- */

static double around_value(const report *of, const kk_released_column *column, const kk_released_column **around)
{
    *around = of->around >= 0 ? report_column(of, column->indicator, (uint32_t)of->around) : NULL;
    return *around != NULL ? (*around)->value[of->around_row] : NAN;
}

/* All sheets have the same axis. */
static report_plot axis_of(const report *of, const kk_released_column *column, double mark)
{
    report_plot plot = {.low = isnan(mark) ? 0 : fmin(0, mark), .high = isnan(mark) ? 0 : mark};
    for (size_t i = 0; i < of->count; i++) {
        size_t area = of->area[i];
        if (isnan(column->value[area])) continue;
        plot.low = fmin(plot.low, fmin(column->value[area], column->lower[area]));
        plot.high = fmax(plot.high, fmax(column->value[area], column->upper[area]));
    }
    return plot;
}

static void write_group(report *of, const page_table *table, int group)
{
    static const char *const names[GROUPS] = {"In de index van behoefte", "Gebruik van hulp", "Aanbod", "Behoefte",
                                              "Verder"};
    const char *cell[] = {names[group], "", "", "", ""};
    double height;
    (void)page_table_row(&of->pages, table, cell, true, &height);
}

static void write_figure(report *of, const page_table *table, const kk_released_column *shown, size_t area)
{
    const kk_released_column *around;
    double mark = around_value(of, shown, &around), height;
    bool is_missing = isnan(shown->value[area]);
    const char *there = around == NULL ? "" : isnan(mark) ? "–" : report_number(of, mark, report_decimals(of, shown));
    const char *words = report_figure(of, shown, area);
    const char *cell[] = {shown->indicator->label_nl, is_missing ? "–" : words, report_interval(of, shown, area), there,
                          is_missing ? words : NULL};
    double top = page_table_row(&of->pages, table, cell, false, &height);
    if (is_missing) return;
    report_plot plot = axis_of(of, shown, mark);
    plot.x = page_column_left(table, 4) + 3;
    plot.y = top;
    plot.width = PLOT_WIDTH;
    plot.height = height;
    report_plot_interval(of->pages.cairo, &plot, shown->value[area], shown->lower[area], shown->upper[area], mark,
                         ACCENT);
}

static void write_figures(report *of, const choice *chosen, size_t count, size_t area)
{
    const page_column column[] = {
        {"Onderwerp", 196, -1},
        {of->part.name, 48, 1},
        {"95%-marge", 80, 1},
        {of->around >= 0 ? "gemeente" : "", 52, 1},
        {of->around >= 0 ? "● hier, | gemeente" : "", 111, -1},
    };
    const page_table table = {column, 5, 8};
    page_table_begin(&of->pages, &table);
    /* A sheet is one page. */
    for (size_t k = 0; k < count && of->pages.y < PAGE_BOTTOM - ROWS_LEAST; k++) {
        if (k == 0 || chosen->group[k] != chosen->group[k - 1]) write_group(of, &table, chosen->group[k]);
        write_figure(of, &table, chosen->column[k], area);
    }
    page_table_end(&of->pages);
}

/* ---- why ---- */

static const char *target_words(report *of, const kk_guide_targets *targets, size_t area)
{
    const kk_target *target = &targets->target[area];
    const char *name = targets->config->label_nl;
    if (target->class == KK_TARGET_NONE)
        return page_format(&of->pages, "%s: niet te zeggen, want er is geen index.", name);
    const char *set = "";
    if (!kk_guide_hides_ranks(of->config, of->areas, targets->index->level) && target->set.lower > 0)
        set = page_format(&of->pages, " Plaats %u, met marge %u tot %u.", target->set.rank, target->set.lower,
                          target->set.upper);
    return page_format(&of->pages, "%s: %s (hoort er %s bij).%s", name, target->is_chosen ? "gekozen" : "niet gekozen",
                       target->class == KK_TARGET_NOT ? "niet" : report_class(target->class), set);
}

static const char *why_words(report *of, size_t area)
{
    const kk_guide *guide = of->source->guide;
    const kk_guide_index *index = report_index(of, of->level);
    const char *text = "";
    for (size_t t = 0; guide != NULL && t < guide->targets_count; t++)
        if (guide->targets[t].index->level == of->level)
            text = page_format(&of->pages, "%s%s\n", text, target_words(of, &guide->targets[t], area));
    if (index != NULL && index->why_nl != NULL && *index->why_nl[area] != '\0')
        text = page_format(&of->pages, "%s%s\n", text, index->why_nl[area]);
    size_t around = 0;
    for (size_t n = 0; index != NULL && n < index->areas.indicator_count; n++)
        around += index->figures[n].origin[area] == KK_ORIGIN_AROUND;
    if (around > 0)
        text = page_format(&of->pages,
                           "%sVoor %zu van de %zu cijfers van de index staat dat van het gebied eromheen, omdat "
                           "het eigen cijfer verborgen is.\n",
                           text, around, index->areas.indicator_count);
    return text;
}

/* Where nobody asked for an index: the main figure beside that of the gemeente, and its place. */
static const char *short_words(report *of, size_t area)
{
    const kk_released_column *around;
    double value = of->main->value[area], mark = around_value(of, of->main, &around);
    size_t higher = 0, all = 0;
    if (!kk_figure_has_value((kk_figure_status)of->main->status[area]) ||
        of->main->indicator->statistic != KK_STATISTIC_NONE)
        return "";
    for (size_t i = 0; i < of->count; i++) {
        if (of->part.water[i] || !kk_figure_has_value((kk_figure_status)of->main->status[of->area[i]])) continue;
        all++;
        higher += of->main->value[of->area[i]] > value;
    }
    const char *there = isnan(mark) ? ""
                                    : page_format(&of->pages, " In de gemeente: %s.",
                                                  report_figure(of, around, (size_t)of->around_row));
    return page_format(&of->pages, "%s: %s.%s\nVan hoog naar laag nummer %zu van de %zu %s met een cijfer.\n",
                       of->main->indicator->label_nl, report_figure(of, of->main, area), there, higher + 1, all,
                       report_plural(&of->part));
}

/* What a division gives, now and in the proposal. */
static const char *means_words(report *of, size_t area)
{
    const kk_guide *guide = of->source->guide;
    const char *text = "";
    for (size_t d = 0; guide != NULL && d < guide->division_count; d++) {
        const kk_guide_division *division = &guide->division[d];
        const kk_guide_share *share = report_proposal(division);
        if (division->level != of->level || share == NULL) continue;
        for (size_t k = 0; k < division->count; k++) {
            if (division->area[k] != area) continue;
            double unit = isnan(division->config->post_size) ? 100 : 1 / division->config->post_size;
            const char *sign = isnan(division->config->post_size) ? "€ " : "", *after = *sign != '\0' ? "" : " fte";
            int decimals = *sign != '\0' ? 0 : 1;
            const char *now =
                division->present == NULL
                    ? ""
                    : page_format(&of->pages, "nu %s%s%s, ", sign,
                                  report_number(of, (double)division->present[k] / unit, decimals), after);
            text = page_format(&of->pages, "%s%s: %sin het voorstel %s%s%s.\n", text, division->config->label_nl, now,
                               sign, report_number(of, (double)share->units[k] / unit, decimals), after);
        }
    }
    return text;
}

/* Beside the map. */
static void write_beside(report *of, const char *title, const char *text)
{
    kk_text_style head = {.size = 10.5, .bold = true, .colour = INK, .width = 320, .align = -1};
    kk_text_style body = {.size = 9, .colour = INK, .width = 320, .align = -1};
    if (*text == '\0') return;
    cairo_tag_begin(of->pages.cairo, "H3", NULL);
    of->pages.y += kk_draw_text(of->pages.cairo, title, PAGE_LEFT, of->pages.y, &head) + 1;
    cairo_tag_end(of->pages.cairo, "H3");
    cairo_tag_begin(of->pages.cairo, "P", NULL);
    of->pages.y += kk_draw_text(of->pages.cairo, page_format(&of->pages, "%.*s", (int)strlen(text) - 1, text),
                                PAGE_LEFT, of->pages.y, &body) +
                   6;
    cairo_tag_end(of->pages.cairo, "P");
}

/* ---- stories ---- */

static bool is_told_of(const report *of, const kk_story *story, size_t area)
{
    return story->area == kk_locus_of(of->level, area);
}

static void write_story(report *of, const kk_story *story)
{
    if (*story->title != '\0') page_text(&of->pages, page_format(&of->pages, "‘%s’", story->title));
    page_text(&of->pages, story->text);
    page_note(&of->pages, page_format(&of->pages, "Verteld door: %s.", story->author_role));
}

/* As many as fit: a sheet is one page. */
static void write_stories(report *of, size_t area)
{
    const kk_stories *stories = of->source->stories;
    kk_text_style style = {.size = 10, .width = PAGE_RIGHT - PAGE_LEFT, .align = -1};
    size_t left = 0, told = 0;
    for (size_t s = 0; stories != NULL && s < stories->count; s++) {
        const kk_story *story = &stories->story[s];
        if (!is_told_of(of, story, area)) continue;
        double height =
            kk_text_height(of->pages.cairo, story->text, &style) + STORY_LEAST + (told == 0 ? STORY_LEAST : 0);
        if (of->pages.y + height > PAGE_BOTTOM) {
            left++;
            continue;
        }
        if (told++ == 0) page_section(&of->pages, "Verhalen");
        write_story(of, story);
    }
    if (left > 0)
        page_note(
            &of->pages,
            page_format(&of->pages, "%s %zu in stories.json.",
                        told > 0 ? "Nog verhalen, die hier niet passen:" : "Verhalen, die hier niet passen:", left));
}

static bool has_stories(const report *of, size_t area)
{
    const kk_stories *stories = of->source->stories;
    for (size_t s = 0; stories != NULL && s < stories->count; s++)
        if (is_told_of(of, &stories->story[s], area)) return true;
    return false;
}

/* ---- a sheet ---- */

static void write_sheet(report *of, const choice *chosen, const report_locator *locator, size_t i)
{
    report_pages *pages = &of->pages;
    size_t area = of->area[i];
    page_sheet(pages, of->part.area_name[i], report_sheet_name(of, i));
    page_note(pages,
              page_format(pages, "%s, %s in %s, %s", of->part.code[i], of->part.name, of->place, of->main->period));
    double top = pages->y;
    page_figure_begin(pages,
                      page_format(pages, "Kaartje van %s met de ligging van %s.", of->place, of->part.area_name[i]));
    report_locator_draw(of, locator, i, PAGE_RIGHT - MAP_WIDTH, top);
    page_figure_end(pages);
    pages->y = top + 4;
    write_beside(of, "Waarom wel of niet", why_words(of, area));
    write_beside(of, "In het kort", short_words(of, area));
    write_beside(of, "Middelen", means_words(of, area));
    pages->y = fmax(pages->y, top + MAP_HEIGHT + 8);
    size_t most = has_stories(of, area) ? FIGURES_BESIDE_STORIES : FIGURES_MOST;
    write_figures(of, chosen, chosen->count < most ? chosen->count : most, area);
    write_stories(of, area);
    report_write_years(of, area);
    report_write_parts(of, of->part.code[i]);
}

/* Of an area without a single figure there is nothing to tell. */
static bool has_sheet(const report *of, const choice *chosen, size_t i)
{
    bool has_any = false;
    for (size_t k = 0; k < chosen->count && !has_any; k++) has_any = !isnan(chosen->column[k]->value[of->area[i]]);
    return has_any && !of->part.water[i];
}

static void write_contents(report *of, const choice *chosen)
{
    const char **text = kk_arena_alloc(of->pages.arena, of->count, sizeof *text), *without = "";
    const char **link = kk_arena_alloc(of->pages.arena, of->count, sizeof *link);
    size_t count = 0;
    of->pages.is_out_of_memory = of->pages.is_out_of_memory || text == NULL || link == NULL;
    for (size_t i = 0; text != NULL && link != NULL && i < of->count; i++) {
        const char *name = of->part.area_name[i];
        if (has_sheet(of, chosen, i)) {
            text[count] = page_format(&of->pages, "%s: %s", name, report_figure(of, of->main, of->area[i]));
            link[count++] = report_sheet_name(of, i);
        } else if (!of->part.water[i]) {
            without = page_format(&of->pages, "%s%s%s", without, *without != '\0' ? ", " : "", name);
        }
    }
    page_list_begin(&of->pages);
    page_links(&of->pages, text, link, count);
    page_list_end(&of->pages);
    if (*without != '\0')
        page_text(&of->pages, page_format(&of->pages, "Zonder blad, omdat er geen enkel cijfer van is: %s.", without));
}

kk_status report_sheets(report *of, kk_error *err)
{
    choice chosen = choose_figures(of);
    report_locator locator;
    kk_status status = report_locator_make(of, MAP_WIDTH, MAP_HEIGHT, &locator, err);
    page_chapter(&of->pages, page_format(&of->pages, "Een blad per %s", of->part.name), "bladen");
    page_text(&of->pages,
              "De belangrijkste cijfers van elk gebied, naast die van de gemeente. De balk is de 95%-marge; de "
              "assen zijn op alle bladen gelijk. Het kaartje heeft de kleuren van de grote kaart.");
    page_text(&of->pages, page_format(&of->pages, "Achter de naam: %s.", of->main->indicator->label_nl));
    write_contents(of, &chosen);
    for (size_t i = 0; i < of->count && status == KK_OK; i++)
        if (has_sheet(of, &chosen, i)) write_sheet(of, &chosen, &locator, i);
    report_locator_clear(&locator);
    return status;
}
