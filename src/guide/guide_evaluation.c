/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_words.h"
#include "statistics/time.h"

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
    {"verdict", KK_SHEET_TEXT, "better, worse (of a neutral figure: higher, lower) or unclear"},
    {"reason", KK_SHEET_TEXT, "why it is unclear"},
    {"text_nl", KK_SHEET_TEXT, "the same in words"},
};
enum { COLUMNS = sizeof columns / sizeof *columns, MATCHES = 3 };
static const double caliper = 0.25;

static const char *const verdicts[] = {"unclear", "better", "worse"};
static const char *const neutral_verdicts[] = {"unclear", "higher", "lower"};
static const char *const reasons[] = {"", "too_few_areas", "no_areas_like_them", "may_be_chance"};

/* ---- figures ---- */

typedef struct evaluation_work {
    kk_guide_work *work;
    const kk_baseline *baseline;
    kk_guide_figures later;
    kk_evaluation result;
} evaluation_work;

/* Figures of a moment with the variances of their chance; NaN where either is not known. */
typedef struct moment {
    const char *period;
    double *value, *variance;
    size_t known;
} moment;

static bool begin_moment(kk_arena *arena, size_t count, const char *period, moment *out)
{
    *out = (moment){.period = period,
                    .value = kk_arena_alloc(arena, count, sizeof *out->value),
                    .variance = kk_arena_alloc(arena, count, sizeof *out->variance)};
    return out->value != NULL && out->variance != NULL;
}

static void put_figure(moment *to, size_t area, double value, double error)
{
    bool is_known = !isnan(value) && !isnan(error);
    to->value[area] = is_known ? value : NAN;
    to->variance[area] = is_known ? error * error : NAN;
    to->known += is_known;
}

static double error_then(const evaluation_work *of, size_t area)
{
    const kk_baseline *baseline = of->baseline;
    kk_estimate published = {baseline->value[area], baseline->lower[area], baseline->upper[area]};
    return kk_guide_error(kk_guide_estimate(of->later.indicator, published, baseline->denominator[area]));
}

/* Figures of another area are of no use here: only own ones tell whether an area changed. */
static void fill_moments(const evaluation_work *of, size_t count, moment *then, moment *now)
{
    for (size_t i = 0; i < count; i++) {
        bool is_own = of->later.origin[i] == KK_ORIGIN_OWN;
        put_figure(then, i, of->baseline->value[i], error_then(of, i));
        put_figure(now, i, is_own ? of->later.value[i] : NAN, of->later.error[i]);
    }
}

static kk_status check_known(const evaluation_work *of, const moment *figures, kk_error *err)
{
    if (figures->known > 0) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, of->work->config->guide.evaluate.mark,
                      "the figures of '%s' of %s at the level '%s' have no intervals, so that nobody can say what was "
                      "chance: evaluate by a figure that has them",
                      of->later.indicator->name, figures->period, of->work->areas->level[of->baseline->level].name);
}

static kk_status evaluate(evaluation_work *of, kk_error *err)
{
    size_t count = of->work->areas->level[of->baseline->level].count;
    moment then, now;
    if (!begin_moment(of->work->arena, count, of->baseline->period, &then)) return kk_fail_memory(err);
    if (!begin_moment(of->work->arena, count, of->later.period, &now)) return kk_fail_memory(err);
    fill_moments(of, count, &then, &now);
    kk_status status = check_known(of, &then, err);
    if (status == KK_OK) status = check_known(of, &now, err);
    kk_evaluation_areas areas = {
        .count = count,
        .baseline = then.value,
        .baseline_variance = then.variance,
        .later = now.value,
        .later_variance = now.variance,
        .is_treated = of->baseline->is_treated,
    };
    kk_evaluation_options options = {
        .matches = MATCHES,
        .caliper = caliper,
        .more_is_better = of->later.indicator->direction != KK_DIRECTION_NEED,
    };
    return status == KK_OK ? kk_evaluate(&areas, &options, &of->result, err) : status;
}

/* ---- in words ---- */

