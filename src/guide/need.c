/* SPDX-License-Identifier: EUPL-1.2 */
#include "guide/need.h"
#include "kk/elementary.h"

static const double rounding = 1e-12; /* a sum of shares may miss 1 by so much */

/* ---- what is joined: the scaled value, or a logarithm ---- */

static double level_of(const kk_need_rule *rule, double scaled)
{
    if (rule->join != KK_JOIN_GEOMETRIC) return scaled;
    return rule->scale <= KK_SCALE_ROBUST_Z ? scaled / 2 : kk_log(1 + scaled);
}

static double score_of(const kk_need_rule *rule, double level)
{
    return rule->join == KK_JOIN_GEOMETRIC ? kk_exp(level) : level;
}

/* ---- weights ---- */

static bool is_missing(const kk_need_areas *areas, size_t indicator, size_t area)
{
    double value = areas->indicator[indicator].value[area];
    return value != value;
}

static double weight_of_theme(const kk_need_areas *areas, size_t theme)
{
    double sum = 0;
    for (size_t j = 0; j < areas->indicator_count; j++)
        if (areas->indicator[j].theme == theme) sum += areas->indicator[j].weight;
    return sum;
}

static double weight_there(const kk_need_areas *areas, size_t theme, size_t area)
{
    double sum = 0;
    for (size_t j = 0; j < areas->indicator_count; j++)
        if (areas->indicator[j].theme == theme && !is_missing(areas, j, area)) sum += areas->indicator[j].weight;
    return sum;
}

/* What the theme's indicators that count in the area weigh; 0 where it has no score. */
static double weight_counted(const kk_need_areas *areas, size_t theme, size_t area)
{
    double whole = weight_of_theme(areas, theme), there = weight_there(areas, theme, area);
    if (areas->rule.gap == KK_GAP_AVERAGE) return whole;
    return areas->rule.gap == KK_GAP_NONE && there < whole ? 0 : there;
}

bool need_is_scored(const kk_need_areas *areas, size_t area)
{
    double there = 0, whole = 0;
    for (size_t t = 0; t < areas->theme_count; t++) {
        double weight = weight_of_theme(areas, t);
        if (weight <= 0) continue;
        there += areas->theme_weight[t] * weight_there(areas, t, area) / weight;
        whole += areas->theme_weight[t];
    }
    double least = areas->rule.gap == KK_GAP_NONE ? 1 : areas->rule.gap == KK_GAP_LEAVE ? areas->rule.least : 0;
    return there > 0 && there >= (least - rounding) * whole;
}

/* ---- one area ---- */

static double level_at(const kk_need_areas *areas, const kk_need_scores *out, size_t indicator, size_t area)
{
    double scaled = out->scaled[indicator * areas->count + area];
    return level_of(&areas->rule, scaled != scaled ? out->mean[indicator] : scaled);
}

static bool counts(const kk_need_areas *areas, size_t indicator, size_t area)
{
    return areas->rule.gap == KK_GAP_AVERAGE || !is_missing(areas, indicator, area);
}

static double join_theme(const kk_need_areas *areas, const kk_need_scores *out, size_t theme, size_t area)
{
    double sum = 0;
    for (size_t j = 0; j < areas->indicator_count; j++)
        if (areas->indicator[j].theme == theme && counts(areas, j, area))
            sum += areas->indicator[j].weight * level_at(areas, out, j, area);
    return sum / weight_counted(areas, theme, area);
}

double need_join(const kk_need_areas *areas, const kk_need_scores *out, size_t area)
{
    bool is_scored = need_is_scored(areas, area);
    double sum = 0, whole = 0;
    for (size_t t = 0; t < areas->theme_count; t++) {
        double *theme = &out->theme[t * areas->count + area];
        *theme = __builtin_nan("");
        if (weight_counted(areas, t, area) <= 0 || (areas->rule.gap == KK_GAP_AVERAGE && !is_scored)) continue;
        double level = join_theme(areas, out, t, area);
        *theme = score_of(&areas->rule, level);
        sum += areas->theme_weight[t] * level;
        whole += areas->theme_weight[t];
    }
    out->index[area] = is_scored ? score_of(&areas->rule, sum / whole) : __builtin_nan("");
    return whole;
}

static void explain_area(const kk_need_areas *areas, const kk_need_scores *out, size_t area, double whole)
{
    bool is_scored = need_is_scored(areas, area);
    for (size_t j = 0; j < areas->indicator_count; j++) {
        const kk_need_indicator *indicator = &areas->indicator[j];
        double *contribution = &out->contribution[j * areas->count + area];
        *contribution = __builtin_nan("");
        if (!is_scored || !counts(areas, j, area)) continue;
        double weight = areas->theme_weight[indicator->theme] / whole * indicator->weight /
                        weight_counted(areas, indicator->theme, area);
        *contribution = weight * (level_at(areas, out, j, area) - level_of(&areas->rule, out->mean[j]));
    }
}

static bool counts_anywhere(const kk_need_areas *areas, size_t indicator)
{
    for (size_t i = 0; i < areas->count; i++)
        if (counts(areas, indicator, i)) return true;
    return false;
}

static double average_of(const kk_need_areas *areas, const kk_need_scores *out)
{
    double sum = 0, whole = 0;
    for (size_t t = 0; t < areas->theme_count; t++) {
        double theme = 0, weight = 0;
        for (size_t j = 0; j < areas->indicator_count; j++) {
            if (areas->indicator[j].theme != t || !counts_anywhere(areas, j)) continue;
            theme += areas->indicator[j].weight * level_of(&areas->rule, out->mean[j]);
            weight += areas->indicator[j].weight;
        }
        if (weight <= 0) continue;
        sum += areas->theme_weight[t] * theme / weight;
        whole += areas->theme_weight[t];
    }
    return score_of(&areas->rule, whole > 0 ? sum / whole : 0);
}

void kk_need_score(const kk_need_areas *areas, const kk_need_room *room, const kk_need_scores *out)
{
    for (size_t j = 0; j < areas->indicator_count; j++)
        out->mean[j] = need_scale(areas, &areas->indicator[j], room, out->scaled + j * areas->count);
    for (size_t i = 0; i < areas->count; i++) explain_area(areas, out, i, need_join(areas, out, i));
    *out->average = average_of(areas, out);
}
