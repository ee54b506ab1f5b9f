/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells that sheets of divisions share; scenarios.csv and frontier.csv. */
#include "guide/guide_divisions.h"

/* ---- cells ---- */

void division_put_amount(kk_sheet_cell **cell, const division_work *of, int64_t units)
{
    bool is_euro = isnan(of->made->config->post_size);
    kk_cell_whole(cell, is_euro ? units : KK_SHEET_EMPTY);
    kk_cell_number(cell, is_euro || units == KK_SHEET_EMPTY ? NAN : (double)units / of->units);
}

void division_put_names(kk_sheet_cell **cell, const division_work *of)
{
    kk_cell_text(cell, of->made->config->name);
    kk_cell_text(cell, isnan(of->made->config->post_size) ? "euro" : "fte");
    kk_cell_text(cell, of->made->need_as);
}

int64_t division_present(const kk_guide_division *made, size_t taker)
{
    bool is_known = made->present != NULL && made->present_figures->origin[made->area[taker]] != KK_ORIGIN_NONE;
    return is_known ? made->present[taker] : KK_SHEET_EMPTY;
}

/* ---- scenarios ---- */

static const kk_sheet_column scenario_columns[] = {
    {"division", KK_SHEET_TEXT, "name of the division"},
    {"unit", KK_SHEET_TEXT, "euro or fte: of what is per youth, and of rounded_by_at_most"},
    {"need_as", KK_SHEET_TEXT, "what need is: value of an indicator, index, or ridit of the index"},
    {"principle", KK_SHEET_TEXT, "present, equal, proportional, proportionate, closing, levelling or welfare"},
    {"budget", KK_SHEET_EURO, "all of it, euro"},
    {"budget_fte", KK_SHEET_NUMBER, "all of it, FTE"},
    {"areas", KK_SHEET_WHOLE, "areas that take part"},
    {"youths", KK_SHEET_NUMBER, "youths in them"},
    {"left_out", KK_SHEET_WHOLE, "areas with youths that take no part, as their need is not known"},
    {"gini_before", KK_SHEET_NUMBER, "of what there is now per youth: 0 equal to 1"},
    {"gini_after", KK_SHEET_NUMBER, "of means per youth: 0 equal to 1"},
    {"concentration_before", KK_SHEET_NUMBER, "of what there is now by need: above 0 more where need is greater"},
    {"concentration_after", KK_SHEET_NUMBER, "of means by need: above 0 more where need is greater"},
    {"gainers", KK_SHEET_WHOLE, "areas that get more than now"},
    {"losers", KK_SHEET_WHOLE, "areas that get less than now"},
    {"certain_gainers", KK_SHEET_WHOLE, "areas with a chance to gain of 0.95 or more"},
    {"certain_losers", KK_SHEET_WHOLE, "areas with a chance to gain of 0.05 or less"},
    {"most_per_youth", KK_SHEET_NUMBER, "in the area with most means per youth"},
    {"least_per_youth", KK_SHEET_NUMBER, "in the area with least means per youth"},
    {"rounded_by_at_most", KK_SHEET_NUMBER, "greatest distance between an amount and the exact one"},
};
enum { SCENARIO_COLUMNS = sizeof scenario_columns / sizeof *scenario_columns };

typedef struct tally {
    int64_t gainers, losers, certain_gainers, certain_losers;
    double youths, most, least, rounded;
} tally;

static tally tally_share(const division_work *of, const kk_guide_share *share)
{
    tally sum = {.least = INFINITY};
    for (size_t k = 0; k < of->made->count; k++) {
        int64_t present = division_present(of->made, k), units = share->units[k];
        double amount = (double)units, per_youth = amount / of->units / of->made->youths[k];
        sum.gainers += present != KK_SHEET_EMPTY && units > present;
        sum.losers += present != KK_SHEET_EMPTY && units < present;
        sum.certain_gainers += share->gain_chance[k] >= division_certain;
        sum.certain_losers += share->gain_chance[k] <= 1 - division_certain;
        sum.youths += of->made->youths[k];
        sum.most = fmax(sum.most, per_youth);
        sum.least = fmin(sum.least, per_youth);
        sum.rounded = fmax(sum.rounded, fabs(amount - share->exact[k]) / of->units);
    }
    return sum;
}

