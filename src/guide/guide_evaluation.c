/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_words.h"

#include <string.h>

static const kk_sheet_column columns[] = {
    {"list", KK_SHEET_TEXT, "the list that is judged"},
    {"indicator", KK_SHEET_TEXT, "by this figure"},
    {"level", KK_SHEET_TEXT, "level of the areas"},
    {"baseline_period", KK_SHEET_TEXT, "when the list was made"},
    {"later_period", KK_SHEET_TEXT, "when it is judged"},
    {"measure", KK_SHEET_TEXT, "change, regression, common, beyond_expected, beyond_matches"},
    {"value", KK_SHEET_NUMBER, "mean over the areas on the list, in the figure's unit"},
    {"lower", KK_SHEET_NUMBER, "lower bound of the 95% interval"},
    {"upper", KK_SHEET_NUMBER, "upper bound"},
    {"treated", KK_SHEET_WHOLE, "areas on the list with both figures"},
    {"others", KK_SHEET_WHOLE, "other areas with both"},
    {"treated_missing", KK_SHEET_WHOLE, "areas on the list without"},
    {"matched", KK_SHEET_WHOLE, "areas on the list with others like them"},
    {"verdict", KK_SHEET_TEXT, "better, worse or unclear"},
    {"reason", KK_SHEET_TEXT, "why it is unclear"},
    {"text_nl", KK_SHEET_TEXT, "the same in words"},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MATCHES = 3 };
static const double caliper = 0.25;

static const char *const verdicts[] = {"unclear", "better", "worse"};
static const char *const reasons[] = {"", "too_few_areas", "no_areas_like_them", "may_be_chance"};

/* ---- figures ---- */

typedef struct evaluation_work {
    kk_guide_work *work;
    const kk_baseline *baseline;
    kk_guide_figures later;
    kk_evaluation result;
} evaluation_work;

/* Figures of another area are of no use here: only own ones tell whether an area changed. */
static kk_status evaluate(evaluation_work *of, kk_error *err)
{
    const kk_baseline *baseline = of->baseline;
    const kk_level *level = &of->work->areas->level[baseline->level];
    double *earlier = kk_arena_alloc(of->work->arena, level->count, 4 * sizeof *earlier);
    if (earlier == NULL) return kk_fail_memory(err);
    double *earlier_variance = earlier + level->count, *later = earlier_variance + level->count;
    double *later_variance = later + level->count;
    for (size_t i = 0; i < level->count; i++) {
        bool is_own = of->later.origin[i] == KK_ORIGIN_OWN && !isnan(of->later.error[i]);
        bool has_error = !isnan(baseline->error[i]);
        earlier[i] = has_error ? baseline->value[i] : NAN;
        earlier_variance[i] = baseline->error[i] * baseline->error[i];
        later[i] = is_own ? of->later.value[i] : NAN;
        later_variance[i] = of->later.error[i] * of->later.error[i];
    }
    kk_evaluation_areas areas = {
        .count = level->count,
        .baseline = earlier,
        .baseline_variance = earlier_variance,
        .later = later,
        .later_variance = later_variance,
        .is_treated = baseline->is_treated,
    };
    kk_evaluation_options options = {
        .matches = MATCHES,
        .caliper = caliper,
        .more_is_better = of->later.indicator->direction == KK_DIRECTION_STRENGTH,
    };
    return kk_evaluate(&areas, &options, &of->result, err);
}

/* ---- in words ---- */

static const char *why_unclear(const kk_evaluation *result)
{
    switch (result->reason) {
    case KK_UNCLEAR_FEW:
        return "er zijn te weinig gebieden met beide cijfers";
    case KK_UNCLEAR_NO_MATCH:
        return "er zijn te weinig andere gebieden die op deze lijken";
    default:
        return "het verschil met wat te verwachten was, kan toeval zijn";
    }
}

