/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/guide_index.h"
#include "guide/guide_words.h"

enum { REASONS = 3 };

/* So small a part of all contributions is rounding. */
static const double rounding = 1e-9;

typedef struct teller {
    kk_guide_work *work;
    const kk_guide_index *index;
} teller;

/* ---- what is usual ---- */

/* A figure, turned, and what it is on the scale. */
typedef struct scaled_figure {
    double value, scaled;
} scaled_figure;

/* Percentiles turn at the middle youth, not at the mean: a figure below the mean may raise need there. */
static double find_usual(const kk_guide_index *index, size_t n)
{
    const double *value = index->figures[n].value, *scaled = index->scores.scaled + n * index->count;
    double sign = index->areas.indicator[n].is_strength ? -1 : 1, turn = index->scores.mean[n];
    double mean = sign * kk_index_mean(index, value);
    scaled_figure below = {-INFINITY, 0}, above = {INFINITY, 0};
    for (size_t i = 0; i < index->count; i++) {
        if (isnan(value[i])) continue;
        const scaled_figure figure = {sign * value[i], scaled[i]};
        if (figure.scaled > turn && figure.value < above.value) above = figure;
        if (figure.scaled <= turn && figure.value > below.value) below = figure;
    }
    if (isinf(below.value) || isinf(above.value) || (below.value <= mean && mean <= above.value)) return sign * mean;
    double part = (turn - below.scaled) / (above.scaled - below.scaled);
    return sign * (below.value + part * (above.value - below.value));
}

/* ---- reasons ---- */

typedef struct reasons {
    size_t need[REASONS]; /* largest contribution first */
    size_t count;
    double sum, sizes; /* of all contributions */
} reasons;

static double contribution_of(const kk_guide_index *index, size_t n, size_t area)
{
    double contribution = index->scores.contribution[n * index->count + area];
    return isnan(contribution) ? 0 : contribution;
}

static void offer(const kk_guide_index *index, size_t n, size_t area, reasons *found)
{
    double size = fabs(contribution_of(index, n, area));
    size_t place = found->count;
    while (place > 0 && size > fabs(contribution_of(index, found->need[place - 1], area))) place--;
    if (place == REASONS) return;
    if (found->count < REASONS) found->count++;
    for (size_t k = found->count - 1; k > place; k--) found->need[k] = found->need[k - 1];
    found->need[place] = n;
}

static reasons find_reasons(const kk_guide_index *index, size_t area)
{
    reasons found = {.count = 0};
    for (size_t n = 0; n < index->areas.indicator_count; n++) {
        double contribution = contribution_of(index, n, area);
        found.sum += contribution;
        found.sizes += fabs(contribution);
        offer(index, n, area, &found);
    }
    while (found.count > 0 && fabs(contribution_of(index, found.need[found.count - 1], area)) <= rounding * found.sizes)
        found.count--;
    return found;
}

/* ---- sentences ---- */

static const char *tell_figure(const teller *of, size_t n, size_t area)
{
    kk_arena *arena = of->work->arena;
    const kk_guide_figures *figures = &of->index->figures[n];
    const char *unit = figures->indicator->unit, *because = of->work->config->guide.index.need[n].because_nl;
    const char *label = kk_words_label(arena, figures->indicator), *around = kk_words_around(figures, area);
    const char *here = kk_words_figure(arena, figures->value[area], unit);
    bool is_mean = of->index->usual[n] == kk_index_mean(of->index, figures->value);
    const char *usually = kk_words_figure(arena, of->index->usual[n], unit != NULL && *unit == '%' ? "%" : "");
    if (label == NULL || here == NULL || usually == NULL) return NULL;
    return kk_arena_format(arena, "‘%s’ (%s; %s %s%s%s%s%s)", label, here, is_mean ? "gemiddeld" : "gewoonlijk",
                           usually, *around == '\0' ? "" : "; ", around,
                           because == NULL ? "" : "; waarom dit meetelt: ", because == NULL ? "" : because);
}

/* Those of the reasons that raise need (sign 1) or lower it (−1), behind these words. */
static const char *tell_side(const teller *of, const reasons *found, size_t area, int sign, const char *const words[2])
{
    const char *told[REASONS];
    size_t count = 0;
    for (size_t k = 0; k < found->count; k++) {
        if (sign * contribution_of(of->index, found->need[k], area) <= 0) continue;
        told[count] = tell_figure(of, found->need[k], area);
        if (told[count++] == NULL) return NULL;
    }
    if (count == 0) return "";
    const char *list = kk_words_list(of->work->arena, told, count);
    return list == NULL ? NULL : kk_arena_format(of->work->arena, "%s%s", words[count > 1], list);
}

/* How far the index is from the average that contributions are counted from. */
static double distance_of(const kk_guide_index *index, size_t area, double sum)
{
    return index->areas.rule.join == KK_JOIN_GEOMETRIC ? -index->scores.index[area] * expm1(-sum) : sum;
}

static const char *const because_of[] = {", vooral door ", ", vooral door "};
static const char *const good[] = {"; gunstig is ", "; gunstig zijn "};
static const char *const bad[] = {"; ongunstig is ", "; ongunstig zijn "};

static const char *tell_average(const teller *of, const reasons *found, size_t area)
{
    const char *raising = tell_side(of, found, area, 1, bad), *lowering = tell_side(of, found, area, -1, good);
    if (raising == NULL || lowering == NULL) return NULL;
    return kk_arena_format(of->work->arena, "De behoefte is gemiddeld%s%s.", raising, lowering);
}

static bool has_own(const kk_guide_index *index, size_t area)
{
    for (size_t n = 0; n < index->areas.indicator_count; n++)
        if (index->figures[n].origin[area] == KK_ORIGIN_OWN) return true;
    return false;
}

static const char *tell_area(const teller *of, size_t area)
{
    if (!has_own(of->index, area))
        return "Van dit gebied is geen enkel eigen cijfer openbaar: de index is gemaakt van cijfers van het gebied "
               "eromheen.";
    reasons found = find_reasons(of->index, area);
    if (fabs(found.sum) <= rounding * found.sizes) return tell_average(of, &found, area);
    bool is_high = found.sum > 0;
    bool is_sure = !(fabs(distance_of(of->index, area, found.sum)) <= kk_index_half(of->index, area));
    const char *main = tell_side(of, &found, area, is_high ? 1 : -1, because_of);
    const char *other = tell_side(of, &found, area, is_high ? -1 : 1, is_high ? good : bad);
    if (main == NULL || other == NULL) return NULL;
    return kk_arena_format(of->work->arena, "De behoefte %s %s dan gemiddeld%s%s.", is_sure ? "is" : "lijkt",
                           is_high ? "hoger" : "lager", *main == '\0' ? ", door kleine verschillen samen" : main,
                           other);
}

kk_status kk_index_explain(kk_guide_work *work, kk_guide_index *index, kk_error *err)
{
    size_t needs = index->areas.indicator_count;
    const teller of = {work, index};
    double *usual = kk_arena_alloc(work->arena, needs, sizeof *usual);
    const char **why = kk_arena_alloc(work->arena, index->count, sizeof *why);
    if (usual == NULL || why == NULL) return kk_fail_memory(err);
    for (size_t n = 0; n < needs; n++) usual[n] = find_usual(index, n);
    index->usual = usual;
    for (size_t i = 0; i < index->count; i++) {
        why[i] = isnan(index->scores.index[i]) ? "" : tell_area(&of, i);
        if (why[i] == NULL) return kk_fail_memory(err);
    }
    index->why_nl = why;
    return KK_OK;
}
