/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/figure.h"
#include "publish/explanation.h"
#include "publish/listing.h"

enum { FORMAT = 1 };

void kk_explain_begin_area(kk_explanation *to, uint32_t level, size_t area)
{
    kk_json_begin_line(&to->json);
    kk_json_string(&to->json, "code", to->areas->level[level].code[area]);
    kk_json_string(&to->json, "name", to->areas->level[level].area_name[area]);
}

void kk_explain_end_area(kk_explanation *to)
{
    kk_json_end_line(&to->json);
    kk_output_drain(to->output);
}

void kk_explain_figure(kk_json *json, const kk_guide_figures *figures, size_t area)
{
    kk_json_number(json, "value", figures->value[area]);
    kk_json_string(json, "status", kk_figure_status_name((kk_figure_status)figures->status[area]));
    kk_json_string(json, "origin", kk_guide_origin_name((kk_guide_origin)figures->origin[area]));
    if (figures->origin[area] == KK_ORIGIN_AROUND) kk_json_string(json, "from", figures->from[area]);
}

const char *kk_explain_indicator(const kk_explanation *to, ptrdiff_t indicator)
{
    return indicator < 0 ? NULL : to->config->indicators[indicator].name;
}

static void explain_project(kk_explanation *to)
{
    kk_json *json = &to->json;
    kk_json_string(json, "generator", KK_GENERATOR);
    kk_json_integer(json, "format", FORMAT);
    kk_json_string(json, "engine", KK_VERSION);
    kk_json_begin_object(json, "project");
    kk_json_string(json, "name", to->config->project.name);
    kk_json_string(json, "title", to->config->project.title);
    kk_json_string(json, "period", to->config->project.period);
    kk_json_integer(json, "boundaries", to->areas->vintage);
    kk_json_end_object(json);
    kk_json_integer(json, "seed", to->config->guide.seed);
    kk_json_string(json, "youths", kk_explain_indicator(to, to->config->guide.youths));
}

kk_status kk_write_explanation_json(const kk_guide *guide, const kk_config *config, const kk_areas *areas,
                                    const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "explanation.json", err);
    if (status == KK_OK) {
        kk_explanation to = {guide, config, areas, &output, {.text = &output.text, .pretty = true}};
        kk_json_begin_object(&to.json, NULL);
        explain_project(&to);
        kk_explain_index(&to);
        kk_explain_targets(&to);
        kk_explain_divisions(&to);
        kk_explain_siting(&to);
        kk_json_end_object(&to.json);
        kk_text_char(&output.text, '\n');
    }
    return kk_output_close(&output, status, err);
}
