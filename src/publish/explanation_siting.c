/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/explanation.h"

static void explain_rule(kk_explanation *to, const kk_config_siting *config)
{
    kk_json *json = &to->json;
    kk_json_string(json, "name", config->name);
    kk_json_string(json, "label_nl", config->label_nl);
    kk_json_string(json, "goal", kk_siting_goal_name(config->goal));
    kk_json_integer(json, "places", config->places);
    kk_json_string(json, "type", config->type);
    kk_json_begin_list(json, "candidates");
    for (size_t c = 0; c < config->candidate_count; c++) kk_json_string(json, NULL, config->candidates[c]);
    kk_json_end_list(json);
    kk_json_string(json, "need",
                   config->need == -1   ? "index"
                   : config->need == -2 ? NULL
                                        : kk_explain_indicator(to, config->need));
    kk_json_number(json, "radius_m", config->radius_m);
    kk_json_boolean(json, "capacity", config->uses_capacity);
}

static void explain_result(kk_json *json, const kk_guide_siting *siting)
{
    const kk_siting_result *result = &siting->result;
    kk_json_integer(json, "candidate_count", (int64_t)siting->candidate_count);
    kk_json_number(json, "objective", result->objective);
    kk_json_number(json, "bound", result->bound);
    kk_json_boolean(json, "optimal", result->is_optimal);
    kk_json_number(json, "unserved", result->unserved);
    kk_json_begin_list(json, "open");
    for (size_t c = 0; c < siting->candidate_count; c++) {
        if (!result->is_open[c]) continue;
        const kk_guide_place *place = &siting->place[siting->candidate[c]];
        kk_json_begin_line(json);
        kk_json_string(json, "id", place->id);
        kk_json_string(json, "type", place->type);
        kk_json_boolean(json, "present", siting->is_present[c]);
        kk_json_number(json, "x", place->x);
        kk_json_number(json, "y", place->y);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

void kk_explain_siting(kk_explanation *to)
{
    kk_json_begin_list(&to->json, "siting");
    for (size_t s = 0; s < to->guide->siting_count; s++) {
        const kk_guide_siting *siting = &to->guide->siting[s];
        kk_json_begin_object(&to->json, NULL);
        explain_rule(to, siting->config);
        kk_json_string(&to->json, "level", to->areas->level[siting->level].name);
        explain_result(&to->json, siting);
        kk_json_end_object(&to->json);
    }
    kk_json_end_list(&to->json);
}
