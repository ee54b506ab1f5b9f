/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/explanation.h"

#include <math.h>

static void explain_rule(kk_explanation *to, const kk_guide_targets *targets, bool hides)
{
    const kk_config_target *config = targets->config;
    kk_json *json = &to->json;
    kk_json_string(json, "name", config->name);
    kk_json_string(json, "label_nl", config->label_nl);
    kk_json_string(json, "level", config->level);
    kk_json_string(json, "within", config->within);
    kk_json_number(json, "choose", config->choose > 0 ? (double)config->choose : NAN);
    kk_json_number(json, "above", config->above);
    kk_json_number(json, "confidence", config->confidence);
    kk_json_string(json, "in_need", kk_explain_indicator(to, config->in_need));
    kk_json_string(json, "in_need_label_nl", targets->in_need->indicator->label_nl);
    kk_json_string(json, "in_need_period", targets->in_need->period);
    kk_json_number(json, "in_need_per", kk_guide_everybody(targets->in_need->indicator));
    kk_json_boolean(json, "earlier", config->earlier.path != NULL);
    kk_json_string(json, "ranks", hides ? "hidden" : "shown");
}

static void explain_class(kk_json *json, const kk_guide_targets *targets, size_t area)
{
    static const char *const classes[] = {[KK_TARGET_NONE] = "none",
                                          [KK_TARGET_NOT] = "no",
                                          [KK_TARGET_POSSIBLE] = "possibly",
                                          [KK_TARGET_CERTAIN] = "certainly"};
    static const char *const places[] = {
        [KK_LIST_NEITHER] = "neither",         [KK_LIST_BOTH] = "both",   [KK_LIST_MISSING] = "missing",
        [KK_LIST_UNSUPPORTED] = "unsupported", [KK_LIST_ALIKE] = "alike", [KK_LIST_UNKNOWN] = "unknown"};
    const kk_target *target = &targets->target[area];
    kk_json_string(json, "class", classes[target->class]);
    kk_json_boolean(json, "chosen", target->is_chosen);
    kk_json_boolean(json, "kept", target->was_kept);
    if (targets->place != NULL) kk_json_string(json, "today", places[targets->place[area]]);
}

static void explain_area(kk_explanation *to, const kk_guide_targets *targets, size_t area, bool hides)
{
    kk_json *json = &to->json;
    kk_explain_begin_area(to, targets->index->level, area);
    explain_class(json, targets, area);
    if (!hides && targets->rank[area] > 0) {
        kk_json_integer(json, "rank", targets->rank[area]);
        kk_json_number(json, "margin", targets->target[area].margin);
    }
    kk_json_number(json, "youths", targets->index->youths[area]);
    kk_json_begin_object(json, "in_need");
    kk_explain_figure(json, targets->in_need, area);
    kk_json_end_object(json);
    kk_explain_end_area(to);
}

static void explain_list(kk_explanation *to, const kk_guide_targets *targets)
{
    uint32_t level = targets->index->level;
    bool hides = kk_guide_hides_ranks(to->config, to->areas, level);
    kk_json_begin_object(&to->json, NULL);
    explain_rule(to, targets, hides);
    kk_json_begin_list(&to->json, "areas");
    for (size_t i = 0; i < targets->index->count; i++)
        if (!to->areas->level[level].water[i]) explain_area(to, targets, i, hides);
    kk_json_end_list(&to->json);
    kk_json_end_object(&to->json);
}

void kk_explain_targets(kk_explanation *to)
{
    kk_json_begin_list(&to->json, "targets");
    for (size_t t = 0; t < to->guide->targets_count; t++) explain_list(to, &to->guide->targets[t]);
    kk_json_end_list(&to->json);
}
