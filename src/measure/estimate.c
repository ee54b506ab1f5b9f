/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/estimate.h"

#include <math.h>
#include <stdlib.h>

/* The spells of one group, area by area of one level; those of an area stay in order. */
typedef struct sorted_spells {
    size_t *begin; /* [areas + 1] */
    kk_spell *spell;
    bool *first, *soonest;
} sorted_spells;

static int allocate(sorted_spells *sorted, size_t spells, size_t slots)
{
    sorted->begin = calloc(slots + 2, sizeof *sorted->begin);
    sorted->spell = calloc(spells + 1, sizeof *sorted->spell);
    sorted->first = calloc(spells + 1, sizeof *sorted->first);
    sorted->soonest = calloc(spells + 1, sizeof *sorted->soonest);
    return sorted->begin == NULL || sorted->spell == NULL || sorted->first == NULL || sorted->soonest == NULL ? -1 : 0;
}

static void release(sorted_spells *sorted)
{
    free(sorted->begin);
    free(sorted->spell);
    free(sorted->first);
    free(sorted->soonest);
}

/* A counting sort by area: begin[a + 1] counts, then is where area `a` is filled next. */
static void sort_by_area(const kk_spell_list *list, const kk_geography *geography, size_t level, sorted_spells *sorted)
{
    size_t areas = geography->areas->level[level].count, first = geography->first[level];
    const uint32_t *within = geography->within[level];
    for (size_t a = 0; a <= areas + 1; a++) sorted->begin[a] = 0;
    for (size_t i = 0; i < list->count; i++) {
        uint32_t slot = within[list->item[i].slot];
        if (slot != KK_NO_SLOT) sorted->begin[slot - first + 2]++;
    }
    for (size_t a = 0; a <= areas; a++) sorted->begin[a + 1] += sorted->begin[a];
    for (size_t i = 0; i < list->count; i++) {
        const kk_located_spell *item = &list->item[i];
        if (within[item->slot] == KK_NO_SLOT) continue;
        size_t at = sorted->begin[within[item->slot] - first + 1]++;
        sorted->spell[at] = item->spell;
        sorted->first[at] = item->first;
        sorted->soonest[at] = item->soonest;
    }
}

/* Those who came back within the limit, half of them: the curve is followed as far as they are known. */
static kk_estimate median_return(const kk_spell *spell, size_t n, double limit)
{
    double returned = kk_incidence(spell, n, KK_HAPPENED, limit).value;
    if (!(returned > 0)) return (kk_estimate){NAN, NAN, NAN};
    return kk_incidence_quantile(spell, n, KK_HAPPENED, returned / 2);
}

/* A bound of a median that is the shortest or the longest of all is what one person had: it is not told. */
static kk_estimate without_extremes(kk_estimate median, const kk_spell *spell, size_t n, double limit)
{
    double shortest = NAN, longest = NAN;
    for (size_t i = 0; i < n; i++) {
        if (spell[i].event != KK_HAPPENED || spell[i].days > limit) continue;
        if (isnan(shortest)) shortest = spell[i].days;
        longest = spell[i].days;
    }
    if (median.lower == shortest && median.lower != median.value) median.lower = NAN;
    if (median.upper == longest && median.upper != median.value) median.upper = NAN;
    return median;
}

static kk_estimate estimate(const kk_measure *measure, const kk_spell *spell, size_t n)
{
    switch (measure->kind) {
    case KK_MEASURE_WAIT_STARTED:
    case KK_MEASURE_RETURNED:
        return kk_incidence(spell, n, KK_HAPPENED, measure->limit);
    case KK_MEASURE_WAIT_LEFT:
        return kk_incidence(spell, n, KK_LEFT, measure->limit);
    case KK_MEASURE_RETURN_MEDIAN:
        return without_extremes(median_return(spell, n, measure->limit), spell, n, measure->limit);
    default:
        return without_extremes(kk_incidence_quantile(spell, n, KK_HAPPENED, 0.5), spell, n, INFINITY);
    }
}

static size_t count_persons(const kk_measure *measure, const sorted_spells *sorted, size_t begin, size_t end)
{
    size_t persons = 0;
    bool of_returned = measure->kind == KK_MEASURE_RETURN_MEDIAN;
    for (size_t i = begin; i < end; i++) {
        persons += of_returned ? sorted->soonest[i] && sorted->spell[i].days <= measure->limit : sorted->first[i];
    }
    return persons;
}

static kk_figure figure_of(const kk_measure *measure, const sorted_spells *sorted, size_t area)
{
    size_t begin = sorted->begin[area], end = sorted->begin[area + 1];
    size_t persons = count_persons(measure, sorted, begin, end);
    if (measure->part == KK_PART_BASE || measure->part == KK_PART_PERSONS)
        return (kk_figure){(double)persons, KK_FIGURE_OK};
    if (persons == 0) return kk_figure_missing(KK_FIGURE_NO_POPULATION);
    kk_estimate e = estimate(measure, sorted->spell + begin, end - begin);
    double value = measure->part == KK_PART_LOWER ? e.lower : measure->part == KK_PART_UPPER ? e.upper : e.value;
    return isnan(value) ? kk_figure_missing(KK_FIGURE_UNKNOWN) : (kk_figure){value, KK_FIGURE_OK};
}

static int make_group(kk_spell_list *list, size_t group, const kk_measure_columns *columns,
                      const kk_geography *geography, const kk_delivered *delivered, size_t p, const kk_sheet *sheet)
{
    sorted_spells sorted = {0};
    int failed = allocate(&sorted, list->count, geography->slot_count);
    if (failed == 0) kk_spells_sort(list->item, list->count, sizeof *list->item);
    for (size_t l = 0; l < geography->areas->level_count && failed == 0; l++) {
        sort_by_area(list, geography, l, &sorted);
        for (size_t c = 0; c < columns->count; c++) {
            const kk_measure_column *column = &columns->item[c];
            if (column->basis < KK_OF_WAITS || column->group != group) continue;
            for (size_t a = 0; a < geography->areas->level[l].count; a++) {
                size_t slot = geography->first[l] + a;
                if (!kk_delivered_has(delivered, p, slot, column->needs)) continue;
                kk_sheet_put(sheet, slot, p, c, figure_of(&column->measure, &sorted, a));
            }
        }
    }
    release(&sorted);
    return failed;
}

kk_status kk_estimates_make(kk_spells *spells, const kk_measure_columns *columns, const kk_geography *geography,
                            const kk_delivered *delivered, size_t p, int threads, const kk_sheet *sheet, kk_error *err)
{
    bool failed = false;
#pragma omp parallel for num_threads(threads) schedule(dynamic) reduction(|| : failed)
    for (size_t g = 0; g < spells->group_count; g++)
        failed = make_group(&spells->group[g], g, columns, geography, delivered, p, sheet) != 0 || failed;
    return failed ? kk_fail_memory(err) : KK_OK;
}