static bool is_neutral(const evaluation_work *of)
{
    return of->later.indicator->direction == KK_DIRECTION_NEUTRAL;
}

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

/* "een daling van 2,1 procentpunt" */
static const char *tell_change(const evaluation_work *of, double change)
{
    const char *unit = *of->later.indicator->unit == '%' ? "procentpunt" : of->later.indicator->unit;
    const char *size = kk_words_figure(of->work->arena, fabs(change), unit);
    if (change == 0 || size == NULL) return size == NULL ? NULL : "geen verandering";
    return kk_arena_format(of->work->arena, "een %s van %s", change < 0 ? "daling" : "stijging", size);
}

/* What was to be expected, had nothing been done. */
static const char *tell_expected(const evaluation_work *of)
{
    const kk_evaluation *result = &of->result;
    const char *both = tell_change(of, result->regression + result->common);
    const char *regression = tell_change(of, result->regression), *common = tell_change(of, result->common);
    if (both == NULL || regression == NULL || common == NULL) return NULL;
    return kk_arena_format(of->work->arena,
                           "Ook zonder de lijst was %s te verwachten: %s doordat cijfers die eruit springen vanzelf "
                           "naar het gemiddelde schuiven, en %s omdat het elders ook zo ging.",
                           both, regression, common);
}

static const char *tell_verdict(const evaluation_work *of)
{
    const kk_evaluation *result = &of->result;
    if (result->verdict == KK_EFFECT_UNCLEAR)
        return kk_arena_format(of->work->arena, "Of de aanpak heeft gewerkt, is niet te zeggen: %s.",
                               why_unclear(result));
    const char *rest = tell_change(of, result->beyond_expected.value);
    const char *judged = is_neutral(of)                        ? "of dat beter is, zegt dit cijfer niet"
                         : result->verdict == KK_EFFECT_BETTER ? "dat is een verbetering"
                                                               : "dat is een verslechtering";
    return rest == NULL ? NULL
                        : kk_arena_format(of->work->arena,
                                          "Wat overblijft, %s, is meer dan toeval: %s. Het bewijst nog niet dat dit "
                                          "door de aanpak komt.",
                                          rest, judged);
}

static const char *tell(const evaluation_work *of)
{
    const kk_evaluation *result = &of->result;
    if (isnan(result->change))
        return "Er kan niets over worden gezegd: van geen gebied op de lijst zijn er twee cijfers.";
    const char *change = tell_change(of, result->change), *verdict = tell_verdict(of);
    const char *expected = isnan(result->common) ? "" : tell_expected(of);
    if (change == NULL || expected == NULL || verdict == NULL) return NULL;
    return kk_arena_format(of->work->arena, "De gebieden op de lijst lieten gemiddeld %s zien. %s%s%s", change,
                           expected, *expected == '\0' ? "" : " ", verdict);
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
    kk_cell_text(&cell, (is_neutral(of) ? neutral_verdicts : verdicts)[result->verdict]);
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

static kk_status check_periods(const evaluation_work *of, kk_error *err)
{
    const char *name = of->later.indicator->name, *then = of->baseline->period, *now = of->later.period;
    kk_mark mark = of->work->config->guide.evaluate.mark;
    if (now == NULL || kk_period_middle(now) <= kk_period_middle(then))
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "the baseline's figures of '%s' are of %s, and there are none of later: evaluate when there "
                          "are",
                          name, then);
    if (!kk_periods_compare(now, then))
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "the baseline's figures of '%s' are of %s and those of now of %s: a year does not compare "
                          "with a part of one",
                          name, then, now);
    return KK_OK;
}

kk_status kk_guide_make_evaluation(kk_guide_work *work, kk_error *err)
{
    evaluation_work of = {.work = work, .baseline = work->sources->baseline};
    kk_status status =
        kk_guide_figures_take(work, work->config->guide.evaluate.indicator, of.baseline->level, &of.later, err);
    if (status == KK_OK) status = check_periods(&of, err);
    if (status == KK_OK) status = evaluate(&of, err);
    return status == KK_OK ? add_sheet(&of, err) : status;
}