/* "Van 12,1 … " is left to the table: what matters is what was to be expected anyway. */
static const char *tell(const evaluation_work *of)
{
    const kk_evaluation *result = &of->result;
    kk_arena *arena = of->work->arena;
    const char *unit = *of->later.indicator->unit == '%' ? "procentpunt" : of->later.indicator->unit;
    if (isnan(result->change))
        return "Er kan niets over worden gezegd: van geen gebied op de lijst zijn er twee cijfers.";
    const char *change = kk_words_figure(arena, result->change, unit);
    const char *anyway = kk_words_figure(arena, result->regression + result->common, unit);
    if (change == NULL || anyway == NULL) return NULL;
    const char *begin = kk_arena_format(
        arena,
        "Het cijfer van de gebieden op de lijst veranderde gemiddeld met %s. Ook zonder de lijst was een verandering "
        "van %s te verwachten: wie eruit springt, schuift vanzelf wat terug naar het gemiddelde, en wat overal "
        "veranderde, telt niet mee.",
        change, anyway);
    if (begin == NULL) return NULL;
    if (result->verdict == KK_EFFECT_UNCLEAR)
        return kk_arena_format(arena, "%s Of de aanpak heeft gewerkt, is niet te zeggen: %s.", begin,
                               why_unclear(result));
    return kk_arena_format(arena,
                           "%s De rest is meer dan toeval, en wijst op een %s; het bewijst nog niet dat dit door "
                           "de aanpak komt.",
                           begin, result->verdict == KK_EFFECT_BETTER ? "verbetering" : "verslechtering");
}

/* ---- rows ---- */

static void put_row(kk_sheet_cell *cell, const evaluation_work *of, const char *measure, kk_estimate estimate,
                    const char *text)
{
    const kk_evaluation *result = &of->result;
    kk_cell_text(&cell, of->work->config->guide.evaluate.list);
    kk_cell_text(&cell, of->later.indicator->name);
    kk_cell_text(&cell, of->work->areas->level[of->baseline->level].name);
    kk_cell_text(&cell, of->baseline->period);
    kk_cell_text(&cell, of->later.period);
    kk_cell_text(&cell, measure);
    kk_cell_number(&cell, estimate.value);
    kk_cell_number(&cell, estimate.lower);
    kk_cell_number(&cell, estimate.upper);
    kk_cell_whole(&cell, (int64_t)result->treated);
    kk_cell_whole(&cell, (int64_t)result->others);
    kk_cell_whole(&cell, (int64_t)result->treated_missing);
    kk_cell_whole(&cell, (int64_t)result->matched);
    kk_cell_text(&cell, verdicts[result->verdict]);
    kk_cell_text(&cell, reasons[result->reason]);
    kk_cell_text(&cell, text);
}

static kk_status add_sheet(evaluation_work *of, kk_error *err)
{
    static const kk_guide_sheet_form form = {"evaluation", "Whether the list of an earlier run made a difference",
                                             columns, COLUMNS};
    const kk_evaluation *result = &of->result;
    const struct {
        const char *measure;
        kk_estimate estimate;
    } rows[] = {
        {"change", {result->change, NAN, NAN}},     {"regression", {result->regression, NAN, NAN}},
        {"common", {result->common, NAN, NAN}},     {"beyond_expected", result->beyond_expected},
        {"beyond_matches", result->beyond_matches},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    const char *text = tell(of);
    kk_sheet *sheet;
    kk_status status = text == NULL ? kk_fail_memory(err) : kk_guide_sheet_add(of->work, &form, ROWS, &sheet, err);
    for (size_t r = 0; r < ROWS && status == KK_OK; r++)
        put_row(&sheet->cell[r * COLUMNS], of, rows[r].measure, rows[r].estimate, text);
    return status;
}

kk_status kk_guide_make_evaluation(kk_guide_work *work, kk_error *err)
{
    evaluation_work of = {.work = work, .baseline = work->sources->baseline};
    kk_status status =
        kk_guide_figures_take(work, work->config->guide.evaluate.indicator, of.baseline->level, &of.later, err);
    if (status != KK_OK) return status;
    if (of.later.period == NULL || strcmp(of.later.period, of.baseline->period) <= 0)
        return kk_fail_at(
            err, KK_ERR_PROJECT, work->config->guide.evaluate.mark,
            "the baseline's figures of '%s' are of %s, and there are none of later: evaluate when there are",
            of.later.indicator->name, of.baseline->period);
    status = evaluate(&of, err);
    return status == KK_OK ? add_sheet(&of, err) : status;
}
