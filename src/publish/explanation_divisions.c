/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/explanation.h"

#include <math.h>

/* ---- the rule ---- */

static void explain_welfare(kk_json *json, const kk_config_division *config)
{
    kk_json_string(json, "aversion", kk_aversion_name(config->aversion));
    kk_json_number(json, "half_effect", config->half_effect);
    kk_json_begin_list(json, "epsilon");
    for (size_t e = 0; e < config->epsilon_count; e++) kk_json_number(json, NULL, config->epsilon[e]);
    kk_json_end_list(json);
}

static void explain_rule(kk_explanation *to, const kk_guide_division *division)
{
    const kk_config_division *config = division->config;
    kk_json *json = &to->json;
    kk_json_string(json, "name", config->name);
    kk_json_string(json, "label_nl", config->label_nl);
    kk_json_string(json, "level", config->level);
    kk_json_string(json, "unit", isnan(config->post_size) ? "cent" : "post");
    kk_json_number(json, "post_size", config->post_size);
    kk_json_integer(json, "budget", config->budget_units);
    kk_json_string(json, "need", config->need < 0 ? "index" : kk_explain_indicator(to, config->need));
    kk_json_string(json, "need_as", division->need_as);
    kk_json_string(json, "present", kk_explain_indicator(to, config->present));
    kk_json_number(json, "floor_per_youth", config->floor_per_youth);
    kk_json_number(json, "ceiling_per_youth", config->ceiling_per_youth);
    kk_json_number(json, "floor_share", config->floor_share);
    kk_json_integer(json, "years", config->years);
    explain_welfare(json, config);
    kk_json_integer(json, "left_out", (int64_t)division->left_out);
}

static void explain_balance(kk_json *json, const kk_guide_balance *balance)
{
    kk_json_number(json, "gini", balance->gini);
    kk_json_number(json, "concentration", balance->concentration);
}

static void explain_principles(kk_json *json, const kk_guide_division *division)
{
    kk_json_begin_object(json, "before");
    explain_balance(json, &division->before);
    kk_json_end_object(json);
    kk_json_begin_object(json, "principles");
    for (size_t s = 0; s < division->config->principle_count; s++) {
        kk_json_begin_object(json, kk_principle_name(division->share[s].principle));
        kk_json_string(json, "label_nl", kk_principle_label_nl(division->share[s].principle));
        explain_balance(json, &division->share[s].balance);
        kk_json_end_object(json);
    }
    kk_json_end_object(json);
}

static void explain_frontier(kk_json *json, const kk_guide_division *division)
{
    if (division->frontier == NULL) return;
    kk_json_begin_list(json, "frontier");
    for (size_t e = 0; e < division->config->epsilon_count; e++) {
        kk_json_begin_line(json);
        kk_json_number(json, "epsilon", division->frontier[e].epsilon);
        kk_json_number(json, "effect", division->frontier[e].effect);
        kk_json_number(json, "equal_equivalent", division->frontier[e].equal_equivalent);
        kk_json_number(json, "gini", division->frontier[e].gini);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

/* ---- an area ---- */

static void explain_figure(kk_json *json, const char *key, const kk_guide_figures *figures, size_t area)
{
    if (figures == NULL) return;
    kk_json_begin_object(json, key);
    kk_explain_figure(json, figures, area);
    kk_json_end_object(json);
}

static void explain_units(kk_json *json, const char *key, const int64_t *units, size_t taker)
{
    if (units != NULL) kk_json_integer(json, key, units[taker]);
}

static void explain_shares(kk_json *json, const kk_guide_division *division, size_t taker)
{
    kk_json_begin_object(json, "principles");
    for (size_t s = 0; s < division->config->principle_count; s++) {
        const kk_guide_share *share = &division->share[s];
        kk_json_begin_object(json, kk_principle_name(share->principle));
        kk_json_number(json, "exact", share->exact[taker]);
        kk_json_integer(json, "units", share->units[taker]);
        kk_json_number(json, "gain_chance", share->gain_chance[taker]);
        kk_json_end_object(json);
    }
    kk_json_end_object(json);
}

static void explain_taker(kk_explanation *to, const kk_guide_division *division, size_t taker, bool hides)
{
    kk_json *json = &to->json;
    uint32_t area = division->area[taker];
    kk_explain_begin_area(to, division->level, area);
    kk_json_number(json, "youths", division->youths[taker]);
    if (!hides) kk_json_number(json, "need", division->need[taker]);
    explain_figure(json, "need_figure", division->need_figures, area);
    explain_figure(json, "present_figure", division->present_figures, area);
    explain_units(json, "present", division->present, taker);
    explain_units(json, "floor", division->floor, taker);
    explain_units(json, "ceiling", division->ceiling, taker);
    explain_shares(json, division, taker);
    kk_explain_end_area(to);
}

static void explain_division(kk_explanation *to, const kk_guide_division *division)
{
    bool hides = division->config->need < 0 && kk_guide_hides_ranks(to->config, to->areas, division->level);
    kk_json_begin_object(&to->json, NULL);
    explain_rule(to, division);
    explain_principles(&to->json, division);
    explain_frontier(&to->json, division);
    kk_json_begin_list(&to->json, "areas");
    for (size_t i = 0; i < division->count; i++) explain_taker(to, division, i, hides);
    kk_json_end_list(&to->json);
    kk_json_end_object(&to->json);
}

void kk_explain_divisions(kk_explanation *to)
{
    kk_json_begin_list(&to->json, "divisions");
    for (size_t d = 0; d < to->guide->division_count; d++) explain_division(to, &to->guide->division[d]);
    kk_json_end_list(&to->json);
}
