/* SPDX-License-Identifier: EUPL-1.2 */
#include "aggregate/trace.h"
#include "config/measure.h"
#include "kk/figure.h"

#include <math.h>

/* ---- what one has beyond another ---- */

/* What was taken off a rest is no part of it, nor is what holds that. */
static bool has_left(const kk_trace *whole, const kk_measure *part)
{
    return !whole->is_rest || !(kk_measure_contains(&whole->taken, part) || kk_measure_contains(part, &whole->taken));
}

/* Of the rest of a sum it is not known of how many it is at most; and two private counts of which nobody knows whom
   they count may well be whole and part. */
static bool may_contain(const kk_trace *whole, const kk_trace *part)
{
    if (whole->kind != part->kind || whole->kind <= KK_TRACE_KNOWN) return false;
    if (whole->kind == KK_TRACE_SUM && part->is_rest) return false;
    if (whole->is_selected && part->is_selected)
        return kk_measure_contains(&whole->selected, &part->selected) && has_left(whole, &part->selected);
    return whole->kind == KK_TRACE_COUNT && whole->is_private && part->is_private;
}

bool kk_trace_shows_few_beyond(const kk_trace *whole, const kk_trace *part, double minimum)
{
    if (!(whole->is_private || part->is_private) || !may_contain(whole, part)) return false;
    double rest = whole->least - part->most;
    if (rest >= minimum) return false;
    return rest > 0 || (part->kind == KK_TRACE_SUM && whole->value != part->value);
}

/* ---- sums and differences ---- */

static kk_trace blend(const kk_trace *a, const kk_trace *b)
{
    bool is_private = a->is_private || b->is_private;
    return (kk_trace){.kind = is_private ? KK_TRACE_OTHER : KK_TRACE_KNOWN, .is_private = is_private, .factor = 1};
}

/* Notes whom `rest` has lost. */
static void take(kk_trace *rest, const kk_trace *part)
{
    if (!rest->is_rest)
        rest->taken = part->selected;
    else if (!kk_measure_widen(&rest->taken, &part->selected))
        rest->is_selected = false;
    rest->is_rest = true;
}

static kk_trace add_counts(const kk_trace *a, const kk_trace *b, kk_few *few)
{
    bool is_difference = a->factor != b->factor, is_selected = a->is_selected && b->is_selected;
    kk_trace sum = *a;
    sum.is_private |= b->is_private;
    sum.value += is_difference ? -b->value : b->value;
    sum.least = sum.most = sum.value;
    if (is_difference) {
        sum.is_selected = is_selected && may_contain(a, b);
        if (sum.is_selected) take(&sum, b);
    } else {
        sum.is_selected = is_selected && !a->is_rest && !b->is_rest && kk_measure_widen(&sum.selected, &b->selected);
    }
    few->show |= sum.is_private && kk_persons_are_few(sum.value, few->minimum);
    return sum;
}

static kk_trace add_sums(const kk_trace *a, const kk_trace *b)
{
    kk_trace sum = *a;
    bool are_sums = a->kind == KK_TRACE_SUM && b->kind == KK_TRACE_SUM && !a->is_rest && !b->is_rest;
    if (!are_sums || !kk_measure_widen(&sum.selected, &b->selected)) return blend(a, b);
    sum.value += b->value;
    sum.least = fmax(a->least, b->least);
    sum.most += b->most;
    return sum;
}

static kk_trace subtract_sums(const kk_trace *whole, const kk_trace *part, kk_few *few)
{
    if (whole->kind != KK_TRACE_SUM || !may_contain(whole, part)) return blend(whole, part);
    kk_trace rest = *whole;
    few->show |= kk_trace_shows_few_beyond(whole, part, few->minimum);
    rest.value -= part->value;
    rest.least -= part->most;
    take(&rest, part);
    return rest.is_selected ? rest : blend(whole, part);
}

/* What is known to all is as good as not there: whoever knows it can take it off again. */
static kk_trace add(const kk_trace *a, const kk_trace *b, kk_few *few)
{
    if (b->kind > a->kind) return add(b, a, few);
    if (a->kind == KK_TRACE_NUMBER) return (kk_trace){.factor = a->factor + b->factor};
    if (b->kind <= KK_TRACE_KNOWN) return *a;
    bool is_sum = a->factor == b->factor, is_difference = a->factor == -b->factor;
    if (is_difference && !may_contain(a, b) && may_contain(b, a)) {
        const kk_trace *part = a;
        a = b;
        b = part;
    }
    if (a->kind == KK_TRACE_COUNT && b->kind == KK_TRACE_COUNT && (is_sum || is_difference))
        return add_counts(a, b, few);
    if (!b->is_private) return *a;
    if (!a->is_private) return *b;
    if (is_difference) return subtract_sums(a, b, few);
    return is_sum ? add_sums(a, b) : blend(a, b);
}

/* ---- operations ---- */

static kk_trace scale(const kk_trace *a, double factor)
{
    kk_trace out = *a;
    out.factor *= factor;
    return out;
}

kk_trace kk_trace_combine(const kk_trace *a, kk_op op, const kk_trace *b, kk_few *few)
{
    kk_trace negative = scale(b, -1);
    switch (op) {
    case KK_OP_ADD:
        return add(a, b, few);
    case KK_OP_SUBTRACT:
        return add(a, &negative, few);
    case KK_OP_MULTIPLY:
        if (a->kind == KK_TRACE_NUMBER) return scale(b, a->factor);
        if (b->kind == KK_TRACE_NUMBER) return scale(a, b->factor);
        break;
    case KK_OP_DIVIDE:
        if (b->kind == KK_TRACE_NUMBER) return scale(a, 1 / b->factor);
        few->show |= kk_trace_shows_few_beyond(a, b, few->minimum) || kk_trace_shows_few_beyond(b, a, few->minimum);
        break;
    case KK_OP_NUMBER:
    case KK_OP_COLUMN:
    case KK_OP_NEGATE:
    case KK_OP_ROUND:
        break;
    }
    return blend(a, b);
}
