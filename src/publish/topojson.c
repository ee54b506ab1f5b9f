/* SPDX-License-Identifier: EUPL-1.2 */
#include "publish/topojson.h"
#include "kk/publish.h"
#include "publish/feature.h"

#include <stdio.h>
#include <stdlib.h>

enum { NONE = UINT32_MAX };

typedef struct writing {
    const kk_boundaries *boundaries;
    const kk_detail *detail;
    kk_output *output;
    kk_text *text;
    uint32_t *number; /* of each arc, in the order of first use; NONE: of no level */
    uint32_t *arc;    /* the arc of that number */
    size_t arc_count;
    kk_micro_box box;
} writing;

/* ---- arcs ---- */

static kk_micro_point point_at(const writing *work, uint32_t place)
{
    return work->boundaries->degrees[work->boundaries->topology.vertex[place]];
}

static bool is_gone(const writing *work, uint32_t arc)
{
    return work->detail->is_gone != NULL && work->detail->is_gone[arc];
}

/* The share of a piece in twice the area of its ring, by its kept vertices; exact modulo 2⁶⁴ (publish/outline.c). */
static uint64_t piece_area(const writing *work, uint32_t piece)
{
    const kk_topology *topology = &work->boundaries->topology;
    uint32_t arc = piece / 2;
    kk_micro_point last = point_at(work, topology->begin[arc]);
    uint64_t sum = 0;
    for (uint32_t i = topology->begin[arc] + 1; i < topology->begin[arc + 1]; i++) {
        if (!work->detail->simplified.is_kept[i]) continue;
        kk_micro_point here = point_at(work, i);
        sum += (uint64_t)((int64_t)last.lon * here.lat) - (uint64_t)((int64_t)here.lon * last.lat);
        last = here;
    }
    return piece % 2 ? 0 - sum : sum;
}

static int64_t ring_area(const writing *work, const kk_ring_arcs *rings, uint32_t ring)
{
    uint64_t sum = 0;
    for (uint32_t p = rings->begin[ring]; p < rings->begin[ring + 1]; p++) sum += piece_area(work, rings->piece[p]);
    return (int64_t)sum;
}

static void write_arc(writing *work, uint32_t arc)
{
    const kk_topology *topology = &work->boundaries->topology;
    kk_micro_point last = {work->box.west, work->box.south};
    size_t written = 0;
    uint32_t end = topology->begin[arc + 1];
    kk_text_string(work->text, "[");
    for (uint32_t i = topology->begin[arc]; i < end; i++) {
        kk_micro_point here = point_at(work, i);
        bool repeats = written > 0 && here.lon == last.lon && here.lat == last.lat;
        if (!work->detail->simplified.is_kept[i] || (repeats && !(i + 1 == end && written == 1))) continue;
        kk_text_string(work->text, written++ > 0 ? ",[" : "[");
        kk_text_integer(work->text, (int64_t)here.lon - last.lon);
        kk_text_char(work->text, ',');
        kk_text_integer(work->text, (int64_t)here.lat - last.lat);
        kk_text_char(work->text, ']');
        last = here;
    }
    kk_text_string(work->text, "]");
    kk_output_drain(work->output);
}

/* ---- areas ---- */

static uint32_t number_of(writing *work, uint32_t arc)
{
    if (work->number[arc] == NONE) {
        work->number[arc] = (uint32_t)work->arc_count;
        work->arc[work->arc_count++] = arc;
    }
    return work->number[arc];
}

static void write_ring(writing *work, const kk_ring_arcs *rings, uint32_t ring, bool reverse)
{
    uint32_t begin = rings->begin[ring], count = rings->begin[ring + 1] - begin;
    kk_text_char(work->text, '[');
    for (uint32_t k = 0; k < count; k++) {
        uint32_t piece = rings->piece[reverse ? begin + count - 1 - k : begin + k];
        int64_t number = number_of(work, piece / 2);
        bool backwards = (piece % 2 == 1) != reverse;
        if (k > 0) kk_text_char(work->text, ',');
        kk_text_integer(work->text, backwards ? -1 - number : number);
    }
    kk_text_char(work->text, ']');
}

/* False when nothing of the part is left. */
static bool write_part(writing *work, const kk_polygons *shape, const kk_ring_arcs *rings, uint32_t part, bool is_first,
                       bool is_last_resort)
{
    uint32_t exterior = shape->ring_begin[part];
    bool is_all_gone = rings->begin[exterior] < rings->begin[exterior + 1];
    for (uint32_t p = rings->begin[exterior]; p < rings->begin[exterior + 1]; p++)
        is_all_gone = is_all_gone && is_gone(work, rings->piece[p] / 2);
    int64_t area = ring_area(work, rings, exterior);
    if (is_all_gone || (area == 0 && !is_last_resort)) return false;
    kk_text_string(work->text, is_first ? "[" : ",[");
    write_ring(work, rings, exterior, area < 0);
    for (uint32_t hole = exterior + 1; hole < shape->ring_begin[part + 1] && area != 0; hole++) {
        int64_t hole_area = ring_area(work, rings, hole);
        if (hole_area == 0) continue;
        kk_text_char(work->text, ',');
        write_ring(work, rings, hole, hole_area > 0);
    }
    kk_text_char(work->text, ']');
    return true;
}

