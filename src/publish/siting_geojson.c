/* SPDX-License-Identifier: EUPL-1.2 */
#include "kk/publish.h"

#include "publish/json.h"
#include "publish/output.h"

#include <math.h>

typedef struct siting_writer {
    const kk_guide_siting *siting;
    const kk_areas *areas;
    kk_wgs84 *wgs84;
    kk_json json;
} siting_writer;

/* Six decimals, as in the other GeoJSON files: about 0.1 m. */
static double micro(double degrees)
{
    return round(degrees * 1e6) / 1e6;
}

/* As far as such a distance tells anything; none where there is no place. */
static double decimetres(double metres)
{
    return isfinite(metres) ? round(metres * 10) / 10 : NAN;
}

static void write_position(kk_json *json, const double *lonlat)
{
    kk_json_number(json, NULL, micro(lonlat[0]));
    kk_json_number(json, NULL, micro(lonlat[1]));
}

static void begin_feature(kk_json *json, const char *kind, const char *siting)
{
    kk_json_begin_line(json);
    kk_json_string(json, "type", "Feature");
    kk_json_begin_object(json, "properties");
    kk_json_string(json, "kind", kind);
    kk_json_string(json, "siting", siting);
}

/* Ends the properties of a feature, and the feature with its points. */
static void end_feature(kk_json *json, const double *lonlat, size_t points)
{
    kk_json_end_object(json);
    kk_json_begin_object(json, "geometry");
    kk_json_string(json, "type", points == 1 ? "Point" : "LineString");
    kk_json_begin_list(json, "coordinates");
    for (size_t p = 0; p < points; p++) {
        if (points > 1) kk_json_begin_list(json, NULL);
        write_position(json, &lonlat[2 * p]);
        if (points > 1) kk_json_end_list(json);
    }
    kk_json_end_list(json);
    kk_json_end_object(json);
    kk_json_end_line(json);
}

static kk_status write_place(siting_writer *to, size_t candidate, kk_error *err)
{
    const kk_guide_siting *siting = to->siting;
    const kk_guide_place *place = &siting->place[siting->candidate[candidate]];
    if (!siting->is_present[candidate] && !siting->result.is_open[candidate]) return KK_OK;
    double lonlat[2];
    kk_status status = kk_wgs84_lonlat(to->wgs84, (double[]){place->x, place->y}, 1, lonlat, err);
    if (status != KK_OK) return status;
    begin_feature(&to->json, "place", siting->config->name);
    kk_json_string(&to->json, "place_id", place->id);
    kk_json_string(&to->json, "type", place->type);
    bool was_present = siting->is_present[candidate], is_open = siting->result.is_open[candidate];
    kk_json_boolean(&to->json, "was_present", was_present);
    kk_json_boolean(&to->json, "is_open", is_open);
    kk_json_boolean(&to->json, "is_new", is_open && !was_present);
    kk_json_boolean(&to->json, "is_closed", was_present && !is_open);
    kk_json_number(&to->json, "youths_served", siting->youths_served[candidate]);
    kk_json_number(&to->json, "need_served", siting->need_served[candidate]);
    kk_json_number(&to->json, "mean_distance", decimetres(siting->mean_distance[candidate]));
    end_feature(&to->json, lonlat, 1);
    return KK_OK;
}

static kk_status write_service(siting_writer *to, size_t demand, kk_error *err)
{
    const kk_guide_siting *siting = to->siting;
    uint32_t by = siting->result.serves[demand];
    if (by == UINT32_MAX) return KK_OK;
    const kk_guide_place *place = &siting->place[siting->candidate[by]];
    const kk_level *level = &to->areas->level[siting->level];
    const double xy[] = {siting->xy[2 * demand], siting->xy[2 * demand + 1], place->x, place->y};
    double lonlat[4];
    kk_status status = kk_wgs84_lonlat(to->wgs84, xy, 2, lonlat, err);
    if (status != KK_OK) return status;
    begin_feature(&to->json, "service", siting->config->name);
    kk_json_string(&to->json, "code", level->code[siting->area[demand]]);
    kk_json_string(&to->json, "name", level->area_name[siting->area[demand]]);
    kk_json_string(&to->json, "place_id", place->id);
    kk_json_number(&to->json, "youths", siting->youths[demand]);
    kk_json_number(&to->json, "distance_before", decimetres((double)siting->before[demand]));
    kk_json_number(&to->json, "distance_after", decimetres((double)siting->after[demand]));
    end_feature(&to->json, lonlat, 2);
    return KK_OK;
}

static kk_status write_siting(siting_writer *to, kk_output *output, kk_error *err)
{
    kk_status status = KK_OK;
    for (size_t c = 0; c < to->siting->candidate_count && status == KK_OK; c++) {
        status = write_place(to, c, err);
        kk_output_drain(output);
    }
    for (size_t d = 0; d < to->siting->demand_count && status == KK_OK; d++) {
        status = write_service(to, d, err);
        kk_output_drain(output);
    }
    return status;
}

kk_status kk_write_siting_geojson(const kk_guide *guide, const kk_areas *areas, const char *folder, kk_error *err)
{
    siting_writer to = {.areas = areas};
    kk_output output;
    kk_status status = kk_wgs84_open(&to.wgs84, err);
    if (status != KK_OK) return status;
    status = kk_output_open(&output, folder, "siting.geojson", err);
    if (status == KK_OK) {
        to.json = (kk_json){.text = &output.text, .pretty = true};
        kk_json_begin_object(&to.json, NULL);
        kk_json_string(&to.json, "type", "FeatureCollection");
        kk_json_begin_list(&to.json, "features");
        for (size_t s = 0; s < guide->siting_count && status == KK_OK; s++) {
            to.siting = &guide->siting[s];
            status = write_siting(&to, &output, err);
        }
        kk_json_end_list(&to.json);
        kk_json_end_object(&to.json);
        kk_text_char(&output.text, '\n');
    }
    status = kk_output_close(&output, status, err);
    kk_wgs84_close(to.wgs84);
    return status;
}
