/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/run_boundaries.h"

#include <math.h>

static double to_centimetres(double metres)
{
    return round(metres * 100) / 100;
}

static void write_detail(kk_json *json, const kk_run_detail *detail)
{
    kk_json_begin_object(json, NULL);
    kk_json_string(json, "name", detail->name);
    kk_json_integer(json, "removable_vertices", (int64_t)detail->vertices);
    kk_json_integer(json, "kept_vertices", (int64_t)detail->kept);
    kk_json_integer(json, "put_back", (int64_t)detail->restored);
    kk_json_integer(json, "islands_left_out", (int64_t)detail->islands);
    kk_json_number(json, "largest_displacement_m", to_centimetres(detail->largest_displacement_m));
    kk_json_end_object(json);
}

void kk_run_boundaries_write(kk_json *json, const kk_run_boundaries *boundaries)
{
    if (boundaries == NULL) return;
    kk_json_begin_object(json, "map_boundaries");
    kk_json_integer(json, "points_given", (int64_t)boundaries->points_before);
    kk_json_integer(json, "vertices", (int64_t)boundaries->vertices);
    kk_json_integer(json, "gaps_closed", (int64_t)boundaries->closing.gaps);
    kk_json_number(json, "gaps_m2", to_centimetres(boundaries->closing.gap_m2));
    kk_json_integer(json, "overlaps_closed", (int64_t)boundaries->closing.overlaps);
    kk_json_number(json, "overlaps_m2", to_centimetres(boundaries->closing.overlap_m2));
    kk_json_integer(json, "areas_reshaped", (int64_t)boundaries->closing.reshaped);
    kk_json_begin_list(json, "details");
    for (size_t i = 0; i < boundaries->detail_count; i++) write_detail(json, &boundaries->detail[i]);
    kk_json_end_list(json);
    kk_json_end_object(json);
}
