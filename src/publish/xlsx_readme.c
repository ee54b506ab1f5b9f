/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/xlsx_book.h"

#include "kk/words.h"
#include "publish/sources.h"

#include <stdio.h>

/* The first tab: what a reader has to know before the figures. */
typedef struct readme {
    kk_xlsx *xlsx;
    kk_xlsx_tab *tab;
    size_t row;
} readme;

enum { FIRST_WIDTH = 30, SECOND_WIDTH = 90, THIRD_WIDTH = 30, LINE = 88 };
static const double line_height = 15;

/* Wrapped text needs a row of its own height: Excel does not work it out for files that it has not made. */
static void set_height(readme *of, const char *text)
{
    size_t lines = 1, in_line = 0;
    for (const char *at = text; *at != '\0'; at++) {
        in_line += ((unsigned char)*at & 0xC0) != 0x80;
        if (in_line > LINE) {
            lines++;
            in_line = 0;
        }
    }
    if (lines > 1) worksheet_set_row(of->tab->worksheet, (lxw_row_t)of->row, (double)lines * line_height, NULL);
}

static void section(readme *of, const char *title)
{
    of->row++;
    kk_xlsx_text(of->xlsx, of->tab, of->row++, 0, title, of->xlsx->section);
}

static void line(readme *of, const char *head, const char *text, const char *last)
{
    if (text == NULL) return;
    set_height(of, text);
    kk_xlsx_text(of->xlsx, of->tab, of->row, 0, head, of->xlsx->bold);
    kk_xlsx_text(of->xlsx, of->tab, of->row, 1, text, of->xlsx->wrapped);
    kk_xlsx_text(of->xlsx, of->tab, of->row, 2, last, of->xlsx->wrapped);
    of->row++;
}

static void write_head(readme *of)
{
    const kk_config *config = of->xlsx->config;
    int vintage = kk_release_areas(of->xlsx->release)->vintage;
    kk_xlsx_text(of->xlsx, of->tab, of->row++, 0, config->project.title, of->xlsx->title);
    line(of, "Periode", config->project.period, NULL);
    if (vintage > 0) line(of, "Grenzen", kk_arena_format(of->xlsx->arena, "gebiedsindeling van %d", vintage), NULL);
    line(of, "Gemaakt met", "kansenkompas " KK_VERSION, NULL);
}

static void write_tabs(readme *of)
{
    section(of, "Tabbladen");
    for (size_t i = 1; i < of->xlsx->tab_count; i++) {
        const kk_xlsx_tab *tab = &of->xlsx->tab[i];
        const char *text = tab->limit == NULL
                               ? tab->title
                               : kk_arena_format(of->xlsx->arena, "%s — %s; zie %s", tab->title, tab->limit, tab->file);
        set_height(of, text != NULL ? text : "");
        kk_xlsx_link(of->xlsx, of->tab, of->row, 0, tab);
        kk_xlsx_text(of->xlsx, of->tab, of->row, 1, text, of->xlsx->wrapped);
        kk_xlsx_text(of->xlsx, of->tab, of->row++, 2, kk_arena_format(of->xlsx->arena, "hetzelfde in %s", tab->file),
                     of->xlsx->wrapped);
    }
}

static void write_reading(readme *of)
{
    section(of, "Hoe te lezen");
    line(of, "Koppen",
         "Rij 1 zegt wat een kolom is, met eenheid en periode; houd de muis erop voor de vraag en de bron. Rij 2 heeft "
         "de naam van de kolom, dezelfde als in de andere bestanden, en de filters.",
         NULL);
    line(of, "Perioden",
         "Een tabblad heeft van elke indicator de laatste periode met een cijfer. Alle perioden, tellers en noemers "
         "staan in indicators.csv.",
         NULL);
    line(of, "Ondergrens, bovengrens",
         "Het 95%-interval: zo ver kan het cijfer er door toeval naast zitten. Overlappen de intervallen van twee "
         "gebieden, dan kan toeval bepalen welk voorop staat.",
         NULL);
    line(
        of, "Grijs en schuin",
        "Er is geen cijfer, en de woorden zeggen waarom. Geen cijfer is nooit nul. Achter het plusje boven de kolommen "
        "staat de status van elk cijfer.",
        NULL);
    line(of, "(gebied eromheen)",
         "Het eigen cijfer is verborgen; wat er staat is dat van het gebied eromheen. Tel het niet mee in sommen en "
         "gemiddelden.",
         NULL);
    line(of, "Gebruik is geen behoefte",
         "Hulp gaat ook naar waar zij is en waar erom gevraagd wordt. Een laag cijfer kan een wijk zijn die het goed "
         "heeft, of een die niet bereikt wordt.",
         NULL);
}

