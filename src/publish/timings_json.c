/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/json.h"
#include "publish/listing.h"
#include "publish/output.h"

#include <math.h>

static double to_microseconds(double seconds)
{
    return round(seconds * 1e6) / 1e6;
}

static void write_timings(kk_json *json, const kk_timing *timings, size_t count)
{
    double total = 0;
    kk_json_begin_list(json, "stages");
    for (size_t i = 0; i < count; i++) {
        total += timings[i].seconds;
        kk_json_begin_object(json, NULL);
        kk_json_string(json, "stage", timings[i].stage);
        kk_json_number(json, "seconds", to_microseconds(timings[i].seconds));
        kk_json_end_object(json);
    }
    kk_json_end_list(json);
    kk_json_number(json, "total_seconds", to_microseconds(total));
}

kk_status kk_write_timings_json(const kk_timing *timings, size_t count, int64_t peak_memory_bytes, const char *folder,
                                kk_error *err)
{
    kk_output output;
    kk_status status = kk_output_open(&output, folder, KK_TIMINGS_FILE, err);
    if (status == KK_OK) {
        kk_json json = {.text = &output.text, .pretty = true};
        kk_json_begin_object(&json, NULL);
        write_timings(&json, timings, count);
        kk_json_integer(&json, "peak_memory_bytes", peak_memory_bytes);
        kk_json_end_object(&json);
        kk_text_char(&output.text, '\n');
    }
    return kk_output_close(&output, status, err);
}
