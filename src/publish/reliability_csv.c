/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/output.h"

static void write_row(kk_text *text, const kk_released_reliability *row)
{
    kk_text_csv(text, row->outcome);
    kk_text_next_csv(text, row->region_type);
    kk_text_char(text, ',');
    kk_text_integer(text, (int64_t)row->regions);
    kk_text_next_number(text, row->mean);
    kk_text_next_number(text, row->within);
    kk_text_next_number(text, row->between);
    kk_text_next_number(text, row->reliability);
    kk_text_next_csv(text, row->flag);
    kk_text_char(text, '\n');
}

kk_status kk_write_reliability_csv(const kk_release *release, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "reliability.csv", err);
    if (status == KK_OK) {
        const kk_released_reliability *row;
        size_t count = kk_release_reliability(release, &row);
        kk_text_string(&output.text, "outcome,region_type,regions,mean,within,between,reliability,flag\n");
        for (size_t i = 0; i < count; i++) {
            write_row(&output.text, &row[i]);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}
