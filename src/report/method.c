/* SPDX-License-Identifier: EUPL-1.2 */
#include "report/report.h"

#include <string.h>

enum { SOURCES_MOST = 24, SUBJECTS_MOST = 30 };

/* ---- the index ---- */

static const char *list_theme(report *of, uint32_t theme)
{
    const kk_config_index *index = &of->config->guide.index;
    const char *text = "";
    for (size_t n = 0; n < index->need_count; n++) {
        if (index->need[n].theme != theme) continue;
        const kk_config_indicator *indicator = &of->config->indicators[index->need[n].indicator];
        text = page_format(
            &of->pages, "%s%s%s (gewicht %s%s)", text, *text != '\0' ? "; " : "", indicator->label_nl,
            report_number(of, index->need[n].weight, index->need[n].weight == (int)index->need[n].weight ? 0 : 2),
            index->need[n].is_strength ? ", meer is minder behoefte" : "");
    }
    return text;
}

static void write_index(report *of)
{
    const kk_config_index *index = &of->config->guide.index;
    page_section(&of->pages, index->label_nl);
    page_text(&of->pages,
              "Elk cijfer wordt op één schaal gezet, gewogen binnen zijn thema, en de thema’s samen. Wat de "
              "volgorde verandert als gewichten, schaal of cijfers anders waren, is meegerekend in de marge.");
    page_list_begin(&of->pages);
    for (size_t t = 0; t < index->theme_count; t++) {
        double weight = index->theme[t].weight;
        page_item(&of->pages,
                  page_format(&of->pages, "%s (gewicht %s): %s.", index->theme[t].label_nl,
                              report_number(of, weight, weight == (int)weight ? 0 : 2), list_theme(of, (uint32_t)t)),
                  NULL);
    }
    page_list_end(&of->pages);
}

/* ---- sources ---- */

static bool is_told(const report *of, const kk_released_column *column)
{
    return column->level == of->level && column->shown_on_map && column->indicator->statistic == KK_STATISTIC_NONE;
}

static bool is_alike(const kk_released_column *a, const kk_released_column *b)
{
    return strcmp(a->source, b->source) == 0 && strcmp(a->period, b->period) == 0;
}

static bool is_first(const report *of, size_t c)
{
    for (size_t before = 0; before < c; before++)
        if (is_told(of, &of->column[before]) && is_alike(&of->column[before], &of->column[c])) return false;
    return true;
}

/* "A; B; C", of a source and period. */
static const char *list_subjects(report *of, size_t c)
{
    const char *text = "";
    size_t count = 0;
    for (size_t k = c; k < of->column_count; k++) {
        if (!is_told(of, &of->column[k]) || !is_alike(&of->column[k], &of->column[c])) continue;
        if (count++ < SUBJECTS_MOST)
            text =
                page_format(&of->pages, "%s%s%s", text, *text != '\0' ? "; " : "", of->column[k].indicator->label_nl);
    }
    return count > SUBJECTS_MOST ? page_format(&of->pages, "%s; en nog %zu", text, count - SUBJECTS_MOST) : text;
}

static void write_sources(report *of)
{
    static const page_column column[] = {{"Bron", 190, -1}, {"Periode", 50, -1}, {"Waarvoor", 247, -1}};
    const page_table table = {column, 3, 8};
    size_t lines = 0, left = 0;
    page_section(&of->pages, "Bronnen");
    page_table_begin(&of->pages, &table);
    for (size_t c = 0; c < of->column_count; c++) {
        const kk_released_column *shown = &of->column[c];
        double height;
        if (!is_told(of, shown) || !is_first(of, c)) continue;
        if (lines == SOURCES_MOST) {
            left++;
            continue;
        }
        lines++;
        const char *cell[] = {shown->source, shown->period, list_subjects(of, c)};
        (void)page_table_row(&of->pages, &table, cell, false, &height);
    }
    page_table_end(&of->pages);
    if (left > 0)
        page_note(&of->pages, page_format(&of->pages, "En nog %zu bronnen; indicators.csv noemt ze alle.", left));
}

void report_method(report *of)
{
    report_pages *pages = &of->pages;
    page_chapter(pages, "Methode en bronnen", "methode");
    page_section(pages, "Cijfers en marges");
    page_text(pages,
              "Een cijfer over een kleine wijk schommelt door toeval. De 95%-marge zegt tussen welke waarden het "
              "ware cijfer waarschijnlijk ligt. Overlappen marges elkaar ruim, dan is een verschil niet aangetoond.");
    page_text(pages, page_format(pages, "Grenzen: %s. Cijfers en grenzen horen bij hetzelfde jaar, of zijn geweigerd.",
                                 of->areas->vintage > 0 ? page_format(pages, "indeling %d", of->areas->vintage)
                                                        : "indeling van de bron"));
    if (of->source->guide != NULL && of->config->guide.index.given) write_index(of);
    if (of->main != NULL) write_sources(of);
    page_section(pages, "Narekenen");
    page_text(pages,
              "Alles in dit rapport staat ook in de bestanden ernaast: indicators.csv (cijfers met marge en reden "
              "van ontbreken), kansenkompas.gpkg (kaartlagen voor QGIS), explanation.json (de hele keten van "
              "cijfer tot euro) en run.json (bestanden, instellingen en versies).");
    page_note(pages,
              "Gemaakt met kansenkompas " KK_VERSION ". Uit dezelfde gegevens ontstaat altijd hetzelfde rapport.");
}
