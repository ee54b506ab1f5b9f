/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/audit.h"
#include "publish/json.h"
#include "publish/output.h"

#include <math.h>

enum { FORMAT = 1 };

static const char *outcome_of(const kk_audit_result *result)
{
    bool safe = result->verdicts[KK_AUDIT_LEAK] + result->verdicts[KK_AUDIT_CONTRADICTION] == 0;
    return safe ? "safe" : result->accepted_leaks != NULL ? "accepted" : "leak";
}

static void write_rules(kk_json *json, const kk_publication_rules *rules)
{
    kk_json_begin_object(json, "rules");
    kk_json_number(json, "minimum", rules->minimum);
    kk_json_number(json, "group", rules->group);
    kk_json_number(json, "width", rules->width);
    kk_json_number(json, "amount", rules->amount);
    kk_json_number(json, "rounding", rules->rounding);
    kk_json_end_object(json);
}

static void write_counts(kk_json *json, const kk_audit_result *result)
{
    kk_json_begin_object(json, "verdicts");
    for (int v = 0; v < KK_AUDIT_VERDICTS; v++)
        kk_json_integer(json, kk_audit_verdict_name((kk_audit_verdict)v), (int64_t)result->verdicts[v]);
    kk_json_end_object(json);
    kk_json_begin_object(json, "attack");
    kk_json_integer(json, "components", (int64_t)result->attack.components);
    kk_json_integer(json, "largest_component", (int64_t)result->attack.largest_component);
    kk_json_integer(json, "programs", (int64_t)result->attack.programs);
    kk_json_end_object(json);
    kk_json_begin_object(json, "estimates");
    kk_json_integer(json, "safe_by_sums", (int64_t)result->estimates.by_sums);
    kk_json_integer(json, "safe_by_tables", (int64_t)result->estimates.by_tables);
    kk_json_integer(json, "safe_by_programs", (int64_t)result->estimates.by_programs);
    kk_json_end_object(json);
    kk_json_begin_object(json, "hidden");
    for (int s = 0; s < KK_FIGURE_STATUS_COUNT; s++)
        if (result->hidden[s] > 0)
            kk_json_integer(json, kk_figure_status_name((kk_figure_status)s), (int64_t)result->hidden[s]);
    kk_json_end_object(json);
}

static void write_losses(kk_json *json, const kk_audit_result *result)
{
    kk_json_begin_list(json, "loss");
    for (size_t i = 0; i < result->loss_count; i++) {
        const kk_audit_loss *loss = &result->loss[i];
        if (loss->cells == 0) continue;
        kk_json_begin_line(json);
        kk_json_string(json, "indicator", loss->indicator);
        kk_json_string(json, "level", loss->level);
        kk_json_integer(json, "cells", (int64_t)loss->cells);
        kk_json_number(json, "weight", loss->weight);
        kk_json_end_line(json);
    }
    kk_json_end_list(json);
}

static void write_row(kk_json *json, const kk_audit_row *row)
{
    kk_json_begin_line(json);
    kk_json_string(json, "level", row->level);
    kk_json_string(json, "code", row->code);
    kk_json_string(json, "period", row->period);
    kk_json_string(json, "indicator", row->indicator);
    kk_json_string(json, "rule", row->rule);
    kk_json_string(json, "part", row->part);
    kk_json_begin_list(json, "interval");
    kk_json_number(json, NULL, row->lower);
    kk_json_number(json, NULL, row->upper);
    kk_json_end_list(json);
    kk_json_string(json, "verdict", kk_audit_verdict_name(row->verdict));
    kk_json_end_line(json);
}

static void write_head(kk_json *json, const kk_audit_result *result)
{
    kk_json_integer(json, "format", FORMAT);
    kk_json_string(json, "verdict", outcome_of(result));
    if (result->accepted_leaks != NULL) kk_json_string(json, "accepted_leaks", result->accepted_leaks);
    kk_json_begin_list(json, "earlier");
    for (size_t i = 0; i < result->earlier_count; i++) kk_json_string(json, NULL, result->earlier[i].given);
    kk_json_end_list(json);
    write_rules(json, &result->rules);
    write_counts(json, result);
    write_losses(json, result);
}

kk_status kk_audit_write(const kk_audit_result *result, const char *folder, const char *name, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, name, err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        kk_json_begin_object(&json, NULL);
        write_head(&json, result);
        kk_json_begin_list(&json, "cells");
        for (size_t i = 0; i < result->row_count; i++) {
            write_row(&json, &result->row[i]);
            kk_output_drain(&output);
        }
        kk_json_end_list(&json);
        kk_json_end_object(&json);
        kk_text_char(&output.text, '\n');
    }
    return kk_output_close(&output, status, err);
}
