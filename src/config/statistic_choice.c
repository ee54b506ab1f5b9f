/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/statistics.h"

#include <string.h>

enum { PERMUTATIONS = 99999, PERMUTATIONS_MAX = 999999, REPLICATES = 999, REPLICATES_MAX = 99999, DRAWS_MIN = 99 };
enum { WORST = 5 };
static const double fdr_default = 0.05, largest_default = 0.5, confidence_default = 0.95, confidence_min = 0.9;

/* ---- what the keys have in common ---- */

static kk_status take_within(const kk_choice_item *item, const kk_config_statistic *choice, const char *key,
                             const char *given, const char **within, kk_error *err)
{
    *within = given;
    return given ? kk_choice_within(item, choice, key, given, err) : KK_OK;
}

static kk_status need(const kk_choice_item *item, const char *key, bool fits, const char *range, kk_error *err)
{
    if (fits) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, key), "'%s' must be %s", key, range);
}

/* A number of random draws: of one more the smallest p-value is the inverse. */
static kk_status take_draws(const kk_choice_item *item, const char *key, const unsigned *given, unsigned most,
                            unsigned *out, kk_error *err)
{
    if (given) *out = *given;
    if (*out >= DRAWS_MIN && *out <= most) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, key), "'%s' must be %d to %u", key, DRAWS_MIN, most);
}

static bool has_counts(const kk_config_indicator *indicator)
{
    return indicator->kind == KK_SHARE || indicator->kind == KK_RATE;
}

static bool has_interval(const kk_config_indicator *indicator)
{
    bool is_mean = indicator->kind == KK_MEAN && indicator->squares.count > 0;
    return has_counts(indicator) || indicator->kind == KK_ESTIMATE || is_mean;
}

static kk_status need_kind(const kk_choice_item *item, const kk_config_statistic *choice, const char *key, bool fits,
                           const char *kinds, kk_error *err)
{
    const kk_config_indicator *base = &item->builder->config->indicators[choice->indicator];
    if (fits) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, key), "'%s' is made of a %s; '%s' is a %s", key, kinds,
                      base->name, kk_indicator_kind_name(base->kind));
}

static kk_status need_counts(const kk_choice_item *item, const kk_config_statistic *choice, const char *key,
                             kk_error *err)
{
    const kk_config_indicator *base = &item->builder->config->indicators[choice->indicator];
    return need_kind(item, choice, key, has_counts(base), "share or rate", err);
}

/* ---- key by key; each where it is given ---- */

static kk_status fill_smoothed(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_smoothed *raw = item->raw->smoothed;
    if (!raw) return KK_OK;
    choice->smoothed.given = true;
    choice->smoothed.method = raw->method ? (kk_smoothing_method)*raw->method : KK_SMOOTHING_EB;
    kk_status status = need_counts(item, choice, "smoothed", err);
    if (!status && raw->within && choice->smoothed.method != KK_SMOOTHING_EB) {
        status = kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, "smoothed.within"),
                            "'within' goes with 'method: eb' only: the others look at neighbours, wherever they lie");
    }
    return status ? status : take_within(item, choice, "smoothed.within", raw->within, &choice->smoothed.within, err);
}

static kk_status fill_standardised(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_standardised *raw = item->raw->standardised;
    if (!raw) return KK_OK;
    choice->standardised.given = true;
    choice->standardised.direct = raw->method && *raw->method;
    choice->standardised.chosen = raw->chosen;
    const char *standard = raw->standard && strcmp(raw->standard, "all") != 0 ? raw->standard : NULL;
    kk_status status = need_counts(item, choice, "standardised", err);
    if (!status)
        status = take_within(item, choice, "standardised.standard", standard, &choice->standardised.within, err);
    return status ? status : kk_choice_strata(item, choice, err);
}

static kk_status fill_expected(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_expected *raw = item->raw->expected;
    if (!raw) return KK_OK;
    choice->expected.given = true;
    choice->expected.family = raw->family ? (kk_regression_family)*raw->family : KK_QUASIPOISSON;
    choice->expected.on_count = raw->on_count;
    kk_status status = need_counts(item, choice, "expected", err);
    if (status) return status;
    return kk_choice_find_all(item, "expected.on", raw->on, raw->on_count, choice->indicator, &choice->expected.on,
                              err);
}

