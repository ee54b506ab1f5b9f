/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_index.h"

/* ---- need.csv ---- */

static const kk_sheet_column need_columns[] = {
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"youths", KK_SHEET_NUMBER, "number of youths"},
    {"index", KK_SHEET_NUMBER, "index of need: more is more need; empty: too few figures"},
    {"lower", KK_SHEET_NUMBER, "lower bound of its 95% interval; empty: its figures have none"},
    {"upper", KK_SHEET_NUMBER, "upper bound of its 95% interval"},
    {"rank", KK_SHEET_WHOLE, "rank by the index; 1: most need"},
    {"rank_lower", KK_SHEET_WHOLE, "first rank of its confidence set (95%, of all areas at once)"},
    {"rank_upper", KK_SHEET_WHOLE, "last rank of its confidence set"},
    {"draw_rank_5", KK_SHEET_NUMBER, "rank that 5% of the draws do not exceed; ties share the mean of their ranks"},
    {"draw_rank_50", KK_SHEET_NUMBER, "rank that 50% of the draws do not exceed"},
    {"draw_rank_95", KK_SHEET_NUMBER, "rank that 95% of the draws do not exceed"},
    {"worst", KK_SHEET_WHOLE, "the number k of areas with most need that worst_chance is about"},
    {"worst_chance", KK_SHEET_NUMBER, "share of draws in which it is among the k areas with most need, 0 to 1"},
    {"due_to_weights", KK_SHEET_NUMBER, "share of the variance of its rank that is due to the weights, 0 to 1"},
    {"due_to_scale", KK_SHEET_NUMBER, "share that is due to the scale"},
    {"due_to_join", KK_SHEET_NUMBER, "share that is due to the join"},
    {"due_to_figures", KK_SHEET_NUMBER, "share that is due to chance in the figures"},
    {"own", KK_SHEET_WHOLE, "how many figures are its own"},
    {"around", KK_SHEET_WHOLE, "how many figures are those of the area around, its own being withheld"},
    {"missing", KK_SHEET_WHOLE, "how many figures are missing"},
    {"why_nl", KK_SHEET_TEXT, "the three contributions that count most, in Dutch"},
    {"because_nl", KK_SHEET_TEXT, "why indicators of use and supply are in the index, in the project's words"},
};

const char *kk_index_because(const kk_guide_work *work)
{
    const kk_config_index *config = &work->config->guide.index;
    const char *because = "";
    for (size_t n = 0; n < config->need_count && because != NULL; n++) {
        const kk_config_need *need = &config->need[n];
        if (need->because_nl == NULL) continue;
        because = kk_arena_format(work->arena, "%s%s%s: %s", because, *because == '\0' ? "" : "; ",
                                  work->config->indicators[need->indicator].name, need->because_nl);
    }
    return because;
}

static void fill_place(kk_sheet_cell **cell, const kk_level *level, size_t area)
{
    kk_cell_text(cell, level->name);
    kk_cell_text(cell, level->code[area]);
    kk_cell_text(cell, level->area_name[area]);
}

static void fill_ranks(kk_sheet_cell **cell, const kk_guide_index *index, size_t area)
{
    const kk_rank_set *set = &index->set[area];
    const kk_need_spread *spread = &index->spread;
    kk_cell_whole(cell, set->rank > 0 ? set->rank : KK_SHEET_EMPTY);
    kk_cell_whole(cell, set->rank > 0 ? set->lower : KK_SHEET_EMPTY);
    kk_cell_whole(cell, set->rank > 0 ? set->upper : KK_SHEET_EMPTY);
    kk_cell_number(cell, spread->rank_lower[area]);
    kk_cell_number(cell, spread->rank_median[area]);
    kk_cell_number(cell, spread->rank_upper[area]);
    kk_cell_whole(cell, (int64_t)index->worst);
    kk_cell_number(cell, spread->worst_chance[area]);
    for (size_t f = 0; f < KK_FACTORS; f++) kk_cell_number(cell, spread->due_to[f * index->count + area]);
}

static void fill_origins(kk_sheet_cell **cell, const kk_guide_index *index, size_t area)
{
    int64_t origins[] = {[KK_ORIGIN_NONE] = 0, [KK_ORIGIN_OWN] = 0, [KK_ORIGIN_AROUND] = 0};
    for (size_t n = 0; n < index->areas.indicator_count; n++) origins[index->figures[n].origin[area]]++;
    kk_cell_whole(cell, origins[KK_ORIGIN_OWN]);
    kk_cell_whole(cell, origins[KK_ORIGIN_AROUND]);
    kk_cell_whole(cell, origins[KK_ORIGIN_NONE]);
}

static void fill_need(kk_sheet_cell *cell, const kk_level *level, const kk_guide_index *index, size_t area,
                      const char *because)
{
    double lower, upper;
    kk_index_interval(index, area, &lower, &upper);
    fill_place(&cell, level, area);
    kk_cell_number(&cell, index->youths[area]);
    kk_cell_number(&cell, index->scores.index[area]);
    kk_cell_number(&cell, lower);
    kk_cell_number(&cell, upper);
    fill_ranks(&cell, index, area);
    fill_origins(&cell, index, area);
    kk_cell_text(&cell, index->why_nl[area]);
    kk_cell_text(&cell, because);
}

/* ---- need_figures.csv ---- */