static void put_scenario(kk_sheet_cell **cell, const division_work *of, const kk_guide_share *share)
{
    const kk_guide_division *made = of->made;
    tally sum = tally_share(of, share);
    division_put_names(cell, of);
    kk_cell_text(cell, kk_principle_name(share->principle));
    division_put_amount(cell, of, made->config->budget_units);
    kk_cell_whole(cell, (int64_t)made->count);
    kk_cell_number(cell, sum.youths);
    kk_cell_whole(cell, (int64_t)made->left_out);
    kk_cell_number(cell, made->before.gini);
    kk_cell_number(cell, share->balance.gini);
    kk_cell_number(cell, made->before.concentration);
    kk_cell_number(cell, share->balance.concentration);
    const int64_t counts[] = {sum.gainers, sum.losers, sum.certain_gainers, sum.certain_losers};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        kk_cell_whole(cell, made->present == NULL ? KK_SHEET_EMPTY : counts[c]);
    kk_cell_number(cell, sum.most);
    kk_cell_number(cell, sum.least);
    kk_cell_number(cell, sum.rounded);
}

static kk_status add_scenarios(kk_guide_work *work, const division_work *division, kk_error *err)
{
    static const kk_guide_sheet_form form = {"scenarios", "each division and principle as a whole", scenario_columns,
                                             SCENARIO_COLUMNS};
    size_t rows = 0, count = work->out->division_count;
    for (size_t d = 0; d < count; d++) rows += division[d].made->config->principle_count;
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t d = 0; d < count; d++)
        for (size_t p = 0; p < division[d].made->config->principle_count; p++)
            put_scenario(&cell, &division[d], &division[d].made->share[p]);
    return KK_OK;
}

/* ---- frontier ---- */

static const kk_sheet_column frontier_columns[] = {
    {"division", KK_SHEET_TEXT, "name of the division"},
    {"unit", KK_SHEET_TEXT, "euro or fte"},
    {"need_as", KK_SHEET_TEXT, "what need is: value of an indicator, index, or ridit of the index"},
    {"epsilon", KK_SHEET_NUMBER, "how much inequality is minded"},
    {"effect", KK_SHEET_NUMBER, "what means bring all youths together, in units of need"},
    {"equal_equivalent", KK_SHEET_NUMBER, "well-being that, had by all, would be as good, by the highest epsilon"},
    {"gini", KK_SHEET_NUMBER, "of well-being"},
    {"price", KK_SHEET_NUMBER, "effect given up against epsilon 0, percent"},
};
enum { FRONTIER_COLUMNS = sizeof frontier_columns / sizeof *frontier_columns };

static void put_point(kk_sheet_cell **cell, const division_work *of, const kk_frontier_point *point)
{
    double most = of->made->most_effect;
    division_put_names(cell, of);
    kk_cell_number(cell, point->epsilon);
    kk_cell_number(cell, point->effect);
    kk_cell_number(cell, point->equal_equivalent);
    kk_cell_number(cell, point->gini);
    kk_cell_number(cell, most > 0 ? 100 * fmax(1 - point->effect / most, 0) : NAN);
}

static size_t count_points(const kk_guide_division *made)
{
    return made->frontier == NULL ? 0 : made->config->epsilon_count;
}

static kk_status add_frontier(kk_guide_work *work, const division_work *division, kk_error *err)
{
    static const kk_guide_sheet_form form = {"frontier", "the price of equity: effect against equality of well-being",
                                             frontier_columns, FRONTIER_COLUMNS};
    size_t rows = 0, count = work->out->division_count;
    for (size_t d = 0; d < count; d++) rows += count_points(division[d].made);
    if (rows == 0) return KK_OK;
    kk_sheet *sheet;
    kk_status status = kk_guide_sheet_add(work, &form, rows, &sheet, err);
    if (status != KK_OK) return status;
    kk_sheet_cell *cell = sheet->cell;
    for (size_t d = 0; d < count; d++)
        for (size_t e = 0; e < count_points(division[d].made); e++)
            put_point(&cell, &division[d], &division[d].made->frontier[e]);
    return KK_OK;
}

kk_status division_add_sheets(kk_guide_work *work, const division_work *division, kk_error *err)
{
    kk_status status = division_add_allocation(work, division, err);
    if (status == KK_OK) status = add_scenarios(work, division, err);
    return status == KK_OK ? add_frontier(work, division, err) : status;
}
