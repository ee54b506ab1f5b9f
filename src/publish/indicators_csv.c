/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/columns.h"
#include "publish/output.h"

/* What an indicator is of: the same in each of its rows. */
static void write_selection(kk_text *text, const kk_config_indicator *indicator)
{
    kk_text_next_csv(text, kk_axis_name(indicator->axis));
    kk_text_next_csv(text, indicator->form);
    kk_text_next_csv(text, indicator->age);
    kk_text_next_csv(text, indicator->sex);
    kk_text_next_csv(text, indicator->referrer);
}

static void write_row(kk_text *text, const kk_level *level, size_t area, const kk_released_column *column)
{
    kk_published cell = kk_published_cell(column, level, area);
    kk_text_csv(text, level->name);
    kk_text_next_csv(text, level->code[area]);
    kk_text_next_csv(text, level->area_name[area]);
    kk_text_next_csv(text, column->period);
    kk_text_next_csv(text, column->indicator->name);
    kk_text_next_number(text, cell.value);
    kk_text_next_number(text, cell.lower);
    kk_text_next_number(text, cell.upper);
    kk_text_next_number(text, column->numerator[area]);
    kk_text_next_number(text, column->denominator[area]);
    kk_text_next_csv(text, cell.status);
    kk_text_next_csv(text, column->indicator->unit);
    kk_text_next_csv(text, column->source);
    write_selection(text, column->indicator);
    kk_text_next_csv(text, kk_published_category(column, level, area));
    kk_text_next_csv(text, cell.hidden_by);
    kk_text_char(text, '\n');
}

/* The land areas of a level, each with its columns begin … end − 1. */
static void write_level(kk_output *output, const kk_level *level, const kk_released_column *begin,
                        const kk_released_column *end)
{
    for (size_t area = 0; area < level->count; area++) {
        if (level->water[area]) continue;
        for (const kk_released_column *column = begin; column < end; column++)
            write_row(&output->text, level, area, column);
        kk_output_drain(output);
    }
}

kk_status kk_write_indicators_csv(const kk_release *release, const char *folder, kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, "indicators.csv", err);
    if (status == KK_OK) {
        const kk_areas *areas = kk_release_areas(release);
        const kk_released_column *column;
        size_t count = kk_release_columns(release, &column);
        const kk_released_column *end = column + count;
        kk_text_string(&output.text,
                       "level,code,name,period,indicator,value,lower,upper,numerator,denominator,status,unit,"
                       "source,axis,form,age,sex,referrer,category,hidden_by\n");
        while (column < end) {
            const kk_released_column *begin = column;
            while (column < end && column->level == begin->level) column++;
            write_level(&output, &areas->level[begin->level], begin, column);
        }
    }
    return kk_output_close(&output, status, err);
}
