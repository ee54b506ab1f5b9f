/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_OF_ONE = 40, MOST_OF_ALL = 10, LISTS_MOST = 4 };

typedef struct line {
    bool is_chosen;
    uint32_t rank; /* UINT32_MAX: none */
    double value;
    size_t area; /* of the level */
} line;

static int first_first(const void *a, const void *b)
{
    const line *p = a, *q = b;
    if (p->is_chosen != q->is_chosen) return p->is_chosen ? -1 : 1;
    if (p->rank != q->rank) return p->rank < q->rank ? -1 : 1;
    if (p->value != q->value) return p->value > q->value ? -1 : 1;
    return p->area < q->area ? -1 : p->area > q->area;
}

static size_t most_lines(const report *of)
{
    return of->gemeente != NULL ? MOST_OF_ONE : MOST_OF_ALL;
}

/* ---- a list of target areas ---- */

typedef struct target_list {
    const kk_guide_targets *targets;
    const kk_level *level;
    bool hides_ranks;
    line *line;
    size_t count, chosen;
    double most_rank;
} target_list;

/* Where ranks are hidden the areas that are chosen, by code. */
static bool take_lines(report *of, const kk_guide_targets *targets, target_list *out)
{
    *out = (target_list){.targets = targets, .level = &of->areas->level[targets->index->level]};
    out->hides_ranks = kk_guide_hides_ranks(of->config, of->areas, targets->index->level);
    out->line = kk_arena_alloc(of->pages.arena, out->level->count, sizeof *out->line);
    if (out->line == NULL) of->pages.is_out_of_memory = true;
    for (size_t i = 0; out->line != NULL && i < out->level->count; i++) {
        const kk_target *target = &targets->target[i];
        if (out->level->water[i] || !report_holds(of, out->level, i)) continue;
        out->chosen += target->is_chosen;
        if (out->hides_ranks && !target->is_chosen) continue;
        uint32_t rank = out->hides_ranks || target->set.rank == 0 ? UINT32_MAX : target->set.rank;
        out->most_rank = fmax(out->most_rank, rank == UINT32_MAX ? 0 : fmax(rank, target->set.upper));
        out->line[out->count++] = (line){target->is_chosen, rank, 0, i};
    }
    if (out->count > 0) qsort(out->line, out->count, sizeof *out->line, first_first);
    return out->count > 0;
}

static const char *today_words(const kk_guide_targets *targets, size_t area)
{
    static const char *const words[] = {
        [KK_LIST_NEITHER] = "",
        [KK_LIST_BOTH] = "ook nu",
        [KK_LIST_MISSING] = "ontbreekt nu",
        [KK_LIST_UNSUPPORTED] = "nu wel, niet gesteund",
        [KK_LIST_ALIKE] = "inwisselbaar",
        [KK_LIST_UNKNOWN] = "nu wel, geen index",
    };
    return targets->place == NULL ? "" : words[targets->place[area]];
}

static const char *place_words(report *of, const kk_rank_set *set)
{
    if (set->rank == 0) return "–";
    if (set->lower == 0 || set->lower == set->upper) return page_format(&of->pages, "%u", set->rank);
    return page_format(&of->pages, "%u (%u – %u)", set->rank, set->lower, set->upper);
}

static void draw_rank(report *of, const target_list *from, const kk_target *target, double x, double y, double height)
{
    report_plot plot = {x, y, 80, height, 1, from->most_rank};
    bool has_set = target->set.lower > 0;
    uint32_t colour = target->class == KK_TARGET_CERTAIN    ? ALERT
                      : target->class == KK_TARGET_POSSIBLE ? 0xC77B0A
                                                            : SOFT;
    report_plot_interval(of->pages.cairo, &plot, target->set.rank > 0 ? (double)target->set.rank : (double)NAN,
                         has_set ? (double)target->set.lower : (double)NAN,
                         has_set ? (double)target->set.upper : (double)NAN, NAN, colour);
}

