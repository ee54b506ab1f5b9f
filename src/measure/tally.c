/* SPDX-License-Identifier: EUPL-1.2 */
#include "measure/tally.h"
#include "measure/ladder.h"
#include "measure/order.h"

enum { MANY_PROVIDERS = 3 };

typedef int64_t tally_care(kk_youth *youth, const kk_measure_column *column, const kk_period *period);

static bool takes(const kk_measure_column *column, const kk_care *care)
{
    return kk_column_takes(column, care->form, care->referrer);
}

/* ---- help ---- */

static int64_t has_care(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    for (size_t i = 0; i < youth->stretches.count; i++) {
        const kk_care *care = &youth->stretches.item[i];
        if (kk_care_touches(care, period) && takes(column, care)) return 1;
    }
    return 0;
}

static int64_t has_care_on_last_day(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_period last = {.first = period->last, .last = period->last};
    return has_care(youth, column, &last);
}

/* Whether help by the column's referrers begins, or ends, on a day. */
static bool meets(const kk_youth *youth, const kk_measure_column *column, kk_day begin, kk_day end)
{
    for (size_t i = 0; i < youth->stretches.count; i++) {
        const kk_care *care = &youth->stretches.item[i];
        if ((care->begin == begin || care->end == end) && takes(column, care)) return true;
    }
    return false;
}

static int64_t is_new(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_care span;
    for (size_t at = 0; kk_span_next(youth, youth->periods, column, &at, &span);)
        if (kk_day_within(span.begin, period) && meets(youth, column, span.begin, KK_NO_DAY)) return 1;
    return 0;
}

static int64_t is_ended(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_care span;
    for (size_t at = 0; kk_span_next(youth, youth->periods, column, &at, &span);)
        if (kk_day_within(span.end, period) && meets(youth, column, KK_NO_DAY, span.end)) return 1;
    return 0;
}

static int64_t count_periods(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_care_list list = kk_youth_periods(youth, column);
    int64_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += kk_care_touches(&list.item[i], period) && kk_column_takes_form(column, list.item[i].form);
    return count;
}

static int64_t count_providers(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    int64_t count = 0;
    uint64_t last = 0;
    for (size_t i = 0; i < youth->stretches.count; i++) {
        uint64_t provider = youth->by_provider[i] >> 32;
        const kk_care *care = &youth->stretches.item[youth->by_provider[i] & UINT32_MAX];
        if (provider == last || !kk_care_touches(care, period) || !takes(column, care)) continue;
        last = provider;
        count++;
    }
    return count;
}

static int64_t has_provider(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return count_providers(youth, column, period) > 0;
}

static int64_t has_many_providers(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return count_providers(youth, column, period) >= MANY_PROVIDERS;
}

static int64_t has_light_indicated(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    const kk_codes *codes = &youth->config->codes;
    for (size_t i = 0; i < youth->stretches.count; i++) {
        const kk_care *care = &youth->stretches.item[i];
        bool is_light = care->form < codes->form_count && codes->form[care->form].weight == 1;
        if (is_light && care->indicated && kk_care_touches(care, period) && takes(column, care)) return 1;
    }
    return 0;
}

/* ---- several at once ---- */

typedef uint32_t key_of(const kk_care *care); /* 0: none */

static uint32_t form_of(const kk_care *care)
{
    return care->form + 1u;
}

static uint32_t contract_of(const kk_care *care)
{
    return care->contract;
}

/* Two stretches with different keys share a day of the period. Of what began before only the longest matters, and the
   longest with another key than that. */
static bool overlaps(const kk_youth *youth, const kk_measure_column *column, const kk_period *period, key_of *key)
{
    uint32_t longest_key = 0;
    kk_day longest = KK_NO_DAY, other = KK_NO_DAY;
    for (size_t i = 0; i < youth->stretches.count; i++) {
        const kk_care *care = &youth->stretches.item[i];
        if (key(care) == 0 || !kk_care_touches(care, period) || !takes(column, care)) continue;
        kk_day begin = care->begin > period->first ? care->begin : period->first;
        if ((key(care) == longest_key ? other : longest) >= begin) return true;
        if (care->end <= longest) continue;
        if (key(care) != longest_key) other = longest;
        longest = care->end;
        longest_key = key(care);
    }
    return false;
}

static int64_t has_several(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return overlaps(youth, column, period, form_of) || overlaps(youth, column, period, contract_of);
}

/* ---- the ladder ---- */

static int64_t has_step(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return (kk_youth_steps(youth, column, period) & KK_STEP_ANY) != 0;
}

static int64_t has_step_down(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return (kk_youth_steps(youth, column, period) & KK_STEP_DOWN) != 0;
}

static int64_t has_step_up(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return (kk_youth_steps(youth, column, period) & KK_STEP_UP) != 0;
}

/* ---- JGZ, local team, programmes ---- */

