/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/number.h"
#include "publish/output.h"

enum { DIGITS = 10 };

static void add_figure(kk_text *text, double figure)
{
    kk_text_next_number(text, kk_number_significant(figure, DIGITS));
}

static void write_row(kk_text *text, const kk_areas *areas, const kk_statistic_row *row)
{
    kk_text_csv(text, areas->level[row->level].name);
    kk_text_next_csv(text, row->within_code);
    kk_text_next_csv(text, row->within_name);
    kk_text_next_csv(text, row->period);
    kk_text_next_csv(text, row->indicator->name);
    kk_text_next_csv(text, row->statistic);
    kk_text_next_csv(text, row->term);
    add_figure(text, row->value);
    add_figure(text, row->lower);
    add_figure(text, row->upper);
    add_figure(text, row->p);
    kk_text_char(text, ',');
    kk_text_integer(text, (int64_t)row->areas);
    kk_text_next_csv(text, row->note);
    kk_text_char(text, '\n');
}

kk_status kk_write_statistics_csv(const kk_release *release, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "statistics.csv", err);
    if (status == KK_OK) {
        const kk_statistic_row *row;
        size_t count = kk_release_statistics(release, &row);
        kk_text_string(&output.text,
                       "level,within_code,within_name,period,indicator,statistic,term,value,lower,upper,p,"
                       "areas,note\n");
        for (size_t i = 0; i < count; i++) {
            write_row(&output.text, kk_release_areas(release), &row[i]);
            kk_output_drain(&output);
        }
    }
    return kk_output_close(&output, status, err);
}