static void write_ranked(report *of, const target_list *from, size_t lines)
{
    const char *range = page_format(&of->pages, "1 (links) tot %.0f", from->most_rank);
    const page_column column[] = {
        {"Gebied", 118, -1},        {"Gekozen", 52, -1}, {"Hoort erbij", 60, -1},
        {"Plaats (marge)", 76, -1}, {range, 90, -1},     {from->targets->place != NULL ? "Lijst van nu" : "", 91, -1},
    };
    const page_table table = {column, 6, 8};
    page_table_begin(&of->pages, &table);
    for (size_t k = 0; k < lines; k++) {
        size_t area = from->line[k].area;
        const kk_target *target = &from->targets->target[area];
        const char *cell[] = {report_name(of, from->level, area),
                              target->is_chosen ? "ja" : "",
                              report_class(target->class),
                              place_words(of, &target->set),
                              NULL,
                              today_words(from->targets, area)};
        double height, top = page_table_row(&of->pages, &table, cell, target->is_chosen, &height);
        draw_rank(of, from, target, page_column_left(&table, 4), top, height);
    }
    page_table_end(&of->pages);
}

static void write_hidden(report *of, const target_list *from, size_t lines)
{
    const page_column column[] = {{"Gebied", 200, -1},
                                  {"Code", 110, -1},
                                  {"Hoort erbij", 90, -1},
                                  {from->targets->place != NULL ? "Lijst van nu" : "", 87, -1}};
    const page_table table = {column, 4, 8};
    page_table_begin(&of->pages, &table);
    for (size_t k = 0; k < lines; k++) {
        size_t area = from->line[k].area;
        const char *cell[] = {report_name(of, from->level, area), from->level->code[area],
                              report_class(from->targets->target[area].class), today_words(from->targets, area)};
        double height;
        (void)page_table_row(&of->pages, &table, cell, false, &height);
    }
    page_table_end(&of->pages);
}

/* Most youths in need live elsewhere: a list of areas is not a list of children. */
static void tell_reach(report *of, const target_list *from)
{
    const kk_guide_targets *targets = from->targets;
    double inside = 0, all = 0;
    for (size_t i = 0; i < from->level->count; i++) {
        double share = targets->in_need->value[i] / kk_guide_everybody(targets->in_need->indicator);
        double in_need = share * targets->index->youths[i];
        if (from->level->water[i] || isnan(in_need) || !report_holds(of, from->level, i)) continue;
        all += in_need;
        inside += targets->target[i].is_chosen ? in_need : 0;
    }
    if (!(all > 0)) return;
    page_text(&of->pages,
              page_format(&of->pages,
                          "Gebieden zijn geen kinderen. Gemeten naar ‘%s’ woont naar schatting %s%% van de jongeren om "
                          "wie het gaat in de gekozen gebieden; de anderen wonen elders en blijven buiten beeld als "
                          "alleen deze gebieden aandacht krijgen.",
                          targets->in_need->indicator->label_nl, report_number(of, 100 * inside / all, 0)));
}

static const char *rule_of(report *of, const kk_guide_targets *targets, const kk_level *level)
{
    const kk_config_target *config = targets->config;
    const char *within = config->within != NULL ? page_format(&of->pages, " per %s", config->within) : "";
    if (config->choose == 1)
        return page_format(
            &of->pages,
            "Gekozen is%s de %s met de meeste behoefte. ‘Zeker’: haar hele marge ligt op de eerste plaats; "
            "‘mogelijk’: een deel ervan; ‘niet’: niets ervan.",
            within, level->name);
    if (config->choose > 0)
        return page_format(&of->pages,
                           "Gekozen zijn de %u %s%s met de meeste behoefte. ‘Zeker’: de hele marge van de plaats ligt "
                           "binnen de eerste %u; ‘mogelijk’: een deel ervan; ‘niet’: niets ervan.",
                           config->choose, report_plural(level), within, config->choose);
    return page_format(&of->pages,
                       "Gekozen zijn de %s met een index van %s of meer. ‘Zeker’ en ‘niet’: de hele marge ligt aan één "
                       "kant van die grens.",
                       report_plural(level), report_number(of, config->above, 1));
}

