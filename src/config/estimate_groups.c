/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/estimates.h"
#include "config/names.h"

#include <stdio.h>
#include <string.h>

static const kk_config_window usual_windows[] = {
    {.name = "Very_Low", .from = 0, .to = 0.20, .at = 0.10},  {.name = "Low", .from = 0.15, .to = 0.35, .at = 0.25},
    {.name = "Mid", .from = 0.40, .to = 0.60, .at = 0.50},    {.name = "High", .from = 0.65, .to = 0.85, .at = 0.75},
    {.name = "Very_High", .from = 0.80, .to = 1, .at = 0.90},
};
#define PREDICTOR_MAX 1e100
enum { USUAL_WINDOWS = sizeof usual_windows / sizeof *usual_windows };

/* ---- dimensions by number ---- */

size_t kk_estimate_dimensions(const kk_config_estimates *estimates)
{
    return estimates->dimension_count + (estimates->predictor.name != NULL);
}

const kk_config_dimension *kk_estimate_dimension(const kk_config_estimates *estimates, size_t dimension)
{
    if (!estimates->predictor.name) return &estimates->dimension[dimension];
    return dimension == 0 ? NULL : &estimates->dimension[dimension - 1];
}

const char *kk_estimate_dimension_name(const kk_config_estimates *estimates, size_t dimension)
{
    const kk_config_dimension *plain = kk_estimate_dimension(estimates, dimension);
    return plain ? plain->name : estimates->predictor.name;
}

/* ---- names ---- */

static kk_status check_group_name(const char *name, kk_names earlier, kk_mark mark, kk_error *err)
{
    if (strcmp(name, "all") == 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark,
                          "'all' is a group that every dimension has already; choose another name");
    }
    return kk_names_check_new(earlier, "group", name, mark, err);
}

/* ---- the predictor ---- */

static kk_status check_window(const kk_config_window *window, kk_error *err)
{
    if (window->from < -PREDICTOR_MAX || window->to > PREDICTOR_MAX)
        return kk_fail_at(err, KK_ERR_PROJECT, window->mark, "the window '%.60s' runs beyond -1e100 … 1e100",
                          window->name);
    if (window->from <= window->at && window->at <= window->to) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, window->mark,
                      "the window '%.60s' runs from %g to %g with the estimate at %g; it needs from ≤ at ≤ to",
                      window->name, window->from, window->to, window->at);
}

static kk_status build_window(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_window *raw = &builder->raw->estimates->predictor->windows[index];
    kk_config_window *windows = builder->config->estimates.predictor.window;
    const char *at = "estimates.predictor.windows";
    windows[index] = (kk_config_window){
        .name = raw->group,
        .from = *raw->from,
        .to = *raw->to,
        .at = raw->at ? *raw->at : *raw->from + (*raw->to - *raw->from) / 2,
        .mark = kk_document_place(builder->document, "%s[%zu]", at, index).mark,
    };
    kk_mark mark = kk_document_place(builder->document, "%s[%zu].group", at, index).mark;
    kk_status status = check_group_name(raw->group, KK_NAMES(windows, name, index), mark, err);
    return status ? status : check_window(&windows[index], err);
}

static kk_status build_windows(kk_builder *builder, kk_error *err)
{
    const kk_raw_predictor *raw = builder->raw->estimates->predictor;
    kk_config_estimates *out = &builder->config->estimates;
    size_t count = raw->windows_count ? raw->windows_count : USUAL_WINDOWS;
    out->predictor.window_count = count;
    out->predictor.window = kk_arena_alloc(builder->arena, count, sizeof *out->predictor.window);
    if (!out->predictor.window) return kk_fail_memory(err);
    kk_status status = KK_OK;
    for (size_t i = 0; i < raw->windows_count && !status; i++) status = build_window(builder, i, err);
    for (size_t i = 0; i < USUAL_WINDOWS && !raw->windows_count; i++) {
        out->predictor.window[i] = usual_windows[i];
        out->predictor.window[i].mark = out->predictor.mark;
    }
    return status;
}

static kk_status build_predictor(kk_builder *builder, kk_error *err)
{
    const kk_raw_predictor *raw = builder->raw->estimates->predictor;
    kk_config_estimates *out = &builder->config->estimates;
    if (!raw) return KK_OK;
    out->predictor.name = raw->name;
    out->predictor.column = raw->column;
    out->predictor.mark = kk_document_place(builder->document, "estimates.predictor").mark;
    kk_mark mark = kk_document_place(builder->document, "estimates.predictor.name").mark;
    kk_status status = kk_check_name("the predictor", raw->name, mark, err);
    return status ? status : build_windows(builder, err);
}