static kk_status fill_pattern(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_pattern *raw = item->raw->pattern;
    if (!raw) return KK_OK;
    choice->pattern.given = true;
    choice->pattern.permutations = PERMUTATIONS;
    choice->pattern.fdr = raw->fdr ? *raw->fdr : fdr_default;
    kk_status status = take_draws(item, "pattern.permutations", raw->permutations, PERMUTATIONS_MAX,
                                  &choice->pattern.permutations, err);
    bool fits = choice->pattern.fdr > 0 && choice->pattern.fdr < 1;
    return status ? status : need(item, "pattern.fdr", fits, "more than 0 and less than 1, such as 0.05", err);
}

static kk_status fill_scan(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_scan *raw = item->raw->scan;
    if (!raw) return KK_OK;
    choice->scan.given = true;
    choice->scan.replicates = REPLICATES;
    choice->scan.largest = raw->largest ? *raw->largest : largest_default;
    kk_status status = need_counts(item, choice, "scan", err);
    if (!status)
        status = take_draws(item, "scan.replicates", raw->replicates, REPLICATES_MAX, &choice->scan.replicates, err);
    bool fits = choice->scan.largest > 0 && choice->scan.largest <= largest_default;
    return status ? status : need(item, "scan.largest", fits, "more than 0 and at most 0.5", err);
}

static kk_status fill_ranked(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_ranked *raw = item->raw->ranked;
    if (!raw) return KK_OK;
    choice->ranked.given = true;
    choice->ranked.simultaneous = !raw->simultaneous || *raw->simultaneous;
    choice->ranked.worst = raw->worst ? *raw->worst : WORST;
    choice->ranked.confidence = raw->confidence ? *raw->confidence : confidence_default;
    bool fits = has_interval(&item->builder->config->indicators[choice->indicator]);
    kk_status status = need_kind(item, choice, "ranked", fits, "share, rate, estimate or mean with squares", err);
    if (!status) status = need(item, "ranked.worst", choice->ranked.worst >= 1, "1 or more", err);
    fits = choice->ranked.confidence >= confidence_min && choice->ranked.confidence < 1;
    if (!status) status = need(item, "ranked.confidence", fits, "at least 0.9 and less than 1, such as 0.95", err);
    return status ? status : take_within(item, choice, "ranked.within", raw->within, &choice->ranked.within, err);
}

static kk_status fill_over_time(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_change *raw = item->raw->change;
    choice->trend = item->raw->trend;
    choice->limits = item->raw->limits;
    choice->change.given = raw;
    if (!raw || !raw->since) return KK_OK;
    return kk_build_period(item->builder, raw->since, kk_choice_mark(item, "change.since"), &choice->change.since, err);
}

static kk_status fill_inequality(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    const kk_raw_inequality *raw = item->raw->inequality;
    uint32_t ranked_by;
    kk_status status = KK_OK;
    choice->inequality.ranked_by = -1;
    if (!raw) return KK_OK;
    choice->inequality.given = true;
    choice->inequality.replicates = REPLICATES;
    if (raw->ranked_by) {
        status = kk_choice_find(item, raw->ranked_by, kk_choice_mark(item, "inequality.ranked_by"), &ranked_by, err);
        if (!status && ranked_by == choice->indicator) {
            status = kk_fail_at(err, KK_ERR_PROJECT, kk_choice_mark(item, "inequality.ranked_by"),
                                "'%s' cannot tell of itself; rank by another indicator, or leave out 'ranked_by'",
                                raw->ranked_by);
        }
        if (!status) choice->inequality.ranked_by = (ptrdiff_t)ranked_by;
    }
    if (!status) {
        status = take_draws(item, "inequality.replicates", raw->replicates, REPLICATES_MAX,
                            &choice->inequality.replicates, err);
    }
    return status ? status
                  : take_within(item, choice, "inequality.within", raw->within, &choice->inequality.within, err);
}

kk_status kk_choice_fill(const kk_choice_item *item, kk_config_statistic *choice, kk_error *err)
{
    kk_status status = fill_smoothed(item, choice, err);
    if (!status) status = fill_standardised(item, choice, err);
    if (!status) status = fill_expected(item, choice, err);
    if (!status) status = fill_pattern(item, choice, err);
    if (!status) status = fill_scan(item, choice, err);
    if (!status) status = fill_ranked(item, choice, err);
    if (!status) status = fill_over_time(item, choice, err);
    return status ? status : fill_inequality(item, choice, err);
}
