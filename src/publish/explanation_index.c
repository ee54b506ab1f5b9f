/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/explanation.h"

#include <math.h>

/* ---- the rules ---- */

static void explain_themes(kk_json *json, const kk_config_index *index)
{
    kk_json_begin_list(json, "themes");
    for (size_t t = 0; t < index->theme_count; t++) {
        kk_json_begin_line(json);
        kk_json_string(json, "name", index->theme[t].name);
        kk_json_string(json, "label_nl", index->theme[t].label_nl);
        kk_json_string(json, "label_en", index->theme[t].label_en);
        kk_json_number(json, "weight", index->theme[t].weight);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

static void explain_need(kk_explanation *to, const kk_config_need *need)
{
    kk_json *json = &to->json;
    const kk_config_indicator *indicator = &to->config->indicators[need->indicator];
    kk_json_begin_line(json);
    kk_json_string(json, "name", indicator->name);
    kk_json_string(json, "label_nl", indicator->label_nl);
    kk_json_string(json, "label_en", indicator->label_en);
    kk_json_string(json, "unit", indicator->unit);
    kk_json_string(json, "axis", kk_axis_name(indicator->axis));
    kk_json_string(json, "theme", to->config->guide.index.theme[need->theme].name);
    kk_json_number(json, "weight", need->weight);
    kk_json_string(json, "direction", kk_direction_name(need->is_strength ? KK_DIRECTION_STRENGTH : KK_DIRECTION_NEED));
    if (need->because_nl != NULL) kk_json_string(json, "because_nl", need->because_nl);
    kk_json_end_line(json);
}

static void explain_rules(kk_explanation *to)
{
    const kk_config_index *index = &to->config->guide.index;
    kk_json *json = &to->json;
    kk_json_begin_object(json, "index");
    kk_json_string(json, "name", index->name);
    kk_json_string(json, "label_nl", index->label_nl);
    kk_json_string(json, "label_en", index->label_en);
    kk_json_string(json, "scale", kk_need_scale_name(index->rule.scale));
    kk_json_string(json, "join", kk_need_join_name(index->rule.join));
    kk_json_string(json, "missing", kk_need_gap_name(index->rule.gap));
    kk_json_number(json, "least", index->rule.gap == KK_GAP_LEAVE ? index->rule.least : NAN);
    explain_themes(json, index);
    kk_json_begin_list(json, "indicators");
    for (size_t k = 0; k < index->need_count; k++) explain_need(to, &index->need[k]);
    kk_json_end_list(json);
    kk_json_end_object(json);
}

/* ---- a level ---- */

/* In published units, over youths, as the means of scales are. */
static double mean_of(const kk_guide_index *index, const double *value)
{
    double sum = 0, youths = 0;
    for (size_t i = 0; i < index->count; i++) {
        if (isnan(value[i])) continue;
        sum += index->areas.youths[i] * value[i];
        youths += index->areas.youths[i];
    }
    return youths > 0 ? sum / youths : NAN;
}

static int64_t count_ranked(const kk_guide_index *index)
{
    int64_t ranked = 0;
    for (size_t i = 0; i < index->count; i++) ranked += index->set[i].rank > 0;
    return ranked;
}

static void explain_means(kk_explanation *to, const kk_guide_index *index)
{
    kk_json *json = &to->json;
    kk_json_string(json, "period", index->period);
    kk_json_begin_object(json, "figures");
    for (size_t k = 0; k < index->areas.indicator_count; k++) {
        const kk_guide_figures *figures = &index->figures[k];
        kk_json_begin_object(json, figures->indicator->name);
        kk_json_string(json, "period", figures->period);
        kk_json_string(json, "source", figures->source);
        double mean = mean_of(index, figures->value);
        kk_json_number(json, "mean", mean);
        kk_json_number(json, "usual", index->usual[k]);
        kk_json_number(json, "scaled_mean", isnan(mean) ? NAN : index->scores.mean[k]);
        kk_json_end_object(json);
    }
    kk_json_end_object(json);
    kk_json_number(json, "average", *index->scores.average);
    kk_json_integer(json, "ranked", count_ranked(index));
}

/* ---- an area ---- */

static void explain_figures(kk_json *json, const kk_guide_index *index, size_t area, bool hides)
{
    kk_json_begin_object(json, "figures");
    for (size_t k = 0; k < index->areas.indicator_count; k++) {
        kk_json_begin_object(json, index->figures[k].indicator->name);
        kk_explain_figure(json, &index->figures[k], area);
        if (!hides) {
            kk_json_number(json, "scaled", index->scores.scaled[k * index->count + area]);
            kk_json_number(json, "contribution", index->scores.contribution[k * index->count + area]);
        }
        kk_json_end_object(json);
    }
    kk_json_end_object(json);
}

static void explain_rank(kk_json *json, const kk_rank_set *set)
{
    if (set->rank == 0) return;
    kk_json_integer(json, "rank", set->rank);
    kk_json_integer(json, "rank_lower", set->lower);
    kk_json_integer(json, "rank_upper", set->upper);
}

static void explain_scores(kk_explanation *to, const kk_guide_index *index, size_t area)
{
    const kk_config_index *config = &to->config->guide.index;
    kk_json *json = &to->json;
    kk_json_begin_object(json, "themes");
    for (size_t t = 0; t < index->areas.theme_count; t++)
        kk_json_number(json, config->theme[t].name, index->scores.theme[t * index->count + area]);
    kk_json_end_object(json);
    kk_json_number(json, "index", index->scores.index[area]);
    kk_json_number(json, "error", index->spread.error[area]);
    explain_rank(json, &index->set[area]);
    kk_json_string(json, "why_nl", index->why_nl[area]);
}

static void explain_level(kk_explanation *to, const kk_guide_index *index)
{
    const kk_level *level = &to->areas->level[index->level];
    bool hides = kk_guide_hides_ranks(to->config, to->areas, index->level);
    kk_json_begin_object(&to->json, NULL);
    kk_json_string(&to->json, "level", level->name);
    kk_json_string(&to->json, "ranks", hides ? "hidden" : "shown");
    explain_means(to, index);
    kk_json_begin_list(&to->json, "areas");
    for (size_t i = 0; i < index->count; i++) {
        if (level->water[i]) continue;
        kk_explain_begin_area(to, index->level, i);
        kk_json_number(&to->json, "youths", index->youths[i]);
        explain_figures(&to->json, index, i, hides);
        if (!hides) explain_scores(to, index, i);
        kk_explain_end_area(to);
    }
    kk_json_end_list(&to->json);
    kk_json_end_object(&to->json);
}

void kk_explain_index(kk_explanation *to)
{
    if (to->config->guide.index.given) explain_rules(to);
    kk_json_begin_list(&to->json, "levels");
    for (size_t i = 0; i < to->guide->index_count; i++) explain_level(to, &to->guide->index[i]);
    kk_json_end_list(&to->json);
}