static void write_arcs_of_area(writing *work, size_t level, size_t area)
{
    const kk_polygons *shape = &work->boundaries->areas.level[level].shape;
    const kk_ring_arcs *rings = &work->boundaries->topology.level[level];
    uint32_t begin = shape->part_begin[area], end = shape->part_begin[area + 1];
    if (begin == end) {
        kk_text_string(work->text, "\"type\":null");
        return;
    }
    kk_text_string(work->text, "\"type\":\"MultiPolygon\",\"arcs\":[");
    bool any = false;
    for (uint32_t part = begin; part < end; part++) any = write_part(work, shape, rings, part, !any, false) || any;
    /* An area must not vanish from the map because it is smaller than a millionth of a degree. */
    if (!any) (void)write_part(work, shape, rings, begin, true, true);
    kk_text_char(work->text, ']');
}

static kk_status write_level(writing *work, size_t l, const kk_release *release, kk_error *err)
{
    const kk_level *level = &work->boundaries->areas.level[l];
    kk_map_level map = {.level = level};
    if (release != NULL && kk_map_columns_select(release, l, &map.columns, err) != KK_OK) return err->status;
    kk_text_string(work->text, l > 0 ? ",\n" : "\n");
    kk_text_json(work->text, level->plural);
    kk_text_string(work->text, ":{\"type\":\"GeometryCollection\",\"geometries\":[");
    for (size_t area = 0; area < level->count; area++) {
        kk_text_string(work->text, area > 0 ? ",\n{" : "\n{");
        write_arcs_of_area(work, l, area);
        if (release != NULL) {
            kk_text_string(work->text, ",\"id\":");
            kk_text_json(work->text, level->code[area]);
            kk_text_string(work->text, ",\"properties\":{");
            kk_feature_properties(work->text, &map, area);
            kk_text_char(work->text, '}');
        }
        kk_text_char(work->text, '}');
        kk_output_drain(work->output);
    }
    kk_text_string(work->text, "]}");
    free(map.columns.columns);
    return KK_OK;
}

/* ---- all ---- */

static void find_box(writing *work)
{
    const kk_topology *topology = &work->boundaries->topology;
    work->box = kk_micro_box_empty();
    for (uint32_t i = 0; i < topology->begin[topology->arc_count]; i++) {
        if (!work->detail->simplified.is_kept[i]) continue;
        kk_micro_point here = point_at(work, i);
        kk_micro_box_merge(&work->box, &(kk_micro_box){here.lon, here.lat, here.lon, here.lat});
    }
    if (kk_micro_box_is_empty(&work->box)) work->box = (kk_micro_box){0, 0, 0, 0};
}

kk_status kk_topojson_write(const kk_boundaries *boundaries, const kk_detail *detail, const kk_release *release,
                            kk_output *output, kk_error *err)
{
    size_t arcs = boundaries->topology.arc_count;
    writing work = {.boundaries = boundaries,
                    .detail = detail,
                    .output = output,
                    .text = &output->text,
                    .number = malloc((arcs + 1) * sizeof *work.number),
                    .arc = malloc((arcs + 1) * sizeof *work.arc)};
    kk_status status = work.number == NULL || work.arc == NULL ? kk_fail_memory(err) : KK_OK;
    if (status == KK_OK) {
        for (size_t a = 0; a < arcs; a++) work.number[a] = NONE;
        find_box(&work);
        kk_text_string(work.text, "{\"type\":\"Topology\",\"bbox\":");
        kk_micro_box_write(work.text, &work.box);
        kk_text_string(work.text, ",\"transform\":{\"scale\":[0.000001,0.000001],\"translate\":[");
        kk_text_number(work.text, work.box.west / 1e6, "0");
        kk_text_char(work.text, ',');
        kk_text_number(work.text, work.box.south / 1e6, "0");
        kk_text_string(work.text, "]},\n\"objects\":{");
    }
    for (size_t l = 0; l < boundaries->areas.level_count && status == KK_OK; l++)
        status = write_level(&work, l, release, err);
    kk_text_string(work.text, "},\n\"arcs\":[");
    for (size_t a = 0; a < work.arc_count && status == KK_OK; a++) {
        kk_text_string(work.text, a > 0 ? ",\n" : "\n");
        write_arc(&work, work.arc[a]);
    }
    kk_text_string(work.text, "]}");
    free(work.number);
    free(work.arc);
    return status;
}

kk_status kk_write_topojson(const kk_release *release, const kk_boundaries *boundaries, const kk_detail *detail,
                            const char *name, const char *folder, kk_error *err)
{
    kk_output output;
    char *file;
    if (asprintf(&file, "areas%s%s.topojson", name != NULL ? "-" : "", name != NULL ? name : "") < 0)
        return kk_fail_memory(err);
    kk_status status = kk_output_open(&output, folder, file, err);
    if (status == KK_OK) status = kk_topojson_write(boundaries, detail, release, &output, err);
    kk_text_char(&output.text, '\n');
    free(file);
    return kk_output_close(&output, status, err);
}