static void write_list(report *of, const kk_guide_targets *targets)
{
    report_pages *pages = &of->pages;
    target_list from;
    if (!take_lines(of, targets, &from)) return;
    size_t lines = from.count < most_lines(of) ? from.count : most_lines(of);
    page_section(pages, targets->config->label_nl);
    page_text(pages, rule_of(of, targets, from.level));
    tell_reach(of, &from);
    if (from.hides_ranks) {
        page_note(pages, "De volgorde en de scores van dit niveau worden niet getoond; de gebieden staan op code.");
        write_hidden(of, &from, lines);
    } else {
        write_ranked(of, &from, lines);
    }
    if (lines < from.count)
        page_note(pages, page_format(pages, "Dit zijn er %zu van %zu; targets.csv noemt ze alle.", lines, from.count));
}

/* ---- without target areas ---- */

static double least_and_most(report *of, const line *list, size_t count, double *most)
{
    double least = INFINITY;
    *most = -INFINITY;
    for (size_t k = 0; k < count; k++) {
        double lower = of->main->lower[list[k].area], upper = of->main->upper[list[k].area];
        least = fmin(least, isnan(lower) ? list[k].value : lower);
        *most = fmax(*most, isnan(upper) ? list[k].value : upper);
    }
    return least;
}

static void write_order(report *of, const line *list, size_t lines)
{
    static const page_column column[] = {
        {"", 26, 1}, {"Gebied", 155, -1}, {"Cijfer", 60, 1}, {"95%-marge", 96, 1}, {"", 150, -1}};
    const page_table table = {column, 5, 8.5};
    double most, least = least_and_most(of, list, lines, &most);
    page_table_begin(&of->pages, &table);
    for (size_t k = 0; k < lines; k++) {
        size_t area = list[k].area;
        const char *cell[] = {page_format(&of->pages, "%zu", k + 1),
                              report_name(of, &of->areas->level[of->level], area), report_figure(of, of->main, area),
                              report_interval(of, of->main, area), NULL};
        double height, top = page_table_row(&of->pages, &table, cell, false, &height);
        report_plot plot = {page_column_left(&table, 4) + 4, top, 140, height, fmin(0, least), most};
        report_plot_interval(of->pages.cairo, &plot, list[k].value, of->main->lower[area], of->main->upper[area], NAN,
                             ACCENT);
    }
    page_table_end(&of->pages);
}

static void write_highest(report *of)
{
    report_pages *pages = &of->pages;
    line *list = kk_arena_alloc(pages->arena, of->count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; list != NULL && i < of->count; i++) {
        uint32_t area = of->area[i];
        if (of->part.water[i] || !kk_figure_has_value((kk_figure_status)of->main->status[area])) continue;
        list[count++] = (line){false, 0, of->main->value[area], area};
    }
    if (count == 0) {
        page_text(pages, "Geen enkel gebied heeft een cijfer.");
        return;
    }
    qsort(list, count, sizeof *list, first_first);
    size_t lines = count < most_lines(of) ? count : most_lines(of);
    page_text(pages, page_format(pages,
                                 "%s, %s: %s %zu van de %zu %s met een cijfer, het hoogste eerst. Waar marges "
                                 "elkaar overlappen, kan de volgorde toeval zijn.",
                                 of->main->indicator->label_nl, of->main->period, lines < count ? "de hoogste" : "alle",
                                 lines, count, report_plural(&of->part)));
    write_order(of, list, lines);
}

void report_targets(report *of)
{
    const kk_guide *guide = of->source->guide;
    if (guide == NULL || guide->targets_count == 0) {
        if (of->main == NULL) return;
        page_chapter(&of->pages, "De gebieden op volgorde", "volgorde");
        write_highest(of);
        return;
    }
    page_chapter(&of->pages, "Waar het eerst", "doelgebieden");
    page_text(
        &of->pages,
        "De index van behoefte voegt cijfers samen tot één volgorde. Cijfers hebben een marge, en dus heeft ook elke "
        "plaats in de volgorde er een. Daarom staat bij elk gebied hoe zeker het is dat het op de lijst hoort: een "
        "keuze tussen "
        "gebieden die ‘mogelijk’ zijn, is een politieke keuze.");
    for (size_t t = 0; t < guide->targets_count && t < LISTS_MOST; t++) write_list(of, &guide->targets[t]);
    if (guide->targets_count > LISTS_MOST)
        page_note(&of->pages, page_format(&of->pages, "Er zijn %zu lijsten; targets.csv heeft ook de andere.",
                                          guide->targets_count));
}
