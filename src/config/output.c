/* SPDX-License-Identifier: EUPL-1.2 */
#include "config/output.h"
#include "kk/areas.h"

#include <math.h>
#include <string.h>

enum { ZOOM_FROM = 4, ZOOM_TO = 14, CLASSES = 5, CLASSES_LEAST = 3, KILOBYTES_MAX = 1000000 };
static const double snap_max = 1000, metres_max = 10000, islands_max = 1e9;

const char *kk_class_method_name(kk_class_method method)
{
    static const char *const names[] = {"quantiles", "jenks", "equal", "mean"};
    return names[method];
}

static kk_mark mark_of(kk_builder *builder, const char *key)
{
    return kk_document_place(builder->document, "output.%s", key).mark;
}

/* ---- less detail ---- */

static bool is_within(const double *given, double low, double high, double *out)
{
    *out = given ? *given : NAN;
    return !given || (*given > low && *given <= high);
}

/* One of three says how much. */
static kk_status take_amount(const kk_raw_map_detail *raw, kk_config_detail *out, kk_error *err)
{
    int given = (raw->metres != NULL) + (raw->percent != NULL) + (raw->kilobytes != NULL);
    if (given != 1)
        return kk_fail_at(err, KK_ERR_PROJECT, out->mark,
                          "the detail '%.60s' needs one of 'metres' (what is smaller goes), 'percent' (of the vertices "
                          "that stay) and 'kilobytes' (of a file, at most)",
                          raw->name);
    if (!is_within(raw->metres, 0, metres_max, &out->metres))
        return kk_fail_at(err, KK_ERR_PROJECT, out->mark, "'metres' must be above 0, and at most %g", metres_max);
    if (!is_within(raw->percent, -1e-300, 100, &out->share))
        return kk_fail_at(err, KK_ERR_PROJECT, out->mark, "'percent' must be 0 to 100");
    if (!is_within(raw->kilobytes, 0, KILOBYTES_MAX, &out->bytes))
        return kk_fail_at(err, KK_ERR_PROJECT, out->mark, "'kilobytes' must be above 0, and at most %d", KILOBYTES_MAX);
    out->share /= 100;
    out->bytes *= 1000;
    return KK_OK;
}

static kk_status take_detail(kk_builder *builder, size_t index, kk_error *err)
{
    kk_config_output *output = &builder->config->output;
    const kk_raw_map_detail *raw = &builder->raw->output.details[index];
    kk_config_detail *out = &output->detail[index];
    out->mark = kk_document_place(builder->document, "output.details[%zu]", index).mark;
    out->name = raw->name;
    out->by_distance = raw->method && *raw->method == 1;
    kk_status status = kk_check_name("the detail", raw->name, out->mark, err);
    for (size_t i = 0; i < index && !status; i++)
        if (strcmp(raw->name, output->detail[i].name) == 0)
            status = kk_fail_at(err, KK_ERR_PROJECT, out->mark, "two details '%.60s'; choose another name", raw->name);
    if (!status && !is_within(raw->islands_m2, -1e-300, islands_max, &out->islands_m2))
        status = kk_fail_at(err, KK_ERR_PROJECT, out->mark, "'islands_m2' must be 0 to %g", islands_max);
    if (isnan(out->islands_m2)) out->islands_m2 = 0;
    return status ? status : take_amount(raw, out, err);
}

static kk_status take_details(kk_builder *builder, kk_error *err)
{
    kk_status status = KK_OK;
    builder->config->output.detail_count = builder->raw->output.details_count;
    for (size_t i = 0; i < builder->raw->output.details_count && !status; i++) status = take_detail(builder, i, err);
    return status;
}

/* ---- maps ---- */

static kk_status take_tiles(kk_builder *builder, kk_error *err)
{
    const kk_raw_tiles *raw = builder->raw->output.tiles;
    kk_config_tiles *out = &builder->config->output.tiles;
    *out = (kk_config_tiles){.given = raw != NULL, .from = ZOOM_FROM, .to = ZOOM_TO};
    if (!raw) return KK_OK;
    unsigned from = raw->from ? *raw->from : ZOOM_FROM, to = raw->to ? *raw->to : ZOOM_TO;
    if (from > to || to > KK_TILE_ZOOM_HIGH)
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "tiles"),
                          "the zooms of 'tiles' go from %d to %d at most, 'from' not above 'to'; %d to %d without them",
                          KK_TILE_ZOOM_LOW, KK_TILE_ZOOM_HIGH, ZOOM_FROM, ZOOM_TO);
    out->from = (int)from;
    out->to = (int)to;
    return KK_OK;
}

static kk_status take_classes(kk_builder *builder, kk_error *err)
{
    const kk_raw_classes *raw = builder->raw->output.classes;
    kk_config_classes *out = &builder->config->output.classes;
    *out = (kk_config_classes){KK_CLASSES_QUANTILES, CLASSES};
    if (raw && raw->method) out->method = (kk_class_method)*raw->method;
    if (!raw || !raw->count) return KK_OK;
    if (*raw->count < CLASSES_LEAST || *raw->count > KK_CLASSES_MOST)
        return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "classes.count"),
                          "a map has %d to %d classes: more cannot be told apart", CLASSES_LEAST, KK_CLASSES_MOST);
    out->count = (int)*raw->count;
    return KK_OK;
}

static kk_status take_report(kk_builder *builder, kk_error *err)
{
    kk_config_output *out = &builder->config->output;
    kk_level_kind kind;
    out->report_of = builder->raw->output.report_of;
    if (!out->report_of || (kk_code_kind(out->report_of, &kind) && kind == KK_LEVEL_GEMEENTE)) return KK_OK;
    return kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "report_of"),
                      "'%.60s' is not the code of a gemeente; write GM and four digits, such as GM0034",
                      out->report_of);
}

static void take_switches(const kk_raw_output *raw, kk_config_output *out)
{
    out->gzip = raw->gzip && *raw->gzip;
    out->topojson = raw->topojson && *raw->topojson;
    out->flatgeobuf = raw->flatgeobuf && *raw->flatgeobuf;
    out->xlsx = !raw->xlsx || *raw->xlsx;
    out->viewer = !raw->viewer || *raw->viewer;
    out->report = !raw->report || *raw->report;
}

kk_status kk_build_output(kk_builder *builder, kk_error *err)
{
    const kk_raw_output *raw = &builder->raw->output;
    kk_config_output *out = &builder->config->output;
    out->mark = kk_document_place(builder->document, "output").mark;
    take_switches(raw, out);
    out->snap = raw->snap ? *raw->snap : 0;
    kk_status status = kk_build_file(builder, raw->directory ? raw->directory : "out", mark_of(builder, "directory"),
                                     &out->directory, err);
    if (!status && !(out->snap >= 0 && out->snap <= snap_max))
        status = kk_fail_at(err, KK_ERR_PROJECT, mark_of(builder, "snap"),
                            "'snap' must be 0 (boundaries stay as they are) to %g metres", snap_max);
    if (!status) status = take_details(builder, err);
    if (!status) status = take_tiles(builder, err);
    if (!status) status = take_classes(builder, err);
    return status ? status : take_report(builder, err);
}