static const kk_sheet_column figure_columns[] = {
    {"level", KK_SHEET_TEXT, "level of the area"},
    {"code", KK_SHEET_TEXT, "code of the area"},
    {"name", KK_SHEET_TEXT, "name of the area"},
    {"indicator", KK_SHEET_TEXT, "indicator in the index"},
    {"theme", KK_SHEET_TEXT, "theme that it belongs to"},
    {"period", KK_SHEET_TEXT, "period of the figure"},
    {"value", KK_SHEET_NUMBER, "the figure, in published units; empty: missing"},
    {"status", KK_SHEET_TEXT, "status of the area's own figure"},
    {"origin", KK_SHEET_TEXT, "own, around (that of the area around, its own being withheld) or none"},
    {"from_code", KK_SHEET_TEXT, "code of the area whose figure it is"},
    {"scaled", KK_SHEET_NUMBER, "the figure on the scale of the index, turned so that more is more need"},
    {"weight", KK_SHEET_NUMBER, "share of the indicator in the whole weight of the index, 0 to 1"},
    {"contribution", KK_SHEET_NUMBER,
     "part of what the index is above (below) the average: weight times (scaled - mean)"},
    {"because_nl", KK_SHEET_TEXT, "why an indicator of use or supply is in the index, in the project's words"},
};

static double weight_of(const kk_need_areas *areas, size_t n)
{
    double theme = 0, all = 0;
    for (size_t m = 0; m < areas->indicator_count; m++)
        if (areas->indicator[m].theme == areas->indicator[n].theme) theme += areas->indicator[m].weight;
    for (size_t t = 0; t < areas->theme_count; t++) all += areas->theme_weight[t];
    return areas->theme_weight[areas->indicator[n].theme] / all * areas->indicator[n].weight / theme;
}

static void fill_figure(kk_sheet_cell *cell, const kk_guide_work *work, const kk_guide_index *index, size_t area,
                        size_t n)
{
    const kk_config_need *need = &work->config->guide.index.need[n];
    const kk_guide_figures *figures = &index->figures[n];
    fill_place(&cell, &work->areas->level[index->level], area);
    kk_cell_text(&cell, figures->indicator->name);
    kk_cell_text(&cell, work->config->guide.index.theme[need->theme].name);
    kk_cell_text(&cell, figures->period);
    kk_cell_number(&cell, figures->value[area]);
    kk_cell_text(&cell, kk_figure_status_name((kk_figure_status)figures->status[area]));
    kk_cell_text(&cell, kk_guide_origin_name((kk_guide_origin)figures->origin[area]));
    kk_cell_text(&cell, figures->from[area]);
    kk_cell_number(&cell, index->scores.scaled[n * index->count + area]);
    kk_cell_number(&cell, weight_of(&index->areas, n));
    kk_cell_number(&cell, index->scores.contribution[n * index->count + area]);
    kk_cell_text(&cell, need->because_nl);
}

/* ---- both ---- */

enum { NEED_COLUMNS = sizeof need_columns / sizeof *need_columns };
enum { FIGURE_COLUMNS = sizeof figure_columns / sizeof *figure_columns };

static const kk_guide_sheet_form need_form = {"need", "the index of need of each area, how sure it is, and why",
                                              need_columns, NEED_COLUMNS};
static const kk_guide_sheet_form figure_form = {"need_figures", "the figures that the index of need is made of",
                                                figure_columns, FIGURE_COLUMNS};

typedef struct sheets {
    kk_sheet_cell *need, *figure;
    const char *because;
} sheets;

static size_t count_rows(const kk_guide_work *work)
{
    size_t rows = 0;
    for (size_t x = 0; x < work->out->index_count; x++) {
        const kk_level *level = &work->areas->level[work->out->index[x].level];
        if (kk_guide_hides_ranks(work->config, work->areas, work->out->index[x].level)) continue;
        for (size_t i = 0; i < level->count; i++) rows += !level->water[i];
    }
    return rows;
}

static void fill_level(const kk_guide_work *work, const kk_guide_index *index, sheets *to)
{
    const kk_level *level = &work->areas->level[index->level];
    if (kk_guide_hides_ranks(work->config, work->areas, index->level)) return;
    for (size_t i = 0; i < level->count; i++) {
        if (level->water[i]) continue;
        fill_need(to->need, level, index, i, to->because);
        to->need += NEED_COLUMNS;
        for (size_t n = 0; n < index->areas.indicator_count; n++, to->figure += FIGURE_COLUMNS)
            fill_figure(to->figure, work, index, i, n);
    }
}

kk_status kk_index_add_sheets(kk_guide_work *work, kk_error *err)
{
    size_t rows = count_rows(work);
    kk_sheet *sheet;
    sheets to = {.because = kk_index_because(work)};
    if (to.because == NULL) return kk_fail_memory(err);
    kk_status status = kk_guide_sheet_add(work, &need_form, rows, &sheet, err);
    if (status != KK_OK) return status;
    to.need = sheet->cell;
    status = kk_guide_sheet_add(work, &figure_form, rows * work->config->guide.index.need_count, &sheet, err);
    if (status != KK_OK) return status;
    to.figure = sheet->cell;
    for (size_t x = 0; x < work->out->index_count; x++) fill_level(work, &work->out->index[x], &to);
    return KK_OK;
}