static bool has_contact(const kk_youth *youth, const kk_measure_column *column, const kk_period *period,
                        kk_outcome outcome)
{
    for (size_t i = 0; i < youth->record_count; i++) {
        const kk_record *r = &youth->record[i];
        if (r->kind == KK_RECORD_CONTACT && r->outcome == outcome && kk_day_within(r->begin, period) &&
            kk_column_takes_form(column, r->form))
            return true;
    }
    return false;
}

static int64_t is_invited(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return has_contact(youth, column, period, KK_OUTCOME_SEEN) ||
           has_contact(youth, column, period, KK_OUTCOME_NOT_SEEN);
}

static int64_t is_not_seen(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return has_contact(youth, column, period, KK_OUTCOME_NOT_SEEN) &&
           !has_contact(youth, column, period, KK_OUTCOME_SEEN);
}

static int64_t count_requests(const kk_youth *youth, const kk_measure_column *column, const kk_period *period,
                              bool solved)
{
    int64_t count = 0;
    for (size_t i = 0; i < youth->record_count; i++) {
        const kk_record *r = &youth->record[i];
        bool ended = r->kind == KK_RECORD_REQUEST && r->outcome != KK_OUTCOME_NONE && kk_day_within(r->end, period);
        if (ended && (!solved || r->outcome == KK_OUTCOME_SOLVED) && kk_column_takes(column, r->form, r->referrer))
            count++;
    }
    return count;
}

static int64_t count_ended(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return count_requests(youth, column, period, false);
}

static int64_t count_solved(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return count_requests(youth, column, period, true);
}

/* Whether a record of the kind, of the selected programme if any, touches the period. */
static bool has_record(const kk_youth *youth, const kk_measure_column *column, const kk_period *period,
                       kk_record_kind kind)
{
    for (size_t i = 0; i < youth->record_count; i++) {
        const kk_record *r = &youth->record[i];
        if (r->kind == kind && (column->item == 0 || r->reference == column->item) &&
            kk_record_first_day(r) <= period->last && kk_record_last_day(r) >= period->first &&
            kk_column_takes(column, r->form, r->referrer))
            return true;
    }
    return false;
}

static int64_t takes_part(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return has_record(youth, column, period, KK_RECORD_PARTICIPATION);
}

static int64_t is_helped(kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    return has_care(youth, column, period) || has_record(youth, column, period, KK_RECORD_REQUEST) ||
           has_record(youth, column, period, KK_RECORD_PARTICIPATION);
}

/* ---- money ---- */

static kk_tally sum_cents(const kk_youth *youth, const kk_measure_column *column, const kk_period *period)
{
    kk_tally sum = {0};
    for (size_t i = 0; i < youth->record_count; i++) {
        const kk_record *r = &youth->record[i];
        if (r->cents == 0 || !kk_day_within(kk_record_first_day(r), period) ||
            !kk_column_takes(column, r->form, r->referrer) || !kk_youth_fits(youth, column, r->months_event))
            continue;
        sum.value += r->cents;
        sum.counts = true;
    }
    return sum;
}

kk_tally kk_youth_tally(kk_youth *youth, const kk_measure_column *column, const kk_period *period, int months)
{
    static tally_care *const tallies[KK_MEASURE_KIND_COUNT] = {
        [KK_MEASURE_YOUTHS] = has_care,
        [KK_MEASURE_YOUTHS_NEW] = is_new,
        [KK_MEASURE_YOUTHS_ENDED] = is_ended,
        [KK_MEASURE_YOUTHS_RUNNING] = has_care_on_last_day,
        [KK_MEASURE_YOUTHS_HELPED] = is_helped,
        [KK_MEASURE_CARE_PERIODS] = count_periods,
        [KK_MEASURE_PROVIDERS] = count_providers,
        [KK_MEASURE_YOUTHS_PROVIDERS] = has_provider,
        [KK_MEASURE_YOUTHS_3_PROVIDERS] = has_many_providers,
        [KK_MEASURE_YOUTHS_SEVERAL] = has_several,
        [KK_MEASURE_YOUTHS_LIGHT_INDICATED] = has_light_indicated,
        [KK_MEASURE_YOUTHS_LADDER] = has_step,
        [KK_MEASURE_YOUTHS_DOWN] = has_step_down,
        [KK_MEASURE_YOUTHS_UP] = has_step_up,
        [KK_MEASURE_INVITED] = is_invited,
        [KK_MEASURE_NOT_SEEN] = is_not_seen,
        [KK_MEASURE_REQUESTS_ENDED] = count_ended,
        [KK_MEASURE_REQUESTS_SOLVED] = count_solved,
        [KK_MEASURE_PARTICIPANTS] = takes_part,
    };
    kk_measure_kind kind = column->measure.kind;
    if ((youth->has & column->needs) != column->needs) return (kk_tally){0};
    if (kind == KK_MEASURE_CENTS) return sum_cents(youth, column, period);
    if (kind == KK_MEASURE_YOUTHS_CENTS) {
        bool has_money = sum_cents(youth, column, period).value != 0;
        return (kk_tally){has_money, has_money};
    }
    if (!kk_youth_fits(youth, column, months)) return (kk_tally){0};
    int64_t value = tallies[kind](youth, column, period);
    return (kk_tally){value, value != 0};
}
