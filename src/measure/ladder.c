/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/ladder.h"
#include "measure/order.h"

/* A time on one rung. */
typedef struct rung {
    int weight;
    kk_day end;
    bool planned;
} rung;

static int weight_of(const kk_youth *youth, const kk_measure_column *column, const kk_care *care)
{
    const kk_codes *codes = &youth->config->codes;
    if (care->form >= codes->form_count || !kk_column_takes_form(column, care->form)) return 0;
    return codes->form[care->form].weight;
}

/* Whether in the period anything begins or has just ended: else no step can be. */
static bool may_step(const kk_youth *youth, const kk_measure_column *column, kk_care_list list, const kk_period *period)
{
    for (size_t i = 0; i < list.count; i++) {
        const kk_care *care = &list.item[i];
        bool ends = care->end >= period->first - 1 && care->end <= period->last;
        if ((ends || kk_day_within(care->begin, period)) && weight_of(youth, column, care) > 0) return true;
    }
    return false;
}

/* The days on which the rung may change, ascending; as numbers from 0 on, for sorting. */
static size_t list_days(kk_youth *youth, const kk_measure_column *column, kk_care_list list)
{
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (weight_of(youth, column, &list.item[i]) == 0) continue;
        youth->days[count++] = (uint64_t)((int64_t)list.item[i].begin - KK_NO_DAY);
        if (list.item[i].end != KK_OPEN_DAY)
            youth->days[count++] = (uint64_t)((int64_t)list.item[i].end + 1 - KK_NO_DAY);
    }
    kk_keys_sort(youth->days, count);
    return count;
}

static int heaviest_on(const kk_youth *youth, const kk_measure_column *column, kk_care_list list, kk_day day)
{
    int heaviest = 0;
    for (size_t i = 0; i < list.count && list.item[i].begin <= day; i++) {
        int weight = list.item[i].end >= day ? weight_of(youth, column, &list.item[i]) : 0;
        if (weight > heaviest) heaviest = weight;
    }
    return heaviest;
}

static bool ends_as_planned(const kk_youth *youth, const kk_measure_column *column, kk_care_list list, kk_day end)
{
    for (size_t i = 0; i < list.count; i++) {
        const kk_care *care = &list.item[i];
        if (care->end == end && care->planned && weight_of(youth, column, care) > 0) return true;
    }
    return false;
}

static unsigned step_between(const rung *from, int weight, kk_day day, const kk_period *period)
{
    if (from->weight == 0 || weight == from->weight || !kk_day_within(day, period)) return 0;
    return KK_STEP_ANY | (unsigned)(weight < from->weight ? KK_STEP_DOWN : KK_STEP_UP);
}

static unsigned step_off(const rung *from, const kk_period *period)
{
    if (from->weight == 0 || !kk_day_within(from->end, period)) return 0;
    return KK_STEP_ANY | (unsigned)(from->planned ? KK_STEP_DOWN : 0);
}

unsigned kk_youth_steps(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_care_list list = kk_youth_periods(youth, column);
    if (!may_step(youth, column, list, period)) return 0;
    size_t count = list_days(youth, column, list);
    rung last = {0}; /* while on the ladder its end is not yet known */
    bool on_ladder = false;
    unsigned steps = 0;
    for (size_t i = 0; i < count; i++) {
        kk_day day = (kk_day)((int64_t)youth->days[i] + KK_NO_DAY);
        int weight = heaviest_on(youth, column, list, day);
        if (weight > 0) {
            bool long_off = !on_ladder && day - last.end - 1 > KK_LADDER_GAP_DAYS;
            steps |= long_off ? step_off(&last, period) : step_between(&last, weight, day, period);
            last.weight = weight;
        } else if (on_ladder) {
            last.end = day - 1;
            last.planned = ends_as_planned(youth, column, list, day - 1);
        }
        on_ladder = weight > 0;
    }
    return on_ladder ? steps : steps | step_off(&last, period);
}