/* ---- dimensions ---- */

static kk_status check_values(kk_builder *builder, const char *at, const kk_config_category *category, kk_error *err)
{
    for (size_t v = 1; v < category->value_count; v++) {
        for (size_t w = 0; w < v; w++) {
            if (strcmp(category->value[v], category->value[w]) != 0) continue;
            return kk_fail_at(err, KK_ERR_PROJECT, kk_document_place(builder->document, "%s.values[%zu]", at, v).mark,
                              "the value '%.60s' is in the group '%.60s' twice", category->value[v], category->name);
        }
    }
    return KK_OK;
}

/* Without values the group is that of its own name. */
static kk_status build_category(kk_builder *builder, const kk_raw_dimension *dimension, const char *at, size_t index,
                                kk_config_category *categories, kk_error *err)
{
    const kk_raw_category *raw = &dimension->groups[index];
    char here[80];
    snprintf(here, sizeof here, "%s.groups[%zu]", at, index);
    categories[index] = (kk_config_category){
        .name = raw->group,
        .value = raw->values_count ? (const char **)raw->values : (const char **)&raw->group,
        .value_count = raw->values_count ? raw->values_count : 1,
        .mark = kk_document_place(builder->document, "%s", here).mark,
    };
    kk_mark mark = kk_document_place(builder->document, "%s.group", here).mark;
    kk_status status = check_group_name(raw->group, KK_NAMES(categories, name, index), mark, err);
    return status ? status : check_values(builder, here, &categories[index], err);
}

static kk_status check_dimension_name(const kk_config_estimates *estimates, size_t index, kk_mark mark, kk_error *err)
{
    const char *name = estimates->dimension[index].name;
    if (estimates->predictor.name && strcmp(name, estimates->predictor.name) == 0) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "'%.60s' is the predictor already; choose another name", name);
    }
    kk_status status = kk_names_check_new(KK_NAMES(estimates->dimension, name, index), "dimension", name, mark, err);
    return status ? status : kk_check_name("the dimension", name, mark, err);
}

static kk_status build_dimension(kk_builder *builder, size_t index, kk_error *err)
{
    const kk_raw_dimension *raw = &builder->raw->estimates->dimensions[index];
    kk_config_dimension *out = &builder->config->estimates.dimension[index];
    char at[40];
    snprintf(at, sizeof at, "estimates.dimensions[%zu]", index);
    *out = (kk_config_dimension){
        .name = raw->name,
        .column = raw->column,
        .category = kk_arena_alloc(builder->arena, raw->groups_count, sizeof *out->category),
        .category_count = raw->groups_count,
        .mark = kk_document_place(builder->document, "%s", at).mark,
    };
    if (!out->category) return kk_fail_memory(err);
    kk_mark mark = kk_document_place(builder->document, "%s.name", at).mark;
    kk_status status = check_dimension_name(&builder->config->estimates, index, mark, err);
    for (size_t i = 0; i < raw->groups_count && !status; i++)
        status = build_category(builder, raw, at, i, out->category, err);
    return status;
}

/* Groups that are found in the data are not known yet: of those it counts "all" alone. */
static kk_status check_combinations(const kk_config_estimates *estimates, kk_mark mark, kk_error *err)
{
    size_t count = estimates->predictor.window_count + 1;
    for (size_t d = 0; d < estimates->dimension_count && count <= KK_COMBINATIONS_MAX; d++)
        count *= estimates->dimension[d].category_count + 1;
    if (count <= KK_COMBINATIONS_MAX) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark,
                      "the groups have more than %d combinations; leave out groups or dimensions", KK_COMBINATIONS_MAX);
}

kk_status kk_build_estimate_groups(kk_builder *builder, kk_error *err)
{
    const kk_raw_estimates *raw = builder->raw->estimates;
    kk_config_estimates *out = &builder->config->estimates;
    out->dimension_count = raw->dimensions_count;
    out->dimension = kk_arena_alloc(builder->arena, raw->dimensions_count, sizeof *out->dimension);
    if (!out->dimension) return kk_fail_memory(err);
    kk_mark mark = kk_document_place(builder->document, "estimates.dimensions").mark;
    kk_status status = build_predictor(builder, err);
    for (size_t i = 0; i < raw->dimensions_count && !status; i++) status = build_dimension(builder, i, err);
    if (status) return status;
    if (kk_estimate_dimensions(out) > KK_DIMENSIONS_MAX) {
        return kk_fail_at(err, KK_ERR_PROJECT, mark, "more than %d dimensions, with the predictor", KK_DIMENSIONS_MAX);
    }
    return check_combinations(out, mark, err);
}
