/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/targets.h"
#include "kk/log.h"

#include <math.h>
#include <stdlib.h>

/* Another area: by how much one of the two is ahead, and the standard error of that. */
typedef struct rival {
    double lead, spread;
} rival;

typedef struct shifter {
    const guide_field *of;
    rival *rival; /* [count] */
    double *need; /* [count] */
} shifter;

typedef enum direction { ABOVE, BELOW } direction;

/* The k-th smallest, k from 0; puts `value` in another order (Hoare 1961). */
static double select_smallest(double *value, size_t count, size_t k)
{
    size_t first = 0, last = count - 1;
    while (first < last) {
        double pivot = value[first + (last - first) / 2];
        size_t up = first, down = last + 1;
        for (size_t i = first; i < down;) {
            double own = value[i];
            size_t with = own < pivot ? up++ : own > pivot ? --down : i;
            value[i] = value[with];
            value[with] = own;
            i += own <= pivot;
        }
        if (k >= up && k < down) return pivot;
        if (k < up)
            last = up - 1;
        else
            first = down;
    }
    return value[k];
}

static size_t list_rivals(shifter *with, size_t i, direction side)
{
    const kk_rank_score *score = with->of->score, *own = &score[i];
    size_t count = 0;
    for (size_t j = 0; j < with->of->count; j++) {
        if (j == i) continue;
        with->rival[count].lead = side == ABOVE ? score[j].low - own->high : own->low - score[j].high;
        with->rival[count++].spread = hypot(score[j].error, own->error);
    }
    return count;
}

static double largest_not_significant(shifter *with, size_t i, direction side)
{
    const kk_rank_set *set = &with->of->set[i];
    size_t count = list_rivals(with, i, side);
    size_t significant = side == ABOVE ? set->lower - 1u : with->of->count - set->upper;
    if (significant >= count) return 0;
    for (size_t j = 0; j < count; j++) {
        rival to = with->rival[j];
        with->need[j] = to.spread > 0 ? to.lead / to.spread : to.lead > 0 ? INFINITY : -INFINITY;
    }
    return fmax(0, select_smallest(with->need, count, count - 1 - significant));
}

/* How much further apart they must be for `wanted` areas to be significantly above (below) it; < 0: so much less would
   do. */
static double shift_until(shifter *with, size_t i, direction side, size_t wanted)
{
    if (wanted >= with->of->count) return INFINITY;
    double critical = fmax(largest_not_significant(with, i, ABOVE), largest_not_significant(with, i, BELOW));
    size_t count = list_rivals(with, i, side);
    for (size_t j = 0; j < count; j++) with->need[j] = critical * with->rival[j].spread - with->rival[j].lead;
    return select_smallest(with->need, count, wanted - 1);
}

/* Least need on the list that a needier area would push off, most need off the list; SIZE_MAX: there is none. */
typedef struct brink {
    size_t last_new, runner_up;
} brink;

/* Not kept from the earlier list, nor so certain that it stays when another passes it. */
static bool gives_way(const guide_field *of, size_t i)
{
    bool is_sure = of->target[i].class == KK_TARGET_CERTAIN && of->set[i].upper < of->rule->k;
    return of->target[i].is_chosen && !of->was_listed[i] && !is_sure;
}

static brink find_brink(const guide_field *of)
{
    brink at = {SIZE_MAX, SIZE_MAX};
    bool is_over = of->chosen > of->rule->k;
    for (size_t place = of->count; place-- > 0;) {
        size_t i = of->order[place];
        if (!of->target[i].is_chosen) at.runner_up = i;
        if (at.last_new == SIZE_MAX && !is_over && gives_way(of, i)) at.last_new = i;
    }
    return at;
}

static double margin_by_number(shifter *with, const brink *at, size_t i)
{
    const guide_field *of = with->of;
    size_t k = of->rule->k;
    if (of->count <= k) return INFINITY;
    if (!of->target[i].is_chosen && at->last_new != SIZE_MAX)
        return of->score[at->last_new].estimate - of->score[i].estimate;
    if (!of->target[i].is_chosen) return fmax(0, shift_until(with, i, BELOW, of->count - k));
    if (of->was_listed[i]) return fmax(0, shift_until(with, i, ABOVE, k));
    if (of->chosen > k) return fmax(0, -shift_until(with, i, BELOW, of->count - k));
    return fmax(0, of->score[i].estimate - of->score[at->runner_up].estimate);
}

static double margin_by_threshold(const guide_field *of, size_t i)
{
    const kk_rank_score *score = &of->score[i];
    if (!of->target[i].is_chosen) return of->rule->threshold - score->estimate;
    double highest = of->was_listed[i] ? score->high + of->z * score->error : score->estimate;
    return highest - of->rule->threshold;
}

static bool shifter_open(shifter *with)
{
    with->rival = malloc((with->of->count + 1) * sizeof *with->rival);
    with->need = malloc((with->of->count + 1) * sizeof *with->need);
    return with->rival != NULL && with->need != NULL;
}

static void shifter_close(shifter *with)
{
    free(with->rival);
    free(with->need);
}

kk_status guide_target_margins(const guide_field *of, kk_error *err)
{
    const brink at = find_brink(of);
    bool failed = false;
#pragma omp parallel num_threads(of->threads) reduction(|| : failed)
    {
        shifter own = {.of = of};
        bool ready = shifter_open(&own);
        failed = !ready;
#pragma omp for schedule(static)
        for (size_t i = 0; i < of->count; i++) {
            if (!ready || kk_interrupted()) continue;
            of->target[i].margin = of->rule->k > 0 ? margin_by_number(&own, &at, i) : margin_by_threshold(of, i);
        }
        shifter_close(&own);
    }
    if (failed) return kk_fail_memory(err);
    return kk_interrupted() ? kk_fail(err, KK_ERR_INTERRUPTED, "interrupted while choosing areas") : KK_OK;
}