/* Cells of the level tabs by status. */
static void count_cells(const kk_release *release, size_t cells[KK_FIGURE_STATUS_COUNT])
{
    const kk_released_column *column;
    size_t count = kk_release_columns(release, &column);
    for (size_t i = 0; i < count; i++) {
        const kk_level *level = &kk_release_areas(release)->level[column[i].level];
        if (!column[i].shown_on_map) continue;
        for (size_t a = 0; a < level->count; a++)
            if (!level->water[a]) cells[column[i].status[a]]++;
    }
}

static void write_statuses(readme *of)
{
    size_t cells[KK_FIGURE_STATUS_COUNT] = {0};
    count_cells(of->xlsx->release, cells);
    section(of, "Waarom er soms geen cijfer staat");
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        char number[40];
        if (cells[s] == 0) continue;
        kk_words_number((double)cells[s], 0, KK_DUTCH, number, sizeof number);
        line(of, kk_figure_status_name((kk_figure_status)s), kk_words_status((kk_figure_status)s, KK_DUTCH),
             kk_arena_format(of->xlsx->arena, "%s keer op deze tabbladen", number));
    }
    if (kk_release_withheld(of->xlsx->release) > 0)
        line(of, "Verborgen",
             "Wat over te weinig personen gaat is verborgen, en ook wat dat zou verraden. Dat geldt voor alle "
             "bestanden; "
             "audit.json zegt hoe dat is nagegaan.",
             NULL);
}

static kk_status write_sources(readme *of, kk_error *err)
{
    const char **source;
    size_t count;
    kk_status status = kk_sources_collect(of->xlsx->release, of->xlsx->arena, &source, &count, err);
    if (status != KK_OK || count == 0) return status;
    section(of, "Bronnen");
    for (size_t i = 0; i < count; i++) line(of, i == 0 ? "Cijfers" : NULL, source[i], NULL);
    line(of, NULL, "Per cijfer staat de bron in indicators.csv; run.json noemt elk bestand dat gelezen is.", NULL);
    return KK_OK;
}

static void write_citation(readme *of)
{
    const kk_config *config = of->xlsx->config;
    section(of, "Hoe te citeren");
    line(of, NULL,
         kk_arena_format(of->xlsx->arena, "%s, %s. Gemaakt met kansenkompas %s, uit de bronnen hierboven.",
                         config->project.title, config->project.period, KK_VERSION),
         NULL);
}

kk_status kk_xlsx_readme(kk_xlsx *xlsx, kk_error *err)
{
    readme of = {.xlsx = xlsx, .tab = &xlsx->tab[0]};
    worksheet_set_column(of.tab->worksheet, 0, 0, FIRST_WIDTH, NULL);
    worksheet_set_column(of.tab->worksheet, 1, 1, SECOND_WIDTH, NULL);
    worksheet_set_column(of.tab->worksheet, 2, 2, THIRD_WIDTH, NULL);
    worksheet_gridlines(of.tab->worksheet, LXW_HIDE_ALL_GRIDLINES);
    write_head(&of);
    write_tabs(&of);
    write_reading(&of);
    write_statuses(&of);
    kk_status status = write_sources(&of, err);
    write_citation(&of);
    return status;
}
