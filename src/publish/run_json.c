/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "kk/figure.h"
#include "publish/columns.h"
#include "publish/json.h"
#include "publish/listing.h"
#include "publish/names.h"
#include "publish/output.h"
#include "publish/run_boundaries.h"
#include "publish/run_statistics.h"
#include "publish/versions.h"

#include <math.h>
#include <string.h>

enum { REJECT_KINDS = KK_UNASSIGNED + 1, GAPS = KK_GAP_NO_POPULATION + 1 };

static void write_project(kk_json *json, const kk_config *config)
{
    const char *slash = strrchr(config->path, '/');
    kk_json_begin_object(json, "project");
    kk_json_string(json, "name", config->project.name);
    kk_json_string(json, "title", config->project.title);
    kk_json_string(json, "period", config->project.period);
    /* The name alone: a path would tell about the machine, and differ between machines. */
    kk_json_string(json, "file", slash == NULL ? config->path : slash + 1);
    kk_json_string(json, "text", config->text);
    kk_json_end_object(json);
}

static void write_inputs(kk_json *json, const kk_run_report *report)
{
    kk_json_begin_list(json, "inputs");
    for (size_t i = 0; i < report->input_count; i++) {
        kk_json_begin_object(json, NULL);
        const kk_run_input *input = &report->inputs[i];
        kk_json_string(json, "file", input->given);
        if (input->is_private) {
            kk_json_boolean(json, "private", true);
        } else {
            kk_json_integer(json, "bytes", input->bytes);
            kk_json_string(json, "sha256", input->sha256);
        }
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_versions(kk_json *json, const kk_run_report *report)
{
    kk_json_begin_object(json, "versions");
    kk_versions_write(json);
    kk_json_string(json, "server", report->server_version);
    kk_json_string(json, "postgis", report->postgis_version);
    kk_json_end_object(json);
    kk_json_begin_object(json, "wgs84");
    kk_json_string(json, "operation", report->wgs84_operation);
    kk_json_number(json, "accuracy_m", report->wgs84_accuracy_m);
    kk_json_end_object(json);
}

static void write_indicators(kk_json *json, const kk_config *config)
{
    kk_json_begin_list(json, "indicators");
    for (size_t i = 0; i < config->indicator_count; i++) {
        const kk_config_indicator *indicator = &config->indicators[i];
        if (indicator->is_internal) continue;
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", indicator->name);
        kk_json_string(json, "kind", kk_published_kind(indicator));
        kk_json_string(json, "label_nl", indicator->label_nl);
        kk_json_string(json, "unit", indicator->unit);
        kk_json_string(json, "axis", kk_axis_name(indicator->axis));
        kk_json_string(json, "question", indicator->question);
        kk_json_boolean(json, "map", indicator->on_map);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

/* Of the tables of files: the others have no rows of their own. */
static void write_tables(kk_json *json, const kk_run_report *report)
{
    kk_json_begin_list(json, "tables");
    for (size_t i = 0; i < report->table_count; i++) {
        const kk_run_table *table = &report->tables[i];
        if (report->config->tables[i].kind != KK_TABLE_FILE) continue;
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", table->name);
        kk_json_integer(json, "rows_read", table->rows_read);
        kk_json_integer(json, "rows_used", table->rows_used);
        kk_json_integer(json, "rows_rejected", table->rows_rejected);
        kk_json_integer(json, "rows_filtered", table->rows_filtered);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

/* Null of a count that is not told. */
static void write_record_count(kk_json *json, const char *key, int64_t count)
{
    int64_t told = kk_record_count_told(count);
    kk_json_number(json, key, told < 0 ? NAN : (double)told);
}

static void write_located(kk_json *json, const kk_located_counts *located)
{
    kk_json_begin_object(json, "located");
    write_record_count(json, "buurt", located->buurt);
    write_record_count(json, "wijk", located->wijk);
    write_record_count(json, "gemeente", located->gemeente);
    for (kk_locus reason = KK_NOT_LOCATED; reason < KK_LOCUS_REASONS_END; reason++)
        write_record_count(json, kk_locus_reason(reason), located->reason[reason - KK_NOT_LOCATED]);
    kk_json_end_object(json);
}

static void write_records(kk_json *json, const kk_run_report *report)
{
    if (report->source_counts == NULL) return;
    kk_json_begin_list(json, "records");
    for (size_t i = 0; i < report->config->records.source_count; i++) {
        const kk_source_counts *counts = &report->source_counts[i];
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", report->config->records.source[i].csv.name);
        write_record_count(json, "rows_read", counts->rows_read);
        write_record_count(json, "rows_used", counts->rows_used);
        kk_json_integer(json, "rows_rejected", counts->rows_rejected);
        write_located(json, &report->located[i]);
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_outcomes(kk_json *json, const kk_estimate_frame *frame)
{
    kk_json_begin_list(json, "outcomes");
    for (size_t k = 0; k < frame->outcome_count; k++) {
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "name", frame->outcome[k].name);
        kk_json_string(json, "kind", frame->outcome[k].is_binary ? "binary" : "continuous");
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
}

static void write_region_types(kk_json *json, const kk_estimate_frame *frame)
{
    kk_json_begin_object(json, "regions");
    for (size_t t = 0; t < frame->type_count; t++)
        kk_json_integer(json, frame->type[t].name, (int64_t)frame->type[t].count);
    kk_json_end_object(json);
}

static void write_cohort_rows(kk_json *json, const kk_run_estimates *estimates)
{
    write_record_count(json, "rows_read", estimates->rows.rows_read);
    write_record_count(json, "rows_used", estimates->rows.rows_used);
    kk_json_integer(json, "rows_rejected", estimates->rows.rows_rejected);
    write_record_count(json, "rows_of_another_age", estimates->other_age);
    write_record_count(json, "located", estimates->located);
    write_record_count(json, "not_located", estimates->not_located);
}

static void write_estimates(kk_json *json, const kk_run_report *report)
{
    static const char *const rule_words[] = {
        [KK_RULE_KANSENKAART] = "kansenkaart", [KK_RULE_STRICT] = "strict", [KK_RULE_PERSONS] = "persons"};
    const kk_run_estimates *estimates = report->estimates;
    const kk_config_estimates *config = &report->config->estimates;
    if (estimates == NULL) return;
    kk_json_begin_object(json, "estimates");
    kk_json_string(json, "source", config->source);
    kk_json_number(json, "grew_up_age", config->grew_up_age < 0 ? NAN : (double)config->grew_up_age);
    kk_json_string(json, "predictor", config->predictor.name == NULL ? "" : config->predictor.name);
    kk_json_boolean(json, "weighted", config->weight != NULL);
    kk_json_string(json, "rule", rule_words[config->rule]);
    kk_json_number(json, "threshold", config->threshold);
    write_cohort_rows(json, estimates);
    write_outcomes(json, estimates->frame);
    kk_json_integer(json, "subgroups", (int64_t)estimates->frame->combination_count);
    write_region_types(json, estimates->frame);
    kk_json_integer(json, "released", estimates->shown);
    kk_json_integer(json, "hidden", estimates->hidden);
    kk_json_end_object(json);
}

/* Cells of land areas by status: the rows of indicators.csv. Returns the number of columns. */
static size_t count_cells(const kk_release *release, size_t level, int64_t cells[KK_FIGURE_STATUS_COUNT])
{
    const kk_level *areas = &kk_release_areas(release)->level[level];
    const kk_released_column *columns;
    size_t column_count = kk_release_columns(release, &columns), found = 0;
    for (size_t c = 0; c < column_count; c++) {
        if (columns[c].level != level) continue;
        found++;
        for (size_t i = 0; i < areas->count; i++)
            if (!areas->water[i]) cells[columns[c].status[i]]++;
    }
    return found;
}

static void write_level(kk_json *json, const kk_release *release, size_t index)
{
    const kk_level *level = &kk_release_areas(release)->level[index];
    int64_t water = 0, shapeless = 0, cells[KK_FIGURE_STATUS_COUNT] = {0};
    for (size_t i = 0; i < level->count; i++) {
        water += level->water[i];
        shapeless += level->shape.part_begin[i] == level->shape.part_begin[i + 1];
    }
    size_t columns = count_cells(release, index, cells);
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "level", level->name);
    kk_json_integer(json, "areas", (int64_t)level->count);
    kk_json_integer(json, "water", water);
    kk_json_integer(json, "without_geometry", shapeless);
    kk_json_integer(json, "columns", (int64_t)columns);
    kk_json_begin_object(json, "cells");
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++)
        if (cells[s] > 0) kk_json_integer(json, kk_figure_status_name((kk_figure_status)s), cells[s]);
    kk_json_end_object(json);
    kk_json_end_object(json);
}

static void write_coverage(kk_json *json, const kk_coverage *coverage)
{
    int64_t gaps[GAPS] = {0};
    for (size_t i = 0; i < coverage->gap_count; i++) gaps[coverage->gaps[i].gap]++;
    kk_json_begin_object(json, "coverage");
    for (int g = 0; g < GAPS; g++) kk_json_integer(json, kk_gap_name((kk_gap)g), gaps[g]);
    kk_json_end_object(json);
}

static void write_rejects(kk_json *json, const kk_rejects *rejects)
{
    int64_t kinds[REJECT_KINDS] = {0};
    for (size_t i = 0; i < rejects->count; i++) kinds[rejects->items[i].kind]++;
    kk_json_begin_object(json, "rejected");
    for (int k = 0; k < REJECT_KINDS; k++)
        if (kinds[k] > 0) kk_json_integer(json, kk_reject_kind_name((kk_reject_kind)k), kinds[k]);
    kk_json_end_object(json);
}

static void write_counts(kk_json *json, const kk_run_report *report, const kk_release *release)
{
    const kk_areas *areas = kk_release_areas(release);
    kk_json_integer(json, "boundaries", areas->vintage);
    kk_json_begin_list(json, "levels");
    for (size_t i = 0; i < areas->level_count; i++) write_level(json, release, i);
    kk_json_end_list(json);
    kk_json_integer(json, "withheld_cells", (int64_t)kk_release_withheld(release));
    kk_json_number(json, "suppression_gap", kk_release_gap(release));
    write_tables(json, report);
    write_records(json, report);
    write_estimates(json, report);
    kk_run_statistics_write(json, report, release);
    kk_run_boundaries_write(json, report->boundaries);
    write_coverage(json, report->coverage);
    write_rejects(json, report->rejects);
}

kk_status kk_write_run_json(const kk_run_report *report, const kk_release *release, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, KK_RUN_FILE, err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        kk_json_begin_object(&json, NULL);
        /* First, because it marks a folder as ours (kk_listing_check). */
        kk_json_string(&json, "generator", KK_GENERATOR);
        write_project(&json, report->config);
        write_inputs(&json, report);
        write_versions(&json, report);
        write_indicators(&json, report->config);
        write_counts(&json, report, release);
        status = kk_listing_write(&json, folder, err);
        kk_json_end_object(&json);
        kk_text_char(&output.text, '\n');
    }
    return kk_output_close(&output, status, err);
}
