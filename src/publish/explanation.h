/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of explanation.json (docs/guide/explanation.md). */
#ifndef KK_PUBLISH_EXPLANATION_H
#define KK_PUBLISH_EXPLANATION_H

#include "kk/guide.h"
#include "publish/json.h"
#include "publish/output.h"

typedef struct kk_explanation {
    const kk_guide *guide;
    const kk_config *config;
    const kk_areas *areas;
    kk_output *output;
    kk_json json;
} kk_explanation;

void kk_explain_index(kk_explanation *to); /* rules, then each level with its areas */
void kk_explain_targets(kk_explanation *to);
void kk_explain_divisions(kk_explanation *to);
void kk_explain_siting(kk_explanation *to);

/* The object of an area, begun on a line of its own; `end` drains the output. */
void kk_explain_begin_area(kk_explanation *to, uint32_t level, size_t area);
void kk_explain_end_area(kk_explanation *to);

/* Members of a figure: value, status, origin, and from where it is that of an area around. */
void kk_explain_figure(kk_json *json, const kk_guide_figures *figures, size_t area);

/* NULL where `indicator` is below 0. */
const char *kk_explain_indicator(const kk_explanation *to, ptrdiff_t indicator);

#endif
