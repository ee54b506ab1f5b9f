/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <string.h>

enum { BESIDE_MOST = 4 }; /* levels beside each other in a table */

typedef struct tally {
    uint32_t level[KK_LEVELS_MAX];
    size_t levels;
    size_t count[KK_FIGURE_STATUS_COUNT][KK_LEVELS_MAX];
} tally;

/* Of the figures that maps show, without those that are made of others. */
static void count_level(const report *of, uint32_t level, size_t at, tally *out)
{
    for (size_t c = 0; c < of->column_count; c++) {
        const kk_released_column *column = &of->column[c];
        if (column->level != level || !column->shown_on_map || column->indicator->statistic != KK_STATISTIC_NONE)
            continue;
        for (size_t i = 0; i < of->areas->level[level].count; i++)
            if (!of->areas->level[level].water[i] && report_holds(of, &of->areas->level[level], i))
                out->count[column->status[i]][at]++;
    }
}

static tally take_tally(const report *of)
{
    tally out = {.levels = 0};
    for (uint32_t l = 0; l < of->areas->level_count; l++) {
        out.level[out.levels] = l;
        count_level(of, l, out.levels, &out);
        size_t all = 0;
        for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) all += out.count[s][out.levels];
        out.levels += all > 0;
    }
    return out;
}

static bool has_any(const tally *of, size_t begin, size_t end, int status)
{
    for (size_t l = begin; l < end; l++)
        if (of->count[status][l] > 0) return true;
    return false;
}

/* The levels begin … end − 1 of those that have figures. */
static void write_levels(report *of, const tally *counted, size_t begin, size_t end)
{
    page_column column[BESIDE_MOST + 1] = {{"Wat er staat", 0, -1}};
    const double width = 72;
    column[0].width = PAGE_RIGHT - PAGE_LEFT - width * (double)(end - begin);
    for (size_t l = begin; l < end; l++)
        column[l - begin + 1] = (page_column){report_plural(&of->areas->level[counted->level[l]]), width, 1};
    const page_table table = {column, end - begin + 1, 9};
    page_table_begin(&of->pages, &table);
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++) {
        const char *cell[BESIDE_MOST + 1] = {kk_words_status((kk_figure_status)s, KK_DUTCH)};
        double height;
        if (!has_any(counted, begin, end, s)) continue;
        for (size_t l = begin; l < end; l++) cell[l - begin + 1] = report_number(of, (double)counted->count[s][l], 0);
        (void)page_table_row(&of->pages, &table, cell, s == KK_FIGURE_OK, &height);
    }
    page_table_end(&of->pages);
}

/* In tables of about as many levels each. */
static void write_tally(report *of, const tally *counted)
{
    size_t tables = (counted->levels + BESIDE_MOST - 1) / BESIDE_MOST;
    for (size_t t = 0; t < tables; t++)
        write_levels(of, counted, counted->levels * t / tables, counted->levels * (t + 1) / tables);
}

void report_hidden(report *of)
{
    report_pages *pages = &of->pages;
    tally counted = take_tally(of);
    page_chapter(pages, "Wat er niet staat, en waarom", "verborgen");
    page_text(pages,
              "Niet elk gebied heeft elk cijfer. Ontbreken is nooit nul: een gebied zonder cijfer kan veel of "
              "weinig jongeren met hulp hebben. Bij elk leeg vak hoort een reden. De tabel telt de cijfers die op "
              "de kaarten staan: elk gebied met elk onderwerp.");
    write_tally(of, &counted);
    page_section(pages, "Waarom cijfers verborgen worden");
    page_list_begin(pages);
    page_item(pages,
              "Kleine aantallen: achter een klein getal staan herkenbare kinderen. Wat over te weinig personen "
              "gaat, wordt niet getoond.",
              NULL);
    page_item(pages, "Wat over bijna iedereen gaat, zegt iets over elk van hen, en wordt ook niet getoond.", NULL);
    page_item(pages,
              "Wat terug te rekenen is: als één wijk verborgen is en het totaal bekend, moet er nog een cijfer "
              "weg. Dat zijn de cijfers waarmee ‘een ander cijfer te berekenen zou zijn’.",
              NULL);
    page_item(pages, "Geheim of onbekend volgens de bron: het CBS of een andere bron gaf het cijfer niet.", NULL);
    page_list_end(pages);
    page_text(pages, "Voor kaart, lijst en verdeling staat op de plaats van een verborgen cijfer dat van het gebied "
                     "eromheen, met een grotere marge. Zo verraadt de uitkomst niet wat verborgen is.");
}
