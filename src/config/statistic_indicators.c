/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/indicator_list.h"
#include "config/statistic_texts.h"
#include "config/statistics.h"

/* The factor in publishing: 0, that of the base. */
static double factor_of(kk_statistic_part part)
{
    switch (part) {
    case KK_STATISTIC_SMOOTHED:
    case KK_STATISTIC_STANDARDISED:
    case KK_STATISTIC_EXPECTED:
    case KK_STATISTIC_GAP:
    case KK_STATISTIC_CHANGE:
    case KK_STATISTIC_TREND:
    case KK_STATISTIC_LIMITS:
        return 0;
    case KK_STATISTIC_ABOVE:
    case KK_STATISTIC_RATIO:
    case KK_STATISTIC_WORST_CHANCE:
        return 100;
    default:
        return 1;
    }
}

/* Whether a high figure is what it is of the base. */
static bool has_direction(kk_statistic_part part)
{
    return (factor_of(part) == 0 && part != KK_STATISTIC_LIMITS) || part == KK_STATISTIC_RATIO;
}

static void fill_in(const kk_config_statistic *choice, const kk_config_indicator *base, kk_statistic_part part,
                    kk_config_indicator *out)
{
    double factor = factor_of(part);
    out->kind = KK_VALUE;
    out->per = factor == 0 ? base->per : factor;
    out->levels = choice->levels;
    out->level_count = choice->level_count;
    out->direction = has_direction(part) ? base->direction : KK_DIRECTION_NEUTRAL;
    out->base_direction = base->direction;
    out->axis = base->axis;
    out->form = base->form;
    out->age = base->age;
    out->sex = base->sex;
    out->referrer = base->referrer;
    out->on_map = base->on_map;
    out->statistic = part;
    out->base_indicator = choice->indicator;
}

static kk_status add_indicator(kk_builder *builder, const kk_config_statistic *choice, kk_statistic_part part,
                               kk_error *err)
{
    const char *name = kk_arena_format(builder->arena, "%s%s", builder->config->indicators[choice->indicator].name,
                                       kk_statistic_ending(part));
    kk_config_indicator *out;
    kk_status status = kk_indicator_list_add(builder, name, choice->mark, &out, err);
    if (status) return status;
    const kk_config_indicator *base = &builder->config->indicators[choice->indicator];
    fill_in(choice, base, part, out);
    size_t most = out->on_map ? KK_LETTERS_MAX_ON_MAP : KK_LETTERS_MAX;
    status = kk_indicator_list_check_last(builder->config, choice->mark, err);
    if (!status) status = kk_indicator_check_made_name(name, most, "statistics", choice->mark, err);
    return status ? status : kk_statistic_texts(builder->arena, choice, base, part, out, err);
}

static bool is_made(const kk_config_statistic *choice, const kk_config_indicator *base, kk_statistic_part part)
{
    bool has_funnel = choice->limits && (base->kind == KK_SHARE || base->kind == KK_RATE);
    const bool made[KK_STATISTIC_PARTS] = {
        [KK_STATISTIC_SMOOTHED] = choice->smoothed.given,
        [KK_STATISTIC_ABOVE] = choice->smoothed.given,
        [KK_STATISTIC_RATIO] = choice->standardised.given && !choice->standardised.direct,
        [KK_STATISTIC_STANDARDISED] = choice->standardised.given && choice->standardised.direct,
        [KK_STATISTIC_EXPECTED] = choice->expected.given,
        [KK_STATISTIC_GAP] = choice->expected.given,
        [KK_STATISTIC_CLUSTER] = choice->pattern.given,
        [KK_STATISTIC_CLUSTER_P] = choice->pattern.given,
        [KK_STATISTIC_HOTSPOT] = choice->pattern.given,
        [KK_STATISTIC_HOTSPOT_Z] = choice->pattern.given,
        [KK_STATISTIC_SCAN] = choice->scan.given,
        [KK_STATISTIC_RANK] = choice->ranked.given,
        [KK_STATISTIC_WORST] = choice->ranked.given && choice->ranked.simultaneous,
        [KK_STATISTIC_WORST_CHANCE] = choice->ranked.given,
        [KK_STATISTIC_CHANGE] = choice->change.given,
        [KK_STATISTIC_TREND] = choice->trend,
        [KK_STATISTIC_LIMITS] = has_funnel,
        [KK_STATISTIC_FUNNEL] = has_funnel,
        [KK_STATISTIC_SIGNAL] = choice->limits,
    };
    return made[part];
}

kk_status kk_build_statistic_indicators(kk_builder *builder, kk_error *err)
{
    const kk_config_statistics *statistics = &builder->config->statistics;
    kk_status status = KK_OK;
    for (size_t i = 0; i < statistics->of_count; i++) {
        const kk_config_statistic *choice = &statistics->of[i];
        for (kk_statistic_part part = 1; part < KK_STATISTIC_PARTS && !status; part++) {
            if (is_made(choice, &builder->config->indicators[choice->indicator], part))
                status = add_indicator(builder, choice, part, err);
        }
    }
    return status;
}
