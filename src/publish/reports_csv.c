/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/names.h"
#include "publish/output.h"

/* A number that is not known is negative: an empty field. */
static void write_count(kk_text *text, int64_t count)
{
    kk_text_char(text, ',');
    if (count >= 0) kk_text_integer(text, count);
}

static void write_total(kk_text *text, const kk_coverage_total *total, const kk_config *config)
{
    kk_text_string(text, "total");
    kk_text_next_csv(text, config->tables[total->table].name);
    kk_text_next_csv(text, total->period);
    kk_text_next_csv(text, total->level);
    kk_text_string(text, ",,");
    kk_text_next_csv(text, total->cause);
    write_count(text, total->areas);
    write_count(text, total->inhabited);
    write_count(text, total->with_figure);
    write_count(text, total->without_figure);
    write_count(text, total->figures_without_area);
    write_count(text, total->no_population);
    kk_text_char(text, '\n');
}

static void write_gap(kk_text *text, const kk_coverage_gap *gap, const kk_config *config)
{
    kk_text_string(text, kk_gap_name(gap->gap));
    kk_text_next_csv(text, config->tables[gap->table].name);
    kk_text_next_csv(text, gap->period);
    kk_text_next_csv(text, gap->level);
    kk_text_next_csv(text, gap->code);
    kk_text_next_csv(text, gap->name);
    kk_text_next_csv(text, gap->cause);
    kk_text_string(text, ",,,,,,\n");
}

kk_status kk_write_coverage_csv(const kk_coverage *coverage, const kk_config *config, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "coverage.csv", err);
    if (status == KK_OK) {
        kk_text_string(&output.text, "kind,table,period,level,code,name,cause,areas,inhabited,with_figure,"
                                     "without_figure,figures_without_area,no_population\n");
        for (size_t i = 0; i < coverage->total_count; i++) write_total(&output.text, &coverage->totals[i], config);
        for (size_t i = 0; i < coverage->gap_count; i++) {
            write_gap(&output.text, &coverage->gaps[i], config);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}

static void write_reject(kk_text *text, const kk_reject *reject)
{
    kk_text_string(text, kk_reject_kind_name(reject->kind));
    kk_text_next_csv(text, reject->file);
    write_count(text, reject->line > 0 ? reject->line : -1);
    kk_text_next_csv(text, reject->column);
    kk_text_next_csv(text, reject->code);
    kk_text_next_csv(text, reject->value);
    kk_text_next_csv(text, reject->reason);
    kk_text_char(text, '\n');
}

kk_status kk_write_rejected_csv(const kk_rejects *rejects, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "rejected.csv", err);
    if (status == KK_OK) {
        kk_text_string(&output.text, "kind,file,line,column,code,value,reason\n");
        for (size_t i = 0; i < rejects->count; i++) {
            write_reject(&output.text, &rejects->items[i]);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}
